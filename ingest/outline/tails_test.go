package outline

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// TestTails: the paragraph that closes a list is the section's, where it stands
// out at the section's margin, and the last item's where items run out to it too.
func TestTails(t *testing.T) {
	const head = "ARTICLE 1\nSAFETY\n\nA.  The hall has a plan. It names:\n\n"
	for _, c := range []struct {
		name, body, item, section string
	}{
		{"at the margin", "      (a) the one who leads;\n\n      (b) the doors that are used and those that\n          are kept shut; and\n\n      (c) the bell.\n\nThe Union has a copy of it.\n",
			"the bell.", "The hall has a plan. It names: The Union has a copy of it."},
		{"items of items", "      (a) the one who leads;\n\n      (b) the doors:\n\n            (1) to the north;\n\n            (2) to the south.\n\nThe Union has a copy of it.\n",
			"to the south.", "The hall has a plan. It names: The Union has a copy of it."},
		{"set in as far", "      (a) the one who leads;\n\n      (b) the bell.\n\n      The Union has a copy of it.\n",
			"the bell. The Union has a copy of it.", "The hall has a plan. It names:"},
		{"items that run out", "      (a) the one who leads;\n\n      (b) the bell, which is rung each\nmorning.\n\nThe Union has a copy of it.\n",
			"the bell, which is rung each morning. The Union has a copy of it.", "The hall has a plan. It names:"},
		{"in mid-sentence", "      (a) the one who leads;\n\n      (b) the bell\n\nThat is rung each morning.\n",
			"the bell", "The hall has a plan. It names: That is rung each morning."},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := readText(head + c.body + "\nB.  The plan is kept.\n\nARTICLE 2\nTERM\n\nA.  A year.\n\nB.  Or two.\n")
			require.NoError(t, a.Validate())
			tree := corpus.NewTree(a)
			last, section := "", ""
			for i := range a.Provisions {
				p := &a.Provisions[i]
				text := strings.Join(strings.Fields(tree.CleanText(i).Text), " ")
				if strings.HasSuffix(p.ID, "art_1__sec_A") {
					section = text
				}
				if strings.HasPrefix(p.ID, "art_1__sec_A__") {
					last = text
				}
			}
			assert.Equal(t, c.item, last)
			assert.Equal(t, c.section, section)
		})
	}
}
