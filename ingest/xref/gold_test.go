package xref

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
func fromGold(t testing.TB, name string) (*corpus.Agreement, goldUnits, func(int) int) {
	t.Helper()
	data, err := os.ReadFile("../../corpus/gold/" + name + ".json")
	require.NoError(t, err)
	var g goldUnits
	require.NoError(t, json.Unmarshal(data, &g))
	files, err := filepath.Glob("../../corpus/agreements/" + name + "_*.txt")
	require.NoError(t, err)
	require.Len(t, files, 1)
	text, err := os.ReadFile(files[0])
	require.NoError(t, err)

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

// TestGold writes what was found, in the form of "clausebook extract", to
// XREF_OUT, for the scorer outside.
func TestGoldDump(t *testing.T) {
	dir := os.Getenv("XREF_OUT")
	if dir == "" {
		t.Skip("XREF_OUT is not set")
	}
	for _, name := range strings.Split(os.Getenv("XREF_DOCS"), ",") {
		a, _, _ := fromGold(t, name)
		refs := References(corpus.NewTree(a))
		type span struct {
			Start int `json:"start"`
			End   int `json:"end"`
		}
		type m = map[string]any
		var ps, rs []m
		for _, p := range a.Provisions {
			ps = append(ps, m{"id": p.ID, "parent": p.Parent, "kind": p.Kind, "number": p.Number, "title": p.Title, "heading": p.Heading, "span": span{p.Span.Start, p.Span.End}})
		}
		for _, r := range refs {
			rs = append(rs, m{"from": r.From, "raw": r.Raw, "span": span{r.Span.Start, r.Span.End}, "status": r.Status, "target": r.Target, "candidates": r.Candidates, "reason": r.Reason, "authority": r.Authority})
		}
		data, err := json.Marshal(m{"provisions": ps, "references": rs})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".json"), data, 0o600))
	}
}
