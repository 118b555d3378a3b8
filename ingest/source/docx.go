package source

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A docx is a WordprocessingML file being read (ECMA-376, part 1). The text is
// what the page shows when all tracked changes are accepted: numbers of lists
// are computed, results of fields taken, hidden words left out.
type docx struct {
	ctx       context.Context
	parts     *parts
	styles    *docxStyles
	numbering *docxNumbering
	rels      map[string]string // of the main part: id → name of a part

	out      []block
	breaks   [][]int // for each block of out: where the author broke the page
	carry    *line   // words of a paragraph whose end was deleted
	runIn    bool    // what is carried is a heading that the next paragraph goes on behind
	fields   []docxField
	listing  int     // how many contents lists are open
	after    []block // notes and text boxes that stand behind what is being read
	table    int
	cells    int // how many cells are open
	rendered bool

	footnotes, endnotes         map[string]*element
	footFormat, endFormat       numberFormat
	nFoot, nEnd                 int
	nIns, nDel, nHidden, nNotes int
	nObjects, nSymbols, nLists  int
	nComments                   int
	restarts                    bool                // notes are numbered anew by section or page
	marks                       []string            // bookmarks that wait for their paragraph's end
	numbers                     map[string]string   // bookmark → the number of its paragraph
	cited                       map[string][]string // bookmark → what fields say that the number is
	depth                       int                 // how many documents this one is embedded in
	running                     map[string]bool     // parts of heads and feet
	sections                    []docxSection
}

// A docxSection is a stretch of pages that are numbered alike.
type docxSection struct {
	end    int // pages begun before it ends
	start  int // first number; -1: it goes on
	format numberFormat
	shown  bool // a head or foot of it shows the number
}

// A docxField is a field that is open: its instruction, then its result.
type docxField struct {
	instruction string
	result      bool
	contents    bool
	box         string // a box to tick, as it is; the chosen line of a list
	from        int    // where its result begins in its line
}

func readDOCX(ctx context.Context, data []byte) (*Document, error) {
	p, err := openParts(data)
	if err != nil {
		return nil, err
	}
	return readWord(ctx, p)
}

// readWord reads the document that p holds.
func readWord(ctx context.Context, p *parts) (*Document, error) {
	r, cut, err := readWordBody(ctx, p, 0)
	if err != nil {
		return nil, err
	}
	d := r.document()
	d.Properties = officeProperties(p, "docProps/core.xml", "core properties")
	if cut != nil {
		d.note("cut-off", corpus.Error, "the body of the document is damaged; what follows was not read: %v", cut)
	}
	return d, nil
}

// readWordBody reads the blocks of the document that p holds; cut says why it breaks
// off, if it does. depth is how many documents it is embedded in.
func readWordBody(ctx context.Context, p *parts, depth int) (r *docx, cut, err error) {
	r = &docx{ctx: ctx, parts: p, running: map[string]bool{}, numbers: map[string]string{}, cited: map[string][]string{}, footFormat: formatDecimal, endFormat: formatLowerRoman}
	r.depth = depth
	main, err := r.mainPart()
	if err != nil {
		return nil, nil, err
	}
	if r.rels, err = r.relations(main); err != nil {
		return nil, nil, err
	}
	if err := r.readParts(main); err != nil {
		return nil, nil, err
	}
	body, err := p.open(main)
	if err != nil {
		return nil, nil, err
	}
	defer body.Close() //nolint:errcheck // nothing was written to it
	cut = eachChild(asUTF8(body), "w:body", func(e *element) error {
		r.block(e)
		return ctx.Err()
	})
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if cut != nil && (len(r.out) == 0 || errors.Is(cut, ErrTooLarge)) {
		return nil, nil, partError(main, cut)
	}
	r.flush()
	return r, cut, nil
}

// mainPart is the name of the part that holds the document.
func (r *docx) mainPart() (string, error) {
	rels, err := r.parts.tree("_rels/.rels")
	if err == nil && rels != nil {
		for _, k := range rels.kids {
			if strings.HasSuffix(k.attr("Type"), "/officeDocument") {
				if name := strings.TrimPrefix(path.Clean("/"+k.attr("Target")), "/"); r.parts.has(name) {
					return name, nil
				}
			}
		}
	}
	if r.parts.has("word/document.xml") {
		return "word/document.xml", nil
	}
	return "", fmt.Errorf("%w: it has no part that holds the document", ErrDamaged)
}

// relations maps the ids that the part main uses to the names of parts.
func (r *docx) relations(main string) (map[string]string, error) {
	out := map[string]string{}
	root, err := r.parts.tree(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	if err != nil || root == nil {
		return out, err
	}
	for _, k := range root.kids {
		if strings.EqualFold(k.attr("TargetMode"), "external") {
			continue
		}
		name := k.attr("Target")
		if !strings.HasPrefix(name, "/") {
			name = path.Join("/", path.Dir(main), name)
		}
		name = strings.TrimPrefix(path.Clean(name), "/")
		out[k.attr("Id")] = name
		out["type:"+path.Base(k.attr("Type"))] = name
	}
	return out, nil
}

// readParts reads what the body leans on.
func (r *docx) readParts(main string) error {
	part := func(kind, usual string) (*element, error) {
		name := r.rels["type:"+kind]
		if name == "" {
			name = path.Join(path.Dir(main), usual)
		}
		return r.parts.tree(name)
	}
	styles, err := part("styles", "styles.xml")
	if err != nil {
		return err
	}
	r.styles = readStyles(styles)
	numbering, err := part("numbering", "numbering.xml")
	if err != nil {
		return err
	}
	r.numbering = readNumbering(numbering, r.styles)
	foot, err := part("footnotes", "footnotes.xml")
	if err != nil {
		return err
	}
	r.footnotes = notesOf(foot)
	end, err := part("endnotes", "endnotes.xml")
	if err != nil {
		return err
	}
	r.endnotes = notesOf(end)
	settings, err := part("settings", "settings.xml")
	if err != nil || settings == nil {
		return err
	}
	r.restarting(settings)
	if f, ok := settings.child("w:footnotePr").value("w:numFmt"); ok {
		r.footFormat = numberFormat(f)
	}
	if f, ok := settings.child("w:endnotePr").value("w:numFmt"); ok {
		r.endFormat = numberFormat(f)
	}
	return nil
}

// notesOf maps the ids of notes to them. The rules between text and notes are
// notes with a type.
func notesOf(root *element) map[string]*element {
	out := map[string]*element{}
	if root == nil {
		return out
	}
	for _, k := range root.kids {
		if t := k.attr("type"); (k.name == "w:footnote" || k.name == "w:endnote") && (t == "" || t == "normal") {
			out[k.attr("id")] = k
		}
	}
	return out
}

// block reads one child of the body, of a cell or of a note.
func (r *docx) block(e *element) {
	switch e.name {
	case "w:p":
		r.paragraph(e)
	case "w:tbl":
		r.readTable(e)
	case "w:sdt":
		gallery, _ := e.child("w:sdtPr").child("w:docPartObj").value("w:docPartGallery")
		listing := strings.EqualFold(gallery, "Table of Contents")
		if listing {
			r.listing++
		}
		r.blocks(e.child("w:sdtContent"))
		if listing {
			r.listing--
		}
	case "w:customXml", "w:ins", "w:moveTo", "w:smartTag":
		r.blocks(e)
	case "mc:AlternateContent":
		r.blocks(alternative(e))
	case "w:altChunk":
		r.chunk(e)
	case "w:bookmarkStart":
		r.marks = append(r.marks, e.attr("name"))
	case "w:subDoc":
		r.nObjects++
	case "w:sectPr":
		r.section(e)
	}
}

func (r *docx) blocks(e *element) {
	if e == nil {
		return
	}
	for _, k := range e.kids {
		r.block(k)
	}
}

// alternative is the form of a content that comes in several that is read: the
// first.
func alternative(e *element) *element {
	if c := e.child("mc:Choice"); c != nil {
		return c
	}
	return e.child("mc:Fallback")
}

// emit adds a finished block.
func (r *docx) emit(b block, breaks []int) {
	r.out = append(r.out, b)
	r.breaks = append(r.breaks, breaks)
}

// flush ends a paragraph whose end was deleted when nothing follows it.
func (r *docx) flush() {
	if r.carry == nil {
		return
	}
	if b, ok := r.carry.done(); ok {
		r.emit(b, nil)
	}
	r.carry, r.runIn = nil, false
}

// section reads the properties of a section, which stand at its end.
func (r *docx) section(e *element) {
	s := docxSection{start: -1}
	r.restarting(e)
	if n := len(r.sections); n > 0 {
		s.shown = r.sections[n-1].shown
	}
	if k := e.child("w:pgNumType"); k != nil {
		s.start = atoi(k.attr("start"), -1)
		s.format = numberFormat(k.attr("fmt"))
	}
	named := false
	for _, k := range e.kids {
		if k.name != "w:headerReference" && k.name != "w:footerReference" {
			continue
		}
		name := r.rels[k.relation()]
		if name == "" {
			continue
		}
		r.running[name] = true
		if !named {
			named, s.shown = true, false
		}
		s.shown = s.shown || r.showsPage(name)
	}
	for i := range r.out {
		s.end += len(r.out[i].pages)
	}
	r.sections = append(r.sections, s)
}

// showsPage: a head or foot has the page's number.
func (r *docx) showsPage(name string) bool {
	root, err := r.parts.tree(name)
	if err != nil || root == nil {
		return false
	}
	found := false
	var walk func(e *element)
	walk = func(e *element) {
		if e.name == "w:fldSimple" && fieldName(e.attr("instr")) == "PAGE" || e.name == "w:instrText" && fieldName(e.words()) == "PAGE" || e.name == "w:pgNum" {
			found = true
		}
		for _, k := range e.kids {
			walk(k)
		}
	}
	walk(root)
	return found
}

// fieldName is the first word of a field's instruction.
func fieldName(instruction string) string {
	f := strings.Fields(instruction)
	if len(f) == 0 {
		return ""
	}
	return strings.ToUpper(f[0])
}

// document puts the blocks together and says what was left out.
func (r *docx) document() *Document {
	blocks := r.out
	if lines, _ := wrapped(blocks); !r.rendered && lines {
		for i := range blocks {
			blocks[i].pages = r.breaks[i]
		}
	}
	d := assemble(blocks, "docx")
	if r.rendered {
		r.label(d)
		d.note(CodePages, corpus.Info, "pages are those that the writing program last set; a printout may break them elsewhere")
	}
	if n := r.nIns + r.nDel; n > 0 {
		d.note(CodeChanges, corpus.Warning, "the file has tracked changes: %s kept, %s left out, as if all were accepted", count(r.nIns, "insertion", "insertions"), count(r.nDel, "deletion", "deletions"))
	}
	if r.nHidden > 0 {
		d.note(CodeHidden, corpus.Warning, "hidden text was left out in %s", count(r.nHidden, "place", "places"))
	}
	if r.nNotes > 0 {
		d.note(CodeNotes, corpus.Info, "%s behind the paragraphs that refer to them", count(r.nNotes, "footnote or endnote stands", "footnotes and endnotes stand"))
	}
	if r.restarts && r.nFoot+r.nEnd > 1 {
		d.note(CodeNotes, corpus.Info, "the notes' numbers begin anew with a section or a page where they are printed; here they run through")
	}
	if r.nComments > 0 {
		d.note(CodeChanges, corpus.Info, "%s left out", count(r.nComments, "comment was", "comments were"))
	}
	for _, said := range r.stale() {
		d.note(CodeNumbers, corpus.Warning, "%s", said)
	}
	if r.nObjects > 0 {
		d.note(CodeObjects, corpus.Warning, "%s in the file: words in them were not read", count(r.nObjects, "picture or embedded object is", "pictures and embedded objects are"))
	}
	if r.nSymbols > 0 {
		d.note(CodeSymbols, corpus.Info, "%s of a symbol font written as □", count(r.nSymbols, "sign", "signs"))
	}
	if r.nLists > 0 {
		d.note(CodeNumbers, corpus.Warning, "%s by a field (LISTNUM, AUTONUM) whose number the file does not hold; they are left out", count(r.nLists, "number is made", "numbers are made"))
	}
	if len(r.numbering.unknown) > 0 {
		names := make([]string, 0, len(r.numbering.unknown))
		for f := range r.numbering.unknown {
			names = append(names, f)
		}
		slices.Sort(names)
		d.note(CodeNumbers, corpus.Warning, "numbers in the form %s were written in digits", strings.Join(names, ", "))
	}
	r.heads(d)
	return d
}
