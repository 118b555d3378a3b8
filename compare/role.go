package compare

import (
	"slices"
	"strings"

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
	roleMore    = "more"    // paid for 11 days or more: what one must reach
	roleMeasure = "measure" // one eight-hour work day: how long the day is
	roleGroup   = "group"   // twelve-month (250 days) employees: what tells them from others
	roleLonger  = "longer"  // on return from a leave lasting longer than thirty days
	roleChange  = "change"  // increasing by 3 %: what comes on top of a share is not the share
	roleWithin  = "within"  // within thirty days of payment: by when something is done
	roleResult  = "result"  // increased to $44.07: the new rate, and not the increase
	roleOver    = "over"    // more than 300 hours of accrued leave: what one must have
	roleStart   = "start"   // effective July 1, 2007
	roleEnd     = "end"     // until June 30, 2010
	roleAge     = "age"     // at age 58 years
	roleBefore  = "before"  // unless by December 1, 2009; prior to July 31, 2028
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
		return asks("notice", "prior", "advance", "before", "within", "request", "earlier", "notify") && !asks("receive", "holiday", "grant")
	case roleEach:
		return asks("every", "once", "week", "excess", "monthly", "often", "list")
	case roleWithin:
		return len(w.acts) > 0 || w.deadline()
	case roleChange:
		return w.Adds || asks("increase", "increased", "raise", "change", "additional")
	case roleResult:
		return !w.Adds
	case roleOver:
		if strings.HasPrefix(w.Label, "how long") || strings.HasPrefix(w.Label, "longest") {
			return false // "whose leave exceeds two weeks": what one must have
		}
		return w.threshold() || asks("excess", "exceed", "more", "consecutive", "absent", "longer", "maximum", "cap", "accumulate", "after", "distance", "notice", "limit")
	case roleStart:
		return !asks("until", "expire", "through") || asks("effective")
	case roleEnd:
		return !asks("effective", "start", "begin") || asks("until", "expire")
	case roleBefore:
		return asks("hired", "before", "prior", "deadline", "request", "notice", "notify")
	case roleMore:
		return w.threshold() || asks("certificate", "consecutive", "absent", "notice", "completion", "after", "service", "less", "fewer")
	case roleMeasure:
		return asks("workday", "day", "shift", "schedule", "workweek", "week")
	case roleAge:
		return asks("age", "old")
	case roleStep, roleSame, roleLonger, roleGroup:
		return false
	}
	return true
}

// deadline reports whether a value looked for is a time by which something is
// done, by its label or its cues.
func (w *wanted) deadline() bool {
	words := tokenize(w.Label)
	for i, t := range words {
		switch t.stem {
		case "time": // to file, but not at orientation
			if i+1 < len(words) && words[i+1].stem == "to" {
				return true
			}
		case "notic", "deadlin", "window", "by", "within", "answer", "request", "report", "access", "correction", "start", "after", "use", "befor", "longest", "opens":
			return true
		}
	}
	return w.cues["within"] || w.cues["notic"]
}

// dateRole is what a date is by the words next to it: the day from which
// something holds, the one on which it ends, or one before which something must
// be done. The nearest of its words decides.
func dateRole(before, after []token) string {
	for i := range min(len(after), 2) {
		switch after[i].stem {
		case "through", "until", "thru":
			return roleStart
		}
		if !after[i].num {
			break
		}
	}
	for i := len(before) - 1; i >= max(0, len(before)-10); i-- {
		switch before[i].stem {
		case "effective", "effectiv", "commenc", "beginn", "begin", "start", "retroactiv", "from", "executed":
			return roleStart
		case "after":
			return roleBefore // "renewed from year to year after July 1, 2029"
		case "until", "through", "expir", "thru", "terminat", "end", "midnight", "includ": //nolint:misspell // stems
			return roleEnd
		case "to":
			if i == len(before)-1 && (i == 0 || before[i-1].stem != "prior") {
				return roleEnd
			}
		case "by", "befor", "prior", "preced":
			if before[i].stem == "by" && i < len(before)-2 {
				continue // "entered into by the parties on"
			}
			return roleBefore
		case "anniversari", "hir", "employ", "born", "dated":
			return roleNone
		}
		if w := before[i].stem; len(w) == 4 && before[i].num && w[0] >= '1' && w[0] <= '2' {
			return roleNone // another date
		}
	}
	return roleNone
}

// isResult reports whether an amount is what a raise leads to: "this rate will
// increase to $44.07".
func isResult(before []token) bool {
	n := len(before)
	if n > 0 && before[n-1].stem == anyMoney {
		n--
	}
	if n < 2 || before[n-1].stem != "to" {
		return false
	}
	for i := n - 2; i >= max(0, n-4); i-- {
		switch before[i].stem {
		case "increas", "rais", "adjust":
			return true
		}
	}
	return false
}

// isChange reports whether an amount is what is added or taken: "increasing by
// 3 %", "an increase of $50".
func isChange(before []token) bool {
	n := len(before)
	if n > 0 && before[n-1].stem == "additional" {
		return true
	}
	if n > 2 && before[n-1].stem == "than" && (before[n-2].stem == "more" || before[n-2].stem == "mor") && before[n-3].stem == "by" {
		return true // "exceed by more than 5 % the premiums of the year before"
	}
	for n > 0 && (before[n-1].stem == "an" || before[n-1].stem == anyMoney) {
		n--
	}
	if n < 2 || before[n-1].stem != "by" && before[n-1].stem != "of" {
		return false
	}
	for i := n - 2; i >= max(0, n-4); i-- {
		switch before[i].stem {
		case "increas", "decreas", "reduc", "rais", "lower", "reduction":
			return true
		}
	}
	return false
}

// role is what a duration is in its sentence, by the words next to it.
func role(x *sentence, t *corpus.Term) string {
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	if from < x.from || from >= to {
		return roleNone
	}
	before := tokenize(x.clean.Text[max(x.from, from-60):from])
	after := tokenize(x.clean.Text[to:min(x.to, to+60)])
	switch t.Type {
	case corpus.DateTerm:
		return dateRole(before, after)
	case corpus.Percent, corpus.Money:
		if isChange(before) {
			return roleChange
		}
		if isResult(before) {
			return roleResult
		}
		return roleNone
	case corpus.Duration:
	default:
		return roleNone
	}
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
	// "(one day = 8 hours of sick leave)": the one is the other's measure. A scale
	// ("5-10 yrs = 5.3 hours/80 hours") has years before the sign.
	if i := strings.LastIndexByte(x.clean.Text[max(x.from, from-3):from], '='); i >= 0 && (last(1) == "day" || last(1) == "week" || last(1) == "shift") {
		return roleSame
	}
	if rest := strings.TrimLeft(x.clean.Text[to:x.to], " "); strings.HasPrefix(rest, "=") && t.Value == 1 && t.Unit != corpus.Year {
		return roleSame
	}
	// "one eight-hour work day of sick leave": the hours are the day's measure.
	if strings.HasSuffix(strings.ToLower(t.Raw), "hour") && (next(1) == "workday" || next(1) == "shift" || next(1) == "day" || next(1) == "work" && (next(2) == "day" || next(2) == "shift")) {
		return roleMeasure
	}
	if strings.Contains(strings.ToLower(t.Raw), " or more") {
		return roleMore
	}
	if next(1) == "or" {
		switch next(2) {
		case "mor", "more", "longer", "greater", "less", "fewer", "shorter":
			return roleMore
		}
	}
	if last(1) == "age" || next(1) == "of" && next(2) == "age" || next(1) == "old" {
		return roleAge
	}
	if to < x.to && x.clean.Text[to] == ')' && (next(1) == "employe" || next(1) == "personnel" || next(1) == "staff") && (from == x.from || x.clean.Text[from-1] == '(') {
		switch last(1) {
		case "day", "week", "month", "year", "hour", "offic", "month-offic", "time", "instructional":
			return roleGroup
		}
	}
	if groups(t.Raw, next(1)) {
		return roleGroup
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
			if !counts(next(1)) && !counts(next(2)) && !counts(next(3)) && !counts(next(4)) {
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
	over := last(1) == "than" && (last(2) == "mor" || last(2) == "more" || last(2) == "greater") || last(1) == "of" && last(2) == "excess" || last(1) == "exceed" && last(2) != "to"
	negated := slices.ContainsFunc(before, func(w token) bool { return w.stem == "no" || w.stem == "not" || w.stem == "nor" })
	if over && !negated && (t.Unit == corpus.Year || t.Unit == corpus.Month) {
		for n := 3; n <= 9; n++ {
			switch last(n) {
			case "work", "employ", "serv":
				return roleService // "who has worked for the Department for more than five years"
			}
		}
	}
	if over && !negated && next(1) != "old" || last(1) == "least" && last(2) == "at" && has(last(3)) {
		return roleOver
	}
	n := 1
	if last(n) == "first" || last(n) == "next" {
		n++
	}
	if last(n) == "within" || last(n) == "the" && last(n+1) == "within" || last(1) == "than" && (last(2) == "later" || last(2) == "earlier" || last(2) == "sooner") {
		return roleWithin
	}
	return roleNone
}

// groups reports whether a duration is what tells people from others: "ten-month
// employees", "an eight-hour employee".
func groups(raw, next string) bool {
	one, unit := false, ""
	for w := range strings.FieldsFuncSeq(strings.ToLower(raw), func(r rune) bool { return r == ' ' || r == '-' }) {
		one, unit = one || w == "one" || w == "1", w
	}
	switch unit {
	case "hour", "day", "week", "month", "year":
	default:
		return false
	}
	switch next {
	case "employe", "teacher", "nurs", "offic", "personnel", "staff", "member", "instructor", "educat", "posit", "position", "unit", "calendar", "schedul":
		return !one
	}
	return false
}

// has reports whether a word says that one has come by something already: "who
// has accrued at least ten days".
func has(w string) bool {
	switch w {
	case "accru", "accumulat", "earn", "has", "have", "work", "complet":
		return true
	}
	return false
}

// counts reports whether a word is what one completes: service.
func counts(w string) bool {
	switch w {
	case "servic", "employment", "seniority", "senioriti":
		return true
	}
	return false
}
