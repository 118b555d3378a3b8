package source

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/clausebook/clausebook/corpus"
)

// An rtf is a Rich Text file being read (RTF 1.9.1). The numbers of its lists
// stand in the file as they are printed, so that none is computed.
type rtf struct {
	ctx  context.Context
	data []byte
	pos  int

	state rtfState
	stack []rtfState
	deep  int // groups opened beyond the bound

	page    *charmap.Charmap
	fonts   map[int]*charmap.Charmap // by number; nil is the page's
	symbols map[int]string           // names of symbol fonts, by number
	heading map[int]int              // style → level
	font    int                      // the font being defined
	style   int                      // the style being defined
	name    strings.Builder

	out   []block
	after []block
	line  *line
	high  rune // first half of a character above U+FFFF
	row   []gridCell
	cell  []block
	grid  []gridRow
	table int
	pages []int

	nFoot, nNotes, nObjects, nHidden, nDel, nIns int
	running                                      []string
	property                                     string // that is being read
	properties                                   Properties
	created                                      map[string]int // "yr", "mo", "dy"
}

// An rtfState is what a group changes and its end restores.
type rtfState struct {
	target                                         rtfTarget
	bold, hidden, struck, upper, raised, gone, new bool
	inTable                                        bool
	under                                          bool
	level                                          int
	font                                           int
	skip                                           int // bytes that stand for a character that a program does not know
	note                                           *rtfNote
}

// An rtfTarget is where the words of a group go.
type rtfTarget uint8

const (
	toText rtfTarget = iota
	toNowhere
	toFonts
	toStyles
	toLabel   // the number of a list's item, as printed
	toRunning // a head or foot
	toInfo    // what the file says of itself
	toProperty
)

// An rtfNote is what a note sets aside.
type rtfNote struct {
	line *line
	out  []block
	mark string
}

// maxGroups bounds how deep groups nest.
const maxGroups = 500

func readRTF(ctx context.Context, data []byte) (*Document, error) {
	r := &rtf{ctx: ctx, data: data, page: charmap.Windows1252, fonts: map[int]*charmap.Charmap{}, symbols: map[int]string{}, heading: map[int]int{}, created: map[string]int{}, line: newLine(false)}
	r.state.skip = 1
	r.pos = max(0, strings.Index(string(data[:min(len(data), 64)]), "{"))
	closed := r.read()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.paragraph()
	r.endTable()
	d := assemble(r.out, "rtf")
	d.Properties = r.properties
	d.Properties.From = "document properties"
	if y, m, dd := r.created["yr"], r.created["mo"], r.created["dy"]; y > 1900 && m > 0 && dd > 0 {
		d.Properties.Created = day(fmt.Sprintf("%04d-%02d-%02d", y, m, dd))
	}
	if d.Text == "" && !closed {
		return nil, fmt.Errorf("%w: it breaks off at byte %d, before its text", ErrDamaged, r.pos)
	}
	if !closed {
		d.note("cut-off", corpus.Warning, "the file breaks off: it does not end as it should")
	}
	if r.nIns+r.nDel > 0 {
		d.note(CodeChanges, corpus.Warning, "the file has tracked changes: %s kept, %s left out, as if all were accepted", count(r.nIns, "insertion", "insertions"), count(r.nDel, "deletion", "deletions"))
	}
	if r.nHidden > 0 {
		d.note(CodeHidden, corpus.Warning, "hidden text was left out in %s", count(r.nHidden, "place", "places"))
	}
	if r.nNotes > 0 {
		d.note(CodeNotes, corpus.Info, "%s behind the paragraphs that refer to them", count(r.nNotes, "footnote or endnote stands", "footnotes and endnotes stand"))
	}
	if r.nObjects > 0 {
		d.note(CodeObjects, corpus.Warning, "%s in the file: words in them were not read", count(r.nObjects, "picture or embedded object is", "pictures and embedded objects are"))
	}
	if len(r.running) > 0 {
		d.note(CodeRunning, corpus.Info, "heads and feet of pages were left out: “%s”", strings.Join(r.running[:min(len(r.running), 6)], "”, “"))
	}
	return d, nil
}

// read reads groups until the first has ended; false if it has not.
func (r *rtf) read() bool {
	for n := 0; r.pos < len(r.data); n++ {
		if n&0xfff == 0 && r.ctx.Err() != nil {
			return false
		}
		switch c := r.data[r.pos]; c {
		case '{':
			r.pos++
			if len(r.stack) >= maxGroups {
				r.deep++
				continue
			}
			r.stack = append(r.stack, r.state)
		case '}':
			r.pos++
			if r.deep > 0 {
				r.deep--
				continue
			}
			if len(r.stack) == 0 {
				return true
			}
			r.endGroup()
			if len(r.stack) == 0 {
				return true
			}
		case '\\':
			r.pos++
			r.control()
		case '\r', '\n', 0:
			r.pos++
		default:
			r.pos++
			r.char(r.decode(c))
		}
	}
	return false
}

// endGroup ends what the group began.
func (r *rtf) endGroup() {
	up := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	switch {
	case r.state.target == toStyles && up.target == toStyles:
		name := strings.ToLower(strings.TrimSpace(strings.TrimRight(r.name.String(), ";")))
		if n, ok := strings.CutPrefix(name, "heading "); ok {
			if v := atoi(n, 0); v >= 1 && v <= 9 {
				r.heading[r.style] = v
			}
		}
		r.name.Reset()
	case r.state.target == toFonts && up.target == toFonts:
		if name := strings.ToLower(r.name.String()); strings.Contains(name, "symbol") && !strings.Contains(name, "segoe") || strings.Contains(name, "dings") {
			r.symbols[r.font] = strings.Trim(name, "; ")
		}
		r.name.Reset()
	case r.state.target == toProperty && up.target == toInfo:
		switch r.property {
		case "title":
			r.properties.Title = property(r.name.String())
		case "author":
			r.properties.Author = property(r.name.String())
		}
		r.name.Reset()
	case r.state.target == toRunning && up.target != toRunning:
		if s := strings.Join(strings.Fields(r.name.String()), " "); s != "" && len(r.running) < 20 {
			r.running = append(r.running, s[:min(len(s), 80)])
		}
		r.name.Reset()
	}
	if note := r.state.note; note != nil && up.note != note {
		r.paragraph()
		for i, b := range inked(r.out) {
			if i == 0 && note.mark != "" {
				b.text = note.mark + " " + strings.TrimLeft(b.text, " \t")
				b.struck = nil
			}
			r.after = append(r.after, b)
		}
		r.out, r.line = note.out, note.line
	}
	r.state = up
}

// decode is the character that a byte stands for in the font in use.
func (r *rtf) decode(c byte) rune {
	if c < utf8.RuneSelf {
		return rune(c)
	}
	m := r.page
	if f := r.fonts[r.state.font]; f != nil {
		m = f
	}
	return m.DecodeByte(c)
}

// unicodeChar adds a character given by its number, and passes over what stands
// for it.
func (r *rtf) unicodeChar(n int) {
	c := rune(n)
	if n < 0 {
		c = rune(n + 0x10000)
	}
	for k := 0; k < r.state.skip && r.pos < len(r.data); k++ {
		switch {
		case r.data[r.pos] == '{' || r.data[r.pos] == '}':
			k = r.state.skip
		case strings.HasPrefix(string(r.data[r.pos:min(len(r.data), r.pos+2)]), `\'`):
			r.pos = min(len(r.data), r.pos+4)
		case r.data[r.pos] == '\\':
			k = r.state.skip
		default:
			r.pos++
		}
	}
	switch {
	case utf16.IsSurrogate(c) && r.high == 0:
		r.high = c
		return
	case r.high != 0:
		c = utf16.DecodeRune(r.high, c)
		r.high = 0
	}
	if !utf8.ValidRune(c) {
		c = utf8.RuneError
	}
	r.char(c)
}

// char adds a character to where the group's words go.
func (r *rtf) char(c rune) {
	switch r.state.target {
	case toFonts, toStyles, toRunning, toProperty:
		if r.name.Len() < 4000 {
			r.name.WriteRune(c)
		}
		return
	case toNowhere, toInfo:
		return
	}
	if r.state.hidden || r.state.gone {
		return
	}
	s := string(c)
	if font := r.symbols[r.state.font]; font != "" || c >= 0xf000 && c <= 0xf0ff {
		if sign, ok := symbol(font, c); ok {
			s = sign
		} else if c >= 0xf000 {
			s = "□"
		}
	}
	if r.state.upper {
		s = strings.ToUpper(s)
	}
	if r.state.raised {
		if up, ok := raised(s); ok && c <= '9' {
			s = up
		}
	}
	if r.state.target == toLabel && !r.line.ink && c == ' ' {
		return // LibreOffice sets a blank before each number
	}
	r.line.write(s, style{bold: r.state.bold, struck: r.state.struck, underlined: r.state.under})
	if r.state.target == toLabel {
		r.line.block.label = r.line.b.Len()
	}
}

// paragraph ends a paragraph.
func (r *rtf) paragraph() {
	l := r.line
	r.line = newLine(false)
	l.block.level = r.state.level
	l.block.pages = append(l.block.pages, r.pages...)
	r.pages = nil
	b, ok := l.done()
	if !ok {
		b.text = ""
	}
	if r.state.inTable && r.state.note == nil {
		if ok {
			r.cell = append(r.cell, b)
		}
		return
	}
	if r.state.note == nil {
		r.endTable()
	}
	r.out = append(r.out, b)
	r.flushNotes()
}

func (r *rtf) flushNotes() {
	if r.state.note == nil {
		r.out = append(r.out, r.after...)
		r.after = nil
	}
}

// endTable ends a table.
func (r *rtf) endTable() {
	if len(r.cell) > 0 || len(r.row) > 0 {
		r.endRow()
	}
	if len(r.grid) == 0 {
		return
	}
	r.out = append(r.out, tableBlocks(r.grid, &r.table)...)
	r.grid = nil
	r.flushNotes()
}

func (r *rtf) endCell() {
	r.paragraph()
	r.row = append(r.row, gridCell{span: 1, blocks: r.cell})
	r.cell = nil
}

func (r *rtf) endRow() {
	if len(r.cell) > 0 {
		r.row = append(r.row, gridCell{span: 1, blocks: r.cell})
		r.cell = nil
	}
	if len(r.row) > 0 {
		r.grid = append(r.grid, gridRow{cells: r.row})
		r.row = nil
	}
}
