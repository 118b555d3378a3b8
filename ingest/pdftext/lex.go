package pdftext

import "strconv"

// The kinds of operands.
const (
	isNone = iota
	isNumber
	isString
	isName
	isArray
	isDict // arr holds keys and values in turn
	isOperator
)

// An operand is one token of a content stream or of a character map.
type operand struct {
	kind byte
	num  float64
	str  []byte // string, name without its slash, operator
	arr  []operand
}

// maxNesting bounds arrays and dictionaries inside each other, maxParts what one
// of them holds in all; the text of a whole page in one array has 10,000 parts.
const (
	maxNesting = 24
	maxParts   = 1 << 17
)

// A lexer reads the tokens of a content stream. Unlike the library's, it never
// fails: what is no token is passed over, since a page with one bad byte still
// has its words.
type lexer struct {
	b     []byte
	pos   int
	parts int // of the token that is being read

	// What the tokens since the last reset are made of, so that reading the
	// strings of a page does not allocate each.
	list0 []operand
	buf   []byte
}

// reset gives up the tokens read so far.
func (l *lexer) reset() { l.list0, l.buf = l.list0[:0], l.buf[:0] }

// next reads a token; ok is false at the end. Arrays and dictionaries come
// whole.
func (l *lexer) next() (operand, bool) {
	l.parts = 0
	return l.read(0)
}

func (l *lexer) read(depth int) (operand, bool) {
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		switch {
		case space(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
			return l.number(), true
		case c == '(':
			l.pos++
			return operand{kind: isString, str: l.literal()}, true
		case c == '/':
			l.pos++
			return operand{kind: isName, str: l.name()}, true
		case c == '<':
			l.pos++
			if l.pos < len(l.b) && l.b[l.pos] == '<' {
				l.pos++
				return operand{kind: isDict, arr: l.list(depth)}, true
			}
			return operand{kind: isString, str: l.hex()}, true
		case c == '[':
			l.pos++
			return operand{kind: isArray, arr: l.list(depth)}, true
		case c == ']':
			l.pos++
			if depth > 0 {
				return operand{}, false
			}
		case c == '>':
			l.pos++
			if l.pos < len(l.b) && l.b[l.pos] == '>' {
				l.pos++
				if depth > 0 {
					return operand{}, false
				}
			}
		case c == ')' || c == '{' || c == '}':
			l.pos++
		default:
			from := l.pos
			for l.pos < len(l.b) && regular(l.b[l.pos]) {
				l.pos++
			}
			return operand{kind: isOperator, str: l.b[from:l.pos]}, true
		}
	}
	return operand{}, false
}

// list reads tokens up to the closing bracket.
func (l *lexer) list(depth int) []operand {
	if depth >= maxNesting {
		return nil
	}
	if depth == 0 { // what is inside lists of their own stands elsewhere
		from := len(l.list0)
		for {
			o, ok := l.read(1)
			if !ok {
				return l.list0[from:len(l.list0):len(l.list0)]
			}
			if l.parts++; l.parts <= maxParts {
				l.list0 = append(l.list0, o)
			}
		}
	}
	var out []operand
	for {
		o, ok := l.read(depth + 1)
		if !ok {
			return out
		}
		if l.parts++; l.parts <= maxParts {
			out = append(out, o)
		}
	}
}

// number reads a number; what follows digits without a break is passed over
// ("1.2.3", "5-3"), as other readers do.
func (l *lexer) number() operand {
	from := l.pos
	neg := false
	for l.pos < len(l.b) && (l.b[l.pos] == '-' || l.b[l.pos] == '+') {
		neg = neg || l.b[l.pos] == '-'
		l.pos++
	}
	v, scale, digits := 0.0, 0.0, 0
	for ; l.pos < len(l.b); l.pos++ {
		c := l.b[l.pos]
		if c >= '0' && c <= '9' {
			digits++
			if scale > 0 {
				v += float64(c-'0') * scale
				scale /= 10
			} else {
				v = v*10 + float64(c-'0')
			}
		} else if c == '.' && scale == 0 {
			scale = 0.1
		} else {
			break
		}
	}
	if digits > 0 && l.pos < len(l.b) && (l.b[l.pos] == 'e' || l.b[l.pos] == 'E') {
		to := l.pos + 1
		for to < len(l.b) && regular(l.b[to]) {
			to++
		}
		if f, err := strconv.ParseFloat(string(l.b[from:to]), 64); err == nil {
			l.pos = to
			return operand{kind: isNumber, num: f}
		}
	}
	// "12Tj" is a number and an operator; "12.3.4" one number.
	for l.pos < len(l.b) && (l.b[l.pos] == '.' || l.b[l.pos] == '-' || l.b[l.pos] >= '0' && l.b[l.pos] <= '9') {
		l.pos++
	}
	if neg {
		v = -v
	}
	return operand{kind: isNumber, num: v}
}

// literal reads a string up to its closing bracket. Without escapes it is a
// piece of the source.
func (l *lexer) literal() []byte {
	from, depth := l.pos, 1
	for i := from; i < len(l.b); i++ {
		switch l.b[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos = i + 1
				return l.b[from:i]
			}
		case '\\', '\r':
			return l.escaped(from, i, depth)
		}
	}
	l.pos = len(l.b)
	return l.b[from:]
}

// escaped reads on a string whose first escape stands at i.
func (l *lexer) escaped(from, i, depth int) []byte {
	start := len(l.buf)
	out := append(l.buf, l.b[from:i]...)
	defer func() { l.buf = out }()
	for ; i < len(l.b); i++ {
		c := l.b[i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos = i + 1
				return out[start:len(out):len(out)]
			}
		case '\r': // a line end of any kind is one line feed
			if i+1 < len(l.b) && l.b[i+1] == '\n' {
				i++
			}
			c = '\n'
		case '\\':
			if i++; i >= len(l.b) {
				l.pos = len(l.b)
				return out[start:len(out):len(out)]
			}
			c = l.b[i]
			switch c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\n':
				continue
			case '\r':
				if i+1 < len(l.b) && l.b[i+1] == '\n' {
					i++
				}
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				v := int(c - '0')
				for k := 0; k < 2 && i+1 < len(l.b) && l.b[i+1] >= '0' && l.b[i+1] <= '7'; k++ {
					i++
					v = v*8 + int(l.b[i]-'0')
				}
				c = byte(v)
			}
		}
		out = append(out, c)
	}
	l.pos = len(l.b)
	return out[start:len(out):len(out)]
}

// hex reads a string in hexadecimal; an odd last digit stands for its high half.
func (l *lexer) hex() []byte {
	start, out := len(l.buf), l.buf
	half, v := false, byte(0)
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d, ok := hexDigit(c)
		if !ok {
			continue
		}
		if half {
			out = append(out, v<<4|d)
		} else {
			v = d
		}
		half = !half
	}
	if half {
		out = append(out, v<<4)
	}
	l.buf = out
	return out[start:len(out):len(out)]
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// name reads a name behind its slash.
func (l *lexer) name() []byte {
	from := l.pos
	for l.pos < len(l.b) && regular(l.b[l.pos]) {
		l.pos++
	}
	raw := l.b[from:l.pos]
	for i, c := range raw {
		if c == '#' {
			return unescapeName(raw, i)
		}
	}
	return raw
}

func unescapeName(raw []byte, i int) []byte {
	out := append([]byte{}, raw[:i]...)
	for ; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			a, ok := hexDigit(raw[i+1])
			b, ok2 := hexDigit(raw[i+2])
			if ok && ok2 {
				out = append(out, a<<4|b)
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return out
}

// skipImage passes over the data of an inline image, behind the operator ID: up
// to an EI that stands alone and is followed by something that reads as
// content, not by more image.
func (l *lexer) skipImage() {
	for i := l.pos; i+2 <= len(l.b); i++ {
		if l.b[i] != 'E' || l.b[i+1] != 'I' || i == 0 || !space(l.b[i-1]) || i+2 < len(l.b) && !space(l.b[i+2]) {
			continue
		}
		text := true
		for _, c := range l.b[i+2 : min(i+24, len(l.b))] {
			if c >= 0x80 || c < 0x20 && !space(c) {
				text = false
			}
		}
		if text {
			l.pos = i + 2
			return
		}
	}
	l.pos = len(l.b)
}
