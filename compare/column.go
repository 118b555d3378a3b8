package compare

import (
	"fmt"

	"github.com/clausebook/clausebook/corpus"
)

// A Column is an agreement at the head of a comparison.
type Column struct {
	Agreement string               `json:"agreement"`
	Source    string               `json:"source"`
	Title     string               `json:"title"`
	Kind      corpus.AgreementKind `json:"kind"`
	Employer  string               `json:"employer"`
	Union     string               `json:"union"`
	Unit      string               `json:"unit"`
	Effective *string              `json:"effective"` // ISO date; null where the text does not say
	Expires   *string              `json:"expires"`
	Truncated bool                 `json:"truncated"`
}

func column(a *corpus.Agreement) Column {
	return Column{Agreement: a.ID, Source: a.Source.Name, Title: a.Title, Kind: a.Kind, Employer: a.Employer, Union: a.Union, Unit: a.Unit,
		Effective: pointer(string(a.Effective)), Expires: pointer(string(a.Expires)), Truncated: a.Truncated}
}

// Term is the years that an agreement covers, in words: "2008-01-01 to
// 2011-12-31".
func (c *Column) Term() string {
	switch {
	case c.Effective != nil && c.Expires != nil:
		return *c.Effective + " to " + *c.Expires
	case c.Effective != nil:
		return "from " + *c.Effective
	case c.Expires != nil:
		return "until " + *c.Expires
	}
	return "term not stated"
}

// apart warns of agreements that were not in force at the same time: a rate of
// 2008 beside one of 2018 says little of which is better.
func apart(columns []Column) []string {
	out := []string{}
	for i := range columns {
		for k := i + 1; k < len(columns); k++ {
			a, b := &columns[i], &columns[k]
			if a.Expires != nil && b.Effective != nil && *a.Expires < *b.Effective || b.Expires != nil && a.Effective != nil && *b.Expires < *a.Effective {
				out = append(out, fmt.Sprintf("%s (%s) and %s (%s) cover different years", a.Agreement, a.Term(), b.Agreement, b.Term()))
			}
		}
	}
	for i := range columns {
		if columns[i].Effective == nil && columns[i].Expires == nil && len(columns) > 1 {
			out = append(out, columns[i].Agreement+": its text does not say which years it covers")
		}
	}
	return out
}
