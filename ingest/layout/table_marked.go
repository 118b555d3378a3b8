package layout

import (
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// readTables finds the tables in own, a stretch of a provision's own text: those
// that the source marks, and between them those that are read from their form.
func readTables(a *corpus.Agreement, provision string, own corpus.Span, cells []Cell, marked []MarkedTable) []corpus.Table {
	var out []corpus.Table
	k := sort.Search(len(marked), func(k int) bool { return marked[k].Span.Start >= own.Start })
	for ; k < len(marked) && marked[k].Span.End <= own.End; k++ {
		m := &marked[k]
		before := &tableReader{a: a, provision: provision, lines: tableLines(a, corpus.Span{Start: own.Start, End: m.Span.Start}, cells)}
		out = append(out, before.read()...)
		if t, ok := markedTable(a, provision, m); ok {
			if n := len(before.lines); n > 0 {
				if s := before.lines[n-1].clean; tableCaption(s) && !strings.Contains(before.lines[n-1].text, "\t") {
					t.Title = strings.TrimRight(s, " :.")
				}
			}
			out = append(out, t)
		}
		own.Start = m.Span.End
	}
	rest := &tableReader{a: a, provision: provision, lines: tableLines(a, own, cells)}
	return append(out, rest.read()...)
}

// markedTable makes a table of what the source marks as one. What has a single
// row or column, or lines to sign on, is a page's arrangement and none.
func markedTable(a *corpus.Agreement, provision string, m *MarkedTable) (corpus.Table, bool) {
	rows := make([][]tableCell, 0, len(m.Rows))
	words := 0
	for _, row := range m.Rows {
		cells := make([]tableCell, 0, len(row))
		filled := false
		for _, s := range row {
			c := tableCell{s, a.CleanSpans(s).Text}
			filled = filled || c.text != ""
			if strings.Contains(c.text, "___") || signing.MatchString(c.text) {
				return corpus.Table{}, false
			}
			cells = append(cells, c)
		}
		if filled {
			words++
		}
		rows = append(rows, cells)
	}
	if words < 2 {
		return corpus.Table{}, false
	}
	rows = fold(rows)
	if len(rows[0]) < 2 {
		return corpus.Table{}, false
	}
	head := m.Header
	if head == 0 && spanned(rows) {
		head = 2
	} else if head == 0 {
		head = plainHeader(rows)
	}
	if head >= len(rows) {
		head = 0
	}
	t := corpus.Table{Provision: provision, Span: m.Span, Header: joinHeader(span(rows[:head]))}
	for _, row := range rows[head:] {
		if cells := texts(row); strings.Join(cells, "") != "" {
			t.Rows = append(t.Rows, cells)
		}
	}
	return t, true
}
