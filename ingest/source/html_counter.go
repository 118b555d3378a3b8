package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A counter is a count that a style sheet keeps (CSS Lists, section 4).
type counter struct {
	value int
	scope *html.Node // it holds for this element's children
}

// maxGenerated bounds what a style sheet writes before or after an element, in
// bytes: labels are short, and a sheet of a few lines could write gigabytes.
const maxGenerated = 1000

// maxCounters bounds the counters of a page: all are looked through at the end of
// each element. Word processors on the web write one for each level of each list.
const maxCounters = 2000

// count does what the style of n says of counters.
func (p *page) count(n *html.Node, pseudo string) {
	each := func(property string, def int, do func(name string, v int)) {
		f := strings.Fields(p.value(n, pseudo+property))
		for i := 0; i < len(f) && f[0] != "none"; i++ {
			if _, known := p.counters[f[i]]; !known && len(p.counters) >= maxCounters {
				continue
			}
			v := def
			if i+1 < len(f) && strings.Trim(f[i+1], "-0123456789") == "" {
				v = atoi(f[i+1], def)
				do(f[i], v)
				i++
				continue
			}
			do(f[i], v)
		}
	}
	scope := n.Parent
	if pseudo != "" {
		scope = n
	}
	each("counter-reset", 0, func(name string, v int) {
		s := p.counters[name]
		if k := len(s); k > 0 && s[k-1].scope == scope {
			s[k-1].value = v
			return
		}
		if len(s) < 100 {
			p.counters[name] = append(s, counter{v, scope})
		}
	})
	top := func(name string) *counter {
		if len(p.counters[name]) == 0 {
			p.counters[name] = []counter{{0, scope}}
		}
		return &p.counters[name][len(p.counters[name])-1]
	}
	each("counter-set", 0, func(name string, v int) { top(name).value = v })
	each("counter-increment", 1, func(name string, v int) { top(name).value += v })
}

// uncount ends the counters that hold for the children of n.
func (p *page) uncount(n *html.Node) {
	for name, s := range p.counters {
		if k := len(s); k == 0 || s[k-1].scope != n {
			continue
		}
		for k := len(s); k > 0 && s[k-1].scope == n; k-- {
			s = s[:k-1]
		}
		p.counters[name] = s
	}
}

// generated is what the style sheet writes before or after the words of n, and
// whether it counts in it.
func (p *page) generated(n *html.Node, pseudo string) (text string, counts bool) {
	if p.cascade[n] == nil {
		return "", false
	}
	if p.declares(n, pseudo+"display", "none") {
		return "", false
	}
	p.count(n, pseudo)
	rest := p.value(n, pseudo+"content")
	var b strings.Builder
	for rest = strings.TrimSpace(rest); rest != "" && b.Len() < maxGenerated; rest = strings.TrimSpace(rest) {
		end := 1
		switch rest[0] {
		case '"', '\'':
			for end < len(rest) && rest[end] != rest[0] {
				if rest[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end+1, len(rest))
			s, _ := unquoted(rest[:end])
			b.WriteString(s)
		default:
			end = len(rest)
			if k := strings.IndexAny(rest, " ("); k >= 0 {
				end = k
			}
			name := strings.ToLower(rest[:end])
			if end < len(rest) && rest[end] == '(' {
				k := strings.IndexByte(rest, ')')
				if k < 0 {
					return b.String(), counts
				}
				s, is := p.function(n, name, rest[end+1:k])
				b.WriteString(s)
				counts = counts || is
				end = k + 1
			} else if name == "open-quote" {
				b.WriteString("“")
			} else if name == "close-quote" {
				b.WriteString("”")
			}
		}
		rest = rest[end:]
	}
	// Signs of a font of pictures are no words.
	return strings.Map(func(r rune) rune {
		if r >= 0xe000 && r <= 0xf8ff || r >= 0xf0000 {
			return -1
		}
		return r
	}, b.String()), counts
}

// function is the text of a function in generated content; is says that it
// counts.
func (p *page) function(n *html.Node, name, inside string) (text string, is bool) {
	var args []string
	for a := range strings.SplitSeq(inside, ",") {
		args = append(args, strings.TrimSpace(a))
	}
	style := func(k int) string {
		if len(args) > k {
			return strings.ToLower(args[k])
		}
		return "decimal"
	}
	switch name {
	case "attr":
		return attribute(n, args[0]), false
	case "counter":
		if args[0] == "list-item" && len(p.lists) > 0 {
			return cssNumber(style(1), p.lists[len(p.lists)-1].next), true
		}
		v := 0
		if s := p.counters[strings.ToLower(args[0])]; len(s) > 0 {
			v = s[len(s)-1].value
		}
		return cssNumber(style(1), v), true
	case "counters":
		// A comma may be what parts the numbers.
		between, last := ".", style(2)
		if _, rest, ok := strings.Cut(inside, ","); ok {
			rest = strings.TrimSpace(rest)
			if k := strings.LastIndexAny(rest, `"'`); k > 0 {
				between, _ = unquoted(rest[:k+1])
				last = strings.ToLower(strings.Trim(rest[k+1:], ", "))
			}
		}
		var all []string
		for _, c := range p.counters[strings.ToLower(args[0])] {
			all = append(all, cssNumber(last, c.value))
		}
		return strings.Join(all, between), true
	}
	return "", false
}

// cssNumber is v in a style of lists, without what follows it.
func cssNumber(style string, v int) string {
	switch style {
	case "upper-roman":
		return romanNumber(v)
	case "lower-roman":
		return strings.ToLower(romanNumber(v))
	case "upper-alpha", "upper-latin":
		return spreadsheetNumber(v)
	case "lower-alpha", "lower-latin":
		return strings.ToLower(spreadsheetNumber(v))
	case "decimal-leading-zero":
		s, _ := formatZero.write(v)
		return s
	case "disc":
		return "•"
	case "circle":
		return "◦"
	case "square":
		return "▪"
	case "none":
		return ""
	}
	s, _ := formatDecimal.write(v)
	return s
}

// marker is the label of an item that the style of the list, or of the item
// itself, gives it; own is false where neither says anything.
func (p *page) marker(n *html.Node, v int) (label string, own bool) {
	if content, _ := p.generated(n, "marker "); content != "" || p.value(n, "marker content") == `""` {
		return strings.TrimSpace(content), true
	}
	style := p.value(n, "list-style-type")
	if style == "" {
		return "", false
	}
	if s, ok := unquoted(style); ok {
		return strings.TrimSpace(s), true
	}
	switch style = strings.ToLower(style); style {
	case "none", "disc", "circle", "square":
		return cssNumber(style, v), true
	case "inherit", "initial", "unset", "revert":
		return "", false
	}
	return cssNumber(style, v) + ".", true
}

// opening writes what the style sheet sets before the words of n: a count is the
// label of what follows.
func (p *page) opening(n *html.Node, block bool) {
	text, counts := p.generated(n, "before ")
	if strings.TrimSpace(text) == "" {
		return
	}
	if block && (counts || n.DataAtom == atom.Li) && !p.line.ink {
		if p.label != "" {
			p.label += " "
		}
		p.label += strings.Join(strings.Fields(text), " ")
		return
	}
	p.words(text)
}
