package compare

import (
	"hash/fnv"
	"io"
	"math"
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A clause is what two editions are aligned by: a provision with its own text,
// or one sentence of a provision.
type clause struct {
	parent   int // -1 at the top
	children []int
	kind     string
	number   string // folded
	title    string // folded
	clean    *corpus.Clean
	text     string
	words    []int   // distinct words of the text, numbered over both editions, in order of number
	counts   []int   // how often each stands there
	weight   float64 // of its words, set by weigh
	size     int     // words of its own text
	whole    int     // words of its text and of all below it
	own      uint64  // of title and own text
	body     uint64  // of the own text alone
	tree     uint64  // of title, own text and all below it, their numbers included
}

// A lexicon numbers words and counts the clauses that hold them.
type lexicon struct {
	number map[string]int
	in     []int // word → clauses that hold it
}

// clauses makes a clause of every provision, in their order.
func clauses(t *corpus.Tree, lex *lexicon) []clause {
	a := t.Agreement()
	out := make([]clause, len(a.Provisions))
	for i := range a.Provisions {
		p := &a.Provisions[i]
		c := t.CleanText(i)
		out[i] = clause{parent: t.Parent(i), children: t.Children(i), kind: string(p.Kind), number: strings.ToLower(p.Number),
			title: foldWords(p.Title), clean: c, text: c.Text}
		out[i].count(lex)
	}
	sumUp(out)
	return out
}

// sumUp hashes clauses, children before parents: parents stand before them.
func sumUp(list []clause) {
	for i := len(list) - 1; i >= 0; i-- {
		c := &list[i]
		body := foldWords(c.text)
		c.body = hashOf(body)
		c.own = hashOf(c.title, body)
		c.whole = c.size
		parts := []string{c.title, body}
		for _, k := range c.children {
			c.whole += list[k].whole
			parts = append(parts, list[k].number, string(bytes8(list[k].tree)))
		}
		c.tree = hashOf(parts...)
	}
}

func bytes8(x uint64) []byte {
	b := make([]byte, 8)
	for i := range b {
		b[i] = byte(x >> (8 * i))
	}
	return b
}

func hashOf(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = io.WriteString(h, p) // a hash takes all
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}

// foldWords is s in lower case with single blanks and plain marks, the marks
// that end or open it taken off.
func foldWords(s string) string {
	return strings.Trim(strings.ToLower(plainMarks(strings.Join(strings.Fields(s), " "))), " .,:;-")
}

func (c *clause) count(lex *lexicon) {
	n := map[int]int{}
	for _, w := range diffWords(c.text) {
		c.size++
		low := strings.ToLower(w.fold)
		k, ok := lex.number[low]
		if !ok {
			k = len(lex.in)
			lex.number[low] = k
			lex.in = append(lex.in, 0)
		}
		n[k]++
	}
	c.words = make([]int, 0, len(n))
	for k := range n {
		c.words = append(c.words, k)
		lex.in[k]++
	}
	sort.Ints(c.words)
	c.counts = make([]int, len(c.words))
	for i, k := range c.words {
		c.counts[i] = n[k]
	}
}

// rare weighs a word: 1 for one that a single clause of each edition has, down
// to little for "the".
func (l *lexicon) rare(w, total int) float64 {
	return 0.05 + math.Log(float64(total)/float64(max(1, l.in[w]))+1)/math.Log(float64(total)+1)
}

func weigh(list []clause, rare []float64) {
	for i := range list {
		c := &list[i]
		c.weight = 0
		for k, w := range c.words {
			c.weight += rare[w] * float64(c.counts[k])
		}
	}
}

// common weighs the words that two clauses share.
func common(a, b *clause, rare []float64) float64 {
	sum := 0.0
	for i, k := 0, 0; i < len(a.words) && k < len(b.words); {
		switch x, y := a.words[i], b.words[k]; {
		case x < y:
			i++
		case y < x:
			k++
		default:
			sum += rare[x] * float64(min(a.counts[i], b.counts[k]))
			i++
			k++
		}
	}
	return sum
}

// alike is the likeness of two clauses' texts, from 0 to 1: the rarer words
// count more. Two without a text are alike by nothing.
func alike(a, b *clause, rare []float64) float64 {
	if a.weight == 0 || b.weight == 0 {
		return 0
	}
	x := common(a, b, rare)
	return x / (a.weight + b.weight - x)
}
