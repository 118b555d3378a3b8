package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/library"
)

// shownMost bounds the readings of one citation that are printed.
const shownMost = 20

func (a *app) showCommand() *cobra.Command {
	depth := 0
	cmd := a.withLibrary(&cobra.Command{
		Use:   "show CITATION",
		Short: "Print the provision that a citation means",
		Long: `Prints every provision that a citation may mean, with its text, page, where it
stands, the references in it and to it, its values and its doubts; with --with,
also what it cites, and what that cites, so many steps far. Words in front that
name an agreement narrow the search to it. It is a failure if there is no
such place in the library, unless a contents list names it.`,
		Example: `  clausebook show 'MCO art. 15 part B sec A'
  clausebook show Genesee Article XI Section 7
  clausebook show --format json LOU 5
  clausebook show --with 2 Article 22 Section 8`,
		Args: cobra.MinimumNArgs(1),
	})
	format := a.formats(cmd, "json", "text")
	cmd.Flags().IntVar(&depth, "with", 0, fmt.Sprintf("read it with what it leans on, to this depth (at most %d)", wire.MaxWith))
	cmd.RunE = a.does(func(ctx context.Context, args []string) error {
		if depth < 0 || depth > wire.MaxWith {
			return usagef("--with: %d is not between 0 and %d", depth, wire.MaxWith)
		}
		lib, err := a.openLibrary(ctx, true)
		if err != nil {
			return err
		}
		all, others, of, err := a.readHolders(ctx, lib, strings.Join(args, " "))
		if err != nil {
			return err
		}
		show, err := wire.LookUp(strings.Join(args, " "), all, shownMost, depth)
		if err != nil {
			return err
		}
		show.Total += others
		if format.value == "json" {
			err = a.printIndented(show)
		} else {
			err = a.printShow(show, all)
		}
		if err == nil && len(show.Readings) == 0 && len(show.Contents) == 0 {
			var places []string
			for _, x := range show.Nearest {
				places = append(places, x.Agreement+" "+x.Citation)
			}
			near := ""
			if len(places) > 0 {
				near = "; what there is: " + strings.Join(places, ", ")
			}
			a.report(fmt.Errorf("no %s in the %d agreements of the library%s", show.Understood, of, near))
			return errReported
		}
		return err
	})
	return cmd
}

// readHolders lists the agreements of lib that a look-up of a citation needs, says
// how many places it means in others, which need not be read, and how many
// agreements there are. Damaged ones are said. Where no search index can be had, it
// lists all.
func (a *app) readHolders(ctx context.Context, lib *library.Library, citation string) (list []*corpus.Agreement, others, of int, err error) {
	ix, err := a.openIndex(ctx, lib)
	if err != nil && ctx.Err() == nil {
		list, err = a.readAll(ctx, lib)
		return list, 0, len(list), err
	}
	if err != nil {
		return nil, 0, 0, err
	}
	defer ix.Close() //nolint:errcheck // it was only read
	holders, err := ix.Holders(ctx, citation)
	if err != nil {
		return nil, 0, 0, err
	}
	entries, err := lib.List(ctx)
	if err != nil {
		return nil, 0, 0, err
	}
	for _, e := range entries {
		if e.Damage != "" {
			a.report(fmt.Errorf("agreement %s is damaged: %s", e.ID, e.Damage))
			continue
		}
		of++
	}
	ids, others := query.Opened(holders, shownMost)
	for _, id := range ids {
		agreement, err := lib.Agreement(ctx, id)
		if err != nil {
			if ctx.Err() != nil {
				return nil, 0, 0, err
			}
			a.report(err)
			continue
		}
		list = append(list, agreement)
	}
	return list, others, of, nil
}

// readAll lists the agreements of lib that can be read. One that cannot is said.
func (a *app) readAll(ctx context.Context, lib *library.Library) ([]*corpus.Agreement, error) {
	entries, err := lib.List(ctx)
	if err != nil {
		return nil, err
	}
	var all []*corpus.Agreement
	for _, e := range entries {
		if e.Damage != "" {
			a.report(fmt.Errorf("agreement %s is damaged: %s", e.ID, e.Damage))
			continue
		}
		agreement, err := lib.Agreement(ctx, e.ID)
		if err != nil {
			if ctx.Err() != nil {
				return nil, err
			}
			a.report(err)
			continue
		}
		all = append(all, agreement)
	}
	return all, nil
}

// printShow prints readings for people.
func (a *app) printShow(show wire.Show, all []*corpus.Agreement) error {
	var b strings.Builder
	trees := map[string]*corpus.Tree{}
	for _, agreement := range all {
		trees[agreement.ID] = corpus.NewTree(agreement)
	}
	for _, n := range show.Notes {
		fmt.Fprintf(&b, "(%s)\n", n)
	}
	for i, s := range show.Readings {
		if i > 0 {
			b.WriteString("\n")
		}
		writeShown(&b, &s, trees[s.Agreement.ID])
	}
	for _, c := range show.Contents {
		fmt.Fprintf(&b, "%s: listed in the contents", c.Agreement)
		if c.Page != nil {
			fmt.Fprintf(&b, ", p. %s", *c.Page)
		}
		if c.Title != nil {
			fmt.Fprintf(&b, " as %q", *c.Title)
		}
		b.WriteString("; the text is not in this file\n")
	}
	if show.Total > len(show.Readings) {
		fmt.Fprintf(&b, "%d of %d readings\n", len(show.Readings), show.Total)
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

func writeShown(b *strings.Builder, s *wire.Shown, t *corpus.Tree) {
	fmt.Fprintf(b, "%s\n", s.Heading)
	b.WriteString(s.Agreement.ID)
	switch {
	case s.Page != nil:
		fmt.Fprintf(b, ", p. %s", *s.Page)
	case s.ContentsPage != nil:
		fmt.Fprintf(b, ", p. %s by its contents list", *s.ContentsPage)
	}
	for _, p := range s.Breadcrumb {
		fmt.Fprintf(b, " › %s%s", p.Citation, titled(p.Title))
	}
	fmt.Fprintf(b, " › %s  [%s]\n", s.Citation, s.ID)
	if s.OCR {
		b.WriteString("read from a scan: check names and numbers against the page\n")
	}
	writeText(b, t, t.Find(s.ID), "  ")
	if len(s.ReferencesOut) > 0 {
		b.WriteString("\nrefers to:\n")
		for _, r := range s.ReferencesOut {
			fmt.Fprintf(b, "  %q: %s\n", r.Raw, outcome(&r))
		}
	}
	if len(s.ReferencesIn) > 0 {
		b.WriteString("\nreferred to from:\n")
		for _, r := range s.ReferencesIn {
			place := "elsewhere"
			if r.FromPlace != nil {
				place = r.FromPlace.Citation + titled(r.FromPlace.Title)
			}
			fmt.Fprintf(b, "  %s: %q\n", place, r.Raw)
		}
	}
	for _, w := range s.With {
		fmt.Fprintf(b, "\nread with, for %q: %s  [%s]\n  %s\n", w.Raw, w.Citation, w.ID, w.Text)
	}
	if s.WithMore {
		b.WriteString("\n(it leans on more than is shown)\n")
	}
	for _, d := range s.Diagnostics {
		fmt.Fprintf(b, "\n%s: %s\n", d.Severity, d.Message)
	}
}

// writeText prints the text of provision i and of what stands below it. Parts
// and sections of their own are named and not printed.
func writeText(b *strings.Builder, t *corpus.Tree, i int, indent string) {
	clean := t.CleanText(i)
	from := 0
	for _, at := range append(clean.Breaks, len(clean.Text)) {
		if text := strings.TrimSpace(clean.Text[from:at]); text != "" {
			fmt.Fprintf(b, "\n%s%s\n", indent, text)
		}
		from = at
	}
	for _, c := range t.Children(i) {
		p := &t.Agreement().Provisions[c]
		switch p.Kind {
		case corpus.Subsection, corpus.Paragraph:
			fmt.Fprintf(b, "\n%s%s", indent, p.Heading)
			writeText(b, t, c, indent+"  ")
		default:
			fmt.Fprintf(b, "\n%s%s  (%s)\n", indent, p.Heading, p.Citation)
		}
	}
}

// outcome says where a reference leads.
func outcome(r *wire.PlacedReference) string {
	switch {
	case r.TargetPlace != nil:
		return r.TargetPlace.Citation + titled(r.TargetPlace.Title)
	case r.Authority != nil:
		return "outside: " + r.Authority.Name
	case r.Reason != nil:
		return r.Status + ": " + *r.Reason
	}
	return r.Status
}

func titled(title *string) string {
	if title == nil {
		return ""
	}
	return " – " + *title
}
