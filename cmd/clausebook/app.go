package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/clausebook/clausebook/library"
)

// lockWait bounds how long a command waits for another process: users of a
// library that is being served hear within two seconds why they cannot go on.
const lockWait = 1500 * time.Millisecond

// app is what the commands share: the streams, and the flags that all have.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	timeout        time.Duration
	libraryDir     string
	started        bool // a command's own work has begun: errors are no longer those of usage
}

// root is the command with all its sub-commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "clausebook",
		Short: "Read labour agreements, find their clauses, compare them",
		Long: `clausebook reads labour agreements into articles and sections with their
cross-references, keeps them in a library, finds clauses by words or citation,
and sets agreements side by side. Every value has its exact quote and place.

Five public agreements come with it: "clausebook serve" reads them into your
library at first start and answers on http://127.0.0.1:8080.`,
		Example: `  clausebook serve
  clausebook extract contract.txt > contract.json
  clausebook ingest contract.txt
  clausebook search -- bereavement leave
  clausebook show 'MCO art. 15 part B sec A'
  clausebook compare -- shift differential`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.PersistentFlags().DurationVar(&a.timeout, "timeout", 0, "give up after this long, for example 30s (0: never)")
	root.AddCommand(a.extractCommand(), a.ingestCommand(), a.serveCommand(), a.searchCommand(), a.showCommand(),
		a.compareCommand(), a.libraryCommand(), a.auditCommand(), a.evalCommand(), a.versionCommand())
	return root
}

// does wraps the work of a command: from here on an error is no longer one of
// usage, and --timeout runs.
func (a *app) does(work func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if a.timeout < 0 {
			return usagef("--timeout %v is negative", a.timeout)
		}
		a.started = true
		ctx := cmd.Context()
		if a.timeout > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, a.timeout)
			defer cancel()
		}
		return work(ctx, args)
	}
}

// withLibrary adds the flag that names the library.
func (a *app) withLibrary(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&a.libraryDir, "library", "", "the library's folder (default: clausebook in your data folder)")
	return cmd
}

// openLibrary opens the library that the flags name.
func (a *app) openLibrary(ctx context.Context, mustExist bool) (*library.Library, error) {
	dir := a.libraryDir
	if dir == "" {
		var err error
		if dir, err = defaultLibrary(); err != nil {
			return nil, err
		}
	}
	lib, err := library.Open(ctx, dir, library.Options{MustExist: mustExist, LockWait: lockWait, Logger: a.logger()})
	if err != nil && mustExist {
		if _, statErr := os.Stat(filepath.Join(dir, "FORMAT")); os.IsNotExist(statErr) {
			return nil, fmt.Errorf("no library in %s: make one with \"clausebook ingest\"", dir)
		}
	}
	return lib, err
}

// defaultLibrary is the folder for a user's library: what the system calls the
// place for data of programs.
func defaultLibrary() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" && filepath.IsAbs(dir) {
		return filepath.Join(dir, "clausebook"), nil
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "clausebook"), nil
		}
	case "darwin", "ios":
	default:
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no folder for the library: %w; name one with --library", err)
		}
		return filepath.Join(home, ".local", "share", "clausebook"), nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("no folder for the library: %w; name one with --library", err)
	}
	return filepath.Join(dir, "clausebook"), nil
}

// logger writes to standard error: warnings and what is worse.
func (a *app) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// A choice is a flag that takes one of some words.
type choice struct {
	value   string
	allowed []string
	refused map[string]string // words that are known and not to be had, and why
}

// formats is the flag --format of a command that prints JSON for programs and
// text for people: without the flag, people are those at a terminal.
func (a *app) formats(cmd *cobra.Command, allowed ...string) *choice {
	c := &choice{value: "json", allowed: allowed}
	if isTerminal(a.stdout) {
		c.value = "text"
	}
	cmd.Flags().Var(c, "format", "form of the output: "+strings.Join(allowed, ", ")+" (default: text at a terminal, otherwise json)")
	cmd.Flags().Lookup("format").DefValue = ""
	return c
}

func (c *choice) String() string { return c.value }

// Type is what help calls the flag's value.
func (c *choice) Type() string { return "FORM" }

// Set takes the flag's value.
func (c *choice) Set(s string) error {
	if why, ok := c.refused[s]; ok {
		return fmt.Errorf("%s", why)
	}
	if !slices.Contains(c.allowed, s) {
		return fmt.Errorf("%q is not one of %s", s, strings.Join(c.allowed, ", "))
	}
	c.value = s
	return nil
}

// isTerminal reports whether w is a terminal that a person looks at.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// printJSON prints v on one line, as programs read it.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// printIndented prints v for people who read JSON.
func (a *app) printIndented(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// progress shows how far long work has come, if standard error is a terminal
// and there is more than one step. The result is never nil.
func (a *app) progress(steps int, what string) *progressbar.ProgressBar {
	if steps < 2 || !isTerminal(a.stderr) {
		return progressbar.DefaultSilent(int64(steps))
	}
	return progressbar.NewOptions(steps, progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
}

// report prints one line about something that failed while the rest went on.
func (a *app) report(err error) { fmt.Fprintf(a.stderr, "clausebook: %v\n", err) }
