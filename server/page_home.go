package server

import (
	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
)

type homePage struct {
	page
	Agreements []homeRow
}

type homeRow struct {
	Href, Name, File      string
	Badges                []badge
	Employer, Union, Unit string
	Term                  string
	Provisions            int
	Score                 float64
	Checked               bool // it has a contents list to check the reading against
	Doubts                int
}

func (s *Server) pageHome(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	h := homePage{page: s.page("", "library")}
	h.OwnSearch = true
	for _, a := range infos {
		h.Agreements = append(h.Agreements, homeRow{
			Href: agreementHref(a.ID), Name: nameOf(a.Title, a.ID), File: a.Source.Name, Badges: s.badgesOf(a),
			Employer: a.Employer, Union: a.Union, Unit: a.Unit, Term: termText(a.Effective, a.Expires),
			Provisions: a.Provisions, Score: a.Score, Checked: a.ContentsEntries > 0, Doubts: a.Diagnostics,
		})
	}
	return s.sendPage(c, "home", h)
}

// agreementOptions lists the agreements for a form, those of the chosen ids selected.
func agreementOptions(infos []AgreementInfo, chosen func(id string) bool) []option {
	out := make([]option, 0, len(infos))
	for _, a := range infos {
		out = append(out, option{a.ID, shortName(a.Title, a.ID), chosen(a.ID)})
	}
	return out
}

// kindOptions lists the kinds of provisions for a form.
func kindOptions(chosen string) []option {
	var out []option
	for _, k := range corpus.Kinds() {
		out = append(out, option{string(k), string(k), string(k) == chosen})
	}
	return out
}
