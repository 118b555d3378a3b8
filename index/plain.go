package index

import "slices"

// Agreements seldom write what people say around a subject: "what is the most
// vacation I can SAVE UP", "PUT notices on the WALL". In a small library such
// words are rare and would prove most of what was asked. Two lists tell them
// from words that name a subject.

// ofSpeech reports whether w is a word of plain speech that names no subject.
// Where it is a part of a term it does: "first aid", "call back".
func ofSpeech(w string) bool {
	switch w {
	case "want", "wants", "wanted", "wanting", "wish", "wishes", "hope", "hopes", "hoping", "like", "likes", "love", "hate", "try", "tries", "tried",
		"trying", "think", "thinks", "thought", "feel", "feels", "felt", "believe", "believes", "seem", "seems", "suppose", "guess", "wonder",
		"wondering", "care", "cares", "put", "puts", "putting", "bring", "brings", "bringing", "brought", "keep", "keeps", "keeping", "kept", "get",
		"getting", "gotten", "going", "goes", "gone", "went", "coming", "came", "back", "let", "lets", "letting", "stay", "stays", "staying",
		"stayed", "ask", "asks", "asked", "asking", "tells", "told", "telling", "said", "saying", "hear", "hears", "heard", "see", "sees", "seen",
		"saw", "seeing", "send", "sends", "sent", "turn", "turns", "turned", "set", "sets", "sit", "stand", "stands", "find", "finds", "finding",
		"found", "doing", "done", "did", "has", "having", "making", "made", "taking", "took", "giving", "gave", "knows", "knew", "known", "finish",
		"finished", "stop", "stops", "stopped", "stopping", "simply", "actually", "maybe", "perhaps", "already", "yet", "soon", "later",
		"again", "ago", "once", "twice", "almost", "enough", "quite", "rather", "else", "anyway", "together", "around", "along", "across",
		"because", "since", "spend", "spends", "spent", "spending", "unless", "although", "though", "except", "despite", "without", "toward", "towards", "against", "onto", "beyond",
		"up", "down", "over", "long", "longer", "longest", "short", "shorter", "big", "bigger", "biggest", "small", "smaller", "little", "good", "better", "best",
		"bad", "worse", "worst", "new", "nice", "easy", "hard", "whole", "main", "real", "next", "first", "wrong", "early", "late", "too",
		"people", "person", "persons", "folks", "guy", "guys", "man", "men", "lady", "ladies", "somewhere", "anywhere", "everywhere", "somehow",
		"whatever", "whoever", "whenever", "wherever", "however", "one", "kind", "kinds", "sort", "sorts", "type", "types", "place",
		"places", "bit", "lot", "lots", "plenty", "everything", "nothing", "nobody", "side", "ways", "case", "cases", "point", "points", "matter", "matters",
		"him", "himself", "herself", "myself", "yourself", "themselves", "it's", "that's", "there's", "they're", "we're", "i've", "i'll", "won't",
		"wont", "wouldn't", "shouldn't", "couldn't", "didn't", "didnt", "hasn't", "haven't", "ain't", "gonna", "wanna", "gotta", "hello", "hi",
		"thanks", "thank":
		return true
	}
	return false
}

// ofProvisions reports whether w says only what sort of thing a provision is:
// "acupuncture COVERAGE", "evacuation PLAN". With another word it tells little.
func ofProvisions(w string) bool {
	switch w {
	case "coverage", "covered", "plan", "plans", "program", "programs", "programme", "programmes", "benefit", "benefits", "procedure", "procedures",
		"process", "processes", "requirement", "requirements", "required", "information", "detail", "details", "terms", "conditions",
		"scheme", "schemes", "entitlement", "entitlements", "arrangement", "arrangements", "amount", "amounts", "issue", "issues", "question",
		"questions", "protocol", "guidelines", "regulations", "standards", "employee", "employees", "worker", "workers", "staff", "employer",
		"employers", "work", "job", "jobs", "workplace":
		return true
	}
	return ofRoles(w)
}

// isShare reports whether "what w" asks for a percentage, which the text writes
// as a number.
func isShare(w string) bool { return w == "percentage" || w == "percent" || w == "%" }

// ofRoles reports whether w is who does or gets what is asked about: "swap
// shifts with another OFFICER". In a term it is more: "acting SUPERVISOR".
func ofRoles(w string) bool {
	switch w {
	case "officer", "officers", "coworker", "coworkers", "colleague", "colleagues", "member", "members", "supervisor", "supervisors", "manager",
		"managers", "management", "boss", "bosses", "company":
		return true
	}
	return false
}

// littleTold is the most that a word counts which says only what sort of thing a
// provision is, against an idf of about 6 for a rare word.
const littleTold = 1.2

// settle decides which of the asked words name the subject: those of speech do
// only where nothing else is asked, or where they are a part of a term. words are
// all of the query. One without small words is no sentence: its last word names
// the thing ("hunting season LEAVE").
func (s *search) settle(know *knowledge, words []word) {
	all := make([]string, len(s.asked))
	for i, a := range s.asked {
		all[i] = a.stem
	}
	in := know.termWords(all)
	for i := range s.asked {
		s.asked[i].asks = s.asked[i].asks || ofSpeech(s.asked[i].text) && !in[i]
	}
	generic := func(i int) bool { return ofProvisions(s.asked[i].text) && (!in[i] || !ofRoles(s.asked[i].text)) }
	some := false
	for i := range s.asked {
		some = some || !s.asked[i].asks && !generic(i)
	}
	roles := forWhom(words)
	s.telling = 0
	for i := range s.asked {
		a := &s.asked[i]
		a.generic = some && generic(i)
		a.role = some && slices.Contains(roles, a.stem)
		if a.names() {
			s.telling++
		}
	}
	s.head = -1
	bare := !slices.ContainsFunc(words, func(w word) bool { return isStop(w.text) })
	if last := len(s.asked) - 1; bare && s.telling >= few && s.asked[last].names() {
		s.head = last
	}
}

// names reports whether a names the subject.
func (a *asked) names() bool { return !a.asks && !a.generic && !a.role }

// forWhom are the stems of the words that say at the end of a query whom it is
// about: "maternity leave FOR a CORRECTIONS OFFICER". They rank what is found; a
// provision that answers need not say them.
func forWhom(words []word) []string {
	if len(words) == 0 || !ofRoles(words[len(words)-1].text) {
		return nil
	}
	const most = 4 // "for", an article, two words
	for i := len(words) - 2; i > 0 && i >= len(words)-most; i-- {
		if w := words[i].text; w == "for" || w == "with" || w == "by" {
			return stems(words[i+1:])
		}
	}
	return nil
}

// termWords says of each stem of a query whether it is a part of a run of two
// words and more that synonyms or subjects know.
func (k *knowledge) termWords(all []string) []bool {
	in := make([]bool, len(all))
	mark := func(run []string) {
		if len(run) < 2 {
			return
		}
		if at := indexRun(all, run); at >= 0 {
			for i := range run {
				in[at+i] = true
			}
		}
	}
	for _, n := range placesOf(k.beginning, all) {
		mark(k.synonyms[n].run)
	}
	for _, n := range placesOf(k.using, all) {
		for _, list := range [][][]string{k.subjects[n].names, k.subjects[n].others} {
			for _, run := range list {
				mark(run)
			}
		}
	}
	return in
}
