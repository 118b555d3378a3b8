//go:build !race

package sandbox

// raced: see race_on.go.
const raced = false
