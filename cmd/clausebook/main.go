// Command clausebook reads labour agreements into articles and sections with
// their cross-references, keeps them, finds them again and sets them side by
// side. Each sub-command has its own help: clausebook help.
//
// Results go to standard output; messages and progress to standard error. The
// exit status is 0 on success, 1 on failure, 2 on wrong usage, and 3 for
// findings where a flag asks for it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// Exit statuses.
const (
	statusOK       = 0
	statusFailure  = 1
	statusUsage    = 2
	statusFindings = 3
)

// errFindings says that there are findings of a kind that the user asked to
// fail on. They were printed.
var errFindings = errors.New("findings")

// errReported says that the command failed in ways that were printed already,
// one line each.
var errReported = errors.New("some failed")

// A usageError is a fault of the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func main() {
	if len(os.Args) == 2 && os.Args[1] == readerCommand {
		os.Exit(serveReading(os.Stdin, os.Stdout))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is the program with everything it touches handed in. It returns the exit
// status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	return a.status(cmd, err)
}

// status turns the error of cmd into an exit status, and says it.
func (a *app) status(cmd *cobra.Command, err error) int {
	if err == nil {
		return statusOK
	}
	_, usage := errors.AsType[usageError](err)
	switch {
	case errors.Is(err, errFindings):
		return statusFindings
	case errors.Is(err, errReported):
		return statusFailure
	case !a.started || usage:
		fmt.Fprintf(a.stderr, "clausebook: %v\n(see %q)\n", err, cmd.CommandPath()+" --help")
		return statusUsage
	case errors.Is(err, context.DeadlineExceeded):
		err = fmt.Errorf("gave up after --timeout %v: %w", a.timeout, err)
	case errors.Is(err, context.Canceled):
		err = fmt.Errorf("interrupted: %w", err)
	}
	fmt.Fprintf(a.stderr, "clausebook: %v\n", err)
	return statusFailure
}
