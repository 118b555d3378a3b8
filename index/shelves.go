package index

import (
	"context"
	"strings"
	"sync"
)

// How much is kept worked out: about 4 KB a passage.
const (
	keptShelves  = 256
	keptPassages = 8192
)

// shelves keeps what was worked out of agreements and passages for the next
// search that meets them. It is safe for concurrent use.
type shelves struct {
	lib Library

	mu       sync.Mutex
	byID     map[string]*shelf
	passages map[string]*passage
	older    map[string]*passage // the generation before: two halves make a cheap LRU
}

func newShelves(lib Library) *shelves {
	return &shelves{lib: lib, byID: map[string]*shelf{}, passages: map[string]*passage{}}
}

// A reader reads shelves and passages for one search: it asks the library for
// each agreement once, so that a search sees one state of each. It is not safe
// for concurrent use.
type reader struct {
	*shelves
	speller *speller
	seen    map[string]*shelf
}

func (s *shelves) reader() *reader { return &reader{s, newSpeller(), map[string]*shelf{}} }

// shelf is the agreement with that id, as the library has it.
func (r *reader) shelf(ctx context.Context, id string) (*shelf, error) {
	if have := r.seen[id]; have != nil {
		return have, nil
	}
	a, err := r.lib.Agreement(ctx, id)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	have := r.byID[id]
	r.mu.Unlock()
	if have == nil || have.a != a {
		have = newShelf(a)
		r.mu.Lock()
		if len(r.byID) >= keptShelves {
			clear(r.byID)
		}
		r.byID[id] = have
		r.mu.Unlock()
	}
	r.seen[id] = have
	return have, nil
}

// missing says in the answer that an agreement cannot be read, once. One that is
// damaged does not keep the others from being found.
func (s *search) missing(key string, err error) {
	id, _, _ := strings.Cut(key, "/")
	s.note("%s cannot be searched: %v", id, err)
}

// passage is what key names; nil if the agreement holds it no more.
func (r *reader) passage(ctx context.Context, key string) (*passage, error) {
	id, _, _ := strings.Cut(key, "/")
	sh, err := r.shelf(ctx, id)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	p := r.passages[key]
	if p == nil {
		p = r.older[key]
	}
	r.mu.Unlock()
	if p == nil || p.shelf != sh {
		made, ok := sh.passage(key, r.speller)
		if !ok {
			return nil, nil
		}
		// Worked out here, for passages are shared.
		made.sentences()
		made.sketch = sketch(made.words)
		p = made
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.passages) >= keptPassages/2 {
		r.older, r.passages = r.passages, map[string]*passage{}
	}
	r.passages[key] = p
	return p, nil
}
