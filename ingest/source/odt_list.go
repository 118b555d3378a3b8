package source

import (
	"strconv"
	"strings"
)

// An odtLevel says how the items of one level of a list are labelled.
type odtLevel struct {
	known          bool
	format         numberFormat
	prefix, suffix string
	template       string // "%1%.%2%", instead of prefix, suffix and shown
	shown          int    // how many levels the label shows
	start          int
	bullet         string
	behind         string // what parts label and words
}

// An odtList is where the counting of a list stands.
type odtList struct {
	style string
	count [levels + 1]int
	used  [levels + 1]bool
}

// An odtOpen is a list that is open.
type odtOpen struct {
	list  *odtList
	style string
}

// readODTLevels reads the levels of a list's style; the first has index 1.
func readODTLevels(e *element) *[levels + 1]odtLevel {
	out := &[levels + 1]odtLevel{}
	for _, k := range e.kids {
		n := atoi(k.attr("level"), 0)
		if n < 1 || n > levels {
			continue
		}
		l := odtLevel{known: true, prefix: k.attr("num-prefix"), suffix: k.attr("num-suffix"), template: k.attr("num-list-format"),
			shown: atoi(k.attr("display-levels"), 1), start: atoi(k.attr("start-value"), 1), behind: "\t"}
		if align := k.child("style:list-level-properties").child("style:list-level-label-alignment"); align != nil {
			switch align.attr("label-followed-by") {
			case "space":
				l.behind = " "
			case "nothing":
				l.behind = ""
			}
		}
		switch k.name {
		case "text:list-level-style-bullet":
			l.format = formatBullet
			font := k.child("style:text-properties")
			name := ""
			if font != nil {
				name = font.attr("font-name")
			}
			l.bullet = bullet(k.attr("bullet-char"), name)
		case "text:list-level-style-image":
			l.format, l.bullet = formatBullet, "•"
		default:
			l.format = odtFormat(k.attr("num-format"))
		}
		out[n] = l
	}
	return out
}

// odtFormat is the format that OpenDocument writes as its first number.
func odtFormat(s string) numberFormat {
	switch {
	case s == "":
		return formatNone
	case s == "I":
		return formatUpperRoman
	case s == "i":
		return formatLowerRoman
	case s == "A":
		return formatUpperLetter
	case s == "a":
		return formatLowerLetter
	case strings.HasPrefix(s, "1st"):
		return formatOrdinal
	case strings.HasPrefix(s, "First"):
		return formatOrdinalText
	case strings.HasPrefix(s, "One"):
		return formatCardinal
	case strings.HasPrefix(s, "01"):
		return formatZero
	case s == "*" || strings.HasPrefix(s, "*,"):
		return formatChicago
	}
	return formatDecimal
}

// count counts an item at level n of list and is its label, with what follows.
func (r *odt) count(list *odtList, style string, n, start int) string {
	l := r.lists[style]
	if l == nil || n < 1 || n > levels || !l[n].known {
		return ""
	}
	for k := 1; k < n; k++ {
		if !list.used[k] {
			list.used[k], list.count[k] = true, l[k].start
		}
	}
	switch {
	case start >= 0:
		list.used[n], list.count[n] = true, start
	case list.used[n]:
		list.count[n]++
	default:
		list.used[n], list.count[n] = true, l[n].start
	}
	for k := n + 1; k <= levels; k++ {
		list.used[k] = false
	}
	at := l[n]
	if at.format == formatBullet {
		if at.bullet == "" {
			return ""
		}
		return at.bullet + at.behind
	}
	label := ""
	if at.template != "" {
		label = at.template
		for k := 1; k <= n; k++ {
			s, _ := l[k].format.write(list.count[k])
			label = strings.ReplaceAll(label, "%"+strconv.Itoa(k)+"%", s)
		}
	} else {
		var numbers []string
		for k := max(1, n-at.shown+1); k <= n; k++ {
			if s, _ := l[k].format.write(list.count[k]); s != "" {
				numbers = append(numbers, s)
			}
		}
		if at.format != formatNone {
			label = strings.Join(numbers, ".")
		}
		label = at.prefix + label + at.suffix
	}
	label = strings.TrimRight(clean(label), " ")
	if strings.TrimSpace(label) == "" {
		return ""
	}
	return label + at.behind
}

// list reads text:list.
func (r *odt) list(e *element) {
	style := e.attr("style-name")
	depth := len(r.open)
	o := odtOpen{style: style}
	if depth > 0 {
		o.list = r.open[depth-1].list
		if style == "" {
			o.style = r.open[depth-1].style
		}
	} else {
		switch to := r.states[e.attr("continue-list")]; {
		case to != nil:
			o.list = to
		case e.attr("continue-numbering") == "true" && r.latest[style] != nil:
			o.list = r.latest[style]
		default:
			o.list = &odtList{style: style}
		}
		r.latest[style] = o.list
		for _, a := range e.attrs {
			if a.Name.Local == "id" {
				r.states[a.Value] = o.list
			}
		}
	}
	r.open = append(r.open, o)
	for _, k := range e.kids {
		switch k.name {
		case "text:list-item", "text:list-header":
			first := k.name == "text:list-item"
			for _, c := range k.kids {
				if first && (c.name == "text:p" || c.name == "text:h") {
					style := o.style
					if style == "" {
						style = r.style("paragraph", c.attr("style-name"), 0).list
					}
					label := ""
					if n := c.child("text:number"); n != nil {
						label = strings.TrimSpace(n.words()) + "\t"
					}
					if counted := r.count(o.list, style, len(r.open), atoi(k.attr("start-value"), -1)); label == "" {
						label = counted
					}
					r.paragraph(c, label)
					first = false
					continue
				}
				if c.name == "text:h" { // a list's own paragraphs have its labels, not the outline's
					r.paragraph(c, "")
					continue
				}
				r.block(c)
			}
		}
	}
	r.open = r.open[:depth]
}
