package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// agreement makes an agreement of a text in which a line that opens with "# "
// is an article's heading, "## " a section's, "### " a subsection's, "= " that
// of a letter: "## C | Grievance Procedure". Number or title may be empty. The
// marks are no part of the text. A line "> 9 | Title | 12" is an entry of the
// contents list that no body answers to.
func agreement(tb testing.TB, id, text string) *corpus.Agreement {
	tb.Helper()
	a := &corpus.Agreement{ID: id, Kind: corpus.KindAgreement, Source: corpus.Source{Name: id + ".txt"}}
	var b strings.Builder
	var open []int
	closeTo := func(depth int) {
		end := len(strings.TrimRight(b.String(), "\n "))
		for len(open) > depth {
			a.Provisions[open[len(open)-1]].Span.End = end
			open = open[:len(open)-1]
		}
	}
	kinds := map[string]struct {
		kind  corpus.Kind
		slug  string
		word  string
		depth int
	}{
		"#": {corpus.Article, "art", "Article", 0}, "##": {corpus.Section, "sec", "Section", 1},
		"###": {corpus.Subsection, "sub", "Subsection", 2}, "=": {corpus.Letter, "lou", "Letter of Understanding", 0},
	}
	for line := range strings.Lines(text) {
		mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if mark == ">" {
			parts := strings.Split(rest, " | ")
			start := b.Len()
			b.WriteString(strings.Join(parts, " ") + "\n")
			span := corpus.Span{Start: start, End: b.Len() - 1}
			a.Furniture = append(a.Furniture, corpus.Furniture{Kind: corpus.ContentsList, Span: span})
			a.Contents = append(a.Contents, corpus.ContentsEntry{Number: parts[0], Kind: corpus.Article, Title: parts[1], Page: parts[2], Span: span})
			continue
		}
		k, heading := kinds[mark]
		if !heading {
			b.WriteString(line)
			continue
		}
		closeTo(k.depth)
		number, title, _ := strings.Cut(rest, "|")
		number, title = strings.TrimSpace(number), strings.TrimSpace(title)
		p := corpus.Provision{Kind: k.kind, Number: number, Title: title, Confidence: 1}
		p.ID, p.Citation = k.slug+"_"+number, k.word+" "+number
		if len(open) > 0 {
			up := a.Provisions[open[len(open)-1]]
			p.Parent, p.ID, p.Citation = up.ID, up.ID+"__"+p.ID, up.Citation+", "+p.Citation
		}
		p.Heading = strings.TrimSpace(k.word + " " + number + ". " + title)
		p.Span.Start = b.Len()
		b.WriteString(p.Heading + "\n")
		p.HeadingSpan = corpus.Span{Start: p.Span.Start, End: b.Len() - 1}
		open = append(open, len(a.Provisions))
		a.Provisions = append(a.Provisions, p)
	}
	closeTo(0)
	a.Text = b.String()
	sum := sha256.Sum256([]byte(a.Text))
	a.Source.SHA256 = hex.EncodeToString(sum[:])
	require.NoError(tb, a.Validate(), "the test's own agreement")
	return a
}

// shelfLibrary is a library in memory.
type shelfLibrary struct {
	mu     sync.Mutex
	list   map[string]*corpus.Agreement
	broken map[string]error
}

func newLibrary(list ...*corpus.Agreement) *shelfLibrary {
	l := &shelfLibrary{list: map[string]*corpus.Agreement{}, broken: map[string]error{}}
	for _, a := range list {
		l.list[a.ID] = a
	}
	return l
}

func (l *shelfLibrary) put(a *corpus.Agreement) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list[a.ID] = a
}

func (l *shelfLibrary) remove(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.list, id)
}

func (l *shelfLibrary) Fingerprints(context.Context) (map[string]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := map[string]string{}
	for id, a := range l.list {
		out[id] = a.Source.SHA256
	}
	return out, nil
}

func (l *shelfLibrary) Version(ctx context.Context) (string, error) {
	prints, err := l.Fingerprints(ctx)
	h := sha256.New()
	for _, id := range sortedKeys(prints) {
		fmt.Fprintln(h, id, prints[id])
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

func (l *shelfLibrary) Agreement(_ context.Context, id string) (*corpus.Agreement, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.broken[id]; err != nil {
		return nil, err
	}
	a := l.list[id]
	if a == nil {
		return nil, fmt.Errorf("no agreement %q", id)
	}
	return a, nil
}

func openIndex(t *testing.T, dir string, lib Library, opts Options) *Index {
	t.Helper()
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	ix, err := Open(t.Context(), dir, lib, opts)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, ix.Close()) })
	return ix
}

func ask(t *testing.T, ix *Index, text string, filters ...query.Filter) query.Answer {
	t.Helper()
	a, err := ix.Search(t.Context(), query.Request{Text: text, Filters: filters})
	require.NoError(t, err)
	return a
}

// places are the hits as "agreement provision", an entry's as "agreement -".
func places(a query.Answer) []string {
	out := []string{}
	for _, h := range a.Hits {
		id := "-"
		if h.ID != nil {
			id = *h.ID
		}
		out = append(out, h.Agreement+" "+id)
	}
	return out
}

// nurses and police are two agreements with the same subjects in other words.
const nurses = `
> 9 | Tuition Reimbursement | 40
# 1 | Recognition
The Employer recognizes the Union as the representative of all registered nurses. It is agreed as follows.
# 5 | Grievance Procedure
A grievance is a complaint about this Agreement.
## A | Definition
The word grievance means a written dispute.
## B | Filing
An employee shall file a grievance within ten (10) working days of the event.
### 1 | Form
The grievance shall be filed on the form that the parties agree on, in triplicate.
### 2 | Late grievances
A grievance that is filed late is withdrawn.
## C | Arbitration
The fees and expenses of the arbitrator shall be borne equally by the parties. The arbitrator shall not add to this Agreement.
# 7 | Leaves of Absence
## A | Funeral Leave
An employee shall be granted up to three days with pay for a death in the immediate family. The immediate family is spouse, child and parent.
## B | Jury Duty
An employee who is called for jury duty shall receive the difference in pay.
## C | Sick Leave
Sick leave accrues at 4 hours per pay period, 10% more after the fifth year. See § 5 and the 401(k) plan.
= 1 | Parking
The Hospital will continue free parking for nurses on the night shift at the north garage, and will provide an escort to the garage on request after dark.
= 2 | Parking at the Annex
The Hospital will continue free parking for nurses on the night shift at the north garage, and will provide an escort to the garage on request after dark.
`

const police = `
# III | Discipline
## 1 | Cause
No officer shall be discharged or suspended except for just cause.
## 2 | Layoff
Officers are laid off in inverse order of seniority. Notice of layoff is given thirty days before.
# IV | Grievance Procedure
## 1 | Filing
A grievance must be filed in writing within fifteen days.
# V | Leave
## 1 | Bereavement Leave
Bereavement leave of five days is granted to an officer on the death of a family member.
## 2 | Call-back
An officer who is called back to work is paid for four hours.
= 1 | Parking
The Hospital will continue free parking for nurses on the night shift at the north garage, and will provide an escort to the garage on request after dark.
`

func two(t *testing.T) (*shelfLibrary, Options) {
	t.Helper()
	n, p := agreement(t, "mercy-nurses-2015", nurses), agreement(t, "lapeer-police-2012", police)
	n.Employer, n.Union, n.Unit, n.Effective, n.Expires = "Mercy Hospital", "Michigan Nurses Association", "Registered Nurses", "2015-01-01", "2017-12-31"
	p.Employer, p.Union, p.Unit, p.Effective, p.Expires = "Lapeer County", "Fraternal Order of Police", "Patrol", "2012-07-01", "2015-06-30"
	return newLibrary(n, p), Options{
		Topics: []corpus.Topic{
			{ID: "bereavement", Label: "Bereavement leave", Names: []string{"bereavement leave", "funeral leave"}, Cues: []string{"death days|leave family"}},
			{ID: "grievance-deadline", Label: "Time to file a grievance", Names: []string{"filing"}, Cues: []string{"grievance file|filed within # days"}},
		},
		Words: []corpus.Synonym{{Say: []string{"firing", "sacked"}, Also: []string{"discharge", "just cause"}}},
	}
}
