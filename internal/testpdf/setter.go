package testpdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/text/encoding/charmap"
)

// A setter sets one document.
type setter struct {
	st   Style
	pdf  *fpdf.Fpdf
	conv func(string) string // to the font's encoding
	made *Made

	left, measure float64 // of the text on the page, all columns
	top, bottom   float64
	pitch         float64
	sheet         int // pages begun
	half          int // of a sheet with two pages: 0 or 1
	page          int // of the book
	y             float64
	line          int    // on the page
	article       string // the last heading of level 1
	fresh         bool   // nothing stands on the page
}

// A setLine is one line as it stands on the page.
type setLine struct {
	pieces []piece
	level  int
	last   bool // of its paragraph
	indent float64
	blank  bool
	rules  []float64 // where the cells of a ruled row begin and end
	first  bool      // of its table
}

// A piece is a word or what a line end left of it.
type piece struct {
	text  string
	whole string  // the word, at its first piece; else empty
	at    float64 // place on the line; -1 behind the last
}

const (
	rowGap = 14.0 // points between the cells of a row
	gutter = 18.0 // and between two columns
)

// Set sets lines in a style.
func Set(lines []Line, st Style) (*Made, error) {
	if st.Width == 0 {
		st.Width, st.Height = 612, 792
	}
	if st.Margin == 0 {
		st.Margin = 72
	}
	if st.Size == 0 {
		st.Size = 11
	}
	s := &setter{st: st, made: &Made{Name: st.Name}, pitch: 1.2 * st.Size, left: st.Margin, measure: st.Width - 2*st.Margin, top: st.Margin, bottom: st.Height - st.Margin}
	size := fpdf.SizeType{Wd: st.Width, Ht: st.Height}
	if st.Sideways {
		size = fpdf.SizeType{Wd: st.Height, Ht: st.Width}
	}
	if st.TwoUp {
		size.Wd *= 2
	}
	s.pdf = fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: size})
	s.pdf.SetAutoPageBreak(false, 0)
	s.pdf.SetMargins(0, 0, 0)
	s.pdf.SetCompression(!st.Loose)
	s.pdf.SetCatalogSort(true)
	s.pdf.SetCreationDate(time.Unix(0, 0).UTC())
	s.pdf.SetModificationDate(time.Unix(0, 0).UTC())
	s.pdf.SetTitle(st.Name, false)
	if st.Locked {
		s.pdf.SetProtection(fpdf.CnProtectPrint, "", "the owner")
	}
	s.conv = func(s string) string { return s }
	if st.Unicode {
		s.pdf.AddUTF8FontFromBytes("body", "", goregular.TTF)
		s.pdf.AddUTF8FontFromBytes("body", "B", gobold.TTF)
	} else {
		s.conv = s.pdf.UnicodeTranslatorFromDescriptor("cp1252")
		lines = drawable(lines)
	}
	s.set(lines)
	var b bytes.Buffer
	if err := s.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("set %s: %w", st.Name, err)
	}
	s.made.PDF, s.made.Sheets = b.Bytes(), s.sheet
	if st.Sideways {
		var err error
		if s.made.PDF, err = turnPages(s.made.PDF); err != nil {
			return nil, fmt.Errorf("set %s: %w", st.Name, err)
		}
	}
	return s.made, nil
}

// drawable is lines with a question mark for each character that the fonts that
// readers know do not have.
func drawable(lines []Line) []Line {
	known := func(t string) string {
		return strings.Map(func(r rune) rune {
			if _, ok := charmap.Windows1252.EncodeRune(r); !ok {
				return '?'
			}
			return r
		}, t)
	}
	out := slices.Clone(lines)
	for i := range out {
		out[i].Text = known(out[i].Text)
		out[i].Cells = slices.Clone(out[i].Cells)
		for k := range out[i].Cells {
			out[i].Cells[k] = known(out[i].Cells[k])
		}
	}
	return out
}

func (s *setter) font(bold bool, size float64) {
	family, style := "Times", ""
	if s.st.Unicode {
		family = "body"
	}
	if bold {
		style = "B"
	}
	s.pdf.SetFont(family, style, size)
}

// set sets all lines, a heading of level 1 across the columns.
func (s *setter) set(lines []Line) {
	lines = s.tables(lines)
	s.newPage()
	if s.st.Columns < 2 {
		inTable := false
		for i := range lines {
			set := s.fill(&lines[i], s.measure)
			if inTable = inTable && lines[i].Cells != nil; lines[i].Cells != nil && !inTable {
				inTable, set[0].first = true, true
			}
			s.note(&lines[i])
			for k := range set {
				s.place(&set[k], s.left)
			}
		}
		return
	}
	column := (s.measure - gutter) / 2
	var block []setLine
	for i := range lines {
		if lines[i].Level == 1 {
			s.balance(block, column+gutter)
			block = nil
			if s.y+4*s.pitch > s.bottom {
				s.newPage()
			}
			s.note(&lines[i])
			for _, l := range s.fill(&lines[i], s.measure) {
				s.place(&l, s.left)
			}
			if i+1 == len(lines) || lines[i+1].Level != 1 {
				s.y += 0.6 * s.pitch
			}
			continue
		}
		block = append(block, s.fill(&lines[i], column)...)
	}
	s.balance(block, column+gutter)
}

// note takes down what a heading opens.
func (s *setter) note(l *Line) {
	if l.Level == 1 && strings.ContainsAny(l.Text, "0123456789") {
		s.article = l.Text
	}
	if l.Level > 0 && s.st.Bookmarks {
		s.pdf.Bookmark(s.conv(l.Text), l.Level-1, -1)
	}
}

// balance sets a block in two columns of like length, over as many pages as it
// takes.
func (s *setter) balance(block []setLine, step float64) {
	if len(block) == 0 {
		return
	}
	height := func(l *setLine, first bool) float64 {
		if l.blank && !first {
			return 1.6 * s.pitch
		}
		return s.pitch
	}
	for len(block) > 0 {
		room, all := s.bottom-s.y, 0.0
		if room < 2*s.pitch {
			s.newPage()
			continue
		}
		for i := range block {
			all += height(&block[i], i == 0)
		}
		y, low := s.y, s.y
		for c := range 2 {
			limit := room
			if c == 0 {
				limit = min(room, all/2+s.pitch)
			}
			s.y = y
			for k := 0; len(block) > 0 && s.y-y+height(&block[0], k == 0) <= limit; k++ {
				block[0].blank = block[0].blank && k > 0
				s.place(&block[0], s.left+float64(c)*step)
				block = block[1:]
			}
			low = max(low, s.y)
		}
		s.y = low
		if len(block) > 0 {
			s.newPage()
		}
	}
	s.y += 0.6 * s.pitch
}

// fill breaks a line of the manuscript into lines of the page.
func (s *setter) fill(l *Line, measure float64) []setLine {
	s.font(l.Level > 0, s.size(l.Level))
	if l.Cells != nil {
		return []setLine{s.row(l)}
	}
	in := min(float64(l.Indent)*0.5*s.st.Size, measure/4)
	blank := s.pdf.GetStringWidth(" ")
	width := func(t string) float64 { return s.pdf.GetStringWidth(s.conv(t)) }
	var out []setLine
	cur := setLine{level: l.Level, indent: in, blank: l.Blank}
	x := 0.0
	flush := func(last bool) {
		cur.last = last
		out = append(out, cur)
		cur, x = setLine{level: l.Level, indent: in}, 0
	}
	for word := range strings.FieldsSeq(l.Text) {
		rest, whole := word, word
		for rest != "" {
			room := measure - in - x
			if x > 0 {
				room -= blank
			}
			if width(rest) <= room || x == 0 && !s.st.Hyphenate {
				cur.pieces = append(cur.pieces, piece{rest, whole, -1})
				if x > 0 {
					x += blank
				}
				x += width(rest)
				break
			}
			if head, tail := s.split(rest, room, width); head != "" {
				cur.pieces = append(cur.pieces, piece{head, whole, -1})
				rest, whole = tail, ""
			} else if x == 0 {
				cur.pieces = append(cur.pieces, piece{rest, whole, -1})
				rest = ""
			}
			flush(false)
		}
	}
	if len(cur.pieces) > 0 {
		flush(true)
	}
	return out
}

// split breaks a word so that its head fits; head is empty where nothing does.
func (s *setter) split(word string, room float64, width func(string) float64) (head, tail string) {
	if !s.st.Hyphenate {
		return "", word
	}
	for _, k := range breaks(word) {
		h := word[:k]
		if !strings.HasSuffix(h, "-") {
			h += "-"
		}
		if width(h) <= room {
			head, tail = h, word[k:]
		}
	}
	return head, tail
}

// tables gives the rows of each table the widths of its columns. Rows that
// would not fit are set as text.
func (s *setter) tables(lines []Line) []Line {
	measure := s.measure
	if s.st.Columns > 1 {
		measure = (s.measure - gutter) / 2
	}
	s.font(false, s.st.Size)
	out := slices.Clone(lines)
	for i := 0; i < len(out); {
		n := len(out[i].Cells)
		j := i + 1
		for n > 0 && j < len(out) && len(out[j].Cells) == n {
			j++
		}
		widths := make([]float64, n)
		total := 0.0
		for _, l := range out[i:j] {
			for k, c := range l.Cells {
				widths[k] = max(widths[k], s.pdf.GetStringWidth(s.conv(c))+rowGap)
			}
		}
		for _, w := range widths {
			total += w
		}
		for k := i; k < j && n > 0; k++ {
			if total > measure {
				out[k].Text, out[k].Cells = strings.Join(strings.Fields(strings.Join(out[k].Cells, " ")), " "), nil
			} else {
				out[k].widths = widths
			}
		}
		i = j
	}
	return out
}

// row sets the cells of a row; figures end where their column ends.
func (s *setter) row(l *Line) setLine {
	out := setLine{blank: l.Blank, last: true}
	at := 0.0
	for k, c := range l.Cells {
		from, step := at, l.widths[k]
		at += step
		out.rules = append(out.rules, from)
		w := s.pdf.GetStringWidth(s.conv(c))
		if c != "" && strings.Trim(c, "0123456789.,$%") == "" {
			from += max(0, step-rowGap-w)
		}
		for word := range strings.FieldsSeq(c) {
			out.pieces = append(out.pieces, piece{word, word, from})
			from += s.pdf.GetStringWidth(s.conv(word) + " ")
		}
	}
	out.rules = append(out.rules, at-rowGap/2)
	return out
}

func (s *setter) size(level int) float64 {
	switch level {
	case 1:
		return s.st.Size + 2
	case 2:
		return s.st.Size + 0.5
	}
	return s.st.Size
}

// place sets a line at the current height, on the next page if this one is full.
func (s *setter) place(l *setLine, left float64) {
	if l.blank && !s.fresh {
		s.y += 0.6 * s.pitch
	}
	if s.st.Columns < 2 && s.y+s.pitch > s.bottom {
		s.newPage()
	}
	s.y += s.pitch
	s.fresh = false
	s.line++
	size := s.size(l.level)
	s.font(l.level > 0, size)
	x, blank, w := left+l.indent, s.pdf.GetStringWidth(" "), 0.0
	for _, p := range l.pieces {
		w += s.pdf.GetStringWidth(s.conv(p.text))
		if p.whole != "" {
			s.made.Words = append(s.made.Words, Word{p.whole, s.sheet})
		}
	}
	measure := s.measure
	if s.st.Columns > 1 && l.level != 1 {
		measure = (s.measure - gutter) / 2
	}
	if n := len(l.pieces); s.st.Justify && !l.last && n > 2 && l.level == 0 {
		blank = min(3*blank, max(0.6*blank, (measure-l.indent-w)/float64(n-1)))
	}
	natural := math.Abs(blank-s.pdf.GetStringWidth(" ")) < 0.01
	if l.rules == nil && !s.st.ByWord && (natural || !s.st.Unicode) {
		var t strings.Builder
		for i, p := range l.pieces {
			if i > 0 {
				t.WriteByte(' ')
			}
			t.WriteString(p.text)
		}
		if !natural {
			s.pdf.SetWordSpacing(blank - s.pdf.GetStringWidth(" "))
		}
		s.text(x, s.y, t.String())
		s.pdf.SetWordSpacing(0)
	} else {
		for _, p := range l.pieces {
			if p.at >= 0 {
				x = left + p.at
			}
			s.text(x, s.y, p.text)
			x += s.pdf.GetStringWidth(s.conv(p.text)) + blank
		}
	}
	if l.rules != nil && s.st.Rules {
		s.grid(l, left)
	}
	if s.st.Numbers {
		s.font(false, s.st.Size-2)
		s.text(s.st.Margin-36, s.y, fmt.Sprint(s.line))
	}
}

// grid draws the rules around a row.
func (s *setter) grid(l *setLine, left float64) {
	up, down := s.y-0.9*s.pitch, s.y+0.28*s.pitch
	ox := s.offset()
	from, to := ox+left+l.rules[0]-rowGap/2, ox+left+l.rules[len(l.rules)-1]
	if l.first {
		s.pdf.Line(from, up, to, up)
	}
	s.pdf.Line(from, down, to, down)
	for _, x := range l.rules {
		x = min(ox+left+x-rowGap/2, to)
		s.pdf.Line(x, up, x, down)
	}
	s.pdf.Line(to, up, to, down)
}

// offset is where the page of the book begins on the sheet.
func (s *setter) offset() float64 {
	if s.st.TwoUp {
		return float64(s.half) * s.st.Width
	}
	return 0
}

// text draws a string with its baseline at (x, y).
func (s *setter) text(x, y float64, t string) {
	if s.st.Sideways { // reads upwards; the page is shown turned to the right
		s.pdf.TransformBegin()
		s.pdf.TransformRotate(90, y, s.st.Width-x)
		s.pdf.Text(y, s.st.Width-x, s.conv(t))
		s.pdf.TransformEnd()
		return
	}
	s.pdf.Text(s.offset()+x, y, s.conv(t))
}

// newPage begins a page, with its head and foot.
func (s *setter) newPage() {
	s.page++
	if s.st.TwoUp && s.page > 1 && s.half == 0 {
		s.half = 1
	} else {
		s.pdf.AddPage()
		s.sheet++
		s.half = 0
	}
	s.y, s.line, s.fresh = s.top, 0, true
	s.font(false, s.st.Size-1)
	if s.st.Head {
		head := "Agreement of the Parties"
		if s.page%2 == 0 {
			head = "Contract Years 2014 to 2017"
		}
		s.text(s.left+(s.measure-s.pdf.GetStringWidth(head))/2, s.top-24, head)
	}
	foot := fmt.Sprint(s.page)
	if s.st.Article && s.article != "" {
		number, _, _ := strings.Cut(s.article, ".")
		if f := strings.Fields(number); len(f) > 1 && len(f[1]) < 4 {
			foot = s.st.foot(f[0]+" "+f[1], s.page)
		}
	}
	if s.st.Foot || s.st.Article {
		s.text(s.left+(s.measure-s.pdf.GetStringWidth(foot))/2, s.bottom+30, foot)
	}
}

// foot is the line at the foot of a page that names its article.
func (st Style) foot(article string, page int) string {
	return fmt.Sprintf("%s   %d", article, page)
}
