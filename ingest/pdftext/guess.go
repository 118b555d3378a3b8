package pdftext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// The sizes of what is looked at to find out what a font's codes mean.
const (
	sampleBytes = 16 << 10
	leastSample = 8 // words; fewer prove nothing
)

// lostFont stands in for a font that the page names and the file does not have,
// as of a file that was cut off: its codes are taken for what makes words of
// them (bytes, characters of two bytes, or numbers of glyphs as most TrueType
// fonts number theirs). guessed is false where they are letters already; the
// font gives no letters where nothing makes words.
func lostFont(src []byte, resources pdf.Value, name string) (f *font, guessed bool) {
	all := shownBy(src, func(n string) bool { return !hasFont(resources, n) })
	own := shownBy(src, func(n string) bool { return n == name })
	// The fonts of a file are mostly of one kind, and a heading is too short to prove it.
	for _, sample := range [][]byte{all, own} {
		for _, scheme := range []func() *font{byteFont, pairFont, glyphFont} {
			if f := scheme(); makesWords(f.decode(sample)) && readsAll(f.decode(own)) {
				return f, true
			}
		}
	}
	if f := byteFont(); readsAll(f.decode(own)) {
		return f, false // a few letters, or another language
	}
	return &font{scale: 0.001, width: byteFont().width}, true
}

func hasFont(resources pdf.Value, name string) (has bool) {
	_ = guard(func() error {
		has = resources.Key("Font").Key(name).Kind() == pdf.Dict
		return nil
	})
	return has
}

// byteFont has one byte a letter.
func byteFont() *font {
	f := &font{scale: 0.001, text: latin()}
	known := metrics("Times")
	for c := range f.width {
		f.width[c] = known(byte(c))
	}
	return f
}

// pairFont has two bytes a letter, which are the character.
func pairFont() *font { return widthsFrom(' ', &font{ucs2: true}) }

// glyphFont has two bytes a letter, which number its glyph: the blank is 3, as
// in the fonts of the large foundries, and the rest of ASCII follows.
func glyphFont() *font {
	m := &charmap{text: map[uint32]string{}}
	m.runs = []textRange{{lo: 3, hi: 97, first: ' '}}
	return widthsFrom(3, &font{unicode: m})
}

// widthsFrom gives f the widths of common letters; blank is the blank's code.
func widthsFrom(blank int, f *font) *font {
	f.composite, f.scale, f.missing = true, 0.001, 500
	each := make([]float64, len(timesRoman))
	for i, w := range timesRoman {
		each[i] = float64(w)
	}
	f.widths = []cidWidths{{first: blank, last: blank + len(each) - 1, each: each}}
	return f
}

// decode is the text of codes.
func (f *font) decode(codes []byte) string {
	var b strings.Builder
	for len(codes) > 0 {
		t, _, n := f.next(codes)
		if t == "" {
			t = unknown
		}
		b.WriteString(t)
		codes = codes[n:]
	}
	return b.String()
}

// shownBy is the strings that content src shows in the fonts that are wanted,
// one behind the other, as far as a sample goes.
func shownBy(src []byte, wanted func(font string) bool) []byte {
	var out []byte
	l := lexer{b: src}
	var last, before operand
	on := false
	for len(out) < sampleBytes {
		o, ok := l.next()
		if !ok {
			break
		}
		if o.kind != isOperator {
			last, before = o, last
			continue
		}
		switch string(o.str) {
		case "Tf":
			on = wanted(string(before.str))
		case "Tj", "'", "\"":
			if on {
				out = append(out, last.str...)
			}
		case "TJ":
			for i := range last.arr {
				if on && last.arr[i].kind == isString {
					out = append(out, last.arr[i].str...)
				}
			}
		case "ID":
			l.skipImage()
		}
		last, before = operand{}, operand{}
		l.reset()
	}
	return out
}

// readsAll: s is letters, figures and the marks between them.
func readsAll(s string) bool {
	good, all := 0, 0
	for _, r := range s {
		all++
		if r >= ' ' && r < 0x7f || unicode.IsLetter(r) && r < 0x250 || strings.ContainsRune("§“”‘’–—•½¼¾°©®…\u00a0", r) {
			good++
		}
	}
	return good*20 >= all*19
}

// makesWords: s is a text in English, Spanish or French. The wrong map makes a
// cipher of a text, in which the words that are everywhere are missing.
func makesWords(s string) bool {
	if !readsAll(s) {
		return false
	}
	common, n, letters, vowels := wordsOf(s)
	// Running English has four common words in ten, a heading or a table fewer; a
	// cipher has by accident one in fifty. Words run together have none.
	return n >= leastSample && common*8 >= n && vowels*4 >= letters && vowels*20 <= letters*11 && letters <= 12*n && utf8.ValidString(s)
}

// wordsOf counts the words of s and those that are common, and their letters and
// vowels.
func wordsOf(s string) (common, n, letters, vowels int) {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		n++
		if isCommon(w) {
			common++
		}
		for _, r := range w {
			letters++
			if strings.ContainsRune("aeiouyáéíóúàèêâô", r) {
				vowels++
			}
		}
	}
	return common, n, letters, vowels
}

// isCommon: w is among the most frequent words of the languages that agreements
// of this continent are written in.
func isCommon(w string) bool {
	switch w {
	case "the", "of", "and", "to", "in", "shall", "be", "or", "for", "employee", "any", "by", "with", "as", "is", "that", "on", "not", "this", "an",
		"will", "may", "from", "at", "which", "such", "employees", "are", "section", "agreement", "all", "has", "if", "it", "no", "have", "their", "other",
		"article", "union", "employer", "he", "she", "his", "her", "they", "under", "each", "hours", "days", "time", "work", "pay", "was", "been", "who",
		"de", "la", "el", "los", "las", "que", "en", "y", "del", "se", "para", "por", "con", "un", "una", "al", "su", "o", "será",
		"le", "les", "des", "et", "du", "à", "dans", "ou", "pour", "est", "au", "aux", "sur", "par", "une", "qui", "ne":
		return true
	}
	return false
}
