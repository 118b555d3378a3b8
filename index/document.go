package index

import (
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
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

// How much a text must be of a word for the word to be in fieldOften and in
// fieldMost: see saturation.
const (
	often = 0.5
	most  = 0.7
)

// brief is how many telling words a title of fieldBrief has at most.
const brief = 2

// filedUnder is how far a passage must be about a topic to be filed under it.
const filedUnder = 0.5

// saturation is BM25's of a word that stands n times in a text of that many
// words.
func saturation(n float64, length int) float64 {
	const usual = 180 // words of a middling section
	return n / (n + 1.2*(0.4+0.6*float64(length)/usual))
}

// uncounted is a term of which it is not kept how often it stands in a field, as
// the engine says it: 0 times. It is not changed.
var uncounted = &bleveindex.TokenFreq{}

// A terms is a field of a document by its terms; bleve has nothing to work out.
type terms struct {
	name string
	list bleveindex.TokenFrequencies
}

var _ document.Field = (*terms)(nil)

func newTerms(name string, list []string) *terms {
	t := &terms{name, make(bleveindex.TokenFrequencies, len(list))}
	for _, term := range list {
		t.list[term] = uncounted
	}
	return t
}

func (t *terms) Name() string             { return t.name }
func (t *terms) ArrayPositions() []uint64 { return nil }
func (t *terms) Analyze()                 {}
func (t *terms) Value() []byte            { return nil }
func (t *terms) NumPlainTextBytes() uint64 {
	return 0 // a statistic that nobody asks for
}
func (t *terms) Size() int              { return t.list.Size() }
func (t *terms) EncodedFieldType() byte { return 't' }
func (t *terms) AnalyzedLength() int    { return len(t.list) }
func (t *terms) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies {
	return t.list
}

// Options says that the terms are looked for, and nothing else: records hold
// positions; how often a text has a word is in which fields.
func (t *terms) Options() bleveindex.FieldIndexingOptions {
	return bleveindex.IndexField | bleveindex.SkipFreqNorm
}

// document is the form in which bleve gets p: the bags are filled from it, and
// words are its different words as they are written.
func (p *analysed) document(subjects []*subject, bags *bags, words []string, key string, record []byte) *document.Document {
	d := document.NewDocument(key)
	put := func(name string, list ...string) {
		if len(list) > 0 {
			d.Fields = append(d.Fields, newTerms(name, list))
		}
	}
	put(fieldAgreement, p.shelf.a.ID)
	put(fieldKind, string(p.kind()))
	put(fieldLevel, string(p.level))
	put(fieldArticle, p.articles()...)
	put(fieldTitle, bags.title.stems...)
	put(fieldPath, bags.path.stems...)
	put(fieldText, bags.text.stems...)
	if len(bags.title.stems) <= brief {
		put(fieldBrief, bags.title.stems...)
	}
	put(fieldOften, bags.text.above(often)...)
	put(fieldMost, bags.text.above(most)...)
	put(fieldWord, words...)
	if p.level == answer || p.level == listed {
		var topics []string
		for _, a := range p.abouts {
			if a.about >= filedUnder {
				topics = append(topics, subjects[a.subject].topic.ID)
			}
		}
		put(fieldTopic, topics...)
	}
	d.Fields = append(d.Fields, document.NewTextFieldWithIndexingOptions(fieldRecord, nil, record, bleveindex.StoreField))
	d.SetIndexed()
	return d
}

// bags are the stems of a passage's title, of the titles above it, and of its
// text.
type bags struct{ title, path, text *stemBag }

func newBags(sp *speller) *bags { return &bags{newStemBag(sp), newStemBag(sp), newStemBag(sp)} }

func (b *bags) fill(p *analysed) {
	b.title.fill(p.title)
	b.path.fill(p.path)
	b.text.fill(p.words)
}

// above lists the stems of which a text of b's words is so much.
func (b *stemBag) above(least float64) []string {
	var out []string
	for i, s := range b.stems {
		if saturation(float64(b.times[i]), b.length) >= least {
			out = append(out, s)
		}
	}
	return out
}
