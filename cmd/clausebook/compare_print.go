package main

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/compare/export"
)

// onlyJSON refuses a form that a comparison is not written in.
func onlyJSON(what, format string) error {
	return usagef("%s is written as json or text, not as %s", what, format)
}

func (a *app) print(s string) error {
	_, err := fmt.Fprint(a.stdout, s)
	return err
}

func (a *app) printMatrix(m *compare.Matrix, format, links string) error {
	switch format {
	case "json":
		return a.printIndented(m)
	case "text":
	default:
		return export.Write(a.stdout, export.Format(format), m, export.Options{Links: links})
	}
	var b strings.Builder
	for _, w := range m.Warnings {
		fmt.Fprintf(&b, "note: %s\n", w)
	}
	for i := range m.Rows {
		if i > 0 || len(m.Warnings) > 0 {
			b.WriteString("\n")
		}
		topicText(&b, &m.Rows[i])
	}
	return a.print(b.String())
}

// topicText writes the cells of one topic for people.
func topicText(b *strings.Builder, r *compare.MatrixRow) {
	fmt.Fprintf(b, "%s\n", r.Topic.Label)
	for _, cell := range r.Cells {
		fmt.Fprintf(b, "\n%s: %s", cell.Agreement, cell.State)
		if cell.Heading != "" {
			fmt.Fprintf(b, ", as %q", cell.Heading)
		}
		b.WriteString("\n")
		if cell.Note != "" {
			fmt.Fprintf(b, "  %s\n", cell.Note)
		}
		for _, w := range cell.Warnings {
			fmt.Fprintf(b, "  note: %s\n", w)
		}
		for _, p := range cell.Provisions {
			fmt.Fprintf(b, "  %s", p.Citation)
			if p.Title != "" {
				fmt.Fprintf(b, " – %s", p.Title)
			}
			if p.Page != "" {
				fmt.Fprintf(b, "  (p. %s)", p.Page)
			}
			b.WriteString("\n")
		}
		for _, v := range cell.Values {
			fmt.Fprintf(b, "  %s: %s  [%s]\n", v.Label, v.Text(), v.Citation)
		}
		for _, q := range cell.Quotes {
			fmt.Fprintf(b, "  “%s”\n", q.Text)
		}
	}
	for _, p := range r.Related {
		fmt.Fprintf(b, "\nsee also %s: %s – %s\n", p.Agreement, p.Citation, p.Title)
	}
}

func (a *app) printVersions(v *compare.Versions, format string) error {
	switch format {
	case "json":
		return a.printIndented(v)
	case "text":
	default:
		return onlyJSON("a comparison of editions", format)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\nagainst %s (%s)\n", v.New.Agreement, v.New.Term(), v.Old.Agreement, v.Old.Term())
	for _, change := range compare.Changes() {
		if n := v.Counts[change]; n > 0 {
			fmt.Fprintf(&b, "%6d %s\n", n, strings.ReplaceAll(string(change), "_", " "))
		}
	}
	for i := range v.Pairs {
		p := &v.Pairs[i]
		if p.Change == compare.Same {
			continue
		}
		b.WriteString("\n")
		switch {
		case p.OldPlace == nil:
			fmt.Fprintf(&b, "+ %s %s", p.NewPlace.Citation, p.NewPlace.Title)
		case p.NewPlace == nil:
			fmt.Fprintf(&b, "- %s %s", p.OldPlace.Citation, p.OldPlace.Title)
		case p.OldPlace.Citation == p.NewPlace.Citation:
			fmt.Fprintf(&b, "  %s %s", p.NewPlace.Citation, p.NewPlace.Title)
		default:
			fmt.Fprintf(&b, "  %s → %s %s", p.OldPlace.Citation, p.NewPlace.Citation, p.NewPlace.Title)
		}
		var names []string
		for _, c := range p.Changes {
			names = append(names, strings.ReplaceAll(string(c), "_", " "))
		}
		fmt.Fprintf(&b, " [%s]\n", strings.Join(names, ", "))
		if p.Note != "" {
			fmt.Fprintf(&b, "    note: %s\n", p.Note)
		}
		if len(p.Words) > 0 {
			fmt.Fprintf(&b, "    %s\n", marked(p.Words))
		}
	}
	return a.print(b.String())
}

// marked writes runs of words for people: [-removed-] {+added+}, and of long
// runs that are the same their ends.
func marked(runs []compare.WordRun) string {
	var b strings.Builder
	for _, r := range runs {
		switch r.Op {
		case compare.WordsRemoved:
			fmt.Fprintf(&b, " [-%s-]", strings.TrimSpace(r.Text))
		case compare.WordsAdded:
			fmt.Fprintf(&b, " {+%s+}", strings.TrimSpace(r.Text))
		default:
			words := strings.Fields(r.Text)
			text := r.Text
			if len(words) > 16 {
				text = " " + strings.Join(words[:7], " ") + " … " + strings.Join(words[len(words)-7:], " ")
			}
			b.WriteString(text)
		}
	}
	return strings.TrimSpace(b.String())
}

func (a *app) printDiff(d *compare.Diff, format string) error {
	switch format {
	case "json":
		return a.printIndented(d)
	case "text":
	default:
		return onlyJSON("a difference", format)
	}
	var b strings.Builder
	for _, o := range d.Others {
		fmt.Fprintf(&b, "%s, %s\nagainst %s, %s: %.0f %% alike\n", o.Agreement, o.Citation, d.Base.Agreement, d.Base.Citation, 100*o.Likeness)
		for _, r := range o.Rows {
			switch r.Change {
			case compare.Added:
				fmt.Fprintf(&b, "  + %s\n", r.B.Text)
			case compare.Removed:
				fmt.Fprintf(&b, "  - %s\n", r.A.Text)
			case compare.Changed:
				fmt.Fprintf(&b, "  ~ %s\n", marked(r.Words))
			case compare.Moved:
				fmt.Fprintf(&b, "  > %s\n", r.B.Text)
			default:
				fmt.Fprintf(&b, "  = %s\n", r.B.Text)
			}
		}
		b.WriteString("\n")
	}
	return a.print(b.String())
}

func (a *app) printWording(w *compare.Wording, format string) error {
	switch format {
	case "json":
		return a.printIndented(w)
	case "text":
	default:
		return onlyJSON("a count of wordings", format)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, in %d agreements\n", w.Agreement, w.Citation, w.LookedAt)
	for _, u := range w.Usual {
		fmt.Fprintf(&b, "\n  %d of %d have it, %d in these words: “%s”\n", u.Agreements, w.LookedAt, u.Same, u.Text)
		for _, p := range u.Places {
			fmt.Fprintf(&b, "    %s, %s (%.0f %%)\n", p.Agreement, p.Citation, 100*p.Likeness)
		}
	}
	return a.print(b.String())
}

func (a *app) printDays(d *compare.Days, format string) error {
	switch format {
	case "json":
		return a.printIndented(d)
	case "text":
	default:
		return onlyJSON("the table of days", format)
	}
	var b strings.Builder
	for _, x := range d.Agreements {
		fmt.Fprintf(&b, "%s: %d durations in defined days, %d in days, %d in calendar days, %d in working days\n", x.Agreement, x.Defined, x.Bare, x.Calendar, x.Working)
		for _, m := range x.Meanings {
			fmt.Fprintf(&b, "  in %s a day is a %s (%s): “%s”\n", m.ScopeName, strings.ReplaceAll(m.Unit, "_", " "), m.Citation, m.Quote)
		}
		if x.Note != "" {
			fmt.Fprintf(&b, "  %s\n", x.Note)
		}
	}
	return a.print(b.String())
}
