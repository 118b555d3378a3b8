package xref

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// goldUnits is the part of a gold file that makes a tree.
type goldUnits struct {
	Doc   string
	Meta  struct{ Title, Employer, Union, Unit, Kind string }
	Units []struct {
		Path, Kind             string
		Number, Title, Heading *string
		Offset, End            int
		Optional, Group        bool
	}
	Xrefs []goldReference
}

type goldReference struct {
	From, Raw, Kind, Note string
	Offset                int
	Target                *string
}

// fromGold builds an agreement from the units that people marked by hand, so
// that references are measured apart from the reading of the structure.
func fromGold(tb testing.TB, name string) (*corpus.Agreement, goldUnits, func(int) int) {
	tb.Helper()
	data, err := os.ReadFile("../../corpus/gold/" + name + ".json")
	require.NoError(tb, err)
	var g goldUnits
	require.NoError(tb, json.Unmarshal(data, &g))
	files, err := filepath.Glob("../../corpus/agreements/" + name + "_*.txt")
	require.NoError(tb, err)
	require.Len(tb, files, 1)
	text, err := os.ReadFile(files[0])
	require.NoError(tb, err)

	offsets := make([]int, 0, len(text)+1)
	for at := range string(text) {
		offsets = append(offsets, at)
	}
	offsets = append(offsets, len(text))
	at := func(cp int) int { return offsets[min(cp, len(offsets)-1)] }

	a := &corpus.Agreement{ID: name, Text: string(text), Title: g.Meta.Title, Employer: g.Meta.Employer, Union: g.Meta.Union, Unit: g.Meta.Unit,
		Kind: corpus.AgreementKind(g.Meta.Kind)}
	a.Furniture = pageLines(a.Text)
	type open struct {
		path, id string
		end      int
	}
	var stack []open
	for _, u := range g.Units {
		if u.Optional || u.Group || u.Offset >= u.End {
			continue
		}
		span := corpus.Span{Start: at(u.Offset), End: at(u.End)}
		for len(stack) > 0 && stack[len(stack)-1].end <= span.Start {
			stack = stack[:len(stack)-1]
		}
		for len(stack) > 0 && stack[len(stack)-1].end < span.End {
			stack = stack[:len(stack)-1] // groups that overlap
		}
		p := corpus.Provision{ID: u.Path, Kind: corpus.Kind(u.Kind), Span: span, HeadingSpan: corpus.Span{Start: span.Start, End: span.Start}}
		if len(stack) > 0 && strings.HasPrefix(u.Path, stack[len(stack)-1].path+"/") {
			p.Parent = stack[len(stack)-1].id
		}
		if u.Number != nil {
			p.Number = *u.Number
		}
		if u.Title != nil {
			p.Title = *u.Title
		}
		if u.Heading != nil {
			p.Heading = *u.Heading
			p.HeadingSpan.End = headingEnd(a.Text, span, *u.Heading)
		}
		stack = append(stack, open{u.Path, u.Path, span.End})
		a.Provisions = append(a.Provisions, p)
	}
	return a, g, at
}

// headingEnd is where the words of a heading end, white space, marks and
// furniture between them passed over.
func headingEnd(text string, span corpus.Span, heading string) int {
	p := span.Start
	for _, r := range heading {
		if strings.ContainsRune(" *#\t\n", r) {
			continue
		}
		k := strings.IndexRune(text[p:min(len(text), p+40)], r)
		if k < 0 {
			break
		}
		p += k + len(string(r))
	}
	return min(p, span.End)
}

// pageLines takes the plainest furniture out, lines that are a page's label or
// running head: enough for this test.
func pageLines(text string) []corpus.Furniture {
	var out []corpus.Furniture
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		trim := strings.TrimSpace(line)
		if len(trim) > 0 && len(trim) < 4 && strings.Trim(trim, "0123456789") == "" {
			out = append(out, corpus.Furniture{Kind: corpus.PageLabel, Span: corpus.Span{Start: at, End: at + len(line)}})
		}
		at += len(line)
	}
	return out
}

// TestGold measures the references of the documents whose structure people
// marked: how many of the citations that they found are found, and lead where
// they said; how many that lead outside or to nothing are told apart.
func TestGold(t *testing.T) {
	for _, tt := range []struct {
		name                string
		found, right, apart float64
	}{
		{"001", 0.98, 0.92, 0.93},
		{"002", 0.97, 0.95, 0.97},
		{"003", 1, 1, 0.95},
		{"004", 0.98, 0.97, 0.96},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, g, at := fromGold(t, tt.name)
			refs := References(corpus.NewTree(a))
			known := map[string]bool{}
			for _, p := range a.Provisions {
				known[p.ID] = true
			}
			var found, right, inside, apart, outside float64
			for _, x := range g.Xrefs {
				near, resolved, good := false, false, false
				s := corpus.Span{Start: at(x.Offset), End: at(x.Offset + len([]rune(x.Raw)))}
				for _, r := range refs {
					if !r.Span.Overlaps(s) || r.Span.Len() > s.Len()+25 {
						continue
					}
					near = true
					if r.Status != corpus.Resolved {
						continue
					}
					resolved = true
					if x.Target == nil {
						continue
					}
					// A group of appendices has no heading: its parts are meant.
					good = good || !known[*x.Target] && strings.HasPrefix(r.Target, *x.Target) || r.Target == *x.Target || strings.HasPrefix(r.Target, *x.Target+"/")
				}
				switch x.Kind {
				case "internal":
					inside++
					found += one(near)
					right += one(good)
				case "external", "dangling":
					outside++
					apart += one(near && !resolved)
				}
			}
			require.NotZero(t, inside)
			t.Logf("found %.3f, right %.3f of %.0f; told apart %.3f of %.0f", found/inside, right/inside, inside, apart/outside, outside)
			assert.GreaterOrEqual(t, found/inside, tt.found, "found")
			assert.GreaterOrEqual(t, right/inside, tt.right, "right")
			assert.GreaterOrEqual(t, apart/outside, tt.apart, "told apart")
		})
	}
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// BenchmarkDocument reads and resolves the references of a whole agreement.
func BenchmarkDocument(b *testing.B) {
	for _, name := range []string{"002", "004"} {
		b.Run(name, func(b *testing.B) {
			a, _, _ := fromGold(b, name)
			tree := corpus.NewTree(a)
			b.SetBytes(int64(len(a.Text)))
			b.ReportAllocs()
			for b.Loop() {
				References(tree)
			}
		})
	}
}
