package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// states lists the place and the name of each state and province.
func states() [][2]string {
	return [][2]string{
		{"us-al", "Alabama"}, {"us-ak", "Alaska"}, {"us-az", "Arizona"}, {"us-ar", "Arkansas"}, {"us-ca", "California"}, {"us-co", "Colorado"},
		{"us-ct", "Connecticut"}, {"us-de", "Delaware"}, {"us-fl", "Florida"}, {"us-ga", "Georgia"}, {"us-hi", "Hawaii"}, {"us-id", "Idaho"},
		{"us-il", "Illinois"}, {"us-in", "Indiana"}, {"us-ia", "Iowa"}, {"us-ks", "Kansas"}, {"us-ky", "Kentucky"}, {"us-la", "Louisiana"},
		{"us-me", "Maine"}, {"us-md", "Maryland"}, {"us-ma", "Massachusetts"}, {"us-mi", "Michigan"}, {"us-mn", "Minnesota"},
		{"us-ms", "Mississippi"}, {"us-mo", "Missouri"}, {"us-mt", "Montana"}, {"us-ne", "Nebraska"}, {"us-nv", "Nevada"},
		{"us-nh", "New Hampshire"}, {"us-nj", "New Jersey"}, {"us-nm", "New Mexico"}, {"us-ny", "New York"}, {"us-nc", "North Carolina"},
		{"us-nd", "North Dakota"}, {"us-oh", "Ohio"}, {"us-ok", "Oklahoma"}, {"us-or", "Oregon"}, {"us-pa", "Pennsylvania"},
		{"us-ri", "Rhode Island"}, {"us-sc", "South Carolina"}, {"us-sd", "South Dakota"}, {"us-tn", "Tennessee"}, {"us-tx", "Texas"},
		{"us-ut", "Utah"}, {"us-vt", "Vermont"}, {"us-va", "Virginia"}, {"us-wa", "Washington"}, {"us-wv", "West Virginia"},
		{"us-wi", "Wisconsin"}, {"us-wy", "Wyoming"}, {"ca-ab", "Alberta"}, {"ca-bc", "British Columbia"}, {"ca-mb", "Manitoba"},
		{"ca-nb", "New Brunswick"}, {"ca-nl", "Newfoundland"}, {"ca-ns", "Nova Scotia"}, {"ca-on", "Ontario"}, {"ca-pe", "Prince Edward Island"},
		{"ca-qc", "Quebec"}, {"ca-sk", "Saskatchewan"}, {"ca", "Canada"},
	}
}

// stateID is the id of the state with that name, "us-mi"; empty if it is none.
func stateID(name string) string {
	if len(name) < 4 {
		return ""
	}
	for _, s := range laws().states {
		if strings.EqualFold(s[1], name) {
			return s[0]
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
			best, count = s[0], n
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
