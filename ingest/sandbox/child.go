package sandbox

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/corpus"
)

// maxStack bounds the child's deepest recursion: matter nested a hundred
// thousand deep ends it with an error that says so, not with all memory.
const maxStack = 64 << 20

// Serve is the child: it reads one job from stdin, does it, and answers on
// stdout. It returns the exit status. When stdin ends before the work does, the
// parent is gone, and the child ends with all that it started.
func Serve(stdin io.Reader, stdout io.Writer, read Reading) int {
	debug.SetMaxStack(maxStack)
	job, err := readJob(stdin)
	if err != nil {
		fmt.Fprintf(os.Stderr, "this command is clausebook's own, for reading one document: %v\n", err)
		return 2
	}
	go func() {
		_, _ = io.Copy(io.Discard, stdin) // however it ends, nobody waits for an answer any more
		endSelf()
	}()
	var mu sync.Mutex // pages may be read side by side
	agreement, err := guarded(job, read, func(p Progress) {
		mu.Lock()
		defer mu.Unlock()
		_ = writeFrame(stdout, frameProgress, p) // a parent that is gone is seen above
	})
	mu.Lock()
	defer mu.Unlock()
	if err != nil {
		err = writeFrame(stdout, frameRefused, oneLine(err.Error()))
	} else {
		err = writeAgreement(stdout, agreement)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "answer: %v\n", err)
		return 1
	}
	return 0
}

// guarded turns a panic into an error that says where it was.
func guarded(job Job, read Reading, progress func(Progress)) (a *corpus.Agreement, err error) {
	defer func() {
		if x := recover(); x != nil {
			fmt.Fprintf(os.Stderr, "panic: %v\n%s", x, debug.Stack())
			os.Exit(2) // the parent tells the user
		}
	}()
	return read(job, progress)
}

// oneLine folds an error of several lines.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxMessage {
		s = strings.ToValidUTF8(s[:maxMessage], "") + " …"
	}
	return s
}

// maxMessage bounds a message in bytes; documents put their own words into some.
const maxMessage = 2000
