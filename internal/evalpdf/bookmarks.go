package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

// bookmarks compares the bookmarks of PDFs with the provisions that were read
// from their pages; the reading does not look at them. The arguments are PDFs.
// With -lists, bookmarks come from files of lines "depth, sheet, title" parted by
// tabs, for PDFs whose own are gone: "x__NAME.outline.tsv" belongs to NAME.pdf.
func bookmarks(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bookmarks", flag.ContinueOnError)
	lists := flags.String("lists", "", "folder of bookmark lists")
	depth := flags.Int("depth", 1, "deepest bookmark, from 0")
	details := flags.Bool("details", false, "list the misses and the bookmarks that name no section")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return errors.New("bookmarks: name the PDFs")
	}
	all, met := 0, 0
	fmt.Fprintf(out, "%-44s %6s %6s %6s %8s\n", "file", "named", "found", "other", "share")
	for _, name := range flags.Args() {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		marks, err := marksOf(ctx, *lists, name, data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if len(marks) == 0 {
			continue
		}
		a, err := ingest.Extract(ctx, ingest.Input{Name: name, Data: data}, ingest.Options{})
		if err != nil {
			return err
		}
		m := ingest.NewBookmarked(a)
		named, found, other := 0, 0, 0
		var notes []string
		for _, b := range marks {
			if b.Depth > *depth {
				continue
			}
			switch m.Judge(b) {
			case ingest.NoSection:
				other++
				notes = append(notes, fmt.Sprintf("    names no section: %d %q", b.Sheet, b.Title))
			case ingest.Found:
				named, found = named+1, found+1
			default:
				named++
				notes = append(notes, fmt.Sprintf("    missed: sheet %d %q", b.Sheet, b.Title))
			}
		}
		all, met = all+named, met+found
		fmt.Fprintf(out, "%-44s %6d %6d %6d %8.3f\n", filepath.Base(name), named, found, other, share(found, named))
		for _, n := range notes {
			if *details {
				fmt.Fprintln(out, n)
			}
		}
	}
	fmt.Fprintf(out, "%-44s %6d %6d %6s %8.3f\n", "all", all, met, "", share(met, all))
	return nil
}

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// marksOf is the bookmarks of a file: its list in the folder lists, or its own.
func marksOf(ctx context.Context, lists, name string, data []byte) ([]pdftext.Bookmark, error) {
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	if lists != "" {
		files, err := filepath.Glob(filepath.Join(lists, "*"+base+".outline.tsv"))
		if err != nil || len(files) == 0 {
			return nil, err
		}
		return readMarks(files[0])
	}
	d, err := pdftext.Read(ctx, data)
	if err != nil {
		return nil, err
	}
	return d.Bookmarks(), nil
}

func readMarks(name string) ([]pdftext.Bookmark, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	var out []pdftext.Bookmark
	for s := bufio.NewScanner(f); s.Scan(); {
		cells := strings.SplitN(s.Text(), "\t", 3)
		if len(cells) < 3 {
			continue
		}
		depth, err := strconv.Atoi(cells[0])
		if err != nil {
			continue // the head of the columns
		}
		sheet, _ := strconv.Atoi(cells[1]) // 0 where the list doesn't say
		out = append(out, pdftext.Bookmark{Depth: depth, Title: cells[2], Sheet: sheet})
	}
	return out, nil
}
