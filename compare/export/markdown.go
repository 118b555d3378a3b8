package export

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

// What a cell of a Markdown table has room for: values of one label, and
// characters of a quote. The rest is counted, not dropped in silence.
const (
	mdValues = 3
	mdQuote  = 110
)

// Markdown writes m as one table, a row a topic, for a README or an issue: what
// each agreement has, where, and why a cell is empty.
func Markdown(w io.Writer, m *compare.Matrix) error {
	var b strings.Builder
	b.WriteString("| topic |")
	for i := range m.Columns {
		c := &m.Columns[i]
		fmt.Fprintf(&b, " `%s`<br>%s |", c.Agreement, c.Term())
	}
	b.WriteString("\n| --- |" + strings.Repeat(" --- |", len(m.Columns)) + "\n")
	for i := range m.Rows {
		fmt.Fprintf(&b, "| %s |", mdText(m.Rows[i].Topic.Label))
		for k := range m.Rows[i].Cells {
			fmt.Fprintf(&b, " %s |", mdCell(&m.Rows[i].Cells[k]))
		}
		b.WriteString("\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write Markdown: %w", err)
	}
	return nil
}

// mdText is s as text of a table's cell.
func mdText(s string) string {
	s = strings.Join(strings.Fields(printable(s)), " ")
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "'", "[", `\[`).Replace(s)
}

func mdCell(cell *compare.Cell) string {
	if cell.State != compare.Stated {
		return "*" + mdText(state(cell.State)) + "*"
	}
	var lines []string
	at := ""
	if len(cell.Provisions) > 0 {
		p := cell.Provisions[0]
		at = mdText(p.Citation)
		if p.Page != "" {
			at += ", p. " + mdText(p.Page)
		}
		lines = append(lines, at)
	}
	by := map[string][]string{}
	more := map[string]int{}
	flags := map[string][]string{}
	var labels []string
	for i := range cell.Values {
		v := &cell.Values[i]
		if len(by[v.Label]) == 0 {
			labels = append(labels, v.Label)
		}
		text := mdText(v.Short())
		if v.Type == corpus.TextTerm {
			text = "“" + mdText(clip(v.Short(), mdQuote)) + "”"
		} else if s := limit(v); s != "" {
			text += " (" + mdText(s) + ")"
		}
		if v.SupersededBy != nil {
			text = "~~" + text + "~~"
		}
		if o := v.OverriddenBy; o != nil {
			text += " → " + mdText(o.Raw) + ", " + mdText(o.Citation)
		}
		if v.Flag != nil {
			flags[v.Label] = append(flags[v.Label], *v.Flag)
			if len(flags[v.Label]) == 1 || flags[v.Label][0] != *v.Flag {
				text += " (check: " + mdText(*v.Flag) + ")"
			} else {
				text += " (check)" // for the same reason
			}
		}
		if v.OCR {
			text += " (read from a scan)"
		}
		if len(cell.Provisions) > 0 && !strings.HasPrefix(v.Citation, cell.Provisions[0].Citation) {
			text += " \\[" + mdText(v.Citation) + "]"
		}
		if len(by[v.Label]) == mdValues {
			more[v.Label]++
			continue
		}
		by[v.Label] = append(by[v.Label], text)
	}
	for _, l := range labels {
		s := mdText(l) + ": " + strings.Join(by[l], "; ")
		if n := more[l]; n > 0 {
			s += fmt.Sprintf("; and %d more", n)
		}
		lines = append(lines, s)
	}
	if len(labels) == 0 && len(cell.Quotes) > 0 {
		lines = append(lines, "“"+mdText(clip(cell.Quotes[0].Text, mdQuote))+"”")
	}
	return strings.Join(lines, "<br>")
}

// limit is what a value holds for, in few words.
func limit(v *compare.Value) string {
	switch {
	case len(v.Heads) > 0:
		return v.Heads[0]
	case v.Condition != nil:
		s := clip(*v.Condition, 60)
		if v.Effective != nil {
			s += "; from " + *v.Effective
		}
		return s
	case v.Effective != nil:
		return "from " + *v.Effective
	}
	return ""
}

// clip is s, or its first n characters up to a word's end.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)[:n]
	out := string(r)
	if i := strings.LastIndexByte(out, ' '); i > n/2 {
		out = out[:i]
	}
	return strings.TrimRight(out, " ,;") + " …"
}
