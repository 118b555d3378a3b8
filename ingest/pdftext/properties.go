package pdftext

import (
	"bytes"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Properties are what the file says of itself beside its pages, as the program
// that wrote it filled them in: often a file's name, a template's title or whoever
// owned the computer.
type Properties struct {
	Title, Author string // white space folded
	Created       string // "2019-07-03"; empty if it is not known
}

// maxProperty bounds a property, in bytes.
const maxProperty = 300

// described reads the file's information dictionary; what is damaged is empty.
func described(doc *pdf.Reader) Properties {
	var out Properties
	_ = guard(func() error {
		info := doc.Trailer().Key("Info")
		text := func(key string) string {
			s := strings.Join(strings.Fields(strings.ToValidUTF8(info.Key(key).Text(), "")), " ")
			return strings.ToValidUTF8(s[:min(len(s), maxProperty)], "")
		}
		out.Title, out.Author = text("Title"), text("Author")
		// "D:20190703120000-05'00'"
		if d := strings.TrimPrefix(text("CreationDate"), "D:"); len(d) >= 8 && strings.Trim(d[:8], "0123456789") == "" {
			out.Created = d[:4] + "-" + d[4:6] + "-" + d[6:8]
		}
		return nil
	})
	return out
}

// described is the reference to the last information dictionary that the file
// names; empty where there is none, and where its words are encrypted.
func (r *repaired) described() string {
	if r.locked != "" {
		return ""
	}
	for end := len(r.src); ; {
		k := bytes.LastIndex(r.src[:end], []byte("/Info"))
		if k < 0 {
			return ""
		}
		end = k
		num, i, ok := integer(r.src, k+len("/Info"))
		gen, _, ok2 := integer(r.src, i)
		if _, known := r.places[num]; ok && ok2 && known {
			return wordRef(num, gen)
		}
	}
}
