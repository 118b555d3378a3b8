package index

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// sort puts what was found, which is in the order of relevance, into the order
// that was asked for.
func (g *generation) sort(s *search) {
	by := s.request.Sort
	if len(s.asked) == 0 && s.query.Citation == "" && (by == "" || by == query.ByRelevance) {
		by = query.ByPlace // nothing ranks what only filters find
	}
	switch by {
	case query.ByPlace:
		slices.SortStableFunc(s.found, inPlace)
	case query.ByExpiry:
		expires := func(c candidate) corpus.Date { return g.meta.Agreements[c.passage.agreement].Expires }
		slices.SortStableFunc(s.found, func(a, b candidate) int { return cmp.Compare(expires(b), expires(a)) })
	}
}

// inPlace is the order of places: by agreement, then as they stand in it.
func inPlace(a, b candidate) int {
	return cmp.Or(strings.Compare(a.passage.agreement, b.passage.agreement), cmp.Compare(a.passage.start, b.passage.start))
}

// A cursor is where a page ended: at the hit with that key, which had that score
// and was the n-th.
type cursor struct {
	Key   string  `json:"k"`
	Score float64 `json:"s"`
	N     int     `json:"n"`
}

// readCursor reads what cursorAfter wrote; nil if there is none.
func readCursor(text string) (*cursor, error) {
	if text == "" {
		return nil, nil
	}
	c := &cursor{}
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(data, c)
	}
	if err != nil || c.Key == "" || c.N < 1 {
		return nil, fmt.Errorf("cursor %.80q: %w", text, query.ErrCursor)
	}
	return c, nil
}

func (s *search) cursorAfter(last *candidate) string {
	n := 1 + slices.IndexFunc(s.found, func(c candidate) bool { return c.key == last.key })
	data, err := json.Marshal(cursor{last.key, last.score, n})
	if err != nil {
		panic(err) // unreachable: plain data
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// page is the part of what was found that the request wants, and whether there
// is more after it. A page after a cursor begins behind the hit that the page
// before ended with, wherever that stands now; if it is gone, where it would
// stand: what is put into the library or taken out meanwhile shows no hit twice
// and leaves none out that was there all the time.
func (s *search) page() (shown []candidate, rest bool) {
	limit := s.request.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	limit = min(limit, maxLimit)
	from := min(max(s.request.Offset, 0), len(s.found))
	if c := s.from; c != nil {
		from = 1 + slices.IndexFunc(s.found, func(x candidate) bool { return x.key == c.Key })
		if from == 0 { // gone
			from = min(c.N, len(s.found))
			if s.request.Sort == "" || s.request.Sort == query.ByRelevance {
				from = 0
				for from < len(s.found) && s.found[from].score > c.Score {
					from++
				}
			}
		}
	}
	to := min(from+limit, len(s.found))
	return s.found[from:to], to < len(s.found)
}
