package outline

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// Contents lists are set in many ways. What is here turns the lines of the
// others into the common one, "ARTICLE 9 Title 12", so that one reader of
// entries does for all: numbers without their word under a heading "ARTICLE
// PAGE" (listNumbered), numbers behind their titles in a column of their own
// (listTrailing), and labels that the page's layout set in a heap apart from
// their titles (unheap, in listheaps.go).

// headingWords are the words that head the columns of a contents list.
var headingWords = map[string]bool{"article": true, "articles": true, "section": true, "sections": true, "appendix": true, "appendices": true,
	"exhibits": true, "title": true, "subject": true, "topic": true, "description": true, "name": true, "content": true, "page": true, "pages": true, "no": true,
	"number": true, "numbers": true, "table": true, "of": true, "contents": true, "continued": true, "contd": true, "cont": true, "index": true}

// columnHeading reads a line that heads the columns of a contents list, or names
// the list: "ARTICLE TITLE PAGE", "APPENDIX", "TABLE OF CONTENTS (Continued)". word
// is the word that its first column labels, or "". ok is false for any other line.
func columnHeading(s string) (word word, ok bool) {
	if len(s) > 60 {
		return "", false
	}
	units, others := 0, 0
	for f := range strings.FieldsSeq(s) {
		w := fold(f)
		if _, ok := roman(w); w == "" || ok { // "TABLE OF CONTENTS   ii"
			continue
		}
		if !headingWords[w] {
			return "", false
		}
		switch w {
		case "article", "articles":
			word, units = wordArticle, units+1
		case "appendix", "appendices", "exhibits":
			word, units = wordAppendix, units+1
		case "section", "sections":
			word, units = wordSection, units+1
		default:
			others++
		}
	}
	return word, others+units > 0
}

// shaped gives the lines of a contents list in the common form.
func shaped(lines []*layout.Line, read func(string) (label, bool)) []*layout.Line {
	lines = unheap(byColumn(lines))
	for _, l := range lines {
		if lab, ok := read(l.Bare); ok && (lab.word == wordArticle || lab.word == wordSection || lab.word == "chapter" || lab.word == "rule" || lab.word == "item") {
			return lines // it has words before its numbers
		}
	}
	if out, ok := listTrailing(lines); ok {
		return out
	}
	if out, ok := listNumbered(lines); ok {
		return out
	}
	return lines
}

// byColumn sets the entries of a list in two columns, of which each line has one
// of both, one below the other.
func byColumn(lines []*layout.Line) []*layout.Line {
	var out, right []*layout.Line
	split, paged := 0, 0
	for _, l := range lines {
		if _, page := splitPage(l.Bare); page != "" {
			paged++
		}
		k := secondColumn(l.Bare)
		if k == 0 {
			out = append(out, l)
			continue
		}
		split++
		b := spanOf(l, l.Bare[k:], l.Span)
		if len(l.Bare) == l.Span.Len() {
			b.Span.Start = l.Span.Start + k
		}
		a := spanOf(l, strings.TrimRight(l.Bare[:k], " \t"), l.Span)
		a.Span.End = b.Span.Start
		out, right = append(out, a), append(right, b)
	}
	if split < 2 || split*2 < paged {
		return lines
	}
	return append(out, right...)
}

// secondColumn is where the entry of a second column begins in s: behind a page
// number with leaders or a wide gap before it and a wide gap behind it, before an
// entry that has a page number too; 0 if there is none.
func secondColumn(s string) int {
	if _, page := splitPage(s); page == "" {
		return 0
	}
	for i := 8; i+4 < len(s); i++ {
		if s[i] != ' ' && s[i] != '\t' || s[i-1] < '0' || s[i-1] > '9' {
			continue
		}
		k := i + skipBlank(s[i:])
		if k-i < 3 && s[i] != '\t' || k >= len(s) || s[k] >= '0' && s[k] <= '9' || !listEntry(s[:i]) || !listEntry(s[k:]) {
			continue
		}
		return k
	}
	return 0
}

// listEntry: s has a title, leaders or a wide gap, and a page number.
func listEntry(s string) bool {
	title, page := splitPage(s)
	if page == "" || !hasLetters(title) {
		return false
	}
	gap := strings.TrimSuffix(strings.TrimRight(s, " ."), page)
	return strings.HasSuffix(gap, "  ") || strings.HasSuffix(gap, "\t") || strings.HasSuffix(strings.TrimRight(gap, " "), "..")
}

// listNumbered gives the entries of a list of bare numbers the word that its
// columns are headed with, "ARTICLE" where nothing heads them: "11   Vacations …
// 19", "IX.   TEACHING ASSIGNMENT … 16". Only numbers that run on count, so that the
// "1." below an entry stays what it is. ok is false where too few do.
func listNumbered(lines []*layout.Line) ([]*layout.Line, bool) {
	out := make([]*layout.Line, 0, len(lines))
	under, named := wordArticle, false
	last, style, hits := 0, formNone, 0
	for i, l := range lines {
		if w, ok := columnHeading(l.Bare); ok {
			if w != "" {
				if w != under {
					last, style = 0, formNone
				}
				under, named = w, true
			}
			out = append(out, l)
			continue
		}
		n, end, f := listNumber(l.Bare)
		ord := 0
		for _, rd := range f {
			if (style == formNone || rd.form == style) && (rd.ord == last+1 || last > 0 && rd.ord > last && rd.ord <= last+3 || last == 0 && rd.form == formUpper && rd.ord <= 3) {
				ord = rd.ord
				if style == formNone && rd.ord <= 3 {
					style = rd.form
				}
			}
		}
		if ord == 0 && len(f) > 0 && f[0].form == style && f[0].ord > last {
			ord = f[0].ord // Q may be an O
			if misread(lines[i+1:], ord, last, style) == "" {
				ord = 0
			}
		}
		if ord == 0 || style == formNone || under == wordSection {
			out = append(out, l)
			continue
		}
		if due := misread(lines[i+1:], ord, last, style); due != "" {
			ord, n = last+1, due
		}
		last = ord
		hits++
		p := *l
		p.Bare = strings.ToUpper(string(under)) + " " + n + ". " + l.Bare[end:]
		out = append(out, &p)
	}
	return out, hits >= 5 || named && hits >= 3
}

// misread is the number that a scan made another of, where the entry behind it has
// the next one: of N, Q, P the Q is an O. It is empty where nothing proves that.
func misread(behind []*layout.Line, ord, last int, style form) string {
	if ord == last+1 || last < 2 {
		return ""
	}
	for _, l := range behind {
		_, _, rd := listNumber(l.Bare)
		for _, x := range rd {
			if x.form != style {
				continue
			}
			switch {
			case x.ord != last+2 || x.ord > ord:
				return ""
			case style == formUpper && last < 26:
				return string(rune('A' + last))
			case style == formRomanUp:
				return corpus.Roman(last + 1)
			case style == formArabic:
				return itoa(last + 1)
			}
		}
	}
	return ""
}

// listNumber reads the number that opens an entry: "11   Vacations", "XXIII
// UNION RIGHTS", "A.   GRIEVANCE". end is where its title begins.
func listNumber(s string) (number string, end int, readings []reading) {
	n, w, rd := readNumber(s, false)
	if n == "" || w >= len(s) || len(rd) > 0 && rd[0].form == formDecimal {
		return "", 0, nil
	}
	end = w
	for end < len(s) && strings.IndexByte(".:)- \t", s[end]) >= 0 {
		end++
	}
	if end == w || end >= len(s) || !titleLike(s[end:]) && !strings.Contains(s[end:], "..") {
		return "", 0, nil
	}
	if s[w] == ' ' && rd[0].form != formArabic && len(n) == 1 && n != "V" && n != "X" && !strings.HasPrefix(s[w:], "  ") {
		return "", 0, nil // "A Guide to Benefits", "I Agree"
	}
	return n, end, rd
}

// listTrailing puts the numbers of a list of "TITLE   XVIII   26" before their
// titles: they stand in a column between the titles and the pages, and are
// roman, arabic or labels of appendices. A title below one in capitals that has
// its number again is an entry below it. ok is false where most of the entries do
// not look so.
func listTrailing(lines []*layout.Line) ([]*layout.Line, bool) {
	good, paged := 0, 0
	for _, l := range lines {
		if _, _, page, ok := trailingLabel(l.Bare); ok {
			good++
			paged++
		} else if page != "" {
			paged++
		}
	}
	if good < 5 || good*10 < paged*7 {
		return nil, false
	}
	var out []*layout.Line
	var open *layout.Line // the first lines of a title that goes on
	seen := ""
	for _, l := range lines {
		if _, ok := columnHeading(l.Bare); ok {
			open = nil
			continue
		}
		title, lab, page, ok := trailingLabel(l.Bare)
		switch {
		case ok:
			p := *l
			if open != nil && l.After == 0 {
				title = open.Bare + " " + title
				p.Span.Start = open.Span.Start
			}
			open = nil
			switch {
			case strings.IndexByte(lab, ' ') > 0: // "APPENDIX A"
				p.Bare = lab + ". " + title + "\t" + page
			case lab == seen && !allCaps(title):
				p.Bare = title + "\t" + page
			default:
				p.Bare, seen = "ARTICLE "+lab+". "+title+"\t"+page, lab
			}
			out = append(out, &p)
		case page == "" && titleLike(l.Bare) && (allCaps(l.Bare) || open == nil):
			q := *l
			if open != nil && l.After == 0 {
				q.Bare = open.Bare + " " + q.Bare
				q.Span.Start = open.Span.Start
			}
			open = &q
		default:
			open = nil
			out = append(out, l)
		}
	}
	return out, true
}

// trailingLabel parts "TITLE   XVIII   26" and "TITLE   APPENDIX A   41". page is
// set for any line that ends in one.
func trailingLabel(s string) (title, lab, page string, ok bool) {
	rest, page := splitPage(s)
	if page == "" {
		return "", "", "", false
	}
	rest = strings.TrimRight(rest, " .\t")
	k := len(rest)
	for k > 0 && !strings.HasSuffix(rest[:k], "  ") && rest[k-1] != '\t' {
		k--
	}
	if k == 0 {
		return "", "", page, false
	}
	lab = rest[k:]
	title = strings.TrimRight(rest[:k], " .\t")
	if l, found := readKeyword(lab); found && l.end >= len(lab) && l.number != "" {
		return title, lab, page, hasLetters(title)
	}
	if _, number := bareNumber(lab); !number {
		if _, isRoman := roman(lab); !isRoman || lab[0] >= 'a' {
			return "", "", page, false
		}
	}
	return title, lab, page, hasLetters(title)
}

// spanOf is a copy of l that reads bare.
func spanOf(l *layout.Line, bare string, s corpus.Span) *layout.Line {
	p := *l
	p.Bare, p.Span = bare, s
	return &p
}
