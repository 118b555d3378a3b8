package outline

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// headLines is how far down its page the heading of what opens it may stand: a
// form's names the parties first.
const headLines = 8

// listedPages finds what the contents list names without a number and no heading
// answered to, on the page that the list gives: its title below the names of a
// form's parties, in other capitals, with a word more or behind the "Re:" of a
// letter. What is found opens with the first line of its page.
func (r *reader) listedPages() {
	if len(r.entries) == 0 {
		return
	}
	for i := range r.entries {
		e := &r.entries[i]
		if e.word == wordLetter && e.Number == "" && e.Page != "" && len(e.folded) >= 8 {
			r.letterOnPage(e)
		}
		if e.Depth != 0 || e.Number != "" || e.word == wordLetter || e.Page == "" || len(e.folded) < 8 {
			continue
		}
		from, to := r.pageLines(e.Page)
		if from >= to || from < r.to || r.answered(e, from, to) {
			continue
		}
		if strings.HasPrefix(e.folded, "signature") {
			r.signaturePage(e, from, to)
			continue
		}
		k, last, end := r.titleOnPage(e, from, to)
		if k < 0 {
			continue
		}
		if u := r.opensPage(from, k); u != nil {
			if u.number == "" && u.lab.word == wordAppendix && u.last+1 == k {
				u.title = strings.TrimSpace(u.title + " " + cleanTitle(r.words(k, 0, last, end)))
				r.close(u, last, end)
				u.entry = e
			}
			continue
		}
		u := &unit{line: from, start: r.lines[from].Span.Start, kind: e.Kind, title: cleanTitle(r.words(k, 0, last, end)), conf: 0.85, entry: e}
		if f := e.folded; strings.Contains(f, "sideletter") || strings.Contains(f, "letterof") || strings.Contains(f, "memorandumof") {
			u.kind = corpus.Letter
		}
		r.close(u, last, end)
		if re := reLine(r.lines[k].Bare); re > 0 {
			// A letter opens with its date and whom it goes to: it has no heading.
			u.title, u.kind = cleanTitle(r.words(k, re, last, end)), corpus.Letter
			u.last, u.headEnd, u.body, u.inline = from, u.start, from, false
		}
		r.top = append(r.top, u)
	}
}

// letterOnPage finds the one letter on the page of an entry that says no more than
// what it is: "Memorandum of Agreement … 31" for one about the leave of nurses.
func (r *reader) letterOnPage(e *entry) {
	from, to := r.pageLines(e.Page)
	var found *unit
	for _, u := range r.top {
		if u.kind != corpus.Letter || u.line < from || u.line >= to || fold(u.lab.printed) != e.folded {
			continue
		}
		if found != nil {
			return
		}
		found = u
	}
	if found != nil && found.entry == nil {
		found.entry = e
	}
}

// pageLines are the lines of the page with that label; none if there is no such
// page, or more than one.
func (r *reader) pageLines(label string) (from, to int) {
	page := -1
	for i := range r.doc.Pages {
		if strings.EqualFold(r.doc.Pages[i].Label, label) {
			if page >= 0 {
				return 0, 0
			}
			page = i
		}
	}
	if page < 0 {
		return 0, 0
	}
	span := r.doc.Pages[page].Span
	from = -1
	for k, l := range r.lines {
		if l.Span.Start >= span.Start && l.Span.End <= span.End && !l.Running {
			if from < 0 {
				from = k
			}
			to = k + 1
		}
	}
	return max(from, 0), to
}

// answered: a unit has the entry's title, on its page or, word for word, elsewhere.
func (r *reader) answered(e *entry, from, to int) bool {
	for _, u := range r.top {
		f := fold(u.title)
		if f == e.folded || u.line >= from && u.line < to && (sameFolded(f, e.folded) || strings.Contains(f, e.folded)) {
			return true
		}
		if u.kind == corpus.Signature && strings.HasPrefix(e.folded, "signature") {
			return true
		}
	}
	return false
}

// opensPage is the unit whose heading is among the lines from from to k.
func (r *reader) opensPage(from, k int) *unit {
	for _, u := range r.top {
		if u.line <= k && u.last >= from {
			return u
		}
	}
	return nil
}

// titleOnPage finds the lines k to last, up to offset end, that say e's title at
// the head of its page; k is -1 if none do.
func (r *reader) titleOnPage(e *entry, from, to int) (k, last, end int) {
	for k = from; k < min(to, from+headLines); k++ {
		s := r.lines[k].Bare
		re := reLine(s)
		n, stop, ok := r.matchTitle(k, re, e.Title)
		if ok && n < to {
			switch rest := r.lines[n].Bare[stop:]; {
			case re > 0:
				return k, n, stop
			case strings.Trim(rest, " .*0123456789") == "": // or the number of a note
				return k, n, stop
			}
		}
		if k > from && re == 0 && !titleLike(s) && !allCaps(s) && !formLine(s) && len(s) > 60 {
			break
		}
	}
	// The title with a word more: "… LOW BUDGET / THEATRICAL AGREEMENT".
	want := words(e.Title)
	var got []string
	for k = from; k < min(to, from+4) && allCaps(r.lines[k].Bare); k++ {
		if _, labelled := readLabel(r.lines[k].Bare); labelled {
			break
		}
		got = append(got, words(r.lines[k].Bare)...)
		if len(want) >= 4 && len(got) >= len(want) && len(got) <= len(want)+2 && within(want, got) && (k+1 >= to || !allCaps(r.lines[k+1].Bare)) {
			return from, k, len(r.lines[k].Bare)
		}
	}
	return -1, 0, 0
}

// signaturePage makes the signatures of a page that holds little else.
func (r *reader) signaturePage(e *entry, from, to int) {
	size := 0
	for _, l := range r.lines[from:to] {
		size += len(strings.Trim(l.Bare, "_ "))
	}
	if size > 800 || r.opensPage(from, to-1) != nil {
		return
	}
	start := r.lines[from].Span.Start
	r.top = append(r.top, &unit{line: from, last: from, start: start, headEnd: start, kind: corpus.Signature, slug: "signature", conf: 0.8, body: from, entry: e})
}

// reLine is the length of the "Re:" that opens s; 0 if none does.
func reLine(s string) int {
	if len(s) > 4 && strings.EqualFold(s[:3], "re:") {
		return 3 + skipBlank(s[3:])
	}
	return 0
}

// formLine: s has a blank to fill in.
func formLine(s string) bool { return strings.Contains(s, "___") }

// words are the words of a title, folded.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// within: all stands in longer, in order.
func within(all, longer []string) bool {
	k := 0
	for _, w := range longer {
		if k < len(all) && all[k] == w {
			k++
		}
	}
	return k == len(all)
}
