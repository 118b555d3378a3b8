package topics

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

//go:embed words/*.json
var words embed.FS

// Words lists the synonyms that widen a search, in the order of the files'
// names and in them. It reads the files anew at each call; callers keep the
// result.
func Words() ([]corpus.Synonym, error) {
	names, err := fs.Glob(words, "words/*.json")
	if err != nil {
		return nil, fmt.Errorf("synonyms: %w", err)
	}
	var out []corpus.Synonym
	for _, name := range names {
		data, err := words.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("synonyms: %w", err)
		}
		list, err := readWords(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

func readWords(data []byte) ([]corpus.Synonym, error) {
	var out []corpus.Synonym
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&out); err != nil {
		return nil, fmt.Errorf("synonyms: %w", err)
	}
	for i, s := range out {
		if len(s.Same) == 1 || (len(s.Say) > 0) != (len(s.Also)+len(s.Near) > 0) || len(s.Say)+len(s.Same) == 0 {
			return nil, fmt.Errorf("synonyms: entry %d: want say and also, or two words and more under same", i+1)
		}
		for _, list := range [][]string{s.Say, s.Also, s.Near, s.Same} {
			for _, w := range list {
				if w != strings.TrimSpace(w) || w == "" || w != strings.ToLower(w) {
					return nil, fmt.Errorf("synonyms: entry %d: %q: want words in lower case", i+1, w)
				}
			}
		}
	}
	return out, nil
}
