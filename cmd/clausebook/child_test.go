package main

import (
	"os"
	"testing"
)

// TestMain lets the test program be the child that reads documents, as the
// program itself is.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == readerCommand {
		os.Exit(serveReading(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}
