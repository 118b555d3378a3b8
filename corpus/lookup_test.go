package corpus_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// small is a tree of the given provisions: id, parent, kind, number, title and
// heading; spans are not needed.
func small() *corpus.Tree {
	p := func(id, parent string, kind corpus.Kind, number, title, heading string) corpus.Provision {
		return corpus.Provision{ID: id, Parent: parent, Kind: kind, Number: number, Title: title, Heading: heading}
	}
	return corpus.NewTree(&corpus.Agreement{Provisions: []corpus.Provision{
		p("art_IX", "", corpus.Article, "IX", "GRIEVANCE PROCEDURE", "ARTICLE IX - GRIEVANCE PROCEDURE"),
		p("art_IX__sec_3", "art_IX", corpus.Section, "3", "Steps", "Section 3. Steps"),
		p("art_IX__sec_3__b", "art_IX__sec_3", corpus.Subsection, "b", "", "(b)"),
		p("art_IX__sec_3__b__2", "art_IX__sec_3__b", corpus.Paragraph, "2", "", "(2)"),
		p("art_IX__sec_nn", "art_IX", corpus.Section, "", "Supplemental Grievance Procedure", "SUPPLEMENTAL GRIEVANCE PROCEDURE"),
		p("art_15", "", corpus.Article, "15", "ASSIGNMENT", "ARTICLE 15"),
		p("art_15__part_B", "art_15", corpus.Part, "B", "BIDS", "PART B"),
		p("art_15__part_B__sec_A", "art_15__part_B", corpus.Section, "A", "Corrections", "Section A."),
		p("art_15__part_B__sec_C", "art_15__part_B", corpus.Section, "C", "Vacating", "Section C."),
		p("art_15__part_D", "art_15", corpus.Part, "D", "TRANSFERS", "PART D"),
		p("art_15__part_D__sec_A", "art_15__part_D", corpus.Section, "A", "Corrections", "Section A."),
		p("art_16A", "", corpus.Article, "16 - A", "FUND", "Article 16 - A"),
		p("art_16A__sec_B", "art_16A", corpus.Section, "B", "", "B."),
		p("art_16A__sec_C", "art_16A", corpus.Section, "C", "", "C."),
		p("art_18", "", corpus.Article, "18", "LEAVE", "ARTICLE 18"),
		p("art_18__sec_18.11", "art_18", corpus.Section, "18.11", "Sick", "18.11 Sick"),
		p("art_18__sec_18.11__a", "art_18__sec_18.11", corpus.Subsection, "a", "", "a."),
		p("item_31", "", corpus.Article, "31", "Leave", "ITEM 31 LEAVE"),
		p("rule_22", "", corpus.Article, "22", "Seniority", "RULE 22. SENIORITY"),
		p("app_C-1", "", corpus.Appendix, "C-1", "SAFETY", "APPENDIX C-1"),
		p("app_C-1__app_A", "app_C-1", corpus.Appendix, "A", "Tools", "Appendix A for Safety"),
		p("app_C-2", "", corpus.Appendix, "C-2", "HEALTH", "APPENDIX C-2"),
		p("exh_C", "", corpus.Appendix, "C", "PAY", "EXHIBIT C"),
		p("loi_3", "", corpus.Letter, "3", "Steps", "LETTER OF INTENT #3"),
		p("lou_3", "", corpus.Letter, "3", "Leave", "LETTER OF UNDERSTANDING #3"),
		p("lou_blt", "", corpus.Letter, "", "Banked Leave Time Program", "LETTER OF UNDERSTANDING Banked Leave Time Program"),
		p("lou_25", "", corpus.Letter, "", "Article 25, Section A", "LETTER OF UNDERSTANDING Article 25, Section A"),
	}})
}

func TestLookup(t *testing.T) {
	tree := small()
	for in, want := range map[string][]string{
		"article 9":                                   {"art_IX"},
		"Genesee IX.3":                                {"art_IX__sec_3"},
		"art 9 sec 3(b)(2)":                           {"art_IX__sec_3__b__2"},
		"Article IX, Section 3, paragraph b":          {"art_IX__sec_3__b"},
		"Article 9, Supplemental Grievance Procedure": {"art_IX__sec_nn"},
		"MCO 15 B A":                                  {"art_15__part_B__sec_A"},
		"15-B":                                        {"art_15__part_B"},
		"article 15 section C":                        {"art_15__part_B__sec_C"},
		"article 15 section A":                        {"art_15__part_B__sec_A", "art_15__part_D__sec_A"},
		"art 15 sec Q":                                nil,
		"16A":                                         {"art_16A"},
		"article 16 A":                                {"art_16A"},
		"16-A C":                                      {"art_16A__sec_C"},
		"Article 16, Part A, Section B":               {"art_16A__sec_B"},
		"18.11.a":                                     {"art_18__sec_18.11__a"},
		"Article 18, Section 11":                      {"art_18__sec_18.11"},
		"Section 18.11":                               {"art_18__sec_18.11"},
		"Rule 22":                                     {"rule_22"},
		"Item 31":                                     {"item_31"},
		"Article 22":                                  nil,
		"appendix C":                                  {"app_C-1", "app_C-2"},
		"appendix C1":                                 {"app_C-1"},
		"Appendix C-1, Appendix A":                    {"app_C-1__app_A"},
		"exhibit c":                                   {"exh_C"},
		"LOU 3":                                       {"lou_3"},
		"LOI #3":                                      {"loi_3"},
		"letter 3":                                    {"loi_3", "lou_3"},
		"LOU 4":                                       nil,
		"Letter of Understanding: Banked Leave":       {"lou_blt"},
		"section 100":                                 nil, // not the "C" of a run of letters
	} {
		t.Run(in, func(t *testing.T) {
			c, err := corpus.ParseCitation(in)
			require.NoError(t, err)
			var got []string
			for _, i := range tree.Lookup(c) {
				got = append(got, tree.Agreement().Provisions[i].ID)
			}
			assert.Equal(t, want, got, c.String())
			assert.Equal(t, tree.Lookup(c), outlined(t, tree).Lookup(c), "by the outline")
		})
	}
}

func TestLookupPrefix(t *testing.T) {
	tree := small()
	c, err := corpus.ParseCitation("Article 9, Section 3(b)(7)(a)")
	require.NoError(t, err)
	assert.Empty(t, tree.Lookup(c))
	found, used := tree.LookupPrefix(c)
	assert.Equal(t, []int{tree.Find("art_IX__sec_3__b")}, found)
	assert.Equal(t, 3, used)
	c, err = corpus.ParseCitation("Article 77, Section 3")
	require.NoError(t, err)
	found, used = tree.LookupPrefix(c)
	assert.Empty(t, found)
	assert.Zero(t, used)
}

func TestCitationOf(t *testing.T) {
	tree := small()
	want := map[string]string{
		"art_IX__sec_3__b__2":   "Article IX, Section 3(b)(2)",
		"art_IX__sec_nn":        "Article IX, Supplemental Grievance Procedure",
		"art_15__part_B__sec_A": "Article 15, Part B, Section A",
		"art_16A__sec_B":        "Article 16-A, Section B",
		"item_31":               "Item 31",
		"rule_22":               "Rule 22",
		"app_C-1__app_A":        "Appendix C-1, Appendix A",
		"exh_C":                 "Exhibit C",
		"loi_3":                 "Letter of Intent 3",
		"lou_blt":               "Letter of Understanding: Banked Leave Time Program",
		"lou_25":                `Letter of Understanding: "Article 25, Section A"`,
	}
	for i, p := range tree.Agreement().Provisions {
		text := corpus.CitationOf(tree, i)
		if w, ok := want[p.ID]; ok {
			assert.Equal(t, w, text, p.ID)
		}
		c, err := corpus.ParseCitation(text)
		require.NoError(t, err, text)
		assert.Contains(t, tree.Lookup(c), i, "%s is cited as %q, read as %+v", p.ID, text, c)
	}
}

func TestLookupLevels(t *testing.T) {
	p := func(id, parent string, kind corpus.Kind, number, title, heading string) corpus.Provision {
		return corpus.Provision{ID: id, Parent: parent, Kind: kind, Number: number, Title: title, Heading: heading}
	}
	tree := corpus.NewTree(&corpus.Agreement{Provisions: []corpus.Provision{
		p("art_22", "", corpus.Article, "22", "LEAVE", "ARTICLE 22"),
		p("art_22__sec_G", "art_22", corpus.Section, "G", "", "G."),
		p("art_22__sec_G__subsec_16", "art_22__sec_G", corpus.Subsection, "16", "", "16."),
		p("art_6", "", corpus.Article, "VI", "GRIEVANCE PROCEDURE", "ARTICLE VI"),
		p("art_6__sec_3", "art_6", corpus.Section, "3", "Steps", "Section 3"),
		p("art_6__sec_3__step_2", "art_6__sec_3", corpus.Subsection, "Step II", "", "STEP II"),
		p("art_6__sec_3__plan_A", "art_6__sec_3", corpus.Subsection, "Plan A", "", "Plan A."),
		p("art_6__sec_nn", "art_6", corpus.Section, "", "Supplemental Procedure", "SUPPLEMENTAL PROCEDURE"),
		p("art_6__sec_nn__1", "art_6__sec_nn", corpus.Subsection, "1", "", "1."),
	}})
	for in, want := range map[string][]string{
		"article 22 section 16":        nil, // not the sixteenth item of Section G
		"22.16":                        nil,
		"article 22 G 16":              {"art_22__sec_G__subsec_16"},
		"article VI, step 2":           {"art_6__sec_3__step_2"},
		"Article 6, Section 3, Plan A": {"art_6__sec_3__plan_A"},
	} {
		c, err := corpus.ParseCitation(in)
		require.NoError(t, err, in)
		var got []string
		for _, i := range tree.Lookup(c) {
			got = append(got, tree.Agreement().Provisions[i].ID)
		}
		assert.Equal(t, want, got, in)
	}
	for i, p := range tree.Agreement().Provisions {
		c, err := corpus.ParseCitation(corpus.CitationOf(tree, i))
		require.NoError(t, err, p.ID)
		assert.Contains(t, tree.Lookup(c), i, "%s: %s", p.ID, corpus.CitationOf(tree, i))
	}
}

// TestCitationOfLettered: "P." before a title is the article's letter, no page.
func TestCitationOfLettered(t *testing.T) {
	a := &corpus.Agreement{Provisions: []corpus.Provision{
		{ID: "art_O", Kind: corpus.Article, Number: "O", Title: "Specialists", Heading: "O. Specialists"},
		{ID: "art_P", Kind: corpus.Article, Number: "P", Title: "Focus on Transfers", Heading: "P. Focus on Transfers"},
	}}
	assert.Equal(t, "Article P", corpus.CitationOf(corpus.NewTree(a), 1))
}
