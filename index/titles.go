package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/disk"
)

// titlesName is the file of a generation that suggestions are read from: after
// its first bytes, for each agreement its id and its titles, each with its length
// before it.
const (
	titlesName  = "titles.bin"
	titlesMagic = "cbtitle1"
)

// titles are what of agreements can be suggested, by id: of each provision that
// has a title or a citation worth it, id, citation and title, each with its
// length before it. They are kept as they are in the file: an agreement that
// has not changed is never taken apart to write the next generation.
type titles map[string]string

// put notes the titles of an agreement.
func (t titles) put(a *corpus.Agreement) {
	var b []byte
	for i := range a.Provisions {
		p := &a.Provisions[i]
		citation := p.Citation
		if p.Kind == corpus.Subsection || p.Kind == corpus.Paragraph {
			citation = "" // nobody is helped by "Article 9, Section C, 2, (a)"
		}
		if p.Title != "" || citation != "" {
			b = appendText(appendText(appendText(b, p.ID), citation), p.Title)
		}
	}
	t[a.ID] = string(b)
}

var errTitles = errors.New(titlesName + " is damaged")

// places hands each place of an agreement to f.
func (t titles) places(agreement string, f func(id, citation, title string)) error {
	rest := t[agreement]
	for rest != "" {
		var parts [3]string
		for i := range parts {
			var ok bool
			if parts[i], rest, ok = cutText(rest); !ok {
				return fmt.Errorf("titles of %s: %w", agreement, errTitles)
			}
		}
		f(parts[0], parts[1], parts[2])
	}
	return nil
}

// cutText takes the first text off data, which has its length before it.
func cutText(data string) (text, rest string, ok bool) {
	n, shift := 0, 0
	for i := range min(len(data), binary.MaxVarintLen32) {
		n |= int(data[i]&0x7f) << shift
		shift += 7
		if data[i] < 0x80 {
			if data = data[i+1:]; n < 0 || n > len(data) {
				return "", "", false
			}
			return data[:n], data[n:], true
		}
	}
	return "", "", false
}

// readTitles reads the titles of a generation. A missing file is an empty one.
func readTitles(dir string) (titles, error) {
	t := titles{}
	data, err := os.ReadFile(filepath.Join(dir, titlesName))
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	rest, ok := strings.CutPrefix(string(data), titlesMagic)
	for ok && rest != "" {
		var id, list string
		if id, rest, ok = cutText(rest); ok {
			list, rest, ok = cutText(rest)
			t[id] = list
		}
	}
	if !ok {
		return nil, errTitles
	}
	return t, nil
}

func (t titles) write(dir string) error {
	b := []byte(titlesMagic)
	for _, id := range sortedKeys(t) {
		b = appendText(appendText(b, id), t[id])
	}
	return disk.WriteFile(filepath.Join(dir, titlesName), b)
}
