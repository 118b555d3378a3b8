package compare

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clausebook/clausebook/corpus"
)

func TestYearsOf(t *testing.T) {
	to := func(from, to float64) *Tier { return &Tier{From: from, To: &to} }
	for _, tc := range []struct {
		words    string
		inColumn bool
		want     *Tier
	}{
		{"5-10 yrs (10,400-20,799 hrs)", false, to(5, 10)},
		{"two (2) to five (5) years", false, to(2, 5)},
		{"For the first five (5) years of full time service", false, to(0, 5)},
		{"Upon completion of ten (10) years full time service", false, &Tier{From: 10}},
		{"after 15 years", false, &Tier{From: 15}},
		{"20 years or more", false, &Tier{From: 20}},
		{"35+ years", false, &Tier{From: 35}},
		{"After six years", false, &Tier{From: 6}},
		{"after twenty-five years", false, nil},
		{"At least ten (10), but less than fifteen (15) years of service", false, to(10, 15)},
		{"employee with less than five (5) years of continuous service", false, to(0, 5)},
		{"Fifteen (15) or more years of service", false, &Tier{From: 15}},
		{"First (1st) month through 60th month", false, to(0, 5)},
		{"61 Months through 120 Months", false, to(5, 10)},
		{"After 240th month", false, &Tier{From: 20}},
		{"241 Months +", false, &Tier{From: 20}},
		{"37 through 50 months", false, nil},
		{"during and after the 13th year of service and until retirement", false, &Tier{From: 12}},
		{"Twenty-first (21) and subsequent years of service", false, &Tier{From: 20}},
		{"Less than two (2) years of County service", false, to(0, 2)},
		{"Two (2) years of County service, but less than five (5) years of County service", false, to(2, 5)},
		{"Twenty (20) years of County service or more", false, &Tier{From: 20}},
		{"10 - 14", true, to(10, 14)},
		{"10 - 14", false, nil},
		{"0-01 (0-2,079 hrs.)", true, to(0, 1)},
		{"1 Yr. ( 0-2,079 Hrs.)", true, to(0, 1)},
		{"29 & Over", true, &Tier{From: 29}},
		{"25+ (52,000+ hrs.)", true, &Tier{From: 25}},
		{"Less than 104", false, nil},
		{"10-5 years", false, nil},
		{"hired before October 1, 1980", false, nil},
	} {
		assert.Equal(t, tc.want, yearsOf(tc.words, tc.inColumn), tc.words)
	}
}

// A cell out of order in a column that otherwise rises is flagged and kept.
func TestDoubtRun(t *testing.T) {
	column := func(values ...float64) (list []Value) {
		for _, v := range values {
			list = append(list, Value{Value: v, Raw: number(v)})
		}
		doubtRun(list)
		return list
	}
	flags := func(list []Value) (out []int) {
		for i := range list {
			if list[i].Flag != nil {
				out = append(out, i)
			}
		}
		return out
	}
	assert.Equal(t, []int{4}, flags(column(296, 296, 311, 326, 241, 346, 356)))
	assert.Empty(t, flags(column(296, 311, 326, 341, 346)))
	assert.Empty(t, flags(column(296, 241, 346)), "three cells say nothing")
	assert.Empty(t, flags(column(90, 80, 70, 60, 50, 40)), "a column that falls")
}

// What an amount or a date is in its sentence.
func TestRoleOfOthers(t *testing.T) {
	for _, tc := range []struct {
		text, raw, want string
		typ             corpus.TermType
	}{
		{"The employee share increasing by 3% in January.", "3%", roleChange, corpus.Percent},
		{"An increase of $50 a month in the premium.", "$50", roleChange, corpus.Money},
		{"This rate will increase to $44.07 a period.", "$44.07", roleResult, corpus.Money},
		{"The employee pays 3% of the premium.", "3%", roleNone, corpus.Percent},
		{"This Agreement is effective July 1, 2007, and so on.", "July 1, 2007", roleStart, corpus.DateTerm},
		{"Effective as of 12:01 a.m. on the 25th day of May 2014.", "25th day of May 2014", roleStart, corpus.DateTerm},
		{"Five years, July 1, 2010, through June 30, 2015.", "July 1, 2010", roleStart, corpus.DateTerm},
		{"It will continue until June 30, 2010, and renew itself.", "June 30, 2010", roleEnd, corpus.DateTerm},
		{"It renews itself unless by December 1, 2009, notice is given.", "December 1, 2009", roleBefore, corpus.DateTerm},
		{"Notice at least sixty days prior to July 31, 2028.", "July 31, 2028", roleBefore, corpus.DateTerm},
	} {
		a := document("x", corpus.KindAgreement, made{"art_1", "T", tc.text, []corpus.Term{{Type: tc.typ, Raw: tc.raw}}})
		v := newView(a)
		assert.Equal(t, tc.want, role(&v.sents[0], &a.Terms[0]), tc.text)
	}
}

// The years of a list go with the values of the list beside it, one for one.
func TestListedTier(t *testing.T) {
	weeks := func(n float64, raw string) corpus.Term { return lasting(n, corpus.Week, raw) }
	years := func(n float64, raw string) corpus.Term { return lasting(n, corpus.Year, raw) }
	a := document("x", corpus.KindAgreement, made{"art_1", "Vacation",
		"Those with a credit of 1, 6 or 13 years shall be entitled to 2, 3 or 4 weeks of vacation.",
		[]corpus.Term{years(1, "1"), years(6, "6"), years(13, "13 years"), weeks(2, "2"), weeks(3, ""), weeks(4, "4 weeks")}})
	for i, at := range []int{0, 0, 0, strings.Index(a.Text, "to 2") + 3, strings.Index(a.Text, ", 3 or") + 2, 0} {
		if at > 0 {
			a.Terms[i].Raw = a.Text[at : at+1]
			a.Terms[i].Span = corpus.Span{Start: at, End: at + 1}
		}
	}
	at := strings.Index(a.Text, "of 1") + 3
	a.Terms[0].Span = corpus.Span{Start: at, End: at + 1}
	v := newView(a)
	to := 13.0
	assert.Equal(t, &Tier{From: 6, To: &to}, v.listedTier(0, &a.Terms[4]))
	assert.Equal(t, &Tier{From: 13}, v.listedTier(0, &a.Terms[5]))
	assert.Nil(t, v.listedTier(0, &a.Terms[1]), "the years themselves")
}

// What a duration is in its sentence keeps it from being taken for another.
func TestRole(t *testing.T) {
	for _, tc := range []struct{ text, raw, want string }{
		{"Employees receive eight hours after completion of 520 hours of service.", "520 hours", roleService},
		{"Those who have completed five years of continuous service earn more.", "five years", roleService},
		{"Credited with four hours for each completed 80 hours.", "80 hours", roleEach},
		{"Up to twelve weeks during a 12 month period.", "12 month", roleEach},
		{"Notice of such schedule not less than 96 hours prior to the work period.", "96 hours", roleNotice},
		{"The first thirty calendar days (173 hours) of absence.", "173 hours", roleSame},
		{"Leave is used in increments of one hour.", "one hour", roleStep},
		{"Upon return from a leave lasting longer than thirty days.", "thirty days", roleLonger},
		{"A grievance shall be filed within ten days of the occurrence.", "ten days", roleWithin},
		{"The Union will reimburse the County within thirty days of payment.", "thirty days", roleWithin},
		{"Whoever has more than 300 hours of accrued vacation.", "300 hours", roleOver},
		{"Nobody may have no more than 300 hours of vacation.", "300 hours", roleNone},
		{"Credited with one eight-hour work day of sick leave.", "eight-hour", roleMeasure},
		{"Eligible for pay for 11 days or more in a month.", "11 days or more", roleMore},
		{"Each employee who has accrued at least ten days may use it.", "ten days", roleOver},
		{"Three days of leave for a death in the family.", "Three days", roleNone},
		{"Probationary for the first six months of their employment.", "six months", roleNone},
	} {
		a := document("x", corpus.KindAgreement, made{"art_1", "T", tc.text, []corpus.Term{lasting(1, corpus.Day, tc.raw)}})
		v := newView(a)
		assert.Equal(t, tc.want, role(&v.sents[0], &a.Terms[0]), tc.text)
	}
}
