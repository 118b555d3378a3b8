package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/server"
)

// linked is a library of one agreement in three editions: the text is the same,
// the second stands for all.
type linked struct{ shelf }

func (l linked) Agreements(ctx context.Context) ([]server.AgreementInfo, error) {
	list, err := l.shelf.Agreements(ctx)
	if err != nil {
		return nil, err
	}
	old, now, next := list[0], list[0], list[0]
	old.ID, old.Effective, old.Expires, old.StoodForBy = "nurses-2019", "2019-01-01", "2021-12-31", now.ID
	now.EditionOf = old.ID
	next.ID, next.Effective, next.Expires, next.EditionOf, next.StoodForBy = "nurses-2030", "2030-01-01", "2032-12-31", now.ID, now.ID
	return []server.AgreementInfo{old, now, next}, nil
}

// The list says which edition an agreement is, and leads to what changed.
func TestEditionsAreShown(t *testing.T) {
	list := shelf{agreement(t)}
	h := serve(t, list, func(c *server.Config) { c.Library = linked{list} })

	w := get(t, h, "/")
	require.Equal(t, http.StatusOK, w.Code)
	page := w.Body.String()
	assert.Contains(t, page, "An older edition. In its place stands <a href=\"/agreements/example-2026\">")
	assert.Contains(t, page, "Not yet in force. Until then stands <a href=\"/agreements/example-2026\">")
	assert.Contains(t, page, `href="/compare/versions?new=example-2026&amp;old=nurses-2019"`)
	assert.Contains(t, page, `href="/compare/versions?new=nurses-2030&amp;old=example-2026"`)
	assert.Contains(t, page, "(2019-01-01 to 2021-12-31)", "editions of one title are told apart")

	w = get(t, h, "/agreements/example-2026")
	require.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "A newer edition of <a href=\"/agreements/nurses-2019\">")
	assert.Contains(t, w.Body.String(), "A newer edition of this is <a href=\"/agreements/nurses-2030\">")

	var answer struct {
		Items []struct {
			ID           string  `json:"id"`
			EditionOf    *string `json:"edition_of"`
			SupersededBy *string `json:"superseded_by"`
			StoodForBy   *string `json:"stood_for_by"`
		} `json:"items"`
	}
	w = get(t, h, "/api/v1/agreements")
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
	require.Len(t, answer.Items, 3)
	assert.Equal(t, new("example-2026"), answer.Items[0].StoodForBy)
	assert.Nil(t, answer.Items[0].EditionOf)
	assert.Equal(t, new("nurses-2019"), answer.Items[1].EditionOf)
	assert.Nil(t, answer.Items[1].StoodForBy)
	assert.Nil(t, answer.Items[1].SupersededBy)
}

// An agreement that does not say when it ends may be in force: that the list for
// a day leaves it out is said.
func TestUndatedIsSaid(t *testing.T) {
	a := agreement(t)
	a.Expires = ""
	h := serve(t, shelf{a}, nil)
	w := get(t, h, "/?in_force=2026-01-01")
	require.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "1 document does not say when it ends and is left out.")
	w = get(t, h, "/?in_force=2020-01-01")
	assert.NotContains(t, w.Body.String(), "left out", "it begins later")
}
