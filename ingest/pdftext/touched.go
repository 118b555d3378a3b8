package pdftext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// What is said where a page hangs on an object that was written anew. Sound files
// have no such object, or ones that no page needs.
const (
	pageTouched = "the description of the page was damaged and is guessed in part: words may be missing or cut"
	fontTouched = "the description of a font was damaged and is guessed in part: letters or the blanks between words may be wrong"
)

// touched: the source of an object that v names, or of one named num, was
// damaged and written anew. What such an object said is partly lost, and what is
// left of it reads as well as ever: a width of 50 that was 500, a box without its
// last number.
func (r *repaired) touched(v pdf.Value, num int) (is bool) {
	if r == nil || len(r.mended) == 0 {
		return false
	}
	if r.mended[num] {
		return true
	}
	_ = guard(func() error {
		// The library shows references only in print.
		f := strings.FieldsFunc(v.String(), func(c rune) bool { return strings.ContainsRune(" []<>/", c) })
		for i := 2; i < len(f); i++ {
			if n, err := strconv.Atoi(f[i-2]); f[i] == "R" && err == nil && r.mended[n] {
				is = true
			}
		}
		return nil
	})
	return is
}

// touchedFont: the same of a font, or of what its dictionary leads to.
func (r *repaired) touchedFont(v pdf.Value) bool {
	if r == nil || len(r.mended) == 0 {
		return false
	}
	child, down := v, pdf.Value{}
	_ = guard(func() error {
		child = v.Key("DescendantFonts").Index(0)
		down = child.Key("FontDescriptor")
		return nil
	})
	return r.touched(v, 0) || r.touched(child, 0) || r.touched(down, 0)
}

// touchedPage: the same of a page, and of the nodes above it.
func (r *repaired) touchedPage(l *leaf) (is bool) {
	if r == nil || len(r.mended) == 0 {
		return false
	}
	num, _, _ := integer([]byte(l.ref), 0)
	if is = r.touched(pdf.Value{}, num); is {
		return true
	}
	_ = guard(func() error {
		is = r.touched(l.resources, 0) || r.touched(l.page, 0) // the page names its parent
		for v, up := l.page.Key("Parent"), 0; v.Kind() == pdf.Dict && up < maxDepth && !is; v, up = v.Key("Parent"), up+1 {
			// Of a parent only its own parent counts, and not its other pages.
			s := v.String()
			if k := strings.LastIndex(s, "/Parent "); k >= 0 {
				above, _, _ := integer([]byte(s), k+len("/Parent "))
				is = r.mended[above]
			}
		}
		return nil
	})
	return is
}

// severed counts the words that the edge of the box cuts in two: their other half
// is not on the page, as where a number of the page's size is damaged.
func severed(glyphs []glyph, box [4]float64) int {
	n := 0
	if allInside(glyphs, box) {
		return 0
	}
	for i := 1; i < len(glyphs); i++ {
		a, b := &glyphs[i-1], &glyphs[i]
		if a.turn == askew || inside(a, box) == inside(b, box) || !letter(a.text) || !letter(b.text) {
			continue
		}
		b.cropped = a.cropped // which part of one word may not share
		if follows(a, b) {
			n++
		}
	}
	return n
}

// letter: s is letters or figures.
func letter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
