package corpus

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// whole is an agreement that has something of everything, and is valid.
func whole() *Agreement {
	a := small()
	a.Text = "Pagé 1\n" + a.Text + "Page 2\n"
	const by = len("Pagé 1\n")
	for i := range a.Provisions {
		for _, s := range []*Span{&a.Provisions[i].Span, &a.Provisions[i].HeadingSpan} {
			s.Start, s.End = s.Start+by, s.End+by
		}
	}
	end := len(a.Text)
	a.Furniture = []Furniture{{PageLabel, Span{0, by - 1}}, {PageLabel, Span{end - 7, end - 1}}}
	a.Hyphens = []Hyphen{{Span: Span{by, by + 1}}, {Span: Span{by + 1, by + 2}}}
	a.Pages = []Page{{Label: "1", Span: Span{0, 50}}, {Label: "2", Span: Span{50, end}}}
	a.Contents = []ContentsEntry{{Title: "Opening", Span: Span{by, by + 1}, Provision: "art_1"}, {Title: "Lost", Span: Span{by, by + 1}}}
	at := Span{by, by + 5}
	a.References = []CrossReference{
		{From: "art_1", Raw: "Article 2", Span: at, Status: Resolved, Target: "art_2"},
		{From: "art_1", Raw: "Section A", Span: at, Status: Ambiguous, Candidates: []string{"art_1__sec_A", "art_2__sec_A"}},
		{From: "art_1", Raw: "Article 9", Span: at, Status: Dangling, Reason: "no Article 9"},
		{From: "art_1", Raw: "Act 379", Span: at, Status: External},
	}
	a.Terms = []Term{{Provision: "art_1", Raw: "5 days", Span: at}}
	a.Tables = []Table{{Provision: "art_2", Span: at}}
	a.FactSpans = map[Fact]Span{FactTitle: at}
	a.Diagnostics = []Diagnostic{{Code: "numbering-gap", Span: at}}
	return a
}

func TestValidateWhole(t *testing.T) { require.NoError(t, whole().Validate()) }

// TestValidate has a case for each fault that Validate reports; each case
// breaks one thing in a whole agreement and gives all that is said of it.
func TestValidate(t *testing.T) {
	const acute = 4 // the second byte of "é" in "Pagé 1"
	find := func(a *Agreement, id string) *Provision { return NewTree(a).Provision(id) }
	tests := []struct {
		name string
		do   func(a *Agreement)
		want []string // a piece of each message, in order
	}{
		{"span past the end", func(a *Agreement) { a.Terms[0].Span.End = 1000 }, []string{`term 0 "5 days": span 8-1000 outside the text`}},
		{"span before the start", func(a *Agreement) { a.Terms[0].Span.Start = -1 }, []string{`term 0 "5 days": span -1-13 outside the text`}},
		{"span the wrong way round", func(a *Agreement) { a.Tables[0].Span = Span{9, 8} }, []string{"table 0: span 9-8 outside the text"}},
		{"span that cuts a character", func(a *Agreement) { a.Terms[0].Span.Start = acute }, []string{`term 0 "5 days": span 4-13 cuts a character in two`}},
		{"span that ends in a character", func(a *Agreement) { a.Terms[0].Span = Span{0, acute} }, []string{`term 0 "5 days": span 0-4 cuts a character in two`}},

		{"furniture overlaps", func(a *Agreement) {
			a.Furniture = append(a.Furniture[:1:1], Furniture{Header, Span{3, 7}}, a.Furniture[1])
		}, []string{"furniture 1 (header): span 3-7 overlaps"}},
		{"furniture out of order", func(a *Agreement) { a.Furniture[0], a.Furniture[1] = a.Furniture[1], a.Furniture[0] },
			[]string{"furniture 1 (page_label): span 0-7 overlaps or is out of order", `byte 0: "Pagé 1\n`}},
		{"furniture outside the text", func(a *Agreement) { a.Furniture[1].Span.End = 1000 }, []string{"furniture 1 (page_label): span 94-1000 outside"}},
		{"hyphen empty", func(a *Agreement) { a.Hyphens[0].Span.End = a.Hyphens[0].Span.Start }, []string{"hyphen 0: span 8-8 is empty"}},
		{"hyphens overlap", func(a *Agreement) { a.Hyphens[1].Span.Start-- }, []string{"hyphen 1: span 8-10 is empty, overlaps"}},
		{"hyphen outside the text", func(a *Agreement) { a.Hyphens[1].Span.End = 1000 }, []string{"hyphen 1: span 9-1000 outside"}},

		{"no id", func(a *Agreement) { find(a, "art_1__sec_A__para_1").ID = "" }, []string{"provision 3: no id"}},
		{"id used twice", func(a *Agreement) { find(a, "art_1__sec_A__para_2").ID = "art_1__sec_A__para_1" }, []string{`provision "art_1__sec_A__para_1": id used twice`}},
		{"empty span", func(a *Agreement) {
			p := find(a, "art_2__sec_A")
			p.Span.End, p.HeadingSpan.End = p.Span.Start, p.Span.Start
		},
			[]string{`provision "art_2__sec_A": empty span at 85`}},
		{"span outside the text", func(a *Agreement) { find(a, "art_2__sec_A").Span.End = 1000 },
			[]string{`provision "art_2__sec_A": span 85-1000 outside the text`, `provision "art_2__sec_A": span 85-1000 outside its parent "art_2" 75-93`}},
		{"heading outside the span", func(a *Agreement) { p := find(a, "art_1__sec_A__para_1"); p.HeadingSpan.End = p.Span.End + 1 },
			[]string{"heading 50-57 does not open the span 50-56"}},
		{"heading does not open the span", func(a *Agreement) { find(a, "art_1__sec_A__para_1").HeadingSpan.Start++ },
			[]string{"heading 51-52 does not open the span 50-56"}},
		{"unknown kind", func(a *Agreement) { find(a, "art_2").Kind = "chapter" }, []string{`provision "art_2": unknown kind "chapter"`}},
		{"confidence above 1", func(a *Agreement) { find(a, "art_2").Confidence = 1.5 }, []string{`provision "art_2": confidence 1.5 outside`}},
		{"confidence below 0", func(a *Agreement) { find(a, "art_2").Confidence = -1 }, []string{`provision "art_2": confidence -1 outside`}},
		{"parent unknown", func(a *Agreement) { find(a, "art_2__sec_A").Parent = "art_7" },
			[]string{`provision "art_2__sec_A": parent "art_7" does not come before it`}},
		{"its own parent", func(a *Agreement) { find(a, "art_2__sec_A").Parent = "art_2__sec_A" },
			[]string{`parent "art_2__sec_A" does not come before it`}},
		{"parent comes later", func(a *Agreement) { p := a.Provisions; p[6], p[7] = p[7], p[6] },
			[]string{`provision "art_2__sec_A": parent "art_2" does not come before it`, `provision "art_2": not in document order`}},
		{"child sticks out of its parent", func(a *Agreement) { find(a, "art_1__sec_A").Span.End-- },
			[]string{`provision "art_1__sec_A__para_2": span 57-63 outside its parent "art_1__sec_A"`}},
		{"child starts in its parent's heading", func(a *Agreement) { find(a, "art_2").HeadingSpan.End = 86 },
			[]string{`provision "art_2__sec_A": starts at 85 inside the heading of its parent "art_2"`}},
		{"siblings overlap", func(a *Agreement) { find(a, "art_1__sec_A__para_1").Span.End = 58 },
			[]string{`provision "art_1__sec_A__para_2": span 57-63 overlaps`}},
		{"siblings out of order", func(a *Agreement) { p := a.Provisions; p[3], p[4] = p[4], p[3] },
			[]string{`provision "art_1__sec_A__para_1": span 50-56 overlaps or precedes`, `"art_1__sec_A__para_1": not in document order`}},

		{"text without an owner, before", func(a *Agreement) { a.Furniture = a.Furniture[1:] }, []string{`byte 0: "Pagé 1\n`}},
		{"text without an owner, between", func(a *Agreement) {
			a.Provisions = append(a.Provisions[:1:1], a.Provisions[6:]...)
			a.References, a.Terms, a.Contents = nil, nil, nil
		},
			[]string{`byte 16: "ARTICLE 1\nOpening words.`}},
		{"text without an owner, behind", func(a *Agreement) { a.Furniture[1].Span.End-- }, []string{`byte 99: "2\n" belongs to no provision`}},

		{"page outside the text", func(a *Agreement) { a.Pages[1].Span.End = 1000 }, []string{"page 1: span 50-1000 outside"}},
		{"pages overlap", func(a *Agreement) { a.Pages[1].Span.Start = 49 }, []string{"page 1: overlaps or is out of order"}},
		{"contents entry outside the text", func(a *Agreement) { a.Contents[0].Span.End = 1000 }, []string{"contents entry 0: span 8-1000 outside"}},
		{"contents entry without its provision", func(a *Agreement) { a.Contents[0].Provision = "art_7" }, []string{`contents entry 0: no provision "art_7"`}},
		{"reference outside the text", func(a *Agreement) { a.References[0].Span.End = 1000 }, []string{`reference 0 "Article 2": span 8-1000 outside`}},
		{"reference from nowhere", func(a *Agreement) { a.References[0].From = "art_7" }, []string{`reference 0 "Article 2": no provision "art_7"`}},
		{"reference to nowhere", func(a *Agreement) { a.References[0].Target = "art_7" }, []string{`reference 0 "Article 2": no provision "art_7"`}},
		{"candidate unknown", func(a *Agreement) { a.References[1].Candidates[1] = "art_7" }, []string{`reference 1 "Section A": no provision "art_7"`}},
		{"resolved without a target", func(a *Agreement) { a.References[0].Target = "" }, []string{`status resolved with target ""`}},
		{"dangling with a target", func(a *Agreement) { a.References[2].Target = "art_2" }, []string{`status dangling with target "art_2"`}},
		{"ambiguous with one candidate", func(a *Agreement) { a.References[1].Candidates = a.References[1].Candidates[:1] }, []string{"ambiguous with 1 candidates"}},
		{"term of no provision", func(a *Agreement) { a.Terms[0].Provision = "art_7" }, []string{`term 0 "5 days": no provision "art_7"`}},
		{"table of no provision", func(a *Agreement) { a.Tables[0].Provision = "art_7" }, []string{`table 0: no provision "art_7"`}},
		{"fact outside the text", func(a *Agreement) { a.FactSpans[FactTitle] = Span{0, 1000} }, []string{"fact title: span 0-1000 outside"}},
		{"diagnostic outside the text", func(a *Agreement) { a.Diagnostics[0].Span = Span{0, 1000} }, []string{"diagnostic 0 numbering-gap: span 0-1000 outside"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := whole()
			tt.do(a)
			err := a.Validate()
			require.Error(t, err)
			got := faults(err)
			require.Len(t, got, len(tt.want), "%v", got)
			for i, w := range tt.want {
				assert.Contains(t, got[i], w)
			}
		})
	}
}

// faults are the messages of a joined error.
func faults(err error) []string {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []string{err.Error()}
	}
	var out []string
	for _, e := range joined.Unwrap() {
		out = append(out, e.Error())
	}
	return out
}

// A broken agreement gives a bounded message: at most 50 faults, and at most 40
// bytes of text.
func TestValidateLimits(t *testing.T) {
	a := &Agreement{Text: strings.Repeat("x", 1000)}
	for i := range 200 {
		a.Terms = append(a.Terms, Term{Provision: fmt.Sprint("art_", i)})
	}
	got := faults(a.Validate())
	require.Len(t, got, 50)
	assert.Contains(t, got[0], strings.Repeat("x", 40))
	assert.Less(t, len(got[0]), 120)
}

// What Validate is given may be anything that came off a disk: it must end, and
// without a panic.
func FuzzValidate(f *testing.F) {
	f.Add("some text é", []byte{0, 4, 1, 1, 2, 8, 0, 3, 9, 255, 3, 1})
	f.Add("short", []byte{1, 99, 48, 0, 120, 0}) // a provision the wrong way round, past the end
	f.Fuzz(func(t *testing.T, text string, b []byte) {
		a := &Agreement{Text: text}
		for i := 0; i+2 < len(b); i += 3 {
			s := Span{int(int8(b[i+1])), int(int8(b[i+2]))}
			switch b[i] % 6 {
			case 0:
				a.Furniture = append(a.Furniture, Furniture{Header, s})
			case 1, 2:
				p := Provision{ID: fmt.Sprint(i), Kind: Section, Span: s, HeadingSpan: s}
				if b[i] >= 128 {
					p.Parent = fmt.Sprint(i - 3)
				}
				a.Provisions = append(a.Provisions, p)
			case 3:
				a.Hyphens = append(a.Hyphens, Hyphen{Span: s})
			case 4:
				a.Pages = append(a.Pages, Page{Span: s})
			case 5:
				a.References = append(a.References, CrossReference{From: fmt.Sprint(int(b[i])), Span: s})
			}
		}
		if a.Validate() != nil {
			return
		}
		// A whole agreement cleans to the ink that is not furniture.
		tree := NewTree(a)
		for i := range a.Provisions {
			checkClean(t, a, tree.Own(i), tree.CleanText(i))
			got := a.Provisions[tree.At(a.Provisions[i].Span.Start)].Span.Start
			assert.Equal(t, a.Provisions[i].Span.Start, got)
		}
	})
}
