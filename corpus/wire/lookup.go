package wire

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// LookUp answers a citation, as people type it, from the agreements of list:
// every provision that it may mean, agreement by agreement, the newest term first,
// best reading first; and where an agreement only lists the place in its
// contents, that entry. At most limit readings are returned, Total counts all;
// each comes with what it leans on, to that depth ([ReadWith]).
//
// Where no agreement has the place, but some have the front part of it ("Article 9,
// Section C" of "Article 9, Section C(7)"), Nearest has that.
//
// Words of the citation that name one or some of the agreements ("MCO art. 9")
// narrow the search to them; words that name none are told in Notes. The error
// wraps [corpus.ErrNoCitation] where asked names no place.
func LookUp(asked string, list []*corpus.Agreement, limit, depth int) (Show, error) {
	show := Show{Schema: ShowSchema, Citation: asked, Readings: []Shown{}, Contents: []ContentsAnswer{}, Nearest: []Near{}, Notes: []string{}}
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
	among = newestFirst(among)
	read := func(t *corpus.Tree, found []int) {
		show.Total += len(found)
		for _, i := range found {
			if len(show.Readings) < limit {
				s := ShownOf(t, i)
				s.With, s.WithMore = ReadWith(t, i, depth)
				show.Readings = append(show.Readings, s)
			}
		}
	}
	trees := make([]*corpus.Tree, len(among))
	for n, a := range among {
		trees[n] = corpus.NewTree(a)
		found := trees[n].Lookup(c)
		read(trees[n], found)
		if len(found) == 0 {
			show.Contents = append(show.Contents, onlyListed(a, c)...)
		}
	}
	if show.Total > 0 || len(show.Contents) > 0 {
		return show, nil
	}
	deepest := 0
	for _, t := range trees {
		_, used := t.LookupPrefix(c)
		deepest = max(deepest, used)
	}
	if deepest == 0 {
		return show, nil
	}
	for _, t := range trees {
		found, used := t.LookupPrefix(c)
		for _, i := range found {
			if used == deepest && len(show.Nearest) < limit {
				show.Nearest = append(show.Nearest, Near{t.Agreement().ID, PlaceOf(&t.Agreement().Provisions[i])})
			}
		}
	}
	return show, nil
}

// newestFirst is list in the order of the agreements' terms, the one that runs
// longest first; those that do not say stand last.
func newestFirst(list []*corpus.Agreement) []*corpus.Agreement {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y *corpus.Agreement) int {
		return cmp.Or(strings.Compare(string(y.Expires), string(x.Expires)), strings.Compare(string(y.Effective), string(x.Effective)))
	})
	return list
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
