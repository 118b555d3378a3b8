package layout

import "github.com/clausebook/clausebook/corpus"

// A Doubt is a word that may not be what is printed, and why.
type Doubt struct {
	Span corpus.Span
	Why  string
}

// doubted is a doubt in the text of a row: bytes [from,to).
type doubted struct {
	from, to int
	why      string
}
