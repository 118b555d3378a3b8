//go:build race

package sandbox

// raced: the program was built with the race detector, whose own tables are
// larger than any limit of memory. The parent then watches what is in use.
const raced = true
