package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// states lists the postal code and the name of each state.
func states() [][2]string {
	return [][2]string{{"al", "Alabama"}, {"ak", "Alaska"}, {"az", "Arizona"}, {"ar", "Arkansas"}, {"ca", "California"}, {"co", "Colorado"},
		{"ct", "Connecticut"}, {"de", "Delaware"}, {"fl", "Florida"}, {"ga", "Georgia"}, {"hi", "Hawaii"}, {"id", "Idaho"}, {"il", "Illinois"},
		{"in", "Indiana"}, {"ia", "Iowa"}, {"ks", "Kansas"}, {"ky", "Kentucky"}, {"la", "Louisiana"}, {"me", "Maine"}, {"md", "Maryland"},
		{"ma", "Massachusetts"}, {"mi", "Michigan"}, {"mn", "Minnesota"}, {"ms", "Mississippi"}, {"mo", "Missouri"}, {"mt", "Montana"},
		{"ne", "Nebraska"}, {"nv", "Nevada"}, {"nh", "New Hampshire"}, {"nj", "New Jersey"}, {"nm", "New Mexico"}, {"ny", "New York"},
		{"nc", "North Carolina"}, {"nd", "North Dakota"}, {"oh", "Ohio"}, {"ok", "Oklahoma"}, {"or", "Oregon"}, {"pa", "Pennsylvania"},
		{"ri", "Rhode Island"}, {"sc", "South Carolina"}, {"sd", "South Dakota"}, {"tn", "Tennessee"}, {"tx", "Texas"}, {"ut", "Utah"},
		{"vt", "Vermont"}, {"va", "Virginia"}, {"wa", "Washington"}, {"wv", "West Virginia"}, {"wi", "Wisconsin"}, {"wy", "Wyoming"}}
}

// stateID is the id of the state with that name, "us-mi"; empty if it is none.
func stateID(name string) string {
	if len(name) < 4 {
		return ""
	}
	for _, s := range states() {
		if strings.EqualFold(s[1], name) {
			return "us-" + s[0]
		}
	}
	return ""
}

// placeOf is where the agreement is made: the state that it names in its facts
// or, failing that, most often in the front part of its text; "us" if it names
// none. A public act without a state's name is that state's.
func placeOf(a *corpus.Agreement) string {
	front := a.Text[:min(len(a.Text), 100_000)]
	best, count := "us", 0
	for _, s := range states() {
		facts := countState(a.Employer+" "+a.Title+" "+a.Union, s[1])
		if n := 1000*facts + countState(front, s[1]); n > count {
			best, count = "us-"+s[0], n
		}
	}
	return best
}

// countState counts the places where text names a state, and not a county, city
// or person called like one: "Washington County", "Kansas City".
func countState(text, name string) int {
	n := 0
	for {
		k := strings.Index(text, name)
		if k < 0 {
			return n
		}
		text = text[k+len(name):]
		rest := strings.ToLower(strings.TrimLeft(text[:min(len(text), 16)], " \n"))
		switch {
		case strings.HasPrefix(rest, "county"), strings.HasPrefix(rest, "city"), strings.HasPrefix(rest, "township"), strings.HasPrefix(rest, "square"):
		default:
			n++
		}
	}
}
