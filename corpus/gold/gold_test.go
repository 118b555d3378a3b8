package gold

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
)

// ink is s without white space and markup, so that neither decides.
func ink(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("*", "", "#", "", "<u>", "", "</u>", "").Replace(s)), "")
}

func TestStructuresStandInTheirTexts(t *testing.T) {
	s, err := Load()
	require.NoError(t, err)
	require.NotEmpty(t, s.Structures)
	texts := texts(t)
	for _, g := range s.Structures {
		t.Run(g.Doc, func(t *testing.T) {
			text, ok := texts[g.Doc]
			require.True(t, ok, "no shipped document of that name")
			o := NewOffsets(text)
			size := utf8.RuneCountInString(text)
			paths := map[string]bool{}
			for _, u := range g.Units {
				require.False(t, paths[u.Path], "path %s twice", u.Path)
				paths[u.Path] = true
				require.Less(t, u.Offset, u.End, u.Path)
				require.LessOrEqual(t, u.End, size, u.Path)
				if up, _, nested := cutLast(u.Path); nested {
					assert.True(t, paths[up], "parent of %s comes before it", u.Path)
				}
				_, last, _ := cutLast(u.Path)
				kind, _, _ := strings.Cut(last, ":")
				assert.Equal(t, string(u.Kind), kind, u.Path)
			}
			for _, x := range g.Xrefs {
				at := o.Byte(x.Offset)
				assert.True(t, strings.HasPrefix(ink(text[at:min(len(text), at+400)]), ink(x.Raw)),
					"reference %q is not at %d: %.60q", x.Raw, x.Offset, text[at:])
				assert.Contains(t, []ReferenceKind{Internal, External, Dangling, Ambiguous}, x.Kind)
			}
			for _, p := range g.Traps {
				at := o.Byte(p.Offset)
				assert.True(t, strings.HasPrefix(ink(text[at:min(len(text), at+400)]), ink(p.Text)[:min(4, len(ink(p.Text)))]),
					"trap %q is not at %d: %.60q", p.Text, p.Offset, text[at:])
			}
		})
	}
}

func TestQueriesTopicsValues(t *testing.T) {
	s, err := Load()
	require.NoError(t, err)
	docs := map[string]bool{}
	for name := range texts(t) {
		docs[Number(name)] = true
	}
	require.NotEmpty(t, s.Queries)
	halves := map[Half]int{}
	for _, q := range s.Own {
		assert.Contains(t, []Half{Tune, Held}, q.Half, q.Text)
		halves[q.Half]++
	}
	assert.InDelta(t, halves[Tune], halves[Held], 8, "halves")
	for _, q := range slices.Concat(s.Queries, s.Own) {
		assert.Contains(t, []string{"keyword", "question", "mismatch", "citation"}, q.Kind, q.Text)
		for _, r := range q.Relevant {
			assert.True(t, docs[r.Doc], "%s: document %s", q.Text, r.Doc)
			assert.Contains(t, []int{1, 2, 3}, r.Grade, q.Text)
			s.assertPath(t, r.Doc, r.Path)
		}
	}
	require.NotEmpty(t, s.Topics)
	for _, topic := range s.Topics {
		for doc, paths := range topic.Where {
			assert.True(t, docs[doc], "%s: document %s", topic.ID, doc)
			for _, p := range paths {
				s.assertPath(t, doc, p)
			}
		}
		for _, doc := range topic.Absent {
			assert.Contains(t, []string{"none", "toc_only", "outside_excerpt"}, topic.AbsentWhy[doc], topic.ID)
		}
	}
	require.NotEmpty(t, s.Values)
	for _, v := range s.Values {
		s.assertPath(t, v.Doc, v.Path)
		assert.NotEmpty(t, v.Quote, v.Fact)
	}
}

// assertPath checks a path against the document's structure, where there is one.
func (s *Set) assertPath(t *testing.T, doc, path string) {
	t.Helper()
	g := s.Structure(doc)
	if g == nil || strings.HasPrefix(path, "other:") {
		return
	}
	for _, u := range g.Units {
		if u.Path == path {
			return
		}
	}
	t.Errorf("document %s has no unit %s", doc, path)
}

func TestReadFails(t *testing.T) {
	_, err := Read(fstest.MapFS{"notes.json": {Data: []byte("{}")}})
	require.ErrorContains(t, err, "no gold files")
	_, err = Read(fstest.MapFS{"002.json": {Data: []byte("{")}})
	require.ErrorContains(t, err, "002.json")
}

func TestOffsets(t *testing.T) {
	o := NewOffsets("a–b")
	assert.Equal(t, []int{0, 1, 4, 5, 5, 0}, []int{o.Byte(0), o.Byte(1), o.Byte(2), o.Byte(3), o.Byte(9), o.Byte(-1)})
	assert.Equal(t, corpus.Span{Start: 1, End: 4}, o.Span(1, 2))
}

func TestFind(t *testing.T) {
	a := &corpus.Agreement{}
	add := func(id, parent string, kind corpus.Kind, number, title, heading string) {
		a.Provisions = append(a.Provisions, corpus.Provision{ID: id, Parent: parent, Kind: kind, Number: number, Title: title, Heading: heading})
	}
	add("art_9", "", corpus.Article, "IX", "Grievance Procedure", "ARTICLE IX")
	add("art_9__sec_C", "art_9", corpus.Section, "C", "", "Section C.")
	add("art_9__sec_C-2", "art_9", corpus.Section, "C", "", "C.")
	add("art_9__sec_sup", "art_9", corpus.Section, "", "Supplemental Grievance Procedure", "")
	add("art_15A", "", corpus.Article, "15 - A", "", "")
	add("art_15A__part_B", "art_15A", corpus.Part, "B", "", "")
	add("art_15A__part_B__sec_1", "art_15A__part_B", corpus.Section, "1", "", "")
	add("lou_7", "", corpus.Letter, "7", "Banked Leave", "LETTER OF UNDERSTANDING #7 - Banked Leave")
	add("loi_7", "", corpus.Letter, "7", "", "LETTER OF INTENT #7")
	add("app_C1", "", corpus.Appendix, "C-1", "", "")
	tree := corpus.NewTree(a)
	tests := []struct{ path, want string }{
		{"article:9", "art_9"},
		{"article:9/section:C", "art_9__sec_C"},
		{"article:9/section:C~2", "art_9__sec_C-2"},
		{"article:9/section:supplemental-grievance-procedure", "art_9__sec_sup"},
		{"article:15A", "art_15A"},
		{"article:15A/part:B/section:1", "art_15A__part_B__sec_1"},
		{"article:15A/section:1", "art_15A__part_B__sec_1"},
		{"letter:lou-7", "lou_7"},
		{"letter:loi-7", "loi_7"},
		{"letter:banked-leave", "lou_7"},
		{"appendix:C-1", "app_C1"},
		{"article:10", ""},
		{"article:9/section:D", ""},
		{"nonsense", ""},
	}
	for _, tt := range tests {
		got := ""
		if i := Find(tree, tt.path); i >= 0 {
			got = a.Provisions[i].ID
		}
		assert.Equal(t, tt.want, got, "Find(%q)", tt.path)
	}
}

func cutLast(path string) (before, after string, found bool) {
	i := strings.LastIndex(path, "/")
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

func texts(t *testing.T) map[string]string {
	t.Helper()
	docs, err := agreements.All()
	require.NoError(t, err)
	out := map[string]string{}
	for _, d := range docs {
		out[d.Name] = string(d.Data)
	}
	return out
}
