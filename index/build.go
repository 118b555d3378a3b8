package index

import (
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	_ "github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/disk"
)

// The fields of a document. title, path and text hold stems, each once, in our
// own division into words: what we show as a match is then what bleve matched.
// Words that say nothing are left out. word holds the words as they are written,
// for the vocabulary and for prefixes.
const (
	fieldTitle     = "title"
	fieldPath      = "path"
	fieldText      = "text"
	fieldBrief     = "brief" // of titles of a word or two
	fieldOften     = "often" // that a text has often, and
	fieldMost      = "most"  // very often
	fieldWord      = "word"
	fieldAgreement = "agreement"
	fieldKind      = "kind"
	fieldLevel     = "level"
	fieldArticle   = "article"
	fieldTopic     = "topic"
	fieldRecord    = "record" // stored, not searched
)

// batchSize is the number of documents written at a time: 1,000 is where more
// gains no speed and only costs memory (measured on 200,000 provisions).
const batchSize = 1000

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
	was := map[string]indexed{}
	titles := map[string]titleLine{}
	words := newDictionary(nil)
	if base != "" {
		old, err := readMeta(base)
		if err != nil {
			return m, err
		}
		if titles, err = readTitles(base); err != nil {
			return m, err
		}
		table, err := openWordTable(base)
		if err != nil {
			return m, err
		}
		words = newDictionary(table)
		was = old.Agreements
		if err := copyIndex(filepath.Join(base, "bleve"), filepath.Join(dir, "bleve")); err != nil {
			return m, fmt.Errorf("copy %s: %w", base, err)
		}
	} else {
		mapped, err := newMapping()
		if err != nil {
			return m, err
		}
		engine, err := bleve.New(filepath.Join(dir, "bleve"), mapped)
		if err != nil {
			return m, err
		}
		if err := engine.Close(); err != nil {
			return m, err
		}
	}
	engine, err := openEngine(dir, false)
	if err != nil {
		return m, err
	}
	sp := newSpeller()
	w := &writer{engine: engine, batch: engine.NewBatch(), finder: ix.know.finder, speller: sp, text: newStemBag(sp), titles: titles, words: words, packer: newPacker()}
	err = ix.update(ctx, w, &m, was, prints)
	if err == nil {
		m.Documents, err = engine.DocCount()
	}
	if err == nil {
		err = writeTitles(dir, w.titles)
	}
	if err == nil {
		err = keepWords(dir, w.words, engine)
	}
	if err = errors.Join(err, engine.Close()); err != nil {
		return m, err
	}
	if m.Files, err = sizes(dir); err != nil {
		return m, err
	}
	data, err := json.Marshal(m)
	if err != nil {
		return m, err
	}
	if err := disk.WriteFile(filepath.Join(dir, metaName), data); err != nil {
		return m, err
	}
	return m, os.Chmod(dir, 0o755)
}

// update makes what engine holds, was, into what the library holds, prints.
func (ix *Index) update(ctx context.Context, w *writer, m *meta, was map[string]indexed, prints map[string]string) error {
	for _, id := range sortedKeys(was) {
		if prints[id] != was[id].Fingerprint {
			if err := w.remove(ctx, id); err != nil {
				return err
			}
		}
	}
	for _, id := range sortedKeys(prints) {
		if was[id].Fingerprint == prints[id] {
			m.Agreements[id] = was[id]
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		a, err := ix.lib.Agreement(ctx, id)
		if err != nil {
			// One damaged agreement does not keep the others from being found;
			// answers say that it is missing.
			ix.log.WarnContext(ctx, "an agreement cannot be read and is not searched", "agreement", id, "err", err)
			m.Agreements[id] = indexed{Fingerprint: prints[id], Unreadable: err.Error()}
			continue
		}
		m.Agreements[id] = indexed{Fingerprint: prints[id], Source: a.Source.Name, Title: a.Title, Kind: a.Kind, Employer: a.Employer,
			Union: a.Union, Unit: a.Unit, Effective: a.Effective, Expires: a.Expires}
		if err := w.add(a); err != nil {
			return fmt.Errorf("index %s: %w", id, err)
		}
	}
	return w.flush()
}

// A writer puts agreements into an engine.
type writer struct {
	engine  bleve.Index
	batch   *bleve.Batch
	finder  *finder
	text    *stemBag
	speller *speller
	titles  map[string]titleLine // of the agreements in the engine
	words   *dictionary
	packer  *flate.Writer
}

func (w *writer) add(a *corpus.Agreement) error {
	w.titles[a.ID] = titlesOf(a)
	s := newShelf(a)
	for _, key := range s.keys() {
		if provision, _, ok := s.find(key); ok && provision >= 0 && s.levels[provision] == inner {
			continue // its section answers with its words
		}
		p, ok := s.passage(key, w.speller)
		if !ok {
			return fmt.Errorf("no passage %s", key) // unreachable: the keys are the shelf's own
		}
		w.text.fill(p.words)
		p.weighTopics(w.finder, w.text)
		doc, err := w.document(p)
		if err != nil {
			return err
		}
		if err := w.batch.Index(key, doc); err != nil {
			return err
		}
		if w.batch.Size() >= batchSize {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) flush() error {
	if w.batch.Size() == 0 {
		return nil
	}
	err := w.engine.Batch(w.batch)
	w.batch.Reset()
	return err
}

// remove takes the documents of an agreement out.
func (w *writer) remove(ctx context.Context, id string) error {
	delete(w.titles, id)
	if err := w.flush(); err != nil {
		return err
	}
	for {
		t := query.NewTermQuery(id)
		t.SetField(fieldAgreement)
		req := bleve.NewSearchRequestOptions(t, 10000, 0, false)
		req.Score = "none"
		found, err := w.engine.SearchInContext(ctx, req)
		if err != nil || len(found.Hits) == 0 {
			return err
		}
		for _, h := range found.Hits {
			w.batch.Delete(h.ID)
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
}

// document is the form in which bleve gets a passage.
func (w *writer) document(p *analysed) (map[string]any, error) {
	record, err := encodePassage(w.words.numberOf, p, w.packer)
	if err != nil {
		return nil, err
	}
	doc := map[string]any{
		fieldAgreement: p.shelf.a.ID,
		fieldKind:      string(p.kind()),
		fieldLevel:     string(p.level),
		fieldWord:      writtenWords(p.title, p.words),
		fieldRecord:    string(record),
	}
	for field, text := range stemFields(p) {
		doc[field] = text
	}
	if n := p.articles(); n != nil {
		doc[fieldArticle] = n
	}
	if p.level == answer || p.level == listed {
		var topics []string
		for _, a := range p.abouts {
			if a.about >= filedUnder {
				topics = append(topics, w.finder.subjects[a.subject].topic.ID)
			}
		}
		doc[fieldTopic] = topics
	}
	return doc, nil
}

// filedUnder is how far a passage must be about a topic to be filed under it.
const filedUnder = 0.5

// writtenWords are the different words of a passage as they are written.
func writtenWords(lists ...[]word) string {
	seen := map[string]bool{}
	var b strings.Builder
	for _, list := range lists {
		for _, w := range list {
			if !seen[w.text] && !isStop(w.text) {
				seen[w.text] = true
				b.WriteString(w.text)
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// keepWords writes the words of a generation with the counts of its engine.
func keepWords(dir string, d *dictionary, engine bleve.Index) error {
	inText, inTitle, written := map[string]int{}, map[string]int{}, map[string]int{}
	if err := errors.Join(
		eachTerm(engine, fieldText, func(t string, n int) { inText[t] = n }),
		eachTerm(engine, fieldTitle, func(t string, n int) { inTitle[t] = n }),
		eachTerm(engine, fieldWord, func(t string, n int) { written[t] = n }),
	); err != nil {
		return fmt.Errorf("read the index's vocabulary: %w", err)
	}
	words := make([]counted, d.size())
	var stems []counted
	numbers := map[string]uint32{}
	for i := range words {
		x := d.at(uint32(i))
		n, ok := numbers[x.stem]
		if !ok {
			n = uint32(len(stems))
			numbers[x.stem] = n
			stems = append(stems, counted{text: x.stem, counts: [2]int{inText[x.stem], inTitle[x.stem]}})
		}
		if x.stop {
			n |= stopBit
		}
		words[i] = counted{text: x.text, stem: n, counts: [2]int{written[x.text]}}
	}
	return writeWords(dir, words, stems)
}

func eachTerm(engine bleve.Index, field string, f func(term string, documents int)) (err error) {
	dict, err := engine.FieldDict(field)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for {
		e, err := dict.Next()
		if err != nil {
			return err
		}
		if e == nil {
			return nil
		}
		f(e.Term, int(e.Count))
	}
}
