package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/library"
)

// today is the day that decides which edition is in force.
func today() corpus.Date { return corpus.Date(time.Now().Format(time.DateOnly)) }

// superseded lists the agreements that another edition stands for today.
func superseded(ctx context.Context, lib *library.Library) ([]string, error) {
	entries, err := lib.List(ctx)
	if err != nil {
		return nil, err
	}
	current := library.Current(entries, today())
	var out []string
	for _, e := range entries {
		if !current[e.ID] {
			out = append(out, e.ID)
		}
	}
	return out, nil
}

func (a *app) libraryCommand() *cobra.Command {
	cmd := a.withLibrary(&cobra.Command{
		Use:   "library",
		Short: "List the library; link editions of an agreement, mark one as superseded, remove one",
		Long: `Agreements follow each other: the contract of 2024 takes the place of that of
2021. Where the library knows, comparisons show the edition that is in force
unless another is asked for by name. Editions are linked by hand; "propose" lists
those that look like editions of one agreement.`,
		Example: `  clausebook library list
  clausebook library propose
  clausebook library link nurses-2024 nurses-2021
  clausebook library supersede nurses-2021 nurses-merged-2023
  clausebook library remove nurses-2018`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.PersistentFlags().AddFlag(cmd.Flags().Lookup("library"))
	cmd.AddCommand(a.libraryList(), a.libraryPropose(),
		a.libraryChange("link NEWER OLDER", "Say that one agreement is a newer edition of another", 2,
			func(ctx context.Context, l *library.Library, ids []string) error { return l.Link(ctx, ids[0], ids[1]) }),
		a.libraryChange("supersede OLD BY", "Say that another agreement has taken the place of one", 2,
			func(ctx context.Context, l *library.Library, ids []string) error {
				return l.Supersede(ctx, ids[0], ids[1])
			}),
		a.libraryChange("unlink ID", "Take back what was said of an agreement's editions", 1,
			func(ctx context.Context, l *library.Library, ids []string) error { return l.Unlink(ctx, ids[0]) }),
		a.libraryChange("remove ID", "Take an agreement, and its source, out of the library", 1,
			func(ctx context.Context, l *library.Library, ids []string) error { return l.Remove(ctx, ids[0]) }))
	return cmd
}

// A shelved is what "library list" says of one agreement.
type shelved struct {
	library.Entry
	Current bool   `json:"current"` // stands for its editions today
	Damage  string `json:"damage,omitempty"`
}

func (a *app) libraryList() *cobra.Command {
	cmd := &cobra.Command{Use: "list", Short: "List the agreements", Args: cobra.NoArgs}
	format := a.formats(cmd, "json", "text")
	cmd.RunE = a.does(func(ctx context.Context, _ []string) error {
		lib, err := a.openLibrary(ctx, true)
		if err != nil {
			return err
		}
		entries, err := lib.List(ctx)
		if err != nil {
			return err
		}
		current := library.Current(entries, today())
		out := make([]shelved, 0, len(entries))
		for _, e := range entries {
			out = append(out, shelved{e, current[e.ID], e.Damage})
		}
		if format.value == "json" {
			return a.printIndented(out)
		}
		for _, e := range out {
			note := ""
			switch {
			case e.Damage != "":
				note = "  damaged: " + e.Damage
			case e.SupersededBy != "":
				note = "  superseded by " + e.SupersededBy
			case !e.Current:
				note = "  an older edition"
			case e.EditionOf != "":
				note = "  edition of " + e.EditionOf
			}
			if err := a.print(fmt.Sprintf("%-45s %-10s to %-10s %s%s\n", e.ID, e.Effective, e.Expires, e.Source, note)); err != nil {
				return err
			}
		}
		return nil
	})
	return cmd
}

func (a *app) libraryPropose() *cobra.Command {
	cmd := &cobra.Command{Use: "propose", Short: "List agreements that look like editions of one; nothing is changed", Args: cobra.NoArgs}
	format := a.formats(cmd, "json", "text")
	cmd.RunE = a.does(func(ctx context.Context, _ []string) error {
		lib, err := a.openLibrary(ctx, true)
		if err != nil {
			return err
		}
		entries, err := lib.List(ctx)
		if err != nil {
			return err
		}
		proposals := library.Propose(entries)
		if format.value == "json" {
			return a.printIndented(proposals)
		}
		for _, p := range proposals {
			if err := a.print(fmt.Sprintf("clausebook library link %s %s   # %s\n", p.Newer, p.Older, p.Reason)); err != nil {
				return err
			}
		}
		return nil
	})
	return cmd
}

// libraryChange is a sub-command that changes the library and prints nothing.
func (a *app) libraryChange(use, short string, n int, change func(ctx context.Context, l *library.Library, ids []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: cobra.ExactArgs(n),
		RunE: a.does(func(ctx context.Context, args []string) error {
			lib, err := a.openLibrary(ctx, true)
			if err != nil {
				return err
			}
			return change(ctx, lib, args)
		})}
}
