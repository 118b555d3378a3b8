package importtest

// module is the path of this module.
const module = "github.com/clausebook/clausebook"

// A rule is one row of the table in docs/architecture.md: what a package may
// import of ours, with the module's path left out.
type rule struct {
	pkg  string
	ours []string // "*" stands for any; "x/..." for the packages below x
}

// rules has a row for every package. A package without a row fails, so that a
// new one is placed in the picture before it is written.
func rules() []rule {
	return []rule{
		{"corpus", nil},
		{"corpus/agreements", []string{"corpus"}},
		{"corpus/audit", []string{"corpus"}},
		{"corpus/gold", []string{"corpus"}},
		{"corpus/topics", []string{"corpus"}},
		{"corpus/wire", []string{"corpus"}},
		{"ingest", []string{"corpus", "ingest/..."}},
		{"ingest/layout", []string{"corpus", "ingest/pattern"}},
		{"ingest/pattern", nil},
		{"ingest/source", []string{"corpus", "ingest/layout"}},
		{"ingest/term", []string{"corpus"}},
		{"ingest/pdftext", []string{"ingest/layout"}},
		{"ingest/ocr", []string{"ingest/layout"}},
		{"ingest/sandbox", []string{"corpus"}},
		{"ingest/outline", []string{"corpus", "ingest/layout"}},
		{"ingest/xref", []string{"corpus", "ingest/layout", "ingest/pattern"}},
		{"ingest/tokens", nil},
		{"library", []string{"corpus", "internal/disk"}},
		{"index/query", []string{"corpus"}},
		{"index", []string{"corpus", "index/query", "internal/disk"}},
		{"compare", []string{"corpus", "index/query", "ingest/term"}},
		{"compare/export", []string{"compare", "corpus"}},
		{"server", []string{"corpus", "corpus/audit", "corpus/topics", "corpus/wire", "compare", "compare/export", "index/query", "server/web"}},
		{"server/web", nil},
		{"eval", []string{"corpus", "corpus/gold", "index/query", "compare"}},
		{"cmd/clausebook", []string{"*"}},
		{"internal/disk", nil},
		{"internal/evalpdf", []string{"corpus", "corpus/agreements", "corpus/gold", "eval", "ingest", "ingest/layout", "ingest/ocr", "ingest/pdftext", "internal/testpdf"}},
		{"internal/golden", nil},
		{"internal/pdfwords", []string{"ingest/layout", "ingest/pdftext"}},
		{"internal/importtest", nil},
		{"internal/evaltwin", []string{"corpus", "corpus/agreements", "corpus/gold", "eval", "ingest", "internal/testpdf", "internal/testtwin"}},
		{"internal/testpdf", []string{"corpus"}},
		{"internal/testtwin", []string{"internal/testpdf"}},
	}
}

// inTests is what the tests of any package but corpus may import besides: the
// shipped documents and what was checked about them by hand, the reading that
// makes agreements of them, and golden files. A test that needs more needs a
// row in testRules.
func inTests() []string {
	return []string{"corpus", "corpus/agreements", "corpus/gold", "corpus/topics", "corpus/wire", "ingest", "internal/golden"}
}

// testRules lists what the tests of single packages may import beyond inTests:
// the real engine, where a test asks it rather than a made one.
func testRules() []rule {
	return []rule{
		{"compare", []string{"index"}},
		{"eval", []string{"index"}},
		{"server", []string{"index"}},
	}
}

// A library is a third-party module, or a part of one, and the packages that
// may import it; "*" stands for any, "test" for the tests of any package.
type library struct {
	path   string
	owners []string
}

// libraries lists every third-party import. One that is not listed fails: a
// library is taken in by a decision, and is imported in one place.
func libraries() []library {
	return []library{
		{"codeberg.org/go-pdf/fpdf", []string{"internal/testpdf"}},
		{"github.com/aymanbagabas/go-udiff", []string{"compare", "internal/golden"}},
		{"github.com/RoaringBitmap/roaring", []string{"index"}},
		{"github.com/andybalholm/cascadia", []string{"ingest/source"}},
		{"github.com/blevesearch", []string{"index"}},
		{"github.com/getkin/kin-openapi", []string{"server", "test"}},
		{"github.com/gin-gonic/gin", []string{"server"}},
		{"github.com/klauspost/compress", []string{"server", "ingest/pdftext"}},
		{"github.com/ledongthuc/pdf", []string{"ingest/pdftext"}},
		{"github.com/pkoukk", []string{"ingest/tokens"}},
		{"github.com/santhosh-tekuri/jsonschema", []string{"test"}},
		{"github.com/schollz/progressbar", []string{"cmd/clausebook"}},
		{"github.com/spf13", []string{"cmd/clausebook"}},
		{"github.com/stretchr/testify", []string{"test"}},
		{"github.com/tdewolff/parse", []string{"ingest/source"}},
		{"github.com/xuri/excelize", []string{"compare/export"}},
		{"golang.org/x/image/ccitt", []string{"ingest/pdftext"}},
		{"golang.org/x/image/draw", []string{"ingest/ocr"}},
		{"golang.org/x/image/font/gofont", []string{"internal/testpdf"}},
		{"golang.org/x/net/html", []string{"ingest/source", "test"}},
		{"golang.org/x/sync", []string{"*"}},
		{"golang.org/x/sys/unix", []string{"ingest/sandbox"}},
		{"golang.org/x/sys/windows", []string{"internal/disk", "ingest/sandbox"}},
		{"golang.org/x/term", []string{"cmd/clausebook"}},
		{"golang.org/x/text", []string{"*"}},
		{"golang.org/x/tools/txtar", []string{"internal/golden"}},
	}
}
