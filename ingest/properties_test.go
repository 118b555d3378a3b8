package ingest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a file says of itself is told beside what its text says, never instead.
func TestFileProperties(t *testing.T) {
	body := "<body><h1>ARTICLE 1 HOURS</h1><p>The work day is eight hours.</p><h1>ARTICLE 2 PAY</h1><p>Pay is weekly.</p></body></html>"
	for _, tt := range []struct{ name, page, want string }{
		{"a title that the text lacks", `<html><head><title>Agreement of Arden and Local 7</title><meta name="author" content="J. Clerk"><meta name="date" content="2019-07-03"></head>` + body,
			"the file says of itself (the page's head): title “Agreement of Arden and Local 7”, author “J. Clerk”, written on 2019-07-03; the text does not say so, and nothing was taken from it"},
		{"a title that the text has", "<html><head><title>Article 1: Hours</title></head>" + body, ""},
		{"the name of a file", "<html><head><title>Microsoft Word - contract-final2.docx</title></head>" + body, ""},
		{"the file's own name", "<html><head><title>Bound Volume</title></head>" + body, ""},
		{"none", "<html><head><title> </title><meta name=author content=Somebody></head>" + body, ""},
		{"rich text", `{\rtf1{\info{\title Arden\'92s Contract}{\author J}{\creatim\yr2019\mo7\dy3\hr4}}ARTICLE 1\par HOURS\par The work day is eight hours.\par}`,
			"(document properties): title “Arden’s Contract”, written on 2019-07-03;"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Extract(context.Background(), Input{Name: "bound-volume.x", Data: []byte(tt.page)}, Options{})
			require.NoError(t, err)
			assert.NotContains(t, a.Title, "Arden")
			said := ""
			for _, d := range a.Diagnostics {
				if d.Code == codeProperties {
					said = d.Message
				}
			}
			if tt.want == "" {
				assert.Empty(t, said)
				return
			}
			assert.Contains(t, said, tt.want)
		})
	}
}

func TestNoTitle(t *testing.T) {
	for _, junk := range []string{"Untitled", "Document1", "Microsoft Word - Contract 2019.doc", "contract_final.pdf", "untitled-3"} {
		assert.True(t, noTitle.MatchString(junk), junk)
	}
	for _, title := range []string{"Agreement between Arden and Local 7", "Documents of the Parties", "Title IX Agreement"} {
		assert.False(t, noTitle.MatchString(title), title)
	}
}
