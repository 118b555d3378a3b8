package index

import (
	"github.com/RoaringBitmap/roaring/v2"

	"github.com/clausebook/clausebook/index/query"
)

// A lookup is what passages are to hold, in terms of the engine. A nil lookup is
// met by all.
type lookup struct {
	op          lookupOp
	field, term string
	args        []*lookup
}

type lookupOp int

const (
	lookTerm lookupOp = iota
	lookAll           // of args
	lookAny           // of args; none is met by nothing
	lookNot           // the one in args
)

func termIn(field, term string) *lookup { return &lookup{op: lookTerm, field: field, term: term} }
func allOf(args ...*lookup) *lookup     { return &lookup{op: lookAll, args: args} }
func anyOf(args ...*lookup) *lookup     { return &lookup{op: lookAny, args: args} }
func noneOf(arg *lookup) *lookup        { return &lookup{op: lookNot, args: []*lookup{arg}} }

// meet is the passages of part p that meet q, removed ones left out; it is not
// to be changed.
func (r *listReader) meet(p int, q *lookup) (*roaring.Bitmap, error) {
	found, err := r.found(p, q)
	if removed := r.lists.parts[p].removed; err == nil && removed != nil {
		found = roaring.AndNot(found, removed)
	}
	return found, err
}

// found is meet with the removed ones.
func (r *listReader) found(p int, q *lookup) (*roaring.Bitmap, error) {
	if q == nil {
		return r.everything(p), nil
	}
	switch q.op {
	case lookTerm:
		found, err := r.list(p, q.field, q.term)
		if found == nil {
			found = roaring.New()
		}
		return found, err
	case lookNot:
		found, err := r.found(p, q.args[0])
		if err != nil {
			return nil, err
		}
		return roaring.AndNot(r.everything(p), found), nil
	}
	var out *roaring.Bitmap
	var some []*roaring.Bitmap
	for _, arg := range q.args {
		found, err := r.found(p, arg)
		switch {
		case err != nil:
			return nil, err
		case q.op == lookAny:
			if !found.IsEmpty() {
				some = append(some, found)
			}
			continue
		case out == nil:
			out = found
		default:
			out = roaring.And(out, found)
		}
		if out.IsEmpty() {
			return out, nil
		}
	}
	switch {
	case q.op == lookAny && len(some) == 1:
		return some[0], nil
	case q.op == lookAny:
		return roaring.FastOr(some...), nil
	case out == nil:
		return r.everything(p), nil
	}
	return out, nil
}

func (r *listReader) everything(p int) *roaring.Bitmap {
	all := roaring.New()
	all.AddRange(0, uint64(r.lists.parts[p].size))
	return all
}

// An engineCondition is a condition as the engine can be asked it. It finds all
// that meets the condition and, unless it is exact, more; a nil lookup finds all.
type engineCondition struct {
	q     *lookup
	exact bool
}

// engine is what the engine is asked for c.
func (c *condition) engine(where inField) engineCondition {
	switch c.op {
	case query.And:
		var all []*lookup
		exact := true
		for _, a := range c.args {
			e := a.engine(where)
			exact = exact && e.exact
			if e.q != nil {
				all = append(all, e.q)
			}
		}
		if len(all) == 0 {
			return engineCondition{nil, exact}
		}
		return engineCondition{allOf(all...), exact}
	case query.Or:
		var any []*lookup
		exact := true
		for _, a := range c.args {
			e := a.engine(where)
			if e.q == nil {
				return engineCondition{nil, false}
			}
			exact = exact && e.exact
			any = append(any, e.q)
		}
		return engineCondition{anyOf(any...), exact}
	case query.Not:
		e := c.args[0].engine(where)
		if e.q == nil || !e.exact {
			return engineCondition{}
		}
		return engineCondition{noneOf(e.q), true}
	case query.Within:
		if c.field == query.InTitle {
			return c.args[0].engine(inTitle)
		}
		return c.args[0].engine(inText)
	case query.Compare:
		e := c.args[0].engine(where)
		return engineCondition{e.q, false}
	case query.Only, query.Dated:
		if c.filter.Field == query.ByKind && isInnerKind(c.filter.Value) {
			return engineCondition{} // looked for in what is found
		}
		return engineCondition{c.admission(), true}
	}
	return c.words(where)
}

// words asks the engine for the passages that hold all words of c.
func (c *condition) words(where inField) engineCondition {
	if c.forms != nil {
		any := []*lookup{} // none: met by nothing
		for _, w := range c.forms {
			any = append(any, termIn(fieldWord, w))
		}
		return engineCondition{anyOf(any...), where == anywhere}
	}
	var all []*lookup
	for _, run := range c.runs {
		for _, w := range run {
			if w == "" {
				continue
			}
			fields := []*lookup{}
			if where != inText {
				fields = append(fields, termIn(fieldTitle, w))
			}
			if where != inTitle {
				fields = append(fields, termIn(fieldText, w))
			}
			if where == anywhere && c.op == query.Word {
				fields = append(fields, termIn(fieldPath, w))
			}
			all = append(all, anyOf(fields...))
		}
	}
	if len(all) == 0 {
		return engineCondition{}
	}
	return engineCondition{allOf(all...), len(all) == 1}
}

// admission is a filter or a date as the engine is asked it.
func (c *condition) admission() *lookup {
	if c.allow != nil {
		any := []*lookup{} // none: met by nothing
		for _, id := range sortedKeys(c.allow) {
			if c.allow[id] {
				any = append(any, termIn(fieldAgreement, id))
			}
		}
		return anyOf(any...)
	}
	switch c.filter.Field {
	case query.ByKind:
		return termIn(fieldKind, c.filter.Value)
	case query.ByArticle:
		return termIn(fieldArticle, articleNumber(c.filter.Value))
	}
	return termIn(fieldTopic, c.filter.Value)
}
