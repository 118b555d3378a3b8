// Package ocr reads pages off their pictures: scans, and pages whose text layer
// does not say what is printed. The recognition of characters is Tesseract's,
// run as a program; pictures of pages come from poppler's pdftoppm where it is
// installed, else from the file itself. What is done here is the rest: turning
// and straightening the picture, and making placed words, with size, weight and
// confidence, of what Tesseract saw.
package ocr

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clausebook/clausebook/ingest/layout"
)

// Errors that a caller may want to tell apart. They come wrapped.
var (
	// ErrMissing says that Tesseract is not installed; the text says how to.
	ErrMissing = errors.New("tesseract is not installed")
	// ErrTime says that a page was not reached in the time for all.
	ErrTime = errors.New("the time for reading pictures was used up before it (--max-time gives more)")
	// ErrNoWords says that the picture of a page has no words.
	ErrNoWords = errors.New("its picture has no words")
)

// Options says how pages are read. The zero value means the defaults.
type Options struct {
	Language string // as Tesseract calls it, "eng", "eng+spa"; default "eng"
	// PerPage is the processor time for a page, on average; default 3 s. By the
	// clock it is three times as much, for a machine that has other work.
	PerPage  time.Duration
	Reserve  time.Duration // more for all pages together; default 10 s
	MaxPages int           // of one document; default 2000
	Workers  int           // pages read side by side; default one for each processor, at most 4
	// Embedded is the picture that fills a page, taken out of the file: for
	// where pdftoppm is not installed. Nil if there is no such way.
	Embedded func(ctx context.Context, file []byte, sheet int) (image.Image, error)
	// Tesseract and Rasterizer are the programs; default: as they are found.
	Tesseract, Rasterizer string
}

// ByClock is how many times its processor time a page may take by the clock.
const ByClock = 3

// resolution of the pictures in dots per inch. Characters of 8 points are then
// 14 dots high without their ascenders, which Tesseract needs.
const resolution = 200

// A Reader reads pages off their pictures.
type Reader struct {
	opts  Options
	spent *atomic.Int64 // nanoseconds of processor time, for the document at hand
}

// New returns a Reader. Nothing is looked for until pages are read.
func New(opts Options) *Reader {
	opts.Language = cmp.Or(opts.Language, "eng")
	opts.PerPage = cmp.Or(opts.PerPage, 3*time.Second)
	opts.Reserve = cmp.Or(opts.Reserve, 10*time.Second)
	opts.MaxPages = cmp.Or(opts.MaxPages, 2000)
	opts.Workers = cmp.Or(opts.Workers, min(4, runtime.NumCPU()))
	return &Reader{opts: opts}
}

// Recognize reads pages of a PDF, of which Sheet, Width and Height are known,
// and returns a result for each, in order. begin is told of each page before it
// is read, with the number of those that are done, one call at a time. It fails
// only if no page can be read at all (ErrMissing) or ctx ends.
func (r *Reader) Recognize(ctx context.Context, file []byte, pages []layout.PlacedPage, begin func(sheet, done int)) ([]layout.PlacedPage, []error, error) {
	tesseract, err := find(r.opts.Tesseract, "tesseract", filepath.Join("Tesseract-OCR", "tesseract.exe"))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %s", ErrMissing, howToInstall())
	}
	r = &Reader{opts: r.opts, spent: &atomic.Int64{}}
	dir, err := os.MkdirTemp("", "ocr-")
	if err != nil {
		return nil, nil, fmt.Errorf("ocr: %w", err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system empties its folder for such files
	source, err := r.pictures(dir, file, resolution)
	if err != nil {
		return nil, nil, fmt.Errorf("ocr: %w", err)
	}
	n := min(len(pages), r.opts.MaxPages)
	budget := time.Duration(n)*r.opts.PerPage + r.opts.Reserve
	deadline := time.Now().Add(ByClock*time.Duration(n)*r.opts.PerPage + r.opts.Reserve)
	out, errs := make([]layout.PlacedPage, len(pages)), make([]error, len(pages))
	strokes := make([][]float64, len(pages))
	var mu sync.Mutex
	var wg sync.WaitGroup
	next, done := 0, 0
	for range min(r.opts.Workers, n) {
		wg.Go(func() {
			for {
				mu.Lock()
				i := next
				if i >= n || ctx.Err() != nil {
					mu.Unlock()
					return
				}
				next++
				begin(pages[i].Sheet, done)
				mu.Unlock()
				out[i], strokes[i], errs[i] = r.page(ctx, deadline, budget, tesseract, source, pages[i])
				mu.Lock()
				done++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	for i := n; i < len(pages); i++ {
		out[i], errs[i] = pages[i], fmt.Errorf("%d pages are read off their pictures, which is the limit", n)
	}
	for i := range out {
		if errs[i] != nil { // its words are its own
			strokes[i] = make([]float64, len(out[i].Words))
		}
	}
	embolden(out, strokes)
	return out, errs, nil
}

// page reads one page, unless the time for all is used up.
func (r *Reader) page(ctx context.Context, deadline time.Time, budget time.Duration, tesseract string, source pictures, page layout.PlacedPage) (layout.PlacedPage, []float64, error) {
	if time.Now().After(deadline) || time.Duration(r.spent.Load()) > budget {
		return page, nil, ErrTime
	}
	// One page that is never done leaves time for the others.
	if own := time.Now().Add(10*r.opts.PerPage + r.opts.Reserve); own.Before(deadline) {
		deadline = own
	}
	ctx, cancel := context.WithDeadlineCause(ctx, deadline, ErrTime)
	defer cancel()
	picture, err := source(ctx, page)
	if err == nil {
		var read *reading
		if read, err = r.recognize(ctx, tesseract, picture.grey, 72*float64(picture.grey.Rect.Dx())/page.Width); err == nil {
			page, strokes := read.place(page)
			if picture.overlay {
				page.Note = "marks in colour that cross its print (stamps, signatures, lines) were left out"
			}
			return page, strokes, nil
		}
	}
	if cause := context.Cause(ctx); errors.Is(cause, ErrTime) {
		err = ErrTime
	}
	return page, nil, err
}

// find looks for a program: as the caller names it, on the path, or where
// Windows installs it.
func find(named, name, windows string) (string, error) {
	if named != "" {
		return named, nil
	}
	path, err := exec.LookPath(name)
	if err == nil {
		return path, nil
	}
	for _, dir := range []string{os.Getenv("ProgramFiles"), os.Getenv("LocalAppData") + `\Programs`} {
		if runtime.GOOS == "windows" && dir != "" && windows != "" {
			if path := filepath.Join(dir, windows); exists(path) {
				return path, nil
			}
		}
	}
	return "", err
}

func exists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// howToInstall says how to get the programs on this system.
func howToInstall() string { return installing(runtime.GOOS) }

func installing(system string) string {
	switch system {
	case "windows":
		return `install it with "winget install UB-Mannheim.TesseractOCR"`
	case "darwin":
		return `install it with "brew install tesseract poppler"`
	}
	return `install it, on Debian and Ubuntu with "apt install tesseract-ocr poppler-utils"`
}
