//go:build unix

package sandbox

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// running reports whether a process is there and no zombie.
func running(pid int) bool {
	if stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil {
		_, rest, _ := strings.Cut(string(stat), ") ")
		return !strings.HasPrefix(rest, "Z")
	}
	return syscall.Kill(pid, 0) == nil
}

// TestListed: what ps says of a process's memory is what the system says.
func TestListed(t *testing.T) {
	n, err := listed(t.Context(), os.Getpid())
	if err != nil {
		t.Logf("no ps here, which only systems without limits of memory need: %v", err)
		return
	}
	m, err := resident(t.Context(), os.Getpid())
	require.NoError(t, err)
	assert.InEpsilon(t, m, n, 0.5)
}
