package testtwin

import (
	"fmt"
	"html"
	"strings"

	"github.com/clausebook/clausebook/internal/testpdf"
)

// page writes a manuscript as a web page: headings with names, tables, the
// contents list as links to them, and around it what sites have. With lists,
// items are items of lists, whose labels the browser computes.
func page(title string, lines []testpdf.Line, lists bool) []byte {
	var b strings.Builder
	name := html.EscapeString(title)
	b.WriteString("<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>" + name + "</title><style>p{margin:1em}</style></head>\n<body>\n")
	b.WriteString(`<header><a href="/">Example Local</a> <a href="/members">Members</a><form><input name=q><button>Search</button></form></header>` + "\n")
	b.WriteString(`<nav><ul><li><a href="/news">News</a></li><li><a href="/contracts">Contracts</a></li><li><a href="/join">Join</a></li></ul></nav>` + "\n<script>var x = '<p>';</script>\n<div>\n")
	from, to := contents(lines)
	for i := 0; i < len(lines); i++ {
		l := &lines[i]
		switch {
		case i >= from && i < to:
			if i == from {
				b.WriteString("<nav><ul>\n")
			}
			fmt.Fprintf(&b, "<li><a href=\"#u%d\">%s</a></li>\n", i-from, html.EscapeString(lineText(l)))
			if i == to-1 {
				b.WriteString("</ul></nav>\n")
			}
		case l.Cells != nil:
			b.WriteString("<table>\n")
			for ; i < len(lines) && lines[i].Cells != nil && (i < from || i >= to); i++ {
				b.WriteString("<tr>")
				for _, c := range lines[i].Cells {
					b.WriteString("<td>" + html.EscapeString(strings.TrimSpace(c)))
				}
				b.WriteString("\n")
			}
			b.WriteString("</table>\n")
			i--
		case l.Level > 0:
			h := min(l.Level+1, 6)
			fmt.Fprintf(&b, "<h%d id=\"u%d\">%s</h%d>\n", h, names(lines, i), html.EscapeString(l.Text), h)
		default:
			if v, ok := labelOf(l); ok && lists && v.before == "" && v.after == "." {
				kind := map[string]string{"decimal": "1", "lowerLetter": "a", "upperLetter": "A"}[v.format]
				fmt.Fprintf(&b, "<ol type=%s start=%d><li>%s</li></ol>\n", kind, v.number, html.EscapeString(v.rest))
				continue
			}
			b.WriteString("<p>" + wrappedText(html.EscapeString(l.Text)) + "</p>\n")
		}
	}
	b.WriteString("</div>\n<footer>© Example Local <a href=\"/privacy\">Privacy</a></footer>\n</body></html>\n")
	return []byte(b.String())
}

// names counts the headings before line i.
func names(lines []testpdf.Line, i int) int {
	n := 0
	for k := range i {
		if lines[k].Level > 0 {
			n++
		}
	}
	return n
}

// wrappedText breaks lines of the source file, which a browser does not show.
func wrappedText(s string) string {
	var b strings.Builder
	at := 0
	for w := range strings.FieldsSeq(s) {
		if at > 90 {
			b.WriteByte('\n')
			at = 0
		} else if at > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		at += len(w) + 1
	}
	return b.String()
}
