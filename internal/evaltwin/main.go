// Command evaltwin makes twins of the shipped documents, as Word files and as web
// pages, and measures how they are read: words, their order, structure.
//
//	evaltwin make -out DIR                 writes the twins and their words
//	evaltwin measure [-details]            prints figures of all of them
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/internal/testpdf"
	"github.com/clausebook/clausebook/internal/testtwin"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "evaltwin:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("say what to do: make or measure")
	}
	switch args[0] {
	case "make":
		return write(ctx, args[1:], out)
	case "measure":
		return measure(ctx, args[1:], out)
	}
	return fmt.Errorf("there is no command %q", args[0])
}

// each makes the twins of the shipped documents, one after the other.
func each(ctx context.Context, only string, do func(name string, a *corpus.Agreement, kind testtwin.Kind, t *testtwin.Twin) error) error {
	docs, err := agreements.All()
	if err != nil {
		return err
	}
	for _, d := range docs {
		a, err := ingest.Extract(ctx, ingest.Input{Name: d.Name, Data: d.Data}, ingest.Options{})
		if err != nil {
			return err
		}
		lines := testpdf.Manuscript(a)
		for _, kind := range testtwin.Kinds() {
			name := gold.Number(d.Name) + "-" + string(kind)
			if only != "" && !strings.Contains(name, only) {
				continue
			}
			t, err := testtwin.Make(kind, a.Title, slices.Clone(lines))
			if err != nil {
				return fmt.Errorf("make %s: %w", name, err)
			}
			if err := do(name, a, kind, t); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

func write(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("make", flag.ContinueOnError)
	dir := flags.String("out", "", "folder to write to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errors.New("make: say with -out where to write")
	}
	if err := os.MkdirAll(*dir, 0o755); err != nil {
		return err
	}
	return each(ctx, "", func(name string, _ *corpus.Agreement, kind testtwin.Kind, t *testtwin.Twin) error {
		if err := os.WriteFile(filepath.Join(*dir, name+kind.Ending()), t.Data, 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(*dir, name+".txt"), []byte(strings.Join(t.Words, " ")+"\n"), 0o644); err != nil {
			return err
		}
		_, err := fmt.Fprintf(out, "%-18s %7d words %8d bytes\n", name, len(t.Words), len(t.Data))
		return err
	})
}

func measure(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	only := flags.String("only", "", "those whose names have this in them")
	details := flags.Bool("details", false, "list what is wrong with the structure, beyond what is wrong in the text")
	if err := flags.Parse(args); err != nil {
		return err
	}
	set, err := gold.Load()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-18s %8s %8s %7s %7s %7s\n", "twin", "accuracy", "order", "F1", "text F1", "seconds")
	return each(ctx, *only, func(name string, text *corpus.Agreement, kind testtwin.Kind, t *testtwin.Twin) error {
		begin := time.Now()
		a, err := ingest.Extract(ctx, ingest.Input{Name: name + kind.Ending(), Data: t.Data}, ingest.Options{})
		if err != nil {
			return err
		}
		took := time.Since(begin).Seconds()
		w := eval.CompareWords(eval.ReadWords(a), t.Words)
		fmt.Fprintf(out, "%-18s %8.4f %8.4f", name, w.Accuracy, w.Order)
		g := set.Structure(text.Source.Name)
		if g == nil {
			fmt.Fprintf(out, " %7s %7s %7.3f\n", "-", "-", took)
			return nil
		}
		of, known := eval.StructureOf(text, g)
		s, wrong := eval.StructureOf(eval.Transferred(a, text), g)
		fmt.Fprintf(out, " %7.4f %7.4f %7.3f\n", s.F1, of.F1, took)
		if *details {
			for _, m := range wrong {
				if !slices.Contains(known, m) {
					fmt.Fprintln(out, "   ", m)
				}
			}
		}
		return nil
	})
}
