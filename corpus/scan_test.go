package corpus

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestScanned(t *testing.T) {
	a := &Agreement{Pages: []Page{{Span: Span{0, 10}}, {Span: Span{10, 20}, OCR: true}, {Span: Span{20, 30}}}}
	tests := []struct {
		s    Span
		want bool
	}{{Span{0, 10}, false}, {Span{9, 11}, true}, {Span{12, 13}, true}, {Span{20, 21}, false}, {Span{5, 25}, true}, {Span{40, 50}, false}}
	for _, tt := range tests {
		assert.Equal(t, tt.want, a.Scanned(tt.s), tt.s)
	}
	assert.False(t, (&Agreement{}).Scanned(Span{0, 5}))
}
