package source

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Bounds of one tree of elements. A paragraph of a word processor has some
// fifty elements and nests them ten deep; tables in tables and text boxes, some
// sixty.
const (
	maxElements = 2_000_000
	maxDepth    = 400
)

// An element is an XML element, or a piece of text if it has no name.
type element struct {
	name  string // with the usual prefix of its namespace: "w:p"
	attrs []xml.Attr
	kids  []*element
	text  string
}

// prefixOf is the usual prefix of the namespaces that are read, whatever prefix
// the file gives them. Transitional and strict WordprocessingML differ in theirs.
func prefixOf(space string) string {
	switch {
	case strings.Contains(space, "/wordprocessingml"):
		return "w:"
	case strings.HasSuffix(space, "/math"):
		return "m:"
	case strings.Contains(space, "markup-compatibility"):
		return "mc:"
	case strings.Contains(space, "opendocument:xmlns:text"):
		return "text:"
	case strings.Contains(space, "opendocument:xmlns:table"):
		return "table:"
	case strings.Contains(space, "opendocument:xmlns:style"):
		return "style:"
	case strings.Contains(space, "opendocument:xmlns:office"):
		return "office:"
	case strings.Contains(space, "opendocument:xmlns:drawing"):
		return "draw:"
	case strings.Contains(space, "xsl-fo-compatible"):
		return "fo:"
	case strings.HasSuffix(space, "/relationships"):
		return "r:"
	}
	return "?:"
}

// attr is the value of the attribute with that local name, one of relations
// apart; empty if there is none.
func (e *element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local && !strings.HasSuffix(a.Name.Space, "/relationships") {
			return a.Value
		}
	}
	return ""
}

func (e *element) hasAttr(local string) bool {
	for _, a := range e.attrs {
		if a.Name.Local == local {
			return true
		}
	}
	return false
}

// relation is the id of the relation that the element names.
func (e *element) relation() string {
	for _, a := range e.attrs {
		if a.Name.Local == "id" && strings.HasSuffix(a.Name.Space, "/relationships") {
			return a.Value
		}
	}
	return ""
}

// child is the first child of that name, or nil. It may be asked of nil.
func (e *element) child(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// value is the attribute "val" of the child of that name; ok is false if there
// is no such child.
func (e *element) value(name string) (string, bool) {
	k := e.child(name)
	if k == nil {
		return "", false
	}
	return k.attr("val"), true
}

// number is the value of the child of that name as a number, or def.
func (e *element) number(name string, def int) int {
	s, _ := e.value(name)
	return atoi(s, def)
}

func atoi(s string, def int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < -1<<30 || n > 1<<30 {
		return def
	}
	return n
}

// find is the first descendant of that name, or nil.
func (e *element) find(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// words is the text of e and all that is below it.
func (e *element) words() string {
	if e.name == "" {
		return e.text
	}
	var b strings.Builder
	for _, k := range e.kids {
		b.WriteString(k.words())
	}
	return b.String()
}

func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") { // it could be read, so that it is none, or no longer one
			return r, nil
		}
		return charset.NewReaderLabel(label, r)
	}
	d.Strict = false // stray entities and attributes lose no paragraph
	return d
}

// asUTF8 is r in UTF-8 where a mark at its beginning says that it is UTF-16, of
// which a decoder of XML could not even read the line that says so.
func asUTF8(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	head, _ := b.Peek(2)
	if string(head) != "\xff\xfe" && string(head) != "\xfe\xff" {
		return b
	}
	return transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder())
}

// readXML reads a whole document as a tree.
func readXML(r io.Reader) (*element, error) {
	d := newDecoder(r)
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("it has no element")
		}
		if err != nil {
			return nil, err
		}
		if s, ok := t.(xml.StartElement); ok {
			e, err := readElement(d, s)
			return e, err
		}
	}
}

// readElement reads what s opens, up to its end. With an error comes what was
// read before.
func readElement(d *xml.Decoder, s xml.StartElement) (*element, error) {
	open := func(s xml.StartElement) *element {
		e := &element{name: prefixOf(s.Name.Space) + s.Name.Local}
		if len(s.Attr) > 0 {
			e.attrs = append(e.attrs, s.Attr...)
		}
		return e
	}
	root := open(s)
	stack := []*element{root}
	n := 1
	for len(stack) > 0 {
		t, err := d.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return root, err
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if n++; n > maxElements {
				return root, fmt.Errorf("%w (%d elements in one)", ErrTooLarge, maxElements)
			}
			if len(stack) >= maxDepth {
				return root, fmt.Errorf("%w: elements nest deeper than %d", ErrTooLarge, maxDepth)
			}
			e := open(t)
			top.kids = append(top.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(t) > 0 {
				top.kids = append(top.kids, &element{text: string(t)})
			}
		}
	}
	return root, nil
}

// eachChild reads the children of the element called parent, one at a time, so
// that a document of any length takes the room of its longest paragraph. With an
// error, the child that was cut off has been told, too.
func eachChild(r io.Reader, parent string, do func(*element) error) error {
	d := newDecoder(r)
	inside := false
	for {
		t, err := d.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				if inside {
					return io.ErrUnexpectedEOF
				}
				return fmt.Errorf("it has no %s", parent)
			}
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			name := prefixOf(t.Name.Space) + t.Name.Local
			if !inside {
				inside = name == parent
				continue
			}
			e, err := readElement(d, t)
			if e != nil {
				if err := do(e); err != nil {
					return err
				}
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			if inside {
				return nil
			}
		}
	}
}
