package corpus

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// marked makes an agreement from a text in which "{h…}" is a running head,
// "{m…}" markup, "{-…}" a broken word whose hyphen goes and "{=…}" one whose
// hyphen stays (the braces stand around hyphen and white space); "|" parts the
// pieces to clean.
func marked(t *testing.T, s string) (*Agreement, []Span) {
	t.Helper()
	a := &Agreement{}
	var b strings.Builder
	var pieces []Span
	from, open, kind := 0, -1, byte(0)
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			open, kind = b.Len(), s[i+1]
			i++
		case '}':
			span := Span{open, b.Len()}
			switch kind {
			case 'h':
				a.Furniture = append(a.Furniture, Furniture{Header, span})
			case 'm':
				a.Furniture = append(a.Furniture, Furniture{Markup, span})
			case '-', '=':
				a.Hyphens = append(a.Hyphens, Hyphen{Span: span, Keep: kind == '='})
			default:
				require.Failf(t, "mark", "unknown mark %q in %q", kind, s)
			}
		case '|':
			pieces = append(pieces, Span{from, b.Len()})
			from = b.Len()
		default:
			b.WriteByte(s[i])
		}
	}
	a.Text = b.String()
	return a, append(pieces, Span{from, len(a.Text)})
}

func TestCleanSpans(t *testing.T) {
	tests := []struct {
		name, in, want string
		breaks         []int
	}{
		{"nothing", "", "", nil},
		{"white space only", " \n\t ", "", nil},
		{"white space folded", "  a \n b\t\tc  ", "a b c", nil},
		{"no-break space", "§\u00a0 4", "§ 4", nil},
		{"byte order mark", "\ufeffa b", "a b", nil},
		{"characters of no width", "over\u200btime \u2066pay\u2069 co\u00adop\u2060 \u200e5", "overtime pay coop 5", nil},
		{"a character of no width between words", "a \u200b b", "a b", nil},
		{"many bytes a character", "“é” –\n日本", "“é” – 日本", nil},
		{"empty line breaks", "one\n\ntwo", "one two", []int{4}},
		{"line end does not", "one\ntwo", "one two", nil},
		{"empty line with blanks breaks", "one\n   \ntwo", "one two", []int{4}},
		{"head cut out of a sentence", "the\n{hPage 9}\nemployee", "the employee", []int{4}},
		{"head cut out of a line", "the {hPage 9} employee", "the employee", nil},
		{"head without blanks around it parts words", "the{hPage 9}employee", "the employee", nil},
		{"head at the start", "{hPage 9}\n\nthe", "the", nil},
		{"head at the end", "the\n{hPage 9}", "the", nil},
		{"nothing but a head", "{hPage 9}", "", nil},
		{"markup leaves no gap", "{m**}Sec{m**}tion", "Section", nil},
		{"markup between words leaves their blank", "{m**}Section{m**} 4", "Section 4", nil},
		{"hyphen joined", "griev{--\n}ance", "grievance", nil},
		{"hyphen kept", "full{=-\n}time", "full-time", nil},
		{"soft hyphen joined", "griev{-\u00ad\n}ance", "grievance", nil},
		{"wide hyphen kept", "full{=\u2010\n}time", "full\u2010time", nil},
		{"hyphen over a head", "griev{--\n\nPage 9\n\n}ance", "grievance", nil},
		{"pieces part words and break", "one|two", "one two", []int{4}},
		{"pieces with blanks around", "one |\n two", "one two", []int{4}},
		{"an empty piece", "one||two", "one two", []int{4}},
		{"hyphen cut by a piece is left alone", "griev|-ance", "griev -ance", []int{6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, pieces := marked(t, tt.in)
			c := a.CleanSpans(pieces...)
			assert.Equal(t, tt.want, c.Text)
			assert.Equal(t, tt.breaks, c.Breaks)
			checkClean(t, a, pieces, c)
		})
	}
}

// A head inside a broken word is furniture and inside the hyphen's span.
func TestCleanHyphenAcrossFurniture(t *testing.T) {
	text := "griev-\nPage 9\nance of"
	at := strings.Index(text, "Page 9")
	a := &Agreement{Text: text, Furniture: []Furniture{{PageLabel, Span{at, at + 6}}}, Hyphens: []Hyphen{{Span: Span{5, strings.Index(text, "ance")}}}}
	c := a.CleanSpans(Span{0, len(text)})
	assert.Equal(t, "grievance of", c.Text)
	assert.Equal(t, Span{0, strings.Index(text, " of")}, c.Source(0, len("grievance")), "furniture between the ends lies inside")
	checkClean(t, a, []Span{{0, len(text)}}, c)
}

func TestCleanPartOfFurniture(t *testing.T) {
	a := &Agreement{Text: "one Page 9 two", Furniture: []Furniture{{Header, Span{4, 10}}}}
	assert.Equal(t, "one", a.CleanSpans(Span{0, 7}).Text, "a piece that ends inside furniture")
	assert.Equal(t, "two", a.CleanSpans(Span{7, 14}).Text, "a piece that starts inside furniture")
	assert.Empty(t, a.CleanSpans(Span{5, 8}).Text, "a piece inside furniture")
}

func TestCleanSource(t *testing.T) {
	//                0         1          2         3
	//                0123456789012345 6 78901234567890
	a := &Agreement{Text: "The full-\ntime  \n\nPage 9\nemployee é."}
	head := strings.Index(a.Text, "Page 9")
	a.Furniture = []Furniture{{PageLabel, Span{head, head + 6}}}
	a.Hyphens = []Hyphen{{Span: Span{8, 10}, Keep: true}}
	c := a.CleanSpans(Span{0, len(a.Text)})
	require.Equal(t, "The full-time employee é.", c.Text)
	tests := []struct {
		words string
		want  string // of the source
	}{
		{"The", "The"},
		{"The ", "The "},
		{"full-time", "full-\ntime"},
		{"full-", "full-"},
		{"time", "time"},
		{"time employee", "time  \n\nPage 9\nemployee"},
		{" ", " "},
		{"é", "é"},
		{"employee é.", "employee é."},
		{"The full-time employee é.", a.Text},
	}
	for _, tt := range tests {
		at := strings.Index(c.Text, tt.words)
		require.GreaterOrEqual(t, at, 0, tt.words)
		s := c.Source(at, at+len(tt.words))
		assert.Equal(t, tt.want, a.Text[s.Start:s.End], "source of %q", tt.words)
	}
	assert.Equal(t, Span{0, 0}, c.Source(0, 0))
	assert.Equal(t, Span{len(a.Text), len(a.Text)}, c.Source(len(c.Text), len(c.Text)))
	empty := a.CleanSpans()
	assert.Equal(t, Span{}, empty.Source(0, 0))
	assert.Equal(t, 0, empty.Offset(7))
}

func TestCleanOffset(t *testing.T) {
	text := "Head\nThe  em-\nployee"
	a := &Agreement{Text: text, Furniture: []Furniture{{Header, Span{0, 4}}}, Hyphens: []Hyphen{{Span: Span{12, 14}}}}
	c := a.CleanSpans(Span{0, len(text)})
	require.Equal(t, "The employee", c.Text)
	for _, tt := range []struct {
		name      string
		pos, want int
	}{
		{"in furniture", 2, 0},
		{"first byte", 5, 0},
		{"inside a word", 7, 2},
		{"a folded blank", 8, 3},
		{"its second byte", 9, 3},
		{"after it", 10, 4},
		{"the hyphen that is gone", 12, 6},
		{"the second half", 14, 6},
		{"last byte", len(text) - 1, 11},
		{"past the end", len(text), 12},
	} {
		assert.Equal(t, tt.want, c.Offset(tt.pos), tt.name)
	}
}

// checkClean holds what is true of every Clean: white space folded, every run of
// words maps back to the same bytes of the source, Offset undoes Source, nothing
// of the source that is neither white space, furniture nor hyphen is missing.
func checkClean(t *testing.T, a *Agreement, pieces []Span, c *Clean) {
	t.Helper()
	require.NotContains(t, c.Text, "  ")
	require.Equal(t, strings.TrimSpace(c.Text), c.Text)
	for _, b := range c.Breaks {
		require.True(t, b > 0 && b < len(c.Text) && c.Text[b-1] == ' ', "break %d in %q", b, c.Text)
	}
	last := -1
	for i, r := range c.Text {
		w := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, w = utf8.DecodeRuneInString(c.Text[i:])
		}
		s := c.Source(i, i+w)
		require.GreaterOrEqual(t, s.Start, last, "the way back runs backwards at %d of %q", i, c.Text)
		last = s.End
		if r == ' ' {
			continue
		}
		require.Equal(t, c.Text[i:i+w], a.Text[s.Start:s.End], "byte %d of %q", i, c.Text)
		require.Equal(t, i, c.Offset(s.Start), "Offset of source byte %d", s.Start)
	}
	require.Equal(t, ink(a, pieces), strings.ReplaceAll(c.Text, " ", ""))
}

// ink is what a clean text must hold, byte by byte and the slow way.
func ink(a *Agreement, pieces []Span) string {
	drop, kept := make([]bool, len(a.Text)), make([]bool, len(a.Text))
	for _, f := range a.Furniture {
		for i := f.Span.Start; i < f.Span.End; i++ {
			drop[i] = true
		}
	}
	for _, h := range a.Hyphens {
		whole := false
		for _, p := range pieces {
			whole = whole || p.Contains(h.Span)
		}
		if !whole {
			continue
		}
		for i := h.Span.Start; i < h.Span.End; i++ {
			drop[i] = true
		}
		if h.Keep {
			_, w := utf8.DecodeRuneInString(a.Text[h.Span.Start:])
			for i := range w {
				drop[h.Span.Start+i], kept[h.Span.Start+i] = false, true
			}
		}
	}
	var b strings.Builder
	for _, p := range pieces {
		for i := p.Start; i < p.End; {
			r, w := utf8.DecodeRuneInString(a.Text[i:p.End])
			if !drop[i] && !unicode.IsSpace(r) && (kept[i] || !Invisible(r)) {
				b.WriteString(a.Text[i : i+w])
			}
			i += w
		}
	}
	return b.String()
}

// FuzzClean cuts a text into pieces, furniture and hyphens by the fuzzer's
// choice, all on rune boundaries and in order, and holds checkClean.
func FuzzClean(f *testing.F) {
	f.Add("The griev-\nance  of\n\nPage 9\nthe full-\ntime “employee” é.", []byte{9, 1, 30, 0, 6, 2})
	f.Add("a b", []byte{})
	f.Add("\ufeff**A.** x\u00a0-\u00ad\ny", []byte{1, 2, 3, 4, 5, 6, 7, 8})
	f.Fuzz(func(t *testing.T, text string, cuts []byte) {
		if !utf8.ValidString(text) {
			t.Skip("the text of an agreement is UTF-8")
		}
		a := &Agreement{Text: text}
		pos := 0
		step := func(n byte) int { // n characters on
			for ; n > 0 && pos < len(text); n-- {
				_, w := utf8.DecodeRuneInString(text[pos:])
				pos += w
			}
			return pos
		}
		var pieces []Span
		from := 0
		for i := 0; i+1 < len(cuts); i += 2 {
			start := step(cuts[i] / 4)
			end := step(cuts[i+1] % 16)
			switch cuts[i] % 4 {
			case 0:
				if end > start {
					a.Furniture = append(a.Furniture, Furniture{Header, Span{start, end}})
				}
			case 1:
				if end > start {
					a.Furniture = append(a.Furniture, Furniture{Markup, Span{start, end}})
				}
			case 2:
				// The form that layout gives: a hyphen, then white space.
				if k := strings.IndexAny(text[pos:], "-\u00ad"); k >= 0 {
					h := Span{pos + k, pos + k}
					_, w := utf8.DecodeRuneInString(text[h.Start:])
					h.End += w
					for h.End < len(text) {
						r, w := utf8.DecodeRuneInString(text[h.End:])
						if !unicode.IsSpace(r) {
							break
						}
						h.End += w
					}
					a.Hyphens = append(a.Hyphens, Hyphen{Span: h, Keep: cuts[i+1]%2 == 0})
					pos = h.End
				}
			case 3:
				pieces = append(pieces, Span{from, start})
				from = start
			}
		}
		pieces = append(pieces, Span{from, len(text)})
		checkClean(t, a, pieces, a.CleanSpans(pieces...))
	})
}
