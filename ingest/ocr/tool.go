package ocr

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

// run runs a program on input and returns what it prints, at most limit bytes.
// An error has the program's own last words. The processor time that it took is
// added to spent.
func run(ctx context.Context, spent *atomic.Int64, input []byte, limit int, program string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = time.Second
	// More threads make Tesseract several times slower.
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	out, said := bounded{limit: limit}, bounded{limit: 64 << 10}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &out, &said
	err := cmd.Run()
	if s := cmd.ProcessState; s != nil {
		spent.Add(int64(s.UserTime() + s.SystemTime()))
	}
	name := strings.TrimSuffix(filepath.Base(program), ".exe")
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s: %w", name, context.Cause(ctx))
	case out.more:
		return nil, fmt.Errorf("%s answers more than %d bytes", name, limit)
	case err != nil:
		return nil, fmt.Errorf("%s: %w%s", name, err, lastWords(said.b.Bytes()))
	}
	return out.b.Bytes(), nil
}

// lastWords is the last line that a failing program wrote.
func lastWords(said []byte) string {
	lines := strings.Split(strings.TrimSpace(string(said)), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	if last == "" {
		return ""
	}
	return ": " + strings.ToValidUTF8(last[:min(len(last), 200)], "")
}

// A bounded buffer takes what is written to it, and keeps up to its limit.
type bounded struct {
	b     bytes.Buffer // not embedded: its ReadFrom would pass the limit by
	limit int
	more  bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if room := b.limit - b.b.Len(); len(p) > room {
		b.more = true
		b.b.Write(p[:max(room, 0)])
		return len(p), nil
	}
	return b.b.Write(p)
}
