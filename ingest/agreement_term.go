package ingest

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
	"github.com/clausebook/clausebook/ingest/term"
)

// Between the two dates of a cover's term nothing stands but such words.
var throughGap = pattern.New(`(?i)^[\s,.:;()–—-]*(?:(?:and )?(?:through|thru|to|until|till|and ending|ending|expir(?:es|ing|ation)|and)(?: (?:on|date|midnight|and including))?)?[\s,.:;()–—-]*$`)

// Before a date that is not the term's: when the paper was signed or the like.
var otherDate = pattern.New(`(?i)\b(?:ratified|approved|adopted|amended|revised|signed|dated|printed|issued?|date of issue|prior to|before)\b[^.]{0,12}$`)

// A term article speaks of the paper itself.
var itself = pattern.New(`(?i)\bth(?:is|e) (?:[a-z]+ ){0,3}?(?:agreement|contract|mou|moa|memorandum|understanding|letter|compact|document)\b`)

// What comes before the date on which it takes effect.
var fromLead = pattern.New(`(?i)\b(?:effective|effective as of|takes? effect|as of|from|commenc(?:es?|ing)|begin(?:s|ning)|in effect|in force|force and effect|period|term(?: of)?|dates?)(?:,? (?:from|on|of|as of|at|upon|commencing|beginning|and including|starting|date|this|the))*(?: of (?:this|the) (?:agreement|contract|memorandum|mou|moa)(?: is| shall be| will be)?)?[ ,:]*(?:\d{1,2}[:.]\d\d [ap]\.? ?m\.?,? (?:(?:on|of) )?|(?:midnight|\d{4} hours),? (?:on |of )?)?(?:the )?$`)

// What comes before the date on which it ends.
var untilLead = pattern.New(`(?i)\b(?:through|thru|until|till|to|ending|end(?:s)?|expir(?:es?|ing)|terminat(?:es?|ing|ed))(?:,? (?:on|at|of|up|to|and|including|and including|through|until|otherwise|be|fully|terminated|expire|midnight|date))*[ ,:]*(?:\d{1,2}[:.]\d\d [ap]\.? ?m\.?,? (?:on |of )?|(?:midnight|\d{4} hours),? (?:on |of )?)?(?:the )?$`)

// untilDate names the date on which it ends: "The nominal expiry date of this
// Agreement is 30 June 2022".
var untilDate = pattern.New(`(?i)\b(?:expir(?:y|ation)|termination|end(?:ing)?) date(?: of (?:this|the) (?:[a-z]+ )?(?:agreement|contract|memorandum|mou|moa))?(?: is| shall be| will be)?[ :]+(?:the )?$`)

// termLead comes before the two dates of a term that stand next to each other:
// "The duration of this Agreement shall be three years, July 1, 2019 – June 30,
// 2022". A date range behind other words is of a year's pay or a survey.
var termLead = pattern.New(`(?i)\b(?:years?|term|period|duration|effect|force|effective|dates?|is|be|covers?|for|from)(?: \(?\d\)?)?(?: months| years)?[ ,:(–-]*(?:of )?(?:the )?$`)

// inForce is said of the paper in a sentence that gives its term.
var inForce = pattern.New(`(?i)\b(?:effective|effect|in force|force|commence|commencing|duration|term|period|expires?|expiry|expiration|expiring|terminated?|terminates)\b`)

// termTitle is what an article about the term is called.
var termTitle = pattern.New(`(?i)\b(?:terms?|duration|terminat(?:ion|ing)|effective dates?|expiration|renewal|period of agreement|successor|preamble|purpose|entire agreement|parties)\b`)

// shortest is the shortest term of an agreement that two dates next to each
// other on a cover are believed to give, in days.
const shortest = 180

// A span of force as read at one place.
type force struct {
	c             *corpus.Clean
	effective     *term.Dated
	expires       *term.Dated
	titled, whole bool
}

// term reads from when to when the agreement holds: two dates next to each
// other on the cover, else the sentences of the body that say so of "this
// Agreement". A year without a day ("2024-2027") is no date, and a date whose
// year a scan has lost is not completed. Where cover and body disagree, the
// cover's dates stand and the doubt is a diagnostic.
func (d *describer) term() {
	if d.a.Kind == corpus.KindExcerpt || d.a.Kind == corpus.KindProcedure {
		return
	}
	cover := d.coverTerm()
	body := d.bodyTerm()
	if cover == nil && body == nil {
		return
	}
	f := cover
	if f == nil {
		f = body
	}
	d.take(f)
	if cover == nil || body == nil {
		return
	}
	for _, x := range []struct{ cover, body *term.Dated }{{cover.effective, body.effective}, {cover.expires, body.expires}} {
		if x.cover != nil && x.body != nil && x.cover.Date != x.body.Date {
			d.doubt("term-disagrees", fmt.Sprintf("the cover says %s, the body %s", x.cover.Date, x.body.Date), body.c.Source(x.body.Start, x.body.End))
		}
	}
	if d.a.Effective == "" && body.effective != nil && cover.effective == nil && !d.lostYear() && cover.expires.Date == dateOf(body.expires) {
		d.take(&force{c: body.c, effective: body.effective})
	}
}

func dateOf(x *term.Dated) corpus.Date {
	if x == nil {
		return ""
	}
	return x.Date
}

func (d *describer) take(f *force) {
	if f.effective != nil {
		d.a.Effective = f.effective.Date
		d.a.FactSpans[corpus.FactEffective] = f.c.Source(f.effective.Start, f.effective.End)
	}
	if f.expires != nil {
		d.a.Expires = f.expires.Date
		d.a.FactSpans[corpus.FactExpires] = f.c.Source(f.expires.Start, f.expires.End)
	}
}

func (d *describer) doubt(code, message string, at corpus.Span) {
	d.a.Diagnostics = append(d.a.Diagnostics, corpus.Diagnostic{Code: code, Severity: corpus.Warning, Message: message, Span: at})
}

func (d *describer) lostYear() bool {
	for _, x := range d.a.Diagnostics {
		if x.Code == "date-without-year" {
			return true
		}
	}
	return false
}

// yearless is a date that lacks its year.
var yearless = pattern.New(`(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}[ ,–—-]*$`)

// coverTerm reads the two dates of a cover. A letter's cover is no title page:
// its dates are those of the agreement that it changes.
func (d *describer) coverTerm() *force {
	if d.a.Kind == corpus.KindLetterDoc {
		return nil
	}
	c := d.open.Clean
	dates := term.Dates(c.Text)
	for k := range dates {
		x := &dates[k]
		if x.Doubt != "" {
			continue
		}
		lead := c.Text[max(0, x.Start-40):x.Start]
		if k+1 < len(dates) && dates[k+1].Doubt == "" {
			y := &dates[k+1]
			if throughGap.MatchString(c.Text[x.End:y.Start]) && !otherDate.MatchString(lead) && days(x.Date, y.Date) >= shortest {
				return &force{c: c, effective: x, expires: y}
			}
		}
		// "OCTOBER 19, JUNE 30, 2018": a date that has lost its year, then the end.
		if m := yearless.FindStringIndex(lead); m != nil {
			from := max(0, x.Start-40) + m[0]
			words := strings.TrimRight(c.Text[from:x.Start], " ,–—-")
			d.doubt("date-without-year", fmt.Sprintf("%q before %q has no year in the text; it is not completed", words, c.Text[x.Start:x.End]), c.Source(from, from+len(words)))
			return &force{c: c, expires: x}
		}
	}
	return nil
}

// days is how many days lie from x to y.
func days(x, y corpus.Date) int {
	a, err := x.Time()
	b, err2 := y.Time()
	if err != nil || err2 != nil { // unreachable: term reads whole dates only
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// bodyTerm reads the sentences about the term. Articles named for it are
// believed first, then any other; two of them that disagree are not believed
// at all, and the doubt is told.
func (d *describer) bodyTerm() *force {
	var best *force
	for i := range d.a.Provisions {
		path := d.t.Path(i)
		top := &d.a.Provisions[path[0]]
		if top.Kind == corpus.Appendix || top.Kind == corpus.Letter && d.a.Kind != corpus.KindLetterDoc || top.Kind == corpus.Index {
			continue
		}
		c := d.t.CleanText(i)
		if !strings.Contains(c.Text, "20") && !strings.Contains(c.Text, "19") {
			continue
		}
		titled := false
		for _, j := range path {
			titled = titled || termTitle.MatchString(d.a.Provisions[j].Title)
		}
		f := termIn(c)
		if f == nil || !titled && f.expires == nil { // "effective July 1, 1991" of one benefit
			continue
		}
		f.titled = titled
		switch {
		case best == nil, f.titled && !best.titled, f.titled == best.titled && f.whole && !best.whole:
			best = f
		case f.titled != best.titled, best.whole && !f.whole:
		default:
			if x, y := best.expires, f.expires; x != nil && y != nil && x.Date != y.Date {
				if !f.titled {
					continue // the first; later ones speak of parts
				}
				d.doubt("term-disagrees", fmt.Sprintf("the text says %s and %s", x.Date, y.Date), c.Source(y.Start, y.End))
				return nil
			}
			if best.effective == nil && f.expires == nil { // one says from when, another until when
				best = f
			}
		}
	}
	return best
}

// strikes and adds head what an amendment takes out of an agreement and what it
// puts there: "Current language to be deleted:", "Replacement language to be added:".
var (
	strikes = pattern.New(`(?i)\b(?:to be (?:deleted|removed|replaced|stricken)|(?:deleted|old) language|language deleted) ?:`)
	adds    = pattern.New(`(?i)\b(?:to be added|(?:replacement|new|revised|amended) langua[a-z]+(?: to [a-z ]+)?|as follows|to read) ?:`)
)

// struck reports whether what follows text is language that an amendment deletes.
func struck(text string) bool {
	text = text[max(0, len(text)-1500):]
	from := -1
	for _, m := range strikes.FindAllStringIndex(text, -1) {
		from = m[1]
	}
	return from >= 0 && !adds.MatchString(text[from:])
}

// termIn reads the term from the sentences of one provision.
func termIn(c *corpus.Clean) *force {
	f := &force{c: c}
	about := false
	for _, s := range c.Sentences() {
		text := c.Text[s[0]:s[1]]
		about = about && len(text) < 600 || itself.MatchString(text)
		if !about || !inForce.MatchString(text) {
			about = false
			continue
		}
		dates := term.Dates(text)
		for k := range dates {
			x := dates[k]
			lead := text[max(0, x.Start-80):x.Start]
			x.Start, x.End = x.Start+s[0], x.End+s[0]
			switch {
			case x.Doubt != "" || otherDate.MatchString(lead) || struck(c.Text[:x.Start]):
			case f.expires == nil && (untilLead.MatchString(lead) || untilDate.MatchString(lead)):
				f.expires = &x
			case f.expires == nil && f.effective == nil && k+1 < len(dates) && dates[k+1].Doubt == "" && termLead.MatchString(lead) &&
				throughGap.MatchString(text[dates[k].End:dates[k+1].Start]) && days(x.Date, dates[k+1].Date) >= shortest:
				y := dates[k+1]
				y.Start, y.End = y.Start+s[0], y.End+s[0]
				f.effective, f.expires = &x, &y
			case f.effective == nil && f.expires == nil && fromLead.MatchString(lead):
				f.effective = &x
			}
		}
		if f.expires != nil {
			break
		}
	}
	if f.expires == nil && f.effective == nil || f.expires != nil && f.effective != nil && days(f.effective.Date, f.expires.Date) <= 0 {
		return nil
	}
	f.whole = f.expires != nil && f.effective != nil
	return f
}
