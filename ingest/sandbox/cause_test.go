package sandbox

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a child said before it ended tells what it died of.
func TestCause(t *testing.T) {
	limits := Limits{Memory: 1 << 28}
	for _, tt := range []struct {
		said string
		is   error
	}{
		{"runtime: out of memory: cannot allocate 4194304-byte block\nfatal error: out of memory\n", ErrMemory},
		{"SIGSEGV: segmentation violation\nPC=0x41d4a0 m=4 sigcode=1 addr=0x8\n", ErrMemory},
		{"runtime: goroutine stack exceeds 67108864-byte limit\nfatal error: stack overflow\n", ErrMemory},
		{"panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1]\n", ErrBroken},
		{"", ErrBroken},
	} {
		require.ErrorIs(t, cause(errors.New("exit status 2"), tt.said, limits), tt.is, tt.said)
	}
	assert.NoError(t, cause(nil, "", limits))
}
