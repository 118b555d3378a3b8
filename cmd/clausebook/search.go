package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/index"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/library"
)

func (a *app) searchCommand() *cobra.Command {
	var req query.Request
	var filters []string
	var sorted, encoding string
	cmd := a.withLibrary(&cobra.Command{
		Use:   "search [flags] -- QUERY",
		Short: "Find provisions by words or citation",
		Long: `Finds provisions by words, a phrase in quotation marks, or a citation
("517M art 9 sec C", "LOU 5", "Appendix F-2"). Best answers come first. A query
that nothing in the library answers has no hits, and that is no failure.

The query may also hold AND, OR, NOT (or -word), brackets, beginnings (grievan*),
rough words (senority~), words near each other ("layoff notice"~10), fields
(title:overtime), dates (expires:>2014) and values ("notice>=10 days"):
docs/search.md has the language. Bad syntax never fails: the answer says how it
was read.

Filters narrow the search; all must hold: agreement, employer, union, unit, kind,
topic, article, and in_force (a date, a month or a year).`,
		Example: `  clausebook search -- bereavement leave
  clausebook search --limit 3 --filter agreement=mco-security-2014 -- 'overtime "call back"'
  clausebook search --filter in_force=2014-06-01 --format json -- 517M article 9 section C`,
		Args: cobra.MinimumNArgs(1),
	})
	format := a.formats(cmd, "json", "text")
	cmd.Flags().IntVar(&req.Limit, "limit", 10, "hits wanted, 1 to 100")
	cmd.Flags().StringVar(&req.Cursor, "cursor", "", "show the page after the one whose \"next\" this is")
	cmd.Flags().StringVar(&sorted, "sort", "", "order of the hits: relevance, place or expires")
	cmd.Flags().BoolVar(&req.Facets, "facets", false, "count the hits by agreement, employer, union, kind, topic and year")
	cmd.Flags().BoolVar(&req.Explain, "explain", false, "say of each hit where its score comes from")
	cmd.Flags().StringArrayVar(&req.NotFor, "not-for", nil, "a wording that is not to stand for the words of the query, as the answer names it; may be repeated")
	cmd.Flags().BoolVar(&req.NoExpand, "no-expand", false, "words stand for themselves and nothing else")
	cmd.Flags().BoolVar(&req.NoCorrect, "no-correct", false, "words that are nowhere are not read as others")
	cmd.Flags().IntVar(&req.MaxTokens, "max-tokens", 0, "pack the best passages into that many model tokens")
	cmd.Flags().StringVar(&encoding, "encoding", string(query.Cl100k), "what the tokens of --max-tokens are of: cl100k_base or o200k_base")
	cmd.Flags().StringArrayVar(&filters, "filter", nil, "name=value; may be given several times")
	cmd.RunE = a.does(func(ctx context.Context, args []string) error {
		req.Text, req.Sort = strings.Join(args, " "), query.Sort(sorted)
		if req.Limit < 1 || req.Limit > 100 {
			return usagef("--limit %d is not from 1 to 100", req.Limit)
		}
		if sorted != "" && !slices.Contains(query.Sorts(), req.Sort) {
			return usagef("--sort %q is not relevance, place or expires", sorted)
		}
		if req.MaxTokens < 0 {
			return usagef("--max-tokens %d is less than nothing", req.MaxTokens)
		}
		if req.Encoding = query.Encoding(encoding); !slices.Contains(query.Encodings(), req.Encoding) {
			return usagef("--encoding %q is not cl100k_base or o200k_base", encoding)
		}
		var err error
		if req.Filters, err = parseFilters(filters); err != nil {
			return err
		}
		lib, err := a.openLibrary(ctx, true)
		if err != nil {
			return err
		}
		ix, err := a.openIndex(ctx, lib)
		if err != nil {
			return err
		}
		defer ix.Close() //nolint:errcheck // it was only read
		if req.Without, err = superseded(ctx, lib); err != nil {
			return err
		}
		answer, err := ix.Search(ctx, req)
		if errors.Is(err, query.ErrCursor) {
			return usagef("--cursor %q is not one that a search gave", req.Cursor)
		}
		if err != nil {
			return err
		}
		if format.value == "json" {
			return a.printIndented(answer)
		}
		return a.printAnswer(answer)
	})
	return cmd
}

// parseFilters reads "name=value" words.
func parseFilters(words []string) ([]query.Filter, error) {
	var out []query.Filter
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return nil, usagef("--filter %q is not name=value", w)
		}
		f := query.Filter{Field: query.Field(name), Value: value}
		if err := query.CheckFilter(f); err != nil {
			return nil, usagef("--filter %q: %w", w, err)
		}
		out = append(out, f)
	}
	return out, nil
}

// openIndex opens the search index of lib, and builds it if need be.
func (a *app) openIndex(ctx context.Context, lib *library.Library) (*index.Index, error) {
	all, err := topics.All()
	if err != nil {
		return nil, err
	}
	words, err := topics.Words()
	if err != nil {
		return nil, err
	}
	return index.Open(ctx, filepath.Join(lib.Dir(), "index"), lib, index.Options{Topics: all, Words: words, LockWait: lockWait, Logger: a.logger()})
}

// printAnswer prints hits for people.
func (a *app) printAnswer(answer query.Answer) error {
	var b strings.Builder
	for _, c := range answer.Query.Corrections {
		fmt.Fprintf(&b, "(%q read as %q)\n", c.From, c.To)
	}
	for _, e := range answer.Query.Expansions {
		fmt.Fprintf(&b, "(%q also found %s)\n", e.From, strings.Join(e.To, ", "))
	}
	if ids := answer.Query.Agreements; len(ids) > 0 {
		fmt.Fprintf(&b, "(searched only in %s, which the query names)\n", strings.Join(ids, ", "))
	}
	for _, n := range answer.Query.Notes {
		fmt.Fprintf(&b, "(%s)\n", n)
	}
	if len(answer.Hits) == 0 {
		b.WriteString("nothing found\n")
	}
	for i, h := range answer.Hits {
		fmt.Fprintf(&b, "%2d. %s", i+1, h.Citation)
		if h.Title != "" {
			fmt.Fprintf(&b, " – %s", h.Title)
		}
		fmt.Fprintf(&b, "  (%s", h.Agreement)
		if h.Page != nil {
			fmt.Fprintf(&b, ", p. %s", *h.Page)
		}
		if h.OCR {
			b.WriteString(", read from a scan")
		}
		b.WriteString(")\n")
		if h.ID == nil {
			b.WriteString("    listed in the contents; the text is not in this file\n")
		}
		for _, s := range h.Snippets {
			fmt.Fprintf(&b, "    %s\n", s.Text)
		}
		for _, r := range h.Explain {
			fmt.Fprintf(&b, "    %-10s %.2f  adds %.3f\n", r.Part, r.Value, r.Adds)
		}
	}
	if answer.Total > len(answer.Hits) {
		more := ""
		if answer.More {
			more = " and more"
		}
		fmt.Fprintf(&b, "%d of %d%s\n", len(answer.Hits), answer.Total, more)
	}
	for _, f := range answer.Facets {
		fmt.Fprintf(&b, "by %s:\n", f.Field)
		for _, v := range f.Values {
			fmt.Fprintf(&b, "  %4d %s\n", v.Count, v.Value)
		}
	}
	if p := answer.Pack; p != nil {
		fmt.Fprintf(&b, "packed %d passages into %d of %d tokens\n", len(p.Passages), p.Tokens, p.MaxTokens)
		for _, x := range p.Passages {
			fmt.Fprintf(&b, "\n[%s, %s]\n%s\n", x.Agreement, x.Citation, x.Text)
		}
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}
