package server

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/compare"
)

// A runView is a run of words in one of two texts.
type runView struct {
	Text string
	Op   string // "": in both; "del", "ins"
}

// A sideRow is a passage beside the one that answers to it.
type sideRow struct {
	Change, ChangeText, Tone string
	A, B                     []runView
	APlace, BPlace           *link
	Note                     string
}

type textPage struct {
	page
	Only      bool
	Toggle    string
	Base      link
	BaseOf    string
	Contrasts []contrastView
}

type contrastView struct {
	link
	Of     string // its agreement
	Counts []countedLink
	Rows   []sideRow
	Same   int // passages left out since they are the same
}

// changeText is a change in words, and how it is coloured.
func changeText(c compare.Change) (text, tone string) {
	switch c {
	case compare.Same:
		return "the same", ""
	case compare.Added:
		return "added", "good"
	case compare.Removed:
		return "removed", "bad"
	case compare.Changed:
		return "changed", "warn"
	case compare.ReferencesOnly:
		return "only references changed", ""
	case compare.Moved, compare.Renumbered, compare.Retitled:
		return string(c), "warn"
	}
	return strings.ReplaceAll(string(c), "_", " "), ""
}

// sideText is what became of a passage where neither text is the older.
func sideText(c compare.Change) (text, tone string) {
	switch c {
	case compare.Added:
		return "only on the right", "good"
	case compare.Removed:
		return "only on the left", "bad"
	case compare.Moved:
		return "in another place", "warn"
	case compare.Changed:
		return "in other words", "warn"
	}
	return changeText(c)
}

// runs divides the words of a pair for its two sides. Each run has its blanks.
func runs(words []compare.WordRun) (a, b []runView) {
	for _, w := range words {
		switch w.Op {
		case compare.WordsRemoved:
			a = append(a, runView{w.Text, "del"})
		case compare.WordsAdded:
			b = append(b, runView{w.Text, "ins"})
		default:
			a, b = append(a, runView{Text: w.Text}), append(b, runView{Text: w.Text})
		}
	}
	return a, b
}

func (s *Server) pageText(c *gin.Context) error {
	p := readParams(c)
	clauses, only := p.all("clause"), p.flag("differences")
	if len(clauses) < 2 && len(p.faults) == 0 {
		p.fault("clause", "want two clauses or more: pick them while you read")
	}
	if len(clauses) > maxSides {
		p.fault("clause", "too many clauses at once")
	}
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	about := aboutOf(infos)
	d, err := s.Differ.Diff(c.Request.Context(), clauses)
	if err != nil {
		return err
	}
	v := textPage{page: s.page("Words side by side", "compare"), Only: only, Base: sideLink(d.Base), BaseOf: shortName(about[d.Base.Agreement].Title, d.Base.Agreement)}
	toggle := url.Values{"clause": clauses}
	if !only {
		toggle.Set("differences", "true")
	}
	v.Toggle = "/compare/text?" + toggle.Encode()
	for _, o := range d.Others {
		x := contrastView{link: sideLink(o.Side), Of: shortName(about[o.Agreement].Title, o.Agreement)}
		for _, change := range compare.Changes() {
			if n := o.Counts[change]; n > 0 {
				text, tone := sideText(change)
				x.Counts = append(x.Counts, countedLink{link: link{Text: text}, Count: n, About: tone})
			}
		}
		for _, r := range o.Rows {
			if only && r.Change == compare.Same {
				x.Same++
				continue
			}
			x.Rows = append(x.Rows, passageRow(d.Base.Agreement, o.Agreement, r))
		}
		v.Contrasts = append(v.Contrasts, x)
	}
	return s.sendPage(c, "text", v)
}

func sideLink(x compare.Side) link {
	return link{provisionHref(x.Agreement, x.ID), placeText(x.Citation, x.Title)}
}

func passageRow(a, b string, r compare.DiffRow) sideRow {
	row := sideRow{Change: string(r.Change)}
	row.ChangeText, row.Tone = sideText(r.Change)
	row.A, row.B = runs(r.Words)
	if r.A != nil {
		row.APlace = &link{spanHref(a, r.A.Provision, r.A.Span), r.A.Citation}
		if len(row.A) == 0 {
			row.A = []runView{{Text: r.A.Text}}
		}
	} else {
		row.A = nil
	}
	if r.B != nil {
		row.BPlace = &link{spanHref(b, r.B.Provision, r.B.Span), r.B.Citation}
		if len(row.B) == 0 {
			row.B = []runView{{Text: r.B.Text}}
		}
	} else {
		row.B = nil
	}
	return row
}

type versionsPage struct {
	page
	Old, New []option
	Chosen   bool
	OldName  link
	NewName  link
	Kinds    []countedLink
	Rows     []sideRow
	Hidden   int // the same in both, left out
	More     int // beyond what a page shows
}

// maxPairs bounds the pairs of one page; whole contracts have some hundreds of
// changes.
const maxPairs = 400

func (s *Server) pageVersions(c *gin.Context) error {
	p := readParams(c)
	before, after := p.text("old"), p.text("new")
	var names []string
	for _, k := range compare.Changes() {
		names = append(names, string(k))
	}
	kind := p.oneOf("change", names...)
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	v := versionsPage{page: s.page("Two editions", "compare"), Chosen: before != "" && after != ""}
	v.Old = agreementOptions(infos, func(id string) bool { return id == before })
	v.New = agreementOptions(infos, func(id string) bool { return id == after })
	if !v.Chosen {
		return s.sendPage(c, "versions", v)
	}
	got, err := s.versions(c, before, after, false)
	if err != nil {
		return err
	}
	about := aboutOf(infos)
	v.OldName, v.NewName = link{agreementHref(before), shortName(about[before].Title, before)}, link{agreementHref(after), shortName(about[after].Title, after)}
	address := func(kind string) string {
		q := url.Values{"old": {before}, "new": {after}}
		if kind != "" {
			q.Set("change", kind)
		}
		return "/compare/versions?" + q.Encode()
	}
	all := 0
	for _, k := range compare.Changes() {
		if k != compare.Same {
			all += got.Counts[k]
		}
	}
	v.Kinds = append(v.Kinds, countedLink{link{address(""), "All changes"}, all, kind == "", ""})
	for _, k := range compare.Changes() {
		text, _ := changeText(k)
		if got.Counts[k] > 0 {
			v.Kinds = append(v.Kinds, countedLink{link{address(string(k)), capital(text)}, got.Counts[k], kind == string(k), ""})
		}
	}
	for _, pair := range got.Pairs {
		switch {
		case kind == "" && pair.Change == compare.Same:
			v.Hidden++
		case kind != "" && kind != string(pair.Change):
		case len(v.Rows) == maxPairs:
			v.More++
		default:
			v.Rows = append(v.Rows, pairRow(before, after, pair))
		}
	}
	return s.sendPage(c, "versions", v)
}

func pairRow(before, after string, p compare.Pair) sideRow {
	row := sideRow{Change: string(p.Change), Note: p.Note}
	row.ChangeText, row.Tone = changeText(p.Change)
	var others []string
	for _, c := range p.Changes {
		if c != p.Change && c != compare.Same {
			text, _ := changeText(c)
			others = append(others, text)
		}
	}
	if len(others) > 0 {
		row.ChangeText += ", " + strings.Join(others, ", ")
	}
	if p.Pass != nil && p.Change != compare.Same {
		note := "taken for the same by " + string(*p.Pass)
		if string(*p.Pass) == "likeness" {
			note += ", " + strconv.Itoa(int(100*p.Likeness)) + " %"
		}
		row.Note = strings.TrimSpace(row.Note + " " + note)
	}
	row.A, row.B = runs(p.Words)
	if p.Old != nil && p.OldPlace != nil {
		row.APlace = &link{provisionHref(before, *p.Old), placeText(p.OldPlace.Citation, p.OldPlace.Title)}
	} else {
		row.A = nil
	}
	if p.New != nil && p.NewPlace != nil {
		row.BPlace = &link{provisionHref(after, *p.New), placeText(p.NewPlace.Citation, p.NewPlace.Title)}
	} else {
		row.B = nil
	}
	return row
}

type wordingPage struct {
	page
	Of       link
	Crumbs   []link
	LookedAt int
	Short    int
	Like     []countedLink
	Passages []wordingRow
}

type wordingRow struct {
	Text, Says string
	Places     []link
}

func (s *Server) pageWording(c *gin.Context) error {
	p := readParams(c)
	clause := p.required("clause")
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	about := aboutOf(infos)
	w, err := s.Differ.Wording(c.Request.Context(), clause)
	if err != nil {
		return err
	}
	v := wordingPage{page: s.page("How usual is this wording", "compare"), Of: sideLink(w.Side), LookedAt: w.LookedAt, Short: w.Short,
		Crumbs: []link{{agreementHref(w.Agreement), shortName(about[w.Agreement].Title, w.Agreement)}, sideLink(w.Side)}}
	for _, f := range w.Like {
		q := url.Values{"clause": {w.Agreement + "/" + w.ID, f.Agreement + "/" + f.ID}}
		v.Like = append(v.Like, countedLink{link{"/compare/text?" + q.Encode(), f.Citation + ", " + shortName(about[f.Agreement].Title, f.Agreement)}, f.Shared, false, ""})
	}
	for _, u := range w.Usual {
		row := wordingRow{Text: u.Text, Says: usual(u)}
		for _, at := range u.Places {
			if at.Agreement != w.Agreement || !slices.ContainsFunc(row.Places, func(l link) bool { return strings.HasPrefix(l.Text, at.Citation+",") }) {
				row.Places = append(row.Places, link{spanHref(at.Agreement, at.Provision, at.Span), at.Citation + ", " + shortName(about[at.Agreement].Title, at.Agreement)})
			}
		}
		v.Passages = append(v.Passages, row)
	}
	return s.sendPage(c, "wording", v)
}

// usual says how usual a passage is.
func usual(u compare.UsualPassage) string {
	if u.Agreements <= 1 {
		return "only here"
	}
	text := fmt.Sprintf("in %d agreements", u.Agreements)
	if u.Variants > 1 {
		text += fmt.Sprintf(", in %d wordings", u.Variants)
	}
	return text
}
