package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/disk"
)

// ErrEdition says that two agreements cannot be editions of one.
var ErrEdition = errors.New("not editions of one agreement")

// Link says that the agreement with that id is a newer edition of another.
// Editions of editions are one family. It fails with ErrEdition where that would
// make an agreement its own edition.
func (l *Library) Link(ctx context.Context, id, of string) error {
	return l.mark(ctx, id, "link", func(e *Entry, byID map[string]Entry) error {
		if _, ok := byID[of]; !ok {
			return fmt.Errorf("agreement %q: %w", of, ErrNotFound)
		}
		for at := of; at != ""; at = byID[at].EditionOf {
			if at == id {
				return fmt.Errorf("%q is an edition of %q already: %w", of, id, ErrEdition)
			}
		}
		e.EditionOf = of
		return nil
	})
}

// Supersede says that another agreement has taken the place of the one with that
// id, whatever their dates say.
func (l *Library) Supersede(ctx context.Context, id, by string) error {
	return l.mark(ctx, id, "supersede", func(e *Entry, byID map[string]Entry) error {
		if _, ok := byID[by]; !ok {
			return fmt.Errorf("agreement %q: %w", by, ErrNotFound)
		}
		if by == id {
			return fmt.Errorf("%q by itself: %w", id, ErrEdition)
		}
		e.SupersededBy = by
		return nil
	})
}

// Unlink takes back what Link and Supersede said of the agreement with that id.
func (l *Library) Unlink(ctx context.Context, id string) error {
	return l.mark(ctx, id, "unlink", func(e *Entry, _ map[string]Entry) error {
		e.EditionOf, e.SupersededBy = "", ""
		return nil
	})
}

// mark changes what the entry of id says of editions.
func (l *Library) mark(ctx context.Context, id, what string, change func(e *Entry, byID map[string]Entry) error) (err error) {
	w, err := l.lock(ctx)
	if err != nil {
		return fmt.Errorf("%s %q: %w", what, id, err)
	}
	defer func() { err = errors.Join(err, w.release()) }()
	entries, err := l.readTable()
	if err != nil {
		return fmt.Errorf("%s %q: %w", what, id, err)
	}
	byID := make(map[string]Entry, len(entries))
	for _, e := range entries {
		byID[e.ID] = e
	}
	old, err := l.readEntry(id)
	if err != nil {
		return fmt.Errorf("%s %q: %w", what, id, err)
	}
	now := old
	if err := change(&now, byID); err != nil {
		return fmt.Errorf("%s %q: %w", what, id, err)
	}
	if now == old {
		return nil
	}
	line, err := json.MarshalIndent(now, "", "  ")
	if err != nil {
		return fmt.Errorf("%s %q: %w", what, id, err)
	}
	err = w.change(old, now, func() error { return disk.WriteFile(l.entryPath(id), append(line, '\n')) })
	if err != nil {
		return fmt.Errorf("%s %q: %w", what, id, err)
	}
	return nil
}

// Family is the id that stands for the editions of an agreement: that of the
// first of them that the library has.
func Family(id string, byID map[string]Entry) string {
	for range len(byID) {
		up := byID[id].EditionOf
		if _, ok := byID[up]; up == "" || !ok {
			break
		}
		id = up
	}
	return id
}

// Current says which agreements stand for their families on a day: the edition
// in force then, or the newest that had begun, or the newest. One that is marked
// as superseded by an agreement of the library never does; one that is alone
// always does.
func Current(entries []Entry, day corpus.Date) map[string]bool {
	byID := make(map[string]Entry, len(entries))
	for _, e := range entries {
		byID[e.ID] = e
	}
	best := map[string]Entry{} // by family
	for _, e := range entries {
		if _, ok := byID[e.SupersededBy]; ok && e.SupersededBy != "" {
			continue
		}
		f := Family(e.ID, byID)
		if b, ok := best[f]; !ok || better(&e, &b, day) {
			best[f] = e
		}
	}
	out := make(map[string]bool, len(best))
	for _, e := range best {
		out[e.ID] = true
	}
	return out
}

// StandIns says which agreement stands on a day for each that does not stand for
// itself, by id: what it is marked as superseded by, or the edition that
// [Current] chose of its family. One whose family has none that stands is not in
// it.
func StandIns(entries []Entry, day corpus.Date) map[string]string {
	byID := make(map[string]Entry, len(entries))
	for _, e := range entries {
		byID[e.ID] = e
	}
	current := Current(entries, day)
	chosen := map[string]string{} // by family
	for id := range current {
		chosen[Family(id, byID)] = id
	}
	out := map[string]string{}
	for _, e := range entries {
		if current[e.ID] {
			continue
		}
		by := chosen[Family(e.ID, byID)]
		if _, ok := byID[e.SupersededBy]; ok && e.SupersededBy != "" {
			by = e.SupersededBy
		}
		if by != "" {
			out[e.ID] = by
		}
	}
	return out
}

// better reports whether edition a stands before b on a day.
func better(a, b *Entry, day corpus.Date) bool {
	rank := func(e *Entry) int {
		begun := e.Effective == "" || e.Effective <= day
		switch {
		case begun && (e.Expires == "" || e.Expires >= day) && (e.Effective != "" || e.Expires != ""):
			return 2
		case begun:
			return 1
		}
		return 0
	}
	if x, y := rank(a), rank(b); x != y {
		return x > y
	}
	return a.lasts() > b.lasts() || a.lasts() == b.lasts() && a.EditionOf != ""
}

// lasts is the date that puts editions in order: that of their beginning, or of
// their end.
func (e *Entry) lasts() corpus.Date {
	if e.Effective != "" {
		return e.Effective
	}
	return e.Expires
}

// A Proposal is two agreements that look like editions of one.
type Proposal struct {
	Newer  string `json:"newer"`
	Older  string `json:"older"`
	Reason string `json:"reason"`
}

// Propose lists agreements that look like editions of one: of the same employer
// and union, or of the same title but for its years, with terms that differ.
// Those that are linked already are left out.
func Propose(entries []Entry) []Proposal {
	byID := make(map[string]Entry, len(entries))
	for _, e := range entries {
		byID[e.ID] = e
	}
	out := []Proposal{}
	for i := range entries {
		for k := range entries {
			a, b := &entries[i], &entries[k] // a the newer
			if a.Kind != b.Kind || a.Damage != "" || b.Damage != "" || a.lasts() == "" || b.lasts() == "" || a.lasts() <= b.lasts() ||
				Family(a.ID, byID) == Family(b.ID, byID) {
				continue
			}
			switch {
			case a.Employer != "" && a.Union != "" && plain(a.Employer) == plain(b.Employer) && plain(a.Union) == plain(b.Union) && plain(a.Unit) == plain(b.Unit):
				out = append(out, Proposal{a.ID, b.ID, "the same employer, union and unit; terms differ"})
			case a.Title != "" && len(plain(a.Title)) > 15 && plain(a.Title) == plain(b.Title):
				out = append(out, Proposal{a.ID, b.ID, "the same title but for its years; terms differ"})
			}
		}
	}
	return out
}

// plain is a name in small letters, without figures and marks.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }), " ")
}
