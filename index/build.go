package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	_ "github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/disk"
)

func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = bleveindex.BM25Scoring
	if err := m.AddCustomAnalyzer("stems", map[string]any{"type": "custom", "tokenizer": "whitespace"}); err != nil {
		return nil, fmt.Errorf("index mapping: %w", err)
	}
	doc := bleve.NewDocumentStaticMapping()
	stems := func(name string) {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = "stems"
		f.Store, f.IncludeInAll, f.DocValues = false, false, false
		// Records hold positions; how often a text has a word is in which fields.
		f.IncludeTermVectors, f.SkipFreqNorm = false, true
		doc.AddFieldMappingsAt(name, f)
	}
	stems(fieldTitle)
	stems(fieldPath)
	stems(fieldText)
	stems(fieldBrief)
	stems(fieldOften)
	stems(fieldMost)
	stems(fieldWord)
	for _, name := range []string{fieldAgreement, fieldKind, fieldLevel, fieldArticle, fieldTopic} {
		f := bleve.NewKeywordFieldMapping()
		f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues, f.SkipFreqNorm = false, false, false, false, true
		doc.AddFieldMappingsAt(name, f)
	}
	record := bleve.NewTextFieldMapping()
	record.Store, record.Index, record.IncludeInAll, record.DocValues, record.IncludeTermVectors = true, false, false, false, false
	doc.AddFieldMappingsAt(fieldRecord, record)
	m.DefaultMapping = doc
	return m, nil
}

func topicsHash(topics []corpus.Topic) string {
	data, err := json.Marshal(topics)
	if err != nil {
		panic(err) // unreachable: plain data
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// build writes a generation for the library's version into dir, starting from
// the one in base if that is given.
func (ix *Index) build(ctx context.Context, dir, version, base string) (meta, error) {
	m := meta{Format: format, Library: version, Topics: ix.topics, Agreements: map[string]indexed{}}
	prints, err := ix.lib.Fingerprints(ctx)
	if err != nil {
		return m, err
	}
	if base != "" && ix.little(base, prints) {
		err = ix.update(ctx, dir, base, &m, prints)
	} else {
		t := outlines{}
		v := newRegister(nil)
		err = ix.bulk(ctx, dir, sortedKeys(prints), v, func(w *workedOut) { ix.keep(ctx, &m, t, prints, w) })
		if err == nil {
			err = errors.Join(v.write(dir), t.write(dir))
		}
	}
	if err != nil {
		return m, err
	}
	return m, m.write(dir)
}

// write notes the files of the generation in dir and keeps m there.
func (m *meta) write(dir string) error {
	var err error
	if m.Files, err = sizes(dir); err != nil {
		return err
	}
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := disk.WriteFile(filepath.Join(dir, metaName), data); err != nil {
		return err
	}
	return os.Chmod(dir, 0o755)
}

// keep notes what is to be known of an agreement besides its documents.
func (ix *Index) keep(ctx context.Context, m *meta, t outlines, prints map[string]string, w *workedOut) {
	if w.failed != nil {
		// One damaged agreement does not keep the others from being found;
		// answers say that it is missing.
		ix.log.WarnContext(ctx, "an agreement cannot be read and is not searched", "agreement", w.id, "err", w.failed)
		m.Agreements[w.id] = indexed{Fingerprint: prints[w.id], Unreadable: w.failed.Error()}
		return
	}
	a := w.a
	m.Agreements[w.id] = indexed{Fingerprint: prints[w.id], Source: a.Source.Name, Title: a.Title, Kind: a.Kind, Employer: a.Employer,
		Union: a.Union, Unit: a.Unit, Effective: a.Effective, Expires: a.Expires}
	m.Documents += uint64(len(w.documents))
	t[a.ID] = w.outline
}

// little reports whether so little has changed since the generation in base that
// it is less work to start from it: each change leaves a little more to read.
func (ix *Index) little(base string, prints map[string]string) bool {
	old, err := readMeta(base)
	if err != nil {
		return false
	}
	same := 0
	for id, a := range old.Agreements {
		if prints[id] == a.Fingerprint {
			same++
		}
	}
	return 2*same >= max(len(prints), len(old.Agreements))
}
