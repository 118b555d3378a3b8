package outline

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// short are the short names of kinds in ids (Akoma Ntoso Naming Convention).
var short = map[corpus.Kind]string{corpus.Article: "art", corpus.Part: "part", corpus.Section: "sec", corpus.Subsection: "subsec",
	corpus.Paragraph: "para", corpus.Appendix: "app", corpus.Letter: "lou"}

// makeID is the id of u under parent; ids counts those given out.
func makeID(u *unit, parent string, ids map[string]int) string {
	name := short[u.kind]
	if u.kind == corpus.Letter {
		switch p := strings.ToLower(u.lab.printed); {
		case strings.HasPrefix(p, "letter of agreement"), strings.HasPrefix(p, "letter agreement"):
			name = "loa"
		case strings.HasPrefix(p, "letter of intent"):
			name = "loi"
		case strings.HasPrefix(p, "memorandum of agreement"):
			name = "moa"
		case strings.HasPrefix(p, "memorandum"):
			name = "mou"
		case len(p) == shortLetter:
			name = p
		case strings.HasPrefix(p, "side"):
			name = "side"
		}
	}
	if u.kind == corpus.Appendix && u.lab.printed != "" && !strings.EqualFold(u.lab.printed, "appendix") {
		name = map[string]string{"exhibit": "exh", "attachment": "att", "schedule": "sched", "addendum": "add"}[strings.ToLower(u.lab.printed)]
	}
	num := cleanNumber(u.number)
	if num == "" {
		num = u.slug
	}
	if num == "" {
		num = slug(u.title)
	}
	id := name
	if name == "" {
		id = num
		if id == "" {
			id = string(u.kind)
		}
	} else if num != "" {
		id += "_" + num
	} else {
		id += "_nn"
	}
	if parent != "" {
		id = parent + "__" + id
	}
	ids[id]++
	if n := ids[id]; n > 1 {
		for ; ; n++ {
			try := id + "_" + itoa(n)
			if ids[try] == 0 {
				ids[try]++
				return try
			}
		}
	}
	return id
}

// cleanNumber is a number as it stands in an id: outer punctuation and white
// space gone, inner punctuation as "-", case kept.
func cleanNumber(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.TrimSpace(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		} else if !unicode.IsSpace(r) {
			dash = true
		}
	}
	return b.String()
}

// slug is a title as it stands in an id.
func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '\'' || r == '’' || r == '‘':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
		if b.Len() > 70 {
			break
		}
	}
	return b.String()
}
