package server

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
)

// maxValue bounds one parameter's value, in bytes. A question is a sentence;
// what is longer was pasted by mistake.
const maxValue = 1000

// params reads the query parameters of one request and collects what is wrong
// with them, so that a client learns all of it at once.
type params struct {
	values url.Values
	known  []string
	faults fieldErrors
}

// readParams parses the query string of c.
func readParams(c *gin.Context) *params {
	p := &params{}
	values, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		p.fault("query", "the query string cannot be read: "+strings.ToValidUTF8(err.Error(), "\uFFFD"))
	}
	p.values = values
	return p
}

func (p *params) fault(field, message string) {
	p.faults = append(p.faults, fieldError{field, message})
}

// all is every value of a parameter that may be given several times, those that
// are empty left out.
func (p *params) all(name string) []string {
	p.known = append(p.known, name)
	var out []string
	for _, v := range p.values[name] {
		switch {
		case len(v) > maxValue:
			p.fault(name, fmt.Sprintf("longer than %d bytes", maxValue))
		case !utf8.ValidString(v):
			p.fault(name, "not valid UTF-8")
		case strings.ContainsRune(v, 0):
			p.fault(name, "holds a zero byte")
		case strings.TrimSpace(v) != "":
			out = append(out, strings.TrimSpace(v))
		}
	}
	return out
}

// text is the value of a parameter that may be given once; "" if it is not.
func (p *params) text(name string) string {
	all := p.all(name)
	if len(p.values[name]) > 1 {
		p.fault(name, "given more than once")
	}
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// required is text that must not be empty.
func (p *params) required(name string) string {
	v := p.text(name)
	if v == "" && !p.faulty(name) && !p.faulty("query") {
		p.fault(name, "is needed")
	}
	return v
}

// list is the values of a parameter that may be repeated or hold several with
// commas between, each once.
func (p *params) list(name string) []string {
	var out []string
	for _, v := range p.all(name) {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// number is a whole number between low and high.
func (p *params) number(name string, fallback, low, high int) int {
	v := p.text(name)
	if v == "" {
		return fallback
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < low || n > high {
		p.fault(name, fmt.Sprintf("want a whole number from %d to %d", low, high))
		return fallback
	}
	return n
}

// flag is "true" or "false"; false if not given.
func (p *params) flag(name string) bool {
	v := p.text(name)
	if v != "" && v != "true" && v != "false" {
		p.fault(name, `want "true" or "false"`)
	}
	return v == "true"
}

// flagOr is flag with another value for one that is not given.
func (p *params) flagOr(name string, fallback bool) bool {
	given := p.flag(name)
	if strings.TrimSpace(p.values.Get(name)) == "" {
		return fallback
	}
	return given
}

// oneOf is one of the given values, or "".
func (p *params) oneOf(name string, allowed ...string) string {
	v := p.text(name)
	if v != "" && !slices.Contains(allowed, v) {
		p.fault(name, "want one of "+strings.Join(allowed, ", "))
		return ""
	}
	return v
}

// date is an ISO 8601 date, or "".
func (p *params) date(name string) corpus.Date {
	d := corpus.Date(p.text(name))
	if d == "" {
		return ""
	}
	if _, err := d.Time(); err != nil {
		p.fault(name, "want a date like 2026-11-22")
		return ""
	}
	return d
}

func (p *params) faulty(name string) bool {
	return slices.ContainsFunc(p.faults, func(f fieldError) bool { return f.Field == name })
}

// err is what is wrong with the parameters, unknown ones among it, in order of
// their names; nil if nothing is.
func (p *params) err() error {
	for name := range p.values {
		if !slices.Contains(p.known, name) {
			field := clip(strings.ToValidUTF8(name, "\uFFFD"), 60)
			p.fault(field, "no such parameter; known here: "+strings.Join(p.known, ", "))
		}
	}
	if len(p.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(p.faults, func(a, b fieldError) int { return strings.Compare(a.Field, b.Field) })
	return p.faults
}

const (
	defaultLimit = 20
	maxLimit     = 100
	maxOffset    = 10_000 // bounds the work of a search: hits before the offset are ranked too
)

// A window is the part of a list that is asked for.
type window struct{ limit, offset int }

func (p *params) window(limit, highest int) window {
	return window{p.number("limit", limit, 1, highest), p.number("offset", 0, 0, maxOffset)}
}

// cut is w's part of list.
func cut[T any](w window, list []T) []T {
	start := min(w.offset, len(list))
	return list[start:min(start+w.limit, len(list))]
}
