package outline

import (
	"strings"

	"github.com/clausebook/clausebook/ingest/layout"
)

// cutLeaders cuts a title of the contents list where the leaders to its page
// number begin: dots, or what a scan made of them ("Security ...ccscccsecss", "wou.
// ccccccsesccs", "1.0... cececee"). led is false where there are none.
func cutLeaders(s string) (title string, led bool) {
	cut, spoilt := -1, false
	for _, leader := range []string{"...", ". . .", "…", ":::"} {
		if k := strings.Index(s, leader); k >= 0 && (cut < 0 || k < cut) {
			cut = k
		}
	}
	pos := 0
	for w := range strings.FieldsSeq(s) {
		pos += strings.Index(s[pos:], w)
		if spoiltLeader(w) {
			if cut < 0 || pos < cut {
				cut, spoilt = pos, true
			}
			break
		}
		pos += len(w)
	}
	if cut < 0 {
		return s, false
	}
	s = strings.TrimRight(s[:cut], " .\t:")
	// What is left of the leaders before the first that can be told: "0", "1.0",
	// "wou".
	if k := strings.LastIndexByte(s, ' '); k > 0 {
		switch w := s[k+1:]; {
		case w == "0", len(w) == 3 && w[1] == '.' && w[2] == '0':
			s = s[:k]
		case spoilt && len(w) <= 4 && w == strings.ToLower(w) && !smallWords[w]:
			s = s[:k]
		}
	}
	return strings.TrimRight(s, " .\t"), true
}

// spoiltLeader: a word is a row of dots that a scan read as letters: small
// letters, one of them three times on end, or more of them than a word has.
func spoiltLeader(w string) bool {
	w = strings.TrimRight(w, ".,;")
	run := 0
	for i := 0; i < len(w); i++ {
		switch {
		case w[i] == '.':
			continue
		case w[i] < 'a' || w[i] > 'z':
			return false
		}
		if i > 0 && w[i] == w[i-1] {
			run++
		} else {
			run = 0
		}
		if run >= 2 && len(w) >= 8 {
			return true
		}
	}
	return len(w) >= 24
}

// inBody gives the question whether a folded title stands alone on a line of the
// body, with its label or without. The lines are read when it is first asked.
func (r *reader) inBody() func(string) bool {
	var have map[string]bool
	return func(title string) bool {
		if have == nil {
			have = map[string]bool{}
			for i, l := range r.lines {
				if i >= r.from && i < r.to || len(l.Bare) > 120 {
					continue
				}
				rest := l.Bare
				if lab, ok := readLabel(l.Bare); ok {
					rest = l.Bare[min(lab.end, len(l.Bare)):]
				}
				have[fold(rest)] = true
			}
		}
		return have[title]
	}
}

// bulleted: some titles of a contents list stand behind bullets and some do not:
// those that do are below the others.
func bulleted(lines []*layout.Line) bool {
	with, without := 0, 0
	for _, l := range lines {
		_, page := splitPage(l.Bare)
		switch lab, ok := readLabel(l.Bare); {
		case page == "":
		case ok && lab.form() == formBullet:
			with++
		case !ok:
			without++
		}
	}
	return with >= 3 && without >= 2
}
