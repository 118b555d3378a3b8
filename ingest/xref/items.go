package xref

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// marked reports whether the text of provision i, its own or a descendant's, has
// an item with that number: "2." or "(2)" at the start of a line or piece.
func (r *resolver) marked(i int, number string) bool {
	return r.mark(i, number, corpus.Span{}, "") >= 0
}

// mark is the place of an item's number in i's text; -1 if there is none. With a
// direction, only on that side of the citation at.
func (r *resolver) mark(i int, number string, at corpus.Span, where string) int {
	key := itemKey{i, number}
	places, ok := r.items[key]
	if !ok {
		p := &r.a.Provisions[i]
		places = itemPlaces(r.a.Text[p.HeadingSpan.End:p.Span.End], number)
		for n := range places {
			places[n] += p.HeadingSpan.End
		}
		for j := i; j < len(r.a.Provisions) && r.a.Provisions[j].Span.Start < p.Span.End; j++ {
			if at := r.opensWith(j, number); at >= 0 {
				places = append(places, at)
			}
		}
		slices.Sort(places)
		r.items[key] = places
	}
	for _, p := range places {
		// The citation itself, "(a) or (b) above", is no item.
		if p >= at.Start-1 && p < at.End || where == "above" && p > at.Start || where == "below" && p < at.Start {
			continue
		}
		return p
	}
	return -1
}

// opensWith is the place of an item's number right behind the heading of
// provision j, on the same line ("Medical Benefits i. For employees hired …"); -1
// if its text opens otherwise.
func (r *resolver) opensWith(j int, number string) int {
	p := &r.a.Provisions[j]
	if p.Title == "" || p.HeadingSpan.Len() == 0 {
		return -1
	}
	text := r.a.Text[p.HeadingSpan.End:p.Span.End]
	at := len(text) - len(strings.TrimLeft(text, " \t("))
	rest := text[at:]
	if !strings.HasPrefix(rest, number) || len(rest) < len(number)+2 || strings.IndexByte(".)", rest[len(number)]) < 0 || rest[len(number)+1] != ' ' {
		return -1
	}
	return p.HeadingSpan.End + at
}

// An itemKey is a number looked for in a provision's text.
type itemKey struct {
	provision int
	number    string
}

// itemPlaces lists the places in text where an item with that number begins:
// "2." or "(2)" first on its line, or behind a mark that ends what was before it
// ("…; (2) employees …").
func itemPlaces(text, number string) []int {
	var out []int
	for from := 0; ; {
		k := strings.Index(text[from:], number)
		if k < 0 {
			return out
		}
		at := from + k
		from = at + len(number)
		if from+1 > len(text) || from < len(text) && !strings.ContainsRune(".)\"", rune(text[from])) || from+1 < len(text) && !strings.ContainsRune(" \t\n\r*", rune(text[from+1])) {
			continue
		}
		b := at
		if b > 0 && (text[b-1] == '(' || text[b-1] == '"') {
			b--
		}
		if b > 0 && (letter(text[b-1]) || digit(text[b-1]) || text[b-1] == '.' || text[b-1] == '-') {
			continue
		}
		bracket := b < at && text[b] == '('
		e := b
		for e > 0 && strings.ContainsRune(" *\t", rune(text[e-1])) {
			e--
		}
		switch {
		case e == 0, text[e-1] == '\n', text[e-1] == '\r', text[e-1] == '\f', b-e > 2, strings.Contains(text[e:b], "\t"):
		case text[e-1] == '-' && lineStart(text[:e-1]), strings.HasSuffix(text[:e], "•"): // a bullet
		case strings.ContainsRune(";:.", rune(text[e-1])), text[e-1] == ',' && bracket:
		case bracket && (strings.HasSuffix(text[:e], " and") || strings.HasSuffix(text[:e], " or")):
		case marginNumber(text[:e]):
		default:
			continue
		}
		out = append(out, b)
	}
}

// lineStart reports whether text ends with a line that is empty so far.
func lineStart(text string) bool {
	return strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:]) == ""
}

// marginNumber reports whether text ends with a line that so far is a number of
// one or two digits: a line number in the margin.
func marginNumber(text string) bool {
	line := strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:])
	return len(line) > 0 && len(line) < 3 && strings.Trim(line, "0123456789") == ""
}

// markedAround is the nearest unit round i, i included, whose text has an item
// with that number on the side that the words say; -1 if none. A whole article is
// too wide: its items are many.
func (r *resolver) markedAround(i int, number, where string, at corpus.Span) int {
	top := r.scope(i)
	for j := i; j >= 0; j = r.t.Parent(j) {
		if p := r.mark(j, number, at, where); p >= 0 {
			return r.t.At(p)
		}
		if j == top || r.t.Parent(j) == top && r.a.Provisions[j].Kind != corpus.Letter {
			break
		}
	}
	return -1
}

// decimal is a number of several levels, two dots or digits on both sides: "22.4",
// "24.6.3.2".
var decimal = pattern.New(`^\d{1,3}(?:\.\d{1,3}){1,4}$`)

// decimalLabel is such a number where it opens a line, alone or with others that
// a page's columns left together ("6.1 6.2 The City shall …").
var decimalLabel = pattern.New(`(?m)^[ \t*#]*((?:(?:Section |SECTION )?\d{1,3}(?:\.\d{1,3}){1,4}\.?[ \t]+)+)`)

// labelled is the provision whose text has a line that opens with that decimal
// number, where no unit has it: the unit was not told apart, but its text is
// there. -1 if there is none, or if the number is no decimal one.
func (r *resolver) labelled(number string) int {
	if !decimal.MatchString(number) {
		return -1
	}
	if r.labels == nil {
		r.labels = map[string]int{}
		for _, m := range decimalLabel.FindAllStringSubmatchIndex(r.a.Text, -1) {
			for label := range strings.FieldsSeq(r.a.Text[m[2]:m[3]]) {
				label = strings.TrimRight(label, ".")
				if i := r.t.At(m[2]); i >= 0 && decimal.MatchString(label) && r.labelledIn(i, label) {
					if _, ok := r.labels[label]; !ok {
						r.labels[label] = i
					}
				}
			}
		}
	}
	if i, ok := r.labels[number]; ok {
		return i
	}
	return -1
}

// labelledIn reports whether a decimal number may be a label of what provision i
// holds: it begins with the number of i or of something round it, so that an
// amount, a date or a time is none.
func (r *resolver) labelledIn(i int, label string) bool {
	for ; i >= 0; i = r.t.Parent(i) {
		if n := r.a.Provisions[i].Number; n != "" && (strings.HasPrefix(label, n+".") || strings.Contains(n, ".") && strings.HasPrefix(label, n[:strings.IndexByte(n, '.')+1])) {
			return true
		}
	}
	return false
}

// ownLine reports whether the citation opens its line, and what is cited would
// stand in the article that the line is in: "Section 29.45 When in the judgment …"
// is then a heading that was misprinted or not told apart.
func (r *resolver) ownLine(m *Mention) bool {
	before := strings.TrimRight(r.a.Text[:m.Span.Start], " \t*#")
	if before != "" && before[len(before)-1] != '\n' && before[len(before)-1] != '\f' {
		return false
	}
	if at := strings.TrimRight(before, " \t\r\n\f"); at != "" && strings.IndexByte(".;:!?)\"", at[len(at)-1]) < 0 {
		return false // the line goes on with a sentence
	}
	top := r.scope(m.At)
	return len(m.Steps) > 0 && r.a.Provisions[top].Number != "" && strings.HasPrefix(m.Steps[0].Number, r.a.Provisions[top].Number+".")
}
