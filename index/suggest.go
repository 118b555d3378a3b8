package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

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
		defer g.suggests.Store(true)
		g.titles, g.titlesErr = newSuggestibles(g.atlas)
	})
	return g.titles, g.titlesErr
}

// newSuggestibles lists what t holds, each title and each citation once.
func newSuggestibles(t *atlas) ([]suggestible, error) {
	list, err := t.read()
	if err != nil {
		return nil, err
	}
	var out []suggestible
	at := map[query.SuggestionKind]map[string]int{query.SuggestTitle: {}, query.SuggestCitation: {}} // by their words; -1 says nothing
	written := map[query.SuggestionKind]map[string]int{query.SuggestTitle: {}, query.SuggestCitation: {}}
	sp := newSpeller()
	place := func(kind query.SuggestionKind, text string) int { // where it is in out, or is put
		i, ok := written[kind][text]
		if ok {
			return i
		}
		i = -1
		if words := spaced(sp.words(text)); words != "" {
			if i, ok = at[kind][words]; !ok {
				i = len(out)
				at[kind][words] = i
				out = append(out, suggestible{Suggestion: query.Suggestion{Text: text, Kind: kind}, words: words})
			}
		}
		written[kind][text] = i
		return i
	}
	for _, agreement := range sortedKeys(list) {
		add := func(kind query.SuggestionKind, text, id string) {
			i := place(kind, text)
			if i < 0 {
				return
			}
			switch s := &out[i]; {
			case s.agreements == 0:
				s.Agreement, s.ID, s.agreements = agreement, id, 1
			case s.Agreement != agreement:
				s.agreements++
				s.Agreement, s.ID = agreement, ""
			default:
				s.ID = ""
			}
		}
		err := t.places(agreement, func(id, citation, title string) {
			add(query.SuggestTitle, title, id)
			add(query.SuggestCitation, citation, id)
		})
		if err != nil {
			return nil, err
		}
	}
	for i := range out {
		if out[i].agreements > 1 {
			out[i].Agreement, out[i].ID = "", ""
		}
	}
	return out, nil
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
