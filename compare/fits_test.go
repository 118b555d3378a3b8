package compare

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/topics"
)

// A value stands under a label only if its words fit, and not under the label of
// the value next to it. Each case is a fault that was shown once.
func TestValuesFit(t *testing.T) {
	days := func(n float64, raw string) corpus.Term { return lasting(n, corpus.CalendarDay, raw) }
	on := func(d corpus.Date, raw string) corpus.Term {
		return corpus.Term{Type: corpus.DateTerm, Date: d, Raw: raw}
	}
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
		{"what must be done by then", "grievance-answer", "Grievance Procedure",
			"The supervisor shall answer the grievance in writing within five days. If the answer is unsatisfactory, the union may appeal the decision to the director within ten days of the answer.",
			[]corpus.Term{days(5, "five days"), days(10, "ten days")}, []string{"time to answer five days"}},
		{"a deadline in a condition", "grievance-step2-appeal", "Grievance Procedure",
			"If the supervisor has given no answer within fourteen days, the union may appeal the grievance to Step 2 within seven days.",
			[]corpus.Term{days(14, "fourteen days"), days(7, "seven days")}, []string{"time to appeal seven days"}},
		{"said behind the deadline", "grievance-filing-deadline", "Grievance Procedure",
			"Within ten days of the occurrence, the employee shall file the grievance with the supervisor.",
			[]corpus.Term{days(10, "ten days")}, []string{"time to file ten days"}},
		{"whose share it is", "health-premium-split", "Health Insurance Premiums",
			"The cost of the health insurance premium is 85% paid by the Board and 15% paid by the employee.",
			[]corpus.Term{share(85, "85%", ""), share(15, "15%", "")}, []string{"employee share 15%", "employer share 85%"}},
		{"what is added to a share", "health-premium-split", "Health Insurance Premiums",
			"The employee share of the health premium is 10% of the premium cost, the employee share increasing by 3% next year.",
			[]corpus.Term{share(10, "10%", ""), share(3, "3%", "")}, []string{"employee share 10%"}},
		{"a weekly threshold is no daily one", "overtime-pay", "Overtime",
			"Work in excess of 8 hours in a workday or 40 hours in a workweek is paid as overtime.",
			[]corpus.Term{{Type: corpus.Duration, Value: 8, Unit: corpus.Hour, Per: "workday", Raw: "8 hours in a workday"},
				{Type: corpus.Duration, Value: 40, Unit: corpus.Hour, Per: "workweek", Raw: "40 hours in a workweek"}},
			[]string{"weekly threshold 40 hours in a workweek", "daily threshold 8 hours in a workday"}},
		{"no count of something else for a rate", "overtime-pay", "Overtime",
			"Overtime in excess of 8 hours in a workday is paid. After twenty meal penalties overtime is paid at time and one-half for the excess.",
			[]corpus.Term{{Type: corpus.Duration, Value: 8, Unit: corpus.Hour, Per: "workday", Raw: "8 hours in a workday"},
				{Type: corpus.Count, Value: 20, Unit: "penalty", Raw: "twenty meal penalties"}, {Type: corpus.Count, Value: 1.5, Unit: "times", Raw: "time and one-half"}},
			[]string{"daily threshold 8 hours in a workday", "rate time and one-half"}},
		{"when something is paid is no bank", "union-leave-bank", "Union Leave",
			"A union leave bank of 200 hours a year is established. The bank is settled by the union within thirty days of each use of it.",
			[]corpus.Term{lasting(200, corpus.Hour, "200 hours"), days(30, "thirty days")}, []string{"bank 200 hours"}},
		{"what one must have served is no limit", "educational-leave", "Educational Leave",
			"An employee who has worked for the Department for more than five years may take up to one year of educational leave.",
			[]corpus.Term{lasting(5, corpus.Year, "five years"), lasting(1, corpus.Year, "one year")}, []string{"longest leave one year"}},
		{"an age", "retiree-health", "Retiree Health Insurance",
			"Upon retirement at age 58 years with ten years of service the employee retains health coverage.",
			[]corpus.Term{lasting(58, corpus.Year, "58 years"), lasting(10, corpus.Year, "ten years")}, []string{"service needed ten years"}},
		{"a window is no length", "new-employee-orientation", "New Employee Orientation",
			"Within the first ten hours of a new employee's work the steward may meet with the new employee for 30 minutes of orientation.",
			[]corpus.Term{lasting(10, corpus.Hour, "ten hours"), lasting(30, corpus.Minute, "30 minutes")}, []string{"time at orientation 30 minutes"}},
		{"things that are counted", "bulletin-boards", "Bulletin Boards",
			"The Employer furnishes wall space of 24 x 36 inches for two bulletin boards.",
			[]corpus.Term{{Type: corpus.Count, Value: 36, Unit: "inch", Raw: "36 inches"}, {Type: corpus.Count, Value: 2, Unit: "board", Raw: "two bulletin boards"}},
			[]string{"number of boards two bulletin boards"}},
		{"people told by how long they work", "step-increases", "Step Increases",
			"Ten-month employees advance one step on the salary schedule after twelve months of service.",
			[]corpus.Term{lasting(10, corpus.Month, "Ten-month"), lasting(12, corpus.Month, "twelve months")}, []string{"time in step twelve months"}},
		{"which date it is", "duration", "Duration",
			"This Agreement shall be effective July 1, 2007 and continue in force until June 30, 2010, and renews itself unless by December 1, 2009 notice is given.",
			[]corpus.Term{on("2007-07-01", "July 1, 2007"), on("2010-06-30", "June 30, 2010"), on("2009-12-01", "December 1, 2009")},
			[]string{"effective July 1, 2007", "expires June 30, 2010"}},
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

// A value that little speaks for is doubtful: no title is the topic's, and its
// words are few, or stand in a further provision.
func TestDoubtful(t *testing.T) {
	all, err := topics.All()
	require.NoError(t, err)
	m := newMatcher(all)
	i := slices.IndexFunc(m.topics, func(c *compiled) bool { return c.ID == "meal-periods" })
	require.GreaterOrEqual(t, i, 0)
	topic := m.topics[i]
	of := func(title, text string, score float64, rank int) bool {
		v := newView(document("x", corpus.KindAgreement, made{"art_1", title, text, []corpus.Term{lasting(30, corpus.Minute, "30 minutes")}}))
		for k := range topic.values {
			if topic.values[k].Label == "length" {
				return v.doubtful(&v.sents[0], &v.a.Terms[0], &topic.values[k], topic, m, score, rank)
			}
		}
		t.Fatal("no such value")
		return false
	}
	const lunch = "The lunch period is 30 minutes."
	assert.False(t, of("Meal Periods", lunch, 1.2, 0), "under a title of the topic")
	assert.False(t, of("Cleaning", lunch, 2, 0), "told by its words")
	assert.True(t, of("Cleaning", lunch, 1.2, 0), "its place says little")
	assert.True(t, of("Cleaning", lunch, 2, 1), "a further provision")
	assert.True(t, of("Cleaning", "The wash before it takes 30 minutes.", 1.9, 0), "its words say nothing")
}

// Doubtful values are left out where others are not, unless they are rows of the
// same list.
func TestSurest(t *testing.T) {
	v := newView(document("x", corpus.KindAgreement, made{"art_1", "A", "First words here.\nSecond words here.", nil}, made{"art_2", "B", "Other words here.", nil}))
	require.GreaterOrEqual(t, len(v.sents), 2)
	last := len(v.sents) - 1
	sure, row, weak := candidate{sent: 0, score: 2}, candidate{sent: 0, score: 1, weak: true}, candidate{sent: last, score: 1.5, weak: true}
	assert.Equal(t, []candidate{sure, row}, surest(v, []candidate{weak, sure, row}))
	assert.Equal(t, []candidate{weak}, surest(v, []candidate{weak}))
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
	assert.Equal(t, "at most 15 % → 10%, Letter 8", v[0].Text())
	assert.Nil(t, letter("The number of drug tests at random of trainees in the pool is 10% of their positions.")[0].OverriddenBy)
}

// A value under the title of another topic is that topic's, even within a
// section on both.
func TestValuesElsewhere(t *testing.T) {
	a := document("x", corpus.KindAgreement,
		made{"art_1", "Sick Leave", "An employee shall be credited with one day of sick leave for each month.", []corpus.Term{lasting(1, corpus.Day, "one day")}},
		made{"art_1__subsec_a", "Bereavement Leave", "An employee is allowed three days of sick leave each year for a death.", []corpus.Term{lasting(3, corpus.Day, "three days")}})
	got, err := comparer(t, nil, a).Align(t.Context(), Request{Topic: "sick-leave-accrual"})
	require.NoError(t, err)
	require.Len(t, got.Cells[0].Values, 1)
	assert.Equal(t, "one day", got.Cells[0].Values[0].Raw)
}

// A limit is shown as one.
func TestBound(t *testing.T) {
	for _, tc := range []struct{ text, raw, want string }{
		{"An amount not to exceed five days.", "five days", atMost},
		{"Up to a maximum of 96 hours.", "96 hours", atMost},
		{"No more than 40 hours.", "40 hours", atMost},
		{"Not less than 4 hours of pay.", "4 hours", atLeast},
		{"A four hour minimum applies.", "four hour", atLeast},
		{"Pay is raised by between 3 hours and 5 hours.", "3 hours", atLeast},
		{"Pay is raised by between 3 hours and 5 hours.", "5 hours", atMost},
		{"Three days of leave.", "Three days", ""},
		{"Between the parties and 5 hours later.", "5 hours", ""},
	} {
		a := document("x", corpus.KindAgreement, made{"art_1", "T", tc.text, []corpus.Term{lasting(1, corpus.Day, tc.raw)}})
		v := newView(a)
		assert.Equal(t, tc.want, bound(&v.sents[0], &a.Terms[0]), tc.text)
	}
}

// An amount for a level of coverage says which.
func TestCoverage(t *testing.T) {
	for _, tc := range []struct{ text, raw, want string }{
		{"Each member will contribute $15 per month for single plan health insurance or $25 per month for family plan health insurance.", "$15 per month", "single plan"},
		{"Each member will contribute $15 per month for single plan health insurance or $25 per month for family plan health insurance.", "$25 per month", "family plan"},
		{"The contribution is as follows: Employee Only = $30; Employee + Other = $50.", "$30", "Employee Only"},
		{"The contribution is as follows: Employee Only = $30; Employee + Other = $50.", "$50", "Employee + Other"},
		{"The employee pays $20 of the premium.", "$20", ""},
	} {
		a := document("x", corpus.KindAgreement, made{"art_1", "T", tc.text, []corpus.Term{{Type: corpus.Money, Raw: tc.raw}}})
		v := newView(a)
		assert.Equal(t, tc.want, coverage(&v.sents[0], &a.Terms[0]), "%s: %s", tc.raw, tc.text)
	}
}

// A sentence that announces a list is quoted with it.
func TestQuoteWithList(t *testing.T) {
	a := document("x", corpus.KindAgreement,
		made{"art_1", "Shift Differential", "A shift differential is paid for these shifts:", nil},
		made{"art_1__subsec_a", "", "between 6 p.m. and 6 a.m.", nil}, made{"art_2", "Other", "Nothing.", nil})
	v := newView(a)
	q := v.quote(0)
	assert.Contains(t, q.Text, "between 6 p.m. and 6 a.m.")
	assert.NotContains(t, q.Text, "Nothing")
	assert.Equal(t, a.CleanSpans(q.Span).Text, q.Text)
}
