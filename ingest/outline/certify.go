package outline

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// reconcile matches the contents list with the body, lists what is missing on
// either side and what the numbering lacks, and says so in diagnostics.
func (r *reader) reconcile(res *Result) {
	children := map[string][]int{}
	for i := range res.Provisions {
		p := &res.Provisions[i]
		children[p.Parent] = append(children[p.Parent], i)
	}
	r.titles = make([]string, len(res.Provisions))
	for i := range res.Provisions {
		p := &res.Provisions[i]
		r.titles[i] = fold(p.Title)
		// What an entry on top of the list may answer to.
		if p.Parent == "" || p.Kind == corpus.Appendix || p.Kind == corpus.Letter || p.Kind == corpus.Section && p.Number == "" {
			r.tops = append(r.tops, i)
		}
	}
	c := &res.Certificate
	matched := make(map[int]bool)
	body := make([]int, len(r.entries)) // provision of each entry, -1 if none
	for i := range r.entries {
		e := &r.entries[i]
		body[i] = -1
		switch {
		case e.Depth == 0:
			sure := false
			if at, ok := r.answers[e]; ok {
				body[i] = at
			} else if body[i], sure = r.matchTop(e, res, matched); !sure {
				// A list that names an article twice. An appendix of the number under another
				// title is another paper ("Attachment A" beside Appendix A).
				if k, again := r.matchTop(e, res, nil); again || body[i] < 0 && e.Kind != corpus.Appendix {
					body[i] = k
				}
			}
		case body[e.top] >= 0:
			body[i] = r.matchUnder(e, body[e.top], res, children, matched)
			if body[i] < 0 {
				body[i] = r.matchBeside(e, res, matched)
			}
			if at, ok := r.stray[e.Number]; body[i] < 0 && ok && e.Number != "" {
				body[i] = holder(res, at) // its label stands there, apart from its words
			}
		}
		out := e.ContentsEntry
		if body[i] >= 0 {
			out.Provision = res.Provisions[body[i]].ID
			matched[body[i]] = true
			c.Matched++
		} else {
			c.WithoutBody++
			page := ""
			if e.Page != "" {
				page = ", p. " + e.Page
			}
			what := "text not found in this file"
			if e.Depth > 0 && body[e.top] >= 0 {
				what = "no heading in the text answers to it" // its article is here
			}
			res.Diagnostics = append(res.Diagnostics, corpus.Diagnostic{Code: "contents-without-body", Severity: corpus.Warning, Span: e.Span,
				Message: fmt.Sprintf("listed in the contents%s, %s: %s", page, what, entryName(e))})
		}
		c.Entries++
		res.Contents = append(res.Contents, out)
	}
	if c.Entries > 0 {
		listed := listedKinds(r.entries)
		for i := range res.Provisions {
			p := &res.Provisions[i]
			if !matched[i] && listed[p.Kind] && (p.Parent == "" || p.Kind != corpus.Article) && depth(p) <= 1 && p.Title != "" && (p.Number != "" || p.Kind != corpus.Section) {
				c.NotListed++
			}
		}
	}
	r.gaps(res, children)
	c.Score = score(c)
}

// matchTop finds the provision that answers to an entry at depth 0, of those that
// are not taken: the articles of a second agreement have the numbers of the first.
// It is sure of it where number and title agree, or all of the two that there is.
func (r *reader) matchTop(e *entry, res *Result, taken map[int]bool) (i int, sure bool) {
	best, group, titled := -1, -1, -1
	for _, i := range r.tops {
		p := &res.Provisions[i]
		if taken[i] {
			continue
		}
		if e.Kind == corpus.Appendix && p.Kind == corpus.Appendix && group < 0 && len(e.Number) == 1 && strings.HasPrefix(p.Number, e.Number+"-") {
			group = i // "Appendix B" of which there are only B-1, B-2, …
		}
		if p.Parent != "" && e.word != "" && p.Kind != corpus.Appendix && p.Kind != corpus.Letter {
			continue
		}
		sameNumber := e.Number != "" && r.numberOf(p) == e.ord && e.ord > 0 && (p.Kind == e.Kind || p.Parent == "" && p.Kind == corpus.Section && e.Kind == corpus.Article) &&
			(e.Kind != corpus.Appendix || strings.EqualFold(cleanNumber(p.Number), cleanNumber(e.Number)))
		if e.Kind == corpus.Letter && sameNumber && e.Title != "" && p.Title != "" && !sameFolded(e.folded, r.titles[i]) {
			sameNumber = false // letters of each sort count from 1
		}
		if sameNumber {
			// The number alone is enough where the list's title was lost.
			if e.Title == "" || p.Title == "" || sameFolded(e.folded, r.titles[i]) {
				return i, true
			}
			best = i
			continue
		}
		if p.Kind == corpus.Signature && e.Number == "" && strings.HasPrefix(e.folded, "signature") {
			return i, true // signatures have no heading of their own
		}
		if taken != nil && e.Number != "" && e.word == wordArticle && p.Kind == corpus.Article && len(e.folded) >= 6 && e.folded == r.titles[i] {
			titled = i // its number differs: one of the two was misread
		}
		if e.word == wordAppendix && e.Number == "" && p.Kind == corpus.Appendix && p.Number == "" && len(e.folded) >= 10 && strings.Contains(r.titles[i], e.folded) {
			return i, true // its form's heading names the parties before it
		}
		if e.Number == "" && e.Title != "" && sameFolded(e.folded, r.titles[i]) && (p.Parent == "" || p.Kind == corpus.Section || p.Kind == corpus.Letter) {
			return i, true
		}
	}
	switch {
	case titled >= 0:
		return titled, true
	case best < 0:
		return group, group >= 0
	}
	return best, false
}

// numberOf is the position of p in the run of its kind, by its number; 0 where it has
// none that can be read.
func (r *reader) numberOf(p *corpus.Provision) int {
	_, _, rd := readNumber(p.Number, true)
	if len(rd) == 0 {
		return 0
	}
	for _, x := range rd {
		if p.Kind == corpus.Article && x.form == formRomanUp && !r.lettered {
			return x.ord
		}
	}
	return rd[0].ord
}

// matchUnder finds the provision inside top that answers to an entry below it.
func (r *reader) matchUnder(e *entry, top int, res *Result, children map[string][]int, matched map[int]bool) int {
	best, score := -1, 0
	var walk func(id string, d int)
	walk = func(id string, d int) {
		for _, i := range children[id] {
			p := &res.Provisions[i]
			s := 0
			if e.Number != "" && strings.EqualFold(cleanNumber(p.Number), cleanNumber(e.Number)) {
				s += 2
				if strings.Count(e.Number, ".") > 0 && p.Title == "" {
					s += d // "9.1.2" stands in one place, however deep
				}
			}
			if e.Title != "" && p.Title != "" && sameFolded(e.folded, r.titles[i]) || e.Number == "" && p.Number != "" && e.folded == fold(p.Number)+r.titles[i] {
				s += 3
			}
			if e.Number != "" && e.Title != "" && p.Title != "" && s == 2 {
				s = 1 // the number is there, under another title
			}
			if matched[i] {
				s -= 2
			}
			if d > 0 {
				s--
			}
			if s > score && (s >= 2 || s == 1 && d == 0 && e.Number != "") {
				best, score = i, s
			}
			if d < 3 {
				walk(p.ID, d+1)
			}
		}
	}
	walk(res.Provisions[top].ID, 0)
	return best
}

// matchBeside finds the one provision, wherever it stands, that has an entry's
// title word for word: a page's layout that sets labels apart moves what is
// below an article into its neighbour.
func (r *reader) matchBeside(e *entry, res *Result, matched map[int]bool) int {
	found := -1
	if r.heaps == 0 || len(e.folded) < 8 {
		return -1
	}
	for i := range res.Provisions {
		if r.titles[i] == e.folded && res.Provisions[i].Parent != "" && !matched[i] {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// holder is the deepest provision that holds the byte at.
func holder(res *Result, at int) int {
	found := -1
	for i := range res.Provisions {
		if s := res.Provisions[i].Span; s.Start <= at && at < s.End {
			found = i
		}
	}
	return found
}

// listedKinds tells which kinds the contents list lists.
func listedKinds(es []entry) map[corpus.Kind]bool {
	n := map[corpus.Kind]int{}
	for i := range es {
		n[es[i].Kind]++
	}
	out := map[corpus.Kind]bool{}
	for k, v := range n {
		out[k] = v >= 3
	}
	return out
}

func depth(p *corpus.Provision) int {
	return strings.Count(p.ID, "__")
}

func entryName(e *entry) string {
	name := e.Title
	if e.Number != "" {
		kind := string(e.Kind)
		if e.Kind == corpus.Letter {
			kind = "letter"
		}
		name = strings.TrimSpace(strings.ToUpper(kind[:1]) + kind[1:] + " " + e.Number + " " + e.Title)
	}
	return name
}

// gaps finds numbers that runs of siblings lack or have twice.
func (r *reader) gaps(res *Result, children map[string][]int) {
	for i := -1; i < len(res.Provisions); i++ {
		id := ""
		if i >= 0 {
			id = res.Provisions[i].ID
		}
		prev := map[string]int{} // kind and form → the sibling before
		divided := -1            // the last heading over a group of siblings
		for n, k := range children[id] {
			p := &res.Provisions[k]
			if p.Kind == corpus.Other && p.Number == "" {
				divided = k
			}
			_, _, rd := readNumber(p.Number, true)
			if len(rd) == 0 {
				continue
			}
			form := rd[0].form
			for _, x := range rd[1:] {
				// "v" behind "iv" is five, not the letter.
				if q, ok := prev[string(p.Kind)+itoa(int(x.form))]; ok && r.ordOf(&res.Provisions[q], x.form)+1 == x.ord {
					form = x.form
				}
			}
			key := string(p.Kind) + itoa(int(form))
			if p.Kind == corpus.Article || p.Kind == corpus.Section {
				key = string(p.Kind)
			}
			if p.Kind == corpus.Appendix || p.Kind == corpus.Letter {
				continue // B-1, B-2, B-6: removed ones leave holes on purpose
			}
			q, ok := prev[key]
			prev[key] = k
			if !ok {
				continue
			}
			before := &res.Provisions[q]
			if p.Kind == corpus.Article && form == formDecimal && decimalPrefix(before.Number) != decimalPrefix(p.Number) {
				continue // articles of an agreement that an amendment changes
			}
			a, b := r.ordOf(before, form), r.ordOf(p, form)
			if a == 0 || b == 0 || b == a+1 || b <= a && divided > q {
				continue // numbers begin anew under another heading
			}
			g := corpus.Gap{Parent: id, After: before.ID, Span: p.HeadingSpan}
			switch {
			case b == a:
				if before.Number != p.Number {
					continue
				}
				g.Repeat, g.Missing = true, kindName(p.Kind)+" "+p.Number
			case r.misplaced(res, children[id][n+1:], p.Kind, a, b, form):
				g.Missing = r.missing(p, a+1, a+1, form)
			case b > a+1 && b-a <= 6:
				g.Missing = r.missing(p, a+1, b-1, form)
			default:
				continue
			}
			res.Certificate.Gaps = append(res.Certificate.Gaps, g)
			msg := g.Missing + " is missing: the numbers run from " + before.Number + " to " + p.Number
			if !g.Repeat && r.misplaced(res, children[id][n+1:], p.Kind, a, b, form) {
				msg = g.Missing + " is missing: " + p.Number + " stands in its place, misprinted or misread"
			}
			if g.Repeat {
				msg = g.Missing + " stands twice"
			}
			res.Diagnostics = append(res.Diagnostics, corpus.Diagnostic{Code: "numbering-gap", Severity: corpus.Warning, Message: msg, Span: p.HeadingSpan})
		}
	}
}

// misplaced: number b stands where a+1 is due, and the next of its kind in rest
// goes on with a+2: 10, 14, 12.
func (r *reader) misplaced(res *Result, rest []int, kind corpus.Kind, a, b int, f form) bool {
	for _, k := range rest {
		if p := &res.Provisions[k]; p.Kind == kind {
			return b != a && b != a+1 && b != a+2 && r.ordOf(p, f) == a+2
		}
	}
	return false
}

func (r *reader) ordOf(p *corpus.Provision, f form) int {
	_, _, rd := readNumber(p.Number, true)
	if p.Kind == corpus.Article {
		return r.numberOf(p)
	}
	for _, x := range rd {
		if x.form == f {
			return x.ord
		}
	}
	return 0
}

func (r *reader) missing(p *corpus.Provision, from, to int, f form) string {
	write := func(v int) string {
		switch {
		case p.Kind == corpus.Article && f != formArabic && !r.lettered, f == formRomanUp:
			return corpus.Roman(v)
		case f == formUpper && v <= 26:
			return string(rune('A' + v - 1))
		case f == formLower && v <= 26:
			return string(rune('a' + v - 1))
		case f == formRomanLo:
			return strings.ToLower(corpus.Roman(v))
		case f == formDecimal:
			// As wide as what stands there: "9.075", "4-12".
			before := strings.LastIndexAny(p.Number, ".-")
			last := len(p.Number) - 1 - before
			if _, frac, ok := strings.Cut(p.Number, "."); ok && len(frac) > 1 && last == len(frac) && strings.TrimLeft(frac, "0123456789") == "" && (frac[0] == '0' || last > 2) {
				return fmt.Sprintf("%s.%0*d", decimalPrefix(p.Number), last, v)
			}
			return p.Number[:before+1] + itoa(v)
		}
		return itoa(v)
	}
	s := kindName(p.Kind) + " " + write(from)
	if to > from {
		s += " to " + write(to)
	}
	return s
}

func kindName(k corpus.Kind) string { return strings.ToUpper(string(k[:1])) + string(k[1:]) }

// score is the share of contents entries that have their body, less a twentieth
// for each gap in the numbering, a hundredth where a heading is not listed; 0
// at the least. Without a contents list it starts from 1.
func score(c *corpus.Certificate) float64 {
	s := 1.0
	if c.Entries > 0 {
		s = float64(c.Matched) / float64(c.Entries)
	}
	s -= min(0.3, 0.05*float64(len(c.Gaps)))
	s -= min(0.2, 0.01*float64(c.NotListed))
	return max(0, float64(int(s*1000+0.5))/1000)
}
