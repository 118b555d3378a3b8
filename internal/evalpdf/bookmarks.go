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
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
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
		m := newMarked(a)
		named, found, other := 0, 0, 0
		var notes []string
		for _, b := range marks {
			if b.Depth > *depth {
				continue
			}
			switch m.judge(b) {
			case noSection:
				other++
				notes = append(notes, fmt.Sprintf("    names no section: %d %q", b.Sheet, b.Title))
			case foundThere:
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

// What a bookmark turned out to be.
const (
	noSection = iota // it names no article or section, or leads into the contents list
	foundThere
	missed
)

// marked is an agreement to look bookmarks up in.
type marked struct {
	bySheet  map[int][]string // how each provision of a sheet opens: heading and first words, squeezed
	labels   map[int][]string // kind and number of each
	contents map[int][]string // squeezed entries of the contents list by sheet
}

func newMarked(a *corpus.Agreement) *marked {
	m := &marked{bySheet: map[int][]string{}, labels: map[int][]string{}, contents: map[int][]string{}}
	t := corpus.NewTree(a)
	for i := range a.Provisions {
		p := &a.Provisions[i]
		text := t.CleanText(i).Text
		m.bySheet[p.Sheet] = append(m.bySheet[p.Sheet], squeeze(p.Heading+" "+text[:min(len(text), 400)]), squeeze(p.Title))
	}
	for i := range a.Provisions {
		p := &a.Provisions[i]
		m.labels[p.Sheet] = append(m.labels[p.Sheet], squeeze(string(p.Kind)+p.Number))
	}
	for i := range a.Contents {
		at := a.Contents[i].Span.Start
		for k := range a.Pages {
			if s := a.Pages[k].Span; s.Start <= at && at < s.End {
				m.contents[a.Pages[k].Sheet] = append(m.contents[a.Pages[k].Sheet], squeeze(a.Contents[i].Title))
			}
		}
	}
	return m
}

// unit opens a bookmark that names an article, section, appendix or letter.
var unit = regexp.MustCompile(`(?i)^\s*(article|section|part|appendix|appendices|schedule|exhibit|addendum|attachment|annex|preamble|sideletter|side letter|letter|memorandum|mou|moa|lou|loa|[A-Z]\.\s|\([a-z]{1,3}\)|[0-9]+(\.[0-9]+)*[.:)]?\s)`)

// label is the kind and number before a bookmark's title.
var label = regexp.MustCompile(`(?i)^\s*(article|section|appendix|exhibit|schedule)\s*([ivxlc]+|[0-9]+|[a-z])?\s*[:.–-]\s*`)

func (m *marked) judge(b pdftext.Bookmark) int {
	title := squeeze(b.Title)
	// The bookmark may count otherwise than the print ("ARTICLE XVIII: DUES" for
	// "ARTICLE EIGHTEEN DUES"): its title alone will do.
	rest, number := title, title
	if k := label.FindStringSubmatchIndex(b.Title); k != nil && k[1] < len(b.Title) {
		rest = squeeze(b.Title[k[1]:])
		if k[4] >= 0 {
			number = squeeze(b.Title[k[2]:k[5]])
		}
	}
	// A contents list that is bookmarked itself ends its titles with page numbers.
	for _, c := range m.contents[b.Sheet] {
		if len(c) > 3 && strings.Contains(title, c) {
			if !m.at(b.Sheet, title) && !m.at(b.Sheet, rest) {
				return noSection
			}
		}
	}
	if m.at(b.Sheet, title) || len(rest) > 3 && m.at(b.Sheet, rest) || number != title && m.headed(b.Sheet, number) {
		return foundThere
	}
	if !unit.MatchString(b.Title) || b.Sheet == 0 {
		return noSection
	}
	return missed
}

// at reports whether a provision on the sheet opens as the bookmark does, which
// may end before or behind the heading.
func (m *marked) at(sheet int, title string) bool {
	for _, h := range m.bySheet[sheet] {
		if n := min(len(h), len(title)); n >= 4 && h[:n] == title[:n] || h != "" && h == title {
			return true
		}
	}
	return false
}

// headed: the heading of a provision on the sheet is that kind and number and
// no more.
func (m *marked) headed(sheet int, number string) bool {
	return slices.Contains(m.labels[sheet], number)
}

// squeeze keeps letters and digits, in lower case.
func squeeze(s string) string {
	s = strings.ReplaceAll(s, "&", " and ")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
