package server

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
)

type homePage struct {
	page
	Agreements []homeRow
	Count      string
	Filtered   bool
	Name       string
	Employers  []option
	Kinds      []option
	InForce    string
	Undated    string // how many the day leaves out that may be in force
	Uploads    bool   // documents can be handed in
	Takes      string // what sorts of files, in a sentence
	Most       string // the largest
}

type homeRow struct {
	Href, Name, Full, File string
	Badges                 []badge
	Employer, Union, Unit  string
	Term                   string
	Dated                  bool // the text states a term
	Provisions             int
	Score                  float64
	Width                  string // of the score's bar, of 100
	Checked                bool   // it has a contents list to check the reading against
	Doubts                 int
	Editions               []editionView
}

func (s *Server) pageHome(c *gin.Context) error {
	p := readParams(c)
	f := libraryFilter{name: p.text("name"), employer: p.text("employer"), kind: p.text("kind"), inForce: p.date("in_force")}
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	h := homePage{page: s.page("", "library"), Filtered: f != libraryFilter{}, Name: f.name, InForce: string(f.inForce),
		Employers: choices(infos, f.employer, func(a AgreementInfo) string { return a.Employer }),
		Kinds:     choices(infos, f.kind, func(a AgreementInfo) string { return string(a.Kind) })}
	h.OwnSearch = true
	undated := 0
	for _, a := range infos {
		if f.inForce != "" && a.Expires == "" && a.Effective <= f.inForce && (libraryFilter{name: f.name, employer: f.employer, kind: f.kind}).holds(a) {
			undated++
		}
		if f.holds(a) {
			row := s.homeRow(a)
			row.Editions = editionsOf(a, infos)
			h.Agreements = append(h.Agreements, row)
		}
	}
	if undated > 0 {
		h.Undated = plural(undated, "document does not say when it ends and is", "documents do not say when they end and are") + " left out."
	}
	if s.takes() {
		h.Uploads, h.Most = true, sizeText(s.MaxUpload)
		h.Takes = "PDF, Word, web pages and plain text."
	}
	h.Count = plural(len(infos), "document", "documents")
	if h.Filtered {
		h.Count = strconv.Itoa(len(h.Agreements)) + " of " + h.Count
	}
	return s.sendPage(c, "home", h)
}

func (s *Server) homeRow(a AgreementInfo) homeRow {
	row := homeRow{
		Href: agreementHref(a.ID), Name: shortName(a.Title, a.ID), File: a.Source.Name, Badges: s.badgesOf(a),
		Employer: a.Employer, Union: a.Union, Unit: a.Unit, Term: termText(a.Effective, a.Expires), Dated: a.Effective != "" || a.Expires != "",
		Provisions: a.Provisions, Score: a.Score, Width: strconv.FormatFloat(100*a.Score, 'f', 1, 64), Checked: a.ContentsEntries > 0, Doubts: a.Diagnostics,
	}
	if row.Name != a.Title {
		row.Full = a.Title
	}
	return row
}

// A libraryFilter narrows the table of the library; zero fields narrow nothing.
type libraryFilter struct {
	name, employer, kind string
	inForce              corpus.Date
}

// holds reports whether a is what f asks for. Words of the name may stand in
// the title, a party, the file's name or the id. An agreement that does not say
// when it ends is in force on no day for sure, and is left out.
func (f libraryFilter) holds(a AgreementInfo) bool {
	all := strings.ToLower(strings.Join([]string{a.ID, a.Title, a.Employer, a.Union, a.Unit, a.Source.Name}, "\n"))
	for word := range strings.FieldsSeq(strings.ToLower(f.name)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	if f.inForce != "" && (a.Expires == "" || a.Expires < f.inForce || a.Effective > f.inForce) {
		return false
	}
	return (f.employer == "" || f.employer == a.Employer) && (f.kind == "" || f.kind == string(a.Kind))
}

// choices lists the values that a field has in the library, in order.
func choices(infos []AgreementInfo, chosen string, value func(AgreementInfo) string) []option {
	seen := map[string]bool{}
	for _, a := range infos {
		if v := value(a); v != "" {
			seen[v] = true
		}
	}
	var out []option
	for _, v := range slices.Sorted(maps.Keys(seen)) {
		out = append(out, option{v, v, v == chosen})
	}
	return out
}

// agreementOptions lists the agreements for a form, those of the chosen ids selected.
func agreementOptions(infos []AgreementInfo, chosen func(id string) bool) []option {
	out := make([]option, 0, len(infos))
	for _, a := range infos {
		out = append(out, option{a.ID, shortName(a.Title, a.ID), chosen(a.ID)})
	}
	return out
}
