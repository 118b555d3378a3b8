package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/library"
)

// comparing are the flags of clausebook compare.
type comparing struct {
	agreements []string
	all        bool
	group      string
	topics     []string
	versions   bool
	changes    bool
	diff       bool
	wording    bool
	days       bool
	links      string
}

func (a *app) compareCommand() *cobra.Command {
	var flags comparing
	cmd := a.withLibrary(&cobra.Command{
		Use:   "compare [flags] -- TOPIC",
		Short: "Set agreements side by side on a topic, or two editions of one",
		Long: `Shows what each agreement of the library says on a topic: its provisions, best
first, the values in them, each with its exact words, and why a cell is empty.
TOPIC is a topic's id or name, free words, or a citation in one of the agreements.

Other comparisons:
  --all             all topics at once (with --group GROUP, those of one group)
  --versions A B    one edition of an agreement against another, clause by clause
  --diff A B...     provisions word by word; each is AGREEMENT/ID or a citation
  --wording A       how usual a provision's words are in the library
  --days            what "day" means in each agreement`,
		Example: `  clausebook compare -- bereavement leave
  clausebook compare --agreements MCO,517M --format csv -- overtime > overtime.csv
  clausebook compare --format html -- MCO art. 9 sec C > grievances.html
  clausebook compare --all --format xlsx > matrix.xlsx
  clausebook compare --versions --changes nurses-2021 nurses-2024
  clausebook compare --diff 'MCO art. 4' '517M art. 30'`,
	})
	format := a.formats(cmd, "json", "text", "csv", "html", "xlsx", "docx", "md")
	f := cmd.Flags()
	f.StringSliceVar(&flags.agreements, "agreements", nil, "agreements to compare, by id or by words that name them (default: all)")
	f.BoolVar(&flags.all, "all", false, "compare on all topics")
	f.StringVar(&flags.group, "group", "", "with --all: only the topics of this group")
	f.StringSliceVar(&flags.topics, "topics", nil, "with --all: only these topics, by id")
	f.BoolVar(&flags.versions, "versions", false, "compare two editions of an agreement: OLD NEW")
	f.BoolVar(&flags.changes, "changes", false, "with --versions: leave out what is the same")
	f.BoolVar(&flags.diff, "diff", false, "compare provisions word by word")
	f.BoolVar(&flags.wording, "wording", false, "count how usual a provision's words are")
	f.BoolVar(&flags.days, "days", false, `say what "day" means in each agreement`)
	f.StringVar(&flags.links, "links", "", "address of a running service that exports link to, for example http://127.0.0.1:8080")
	cmd.RunE = a.does(func(ctx context.Context, args []string) error {
		if err := flags.validate(args); err != nil {
			return err
		}
		if (format.value == "xlsx" || format.value == "docx") && isTerminal(a.stdout) {
			return usagef("--format %s is for a file: send the output to one, as in > comparison.%[1]s", format.value)
		}
		lib, err := a.openLibrary(ctx, true)
		if err != nil {
			return err
		}
		return a.compare(ctx, lib, &flags, format.value, args)
	})
	return cmd
}

// validate says which flags and arguments do not go together.
func (f *comparing) validate(args []string) error {
	modes := 0
	for _, on := range []bool{f.all, f.versions, f.diff, f.wording, f.days} {
		if on {
			modes++
		}
	}
	switch {
	case modes > 1:
		return usagef("--all, --versions, --diff, --wording and --days are different comparisons: choose one")
	case (f.group != "" || len(f.topics) > 0) && !f.all:
		return usagef("--group and --topics go with --all")
	case f.changes && !f.versions:
		return usagef("--changes goes with --versions")
	case f.versions && len(args) != 2:
		return usagef("--versions: want two agreements, the older and the newer, got %d", len(args))
	case f.diff && len(args) < 2:
		return usagef("--diff: want two provisions or more, got %d", len(args))
	case f.wording && len(args) == 0:
		return usagef("--wording: want a provision")
	case (f.all || f.days) && len(args) > 0:
		return usagef("no topic goes with --all or --days: choose agreements with --agreements")
	case modes == 0 && len(args) == 0:
		return usagef("no topic")
	}
	return nil
}

// compare does what the flags ask for and prints it.
func (a *app) compare(ctx context.Context, lib *library.Library, flags *comparing, format string, args []string) error {
	names := flags.agreements
	if flags.versions {
		names = args
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
	c := newComparer(lib, nil, subjects)
	switch {
	case flags.versions:
		if len(ids) != 2 {
			return usagef("--versions: %s and %s name one and the same agreement", args[0], args[1])
		}
		v, err := c.Versions(ctx, ids[0], ids[1])
		if err != nil {
			return err
		}
		if flags.changes {
			v = v.Changed()
		}
		return a.printVersions(&v, format)
	case flags.diff:
		d, err := c.Diff(ctx, args)
		if err != nil {
			return err
		}
		return a.printDiff(&d, format)
	case flags.wording:
		w, err := c.Wording(ctx, strings.Join(args, " "))
		if err != nil {
			return err
		}
		return a.printWording(&w, format)
	case flags.days:
		d, err := c.Days(ctx, ids)
		if err != nil {
			return err
		}
		return a.printDays(&d, format)
	case flags.all:
		m, err := c.Matrix(ctx, compare.MatrixRequest{Topics: flags.topics, Group: flags.group, Agreements: ids})
		if err != nil {
			return err
		}
		return a.printMatrix(&m, format, flags.links)
	}
	ix, err := a.openIndex(ctx, lib) // free words are searched for
	if err != nil {
		return err
	}
	defer ix.Close() //nolint:errcheck // it was only read
	one, err := newComparer(lib, ix, subjects).Compare(ctx, strings.Join(args, " "), ids)
	if err != nil {
		return err
	}
	if format == "json" {
		return a.printIndented(one)
	}
	m := one.Matrix()
	return a.printMatrix(&m, format, flags.links)
}
