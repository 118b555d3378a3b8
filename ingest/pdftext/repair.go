package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// head is what the repaired file opens with; the source's own header, whatever
// it says and wherever it stands, is ignored.
const head = "%PDF-1.7\n"

// maxUnpacked bounds what object streams may unfold to, in bytes. A
// 10,000-page agreement has some 30 MB of objects outside its streams.
const maxUnpacked = 192 << 20

// A place is where the current copy of an object stands in the repaired file.
type place struct {
	gen    int
	offset int
	order  int // position in the source, which decides between two copies
	whole  bool
	obj    *object // nil for one that came out of an object stream
}

// A repaired is a PDF that the library can read whatever the state of its
// source: the library's header, the source as it is, and a tail with
// corrected copies of damaged objects, the objects out of object streams, and
// a new cross-reference table. No table, length or position that the source
// states is trusted, so that the library meets no cycle or size that a file
// could make up. It is an io.ReaderAt; the source is not copied.
type repaired struct {
	src     []byte
	objects []object
	places  map[int]place
	tail    []byte
	root    string       // the catalog as "5 0 R"; empty if none was found
	locked  string       // the encryption dictionary, as a reference or itself
	id      []byte       // first half of the file's identifier
	xref    int          // where the tail's table starts
	mended  map[int]bool // objects whose damaged source was written anew, or whose number was
	// doubtful: some of the objects of the file may be wrong or missing.
	doubtful bool
}

// repair scans src and lays out what the library is to see.
func repair(ctx context.Context, src []byte) (*repaired, error) {
	objects, err := scan(ctx, src)
	if err != nil {
		return nil, err
	}
	r := &repaired{src: src, objects: objects, places: make(map[int]place, len(objects)), mended: map[int]bool{}}
	for i := range objects {
		o := &objects[i]
		p := place{gen: o.gen, offset: len(head) + o.start, order: o.start, whole: o.stream() || !o.broken, obj: o}
		if old, ok := r.places[o.num]; ok && old.whole && !p.whole {
			continue
		}
		r.places[o.num] = p
		if o.guessed {
			r.mended[o.num] = true
		}
	}
	r.trailers()
	for _, streams := range []bool{false, true} {
		var dec decrypter
		if streams && r.locked != "" {
			if dec, err = r.unlocker(); err != nil {
				return nil, err
			}
		}
		for i := range objects {
			if p := r.places[objects[i].num]; p.obj == &objects[i] && p.obj.stream() == streams {
				r.mend(p.obj, dec)
			}
		}
	}
	return r, nil
}

// mend puts a corrected copy of o into the tail if the library could not read
// it as it stands, or it is encrypted and dec decrypts it.
func (r *repaired) mend(o *object, dec decrypter) {
	if o.length > 0 {
		n, ok := r.integerOf(o.length)
		if ok && endsStream(r.src, o.data+n) {
			o.dataEnd = o.data + n
		} else {
			o.broken = true
		}
	}
	if !o.stream() {
		if body := r.src[o.body:o.end]; !sound(body) {
			r.place(o.num, o.gen, r.cleaned(o.num, body))
		} else if o.broken {
			r.place(o.num, o.gen, body)
		}
		return
	}
	dict, raw := r.src[o.body:o.keyword], r.src[o.data:o.dataEnd]
	if !sound(dict) {
		dict, o.broken = r.cleaned(o.num, dict), true
	}
	if _, table := keyAt(dict, "/XRef"); dec != nil && !table {
		if _, image := keyAt(dict, "/Image"); image {
			return
		}
		if _, own := keyAt(dict, "/Crypt"); !own {
			raw, o.broken = dec(o.num, o.gen, raw), true
		}
	}
	if whole, ok := headed(dict, raw); ok {
		raw, o.broken = whole, true
	}
	if data, ok := plain(dict, raw); ok {
		r.placeStream(o, dict, data, true)
	} else if o.broken {
		r.placeStream(o, dict, raw, false)
	}
}

// cleaned is the source of object num written anew, which is taken down.
func (r *repaired) cleaned(num int, src []byte) []byte {
	r.mended[num] = true
	return clean(src)
}

// integerOf is the value of object num, if it is a whole number.
func (r *repaired) integerOf(num int) (int, bool) {
	p, ok := r.places[num]
	if !ok || p.obj == nil {
		return 0, false
	}
	v, _, ok := integer(r.src[:p.obj.end], p.obj.body)
	return v, ok
}

// place appends an object to the tail.
func (r *repaired) place(num, gen int, body []byte) {
	p := r.places[num]
	p.gen, p.offset, p.whole = gen, len(head)+len(r.src)+len(r.tail), true
	r.places[num] = p
	r.tail = fmt.Appendf(r.tail, "%d %d obj\n", num, gen)
	r.tail = append(append(r.tail, bytes.TrimSpace(body)...), "\nendobj\n"...)
}

// placeStream appends stream o with other data. Of two entries with one name
// the library takes the later, so that the dictionary's own need not be found.
func (r *repaired) placeStream(o *object, dict, data []byte, decoded bool) {
	dict = bytes.TrimSuffix(bytes.TrimSpace(dict), []byte(">>"))
	p := r.places[o.num]
	p.gen, p.offset, p.whole = o.gen, len(head)+len(r.src)+len(r.tail), true
	r.places[o.num] = p
	r.tail = fmt.Appendf(r.tail, "%d %d obj\n", o.num, o.gen)
	r.tail = append(r.tail, dict...)
	if decoded {
		r.tail = append(r.tail, "/Filter null/DecodeParms null"...)
	}
	r.tail = fmt.Appendf(r.tail, "/Length %d>>\nstream\n", len(data))
	r.tail = append(append(r.tail, data...), "\nendstream\nendobj\n"...)
}

// sourceOf is the source of the object at p, less a stream's data.
func (r *repaired) sourceOf(p place) []byte {
	if p.obj != nil && p.offset < len(head)+len(r.src) {
		if p.obj.stream() {
			return r.src[p.obj.body:p.obj.keyword]
		}
		return r.src[p.obj.body:p.obj.end]
	}
	at := p.offset - len(head) - len(r.src)
	end := bytes.Index(r.tail[at:], []byte("\nendobj\n"))
	if p.obj != nil && p.obj.stream() {
		end = bytes.Index(r.tail[at:], []byte("\nstream\n"))
	}
	return r.tail[at : at+end]
}

func wordRef(num, gen int) string { return strconv.Itoa(num) + " " + strconv.Itoa(gen) + " R" }

// refs writes an array of references to objects.
func (r *repaired) refs(nums []int) string {
	b := []byte("[")
	for _, n := range nums {
		b = fmt.Appendf(b, "%d %d R ", n, r.places[n].gen)
	}
	return string(append(b, ']'))
}

// open ends the tail with a table and a trailer that has the entries of extra
// besides, and gives the file to the library.
func (r *repaired) open(extra string) (doc *pdf.Reader, err error) {
	nums := make([]int, 0, len(r.places))
	for n := range r.places {
		nums = append(nums, n)
	}
	sort.Ints(nums)
	base := len(r.tail)
	r.xref = len(head) + len(r.src) + base
	b := append(r.tail, "xref\n0 1\n0000000000 65535 f \n"...)
	for i := 0; i < len(nums); {
		j := i
		for j < len(nums) && nums[j] == nums[i]+j-i {
			j++
		}
		b = fmt.Appendf(b, "%d %d\n", nums[i], j-i)
		for ; i < j; i++ {
			p := r.places[nums[i]]
			b = fmt.Appendf(b, "%010d %05d n \n", p.offset, p.gen)
		}
	}
	size := 1
	if len(nums) > 0 {
		size = nums[len(nums)-1] + 1
	}
	b = fmt.Appendf(b, "trailer\n<</Size %d %s>>\n%%%s\nstartxref\n%d\n%%%%EOF\n", size, extra, bytes.Repeat([]byte("-"), 120), r.xref)
	seen := *r
	seen.tail = b
	err = guard(func() error {
		doc, err = pdf.NewReader(&seen, int64(len(head)+len(r.src)+len(b)))
		return err
	})
	return doc, err
}

// ReadAt reads from header, source and tail as if they were one file.
func (r *repaired) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, fmt.Errorf("read at %d", off)
	}
	n := 0
	for _, part := range [][]byte{[]byte(head), r.src, r.tail} {
		if off >= int64(len(part)) {
			off -= int64(len(part))
			continue
		}
		k := copy(p[n:], part[off:])
		n, off = n+k, 0
		if n == len(p) {
			return n, nil
		}
	}
	return n, io.EOF
}

// unpack takes the objects out of the object streams that doc shows under
// /Packed.
func (r *repaired) unpack(ctx context.Context, doc *pdf.Reader, packed []int) {
	total, work := 0, mostWork
	for i, num := range packed {
		order := r.places[num].order
		// One damaged stream does not lose the others; what it held is missed
		// where it is needed.
		_ = guard(func() error {
			strm := doc.Trailer().Key("Packed").Index(i)
			first, count := int(strm.Key("First").Int64()), int(strm.Key("N").Int64())
			body, err := readStream(strm, maxUnpacked-total)
			if err != nil && !errors.Is(err, errTooLong) {
				if m, ok := r.rescue(strm, maxUnpacked-total, &work, nil); ok && len(m.data) > 0 {
					body = m.data
					r.doubtful = r.doubtful || !m.whole && !m.ends
				}
			}
			if first <= 0 || first > len(body) {
				return err
			}
			total += len(body)
			r.unpackOne(body, first, count, order)
			return nil
		})
		if ctx.Err() != nil || total >= maxUnpacked {
			return
		}
	}
}

func (r *repaired) unpackOne(body []byte, first, count, order int) {
	type item struct{ num, at int }
	var items []item
	for i := 0; len(items) < count; {
		num, j, ok := integer(body[:first], i)
		at, k, ok2 := integer(body[:first], j)
		if !ok || !ok2 {
			break
		}
		i = k
		if num > 0 && num <= maxObject && at >= 0 && first+at < len(body) {
			items = append(items, item{num, first + at})
		}
	}
	for k, it := range items {
		end := len(body)
		if k+1 < len(items) && items[k+1].at > it.at {
			end = items[k+1].at
		}
		if old, ok := r.places[it.num]; ok && old.order > order && old.whole {
			continue
		}
		r.places[it.num] = place{order: order}
		one := body[it.at:end]
		if !sound(one) {
			one = r.cleaned(it.num, one)
		}
		r.place(it.num, 0, one)
	}
}

// packed lists the current object streams.
func (r *repaired) packed() []int {
	var out []int
	for num, p := range r.places {
		if p.obj != nil && p.obj.stream() {
			if _, ok := keyAt(r.src[p.obj.body:p.obj.keyword], "/ObjStm"); ok {
				out = append(out, num)
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return r.places[out[i]].order < r.places[out[j]].order })
	return out
}

// rescue reads the data of a damaged stream that is deflated, as far as it can
// be; ok is false for any other. like is data of the same kind, work how much
// may still be tried.
func (r *repaired) rescue(v pdf.Value, limit int, work *int, like [][]byte) (m mending, ok bool) {
	_ = guard(func() error {
		// The library says only in print where the data stands.
		s := v.String()
		at, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
		n := int(v.Key("Length").Int64())
		f := v.Key("Filter")
		if f.Kind() == pdf.Array && f.Len() == 1 {
			f = f.Index(0)
		}
		if err != nil || n <= 0 || n > len(r.src)+len(r.tail) || f.Name() != "FlateDecode" {
			return err
		}
		raw := make([]byte, n)
		if n, err = r.ReadAt(raw, int64(at)); err != nil && n == 0 {
			return err
		}
		parms := v.Key("DecodeParms")
		if parms.Kind() == pdf.Array {
			parms = parms.Index(0)
		}
		raw = raw[:n]
		// Where the file was cut off, or the rest of it is zeros, no bit was turned.
		end := bytes.TrimRight(raw, "\x00")
		cut := len(raw)-len(end) >= 16 || bytes.HasSuffix(r.src, raw[max(0, n-64):])
		if cut {
			raw = end
		}
		m, ok = unturn(raw, limit, *work, like, cut), true
		*work -= min(*work, m.work)
		if p := (param{predictor: int(parms.Key("Predictor").Int64()), columns: 1, colors: 1, bits: 8}); p.predictor > 1 {
			for key, to := range map[string]*int{"Columns": &p.columns, "Colors": &p.colors, "BitsPerComponent": &p.bits} {
				if x := parms.Key(key); x.Kind() == pdf.Integer {
					*to = int(x.Int64())
				}
			}
			m.data = p.undo(m.data)
		}
		return nil
	})
	return m, ok
}
