package topics

import (
	"encoding/json"
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

func TestAll(t *testing.T) {
	all, err := All()
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(all), 120)
	groups := map[string]int{}
	labels := map[string]bool{}
	for _, topic := range all {
		groups[topic.Group]++
		assert.False(t, labels[topic.Label], "label %q twice", topic.Label)
		labels[topic.Label] = true
		assert.NotEmpty(t, topic.Cues, topic.ID)
	}
	assert.Len(t, groups, 12)
	assert.Equal(t, "recognition and rights", all[0].Group)
	assert.Equal(t, "general", all[len(all)-1].Group)
}

// Every topic that the gold asks about is one of ours, by its id.
func TestGoldTopics(t *testing.T) {
	b, err := os.ReadFile("../gold/topics.json")
	require.NoError(t, err)
	var gold []struct{ Topic string }
	require.NoError(t, json.Unmarshal(b, &gold))
	require.NotEmpty(t, gold)
	all, err := All()
	require.NoError(t, err)
	ids := map[string]bool{}
	for _, topic := range all {
		ids[topic.ID] = true
	}
	for _, g := range gold {
		assert.True(t, ids[g.Topic], "no topic %q", g.Topic)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"not JSON":        `{`,
		"unknown field":   `{"group":"g","colour":1,"topics":[{"id":"a","label":"A","names":["a"]}]}`,
		"no topics":       `{"group":"g","topics":[]}`,
		"id with capital": `{"group":"g","topics":[{"id":"A","label":"A","names":["a"]}]}`,
		"id twice":        `{"group":"g","topics":[{"id":"a","label":"A","names":["a"]},{"id":"a","label":"B","names":["b"]}]}`,
		"empty name":      `{"group":"g","topics":[{"id":"a","label":"A","names":[" "]}]}`,
		"no names":        `{"group":"g","topics":[{"id":"a","label":"A"}]}`,
		"bad cue":         `{"group":"g","topics":[{"id":"a","label":"A","names":["a"],"cues":["a||b"]}]}`,
		"bad friend":      `{"group":"g","topics":[{"id":"a","label":"A","names":["a"],"false_friends":[{"words":"x"}]}]}`,
		"bad unit":        `{"group":"g","topics":[{"id":"a","label":"A","names":["a"],"values":[{"label":"v","types":["duration"],"units":["fortnight"]}]}]}`,
		"bad payer":       `{"group":"g","topics":[{"id":"a","label":"A","names":["a"],"values":[{"label":"v","types":["money"],"payer":"union"}]}]}`,
		"bad act":         `{"group":"g","topics":[{"id":"a","label":"A","names":["a"],"values":[{"label":"v","types":["duration"],"acts":["a||b"]}]}]}`,
		"bad type":        `{"group":"g","topics":[{"id":"a","label":"A","names":["a"],"values":[{"label":"v","types":["colour"]}]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(fstest.MapFS{"g.json": {Data: []byte(data)}})
			require.Error(t, err)
		})
	}
}

func TestReadOrder(t *testing.T) {
	got, err := read(fstest.MapFS{
		"a.json": {Data: []byte(`{"group":"later","order":2,"topics":[{"id":"b","label":"B","names":["b"]}]}`)},
		"z.json": {Data: []byte(`{"group":"first","order":1,"topics":[{"id":"a","label":"A","names":["a"]}]}`)},
	})
	require.NoError(t, err)
	assert.Equal(t, []corpus.Topic{
		{ID: "a", Label: "A", Group: "first", Names: []string{"a"}},
		{ID: "b", Label: "B", Group: "later", Names: []string{"b"}},
	}, got)
}

// The crosswalk names headings of the WageIndicator database and no others.
func TestWageIndicator(t *testing.T) {
	all, err := All()
	require.NoError(t, err)
	known := []string{"wages", "working hours", "sickness and disability", "social security and pensions", "health and safety", "training",
		"work-family arrangements", "job descriptions"}
	n := 0
	for _, topic := range all {
		if topic.WageIndicator != "" {
			n++
			assert.Contains(t, known, topic.WageIndicator, topic.ID)
		}
	}
	assert.Greater(t, n, 50)
}
