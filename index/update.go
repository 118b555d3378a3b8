package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// batchSize is the number of documents written at a time: 1,000 is where more
// gains no speed and only costs memory (measured on 200,000 provisions).
const batchSize = 1000

// update writes into dir what the generation in base becomes when the library
// holds prints: segments that are there stay as they are, and only agreements
// that are new or changed are worked out.
func (ix *Index) update(ctx context.Context, dir, base string, m *meta, prints map[string]string) error {
	old, err := readMeta(base)
	if err != nil {
		return err
	}
	t, err := readOutlines(base)
	if err != nil {
		return err
	}
	table, err := openWordTable(base)
	if err != nil {
		return err
	}
	if err := copyIndex(filepath.Join(base, "bleve"), filepath.Join(dir, "bleve")); err != nil {
		return fmt.Errorf("copy %s: %w", base, err)
	}
	engine, err := openEngine(dir, false)
	if err != nil {
		return err
	}
	w := &writer{engine: engine, batch: engine.NewBatch(), analyst: newAnalyst(ix.know.finder), table: table, words: newRegister(table)}
	m.Documents = old.Documents
	err = func() error {
		for _, id := range sortedKeys(old.Agreements) {
			if prints[id] == old.Agreements[id].Fingerprint {
				m.Agreements[id] = old.Agreements[id]
				continue
			}
			delete(t, id)
			removed, err := w.remove(ctx, id)
			m.Documents -= uint64(removed)
			if err != nil {
				return err
			}
		}
		for _, id := range sortedKeys(prints) {
			if _, ok := m.Agreements[id]; ok {
				continue
			}
			out := workedOut{id: id}
			if out.a, out.failed = ix.lib.Agreement(ctx, id); ctx.Err() != nil {
				return ctx.Err()
			}
			if out.failed == nil {
				if err := w.add(ctx, &out); err != nil {
					return fmt.Errorf("index %s: %w", id, err)
				}
			}
			ix.keep(ctx, m, t, prints, &out)
		}
		if err := w.flush(); err != nil {
			return err
		}
		return join(ctx, engine, shape.bounded)
	}()
	if err = errors.Join(err, engine.Close()); err != nil {
		return err
	}
	w.words.counts.add(&w.analyst.counts)
	return errors.Join(w.words.write(dir), t.write(dir))
}

// A writer changes an engine.
type writer struct {
	engine  bleve.Index
	batch   *bleve.Batch
	analyst *analyst
	table   *wordTable // of the generation before
	words   *register
}

func (w *writer) add(ctx context.Context, out *workedOut) error {
	d, err := w.analyst.draft(out.a)
	if err != nil {
		return err
	}
	out.outline = d.outline
	w.analyst.number(d, w.words)
	if out.documents, err = w.analyst.documents(ctx, d); err != nil {
		return err
	}
	for _, doc := range out.documents {
		if err := w.batch.IndexAdvanced(doc); err != nil {
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

// remove takes the documents of an agreement out, and says how many there were.
// Those that come again under their names take the places of the old.
func (w *writer) remove(ctx context.Context, id string) (int, error) {
	n := 0
	for after := ""; ; {
		t := query.NewTermQuery(id)
		t.SetField(fieldAgreement)
		req := bleve.NewSearchRequestOptions(t, batchSize, 0, false)
		req.Score = "none"
		req.Fields = []string{fieldRecord}
		req.SortBy([]string{"_id"})
		if after != "" {
			req.SetSearchAfter([]string{after})
		}
		found, err := w.engine.SearchInContext(ctx, req)
		if err != nil || len(found.Hits) == 0 {
			return n, err
		}
		for _, h := range found.Hits {
			record, _ := h.Fields[fieldRecord].(string)
			p, err := decodePassage(&vocabulary{wordTable: w.table}, h.ID, []byte(record), false)
			if err != nil {
				return n, fmt.Errorf("%s: %w", h.ID, err)
			}
			w.words.uncount(p)
			w.batch.Delete(h.ID)
			after = h.ID
			n++
		}
	}
}

// uncount takes a passage that was counted out of the counts.
func (v *register) uncount(p *passage) {
	var words, inTitle, inText []uint32
	for _, list := range []struct {
		wording
		stems *[]uint32
	}{{p.title, &inTitle}, {p.body, &inText}} {
		for i, stem := range list.wording.stems {
			if stem&stopBit == 0 {
				words = append(words, list.words[i])
				*list.stems = append(*list.stems, stem)
			}
		}
	}
	for _, n := range distinct(words) {
		v.counts.words[n]--
	}
	for _, n := range distinct(inTitle) {
		v.counts.inTitle[n]--
	}
	for _, n := range distinct(inText) {
		v.counts.inText[n]--
	}
}
