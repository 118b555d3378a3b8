package outline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
)

// hard are texts that agreements are not, each made of one thing over and over:
// where a rule looks back or ahead without a bound, they show it.
var hard = []struct {
	name string
	line func(i int) string
}{
	{"one letter", func(int) string { return "A.\n" }},
	{"one number", func(int) string { return "1.\n" }},
	{"numbers", func(i int) string { return fmt.Sprintf("%d. The word of it.\n", i%900+1) }},
	{"articles", func(i int) string { return fmt.Sprintf("ARTICLE %d\nTITLE OF IT\n\n", i%900+1) }},
	{"one article", func(int) string { return "Article 9\n" }},
	{"sections", func(i int) string { return fmt.Sprintf("SECTION %d. TITLE\nwords of it here.\n", i%900+1) }},
	{"letters", func(i int) string { return fmt.Sprintf("LETTER OF UNDERSTANDING #%d\nMATTER\n\n", i%900+1) }},
	{"appendices", func(i int) string { return fmt.Sprintf("APPENDIX A-%d\nMATTER\n\n", i%900+1) }},
	{"contents of articles", func(i int) string {
		return fmt.Sprintf("ARTICLE %d THE TITLE OF IT .......... %d\n", i%900+1, i%900+1)
	}},
	{"contents of sections", func(i int) string { return fmt.Sprintf("Section %d The Title of It\t%d\n", i%900+1, i%900+1) }},
	{"contents of titles", func(i int) string { return fmt.Sprintf("TITLE OF NUMBER %d\t%d\n", i, i%900+1) }},
	{"bare numbers", func(i int) string { return fmt.Sprintf("%d\n", i%99+1) }},
	{"labelled pages", func(i int) string {
		return fmt.Sprintf("%s\n- %d -\n", strings.Repeat("words of the page ", 30), i%900+1)
	}},
	{"form feeds", func(i int) string { return fmt.Sprintf("Head of page\nwords %d\nfoot %d\f", i, i) }},
	{"six levels", func(i int) string {
		return []string{"A. x\n", "1. x\n", "a. x\n", "(1) x\n", "(a) x\n", "(i) x\n"}[i%6]
	}},
	{"decimals", func(i int) string { return fmt.Sprintf("%d.%d Words\n", i/50%900+1, i%50+1) }},
	{"one line", func(int) string { return "Section 1 - The Employer. A. Shall pay. " }},
	{"one line in capitals", func(int) string { return "ARTICLE I - WORDS IN CAPITALS " }},
	{"one line of numbers", func(i int) string { return fmt.Sprintf("1 %s %d ", strings.Repeat("word ", 8), i%99) }},
	{"fields", func(i int) string { return fmt.Sprintf("FIELD %d: x\n", i) }},
	{"broken words", func(int) string { return "griev-\nance " }},
	{"open hyphens", func(int) string { return "a-\n\n" }},
	{"stars", func(int) string { return "**" }},
	{"empty lines", func(int) string { return "\n" }},
	{"one word", func(int) string { return "a" }},
}

func hardText(line func(int) string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(line(i))
	}
	return b.String()
}

// TestEnds: a text of 100 kB of anything is read in seconds. A rule that looks
// at all lines for each line takes longer, whatever the machine.
func TestEnds(t *testing.T) {
	for _, h := range hard {
		t.Run(h.name, func(t *testing.T) {
			text := hardText(h.line, 100_000)
			done := make(chan time.Duration, 1)
			go func() {
				begun := time.Now()
				Read(layout.Read(text))
				done <- time.Since(begun)
			}()
			select {
			case took := <-done:
				t.Logf("%v", took.Round(time.Millisecond))
			case <-time.After(10 * time.Second):
				require.Fail(t, "not read within 10 s")
			}
		})
	}
}

func BenchmarkHard(b *testing.B) {
	for _, h := range hard {
		for _, size := range []int{50_000, 200_000} {
			b.Run(fmt.Sprintf("%s-%d", h.name, size), func(b *testing.B) { benchText(b, hardText(h.line, size)) })
		}
	}
}
