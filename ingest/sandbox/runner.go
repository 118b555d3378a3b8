package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clausebook/clausebook/corpus"
)

// A Runner reads documents, each in a child of its own. It is safe for
// concurrent use.
type Runner struct {
	Program string   // to start; empty: this program
	Args    []string // that make it call [Serve]
	Limits  Limits
}

// Extract reads job in a child and returns what it answers, which has passed
// [corpus.Agreement.Validate] on this side too. progress, unless nil, is told
// of each stage and page, one after the other. An error names the file. When
// ctx ends, the child does.
func (r *Runner) Extract(ctx context.Context, job Job, progress func(Progress)) (*corpus.Agreement, error) {
	job.Name = filepath.Base(job.Name)
	limits := r.Limits.orDefault()
	job.PerScan = limits.PerScan
	a, at, err := r.run(ctx, job, limits, progress)
	switch {
	case err == nil:
		return a, nil
	case errors.Is(err, ErrRefused):
		return nil, err // the child's own words, which name the file
	case at.Stage == "":
		return nil, fmt.Errorf("read %s: %w", job.Name, err)
	}
	return nil, fmt.Errorf("read %s: %s: %w", job.Name, at, err)
}

// A limitError says which limit ended a child, in words for the user.
type limitError struct {
	is   error
	says string
}

func (e limitError) Error() string { return e.says }
func (e limitError) Unwrap() error { return e.is }

// run starts a child, hands it the job and follows it to its end. at is where
// it was last.
func (r *Runner) run(ctx context.Context, job Job, limits Limits, progress func(Progress)) (_ *corpus.Agreement, at Progress, err error) {
	dir, err := os.MkdirTemp("", "clausebook-")
	if err != nil {
		return nil, at, fmt.Errorf("%w: %w", errStarted, err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system empties its folder for such files
	c, err := r.start(dir, limits)
	if err != nil {
		return nil, at, fmt.Errorf("%w: %w", errStarted, err)
	}
	work, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	unhook := context.AfterFunc(work, c.end)
	defer unhook()
	begun := time.Now()
	var allowed atomic.Int64
	allowed.Store(int64(limits.Time))
	clock := time.AfterFunc(limits.Time, func() {
		stop(limitError{ErrTime, fmt.Sprintf("it is not read in %v, the limit", time.Duration(allowed.Load()))})
	})
	defer clock.Stop()
	if err := c.confine(limits); err != nil {
		go c.watch(work, limits.Memory, func() { stop(tooMuch(limits)) })
	}
	go func() { _ = writeJob(c.stdin, job) }() // where it fails the child is gone, which is seen below

	out := &io.LimitedReader{R: c.stdout, N: limits.Output}
	var a *corpus.Agreement
	scans := 0
	a, err = follow(out, func(p Progress) {
		at = p
		if p.Stage == StageOCR && p.Of > 0 && scans == 0 {
			scans = p.Of
			whole := limits.Time + byClock*time.Duration(scans)*limits.PerScan
			allowed.Store(int64(whole))
			clock.Reset(time.Until(begun.Add(whole)))
		}
		if progress != nil {
			progress(p)
		}
	})
	if err == nil {
		if bad := a.Validate(); bad != nil {
			err = errors.New(oneLine(bad.Error())) // it tells each fault on a line of its own
		}
	}
	if err != nil && !errors.Is(err, ErrRefused) {
		if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) || out.N <= 0 {
			c.end() // it is alive and says what cannot be used
		}
		if out.N <= 0 {
			err = limitError{ErrOutput, fmt.Sprintf("what is in it is more than %s, the limit", size(limits.Output))}
		} else if why := c.finish(); why != nil {
			err = why
		} else {
			err = fmt.Errorf("%w: %w", ErrBroken, err)
		}
		if cause := context.Cause(work); cause != nil {
			err = cause
		}
	}
	_ = c.finish() // what it answered is what counts
	if err != nil {
		return nil, at, err
	}
	return a, at, nil
}

func tooMuch(l Limits) error {
	return limitError{ErrMemory, fmt.Sprintf("reading it takes more than %s of memory, the limit", size(l.Memory))}
}

// follow reads what the child says until it has answered.
func follow(out io.Reader, progress func(Progress)) (*corpus.Agreement, error) {
	for {
		kind, body, err := readFrame(out)
		if err != nil {
			return nil, err
		}
		switch kind {
		case frameProgress:
			var p Progress
			if err := json.Unmarshal(body, &p); err != nil {
				return nil, err
			}
			progress(p)
		case frameRefused:
			var says string
			if err := json.Unmarshal(body, &says); err != nil {
				return nil, err
			}
			return nil, limitError{ErrRefused, says}
		case frameAgreement:
			return readAgreement(out)
		default:
			return nil, fmt.Errorf("a frame of kind %q", kind)
		}
	}
}

// A child is a process that was started.
type child struct {
	cmd     *exec.Cmd
	limits  Limits
	stdin   io.WriteCloser
	stdout  io.ReadCloser
	stderr  head
	release func() // what confine left to close; nil for nothing

	once   sync.Once
	status error
	mu     sync.Mutex
	gone   bool // it has been waited for: its number may be another's
}

// start starts a child that waits for its job, with dir for its temporary files.
func (r *Runner) start(dir string, limits Limits) (*child, error) {
	program := r.Program
	if program == "" {
		var err error
		if program, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	// Not by ctx: the child and what it started are ended together, below.
	cmd := exec.Command(program, r.Args...)
	cmd.Dir, cmd.Env = dir, environment(dir, limits)
	cmd.WaitDelay = 2 * time.Second
	own(cmd)
	c := &child{cmd: cmd, limits: limits}
	cmd.Stderr = &c.stderr
	var err error
	if c.stdin, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if c.stdout, err = cmd.StdoutPipe(); err != nil {
		return nil, err
	}
	return c, cmd.Start()
}

// environment is what the child sees of ours: where programs and their data
// are, and nothing else.
func environment(dir string, limits Limits) []string {
	var env []string
	for _, name := range []string{"PATH", "HOME", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SystemRoot", "SystemDrive", "PATHEXT", "COMSPEC", "GOCOVERDIR"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return append(env, "TMPDIR="+dir, "TMP="+dir, "TEMP="+dir,
		"GOGC=400", // a short life: it mostly ends before garbage is worth collecting
		"GOMEMLIMIT="+strconv.FormatInt(limits.Memory/8*5, 10), // the collector works harder before the limit ends it
		"OMP_THREAD_LIMIT=1") // more threads make OCR several times slower
}

// end kills the child and what it started.
func (c *child) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.gone {
		kill(c.cmd.Process)
	}
}

// finish waits for the child's end, once, and says what it died of: nil if it
// ended well.
func (c *child) finish() error {
	c.once.Do(func() {
		_ = c.stdin.Close()
		err := c.cmd.Wait()
		c.mu.Lock()
		c.gone = true
		c.mu.Unlock()
		if c.release != nil {
			c.release()
		}
		c.status = cause(err, c.stderr.String(), c.limits)
	})
	return c.status
}

// cause says what a child died of, from how it ended and its last words.
func cause(err error, said string, limits Limits) error {
	if err == nil {
		return nil
	}
	first := ""
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		for _, s := range []string{"out of memory", "cannot allocate memory", "failed to create new OS thread", "pthread_create failed", "failed to reserve", "failed to map"} {
			if strings.Contains(line, s) {
				return tooMuch(limits)
			}
		}
		if first == "" || strings.HasPrefix(line, "fatal error: ") && !strings.HasPrefix(first, "panic: ") {
			first = line
		}
	}
	switch {
	// A nil pointer of ours is a panic that says so. Only where memory was refused
	// to the runtime itself, in the midst of its own work, does this end a child.
	case strings.HasPrefix(first, "SIGSEGV: segmentation violation"):
		return tooMuch(limits)
	case strings.Contains(first, "stack overflow"):
		return limitError{ErrMemory, "what is in it is nested too deeply"}
	case first != "":
		return fmt.Errorf("%w, a fault of clausebook: %s", ErrBroken, oneLine(first))
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}

// watch ends a child on a system that cannot limit its memory: it looks at what
// the child has, now and then, until ctx ends.
func (c *child) watch(ctx context.Context, limit int64, tooMuch func()) {
	const every = 50 * time.Millisecond
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		begun := time.Now()
		n, err := resident(ctx, c.cmd.Process.Pid)
		if err == nil && n > limit {
			tooMuch()
			return
		}
		// Asking may be dear (a program is started for it): no more than a tenth of the time.
		tick.Reset(max(every, 10*time.Since(begun)))
	}
}

// A head keeps the first bytes of what is written to it: how a failing Go
// program says what it died of, before it lists its stacks.
type head struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if room := 4096 - h.b.Len(); room > 0 {
		h.b.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.String()
}
