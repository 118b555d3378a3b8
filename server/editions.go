package server

import "net/url"

// An editionView is what a page says of an agreement and another edition of it:
// "A newer edition of Nurses 2021. What changed".
type editionView struct {
	Says    string
	Other   link
	Changes string // the address where the older is set against the newer
	Older   bool   // the other stands for this one today
}

// editionsOf lists the editions beside a that someone linked it to: the one that
// stands for it, the one that it follows, and those that follow it.
func editionsOf(a AgreementInfo, infos []AgreementInfo) []editionView {
	about := aboutOf(infos)
	var out []editionView
	seen := map[string]bool{a.ID: true}
	add := func(says, id, older, newer string, stoodFor bool) {
		other, ok := about[id]
		if id == "" || !ok || seen[id] {
			return
		}
		seen[id] = true
		out = append(out, editionView{Says: says, Other: link{agreementHref(id), shortName(other.Title, id) + editionTerm(other)},
			Changes: "/compare/versions?" + url.Values{"old": {older}, "new": {newer}}.Encode(), Older: stoodFor})
	}
	if a.StoodForBy != "" {
		says := "An older edition. In its place stands"
		if a.SupersededBy == a.StoodForBy {
			says = "Superseded by"
		} else if o, ok := about[a.StoodForBy]; ok && a.Effective > o.Effective {
			says = "Not yet in force. Until then stands"
			add(says, a.StoodForBy, a.StoodForBy, a.ID, true)
		}
		add(says, a.StoodForBy, a.ID, a.StoodForBy, true)
	}
	add("A newer edition of", a.EditionOf, a.EditionOf, a.ID, false)
	for _, x := range infos {
		if x.EditionOf == a.ID {
			add("A newer edition of this is", x.ID, a.ID, x.ID, false)
		}
	}
	return out
}

// editionTerm tells editions with one title apart.
func editionTerm(a AgreementInfo) string {
	if a.Effective == "" && a.Expires == "" {
		return ""
	}
	return " (" + termText(a.Effective, a.Expires) + ")"
}
