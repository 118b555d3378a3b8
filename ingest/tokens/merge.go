package tokens

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math"
	"strconv"

	"github.com/pkoukk/tiktoken-go-loader/assets"
)

// ranks are the tokens of an encoding, and for each when its two halves are
// merged: the lowest first.
type ranks map[string]int32

// readRanks reads the table of that file name: a line for each token, of its
// bytes in base64 and its rank.
func readRanks(name string) (ranks, error) {
	table, err := assets.Assets.ReadFile(name)
	if err != nil {
		return nil, err
	}
	// The tokens stand in one string, of which each is a part.
	size := bytes.Count(table, []byte{'\n'})
	text := make([]byte, 0, len(table))
	type entry struct {
		end  int
		rank int32
	}
	entries := make([]entry, 0, size)
	for n := 1; len(table) > 0; n++ {
		var line []byte
		line, table, _ = bytes.Cut(table, []byte{'\n'})
		if len(line) == 0 {
			continue
		}
		token, number, _ := bytes.Cut(line, []byte{' '})
		if text, err = base64.StdEncoding.AppendDecode(text, token); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		rank, err := strconv.ParseInt(string(number), 10, 32)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		entries = append(entries, entry{len(text), int32(rank)})
	}
	whole, from := string(text), 0
	out := make(ranks, len(entries))
	for _, e := range entries {
		out[whole[from:e.end]] = e.rank
		from = e.end
	}
	return out, nil
}

// A part is where a part of a piece begins and the rank of what it would make
// with the part behind it.
type part struct {
	at   int32
	rank int32
}

const noToken = math.MaxInt32

// count is the number of tokens that a piece is made of: its bytes, merged two
// and two, lowest rank first, until no two neighbours make a token. parts is
// room to work in, which it returns for the next.
func (r ranks) count(piece string, parts []part) (int, []part) {
	if len(piece) < 2 {
		return len(piece), parts
	}
	if _, ok := r[piece]; ok {
		return 1, parts
	}
	parts = parts[:0]
	for i := range len(piece) + 1 {
		parts = append(parts, part{int32(i), noToken})
	}
	rank := func(i int) int32 { // of the part at i with the one behind it
		if i+2 < len(parts) {
			if v, ok := r[piece[parts[i].at:parts[i+2].at]]; ok {
				return v
			}
		}
		return noToken
	}
	for i := range len(parts) - 2 {
		parts[i].rank = rank(i)
	}
	for {
		best := 0
		for i := range len(parts) - 1 {
			if parts[i].rank < parts[best].rank {
				best = i
			}
		}
		if parts[best].rank == noToken {
			return len(parts) - 1, parts
		}
		parts = append(parts[:best+1], parts[best+2:]...)
		parts[best].rank = rank(best)
		if best > 0 {
			parts[best-1].rank = rank(best - 1)
		}
	}
}
