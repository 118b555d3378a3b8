// Package xref finds the citations in an agreement's text and says where each
// leads: to a provision, to several that it may mean, to nothing that is in the
// text, or to a law, rule or paper outside.
//
// What counts as a citation: words that name a place by kind and number
// ("Section 3 above", "Appendix C", "paragraphs A and B of this Subsection"),
// relative ones ("this Article"), titles used as a place ("the Layoff and Recall
// Article"), and authorities outside. Not "this Agreement" for the whole, a bare
// "grievance procedure", or a grievance step in running text.
//
// [Find] scans each provision's clean text once for the few words that can open
// a citation, and reads the words round them with a small grammar; so a citation
// that a line end or a page's furniture cuts in two is found whole. [Resolve]
// then starts where the citation stands and goes outward. Headings are scanned
// too, their own number left out: a letter's title often cites the article that
// it amends. No rule knows any one document; what a document calls things (its
// titles, its appendices' letters) is learned from its provisions.
package xref

import "github.com/clausebook/clausebook/corpus"

// References finds and resolves the cross-references of t's agreement, in the
// order of their spans.
func References(t *corpus.Tree) []corpus.CrossReference {
	return Resolve(t, Find(t))
}

// A Mention is one citation found in the text, not yet resolved. A list gives
// one Mention for each place that it names, a range one for each member.
type Mention struct {
	At    int         // index of the deepest provision that the words stand in
	Span  corpus.Span // the citation's own words; the members of a range share theirs
	Raw   string      // the same, cleaned
	Title string      // a title that stands beside the number, cleaned

	Steps []corpus.Step // outermost first; empty for "this Article" and authorities
	// This is the kind of an outer "this Article", "this Section"; empty if the
	// words have none.
	This corpus.Kind
	// Where is the direction that the words give: "above", "below", or "".
	Where string
	// Whole is set where the words say that the place is in the agreement at
	// large: "Article 9 of this Agreement", "of the primary agreement".
	Whole bool
	// Near is set where the words name a neighbour: -1 for "the preceding
	// Section", 1 for "the following Section"; Steps has its kind.
	Near int
	// In are the steps that the first item of a list stood in, to read a later
	// item against: "Section A of Article 14 and Section B".
	In []corpus.Step

	Authority *corpus.Authority // a law, rule or paper outside; then nothing above is set
}
