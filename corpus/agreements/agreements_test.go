package agreements

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestManifestMatchesFiles(t *testing.T) {
	docs, err := All()
	require.NoError(t, err)
	texts, err := fs.Glob(files, "*.txt")
	require.NoError(t, err)
	var names []string
	ids := map[string]bool{}
	for _, d := range docs {
		names = append(names, d.Name)
		sum := sha256.Sum256(d.Data)
		assert.Equal(t, hex.EncodeToString(sum[:]), d.Entry.SHA256, d.Name)
		assert.Equal(t, path.Base(d.Name), d.Name)
		assert.True(t, utf8.Valid(d.Data), d.Name)
		assert.False(t, ids[d.Entry.ID], "id %s used twice", d.Entry.ID)
		ids[d.Entry.ID] = true
		assert.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, d.Entry.ID)
	}
	assert.Equal(t, texts, names, "every file has a row and every row a file, in order")
}

func TestManifestDates(t *testing.T) {
	docs, err := All()
	require.NoError(t, err)
	for _, d := range docs {
		if e := d.Entry.Effective; e != nil {
			_, err := e.Time()
			require.NoError(t, err, d.Name)
		}
		if e := d.Entry.Expires; e != nil {
			_, err := e.Time()
			require.NoError(t, err, d.Name)
		}
	}
}
