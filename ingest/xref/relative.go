package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// bareLabel is a number without a kind word in front of "above" or "below":
// "F.3(b) and (c)", "G(2)", "(1) or (2)", "See 2.".
var bareLabel = pattern.New(`(?:^|[\s(])((?:(?:[Ss]ee|[Ii]n|[Uu]nder|[Bb]y|[Pp]er|[Oo]r|[Aa]nd) )?(?:[A-Z]\.?\d{0,2}|\d{1,2})?\.?(?:\([A-Za-z0-9]{1,3}\))*(?:,? (?:and|or) (?:\([A-Za-z0-9]{1,3}\)|[A-Z]\.?\d{1,2}))?[.,]?) $`)

// dottedLabel is an item's whole path in brackets: "(1.b.5) above".
var dottedLabel = pattern.New(`(?:^|\s)\((\d{1,2}(?:\.[A-Za-z0-9]{1,2}){1,4})\) $`)

// dotted notes the path that begins at start, with the direction word s[p:e].
func (x *scanner) dotted(start, p, e int) {
	path, _, _ := strings.Cut(x.s[start:p], ")")
	var steps []corpus.Step
	for n := range strings.SplitSeq(path, ".") {
		steps = append(steps, corpus.Step{Number: n})
	}
	x.add(start-1, e, Mention{Steps: steps, Where: side(x.s[p:e])})
}

// side is "above" or "below" for the direction word w.
func side(w string) string {
	if strings.HasSuffix(strings.ToLower(w), "below") {
		return "below"
	}
	return "above"
}

// relative reads a number without a kind word in front of "above" or "below".
func (x *scanner) relative(p, e int) {
	from := max(x.done, p-40)
	if m := dottedLabel.FindStringSubmatchIndex(x.s[from:p]); m != nil {
		x.dotted(from+m[2], p, e)
		return
	}
	m := bareLabel.FindStringSubmatchIndex(x.s[from:p])
	if m == nil {
		return
	}
	start := from + m[2]
	if before := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(x.s[from:start], " "), "through"), " ()0123456789"); strings.HasSuffix(before, "No.") || strings.HasSuffix(before, "Nos.") || strings.HasSuffix(before, "Example") {
		return // "Example Nos. (1) and (2) below": an example's number
	}
	text := x.s[start:p]
	c := cursor{x.s, start}
	see := c.takeWord("see", "in", "under", "by", "per", "or", "and")
	c.spaces()
	body := strings.TrimRight(x.s[c.p:p], " ")
	hasPin := strings.Contains(body, "(") || len(body) > 1 && upper(body[0]) && strings.ContainsAny(body[1:2], ".0123456789") && strings.ContainsAny(body, "0123456789")
	if body == "" || !hasPin && (!see || !strings.HasSuffix(body, ".") || !strings.EqualFold(strings.Fields(text)[0], "see")) {
		return
	}
	it, ok := x.g.label(&c, kindAt{kind: corpus.Paragraph})
	if !ok || it.start < x.done {
		return
	}
	items := []item{it}
	for {
		more := x.g.more(&c, kindAt{kind: corpus.Paragraph, plural: true}, items[len(items)-1])
		if more == nil {
			break
		}
		items = append(items, more...)
	}
	c.take(".")
	c.take(",")
	if strings.TrimSpace(x.s[c.p:max(c.p, p)]) != "" || c.p > p {
		return
	}
	where := side(x.s[p:e])
	items[len(items)-1].end = e
	for _, it := range items {
		it.steps[0].Kind = ""
		x.add(it.start, it.end, Mention{Steps: it.steps, Where: where})
	}
}
