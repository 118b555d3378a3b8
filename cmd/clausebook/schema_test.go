package main

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/wire"
)

// wireSchema is the published schema of what extract prints.
func wireSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("extract.json", anyJSON(t, wire.Schema())))
	s, err := c.Compile("extract.json")
	require.NoError(t, err)
	return s
}

func anyJSON(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	return v
}
