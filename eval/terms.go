package eval

import (
	"fmt"
	"math"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// Terms says how well typed values were read. Gold names some values of each
// document, not all, so there is a recall and no precision: a value counts only
// if its words overlap the gold quote, and its type and value are right.
type Terms struct {
	Gold   int      `json:"gold"`
	Placed int      `json:"placed"` // quotes that were found in the text read
	Value  *float64 `json:"value"`  // right type and value, of all
	Unit   *float64 `json:"unit"`   // right unit too, of all
	Per    *float64 `json:"per"`    // right unit, and "per" where the quote states it, of all
	// ByType counts the values with the right unit, and all, for each type.
	ByType map[corpus.TermType][2]int `json:"by_type"`
}

// terms measures the values of every document together.
func (r *run) terms() (Terms, []string) {
	out := Terms{ByType: map[corpus.TermType][2]int{}}
	var misses []string
	var value, unit, per int
	for _, v := range r.in.Gold.Values {
		d := r.doc(v.Doc)
		if d == nil {
			continue
		}
		out.Gold++
		count := out.ByType[v.Type]
		count[1]++
		span, ok := d.quote(v.Path, v.Quote)
		if !ok {
			misses = append(misses, fmt.Sprintf("%s %s: the quote %q is not in the text of %s", v.Doc, v.Fact, v.Quote, v.Path))
			out.ByType[v.Type] = count
			continue
		}
		out.Placed++
		best, why := 0, "no value of that type there"
		for i := range d.a.Terms {
			t := &d.a.Terms[i]
			if !t.Span.Overlaps(span) || t.Type != v.Type {
				continue
			}
			if got, reason := grade(t, &v); got > best || best == 0 {
				best, why = got, reason
			}
		}
		switch best {
		case 3:
			per++
			fallthrough
		case 2:
			unit++
			count[0]++
			fallthrough
		case 1:
			value++
		}
		if best < 3 {
			misses = append(misses, fmt.Sprintf("%s %s: %v %s in %q: %s", v.Doc, v.Fact, v.Value, v.Unit, v.Quote, why))
		}
		out.ByType[v.Type] = count
	}
	out.Value, out.Unit, out.Per = ratio(value, out.Gold), ratio(unit, out.Gold), ratio(per, out.Gold)
	return out, misses
}

// grade says how far t is what gold has: 1 the value, 2 its unit too, 3 all.
func grade(t *corpus.Term, v *gold.Value) (points int, why string) {
	if t.Type == corpus.DateTerm {
		if want, _ := v.Value.(string); string(t.Date) != want {
			return 0, fmt.Sprintf("read %s", t.Date)
		}
		return 3, ""
	}
	want, ok := v.Value.(float64)
	if !ok || math.Abs(t.Value-want) > 1e-6*max(1, math.Abs(want)) {
		return 0, fmt.Sprintf("read %v", t.Value)
	}
	unit, per := splitUnit(v)
	if unit != "" && t.Unit != unit {
		return 1, fmt.Sprintf("read unit %q", t.Unit)
	}
	if statesPer(v.Quote, per) && !samePer(t.Per, per) {
		return 2, fmt.Sprintf("read per %q", t.Per)
	}
	return 3, ""
}

// splitUnit turns gold's unit into the model's: "calendar day" is calendar_day,
// "USD per year" is USD and year. What is counted, and what a percentage is of,
// is in a reader's own words and is not compared.
func splitUnit(v *gold.Value) (unit, per string) {
	unit, per, _ = strings.Cut(v.Unit, " per ")
	switch v.Type {
	case corpus.Duration:
		unit = strings.ReplaceAll(strings.TrimSpace(unit), " ", "_")
		if unit == "calendar_month" { // the model has one kind of month
			unit = corpus.Month
		}
		if per == "employee" { // a head count, not a time
			per = ""
		}
	case corpus.Money:
	default:
		unit = ""
	}
	return unit, per
}

// statesPer reports whether the quote itself says what the value is for each of:
// gold's "per year" may come from the sentence before, which no term can show.
func statesPer(quote, per string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(per)) {
		if !strings.Contains(strings.ToLower(quote), strings.TrimSuffix(w, "s")) {
			return false
		}
	}
	return per != ""
}

// samePer compares what a value is for each of: "80 hours" and "80 hours
// service" are the same, and so are "year" and "calendar_year".
func samePer(got, want string) bool {
	fold := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), "_", " ") }
	g, w := fold(got), fold(want)
	return g != "" && (strings.Contains(g, w) || strings.Contains(w, g))
}
