package pdftext

import (
	"bytes"
	"math/bits"
	"slices"
	"strconv"
)

// header reads the two numbers before the word obj at file[at:].
func header(file []byte, at int) (object, bool) {
	if at+3 < len(file) && regular(file[at+3]) && (file[at+3] < '0' || file[at+3] > '9') {
		return object{}, false
	}
	gen, i, ok := numberBefore(file, at)
	if !ok || i == 0 {
		return object{}, false
	}
	num, i, ok := numberBefore(file, i)
	if !ok || num <= 0 || num > maxObject || gen > 65535 {
		return object{}, false
	}
	return object{num: num, gen: gen, start: i, body: at + 3}, true
}

// numberBefore reads the integer that ends before file[end], white space
// between; start is where it begins.
func numberBefore(file []byte, end int) (v, start int, ok bool) {
	i := end
	for i > 0 && space(file[i-1]) {
		i--
	}
	if i == end {
		return 0, 0, false
	}
	last := i
	for i > 0 && file[i-1] >= '0' && file[i-1] <= '9' && last-i < 8 {
		i--
	}
	for _, c := range file[i:last] {
		v = v*10 + int(c-'0')
	}
	return v, i, i < last
}

// found completes the objects of a scan with those whose headers were hit by one
// turned bit: "7 0 ocj", "u 0 obj", "7 0`obj". They stand where nothing else can,
// between the end of one object and the head of the next.
func found(file []byte, objects []object) []object {
	known := make(map[int]bool, len(objects))
	for i := range objects {
		known[objects[i].num] = true
	}
	renumber(objects, known)
	var out []object
	for i := 0; i <= len(objects); i++ {
		from, to, last := 0, len(file), 0
		if i > 0 {
			from, last = objects[i-1].end, objects[i-1].num
		}
		if i < len(objects) {
			to = objects[i].start
		}
		for {
			k := index(file, "endobj", from, to)
			if k < 0 {
				break
			}
			from = k + 6
			if o, ok := hitHeader(file[:to], from, known, last+1); ok {
				o.extent(file)
				known[o.num], from, last = true, min(o.end, to), o.num
				out = append(out, o)
			}
		}
		if i < len(objects) {
			out = append(out, objects[i])
		}
	}
	return out
}

// longestHeader is that of object 1048576 of generation 65535.
const longestHeader = 17

// hitHeader reads the header of an object at file[i:] as it was before one of its
// bits was turned. Where more than one number would do it is next, or the first
// that nothing else has.
func hitHeader(file []byte, i int, known map[int]bool, next int) (best object, ok bool) {
	for i < len(file) && space(file[i]) {
		i++
	}
	end := i
	for end < len(file) && end-i <= longestHeader && file[end] != '\n' && file[end] != '\r' && file[end] != '<' && file[end] != '[' && file[end] != '(' {
		end++
	}
	n := end - i
	if n < len("1 0 obj") || n > longestHeader || end == len(file) {
		return best, false
	}
	line := bytes.Clone(file[i:end])
	for bit := range 8 * n {
		line[bit/8] ^= 1 << (bit % 8)
		if t := bytes.TrimRight(line, " "); bytes.HasSuffix(t, []byte("obj")) {
			if o, good := header(line, len(t)-3); good && o.start == 0 && !known[o.num] && (!ok || o.num == next) {
				o.start, o.body, o.broken, o.guessed = i, i+o.body, true, true
				best, ok = o, true
			}
		}
		line[bit/8] ^= 1 << (bit % 8)
	}
	return best, ok
}

// renumber gives an object whose number was hit its own again: another has the
// number that it shows, nothing has the one between those of its neighbours, and
// the two are one bit apart. Else it would stand in the other's place.
func renumber(objects []object, known map[int]bool) {
	count := map[int]int{}
	for i := range objects {
		count[objects[i].num]++
	}
	for i := 1; i+1 < len(objects); i++ {
		o := &objects[i]
		n := objects[i-1].num + 1
		if count[o.num] > 1 && !known[n] && objects[i+1].num == n+1 && oneBit(strconv.Itoa(o.num), strconv.Itoa(n)) {
			count[o.num]--
			o.num, known[n] = n, true
			o.broken, o.guessed = true, true
		}
	}
}

// oneBit: a and b are as long and differ in one bit.
func oneBit(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	off := 0
	for i := range len(a) {
		off += bits.OnesCount8(a[i] ^ b[i])
	}
	return off == 1
}

// hitKeyword is where the word stream stands, of which one bit was turned, in an
// object that has its end: behind a dictionary, alone on its line; -1 where it
// does not.
func hitKeyword(file []byte, from, to int) int {
	if index(file, "endstream", from, to) < 0 {
		return -1
	}
	for range 64 {
		k := index(file, ">>", from, to)
		if k < 0 {
			return -1
		}
		from = k + 2
		i := from
		for i < to && space(file[i]) {
			i++
		}
		if i > from && i+7 < to && slices.Contains([]byte("\r\n"), file[i+6]) && oneBit(string(file[i:i+6]), "stream") {
			return i
		}
	}
	return -1
}
