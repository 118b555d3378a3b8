package eval

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus/gold"
)

// A figure is one number of a report. Better is +1 if more is better, −1 if
// less is, 0 if it only says how much was counted.
type figure struct {
	name   string
	value  *float64 // nil where there was nothing to count
	better int
}

// A line is the figures of one part of a report.
type line struct {
	name    string // "structure 002"
	figures []figure
}

func good(name string, v float64) figure       { return figure{name, &v, +1} }
func goodRatio(name string, v *float64) figure { return figure{name, v, +1} }
func bad(name string, v float64) figure        { return figure{name, &v, -1} }
func count(name string, n int) figure          { v := float64(n); return figure{name, &v, 0} }

// lines lists the figures of r in the order in which they are printed.
func (r *Report) lines() []line {
	var out []line
	for _, doc := range slices.Sorted(maps.Keys(r.Structure)) {
		s := r.Structure[doc]
		out = append(out, line{"structure " + doc, []figure{good("precision", s.Precision), good("recall", s.Recall), good("f1", s.F1),
			good("number", s.Number), good("title", s.Title), good("end", s.End), good("parent", s.Parent),
			good("tree_similarity", s.TreeSimilarity), good("all_units_recall", s.AllUnitsRecall),
			bad("traps_sprung", float64(s.TrapsSprung)), count("gold", s.Gold), count("predicted", s.Predicted)}})
	}
	if c := r.Calibration; c.Provisions > 0 {
		// Where a doubtful provision is mended, error and ranking may get worse: only
		// Brier's figure must not.
		out = append(out, line{"calibration", []figure{{"ece", c.ECE, 0}, {"brier", c.Brier, -1}, {"brier_base", c.Base, 0},
			{"ranking", c.Ranking, 0}, {"right", c.Right, 0}, {"confidence", c.Confidence, 0}, count("provisions", c.Provisions)}})
	}
	for _, doc := range slices.Sorted(maps.Keys(r.References)) {
		x := r.References[doc]
		out = append(out, line{"references " + doc, []figure{goodRatio("precision", x.Precision), goodRatio("found", x.Found),
			goodRatio("resolved_right", x.ResolvedRight), goodRatio("told_apart", x.ToldApart), goodRatio("status_right", x.StatusRight),
			bad("unmatched_resolved", float64(x.UnmatchedResolved)), bad("wrong_resolved", float64(x.WrongResolved)),
			count("gold_internal", x.GoldInternal), count("external_or_dangling", x.ExternalOrDangling), count("predicted_resolved", x.PredictedResolved)}})
	}
	for _, doc := range slices.Sorted(maps.Keys(r.Text)) {
		x := r.Text[doc]
		out = append(out, line{"text " + doc, []figure{goodRatio("body_words_kept", x.BodyWordsKept),
			{"words_not_in_source", x.WordsNotInSource, -1}, bad("margin_numbers", float64(x.MarginNumbers))}})
	}
	if r.Terms.Gold > 0 {
		out = append(out, line{"terms", []figure{goodRatio("value", r.Terms.Value), goodRatio("unit", r.Terms.Unit),
			goodRatio("per", r.Terms.Per), count("placed", r.Terms.Placed), count("gold", r.Terms.Gold)}})
	}
	if s := r.Search; s != nil {
		out = append(out, line{"search", append(s.figures(), good("nothing_shown", float64(s.NothingShown)), count("nothing", s.Nothing))})
		for _, kind := range slices.Sorted(maps.Keys(s.ByKind)) {
			out = append(out, line{"search " + kind, s.ByKind[kind].figures()})
		}
		for _, half := range slices.Sorted(maps.Keys(s.Own)) {
			own := s.Own[half]
			name := "search own " + string(half)
			out = append(out, line{name, append(own.figures(), good("nothing_shown", float64(own.NothingShown)), count("nothing", own.Nothing))})
			for _, kind := range slices.Sorted(maps.Keys(own.ByKind)) {
				out = append(out, line{name + " " + kind, own.ByKind[kind].figures()})
			}
		}
		if t := s.Typos; t != nil {
			out = append(out, line{"search typos", []figure{good("right", t.Right), good("slipped", t.Slipped), count("n", t.Queries)}})
		}
	}
	if c := r.Compare; c != nil {
		out = append(out, line{"compare", []figure{goodRatio("state", c.State), goodRatio("first", c.First), goodRatio("found", c.Found),
			goodRatio("quoted", c.Quoted), goodRatio("related", c.Related), count("topics", c.Topics), count("cells", c.Cells)}})
	}
	return out
}

func (r Ranking) figures() []figure {
	return []figure{good("ndcg10", r.NDCG10), good("mrr", r.MRR), good("recall10", r.Recall10), good("recall1", r.First), count("n", r.Queries)}
}

// WriteText prints r for people: one line a part, then a table of confidences,
// then one line a query, then, with details, what is wrong behind each figure. [Drops] reads it back.
func (r *Report) WriteText(w io.Writer, details bool) error {
	out := bufio.NewWriter(w)
	for _, l := range r.lines() {
		fmt.Fprintf(out, "%s:", l.name)
		for _, f := range l.figures {
			fmt.Fprintf(out, " %s %s", f.name, format(f.value))
		}
		fmt.Fprintln(out)
	}
	if r.Calibration.Provisions > 0 {
		for _, b := range r.Calibration.Bins {
			fmt.Fprintf(out, "confidence %-4s to %-4s provisions %-4d right %-6s mean %s\n",
				format(&b.From), format(&b.To), b.Provisions, format(b.Right), format(b.Confidence))
		}
	}
	if r.Search != nil {
		rows := r.Search.Queries
		if own := r.Search.Own[gold.Tune]; own != nil {
			rows = slices.Concat(rows, own.Queries)
		}
		for _, q := range rows {
			fmt.Fprintf(out, "query %-8s ndcg10 %-6s rr %-6s recall10 %-6s hits %-2d %q\n", q.Kind,
				format(&q.NDCG10), format(&q.RR), format(&q.Recall10), q.Hits, q.Text)
		}
	}
	if details {
		for _, part := range slices.Sorted(maps.Keys(r.Misses)) {
			fmt.Fprintf(out, "\n%s: %d\n", part, len(r.Misses[part]))
			for _, m := range r.Misses[part] {
				fmt.Fprintf(out, "  %s\n", m)
			}
		}
	}
	return out.Flush()
}

func format(v *float64) string {
	if v == nil {
		return "-"
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// Drops lists the figures of r that are worse than those recorded, which are
// what WriteText printed once, by more than tolerance for a share and at all for
// a count; and the figures that only one of the two has. Better figures are no
// drop: record them.
func Drops(recorded []byte, r *Report, tolerance float64) ([]string, error) {
	old, err := parseFigures(recorded)
	if err != nil {
		return nil, fmt.Errorf("recorded figures: %w", err)
	}
	var out []string
	for _, l := range r.lines() {
		for _, f := range l.figures {
			key := l.name + " " + f.name
			was, ok := old[key]
			delete(old, key)
			switch {
			case !ok:
				out = append(out, fmt.Sprintf("%s %s is not recorded", key, format(f.value)))
			case (was == nil) != (f.value == nil):
				out = append(out, fmt.Sprintf("%s was %s, is %s", key, format(was), format(f.value)))
			case was != nil && worse(*was, *f.value, f.better, tolerance):
				out = append(out, fmt.Sprintf("%s was %s, is %s", key, format(was), format(f.value)))
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(old)) {
		out = append(out, fmt.Sprintf("%s was %s, is no longer measured", key, format(old[key])))
	}
	return out, nil
}

func worse(was, is float64, better int, tolerance float64) bool {
	if was > 1 || is > 1 { // a count
		tolerance = 0
	}
	return (was-is)*float64(better) > tolerance+1e-9
}

// parseFigures reads the lines of figures that WriteText prints.
func parseFigures(data []byte) (map[string]*float64, error) {
	out := map[string]*float64{}
	for text := range bytes.Lines(data) {
		name, rest, ok := strings.Cut(strings.TrimSpace(string(text)), ": ")
		if !ok || strings.HasPrefix(name, "query ") {
			continue
		}
		words := strings.Fields(rest)
		if len(words)%2 != 0 {
			return nil, fmt.Errorf("line %q: a name without a figure", name)
		}
		for i := 0; i < len(words); i += 2 {
			key := name + " " + words[i]
			if words[i+1] == "-" {
				out[key] = nil
				continue
			}
			v, err := strconv.ParseFloat(words[i+1], 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			out[key] = &v
		}
	}
	return out, nil
}
