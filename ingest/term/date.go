package term

import (
	"fmt"
	"strconv"
	"time"

	"github.com/clausebook/clausebook/corpus"
)

func month(w string) (time.Month, bool) {
	switch w {
	case "january", "jan":
		return time.January, true
	case "february", "feb":
		return time.February, true
	case "march", "mar":
		return time.March, true
	case "april", "apr":
		return time.April, true
	case "may":
		return time.May, true
	case "june", "jun":
		return time.June, true
	case "july", "jul":
		return time.July, true
	case "august", "aug":
		return time.August, true
	case "september", "sept", "sep":
		return time.September, true
	case "october", "oct":
		return time.October, true
	case "november", "nov":
		return time.November, true
	case "december", "dec":
		return time.December, true
	}
	return 0, false
}

// dateAt reads a whole date at token i; the second result is the token after
// it. A date without its year or day is none: nothing is completed.
//
//	October 1, 2008   Oct. 1st, 2008   1 October 2008   10/1/80   10-01-2008
//	2008-10-01        the first day of October, 2008    5th day of May 2014
func (s *scan) dateAt(i int) (d corpus.Date, next int, doubt string, ok bool) {
	if m, ok := month(s.low(i)); ok && s.kindOf(i) == word {
		j := i + 1
		if s.is(j, ".") {
			j++
		}
		day, j, ok := s.dayNumber(j)
		if !ok {
			return "", i, "", false
		}
		if s.is(j, ",") || s.is(j, ".") { // scanning reads a comma as a full stop
			j++
		}
		if s.is(j, "of") {
			j++
		}
		return s.whole(j, m, day)
	}
	if s.kindOf(i) == word {
		day, j, ok := s.dayWord(i)
		if !ok || !s.is(j, "day") || !s.is(j+1, "of") {
			return "", i, "", false
		}
		return s.dayOf(j, day)
	}
	if s.kindOf(i) != number && s.kindOf(i) != ordinal {
		return "", i, "", false
	}
	if day, j, ok := s.dayNumber(i); ok {
		if d, next, doubt, ok := s.dayOf(j, day); ok {
			return d, next, doubt, true
		}
	}
	return s.numericDate(i)
}

// dayWord reads a day that is written out, and the token after it: "first",
// "thirtieth", "twenty-first", "twenty first".
func (s *scan) dayWord(i int) (day, next int, ok bool) {
	tens := map[string]int{"twenty": 20, "thirty": 30}[s.low(i)]
	if tens == 0 {
		day, ok = ordinalWord(s.low(i))
		return day, i + 1, ok
	}
	if i++; s.is(i, "-") {
		i++
	}
	day, ok = ordinalWord(s.low(i))
	return tens + day, i + 1, ok && day < 10
}

// dayOf reads what follows the day: "day of May, 2014", "of May 2014", "May 2014".
func (s *scan) dayOf(j, day int) (corpus.Date, int, string, bool) {
	if s.is(j, "day") {
		j++
	}
	if s.is(j, "of") {
		j++
	}
	m, ok := month(s.low(j))
	if !ok || s.kindOf(j) != word {
		return "", j, "", false
	}
	j++
	if s.is(j, ",") || s.is(j, ".") {
		j++
	}
	return s.whole(j, m, day)
}

func (s *scan) dayNumber(j int) (int, int, bool) {
	k := s.kindOf(j)
	if k != number && k != ordinal || k == number && !s.toks[j].plain {
		return 0, j, false
	}
	n := int(s.toks[j].num)
	return n, j + 1, n >= 1 && n <= 31
}

func (s *scan) whole(j int, m time.Month, day int) (corpus.Date, int, string, bool) {
	if s.kindOf(j) != number || !s.toks[j].plain || s.toks[j].end-s.toks[j].start != 4 {
		return "", j, "", false
	}
	d, ok := iso(int(s.toks[j].num), m, day)
	return d, j + 1, "", ok
}

// numericDate reads dates of figures only. Month comes before day, as in the
// United States; where that cannot be, day before month.
func (s *scan) numericDate(i int) (corpus.Date, int, string, bool) {
	if s.kindOf(i+2) != number || s.kindOf(i+4) != number || s.toks[i].glued {
		return "", i, "", false
	}
	sep := s.low(i + 1)
	if sep != "/" && sep != "-" || s.low(i+3) != sep {
		return "", i, "", false
	}
	for k := i + 1; k <= i+4; k++ {
		if !s.touching(k) {
			return "", i, "", false
		}
	}
	if s.is(i+5, sep) && s.touching(i+5) || !s.toks[i].plain || !s.toks[i+2].plain || !s.toks[i+4].plain {
		return "", i, "", false
	}
	a, b, c := s.toks[i], s.toks[i+2], s.toks[i+4]
	if a.end-a.start == 4 {
		d, ok := iso(int(a.num), time.Month(int(b.num)), int(c.num))
		return d, i + 5, "", ok
	}
	year, doubt := int(c.num), ""
	switch c.end - c.start {
	case 4:
	case 2:
		// Agreements reach back to the first years of public bargaining and
		// forward by a few: "10/1/80" is 1980, "6/30/18" is 2018.
		if year += 2000; year > 2050 {
			year -= 100
		}
		doubt = "a year of two figures, read as " + strconv.Itoa(year)
	default:
		return "", i, "", false
	}
	d, ok := iso(year, time.Month(int(a.num)), int(b.num))
	if !ok {
		if d, ok = iso(year, time.Month(int(b.num)), int(a.num)); ok {
			doubt = "read with the day before the month"
		}
	}
	return d, i + 5, doubt, ok
}

func iso(year int, m time.Month, day int) (corpus.Date, bool) {
	if year < 1900 || year > 2099 || m < time.January || m > time.December || day < 1 {
		return "", false
	}
	t := time.Date(year, m, day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day { // the 31st of June
		return "", false
	}
	return corpus.Date(fmt.Sprintf("%04d-%02d-%02d", year, m, day)), true
}

func ordinalWord(w string) (int, bool) {
	for i, x := range [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
		"tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"} {
		if x == w {
			return i + 1, true
		}
	}
	return 30, w == "thirtieth"
}
