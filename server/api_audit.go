package server

import (
	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus/audit"
)

// A findingsPage is a part of what the audit of some agreements found.
type findingsPage struct {
	Total    int             `json:"total"`
	Limit    int             `json:"limit"`
	Offset   int             `json:"offset"`
	Findings []audit.Finding `json:"findings"`
}

func (s *Server) apiAudit(c *gin.Context) error {
	var kinds []string
	for _, k := range audit.Kinds() {
		kinds = append(kinds, string(k))
	}
	p := readParams(c)
	ids := p.list("agreement")
	kind := p.oneOf("kind", kinds...)
	w := p.window(maxLimit, 1000)
	if err := p.err(); err != nil {
		return err
	}
	list, err := s.agreements(c.Request.Context(), ids)
	if err != nil {
		return err
	}
	var found []audit.Finding
	for _, a := range list {
		for _, f := range s.findings.get(a) {
			if kind == "" || kind == string(f.Kind) {
				found = append(found, f)
			}
		}
	}
	page := findingsPage{Total: len(found), Limit: w.limit, Offset: w.offset, Findings: []audit.Finding{}}
	page.Findings = append(page.Findings, cut(w, found)...)
	return s.sendJSON(c, page)
}
