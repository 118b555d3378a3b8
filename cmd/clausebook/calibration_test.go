package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/outline"
	"github.com/clausebook/clausebook/ingest/source"
)

// copies is how many damaged copies of each document the fit sees. Together they
// weigh a quarter of what the document itself does: enough to say what a gap
// means, of which gold has five, and too little to say how often there is one.
const (
	copies = 6
	weight = 0.25 / copies
)

// A verdict is the evidence for one provision and whether it was right.
type verdict struct {
	evidence outline.Evidence
	right    bool
	weight   float64
}

// TestConfidenceIsCalibrated fits the weights of evidence on all documents but
// one and measures them on that one, for each in turn. With -v it prints the
// weights that all documents give, which are those of ingest/outline rounded,
// and the tables of docs/calibration.md.
func TestConfidenceIsCalibrated(t *testing.T) {
	set, err := gold.Load()
	require.NoError(t, err)
	docs, err := agreements.All()
	require.NoError(t, err)
	asIs, harmed := map[string][]verdict{}, map[string][]verdict{}
	var names []string
	for i, d := range docs {
		g := set.Structure(d.Name)
		if g == nil {
			continue
		}
		names = append(names, d.Name)
		text, _, err := source.Decode(d.Data)
		require.NoError(t, err)
		asIs[d.Name] = verdicts(g, d.Name, text, 1)
		for k := range copies {
			h, text := damage(g, text, rand.New(rand.NewPCG(uint64(i), uint64(k))))
			harmed[d.Name] = append(harmed[d.Name], verdicts(h, d.Name, text, weight)...)
		}
	}
	var shipped, shippedHarmed, held, heldHarmed []eval.Judged
	var all []verdict
	for _, name := range names {
		var rest []verdict
		for _, other := range names {
			if other != name {
				rest = append(append(rest, asIs[other]...), harmed[other]...)
			}
		}
		w := fit(rest)
		held = append(held, judge(asIs[name], w.confidence)...)
		heldHarmed = append(heldHarmed, judge(harmed[name], w.confidence)...)
		shipped = append(shipped, judge(asIs[name], outline.Evidence.Confidence)...)
		shippedHarmed = append(shippedHarmed, judge(harmed[name], outline.Evidence.Confidence)...)
		all = append(append(all, asIs[name]...), harmed[name]...)
	}
	w := fit(all)
	t.Logf("nothing %.1f", w.base)
	for i, x := range w.bits {
		n, right, clean, cleanRight := 0, 0, 0, 0
		for _, o := range all {
			if o.evidence&(1<<i) == 0 {
				continue
			}
			n++
			if o.right {
				right++
			}
			if o.weight == 1 {
				clean++
				if o.right {
					cleanRight++
				}
			}
		}
		t.Logf("%-12s %5.1f  %d of %d right in gold, %d of %d with damaged copies", outline.Evidence(1<<i), x, cleanRight, clean, right, n)
	}
	for _, r := range []struct {
		name   string
		judged []eval.Judged
	}{{"shipped weights, gold", shipped}, {"shipped weights, damaged copies", shippedHarmed}, {"held out, gold", held}, {"held out, damaged copies", heldHarmed}} {
		var b strings.Builder
		require.NoError(t, (&eval.Report{Calibration: eval.Calibrate(r.judged)}).WriteText(&b, false))
		t.Logf("%s\n%s", r.name, b.String())
	}
	// The bounds leave room for a few provisions more or less that are wrong.
	for _, r := range []struct {
		name    string
		judged  []eval.Judged
		ece     float64 // at most
		ranking float64 // at least
	}{
		{"shipped weights, gold", shipped, 0.02, 0.75},
		{"held out, gold", held, 0.025, 0.7},
		{"held out, damaged copies", heldHarmed, 0.05, 0.75},
	} {
		c := eval.Calibrate(r.judged)
		assert.LessOrEqual(t, *c.ECE, r.ece, r.name)
		assert.GreaterOrEqual(t, *c.Ranking, r.ranking, r.name)
	}
}

// verdicts reads text and judges what was read by g.
func verdicts(g *gold.Structure, name, text string, weight float64) []verdict {
	doc := layout.Read(text)
	read := outline.Read(doc)
	a := &corpus.Agreement{Text: doc.Text, Provisions: read.Provisions, Furniture: read.Furniture, Source: corpus.Source{Name: name}}
	var out []verdict
	for _, j := range eval.Judge(g, a) {
		out = append(out, verdict{read.Evidence[j.Provision], j.Right, weight})
	}
	return out
}

func judge(all []verdict, confidence func(outline.Evidence) float64) []eval.Judged {
	out := make([]eval.Judged, len(all))
	for i, o := range all {
		out[i] = eval.Judged{Provision: i, Confidence: confidence(o.evidence), Right: o.right}
	}
	return out
}

// damage spoils one heading in twenty-five as a scan or a lost line would: it is
// gone, its number is, or it runs on from the line before. The text keeps its
// length in code points, so that gold's offsets hold; a unit whose heading is
// gone is no longer in gold, and has none below it.
func damage(g *gold.Structure, text string, rng *rand.Rand) (*gold.Structure, string) {
	out := *g
	out.Units = nil
	chars := []rune(text)
	for i, u := range g.Units {
		if u.Group || u.Heading == "" || rng.IntN(25) != 0 {
			out.Units = append(out.Units, u)
			continue
		}
		end := u.Offset
		for left := len(strings.Join(strings.Fields(u.Heading), "")); left > 0 && end < len(chars); end++ {
			if !unicode.IsSpace(chars[end]) {
				left -= len(string(chars[end]))
			}
		}
		switch rng.IntN(3) {
		case 0:
			if i+1 < len(g.Units) && strings.HasPrefix(g.Units[i+1].Path, u.Path+"/") {
				out.Units = append(out.Units, u) // what is below it would have no place in gold
				continue
			}
			for k := u.Offset; k < end; k++ {
				if chars[k] != '\n' {
					chars[k] = ' '
				}
			}
			continue
		case 1:
			if u.Number != nil {
				if at := slices.Index(words(chars[u.Offset:end]), *u.Number); at >= 0 {
					spoil(chars[u.Offset:end], at)
				}
			}
		default:
			for k := u.Offset - 1; k >= 0 && unicode.IsSpace(chars[k]); k-- {
				chars[k] = ' '
			}
		}
		out.Units = append(out.Units, u)
	}
	return &out, string(chars)
}

// words are the words of a heading without the marks at their ends.
func words(heading []rune) []string {
	f := strings.Fields(string(heading))
	for i := range f {
		f[i] = strings.Trim(f[i], ".,:;()-–—")
	}
	return f
}

// spoil overwrites the letters and digits of word n of heading.
func spoil(heading []rune, n int) {
	inside, k := false, -1
	for i, c := range heading {
		if space := unicode.IsSpace(c); space == inside {
			inside = !space
			if inside {
				k++
			}
		}
		if k == n && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			heading[i] = '~'
		}
	}
}

// weights are a fit: what each bit adds to the logarithm of the odds.
type weights struct {
	base float64
	bits [bits]float64
}

// bits is how many bits of evidence there are.
const bits = 12

func (w *weights) confidence(e outline.Evidence) float64 {
	sum := w.base
	for i, x := range w.bits {
		if e&(1<<i) != 0 {
			sum += x
		}
	}
	return max(0.01, min(1/(1+math.Exp(-sum)), 0.99))
}

// due is what bit i is thought to weigh before an outcome is seen: what speaks
// against a provision takes 1.
func due(i int) float64 {
	if outline.Evidence(1<<i) == outline.Listed {
		return 0
	}
	return -1
}

// fit finds the weights under which the outcomes are likeliest, each held to
// what it is due, give or take 1, so that a bit seen three times moves little.
func fit(all []verdict) *weights {
	type pattern struct{ n, right float64 }
	seen := map[outline.Evidence]pattern{}
	for _, o := range all {
		p := seen[o.evidence]
		p.n += o.weight
		if o.right {
			p.right += o.weight
		}
		seen[o.evidence] = p
	}
	order := make([]outline.Evidence, 0, len(seen))
	for e := range seen {
		order = append(order, e)
	}
	slices.Sort(order)
	w := &weights{}
	const hold = 1 // the inverse of the variance that a weight is thought to have
	for range 20000 {
		var base float64
		var grad [bits]float64
		var curve [bits]float64
		total := 1e-9
		for _, e := range order {
			p := seen[e]
			sum := w.base
			for i, x := range w.bits {
				if e&(1<<i) != 0 {
					sum += x
				}
			}
			q := 1 / (1 + math.Exp(-sum))
			d, c := p.right-p.n*q, p.n*q*(1-q)
			base += d
			total += c
			for i := range grad {
				if e&(1<<i) != 0 {
					grad[i] += d
					curve[i] += c
				}
			}
		}
		// Small steps by each weight's own curvature: slow and steady.
		w.base += 0.1 * base / total
		for i := range w.bits {
			w.bits[i] += 0.1 * (grad[i] - hold*(w.bits[i]-due(i))) / (curve[i] + hold)
		}
		if math.Abs(base) < 1e-6 {
			break
		}
	}
	return w
}
