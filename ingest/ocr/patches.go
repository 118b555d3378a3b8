package ocr

import (
	"context"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/clausebook/clausebook/ingest/layout"
)

const (
	// atOnce is how many small pictures Tesseract gets side by side.
	atOnce = 120
	// patchResolution is lower than that of pages: single labels come out best with
	// letters some ten dots high.
	patchResolution = 150
	// mostCuttings and mostKinds bound the small pictures of a document that are read,
	// and the sorts of them that are told apart: each is held against one of every
	// sort. A document with labels drawn as pictures has some tens of sorts.
	mostCuttings, mostKinds = 20_000, 200
	// patchSure: less sure readings of what has not the form of a label are guesses;
	// labelSure: of what has.
	patchSure, labelSure = 0.8, 0.3
)

// Patches reads the small pictures that stand in the lines of pages. It returns the
// pages with what was read among their words, in order; begin is told of each page
// before it is drawn. Those that were not read, or not surely, have no Text. It
// fails only if none can be read at all (ErrMissing, or that pages cannot be drawn)
// or ctx ends; a page that is not reached in the time for all is as it was.
func (r *Reader) Patches(ctx context.Context, file []byte, pages []layout.PlacedPage, begin func(sheet, done int)) ([]layout.PlacedPage, error) {
	tesseract, err := find(r.opts.Tesseract, "tesseract", filepath.Join("Tesseract-OCR", "tesseract.exe"))
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrMissing, howToInstall())
	}
	r = &Reader{opts: r.opts, spent: &atomic.Int64{}}
	r.opts.Embedded = nil // the picture that fills a page is not one of these
	dir, err := os.MkdirTemp("", "ocr-")
	if err != nil {
		return nil, fmt.Errorf("ocr: %w", err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system empties its folder for such files
	source, err := r.pictures(dir, file, patchResolution)
	if err != nil {
		return nil, fmt.Errorf("ocr: %w", err)
	}
	deadline := time.Now().Add(ByClock*time.Duration(len(pages))*r.opts.PerPage + r.opts.Reserve)
	out := make([]layout.PlacedPage, len(pages))
	var cut []cutting
	for i := range pages {
		out[i] = pages[i]
		out[i].Patches = append([]layout.Patch(nil), pages[i].Patches...)
		if i >= r.opts.MaxPages || len(cut) >= mostCuttings || time.Now().After(deadline) {
			continue
		}
		begin(pages[i].Sheet, i)
		m, err := source(ctx, pages[i])
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue // not drawn: not read, and told so by whoever counts
		}
		for k := range out[i].Patches {
			cut = append(cut, cutOut(m.grey, &out[i].Patches[k], float64(m.grey.Rect.Dx())/pages[i].Width))
		}
	}
	for part := range slices.Chunk(cut, atOnce) {
		if time.Now().After(deadline) {
			break // unread, which is told
		}
		if err := r.readCuttings(ctx, tesseract, part); err != nil {
			return nil, err
		}
	}
	if err := agree(ctx, cut); err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Words = append(slices.Clip(out[i].Words), patchWords(&out[i])...)
	}
	return out, nil
}

// A cutting is the picture of a patch.
type cutting struct {
	patch *layout.Patch
	dots  *image.Gray
}

// cutOut cuts a patch out of the picture of its page, of so many dots a point.
func cutOut(m *image.Gray, p *layout.Patch, dots float64) cutting {
	at := image.Rect(int(p.X0*dots)-1, int(p.Y0*dots)-1, int(math.Ceil(p.X1*dots))+1, int(math.Ceil(p.Y1*dots))+1).Intersect(m.Rect)
	return cutting{p, with(m, at)}
}

// readCuttings reads pictures side by side.
func (r *Reader) readCuttings(ctx context.Context, tesseract string, cut []cutting) error {
	em := 0
	for _, c := range cut {
		em = max(em, c.dots.Rect.Dy())
	}
	rows, places := sideBySide(cut, em)
	out, err := r.tesseract(ctx, tesseract, rows, patchResolution, "6")
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return nil //nolint:nilerr // they stay unread, which is told
	}
	lines, err := parse(out)
	if err != nil {
		return fmt.Errorf("ocr: small pictures: %w", err)
	}
	for _, l := range lines {
		for _, w := range l.words {
			for i, at := range places {
				if !image.Pt(int(w.box[0]+w.box[2])/2, int(w.box[1]+w.box[3])/2).In(at.Inset(-em / 2)) {
					continue
				}
				p := cut[i].patch
				if p.Text == "" || w.conf < p.Confidence {
					p.Confidence = w.conf
				}
				p.Text += w.text
			}
		}
	}
	return nil
}

// agree gives pictures that look the same one reading: the surest that has the
// form of a label, or, where none has, the surest. What is not sure is left out.
// It fails only if ctx ends.
func agree(ctx context.Context, cut []cutting) error {
	var alike, other [][]cutting // other: beyond mostKinds, each by itself
	for _, c := range cut {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.dots = trimmed(c.dots)
		c.patch.Text = label(c.patch.Text)
		i := slices.IndexFunc(alike, func(g []cutting) bool { return same(g[0].dots, c.dots) })
		if i < 0 && len(alike) == mostKinds {
			other = append(other, []cutting{c})
			continue
		}
		if i < 0 {
			i, alike = len(alike), append(alike, nil)
		}
		alike[i] = append(alike[i], c)
	}
	for _, g := range append(alike, other...) {
		text, conf := "", 0.0
		for _, c := range g {
			p := c.patch
			weight := func(text string, conf float64) float64 {
				if formed(text) {
					return 1 + conf
				}
				return conf
			}
			if p.Text != "" && weight(p.Text, p.Confidence) > weight(text, conf) {
				text, conf = p.Text, p.Confidence
			}
		}
		if conf < patchSure && (!formed(text) || conf < labelSure) {
			text, conf = "", 0
		}
		for _, c := range g {
			c.patch.Text, c.patch.Confidence = text, conf
		}
	}
	return nil
}

// trimmed is a picture without the white around its ink.
func trimmed(m *image.Gray) *image.Gray {
	ink := image.Rectangle{}
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if m.Pix[y*m.Stride+x] < 128 {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return with(m, ink)
}

// same reports whether two pictures without margins show the same: they are as
// large but for a dot, and of the dots of either's ink few are not next to the other's.
func same(a, b *image.Gray) bool {
	if d := a.Rect.Size().Sub(b.Rect.Size()); max(d.X, -d.X) > 1 || max(d.Y, -d.Y) > 1 {
		return false
	}
	return covers(a, b) && covers(b, a)
}

func covers(a, b *image.Gray) bool {
	ink, off := 0, 0
	for y := range b.Rect.Dy() {
		for x := range b.Rect.Dx() {
			if b.Pix[y*b.Stride+x] >= 128 {
				continue
			}
			ink++
			found := false
			for v := max(0, y-1); v <= min(y+1, a.Rect.Dy()-1) && !found; v++ {
				for u := max(0, x-1); u <= min(x+1, a.Rect.Dx()-1); u++ {
					found = found || a.Pix[v*a.Stride+u] < 160
				}
			}
			if !found {
				off++
			}
		}
	}
	return ink > 0 && 25*off <= ink
}

// formed reports whether text has the form of a label: "(iv)", "a.", "12.".
func formed(text string) bool {
	core, stop := strings.CutSuffix(text, ".")
	if !stop {
		var open, shut bool
		core, open = strings.CutPrefix(text, "(")
		if core, shut = strings.CutSuffix(core, ")"); !open || !shut {
			return false
		}
	}
	of := func(set string, most int) bool {
		return core != "" && len(core) <= most && strings.Trim(core, set) == ""
	}
	letters := 2 // "(aa)", but "to." is a word
	if stop {
		letters = 1
	}
	return of("ivxl", 5) || of("0123456789", 3) || of("abcdefghijklmnopqrstuvwxyz", letters) || of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", letters)
}

// label is what was read off a label: strokes within brackets are the letter i,
// as roman numbers have it. A single character without a bracket or a stop is taken
// only if it is a figure: boxes to tick and ornaments come out as letters.
func label(s string) string {
	s = strings.TrimSpace(s)
	core := strings.Trim(s, "().[]")
	if core == "" || !strings.ContainsFunc(core, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	if strings.Trim(core, "il1I|!") == "" && core != "1" && core != "I" && strings.ContainsAny(s, "()") {
		return strings.Replace(s, core, strings.Repeat("i", len(core)), 1)
	}
	if len([]rune(s)) == 1 && !unicode.IsDigit([]rune(s)[0]) {
		return ""
	}
	return s
}

// patchWords are the words that were read off the patches of a page, as large as
// those that stand next to them.
func patchWords(page *layout.PlacedPage) []layout.PlacedWord {
	var out []layout.PlacedWord
	for _, p := range page.Patches {
		if p.Text == "" {
			continue
		}
		w := layout.PlacedWord{Text: p.Text, X0: p.X0, Y0: p.Y0, X1: p.X1, Y1: p.Y1, Size: p.Y1 - p.Y0, Blank: true}
		nearest := math.Inf(1)
		for i := range page.Words {
			q := &page.Words[i]
			gap := max(q.X0-p.X1, p.X0-q.X1)
			if q.Turn == 0 && min(q.Y1, p.Y1) > max(q.Y0, p.Y0) && gap < nearest {
				nearest = gap
				w.Size, w.Y0, w.Y1 = q.Size, q.Y0, q.Y1 // on their baseline
			}
		}
		out = append(out, w)
	}
	return out
}
