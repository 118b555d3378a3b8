package corpus

import (
	"encoding/binary"
	"math"
)

// Read reads what [AppendOutline] wrote; o then keeps parts of data. After an
// error o holds nothing.
func (o *Outline) Read(data string) error {
	r := unpacker{data: data}
	kinds := Kinds()
	o.details, o.known = "", o.known[:0]
	n := r.count()
	o.a.Provisions = resize(o.a.Provisions, n)
	o.rest = resize(o.rest, n)
	o.tree.reset(&o.a, n)
	last := 0
	for i := range n {
		p, rest := &o.a.Provisions[i], &o.rest[i]
		flags := r.number()
		up := i - r.number()
		if r.bad || flags&0xf >= len(kinds) || up < 0 || up == i && flags&outlineBelow != 0 {
			return o.damaged()
		}
		if up == i {
			up = -1
		}
		o.tree.put(i, up)
		p.Kind = kinds[flags&0xf]
		*rest = outlineRest{id: r.text(), below: flags&outlineBelow != 0, split: flags&outlineSplit != 0}
		p.Number, p.Title, p.Heading = r.text(), "", ""
		if flags&outlineTitle != 0 {
			p.Title = r.text()
		}
		if flags&outlineHeading != 0 {
			p.Heading = r.text()
		}
		if rest.split {
			rest.heading = r.text()
		}
		p.Span.Start = last + r.signed()
		p.Span.End = p.Span.Start + r.signed()
		p.HeadingSpan.Start = p.Span.Start + r.signed()
		p.HeadingSpan.End = p.HeadingSpan.Start + r.signed()
		last = p.Span.Start
	}
	o.readPages(&r)
	o.readContents(&r, kinds)
	if r.bad {
		return o.damaged()
	}
	o.details = r.data
	return nil
}

func (o *Outline) readPages(r *unpacker) {
	o.tree.pages = resize(o.tree.pages, r.count())
	if o.tree.pages == nil {
		o.tree.pages = []pageOf{} // none, and not to be looked for
	}
	for k := range o.tree.pages {
		pg := &o.tree.pages[k]
		pg.label = r.text()
		pg.provisions = resize(pg.provisions, r.count())
		last := 0
		for i := range pg.provisions {
			last += r.number()
			pg.provisions[i] = last
			r.bad = r.bad || last >= len(o.a.Provisions)
		}
		if r.bad {
			return
		}
	}
}

func (o *Outline) readContents(r *unpacker, kinds []Kind) {
	o.a.Contents = resize(o.a.Contents, r.count())
	last := 0
	for i := range o.a.Contents {
		e := &o.a.Contents[i]
		kind := r.number()
		if kind>>1 >= len(kinds) {
			r.bad = true
		}
		if r.bad {
			return
		}
		*e = ContentsEntry{Kind: kinds[kind>>1], Depth: r.number(), Number: r.text(), Title: r.text(), Page: r.text()}
		if kind&1 != 0 {
			e.Provision = hasBody
		}
		e.Span.Start = last + r.signed()
		e.Span.End = e.Span.Start + r.signed()
		last = e.Span.Start
	}
	o.list.fromContents(&o.listed, o.a.Contents)
}

// damaged leaves nothing of what was read.
func (o *Outline) damaged() error {
	*o = Outline{}
	return errOutline
}

// readDetails reads what Read left.
func (o *Outline) readDetails() error {
	if len(o.known) == len(o.a.Provisions) {
		return nil
	}
	r := unpacker{data: o.details}
	known := resize(o.known, len(o.a.Provisions))
	for i := range known {
		same, own := r.number(), r.text()
		if up := o.tree.parent[i]; up >= 0 && same <= len(known[up].citation) {
			own = known[up].citation[:same] + own
		} else if same > 0 {
			r.bad = true
		}
		known[i] = outlineDetail{own, r.text(), r.number(), r.number()}
		if r.bad {
			return errOutline
		}
	}
	if r.data != "" {
		return errOutline
	}
	o.known = known
	return nil
}

// reset makes t a tree of n provisions of a, that are put one by one.
func (t *Tree) reset(a *Agreement, n int) {
	t.a, t.parent, t.children, t.top = a, resize(t.parent, n), resize(t.children, n), t.top[:0]
}

// put puts provision i under up, or on top if that is -1.
func (t *Tree) put(i, up int) {
	t.parent[i], t.children[i] = up, t.children[i][:0]
	if up < 0 {
		t.top = append(t.top, i)
	} else {
		t.children[up] = append(t.children[up], i)
	}
}

// fromContents makes t the tree of the entries of a contents list, as provisions
// that a holds.
func (t *Tree) fromContents(a *Agreement, list []ContentsEntry) {
	a.Provisions = resize(a.Provisions, len(list))
	t.reset(a, len(list))
	for i := range list {
		e := &list[i]
		up := i - 1 // the nearest before it that is less deep
		for up >= 0 && list[up].Depth >= e.Depth {
			up = t.parent[up]
		}
		t.put(i, up)
		a.Provisions[i] = Provision{Kind: e.Kind, Number: e.Number, Title: e.Title}
	}
}

// resize is list with n elements, which may hold what they held before.
func resize[T any](list []T, n int) []T {
	if n > cap(list) {
		return append(list[:cap(list)], make([]T, n-cap(list))...)
	}
	return list[:n]
}

// A packer writes numbers as varints and texts with their length before them.
type packer struct{ b []byte }

func (w *packer) number(n int)  { w.b = binary.AppendUvarint(w.b, uint64(max(n, 0))) }
func (w *packer) signed(n int)  { w.b = binary.AppendVarint(w.b, int64(n)) }
func (w *packer) text(s string) { w.b = append(binary.AppendUvarint(w.b, uint64(len(s))), s...) }

// An unpacker reads what a packer wrote; bad is set when it ends too soon.
type unpacker struct {
	data string
	bad  bool
}

func (r *unpacker) uvarint() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 { // nearly all
		x := r.data[0]
		r.data = r.data[1:]
		return uint64(x)
	}
	var x uint64
	for i, shift := 0, 0; i < min(len(r.data), binary.MaxVarintLen64); i, shift = i+1, shift+7 {
		c := r.data[i]
		x |= uint64(c&0x7f) << shift
		if c < 0x80 {
			r.data = r.data[i+1:]
			return x
		}
	}
	r.bad, r.data = true, ""
	return 0
}

func (r *unpacker) number() int {
	x := r.uvarint()
	if x > math.MaxInt32 {
		r.bad = true
		return 0
	}
	return int(x)
}

func (r *unpacker) signed() int {
	u := r.uvarint()
	x := int64(u>>1) ^ -int64(u&1)
	if x > math.MaxInt32 || x < math.MinInt32 {
		r.bad = true
		return 0
	}
	return int(x)
}

// count is a number of things of which each takes a byte and more.
func (r *unpacker) count() int {
	n := r.number()
	if n > len(r.data) {
		r.bad = true
		return 0
	}
	return n
}

func (r *unpacker) text() string {
	n := r.count()
	s := r.data[:n]
	r.data = r.data[n:]
	return s
}
