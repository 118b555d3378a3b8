package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// innerTitle reads the title of a labelled provision: run in before its text,
// or alone on the rest of its line and the next ones.
func (r *reader) innerTitle(u *unit) {
	l := r.lines[u.line]
	pos := min(u.lab.end, len(l.Bare))
	rest := l.Bare[pos:]
	r.close(u, u.line, pos)
	if rest == "" {
		// A label alone: its title may stand on the next line.
		if k := u.line + 1; u.lab.word != "" && k < len(r.lines) && titleLike(r.lines[k].Bare) && len(r.lines[k].Bare) < 100 && !r.lines[k].Running {
			if _, labelled := readLabel(r.lines[k].Bare); !labelled && (allCaps(r.lines[k].Bare) || r.lines[k].After == 0) {
				u.title = cleanTitle(r.lines[k].Bare)
				r.close(u, k, len(r.lines[k].Bare))
			}
		}
		return
	}
	named := u.lab.word == wordSection || u.lab.word == wordStep
	ahead := rest
	if k := u.line + 1; len(r.entries) > 0 && k < len(r.lines) && r.lines[k].After == 0 && titleLike(rest) && titleLike(r.lines[k].Bare) {
		ahead += " " + r.lines[k].Bare // a title that wraps
	}
	if e := r.listedUnder(u, ahead); e != nil && (named || e.word == "" && e.Number == u.number) {
		if k, end, ok := r.matchTitle(u.line, pos, e.Title); ok {
			// A bare number stands on many levels: the heading must end where the
			// listed title does ("6. Leave to Vote: Subject to …").
			if after := r.lines[k].Bare[end:]; named || after == "" || strings.HasSuffix(r.lines[k].Bare[:end], ":") || strings.HasSuffix(r.lines[k].Bare[:end], ".") {
				t := r.words(u.line, pos, k, end)
				u.title = r.mended(cleanTitle(t), e.Title)
				if damaged(t) && !damaged(e.Title) {
					u.title = cleanTitle(e.Title)
				}
				for end < len(r.lines[k].Bare) && strings.IndexByte(".:", r.lines[k].Bare[end]) >= 0 {
					end++
				}
				r.close(u, k, end)
				return
			}
		}
	}
	if l.Inner || r.doc.Unbroken && len(l.Bare) > 160 {
		if u.lab.word != "" {
			n := r.inlineTitle(rest, true)
			u.title = cleanTitle(rest[:n])
			r.close(u, u.line, pos+n)
		}
		return
	}
	if r.leadTitle(u, pos) {
		return
	}
	if n, t := runIn(rest); n > 0 {
		u.title = cleanTitle(t)
		r.close(u, u.line, pos+n)
		return
	}
	// A title that wraps: "SECTION 12. CONTINUATION OF INSURANCES FOR / EMPLOYEES."
	joined := rest
	for k := u.line + 1; k < min(u.line+4, len(r.lines)); k++ {
		n := r.lines[k]
		if n.After > 0 || n.Running || len(joined) > 200 {
			break
		}
		if _, labelled := readLabel(n.Bare); labelled {
			break
		}
		if !titleLike(joined) && !lastSmall(joined) {
			break
		}
		at := len(joined) + 1
		joined += " " + n.Bare
		if m, t := runIn(joined); m > at {
			u.title = cleanTitle(t)
			r.close(u, k, m-at)
			return
		}
	}
	if r.apartTitle(u, pos) {
		return
	}
	if titleLike(rest) && !states(rest) && r.standsAlone(u.line, rest, &u.lab) {
		t, last := rest, u.line
		for k := u.line + 1; k < min(u.line+3, len(r.lines)); k++ {
			n := r.lines[k]
			if _, labelled := readLabel(n.Bare); labelled || n.After > 0 || n.Running || !titleLike(n.Bare) || dateLine(n.Bare) {
				break
			}
			if (!allCaps(t) || !allCaps(n.Bare)) && !lastSmall(t) && !strings.HasSuffix(t, "-") {
				break
			}
			t += " " + n.Bare
			last = k
		}
		if r.wrapsInto(t, last) {
			last++
			t = joinTitle(t, r.lines[last].Bare)
		}
		u.title = r.withoutNote(cleanTitle(t))
		r.close(u, last, len(r.lines[last].Bare))
	}
}

// standsAlone: a title-like rest of a line is a title and not the beginning of
// a sentence that the next line goes on with, nor an item of a list.
func (r *reader) standsAlone(k int, rest string, lab *label) bool {
	if lab.word != "" {
		return true
	}
	if strings.HasSuffix(rest, ";") || strings.HasSuffix(rest, ",") || len(strings.Fields(rest)) > 12 || !hasLetters(rest) {
		return false
	}
	if allCaps(rest) || strings.HasSuffix(rest, ":") {
		return true
	}
	if k+1 >= len(r.lines) {
		return false
	}
	next := r.lines[k+1]
	// The next level opens right behind it: "1.1 General / 1.1.1 The Employer".
	if below, ok := readLabel(next.Bare); ok && below.word == "" && len(strings.Fields(rest)) <= 8 {
		if lab.form() == formDecimal && below.form() != formDecimal && below.ord() == 1 && below.end < len(next.Bare) {
			return true // "10.9 Certification Pay", a blank line, "A. An employee …"
		}
		if below.form() == formDecimal && below.prefix == lab.number {
			return true
		}
		if first(&below, lab) && below.form() != formDecimal && (next.After == 0 || !endsSentence(rest)) && below.end < len(next.Bare) {
			return true
		}
	}
	if next.After > 0 {
		// Set apart from its text; an item of a list is followed by the next item.
		_, labelled := readLabel(next.Bare)
		return !labelled && (prosaic(next.Bare) || len(strings.Fields(next.Bare)) >= 8 && !titleLike(next.Bare)) || r.isListed(rest)
	}
	first, _ := utf8.DecodeRuneInString(next.Bare)
	// A sentence behind it, of whatever words, where the title is far from filling
	// its line.
	text := prosaic(next.Bare) || len(strings.Fields(next.Bare)) >= 8 && !titleLike(next.Bare) && !endsSentence(rest) && len(rest)*3 < len(next.Bare)*2
	return r.isListed(rest) || unicode.IsUpper(first) && text && len(rest) < 60
}

// isListed: the contents list has that title.
func (r *reader) isListed(t string) bool {
	f := fold(t)
	return len(f) > 5 && r.inList[f]
}

// listedUnder is the entry of the contents list for a section with u's number
// whose title opens rest.
func (r *reader) listedUnder(u *unit, rest string) *entry {
	f := ""
	var found *entry
	for _, i := range r.below {
		e := &r.entries[i]
		if e.Depth == 0 || e.ord != u.lab.ord() || len(e.Title) < 4 {
			continue
		}
		if f == "" {
			f = fold(rest[:min(len(rest), 200)])
		}
		t := e.folded
		if strings.HasPrefix(f, t) || len(f) >= len(t) && distance(f[:len(t)], t, len(t)/7) <= len(t)/7 {
			if found == nil || len(e.Title) > len(found.Title) {
				found = e
			}
		}
	}
	return found
}
