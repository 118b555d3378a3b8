package server

import "github.com/gin-gonic/gin"

type helpPage struct {
	page
	Examples []exampleGroup
	Uploads  bool
}

// An exampleGroup is some questions that show one thing that search can do.
type exampleGroup struct {
	Name, About string
	Examples    []example
}

type example struct{ Query, Says string }

func (s *Server) pageHelp(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	return s.sendPage(c, "help", helpPage{page: s.page("Help", "help"), Examples: examples()})
}

// examples is the query language by example. Each is a link to its own answer.
func examples() []exampleGroup {
	return []exampleGroup{
		{"Words and questions", "Words are found in all their forms, and with what contracts call the same thing. What was added or corrected is told above the answer.", []example{
			{"layoff notice", "clauses about notice of a layoff, best first"},
			{"how long do I have to file a grievance?", "a question in your own words"},
			{"berevement", "a slip of the pen is mended, and said"},
		}},
		{"Exact words", "", []example{
			{`"just cause"`, "these words, in this order"},
			{`"layoff notice"~10`, "these words within ten of each other"},
			{"subcontract*", "words that begin so"},
			{"seniorty~", "words that are nearly this"},
		}},
		{"Citations", "A citation goes straight to its place. Where it may mean several places all are listed.", []example{
			{"article 9 section C", "in every agreement that has one"},
			{"517M art 9 sec C", "in the agreement of that local"},
			{"LOU 5", "a letter of understanding"},
		}},
		{"Together and apart", "", []example{
			{"overtime AND compensatory", "both"},
			{"vacation OR annual leave", "either"},
			{"discipline NOT arbitration", "the first without the second"},
			{"(sick OR annual) AND donation", "brackets group"},
		}},
		{"Only there", "A field and a colon narrow the search.", []example{
			{"title:seniority", "in titles"},
			{"kind:letter overtime", "in letters"},
			{"topic:bereavement-leave", "all that a topic of bargaining gathers"},
			{"expires:>2014 longevity", "in agreements that run longer than that"},
		}},
	}
}
