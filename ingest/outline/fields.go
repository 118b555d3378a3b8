package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// fields reads a document whose top is labelled fields ("PURPOSE: To ensure
// that …"), as procedures have.
func (r *reader) fields() {
	var us []*unit
	times := map[string]int{} // a field stands once; who acts is named again and again
	for _, l := range r.lines {
		if n := strings.IndexByte(l.Bare, ':'); n > 0 {
			times[l.Bare[:n]]++
		}
	}
	for k, l := range r.lines {
		if k >= r.from && k < r.to {
			continue
		}
		n := strings.IndexByte(l.Bare, ':')
		if n < 3 || times[l.Bare[:n]] > 1 || n > 60 || !allCaps(l.Bare[:n]) || len(strings.Fields(l.Bare[:n])) > 5 || strings.ContainsAny(l.Bare[:n], ".;,") {
			continue
		}
		u := &unit{line: k, start: l.Span.Start, kind: corpus.Section, title: sentenceCase(l.Bare[:n]), slug: slug(l.Bare[:n]), conf: 0.9}
		r.close(u, k, n+1)
		us = append(us, u)
	}
	if len(us) < 3 {
		return
	}
	for i, u := range us {
		end := len(r.lines)
		if i+1 < len(us) {
			end = us[i+1].line
		}
		// Inside a field, short lines that end in a colon name who acts.
		var sub []*unit
		for k := u.body; k < end; k++ {
			l := r.lines[k]
			if s := l.Bare; strings.HasSuffix(s, ":") && len(strings.Fields(s)) <= 4 && titleLike(s) && l.After > 0 {
				v := &unit{line: k, start: l.Span.Start, kind: corpus.Subsection, title: cleanTitle(s), slug: slug(s), conf: 0.8}
				r.close(v, k, len(s))
				sub = append(sub, v)
			}
		}
		if len(sub) >= 2 {
			u.sub = sub
		}
	}
	r.top, r.filled = us, true
}

// sentenceCase writes a title in capitals as words: "CONTACT AGENCY" → "Contact
// Agency".
func sentenceCase(s string) string {
	f := strings.Fields(strings.ToLower(s))
	for i, w := range f {
		c, n := utf8.DecodeRuneInString(w)
		f[i] = string(unicode.ToUpper(c)) + w[n:]
	}
	return strings.Join(f, " ")
}

// bare reads a document without any unit on top: its labels are its sections.
func (r *reader) bare() {
	root := &unit{line: -1, last: -1, kind: corpus.Other}
	r.nest(root, r.to, len(r.lines), 0)
	if len(root.sub) >= 2 {
		r.top, r.filled = root.sub, true
	}
}
