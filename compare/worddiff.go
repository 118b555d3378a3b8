package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"

	"github.com/clausebook/clausebook/corpus"
)

// An Op says what became of a run of words from one text to another.
type Op string

// The three things that may become of words.
const (
	WordsSame    Op = "same"
	WordsRemoved Op = "removed"
	WordsAdded   Op = "added"
)

// A WordRun is a run of whole words that stand in both texts, in the old one
// only or in the new one only. Runs in order, those that are not removed joined,
// give the new text; those that are not added, the old one.
type WordRun struct {
	Op   Op     `json:"op"`
	Text string `json:"text"` // as the new text has it, or the old one where it is removed
	// Old and New are the words' places in the texts of the two agreements;
	// null where the words are not there.
	Old *corpus.Span `json:"old,omitempty"`
	New *corpus.Span `json:"new,omitempty"`
}

// A word is a whole word or one mark of punctuation, with the blank before it.
type diffWord struct {
	from, to int // in the text, without the blank before it
	lead     int // where the blank before it begins
	fold     string
}

// diffWords cuts text for a comparison. Numbers keep their points and commas,
// words their apostrophes and hyphens; typographic quotes and dashes are the
// plain ones, since a new edition is often only typed anew.
func diffWords(text string) []diffWord {
	var out []diffWord
	lead := 0
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += w
			continue
		}
		start := i
		i += w
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			for i < len(text) {
				r, w := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					next, _ := utf8.DecodeRuneInString(text[i+w:])
					if !strings.ContainsRune("'’-.,", r) || !unicode.IsLetter(next) && !unicode.IsDigit(next) ||
						(r == '.' || r == ',') && !unicode.IsDigit(next) {
						break
					}
				}
				i += w
			}
		}
		out = append(out, diffWord{start, i, lead, plainMarks(text[start:i])})
		lead = i
	}
	return out
}

func plainMarks(s string) string {
	if !strings.ContainsAny(s, "’‘“”–—‐‑") {
		return s
	}
	return strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "‐", "-", "‑", "-").Replace(s)
}

// WordDiff sets two texts against each other by whole words; white space does
// not count. Runs that only a short word holds apart are one.
func WordDiff(before, after string) []WordRun {
	a, b := diffWords(before), diffWords(after)
	out := []WordRun{}
	for _, r := range runs(a, b, nil, nil) {
		out = append(out, r.text(before, after, a, b))
	}
	return out
}

// A wordRun is a run by the numbers of its words.
type wordRun struct {
	op         Op
	a0, a1     int // words of the old text, half-open; empty where it has none
	b0, b1     int
	partA, own int // piece of the old and of the new text that it stands in
}

func (r wordRun) text(before, after string, a, b []diffWord) WordRun {
	out := WordRun{Op: r.op}
	if r.a1 > r.a0 {
		out.Old = &corpus.Span{Start: a[r.a0].from, End: a[r.a1-1].to}
		out.Text = before[a[r.a0].lead:a[r.a1-1].to]
	}
	if r.b1 > r.b0 {
		out.New = &corpus.Span{Start: b[r.b0].from, End: b[r.b1-1].to}
		out.Text = after[b[r.b0].lead:b[r.b1-1].to]
	}
	return out
}

// runs aligns two lists of words. No run goes over a cut, which is the number
// of a word that opens another piece of its text.
func runs(a, b []diffWord, cutsA, cutsB []int) []wordRun {
	// Each distinct word becomes a rune of four bytes: a difference of the runes
	// is one of the words, and offsets are words' numbers times four.
	codes := map[string]rune{}
	encode := func(words []diffWord) string {
		buf := make([]byte, 0, 4*len(words))
		for _, w := range words {
			c, ok := codes[w.fold]
			if !ok {
				c = 0x10000 + rune(len(codes))
				codes[w.fold] = c
			}
			buf = utf8.AppendRune(buf, c)
		}
		return string(buf)
	}
	var pieces []piece
	i := 0
	for _, e := range udiff.Strings(encode(a), encode(b)) {
		from, to := e.Start/4, e.End/4
		if n := from - i; n > 0 {
			pieces = append(pieces, piece{same: n})
		}
		pieces = append(pieces, piece{removed: to - from, added: utf8.RuneCountInString(e.New)})
		i = to
	}
	if n := len(a) - i; n > 0 {
		pieces = append(pieces, piece{same: n})
	}
	return cutRuns(smooth(pieces, a), cutsA, cutsB)
}

func cutRuns(pieces []piece, cutsA, cutsB []int) []wordRun {
	var out []wordRun
	i, k, partA, partB := 0, 0, 0, 0
	take := func(op Op, na, nb int) {
		for na > 0 || nb > 0 {
			for partA < len(cutsA) && i >= cutsA[partA] {
				partA++
			}
			for partB < len(cutsB) && k >= cutsB[partB] {
				partB++
			}
			n := max(na, nb)
			if na > 0 && partA < len(cutsA) {
				n = min(n, cutsA[partA]-i)
			}
			if nb > 0 && partB < len(cutsB) {
				n = min(n, cutsB[partB]-k)
			}
			r := wordRun{op: op, a0: i, a1: i, b0: k, b1: k, partA: partA, own: partB}
			if na > 0 {
				r.a1, i, na = i+n, i+n, na-n
			}
			if nb > 0 {
				r.b1, k, nb = k+n, k+n, nb-n
			}
			out = append(out, r)
		}
	}
	for _, p := range pieces {
		take(WordsSame, p.same, p.same)
		take(WordsRemoved, p.removed, 0)
		take(WordsAdded, 0, p.added)
	}
	return out
}

// A piece is a run of equal words, or words that others take the place of.
type piece struct{ same, removed, added int }

// smooth joins changes that one short word holds apart: "two weeks of pay" for
// "ten days of leave" is one change, not two around "of".
func smooth(in []piece, a []diffWord) []piece {
	var out []piece
	at := 0 // words of a before the piece
	for i, p := range in {
		n := len(out)
		if p.same > 0 && p.same <= 2 && n > 0 && i+1 < len(in) && out[n-1].both() && in[i+1].both() && letters(a[at:at+p.same]) <= 3 {
			out[n-1].removed += p.same
			out[n-1].added += p.same
			at += p.same
			continue
		}
		// "ten (10)" for "fifteen (15)": the bracket closes what was changed.
		if p.same > 0 && n > 0 && out[n-1].both() && a[at].fold == ")" && open(a[at-out[n-1].removed:at]) {
			out[n-1].removed++
			out[n-1].added++
			at++
			if p.same--; p.same == 0 {
				continue
			}
		}
		at += p.same + p.removed
		if n > 0 && p.same == 0 && out[n-1].same == 0 {
			out[n-1].removed += p.removed
			out[n-1].added += p.added
			continue
		}
		out = append(out, p)
	}
	return out
}

// open reports whether words open a bracket that they do not close.
func open(words []diffWord) bool {
	n := 0
	for _, w := range words {
		switch w.fold {
		case "(":
			n++
		case ")":
			n--
		}
	}
	return n > 0
}

func (p piece) both() bool { return p.removed > 0 && p.added > 0 }

func letters(words []diffWord) int {
	n := 0
	for _, w := range words {
		n += len(w.fold)
	}
	return n
}

// located gives runs over two clean texts their places in the sources.
func located(runs []WordRun, before, after *corpus.Clean) []WordRun {
	for i := range runs {
		if s := runs[i].Old; s != nil {
			span := before.Source(s.Start, s.End)
			runs[i].Old = &span
		}
		if s := runs[i].New; s != nil {
			span := after.Source(s.Start, s.End)
			runs[i].New = &span
		}
	}
	return runs
}
