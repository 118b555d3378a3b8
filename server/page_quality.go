package server

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

type qualityPage struct {
	page
	Off, Wait bool // nothing measures here; it is being measured
	Tables    []qualityTable
	Curve     *curve
	Bins      []binRow
	Kinds     []rankRow
	Queries   []QualityQuery
	Misses    []QualityMisses
}

// A qualityTable is the shares of the parts that have the same figures: the
// structure of each document.
type qualityTable struct {
	Name   string
	Header []string
	Rows   []qualityRow
}

type qualityRow struct {
	Name  string
	Cells []qualityCell
}

type qualityCell struct {
	Text, Tone string
	Width      string // of its bar, of 100; empty: no bar
}

type binRow struct{ Range, Provisions, Confidence, Right string }

type rankRow struct{ Name, Text, Width string }

// A curve is a plot of stated against true confidence, in a square of 300 with
// its origin below on the left.
type curve struct {
	Dots  []dot
	Path  string
	Ticks []tick
}

type dot struct{ X, Y, R, Label string }

type tick struct{ At, Back, Label string }

func (s *Server) pageQuality(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	v := qualityPage{page: s.page("How good is the reading", "quality")}
	if s.Measurer == nil {
		v.Off = true
		return s.sendPage(c, "quality", v)
	}
	q, err := s.Measurer.Quality(c.Request.Context())
	if errors.Is(err, context.DeadlineExceeded) {
		v.Wait = true
		return s.sendPage(c, "quality", v)
	}
	if err != nil {
		return err
	}
	v.Tables, v.Curve, v.Queries, v.Misses = qualityTables(q.Parts), curveOf(q.Bins), q.Queries, q.Misses
	for _, b := range q.Bins {
		v.Bins = append(v.Bins, binRow{fmt.Sprintf("%g to %g", b.From, b.To), strconv.Itoa(b.Provisions), shareText(b.Confidence), shareText(b.Right)})
	}
	return s.sendPage(c, "quality", v)
}

// qualityTables puts parts with the same first word and the same figures under
// one head.
func qualityTables(parts []QualityPart) []qualityTable {
	var out []qualityTable
	for _, p := range parts {
		if p.Name == "" {
			continue
		}
		name, rest, _ := strings.Cut(p.Name, " ")
		var header []string
		row := qualityRow{Name: rest}
		if rest == "" {
			row.Name = "all"
		}
		for _, f := range p.Figures {
			header = append(header, strings.ReplaceAll(f.Name, "_", " "))
			row.Cells = append(row.Cells, qualityCellOf(f))
		}
		name = strings.ToUpper(name[:1]) + name[1:]
		k := len(out) - 1
		if k < 0 || out[k].Name != name || strings.Join(out[k].Header, "\n") != strings.Join(header, "\n") {
			out = append(out, qualityTable{Name: name, Header: header})
			k++
		}
		out[k].Rows = append(out[k].Rows, row)
	}
	return out
}

func qualityCellOf(f QualityFigure) qualityCell {
	if f.Value == nil {
		return qualityCell{Text: "–"}
	}
	x := *f.Value
	c := qualityCell{Text: strconv.FormatFloat(x, 'f', -1, 64)}
	if f.Better > 0 && x <= 1 {
		c.Width = strconv.FormatFloat(100*x, 'f', 1, 64)
		if x < 0.8 {
			c.Tone = "warn"
		}
	}
	if f.Better < 0 && x > 0 {
		c.Tone = "warn"
	}
	return c
}

func shareText(x *float64) string {
	if x == nil {
		return "–"
	}
	return strconv.FormatFloat(*x, 'f', 3, 64)
}

// curveOf plots the bins that have provisions: on the diagonal, a confidence
// means what it says.
func curveOf(bins []QualityBin) *curve {
	const side = 300.0
	at := func(x float64) string { return strconv.FormatFloat(x*side, 'f', 1, 64) }
	k := &curve{}
	var path strings.Builder
	for _, b := range bins {
		if b.Provisions == 0 || b.Right == nil || b.Confidence == nil {
			continue
		}
		x, y := at(*b.Confidence), at(1-*b.Right)
		verb := "L"
		if path.Len() == 0 {
			verb = "M"
		}
		fmt.Fprintf(&path, "%s%s %s", verb, x, y)
		radius := strconv.FormatFloat(min(12, 3+float64(b.Provisions)/80), 'f', 1, 64)
		k.Dots = append(k.Dots, dot{x, y, radius, fmt.Sprintf("confidence %s, right %s, %s", shareText(b.Confidence), shareText(b.Right), plural(b.Provisions, "provision", "provisions"))})
	}
	if len(k.Dots) == 0 {
		return nil
	}
	k.Path = path.String()
	for n := 0; n <= 10; n += 2 {
		k.Ticks = append(k.Ticks, tick{at(float64(n) / 10), at(1 - float64(n)/10), strconv.Itoa(10*n) + " %"})
	}
	return k
}
