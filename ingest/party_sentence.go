package ingest

import (
	"github.com/clausebook/clausebook/ingest/pattern"
)

// inBody reads the sentences of the first provisions that say who concludes the
// agreement.
func (d *describer) inBody() []*bargain {
	var out []*bargain
	seen := 0
	for i := range d.a.Provisions {
		if p := &d.a.Provisions[i]; seen > 12 && p.Span.Start > len(d.a.Text)/8 || len(out) == 3 {
			break
		}
		c := d.t.CleanText(i)
		if len(c.Text) < 40 {
			continue
		}
		seen++
		for _, s := range c.Sentences() {
			found := openers(c.Text[s[0]:s[1]])
			if len(found) == 0 {
				continue
			}
			m := found[0]
			if !paper.MatchString(c.Text[s[0]+max(0, m[0]-200) : s[0]+m[1]]) {
				continue
			}
			r := reading{Clean: c}
			if b := r.bargain([]int{s[0] + m[0], s[0] + m[1]}, nil); b != nil {
				out = append(out, b)
				break
			}
		}
	}
	return out
}

// agree closes an opening sentence that names the parties without a "between":
// "The Port of Cascade and Teamsters Local Union No. 117 agree as follows."
var agree = pattern.New(`(?i)\b(?:(?:hereby |mutually |do hereby |do )?agree(?:s|d)? (?:as follows|to the following|to be bound|upon the following)|enter(?:s|ed)? into (?:this|the following) (?:[a-z]+ )?(?:agreement|contract|memorandum))\b`)

// agreeing reads such a sentence: of the cover, or of the first provisions.
func (d *describer) agreeing() []*bargain {
	readings := []reading{d.open}
	for i := range d.a.Provisions {
		if i >= 6 || d.a.Provisions[i].Span.Start > len(d.a.Text)/8 {
			break
		}
		readings = append(readings, reading{Clean: d.t.CleanText(i)})
	}
	for _, r := range readings {
		for _, s := range r.Sentences() {
			m := agree.FindStringIndex(r.Text[s[0]:s[1]])
			if m == nil || m[0] > partiesBytes {
				continue
			}
			for at := s[0]; ; {
				k, n := indexAnd(r.Text[at : s[0]+m[0]])
				if k < 0 {
					break
				}
				if b, rank := r.split(s[0], at+k, at+k+n, s[0]+m[0], false); rank >= byWhole {
					return []*bargain{b}
				}
				at += k + n - 1
			}
		}
	}
	return nil
}
