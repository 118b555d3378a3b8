package library

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// An Entry is one line of the library's table: what can be said of an
// agreement without reading it.
type Entry struct {
	ID          string               `json:"id"`
	Source      string               `json:"source"` // base name of the file
	SHA256      string               `json:"sha256"` // of the source
	MediaType   string               `json:"media_type"`
	Bytes       int64                `json:"bytes"`
	Title       string               `json:"title"`
	Kind        corpus.AgreementKind `json:"kind"`
	Employer    string               `json:"employer"`
	Union       string               `json:"union"`
	Unit        string               `json:"unit"`
	Effective   corpus.Date          `json:"effective"`
	Expires     corpus.Date          `json:"expires"`
	Truncated   bool                 `json:"truncated"`
	Pages       int                  `json:"pages"`
	Provisions  int                  `json:"provisions"`
	Contents    int                  `json:"contents"` // entries of its contents list; 0: Score says nothing
	References  int                  `json:"references"`
	Diagnostics int                  `json:"diagnostics"` // warnings and errors; notes are not counted
	Score       float64              `json:"score"`       // of the certificate
	// Parsed is the SHA-256 of the stored agreement. It tells two readings of
	// one source apart, and names the file.
	Parsed string `json:"parsed"`
	// EditionOf is the agreement that this one is a newer edition of, and
	// SupersededBy the one that has taken its place, where someone said so.
	EditionOf    string `json:"edition_of,omitempty"`
	SupersededBy string `json:"superseded_by,omitempty"`
	// Damage says why the entry cannot be read; then all but ID is empty. It is
	// never stored.
	Damage string `json:"-"`
}

func entryOf(a *corpus.Agreement, parsed string) Entry {
	doubts := 0
	for _, d := range a.Diagnostics {
		if d.Severity != corpus.Info {
			doubts++
		}
	}
	return Entry{
		ID: a.ID, Source: a.Source.Name, SHA256: a.Source.SHA256, MediaType: a.Source.MediaType, Bytes: a.Source.Bytes,
		Title: a.Title, Kind: a.Kind, Employer: a.Employer, Union: a.Union, Unit: a.Unit,
		Effective: a.Effective, Expires: a.Expires, Truncated: a.Truncated,
		Pages: len(a.Pages), Provisions: len(a.Provisions), Contents: a.Certificate.Entries, References: len(a.References), Diagnostics: doubts,
		Score: a.Certificate.Score, Parsed: parsed,
	}
}

// fingerprint stands for all that the entry says and leads to.
func (e *Entry) fingerprint() [sha256.Size]byte {
	what := e.ID + "\x00" + e.SHA256 + "\x00" + e.Parsed
	if e.EditionOf != "" || e.SupersededBy != "" {
		what += "\x00" + e.EditionOf + "\x00" + e.SupersededBy
	}
	return sha256.Sum256([]byte(what))
}

// An id is a file name and a part of an address: small letters, digits, and
// "-", "_", "." between them.
var validID = regexp.MustCompile(`^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$`)

// Names that Windows keeps for devices, with any extension.
var deviceName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

func checkID(id string) error {
	if len(id) > 120 || !validID.MatchString(id) || strings.Contains(id, "..") || deviceName.MatchString(id) {
		return fmt.Errorf("id %.130q: want at most 120 small letters, digits, and - _ . between them", id)
	}
	return nil
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

var validSum = regexp.MustCompile(`^[0-9a-f]{64}$`)

const entrySuffix = ".json"

func (l *Library) entryPath(id string) string { return l.path("agreements", id+entrySuffix) }

func (l *Library) sourcePath(sha string) string { return l.path("sources", sha[:2], sha) }

func (l *Library) parsedPath(sha string) string { return l.path("parsed", sha[:2], sha+".json.gz") }

// readEntry reads the entry file of id. A missing one is ErrNotFound.
func (l *Library) readEntry(id string) (Entry, error) {
	if err := checkID(id); err != nil {
		return Entry{}, fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	data, err := os.ReadFile(l.entryPath(id))
	if os.IsNotExist(err) {
		return Entry{}, fmt.Errorf("agreement %q: %w", id, ErrNotFound)
	}
	if err != nil {
		return Entry{}, fmt.Errorf("agreement %q: %w", id, err)
	}
	var e Entry
	if err := json.Unmarshal(data, &e); err != nil {
		return Entry{}, fmt.Errorf("%s: %w: %w", l.entryPath(id), ErrDamaged, err)
	}
	if e.ID != id || !validSum.MatchString(e.SHA256) || !validSum.MatchString(e.Parsed) {
		return Entry{}, fmt.Errorf("%s: %w: it is the entry of another agreement or lacks its sums", l.entryPath(id), ErrDamaged)
	}
	return e, nil
}
