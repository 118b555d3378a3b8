package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/library"
)

// An ingested is what ingest says of one document.
type ingested struct {
	Agreement   string `json:"agreement"`
	Source      string `json:"source"`
	Title       string `json:"title"`
	Provisions  int    `json:"provisions"`
	References  int    `json:"references"`
	Diagnostics int    `json:"diagnostics"` // warnings and errors
}

func (a *app) ingestCommand() *cobra.Command {
	var flags readingFlags
	var replace bool
	cmd := a.withLibrary(&cobra.Command{
		Use:   "ingest [FILE|FOLDER...]",
		Short: "Read documents into the library",
		Long: `Reads documents into the library; folders are walked. Without a file it
reads the documents that come with clausebook. A document that is in the library
already changes nothing. One that cannot be read is one line on standard error
and gives exit status 1; the others are read all the same.

A library that is being served takes new documents; the server shows them within
seconds.`,
		Example: `  clausebook ingest
  clausebook ingest contracts/
  clausebook ingest --id nurses-2024 nurses.txt
  clausebook ingest --id nurses-2027 --edition-of nurses-2024 nurses-2027.txt
  clausebook ingest --replace nurses-corrected.txt --id nurses-2024`,
	})
	format := a.formats(cmd, "json", "text")
	flags.limits(cmd)
	cmd.Flags().StringVar(&flags.id, "id", "", "the agreement's id, instead of the one read from the document")
	var editionOf string
	cmd.Flags().StringVar(&editionOf, "edition-of", "", "the agreement, by id, that the document is a newer edition of")
	cmd.Flags().BoolVar(&replace, "replace", false, "let an id that stands for another document stand for this one")
	cmd.RunE = a.does(func(ctx context.Context, args []string) error {
		files, passed, errs := documents(args)
		if len(args) == 0 {
			var err error
			if files, err = shipped(); err != nil {
				return err
			}
		}
		if err := flags.validate(max(1, len(files))); err != nil {
			return err
		}
		for _, err := range errs {
			a.report(err)
		}
		if passed > 0 {
			fmt.Fprintf(a.stderr, "clausebook: passed over %d files that are hidden or whose names end otherwise than a document's\n", passed)
		}
		lib, err := a.openLibrary(ctx, false)
		if err != nil {
			return err
		}
		if editionOf != "" {
			if len(files) != 1 {
				return usagef("--edition-of goes with one document, got %d", len(files))
			}
			if _, err := lib.Entry(ctx, editionOf); err != nil {
				return fmt.Errorf("--edition-of: %w", err)
			}
		}
		failed := len(errs) > 0
		err = a.ingestFiles(ctx, lib, files, newKeeper(flags), replace, func(agreement *corpus.Agreement, err error) error {
			if err != nil {
				a.report(err)
				failed = true
				return nil
			}
			if editionOf != "" {
				if err := lib.Link(ctx, agreement.ID, editionOf); err != nil {
					return err
				}
			}
			return a.printIngested(format.value, agreement)
		})
		if err == nil && failed {
			err = errReported
		}
		return err
	})
	return cmd
}

// shipped lists the documents that come with the program.
func shipped() ([]file, error) {
	docs, err := agreements.All()
	if err != nil {
		return nil, err
	}
	files := make([]file, 0, len(docs))
	for _, d := range docs {
		files = append(files, file{name: d.Name, data: d.Data})
	}
	return files, nil
}

// ingestFiles reads files into lib, one after the other, and tells done of
// each: the agreement, or why not. It stops at an error of done, or when ctx
// ends.
func (a *app) ingestFiles(ctx context.Context, lib *library.Library, files []file, r *reader, replace bool, done func(*corpus.Agreement, error) error) error {
	bar := a.progress(len(files), "ingesting")
	put := lib.Put
	if replace {
		put = lib.Replace
	}
	for _, f := range files {
		agreement, data, err := a.extract(ctx, f, r)
		if err == nil {
			if err = put(ctx, agreement, data); errors.Is(err, library.ErrConflict) {
				err = fmt.Errorf("ingest %s: %w (--id gives it another id, --replace lets it take the place)", f.name, err)
			}
		}
		_ = bar.Add(1) // a progress bar that cannot be drawn is no failure
		if err := done(agreement, err); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printIngested(format string, agreement *corpus.Agreement) error {
	doubts := 0
	for _, d := range agreement.Diagnostics {
		if d.Severity != corpus.Info {
			doubts++
		}
	}
	if format == "json" {
		return a.printJSON(ingested{agreement.ID, agreement.Source.Name, agreement.Title,
			len(agreement.Provisions), len(agreement.References), doubts})
	}
	_, err := fmt.Fprintf(a.stdout, "%s  %s: %d provisions, %d references, %d doubts\n", agreement.ID, agreement.Source.Name,
		len(agreement.Provisions), len(agreement.References), doubts)
	return err
}
