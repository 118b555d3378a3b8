package pdftext

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProperties(t *testing.T) {
	page := "BT /F1 12 Tf 72 700 Td (ARTICLE 1) Tj ET"
	read := func(t *testing.T, trailer, info string) Properties {
		t.Helper()
		m := &made{}
		if info != "" {
			m.add("%s", info)
		}
		m.trailer = trailer
		d, err := ReadWatched(context.Background(), m.pages("", "", page), func(int, int) {})
		require.NoError(t, err)
		return d.Properties()
	}
	for _, tt := range []struct {
		name, trailer, info string
		want                Properties
	}{
		{"none", "", "", Properties{}},
		{"stated", "/Info 1 0 R", `<</Title (Agreement  of Arden)/Author <FEFF004A00E9>/CreationDate (D:20190703120000-05'00')>>`, Properties{"Agreement of Arden", "Jé", "2019-07-03"}},
		{"of other kinds", "/Info 1 0 R", `<</Title [1 2]/Author 7/CreationDate (today)>>`, Properties{}},
		{"of no object", "/Info 99 0 R", "", Properties{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, read(t, tt.trailer, tt.info))
		})
	}
}
