package server

import (
	"sync"
	"weak"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/audit"
)

// A findings remembers what the audit of each agreement found: working it out
// takes as long as many pages. An agreement is not changed once it is read, so
// that it holds for as long as the library gives the same one; agreements that
// nobody else holds are let go.
type findings struct {
	mu sync.Mutex
	of map[string]audited // by id
}

type audited struct {
	a     weak.Pointer[corpus.Agreement]
	found []audit.Finding
}

// get is what the audit of a found. The list is shared and is not changed.
func (f *findings) get(a *corpus.Agreement) []audit.Finding {
	f.mu.Lock()
	have, ok := f.of[a.ID]
	f.mu.Unlock()
	if ok && have.a.Value() == a {
		return have.found
	}
	found := audit.Findings(a)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of == nil {
		f.of = map[string]audited{}
	}
	f.of[a.ID] = audited{weak.Make(a), found}
	return found
}
