package index

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/clausebook/clausebook/corpus"
)

// A record is a passage as the engine keeps it, which compresses it: all that
// ranking looks at, then all that an answer shows. A search so needs neither the
// library nor any working out. Numbers are varints, texts have their length before
// them:
//
//	level, kind, where it starts
//	how many subjects it is about, and of each its number and how far, in 250ths
//	how many numbers its article has, and they
//	the length of its values, how many they are, and they
//	its title, how many titles are above it, and they, nearest last; its text: how
//	many words each has, and they
//	what is shown: its id, citation, title and page; where its span starts and its
//	length; its tokens, alone and with all that is in it, and the latter in
//	o200k_base; how many headings are above it, and they; unless it is a contents entry, how many sentences it has
//	and of each how many bytes and how many words begin before it and behind the
//	one before, and its clean text with the way back to the source

// A shown is what an answer shows of a passage.
type shown struct {
	ID       string // empty for a contents entry
	Citation string
	Title    string
	Page     string
	Span     corpus.Span
	Tokens   int // of cl100k_base
	Whole    int // tokens of it with all that is in it
	// WholeO200k is the same in o200k_base; 0 where that was not counted.
	WholeO200k int
	Path       []string
	Clean      *corpus.Clean // heading left out; nil for a contents entry
	Starts     []wordStart   // of the sentences of Clean, the first at 0
}

// A wordStart is a place in a text where a word may begin: the first at or behind
// byte is the word-th.
type wordStart struct{ at, word int }

type aboutTopic struct {
	subject int
	about   float64
}

var (
	levels = []level{answer, group, inner, listed}
	kinds  = corpus.Kinds()
)

// encodePassage writes p with the numbers of its words, which number gives.
func encodePassage(number func(w *word) uint32, p *analysed) ([]byte, error) {
	b := binary.AppendUvarint(make([]byte, 0, 512+5*len(p.words)/2+2*len(p.clean.Text)), uint64(indexOf(levels, p.level)))
	b = binary.AppendUvarint(b, uint64(indexOf(kinds, p.kind())))
	b = binary.AppendUvarint(b, uint64(p.start()))
	b = binary.AppendUvarint(b, uint64(len(p.abouts)))
	for _, a := range p.abouts {
		b = binary.AppendUvarint(b, uint64(a.subject))
		b = append(b, byte(math.Round(a.about*250)))
	}
	b = appendTexts(b, p.articles())
	values := appendValues(nil, p.values())
	b = binary.AppendUvarint(b, uint64(len(values)))
	b = append(b, values...)
	words := func(list []word) {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for i := range list {
			b = binary.AppendUvarint(b, uint64(number(&list[i])))
		}
	}
	words(p.title)
	b = binary.AppendUvarint(b, uint64(len(p.above)))
	for _, t := range p.above {
		words(t)
	}
	words(p.words)
	return appendShown(b, p.shown())
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendTexts(b []byte, list []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = appendText(b, s)
	}
	return b
}

func appendValues(b []byte, values []valued) []byte {
	b = binary.AppendUvarint(b, uint64(len(values)))
	for _, v := range values {
		b = appendText(appendText(b, string(v.Type)), v.Unit)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Value))
		b = binary.AppendUvarint(b, uint64(v.from))
		b = binary.AppendUvarint(b, uint64(v.to-v.from))
	}
	return b
}

func appendShown(b []byte, s *shown) ([]byte, error) {
	for _, t := range []string{s.ID, s.Citation, s.Title, s.Page} {
		b = appendText(b, t)
	}
	for _, n := range []int{s.Span.Start, s.Span.Len(), s.Tokens, s.Whole, s.WholeO200k} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = appendTexts(b, s.Path)
	if s.Clean == nil {
		return b, nil
	}
	b = binary.AppendUvarint(b, uint64(len(s.Starts)))
	var last wordStart
	for _, x := range s.Starts {
		b = binary.AppendUvarint(b, uint64(x.at-last.at))
		b = binary.AppendUvarint(b, uint64(x.word-last.word))
		last = x
	}
	return s.Clean.AppendBinary(b)
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

func (d *decoder) strings() []string {
	n := d.count()
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = d.string()
	}
	return out
}

// wording reads the words of a text.
func (d *decoder) wording(v *vocabulary) wording {
	n := d.count()
	w := v.room(n)
	data := d.data
	for i := range n {
		// Most numbers have one byte or two: the commonest words came first.
		var x uint32
		switch {
		case len(data) > 0 && data[0] < 0x80:
			x, data = uint32(data[0]), data[1:]
		case len(data) > 1 && data[1] < 0x80:
			x, data = uint32(data[0]&0x7f)|uint32(data[1])<<7, data[2:]
		default:
			long, size := binary.Uvarint(data)
			if size <= 0 || long > math.MaxInt32 {
				d.bad = true
				return wording{}
			}
			x, data = uint32(long), data[size:]
		}
		if int(x) >= v.size() {
			d.bad = true
			return wording{}
		}
		w.words[i], w.stems[i] = x, v.stemCode(x)
	}
	d.data = data
	return w
}

func (d *decoder) values() []valued {
	n := d.count()
	out := make([]valued, 0, n)
	for range n {
		v := valued{Type: corpus.TermType(d.string()), Unit: d.string()}
		v.Value = math.Float64frombits(binary.LittleEndian.Uint64(d.bytes(8)))
		v.from = d.number()
		v.to = v.from + d.number()
		out = append(out, v)
	}
	return out
}

// decodePassage reads a record, whose words are of that vocabulary. The passage
// keeps nothing of data. Its values are read only if they are asked for.
func decodePassage(v *vocabulary, key string, data []byte, values bool) (*passage, error) {
	d := &decoder{data: data}
	p := &passage{key: key}
	p.agreement, _ = cutKey(key)
	p.level = levels[min(d.number(), len(levels)-1)]
	p.kind = kinds[min(d.number(), len(kinds)-1)]
	p.start = d.number()
	if n := d.count(); n > 0 {
		p.abouts = make([]aboutTopic, n)
		for i := range p.abouts {
			subject := d.number()
			p.abouts[i] = aboutTopic{subject, float64(d.bytes(1)[0]) / 250}
		}
	}
	p.articles = d.strings()
	at := &decoder{data: d.bytes(d.count())}
	if values {
		p.values = at.values()
	}
	p.title = d.wording(v)
	if n := d.count(); n > 0 {
		p.above = make([]wording, n)
		for i := range p.above {
			p.above[i] = d.wording(v)
		}
		p.path = v.join(p.above)
	}
	p.body = d.wording(v)
	if d.bad || at.bad {
		return nil, errRecord
	}
	p.shownAt = len(data) - len(d.data)
	return p, nil
}

// decodeShown reads the last part of a record, and copies what it keeps.
func decodeShown(data []byte) (*shown, error) {
	d := &decoder{data: data}
	s := &shown{ID: d.string(), Citation: d.string(), Title: d.string(), Page: d.string()}
	s.Span.Start = d.number()
	s.Span.End = s.Span.Start + d.number()
	s.Tokens, s.Whole, s.WholeO200k = d.number(), d.number(), d.number()
	s.Path = d.strings()
	if len(d.data) > 0 && !d.bad {
		s.Starts = make([]wordStart, d.count())
		var last wordStart
		for i := range s.Starts {
			last.at += d.number()
			last.word += d.number()
			s.Starts[i] = last
		}
		s.Clean = &corpus.Clean{}
		if err := s.Clean.UnmarshalBinary(d.data); err != nil {
			return nil, errors.Join(errRecord, err)
		}
		d.bad = d.bad || last.at > len(s.Clean.Text)
	}
	if d.bad {
		return nil, errRecord
	}
	return s, nil
}
