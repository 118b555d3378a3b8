package server

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
)

// A Painter draws a page of an agreement's source as it is printed, as a JPEG
// picture. ErrNoPicture says that there is none to be had, of this page or at
// all.
type Painter interface {
	Paint(ctx context.Context, agreement string, sheet int) ([]byte, error)
}

// ErrNoPicture says that a page cannot be drawn; the facsimile is made of its
// placed words then.
var ErrNoPicture = errors.New("no picture of this page")

type sheetPage struct {
	page
	Crumbs         []link
	Name           string
	Sheet, Of      int
	View           *sheetView
	Original       string // address of the source at this page
	Previous, Next string
	Begins         []link // provisions that begin here
}

// A sheetView is the picture of a page in a page of ours.
type sheetView struct {
	Src, Href, Alt, Caption string
	Width, Height           int
}

// sheetHref is the address of a page of the original, with a provision framed
// and words marked.
func sheetHref(agreement string, sheet int, suffix, provision string, marked corpus.Span) string {
	address := agreementHref(agreement) + "/pages/" + strconv.Itoa(sheet) + suffix
	q := url.Values{}
	if provision != "" {
		q.Set("provision", provision)
	}
	if marked.Len() > 0 {
		q.Set("mark", strconv.Itoa(marked.Start)+"-"+strconv.Itoa(marked.End))
	}
	if len(q) > 0 {
		address += "?" + q.Encode()
	}
	return address
}

// sheetOf is page number sheet of a, or nil.
func sheetOf(a *corpus.Agreement, sheet int) *corpus.Page {
	for i := range a.Pages {
		if p := &a.Pages[i]; p.Sheet == sheet && p.Width > 0 && p.Height > 0 {
			return p
		}
	}
	return nil
}

// viewSheet is the picture of one page with a provision framed, or nil where
// there is no such page.
func viewSheet(a *corpus.Agreement, sheet int, provision string, marked corpus.Span) *sheetView {
	p := sheetOf(a, sheet)
	if p == nil {
		return nil
	}
	name := pageName(p)
	v := &sheetView{Src: sheetHref(a.ID, sheet, ".svg", provision, marked), Href: sheetHref(a.ID, sheet, "", provision, marked),
		Alt: capital(name) + " of the original", Caption: capital(name), Width: int(p.Width + 0.5), Height: int(p.Height + 0.5)}
	if provision != "" {
		v.Alt += ", this clause framed"
	}
	if p.OCR {
		v.Caption += ", read off its picture"
	}
	return v
}

func pageName(p *corpus.Page) string {
	if p.Label != "" {
		return "page " + p.Label
	}
	return "sheet " + strconv.Itoa(p.Sheet)
}

// sheetsOf are the pages that provision i stands on, at most most of them.
func sheetsOf(t *corpus.Tree, i int, v view, most int) []sheetView {
	a := t.Agreement()
	p := &a.Provisions[i]
	var sheets []int
	// Marked words come first: they are what was looked for.
	for k := range a.Pages {
		if v.marked.Len() > 0 && a.Pages[k].Span.Overlaps(v.marked) {
			sheets = append(sheets, a.Pages[k].Sheet)
		}
	}
	for _, b := range p.Boxes {
		sheets = append(sheets, b.Sheet)
	}
	if p.Sheet > 0 {
		sheets = append(sheets, p.Sheet)
	}
	var out []sheetView
	for k, sheet := range sheets {
		if slices.Contains(sheets[:k], sheet) || len(out) == most {
			continue
		}
		if x := viewSheet(a, sheet, p.ID, v.marked); x != nil {
			out = append(out, *x)
		}
	}
	return out
}

// originalHref leads to the source at a page, in the browser's own viewer.
func originalHref(a *corpus.Agreement, sheet int) string {
	if a.Source.MediaType != "application/pdf" || sheet <= 0 {
		return ""
	}
	return apiHref(a.ID, "original") + "#page=" + strconv.Itoa(sheet)
}

// pageSheet is one page of the original: "41" a page of ours with its picture,
// "41.svg" the picture.
func (s *Server) pageSheet(c *gin.Context) error {
	p := readParams(c)
	provision, marked := p.text("provision"), p.span("mark")
	placed := p.flag("placed")
	if err := p.err(); err != nil {
		return err
	}
	a, err := s.agreement(c)
	if err != nil {
		return err
	}
	name, drawn := strings.CutSuffix(c.Param("sheet"), ".svg")
	sheet, err := strconv.Atoi(name)
	if err != nil || sheetOf(a, sheet) == nil {
		return fmt.Errorf("page %.20q of %q: %w", c.Param("sheet"), a.ID, ErrNotFound)
	}
	t := corpus.NewTree(a)
	if provision != "" && t.Find(provision) < 0 {
		return fmt.Errorf("provision %.80q of %q: %w", provision, a.ID, ErrNotFound)
	}
	if drawn {
		var picture []byte
		if s.Painter != nil && !placed {
			if picture, err = s.Painter.Paint(c.Request.Context(), a.ID, sheet); err != nil && !errors.Is(err, ErrNoPicture) {
				return err
			}
		}
		body := facsimile(a, sheetOf(a, sheet), t.Provision(provision), marked, picture)
		c.Header("Content-Security-Policy", "default-src 'none'; img-src data:")
		s.send(c, "image/svg+xml", body, body)
		return nil
	}
	at := sheetOf(a, sheet)
	v := sheetPage{page: s.page(capital(pageName(at))+" – "+shortName(a.Title, a.ID), "library"), Name: capital(pageName(at)), Sheet: sheet, Of: len(a.Pages),
		View: viewSheet(a, sheet, provision, marked), Original: originalHref(a, sheet), Crumbs: []link{{agreementHref(a.ID), shortName(a.Title, a.ID)}}}
	if q := t.Provision(provision); q != nil {
		v.Crumbs = append(v.Crumbs, link{provisionHref(a.ID, q.ID), labelOf(q)})
	}
	if sheetOf(a, sheet-1) != nil {
		v.Previous = sheetHref(a.ID, sheet-1, "", "", corpus.Span{})
	}
	if sheetOf(a, sheet+1) != nil {
		v.Next = sheetHref(a.ID, sheet+1, "", "", corpus.Span{})
	}
	for i := range a.Provisions {
		if q := &a.Provisions[i]; q.Sheet == sheet && len(v.Begins) < maxShown {
			v.Begins = append(v.Begins, link{provisionHref(a.ID, q.ID), labelOf(q)})
		}
	}
	return s.sendPage(c, "sheet", v)
}

// facsimile draws a page: its picture where there is one, else its words where
// they stand; the provision framed, and the lines of the marked words marked.
// It is looked at as a picture, so that nothing in it can run; all text is
// escaped all the same.
func facsimile(a *corpus.Agreement, p *corpus.Page, framed *corpus.Provision, marked corpus.Span, picture []byte) []byte {
	var b strings.Builder
	num := func(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
	rect := func(class string, x0, y0, x1, y1 float64) {
		fmt.Fprintf(&b, `<rect x="%s" y="%s" width="%s" height="%s" %s/>`+"\n", num(x0), num(y0), num(max(0, x1-x0)), num(max(0, y1-y0)), class)
	}
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]s %[2]s" width="%[1]s" height="%[2]s" font-family="Georgia, 'Times New Roman', serif">`+"\n", num(p.Width), num(p.Height))
	rect(`fill="#fff"`, 0, 0, p.Width, p.Height)
	if len(picture) > 0 {
		fmt.Fprintf(&b, `<image width="%s" height="%s" preserveAspectRatio="none" href="data:%s;base64,%s"/>`+"\n", num(p.Width), num(p.Height),
			http.DetectContentType(picture), base64.StdEncoding.EncodeToString(picture))
	}
	if framed != nil {
		for _, x := range framed.Boxes {
			if x.Sheet == p.Sheet {
				rect(`fill="#16a34a" fill-opacity=".10" stroke="#15803d" stroke-width="1.2" rx="2"`, x.X0-4, x.Y0-3, x.X1+4, x.Y1+3)
			}
		}
	}
	for _, l := range p.Lines {
		if x0, x1, ok := lineMark(l, marked); ok {
			rect(`fill="#facc15" fill-opacity=".55"`, x0-1, l.Box.Y0-1, x1+1, l.Box.Y1+1)
		}
	}
	if len(picture) == 0 {
		for _, l := range p.Lines {
			text := strings.Join(strings.Fields(a.Text[l.Span.Start:l.Span.End]), " ")
			height := l.Box.Y1 - l.Box.Y0
			if text == "" || height <= 0 {
				continue
			}
			fmt.Fprintf(&b, `<text x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
				num(l.Box.X0), num(l.Box.Y1-0.22*height), num(0.92*height), num(max(1, l.Box.X1-l.Box.X0)), html.EscapeString(strings.ToValidUTF8(text, "\uFFFD")))
		}
	}
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// lineMark is the part of a line, across, that the marked bytes take: as if
// every byte of it were as wide as the others.
func lineMark(l corpus.LineBox, marked corpus.Span) (x0, x1 float64, ok bool) {
	if marked.Len() <= 0 || !l.Span.Overlaps(marked) || l.Span.Len() == 0 {
		return 0, 0, false
	}
	each := (l.Box.X1 - l.Box.X0) / float64(l.Span.Len())
	from, to := max(marked.Start, l.Span.Start)-l.Span.Start, min(marked.End, l.Span.End)-l.Span.Start
	return l.Box.X0 + float64(from)*each, l.Box.X0 + float64(to)*each, true
}
