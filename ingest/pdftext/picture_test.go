package pdftext

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scanPDF is a page that is shown turned, with one picture of 16 by 8 dots.
func scanPDF(dict string, data []byte, rotate int) []byte {
	return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"+
		"3 0 obj\n<</Type/Page/Parent 2 0 R/Rotate %d/MediaBox[0 0 160 80]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>>>>>\nendobj\n"+
		"4 0 obj\n<</Length 28>>\nstream\n160 0 0 80 0 0 cm /Im Do   \nendstream\nendobj\n"+
		"5 0 obj\n<</Type/XObject/Subtype/Image/Width 16/Height 8%s/Length %d>>\nstream\n%s\nendstream\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\n%%%%EOF\n", rotate, dict, len(data), data)
}

// TestPictureBesideWords: a heading above a pasted paper is all the text that the
// page has; what is in the picture is missed, and that is told. Beside a page of
// words, or small, a picture is one of a seal.
func TestPictureBesideWords(t *testing.T) {
	page := func(height int, words string) []byte {
		content := fmt.Sprintf("q 140 0 0 %d 10 5 cm /Im Do Q BT /F1 4 Tf 5 75 Td (%s) Tj 0 -5 Td (%s) Tj ET", height, words, words)
		return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"+
			"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 160 80]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n"+
			"4 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n"+
			"5 0 obj\n<</Type/XObject/Subtype/Image/Width 16/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray/Length 128>>\nstream\n%s\nendstream\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\n%%%%EOF\n",
			len(content), content, bytes.Repeat([]byte{200}, 128))
	}
	for _, c := range []struct {
		name, words string
		height      int
		want        string
	}{
		{"a heading over half a page", "APPENDIX C Copy of an Order", 45, "a picture takes 49 % of the page, and only 44 characters stand beside it"},
		{"a seal", "APPENDIX C Copy of an Order", 10, ""},
		{"a page of words", strings.Repeat("the words of the order ", 3), 45, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(t.Context(), page(c.height, c.words))
			require.NoError(t, err)
			var got string
			for _, p := range d.Problems {
				if p.Code == Picture {
					got = p.Reason
				}
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// TestPagePicture: the upper left quarter of the picture is black.
func TestPagePicture(t *testing.T) {
	dark := func(x, y int) bool { return x < 8 && y < 4 }
	bits, grey, rgb := make([]byte, 16), make([]byte, 128), make([]byte, 3*128)
	jpg := image.NewGray(image.Rect(0, 0, 16, 8))
	for y := range 8 {
		for x := range 16 {
			if !dark(x, y) {
				bits[2*y+x/8] |= 0x80 >> (x % 8)
				grey[16*y+x] = 255
				copy(rgb[3*(16*y+x):], []byte{255, 255, 255})
				jpg.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, jpg, nil))
	inverted := bytes.Clone(grey)
	for i := range inverted {
		inverted[i] = 255 - inverted[i]
	}
	tests := []struct {
		name, dict string
		data       []byte
	}{
		{"bits", "/BitsPerComponent 1/ColorSpace/DeviceGray", bits},
		{"mask", "/ImageMask true", bits},
		{"grey", "/BitsPerComponent 8/ColorSpace/DeviceGray", grey},
		{"grey, the other way round", "/BitsPerComponent 8/ColorSpace/DeviceGray/Decode[1 0]", inverted},
		{"colour", "/BitsPerComponent 8/ColorSpace/DeviceRGB", rgb},
		{"JPEG", "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode", b.Bytes()},
		{"packed JPEG", "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter[/FlateDecode/DCTDecode]", deflate(b.Bytes())},
		{"packed", "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode", deflate(grey)},
	}
	for _, tt := range tests {
		for quarters := range 4 {
			t.Run(fmt.Sprint(tt.name, " ", quarters), func(t *testing.T) {
				m, err := PagePicture(t.Context(), scanPDF(tt.dict, tt.data, 90*quarters), 1)
				require.NoError(t, err)
				size := m.Bounds().Size()
				assert.Equal(t, quarters&1 == 1, size.Y > size.X)
				corner := [][2]int{{2, 1}, {size.X - 2, 2}, {size.X - 3, size.Y - 2}, {1, size.Y - 3}}[quarters]
				for _, p := range [][2]int{{2, 2}, {size.X - 2, 2}, {size.X - 2, size.Y - 2}, {2, size.Y - 2}} {
					near := (p[0] < size.X/2) == (corner[0] < size.X/2) && (p[1] < size.Y/2) == (corner[1] < size.Y/2)
					y := color.GrayModel.Convert(m.At(p[0], p[1])).(color.Gray).Y
					assert.Equal(t, near, y < 128, "%v is %d", p, y)
				}
			})
		}
	}
	for name, file := range map[string][]byte{
		"no such page":    nil,
		"unknown packing": scanPDF("/BitsPerComponent 8/Filter/JPXDecode", grey, 0),
		"too few dots":    scanPDF("/BitsPerComponent 8/ColorSpace/DeviceGray", grey[:9], 0),
		"no JPEG":         scanPDF("/BitsPerComponent 8/Filter/DCTDecode", grey, 0),
	} {
		_, err := PagePicture(t.Context(), file, 1)
		assert.Error(t, err, name)
	}
}
