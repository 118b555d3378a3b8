package compare

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// A value stands under a label only if its words fit, and not under the label of
// the value next to it. Each case is a fault that was shown once.
func TestValuesFit(t *testing.T) {
	days := func(n float64, raw string) corpus.Term { return lasting(n, corpus.CalendarDay, raw) }
	for _, tc := range []struct {
		name, topic, title, text string
		terms                    []corpus.Term
		want                     []string // label and words of each value
	}{
		{"another deadline of the procedure", "grievance-filing-deadline", "Grievance Procedure",
			"A grievance must be presented in writing within thirty calendar days after its occurrence. Failure to notify the arbitrator within sixty calendar days shall cause the grievance to be withdrawn.",
			[]corpus.Term{days(30, "thirty calendar days"), days(60, "sixty calendar days")}, []string{"time to file thirty calendar days"}},
		{"the service one must have", "holidays", "Holidays",
			"Employees shall be allowed eight hours paid absence on the following holidays. To qualify an employee must have completed 520 hours of service.",
			[]corpus.Term{lasting(8, corpus.Hour, "eight hours"), lasting(520, corpus.Hour, "520 hours")}, []string{"hours a holiday eight hours"}},
		{"what a rate is counted on", "sick-leave-accrual", "Sick Leave",
			"An employee shall be credited with four hours of paid sick leave for each completed 80 hours of work.",
			[]corpus.Term{lasting(4, corpus.Hour, "four hours"), lasting(80, corpus.Hour, "80 hours")}, []string{"accrual four hours"}},
		{"how much one works", "bereavement", "Bereavement Leave",
			"An employee is allowed three days of leave with pay on a death in the family. Those who work 20 hours per week are allowed half of the leave on a death.",
			[]corpus.Term{lasting(3, corpus.Day, "three days"), {Type: corpus.Duration, Value: 20, Unit: corpus.Hour, Per: corpus.Week, Raw: "20 hours per week"}}, []string{"days three days"}},
		{"what another takes the place of", "drug-alcohol-testing", "Drug and Alcohol Testing",
			"The number of random tests of the positions in the pool was decreased from 15% to 10%.",
			[]corpus.Term{share(15, "15%", ""), share(10, "10%", "")}, []string{"random tests 10%"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := comparer(t, nil, document("x", corpus.KindAgreement, made{"art_1", tc.title, tc.text, tc.terms}))
			got, err := c.Align(t.Context(), Request{Topic: tc.topic})
			require.NoError(t, err)
			var have []string
			for _, v := range got.Cells[0].Values {
				have = append(have, v.Label+" "+v.Raw)
			}
			assert.Equal(t, tc.want, have)
		})
	}
}

// A letter that says in words of change that a value is another is shown beside
// the value; one that states a value for something else is not.
func TestOverride(t *testing.T) {
	article := made{"art_1", "Drug and Alcohol Testing", "The number of drug tests at random may not exceed 15% of the number of positions in the pool.", []corpus.Term{share(15, "15%", "")}}
	letter := func(text string) []Value {
		a := document("x", corpus.KindAgreement, article, made{"lou_8", "Drug and Alcohol Testing", text, []corpus.Term{share(10, "10%", "")}})
		got, err := comparer(t, nil, a).Align(t.Context(), Request{Topic: "drug-alcohol-testing"})
		require.NoError(t, err)
		require.NotEmpty(t, got.Cells[0].Values)
		return got.Cells[0].Values
	}
	v := letter("The number of positions in the random test pool was decreased from 15% to 10%.")
	require.NotNil(t, v[0].OverriddenBy)
	assert.Equal(t, "10%", v[0].OverriddenBy.Raw)
	assert.Equal(t, "15 % → 10%, Letter 8", v[0].Text())
	assert.Nil(t, letter("The number of drug tests at random of trainees in the pool is 10% of their positions.")[0].OverriddenBy)
}
