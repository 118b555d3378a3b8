package source

import (
	"strconv"
	"strings"
)

// A numberFormat is how a list's number is written. Names are those of
// WordprocessingML (ECMA-376, 17.18.59); the readers of other formats use them
// too.
type numberFormat string

const (
	formatDecimal     numberFormat = "decimal"
	formatUpperRoman  numberFormat = "upperRoman"
	formatLowerRoman  numberFormat = "lowerRoman"
	formatUpperLetter numberFormat = "upperLetter"
	formatLowerLetter numberFormat = "lowerLetter"
	formatOrdinal     numberFormat = "ordinal"
	formatCardinal    numberFormat = "cardinalText"
	formatOrdinalText numberFormat = "ordinalText"
	formatZero        numberFormat = "decimalZero"
	formatDash        numberFormat = "numberInDash"
	formatParen       numberFormat = "decimalEnclosedParen"
	formatStop        numberFormat = "decimalEnclosedFullstop"
	formatCircle      numberFormat = "decimalEnclosedCircle"
	formatChicago     numberFormat = "chicago"
	formatHex         numberFormat = "hex"
	formatNone        numberFormat = "none"
	formatBullet      numberFormat = "bullet"
)

// write is n in the format; ok is false where the format is not known, and then
// n is written in digits.
func (f numberFormat) write(n int) (s string, ok bool) {
	digits := strconv.Itoa(n)
	switch f {
	case formatDecimal, "":
		return digits, true
	case formatUpperRoman:
		return romanNumber(n), true
	case formatLowerRoman:
		return strings.ToLower(romanNumber(n)), true
	case formatUpperLetter:
		return letterNumber(n), true
	case formatLowerLetter:
		return strings.ToLower(letterNumber(n)), true
	case formatOrdinal:
		return digits + ordinalEnding(n), true
	case formatCardinal:
		return numberWords(n, false), true
	case formatOrdinalText:
		return numberWords(n, true), true
	case formatZero:
		if n >= 0 && n < 10 {
			digits = "0" + digits
		}
		return digits, true
	case formatDash:
		return "- " + digits + " -", true
	case formatParen:
		return "(" + digits + ")", true
	case formatStop:
		return digits + ".", true
	case formatCircle:
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1)), true
		}
		return digits, true
	case formatChicago:
		marks := []string{"*", "†", "‡", "§"}
		return strings.Repeat(marks[max(0, n-1)%len(marks)], min(9, max(0, n-1)/len(marks)+1)), true
	case formatHex:
		return strings.ToUpper(strconv.FormatInt(int64(n), 16)), true
	case formatNone, formatBullet:
		return "", true
	}
	return digits, false
}

// romanNumber is n in capital Roman numerals; numbers that have none are
// written in digits.
func romanNumber(n int) string {
	if n <= 0 || n >= 5000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.v {
			b.WriteString(d.s)
			n -= d.v
		}
	}
	return b.String()
}

// letterNumber is n in capital letters as word processors count: A to Z, then AA,
// BB.
func letterNumber(n int) string {
	if n <= 0 || n > 26*30 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

// spreadsheetNumber is n in capital letters as browsers count: A to Z, then AA,
// AB.
func spreadsheetNumber(n int) string {
	if n <= 0 {
		return strconv.Itoa(n)
	}
	s := ""
	for n > 0 {
		n--
		s = string(rune('A'+n%26)) + s
		n /= 26
	}
	return s
}

func ordinalEnding(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

// numberWords is n in English words, the first with a capital: "Twenty-one",
// "Twenty-first". Numbers of four digits and more stay digits.
func numberWords(n int, ordinal bool) string {
	if n <= 0 || n >= 1000 {
		s := strconv.Itoa(n)
		if ordinal {
			s += ordinalEnding(n)
		}
		return s
	}
	ones := strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("ten twenty thirty forty fifty sixty seventy eighty ninety")
	s := ""
	if n >= 100 {
		s = ones[n/100-1] + " hundred"
		if n %= 100; n > 0 {
			s += " "
		}
	}
	switch {
	case n >= 20:
		s += tens[n/10-1]
		if n%10 > 0 {
			s += "-" + ones[n%10-1]
		}
	case n > 0:
		s += ones[n-1]
	}
	if ordinal {
		k := strings.LastIndexAny(s, " -") + 1
		last := s[k:]
		switch last {
		case "one":
			last = "first"
		case "two":
			last = "second"
		case "three":
			last = "third"
		case "five":
			last = "fifth"
		case "eight":
			last = "eighth"
		case "nine":
			last = "ninth"
		case "twelve":
			last = "twelfth"
		default:
			if stem, ok := strings.CutSuffix(last, "y"); ok {
				last = stem + "ie"
			}
			last += "th"
		}
		s = s[:k] + last
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
