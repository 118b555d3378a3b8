// Package pdftext reads PDF files into pages of placed words.
//
// The library (ledongthuc/pdf) reads objects and streams; it is given a file
// that was made readable first (repair.go) and every panic of it ends here as
// an error. Fonts, content streams and words are our own: text drawn in any of
// PDF's ways comes out with its place, size, weight and direction. Nothing that
// a file states about itself (positions, lengths, counts, parents) is trusted.
//
// A page that cannot be read is a [Problem]; the other pages are read.
package pdftext

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"

	"github.com/clausebook/clausebook/ingest/layout"
)

// Errors that a caller may want to tell apart. They come wrapped.
var (
	ErrNotPDF   = errors.New("not a PDF")
	ErrLocked   = errors.New("it is encrypted and opens only with a password")
	ErrNoPages  = errors.New("no page was found in it")
	errNoObject = errors.New("it holds no objects")
)

// A Document is what was read from a file.
type Document struct {
	Pages    []layout.PlacedPage // one for each page of the file, in order
	Problems []Problem           // in order of pages
	// Bookmarks reads the file's own outline. Nothing is read from it: it is there
	// to check a reading with.
	Bookmarks func() []Bookmark
	// Properties reads what the file says of itself. Nothing is read from it, too.
	Properties func() Properties
}

// A Problem is something about a page that was not read as it should be.
type Problem struct {
	Sheet  int // from 1
	Code   string
	Reason string
}

// The codes of problems.
const (
	Unreadable = "page-unreadable" // the page, or the rest of it, was left out
	NoText     = "page-without-text"
	Blank      = "page-blank"
	Unmapped   = "page-with-unmapped-text" // the fonts do not say which characters they draw
	Doubtful   = "page-doubtful"           // it was read, but words may be wrong or missing
	Repaired   = "page-repaired"           // it was damaged and put right, and that is proven
	Struck     = "words-struck-out"        // a note laid over the page strikes words out
	Underlined = "words-underlined"        // or marks them as inserted
	LayerOff   = "layer-switched-off"      // words in it are not shown, and were left out
	Unseen     = "words-not-seen"          // they are drawn in the colour of the paper
	Patched    = "words-in-pictures"       // small pictures stand in its lines: what they show is in no text
	Picture    = "page-of-a-picture"       // there is text, but only as much as a stamp or a running head on a scan
)

// A page with fewer characters than this and with images over so much of it is
// a scan that somebody stamped or numbered, or a cover. The text of a page of
// an agreement has 1,500 and more.
const (
	fewLetters = 250
	mostOfPage = 0.6
	// hardlyAny letters beside a picture that takes part of the page: a heading above a
	// paper that was pasted in, or a page's number alone.
	hardlyAny  = 90
	partOfPage = 0.25
)

// Read reads a PDF. It fails only if nothing can be read, with the cause; ctx
// ends it early. It takes the file's bytes, which it does not change.
func Read(ctx context.Context, file []byte) (*Document, error) {
	return ReadWatched(ctx, file, func(int, int) {})
}

// ReadWatched is Read, and tells page of each page before it is read: its
// sheet, from 1, and how many there are.
func ReadWatched(ctx context.Context, file []byte, page func(sheet, pages int)) (*Document, error) {
	if !bytes.Contains(file[:min(len(file), 4096)], []byte("%PDF")) && !bytes.Contains(file, []byte(" obj")) {
		return nil, ErrNotPDF
	}
	doc, rep, err := open(ctx, file)
	if err != nil {
		return nil, err
	}
	pages := leaves(ctx, doc, rep)
	if len(pages) == 0 {
		pages = loose(ctx, rep)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		return nil, ErrNoPages
	}
	return read(ctx, doc, newInput(doc, rep, pages), pages, page)
}

// open gives the repaired file to the library.
func open(ctx context.Context, file []byte) (*pdf.Reader, *repaired, error) {
	rep, err := repair(ctx, file)
	if err != nil {
		return nil, nil, err
	}
	if len(rep.places) == 0 {
		return nil, nil, errNoObject
	}
	if packed := rep.packed(); len(packed) > 0 {
		doc, err := rep.open("/Packed " + rep.refs(packed))
		if err != nil {
			return nil, nil, fmt.Errorf("open object streams: %w", err)
		}
		rep.unpack(ctx, doc, packed)
	}
	if rep.root == "" || !rep.catalog() {
		if found := rep.typed("/Catalog"); len(found) > 0 {
			rep.root = fmt.Sprintf("%d %d R", found[len(found)-1], rep.places[found[len(found)-1]].gen)
		}
	}
	extra := ""
	if rep.root != "" {
		extra = "/Root " + rep.root
	}
	if info := rep.described(); info != "" {
		extra += " /Info " + info
	}
	doc, err := rep.open(extra)
	return doc, rep, err
}

// catalog: the root that the trailer names is there and has pages.
func (r *repaired) catalog() bool {
	num, _, _ := integer([]byte(r.root), 0)
	p, ok := r.places[num]
	return ok && bytes.Contains(r.sourceOf(p), []byte("/Pages"))
}

// loose finds pages without their tree: every object that says it is one, in
// the order of the file.
func loose(ctx context.Context, rep *repaired) []leaf {
	found := rep.typed("/Page")
	if len(found) == 0 || ctx.Err() != nil {
		return nil
	}
	if len(found) > maxPages {
		found = found[:maxPages]
	}
	doc, err := rep.open("/Loose " + rep.refs(found))
	if err != nil {
		return nil
	}
	var out []leaf
	for i := range found {
		l := leaf{}
		l.err = guard(func() error {
			l.page, l.ref = doc.Trailer().Key("Loose").Index(i), strconv.Itoa(found[i])+" 0"
			// What it would inherit: its parents, for as far as they go.
			var up []pdf.Value
			for v := l.page; v.Kind() == pdf.Dict && len(up) < maxDepth; v = v.Key("Parent") {
				up = append(up, v)
			}
			for _, u := range slices.Backward(up) {
				l.inherit(u)
			}
			return nil
		})
		out = append(out, l)
	}
	return out
}

// maxReaders bounds the pages that are read at one time, each of which may take
// as much memory as a page's limits allow.
const maxReaders = 4

// read reads the pages, several at a time where there are processors. watch is
// told of the first page that is not read yet.
func read(ctx context.Context, doc *pdf.Reader, in *input, pages []leaf, watch func(sheet, pages int)) (*Document, error) {
	d := &Document{Bookmarks: func() []Bookmark { return bookmarks(doc, pages) }, Properties: func() Properties { return described(doc) }, Pages: make([]layout.PlacedPage, len(pages))}
	names := labels(doc, len(pages))
	problems := make([][]Problem, len(pages))
	errs := make([]error, len(pages))
	var next atomic.Int64
	var mu sync.Mutex
	read, first := make([]bool, len(pages)), 0
	watch(1, len(pages))
	finished := func(i int) {
		mu.Lock()
		defer mu.Unlock()
		read[i] = true
		before := first
		for first < len(pages) && read[first] {
			first++
		}
		if first > before && first < len(pages) {
			watch(first+1, len(pages))
		}
	}
	work := func() {
		p := &interpreter{ctx: ctx, in: in, fonts: map[string]*font{}}
		p.file = in.rep
		p.sets = map[string]map[string]*font{}
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= len(pages) {
				return
			}
			d.Pages[i], problems[i], errs[i] = p.report(&pages[i], i+1)
			if names != nil {
				d.Pages[i].Label = names[i]
			}
			finished(i)
		}
	}
	var group sync.WaitGroup
	for range min(maxReaders, runtime.GOMAXPROCS(0), len(pages)/4+1) - 1 {
		group.Go(work)
	}
	work()
	group.Wait()
	for i := range pages {
		if errs[i] != nil || ctx.Err() != nil && !read[i] {
			return nil, fmt.Errorf("page %d of %d: %w", i+1, len(pages), cmp.Or(errs[i], ctx.Err()))
		}
		d.Problems = append(d.Problems, problems[i]...)
	}
	return d, nil
}

// report reads a page and says what is wrong with it. It fails only where its
// context does.
func (p *interpreter) report(l *leaf, sheet int) (page layout.PlacedPage, problems []Problem, err error) {
	add := func(code, format string, args ...any) {
		problems = append(problems, Problem{sheet, code, fmt.Sprintf(format, args...)})
	}
	unmapped := 0
	if e := guard(func() error {
		page, unmapped, err = p.readPage(l)
		return nil
	}); e != nil { // unreachable: what can panic is guarded inside
		err = e
	}
	page.Sheet, page.Engine = sheet, "pdf"
	n := letters(page.Words)
	switch {
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled):
		return page, nil, err
	case err != nil:
		add(Unreadable, "%v", err)
	case n == 0 && len(p.doubts) > 0:
		add(Unreadable, "nothing of it could be read: %s", strings.Join(p.doubts, "; "))
		return page, problems, nil
	case n == 0 && p.pictures == 0:
		add(Blank, "the page is blank")
	case n == 0:
		add(NoText, "the page has no text; it looks like a scan")
	case n < fewLetters && !page.OCR && p.covered > mostOfPage*page.Width*page.Height:
		add(Picture, "a picture fills the page, and only %d characters stand on it", n)
	case n < hardlyAny && !page.OCR && p.covered > partOfPage*page.Width*page.Height:
		add(Picture, "a picture takes %.0f %% of the page, and only %d characters stand beside it", 100*p.covered/(page.Width*page.Height), n)
	case unmapped*4 > n:
		add(Unmapped, "%d of %d characters are drawn in fonts that do not say which they are", unmapped, n)
	}
	if page.Patches = patches(p.drawn, page.Words); len(page.Patches) > 0 && !page.OCR {
		add(Patched, "small pictures stand in its lines (%d), as large as words; what they show was not read", len(page.Patches))
	}
	for _, q := range p.inkProblems(page.Words) {
		add(q.Code, "%s", q.Reason)
	}
	if len(problems) == 0 && len(p.notes) > 0 {
		add(Repaired, "%s", strings.Join(p.notes, "; "))
	}
	if len(p.doubts) > 0 {
		add(Doubtful, "%s", strings.Join(p.doubts, "; "))
	}
	return page, problems, nil
}

// letters counts the characters of words.
func letters(words []layout.PlacedWord) int {
	n := 0
	for i := range words {
		n += utf8.RuneCountInString(words[i].Text)
	}
	return n
}

// readPage reads one page. With an error it returns what was read before.
func (p *interpreter) readPage(l *leaf) (page layout.PlacedPage, unmapped int, err error) {
	page.Width, page.Height = 612, 792
	if l.err != nil {
		return page, 0, l.err
	}
	m := identity
	var media [4]float64
	if err := guard(func() error {
		m, page.Width, page.Height = toPage(l.shown(), l.rotate)
		if u := l.page.Key("UserUnit").Float64(); u > 0.1 && u != 1 && page.Width*u < 1e6 && page.Height*u < 1e6 {
			m = m.then(matrix{a: u, d: u})
			page.Width, page.Height = page.Width*u, page.Height*u
		}
		media = m.box(l.whole())
		return nil
	}); err != nil {
		return page, 0, fmt.Errorf("its size: %w", err)
	}
	p.doubts, p.notes, p.work = nil, nil, p.in.work
	if p.in.rep.touchedPage(l) {
		p.doubt(pageTouched)
	}
	if l.placed {
		p.doubt("the tree of pages is damaged: that this page stands here is a guess")
	}
	content, err := p.contents(l.page)
	p.content = content // its room serves the next page
	*p = interpreter{ctx: p.ctx, in: p.in, doubts: p.doubts, notes: p.notes, work: p.work, fonts: p.fonts, scratch: p.scratch, glyphs: p.glyphs[:0], tm: identity, tlm: identity}
	p.ctm, p.th = m, 1
	// Fonts are read inside; a panic there must not lose the page.
	if e := guard(func() error { return p.run(content, l.resources) }); e != nil {
		err = e
	}
	if e := p.annotations(l.page, m); e != nil && err == nil {
		err = e
	}
	glyphs := p.single(p.glyphs)
	all, hidden := p.words(glyphs, [4]float64{0, 0, page.Width, page.Height}, media)
	page.Words, page.OCR = layers(all, hidden)
	if n := severed(glyphs, m.box(l.shown())); n > 0 {
		p.doubt(fmt.Sprintf("words run over the edge of the page (%d): what is beyond it was left out", n))
	}
	page.Words = append(dropCaps(page.Words), slanted(glyphs, media)...)
	for i := range page.Words {
		unmapped += strings.Count(page.Words[i].Text, unknown)
	}
	return page, unmapped, err
}

// contents is the page's content: one stream, or several that are read as one.
func (p *interpreter) contents(page pdf.Value) (out []byte, err error) {
	err = guard(func() error {
		v := page.Key("Contents")
		switch v.Kind() {
		case pdf.Stream:
			var ok bool
			if out, ok = p.inflate(p.content, v, maxContent); !ok {
				out, err = p.data(p.content, v, maxContent, "its content")
			}
			return err
		case pdf.Array:
			var parts [][]byte
			total := 0
			for i := range min(v.Len(), 10_000) {
				// One damaged part leaves the others.
				var part []byte
				e := guard(func() error {
					part, err = p.data(nil, v.Index(i), maxContent-total, "its content")
					return err
				})
				if e != nil {
					err = fmt.Errorf("content %d of %d: %w", i+1, v.Len(), e)
				}
				parts, total = append(parts, part), total+len(part)
			}
			out = bytes.Join(parts, []byte("\n"))
			return err
		}
		return nil
	})
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // empty, or it ends early by a few bytes, as many producers write it
	}
	return out, err
}
