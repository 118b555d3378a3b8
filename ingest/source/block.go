package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A block is a paragraph of a source, or a row of a table, on its way into the
// text. Offsets are of its text.
type block struct {
	text    string // lines inside it end with "\n"
	label   int    // bytes of the label that the source computes, its suffix included
	level   int    // of a heading, from 1; 0 for none
	bold    bool   // all of its ink is
	listed  bool   // stands in a contents list
	tight   bool   // follows the block before without a blank line
	kind    corpus.FurnitureKind
	struck  []corpus.Span // struck out
	lead    corpus.Span   // the first words in bold or underlined, behind a label at most
	anchors []anchorAt
	pages   []int // where a page begins
	row     *tableRow
}

// An anchorAt is the name of a place in a block.
type anchorAt struct {
	name string
	at   int
}

// A tableRow is a row of a table; its cells are spans of the block's text.
type tableRow struct {
	table  int // rows of one table have the same, from 1
	header bool
	cells  []corpus.Span
}

// A line collects the text of a block.
type line struct {
	b        strings.Builder
	block    block
	plain    bool // ink that is not bold was written
	ink      bool
	led      bool // what opens the paragraph in bold has ended
	collapse bool // white space is folded, as browsers do
	space    bool // white space is due before the next ink
}

// A style is how a piece of text is set.
type style struct {
	bold, struck, underlined bool
}

// labelRoom is how far from the start of a paragraph its title may begin, in
// bytes: behind "Section 12.03.", set plain.
const labelRoom = 24

// write adds text. Blanks that do not break are blanks: where lines break is the
// reader's to say.
func (l *line) write(s string, st style) {
	if s == "" {
		return
	}
	if l.collapse {
		s = l.folded(s)
	}
	s = clean(s)
	start := l.b.Len()
	l.b.WriteString(s)
	if strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) }) < 0 {
		return
	}
	l.ink = true
	l.plain = l.plain || !st.bold
	l.leads(s, start, st.bold || st.underlined)
	if st.struck {
		if n := len(l.block.struck); n > 0 && strings.TrimSpace(l.b.String()[l.block.struck[n-1].End:start]) == "" {
			l.block.struck[n-1].End = l.b.Len()
		} else {
			l.block.struck = append(l.block.struck, corpus.Span{Start: start, End: l.b.Len()})
		}
	}
}

// leads keeps track of the words in bold or underlined that open the paragraph.
func (l *line) leads(s string, start int, strong bool) {
	end := start + len(strings.TrimRightFunc(s, unicode.IsSpace))
	start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	lead := &l.block.lead
	switch {
	case l.led:
	case strong && lead.End == 0 && start > labelRoom:
		l.led = true
	case strong && lead.End == 0:
		*lead = corpus.Span{Start: start, End: end}
	case strong:
		lead.End = end
	case lead.End > 0:
		l.led = true
	}
}

// folded writes runs of white space as one blank, none at the start of a line.
func (l *line) folded(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			l.space = true
			continue
		}
		if l.space && (b.Len() > 0 || !l.fresh()) {
			b.WriteByte(' ')
		}
		l.space = false
		b.WriteRune(r)
	}
	return b.String()
}

// fresh: nothing stands yet on the line that is being written.
func (l *line) fresh() bool {
	s := l.b.String()
	return s == "" || s[len(s)-1] == '\n'
}

// mark adds white space that the source asks for: a tab, the end of a line.
func (l *line) mark(s string) {
	l.space = false
	l.b.WriteString(s)
}

// done is the block, without white space at its end; ok is false if it has no
// ink.
func (l *line) done() (block, bool) {
	b := l.block
	b.text = strings.TrimRightFunc(l.b.String(), unicode.IsSpace)
	b.label = min(b.label, len(b.text))
	b.bold = l.ink && !l.plain
	b.lead.End = min(b.lead.End, len(b.text))
	if b.bold || b.lead.Len() <= 0 || strings.Contains(b.text[:b.lead.End], "\n") {
		b.lead = corpus.Span{}
	}
	for i := range b.pages {
		b.pages[i] = min(b.pages[i], len(b.text))
	}
	for i := range b.anchors {
		b.anchors[i].at = min(b.anchors[i].at, len(b.text))
	}
	return b, strings.TrimSpace(b.text) != ""
}

// clean takes out what is no part of a text: marks of no width and control
// characters. Blanks that do not break become blanks, hyphens that do not break
// become hyphens: the text is looked up by people who type those.
func clean(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' || c == 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n':
			return r
		case r == '\u00a0', r == '\u202f', r == '\u2007':
			return ' '
		case r == '\u2011':
			return '-'
		case corpus.Invisible(r), r == '\u00ad', r < ' ', r >= 0x7f && r < 0xa0:
			return -1
		}
		return r
	}, s)
}
