package index

import (
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// A knowledge is what is known of the field, made ready to be looked for.
type knowledge struct {
	subjects   []*subject
	finder     *finder
	synonyms   []synonym
	vocabulary map[string]bool
	spelt      map[int][]string // the words of topics, synonyms and questions, by length
	names      []suggestible    // of the subjects
	using      map[string][]int // the subjects that are described with a stem
	beginning  map[string][]int // the synonyms that begin with a stem
}

func newKnowledge(topics []corpus.Topic, words []corpus.Synonym) (*knowledge, error) {
	sp := newSpeller()
	subjects, err := newSubjects(topics, sp)
	if err != nil {
		return nil, err
	}
	k := &knowledge{subjects: subjects, finder: newFinder(subjects), synonyms: newSynonyms(words, sp), names: topicNames(subjects, sp)}
	k.vocabulary = vocabularyOf(k.subjects, k.synonyms)
	k.spelt = speltWords(topics, words, sp)
	k.using, k.beginning = map[string][]int{}, map[string][]int{}
	for i, s := range k.subjects {
		for w := range s.stems {
			k.using[w] = append(k.using[w], i)
		}
	}
	for i := range k.synonyms {
		w := k.synonyms[i].run[0]
		k.beginning[w] = append(k.beginning[w], i)
	}
	return k, nil
}

// placesOf is what a table has for any of list, in order, each once.
func placesOf(table map[string][]int, list []string) []int {
	var out []int
	for _, w := range list {
		out = append(out, table[w]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// vocabularyOf are the words that the topics and synonyms use: words of the language, though
// this library may not hold them, and so no slips of the pen.
func vocabularyOf(subjects []*subject, synonyms []synonym) map[string]bool {
	out := map[string]bool{}
	for _, s := range synonyms {
		for _, w := range s.run {
			out[w] = true
		}
	}
	for _, s := range subjects {
		for _, list := range [][][]string{s.names, s.others} {
			for _, run := range list {
				for _, w := range run {
					out[w] = true
				}
			}
		}
	}
	return out
}

// speltWords lists the words that topics, synonyms and questions use, as they
// are written, by length.
func speltWords(topics []corpus.Topic, words []corpus.Synonym, sp *speller) map[int][]string {
	out := map[int][]string{}
	seen := map[string]bool{}
	add := func(lists ...[]string) {
		for _, list := range lists {
			for _, text := range list {
				for _, w := range sp.words(text) {
					if len(w.text) > 3 && !seen[w.text] {
						seen[w.text] = true
						out[len(w.text)] = append(out[len(w.text)], w.text)
					}
				}
			}
		}
	}
	add(smallWords())
	for _, t := range topics {
		add([]string{t.Label}, t.Names, t.Synonyms)
	}
	for _, w := range words {
		add(w.Say, w.Also, w.Near, w.Same)
	}
	return out
}

// smallWords are words that are often mistyped in questions and are nothing to
// look for.
func smallWords() []string {
	return []string{"about", "after", "again", "allowed", "always", "another", "anyone", "because", "been", "before", "being", "between", "cannot",
		"could", "does", "doesn't", "during", "every", "everyone", "everybody", "from", "happen", "happens", "have", "instead", "many", "might",
		"much", "must", "other", "please", "regarding", "shall", "should", "someone", "somebody", "something", "still", "than", "that", "their",
		"them", "there", "these", "they", "this", "those", "through", "until", "using", "what", "whats", "when", "where", "whether", "which",
		"while", "whose", "will", "with", "within", "without", "would", "your"}
}
