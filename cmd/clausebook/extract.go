package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
)

func (a *app) extractCommand() *cobra.Command {
	var flags readingFlags
	var withText bool
	cmd := &cobra.Command{
		Use:   "extract FILE...",
		Short: "Read documents and print what was found, as JSON",
		Long: `Reads documents and prints one JSON object for each: provisions, contents,
references, terms, tables, furniture and diagnostics, every one with its span.
With several files each object stands on one line. "-" is standard input.

It touches no library. A document that cannot be read is one line on standard
error and gives exit status 1; the others are read all the same.`,
		Example: `  clausebook extract contract.txt > contract.json
  clausebook extract --format text contract.txt
  clausebook extract *.txt | jq -r '.agreement.title'
  cat contract.txt | clausebook extract -`,
		Args: cobra.MinimumNArgs(1),
	}
	format := &choice{value: "json", allowed: []string{"json", "text"}}
	cmd.Flags().Var(format, "format", "form of the output: json, text")
	flags.limits(cmd)
	cmd.Flags().StringVar(&flags.id, "id", "", "the agreement's id, instead of the one read from the document")
	cmd.Flags().BoolVar(&withText, "text", false, "print the text that spans point into, for text files too")
	cmd.RunE = a.does(func(ctx context.Context, args []string) error {
		if err := flags.validate(len(args)); err != nil {
			return err
		}
		reader := newReader(flags)
		failed := false
		bar := a.progress(len(args), "reading")
		for _, name := range args {
			agreement, _, err := a.extract(ctx, file{name: name}, reader)
			_ = bar.Add(1) // a progress bar that cannot be drawn is no failure
			if err != nil {
				a.report(err)
				failed = true
				if ctx.Err() != nil {
					return errReported
				}
				continue
			}
			if format.value == "text" {
				err = a.printOutline(agreement)
			} else if doc := wire.Extract(agreement, wire.Options{Text: withText}); len(args) > 1 {
				err = a.printJSON(doc)
			} else {
				err = a.printIndented(doc)
			}
			if err != nil {
				return err
			}
		}
		if failed {
			return errReported
		}
		return nil
	})
	return cmd
}

// printOutline prints an agreement for people: what it is, its tree, its doubts.
func (a *app) printOutline(agreement *corpus.Agreement) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  (%s)\n%s\n", agreement.ID, agreement.Source.Name, agreement.Title)
	for _, fact := range []struct{ name, value string }{
		{"employer", agreement.Employer}, {"union", agreement.Union}, {"unit", agreement.Unit},
		{"effective", string(agreement.Effective)}, {"expires", string(agreement.Expires)},
	} {
		if fact.value != "" {
			fmt.Fprintf(&b, "%-10s %s\n", fact.name, fact.value)
		}
	}
	t := corpus.NewTree(agreement)
	for i := range agreement.Provisions {
		p := &agreement.Provisions[i]
		heading := p.Heading
		if heading == "" {
			heading = p.Citation
		}
		fmt.Fprintf(&b, "%s%s", strings.Repeat("  ", len(t.Ancestors(i))), heading)
		if p.Page != "" {
			fmt.Fprintf(&b, "  (p. %s)", p.Page)
		}
		if p.OCR {
			b.WriteString("  (from a scan)")
		}
		fmt.Fprintf(&b, "  [%s]\n", p.ID)
	}
	for _, d := range agreement.Diagnostics {
		fmt.Fprintf(&b, "%s: %s: %s\n", d.Severity, d.Code, d.Message)
	}
	_, err := fmt.Fprintln(a.stdout, b.String())
	return err
}
