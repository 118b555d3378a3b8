package ocr

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A line is what Tesseract takes for a line of text.
type line struct {
	box         [4]float64 // left, upper, right, lower, in dots
	slope, base float64    // of the baseline, against the box's lower left corner
	size        float64    // from the lowest descender to the highest ascender, in dots
	turn        int        // the way it reads, in the picture: 0 to the right, 1 down, 2 to the left, 3 up
	words       []word
}

type word struct {
	text string
	box  [4]float64
	conf float64 // in [0,1]
	// doubt says why it may not be what is printed; empty if there is none.
	doubt string
}

// parse reads hOCR (Breuel 2007), in which Tesseract gives words with their
// confidences, and lines with their baselines and sizes.
func parse(data []byte) ([]line, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var lines []line
	var open *word
	depth := 0 // of elements inside the word that is open
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, fmt.Errorf("hOCR: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if open != nil {
				depth++
				continue
			}
			class, title := "", ""
			for _, a := range t.Attr {
				switch a.Name.Local {
				case "class":
					class = a.Value
				case "title":
					title = a.Value
				}
			}
			switch class {
			case "ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption":
				lines = append(lines, lineOf(title))
			case "ocrx_word":
				if p := properties(title); len(lines) > 0 && len(p["bbox"]) == 4 {
					open, depth = &word{box: [4]float64(p["bbox"])}, 0
					if c := p["x_wconf"]; len(c) == 1 {
						open.conf = min(1, max(0, c[0]/100))
					}
				}
			}
		case xml.CharData:
			if open != nil {
				open.text += string(t)
			}
		case xml.EndElement:
			if open == nil {
				continue
			}
			if depth > 0 {
				depth--
				continue
			}
			if open.text = strings.Join(strings.Fields(open.text), " "); open.text != "" {
				l := &lines[len(lines)-1]
				l.words = append(l.words, *open)
			}
			open = nil
		}
	}
}

func lineOf(title string) line {
	p := properties(title)
	l := line{}
	if b := p["bbox"]; len(b) == 4 {
		l.box = [4]float64(b)
	}
	if b := p["baseline"]; len(b) == 2 {
		l.slope, l.base = b[0], b[1]
	}
	l.size = l.box[3] - l.box[1]
	if s := p["x_size"]; len(s) == 1 && s[0] > 0 {
		l.size = s[0]
	}
	// Angles are counted against the clock: at 90 it reads upwards.
	if a := p["textangle"]; len(a) == 1 {
		l.turn = (4 - int(a[0]/90+0.5)) & 3
	}
	return l
}

// properties reads "bbox 1 2 3 4; x_wconf 96". What is no number is left out.
func properties(title string) map[string][]float64 {
	out := map[string][]float64{}
	for part := range strings.SplitSeq(title, ";") {
		f := strings.Fields(part)
		if len(f) == 0 {
			continue
		}
		var v []float64
		for _, s := range f[1:] {
			if x, err := strconv.ParseFloat(s, 64); err == nil {
				v = append(v, x)
			}
		}
		out[f[0]] = v
	}
	return out
}
