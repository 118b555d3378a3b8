package ocr

import (
	"cmp"
	"fmt"
	"image"
	"slices"
	"strings"
	"unicode"
)

// A wrong figure does the most harm and shows the least: no dictionary knows
// it, and Tesseract is as sure of "213" as of "2013". So all words with figures
// are cut out, enlarged, and read once more by themselves (onceMore). What comes out
// otherwise is in doubt, with both readings.

const (
	// mostNumbers bounds what is read once more; a page of wages has some 300.
	mostNumbers = 400
	// sureNumber: a word with figures read with less is in doubt, whatever the
	// second look says.
	sureNumber = 0.75
	// enlarged is how much larger numbers are when they are read once more.
	enlarged = 1.5
	// between is how far apart they are set then, in ems: less and Tesseract joins
	// them, more and it takes longer, for it reads the paper between as well.
	between = 1.2
)

// A number is a word with figures that is read once more.
type number struct {
	cell
	word *word
}

// numbersOf lists the words with figures and where they stand, as high as their
// line: those that are least sure, where there are too many.
func numbersOf(m *image.Gray, lines []line) []*number {
	var out []*number
	for i := range lines {
		l := &lines[i]
		if l.turn != 0 || l.size <= 0 {
			continue
		}
		em := l.size / ascentAndDescent
		for k := range l.words {
			w := &l.words[k]
			if !hasFigure(w.text) || w.box[3]-w.box[1] > 2*em {
				continue
			}
			base := l.box[3] + l.base + l.slope*((w.box[0]+w.box[2])/2-l.box[0])
			from := image.Rect(int(w.box[0])-2, int(min(base-0.85*em, w.box[1])), int(w.box[2])+3, int(max(base+0.25*em, w.box[3]))+1).Intersect(m.Rect)
			if !from.Empty() {
				out = append(out, &number{cell{from: from, scale: enlarged}, w})
			}
		}
	}
	if len(out) > mostNumbers {
		slices.SortStableFunc(out, func(a, b *number) int { return cmp.Compare(a.word.conf, b.word.conf) })
		out = out[:mostNumbers]
	}
	return out
}

func hasFigure(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// judge compares what was read with what was read before.
func (n *number) judge() {
	w := n.word
	text, conf := n.text()
	first, second := figuresOf(w.text), figuresOf(text)
	if w.doubt != "" && (first == second || second == "" || !hasFigure(second)) {
		return // it was mended, and that is told
	}
	// Points and strokes are lost more often than made: "6.2" as "62". What has
	// more of them is right, and a first reading that was sure is in no doubt.
	points := 0
	if first != second && withoutPoints(first) == withoutPoints(second) {
		points = len(first) - len(second)
	}
	if points > 0 && w.conf >= 0.9 {
		second = first
	}
	switch {
	case second == "" || first == second || !hasFigure(second) || odd(text) && w.conf >= 0.9:
		if odd(w.text) {
			w.doubt = "it has a character that numbers do not have"
		} else if max(w.conf, conf*float64(min(1, len(second)))) < sureNumber {
			w.doubt = fmt.Sprintf("it was read with %.0f %% confidence", 100*w.conf)
		}
	case points < 0 || points == 0 && (conf > w.conf || odd(w.text) && !odd(text)):
		w.doubt = fmt.Sprintf("a first look at it read %q", w.text)
		w.text, w.conf = instead(w.text, text), conf
	default:
		w.doubt = fmt.Sprintf("a second look at it read %q", text)
	}
}

// around are the stops and brackets that stand around numbers.
const around = ".,;:()[]{}|_'\"“”‘’*-–—~ "

// instead is the second reading of a word with the stops and brackets of the
// first, which was read in its line.
func instead(first, second string) string {
	core := strings.Trim(first, around)
	at := strings.Index(first, core)
	return first[:at] + strings.Trim(second, around) + first[at+len(core):]
}

// figuresOf is what makes the value of a word: its letters and figures, the
// signs of money and shares, and what stands between figures. Stops and
// brackets around it, and dashes of either length, are as good as each other.
func figuresOf(s string) string {
	s = strings.Trim(s, around)
	return strings.Map(func(r rune) rune {
		switch r {
		case '–', '—':
			return '-'
		case '’', '‘', '`':
			return '\''
		}
		return unicode.ToLower(r)
	}, s)
}

func withoutPoints(s string) string {
	return strings.NewReplacer(".", "", ",", "", "/", "", "-", "").Replace(s)
}

// odd: a word that is mostly figures has a character that numbers do not have:
// "2@8@" for 2080. An address of mail has more letters than figures.
func odd(s string) bool {
	figures, letters, strange := 0, 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			figures++
		case unicode.IsLetter(r):
			letters++
		case strings.ContainsRune("@?!\\^~{}|<>=_©®¥€£", r):
			strange++
		}
	}
	return strange > 0 && figures >= letters
}
