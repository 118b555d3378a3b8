package server

import (
	"context"
	"fmt"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/index/query"
)

func (s *Server) apiProvision(c *gin.Context) error {
	p := readParams(c)
	depth := p.number("with", 0, 0, wire.MaxWith)
	if err := p.err(); err != nil {
		return err
	}
	t, i, err := s.provision(c)
	if err != nil {
		return err
	}
	shown := wire.ShownOf(t, i)
	shown.With, shown.WithMore = wire.ReadWith(t, i, depth)
	return s.sendJSON(c, shown)
}

// provision is the one that the address names.
func (s *Server) provision(c *gin.Context) (*corpus.Tree, int, error) {
	a, err := s.agreement(c)
	if err != nil {
		return nil, 0, err
	}
	t := corpus.NewTree(a)
	i := t.Find(c.Param("pid"))
	if i < 0 {
		return nil, 0, fmt.Errorf("agreement %q has no provision %.80q: %w", a.ID, c.Param("pid"), ErrNotFound)
	}
	return t, i, nil
}

// A referencesPage is a part of an agreement's references.
type referencesPage struct {
	Agreement string `json:"agreement"`
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
	listPage[wire.PlacedReference]
}

func (s *Server) apiReferences(c *gin.Context) error {
	p := readParams(c)
	from, to := p.text("from"), p.text("to")
	status := p.oneOf("status", string(corpus.Resolved), string(corpus.Dangling), string(corpus.Ambiguous), string(corpus.External))
	w := p.window(defaultLimit, 1000)
	if err := p.err(); err != nil {
		return err
	}
	a, err := s.agreement(c)
	if err != nil {
		return err
	}
	t := corpus.NewTree(a)
	for _, id := range []string{from, to} {
		if id != "" && t.Find(id) < 0 {
			return fmt.Errorf("agreement %q has no provision %.80q: %w", a.ID, id, ErrNotFound)
		}
	}
	var list []wire.PlacedReference
	for _, r := range wire.References(t, from, to) {
		if status == "" || r.Status == status {
			list = append(list, r)
		}
	}
	page := referencesPage{Agreement: a.ID, From: from, To: to,
		listPage: listPage[wire.PlacedReference]{Total: len(list), Limit: w.limit, Offset: w.offset, Items: []wire.PlacedReference{}}}
	page.Items = append(page.Items, cut(w, list)...)
	return s.sendJSON(c, page)
}

func (s *Server) apiLookUp(c *gin.Context) error {
	p := readParams(c)
	citation := p.required("citation")
	ids := p.list("agreement")
	limit := p.number("limit", defaultLimit, 1, maxLimit)
	depth := p.number("with", 0, 0, wire.MaxWith)
	if err := p.err(); err != nil {
		return err
	}
	ctx, others := c.Request.Context(), 0
	list := []*corpus.Agreement{}
	if len(ids) == 0 { // in all: hundreds are not opened for it
		holders, err := s.Searcher.Holders(ctx, citation)
		if err != nil {
			return err
		}
		ids, others = query.Opened(holders, limit)
	}
	if len(ids) > 0 {
		var err error
		if list, err = s.agreements(ctx, ids); err != nil {
			return err
		}
	}
	show, err := wire.LookUp(citation, list, limit, depth)
	if err != nil {
		return err
	}
	show.Total += others
	return s.sendJSON(c, show)
}

// agreements are those of the ids, or all.
func (s *Server) agreements(ctx context.Context, ids []string) ([]*corpus.Agreement, error) {
	if len(ids) == 0 {
		infos, err := s.Library.Agreements(ctx)
		if err != nil {
			return nil, err
		}
		for _, info := range infos {
			ids = append(ids, info.ID)
		}
	}
	list := make([]*corpus.Agreement, 0, len(ids))
	for _, id := range ids {
		a, err := s.Library.Agreement(ctx, id)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}
