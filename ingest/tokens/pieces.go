package tokens

import (
	"unicode"
	"unicode/utf8"
)

// piece is the length in bytes of the first piece of s, which is not empty and
// is valid UTF-8. It is the first match of the published pattern
//
//	(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
//
// written out, since an engine for patterns with a look ahead takes most of the
// time of counting. Every text has such a first match; a test holds this to
// tiktoken-go's own reading of the pattern.
func piece(s string) int {
	if n := contraction(s); n > 0 {
		return n
	}
	first, w := classAt(s, 0)
	if first == letter {
		return skip(s, w, letter)
	}
	next, _ := classAt(s, w)
	switch {
	case next == letter && first != number && s[0] != '\r' && s[0] != '\n':
		return skip(s, w, letter)
	case first == number:
		end := w
		for range 2 {
			c, w := classAt(s, end)
			if c != number {
				break
			}
			end += w
		}
		return end
	case first == mark, s[0] == ' ' && next == mark:
		end := skip(s, w, mark)
		for end < len(s) && (s[end] == '\r' || s[end] == '\n') {
			end++
		}
		return end
	}
	return blanks(s)
}

// blanks is the length of the first piece of s, which opens with white space
// that no word or mark takes along: up to its last line end; without one, all
// of it at the end of the text, and all but its last character, which goes with
// what follows, anywhere else.
func blanks(s string) int {
	lines, last, end := 0, 0, 0
	for end < len(s) {
		c, w := classAt(s, end)
		if c != white {
			break
		}
		last = end
		if end += w; s[last] == '\r' || s[last] == '\n' {
			lines = end
		}
	}
	switch {
	case lines > 0:
		return lines
	case end < len(s) && last > 0:
		return last
	}
	return end
}

// contraction is the length of one that s opens with, or 0: 's, 't, 're, 've,
// 'm, 'll, 'd, in any case.
func contraction(s string) int {
	if len(s) < 2 || s[0] != '\'' {
		return 0
	}
	switch s[1] | 0x20 {
	case 's', 't', 'm', 'd':
		return 2
	}
	if len(s) > 2 {
		switch [2]byte{s[1] | 0x20, s[2] | 0x20} {
		case [2]byte{'r', 'e'}, [2]byte{'v', 'e'}, [2]byte{'l', 'l'}:
			return 3
		}
	}
	return 0
}

// The classes that the pattern tells apart.
const (
	none   = iota // past the end
	letter        // \p{L}
	number        // \p{N}
	white         // \s
	mark          // all else
)

// skip is where the run of that class ends which goes on at s[i:].
func skip(s string, i int, class uint8) int {
	for i < len(s) {
		c, w := classAt(s, i)
		if c != class {
			break
		}
		i += w
	}
	return i
}

// classAt is the class of the character at s[i:] and its length in bytes.
func classAt(s string, i int) (class uint8, width int) {
	if i >= len(s) {
		return none, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			return letter, 1
		case c >= '0' && c <= '9':
			return number, 1
		case c == ' ' || c >= '\t' && c <= '\r':
			return white, 1
		}
		return mark, 1
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsLetter(r):
		return letter, w
	case unicode.IsNumber(r):
		return number, w
	case unicode.IsSpace(r):
		return white, w
	}
	return mark, w
}
