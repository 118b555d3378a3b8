package eval

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/index/query"
)

// typos asks the queries that words answer, as they are and with a slip.
func (r *run) typos(ctx context.Context, queries []gold.Query) (*Typos, []string, error) {
	var right, slipped []QueryResult
	var misses []string
	for _, q := range queries {
		wrong, ok := slip(q.Text)
		if len(q.Relevant) == 0 || q.Kind == "citation" || q.Tag != "" || !ok {
			continue
		}
		for text, into := range map[string]*[]QueryResult{q.Text: &right, wrong: &slipped} {
			answer, err := r.in.Searcher.Search(ctx, query.Request{Text: text, Limit: cutoff})
			if err != nil {
				return nil, nil, fmt.Errorf("search %q: %w", text, err)
			}
			*into = append(*into, r.rank(&q, answer.Hits[:min(cutoff, len(answer.Hits))]))
		}
		if n := len(right) - 1; right[n].NDCG10 > slipped[n].NDCG10 && q.Half != gold.Held {
			misses = append(misses, fmt.Sprintf("%q for %q: ndcg %.2f for %.2f", wrong, q.Text, slipped[n].NDCG10, right[n].NDCG10))
		}
	}
	if len(right) == 0 {
		return nil, nil, nil
	}
	return &Typos{Queries: len(right), Right: mean(right).NDCG10, Slipped: mean(slipped).NDCG10}, misses, nil
}

// slip makes a slip of the pen in the longest word of text, the first of equal
// ones; false if none has the six letters in which one is seen for what it is.
func slip(text string) (string, bool) {
	words := strings.Fields(text)
	at := -1
	for i, w := range words {
		if plainLetters(w) && len(w) >= 6 && (at < 0 || len(w) > len(words[at])) {
			at = i
		}
	}
	if at < 0 {
		return "", false
	}
	w := words[at]
	h := fnv.New32a()
	_, _ = h.Write([]byte(text)) // never fails
	n := h.Sum32()
	k := 1 + int(n/4)%(len(w)-2) // neither the first letter nor the last
	switch n % 4 {
	case 0: // left out
		w = w[:k] + w[k+1:]
	case 1: // doubled
		w = w[:k] + w[k:k+1] + w[k:]
	case 2: // swapped with the next
		w = w[:k] + w[k+1:k+2] + w[k:k+1] + w[k+2:]
	default: // another: the one after it in the alphabet
		w = w[:k] + string('a'+(w[k]-'a'+1)%26) + w[k+1:]
	}
	if w == words[at] { // two equal letters were swapped
		w = w[:k] + w[k+1:]
	}
	words[at] = w
	return strings.Join(words, " "), true
}

func plainLetters(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}
