package index

import (
	"errors"
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// lists reads an engine's lists: which passages hold a term. It asks the engine's
// segments themselves, whose lists are bitmaps that are used as they lie in the
// file; the engine's own search makes an object of every passage that it passes.
//
// Passages are numbered through the segments, from 0; numbers are those of one
// generation. It is safe for concurrent use.
type lists struct {
	snapshot *scorch.IndexSnapshot
	parts    []part
	size     int       // passages, removed ones counted
	readers  sync.Pool // of *listReader
}

// A part is a segment.
type part struct {
	segment.Segment
	first   int             // number of its first passage
	size    int             // passages, removed ones counted
	removed *roaring.Bitmap // nil if none
}

func newLists(engine bleve.Index) (*lists, error) {
	inner, err := engine.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, err
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the engine is a %T", reader), reader.Close())
	}
	l := &lists{snapshot: snapshot}
	for _, s := range snapshot.Segments() {
		p := part{Segment: s.Segment(), first: l.size, size: int(s.Segment().Count()), removed: s.Deleted()}
		l.size += p.size
		l.parts = append(l.parts, p)
	}
	return l, nil
}

func (l *lists) close() error { return l.snapshot.Close() }

// where is the segment that passage n is in, and its number there.
func (l *lists) where(n int) (*part, int) {
	i := len(l.parts) - 1
	for l.parts[i].first > n {
		i--
	}
	return &l.parts[i], n - l.parts[i].first
}

// record hands the key and the stored record of passage n to f, which copies
// what it keeps.
func (l *lists) record(n int, f func(key, record []byte) error) error {
	p, at := l.where(n)
	var key []byte
	failed := errRecord // unless there is one
	err := p.VisitStoredFields(uint64(at), func(field string, _ byte, value []byte, _ []uint64) bool {
		switch field {
		case "_id":
			key = value
		case fieldRecord:
			failed = f(key, value)
		}
		return true
	})
	return errors.Join(err, failed)
}

// find is the passage with that key; false if there is none.
func (r *listReader) find(key string) (int, bool, error) {
	defer func(used int) { r.used = used }(r.used) // its lists are not needed any more
	for p := range r.lists.parts {
		part := &r.lists.parts[p]
		list, err := r.list(p, "_id", key)
		if err != nil {
			return 0, false, err
		}
		if list == nil {
			continue
		}
		if part.removed != nil {
			list = roaring.AndNot(list, part.removed)
		}
		if !list.IsEmpty() {
			return part.first + int(list.Minimum()), true, nil
		}
	}
	return 0, false, nil
}

// holds reports whether passage n holds a term in a field.
func (r *listReader) holds(n int, field, term string) (bool, error) {
	defer func(used int) { r.used = used }(r.used)
	for p := range r.lists.parts {
		part := &r.lists.parts[p]
		if n < part.first || n >= part.first+part.size {
			continue
		}
		list, err := r.list(p, field, term)
		return list != nil && list.Contains(uint32(n-part.first)), err
	}
	return false, nil
}

// reader is one that reads for one search; it is given back with its release.
func (l *lists) reader() *listReader {
	if r, ok := l.readers.Get().(*listReader); ok {
		return r
	}
	return &listReader{lists: l, terms: make([]map[string]segment.TermDictionary, len(l.parts))}
}

// A listReader reads lists. It is not safe for concurrent use.
type listReader struct {
	lists *lists
	terms []map[string]segment.TermDictionary // of each part, by field
	slots []*listSlot
	used  int
	sums  []float32 // for scoring: all 0 between searches
	block [512]uint32
}

// A listSlot is where a list is read to. They are used again, for a query reads
// hundreds.
type listSlot struct {
	list   segment.PostingsList
	walk   segment.PostingsIterator
	single *roaring.Bitmap
}

// release gives the reader back, and with it all lists that it read.
func (r *listReader) release() {
	r.used = 0
	r.lists.readers.Put(r)
}

func (r *listReader) dictionary(p int, field string) (segment.TermDictionary, error) {
	if d := r.terms[p][field]; d != nil {
		return d, nil
	}
	d, err := r.lists.parts[p].Dictionary(field)
	if err != nil {
		return nil, err
	}
	if r.terms[p] == nil {
		r.terms[p] = map[string]segment.TermDictionary{}
	}
	r.terms[p][field] = d
	return d, nil
}

// list is the passages of part p that hold a term in a field, removed ones
// counted, by their numbers in the part; nil if none does. It is not to be
// changed, and good until the reader is released.
func (r *listReader) list(p int, field, term string) (*roaring.Bitmap, error) {
	d, err := r.dictionary(p, field)
	if err != nil {
		return nil, err
	}
	if r.used == len(r.slots) {
		r.slots = append(r.slots, &listSlot{})
	}
	slot := r.slots[r.used]
	list, err := d.PostingsList([]byte(term), nil, slot.list)
	if err != nil {
		return nil, err
	}
	slot.list = list
	if list.Count() == 0 {
		return nil, nil
	}
	walk := list.Iterator(false, false, false, slot.walk)
	slot.walk = walk
	known, ok := walk.(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("the engine's list is a %T", walk)
	}
	r.used++
	if at, one := known.DocNum1Hit(); one {
		slot.single = roaring.BitmapOf(uint32(at))
		return slot.single, nil
	}
	return known.ActualBitmap(), nil
}

// count is the number of passages that meet q.
func (l *lists) count(q *lookup) (int, error) {
	r := l.reader()
	defer r.release()
	n := 0
	for p := range l.parts {
		found, err := r.meet(p, q)
		if err != nil {
			return 0, fmt.Errorf("count: %w", err)
		}
		n += int(found.GetCardinality())
	}
	return n, nil
}
