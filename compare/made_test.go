package compare

import (
	"context"
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A made is a provision of a document that a test makes up. A term of it needs
// its value and its words only, each of which stand in the text once.
type made struct {
	id, title, text string
	terms           []corpus.Term
}

// document makes an agreement of provisions; a provision's parent is what its
// id says.
func document(id string, kind corpus.AgreementKind, provisions ...made) *corpus.Agreement {
	a := &corpus.Agreement{ID: id, Kind: kind, Source: corpus.Source{Name: id + ".txt"}}
	var b strings.Builder
	open := []int{}
	end := func(n int) {
		for len(open) > n {
			a.Provisions[open[len(open)-1]].Span.End = b.Len()
			open = open[:len(open)-1]
		}
	}
	for _, m := range provisions {
		depth := strings.Count(m.id, "__")
		end(depth)
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		last := m.id[strings.LastIndex(m.id, "__")+1:]
		last = strings.TrimPrefix(last, "_")
		word, number, _ := strings.Cut(last, "_")
		kind := map[string]corpus.Kind{"art": corpus.Article, "sec": corpus.Section, "subsec": corpus.Subsection, "lou": corpus.Letter, "app": corpus.Appendix}[word]
		p := corpus.Provision{ID: m.id, Kind: kind, Number: number, Title: m.title, Page: "1", Confidence: 1}
		if depth > 0 {
			p.Parent = a.Provisions[open[depth-1]].ID
			p.Citation = a.Provisions[open[depth-1]].Citation + ", "
		}
		p.Citation += strings.ToUpper(string(kind[:1])) + string(kind[1:]) + " " + number
		start := b.Len()
		fmt.Fprintf(&b, "%s %s %s", strings.ToUpper(string(kind)), number, m.title)
		p.Heading = b.String()[start:]
		p.HeadingSpan = corpus.Span{Start: start, End: b.Len()}
		p.Span.Start = start
		b.WriteString("\n")
		for _, t := range m.terms {
			at := b.Len() + strings.Index(m.text, t.Raw)
			t.Provision, t.Span = m.id, corpus.Span{Start: at, End: at + len(t.Raw)}
			a.Terms = append(a.Terms, t)
		}
		b.WriteString(m.text)
		open = append(open, len(a.Provisions))
		a.Provisions = append(a.Provisions, p)
	}
	end(0)
	a.Text = b.String()
	for i := range a.Provisions {
		// Trailing ends of parents are where their last child ends.
		a.Provisions[i].Span.End = min(a.Provisions[i].Span.End, len(a.Text))
	}
	return a
}

// lasting is a duration that stands in the text as raw.
func lasting(n float64, unit, raw string) corpus.Term {
	return corpus.Term{Type: corpus.Duration, Value: n, Unit: unit, Raw: raw}
}

// share is a percentage that stands in the text as raw.
func share(n float64, raw string, from corpus.Date) corpus.Term {
	return corpus.Term{Type: corpus.Percent, Value: n, Unit: "%", Raw: raw, Effective: from}
}

// shelf is a Library of made agreements.
type shelf []*corpus.Agreement

func (s shelf) IDs(context.Context) ([]string, error) {
	ids := make([]string, len(s))
	for i, a := range s {
		ids[i] = a.ID
	}
	return ids, nil
}

func (s shelf) Agreement(_ context.Context, id string) (*corpus.Agreement, error) {
	for _, a := range s {
		if a.ID == id {
			return a, nil
		}
	}
	return nil, fmt.Errorf("no agreement %q", id)
}

// nurses, teachers and deputies are small agreements of three kinds.
func nurses() *corpus.Agreement {
	a := document("nurses", corpus.KindAgreement,
		made{"art_1", "Grievance Procedure", "", nil},
		made{"art_1__sec_1", "Filing", "A grievance shall be filed in writing within ten (10) working days of the occurrence that gave rise to it. Grievances not filed in time are void.", []corpus.Term{lasting(10, corpus.WorkingDay, "ten (10) working days")}},
		made{"art_1__sec_2", "Arbitration", "The Union may demand arbitration within thirty (30) days of the last answer. The fees and expenses of the arbitrator shall be shared equally by the parties.", []corpus.Term{lasting(30, corpus.Day, "thirty (30) days")}},
		made{"art_2", "Leaves of Absence", "", nil},
		made{"art_2__sec_1", "Death in the Family", "In case of death of a spouse, parent or child a nurse shall be excused for three (3) working days with pay. One (1) day is allowed for other relatives.", []corpus.Term{lasting(3, corpus.WorkingDay, "three (3) working days"), lasting(1, corpus.Day, "One (1) day")}},
		made{"art_2__sec_2", "Jury Duty", "A nurse who is called for jury duty shall be paid the difference between jury fees and regular pay.", nil},
		made{"art_3", "Insurance", "The Hospital shall pay 80% of the health insurance premium, and nurses shall pay 20%. Effective January 1, 2015 the Hospital shall pay 75% of the health insurance premium.", []corpus.Term{share(80, "80%", ""), share(20, "20%", ""), share(75, "75%", "2015-01-01")}},
	)
	return a
}

func teachers() *corpus.Agreement {
	a := document("teachers", corpus.KindAgreement,
		made{"art_1", "Professional Grievances", "A grievance must be presented to the principal within twenty days after the teacher knew of the violation.", []corpus.Term{lasting(20, corpus.Day, "twenty days")}},
		made{"art_2", "Class Size", "The class size shall not exceed 28 students per class.", []corpus.Term{{Type: corpus.Count, Value: 28, Unit: "student", Per: "class", Raw: "28 students per class"}}},
	)
	a.Truncated = true
	list := "Funeral Leave 44"
	a.Contents = []corpus.ContentsEntry{{Number: "9", Kind: corpus.Article, Title: "Funeral Leave", Page: "44", Span: corpus.Span{Start: 0, End: len(list)}}}
	a.Pages = []corpus.Page{{Label: "1", Span: corpus.Span{Start: 0, End: len(a.Text)}}}
	return a
}

func deputies() *corpus.Agreement {
	return document("deputies-economics", corpus.KindExcerpt,
		made{"art_5", "Wages", "Effective July 1, 2020 the base hourly rate shall be increased by two percent (2%).", []corpus.Term{share(2, "two percent (2%)", "2020-07-01")}},
		made{"art_6", "Uniforms", "Each deputy receives a uniform allowance of $600 per year.", []corpus.Term{{Type: corpus.Money, Value: 600, Unit: "USD", Per: corpus.Year, Raw: "$600 per year"}}},
	)
}

func policy() *corpus.Agreement {
	return document("funeral-policy", corpus.KindProcedure,
		made{"art_1", "Funeral Leave", "On the death of a member of the family the employee tells the supervisor and takes the days of funeral leave that the agreement gives.", nil},
	)
}
