package index

import (
	"context"
	"strings"
	"sync"
)

// keptShelves is how many agreements are kept with their trees, for citations:
// about half a megabyte each.
const keptShelves = 32

// shelves keeps what was worked out of agreements for the next citation that
// looks into them. It is safe for concurrent use.
type shelves struct {
	lib Library

	mu   sync.Mutex
	byID map[string]*shelf
}

func newShelves(lib Library) *shelves { return &shelves{lib: lib, byID: map[string]*shelf{}} }

// get is the agreement with that id, as the library has it.
func (s *shelves) get(ctx context.Context, id string) (*shelf, error) {
	a, err := s.lib.Agreement(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	have := s.byID[id]
	if have == nil || have.a != a {
		have = newShelf(a)
		if len(s.byID) >= keptShelves {
			clear(s.byID)
		}
		s.byID[id] = have
	}
	return have, nil
}

// missing says in the answer that an agreement cannot be read, once. One that is
// damaged does not keep the others from being found.
func (s *search) missing(key string, err error) {
	id, _, _ := strings.Cut(key, "/")
	s.note("%s cannot be searched: %v", id, err)
}
