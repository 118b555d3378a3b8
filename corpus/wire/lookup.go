package wire

import (
	"fmt"

	"github.com/clausebook/clausebook/corpus"
)

// LookUp answers a citation, as people type it, from the agreements of list:
// every provision that it may mean, agreement by agreement in the order of
// list, best reading first; and where an agreement only lists the place in its
// contents, that entry. At most limit readings are returned, Total counts all;
// each comes with what it leans on, to that depth ([ReadWith]).
//
// Words of the citation that name one or some of the agreements ("MCO art. 9")
// narrow the search to them; words that name none are told in Notes. The error
// wraps [corpus.ErrNoCitation] where asked names no place.
func LookUp(asked string, list []*corpus.Agreement, limit, depth int) (Show, error) {
	show := Show{Schema: ShowSchema, Citation: asked, Readings: []Shown{}, Contents: []ContentsAnswer{}, Notes: []string{}}
	c, err := corpus.ParseCitation(asked)
	if err != nil {
		return show, fmt.Errorf("look up %.80q: %w", asked, err)
	}
	show.Understood = c.String()
	among := list
	if c.Agreement != "" {
		if meant := named(c.Agreement, list); len(meant) > 0 {
			among = meant
			c.Agreement = ""
		} else {
			show.Notes = append(show.Notes, fmt.Sprintf("No agreement is called %q: looked in all.", c.Agreement))
		}
	}
	for _, a := range among {
		t := corpus.NewTree(a)
		found := t.Lookup(c)
		show.Total += len(found)
		for _, i := range found {
			if len(show.Readings) < limit {
				s := ShownOf(t, i)
				s.With, s.WithMore = ReadWith(t, i, depth)
				show.Readings = append(show.Readings, s)
			}
		}
		if len(found) == 0 {
			show.Contents = append(show.Contents, onlyListed(a, c)...)
		}
	}
	return show, nil
}

// named lists the agreements that words name.
func named(words string, list []*corpus.Agreement) []*corpus.Agreement {
	names := make([]corpus.AgreementName, len(list))
	for i, a := range list {
		names[i] = corpus.AgreementName{ID: a.ID, Title: a.Title, Employer: a.Employer, Union: a.Union, Unit: a.Unit, Source: a.Source.Name}
	}
	ids := map[string]bool{}
	for _, id := range corpus.MatchAgreements(words, names) {
		ids[id] = true
	}
	var meant []*corpus.Agreement
	for _, a := range list {
		if ids[a.ID] {
			meant = append(meant, a)
		}
	}
	return meant
}

// onlyListed finds the entries of a's contents list that c means and that have
// no body.
func onlyListed(a *corpus.Agreement, c corpus.Citation) []ContentsAnswer {
	var out []ContentsAnswer
	for _, i := range a.LookupListed(c) {
		out = append(out, ContentsAnswer{Agreement: a.ID, Source: a.Source.Name, ContentsEntry: ContentsEntryOf(a.Contents[i])})
	}
	return out
}
