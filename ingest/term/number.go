package term

import (
	"math"
	"unicode/utf8"
)

// A figure is a number read from the text, in words, in figures or both.
type figure struct {
	value    float64
	from, to int // tokens, half-open
	words    bool
	confirm  bool   // words and figures both stand there
	fraction bool   // less than one, written as a fraction: "two-thirds (2/3)"
	sign     string // "$" or "%" that stood inside the brackets: "fifty (50%)", "dollars ($800)"
	doubt    string
}

// smalls and tens are the number words.
func small(w string) (float64, bool) {
	switch w {
	case "zero":
		return 0, true
	case "one":
		return 1, true
	case "two":
		return 2, true
	case "three":
		return 3, true
	case "four":
		return 4, true
	case "five":
		return 5, true
	case "six":
		return 6, true
	case "seven":
		return 7, true
	case "eight":
		return 8, true
	case "nine":
		return 9, true
	case "ten":
		return 10, true
	case "eleven":
		return 11, true
	case "twelve":
		return 12, true
	case "thirteen":
		return 13, true
	case "fourteen":
		return 14, true
	case "fifteen":
		return 15, true
	case "sixteen":
		return 16, true
	case "seventeen":
		return 17, true
	case "eighteen":
		return 18, true
	case "nineteen":
		return 19, true
	}
	return 0, false
}

func tens(w string) (float64, bool) {
	switch w {
	case "twenty":
		return 20, true
	case "thirty":
		return 30, true
	case "forty", "fourty": //nolint:misspell // agreements write it so
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "seventy":
		return 70, true
	case "eighty":
		return 80, true
	case "ninety":
		return 90, true
	}
	return 0, false
}

// part is the value of a fraction's lower half: "half", "thirds".
func part(w string) (float64, bool) {
	switch w {
	case "half", "halves":
		return 1.0 / 2, true
	case "third", "thirds":
		return 1.0 / 3, true
	case "quarter", "quarters", "fourth", "fourths":
		return 1.0 / 4, true
	case "fifth", "fifths":
		return 1.0 / 5, true
	case "sixth", "sixths":
		return 1.0 / 6, true
	case "eighth", "eighths":
		return 1.0 / 8, true
	case "tenth", "tenths":
		return 1.0 / 10, true
	}
	return 0, false
}

// inWords reads a number in words at token i: "one hundred thirty five",
// "two and one-half", "seven eighths". It returns the token after it.
func (s *scan) inWords(i int) (v float64, next int, fraction, ok bool) {
	v, next, ok = s.integerWords(i)
	if !ok {
		return 0, i, false, false
	}
	if f, n, ok := s.fractionAfter(v, next); ok { // "two-thirds", "seven eighths"
		return f, n, true, true
	}
	and := next
	if s.is(and, "-") && s.is(and+1, "and") { // "one-and-one-half"
		and++
	}
	if s.is(and, "and") {
		j := and + 1
		if s.is(j, "-") && s.touching(j) {
			j++
		}
		if n, k, ok := s.integerWords(j); ok {
			if f, m, ok := s.fractionAfter(n, k); ok { // "one and one-half"
				return v + f, m, false, true
			}
			// "one and one quarter days": behind a whole number no ordinal is meant.
			if p, ok := part(s.low(k)); ok && n == 1 {
				return v + p, k + 1, false, true
			}
		}
		if s.is(j, "a") {
			if p, ok := part(s.low(j + 1)); ok { // "one and a half"
				return v + p, j + 2, false, true
			}
		}
	}
	return v, next, false, true
}

// fractionAfter reads the lower half of a fraction whose upper half ended at
// token i: "-thirds", " eighths". "One half hour" is a fraction; "second half"
// and "one third party" do not come here with their ordinals alone.
func (s *scan) fractionAfter(upper float64, i int) (float64, int, bool) {
	if upper < 1 || upper > 9 {
		return 0, i, false
	}
	j := i
	if s.is(j, "-") {
		j++
	}
	p, ok := part(s.low(j))
	if !ok || j == i && upper == 1 && s.low(j) != "half" { // "one third party"
		return 0, i, false
	}
	return upper * p, j + 1, true
}

func (s *scan) integerWords(i int) (v float64, next int, ok bool) {
	var total, cur float64
	last := 0.0 // size of the last word, to know what may follow
	j := i
	for {
		k := j
		if j > i && s.is(k, "-") {
			k++
		} else if j > i && last >= 100 && s.is(k, "and") {
			k++
		} else if j > i && last == 1000 && s.is(k, ",") {
			k++
		}
		w := s.low(k)
		if s.kindOf(k) != word {
			break
		}
		if n, found := small(w); found {
			if j > i && last < 100 && (last < 20 || last > 90 || n == 0 || n > 9) {
				break // "two five"
			}
			cur, last = cur+n, math.Max(n, 1)
		} else if n, found := tens(w); found {
			if j > i && last < 100 {
				break
			}
			cur, last = cur+n, n
		} else if w == "hundred" && j > i && last < 100 {
			cur, last = cur*100, 100
		} else if w == "thousand" && j > i && last != 1000 {
			total, cur, last = total+cur*1000, 0, 1000
		} else if w == "million" && j > i && total == 0 {
			total, cur, last = cur*1e6, 0, 1000
		} else {
			break
		}
		j = k + 1
	}
	return total + cur, j, j > i
}

// inFigures reads figures at token i, with a fraction: "16 7/8", "1-1/2", "2/3".
func (s *scan) inFigures(i int) (v float64, next int, fraction, ok bool) {
	if s.kindOf(i) != number || s.toks[i].glued {
		return 0, i, false, false
	}
	t := s.toks[i]
	if f, n, ok := s.ratio(i); ok {
		return f, n, true, true
	}
	if t.plain {
		j := i + 1
		if s.is(j, "-") && s.touching(j) {
			j++
		}
		if f, n, ok := s.ratio(j); ok && f < 1 {
			return t.num + f, n, false, true
		}
		// "1 ½", "12-½": the fraction is one character.
		if s.kindOf(j) == number && s.toks[j].num < 1 && s.toks[j].end-s.toks[j].start > 1 && s.text[s.toks[j].start] >= utf8.RuneSelf {
			return t.num + s.toks[j].num, j + 1, false, true
		}
	}
	return t.num, i + 1, false, true
}

// ratio reads "7/8" at token i: only the fractions that agreements use, so that
// "9/10" of a date or "10/1/80" is none.
func (s *scan) ratio(i int) (float64, int, bool) {
	if s.kindOf(i) != number || s.kindOf(i+2) != number || !s.is(i+1, "/") || !s.touching(i+1) || !s.touching(i+2) || s.is(i+3, "/") {
		return 0, i, false
	}
	up, down := s.toks[i].num, s.toks[i+2].num
	switch down {
	case 2, 3, 4, 5, 6, 8, 10, 12, 16:
	default:
		return 0, i, false
	}
	if up >= down || up < 1 || !s.toks[i].plain || !s.toks[i+2].plain {
		return 0, i, false
	}
	return up / down, i + 3, true
}

// figureAt reads a number at token i, with its repetition in brackets:
// "ten (10)", "10 (ten)", "one thousand forty (1 040)". Where words and figures
// disagree the figures are taken, as readers of a table of figures would, and
// the doubt says what the words say: nobody need take ours for the last word.
func (s *scan) figureAt(i int) (figure, bool) {
	f := figure{from: i, to: i}
	v, next, frac, ok := s.inWords(i)
	if ok {
		f.words = true
	} else if v, next, frac, ok = s.inFigures(i); !ok {
		return figure{}, false
	}
	f.value, f.to, f.fraction = v, next, frac
	if !s.is(next, "(") {
		return f, true
	}
	j := next + 1
	sign := ""
	if s.is(j, "$") {
		sign = "$"
		j++
	}
	w, k, _, ok := s.inFigures(j)
	if !f.words {
		if w, k, _, ok = s.inWords(j); !ok {
			return f, true
		}
	}
	if !ok {
		return f, true
	}
	// "(1 040)": a comma lost in scanning, which the words make sure of.
	if s.kindOf(k) == number && s.toks[k].plain && s.toks[k].end-s.toks[k].start == 3 && w*1000+s.toks[k].num == v {
		w, k = v, k+1
	}
	if s.is(k, "%") {
		sign = "%"
		k++
	}
	if !s.is(k, ")") {
		return f, true
	}
	f.to, f.confirm, f.sign = k+1, true, sign
	if whole := math.Floor(v); f.words && w < 1 && whole > 0 && math.Abs(v-whole-w) < 0.006 {
		return f, true // "one and one-half (1/2)": only the fraction is repeated
	}
	if math.Abs(w-v) > 0.006 {
		figures, words := w, v
		if !f.words {
			figures, words = v, w
		}
		f.value = figures
		f.doubt = "the words say " + trim(words) + ", the figures " + trim(figures)
	}
	return f, true
}
