package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// A Cue describes a sentence by what it holds: one of the words of every
// element, in any order. It is how a topic says what its sentences look like.
//
//	arbitrator fee|expense|cost borne|shared|paid
//	call_back minimum # hours !sick
//
// Elements stand apart by blanks; "|" separates alternatives; "_" joins words
// that must follow each other; "#" is any number, "$" an amount of money, "%"
// a percentage; "!" marks what the sentence must not hold.
type Cue struct {
	Elements []CueElement
}

// A CueElement is one thing that a sentence holds, or must not hold.
type CueElement struct {
	Not   bool
	AnyOf [][]string // alternatives, each a run of adjacent words, lower case
}

// ParseCue reads a cue. It fails on an empty cue, element, alternative or word,
// on capitals, and on a cue that only says what must not be there.
func ParseCue(s string) (Cue, error) {
	var c Cue
	says := false
	for f := range strings.FieldsSeq(s) {
		var e CueElement
		e.Not = strings.HasPrefix(f, "!")
		for alt := range strings.SplitSeq(strings.TrimPrefix(f, "!"), "|") {
			if alt == "" || strings.Contains(alt, "!") {
				return Cue{}, fmt.Errorf("cue %q: empty or misplaced part in %q", s, f)
			}
			if alt != strings.ToLower(alt) {
				return Cue{}, fmt.Errorf("cue %q: capitals in %q", s, alt)
			}
			words := strings.Split(alt, "_")
			if slices.Contains(words, "") {
				return Cue{}, fmt.Errorf("cue %q: empty word in %q", s, alt)
			}
			e.AnyOf = append(e.AnyOf, words)
		}
		says = says || !e.Not
		c.Elements = append(c.Elements, e)
	}
	if !says {
		return Cue{}, fmt.Errorf("cue %q: names nothing that a sentence holds", s)
	}
	return c, nil
}

// String writes c so that ParseCue reads it back.
func (c Cue) String() string {
	var b strings.Builder
	for i, e := range c.Elements {
		if i > 0 {
			b.WriteByte(' ')
		}
		if e.Not {
			b.WriteByte('!')
		}
		for k, words := range e.AnyOf {
			if k > 0 {
				b.WriteByte('|')
			}
			b.WriteString(strings.Join(words, "_"))
		}
	}
	return b.String()
}
