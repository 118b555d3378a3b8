package pdftext

import (
	"bytes"
	"sort"
	"strconv"
)

// trailers finds the catalog, the encryption dictionary and the identifier:
// the last of each that names an object of the file.
func (r *repaired) trailers() {
	for end := len(r.src); ; {
		k := bytes.LastIndex(r.src[:end], []byte("/Root"))
		if k < 0 {
			break
		}
		end = k
		num, i, ok := integer(r.src, k+5)
		gen, _, ok2 := integer(r.src, i)
		if !ok || !ok2 {
			continue
		}
		ref := strconv.Itoa(num) + " " + strconv.Itoa(gen) + " R"
		if p, known := r.places[num]; known && p.obj != nil && index(r.src, "/Pages", p.obj.body, p.obj.end) >= 0 {
			r.root = ref
			break
		} else if !known && r.root == "" {
			r.root = ref // inside an object stream, perhaps
		}
	}
	for end := len(r.src); r.locked == ""; {
		k := bytes.LastIndex(r.src[:end], []byte("/Encrypt"))
		if k < 0 {
			break
		}
		end = k
		if k+8 >= len(r.src) || regular(r.src[k+8]) {
			continue // /EncryptMetadata
		}
		if num, i, ok := integer(r.src, k+8); ok {
			gen, _, _ := integer(r.src, i)
			if _, known := r.places[num]; known {
				r.locked = strconv.Itoa(num) + " " + strconv.Itoa(gen) + " R"
			}
			continue
		}
		l := lexer{b: r.src[:min(len(r.src), k+4096)], pos: k + 8}
		if o, ok := l.next(); ok && o.kind == isDict {
			r.locked = string(r.src[k+8 : l.pos])
		}
	}
	for i := len(r.objects) - 1; i >= 0 && r.locked == ""; i-- {
		// The trailer that names it may be lost, and without it nothing can be read.
		if o := &r.objects[i]; !o.stream() {
			dict := r.src[o.body:o.end]
			_, standard := keyAt(dict, "/Standard")
			_, owner := keyAt(dict, "/O")
			if _, user := keyAt(dict, "/U"); standard && owner && user {
				r.locked = wordRef(o.num, o.gen)
			}
		}
	}
	for end := len(r.src); r.id == nil; {
		k := bytes.LastIndex(r.src[:end], []byte("/ID"))
		if k < 0 {
			break
		}
		end = k
		l := lexer{b: r.src[:min(len(r.src), k+400)], pos: k + 3}
		if o, ok := l.next(); ok && o.kind == isArray && len(o.arr) > 0 && o.arr[0].kind == isString {
			r.id = o.arr[0].str
		}
	}
}

// typed lists the objects whose source names that type.
func (r *repaired) typed(name string) []int {
	var out []int
	for num, p := range r.places {
		src := r.sourceOf(p)
		for from := 0; ; {
			k := index(src, "/Type", from, len(src))
			if k < 0 {
				break
			}
			from = k + 5
			i := from
			for i < len(src) && space(src[i]) {
				i++
			}
			if bytes.HasPrefix(src[i:], []byte(name)) && (i+len(name) >= len(src) || !regular(src[i+len(name)])) {
				out = append(out, num)
				break
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return r.places[out[i]].order < r.places[out[j]].order })
	return out
}
