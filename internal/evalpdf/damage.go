package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/pdftext"
	"github.com/clausebook/clausebook/internal/testpdf"
)

// salvage damages copies of PDFs and prints from how many of them their words
// can still be read: half of what the whole file has, and nine tenths; and how
// many words are wrong without a word about it. Without files it makes every
// kind of PDF that there is and takes those.
func salvage(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("salvage", flag.ContinueOnError)
	dir := flags.String("out", "", "folder to write the copies to, to try other programs on them")
	only := flags.String("only", "", "name of one case, where no files are named")
	list := flags.Bool("list", false, "a line for each copy")
	beside := flags.Bool("beside", false, "the figures of pdftotext and mutool beside ours, where they are installed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	files, names, err := whole(ctx, flags.Args(), *only)
	if err != nil {
		return err
	}
	others := installed()
	if !*beside {
		others = nil
	}
	fmt.Fprintf(out, "%-20s %6s %12s %7s %13s", "of 60 copies", "half", "nine tenths", "words", "wrong, untold")
	for _, o := range others {
		fmt.Fprintf(out, " %15s", o[0])
	}
	fmt.Fprintln(out)
	for k, data := range files {
		copies := damaged(data, 1)
		for i, c := range copies {
			if *dir == "" {
				break
			}
			if err := os.WriteFile(filepath.Join(*dir, fmt.Sprintf("%s-%02d.pdf", names[k], i)), c, 0o644); err != nil {
				return err
			}
		}
		s, err := salvaged(ctx, data, copies)
		if err != nil {
			return fmt.Errorf("%s: %w", names[k], err)
		}
		fmt.Fprintf(out, "%-20s %6d %12d %7.3f %13d", names[k], s.half, s.most, s.words, s.untold)
		for _, o := range others {
			figures, err := s.by(ctx, o, copies)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, " %15s", figures)
		}
		fmt.Fprintln(out)
		for i := range s.copies {
			if c := &s.copies[i]; *list {
				fmt.Fprintf(out, "    %02d %-10s %.3f of the words, %d wrong, %d of them untold %s\n", i, kindOf(i), c.share, c.wrong, c.untold, strings.Join(append(c.examples[:min(len(c.examples), 8)], c.err), " "))
			}
		}
	}
	return nil
}

// whole are the PDFs to damage, and what they are called.
func whole(ctx context.Context, files []string, only string) (data [][]byte, names []string, err error) {
	for _, name := range files {
		d, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		data, names = append(data, d), append(names, filepath.Base(name))
	}
	if len(files) > 0 {
		return data, names, nil
	}
	docs, err := shipped(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range testpdf.Cases() {
		if only != "" && c.Name != only {
			continue
		}
		m, err := made(c, docs, false)
		if err != nil {
			return nil, nil, err
		}
		data, names = append(data, m.PDF), append(names, c.Name)
	}
	return data, names, nil
}

// damaged makes sixty damaged copies: fifteen cut off, five that end in zeros,
// fifteen with eight bits turned, fifteen with two hundred, ten whose table of
// objects is broken.
func damaged(data []byte, seed uint64) [][]byte {
	r := rand.New(rand.NewPCG(seed, uint64(len(data))))
	var out [][]byte
	cut := func() int { return len(data)/10 + r.IntN(len(data)*9/10) }
	for range 15 {
		out = append(out, bytes.Clone(data[:cut()]))
	}
	for range 5 {
		c := bytes.Clone(data)
		clear(c[cut():])
		out = append(out, c)
	}
	for k := range 30 {
		c := bytes.Clone(data)
		for range []int{8, 200}[k/15] {
			c[r.IntN(len(c))] ^= 1 << r.IntN(8)
		}
		out = append(out, c)
	}
	for range 10 {
		c := bytes.Clone(data)
		at := max(0, bytes.LastIndex(c, []byte("xref")))
		for range 20 {
			c[at+r.IntN(len(c)-at)] = byte(r.IntN(256))
		}
		out = append(out, c)
	}
	return out
}

// kindOf is what was done to a copy.
func kindOf(i int) string {
	switch {
	case i < 15:
		return "cut off"
	case i < 20:
		return "zeros"
	case i < 35:
		return "8 bits"
	case i < 50:
		return "200 bits"
	}
	return "table"
}

// A salvageOf is what is left in the damaged copies of a file.
type salvageOf struct {
	truth      map[string]int // the words of the whole file
	all        int            // how many there are
	half, most int            // copies that give half of them, and nine tenths
	words      float64        // mean share of the words that a copy gives
	untold     int            // words of all copies that are wrong, on pages about which nothing is said
	copies     []salvagedCopy
}

type salvagedCopy struct {
	share         float64
	wrong, untold int      // words that the whole file does not have
	examples      []string // the untold, with their sheets
	err           string
}

// share is the part of the whole file's words that got has.
func (s *salvageOf) share(got map[string]int) float64 {
	both := 0
	for w, k := range s.truth {
		both += min(k, got[w])
	}
	return float64(both) / float64(max(1, s.all))
}

// salvaged reads the damaged copies of a file. Whole files are read without a
// fault (evalpdf measure), so that their reading is the truth here.
func salvaged(ctx context.Context, whole []byte, copies [][]byte) (*salvageOf, error) {
	d, err := pdftext.Read(ctx, whole)
	if err != nil {
		return nil, err
	}
	s := &salvageOf{truth: map[string]int{}}
	for w := range strings.FieldsSeq(layout.ReadPages(d.Pages).Text) {
		s.truth[w]++
		s.all++
	}
	for _, c := range copies {
		var one salvagedCopy
		if d, err := pdftext.Read(ctx, c); err != nil {
			one.err = err.Error()
		} else {
			told := map[int]bool{}
			for _, p := range d.Problems {
				told[p.Sheet] = true
			}
			doc, got := layout.ReadPages(d.Pages), map[string]int{}
			for _, p := range doc.Pages {
				for w := range strings.FieldsSeq(doc.Text[p.Span.Start:p.Span.End]) {
					if got[w]++; s.truth[w] == 0 {
						one.wrong++
						if !told[p.Sheet] {
							one.untold++
							one.examples = append(one.examples, fmt.Sprintf("%d:%s", p.Sheet, w))
						}
					}
				}
			}
			one.share = s.share(got)
		}
		s.copies = append(s.copies, one)
		if one.share >= 0.5 {
			s.half++
		}
		if one.share >= 0.9 {
			s.most++
		}
		s.words += one.share / float64(len(copies))
		s.untold += one.untold
	}
	return s, ctx.Err()
}

// installed are the programs that there are to compare with, each with its
// arguments; FILE stands for the PDF.
func installed() (out [][]string) {
	for _, c := range [][]string{{"pdftotext", "FILE", "-"}, {"mutool", "draw", "-q", "-F", "txt", "FILE"}} {
		if _, err := exec.LookPath(c[0]); err == nil {
			out = append(out, c)
		}
	}
	return out
}

// by is how many of the copies give half of their words, and nine tenths, when
// another program reads them, and the mean share of the words.
func (s *salvageOf) by(ctx context.Context, command []string, copies [][]byte) (string, error) {
	dir, err := os.MkdirTemp("", "salvage")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of our own in the system's place for such
	name := filepath.Join(dir, "copy.pdf")
	args := slices.Clone(command[1:])
	args[slices.Index(args, "FILE")] = name
	half, most, words := 0, 0, 0.0
	for _, c := range copies {
		if err := os.WriteFile(name, c, 0o600); err != nil {
			return "", err
		}
		limited, cancel := context.WithTimeout(ctx, 30*time.Second)
		out, _ := exec.CommandContext(limited, command[0], args...).Output() // what it says of the damage is not wanted
		cancel()
		got := map[string]int{}
		for w := range strings.FieldsSeq(string(out)) {
			got[w]++
		}
		share := s.share(got)
		if share >= 0.5 {
			half++
		}
		if share >= 0.9 {
			most++
		}
		words += share / float64(len(copies))
	}
	return fmt.Sprintf("%d %d %.3f", half, most, words), ctx.Err()
}
