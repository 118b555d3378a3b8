package index

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math"

	"github.com/clausebook/clausebook/corpus"
)

// A record is a passage as the engine keeps it: all that ranking looks at, then,
// compressed, all that an answer shows. A search so needs neither the library
// nor any working out.

// A shown is what an answer shows of a passage.
type shown struct {
	Source   string        `json:"f,omitempty"`
	ID       string        `json:"i,omitempty"` // empty for a contents entry
	Citation string        `json:"c,omitempty"`
	Title    string        `json:"t,omitempty"`
	Page     string        `json:"p,omitempty"`
	Span     corpus.Span   `json:"s"`
	Tokens   int           `json:"n,omitempty"`
	Whole    int           `json:"w,omitempty"` // tokens of it with all that is in it
	Path     []string      `json:"h,omitempty"`
	Clean    *corpus.Clean `json:"x,omitempty"` // heading left out
}

type aboutTopic struct {
	subject int
	about   float64
}

var levels = []level{answer, group, inner, listed}

// newPacker makes what compresses records; making one costs more than using it.
func newPacker() *flate.Writer {
	w, err := flate.NewWriter(io.Discard, flate.DefaultCompression)
	if err != nil {
		panic(err) // unreachable: the level exists
	}
	return w
}

// encodePassage writes p with the numbers of its words.
func encodePassage(d *dictionary, p *analysed, w *flate.Writer) ([]byte, error) {
	b := binary.AppendUvarint(nil, uint64(indexOf(levels, p.level)))
	b = binary.AppendUvarint(b, uint64(indexOf(corpus.Kinds(), p.kind())))
	b = binary.AppendUvarint(b, uint64(p.start()))
	words := func(list []word) {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, w := range list {
			b = binary.AppendUvarint(b, uint64(d.lexeme(w.text, w.stem).number))
		}
	}
	words(p.title)
	b = binary.AppendUvarint(b, uint64(len(p.above)))
	for _, t := range p.above {
		words(t)
	}
	words(p.words)
	b = binary.AppendUvarint(b, uint64(len(p.abouts)))
	for _, a := range p.abouts {
		b = binary.AppendUvarint(b, uint64(a.subject))
		b = append(b, byte(math.Round(a.about*250)))
	}
	values := p.values()
	b = binary.AppendUvarint(b, uint64(len(values)))
	for _, v := range values {
		for _, s := range []string{string(v.Type), v.Unit} {
			b = binary.AppendUvarint(b, uint64(len(s)))
			b = append(b, s...)
		}
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Value))
		b = binary.AppendUvarint(b, uint64(v.from))
		b = binary.AppendUvarint(b, uint64(v.to-v.from))
	}
	articles := p.articles()
	b = binary.AppendUvarint(b, uint64(len(articles)))
	for _, a := range articles {
		b = binary.AppendUvarint(b, uint64(len(a)))
		b = append(b, a...)
	}
	data, err := json.Marshal(p.shown())
	if err != nil {
		return nil, err // unreachable: plain data
	}
	out := bytes.NewBuffer(binary.AppendUvarint(nil, uint64(len(b))))
	out.Write(b)
	w.Reset(out)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func indexOf[T comparable](list []T, x T) int {
	for i, y := range list {
		if x == y {
			return i
		}
	}
	return 0
}

var errRecord = errors.New("a passage's record is damaged")

// A decoder reads numbers; bad is set when they end too soon.
type decoder struct {
	data []byte
	bad  bool
}

func (d *decoder) number() int {
	x, n := binary.Uvarint(d.data)
	if n <= 0 || x > math.MaxInt32 {
		d.bad = true
		return 0
	}
	d.data = d.data[n:]
	return int(x)
}

// count is a number of things of which each takes a byte and more.
func (d *decoder) count() int {
	n := d.number()
	if n > len(d.data) {
		d.bad = true
		return 0
	}
	return n
}

func (d *decoder) bytes(n int) []byte {
	if n > len(d.data) {
		d.bad = true
		return make([]byte, n)
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) string() string { return string(d.bytes(d.count())) }

func (d *decoder) words(dict *dictionary) []*lexeme {
	out := make([]*lexeme, d.count())
	for i := range out {
		n := d.number()
		if n >= dict.size() {
			d.bad = true
			return nil
		}
		out[i] = dict.at(uint32(n))
	}
	return out
}

// decodePassage reads a record. The passage keeps data.
func decodePassage(dict *dictionary, key string, data []byte) (*passage, error) {
	size, n := binary.Uvarint(data)
	if n <= 0 || size > uint64(len(data)-n) {
		return nil, errRecord
	}
	d := &decoder{data: data[n : n+int(size)]}
	p := &passage{key: key, packed: data[n+int(size):]}
	p.agreement, _ = cutKey(key)
	p.level = levels[min(d.number(), len(levels)-1)]
	p.kind = corpus.Kinds()[min(d.number(), len(corpus.Kinds())-1)]
	p.start = d.number()
	p.title = d.words(dict)
	for range d.count() {
		t := d.words(dict)
		p.above = append(p.above, t)
		p.path = append(p.path, t...)
	}
	p.words = d.words(dict)
	for range d.count() {
		subject := d.number()
		p.abouts = append(p.abouts, aboutTopic{subject, float64(d.bytes(1)[0]) / 250})
	}
	for range d.count() {
		v := valued{Type: corpus.TermType(d.string()), Unit: d.string()}
		v.Value = math.Float64frombits(binary.LittleEndian.Uint64(d.bytes(8)))
		v.from = d.number()
		v.to = v.from + d.number()
		p.values = append(p.values, v)
	}
	for range d.count() {
		p.articles = append(p.articles, d.string())
	}
	if d.bad {
		return nil, errRecord
	}
	return p, nil
}

// shown unpacks what an answer shows of p.
func (p *passage) shown() (*shown, error) {
	if p.unpacked != nil {
		return p.unpacked, nil
	}
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(p.packed)))
	if err != nil {
		return nil, errors.Join(errRecord, err)
	}
	s := &shown{}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, errors.Join(errRecord, err)
	}
	p.unpacked = s
	return s, nil
}
