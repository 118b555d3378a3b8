package compare

import (
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// Roles of a duration that is not the one a rule gives: the service that one
// must have, what a rate is counted on, how long before something else.
const (
	roleNone    = ""
	roleService = "service" // after completion of 520 hours; five years (10,400 hours) of continuous service
	roleEach    = "each"    // for each completed 80 hours; during a twelve-month period
	roleNotice  = "notice"  // at least 96 hours prior to …; ten days in advance
	roleSame    = "same"    // (173 hours), behind the thirty days that it repeats
	roleStep    = "step"    // in increments of one hour
	roleLonger  = "longer"  // on return from a leave lasting longer than thirty days
)

// takes reports whether a value looked for is one of that role: its cues say so.
func (w *wanted) takes(role string) bool {
	asks := func(words ...string) bool {
		return slices.ContainsFunc(words, func(s string) bool { return w.cues[stem(s)] })
	}
	switch role {
	case roleService:
		return asks("service", "completion", "employment", "probationary", "step")
	case roleNotice:
		return asks("notice", "prior", "advance", "before", "within", "request", "earlier", "hours", "notify") && !asks("receive", "holiday", "grant")
	case roleEach:
		return asks("every", "once", "week", "excess", "monthly", "often", "years", "list")
	case roleStep, roleSame, roleLonger:
		return false
	}
	return true
}

// role is what a duration is in its sentence, by the words next to it.
func role(x *sentence, t *corpus.Term) string {
	if t.Type != corpus.Duration {
		return roleNone
	}
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	if from < x.from || from >= to {
		return roleNone
	}
	before := tokenize(x.clean.Text[max(x.from, from-60):from])
	after := tokenize(x.clean.Text[to:min(x.to, to+60)])
	last := func(n int) string {
		if n < 1 || n > len(before) {
			return ""
		}
		return before[len(before)-n].stem
	}
	next := func(n int) string {
		if n < 1 || n > len(after) {
			return ""
		}
		return after[n-1].stem
	}
	// "thirty (30) calendar days (173 hours)": a repetition in another unit.
	if from > x.from && x.clean.Text[from-1] == '(' && to < len(x.clean.Text) && x.clean.Text[to] == ')' {
		switch last(1) {
		case "day", "week", "month", "year", "hour", "shift":
			return roleSame
		}
	}
	if last(1) == "of" && (last(2) == "increment" || last(2) == "block") {
		return roleStep
	}
	// "twelve workweeks during a twelve-month period": the second.
	period := next(1) == "period" && (last(1) == "a" || last(1) == "the" || last(1) == "any" || last(1) == "each" || last(1) == "that")
	if last(1) == "each" || last(1) == "every" || last(1) == "per" || last(1) == "complet" && (last(2) == "each" || last(2) == "every") ||
		period && (last(2) == "dur" || last(2) == "in" || last(2) == "within") {
		return roleEach
	}
	// "Years of Total Seniority 8 years 13 years": a row of what one must have.
	for n := 1; n <= len(before); n++ {
		if w := before[len(before)-n]; w.num || w.stem == "year" || w.stem == "month" {
			continue
		}
		if counts(last(n)) {
			return roleService
		}
		break
	}
	for n := 1; n <= 4; n++ {
		switch last(n) {
		case "complet", "completion":
			if !counts(next(1)) && !counts(next(2)) && !counts(next(3)) {
				continue
			}
			return roleService
		case "last", "longer":
			if last(n) == "last" && last(n-1) == "longer" || last(n) == "longer" && last(n+1) == "last" {
				return roleLonger
			}
		}
	}
	// "have less than 520 straight time hours of service", but not "the first six
	// months of their employment".
	if !slices.ContainsFunc(before, func(w token) bool { return w.stem == "first" }) {
		for n := 1; n <= 4; n++ {
			if counts(next(n)) && next(1) == "of" {
				return roleService
			}
		}
	}
	for n := 1; n <= 3; n++ {
		switch next(n) {
		case "prior", "befor", "advanc":
			if next(n) != "advanc" || next(n-1) == "in" || next(n+1) == "notic" {
				return roleNotice
			}
		}
	}
	if next(1) == "notic" || next(1) == "advanc" {
		return roleNotice
	}
	return roleNone
}

// counts reports whether a word is what one completes: service.
func counts(w string) bool {
	switch w {
	case "servic", "employment", "seniority", "senioriti":
		return true
	}
	return false
}
