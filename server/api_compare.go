package server

import (
	"bytes"
	"slices"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/compare/export"
)

func (s *Server) apiCompare(c *gin.Context) error {
	p := readParams(c)
	topic := p.required("topic")
	ids := p.list("agreements")
	format := p.oneOf("format", forms()...)
	if err := p.err(); err != nil {
		return err
	}
	comparison, err := s.compare(c, topic, ids)
	if err != nil {
		return err
	}
	if format != "" && format != "json" {
		m := comparison.Matrix()
		return s.sendFile(c, export.Format(format), &m)
	}
	return s.sendJSON(c, comparison)
}

// forms are those that a comparison is had in.
func forms() []string {
	out := []string{"json"}
	for _, f := range export.Formats() {
		out = append(out, string(f))
	}
	return out
}

// sendFile answers with a comparison as a file to keep. Its links lead to where
// it was asked from.
func (s *Server) sendFile(c *gin.Context, format export.Format, m *compare.Matrix) error {
	scheme := "http"
	if c.Request.TLS != nil || c.GetHeader("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	var b bytes.Buffer
	if err := export.Write(&b, format, m, export.Options{Links: scheme + "://" + c.Request.Host}); err != nil {
		return err
	}
	name := "agreements-compared"
	if len(m.Rows) == 1 && m.Rows[0].Topic.ID != "" {
		name = m.Rows[0].Topic.ID
	}
	c.Writer.Header().Set("Content-Disposition", `attachment; filename="`+name+"."+string(format)+`"`)
	s.send(c, format.MediaType(), b.Bytes(), b.Bytes())
	return nil
}

// compare asks the comparer, having checked that the agreements exist.
func (s *Server) compare(c *gin.Context, topic string, ids []string) (compare.Comparison, error) {
	if err := s.checkAgreements(c, ids); err != nil {
		return compare.Comparison{}, err
	}
	answer, err := s.Comparer.Compare(c.Request.Context(), topic, ids)
	if err != nil {
		return answer, err
	}
	answer.Columns, answer.Warnings, answer.Related = list(answer.Columns), list(answer.Warnings), list(answer.Related)
	answer.Cells = wholeCells(answer.Cells)
	return answer, nil
}

// wholeCells are cells whose lists are empty, not null.
func wholeCells(cells []compare.Cell) []compare.Cell {
	cells = slices.Clone(list(cells))
	for i := range cells {
		cell := &cells[i]
		cell.Provisions, cell.Values, cell.Quotes = list(cell.Provisions), list(cell.Values), list(cell.Quotes)
	}
	return cells
}

func (s *Server) apiMatrix(c *gin.Context) error {
	p := readParams(c)
	req := compare.MatrixRequest{Topics: p.list("topics"), Group: p.text("group"), Agreements: p.list("agreements")}
	format := p.oneOf("format", forms()...)
	if err := p.err(); err != nil {
		return err
	}
	m, err := s.matrix(c, req)
	if err != nil {
		return err
	}
	if format != "" && format != "json" {
		return s.sendFile(c, export.Format(format), &m)
	}
	return s.sendJSON(c, m)
}

// matrix asks for many topics at once, having checked that the agreements exist.
func (s *Server) matrix(c *gin.Context, req compare.MatrixRequest) (compare.Matrix, error) {
	if err := s.checkAgreements(c, req.Agreements); err != nil {
		return compare.Matrix{}, err
	}
	m, err := s.Comparer.Matrix(c.Request.Context(), req)
	if err != nil {
		return m, err
	}
	m.Columns, m.Warnings, m.Rows = list(m.Columns), list(m.Warnings), slices.Clone(list(m.Rows))
	for i := range m.Rows {
		m.Rows[i].Related, m.Rows[i].Cells = list(m.Rows[i].Related), wholeCells(m.Rows[i].Cells)
	}
	return m, nil
}

func (s *Server) apiVersions(c *gin.Context) error {
	p := readParams(c)
	before, after, changes := p.required("old"), p.required("new"), p.flag("changes")
	if err := p.err(); err != nil {
		return err
	}
	v, err := s.versions(c, before, after, changes)
	if err != nil {
		return err
	}
	return s.sendJSON(c, v)
}

// versions asks for one edition against another; with changes only the pairs
// that are not the same.
func (s *Server) versions(c *gin.Context, before, after string, changes bool) (compare.Versions, error) {
	if err := s.checkAgreements(c, []string{before, after}); err != nil {
		return compare.Versions{}, err
	}
	v, err := s.Comparer.Versions(c.Request.Context(), before, after)
	if err != nil {
		return v, err
	}
	if changes {
		v.Pairs = slices.DeleteFunc(slices.Clone(v.Pairs), func(p compare.Pair) bool { return p.Change == compare.Same })
	}
	return v, nil
}

func (s *Server) apiDiff(c *gin.Context) error {
	p := readParams(c)
	refs := append([]string{p.required("a")}, p.all("b")...)
	if len(refs) == 1 {
		p.fault("b", "is needed")
	}
	if len(refs) > maxSides {
		p.fault("b", "too many provisions at once")
	}
	if err := p.err(); err != nil {
		return err
	}
	d, err := s.Differ.Diff(c.Request.Context(), refs)
	if err != nil {
		return err
	}
	return s.sendJSON(c, d)
}

// maxSides is how many provisions are set side by side at once.
const maxSides = 12

func (s *Server) apiWording(c *gin.Context) error {
	p := readParams(c)
	ref := p.required("a")
	if err := p.err(); err != nil {
		return err
	}
	w, err := s.Differ.Wording(c.Request.Context(), ref)
	if err != nil {
		return err
	}
	return s.sendJSON(c, w)
}

func (s *Server) apiDays(c *gin.Context) error {
	p := readParams(c)
	ids := p.list("agreements")
	if err := p.err(); err != nil {
		return err
	}
	if err := s.checkAgreements(c, ids); err != nil {
		return err
	}
	d, err := s.Differ.Days(c.Request.Context(), ids)
	if err != nil {
		return err
	}
	return s.sendJSON(c, d)
}
