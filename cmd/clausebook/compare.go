package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/compare/export"
	"github.com/clausebook/clausebook/corpus/topics"
)

func (a *app) compareCommand() *cobra.Command {
	var names []string
	cmd := a.withLibrary(&cobra.Command{
		Use:   "compare [flags] -- TOPIC",
		Short: "Set agreements side by side on a topic",
		Long: `Shows what each agreement of the library says on a topic: its provisions, best
first, the values in them, each with its exact words, and why a cell is empty.
TOPIC is a topic's id or name, free words, or a citation in one of the agreements.`,
		Example: `  clausebook compare -- bereavement leave
  clausebook compare --agreements MCO,517M --format csv -- overtime > overtime.csv
  clausebook compare --format html -- MCO art. 9 sec C > grievances.html`,
		Args: cobra.MinimumNArgs(1),
	})
	format := a.formats(cmd, "json", "text", "csv", "html")
	format.refused = map[string]string{
		"xlsx": "spreadsheets are not written yet: use csv",
		"docx": "word-processor files are not written yet: use html",
	}
	cmd.Flags().StringSliceVar(&names, "agreements", nil, "agreements to compare, by id or by words that name them (default: all)")
	var versions bool
	cmd.Flags().BoolVar(&versions, "versions", false, "compare two editions of an agreement (not written yet)")
	cmd.RunE = a.does(func(ctx context.Context, args []string) error {
		if versions {
			return usagef("--versions: comparing two editions of an agreement is not written yet")
		}
		lib, err := a.openLibrary(ctx, true)
		if err != nil {
			return err
		}
		ids := []string(nil)
		if len(names) > 0 {
			all, err := a.readAll(ctx, lib)
			if err != nil {
				return err
			}
			if ids, err = agreementIDs(all, names); err != nil {
				return err
			}
		}
		subjects, err := topics.All()
		if err != nil {
			return err
		}
		ix, err := a.openIndex(ctx, lib)
		if err != nil {
			return err
		}
		defer ix.Close() //nolint:errcheck // it was only read
		c, err := newComparer(lib, ix, subjects).Compare(ctx, strings.Join(args, " "), ids)
		if err != nil {
			return err
		}
		switch format.value {
		case "csv":
			return export.CSV(a.stdout, &c)
		case "html":
			return export.HTML(a.stdout, &c)
		case "text":
			return a.printComparison(&c)
		}
		return a.printIndented(c)
	})
	return cmd
}

// printComparison prints cells for people.
func (a *app) printComparison(c *compare.Comparison) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", c.Topic.Label)
	for _, cell := range c.Cells {
		fmt.Fprintf(&b, "\n%s: %s", cell.Agreement, cell.State)
		if cell.Heading != "" {
			fmt.Fprintf(&b, ", as %q", cell.Heading)
		}
		b.WriteString("\n")
		if cell.Note != "" {
			fmt.Fprintf(&b, "  %s\n", cell.Note)
		}
		for _, w := range cell.Warnings {
			fmt.Fprintf(&b, "  note: %s\n", w)
		}
		for _, p := range cell.Provisions {
			fmt.Fprintf(&b, "  %s", p.Citation)
			if p.Title != "" {
				fmt.Fprintf(&b, " – %s", p.Title)
			}
			if p.Page != "" {
				fmt.Fprintf(&b, "  (p. %s)", p.Page)
			}
			b.WriteString("\n")
		}
		for _, q := range cell.Quotes {
			fmt.Fprintf(&b, "  “%s”\n", q.Text)
		}
		for _, v := range cell.Values {
			fmt.Fprintf(&b, "  %s: %s\n", v.Label, v.Raw)
		}
	}
	for _, r := range c.Related {
		fmt.Fprintf(&b, "\nsee also %s: %s – %s\n", r.Agreement, r.Citation, r.Title)
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}
