package outline

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// nest finds the labelled provisions between lines from and to and hangs them
// under u. base is the depth of the first level: 0 under an article.
func (r *reader) nest(u *unit, from, to, base int) {
	pts := r.points(u, from, to)
	if len(pts) == 0 {
		return
	}
	r.styles = r.styles[:0]
	beam := []*nesting{{depth: -1}}
	var next []proposal
	for i := range pts {
		next = next[:0]
		for _, s := range beam {
			next = r.extend(next, s, &pts[i], u)
		}
		beam = choose(next)
	}
	best := beam[0]
	for _, s := range beam[1:] {
		if s.score > best.score {
			best = s
		}
	}
	chain := make([]*nesting, len(pts))
	for i, s := len(pts)-1, best; i >= 0; i, s = i-1, s.back {
		chain[i] = s
	}
	var open []*unit // the units that are open, by depth
	for i, s := range chain {
		if s.depth < 0 {
			continue
		}
		v := r.inner(&pts[i], s, base)
		d := min(int(s.depth), len(open))
		open = append(open[:d], v)
		if d == 0 {
			u.sub = append(u.sub, v)
		} else {
			open[d-1].sub = append(open[d-1].sub, v)
		}
	}
}

// inner makes the unit that a point opens.
func (r *reader) inner(p *point, s *nesting, base int) *unit {
	u := &unit{line: p.line, lab: p.lab, start: r.lines[p.line].Span.Start, conf: max(0.5, min(0.98, 0.72+p.w*0.12))}
	switch d := int(s.depth) + base; d {
	case 0:
		u.kind = corpus.Section
	case 1:
		u.kind = corpus.Subsection
	default:
		u.kind = corpus.Paragraph
	}
	if p.title != "" {
		u.title = r.mended(cleanTitle(p.title), p.listed)
		u.slug = slug(u.title)
		r.close(u, p.to, p.end)
		return u
	}
	u.number = p.lab.number
	switch {
	case u.number == "?":
		u.number = "" // what is lost stays so
		r.illegible(u, "the number of this heading is not legible")
	case p.lab.lost:
		r.illegible(u, "the number of this heading is not whole: "+u.number)
	}
	if p.lab.ord() == 0 && p.lab.form() == formRomanUp && len(s.stack) > 0 {
		u.number = corpus.Roman(int(s.stack[len(s.stack)-1].ord))
	}
	if p.lab.word == wordStep || p.lab.word == wordPlan {
		u.number = strings.TrimSpace(p.lab.printed + " " + u.number)
	}
	r.innerTitle(u)
	return u
}

// illegible says that the number of u could not be read.
func (r *reader) illegible(u *unit, message string) {
	l := r.lines[u.line]
	r.diags = append(r.diags, corpus.Diagnostic{Code: "illegible-number", Severity: corpus.Warning, Message: message,
		Span: corpus.Span{Start: l.Span.Start, End: min(l.Span.End, l.Span.Start+max(u.lab.end, 1))}})
}
