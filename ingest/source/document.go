package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// A Document is the text of a source with what its format says of it.
type Document struct {
	layout.Marked
	// Notes are what was left out of the text or done to it, in order.
	Notes []corpus.Diagnostic
	// Properties are what the file says of itself. Nothing of them is in the text.
	Properties Properties
}

// Codes of notes.
const (
	CodeEncoding = "encoding"     // the text was converted to UTF-8
	CodeChanges  = "changes"      // tracked changes were taken as accepted
	CodeStruck   = "struck-out"   // words are struck out
	CodeHidden   = "hidden-text"  // hidden words were left out
	CodeRunning  = "running-head" // heads and feet of pages were left out
	CodeNotes    = "notes"        // footnotes stand behind their paragraphs
	CodeObjects  = "objects"      // pictures and other objects cannot be read
	CodeSymbols  = "symbols"      // characters of a symbol font have no equal
	CodeNumbers  = "numbering"    // numbers could not be computed as printed
	CodeScripts  = "scripts"      // a web page that scripts may add to
	CodePages    = "pages"        // pages are those that the writing program last set
)

// note adds a note on the whole document.
func (d *Document) note(code string, severity corpus.Severity, format string, args ...any) {
	d.Notes = append(d.Notes, corpus.Diagnostic{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...)})
}

// count writes "1 picture", "2 pictures".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// assemble writes blocks one below the other, an empty line between, as the text
// of a document. engine is what its pages are said to be read by. Where the
// source has a paragraph for each line of a page, they are lines here, too.
func assemble(blocks []block, engine string) *Document {
	d := &Document{}
	lines, inside := wrapped(blocks)
	d.Wrapped = lines || inside
	var b strings.Builder
	sheets := []int{0}
	table := 0
	var struck []corpus.Span
	strike := strikable(blocks)
	for i := range blocks {
		k := &blocks[i]
		if b.Len() > 0 {
			b.WriteByte('\n')
			if strings.TrimSpace(k.text) != "" && !lines && !together(&blocks[i-1], k) {
				b.WriteByte('\n')
			}
		}
		if lines && len(k.pages) > 0 && k.pages[0] == 0 && b.Len() > 0 {
			b.WriteByte('\f')
		}
		base := b.Len()
		b.WriteString(k.text)
		whole := corpus.Span{Start: base, End: b.Len()}
		for _, at := range k.pages {
			sheets = append(sheets, base+at)
		}
		for _, a := range k.anchors {
			d.Anchors = append(d.Anchors, layout.Anchor{Name: a.name, At: base + a.at})
		}
		if whole.Len() == 0 {
			continue
		}
		if k.kind != "" {
			d.Furniture = append(d.Furniture, corpus.Furniture{Kind: k.kind, Span: whole})
		} else {
			for _, s := range k.struck {
				struck = append(struck, moved(s, base))
				if strike {
					d.Furniture = append(d.Furniture, corpus.Furniture{Kind: corpus.ForeignMatter, Span: moved(s, base)})
				}
			}
		}
		if k.bold || k.level > 0 {
			d.Weight = append(d.Weight, whole)
		}
		if k.lead.Len() > 0 && k.row == nil && k.kind == "" {
			d.Leads = append(d.Leads, moved(k.lead, base))
		}
		if k.level > 0 {
			d.Headings = append(d.Headings, layout.MarkedHeading{Span: whole, Level: k.level})
		}
		if k.listed {
			d.Contents = append(d.Contents, whole)
		}
		if k.row == nil {
			continue
		}
		for whole.Len() > 0 && k.text[whole.Start-base] == '\t' {
			whole.Start++
		}
		cells := make([]corpus.Span, 0, len(k.row.cells))
		for _, c := range k.row.cells {
			cells = append(cells, moved(c, base))
		}
		if k.row.table != table || len(d.Tables) == 0 {
			d.Tables = append(d.Tables, layout.MarkedTable{Span: whole})
			table = k.row.table
		}
		t := &d.Tables[len(d.Tables)-1]
		t.Span.End = whole.End
		if k.row.header && t.Header == len(t.Rows) {
			t.Header++
		}
		t.Rows = append(t.Rows, cells)
	}
	d.Text = b.String()
	if len(sheets) > 1 {
		d.paginate(sheets, engine)
	}
	if len(struck) > 0 {
		said := "; most of the text is, so that it was read all the same"
		if strike {
			said = "; they are kept in the text and belong to no provision"
		}
		d.Notes = append(d.Notes, corpus.Diagnostic{Code: CodeStruck, Severity: corpus.Warning, Span: struck[0],
			Message: "words are struck out in " + count(len(struck), "place", "places") + said})
	}
	return d
}

func moved(s corpus.Span, by int) corpus.Span {
	return corpus.Span{Start: s.Start + by, End: s.End + by}
}

// paginate makes the table of pages; starts are where they begin.
func (d *Document) paginate(starts []int, engine string) {
	for i, at := range starts {
		end := len(d.Text)
		if i+1 < len(starts) {
			end = max(at, starts[i+1])
		}
		d.Pages = append(d.Pages, corpus.Page{Sheet: i + 1, Span: corpus.Span{Start: at, End: end}, Engine: engine})
	}
}

// strikable reports whether words that are struck out are taken out. Where most
// words are, the line through them means something else.
func strikable(blocks []block) bool {
	struck, size := 0, 0
	for i := range blocks {
		size += len(blocks[i].text)
		for _, s := range blocks[i].struck {
			struck += s.Len()
		}
	}
	return struck*2 < size
}

// together: block b follows a without an empty line: entries of a contents list,
// rows of a table, lines in columns that tabs make.
func together(a, b *block) bool {
	return b.tight || a.listed && b.listed || a.row != nil && b.row != nil && a.row.table == b.row.table ||
		a.row == nil && b.row == nil && tabbed(a) && tabbed(b)
}

// tabbed: the block has a tab behind its label, inside its words.
func tabbed(b *block) bool {
	return strings.Contains(strings.TrimLeft(b.text[b.label:], "\t "), "\t")
}

// wrapped reports whether the blocks are lines of a page rather than paragraphs:
// a file made from a PDF or a scan, or text pasted from one. Then one in four of
// those that stand below each other goes on in the middle of a sentence. inside
// says the same of the lines inside the blocks, which a web page parts with <br>
// or sets as they are.
func wrapped(blocks []block) (between, inside bool) {
	pairs, on, lines, broken := 0, 0, 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.row != nil || b.listed || b.kind != "" || b.text == "" {
			continue
		}
		lines++
		last := ""
		for k, l := range splitLines(b.text) {
			if k > 0 {
				lines++
				if goesOn(last, l) {
					broken++
				}
			}
			last = l
		}
		if i == 0 {
			continue
		}
		if a := &blocks[i-1]; a.row == nil && !a.listed && a.kind == "" && a.text != "" && b.label == 0 {
			pairs++
			if goesOn(a.text, b.text) {
				on++
			}
		}
	}
	return pairs >= 12 && on*4 >= pairs, broken >= 12 && broken*4 >= lines
}

func splitLines(s string) []string { return strings.Split(s, "\n") }

// goesOn: a sentence goes on from a to b.
func goesOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(a, " \t\n"))
	b = strings.TrimLeft(b, " \t\n")
	first, w := utf8.DecodeRuneInString(b)
	second, _ := utf8.DecodeRuneInString(b[w:])
	return (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',' || last == '-') && unicode.IsLower(first) && unicode.IsLower(second)
}
