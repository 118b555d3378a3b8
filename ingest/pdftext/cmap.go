package pdftext

import (
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// maxMapped bounds the codes that one character map may name: every code of
// two bytes, twice.
const maxMapped = 1 << 17

// A charmap is a character map: which byte sequences are codes, and what each
// code stands for (text, or the number of a glyph).
type charmap struct {
	spaces [5][]codeRange // by length in bytes
	text   map[uint32]string
	runs   []textRange
	cids   []cidRange
}

// A textRange gives consecutive characters to consecutive codes. It is kept as
// it is written: maps that name all codes of two bytes are common.
type textRange struct {
	lo, hi uint32
	before string // what stands before the last character, which counts up
	first  rune
}

type codeRange struct{ lo, hi uint32 }

type cidRange struct {
	lo, hi uint32
	cid    int
}

// readCharmap reads a ToUnicode or an Encoding map.
func readCharmap(src []byte) *charmap {
	m := &charmap{text: map[uint32]string{}}
	l := lexer{b: src}
	var args []operand
	for {
		o, ok := l.next()
		if !ok {
			break
		}
		if o.kind != isOperator {
			if len(args) < 4096 {
				args = append(args, o)
			}
			continue
		}
		switch string(o.str) {
		case "endcodespacerange":
			for i := 0; i+1 < len(args); i += 2 {
				if n := len(args[i].str); n >= 1 && n <= 4 {
					m.spaces[n] = append(m.spaces[n], codeRange{code(args[i].str), code(args[i+1].str)})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.set(code(args[i].str), target(args[i+1]))
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.setRange(code(args[i].str), code(args[i+1].str), args[i+2])
			}
		case "endcidrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.cids = append(m.cids, cidRange{code(args[i].str), code(args[i+1].str), int(args[i+2].num)})
			}
		case "endcidchar":
			for i := 0; i+1 < len(args); i += 2 {
				c := code(args[i].str)
				m.cids = append(m.cids, cidRange{c, c, int(args[i+1].num)})
			}
		}
		args = args[:0]
		l.reset()
	}
	sort.SliceStable(m.cids, func(i, j int) bool { return m.cids[i].lo < m.cids[j].lo })
	return m
}

func (m *charmap) set(c uint32, s string) {
	// A map that gives nothing, or the character 0, does not know.
	if r, _ := utf8.DecodeRuneInString(s); s != "" && r != 0 && r != utf8.RuneError && len(m.text) < maxMapped {
		m.text[c] = s
	}
}

func (m *charmap) setRange(lo, hi uint32, to operand) {
	if hi < lo || hi-lo > 0xffff {
		return
	}
	if to.kind == isArray {
		for k := range min(len(to.arr), int(hi-lo)+1) {
			m.set(lo+uint32(k), target(to.arr[k]))
		}
		return
	}
	first := []rune(target(to))
	if n := len(first); n > 0 && len(m.runs) < maxMapped {
		m.runs = append(m.runs, textRange{lo, hi, string(first[:n-1]), first[n-1]})
	}
}

// textOf is what a code stands for; "" if the map does not say.
func (m *charmap) textOf(c uint32) string {
	if s, ok := m.text[c]; ok {
		return s
	}
	s := ""
	for i := range m.runs {
		r := &m.runs[i]
		if c < r.lo || c > r.hi {
			continue
		}
		if last := r.first + rune(c-r.lo); last != 0 && utf8.ValidRune(last) {
			s = r.before + string(last)
		}
		break
	}
	// Looked for once only: a text uses few codes and each often.
	if len(m.text) < maxMapped {
		m.text[c] = s
	}
	return s
}

// code is the number that the bytes of a code stand for.
func code(b []byte) uint32 {
	v := uint32(0)
	for _, c := range b[:min(len(b), 4)] {
		v = v<<8 | uint32(c)
	}
	return v
}

// target is the text that a map gives for a code: UTF-16, high byte first. Maps
// that give one byte mean that character.
func target(o operand) string {
	if o.kind == isName && len(o.str) == 1 {
		return string(o.str)
	}
	if o.kind != isString || len(o.str) == 0 || len(o.str) > 64 {
		return ""
	}
	if len(o.str) == 1 {
		return string(rune(o.str[0]))
	}
	return utf16Text(o.str)
}

func utf16Text(b []byte) string {
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(u))
}

// next takes one code off s; n is its length in bytes.
func (m *charmap) next(s []byte) (c uint32, n int) {
	v := uint32(0)
	for n = 1; n <= 4 && n <= len(s); n++ {
		v = v<<8 | uint32(s[n-1])
		for _, r := range m.spaces[n] {
			if inSpace(v, r, n) {
				return v, n
			}
		}
	}
	n = min(2, len(s))
	return code(s[:n]), n
}

// inSpace: each byte of v lies between those of the range's ends.
func inSpace(v uint32, r codeRange, n int) bool {
	for k := range n {
		b, lo, hi := byte(v>>(8*k)), byte(r.lo>>(8*k)), byte(r.hi>>(8*k))
		if b < lo || b > hi {
			return false
		}
	}
	return true
}

// cid is the number of the glyph that a code selects.
func (m *charmap) cid(c uint32) int {
	k := sort.Search(len(m.cids), func(k int) bool { return m.cids[k].lo > c }) - 1
	if k >= 0 && c <= m.cids[k].hi {
		return m.cids[k].cid + int(c-m.cids[k].lo)
	}
	return int(c)
}
