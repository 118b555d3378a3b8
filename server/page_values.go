package server

import (
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// withScan adds to a doubt that the words were read off a picture.
func withScan(doubt string, scanned bool) string {
	switch {
	case !scanned:
		return doubt
	case doubt == "":
		return readFromScan
	}
	return doubt + "; " + readFromScan
}

// readFromScan is said beside every number that was read off a picture.
const readFromScan = "read from a scan"

func termsOf(a *corpus.Agreement, id string) []termView {
	var out []termView
	for _, x := range a.Terms {
		if x.Provision != id || len(out) == maxShown {
			continue
		}
		out = append(out, termView{Value: termValue(&x), Raw: x.Raw, Href: spanHref(a.ID, id, x.Span), Condition: x.Condition, Doubt: withScan(x.Doubt, a.Scanned(x.Span))})
	}
	return out
}

// termValue is a typed value in words.
func termValue(x *corpus.Term) string {
	if x.Type == corpus.DateTerm {
		return string(x.Date)
	}
	return valueText(x.Type, x.Value, x.Unit, x.Per)
}

// valueText is a typed value in words: "5 working days", "USD 12.50 per hour",
// "5 %".
func valueText(kind corpus.TermType, value float64, unit, per string) string {
	n := strconv.FormatFloat(value, 'f', -1, 64)
	unit = strings.ReplaceAll(unit, "_", " ")
	text := n
	switch {
	case kind == corpus.Percent:
		text = n + " %"
	case kind == corpus.Money:
		if value != float64(int64(value)) {
			n = strconv.FormatFloat(value, 'f', max(2, decimals(n)), 64)
		}
		text = strings.TrimSpace(unit + " " + n)
	case unit != "":
		if kind == corpus.Duration && value != 1 {
			unit += "s"
		}
		text = n + " " + unit
	}
	if per != "" {
		text += " per " + strings.ReplaceAll(per, "_", " ")
	}
	return text
}

func decimals(n string) int {
	_, frac, _ := strings.Cut(n, ".")
	return len(frac)
}
