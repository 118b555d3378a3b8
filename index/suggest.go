package index

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/internal/disk"
)

// titlesName is the file of a generation that suggestions are read from: one
// line of JSON an agreement.
const titlesName = "titles.jsonl"

// A titleLine is what of an agreement can be suggested.
type titleLine struct {
	Agreement string     `json:"a"`
	Places    []titledAt `json:"p"`
}

type titledAt struct {
	ID       string `json:"i"`
	Citation string `json:"c,omitempty"`
	Title    string `json:"t,omitempty"`
}

func titlesOf(a *corpus.Agreement) titleLine {
	line := titleLine{Agreement: a.ID}
	for i := range a.Provisions {
		p := &a.Provisions[i]
		t := titledAt{ID: p.ID, Title: p.Title}
		if p.Kind != corpus.Subsection && p.Kind != corpus.Paragraph { // nobody is helped by "Article 9, Section C, 2, (a)"
			t.Citation = p.Citation
		}
		if t.Title != "" || t.Citation != "" {
			line.Places = append(line.Places, t)
		}
	}
	return line
}

// readTitles reads the lines of a generation, by agreement. A missing file is
// an empty one.
func readTitles(dir string) (map[string]titleLine, error) {
	out := map[string]titleLine{}
	data, err := os.ReadFile(filepath.Join(dir, titlesName))
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(data) {
		var t titleLine
		if err := json.Unmarshal(line, &t); err != nil {
			return nil, fmt.Errorf("%s: %w", titlesName, err)
		}
		out[t.Agreement] = t
	}
	return out, nil
}

func writeTitles(dir string, lines map[string]titleLine) error {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, id := range sortedKeys(lines) {
		if err := enc.Encode(lines[id]); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return disk.WriteFile(filepath.Join(dir, titlesName), b.Bytes())
}

// A suggestible is a title or a citation of the library with how many
// agreements have it.
type suggestible struct {
	query.Suggestion
	words      string // " bereavement leave": folded, a blank before each word
	agreements int
}

// suggestibles are the titles and citations of the library, read at first use.
func (g *generation) suggestibles() ([]suggestible, error) {
	g.titlesOnce.Do(func() {
		lines, err := readTitles(g.dir)
		if err != nil {
			g.titlesErr = err
			return
		}
		g.titles = newSuggestibles(lines)
	})
	return g.titles, g.titlesErr
}

func newSuggestibles(lines map[string]titleLine) []suggestible {
	var out []suggestible
	at := map[string]int{}
	sp := newSpeller()
	add := func(kind query.SuggestionKind, text, agreement, id string) {
		words := spaced(sp.words(text))
		if words == "" {
			return
		}
		key := string(kind) + words
		i, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, suggestible{query.Suggestion{Text: text, Kind: kind, Agreement: agreement, ID: id}, words, 1})
			return
		}
		s := &out[i]
		switch {
		case s.Agreement != agreement:
			s.agreements++
			s.Agreement, s.ID = agreement, ""
		default:
			s.ID = ""
		}
	}
	for _, id := range sortedKeys(lines) {
		for _, p := range lines[id].Places {
			add(query.SuggestTitle, p.Title, id, p.ID)
			add(query.SuggestCitation, p.Citation, id, p.ID)
		}
	}
	for i := range out {
		if out[i].agreements > 1 {
			out[i].Agreement, out[i].ID = "", ""
		}
	}
	return out
}

func spaced(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteByte(' ')
		b.WriteString(w.text)
	}
	return b.String()
}

// Limits of suggestions.
const (
	defaultSuggestions = 8
	maxSuggestions     = 20
)

// Suggest lists what a half-typed query may be meant for: titles and citations
// of the library and topics, of which each typed word begins a word. Citations
// come first if the text reads as one. limit 0 means 8; at most 20.
func (ix *Index) Suggest(ctx context.Context, text string, limit int) ([]query.Suggestion, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	g, err := ix.acquire()
	if err != nil {
		return nil, err
	}
	defer ix.letGo(ctx, g)
	all, err := g.suggestibles()
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	limit = min(cmp.Or(max(limit, 0), defaultSuggestions), maxSuggestions)
	sp := newSpeller()
	var typed []string
	for _, w := range sp.words(text) {
		typed = append(typed, w.text)
	}
	if len(typed) == 0 {
		return []query.Suggestion{}, nil
	}
	cited := typed
	citation := false
	if c, err := corpus.ParseCitation(text); err == nil && len(c.Steps) > 0 {
		citation = true
		cited = nil
		for _, w := range sp.words(c.String()) {
			cited = append(cited, w.text)
		}
	}
	var titles, citations []suggestible
	for i := range all {
		s := &all[i]
		switch {
		case s.Kind == query.SuggestCitation:
			if citation && strings.HasPrefix(s.words, " "+strings.Join(cited, " ")) {
				citations = append(citations, *s)
			}
		case begins(s.words, typed):
			titles = append(titles, *s)
		}
	}
	best := func(list []suggestible) {
		slices.SortStableFunc(list, func(a, b suggestible) int {
			return cmp.Or(cmp.Compare(rankOf(b, typed), rankOf(a, typed)), cmp.Compare(b.agreements, a.agreements), cmp.Compare(len(a.words), len(b.words)), strings.Compare(a.Text, b.Text))
		})
	}
	best(titles)
	slices.SortStableFunc(citations, func(a, b suggestible) int {
		return cmp.Or(cmp.Compare(len(a.words), len(b.words)), cmp.Compare(b.agreements, a.agreements))
	})
	topics := ix.know.suggest(typed)
	out := []query.Suggestion{}
	for _, c := range citations[:min(len(citations), limit/2)] {
		out = append(out, c.Suggestion)
	}
	out = append(out, topics[:min(len(topics), max(1, limit/4))]...)
	for _, t := range titles {
		out = append(out, t.Suggestion)
	}
	return out[:min(len(out), limit)], nil
}

// begins reports whether each of typed begins a word of words.
func begins(words string, typed []string) bool {
	for _, t := range typed {
		if !strings.Contains(words, " "+t) {
			return false
		}
	}
	return true
}

// rankOf prefers titles that begin with what was typed.
func rankOf(s suggestible, typed []string) int {
	if strings.HasPrefix(s.words, " "+strings.Join(typed, " ")) {
		return 1
	}
	return 0
}

// suggest lists the topics of which a name or a synonym begins so.
func (k *knowledge) suggest(typed []string) []query.Suggestion {
	var out []query.Suggestion
	for _, n := range k.names {
		if begins(n.words, typed) && !slices.ContainsFunc(out, func(s query.Suggestion) bool { return s.Topic == n.Topic }) {
			out = append(out, n.Suggestion)
		}
	}
	return out
}

// topicNames are the names and synonyms of topics, ready to be suggested.
func topicNames(subjects []*subject, sp *speller) []suggestible {
	var out []suggestible
	for _, s := range subjects {
		for _, n := range slices.Concat([]string{s.topic.Label}, s.topic.Names, s.topic.Synonyms) {
			out = append(out, suggestible{Suggestion: query.Suggestion{Text: n, Kind: query.SuggestTopic, Topic: s.topic.ID}, words: spaced(sp.words(n))})
		}
	}
	return out
}
