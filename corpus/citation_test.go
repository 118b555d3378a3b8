package corpus_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// typed holds citations as staff type them, with the canonical form.
var typed = []struct{ in, want string }{
	{"Article 9, Section C", "Article 9, Section C"},
	{"517M art 9 sec C", "517M Article 9, Section C"},
	{"517M article 9 section c", "517M Article 9, Section C"},
	{"MCO art. 15 part B sec A", "MCO Article 15, Part B, Section A"},
	{"MCO 15 B A", "MCO Article 15(B)(A)"},
	{"Genesee VI.3", "Genesee Article VI(3)"},
	{"LOU 5", "Letter of Understanding 5"},
	{"LOU#7", "Letter of Understanding 7"},
	{"LOU # 15", "Letter of Understanding 15"},
	{"Letter of Intent #3", "Letter of Intent 3"},
	{"letter of understanding no. 4", "Letter of Understanding 4"},
	{"App. F-2", "Appendix F-2"},
	{"appendix c-1", "Appendix C-1"},
	{"Exhibit 2", "Exhibit 2"},
	{"16.11.a", "16.11(a)"},
	{"Rule 22", "Rule 22"},
	{"§V", "Section V"},
	{"§ 3(b)", "Section 3(b)"},
	{"article ix section 3", "Article IX, Section 3"},
	{"Article Nine, Section Three", "Article 9, Section 3"},
	{"9C", "Article 9C"},
	{"517M 15-B", "517M Article 15-B"},
	{"517M art 12 L", "517M Article 12(L)"},
	{"Article 24 B.5", "Article 24(B)(5)"},
	{"Section 3(b)(2)", "Section 3(b)(2)"},
	{"Article 22, Section 3(b)(2)", "Article 22, Section 3(b)(2)"},
	{"Section H.3.a", "Section H(3)(a)"},
	{"Article 22-B.1", "Article 22-B(1)"},
	{"Section 5.01(a)", "Section 5.01(a)"},
	{"Section C of Article 9", "Article 9, Section C"},
	{"Section A of Article 15, Part B", "Article 15, Part B, Section A"},
	{"sec A, art 9", "Article 9, Section A"},
	{"paragraph (b) of Section 3, Article 9", "Article 9, Section 3, Paragraph b"},
	{"Article XXI Genesee", "Genesee Article XXI"},
	{"Article 20, Section E of the Security Unit Agreement", "Security Unit Agreement Article 20, Section E"},
	{"Genesee article XXXII section 7", "Genesee Article XXXII, Section 7"},
	{"Letter of Understanding: Banked Leave Time Program", "Letter of Understanding: Banked Leave Time Program"},
	{`Letter of Understanding: "Article 25, Section A"`, `Letter of Understanding: "Article 25, Section A"`},
	{"Letter of Understanding: Compensatory Time, Section C", "Letter of Understanding: Compensatory Time, Section C"},
	{"Article 15 - A", "Article 15-A"},
	{"Article 14 - Layoff and Recall", "Layoff and Recall Article 14"},
	{"Appendix A of Appendix C-1", "Appendix C-1, Appendix A"},
	{"p. 85", "Page 85"},
	{"page 85", "Page 85"},
	{"pg 12", "Page 12"},
	{"XXI", "Article XXI"},
	{"Art. IX § 3(b)(2)", "Article IX, Section 3(b)(2)"},
	{"sec 5 of article 12", "Article 12, Section 5"},
	{"appendix C-1 section 2", "Appendix C-1, Section 2"},
	{"Preamble", "Preamble"},
	{"step 2", "Step 2"},
	{"MCO 15", "MCO Article 15"},
}

func TestParseCitation(t *testing.T) {
	for _, tt := range typed {
		t.Run(tt.in, func(t *testing.T) {
			c, err := corpus.ParseCitation(tt.in)
			require.NoError(t, err)
			assert.Equal(t, tt.want, c.String())
			again, err := corpus.ParseCitation(c.String())
			require.NoError(t, err)
			assert.Equal(t, c, again)
		})
	}
}

func TestParseCitationSteps(t *testing.T) {
	c, err := corpus.ParseCitation("MCO LOI 3")
	require.NoError(t, err)
	assert.Equal(t, corpus.Citation{Agreement: "MCO",
		Steps: []corpus.Step{{Kind: corpus.Letter, Word: "Letter of Intent", Number: "3"}}}, c)
	c, err = corpus.ParseCitation("art 9 C (1)(b)")
	require.NoError(t, err)
	assert.Equal(t, []corpus.Step{{Kind: corpus.Article, Number: "9"}, {Number: "C"}, {Number: "1"}, {Number: "b"}}, c.Steps)
}

func TestParseCitationRefuses(t *testing.T) {
	for _, in := range []string{
		"", "   ", "bereavement leave", "layoff notice 10 days", "overtime 40", "part time employees", "letter of intent",
		"401k", "401(k) plan", "2014-2015", "section", "article about seniority", "12-hour shifts", "Articles 5 and 6",
		"sections 1 through 4", "2.5%", "how many sick days", "24/7", "$1,500", "15",
	} {
		_, err := corpus.ParseCitation(in)
		assert.ErrorIs(t, err, corpus.ErrNoCitation, "ParseCitation(%q)", in)
	}
}

func TestSameNumber(t *testing.T) {
	same := [][2]string{{"F-2", "f2"}, {"15 - A", "15A"}, {"5.01", "5.1"}, {"(b)", "b"}, {"3.", "3"}, {"#7", "7"}, {"07", "7"}}
	for _, s := range same {
		assert.True(t, corpus.SameNumber(s[0], s[1]), "%q %q", s[0], s[1])
	}
	for _, s := range [][2]string{{"5.2", "52"}, {"10", "1"}, {"A", "AA"}, {"IX", "9"}} {
		assert.False(t, corpus.SameNumber(s[0], s[1]), "%q %q", s[0], s[1])
	}
}

func TestMatchAgreements(t *testing.T) {
	list := []corpus.AgreementName{
		{ID: "genesee-916-2018", Title: "Labor Agreement", Employer: "Genesee County", Union: "Local 916, Council 25", Source: "001_36fb.txt"},
		{ID: "mpes-scientific-2008", Title: "Labor Agreement", Employer: "State of Michigan", Union: "Michigan Public Employees, SEIU Local 517-M", Unit: "Scientific and Engineering", Source: "002_2f7e.txt"},
		{ID: "mco-security-2014", Title: "Security Unit Agreement", Employer: "State of Michigan", Union: "Michigan Corrections Organization, SEIU Local 526M", Unit: "Security"},
		{ID: "oakland-2020", Title: "Oakland Liquor and Cannabis Commission and AFSCME", Employer: "Oakland", Union: "American Federation of State, County, and Municipal Employees (AFL-CIO)"},
	}
	for words, want := range map[string][]string{
		"MCO":                     {"mco-security-2014"},
		"AFSCME":                  {"oakland-2020"},
		"OLCC":                    {"oakland-2020"},
		"517M":                    {"mpes-scientific-2008"},
		"517-m":                   {"mpes-scientific-2008"},
		"Genesee":                 {"genesee-916-2018"},
		"Genesee County contract": {"genesee-916-2018"},
		"security unit":           {"mco-security-2014"},
		"SEIU":                    {"mpes-scientific-2008", "mco-security-2014"},
		"S.E.I.U.":                {"mpes-scientific-2008", "mco-security-2014"},
		"S&E":                     {"mpes-scientific-2008"},
		"001":                     {"genesee-916-2018"},
		"the agreement":           nil,
		"cafeteria plan":          nil,
		"":                        nil,
	} {
		assert.Equal(t, want, corpus.MatchAgreements(words, list), words)
		assert.Equal(t, want, corpus.NewAgreementNames(list).Match(words), words)
	}
}

func FuzzParseCitation(f *testing.F) {
	for _, tt := range typed {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := corpus.ParseCitation(s)
		if err != nil {
			return
		}
		again, err := corpus.ParseCitation(c.String())
		require.NoError(t, err, "ParseCitation(%q) of %q", c.String(), s)
		assert.Equal(t, c, again, "%q", c.String())
		assert.NotEmpty(t, c.Steps)
	})
}
