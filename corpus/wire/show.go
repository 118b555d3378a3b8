package wire

import (
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// ShowSchema is the version of [Show], the value of its "schema" field.
const ShowSchema = "clausebook.show/1"

// A Show is the answer to a citation: every provision that it may mean, and
// the contents entries that it names where the body is not in the file.
type Show struct {
	Schema     string           `json:"schema"`
	Citation   string           `json:"citation"`   // as asked
	Understood string           `json:"understood"` // in canonical form
	Total      int              `json:"total"`      // readings in all
	Readings   []Shown          `json:"readings"`   // best first
	Contents   []ContentsAnswer `json:"contents"`   // named by a contents list only
	// Nearest is the front part of the citation that exists, where the whole of it
	// does not.
	Nearest []Near   `json:"nearest"`
	Notes   []string `json:"notes"` // doubts about how the citation was read
}

// A Near is a place that a citation would be in, if it existed.
type Near struct {
	Agreement string `json:"agreement"`
	Place
}

// A ContentsAnswer is a contents entry to which no body answers.
type ContentsAnswer struct {
	Agreement string `json:"agreement"`
	Source    string `json:"source"`
	ContentsEntry
}

// A Shown is one provision with all that a reader needs beside it.
type Shown struct {
	Agreement AgreementRef `json:"agreement"`
	Provision
	// FullText is heading, own text and all that stands below, in order.
	FullText string `json:"full_text"`
	// ContentsPage is the page that the contents list gives for it; null where
	// no entry answers to it or the entry has none.
	ContentsPage  *string           `json:"contents_page"`
	Breaks        []int             `json:"breaks"`     // byte offsets into text, each a place to break a paragraph
	Breadcrumb    []Place           `json:"breadcrumb"` // outermost first; the provision itself is not in it
	Children      []Place           `json:"children"`
	Previous      *Place            `json:"previous"` // in document order
	Next          *Place            `json:"next"`
	ReferencesOut []PlacedReference `json:"references_out"` // in its own text and heading
	ReferencesIn  []PlacedReference `json:"references_in"`  // from elsewhere to it
	// With is what the provision leans on, to the depth asked for; empty unless one
	// was. WithMore says that there was too much to list.
	With        []Companion  `json:"with"`
	WithMore    bool         `json:"with_more"`
	Terms       []Term       `json:"terms"`
	Tables      []Table      `json:"tables"`
	Diagnostics []Diagnostic `json:"diagnostics"` // inside its span, those of its children not among them
}

// An AgreementRef names an agreement.
type AgreementRef struct {
	ID     string  `json:"id"`
	Title  *string `json:"title"`
	Source string  `json:"source"` // base name of its file
}

// A Place names a provision.
type Place struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"`
	Number   *string `json:"number"`
	Title    *string `json:"title"`
	Citation string  `json:"citation"`
	Page     *string `json:"page"`
}

// A PlacedReference is a reference with the provisions at both its ends.
type PlacedReference struct {
	Reference
	FromPlace   *Place `json:"from_place"`
	TargetPlace *Place `json:"target_place"`
}

// ShownOf is provision i of t's agreement with all that belongs beside it.
func ShownOf(t *corpus.Tree, i int) Shown {
	a := t.Agreement()
	p := &a.Provisions[i]
	s := Shown{
		Agreement: AgreementRef{ID: a.ID, Title: orNull(a.Title), Source: a.Source.Name},
		Provision: ProvisionOf(t, i),
		FullText:  t.CleanAll(i).Text, ContentsPage: contentsPage(a, p.ID),
		Breaks: append([]int{}, t.CleanText(i).Breaks...),
		With:   []Companion{}, Breadcrumb: []Place{}, Children: []Place{}, Terms: []Term{}, Tables: []Table{}, Diagnostics: []Diagnostic{},
		ReferencesOut: References(t, p.ID, ""), ReferencesIn: References(t, "", p.ID),
	}
	path := t.Path(i)
	for _, k := range path[:len(path)-1] {
		s.Breadcrumb = append(s.Breadcrumb, PlaceOf(&a.Provisions[k]))
	}
	for _, k := range t.Children(i) {
		s.Children = append(s.Children, PlaceOf(&a.Provisions[k]))
	}
	if i > 0 {
		previous := PlaceOf(&a.Provisions[i-1])
		s.Previous = &previous
	}
	if i+1 < len(a.Provisions) {
		next := PlaceOf(&a.Provisions[i+1])
		s.Next = &next
	}
	for _, x := range a.Terms {
		if x.Provision == p.ID {
			s.Terms = append(s.Terms, termOf(a, x))
		}
	}
	for _, x := range a.Tables {
		if x.Provision == p.ID {
			s.Tables = append(s.Tables, tableOf(a, x))
		}
	}
	for _, d := range a.Diagnostics {
		if !d.Span.IsZero() && t.At(d.Span.Start) == i {
			s.Diagnostics = append(s.Diagnostics, DiagnosticOf(d))
		}
	}
	return s
}

// contentsPage is the page that a's contents list gives for the provision of
// that id.
func contentsPage(a *corpus.Agreement, id string) *string {
	for _, e := range a.Contents {
		if e.Provision == id && e.Page != "" {
			return new(e.Page)
		}
	}
	return nil
}

// PlaceOf names p.
func PlaceOf(p *corpus.Provision) Place {
	return Place{ID: p.ID, Kind: string(p.Kind), Number: orNull(p.Number), Title: orNull(p.Title),
		Citation: p.Citation, Page: orNull(p.Page)}
}

// References lists the references of t's agreement that stand in provision
// from and lead to provision to, in document order. An empty id stands for
// any; an ambiguous reference leads to each of its candidates. Descendants do
// not count as the provision itself.
func References(t *corpus.Tree, from, to string) []PlacedReference {
	list := []PlacedReference{}
	place := func(id string) *Place {
		p := t.Provision(id)
		if id == "" || p == nil {
			return nil
		}
		w := PlaceOf(p)
		return &w
	}
	for _, r := range t.Agreement().References {
		if from != "" && r.From != from || to != "" && r.Target != to && !slices.Contains(r.Candidates, to) {
			continue
		}
		list = append(list, PlacedReference{Reference: ReferenceOf(r), FromPlace: place(r.From), TargetPlace: place(r.Target)})
	}
	slices.SortStableFunc(list, func(x, y PlacedReference) int { return x.Span.Start - y.Span.Start })
	return list
}
