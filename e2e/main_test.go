//go:build e2e

package e2e_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var (
	shots = flag.String("shots", "", "folder for the screenshots; none are kept without it")
	tools = flag.String("tools", "", "folder whose node_modules has axe-core and html-validate")
)

// A stage is what every test here stands on: a server over a scratch library,
// and a browser.
type stage struct {
	base    string          // address of the server
	browser context.Context // of the running browser
}

var on stage

func TestMain(m *testing.M) {
	flag.Parse()
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "clausebook-e2e-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "clausebook")
	build := exec.Command("go", "build", "-o", program, "./cmd/clausebook")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return 1, fmt.Errorf("build: %w\n%s", err, out)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	base, stop, err := serve(ctx, program, filepath.Join(dir, "library"))
	if err != nil {
		return 1, err
	}
	defer stop()
	browser, closeBrowser, err := launch(ctx)
	if err != nil {
		return 1, err
	}
	defer closeBrowser()
	on = stage{base: base, browser: browser}
	return m.Run(), nil
}

// serve starts the program on a free port and waits until it can answer.
func serve(ctx context.Context, program, library string) (base string, stop func(), err error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--library", library, "--listen", "127.0.0.1:0")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	}
	found := make(chan string, 1)
	go func() {
		defer close(found)
		address := ""
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			line := lines.Text()
			if _, after, ok := strings.Cut(line, "serving on "); ok {
				address = strings.TrimSpace(after)
			}
			if strings.HasSuffix(line, ": ready") {
				found <- address
			}
			if strings.Contains(line, "level=ERROR") {
				fmt.Fprintln(os.Stderr, "server:", line)
			}
		}
	}()
	select {
	case base, ok := <-found:
		if ok {
			return base, stop, nil
		}
		stop()
		return "", nil, errors.New("the server ended before it was ready")
	case <-time.After(time.Minute):
		stop()
		return "", nil, errors.New("the server was not ready within a minute")
	}
}

// launch starts Chromium. Its sandbox does not run for root, which is what
// tests in a container often are; the pages are our own.
func launch(ctx context.Context) (context.Context, func(), error) {
	path := os.Getenv("CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path == "" {
			path, _ = exec.LookPath(name)
		}
	}
	if path == "" {
		return nil, nil, errors.New("no Chromium here: make e2e installs it; or name one in CHROMIUM")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WindowSize(1280, 900),
		chromedp.Flag("lang", "en-US"))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(ctx, opts...)
	browser, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(browser); err != nil {
		cancel()
		cancelAllocator()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return browser, func() { cancel(); cancelAllocator() }, nil
}
