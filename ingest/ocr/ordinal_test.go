package ocr

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOrdinals(t *testing.T) {
	tests := []struct{ language, read, want string }{
		{"eng", "Ist", "1st"}, {"eng", "lst,", "1st,"}, {"eng", "2lst)", "21st)"}, {"eng+spa", "(3|st", "(31st"},
		{"eng", "1st", "1st"}, {"eng", "list", "list"}, {"eng", "Isthmus", "Isthmus"}, {"deu", "Ist", "Ist"},
	}
	for _, tt := range tests {
		lines := []line{{words: []word{{text: tt.read}}}}
		ordinals(tt.language, lines)
		assert.Equal(t, tt.want, lines[0].words[0].text, tt.read)
		assert.Equal(t, tt.want != tt.read, lines[0].words[0].doubt != "", tt.read)
	}
}
