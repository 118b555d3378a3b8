package outline

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
)

// agreementText is an agreement with a contents list, of four articles with three
// sections each and an appendix with two.
func agreementText() string {
	var b strings.Builder
	b.WriteString("TABLE OF CONTENTS\n\n")
	titles := []string{"RECOGNITION", "UNION DUES", "GRIEVANCES", "HOLIDAYS"}
	for i, title := range titles {
		b.WriteString("ARTICLE " + itoa(i+1) + " - " + title + " ........ " + itoa(i+2) + "\n")
	}
	for i, title := range titles {
		b.WriteString("\n\nARTICLE " + itoa(i+1) + " - " + title + "\n")
		for _, letter := range []string{"A", "B", "C"} {
			b.WriteString("\nSection " + letter + ". Matter " + letter + ".\nThe parties agree on what this says,\nand they will act upon it in good faith.\n")
		}
	}
	b.WriteString("\n\nAPPENDIX A\nWAGES\n\nSection A. Rates.\nThe rates are those of the year before.\n\nSection B. Steps.\nEach step is one year of service.\n")
	return b.String()
}

// evidenceOf reads text and gives the evidence for each provision by its id.
func evidenceOf(t *testing.T, text string) (map[string]string, map[string]float64) {
	t.Helper()
	res := Read(layout.Read(text))
	require.Len(t, res.Evidence, len(res.Provisions))
	evidence, confidence := map[string]string{}, map[string]float64{}
	for i, p := range res.Provisions {
		evidence[p.ID], confidence[p.ID] = res.Evidence[i].String(), p.Confidence
	}
	return evidence, confidence
}

func TestEvidence(t *testing.T) {
	whole := agreementText()
	sure, confidence := evidenceOf(t, whole)
	require.Equal(t, "listed", sure["art_2"])
	require.Empty(t, sure["art_2__sec_B"])
	assert.Equal(t, "tail", sure["app_A__sec_B"], "papers may follow it")
	assert.Empty(t, sure["app_A__sec_A"])

	tests := []struct {
		name, old, new string
		want           map[string]string
	}{
		{"a section is lost", "Section B. Matter B.\n", "\n", map[string]string{"art_1__sec_A": "gap-behind", "art_1__sec_C": "gap-before", "art_1": "listed"}},
		{"the first section is lost", "Section A. Matter A.\n", "\n", map[string]string{"art_1__sec_B": "late", "art_1__sec_C": ""}},
		{"an article is lost", "\n\nARTICLE 2 - UNION DUES\n", "\n", map[string]string{"art_1": "listed+lost-behind+gap-behind", "art_3": "listed+gap-before"}},
		{"another title", "ARTICLE 3 - GRIEVANCES .", "ARTICLE 3 - PAID LEAVES .", map[string]string{"art_3": "differs"}},
		{"another style", "Section C. Matter C.\n", "Section 1. Matter C.\n", map[string]string{"art_1__sec_B": "shift", "art_1__sec_A": ""}},
		{"not in the list", "ARTICLE 3 - GRIEVANCES ........ 4\n", "", map[string]string{"art_3": "unlisted"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spoilt := strings.Replace(whole, tt.old, tt.new, 1)
			require.NotEqual(t, whole, spoilt)
			got, less := evidenceOf(t, spoilt)
			for id, want := range tt.want {
				assert.Equal(t, want, got[id], id)
				if want != "" && want != "listed" {
					assert.Less(t, less[id], confidence[id], id)
				}
			}
		})
	}
}

// TestEvidenceWithoutList: a document without a contents list is not doubted
// for it.
func TestEvidenceWithoutList(t *testing.T) {
	whole := agreementText()
	got, _ := evidenceOf(t, whole[strings.Index(whole, "\n\nARTICLE 1 - RECOGNITION\n"):])
	assert.Empty(t, got["art_1"])
	assert.Empty(t, got["art_4__sec_A"])
}

// TestNoHeading: a text in which no heading was found is not sure of itself.
func TestNoHeading(t *testing.T) {
	_, confidence := evidenceOf(t, "the parties have met and have talked.\nthey will meet again.\n")
	assert.Equal(t, map[string]float64{"text": 0.5}, confidence)
}

func TestConfidence(t *testing.T) {
	for e := range Evidence(1 << evidences) {
		c := e.Confidence()
		require.Greater(t, c, 0.0, e.String())
		require.LessOrEqual(t, c, 0.99, e.String())
		for i := range evidences {
			bit := Evidence(1 << i)
			if bit == Listed {
				require.GreaterOrEqual(t, (e | bit).Confidence(), c, "%s speaks for", bit)
			} else {
				require.LessOrEqual(t, (e | bit).Confidence(), c, "%s speaks against", bit)
			}
		}
	}
	assert.Equal(t, "listed+tail", (Listed | Tail).String())
}
