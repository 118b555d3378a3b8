package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// confine sets the limits of a child that waits for its document. Programs that
// it starts inherit them. Memory is bounded by RLIMIT_DATA, which counts what
// is mapped to be written; RLIMIT_AS would count the address space that Go
// reserves and never uses.
func (c *child) confine(l Limits) error {
	pid := c.cmd.Process.Pid
	seconds := uint64(10*l.Time/time.Second) + 60 // of processor time: for a child that nobody watches any more
	for _, x := range []struct {
		resource int
		limit    uint64
	}{
		{unix.RLIMIT_CORE, 0},
		{unix.RLIMIT_CPU, seconds},
		{unix.RLIMIT_NOFILE, 256},
		{unix.RLIMIT_FSIZE, uint64(l.Memory)},
	} {
		if err := unix.Prlimit(pid, x.resource, &unix.Rlimit{Cur: x.limit, Max: x.limit}, nil); err != nil {
			return fmt.Errorf("limit the child: %w", err)
		}
	}
	if raced {
		return errors.New("the race detector maps more than any limit of memory")
	}
	memory := unix.Rlimit{Cur: uint64(l.Memory), Max: uint64(l.Memory)}
	if err := unix.Prlimit(pid, unix.RLIMIT_DATA, &memory, nil); err != nil {
		return fmt.Errorf("limit the child's memory: %w", err)
	}
	return nil
}

// resident is the memory of a process that is in use, in bytes.
func resident(_ context.Context, pid int) (int64, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat))
	if len(fields) < 2 {
		return 0, fmt.Errorf("statm says %q", stat)
	}
	n, err := strconv.ParseInt(fields[1], 10, 64)
	return n * int64(os.Getpagesize()), err
}
