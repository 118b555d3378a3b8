package pdftext

import (
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// A Bookmark is an entry of the outline that the file carries for readers to
// find their way by.
type Bookmark struct {
	Depth int    // 0 at the top
	Title string // white space folded
	Sheet int    // from 1; 0 where it leads to no page of the file
}

// Limits of the outline. A file may link its entries in a ring.
const (
	maxBookmarks     = 20_000
	maxBookmarkDepth = 24
)

// bookmarks reads the file's outline; what is damaged is left out.
func bookmarks(doc *pdf.Reader, pages []leaf) []Bookmark {
	m := marker{sheets: map[string]int{}, names: map[string]pdf.Value{}, seen: map[Bookmark]pdf.Value{}, left: maxBookmarks}
	for i := range pages {
		if pages[i].ref != "" {
			m.sheets[pages[i].ref] = i + 1
		}
	}
	_ = guard(func() error {
		root := doc.Trailer().Key("Root")
		if root.Key("Outlines").Kind() != pdf.Dict {
			return nil
		}
		m.old = root.Key("Dests")
		_ = guard(func() error {
			m.flatten(root.Key("Names").Key("Dests"), 0)
			return nil
		})
		m.read(root.Key("Outlines").Key("First"), 0)
		return nil
	})
	return m.out
}

type marker struct {
	sheets map[string]int       // by the page's reference
	old    pdf.Value            // named destinations as a dictionary
	names  map[string]pdf.Value // and those of the tree of names
	visits int                  // nodes of that tree read so far
	seen   map[Bookmark]pdf.Value
	left   int // entries that may still be read
	out    []Bookmark
}

func (m *marker) read(v pdf.Value, depth int) {
	for ; v.Kind() == pdf.Dict && depth < maxBookmarkDepth && m.left > 0; v = v.Key("Next") {
		m.left--
		b := Bookmark{Depth: depth, Title: strings.Join(strings.Fields(v.Key("Title").Text()), " ")}
		dest := v.Key("Dest")
		if dest.Kind() == pdf.Null {
			if a := v.Key("A"); a.Key("S").Name() == "GoTo" {
				dest = a.Key("D")
			}
		}
		_ = guard(func() error {
			b.Sheet = m.sheet(dest, 0)
			return nil
		})
		// A printed dictionary names its neighbours, so that no two are alike.
		if first, ok := m.seen[b]; ok && first.String() == v.String() {
			return
		}
		m.seen[b] = v
		// In an encrypted file titles are, too; they are not worth decrypting.
		if b.Title != "" && !strings.ContainsFunc(b.Title, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }) {
			m.out = append(m.out, b)
		}
		m.read(v.Key("First"), depth+1)
	}
}

// sheet is the page that a destination leads to, or 0.
func (m *marker) sheet(dest pdf.Value, depth int) int {
	if depth > 4 {
		return 0
	}
	switch dest.Kind() {
	case pdf.Array:
		// The library shows the reference of the page only in print.
		f := strings.Fields(strings.TrimPrefix(dest.String(), "["))
		if len(f) > 2 && strings.TrimSuffix(f[2], "]") == "R" {
			return m.sheets[f[0]+" "+f[1]]
		}
	case pdf.Dict:
		return m.sheet(dest.Key("D"), depth+1)
	case pdf.Name:
		return m.sheet(m.old.Key(dest.Name()), depth+1)
	case pdf.String:
		if v := m.old.Key(dest.RawString()); v.Kind() != pdf.Null {
			return m.sheet(v, depth+1)
		}
		return m.sheet(m.names[dest.RawString()], depth+1)
	}
	return 0
}

// flatten reads a tree of names into m.names, as far as its limit lets it.
func (m *marker) flatten(node pdf.Value, depth int) {
	if m.visits++; depth > 12 || m.visits > maxBookmarks {
		return
	}
	list := node.Key("Names")
	for i := 0; i+1 < list.Len() && len(m.names) < 4*maxBookmarks; i += 2 {
		m.names[list.Index(i).RawString()] = list.Index(i + 1)
	}
	kids := node.Key("Kids")
	for i := range kids.Len() {
		m.flatten(kids.Index(i), depth+1)
	}
}
