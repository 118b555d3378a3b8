package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/library"
)

func (a *app) evalCommand() *cobra.Command {
	var goldDir, against string
	var details bool
	var tolerance float64
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure the program against hand-checked answers",
		Long: `Reads the documents that come with clausebook into a library of its own and
measures structure, references, terms, search and comparison against what people
found in them by reading (corpus/gold, or the folder that --gold names).

--against compares the figures with recorded ones, which are what --format text
printed once. A share that fell by more than --tolerance, and a count that got
worse at all, give exit status 3.`,
		Example: `  clausebook eval --format text
  clausebook eval --format text --details
  clausebook eval --format text --against eval/testdata/report.txt`,
		Args: cobra.NoArgs,
	}
	format := a.formats(cmd, "json", "text")
	cmd.Flags().StringVar(&goldDir, "gold", "", "folder of gold files (default: those the program was built with)")
	cmd.Flags().BoolVar(&details, "details", false, "print what is wrong behind each figure")
	cmd.Flags().StringVar(&against, "against", "", "file of recorded figures; a drop gives exit status 3")
	cmd.Flags().Float64Var(&tolerance, "tolerance", 0.002, "how far a share may fall below the recorded one")
	cmd.RunE = a.does(func(ctx context.Context, _ []string) error {
		var recorded []byte
		if against != "" {
			var err error
			if recorded, err = os.ReadFile(against); err != nil {
				return readError(against, err)
			}
		}
		report, err := a.measure(ctx, goldDir)
		if err != nil {
			return err
		}
		if !details {
			report.Misses = nil
		}
		if format.value == "json" {
			err = a.printIndented(report)
		} else {
			err = a.printReport(report, details)
		}
		if err != nil || against == "" {
			return err
		}
		drops, err := eval.Drops(recorded, report, tolerance)
		if err != nil {
			return fmt.Errorf("%s: %w", against, err)
		}
		for _, d := range drops {
			fmt.Fprintln(a.stderr, "worse than recorded:", d)
		}
		if len(drops) > 0 {
			return errFindings
		}
		return nil
	})
	return cmd
}

func (a *app) printReport(report *eval.Report, details bool) error {
	var b bytes.Buffer
	if err := report.WriteText(&b, details); err != nil {
		return err
	}
	_, err := a.stdout.Write(b.Bytes())
	return err
}

// measure ingests the shipped documents into a library that is thrown away and
// measures what it then answers.
func (a *app) measure(ctx context.Context, goldDir string) (report *eval.Report, err error) {
	set, err := loadGold(goldDir)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "clausebook-eval-")
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	defer func() {
		if removed := os.RemoveAll(dir); err == nil && removed != nil {
			err = fmt.Errorf("eval: %w", removed)
		}
	}()
	lib, err := library.Open(ctx, dir, library.Options{Logger: a.logger()})
	if err != nil {
		return nil, err
	}
	files, err := shipped()
	if err != nil {
		return nil, err
	}
	var all []*corpus.Agreement
	err = a.ingestFiles(ctx, lib, files, newReader(readingFlags{}), false, func(agreement *corpus.Agreement, err error) error {
		all = append(all, agreement)
		return err
	})
	if err != nil {
		return nil, err
	}
	subjects, err := topics.All()
	if err != nil {
		return nil, err
	}
	ix, err := a.openIndex(ctx, lib)
	if err != nil {
		return nil, err
	}
	defer ix.Close() //nolint:errcheck // it was only read
	return eval.Run(ctx, eval.Input{Gold: set, Agreements: all, Searcher: ix, Comparer: everywhere{newComparer(lib, ix, subjects)}})
}

// everywhere compares over every agreement of the library.
type everywhere struct{ c *comparer }

// Compare is eval's Comparer.
func (e everywhere) Compare(ctx context.Context, topic string) (compare.Comparison, error) {
	return e.c.Compare(ctx, topic, nil)
}

func loadGold(dir string) (*gold.Set, error) {
	if dir == "" {
		return gold.Load()
	}
	return gold.Read(os.DirFS(dir))
}
