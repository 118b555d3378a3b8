package pdftext

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// Limits of the tree of pages.
const (
	maxPages = 50_000
	maxDepth = 48 // of the tree; real ones have three levels
)

// A leaf is one page of the tree with what it inherits.
type leaf struct {
	page      pdf.Value
	resources pdf.Value
	media     pdf.Value
	crop      pdf.Value
	rotate    int
	ref       string // "5 0"; empty where the tree does not say
	err       error  // why it cannot be read; nil if it can
	placed    bool   // its place among the pages is a guess
}

// leaves lists the pages under the catalog in order. Neither /Count nor /Parent
// is used; a node that was met before is passed over. Where the tree names a page
// that is not there, the pages of the file that it does not name take the places
// in the order in which they stand.
func leaves(ctx context.Context, doc *pdf.Reader, rep *repaired) []leaf {
	w := walker{ctx: ctx, seen: map[string]bool{}}
	_ = guard(func() error {
		root := doc.Trailer().Key("Root")
		w.walk(root.Key("Pages"), leaf{}, 0)
		return nil
	})
	if !slices.ContainsFunc(w.out, func(l leaf) bool { return l.err == errNoPage }) { //nolint:errorlint // an error of our own, never wrapped
		return w.out
	}
	rest := slices.DeleteFunc(loose(ctx, rep), func(l leaf) bool { return l.err != nil || w.seen[l.ref] })
	for i := range w.out {
		if len(rest) > 0 && w.out[i].err == errNoPage { //nolint:errorlint // as above
			w.out[i], rest = rest[0], rest[1:]
			w.out[i].placed = true
		}
	}
	return w.out
}

// errNoPage: the tree of pages names a page that the file does not have.
var errNoPage = errors.New("it is named in the tree of pages, and it is not in the file")

type walker struct {
	ctx  context.Context
	seen map[string]bool
	out  []leaf
}

func (w *walker) walk(node pdf.Value, in leaf, depth int) {
	if depth > maxDepth || len(w.out) >= maxPages || w.ctx.Err() != nil || node.Kind() != pdf.Dict {
		return
	}
	in.inherit(node)
	kids := node.Key("Kids")
	if kids.Kind() != pdf.Array {
		if t := node.Key("Type").Name(); t == "Page" || t == "" && node.Key("Contents").Kind() != pdf.Null || t != "Pages" && t != "Catalog" {
			in.page = node
			w.out = append(w.out, in)
		}
		return
	}
	refs := references(kids)
	for i := range kids.Len() {
		if refs != nil {
			if w.seen[refs[i]] {
				continue
			}
			w.seen[refs[i]] = true
		}
		before := len(w.out)
		err := guard(func() error {
			if kids.Index(i).Kind() == pdf.Null {
				return errNoPage
			}
			w.walk(kids.Index(i), in, depth+1)
			return nil
		})
		if err != nil && len(w.out) == before {
			w.out = append(w.out, leaf{err: err})
		}
		if refs != nil && len(w.out) == before+1 && w.out[before].ref == "" {
			w.out[before].ref = refs[i]
		}
	}
}

// inherit takes over what node says for itself and its pages.
func (l *leaf) inherit(node pdf.Value) {
	_ = guard(func() error {
		if v := node.Key("Resources"); v.Kind() == pdf.Dict {
			l.resources = v
		}
		return nil
	})
	_ = guard(func() error {
		if v := node.Key("MediaBox"); v.Len() == 4 {
			l.media = v
		}
		if v := node.Key("CropBox"); v.Len() == 4 {
			l.crop = v
		}
		if v := node.Key("Rotate"); v.Kind() != pdf.Null {
			l.rotate = int(v.Float64())
		}
		return nil
	})
}

// references lists the elements of an array of references as "5 0 R", or nil if
// it holds anything else. The library shows references only in print.
func references(v pdf.Value) []string {
	f := strings.Fields(strings.Trim(v.String(), "[]"))
	if len(f) != 3*v.Len() {
		return nil
	}
	out := make([]string, 0, v.Len())
	for i := 0; i < len(f); i += 3 {
		if f[i+2] != "R" {
			return nil
		}
		out = append(out, f[i]+" "+f[i+1])
	}
	return out
}

// box reads a rectangle; ok is false unless it has a width and a height that a
// page can have.
func box(v pdf.Value) (b [4]float64, ok bool) {
	if v.Len() != 4 {
		return b, false
	}
	for i := range b {
		b[i] = v.Index(i).Float64()
	}
	if b[0] > b[2] {
		b[0], b[2] = b[2], b[0]
	}
	if b[1] > b[3] {
		b[1], b[3] = b[3], b[1]
	}
	w, h := b[2]-b[0], b[3]-b[1]
	return b, w > 1 && h > 1 && w < 1e6 && h < 1e6
}

// shown is the part of the page that is shown, in the page's own coordinates.
func (l *leaf) shown() [4]float64 {
	media := l.whole()
	crop, ok := box(l.crop)
	if !ok {
		return media
	}
	crop[0], crop[1] = max(crop[0], media[0]), max(crop[1], media[1])
	crop[2], crop[3] = min(crop[2], media[2]), min(crop[3], media[3])
	if crop[2]-crop[0] < 1 || crop[3]-crop[1] < 1 {
		return media
	}
	return crop
}

// whole is the whole page, in its own coordinates.
func (l *leaf) whole() [4]float64 {
	if media, ok := box(l.media); ok {
		return media
	}
	return [4]float64{0, 0, 612, 792} // letter size, as other readers assume
}

// labels reads the page labels that the file defines, one for each page; nil if
// it defines none or they only count the sheets, which says nothing about what
// is printed.
func labels(doc *pdf.Reader, pages int) []string {
	type span struct {
		from   int
		style  string
		prefix string
		start  int
	}
	var spans []span
	var read func(node pdf.Value, depth int)
	read = func(node pdf.Value, depth int) {
		if depth > 16 || len(spans) > maxPages {
			return
		}
		nums := node.Key("Nums")
		for i := 0; i+1 < nums.Len(); i += 2 {
			d := nums.Index(i + 1)
			s := span{int(nums.Index(i).Int64()), d.Key("S").Name(), d.Key("P").Text(), 1}
			if v := d.Key("St"); v.Kind() == pdf.Integer {
				s.start = int(v.Int64())
			}
			if strings.ContainsFunc(s.prefix, func(r rune) bool { return !unicode.IsPrint(r) }) {
				s.prefix = "" // encrypted
			}
			spans = append(spans, s)
		}
		kids := node.Key("Kids")
		for i := range kids.Len() {
			read(kids.Index(i), depth+1)
		}
	}
	if err := guard(func() error {
		read(doc.Trailer().Key("Root").Key("PageLabels"), 0)
		return nil
	}); err != nil || len(spans) == 0 {
		return nil
	}
	out := make([]string, pages)
	telling := false
	for k, s := range spans {
		end := pages
		if k+1 < len(spans) {
			end = min(end, spans[k+1].from)
		}
		for i := max(s.from, 0); i < end; i++ {
			out[i] = s.prefix + numeral(s.style, s.start+i-s.from)
			telling = telling || out[i] != strconv.Itoa(i+1)
		}
	}
	if !telling {
		return nil
	}
	return out
}

// numeral writes n in a style of page labels: D, R, r, A, a; empty for none.
func numeral(style string, n int) string {
	if n < 1 || n > 100_000 {
		return ""
	}
	switch style {
	case "D":
		return strconv.Itoa(n)
	case "R":
		return strings.ToUpper(roman(n))
	case "r":
		return roman(n)
	case "A":
		return strings.Repeat(string(rune('A'+(n-1)%26)), min((n-1)/26+1, 8))
	case "a":
		return strings.Repeat(string(rune('a'+(n-1)%26)), min((n-1)/26+1, 8))
	}
	return ""
}

func roman(n int) string {
	if n > 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= r.v {
			b.WriteString(r.s)
			n -= r.v
		}
	}
	return b.String()
}
