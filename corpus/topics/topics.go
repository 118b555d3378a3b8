// Package topics holds the subjects of bargaining that agreements are compared
// on: what each is called, what its sentences say, what looks like it and is
// not, and the values that a negotiator looks for. It is data that a negotiator
// may correct; README.md says how.
package topics

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

//go:embed *.json
var files embed.FS

// A group is one file.
type group struct {
	Group  string         `json:"group"`
	Order  int            `json:"order"`
	Topics []corpus.Topic `json:"topics"`
}

// All lists the topics by group, in the order of the groups and of each file.
// It reads the files anew at each call; callers keep the result. It fails if a
// file does not have the form that README.md gives: each id is used once and
// is a slug, no name is empty, every cue can be read.
func All() ([]corpus.Topic, error) { return read(files) }

func read(dir fs.FS) ([]corpus.Topic, error) {
	names, err := fs.Glob(dir, "*.json")
	if err != nil {
		return nil, fmt.Errorf("list topics: %w", err)
	}
	groups := make([]group, 0, len(names))
	seen := map[string]string{} // id → file
	for _, name := range names {
		b, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, fmt.Errorf("read topics: %w", err)
		}
		var g group
		dec := json.NewDecoder(strings.NewReader(string(b)))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&g); err != nil {
			return nil, fmt.Errorf("topics %s: %w", name, err)
		}
		if g.Group == "" || len(g.Topics) == 0 {
			return nil, fmt.Errorf("topics %s: no group name or no topics", name)
		}
		for i := range g.Topics {
			t := &g.Topics[i]
			if err := check(t); err != nil {
				return nil, fmt.Errorf("topics %s: topic %q: %w", name, t.ID, err)
			}
			if first, dup := seen[t.ID]; dup {
				return nil, fmt.Errorf("topics %s: topic %q is in %s already", name, t.ID, first)
			}
			seen[t.ID] = name
			t.Group = g.Group
		}
		groups = append(groups, g)
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].Order < groups[j].Order })
	var all []corpus.Topic
	for _, g := range groups {
		all = append(all, g.Topics...)
	}
	return all, nil
}

func check(t *corpus.Topic) error {
	if !isSlug(t.ID) {
		return fmt.Errorf("the id is not a lower-case slug")
	}
	if strings.TrimSpace(t.Label) == "" {
		return fmt.Errorf("no label")
	}
	if len(t.Names) == 0 {
		return fmt.Errorf("no names")
	}
	for _, list := range [][]string{t.Names, t.Synonyms, t.Homes} {
		for _, s := range list {
			if strings.TrimSpace(s) == "" || s != strings.ToLower(s) {
				return fmt.Errorf("name %q is empty or has capitals", s)
			}
		}
	}
	for _, c := range t.Cues {
		if _, err := corpus.ParseCue(c); err != nil {
			return err
		}
	}
	for _, f := range t.FalseFriends {
		if _, err := corpus.ParseCue(f.Words); err != nil {
			return err
		}
		if f.Note == "" {
			return fmt.Errorf("false friend %q: no note", f.Words)
		}
	}
	for _, v := range t.Values {
		if v.Label == "" || len(v.Types) == 0 {
			return fmt.Errorf("value %q: no label or no types", v.Label)
		}
		for _, list := range [][]string{v.Says, v.Not, v.Table, v.Near, v.Acts, v.NotUnder} {
			for _, c := range list {
				if _, err := corpus.ParseCue(c); err != nil {
					return fmt.Errorf("value %q: %w", v.Label, err)
				}
			}
		}
		switch v.Payer {
		case "", "employee", "employer":
		default:
			return fmt.Errorf("value %q: payer %q is neither employee nor employer", v.Label, v.Payer)
		}
		for _, u := range v.Units {
			switch u {
			case corpus.Minute, corpus.Hour, corpus.Day, corpus.Week, corpus.PayPeriod, corpus.Month, corpus.Year:
			default:
				if slices.Contains(v.Types, corpus.Count) && u == strings.ToLower(u) {
					continue // what is counted: any word
				}
				return fmt.Errorf("value %q: unknown unit %q", v.Label, u)
			}
		}
		for _, typ := range v.Types {
			switch typ {
			case corpus.Duration, corpus.Money, corpus.Percent, corpus.Count, corpus.DateTerm, corpus.TextTerm:
			default:
				return fmt.Errorf("value %q: unknown type %q", v.Label, typ)
			}
		}
	}
	return nil
}

func isSlug(s string) bool {
	if s == "" || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return true
}
