package audit

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clausebook/clausebook/corpus"
)

func TestFindings(t *testing.T) {
	const text = "7. Parking 12\nSECTION G. Hours, see Section Z and Section B.\nSECTION I. Pay, as the Act says.\n"
	span := func(words string) corpus.Span {
		s := strings.Index(text, words)
		return corpus.Span{Start: s, End: s + len(words)}
	}
	a := &corpus.Agreement{
		ID: "x", Text: text,
		References: []corpus.CrossReference{
			{From: "sec_G", Raw: "Section Z", Span: span("Section Z"), Status: corpus.Dangling, Reason: "no section Z here"},
			{From: "sec_G", Raw: "Section B", Span: span("Section B"), Status: corpus.Ambiguous, Candidates: []string{"a", "b"}},
			{From: "sec_I", Raw: "the Act", Span: span("the Act"), Status: corpus.External},
			{From: "sec_I", Raw: "Pay", Span: span("Pay"), Status: corpus.Resolved, Target: "sec_G"},
		},
		Contents: []corpus.ContentsEntry{
			{Title: "Parking", Page: "12", Span: span("7. Parking 12")},
			{Title: "Hours", Span: span("SECTION G"), Provision: "sec_G"},
		},
		Certificate: corpus.Certificate{Gaps: []corpus.Gap{
			{After: "sec_G", Missing: "Section H", Span: span("SECTION I. Pay")},
			{Parent: "art_1", Missing: "Section I", Repeat: true, Span: span("SECTION I")},
		}},
	}
	got := Findings(a)
	at := func(id string) *string { return &id }
	assert.Equal(t, []Finding{
		{Agreement: "x", Kind: ContentsOnly, Raw: "7. Parking 12", Span: span("7. Parking 12"), Reason: "listed in the contents, p. 12; the text is not in this file"},
		{Agreement: "x", Kind: Dangling, At: at("sec_G"), Raw: "Section Z", Span: span("Section Z"), Reason: "no section Z here"},
		{Agreement: "x", Kind: Ambiguous, At: at("sec_G"), Raw: "Section B", Span: span("Section B"), Reason: "may mean any of 2 places"},
		{Agreement: "x", Kind: Gap, Raw: "SECTION I. Pay", Span: span("SECTION I. Pay"), Reason: "Section H is missing"},
		{Agreement: "x", Kind: Gap, At: at("art_1"), Raw: "SECTION I", Span: span("SECTION I"), Reason: "Section I stands twice"},
	}, got)
	assert.Equal(t, []Finding{}, Findings(&corpus.Agreement{}), "an empty list, not null")
}

// document makes an agreement of provisions: each with its id, title and text; its
// kind is that of the id's last part. A citation is written {words|target}, or
// {words} for one that leads nowhere.
func document(units ...[3]string) *corpus.Agreement {
	a := &corpus.Agreement{ID: "x"}
	for _, u := range units {
		id, title, text := u[0], u[1], u[2]
		part := id[strings.LastIndex("__"+id, "__"):]
		kind, number, _ := strings.Cut(part, "_")
		p := corpus.Provision{ID: id, Title: title, Number: number, Kind: map[string]corpus.Kind{"art": corpus.Article, "sec": corpus.Section,
			"app": corpus.Appendix, "lou": corpus.Letter}[kind]}
		if k := strings.LastIndex(id, "__"); k >= 0 {
			p.Parent = id[:k]
		}
		p.Span.Start = len(a.Text)
		write := func(s string) {
			for s != "" {
				before, rest, found := strings.Cut(s, "{")
				a.Text += before
				if !found {
					return
				}
				cited, after, _ := strings.Cut(rest, "}")
				words, target, _ := strings.Cut(cited, "|")
				r := corpus.CrossReference{From: id, Raw: words, Span: corpus.Span{Start: len(a.Text), End: len(a.Text) + len(words)}, Status: corpus.Resolved, Target: target}
				if target == "" {
					r.Status = corpus.Dangling
				}
				a.References = append(a.References, r)
				a.Text += words
				s = after
			}
		}
		write(title)
		p.Heading = a.Text[p.Span.Start:]
		p.Title = p.Heading
		p.HeadingSpan = corpus.Span{Start: p.Span.Start, End: len(a.Text)}
		a.Text += "\n"
		write(text)
		p.Span.End = len(a.Text)
		a.Text += "\n\n"
		for k := range a.Provisions {
			if strings.HasPrefix(id, a.Provisions[k].ID+"__") {
				a.Provisions[k].Span.End = p.Span.End
			}
		}
		a.Provisions = append(a.Provisions, p)
	}
	return a
}

// found lists the findings of some kinds: kind, where, words, what is meant.
func found(a *corpus.Agreement, kinds ...Kind) []string {
	var out []string
	for _, f := range Findings(a) {
		if !slices.Contains(kinds, f.Kind) {
			continue
		}
		meant := ""
		if f.Meant != nil {
			meant = " → " + *f.Meant
		}
		out = append(out, string(f.Kind)+" "+*f.At+": "+f.Raw+meant)
	}
	return out
}

func TestStale(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"matter before", "Offered under the Flexible Benefits Plan provided for in {Section 2|art_1__sec_2}.", "stale art_1__sec_1: Section 2 → art_1__sec_3"},
		{"plural and case", "These flexible benefit plans are described in {Section 2|art_1__sec_2}.", "stale art_1__sec_1: Section 2 → art_1__sec_3"},
		{"title in brackets", "See {Article 2|art_2} (Layoff and Recall).", "stale art_1__sec_1: Article 2 → art_4"},
		{"title behind a dash", "under {Article 2|art_2} - Layoff and Recall, as amended", "stale art_1__sec_1: Article 2 → art_4"},
		{"title inside", "under {Article 2 (Layoff and Recall), Section 1|art_2}.", "stale art_1__sec_1: Article 2 (Layoff and Recall), Section 1 → art_4"},
		{"right title", "See {Article 4|art_4} (Layoff and Recall).", ""},
		{"the place says it", "The short notice rule is set forth in {Article 2|art_2}.", ""},
		{"another matter", "Employees in the flexible benefits plan may take leave under {Section 2|art_1__sec_2}.", ""},
		{"no title known", "See {Article 2|art_2} (Parental Leave).", ""},
		{"a section in its own article", "See {Article 1|art_1} (Flexible Benefits Plan).", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := document([3]string{"art_1", "BENEFITS", ""},
				[3]string{"art_1__sec_1", "Coverage", tt.text},
				[3]string{"art_1__sec_2", "Premiums", "Premiums are shared."},
				[3]string{"art_1__sec_3", "Flexible Benefits Plan", "There is a plan."},
				[3]string{"art_2", "WAGES", "Wages are paid with short notice rule."},
				[3]string{"art_3", "Short Notice Rule", "A rule."},
				[3]string{"art_4", "LAYOFF AND RECALL", "Layoff."})
			var want []string
			if tt.want != "" {
				want = []string{tt.want}
			}
			assert.Equal(t, want, found(a, Stale))
		})
	}
}

// An appendix whose heading names another article, where the article that cites it
// has one of its own.
func TestStaleAppendix(t *testing.T) {
	a := document([3]string{"art_1", "TRANSFER", ""},
		[3]string{"art_1__sec_1", "Department of Roads", "The jobs in {Appendix B|app_B} are bid. The dental chart is in {Appendix B|app_B}."},
		[3]string{"art_2", "DENTAL CARE", "See {Appendix B|app_B}."},
		[3]string{"app_A", "APPENDIX A {Article 1|art_1} Jobs", "Jobs."},
		[3]string{"app_B", "APPENDIX B {Article 2|art_2} Dental Chart", "Chart."})
	a.References = slices.DeleteFunc(a.References, func(r corpus.CrossReference) bool {
		return r.From == "art_1__sec_1" && strings.HasSuffix(a.Text[:r.Span.Start], "chart is in ")
	})
	a.Text = strings.Replace(a.Text, "The dental chart is in Appendix B", "The second sentence is not here.", 1)
	assert.Equal(t, []string{"stale art_1__sec_1: Appendix B → app_A"}, found(a, Stale))
}

func TestOverridden(t *testing.T) {
	for _, tt := range []struct {
		name, letter string
		want         []string
	}{
		{"amended", "{Article 1, Section 2|art_1__sec_2} is amended to read: nine hours.", []string{"overridden art_1__sec_2: Hours → lou_1"}},
		{"read as follows", "{Article 1, Section 2|art_1__sec_2} shall read as follows: nine hours.", []string{"overridden art_1__sec_2: Hours → lou_1"}},
		{"in lieu", "In lieu of the provisions of {Article 1, Section 2|art_1__sec_2}, nine hours are worked.", []string{"overridden art_1__sec_2: Hours → lou_1"}},
		{"a list", "This replaces {Article 1|art_1} and {Article 2|art_2}.", []string{"overridden art_1: WORK → lou_1", "overridden art_2: PAY → lou_1"}},
		{"not amended", "Nothing here shall modify {Article 1, Section 2|art_1__sec_2}.", nil},
		{"only cited", "Hours are worked under {Article 1, Section 2|art_1__sec_2}.", nil},
		{"the contract amends", "This contract amends {Article 1|art_1} under the law.", nil},
		{"it says so", "{Article 1, Section 1|art_1__sec_1} is modified.", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := document([3]string{"art_1", "WORK", ""},
				[3]string{"art_1__sec_1", "Days", "Five days, see {LOU 1|lou_1}."},
				[3]string{"art_1__sec_2", "Hours", "Eight hours."},
				[3]string{"art_2", "PAY", "Pay."},
				[3]string{"lou_1", "LETTER 1", tt.letter})
			if tt.name == "a list" { // Article 1 must not cite the letter itself
				a.References = slices.DeleteFunc(a.References, func(r corpus.CrossReference) bool { return r.Target == "lou_1" })
			}
			assert.Equal(t, tt.want, found(a, Overridden))
		})
	}
}

func TestSuspectValue(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"within ten (15) days and twenty-five percent (25%)", []string{"suspect_value art_1: ten (15)"}},
		{"one hundred and twenty (120) days; two thousand (2,000) hours; three hundred fifty (350)", nil},
		{"between one and two (2) weeks; five hundred (500)", nil},
		{"thirty (30) or forty five (54)", []string{"suspect_value art_1: forty five (54)"}},
	} {
		assert.Equal(t, tt.want, found(document([3]string{"art_1", "TIME", tt.text}), SuspectValue), tt.text)
	}
	table := func(cells ...string) *corpus.Agreement {
		a := document([3]string{"art_1", "CAPS", strings.Join(cells, "\n")})
		var rows [][]string
		for _, c := range cells {
			rows = append(rows, []string{c})
		}
		a.Tables = []corpus.Table{{Provision: "art_1", Span: corpus.Span{Start: a.Provisions[0].HeadingSpan.End, End: len(a.Text)}, Rows: rows}}
		return a
	}
	assert.Equal(t, []string{"suspect_value art_1: 241"}, found(table("296", "296", "311", "326", "241", "346", "356"), SuspectValue))
	assert.Empty(t, found(table("296", "296", "311", "326", "341", "346", "356"), SuspectValue), "in order")
	assert.Empty(t, found(table("5", "3", "9", "2", "7", "4", "8"), SuspectValue), "without order")
	assert.Empty(t, found(table("7,310", "7,370", "7,430", "7,429", "7,500", "7,560"), SuspectValue), "rounded otherwise")
	assert.Empty(t, found(table("1", "2", "3"), SuspectValue), "too few")
}

func TestContentsAndGaps(t *testing.T) {
	a := document([3]string{"art_1", "LEAVE", "Leave for jury duty is paid. a. First. b. Second. d. Fourth."}, [3]string{"art_1__sec_1", "One", "x"})
	a.Text = "CONTENTS Leave Jury Duty Parking Fees Section 9 Nine\n" + a.Text
	shift := strings.Index(a.Text, "LEAVE")
	for i := range a.Provisions {
		p := &a.Provisions[i]
		p.Span = corpus.Span{Start: p.Span.Start + shift, End: p.Span.End + shift}
		p.HeadingSpan = corpus.Span{Start: p.HeadingSpan.Start + shift, End: p.HeadingSpan.End + shift}
	}
	entry := func(title, number string, depth int, provision string) corpus.ContentsEntry {
		s := strings.Index(a.Text, title)
		return corpus.ContentsEntry{Title: title, Number: number, Depth: depth, Provision: provision, Span: corpus.Span{Start: s, End: s + len(title)}}
	}
	a.Contents = []corpus.ContentsEntry{entry("Leave", "1", 0, "art_1"), entry("Jury Duty", "", 1, ""), entry("Parking Fees", "", 1, ""), entry("Nine", "9", 1, "")}
	var raw []string
	for _, f := range Findings(a) {
		if f.Kind == ContentsOnly {
			raw = append(raw, f.Raw)
		}
	}
	assert.Equal(t, []string{"Parking Fees", "Nine"}, raw, "a topic that the article deals with is no entry without a body")
}
