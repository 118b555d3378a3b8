package layout

import "github.com/clausebook/clausebook/corpus"

// A PlacedPage is one page of a paged source: words with their places.
// Positions are points from the upper left corner of the page as shown.
type PlacedPage struct {
	Sheet  int    // from 1
	Label  string // as the file defines it, not as printed; empty if it does not
	Width  float64
	Height float64
	Engine string // what read it: "pdf", "ocr"
	OCR    bool
	// Confidence is the mean confidence of the words in [0,1]; 0 where OCR is false.
	Confidence float64
	Note       string       // what its reader says of how it was read; empty if nothing
	Words      []PlacedWord // in the source's order, which need not be that of reading
	Patches    []Patch      // small pictures that stand in its lines
}

// A Patch is a picture that stands in a line of text and is as large as a word: a
// label that a program drew.
type Patch struct {
	X0, Y0, X1, Y1 float64
	Text           string  // what was read off it; empty if nothing was. It is among the words, then
	Confidence     float64 // in [0,1]
}

// A PlacedWord is a run of characters set without a gap.
type PlacedWord struct {
	Text string
	// X0, Y0, X1, Y1 is its place: from where its first character begins to
	// where its last one ends, and from above its capitals to below its baseline.
	X0, Y0, X1, Y1 float64
	Size           float64 // of its font, in points as shown
	Bold           bool
	// Turn is the way it reads: 0 to the right, 1 downwards, 2 to the left
	// (upside down), 3 upwards.
	Turn int
	// Blank: the source has white space behind it, however narrow.
	Blank bool
	// Outside: it stands beyond the edge of what is shown (printers' marks,
	// file names) or at a slant across it (watermarks; then it is a whole run
	// of words); it is kept as matter that is not the document's.
	Outside bool
	// Doubt says why it may not be what is printed; empty if there is no doubt.
	Doubt string
}

// A Cell is a piece of a line of a paged source between wide gaps (or the whole
// line, where it has none) with the range across the page that it takes, in
// points from the edge that its line reads from. Columns of tables are told by
// it, since the text shows that there is a gap and not how wide it is.
type Cell struct {
	Span        corpus.Span
	Left, Right float64
}

// box is the word's place on its page.
func (w *PlacedWord) box(sheet int) corpus.Box {
	return corpus.Box{Sheet: sheet, X0: w.X0, Y0: w.Y0, X1: w.X1, Y1: w.Y1}
}

// patched reports whether a line holds a word that was read off a small picture.
func (p *PlacedPage) patched(line corpus.Box) bool {
	for _, x := range p.Patches {
		if u, v := (x.X0+x.X1)/2, (x.Y0+x.Y1)/2; x.Text != "" && u >= line.X0 && u <= line.X1 && v >= line.Y0 && v <= line.Y1 {
			return true
		}
	}
	return false
}
