//go:build unix

package sandbox

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// listed is the memory of a process that is in use, in bytes, as ps lists it.
func listed(ctx context.Context, pid int) (int64, error) {
	out, err := exec.CommandContext(ctx, "ps", "-o", "rss=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return 0, fmt.Errorf("ps: %w", err)
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return n << 10, err
}
