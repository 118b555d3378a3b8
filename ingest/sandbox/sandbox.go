// Package sandbox reads one document in a child process of the same program,
// under limits of time, memory and output. A document that would hang or
// exhaust the program ends its child, and is one error that names the file, the
// page and the cause.
//
// The child waits for its document before it looks at anything. In that time
// the parent sets the limits from outside (on Linux by prlimit, on Windows by a
// job object), so that they are in force before the first byte is read; a limit
// that a Go program sets on itself comes too late or ends it at once. On other
// systems the parent watches the child and ends it.
//
// What to read and how is not known here: the child calls what [Serve] is given.
package sandbox

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"github.com/clausebook/clausebook/corpus"
)

// Errors that a caller may want to tell apart. They come wrapped, with the
// file's name, the page and the limit.
var (
	ErrRefused = errors.New("refused")                 // the document cannot be read; the text says why
	ErrTime    = errors.New("too much time")           // it was not read in its time
	ErrMemory  = errors.New("too much memory")         // reading it takes more than it may
	ErrOutput  = errors.New("too much output")         // what is in it is more than the limit
	ErrBroken  = errors.New("the reading broke off")   // a fault of clausebook
	errStarted = errors.New("cannot start the reader") // a fault of the system
)

// Limits bounds one child. The zero fields mean their defaults.
type Limits struct {
	Time time.Duration // of the clock, for one document; default 30 s
	// PerScan is more processor time for each page that is read off its picture,
	// which the child keeps to by leaving pages out; default 3 s. The child is
	// ended after three times as much by the clock.
	PerScan time.Duration
	Memory  int64 // bytes, for the child and for each program it starts; default 1 GiB
	Output  int64 // bytes of what it answers; default 512 MiB
}

// The defaults of [Limits].
const (
	DefaultTime    = 30 * time.Second
	DefaultPerScan = 3 * time.Second
	DefaultMemory  = 1 << 30
	DefaultOutput  = 512 << 20
)

// byClock: programs that read pictures share the processors with whatever else
// the machine does. On an idle one they take less than half of PerScan.
const byClock = 3

// leastMemory is what the program itself takes before it reads anything, on a
// system that counts all that it maps.
const leastMemory = 192 << 20

// Validate says which limit cannot be held.
func (l Limits) Validate() error {
	switch {
	case l.Time < 0:
		return fmt.Errorf("limit of time %v is negative", l.Time)
	case l.PerScan < 0:
		return fmt.Errorf("limit of time for a scanned page %v is negative", l.PerScan)
	case l.Memory != 0 && l.Memory < leastMemory:
		return fmt.Errorf("limit of memory %s is less than the %s that reading takes at least", size(l.Memory), size(leastMemory))
	case l.Output < 0:
		return fmt.Errorf("limit of output %d is negative", l.Output)
	}
	return nil
}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Time, DefaultTime), cmp.Or(l.PerScan, DefaultPerScan), cmp.Or(l.Memory, DefaultMemory), cmp.Or(l.Output, DefaultOutput)}
}

// A Job is a document to read, and how.
type Job struct {
	Name     string // the file's base name, for messages
	Data     []byte // the file
	ID       string // the agreement's id; empty: as read from the document
	MaxBytes int64  // largest document; 0: as the reader has it
	NoOCR    bool   // leave pages without text alone
	Language string // of the pages' pictures, as the OCR program calls it; empty: its default
	// PerScan is the time that the runner gives for each page that is read off
	// its picture; it sets it.
	PerScan time.Duration
}

// A Progress says how far the reading has come.
type Progress struct {
	Stage string // what is being done
	Page  int    // the sheet at hand, from 1; 0 where the stage does not go by pages
	Done  int    // how many pages the stage has behind it
	Of    int    // how many it goes through; 0 where it does not go by pages
}

// StageOCR is the stage that reads pages off their pictures: each of its pages
// gives the child more time.
const StageOCR = "ocr"

// String is how a message names the place: "page 7 (ocr)", "stage outline".
func (p Progress) String() string {
	if p.Page == 0 {
		return "stage " + p.Stage
	}
	return fmt.Sprintf("page %d (%s)", p.Page, p.Stage)
}

// A Reading is what the child does with a job. It tells progress of each stage
// and page before it begins.
type Reading func(job Job, progress func(Progress)) (*corpus.Agreement, error)

// size writes a number of bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<30 && n%(1<<30) == 0:
		return fmt.Sprintf("%d GiB", n>>30)
	case n >= 1<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}
