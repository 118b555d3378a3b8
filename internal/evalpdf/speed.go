package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/internal/testpdf"
)

// speed times whole processes on the made PDFs: pdfwords' text of each beside
// pdftotext's, turn by turn, and with -extract the whole reading of the long
// ones by clausebook. The machine may be busy with other things: ratios are of
// neighbouring runs, and processor time is given beside the time that went by.
func speed(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("speed", flag.ContinueOnError)
	rounds := flags.Int("rounds", 9, "how often each is run; the first is left out")
	words := flags.String("text", "", "pdfwords, to time its text")
	program := flags.String("extract", "", "clausebook, to time its whole reading")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *rounds < 2 {
		return fmt.Errorf("-rounds %d leaves nothing to measure", *rounds)
	}
	if *words == "" {
		return errors.New("-text: name the program built of internal/pdfwords")
	}
	dir, err := os.MkdirTemp("", "evalpdf")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder for temporary files
	docs, err := shipped(ctx)
	if err != nil {
		return err
	}
	other, err := exec.LookPath("pdftotext")
	if err != nil {
		fmt.Fprintln(out, "pdftotext is not installed: nothing to set the figures beside")
	}
	fmt.Fprintf(out, "%-16s %6s %9s %9s %11s %9s\n", "text of", "sheets", "wall s", "cpu s", "wall ratio", "cpu ratio")
	var long []string
	sheets := 0
	for _, c := range testpdf.Cases() {
		m, err := made(c, docs, false)
		if err != nil {
			return err
		}
		file := filepath.Join(dir, m.Name+".pdf")
		if err := os.WriteFile(file, m.PDF, 0o644); err != nil {
			return err
		}
		if m.Sheets >= 100 {
			long, sheets = append(long, file), sheets+m.Sheets
		}
		var ours, theirs, walls, cpus []float64
		for k := range *rounds {
			w, p, err := timed(ctx, *words, file)
			if err != nil {
				return err
			}
			ow, op := 0.0, 0.0
			if other != "" {
				if ow, op, err = timed(ctx, other, file, "-"); err != nil {
					return err
				}
			}
			if k > 0 {
				ours, theirs = append(ours, w), append(theirs, p)
				walls, cpus = append(walls, w/ow), append(cpus, p/op)
			}
		}
		fmt.Fprintf(out, "%-16s %6d %9.3f %9.3f", m.Name, m.Sheets, median(ours), median(theirs))
		if other != "" {
			fmt.Fprintf(out, " %11.2f %9.2f", median(walls), median(cpus))
		}
		fmt.Fprintln(out)
	}
	if *program == "" {
		return nil
	}
	var cpus []float64
	for k := range *rounds {
		_, p, err := timed(ctx, *program, append([]string{"extract", "--no-ocr"}, long...)...)
		if err != nil {
			return err
		}
		if k > 0 {
			cpus = append(cpus, p)
		}
	}
	fmt.Fprintf(out, "extract of %d sheets in %d files: %.2f s of processor time, %.0f sheets a second\n", sheets, len(long), median(cpus), float64(sheets)/median(cpus))
	return nil
}

// timed runs a command: how long it took and the processor time of it and its
// children, in seconds.
func timed(ctx context.Context, name string, args ...string) (wall, cpu float64, err error) {
	cmd := exec.CommandContext(ctx, name, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	begin := time.Now()
	err = cmd.Run()
	wall = time.Since(begin).Seconds()
	if err != nil {
		return 0, 0, fmt.Errorf("run %s: %w: %s", filepath.Base(name), err, stderr.String())
	}
	return wall, (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
