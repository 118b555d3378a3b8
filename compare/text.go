package compare

import (
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Text is a value for people: as normalised, with what limits it and what takes
// its place. The quote is not in it.
//
//	10 working days · 5 % (levels 9-10) · 15 % → 10 %, Letter 8
func (v *Value) Text() string {
	var b strings.Builder
	b.WriteString(v.Short())
	if c := v.Limits(); c != "" {
		b.WriteString(" (" + c + ")")
	}
	if v.OverriddenBy != nil {
		b.WriteString(" → " + v.OverriddenBy.Raw + ", " + v.OverriddenBy.Citation)
	}
	if v.SupersededBy != nil {
		b.WriteString(" [superseded]")
	}
	if v.Flag != nil {
		b.WriteString(" [check: " + *v.Flag + "]")
	}
	if v.OCR {
		b.WriteString(" [read from a scan]")
	}
	return b.String()
}

// Limits joins what a value's words and table heads say it holds for.
func (v *Value) Limits() string {
	var parts []string
	for _, h := range v.Heads {
		if h != "" {
			parts = append(parts, h)
		}
	}
	for _, s := range []*string{v.Condition, v.Basis} {
		if s != nil {
			parts = append(parts, *s)
		}
	}
	if v.Effective != nil {
		parts = append(parts, "from "+*v.Effective)
	}
	return strings.Join(parts, "; ")
}

// Short is the value alone: "10 working days", "$1,200 per year", "5 %".
func (v *Value) Short() string {
	n, ok := v.Value.(float64)
	if !ok {
		if s, ok := v.Value.(string); ok {
			return s
		}
		return v.Raw
	}
	var out string
	switch v.Type {
	case corpus.Percent:
		out = number(n) + " %"
	case corpus.Money:
		sign := map[string]string{"USD": "$", "CAD": "C$", "GBP": "£", "EUR": "€"}[v.Unit]
		if sign == "" {
			sign = v.Unit + " "
		}
		out = sign + grouped(n)
	default:
		unit := strings.ReplaceAll(v.Unit, "_", " ")
		if n != 1 && unit != "" && !strings.HasPrefix(unit, "times") && unit != "share" && !strings.HasSuffix(unit, "s") && unit != "people" {
			switch {
			case strings.HasSuffix(unit, "y") && !strings.HasSuffix(unit, "day"):
				unit = strings.TrimSuffix(unit, "y") + "ies"
			case strings.HasSuffix(unit, "ch"), strings.HasSuffix(unit, "x"), strings.HasSuffix(unit, "sh"):
				unit += "es"
			default:
				unit += "s"
			}
		}
		out = strings.TrimSpace(number(n) + " " + unit)
	}
	if v.Bound != nil {
		out = *v.Bound + " " + out
	}
	if v.Per != nil {
		out += " per " + strings.ReplaceAll(*v.Per, "_", " ")
	}
	return out
}

func number(n float64) string {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	if strings.Contains(s, ".") && len(s)-strings.Index(s, ".") > 4 {
		s = strconv.FormatFloat(n, 'f', 3, 64)
	}
	return s
}

// grouped writes an amount with commas, and cents only where it has some.
func grouped(n float64) string {
	s := strconv.FormatFloat(n, 'f', 2, 64)
	if n*100 != float64(int64(n*100+0.5)) { // "$.0525 per hour"
		s = strconv.FormatFloat(n, 'f', -1, 64)
	}
	whole, cents, _ := strings.Cut(s, ".")
	minus := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if minus {
		whole = "-" + whole
	}
	if cents == "00" || cents == "" {
		return whole
	}
	return whole + "." + cents
}
