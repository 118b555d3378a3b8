// Package agreements holds the five documents that clausebook ships with, byte
// for byte under their own file names, and a manifest of what a person read in
// them. Reading documents is ingest's work: it never looks at the manifest,
// which is there to check it.
package agreements

import (
	"embed"
	"encoding/json"
	"fmt"

	"github.com/clausebook/clausebook/corpus"
)

//go:embed *.txt manifest.json
var files embed.FS

// A Document is one shipped document.
type Document struct {
	Name  string // its file's name
	Data  []byte // the file, byte for byte
	Entry Entry  // what a person read in it
}

// An Entry is a document's row in manifest.json. A fact is nil where the text
// does not say.
type Entry struct {
	File      string               `json:"file"`
	SHA256    string               `json:"sha256"` // of the file's bytes, lower-case hexadecimal
	Kind      corpus.AgreementKind `json:"kind"`
	ID        string               `json:"id"`
	Title     string               `json:"title"`
	Employer  *string              `json:"employer"`
	Union     *string              `json:"union"`
	Unit      *string              `json:"unit"`
	Effective *corpus.Date         `json:"effective"`
	Expires   *corpus.Date         `json:"expires"`
	Truncated bool                 `json:"truncated"` // the file stops before the document does
	Note      string               `json:"note"`      // what a reader should know about the file
}

// All lists the shipped documents in the order of the manifest, which is the
// order of their names. The caller owns the data. It fails only if the program
// was built from a broken tree.
func All() ([]Document, error) {
	raw, err := files.ReadFile("manifest.json")
	if err != nil {
		return nil, fmt.Errorf("shipped documents: %w", err)
	}
	var entries []Entry
	if err := json.Unmarshal(raw, &entries); err != nil {
		return nil, fmt.Errorf("shipped documents: manifest.json: %w", err)
	}
	docs := make([]Document, 0, len(entries))
	for _, e := range entries {
		data, err := files.ReadFile(e.File)
		if err != nil {
			return nil, fmt.Errorf("shipped documents: %w", err)
		}
		docs = append(docs, Document{Name: e.File, Data: data, Entry: e})
	}
	return docs, nil
}
