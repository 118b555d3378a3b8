//go:build unix && !linux

package sandbox

import (
	"context"
	"errors"
)

// confine: macOS and the BSDs take a limit of memory and do not hold it, or
// count the address space that Go only reserves. The parent watches instead.
func (c *child) confine(Limits) error {
	return errors.New("this system limits no process's memory")
}

// resident is the memory of a process that is in use, in bytes.
func resident(ctx context.Context, pid int) (int64, error) { return listed(ctx, pid) }
