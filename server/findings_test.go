package server_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// What the audit found is remembered for an agreement, and no longer than it
// stands: another reading under the same id is looked at anew.
func TestAuditOfAnotherReading(t *testing.T) {
	list := shelf{agreement(t)}
	h := serve(t, list, nil)
	first := get(t, h, "/audit").Body.String()
	assert.Contains(t, first, "there is no Section 9")
	assert.Equal(t, first, get(t, h, "/audit").Body.String())
	other := agreement(t)
	other.References = []corpus.CrossReference{}
	require.NoError(t, other.Validate())
	list[0] = other
	assert.NotContains(t, get(t, h, "/audit").Body.String(), "there is no Section 9")
	assert.NotContains(t, get(t, h, "/api/v1/audit").Body.String(), "there is no Section 9")
}
