package corpus

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Clean is text as a reader sees it, derived from spans of an agreement's
// text: furniture taken out, words that a line end or a page cut made whole,
// white space folded to single blanks, none at either end. It keeps the way
// back: normalise to match, report in the original.
type Clean struct {
	Text string
	// Breaks are offsets into Text, each just past a blank, where the source
	// has an empty line or starts another piece: places to break a paragraph.
	Breaks []int

	lines []int // offsets into Text, each just past a blank where the source ends a line
	runs  []cleanRun
}

// A cleanRun maps bytes of Clean.Text to bytes of the source. A run of text
// has the same length on both sides; a folded blank has length 1 in the clean
// text and stands for src.
type cleanRun struct {
	at  int  // offset in Clean.Text
	src Span // in the agreement's text
}

// Source is the span of the agreement's text that the half-open range
// [start,end) of c.Text came from. An empty range gives the empty span at its
// place. Furniture between the ends lies inside the result.
func (c *Clean) Source(start, end int) Span {
	if len(c.runs) == 0 {
		return Span{}
	}
	s := c.pos(start)
	if end <= start {
		return Span{s, s}
	}
	last := c.find(end - 1)
	r := c.runs[last]
	e := r.src.Start + (end - r.at)
	if e > r.src.End || c.isBlank(last) {
		e = r.src.End
	}
	return Span{s, e}
}

// Offset is the offset in c.Text of the source byte at pos, or of the first
// byte after it that c holds; len(c.Text) if there is none. Runs of c that are
// out of order in the source do not occur.
func (c *Clean) Offset(pos int) int {
	k := sort.Search(len(c.runs), func(k int) bool { return c.runs[k].src.End > pos })
	if k == len(c.runs) {
		return len(c.Text)
	}
	r := c.runs[k]
	if pos <= r.src.Start || c.isBlank(k) {
		return r.at
	}
	return r.at + pos - r.src.Start
}

// Within is the part of c that came from span, white space at its ends left out,
// and where in c.Text it begins. It shares c's text.
func (c *Clean) Within(span Span) (*Clean, int) {
	from, to := c.Offset(span.Start), c.Offset(span.End)
	for from < to && c.Text[from] == ' ' {
		from++
	}
	for from < to && c.Text[to-1] == ' ' {
		to--
	}
	out := &Clean{Text: c.Text[from:to]}
	inside := func(list []int) (kept []int) {
		for _, at := range list {
			if at > from && at < to {
				kept = append(kept, at-from)
			}
		}
		return kept
	}
	out.Breaks, out.lines = inside(c.Breaks), inside(c.lines)
	for k := c.find(from); from < to && k < len(c.runs) && c.runs[k].at < to; k++ {
		r, end := c.runs[k], len(c.Text)
		if k+1 < len(c.runs) {
			end = c.runs[k+1].at
		}
		if !c.isBlank(k) {
			r.src.Start += max(0, from-r.at)
			r.src.End -= max(0, end-to)
		}
		r.at = max(0, r.at-from)
		out.runs = append(out.runs, r)
	}
	return out, from
}

func (c *Clean) find(at int) int {
	return max(0, sort.Search(len(c.runs), func(k int) bool { return c.runs[k].at > at })-1)
}

func (c *Clean) pos(at int) int {
	if at >= len(c.Text) {
		return c.runs[len(c.runs)-1].src.End
	}
	k := c.find(at)
	if c.isBlank(k) {
		return c.runs[k].src.Start
	}
	return c.runs[k].src.Start + at - c.runs[k].at
}

func (c *Clean) isBlank(k int) bool {
	next := len(c.Text)
	if k+1 < len(c.runs) {
		next = c.runs[k+1].at
	}
	return next-c.runs[k].at != c.runs[k].src.Len()
}

// CleanText is the own text of p as a reader sees it: heading, children and
// furniture left out.
func (t *Tree) CleanText(i int) *Clean { return t.a.CleanSpans(t.Own(i)...) }

// CleanHeading is the heading of provision i as a reader sees it.
func (t *Tree) CleanHeading(i int) *Clean { return t.a.CleanSpans(t.a.Provisions[i].HeadingSpan) }

// CleanAll is the whole text of provision i, heading and descendants included.
func (t *Tree) CleanAll(i int) *Clean { return t.a.CleanSpans(t.a.Provisions[i].Span) }

// CleanText is the own text of the provision with that id as a reader sees it,
// with the way back to the source; nil if there is no such provision. Callers
// that clean many provisions make a [Tree] once and use its method.
func (a *Agreement) CleanText(id string) *Clean {
	t := NewTree(a)
	i := t.Find(id)
	if i < 0 {
		return nil
	}
	return t.CleanText(i)
}

// CleanSpans cleans the pieces of a's text in order, as if they were one.
// The spans must be in order and disjoint.
func (a *Agreement) CleanSpans(spans ...Span) *Clean {
	c := &Clean{}
	var b strings.Builder
	blank := Span{-1, -1} // white space seen since the last word
	newlines := 0
	word := func(s Span) { // a piece of text without white space, or with plain blanks inside
		if s.Len() <= 0 {
			return
		}
		if blank.Start >= 0 && b.Len() > 0 {
			if n := len(c.runs); blank.Len() != 1 || !c.goesOn(n-1, b.Len(), blank.Start) {
				c.runs = append(c.runs, cleanRun{b.Len(), blank})
			} else {
				c.runs[n-1].src.End = blank.End
			}
			b.WriteByte(' ')
			if newlines > 1 {
				c.Breaks = append(c.Breaks, b.Len())
			}
			if newlines > 0 {
				c.lines = append(c.lines, b.Len())
			}
		}
		blank, newlines = Span{-1, -1}, 0
		if n := len(c.runs); n > 0 && c.goesOn(n-1, b.Len(), s.Start) {
			c.runs[n-1].src.End = s.End
		} else {
			c.runs = append(c.runs, cleanRun{b.Len(), s})
		}
		b.WriteString(a.Text[s.Start:s.End])
	}
	space := func(s Span, lines int) {
		if blank.Start < 0 {
			blank.Start = s.Start
		}
		blank.End = s.End
		newlines += lines
	}
	for n, piece := range spans {
		if n > 0 {
			space(Span{piece.Start, piece.Start}, 2)
		}
		f := sort.Search(len(a.Furniture), func(k int) bool { return a.Furniture[k].Span.End > piece.Start })
		h := sort.Search(len(a.Hyphens), func(k int) bool { return a.Hyphens[k].Span.End > piece.Start })
		for pos := piece.Start; pos < piece.End; {
			for h < len(a.Hyphens) && (a.Hyphens[h].Span.Start < pos || a.Hyphens[h].Span.End > piece.End) {
				h++
			}
			if h < len(a.Hyphens) && a.Hyphens[h].Span.Start == pos {
				if a.Hyphens[h].Keep {
					_, w := utf8.DecodeRuneInString(a.Text[pos:])
					word(Span{pos, pos + w})
				}
				pos = a.Hyphens[h].Span.End
				continue
			}
			for f < len(a.Furniture) && a.Furniture[f].Span.End <= pos {
				f++
			}
			if f < len(a.Furniture) && a.Furniture[f].Span.Start <= pos {
				end := min(a.Furniture[f].Span.End, piece.End)
				if a.Furniture[f].Kind != Markup {
					space(Span{pos, end}, 0)
				}
				pos = end
				continue
			}
			stop := piece.End
			if f < len(a.Furniture) {
				stop = min(stop, a.Furniture[f].Span.Start)
			}
			if h < len(a.Hyphens) {
				stop = min(stop, a.Hyphens[h].Span.Start)
			}
			start := pos
			for pos < stop {
				if inWord(a.Text, pos, start, stop) {
					pos++
					continue
				}
				r, w := utf8.DecodeRuneInString(a.Text[pos:stop])
				if Invisible(r) && r != '\ufeff' {
					word(Span{start, pos})
					pos += w
					start = pos
					continue
				}
				if !foldable(r) {
					pos += w
					continue
				}
				word(Span{start, pos})
				lines := 0
				if r == '\n' {
					lines = 1
				}
				space(Span{pos, pos + w}, lines)
				pos += w
				start = pos
			}
			word(Span{start, pos})
		}
	}
	c.Text = b.String()
	return c
}

// inWord: the byte at pos is plain text that nothing is done with, as nearly all
// are: a character of ASCII, or one blank between two of them. start is where
// the piece of text began that it goes on.
func inWord(text string, pos, start, stop int) bool {
	switch b := text[pos]; {
	case b > ' ' && b < utf8.RuneSelf:
		return true
	case b == ' ':
		return pos > start && pos+1 < stop && text[pos+1] > ' ' && text[pos+1] < utf8.RuneSelf
	}
	return false
}

// goesOn: the last run, k, which ends at offset to of the clean text, has as many
// bytes there as in the source, and the source goes on at pos.
func (c *Clean) goesOn(k, to, pos int) bool {
	return k >= 0 && c.runs[k].src.End == pos && to-c.runs[k].at == c.runs[k].src.Len()
}

// foldable reports whether r is white space, or a byte order mark, which files
// that were put together have between their parts.
func foldable(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// Invisible reports whether r takes no room and stands for nothing that a reader
// sees: a place where a word may break (U+200B, the soft hyphen) or may not
// (U+2060), a joiner, a mark of direction, a byte order mark.
func Invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == '\u00ad', r == '\u034f', r == '\u061c', r == '\u180e', r == '\ufeff':
		return true
	case r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f':
		return true
	case r >= '\ufe00' && r <= '\ufe0f', r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return false
}
