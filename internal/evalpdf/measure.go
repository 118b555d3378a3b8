package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/internal/testpdf"
)

// measure reads every made PDF and prints how well.
func measure(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	only := flags.String("only", "", "name of one case")
	details := flags.Bool("details", false, "list what is wrong with the structure, beyond what is wrong in the text")
	words := flags.String("words", "", "folder to write the words read and the true ones to, one a line, for diff")
	if err := flags.Parse(args); err != nil {
		return err
	}
	docs, err := shipped(ctx)
	if err != nil {
		return err
	}
	set, err := gold.Load()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-16s %6s %8s %8s %7s %7s %7s %7s %7s\n", "case", "sheets", "accuracy", "order", "F1", "text F1", "tree", "cells", "seconds")
	for _, c := range testpdf.Cases() {
		if *only != "" && c.Name != *only {
			continue
		}
		m, err := made(c, docs, false)
		if err != nil {
			return err
		}
		begin := time.Now()
		a, err := ingest.Extract(ctx, ingest.Input{Name: c.Name + ".pdf", Data: m.PDF}, ingest.Options{})
		if err != nil {
			return err
		}
		took := time.Since(begin).Seconds()
		truth := make([]string, len(m.Words))
		for i, w := range m.Words {
			truth[i] = w.Text
		}
		read := eval.ReadWords(a)
		w := eval.CompareWords(read, truth)
		if *words != "" {
			if err := list(filepath.Join(*words, c.Name+".read"), read); err != nil {
				return err
			}
			if err := list(filepath.Join(*words, c.Name+".true"), truth); err != nil {
				return err
			}
		}
		fmt.Fprintf(out, "%-16s %6d %8.4f %8.4f ", c.Name, m.Sheets, w.Accuracy, w.Order)
		var misses []string
		if c.Doc == "" {
			fmt.Fprintf(out, "%7s %7s %7s %7.4f", "-", "-", "-", cells(a.Tables, m.Tables))
		} else {
			g := set.Structure(docs[c.Doc].Source.Name)
			text, known := eval.StructureOf(docs[c.Doc], g)
			s, wrong := eval.StructureOf(eval.Transferred(a, docs[c.Doc]), g)
			misses = beyond(wrong, known)
			fmt.Fprintf(out, "%7.4f %7.4f %7.4f %7s", s.F1, text.F1, s.TreeSimilarity-text.TreeSimilarity, "-")
		}
		fmt.Fprintf(out, " %7.3f\n", took)
		if *details {
			for _, m := range misses {
				fmt.Fprintln(out, "   ", m)
			}
		}
	}
	return nil
}

func list(name string, words []string) error {
	return os.WriteFile(name, []byte(strings.Join(words, "\n")+"\n"), 0o644)
}

// beyond is what of wrong is not among known.
func beyond(wrong, known []string) []string {
	have := map[string]bool{}
	for _, k := range known {
		have[k] = true
	}
	var out []string
	for _, w := range wrong {
		if !have[w] {
			out = append(out, w)
		}
	}
	return out
}

// cells is the share of cells that the tables read and the true ones have in
// common at the same place of their table (F1).
func cells(read []corpus.Table, truth [][][]string) float64 {
	both, n := 0, 0
	for i, t := range truth {
		for _, row := range t {
			n += len(row)
		}
		if i >= len(read) {
			continue
		}
		rows := append([][]string{}, read[i].Rows...)
		if len(read[i].Header) > 0 {
			rows = append([][]string{read[i].Header}, rows...)
		}
		for r := range min(len(rows), len(t)) {
			for k := range min(len(rows[r]), len(t[r])) {
				if strings.TrimSpace(rows[r][k]) == t[r][k] {
					both++
				}
			}
		}
	}
	for _, t := range read {
		n += len(t.Header)
		for _, row := range t.Rows {
			n += len(row)
		}
	}
	if n == 0 {
		return 0
	}
	return 2 * float64(both) / float64(n)
}
