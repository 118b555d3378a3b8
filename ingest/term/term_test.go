package term

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// one makes an agreement of one provision that is all text.
func one(text string) *corpus.Tree {
	return corpus.NewTree(&corpus.Agreement{Text: text, Provisions: []corpus.Provision{
		{ID: "art_1", Kind: corpus.Article, Span: corpus.Span{End: len(text)}},
	}})
}

// show writes a term in short: "10 working_day per year [raw] {effective} <condition> !doubt".
func show(t corpus.Term) string {
	var b strings.Builder
	switch t.Type {
	case corpus.DateTerm:
		b.WriteString(string(t.Date))
	default:
		b.WriteString(trim(t.Value) + " " + t.Unit)
	}
	if t.Per != "" {
		b.WriteString(" per " + t.Per)
	}
	if t.Effective != "" {
		fmt.Fprintf(&b, " from %s", t.Effective)
	}
	if t.Doubt != "" {
		b.WriteString(" !")
	}
	return b.String()
}

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want []string
	}{
		// Words and figures are one value.
		{"within ten (10) working days", []string{"10 working_day"}},
		{"within 10 (ten) days", []string{"10 day"}},
		{"thirty (30) calendar days", []string{"30 calendar_day"}},
		{"one hundred thirty five (135) hours", []string{"135 hour"}},
		{"first one thousand forty (1 040) straight time hours", []string{"1040 hour"}},
		{"fifteen (10) days", []string{"10 day !"}},
		{"sixteen and seven eighths (16 7/8) days", []string{"16.875 day"}},
		{"one and two tenth's (1.2) hours of Administrative Leave for each employee", []string{"1.2 hour per employee"}},
		{"one and one-half (1-1/2) hours", []string{"1.5 hour"}},
		{"one and one-half (1/2) hours", []string{"1.5 hour"}},
		{"two thousand eighty hours", []string{"2080 hour"}},
		{"2080 hours", []string{"2080 hour"}},
		{"2,080-hour year", []string{"2080 hour"}},
		{"twenty- four (24) months", []string{"24 month"}},
		{"up to one (1) year", []string{"1 year"}},
		{"four (4) scheduled working days", []string{"4 working_day"}},
		{"five business days", []string{"5 working_day"}},
		{"three (3) personal days", []string{"3 day"}},
		{"for two full pay periods", []string{"2 pay_period"}},
		{"a 24-hour period", []string{"24 hour"}},
		{"90days", []string{"90 day"}},
		{"7½ hours", []string{"7.5 hour"}},
		{"one and one quarter days per month", []string{"1.25 day per month"}},
		{"8 ½ hours", []string{"8.5 hour"}},
		{"8-½ hours", []string{"8.5 hour"}},
		{"forty-five days", []string{"45 day"}},

		// Ranges and lists give each number its unit.
		{"two (2) to five (5) years", []string{"2 year", "5 year"}},
		{"0-1 years (0-2,079 hours) = 4.0 hours/80 hours service", []string{"0 year", "1 year", "0 hour", "2079 hour", "4 hour per 80 hours"}},
		{"30, 60 or 90 days", []string{"30 day", "60 day", "90 day"}},
		{"between 10 and 15 minutes", []string{"10 minute", "15 minute"}},
		{"$10 - $20", []string{"10 USD", "20 USD"}},
		{"5% to 10%", []string{"5 %", "10 %"}},
		{"15 or more days", []string{"15 day"}},

		// Money.
		{"$1.50 per hour", []string{"1.5 USD per hour"}},
		{"eight hundred dollars ($800) for packing", []string{"800 USD"}},
		{"one thousand dollars $1,000) allowance", []string{"1000 USD"}},
		{"nine hundred dollars ($800)", []string{"800 USD !"}},
		{"ten cents ($.10) an hour", []string{"0.1 USD per hour"}},
		{"$.329 per Mile", []string{"0.329 USD per mile"}},
		{"twenty-five (25) cents per hour", []string{"0.25 USD per hour"}},
		{"$1.5 million", []string{"1500000 USD"}},
		{"a yearly maximum benefit of $1,500 per person", []string{"1500 USD per person per year"}},
		{"$1200 combined maximum benefit per eligible person per benefit year", []string{"1200 USD per person per year"}},
		{"The monthly maximum benefit will be $5000 for", []string{"5000 USD per month"}},
		{"up to $160.00 for a pair of boots every two fiscal years", []string{"160 USD per 2 fiscal years"}},
		{"a maximum of $200.00 during any twenty-four (24) month period", []string{"200 USD per 24 months"}},
		{"$400 for each duty week worked", []string{"400 USD per week"}},
		{"$300/individual and $600/family", []string{"300 USD per individual", "600 USD per family"}},
		{"$75 annually", []string{"75 USD per year"}},

		// Lost in scanning: never completed.
		{"a maximum of $ per week", nil},
		{"$2, per month", []string{"2 USD per month !"}},
		{"within ( ) days", nil},

		// Percentages.
		{"5% of base", []string{"5 %"}},
		{"one percent (1%)", []string{"1 %"}},
		{"fifty percent (50%) of unused", []string{"50 %"}},
		{"two and one-half per cent (2.5%)", []string{"2.5 %"}},
		{"Partial (50%) reimbursement", []string{"50 %"}},
		{"five percent (5%) per hour", []string{"5 % per hour"}},

		// Per.
		{"ten (10) working days in any calendar year", []string{"10 working_day per year"}},
		{"eight (8) hours in any workday", []string{"8 hour per workday"}},
		{"forty (40) hours per week", []string{"40 hour per week"}},
		{"one (1) hour's pay for each five (5) hours of time", []string{"1 hour per 5 hours"}},
		{"an administrative leave bank of two hundred (200) hours per calendar year", []string{"200 hour per year"}},
		{"nine (9) hours for each 208 working hour period", []string{"9 hour per 208 hours"}},
		{"within 10 days of each occurrence", []string{"10 day"}},
		{"4.67 vacation hours shall be accrued per pay period", []string{"4.67 hour per pay_period"}},
		{"eight (8) hours will be credited for each month", []string{"8 hour per month"}},
		{"ten (10) days shall be allowed the officer", []string{"10 day"}},

		// Counts.
		{"two (2) fifteen (15) minute breaks per day", []string{"2 break per day", "15 minute"}},
		{"up to twenty-one (21) stewards", []string{"21 steward"}},
		{"no more than three (3) representatives of the Union", []string{"3 representative"}},
		{"equal to 2.0 times annual salary", []string{"2 times annual salary"}},
		{"four (4) times per year", []string{"4 times per year"}},
		{"paid at time and one-half (1 1/2)", []string{"1.5 times"}},
		{"at a rate of one-and-one half times the regular rate", []string{"1.5 times regular rate"}},
		{"paid one-and-one-half (1 ½) times the hourly rate", []string{"1.5 times hourly rate"}},
		{"Time and one-half (1 ½) of the rate", []string{"1.5 times"}},
		{"equals two-thirds (2/3) of the base salary", []string{"0.6666666666666666 share"}},
		{"a list of seven (7) arbitrators", []string{"7 arbitrator"}},
		{"not one of the employees", nil},
		{"In the event December 25 falls on a Saturday", nil},
		{".1 hours per each hour worked", []string{"0.1 hour per hour"}},

		// Dates.
		{"October 1, 2008", []string{"2008-10-01"}},
		{"JUNE 30, 2018", []string{"2018-06-30"}},
		{"Oct. 1st, 2008", []string{"2008-10-01"}},
		{"July 1,1996", []string{"1996-07-01"}},
		{"on or before 10/1/80 and 6/30/2018", []string{"1980-10-01 !", "2018-06-30"}},
		{"2008-10-01", []string{"2008-10-01"}},
		{"the first day of October, 2008", []string{"2008-10-01"}},
		{"this 5th day of May, 2014", []string{"2014-05-05"}},
		{"until the thirtieth day of June, 2024", []string{"2024-06-30"}},
		{"the twenty-first day of May, 2014", []string{"2014-05-21"}},
		{"the Thirty First day of December 2020", []string{"2020-12-31"}},
		{"the nineteenth day of May, 2014", []string{"2014-05-19"}},
		{"31/12/2010", []string{"2010-12-31 !"}},
		{"June 31, 2018", nil},
		{"October 1", nil},
		{"October 2008", nil},

		// From when it holds.
		{"Effective October 1, 2008 the employer shall pay 90%", []string{"2008-10-01", "90 % from 2008-10-01"}},
		{"On October 1, 2014, the base rate shall be increased by two percent (2%).", []string{"2014-10-01", "2 % from 2014-10-01"}},
		{"an increase of 2% effective October 1, 2009", []string{"2 % from 2009-10-01", "2009-10-01"}},
		{"pays 95%. Effective October 1, 2008, 90%", []string{"95 %", "2008-10-01", "90 % from 2008-10-01"}},
		{"employees hired on or after January 1, 2000 pay 50%", []string{"2000-01-01", "50 %"}},

		// Numbers that count nothing.
		{"Section 3 days of which", nil},
		{"under Act 312 of 1969", nil},
		{"Chapter 03 hours", nil},
		{"in the 2014 calendar year", nil},
		// Times of day are no lengths.
		{"a shift beginning at 0700 hours and ending at 1500 hours", nil},
		{"changed to 1000 hours to 1800 hours", nil},
		{"from 1000 to 1800 hours", nil},
		{"after 1040 hours of service", []string{"1040 hour"}},
		{"up to 1200 hours", []string{"1200 hour"}},
		{"Rule 6-3.2 and Appendix F-2", nil},
		{"at 11:59 p.m.", nil},
		{"call 517-373-1234", nil},
		{"(1) Employees shall", nil},
		{"Sections 3 and 4 hours", nil},
	} {
		t.Run(tc.in, func(t *testing.T) {
			var got []string
			for _, x := range Find(one(tc.in)) {
				got = append(got, show(x))
				assert.Equal(t, x.Raw, tc.in[x.Span.Start:x.Span.End])
			}
			assert.Equal(t, tc.want, got)
		})
	}
}

// "$" is Canadian only in an agreement that is: one of the United States may name
// Canada often.
func TestCurrency(t *testing.T) {
	assert.Equal(t, "CAD", currencyOf(strings.Repeat("The Labour Relations Act of Ontario, Canada. ", 6)))
	assert.Equal(t, "USD", currencyOf(strings.Repeat("The team in Canada. The Internal Revenue Code of the United States. ", 6)))
	assert.Equal(t, "USD", currencyOf("The union of the United States and Canada."))
}

func TestCondition(t *testing.T) {
	for _, tc := range []struct{ in, value, want string }{
		{"An employee hired before October 1, 1980 shall be paid fifty percent (50%) of the credits.", "50 %", "employee hired before October 1, 1980"},
		{"The rate is 2% upon completion of seven years of service.", "2 %", "upon completion of seven years of service"},
		{"Employees with ten years of service, or more, are paid $5.", "5 USD", "Employees with ten years of service"},
		{"The employee shall be allowed five days leave, if requested.", "5 day", "if requested"},
		{"Employees earn 4 hours a month during the first twelve (12) months of service.", "4 hour", "during the first twelve (12) months of service"},
		{"2% upon completion of seven years 4% upon completion of ten years", "4 %", "upon completion of ten years"},
		{"The shift is 8 hours.", "8 hour", ""},
		{"Allowed five days of absence upon the death of a child, parent (natural, foster), brother, or anyone who lived there.", "5 day", "upon the death of a child, parent (natural, foster), brother, or anyone who lived there"},
		{"In the event of a death in the immediate family, four (4) days shall be granted.", "4 day", "event of a death in the immediate family"},
		{"Pay for three days, or if out of state travel is required, one week of pay.", "3 day", ""},
		{"Pay for three days, or if out of state travel is required, one week of pay.", "1 week", "if out of state travel is required"},
		{"Less than two (2) years of County service, 4.67 hours shall be accrued.", "4.67 hour", "Less than two (2) years of County service"},
		{"Two (2) years of service, but less than five (5) years of service, 5.33 hours accrue.", "5.33 hour", "Two (2) years of service, but less than five (5) years of service"},
		{"Twenty (20) years of service or more, nine (9) hours accrue.", "9 hour", "Twenty (20) years of service or more"},
		{"At least ten (10), but less than fifteen (15) years of service - Members shall earn 184 hours.", "184 hour", "At least ten (10), but less than fifteen (15) years of service"},
		{"Fifteen (15) or more years of service - Members shall earn 200 hours.", "200 hour", "Fifteen (15) or more years of service"},
		{"After six years, an employee has 15 days.", "15 day", "After six years"},
		{"They shall be credited at the end of the month with four days.", "4 day", ""},
		{"Credited to the employee at the end of the month with four days.", "4 day", ""},
		{"Three weeks of vacation during the first available vacation period.", "3 week", ""},
		{"Members who are off-scale (Codes 50, 51) are paid 2%.", "2 %", "Members who are off-scale"},
	} {
		t.Run(tc.in, func(t *testing.T) {
			for _, x := range Find(one(tc.in)) {
				if strings.HasPrefix(show(x), tc.value) && !strings.Contains(tc.want, x.Raw) {
					assert.Equal(t, tc.want, x.Condition)
					return
				}
			}
			t.Fatalf("no term %s", tc.value)
		})
	}
}

// A page break or a line end inside a value changes nothing but its span.
func TestFindAcrossLines(t *testing.T) {
	text := "within ten\n(10)\n  working days"
	got := Find(one(text))
	require.Len(t, got, 1)
	assert.Equal(t, "10 working_day", show(got[0]))
	assert.Equal(t, "ten (10) working days", got[0].Raw)
	assert.Equal(t, corpus.Span{Start: 7, End: len(text)}, got[0].Span)
}

func TestDayDefinition(t *testing.T) {
	for _, tc := range []struct {
		name, def, want string
		everywhere      bool
	}{
		{"weekdays", `As used throughout this Agreement, the term "day" shall mean the days of the week, Monday through Friday, exclusive of holidays.`, "working_day", true},
		{"calendar, in the article", `The term "days" as used in this Article shall mean calendar days.`, "calendar_day", false},
		{"references", `All references in this Article to "days" shall mean calendar days.`, "calendar_day", false},
		{"subject", `Days are working days.`, "working_day", false},
		{"not of day", `Holidays falling on a Sunday shall be observed on the next working day.`, "day", false},
		{"not of day either", `A working day means eight hours.`, "day", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			heads := []string{"ARTICLE 1 ", "ARTICLE 2 "}
			texts := []string{heads[0] + tc.def + " Answer within ten (10) days.\n", heads[1] + "Reply within five days or 6 calendar days."}
			a := &corpus.Agreement{Text: texts[0] + texts[1]}
			at := 0
			for i, s := range texts {
				a.Provisions = append(a.Provisions, corpus.Provision{ID: fmt.Sprintf("art_%d", i+1), Kind: corpus.Article,
					Span: corpus.Span{Start: at, End: at + len(s)}, HeadingSpan: corpus.Span{Start: at, End: at + len(heads[i])}})
				at += len(s)
			}
			got := map[string]corpus.Term{}
			for _, x := range Find(corpus.NewTree(a)) {
				got[x.Raw] = x
			}
			assert.Equal(t, tc.want, got["ten (10) days"].Unit)
			if tc.want != "day" {
				assert.Equal(t, "art_1", got["ten (10) days"].DefinedBy)
			}
			if tc.everywhere {
				assert.Equal(t, tc.want, got["five days"].Unit)
			} else {
				assert.Equal(t, "day", got["five days"].Unit)
			}
			assert.Equal(t, "calendar_day", got["6 calendar days"].Unit)
			assert.Empty(t, got["6 calendar days"].DefinedBy)
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"within ten (10) working days", "$1.50 per hour", "one percent (1%)", "10/1/80", "October 1, 2008", "0-2,079 hours = 4.0/80 hours",
		"Effective October 1, 2008, employees hired before 1/1/1990 pay 5% - 10 %.", "é½ days ’s $", "seven and one-half (7½) hours",
		`"day" shall mean Monday through Friday`, "1/2/3/4 of", "one hundred and", "$ (", "between 1 and",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) == 0 {
			return
		}
		tree := one(s)
		end := 0
		for _, x := range Find(tree) {
			require.GreaterOrEqual(t, x.Span.Start, end, "overlap at %q", x.Raw)
			require.Greater(t, x.Span.End, x.Span.Start)
			require.LessOrEqual(t, x.Span.End, len(s))
			require.True(t, utf8.ValidString(s[x.Span.Start:x.Span.End]))
			require.Equal(t, x.Raw, tree.Agreement().CleanSpans(x.Span).Text)
			end = x.Span.End
			if x.Type == corpus.DateTerm {
				_, err := x.Date.Time()
				require.NoError(t, err)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text, err := os.ReadFile("../../corpus/agreements/004_4a75cca2a587cb30.txt")
	require.NoError(b, err)
	tree := one(string(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(tree)
	}
}
