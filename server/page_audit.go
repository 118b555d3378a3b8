package server

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/audit"
)

type auditPage struct {
	page
	Headline   string
	Agreements []option
	Kind       string // chosen; empty: all
	Kinds      []countedLink
	Groups     []findingGroup
	CSV, JSON  string // addresses of the same findings
	Narrowed   bool
}

// A countedLink is a choice with how much it leads to.
type countedLink struct {
	link
	Count   int
	Current bool
	About   string
}

// A findingGroup is the findings of one kind in one agreement.
type findingGroup struct {
	Kind, About, Agreement, AgreementHref string
	Count                                 int
	Findings                              []findingView
	More                                  *link
}

type findingView struct {
	Href, At, Raw, Reason string
	Meant                 *link
}

// groupShown bounds the findings of one kind in one agreement where all kinds
// are shown; one kind alone is shown whole.
const groupShown = 12

// kindOfFinding is a kind of finding in words, and what it means.
func kindOfFinding(k audit.Kind) (name, about string) {
	switch k {
	case audit.Dangling:
		return "Leads nowhere", "A citation of a place that the text does not have."
	case audit.Ambiguous:
		return "May mean several", "A citation that fits more than one place."
	case audit.Stale:
		return "Out of date", "The place exists, but what is said beside the citation is about another."
	case audit.ContentsOnly:
		return "Listed only", "The contents list names it; the file has no text for it."
	case audit.Gap:
		return "Numbering", "A number that the run lacks, or has twice."
	case audit.Overridden:
		return "Overridden", "Another paper changes or replaces this text."
	case audit.SuspectValue:
		return "Suspect value", "Words and figures disagree, or the figure does not fit its neighbours."
	}
	return strings.ReplaceAll(string(k), "_", " "), ""
}

func (s *Server) pageAudit(c *gin.Context) error {
	p := readParams(c)
	id, format := p.text("agreement"), p.oneOf("format", "csv", "json")
	var names []string
	for _, k := range audit.Kinds() {
		names = append(names, string(k))
	}
	kind := p.oneOf("kind", names...)
	if err := p.err(); err != nil {
		return err
	}
	if id != "" {
		if err := s.checkAgreements(c, []string{id}); err != nil {
			return err
		}
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	v := auditPage{page: s.page("Audit", "audit"), Kind: kind, Narrowed: id != "" || kind != ""}
	v.Agreements = agreementOptions(infos, func(x string) bool { return x == id })
	counts := map[audit.Kind]int{}
	all, total := []audit.Finding{}, 0
	for _, info := range infos {
		if id != "" && info.ID != id {
			continue
		}
		a, err := s.Library.Agreement(c.Request.Context(), info.ID)
		if err != nil {
			return err
		}
		findings := s.findings.get(a)
		total += len(findings)
		for _, f := range findings {
			counts[f.Kind]++
			if kind == "" || kind == string(f.Kind) {
				all = append(all, f)
			}
		}
		v.Groups = append(v.Groups, findingGroups(corpus.NewTree(a), findings, kind)...)
	}
	address := func(kind, format string) string {
		q := url.Values{}
		for name, value := range map[string]string{"agreement": id, "kind": kind, "format": format} {
			if value != "" {
				q.Set(name, value)
			}
		}
		if len(q) == 0 {
			return "/audit"
		}
		return "/audit?" + q.Encode()
	}
	switch format {
	case "csv":
		return sendFindingsCSV(c, all)
	case "json":
		return s.sendJSON(c, map[string]any{"findings": all})
	}
	v.Headline = plural(total, "finding", "findings")
	v.Kinds = append(v.Kinds, countedLink{link{address("", ""), "All"}, total, kind == "", ""})
	for _, k := range audit.Kinds() {
		if counts[k] > 0 || kind == string(k) {
			name, about := kindOfFinding(k)
			v.Kinds = append(v.Kinds, countedLink{link{address(string(k), ""), name}, counts[k], kind == string(k), about})
		}
	}
	v.CSV, v.JSON = address(kind, "csv"), address(kind, "json")
	return s.sendPage(c, "audit", v)
}

// findingGroups are the findings of one agreement by kind, in the order of the
// kinds.
func findingGroups(t *corpus.Tree, findings []audit.Finding, only string) []findingGroup {
	a := t.Agreement()
	var out []findingGroup
	for _, k := range audit.Kinds() {
		if only != "" && only != string(k) {
			continue
		}
		name, about := kindOfFinding(k)
		g := findingGroup{Kind: name, About: about, Agreement: shortName(a.Title, a.ID), AgreementHref: agreementHref(a.ID)}
		for _, f := range findings {
			if f.Kind != k {
				continue
			}
			if g.Count++; g.Count <= groupShown || only != "" {
				g.Findings = append(g.Findings, findingOf(t, f))
			}
		}
		if g.Count > len(g.Findings) {
			g.More = &link{"/audit?" + url.Values{"agreement": {a.ID}, "kind": {string(k)}}.Encode(), fmt.Sprintf("All %d", g.Count)}
		}
		if g.Count > 0 {
			out = append(out, g)
		}
	}
	return out
}

func findingOf(t *corpus.Tree, f audit.Finding) findingView {
	a := t.Agreement()
	v := findingView{Href: agreementHref(a.ID) + "?view=certificate", At: "the contents list", Raw: f.Raw, Reason: f.Reason}
	at := t.At(f.Span.Start)
	if f.At != nil && t.Find(*f.At) >= 0 && (at < 0 || !a.Provisions[at].Span.Contains(f.Span)) {
		at = t.Find(*f.At)
	}
	if at >= 0 {
		p := &a.Provisions[at]
		v.At, v.Href = labelOf(p), spanHref(a.ID, p.ID, f.Span)
	}
	if f.Meant != nil {
		if p := t.Provision(*f.Meant); p != nil {
			v.Meant = &link{provisionHref(a.ID, p.ID), labelOf(p)}
		}
	}
	return v
}

// sendFindingsCSV answers with the findings as a table for a spreadsheet.
func sendFindingsCSV(c *gin.Context, findings []audit.Finding) error {
	rows := [][]string{{"agreement", "kind", "at", "words", "reason", "meant", "address"}}
	for _, f := range findings {
		at := orEmpty(f.At)
		address := agreementHref(f.Agreement)
		if at != "" {
			address = spanHref(f.Agreement, at, f.Span)
		}
		rows = append(rows, []string{f.Agreement, string(f.Kind), at, f.Raw, f.Reason, orEmpty(f.Meant), address})
	}
	return sendCSV(c, "audit.csv", rows)
}

// sendCSV answers with a table to keep.
func sendCSV(c *gin.Context, name string, rows [][]string) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range rows {
		for k := range row {
			row[k] = plainCell(row[k])
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return fmt.Errorf("write table: %w", err) // unreachable: it is written to memory
	}
	c.Header("Content-Disposition", `attachment; filename="`+name+`"`)
	c.Header("Cache-Control", "no-cache")
	write(c, http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
	return nil
}

// plainCell keeps a spreadsheet from taking words of a contract for a formula.
func plainCell(s string) string {
	if s != "" && slices.Contains([]byte("=+-@\t\r"), s[0]) {
		return "'" + s
	}
	return s
}
