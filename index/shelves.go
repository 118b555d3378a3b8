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

// shelf is the agreement with that id, as the library has it now.
func (s *shelves) shelf(ctx context.Context, id string) (*shelf, error) {
	a, err := s.lib.Agreement(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	have := s.byID[id]
	s.mu.Unlock()
	if have != nil && have.a == a {
		return have, nil
	}
	made := newShelf(a)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.byID) >= keptShelves {
		clear(s.byID)
	}
	s.byID[id] = made
	return made, nil
}

// passage is what key names; nil if the agreement holds it no more.
func (s *shelves) passage(ctx context.Context, key string, sp *speller) (*passage, error) {
	id, _, _ := strings.Cut(key, "/")
	sh, err := s.shelf(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	p := s.passages[key]
	if p == nil {
		p = s.older[key]
	}
	s.mu.Unlock()
	if p == nil || p.shelf != sh {
		made, ok := sh.passage(key, sp)
		if !ok {
			return nil, nil
		}
		made.sentences() // worked out here, for passages are shared
		p = made
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.passages) >= keptPassages/2 {
		s.older, s.passages = s.passages, map[string]*passage{}
	}
	s.passages[key] = p
	return p, nil
}
