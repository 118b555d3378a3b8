package xref

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// A unit is a provision of a small test agreement: its id, whose last part says
// kind and number, a title, and its text.
type unit struct{ id, title, text string }

// agreement makes an agreement of units; a child follows its parent.
func agreement(units ...unit) *corpus.Agreement {
	a := &corpus.Agreement{Employer: "State of Michigan", Union: "Nurses Guild", Title: "Agreement"}
	ends := map[string]int{}
	for _, u := range units {
		start := len(a.Text)
		part := u.id[strings.LastIndex("__"+u.id, "__"):]
		kind, number, _ := strings.Cut(part, "_")
		p := corpus.Provision{ID: u.id, Title: u.title, Number: number}
		if k := strings.LastIndex(u.id, "__"); k >= 0 {
			p.Parent = u.id[:k]
		}
		switch kind {
		case "art":
			p.Kind, p.Heading = corpus.Article, "ARTICLE "+number
		case "part":
			p.Kind, p.Heading = corpus.Part, "PART "+number
		case "sec":
			p.Kind, p.Heading = corpus.Section, "Section "+number+"."
		case "sub":
			p.Kind, p.Heading = corpus.Subsection, number+"."
		case "app":
			p.Kind, p.Heading = corpus.Appendix, "APPENDIX "+number
		case "lou":
			p.Kind, p.Heading = corpus.Letter, "LETTER OF UNDERSTANDING #"+number
		}
		if number == "nn" {
			p.Number, p.Heading = "", ""
		}
		if u.title != "" {
			p.Heading = strings.TrimSpace(p.Heading + " " + u.title)
		}
		a.Text += p.Heading
		p.HeadingSpan = corpus.Span{Start: start, End: len(a.Text)}
		a.Text += "\n" + u.text + "\n\n"
		p.Span.Start = start
		ends[u.id] = len(a.Text) - 2
		a.Provisions = append(a.Provisions, p)
	}
	for i := len(a.Provisions) - 1; i >= 0; i-- {
		p := &a.Provisions[i]
		p.Span.End = ends[p.ID]
		ends[p.Parent] = max(ends[p.Parent], p.Span.End)
	}
	return a
}

// around is an agreement with text as Section C of Article 5, and enough round
// it to cite.
func around(text string) *corpus.Agreement {
	return agreement(
		unit{"art_5", "SENIORITY", "Seniority is service."},
		unit{"art_5__sec_A", "Definition", "It is counted from the date of hire."},
		unit{"art_5__sec_B", "Ties", "1. By lot.\n2. By date of birth."},
		unit{"art_5__sec_C", "Use", text},
		unit{"art_5__sec_C__sub_1", "", "First."},
		unit{"art_5__sec_C__sub_2", "", "Second."},
		unit{"art_5__sec_D", "Loss", "Seniority is lost by quitting."},
		unit{"art_9", "GRIEVANCE PROCEDURE", "As follows."},
		unit{"art_9__sec_A", "Step One: Supervisor", "Orally."},
		unit{"art_9__sec_B", "Step Two: Department", "In writing."},
		unit{"art_9__sec_nn", "Supplemental Grievance Procedure", "For few."},
		unit{"art_12", "LAYOFF AND RECALL", "Layoff."},
		unit{"art_12__part_A", "Layoff", "Order."},
		unit{"art_12__part_A__sec_1", "", "Order of layoff."},
		unit{"art_12__part_B", "Recall", "Order."},
		unit{"art_12__part_B__sec_1", "", "Order of recall."},
		unit{"app_C-1", "SAFETY", "Safety."},
		unit{"app_C-2", "HEALTH", "Health."},
		unit{"app_F", "MAPS", "Maps."},
		unit{"lou_7", "Banked Leave", "Leave is banked."},
	)
}

func TestReferences(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string // words → id, or words → status (reason or authority)
	}{
		{"as this Article says", []string{"this Article → art_5"}},
		{"under this Section and the following", []string{"this Section → art_5__sec_C"}},
		{"see Section A above.", []string{"Section A above → art_5__sec_A"}},
		{"see Section D. below.", []string{"Section D. below → art_5__sec_D"}},
		{"see paragraph B(2) above.", []string{"paragraph B(2) above → art_5__sec_B"}},
		{"Sections A, B and D of this Article apply", []string{"Sections A → art_5__sec_A", "B → art_5__sec_B", "D of this Article → art_5__sec_D"}},
		{"subsections A through C above", []string{"subsections A through C above → art_5__sec_A", "subsections A through C above → art_5__sec_B", "subsections A through C above → art_5__sec_C"}},
		{"items 1 and 2 of this Section", []string{"items 1 → art_5__sec_C__sub_1", "2 of this Section → art_5__sec_C__sub_2"}},
		{"in Article 9 (Grievance Procedure), Section B.", []string{"Article 9 (Grievance Procedure), Section B → art_9__sec_B"}},
		{"in Article 12, Parts A and B, and Article 9", []string{"Article 12, Parts A → art_12__part_A", "B → art_12__part_B", "Article 9 → art_9"}},
		{"Section 1 of Article 12, Part B of this Agreement", []string{"Section 1 of Article 12, Part B of this Agreement → art_12__part_B__sec_1"}},
		{"Article 12, Section 1 applies", []string{"Article 12, Section 1 → ambiguous (2 places answer to it)"}},
		{"Section C of this Article and Article 9, Section A", []string{"Section C of this Article → art_5__sec_C", "Article 9, Section A → art_9__sec_A"}},
		{"Articles 9 and 12 and 10 days", []string{"Articles 9 → art_9", "12 → art_12"}},
		{"for Section A and 40 hours", []string{"Section A → art_5__sec_A"}},
		{"see Appendix C and Appendix F", []string{"Appendix C → app_C-1", "Appendix C → app_C-2", "Appendix F → app_F"}},
		{"as the Layoff and Recall Article says", []string{"Layoff and Recall Article → art_12"}},
		{"Step Two of the grievance procedure; then Step 3 follows", []string{"Step Two of the grievance procedure → art_9__sec_B"}},
		{"the Supplemental Grievance Procedure governs", []string{"Supplemental Grievance Procedure → art_9__sec_nn"}},
		{"see Letter of Understanding #7", []string{"Letter of Understanding #7 → lou_7"}},
		{"Article 40 and Section Q", []string{"Article 40 → dangling (there is no Article 40 in the agreement)", "Section Q → dangling (there is no Section Q in Article 5)"}},
		{"Section D above says", []string{"Section D above → dangling (Article 5, Section D does not stand above)"}},
		{"Section 125 of the Internal Revenue Code", []string{"Section 125 of the Internal Revenue Code → us/usc/26/125"}},
		{"section 501 (c) (9) of the I.R.C.", []string{"section 501 (c) (9) of the I.R.C. → us/usc/26/501(c)(9)"}},
		{"under P.A. 452 of 1978 and Act No. 452 of the Public Acts of 1978", []string{"P.A. 452 of 1978 → us-mi/pa/1978/452", "Act No. 452 of the Public Acts of 1978 → us-mi/pa/1978/452"}},
		{"the Family and Medical Leave Act of 1993 (FMLA)", []string{"Family and Medical Leave Act of 1993 → us/act/fmla", "FMLA → us/act/fmla"}},
		{"under the Public Employment Relations Act (PERA); PERA says", []string{"Public Employment Relations Act → us-mi/act/pera", "PERA → us-mi/act/pera", "PERA → us-mi/act/pera"}},
		{"Michigan Workers' Disability Compensation Law and workers' compensation act", []string{"Michigan Workers' Disability Compensation Law → us-mi/act/wdca", "workers' compensation act → us-mi/act/wdca"}},
		{"Oregon Revised Statutes 243.650; ORS 243.650", []string{"Oregon Revised Statutes 243.650 → us-or/ors/243.650", "ORS 243.650 → us-or/ors/243.650"}},
		{"Ohio Revised Code Section 4117.08, Section 124.37 of the Ohio Revised Code", []string{"Ohio Revised Code Section 4117.08 → us-oh/orc/4117.08", "Section 124.37 of the Ohio Revised Code → us-oh/orc/124.37"}},
		{"California Government Code Section 3500 and the California Labor Code", []string{"California Government Code Section 3500 → us-ca/gov/3500", "California Labor Code → us-ca/lab"}},
		{"Wis. Stats. 111.70 and RCW 41.56.030 and NRS 288.150", []string{"Wis. Stats. 111.70 → us-wi/stat/111.70", "RCW 41.56.030 → us-wa/rcw/41.56.030", "NRS 288.150 → us-nv/nrs/288.150"}},
		{"ORS 654.001 to 654.295, and 654.991; 3.5 days", []string{"ORS 654.001 → us-or/ors/654.001", "654.295 → us-or/ors/654.295", "654.991 → us-or/ors/654.991"}},
		{"under O.R.C. Section 4117.09(C); Section 4117.09(C) of the Ohio Revised Code", []string{"O.R.C. Section 4117.09(C) → us-oh/orc/4117.09(C)", "Section 4117.09(C) of the Ohio Revised Code → us-oh/orc/4117.09(C)"}},
		{"under ORS 243.650 and, as said, Section 243.650", []string{"ORS 243.650 → us-or/ors/243.650", "Section 243.650 → us-or/ors/243.650"}},
		{"Section 3.7 of the Personnel Policies and Procedures dated 2000", []string{"Section 3.7 of the Personnel Policies and Procedures → procedures/personnel-policies-and-procedures"}},
		{"an Explosives Ordinance Technician and a Code Enforcement Officer", nil},
		{"the Canada Labour Code and Ontario Labour Relations Act", []string{"Canada Labour Code → ca/act/canada-labour-code", "Ontario Labour Relations Act → ca-on/act/labour-relations-act"}},
		{"Public Act 349 of 2012, then Public Act 349", []string{"Public Act 349 of 2012 → us-mi/pa/2012/349", "Public Act 349 → us-mi/pa/2012/349"}},
		{"29 U.S.C. 2601 and 29 CFR Part 825", []string{"29 U.S.C. 2601 → us/usc/29/2601", "29 CFR Part 825 → us/cfr/29/825"}},
		{"Civil Service Rules and Regulations, Civil Service Rule 6-3.2", []string{"Civil Service Rules and Regulations → us-mi/civil-service/rules", "Civil Service Rule 6-3.2 → us-mi/civil-service/rule/6-3.2"}},
		{"Section 943.13, Florida Statutes", []string{"Section 943.13, Florida Statutes → us-fl/stat/943.13"}},
		{"the parties to this Agreement, the grievance procedure, the above provision, part time employees", nil},
		{"a father-in-law and mother-in-law; the section leader; a schedule A employee", nil},
		{"see Article 9, Grievance Procedure, “Section B”.", []string{"Article 9, Grievance Procedure, “Section B” → art_9__sec_B"}},
		{"the ties are broken as the Section so entitled says", nil},
		{"by lot in a layoff and recall, as the Article so entitled says", []string{"Article so entitled → art_12"}},
		{"the agenda item(s) and the Medicare Part B premium, this Work Schedule", nil},
		{"Step 4 of the contractual grievance procedure", []string{"Step 4 of the contractual grievance procedure → dangling (the grievance procedure has no Step 4; its last is )"}},
		{"the grievance settlement of October 1, 1976", []string{"grievance settlement of October 1, 1976 → settlement/1976-10-01"}},
		{"the Letter of Understanding dated July 2, 2012", []string{"Letter of Understanding dated July 2, 2012 → letter/2012-07-02"}},
		{"Section 207(k) of the FLSA and Section 7(k) of the work period", []string{"Section 207(k) → us/usc/29/207(k)", "FLSA → us/act/flsa", "Section 7(k) → us/usc/29/207(k)"}},
		{"UAW, et al. v. Green, et al., court of appeals No. 314781", []string{"UAW, et al. v. Green, et al., court of appeals No. 314781 → case/uaw-et-al-v-green"}},
		{"under P.A. 156 of 1851. The rule in subsections (9)(a) and (b) shall not apply", []string{"P.A. 156 of 1851 → us-mi/pa/1851/156", "subsections (9)(a) → us-mi/pa/1851/156", "(b) → us-mi/pa/1851/156"}},
		{"listed in Section II, F, of the instruction", []string{"Section II, F → dangling (there is no Section II in Article 5)"}},
		{"Example Nos. (1) and (2) below", nil},
		{"shall read as follows:\n\nSection B. Ties. By lot.", nil},
		{"his Section\nB above", []string{"Section B above → art_5__sec_B"}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			a := around(tt.text)
			require.NoError(t, a.Validate())
			var got []string
			for _, r := range References(corpus.NewTree(a)) {
				if r.From != "art_5__sec_C" {
					continue
				}
				to := r.Target
				switch {
				case r.Authority != nil:
					to = r.Authority.ID
				case r.Status != corpus.Resolved:
					to = fmt.Sprintf("%s (%s)", r.Status, r.Reason)
				}
				got = append(got, r.Raw+" → "+to)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestScope(t *testing.T) {
	a := agreement(
		unit{"art_3", "WAGES", "Wages."},
		unit{"art_3__sec_1", "", "Pay."},
		unit{"app_A", "SAFETY AGREEMENT", "Safety."},
		unit{"app_A__sec_1", "", "See Section 2, this Article, and Article 3, Section 1 of the primary agreement."},
		unit{"app_A__sec_2", "", "See Appendix A."},
		unit{"app_A__app_A", "Tools", "Tools."},
		unit{"lou_2", "Article 3 - Wages", "This Article is amended; this Letter of Understanding ends."},
	)
	require.NoError(t, a.Validate())
	var got []string
	for _, r := range References(corpus.NewTree(a)) {
		got = append(got, r.From+": "+r.Raw+" → "+r.Target)
	}
	assert.Equal(t, []string{
		"app_A__sec_1: Section 2 → app_A__sec_2",
		"app_A__sec_1: this Article → app_A",
		"app_A__sec_1: Article 3, Section 1 → art_3__sec_1",
		"app_A__sec_2: Appendix A → app_A__app_A",
		"lou_2: Article 3 → art_3",
		"lou_2: This Article → art_3",
		"lou_2: this Letter of Understanding → lou_2",
	}, got)
}

// check holds every result to what the package promises.
func check(t *testing.T, a *corpus.Agreement) {
	t.Helper()
	tree := corpus.NewTree(a)
	end := 0
	for _, r := range References(tree) {
		require.GreaterOrEqual(t, r.Span.Start, end, "%q is out of order", r.Raw)
		end = r.Span.Start
		require.Less(t, r.Span.Start, r.Span.End)
		require.True(t, utf8.RuneStart(a.Text[r.Span.Start]))
		require.True(t, r.Span.End == len(a.Text) || utf8.RuneStart(a.Text[r.Span.End]))
		from := tree.Provision(r.From)
		require.NotNil(t, from)
		require.True(t, from.Span.Contains(r.Span), "%q is outside %s", r.Raw, r.From)
		switch r.Status {
		case corpus.Resolved:
			require.NotNil(t, tree.Provision(r.Target))
		case corpus.Ambiguous:
			require.Greater(t, len(r.Candidates), 1)
		case corpus.Dangling:
			require.NotEmpty(t, r.Reason)
		case corpus.External:
			require.NotNil(t, r.Authority)
			require.NotEmpty(t, r.Authority.ID)
		default:
			t.Fatalf("status %q", r.Status)
		}
	}
}

func FuzzReferences(f *testing.F) {
	for _, s := range []string{
		"Sections A.2-5, and Section B of Article 15, Parts A and C", "F.2. b. (4) above", "(1) or (2) below", "29 U.S.C. § 2601(a)",
		"Article XXII - Retirement Benefits, Section 3.)", "§§ 3(b), 4 and 5", "Section “c” above", "this Health and Safety Article",
		"Rules of the American Arbitration Association", "paragraphs a., b., and c. of this Subsection", "Appendix F and F-1", "NLRB v. Weingarten",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.TrimSpace(s) == "" {
			return
		}
		check(t, around(s))
	})
}

func BenchmarkReferences(b *testing.B) {
	text := strings.Repeat("The parties agree, as Section A above and Article 9, Section B of this Agreement say, that nothing in this Article limits the Family and Medical Leave Act. Employees shall be paid for all hours that they work in the department, at their own rate. ", 400)
	a := around(text)
	tree := corpus.NewTree(a)
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		References(tree)
	}
}

// The lists of laws are in order, so that one may be found and corrected.
func TestLawLists(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range []struct {
		file string
		n    int
	}{{actsFile, 5}, {codesFile, 4}} {
		count := 0
		rows(f.file, f.n, func(row []string) {
			count++
			require.Regexp(t, `^(us|ca)(-[a-z]{2})?$`, row[0])
			require.Regexp(t, `^[a-z0-9-]+(/[0-9]+)?$`, row[1], row[0])
			require.NotEmpty(t, row[2])
			require.Equal(t, strings.ToLower(row[3]), row[3], "names are in small letters")
			key := row[0] + " " + row[1]
			require.False(t, seen[key] && f.n == 5, "%s twice", key)
			seen[key] = true
			require.Len(t, row, f.n, "columns of %s", key)
		})
		require.Greater(t, count, 20)
	}
	for name, want := range map[string]string{
		"Family and Medical Leave Act of 1993": "us/act/fmla", "federal Family & Medical Leave Act": "", "Oregon Family Leave Act": "us-or/act/ofla",
		"State of Oregon Safe Employment Act": "us-or/act/safe-employment-act", "Act": "",
	} {
		a, _ := laws().act(name, "us-mi")
		assert.Equal(t, want, a.ID, name)
	}
}
