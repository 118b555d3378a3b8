package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// A word is one word of a text, with its place in it.
type word struct {
	form
	start, end int   // half-open byte range of the text
	at         int32 // of its form in the speller
}

// A form is what is worked out of a word as it is written.
type form struct {
	text         string // lower case, accents folded
	stem         string // what it is looked up by
	stop, number bool
	stemAt       int32 // of the stem in the speller
}

// A speller splits text into words. It remembers what it has worked out, for
// texts repeat their words; it is not safe for concurrent use.
type speller struct {
	at    map[string]int32 // of forms, by the word as it is written
	forms []form
	stems map[string]int32 // numbered from 0
}

func newSpeller() *speller { return &speller{at: map[string]int32{}, stems: map[string]int32{}} }

// words splits text. Words are runs of letters and digits; what else counts:
//
//   - numbers keep their point and lose their comma: "5.2", "1500"
//   - "401(k)" is one word, "401k"; so are "S&E" and "employee's" (less the s)
//   - "%" and "§" are words of their own; "%" has the stem of "percent"
//   - the parts of a hyphenated word are words of their own
func (s *speller) words(text string) []word {
	out := make([]word, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		start, end := nextWord(text, i)
		if start == end {
			break
		}
		i = end
		out = append(out, s.word(text, start, end))
		if len(out) == 1 {
			continue
		}
		// "On call" is no call, and "call in" is not "call": the small word is what
		// tells them apart. In capitals it is no small word any more.
		switch a, b := &out[len(out)-2], &out[len(out)-1]; {
		case a.text == "on" && b.stem == "call":
			a.at = s.telling("ON")
			a.form = s.forms[a.at]
		case b.text == "in" && (a.stem == "call" || a.stem == "cash"):
			b.at = s.telling("IN")
			b.form = s.forms[b.at]
		}
	}
	return out
}

// telling is the form of a small word that tells something where it stands. It
// is kept under a key that no text has.
func (s *speller) telling(w string) int32 {
	key := "\x00" + w
	at, ok := s.at[key]
	if !ok {
		at = s.add(key, form{text: w, stem: w})
	}
	return at
}

// nextWord is where the first word at i or behind it stands; an empty range if
// there is none.
func nextWord(text string, i int) (start, end int) {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			switch {
			case isASCIILetter(c) || c >= '0' && c <= '9':
				return i, wordEnd(text, i)
			case c == '%':
				return i, i + 1
			}
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '§':
			return i, i + w
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return i, wordEnd(text, i)
		}
		i += w
	}
	return i, i
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// wordEnd is the end of the word that starts at i.
func wordEnd(text string, i int) int {
	start := i
	digits := true // so far
	for i < len(text) {
		if isASCIILetter(text[i]) {
			digits = false
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			digits = digits && unicode.IsDigit(r)
			i += w
			continue
		}
		next, nw := utf8.DecodeRuneInString(text[i+w:])
		inside := i > start && (unicode.IsLetter(next) || unicode.IsDigit(next))
		switch {
		case inside && (r == '.' || r == ',') && digits && unicode.IsDigit(next):
			i += w
		case inside && (r == '\'' || r == '’') && unicode.IsLetter(next):
			i += w
		case inside && r == '&' && i-start <= 2 && !letterAt(text, i+w+nw, 2):
			i += w
		case r == '(' && inside && digits && strings.HasPrefix(text[i+w+nw:], ")") && unicode.IsLetter(next) && i-start == 3 && !strings.ContainsAny(text[start:i], ".,"):
			return i + w + nw + 1 // 401(k), 403(b): three digits, or it is a citation
		default:
			return i
		}
	}
	return i
}

// letterAt reports whether n letters stand at i: "R&Department" is no "R&D".
func letterAt(text string, i, n int) bool {
	for range n {
		r, w := utf8.DecodeRuneInString(text[min(i, len(text)):])
		if !unicode.IsLetter(r) {
			return false
		}
		i += w
	}
	return true
}

func (s *speller) word(text string, start, end int) word {
	at, ok := s.at[text[start:end]]
	if !ok {
		as := strings.Clone(text[start:end]) // the text itself is not to be kept
		at = s.add(as, newForm(fold(as)))
	}
	return word{s.forms[at], start, end, at}
}

func (s *speller) add(as string, f form) int32 {
	at, ok := s.stems[f.stem]
	if !ok {
		at = int32(len(s.stems))
		s.stems[f.stem] = at
	}
	f.stemAt = at
	s.at[as] = int32(len(s.forms))
	s.forms = append(s.forms, f)
	return int32(len(s.forms) - 1)
}

// newForm works out what is to be known of a folded word.
func newForm(t string) form {
	stem := stemOf(t)
	return form{text: t, stem: stem, stop: isStop(t), number: isNumber(stem)}
}

// fold writes a word in lower case, without accents, thousands' commas and
// the brackets of 401(k). A possessive loses its s.
func fold(t string) string {
	ascii := true
	for i := range len(t) {
		ascii = ascii && t[i] < utf8.RuneSelf
	}
	if !ascii {
		t = strings.ReplaceAll(t, "’", "'")
		t = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFKD.String(t))
	}
	t = strings.ToLower(t)
	if strings.ContainsAny(t, ",('") {
		t = strings.TrimSuffix(t, "'s")
		t = strings.NewReplacer(",", "", "(", "", ")", "", "'", "").Replace(t)
	}
	return t
}

// stemOf is the Porter 2 stem of a word, save where that stem would make one of
// words that agreements hold apart or two of forms of one word.
func stemOf(t string) string {
	if t == "%" {
		t = "percent"
	}
	if base, ok := irregular[t]; ok {
		t = base
	}
	if keep, ok := apart[t]; ok {
		return keep
	}
	if len(t) < 3 || t[0] < 'a' || t[0] > 'z' {
		return t
	}
	env := snowballstem.NewEnv(t)
	english.Stem(env)
	return env.Current()
}

// irregular forms of English verbs and nouns, as far as agreements and those
// who ask about them use them; and spellings of one word.
var irregular = map[string]string{
	"paid": "pay", "laid": "lay", "held": "hold", "took": "take", "taken": "take", "gave": "give", "given": "give",
	"left": "leave", "lost": "lose", "kept": "keep", "sent": "send", "made": "make", "met": "meet", "chose": "choose",
	"chosen": "choose", "went": "go", "gone": "go", "got": "get", "began": "begin", "begun": "begin", "wore": "wear",
	"worn": "wear", "wrote": "write", "written": "write", "fell": "fall", "fallen": "fall", "sought": "seek",
	"taught": "teach", "bought": "buy", "brought": "bring", "told": "tell", "said": "say", "drove": "drive",
	"driven": "drive", "withheld": "withhold", "withdrew": "withdraw", "withdrawn": "withdraw", "quitting": "quit",
	"stolen": "steal", "struck": "strike", "broke": "break", "broken": "break", "children": "child", "wives": "wife",
	"men": "man", "women": "woman", "people": "person", "died": "death", "dies": "death", "die": "death", "dying": "death",
	"labour": "labor", "programme": "program", "cheque": "check", "licence": "license", "leaves": "leave",
	"grievant": "grieve", "grievance": "grieve", "grievances": "grieve", "accrual": "accrue", "accruals": "accrue",
	"retiree": "retire", "retirees": "retire",
}

// apart has words whose Porter 2 stem is that of another word in this field:
// an officer is not an office, an employer not an employee, a policy no police.
var apart = map[string]string{
	"officer": "officer", "officers": "officer", "employer": "employer", "employers": "employer",
	"employee": "employee", "employees": "employee", "employment": "employment", "organization": "organization",
	"organizations": "organization", "departure": "departure", "unit": "unit", "units": "unit", "united": "united",
	"union": "union", "unions": "union", "party": "party", "parties": "party", "partial": "partial", "part": "part",
	"general": "general", "generally": "generally", "uniform": "uniform", "uniforms": "uniform", "community": "community",
	"policy": "policy", "policies": "policy", "police": "police", "hospital": "hospital", "hospitals": "hospital",
	"new": "new", "news": "news", "past": "past", "paste": "paste", "secondary": "secondary", "second": "second",
	"severability": "severable", "severable": "severable", "fired": "firing", "firing": "firing", "universal": "universal", "university": "university", "notice": "notice", "notices": "notice", "class": "class",
	"classes": "class", "classification": "classification", "classifications": "classification",
}

// A stop word says nothing about the subject. It is kept in positions, so that
// phrases hold, and is neither looked up nor counted.
func isStop(w string) bool {
	switch w {
	case "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "for", "from", "had", "has", "have", "he", "her",
		"his", "if", "in", "into", "is", "it", "its", "no", "nor", "not", "of", "on", "or", "our", "shall", "she", "so", "such", "than",
		"that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "were", "which",
		"who", "whom", "will", "with", "would", "your", "you", "we", "us", "i", "my", "me", "may", "any", "all", "each", "do", "does",
		"did", "can", "could", "should", "must", "upon", "when", "where", "while", "what", "how", "why", "whose", "am", "s", "t",
		"also", "other", "another", "some", "about", "within", "under", "between", "through", "during", "after", "before", "until":
		return true
	}
	return false
}

// asksOnly are words of questions that name no subject: "how MUCH do I GET",
// "what HAPPENS if". They are left out of a query unless nothing else is in it.
func asksOnly(w string) bool {
	switch w {
	case "much", "many", "often", "far", "happen", "happens", "happened", "get", "gets", "got", "want", "need", "needs", "tell", "show",
		"find", "explain", "say", "says", "mean", "means", "have", "know", "please", "instead", "still", "someone", "somebody", "anyone",
		"us", "let", "go", "allowed", "able", "using", "use", "used", "every", "off", "out", "away", "observe", "per", "be", "being",
		"cannot", "can't", "don't", "doesn't", "isn't", "cant", "dont", "doesnt", "isnt", "im", "i'm", "ones", "one's", "clause", "clauses",
		"provision", "provisions", "language", "section", "sections", "article", "articles", "contract", "contracts", "agreement", "agreements",
		"rule", "rules", "policy", "last", "lasts", "policies", "regarding", "concerning", "related", "about", "like", "help",
		"happening", "possible", "supposed", "okay", "ok", "legal", "legally", "exactly", "usually", "normally", "generally", "ever", "anything",
		"something", "everything", "anybody", "everyone", "everybody", "whether", "kick", "kicks", "qualify", "qualifies", "entitled", "eligible",
		"begin", "start", "starts", "count", "counts", "apply", "applies", "mention", "mentions", "discuss", "address", "addresses",
		"talk", "talks", "handle", "handles", "handled", "treat", "treated", "look", "looking", "search", "where's", "what's", "who's",
		"thing", "things", "stuff", "way", "works", "describe", "info", "details", "give", "gives", "given",
		"make", "makes", "take", "takes", "taken", "come", "comes", "been", "become", "really", "only", "even", "right now", "currently",
		"current", "now", "own", "more", "less", "most", "least", "very", "too", "same", "different", "certain", "specific", "particular", "never", "always":
		return true
	}
	return false
}
