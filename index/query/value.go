package query

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A Value is an amount that typed values of a text are compared with. An empty
// Type is any type: "notice>=10".
type Value struct {
	Type   corpus.TermType
	Number float64
	Unit   string // of durations
}

var amount = regexp.MustCompile(`^(\$?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(%?)$`)

// parseAmount reads "10", "$1,500.50" and "5%". What is followed by a unit is
// finished by withUnit.
func parseAmount(text string) (Value, bool) {
	m := amount.FindStringSubmatch(text)
	if m == nil || m[1] != "" && m[4] != "" {
		return Value{}, false
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(m[2], ",", "")+m[3], 64)
	if err != nil || n > 1e12 {
		return Value{}, false
	}
	v := Value{Number: n}
	switch {
	case m[1] != "":
		v.Type = corpus.Money
	case m[4] != "":
		v.Type = corpus.Percent
	}
	return v, true
}

// withUnit adds the unit that the next word or two name; n is how many words
// that took.
func (v Value) withUnit(next []string) (_ Value, n int) {
	if v.Type != "" || len(next) == 0 {
		return v, 0
	}
	if len(next) > 1 {
		if unit := unitOf(next[0] + " " + next[1]); unit != "" {
			v.Type, v.Unit = corpus.Duration, unit
			return v, 2
		}
	}
	word := strings.ToLower(next[0])
	switch unit := unitOf(word); {
	case unit != "":
		v.Type, v.Unit = corpus.Duration, unit
	case word == "dollars" || word == "dollar":
		v.Type = corpus.Money
	case word == "percent":
		v.Type = corpus.Percent
	default:
		return v, 0
	}
	return v, 1
}

// unitOf is the unit of durations that words name, or "".
func unitOf(words string) string {
	switch strings.TrimSuffix(strings.ToLower(words), "s") {
	case "minute":
		return corpus.Minute
	case "hour":
		return corpus.Hour
	case "day":
		return corpus.Day
	case "calendar day":
		return corpus.CalendarDay
	case "working day", "work day", "workday", "business day", "weekday":
		return corpus.WorkingDay
	case "week":
		return corpus.Week
	case "pay period":
		return corpus.PayPeriod
	case "month":
		return corpus.Month
	case "year":
		return corpus.Year
	}
	return ""
}

// String writes v as it can be typed.
func (v Value) String() string {
	n := strconv.FormatFloat(v.Number, 'f', -1, 64)
	switch v.Type {
	case corpus.Money:
		return "$" + n
	case corpus.Percent:
		return n + "%"
	case corpus.Duration:
		return n + " " + strings.ReplaceAll(v.Unit, "_", " ") + "s"
	}
	return n
}

// Minutes is the length of a duration in minutes, as far as units can be
// compared: days of every kind are 24 hours, a pay period two weeks, a month a
// twelfth of a year. false for a unit that is no duration's.
func Minutes(number float64, unit string) (float64, bool) {
	const day = 24 * 60
	switch unit {
	case corpus.Minute:
		return number, true
	case corpus.Hour:
		return number * 60, true
	case corpus.Day, corpus.CalendarDay, corpus.WorkingDay:
		return number * day, true
	case corpus.Week:
		return number * 7 * day, true
	case corpus.PayPeriod:
		return number * 14 * day, true
	case corpus.Month:
		return number * 365 * day / 12, true
	case corpus.Year:
		return number * 365 * day, true
	}
	return 0, false
}

// Holds reports whether a value of a text, of the given type, number and unit,
// is what v asks with cmp.
func (v Value) Holds(cmp string, typ corpus.TermType, number float64, unit string) bool {
	have, want := number, v.Number
	if v.Type != "" {
		if typ != v.Type {
			return false
		}
		if typ == corpus.Duration {
			a, ok1 := Minutes(number, unit)
			b, ok2 := Minutes(want, v.Unit)
			if !ok1 || !ok2 {
				return false
			}
			have, want = a, b
		}
	} else if typ == corpus.DateTerm || typ == corpus.TextTerm {
		return false
	}
	switch cmp {
	case ">":
		return have > want
	case ">=":
		return have >= want
	case "<":
		return have < want
	case "<=":
		return have <= want
	}
	return have == want
}
