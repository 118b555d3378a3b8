package source

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// heads tells which heads and feet of pages were left out.
func (r *docx) heads(d *Document) {
	var said []string
	for name := range r.running {
		root, err := r.parts.tree(name)
		if err != nil || root == nil {
			continue
		}
		text := strings.Join(strings.Fields(shownText(root)), " ")
		if len(text) > 80 {
			text = strings.ToValidUTF8(text[:80], "") + "…"
		}
		if text != "" && !slices.Contains(said, text) {
			said = append(said, text)
		}
	}
	if len(said) == 0 {
		return
	}
	slices.Sort(said)
	d.note(CodeRunning, corpus.Info, "heads and feet of pages were left out: “%s”", strings.Join(said, "”, “"))
}

// shownText is the text of runs below e, paragraphs parted by blanks.
func shownText(e *element) string {
	var b strings.Builder
	var walk func(e *element)
	walk = func(e *element) {
		switch e.name {
		case "w:t":
			b.WriteString(clean(e.words()))
			return
		case "w:tab", "w:br", "w:p":
			b.WriteByte(' ')
		case "mc:Fallback":
			return
		}
		for _, k := range e.kids {
			walk(k)
		}
	}
	walk(e)
	return b.String()
}

// label gives the pages of d the numbers that heads or feet show.
func (r *docx) label(d *Document) {
	n, s := 1, 0
	for i := range d.Pages {
		fresh := i == 0
		for s < len(r.sections)-1 && i > r.sections[s].end {
			s++
			fresh = true
		}
		if s >= len(r.sections) {
			return
		}
		if sec := &r.sections[s]; fresh && sec.start >= 0 {
			n = sec.start
		}
		if r.sections[s].shown {
			d.Pages[i].Label, _ = r.sections[s].format.write(n)
		}
		n++
	}
}
