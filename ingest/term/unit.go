package term

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A unit is what a duration is counted in.
type unit struct {
	name string // of corpus: "working_day"
	bare bool   // "days" and nothing that says which: a definition applies
	to   int    // token after it
}

// noun is the unit that a word names.
func noun(w string) string {
	switch w {
	case "minute", "minutes", "min", "mins":
		return corpus.Minute
	case "hour", "hours", "hr", "hrs", "hours'", "hours’", "hour'":
		return corpus.Hour
	case "day", "days", "days'", "days’":
		return corpus.Day
	case "workday", "workdays", "weekday", "weekdays":
		return corpus.WorkingDay
	case "week", "weeks", "workweek", "workweeks", "wk", "wks", "weeks'", "weeks’":
		return corpus.Week
	case "month", "months", "mos", "months'", "months’":
		return corpus.Month
	case "year", "years", "yr", "yrs", "years'", "years’":
		return corpus.Year
	}
	return ""
}

// notAdjective are words that cannot stand between a number and its unit.
func notAdjective(w string) bool {
	switch w {
	case "of", "to", "or", "and", "the", "per", "in", "for", "at", "by", "from", "on", "with", "who", "shall", "may",
		"is", "are", "be", "each", "every", "any", "a", "an", "that", "which", "than", "not", "will", "if", "as", "this",
		"these", "those", "all", "such", "no", "have", "has", "been", "was", "were", "must", "within", "after", "before",
		"times", "time's", "dollars", "cents", "percent", "his", "her", "their", "its", "member", "members", "employees", "employee":
		return true
	}
	return noun(w) != ""
}

// unitAt reads a unit of time at token i, with what stands before its noun:
// "calendar days", "consecutive scheduled work days", "straight time hours".
func (s *scan) unitAt(i int) (unit, bool) {
	j := i
	if s.is(j, "-") && s.touching(j) { // "24-hour"
		j++
	}
	// "15 or more days"
	if s.is(j, "or") && (s.is(j+1, "more") || s.is(j+1, "less") || s.is(j+1, "fewer")) {
		j += 2
	}
	day := ""
	bare := true
	for n := 0; n <= 4; n++ {
		if s.kindOf(j) != word {
			return unit{}, false
		}
		w := s.low(j)
		if (w == "pay" || w == "payroll") && (s.is(j+1, "period") || s.is(j+1, "periods")) {
			return unit{corpus.PayPeriod, false, j + 2}, true
		}
		if u := noun(w); u != "" {
			if u == corpus.Day && day != "" {
				u = day
			}
			return unit{u, u == corpus.Day && bare, j + 1}, true
		}
		switch w {
		case "calendar":
			day, bare = corpus.CalendarDay, false
		case "working", "work", "business", "scheduled", "week":
			if w != "scheduled" {
				day = corpus.WorkingDay
			}
			bare = false
		case "consecutive", "full", "additional", "continuous", "more", "successive", "further", "cumulative", "total", "bi", "biweekly":
		default:
			if notAdjective(w) || month0(w) || n > 2 {
				return unit{}, false
			}
			if _, ok := small(w); ok {
				return unit{}, false
			}
			if _, ok := tens(w); ok {
				return unit{}, false
			}
			bare = false // "vacation days", "school days": leave, not the day of a time limit
		}
		j++
		if s.is(j, "-") && s.touching(j) { // "straight-time hours", "bi-weekly"
			j++
		}
	}
	return unit{}, false
}

func month0(w string) bool { _, ok := month(w); return ok && w != "may" }

// perNoun is what an amount may be counted against.
func perNoun(w string) string {
	if u := noun(w); u != "" && w != "workday" && w != "workdays" && w != "workweek" {
		return u
	}
	w = strings.TrimSuffix(w, "s")
	switch w {
	case "mile", "employee", "member", "person", "individual", "family", "pair", "trip", "occurrence", "shift", "workday",
		"workweek", "visit", "prescription", "credit", "course", "semester", "quarter", "teacher", "student", "case", "steward",
		"position", "department", "location", "chapter", "call", "room", "child", "dependent", "foot", "pound", "period",
		"incident", "class", "district", "building", "grievance", "nurse", "officer", "meal", "day", "term", "game", "session",
		"service", "move", "household", "retiree", "participant", "eye", "lens", "weekend", "holiday", "contract", "hire":
		return w
	}
	return ""
}

// perAt reads what an amount is per, at or a few words after token i, where the
// amount's own words end: "per hour", "/80 hours", "for each employee", "during
// any twenty-four (24) month period", "in any calendar year", "a week". It
// returns the token after it.
func (s *scan) perAt(i int) (per string, next int, ok bool) {
	if s.is(i, "/") {
		return s.perWords(i + 1)
	}
	if s.kindOf(i) == word {
		switch s.low(i) {
		case "annually", "yearly":
			return corpus.Year, i + 1, true
		case "monthly":
			return corpus.Month, i + 1, true
		case "weekly":
			return corpus.Week, i + 1, true
		case "biweekly":
			return corpus.PayPeriod, i + 1, true
		case "hourly":
			return corpus.Hour, i + 1, true
		case "daily":
			return corpus.Day, i + 1, true
		case "a", "an":
			return s.perWords(i + 1)
		}
	}
	for j := i; j < i+8; j++ {
		if s.kindOf(j) != word {
			return "", i, false
		}
		switch s.low(j) {
		case "per":
			if s.is(j+1, "each") { // "hours per each hour worked"
				return s.perWords(j + 2)
			}
			return s.perWords(j + 1)
		case "each", "every", "any", "a", "one":
			prev := ""
			if j > i {
				prev = s.low(j - 1)
			}
			// "of each year", "after any day": a place in time, not a rate.
			if prev == "for" || prev == "in" || prev == "during" || prev == "within" ||
				j == i && s.low(j) != "a" && s.low(j) != "any" && s.low(j) != "one" {
				if prev == "for" && (s.is(j, "a") || s.is(j, "any") || s.is(j, "one")) {
					continue // "for a pair of boots every two years"
				}
				return s.perWords(j + 1)
			}
			if prev == "of" || prev == "from" || prev == "after" || prev == "before" || prev == "to" {
				return "", i, false
			}
			if s.low(j) == "every" || s.low(j) == "each" {
				return s.perWords(j + 1)
			}
		case "shall", "will", "is", "are":
			// "4.67 hours shall be accrued per pay period": the rate goes on behind the verb.
			if next := s.accrues(j); next > 0 {
				return s.perWords(next)
			}
			if s.is(j, "is") || s.is(j, "are") {
				continue
			}
			return "", i, false
		case "if", "unless", "when", "may", "must", "before", "prior", "after", "until":
			return "", i, false // another clause
		default:
			// "fifteen minute breaks per day": the breaks are per day, not the minutes.
			if _, many := singular(s.low(j), 2); many && j == i {
				return "", i, false
			}
		}
	}
	return "", i, false
}

// accrues is the token after "shall be accrued per", "are credited for each",
// at token i, where the noun of a rate stands; 0 if those words do not stand
// there.
func (s *scan) accrues(i int) int {
	if s.is(i+1, "be") {
		i++
	}
	switch s.low(i + 1) {
	case "accrued", "earned", "credited", "granted", "accumulated", "allowed", "added":
		i += 2
	default:
		return 0
	}
	if s.is(i, "for") {
		i++
	}
	if s.is(i, "per") || s.is(i, "each") || s.is(i, "every") {
		return i + 1
	}
	return 0
}

// perWords reads the noun of a rate, with a number before it and up to three
// words that say which: "80 hours", "twenty-four (24) month period", "duty week".
func (s *scan) perWords(i int) (string, int, bool) {
	j := i
	count := ""
	if f, ok := s.figureAt(j); ok && f.sign == "" {
		count = trim(f.value) + " "
		j = f.to
		if s.is(j, "-") {
			j++
		}
	}
	fiscal := ""
	for range 4 {
		if s.kindOf(j) != word {
			return "", i, false
		}
		w := s.low(j)
		if w == "pay" && (s.is(j+1, "period") || s.is(j+1, "periods")) {
			return plural(count, corpus.PayPeriod), j + 2, true
		}
		if p := perNoun(w); p != "" {
			if p == corpus.Month || p == corpus.Day || p == corpus.Week || p == corpus.Hour || p == corpus.Year {
				if s.is(j+1, "period") || s.is(j+1, "periods") { // "12-month period"
					j++
				}
			}
			return plural(count, fiscal+p), j + 1, true
		}
		if w == "fiscal" {
			fiscal = "fiscal "
		}
		if notAdjective(w) {
			return "", i, false
		}
		j++
		if s.is(j, "-") && s.touching(j) {
			j++
		}
	}
	return "", i, false
}

func plural(count, noun string) string {
	if count == "" || count == "1 " {
		return noun
	}
	return count + noun + "s"
}
