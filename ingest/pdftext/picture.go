package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
	"golang.org/x/image/ccitt"
)

// errNoPicture: the page is not one picture, so that there is none to take.
var errNoPicture = errors.New("no picture in the file fills the page")

// maxShades bounds a picture, in dots: twice a page at 600 dots an inch.
const maxShades = 72 << 20

// PagePicture takes the picture that fills a page (sheet from 1) out of the file, as
// scanners write one for each page, turned as the page is shown. Pictures in
// JPEG, in the two kinds of fax that are used, and uncompressed or packed ones
// in grey, colour or black and white are read.
func PagePicture(ctx context.Context, file []byte, sheet int) (image.Image, error) {
	doc, rep, err := open(ctx, file)
	if err != nil {
		return nil, err
	}
	pages := leaves(ctx, doc, rep)
	if sheet < 1 || sheet > len(pages) || pages[sheet-1].err != nil {
		return nil, errNoPicture
	}
	l := &pages[sheet-1]
	var x pdf.Value
	var num, dots int
	err = guard(func() error {
		all := l.resources.Key("XObject")
		refs := strings.Fields(strings.NewReplacer("<<", " ", ">>", " ").Replace(all.String()))
		for i, f := range refs {
			if !strings.HasPrefix(f, "/") || i+3 >= len(refs) || refs[i+3] != "R" {
				continue
			}
			v := all.Key(f[1:])
			w, h := int(v.Key("Width").Int64()), int(v.Key("Height").Int64())
			if n := w * h; v.Key("Subtype").Name() == "Image" && w > 0 && h > 0 && n > dots && n <= maxShades {
				if k, _, ok := integer([]byte(refs[i+1]), 0); ok {
					x, num, dots = v, k, n
				}
			}
		}
		return nil
	})
	if err != nil || num == 0 {
		return nil, errNoPicture
	}
	w, h := int(x.Key("Width").Int64()), int(x.Key("Height").Int64())
	shown := l.whole()
	if r := float64(w) / float64(h) * (shown[3] - shown[1]) / (shown[2] - shown[0]); r < 0.9 || r > 1.1 {
		return nil, errNoPicture
	}
	var m image.Image
	err = guard(func() error {
		dict, data := rep.rawOf(num)
		m, err = decodePicture(x, dict, data, w, h)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("the picture of the page: %w", err)
	}
	return turned(m, int(math.Round(float64(l.rotate)/90))&3), nil
}

// rawOf is the dictionary and the data of a stream as they stand in the file, or
// in its mended copy.
func (r *repaired) rawOf(num int) (dict, data []byte) {
	p, ok := r.places[num]
	if !ok {
		return nil, nil
	}
	src := r.sourceOf(p)
	if p.obj != nil && p.obj.stream() {
		return src, r.src[p.obj.data:p.obj.dataEnd]
	}
	if dict, data, ok := bytes.Cut(src, []byte("stream\n")); ok {
		return dict, bytes.TrimSuffix(data, []byte("\nendstream"))
	}
	return nil, nil
}

// decodePicture undoes what the picture is packed in.
func decodePicture(x pdf.Value, dict, data []byte, w, h int) (image.Image, error) {
	names, params := filters(dict)
	for i, n := range names {
		p := params[min(i, len(params)-1)]
		switch n {
		case "DCTDecode", "DCT":
			if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width*c.Height > maxShades {
				return nil, fmt.Errorf("JPEG: %d by %d dots: %w", c.Width, c.Height, err)
			}
			return jpeg.Decode(bytes.NewReader(data))
		case "CCITTFaxDecode", "CCF":
			v := x.Key("DecodeParms")
			if v.Kind() == pdf.Array {
				v = v.Index(i)
			}
			kind := ccitt.Group3
			if v.Key("K").Int64() < 0 {
				kind = ccitt.Group4
			}
			columns := w
			if c := int(v.Key("Columns").Int64()); c > 0 && c < 1<<16 {
				columns = c
			} else if v.Key("Columns").Kind() == pdf.Null {
				columns = 1728
			}
			fax := ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, kind, columns, h, &ccitt.Options{
				Align: v.Key("EncodedByteAlign").Bool(), Invert: v.Key("BlackIs1").Bool()})
			out, err := io.ReadAll(io.LimitReader(fax, maxShades))
			if len(out) == 0 {
				return nil, fmt.Errorf("fax: %w", err)
			}
			data = out // what was read before an error is what there is
		case "FlateDecode", "Fl":
			data = inflate(data)
			if p.predictor > 1 {
				data = p.undo(data)
			}
		case "LZWDecode", "LZW":
			data = lzw(data, p.early)
		case "RunLengthDecode", "RL":
			data = runLengths(data)
		case "ASCII85Decode", "A85":
			data = base85(data)
		default:
			return nil, fmt.Errorf("it is packed as %s, which is not read", n)
		}
	}
	return unpacked(x, data, w, h)
}

// unpacked reads unpacked dots: one bit or eight for each of one, three or four
// shades. Missing ones are white.
func unpacked(x pdf.Value, data []byte, w, h int) (image.Image, error) {
	bits := int(x.Key("BitsPerComponent").Int64())
	if x.Key("ImageMask").Bool() {
		bits = 1
	}
	invert := x.Key("Decode").Len() == 2 && x.Key("Decode").Index(0).Float64() > x.Key("Decode").Index(1).Float64()
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	shades := 1
	switch row := len(data) / h; {
	case bits == 1:
	case bits == 8 && row >= 4*w:
		shades = 4
	case bits == 8 && row >= 3*w:
		shades = 3
	case bits == 8 && row >= w:
	default:
		return nil, fmt.Errorf("it has %d bits a shade and %d bytes for %d by %d dots", bits, len(data), w, h)
	}
	row := (w*bits*shades + 7) / 8
	for y := 0; y < h && (y+1)*row <= len(data); y++ {
		line := data[y*row:]
		for i := range w {
			var c byte
			switch {
			case bits == 1:
				c = 255 * (line[i/8] >> (7 - i%8) & 1)
			case shades == 1:
				c = line[i]
			case shades == 3:
				c = color.GrayModel.Convert(color.RGBA{line[3*i], line[3*i+1], line[3*i+2], 255}).(color.Gray).Y
			default:
				c = color.GrayModel.Convert(color.CMYK{C: line[4*i], M: line[4*i+1], Y: line[4*i+2], K: line[4*i+3]}).(color.Gray).Y
			}
			if invert {
				c = 255 - c
			}
			m.Pix[y*m.Stride+i] = c
		}
	}
	return m, nil
}

// turned turns a picture by quarters, clockwise.
func turned(m image.Image, quarters int) image.Image {
	if quarters == 0 {
		return m
	}
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	if quarters&1 == 1 {
		out = image.NewGray(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			u, v := w-1-x, h-1-y
			switch quarters {
			case 1:
				u, v = h-1-y, x
			case 3:
				u, v = y, w-1-x
			}
			out.Set(u, v, m.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}
