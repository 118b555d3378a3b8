//go:build race

package main

// raced: the tests run under the race detector, which makes them ten times as slow.
const raced = true
