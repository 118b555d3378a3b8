// Package pattern holds regular expressions that are compiled when they are first
// used. The stages of a reading have a hundred of them; compiled at the start,
// they took 5 ms of every command, also of those that read nothing.
package pattern

import (
	"regexp"
	"sync"
)

// A Pattern is a regular expression. Its methods are those of [regexp.Regexp].
// It is safe for concurrent use.
type Pattern struct {
	get func() *regexp.Regexp
}

// New returns the pattern of expr, which must be sound: the first use panics
// otherwise. A test of this package compiles all that stand in the sources.
func New(expr string) *Pattern {
	return &Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

// MatchString reports whether s has a match.
func (p *Pattern) MatchString(s string) bool { return p.get().MatchString(s) }

// FindString is the first match in s, or "".
func (p *Pattern) FindString(s string) string { return p.get().FindString(s) }

// FindStringIndex is where the first match in s stands, or nil.
func (p *Pattern) FindStringIndex(s string) []int { return p.get().FindStringIndex(s) }

// FindStringSubmatch is the first match in s and its groups, or nil.
func (p *Pattern) FindStringSubmatch(s string) []string { return p.get().FindStringSubmatch(s) }

// FindStringSubmatchIndex is where the first match in s and its groups stand, or nil.
func (p *Pattern) FindStringSubmatchIndex(s string) []int { return p.get().FindStringSubmatchIndex(s) }

// FindAllStringIndex is where the matches in s stand, at most n of them; all if n
// is negative.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.get().FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex is where they and their groups stand.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.get().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is s with each match replaced; $1 stands for a group.
func (p *Pattern) ReplaceAllString(s, by string) string { return p.get().ReplaceAllString(s, by) }

// Split cuts s at each match, into at most n parts; at all of them if n is negative.
func (p *Pattern) Split(s string, n int) []string { return p.get().Split(s, n) }
