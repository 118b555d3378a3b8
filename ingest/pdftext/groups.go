package pdftext

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// layersOff is which optional contents (layers) of a file are not shown when it
// is opened. Nil stands for a file that has none.
type layersOff struct {
	all   bool            // those that are not listed are off
	other map[string]bool // the references of those that are not as the rest
}

// readLayers reads the default configuration of the file's layers; nil where
// all are shown.
func readLayers(doc *pdf.Reader) (g *layersOff) {
	_ = guard(func() error {
		d := doc.Trailer().Key("Root").Key("OCProperties").Key("D")
		if d.Kind() != pdf.Dict {
			return nil
		}
		found := &layersOff{all: d.Key("BaseState").Name() == "OFF", other: map[string]bool{}}
		list := d.Key("OFF")
		if found.all {
			list = d.Key("ON")
		}
		for _, r := range references(list) {
			found.other[r] = true
		}
		if found.all || len(found.other) > 0 {
			g = found
		}
		return nil
	})
	return g
}

// off: what dict has under key is a layer that is not shown, or one that follows
// others (a membership dictionary) and is not shown with them as they are.
func (g *layersOff) off(dict pdf.Value, key string) (off bool) {
	if g == nil {
		return false
	}
	_ = guard(func() error {
		ref := referenceIn(dict, key)
		v := dict.Key(key)
		if v.Key("Type").Name() != "OCMD" {
			off = ref != "" && g.other[ref] != g.all
			return nil
		}
		members := references(v.Key("OCGs"))
		if v.Key("OCGs").Kind() == pdf.Dict {
			members = []string{referenceIn(v, "OCGs")}
		}
		on := 0
		for _, m := range members {
			if g.other[m] == g.all {
				on++
			}
		}
		if len(members) == 0 {
			return nil
		}
		switch v.Key("P").Name() {
		case "AllOn":
			off = on < len(members)
		case "AnyOff":
			off = on == len(members)
		case "AllOff":
			off = on > 0
		default:
			off = on == 0
		}
		return nil
	})
	return off
}

// referenceIn is the reference that dict has under key, as "5 0"; empty where
// it has none. The library shows references only in print.
func referenceIn(dict pdf.Value, key string) string {
	l := lexer{b: []byte(dict.String())}
	o, _ := l.next()
	for i := 0; i+3 < len(o.arr); i++ {
		if o.arr[i].kind == isName && string(o.arr[i].str) == key && o.arr[i+1].kind == isNumber && string(o.arr[i+3].str) == "R" {
			return strings.TrimSuffix(wordRef(int(o.arr[i+1].num), int(o.arr[i+2].num)), " R")
		}
	}
	return ""
}
