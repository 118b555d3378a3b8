package ingest

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// facts is what a made-up document states about itself.
type facts struct {
	title, employer, union, unit string
	effective, expires           corpus.Date
}

func factsOf(a *corpus.Agreement) facts {
	return facts{a.Title, a.Employer, a.Union, a.Unit, a.Effective, a.Expires}
}

// readCover describes a paper that is all cover.
func readCover(t *testing.T, text string) *corpus.Agreement {
	t.Helper()
	a := &corpus.Agreement{Text: text, Source: corpus.Source{Name: "cover.txt"}}
	describe(a, corpus.Span{Start: 0, End: len(text)})
	checkFactSpans(t, a)
	return a
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		name, cover string
		want        facts
	}{
		{"names in lines", "LABOR AGREEMENT\nbetween\nTHE CITY OF ELMSFORD\nand\nELMSFORD LIBRARY STAFF ASSOCIATION\nJuly 1, 2020 through June 30, 2023\n",
			facts{"Labor Agreement between the City of Elmsford and Elmsford Library Staff Association", "City of Elmsford", "Elmsford Library Staff Association", "", "2020-07-01", "2023-06-30"}},
		{"one line of a web page", "MASTER AGREEMENT Between TOWN OF ARDEN (As Defined) And LOCAL 77, AFFILIATED WITH COUNCIL 9 (AFL-CIO) MARCH 1, 2019 - FEBRUARY 28, 2021",
			facts{"Master Agreement between Town of Arden (As Defined) and Local 77, affiliated with Council 9 (AFL-CIO)", "Town of Arden", "Local 77, affiliated with Council 9 (AFL-CIO)", "", "2019-03-01", "2021-02-28"}},
		{"badge, unit line, AND alone, union first", "Labor Agreement\nBetween\nLOCAL 88K\nUWX\nOhio Harbor Workers, UWX Local 88-K\nPilots and Deckhands bargaining unit\nAND\nThe State of Ohio\nEffective:\nJanuary 1, 2018 through December 31, 2020\n",
			facts{"Labor Agreement Between LOCAL 88K UWX Ohio Harbor Workers, UWX Local 88-K Pilots and Deckhands bargaining unit AND The State of Ohio", "State of Ohio", "Ohio Harbor Workers, UWX Local 88-K", "Pilots and Deckhands", "2018-01-01", "2020-12-31"}},
		{"initials as a badge, an and inside a name", "between\nDPS\nTHE DEPARTMENT OF\nPUBLIC SERVICES\non behalf of the\nFOREST AND\nRIVER DEPARTMENT\nand\nAFSCME\nLOCAL 12 / COUNCIL 3,\nAMERICAN FEDERATION OF STATE, COUNTY,\nAND MUNICIPAL EMPLOYEES (AFL-CIO)\n",
			facts{"Department of Public Services on behalf of the Forest and River Department and AFSCME Local 12 / Council 3, American Federation of State, County, and Municipal Employees (AFL-CIO)",
				"Department of Public Services", "AFSCME Local 12 / Council 3, American Federation of State, County, and Municipal Employees (AFL-CIO)", "", "", ""}},
		{"a unit between lines", "Agreement between\nARDEN COUNTY SHERIFF'S OFFICE\nfor\nJAIL DEPUTIES\nand\nTHE HARBOR CHAPTER\nof\nTHE POLICE ASSOCIATION, INC.\n",
			facts{"Agreement between Arden County Sheriff's Office for Jail Deputies and the Harbor Chapter of the Police Association, Inc.", "Arden County Sheriff's Office", "Harbor Chapter of the Police Association, Inc.", "", "", ""}},
		{"number of a lodge", "Memorandum of Agreement\nbetween the\nBoard of Police Commissioners of\nRiver City, Iowa\nand\nFraternal Order of Police Lodge No. 41\n(2014-2017)\n",
			facts{"Memorandum of Agreement between the Board of Police Commissioners of River City, Iowa and Fraternal Order of Police Lodge No. 41", "Board of Police Commissioners of River City, Iowa", "Fraternal Order of Police Lodge No. 41", "", "", ""}},
		{"number that is a year", "AGREEMENT BETWEEN THE VALE ACADEMY AND THE VALE STAFF ASSOCIATION LOCAL 1989, SEIU",
			facts{"Agreement between the Vale Academy and the Vale Staff Association Local 1989, SEIU", "Vale Academy", "Vale Staff Association Local 1989, SEIU", "", "", ""}},
		{"an and in the union's name, on one line", "AGREEMENT between DORN COUNTY ROAD COMMISSION and CLERICAL AND TECHNICAL EMPLOYEES ASSOCIATION",
			facts{"Agreement between Dorn County Road Commission and Clerical and Technical Employees Association", "Dorn County Road Commission", "Clerical and Technical Employees Association", "", "", ""}},
		{"employer without a word for it", "AGREEMENT between NORTHERN AIR and the INTERNATIONAL ASSOCIATION OF LOADERS AND RAMP WORKERS",
			facts{"Agreement between Northern Air and the International Association of Loaders and Ramp Workers", "Northern Air", "International Association of Loaders and Ramp Workers", "", "", ""}},
		{"no and at all", "AGREEMENT\nBetween\nThe City Of Palmetto\nPalmetto Lodge #25,\nFraternal Order of Police, Inc.\nOctober 1, 2013 through\nSeptember 30, 2016\n",
			facts{"AGREEMENT Between The City Of Palmetto Palmetto Lodge #25, Fraternal Order of Police, Inc.", "City Of Palmetto", "Palmetto Lodge #25, Fraternal Order of Police, Inc.", "", "2013-10-01", "2016-09-30"}},
		{"short forms in brackets, below the title", "Amendment to Collective Bargaining Agreement\n\nThe Arden Public School District (BOARD) and the Arden Education Association\n(ASSOCIATION) hereby enter into this Amendment to the Collective Bargaining Agreement.\n",
			facts{"Amendment to Collective Bargaining Agreement", "Arden Public School District", "Arden Education Association", "", "", ""}},
		{"names before what it is", "ARDEN COUNTY SHERIFF'S OFFICE\nAND\nARDEN COUNTY POLICE OFFICERS' ASSOCIATION\nJAIL SUPPORT GROUP\n2025-2028 AGREEMENT\n",
			facts{"Arden County Sheriff's Office and Arden County Police Officers' Association Jail Support Group 2025-2028 Agreement", "Arden County Sheriff's Office", "Arden County Police Officers' Association", "", "", ""}},
		{"unit in brackets, an agent of the employer", "MEMORANDUM OF UNDERSTANDING BETWEEN\nTHE REPRESENTATIVES OF MANAGEMENT FOR\nTHE CITY OF RIVERDALE\nAND\nRIVERDALE POLICE OFFICERS' ASSOCIATION\n(POLICE SUPERVISORY UNIT)\n",
			facts{"Memorandum of Understanding between the Representatives of Management for the City of Riverdale and Riverdale Police Officers' Association (Police Supervisory Unit)", "City of Riverdale", "Riverdale Police Officers' Association", "Police Supervisory", "", ""}},
		{"same name with a plainer end", "LABOR AGREEMENT\nby and between\nLODGE NO. 69\n\nFRATERNAL ORDER\n\nOF POLICE\nand the\n\nCITY OF PORTER\n\nCAPTAINS\nFOR THE YEARS\nMay 25, 2014 — May 21, 2016\nThis agreement is made between the City of Porter, hereinafter referred to as the \"City\" and Lodge No. 69 of the Fraternal Order of Police, hereinafter \"FOP\".\n",
			facts{"Labor Agreement by and between Lodge No. 69 Fraternal Order of Police and the City of Porter", "City of Porter", "Lodge No. 69 Fraternal Order of Police", "", "2014-05-25", "2016-05-21"}},
		{"letterhead and years before the title", "2024-2027\nAGREEMENT\nBetween\nHolt County, Oregon\nAnd\nFederation of Holt Parole and Probation Officers\n\nLabor Relations\n501 SE Pine, Suite 300\n",
			facts{"AGREEMENT Between Holt County, Oregon And Federation of Holt Parole and Probation Officers", "Holt County, Oregon", "Federation of Holt Parole and Probation Officers", "", "", ""}},
		{"a web page's name", "Memorandum of Agreement (MOA) - Fourth Shift | Holt County\nSkip to main content\n",
			facts{"Memorandum of Agreement (MOA) - Fourth Shift", "", "", "", "", ""}},
		{"years are no dates, signing is no term", "TEACHERS CONTRACT 2024-2027\nRatified March 3, 2024 January 9, 2025\n", facts{"Teachers Contract 2024-2027", "", "", "", "", ""}},
		{"a title in lines of capitals", "2023-2025 LOW BUDGET\nTHEATRICAL AGREEMENT\n\nGranted to all.\n", facts{"Low Budget Theatrical Agreement", "", "", "", "", ""}},
		{"a bare title below a name", "NATIONAL MASTER\nUNITED BOX SERVICE\nAGREEMENT\nand\nLOCAL UNION 84\nSupplemental Agreement\n", facts{"National Master United Box Service Agreement", "", "", "", "", ""}},
		{"a title line with its term", "Working Agreement July 1, 2017, thru June 30, 2019\nNegotiators: none\n", facts{"Working Agreement", "", "", "", "2017-07-01", "2019-06-30"}},
		{"a party described at length", "AGREEMENT between BOX PICTURES, INC., an indirect wholly-owned subsidiary of Crate, Inc. and HAIR STYLISTS UNION, LOCAL 79\n",
			facts{"AGREEMENT between BOX PICTURES, INC., an indirect wholly-owned subsidiary of Crate, Inc. and HAIR STYLISTS UNION, LOCAL 79", "Box Pictures, Inc.", "Hair Stylists Union, Local 79", "", "", ""}},
		{"a union told by its local", "COLLECTIVE AGREEMENT\nbetween\nThe Public Service Alliance of Holt (PSAH)\non behalf of Fellows at Arden University,\nPSAH Local 77\nand\nArden University\n\n01 May 2018 to 30 April 2022\n",
			facts{"COLLECTIVE AGREEMENT between The Public Service Alliance of Holt (PSAH) on behalf of Fellows at Arden University, PSAH Local 77 and Arden University", "Arden University", "Public Service Alliance of Holt", "", "2018-05-01", "2022-04-30"}},
		{"a badge all over the page", strings.Repeat("HTU\nH-DPS\n", 40) + "Contract\nBetween\nthe\nHOLT-DORN COUNTY PUBLIC SCHOOLS\nand the\nUNITED TEACHERS OF HOLT\nLocal 74, AFL-CIO\n\nJuly 1, 2017 - June 30, 2020\n",
			facts{"Contract Between the HOLT-DORN COUNTY PUBLIC SCHOOLS and the UNITED TEACHERS OF HOLT Local 74, AFL-CIO", "Holt-Dorn County Public Schools", "United Teachers of Holt Local 74, AFL-CIO", "", "2017-07-01", "2020-06-30"}},
		{"a local and a company on lines of their own", "Local 84\nand\nUnited Box Service\nSupplemental Agreement\n",
			facts{"Local 84 and United Box Service Supplemental Agreement", "United Box Service", "Local 84", "", "", ""}},
		{"two unions", "AGREEMENT between INTERNATIONAL BROTHERHOOD OF WELDERS LOCAL UNION 640 and OFFICE EMPLOYEES INTERNATIONAL UNION LOCAL 30\n",
			facts{"Agreement between International Brotherhood of Welders Local Union 640 and Office Employees International Union Local 30", "", "", "", "", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, factsOf(readCover(t, c.cover)))
		})
	}
}

// document is a made-up agreement: a cover, two articles in between, and what
// its last article says of the term.
func document(cover, first, last string) string {
	return cover + "\n\nARTICLE 1\nPREAMBLE\n\n" + first + "\n\nARTICLE 2\nRECOGNITION\n\nThe Employer recognizes the Union for all employees of the Harbor Pilots Bargaining Unit.\n\n" +
		"ARTICLE 3\nHOURS\n\nThe work day is eight hours. Effective July 1, 1991, breaks are paid.\n\nARTICLE 4\nDURATION\n\n" + last + "\n"
}

func TestBodyFacts(t *testing.T) {
	const made = "This Agreement is made and entered into by and between the State of Ohio (hereinafter the \"Employer\"), acting by and through its Department of Ports, and the Ohio Harbor Pilots Association (hereinafter the \"Union\")."
	for _, c := range []struct {
		name, text string
		want       facts
	}{
		{"from the body alone", document("", made, "This Agreement shall be effective as of 12:01 a.m. on the 25th day of May 2014 and shall remain in full force and effect until midnight on the 21st day of May 2016."),
			facts{"", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "2014-05-25", "2016-05-21"}},
		{"effective upon ratification", document("", made, "This Agreement shall become effective upon ratification and shall remain in effect until and including June 30, 2027 and thereafter from year to year, unless notice is given before March 1, 2027."),
			facts{"", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "", "2027-06-30"}},
		{"the body's Employer against the cover's department", document("AGREEMENT between THE DEPARTMENT OF PORTS and OHIO HARBOR PILOTS ASSOCIATION", made, "This Agreement expires June 30, 2027."),
			facts{"Agreement between the Department of Ports and Ohio Harbor Pilots Association", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "", "2027-06-30"}},
		{"bare words are no names", document("", "This Agreement is between the County and the Association. The County and the Association agree.", "Nothing is said."),
			facts{"", "", "", "Harbor Pilots", "", ""}},
		{"a recognition clause", document("", "The Holt County Sheriff hereby recognizes the Ohio Police Benevolent Association, Inc., as the exclusive representative for the purposes of collective bargaining.", "Nothing is said."),
			facts{"", "Holt County Sheriff", "Ohio Police Benevolent Association, Inc.", "Harbor Pilots", "", ""}},
		{"a short form is followed to its definition", document("", "“Players Association” means the Women’s Rowing Players Association. The WRL recognizes the Players Association as the exclusive collective bargaining representative of all persons who row.", "Nothing is said."),
			facts{"", "", "Women’s Rowing Players Association", "Harbor Pilots", "", ""}},
		{"a short form with another name is followed, too", document("", "“WORL” or “Women’s Rowing League” means WORL, LLC, a Delaware limited liability company. “Players Association” means the Women’s Rowing Players Association. The WORL recognizes the Players Association as the exclusive collective bargaining representative of all persons who row.", "Nothing is said."),
			facts{"", "WORL, LLC", "Women’s Rowing Players Association", "Harbor Pilots", "", ""}},
		{"a limitation is recognized, not a union", document("", "The Company recognizes this limitation upon the Federation of Rowers and its agent.", "Nothing is said."),
			facts{"", "", "", "Harbor Pilots", "", ""}},
		{"an employer left blank", document("", "THIS AGREEMENT is made and entered into between ___________ (“Employer”) and the INTERNATIONAL ALLIANCE OF STAGE HANDS, LOCAL 4 (“Union”).", "Nothing is said."),
			facts{"", "", "International Alliance of Stage Hands, Local 4", "Harbor Pilots", "", ""}},
		{"an and in the second name, behind the first one's short form", document("", "Articles of agreement made between Arden Foods, Inc. (hereinafter called the \"Company\") and United Food and Commercial Workers Local 7 (hereinafter called the \"Union\").", "Nothing is said."),
			facts{"", "Arden Foods, Inc.", "United Food and Commercial Workers Local 7", "Harbor Pilots", "", ""}},
		{"an and in the first name, with what the union belongs to", document("", "Agreement entered into by and between WIG MAKERS AND HAIR STYLISTS UNION, LOCAL 98 (hereinafter referred to as \"Union\"), affiliated with the International Alliance of Stage Hands and Moving Picture Operators, AFL-CIO, and Arden Broadcasting Companies, Inc., an indirect subsidiary of Arden, Inc.", "Nothing is said."),
			facts{"", "Arden Broadcasting Companies, Inc.", "Wig Makers and Hair Stylists Union, Local 98", "Harbor Pilots", "", ""}},
		{"those who agree", document("", "The Port of Arden, a municipal corporation, and Teamsters Local Union No. 117 agree as follows.", "Nothing is said."),
			facts{"", "Port of Arden", "Teamsters Local Union No. 117", "Harbor Pilots", "", ""}},
		{"those who agree, of one side", document("", "The City of Arden and the County of Dorn agree as follows.", "Nothing is said."),
			facts{"", "", "", "Harbor Pilots", "", ""}},
		{"two dates next to each other", document("", made, "The duration of this Agreement shall be three years, July 1, 2019 – June 30, 2022."),
			facts{"", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "2019-07-01", "2022-06-30"}},
		{"two dates that are of something else", document("AGREEMENT between THE STATE OF OHIO and OHIO HARBOR PILOTS ASSOCIATION", made, "While this Agreement is in effect, pay follows the survey of July 1, 2019 – June 30, 2020, and this Agreement expires on June 30, 2022."),
			facts{"Agreement between the State of Ohio and Ohio Harbor Pilots Association", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "", "2022-06-30"}},
		{"an expiry date", document("", made, "The nominal expiry date of this Agreement is 30 June 2022."),
			facts{"", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "", "2022-06-30"}},
		{"an hour without its on, days in words", document("", made, "This Agreement shall be in effect from 12:01 a.m. July 1, 2020 and shall remain in effect until the thirtieth day of June, 2023."),
			facts{"", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "2020-07-01", "2023-06-30"}},
		{"takes effect", document("", made, "This Agreement shall take effect January 1, 2020, and shall remain in effect through and including December 31, 2022."),
			facts{"", "State of Ohio", "Ohio Harbor Pilots Association", "Harbor Pilots", "2020-01-01", "2022-12-31"}},
		{"short forms in brackets, in capitals", document("", "The Arden Public School District (BOARD) and the Arden Education Association (ASSOCIATION) hereby enter into this Amendment.", "Nothing is said."),
			facts{"", "Arden Public School District", "Arden Education Association", "Harbor Pilots", "", ""}},
		{"a definition only", document("", "The Arden Pilots Association (hereinafter referred to as \"the Association\") is recognized by the City.", "Nothing is said."),
			facts{"", "", "Arden Pilots Association", "Harbor Pilots", "", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := Extract(context.Background(), Input{Name: "made-up.txt", Data: []byte(c.text)}, Options{})
			require.NoError(t, err)
			assert.Equal(t, c.want, factsOf(a))
			checkFactSpans(t, a)
		})
	}
}

func TestTermDoubts(t *testing.T) {
	codes := func(a *corpus.Agreement) []string {
		var out []string
		for _, d := range a.Diagnostics {
			if strings.HasPrefix(d.Code, "date-") || strings.HasPrefix(d.Code, "term-") {
				out = append(out, d.Code)
			}
		}
		return out
	}
	lost := readCover(t, "AGREEMENT between TOWN OF ARDEN and LOCAL 7, TEAMSTERS OCTOBER 19, JUNE 30, 2018")
	assert.Equal(t, []string{"date-without-year"}, codes(lost))
	assert.Empty(t, lost.Effective, "a lost year is not completed")
	assert.Equal(t, corpus.Date("2018-06-30"), lost.Expires)

	changed := document("AMENDMENT between TOWN OF ARDEN and LOCAL 7, TEAMSTERS", "Peace.",
		"Current language to be deleted:\nThis Agreement shall be effective from July 1, 2017 through June 30, 2020.\n\nReplacement language to be added:\nThis Agreement shall be effective from July 1, 2017 through June 30, 2022.")
	b, err := Extract(context.Background(), Input{Name: "made-up.txt", Data: []byte(changed)}, Options{})
	require.NoError(t, err)
	assert.Equal(t, corpus.Date("2022-06-30"), b.Expires, "what is deleted is not in force")

	text := document("AGREEMENT between TOWN OF ARDEN and LOCAL 7, TEAMSTERS\nJanuary 1, 2011 to December 31, 2015", "Peace.",
		"This Agreement shall have as its duration the period commencing January 1, 2012, and ending December 31, 2015.")
	a, err := Extract(context.Background(), Input{Name: "made-up.txt", Data: []byte(text)}, Options{})
	require.NoError(t, err)
	assert.Equal(t, []string{"term-disagrees"}, codes(a))
	assert.Equal(t, corpus.Date("2011-01-01"), a.Effective, "the cover stands")
}

func TestOtherPapers(t *testing.T) {
	excerpt, err := Extract(context.Background(), Input{Name: "x.txt", Data: []byte("ARTICLE 22\nECONOMICS\n\nSECTION 1. WAGES.\n\nPersons presently working for the State of Ohio shall be paid.\n\nSECTION 2. LEAVE.\n\nNone.\n")}, Options{})
	require.NoError(t, err)
	assert.Equal(t, corpus.KindExcerpt, excerpt.Kind)
	assert.Equal(t, facts{title: "Article 22 Economics", employer: "State of Ohio"}, factsOf(excerpt))
	assert.Equal(t, "article-22-economics", excerpt.ID)
	checkFactSpans(t, excerpt)

	letter := readCover(t, "Memorandum of Understanding\nBetween\nArden County ('County')\nAnd\nHarbor Pilots Union (\"HPU\")\nThe parties are bound by an agreement effective July 1, 2020 through June 30, 2023.\n")
	assert.Equal(t, corpus.KindLetterDoc, letter.Kind)
	assert.Equal(t, facts{title: "Memorandum of Understanding Between Arden County ('County') And Harbor Pilots Union", employer: "Arden County", union: "Harbor Pilots Union"}, factsOf(letter),
		"the dates are those of another paper")
}

// TestBrochure: titles of which none has a number make no agreement of a paper
// that is between nobody.
func TestBrochure(t *testing.T) {
	brochure := "CONTENTS\n\nWhat We Won at the Port .......... 1\n• Training .......... 1\n• Night Turns .......... 1\n• Clothing .......... 1\nWhat Comes Next .......... 2\n\n" +
		"# What We Won at the Port\n\nMuch was won in the talks of the last years.\n\n# Training\n\nEach crane operator is trained for two days.\n\n# What Comes Next\n\nThe talks go on in the spring.\n"
	a, err := Extract(context.Background(), Input{Name: "x.txt", Data: []byte(brochure)}, Options{})
	require.NoError(t, err)
	assert.Equal(t, corpus.KindOtherDoc, a.Kind)
	assert.Equal(t, corpus.Article, a.Provisions[0].Kind)
}

func TestInWords(t *testing.T) {
	for in, want := range map[string]string{
		"MICHIGAN CORRECTIONS ORGANIZATION, SEIU LOCAL 526M, CTW": "Michigan Corrections Organization, SEIU Local 526M, CTW",
		"THE 16TH JUDICIAL COURT OF THE U.S.":                     "The 16th Judicial Court of the U.S.",
		"SHERIFF'S OFFICE - PART-TIME (SSG)":                      "Sheriff's Office - Part-Time (SSG)",
		"ARTICLE XXII O'BRIEN":                                    "Article XXII O'Brien",
		"LABOR AGREEMENT Between A AND B":                         "Labor Agreement between A and B",
		"Labor Agreement Between LOCAL 5":                         "Labor Agreement Between LOCAL 5",
		"FULL- AND PART-TIME":                                     "Full- and Part-Time",
	} {
		assert.Equal(t, want, inWords(in), "inWords(%q)", in)
	}
}

func TestIdentify(t *testing.T) {
	for _, c := range []struct {
		want string
		a    corpus.Agreement
	}{
		{"hpu-security-2014", corpus.Agreement{Kind: corpus.KindAgreement, Union: "Harbor Pilots Union SEIU Local 5", Unit: "Security", Effective: "2014-01-15"}},
		{"hpus-security-2014", corpus.Agreement{Kind: corpus.KindAgreement, Union: "Harbor Pilots Union, SEIU Local 5", Unit: "Security", Effective: "2014-01-15", Text: strings.Repeat("the HPUS, ", 5)}},
		{"arden-county-local-916-2018", corpus.Agreement{Kind: corpus.KindAgreement, Employer: "Arden County, Ohio", Union: "Local 916 Chapters 1, 2", Expires: "2018-06-30"}},
		{"city-of-arden-afscme-2020", corpus.Agreement{Kind: corpus.KindAgreement, Employer: "City of Arden", Union: "American Federation of State, County and Municipal Employees (Local 2831)", Effective: "2020-07-01"}},
		{"sheriff-office-teamsters-local-7", corpus.Agreement{Kind: corpus.KindAgreement, Employer: "Sheriff's Office", Union: "Teamsters Local 7"}},
		{"one-letter", corpus.Agreement{Kind: corpus.KindLetterDoc, Employer: "City of Arden", Union: "Local 7", Source: corpus.Source{Name: "One Letter.txt"}}},
		{"secondary-negotiations", corpus.Agreement{Kind: corpus.KindProcedure, Title: "Secondary Negotiations"}},
		{"agreement", corpus.Agreement{Kind: corpus.KindAgreement, Source: corpus.Source{Name: "….txt"}}},
	} {
		assert.Equal(t, c.want, identify(&c.a))
	}
}
