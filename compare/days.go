package compare

import (
	"context"
	"fmt"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/term"
)

// Days is what "day" means in each agreement.
type Days struct {
	Agreements []AgreementDays `json:"agreements"`
}

// AgreementDays is what "day" means in one agreement: the meanings that it
// states, and how often it says "days" with and without one.
type AgreementDays struct {
	Column
	Meanings []DayMeaning `json:"meanings"` // in document order; empty where it states none
	// Defined counts the durations whose bare "days" a meaning was applied to;
	// Bare those left as "day", since no meaning covers them; Calendar and Working
	// those whose own words say which.
	Defined  int    `json:"defined"`
	Bare     int    `json:"bare"`
	Calendar int    `json:"calendar"`
	Working  int    `json:"working"`
	Note     string `json:"note"`
}

// A DayMeaning is one definition of "day".
type DayMeaning struct {
	Unit      string      `json:"unit"` // working_day or calendar_day
	Scope     string      `json:"scope"`
	ScopeName string      `json:"scope_name"` // citation of where it holds; "the whole agreement"
	Provision string      `json:"provision"`
	Citation  string      `json:"citation"`
	Page      string      `json:"page,omitempty"`
	Quote     string      `json:"quote"`
	Span      corpus.Span `json:"span"`
	Applied   int         `json:"applied"` // durations that it gave the unit of
}

// Days says what "day" means in each of the agreements of those ids, or in all.
func (c *Comparer) Days(ctx context.Context, ids []string) (Days, error) {
	views, err := c.chosen(ctx, ids)
	if err != nil {
		return Days{}, fmt.Errorf("meaning of day: %w", err)
	}
	out := Days{Agreements: []AgreementDays{}}
	for _, v := range views {
		if isColumn(v.a.Kind) {
			out.Agreements = append(out.Agreements, v.days())
		}
	}
	return out, nil
}

func (v *view) days() AgreementDays {
	out := AgreementDays{Column: column(v.a), Meanings: []DayMeaning{}}
	applied := map[string]int{}
	for i := range v.a.Terms {
		t := &v.a.Terms[i]
		switch {
		case t.Type != corpus.Duration:
		case t.DefinedBy != "":
			out.Defined++
			applied[t.DefinedBy]++
		case t.Unit == corpus.Day:
			out.Bare++
		case t.Unit == corpus.CalendarDay:
			out.Calendar++
		case t.Unit == corpus.WorkingDay:
			out.Working++
		}
	}
	for _, m := range term.Days(v.tree) {
		d := DayMeaning{Unit: m.Unit, Scope: m.Scope, ScopeName: "the whole agreement", Provision: m.Provision,
			Quote: v.a.CleanSpans(m.Span).Text, Span: m.Span, Applied: applied[m.Provision]}
		if p := v.tree.Provision(m.Scope); p != nil {
			d.ScopeName = p.Citation
		}
		if p := v.tree.Provision(m.Provision); p != nil {
			d.Citation, d.Page = p.Citation, p.Page
		}
		out.Meanings = append(out.Meanings, d)
	}
	switch {
	case len(out.Meanings) == 0:
		out.Note = fmt.Sprintf("It does not say what a day is: %d durations are in days and no more", out.Bare)
	case out.Bare > 0:
		out.Note = fmt.Sprintf("%d durations in days stand where no meaning holds", out.Bare)
	}
	return out
}
