package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/clausebook/clausebook/server"
)

const (
	// paintTime bounds the drawing of one page.
	paintTime = 10 * time.Second
	// paintMemory bounds the program that draws, in KiB, where a shell can hold it
	// to that.
	paintMemory = 1 << 20
	// paintBytes bounds the picture of one page.
	paintBytes = 16 << 20
	// paintDots is dots an inch: text of eight points can be read, and a page has
	// some 150 kB.
	paintDots = 110
)

// A painter draws pages of PDF files with poppler's pdftoppm, a program that may
// be installed. It is given a copy of the file in a folder that goes with it,
// and is ended at its limits.
type painter struct {
	service *service
	program string
	log     *slog.Logger
	slots   chan struct{} // one for each page that is being drawn
}

// newPainter is nil where pdftoppm is not installed.
func newPainter(s *service, log *slog.Logger) server.Painter {
	program, err := exec.LookPath("pdftoppm")
	if err != nil {
		return nil
	}
	return &painter{s, program, log, make(chan struct{}, 2)}
}

// Paint draws one page as JPEG.
func (p *painter) Paint(ctx context.Context, agreement string, sheet int) ([]byte, error) {
	file, err := p.service.Source(ctx, agreement)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(bytes.TrimLeft(file[:min(len(file), 1024)], "\x00\t\r\n "), []byte("%PDF-")) {
		return nil, server.ErrNoPicture
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	picture, err := p.draw(ctx, file, sheet)
	if err != nil && ctx.Err() == nil {
		p.log.InfoContext(ctx, "page not drawn", "agreement", agreement, "page", sheet, "err", err)
		return nil, fmt.Errorf("%w: %w", server.ErrNoPicture, err)
	}
	return picture, err
}

func (p *painter) draw(ctx context.Context, file []byte, sheet int) ([]byte, error) {
	dir, err := os.MkdirTemp("", "clausebook-page-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a leftover is the system's to sweep
	source := filepath.Join(dir, "source.pdf")
	if err := os.WriteFile(source, file, 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, paintTime)
	defer cancel()
	n := strconv.Itoa(sheet)
	args := []string{"-q", "-f", n, "-l", n, "-r", strconv.Itoa(paintDots), "-cropbox", "-singlefile", "-jpeg", "-jpegopt", "quality=82", source, filepath.Join(dir, "page")}
	name := p.program
	if shell, err := exec.LookPath("sh"); err == nil && runtime.GOOS == "linux" {
		args = append([]string{"-c", `ulimit -v "$1"; shift; exec "$@"`, "sh", strconv.Itoa(paintMemory), name}, args...)
		name = shell
	}
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = dir, []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir}, time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("pdftoppm: %w: %.200s", err, out)
	}
	picture := filepath.Join(dir, "page.jpg")
	info, err := os.Stat(picture)
	if err != nil {
		return nil, err
	}
	if info.Size() > paintBytes {
		return nil, errors.New("pdftoppm: the picture is too large")
	}
	return os.ReadFile(picture)
}
