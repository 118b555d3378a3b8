package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/internal/testpdf"
)

// manuscript writes what is to be set of each text as JSON, for programs that
// set it: the shipped documents, or the files named.
func manuscript(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("manuscript", flag.ContinueOnError)
	dir := flags.String("out", "", "folder to write to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errors.New("manuscript: say with -out where to write")
	}
	docs, err := texts(ctx, flags.Args())
	if err != nil {
		return err
	}
	if flags.NArg() == 0 {
		lines, _ := testpdf.Rates()
		if err := writeManuscript(*dir, "rates", lines); err != nil {
			return err
		}
	}
	for name, a := range docs {
		if err := writeManuscript(*dir, name, testpdf.Manuscript(a)); err != nil {
			return err
		}
		fmt.Fprintln(out, name)
	}
	return nil
}

func writeManuscript(dir, name string, lines []testpdf.Line) error {
	data, err := json.Marshal(lines)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name+".json"), data, 0o644)
}

// texts reads the shipped documents by number, or files by name.
func texts(ctx context.Context, files []string) (map[string]*corpus.Agreement, error) {
	if len(files) == 0 {
		return shipped(ctx)
	}
	out := map[string]*corpus.Agreement{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		a, err := ingest.Extract(ctx, ingest.Input{Name: filepath.Base(f), Data: data}, ingest.Options{})
		if err != nil {
			return nil, err
		}
		out[strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))] = a
	}
	return out, nil
}

// against measures PDFs that other programs made of manuscripts: the name of a
// file is that of its document, "--" and whatever tells it from others.
func against(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("against", flag.ContinueOnError)
	dir := flags.String("texts", "", "folder of the texts that are not shipped")
	words := flags.String("words", "", "folder to write the words read and the true ones to, one a line, for diff")
	details := flags.Bool("details", false, "list what is wrong with the structure, beyond what is wrong in the text")
	notes := flags.String("notes", "", "file of the footnotes that were set, one a line, in turn: they are counted and taken out")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var footnotes [][]string
	if *notes != "" {
		data, err := os.ReadFile(*notes)
		if err != nil {
			return err
		}
		for l := range strings.Lines(string(data)) {
			footnotes = append(footnotes, strings.Fields(l))
		}
	}
	docs, err := shipped(ctx)
	if err != nil {
		return err
	}
	set, err := gold.Load()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-44s %6s %8s %8s %7s %7s %7s\n", "file", "sheets", "accuracy", "order", "F1", "text F1", "cells")
	for _, name := range flags.Args() {
		base := strings.TrimSuffix(filepath.Base(name), ".pdf")
		doc, _, _ := strings.Cut(base, "--")
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var lines []testpdf.Line
		var tables [][][]string
		if doc == "rates" {
			lines, tables = testpdf.Rates()
		} else {
			if docs[doc] == nil {
				more, err := texts(ctx, []string{filepath.Join(*dir, doc+".txt")})
				if err != nil {
					return err
				}
				docs[doc] = more[doc]
			}
			lines = testpdf.Manuscript(docs[doc])
		}
		a, err := ingest.Extract(ctx, ingest.Input{Name: filepath.Base(name), Data: data}, ingest.Options{})
		if err != nil {
			fmt.Fprintf(out, "%-44s %v\n", base, err)
			continue
		}
		var truth []string
		for _, l := range lines {
			truth = append(truth, l.Words()...)
		}
		truth, read := leaderless(truth), leaderless(eval.ReadWords(a))
		read, whole := noteless(read, footnotes)
		w := eval.CompareWords(read, truth)
		if *words != "" {
			if err := list(filepath.Join(*words, base+".read"), read); err != nil {
				return err
			}
			if err := list(filepath.Join(*words, base+".true"), truth); err != nil {
				return err
			}
		}
		fmt.Fprintf(out, "%-44s %6d %8.4f %8.4f ", base, len(a.Pages), w.Accuracy, w.Order)
		if whole > 0 {
			defer fmt.Fprintf(out, "%-44s %d footnotes whole\n", base, whole)
		}
		g := set.Structure(sourceName(docs[doc]))
		switch {
		case doc == "rates":
			fmt.Fprintf(out, "%7s %7s %7.4f\n", "-", "-", cells(a.Tables, tables))
		case g == nil:
			fmt.Fprintf(out, "%7.4f %7s %7s\n", sameIDs(a, docs[doc]), "ids", "-")
		default:
			text, known := eval.StructureOf(docs[doc], g)
			s, wrong := eval.StructureOf(eval.Transferred(a, docs[doc]), g)
			fmt.Fprintf(out, "%7.4f %7.4f %7s\n", s.F1, text.F1, "-")
			if *details {
				for _, m := range beyond(wrong, known) {
					fmt.Fprintln(out, "   ", m)
				}
			}
		}
	}
	return nil
}

func sourceName(a *corpus.Agreement) string {
	if a == nil {
		return ""
	}
	return a.Source.Name
}

// sameIDs is the F1 of the provisions of both, by their ids.
func sameIDs(a, b *corpus.Agreement) float64 {
	have := map[string]bool{}
	for i := range b.Provisions {
		have[b.Provisions[i].ID] = true
	}
	both := 0
	for i := range a.Provisions {
		if have[a.Provisions[i].ID] {
			both++
		}
	}
	if n := len(a.Provisions) + len(b.Provisions); n > 0 {
		return 2 * float64(both) / float64(n)
	}
	return 0
}

// leaderless is words without the dots that lead to page numbers: programs set
// as many as fit. Apostrophes are of one kind.
func leaderless(words []string) []string {
	var out []string
	for _, w := range words {
		w = strings.ReplaceAll(w, "’", "'") // as TeX sets it
		for part := range strings.SplitSeq(strings.ReplaceAll(w, "…", "..."), "..") {
			if part = strings.TrimLeft(part, "."); strings.Trim(part, ".·_") != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// noteless is words without the notes that stand in them whole, and how many
// those are. A number in front of one is its mark.
func noteless(words []string, notes [][]string) (rest []string, whole int) {
	for i := 0; i < len(words); i++ {
		k := slices.IndexFunc(notes, func(n []string) bool {
			return len(n) <= len(words)-i && slices.Equal(words[i:i+len(n)], n)
		})
		if k < 0 {
			rest = append(rest, words[i])
			continue
		}
		i, whole = i+len(notes[k])-1, whole+1
		if n := len(rest); n > 0 && strings.Trim(rest[n-1], "0123456789.*") == "" {
			rest = rest[:n-1]
		}
	}
	return rest, whole
}
