package testpdf

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"os/exec"
	"strconv"
)

// A Distortion is what happens to pages that are scanned. The zero value means
// a clean scan.
type Distortion struct {
	Turn   int     // quarters, clockwise
	Skew   float64 // degrees by which lines fall to the right; more on even pages, less on odd ones
	Noise  int     // shades of grey by which dots are off, at most
	Pages  int     // only so many of the first pages; 0 means all
	Dots   int     // of the scanner, an inch; 0 means 200
	Stamp  bool    // a ring and two bars in grey stand across the middle of the page
	Native bool    // the picture's own form is a bit for each dot, packed with Flate, as scanners of black and white write it
}

// scanDots is the resolution of made scans, in dots per inch, if nothing else is
// said: that of most scanners' settings for text.
const scanDots = 200

func (d *Distortion) dots() int { return cmp.Or(d.Dots, scanDots) }

// Scan makes of a PDF one that has only pictures of its pages, as a scanner
// would. It needs poppler's pdftoppm.
func Scan(ctx context.Context, file []byte, d Distortion) ([]byte, error) {
	args := []string{"-gray", "-r", strconv.Itoa(d.dots())}
	if d.Pages > 0 {
		args = append(args, "-l", strconv.Itoa(d.Pages))
	}
	cmd := exec.CommandContext(ctx, "pdftoppm", append(args, "-")...)
	cmd.Stdin = bytes.NewReader(file)
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("scan: pdftoppm: %w", err)
	}
	var pictures []*image.Gray
	for len(out) > 0 {
		m, rest, err := pgm(out)
		if err != nil {
			return nil, err
		}
		pictures, out = append(pictures, m), rest
	}
	return Pictures(pictures, d)
}

// pgm reads one picture and returns what follows it.
func pgm(data []byte) (*image.Gray, []byte, error) {
	var w, h, most int
	if _, err := fmt.Sscanf(string(data[:min(len(data), 64)]), "P5\n%d %d\n%d", &w, &h, &most); err != nil || most != 255 {
		return nil, nil, fmt.Errorf("scan: not a picture: %w", err)
	}
	head := len(fmt.Sprintf("P5\n%d %d\n%d\n", w, h, most))
	if len(data) < head+w*h {
		return nil, nil, errors.New("scan: a picture is cut off")
	}
	return &image.Gray{Pix: data[head : head+w*h], Stride: w, Rect: image.Rect(0, 0, w, h)}, data[head+w*h:], nil
}

// Pictures makes a PDF of pictures of pages, one a page, distorted by d.
func Pictures(pictures []*image.Gray, d Distortion) ([]byte, error) {
	var b bytes.Buffer
	var places []int
	object := func(format string, args ...any) {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(places))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	tree := 3*len(pictures) + 1
	var kids bytes.Buffer
	for i, m := range pictures {
		m = distort(m, d, i)
		data, dict, err := packed(m, d.Native)
		if err != nil {
			return nil, fmt.Errorf("scan: %w", err)
		}
		w, h := float64(m.Rect.Dx()*72)/float64(d.dots()), float64(m.Rect.Dy()*72)/float64(d.dots())
		object("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray%s/Length %d>>\nstream\n%s\nendstream", m.Rect.Dx(), m.Rect.Dy(), dict, len(data), data)
		content := fmt.Sprintf("q %.2f 0 0 %.2f 0 0 cm /Im Do Q", w, h)
		object("<</Length %d>>\nstream\n%s\nendstream", len(content), content)
		object("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</XObject<</Im %d 0 R>>>>>>", tree, w, h, len(places), len(places)-1)
		fmt.Fprintf(&kids, "%d 0 R ", len(places))
	}
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(pictures))
	object("<</Type/Catalog/Pages %d 0 R>>", tree)
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, len(places), start)
	return b.Bytes(), nil
}

// packed is a picture's data in the file, and what its dictionary says of them.
func packed(m *image.Gray, native bool) ([]byte, string, error) {
	if !native {
		var b bytes.Buffer
		err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 75})
		return b.Bytes(), "/BitsPerComponent 8/Filter/DCTDecode", err
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	row := (w + 7) / 8
	bits := make([]byte, row*h)
	for y := range h {
		for x := range w {
			if m.Pix[y*m.Stride+x] > 140 {
				bits[y*row+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(bits); err != nil {
		return nil, "", err
	}
	err := z.Close()
	return b.Bytes(), "/BitsPerComponent 1/Filter/FlateDecode", err
}

// distort is m as page i comes out of the scanner.
func distort(m *image.Gray, d Distortion, i int) *image.Gray {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	angle := d.Skew * (1 - 0.5*float64(i%2)) * math.Pi / 180
	sin, cos := math.Sincos(-angle)
	at := func(x, y int) byte { // in the page, of a dot of the scan
		if angle == 0 {
			return m.Pix[y*m.Stride+x]
		}
		u, v := float64(x-w/2), float64(y-h/2)
		sx, sy := int(math.Round(u*cos-v*sin))+w/2, int(math.Round(u*sin+v*cos))+h/2
		if sx < 0 || sy < 0 || sx >= w || sy >= h {
			return 255
		}
		return m.Pix[sy*m.Stride+sx]
	}
	stamped := func(x, y int) bool { // a dot of the scan is under the stamp
		if !d.Stamp {
			return false
		}
		u, v, r := float64(x-w/2), float64(y-h/2), float64(w)/6
		line := float64(d.dots()) / 40
		ring := math.Abs(math.Hypot(u, v)-r) < line
		bar := math.Abs(v+u/3-line*4) < line || math.Abs(v+u/3+line*4) < line
		return ring || bar && math.Abs(u) < r*1.5
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	if d.Turn&1 == 1 {
		out = image.NewGray(image.Rect(0, 0, h, w))
	}
	seed := uint32(i + 1)
	for y := range h {
		for x := range w {
			c := int(at(x, y))
			if stamped(x, y) {
				c = min(c, 170)
			}
			if d.Noise > 0 {
				seed = seed*1664525 + 1013904223
				c += int(seed>>16)%(2*d.Noise+1) - d.Noise
			}
			u, v := x, y
			switch d.Turn & 3 {
			case 1:
				u, v = h-1-y, x
			case 2:
				u, v = w-1-x, h-1-y
			case 3:
				u, v = y, w-1-x
			}
			out.Pix[v*out.Stride+u] = byte(min(255, max(0, c)))
		}
	}
	return out
}
