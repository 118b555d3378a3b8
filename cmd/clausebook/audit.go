package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/audit"
)

func (a *app) auditCommand() *cobra.Command {
	var failOn []string
	cmd := a.withLibrary(&cobra.Command{
		Use:   "audit [flags] [AGREEMENT...]",
		Short: "List what agreements get wrong about themselves",
		Long: `Lists citations that lead nowhere (dangling), to several places (ambiguous) or to
another thing than the words beside them name (stale); provisions that a letter
or appendix amends without their saying so (overridden); values at odds with
themselves or with those round them (suspect_value); contents entries whose text
is not in the file (contents_only); and numbers that a run lacks or has twice
(gap). Without an agreement it looks at all of them.

With --fail-on the exit status is 3 if there is a finding of one of those kinds.`,
		Example: `  clausebook audit
  clausebook audit mco-security-2014
  clausebook audit --fail-on dangling,gap --format json`,
	})
	format := a.formats(cmd, "json", "text")
	cmd.Flags().StringSliceVar(&failOn, "fail-on", nil, "kinds of findings that give exit status 3")
	cmd.RunE = a.does(func(ctx context.Context, args []string) error {
		for _, k := range failOn {
			if !slices.Contains(audit.Kinds(), audit.Kind(k)) {
				return usagef("--fail-on: there is no kind %q, only %v", k, audit.Kinds())
			}
		}
		lib, err := a.openLibrary(ctx, true)
		if err != nil {
			return err
		}
		all, err := a.readAll(ctx, lib)
		if err != nil {
			return err
		}
		if all, err = chosen(all, args); err != nil {
			return err
		}
		out := struct {
			Findings []audit.Finding `json:"findings"`
		}{[]audit.Finding{}}
		for _, agreement := range all {
			out.Findings = append(out.Findings, audit.Findings(agreement)...)
		}
		if format.value == "json" {
			err = a.printIndented(out)
		} else {
			err = a.printFindings(out.Findings)
		}
		if err != nil {
			return err
		}
		if slices.ContainsFunc(out.Findings, func(f audit.Finding) bool { return slices.Contains(failOn, string(f.Kind)) }) {
			return errFindings
		}
		return nil
	})
	return cmd
}

// chosen keeps the agreements that names mean: their ids, or words that name
// them as in a citation ("MCO"). No names mean all.
func chosen(all []*corpus.Agreement, names []string) ([]*corpus.Agreement, error) {
	if len(names) == 0 {
		return all, nil
	}
	ids, err := agreementIDs(all, names)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(x *corpus.Agreement) bool { return !slices.Contains(ids, x.ID) }), nil
}

// agreementIDs turns names into ids.
func agreementIDs(all []*corpus.Agreement, names []string) ([]string, error) {
	known := make([]corpus.AgreementName, 0, len(all))
	for _, x := range all {
		known = append(known, corpus.AgreementName{ID: x.ID, Title: x.Title, Employer: x.Employer, Union: x.Union, Unit: x.Unit, Source: x.Source.Name})
	}
	var ids []string
	for _, name := range names {
		found := corpus.MatchAgreements(name, known)
		if slices.ContainsFunc(all, func(x *corpus.Agreement) bool { return x.ID == name }) {
			found = []string{name}
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("no agreement is called %q", name)
		}
		ids = append(ids, found...)
	}
	return ids, nil
}

func (a *app) printFindings(findings []audit.Finding) error {
	for _, f := range findings {
		at := f.Agreement
		if f.At != nil {
			at += " " + *f.At
		}
		meant := ""
		if f.Meant != nil {
			meant = "  [" + *f.Meant + "]"
		}
		if _, err := fmt.Fprintf(a.stdout, "%-13s %s: %q: %s%s\n", f.Kind, at, f.Raw, f.Reason, meant); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(a.stdout, "%d findings\n", len(findings))
	return err
}
