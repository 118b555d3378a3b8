package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"encoding/xml"

	"github.com/clausebook/clausebook/corpus"
)

// An odt is an OpenDocument text being read (ISO/IEC 26300). The text is what
// the page shows.
type odt struct {
	ctx    context.Context
	styles map[string]*odtStyle // by family and name: "paragraph/P1"
	lists  map[string]*[levels + 1]odtLevel
	states map[string]*odtList // lists by id
	latest map[string]*odtList // by style, the last
	open   []odtOpen
	head   odtList // counts headings

	out                                   []block
	after                                 []block
	cells                                 int
	listing                               int
	table                                 int
	rendered                              bool
	nHidden, nNotes, nObjects, nIns, nDel int
}

// An odtStyle is a style with those above it applied.
type odtStyle struct {
	bold, hidden, strike, upper toggle
	under                       toggle
	raised                      bool
	list                        string
	level                       int
	parent                      string
	done                        bool
}

func readODT(ctx context.Context, data []byte) (*Document, error) {
	p, err := openParts(data)
	if err != nil {
		return nil, err
	}
	return readOpenDocument(ctx, p)
}

// readFlatODT reads an OpenDocument text whose parts are one XML file (.fodt).
func readFlatODT(ctx context.Context, data []byte) (*Document, error) {
	return readOpenDocument(ctx, &parts{flat: map[string][]byte{"styles.xml": data, "content.xml": data, "meta.xml": flatMeta(data)}, left: maxUnpacked})
}

// flatMeta is the part of a flat file that describes it.
func flatMeta(data []byte) []byte {
	from, to := bytes.Index(data, []byte("<office:meta>")), bytes.Index(data, []byte("</office:meta>"))
	if from < 0 || to < from {
		return []byte("<meta/>")
	}
	return data[from : to+len("</office:meta>")]
}

// readOpenDocument reads the document that p holds.
func readOpenDocument(ctx context.Context, p *parts) (*Document, error) {
	r := &odt{ctx: ctx, styles: map[string]*odtStyle{}, lists: map[string]*[levels + 1]odtLevel{}, states: map[string]*odtList{}, latest: map[string]*odtList{}}
	manifest, err := p.tree("META-INF/manifest.xml")
	if err == nil && manifest != nil && manifest.find("?:encryption-data") != nil {
		return nil, fmt.Errorf("%w: it is encrypted; save it without a password", ErrUnsupported)
	}
	styles, err := p.tree("styles.xml")
	if err != nil {
		return nil, err
	}
	if styles != nil {
		r.readStyles(styles.child("office:styles"))
	}
	const main = "content.xml"
	head, err := p.open(main)
	if err != nil {
		return nil, err
	}
	defer head.Close() //nolint:errcheck // nothing was written to it
	automatic, err := firstElement(head, "office:automatic-styles", "office:body")
	if err != nil {
		return nil, partError(main, err)
	}
	r.readStyles(automatic)
	body, err := p.open(main)
	if err != nil {
		return nil, err
	}
	defer body.Close() //nolint:errcheck // nothing was written to it
	cut := eachChild(body, "office:text", func(e *element) error {
		r.block(e)
		return ctx.Err()
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if cut != nil && (len(r.out) == 0 || errors.Is(cut, ErrTooLarge)) {
		return nil, partError(main, cut)
	}
	d := assemble(r.out, "odt")
	if cut != nil {
		d.note("cut-off", corpus.Error, "%s is damaged; what follows was not read: %v", main, cut)
	}
	r.tell(d)
	d.Properties = officeProperties(p, "meta.xml", "document properties")
	return d, nil
}

func (r *odt) tell(d *Document) {
	if r.rendered {
		d.note(CodePages, corpus.Info, "pages are those that the writing program last set; a printout may break them elsewhere")
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
}

// firstElement reads the first element of that name; nil if stop opens before.
func firstElement(r io.Reader, name, stop string) (*element, error) {
	d := newDecoder(r)
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		s, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch prefixOf(s.Name.Space) + s.Name.Local {
		case name:
			return readElement(d, s)
		case stop:
			return nil, nil
		}
	}
}

// readStyles reads the styles and lists below e.
func (r *odt) readStyles(e *element) {
	if e == nil {
		return
	}
	for _, k := range e.kids {
		switch k.name {
		case "style:style":
			s := &odtStyle{parent: k.attr("parent-style-name"), list: k.attr("list-style-name"), level: atoi(k.attr("default-outline-level"), 0)}
			t := k.child("style:text-properties")
			if t != nil {
				s.bold = said(t.attr("font-weight"), t.attr("font-weight") == "bold" || strings.HasPrefix(t.attr("font-weight"), "7"))
				s.hidden = said(t.attr("display"), t.attr("display") == "none")
				s.strike = said(t.attr("text-line-through-style"), t.attr("text-line-through-style") != "none")
				s.under = said(t.attr("text-underline-style"), t.attr("text-underline-style") != "none")
				s.upper = said(t.attr("text-transform"), t.attr("text-transform") == "uppercase")
				s.raised = strings.HasPrefix(t.attr("text-position"), "super")
			}
			r.styles[k.attr("family")+"/"+k.attr("name")] = s
		case "text:list-style":
			r.lists[k.attr("name")] = readODTLevels(k)
		case "text:outline-style":
			r.lists[""] = readODTLevels(k)
		}
	}
}

func said(value string, isOn bool) toggle {
	switch {
	case value == "":
		return unset
	case isOn:
		return on
	}
	return off
}

// style is the style of that family and name with those above it applied.
func (r *odt) style(family, name string, depth int) odtStyle {
	s := r.styles[family+"/"+name]
	if s == nil || depth > 30 {
		return odtStyle{}
	}
	if !s.done {
		up := r.style(family, s.parent, depth+1)
		s.bold, s.hidden, s.strike, s.upper = s.bold.over(up.bold), s.hidden.over(up.hidden), s.strike.over(up.strike), s.upper.over(up.upper)
		s.under = s.under.over(up.under)
		s.raised = s.raised || up.raised
		if s.list == "" {
			s.list = up.list
		}
		if s.level == 0 {
			s.level = up.level
		}
		s.done = true
	}
	return *s
}

func (s odtStyle) over(below odtStyle) odtStyle {
	s.bold, s.hidden, s.strike, s.upper = s.bold.over(below.bold), s.hidden.over(below.hidden), s.strike.over(below.strike), s.upper.over(below.upper)
	s.under = s.under.over(below.under)
	s.raised = s.raised || below.raised
	return s
}
