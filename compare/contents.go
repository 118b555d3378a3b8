package compare

import (
	"github.com/clausebook/clausebook/corpus"
)

// listings are the entries of a's contents list that no heading answers to.
//
// An entry whose page is in the file does not speak of missing text: some
// agreements list subjects that their paragraphs do not carry as headings
// ("Investigations … 10" for "C. The Employer shall …"). Only a page beyond the
// file, or an entry without a page under an article that is not there either,
// is text that is missing.
func listings(a *corpus.Agreement) []listing {
	pages := map[string]bool{}
	for _, p := range a.Pages {
		if p.Label != "" {
			pages[p.Label] = true
		}
	}
	var out []listing
	var above []bool // by depth: whether the entry there has its text in the file
	for i := range a.Contents {
		e := &a.Contents[i]
		for len(above) > e.Depth {
			above = above[:len(above)-1]
		}
		here := e.Provision != "" || e.Page != "" && pages[e.Page]
		if !here && e.Page == "" && len(above) > 0 {
			// Without a page of its own it goes with what it stands under, unless
			// the file is whole: then a heading is missing, not its text.
			here = above[len(above)-1] && !a.Truncated
		}
		for len(above) < e.Depth {
			above = append(above, here)
		}
		above = append(above, here)
		if e.Provision == "" {
			out = append(out, listing{entry: e, title: content(e.Title), absent: !here})
		}
	}
	return out
}

// hinted gives the units on the pages of entries that are the topic's and have
// no heading in the text how well the entry names the topic.
func (v *view) hinted(m *matcher, t *compiled) map[int]float64 {
	var out map[int]float64
	for _, l := range v.listed {
		if l.absent || l.entry.Page == "" {
			continue
		}
		w := m.titled(t, l.title, false)
		if w < 0.5 {
			continue
		}
		if out == nil {
			out = map[int]float64{}
		}
		for u := range v.units {
			if v.a.Provisions[v.units[u].prov].Page == l.entry.Page {
				out[u] = max(out[u], w)
			}
		}
	}
	return out
}

// missing is the entry of the contents list that names the topic best among
// those whose text is not in the file; nil if there is none.
func (v *view) missing(m *matcher, t *compiled) (*corpus.ContentsEntry, float64) {
	var best *corpus.ContentsEntry
	most := 0.0
	for _, l := range v.listed {
		if !l.absent {
			continue
		}
		if s := m.titled(t, l.title, false); s > most {
			best, most = l.entry, s
		}
	}
	if most < 0.5 {
		return nil, 0
	}
	return best, most
}
