// Package gold holds what people found in the shipped documents by reading
// them: structure, references, typed facts, judged queries and topics. eval
// measures the program against it; nothing else may look at it.
//
// The files' form is in README.md. Offsets count code points of the source
// text; [Offsets] turns them into bytes.
package gold

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

//go:embed *.json
var files embed.FS

// A Set is everything that was checked by hand.
type Set struct {
	Structures []Structure // one a document, by name
	Queries    []Query
	Own        []Query // judged apart; each in one of two halves
	Topics     []Topic
	Values     []Value
}

// A Structure is a document's units and references.
type Structure struct {
	Doc    string      `json:"doc"` // its file's name
	Meta   Meta        `json:"meta"`
	Units  []Unit      `json:"units"` // document order, parents before children
	Xrefs  []Reference `json:"xrefs"` // document order
	Traps  []Place     `json:"traps"` // look like headings and are not
	Tricky []Place     `json:"tricky"`
	Tables []Table     `json:"tables"`
}

// A Meta is what a document says about itself.
type Meta struct {
	Title     string               `json:"title"`
	Employer  *string              `json:"employer"`
	Union     *string              `json:"union"`
	Unit      *string              `json:"unit"`
	Effective *string              `json:"effective"`
	Expires   *string              `json:"expires"`
	Kind      corpus.AgreementKind `json:"kind"`
	Notes     string               `json:"notes"`
}

// A Unit is a provision.
type Unit struct {
	Path    string      `json:"path"` // kind:number joined by "/", outermost first
	Kind    corpus.Kind `json:"kind"`
	Number  *string     `json:"number"` // as printed
	Title   *string     `json:"title"`
	Heading string      `json:"heading"`
	Offset  int         `json:"offset"` // code points, where the heading begins
	End     int         `json:"end"`    // just past the last character that is not furniture
	First   string      `json:"first"`  // first words of the body
	Last    string      `json:"last"`
	Page    *string     `json:"page"` // printed label
	// Optional: right to give and right to leave out.
	Optional bool `json:"optional"`
	// Group: stands only in the contents list; in the body its parts' headings
	// are all there is. A citation of it means its parts.
	Group bool `json:"group"`
}

// A ReferenceKind says where a citation leads.
type ReferenceKind string

// The kinds of references.
const (
	Internal  ReferenceKind = "internal"
	External  ReferenceKind = "external"
	Dangling  ReferenceKind = "dangling"
	Ambiguous ReferenceKind = "ambiguous"
)

// A Reference is a citation and its target.
type Reference struct {
	From   string        `json:"from"` // path of the unit it stands in
	Raw    string        `json:"raw"`
	Offset int           `json:"offset"`
	Target *string       `json:"target"` // path
	Kind   ReferenceKind `json:"kind"`
	Note   string        `json:"note"`
}

// A Place is a place of the text with what to know about it.
type Place struct {
	Offset int    `json:"offset"`
	Text   string `json:"text"`
	Why    string `json:"why"`
}

// A Table is a table's place and size.
type Table struct {
	In    string `json:"in"`
	Title string `json:"title"`
	Rows  int    `json:"rows"`
	Cols  int    `json:"cols"`
}

// A Query is what staff type, with the provisions that answer it. An empty
// list means that nothing is there and nothing should be shown.
type Query struct {
	Text     string     `json:"q"`
	Kind     string     `json:"kind"` // keyword, question, mismatch, citation
	Tag      string     `json:"tag"`  // none, typo, named, toc-only; mostly empty
	Half     Half       `json:"half"` // of Set.Own only
	Relevant []Relevant `json:"relevant"`
	Note     string     `json:"note"`
}

// A Half says what a query of Set.Own may be used for.
type Half string

// The halves: Tune may be looked at while the search is changed, Held is only
// measured.
const (
	Tune Half = "tune"
	Held Half = "held"
)

// A Relevant is one provision that answers a query.
type Relevant struct {
	Doc   string `json:"doc"` // number of the document: "004"
	Path  string `json:"path"`
	Grade int    `json:"grade"` // 3 answers it, 2 strongly related, 1 mentions it
}

// A Topic is a subject of bargaining and where each document has it.
type Topic struct {
	ID         string              `json:"topic"`
	Label      string              `json:"label"`
	Where      map[string][]string `json:"where"` // document number → paths, best first
	Absent     []string            `json:"absent"`
	AbsentWhy  map[string]string   `json:"absent_why"` // none, toc_only, outside_excerpt
	Contents   map[string]string   `json:"toc_only"`   // the entry, as printed
	Values     map[string]string   `json:"values"`     // what it says, in a reader's words
	Quote      map[string]string   `json:"quote"`
	MoreQuotes map[string][]string `json:"more_quotes"`
	Note       string              `json:"note"`
}

// A Value is a typed fact with the words it comes from.
type Value struct {
	Doc       string          `json:"doc"`
	Path      string          `json:"path"`
	Fact      string          `json:"fact"`
	Type      corpus.TermType `json:"type"`
	Value     any             `json:"value"` // number, or an ISO date
	Unit      string          `json:"unit"`  // "calendar day", "USD per year"
	Quote     string          `json:"quote"` // white space folded
	Effective corpus.Date     `json:"effective"`
	Note      string          `json:"note"`
	// UnitAsWritten and DefinedBy: the unit is the one that the document's own
	// definition gives the word that is printed.
	UnitAsWritten string `json:"unit_as_written"`
	DefinedBy     string `json:"defined_by"`
}

// Load reads the set that the program was built with.
func Load() (*Set, error) { return Read(files) }

var structureName = regexp.MustCompile(`^[0-9]+\.json$`)

// Read reads a set from the top folder of fsys. A file for a document is named
// by the document's number, "002.json"; a file that is not there leaves its part
// empty, but a folder without any of them fails.
func Read(fsys fs.FS) (*Set, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("gold: %w", err)
	}
	s, found := &Set{}, false
	for _, e := range entries {
		var into any
		switch name := e.Name(); {
		case name == "queries.json":
			into = &s.Queries
		case name == "queries-own.json":
			into = &s.Own
		case name == "topics.json":
			into = &s.Topics
		case name == "values.json":
			into = &s.Values
		case structureName.MatchString(name):
			s.Structures = append(s.Structures, Structure{})
			into = &s.Structures[len(s.Structures)-1]
		default:
			continue
		}
		found = true
		data, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			return nil, fmt.Errorf("gold: %w", err)
		}
		if err := json.Unmarshal(data, into); err != nil {
			return nil, fmt.Errorf("gold: %s: %w", e.Name(), err)
		}
	}
	if !found {
		return nil, fmt.Errorf("gold: no gold files found")
	}
	return s, nil
}

// Structure is the structure of the document with that number or file name, or
// nil.
func (s *Set) Structure(doc string) *Structure {
	for i := range s.Structures {
		if Number(s.Structures[i].Doc) == Number(doc) {
			return &s.Structures[i]
		}
	}
	return nil
}

// Number is the number that a document's file name begins with: "002" for
// "002_2f7e597669a4051f.txt". Gold files name documents by it.
func Number(name string) string {
	n, _, _ := strings.Cut(name, "_")
	n, _, _ = strings.Cut(n, ".")
	return n
}
