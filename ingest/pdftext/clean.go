package pdftext

import (
	"bytes"
	"fmt"
)

// sound: the source of an object (less a stream's data) is what the library
// reads without a complaint: brackets that match, keys that are names with one
// value each, known words only. The library gives up a whole object for one bad
// byte in it, and with it all pages that need it.
func sound(src []byte) bool {
	c := cleaner{src: src}
	c.value(0)
	for !c.bad && c.skip() {
		// The word endobj, or what the scan cut off, may follow.
		c.bad = !bytes.HasPrefix(src[c.pos:], []byte("endobj"))
		break
	}
	return !c.bad
}

// clean writes the source of an object anew: what is no value is left out, what
// is not closed is closed, and a name that is one bit off a known one is that
// name. A reference with a damaged number is null.
func clean(src []byte) []byte {
	c := cleaner{src: src, write: true}
	c.value(0)
	return c.out
}

// A cleaner reads the source of an object, either to see whether it is sound or
// to write it anew.
type cleaner struct {
	src   []byte
	pos   int
	bad   bool
	write bool
	out   []byte
}

// skip passes over white space and comments; false at the end.
func (c *cleaner) skip() bool {
	for c.pos < len(c.src) {
		switch b := c.src[c.pos]; {
		case space(b):
			c.pos++
		case b == '%':
			for c.pos < len(c.src) && c.src[c.pos] != '\n' && c.src[c.pos] != '\r' {
				c.pos++
			}
		default:
			return true
		}
	}
	return false
}

// put writes a token.
func (c *cleaner) put(s []byte) {
	if !c.write {
		return
	}
	if n := len(c.out); n > 0 && regular(c.out[n-1]) && len(s) > 0 && regular(s[0]) {
		c.out = append(c.out, ' ')
	}
	c.out = append(c.out, s...)
}

// value reads one value; false where there is none, and nothing was written.
func (c *cleaner) value(depth int) bool {
	for c.skip() {
		if c.bad && !c.write {
			return false
		}
		rest := c.src[c.pos:]
		switch b := rest[0]; {
		case b == '<' && len(rest) > 1 && rest[1] == '<':
			c.pos += 2
			if depth > 64 { // deeper than any file has it; the library bounds it, too
				c.bad = true
				return false
			}
			c.dict(depth)
			return true
		case b == '[':
			c.pos++
			if depth > 64 {
				c.bad = true
				return false
			}
			c.array(depth)
			return true
		case b == '(':
			l := lexer{b: c.src, pos: c.pos + 1}
			s := l.literal()
			c.bad = c.bad || l.pos > len(c.src) || c.src[l.pos-1] != ')'
			if c.write && c.src[l.pos-1] != ')' {
				c.put(fmt.Appendf(nil, "<%x>", s))
			} else {
				c.put(c.src[c.pos:l.pos])
			}
			c.pos = l.pos
			return true
		case b == '<':
			end := bytes.IndexByte(rest, '>')
			for i := 1; end > 0 && i < end; i++ {
				if _, ok := hexDigit(rest[i]); !ok && !space(rest[i]) {
					end = -1
				}
			}
			if end < 0 {
				c.bad = true
				c.pos++
				continue
			}
			c.put(rest[:end+1])
			c.pos += end + 1
			return true
		case b == '/':
			c.name()
			return true
		case b == '>' || b == ']':
			return false // the caller's
		case !regular(b):
			c.bad = true
			c.pos++
		default:
			if c.word() {
				return true
			}
		}
	}
	return false
}

// dict reads entries up to the end of the dictionary, behind its opening.
func (c *cleaner) dict(depth int) {
	c.put([]byte("<<"))
	for c.skip() {
		if c.bad && !c.write {
			return
		}
		rest := c.src[c.pos:]
		switch {
		case rest[0] == '>':
			if len(rest) < 2 || rest[1] != '>' {
				c.bad = true
			}
			c.pos += min(len(rest), 2)
			c.put([]byte(">>"))
			return
		case rest[0] != '/': // no key
			c.bad = true
			from, out := c.pos, c.out
			if !c.value(depth + 1) {
				c.pos = max(c.pos, from+1)
			}
			c.out = out
		default:
			key := len(c.out)
			c.name()
			if !c.value(depth + 1) {
				c.bad = true
				c.out = c.out[:min(key, len(c.out))]
			}
		}
	}
	c.bad = true
	c.put([]byte(">>"))
}

// array reads elements up to the end of the array, behind its opening.
func (c *cleaner) array(depth int) {
	c.put([]byte("["))
	numbers := true
	for c.skip() {
		if c.bad && !c.write {
			return
		}
		if c.src[c.pos] == ']' {
			c.pos++
			c.put([]byte("]"))
			return
		}
		if c.src[c.pos] == '>' {
			c.bad = true
			if c.pos+1 < len(c.src) && c.src[c.pos+1] == '>' {
				break // the dictionary around it ends
			}
			c.pos++
			continue
		}
		// A box that is not closed ends where the next key of a page stands.
		if c.src[c.pos] == '/' && c.bad && numbers && isKey(c.src[c.pos+1:]) {
			break
		}
		numbers = numbers && c.src[c.pos] != '/' && c.src[c.pos] != '<'
		c.value(depth + 1)
	}
	c.bad = true
	c.put([]byte("]"))
}

// name reads a name.
func (c *cleaner) name() {
	from := c.pos
	c.pos++
	for c.pos < len(c.src) && regular(c.src[c.pos]) {
		c.pos++
	}
	n := c.src[from+1 : c.pos]
	if meant := meantName(n); meant != "" {
		c.bad = true
		c.put([]byte("/" + meant))
		return
	}
	c.put(c.src[from:c.pos])
}

// word reads a number, a reference or one of the words that stand for a value.
func (c *cleaner) word() bool {
	from := c.pos
	for c.pos < len(c.src) && regular(c.src[c.pos]) {
		c.pos++
	}
	w := c.src[from:c.pos]
	if number(w) {
		if ref, end := reference(c.src, from); ref {
			c.pos = end
			c.put(c.src[from:end])
			return true
		}
		if end, ok := hitBehind(c.src, c.pos); ok {
			c.bad = true
			c.pos = end
			c.put(fmt.Appendf(nil, "%s 0 R", w))
			return true
		}
		c.put(w)
		return true
	}
	switch string(w) {
	case "true", "false", "null":
		c.put(w)
		return true
	case "endobj", "endstream", "stream":
		c.bad = c.bad || string(w) != "endobj"
		c.pos = len(c.src)
		return false
	}
	c.bad = true
	if num, end, ok := hitBetween(c.src, from, c.pos); ok {
		c.pos = end
		c.put(fmt.Appendf(nil, "%s 0 R", num))
		return true
	}
	// "792Y": the bracket behind a number was hit.
	if _, ref := lostReference(c.src, from); !ref && len(w) > 1 && number(w[:len(w)-1]) {
		c.put(w[:len(w)-1])
		return true
	}
	// "3x 0 R": which object is meant is not known.
	if end, ok := lostReference(c.src, from); ok {
		c.pos = end
		c.put([]byte("null"))
		return true
	}
	return false
}

func number(w []byte) bool {
	digits := false
	for i, b := range w {
		switch {
		case b >= '0' && b <= '9':
			digits = true
		case b == '.' || (b == '-' || b == '+') && i == 0:
		default:
			return false
		}
	}
	return digits && bytes.Count(w, []byte(".")) < 2
}

// reference reads "5 0 R" at b[i:].
func reference(b []byte, i int) (ok bool, end int) {
	_, j, ok := integer(b, i)
	if !ok || j >= len(b) || !space(b[j]) {
		return false, 0
	}
	_, k, ok := integer(b, j)
	if !ok || k >= len(b) || !space(b[k]) {
		return false, 0
	}
	for k < len(b) && space(b[k]) {
		k++
	}
	return k < len(b) && b[k] == 'R' && (k+1 == len(b) || !regular(b[k+1])), k + 1
}

// hitBehind: "0?R" follows, which was the rest of a reference until a bit of the
// blank between the two was turned.
func hitBehind(b []byte, i int) (end int, ok bool) {
	for i < len(b) && space(b[i]) {
		i++
	}
	end = i + 3
	return end, end <= len(b) && b[i] == '0' && b[i+2] == 'R' && !space(b[i+1]) && (end == len(b) || !regular(b[end]))
}

// hitBetween: the word b[from:to] is a number and a 0 whose blank was hit, and an
// R follows.
func hitBetween(b []byte, from, to int) (num []byte, end int, ok bool) {
	w := b[from:to]
	if len(w) < 3 || w[len(w)-1] != '0' || !number(w[:len(w)-2]) {
		return nil, 0, false
	}
	for to < len(b) && space(b[to]) {
		to++
	}
	return w[:len(w)-2], to + 1, to < len(b) && b[to] == 'R' && (to+1 == len(b) || !regular(b[to+1]))
}

// lostReference: the damaged word at b[i:] is followed by "0 R", as in a
// reference whose number was hit.
func lostReference(b []byte, i int) (end int, ok bool) {
	for i < len(b) && regular(b[i]) {
		i++
	}
	gen, k, ok := integer(b, i)
	if !ok || gen > 65535 {
		return 0, false
	}
	for k < len(b) && space(b[k]) {
		k++
	}
	return k + 1, k < len(b) && b[k] == 'R' && (k+1 == len(b) || !regular(b[k+1]))
}
