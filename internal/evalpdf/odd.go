package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// odd runs the program on PDFs of all sorts, one after the other, and prints by
// class how they fared: read or refused, and why, the share of the words that
// pdftotext finds (where it is installed and finds forty), the longest time and
// the most memory.
func odd(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("odd", flag.ContinueOnError)
	program := flags.String("program", "./bin/clausebook", "the program to run")
	wait := flags.Duration("time", 90*time.Second, "longest time for a file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return errors.New("odd: name the files")
	}
	var all []fate
	for _, name := range flags.Args() {
		f, err := tryFile(ctx, *program, name, *wait)
		if err != nil {
			return err
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b fate) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.name, b.name))
	})
	return writeFates(out, all)
}

// A fate is what became of one file.
type fate struct {
	name, class string
	read        bool
	reason      string // why it was refused, or what is said of its pages
	took        time.Duration
	memory      int64   // bytes; 0 where the system does not say
	other       int     // words that pdftotext finds, -1 where it failed or is not there
	share       float64 // of those that were read, where there are forty
}

func tryFile(ctx context.Context, program, name string, wait time.Duration) (fate, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return fate{}, err
	}
	f := fate{name: filepath.Base(name), class: classOf(data), other: -1}
	limited, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	cmd := exec.CommandContext(limited, program, "extract", "--text", name)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	begin := time.Now()
	err = cmd.Run()
	f.took, f.memory = time.Since(begin), peak(cmd.ProcessState)
	var failed *exec.ExitError
	switch {
	case err == nil:
		f.read = true
	case errors.As(err, &failed) && limited.Err() == nil:
		f.reason = lastLine(stderr.String())
		return f, nil
	default:
		return f, fmt.Errorf("%s: %w", name, cmp.Or(limited.Err(), err))
	}
	var doc struct {
		Text        string
		Diagnostics []struct{ Code string }
	}
	if err := json.Unmarshal(stdout.Bytes(), &doc); err != nil {
		return f, fmt.Errorf("%s: %w", name, err)
	}
	var codes []string
	for _, d := range doc.Diagnostics {
		if strings.HasPrefix(d.Code, "page-") && !slices.Contains(codes, d.Code) {
			codes = append(codes, d.Code)
		}
	}
	f.reason = strings.Join(codes, ", ")
	other, err := exec.CommandContext(limited, "pdftotext", name, "-").Output()
	if err != nil {
		return f, nil //nolint:nilerr // it is not installed, or refuses the file
	}
	words := runsOf(string(other))
	f.other = len(words)
	// Where a text layer is doubled the other program has each word twice: a word
	// counts as often as it is read, up to half as often as the other has it.
	have, twice := map[string]int{}, doubled(words)
	for _, w := range runsOf(doc.Text) {
		have[w] += twice
	}
	found := 0
	for _, w := range words {
		if have[w] > 0 {
			have[w]--
			found++
		}
	}
	f.share = share(found, len(words))
	return f, nil
}

// runsOf is the words of a text: runs of letters and digits.
func runsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFKC.String(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// doubled is 2 where nearly every word stands there an even number of times, else 1.
func doubled(words []string) int {
	count := map[string]int{}
	for _, w := range words {
		count[w]++
	}
	even := 0
	for _, n := range count {
		if n%2 == 0 {
			even++
		}
	}
	if len(count) > 20 && even*10 >= len(count)*7 {
		return 2
	}
	return 1
}

var (
	turned    = regexp.MustCompile(`/Rotate\s+-?[1-9]`)
	startXref = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
)

// classOf says what is odd about a file, as far as its bytes show it.
func classOf(data []byte) string {
	switch at := startXref.FindSubmatch(data[max(0, len(data)-1024):]); {
	case !bytes.Contains(data[:min(len(data), 4096)], []byte("%PDF")):
		return "no PDF"
	case bytes.Contains(data, []byte("/Encrypt")):
		return "encrypted"
	case at == nil || !bytes.HasPrefix(data, []byte("%PDF-1.")):
		return "bytes before or behind it, or cut off"
	default:
		offset, err := strconv.Atoi(string(at[1]))
		if err != nil || offset >= len(data) || !tableAt(data[offset:]) {
			return "its table is elsewhere"
		}
	}
	if turned.Match(data) {
		return "turned pages"
	}
	if !bytes.Contains(data, []byte("/Font")) && !bytes.Contains(data, []byte("/ObjStm")) {
		return "no fonts"
	}
	return "other"
}

// tableAt: a table or a stream of one begins there.
func tableAt(b []byte) bool {
	b = bytes.TrimLeft(b[:min(len(b), 40)], " \r\n\t")
	return bytes.HasPrefix(b, []byte("xref")) || len(b) > 0 && b[0] >= '0' && b[0] <= '9' && bytes.Contains(b, []byte("obj"))
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	_, reason, ok := strings.Cut(lines[len(lines)-1], ".pdf: ")
	if !ok {
		return lines[len(lines)-1]
	}
	return reason
}

// writeFates prints a table by class and the list of what was refused.
func writeFates(out io.Writer, all []fate) error {
	var b strings.Builder
	b.WriteString("| class | files | read | refused | pdftotext finds 40 words | of them at least | longest s | most MiB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	row := func(class string, fs []fate) {
		read, compared, least, took, memory := 0, 0, 1.0, time.Duration(0), int64(0)
		for _, f := range fs {
			if f.read {
				read++
			}
			if f.other >= 40 {
				compared++
				least = min(least, f.share)
			}
			took, memory = max(took, f.took), max(memory, f.memory)
		}
		lowest := "-"
		if compared > 0 {
			lowest = fmt.Sprintf("%.3f", least)
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %s | %.1f | %d |\n", class, len(fs), read, len(fs)-read, compared, lowest, took.Seconds(), memory>>20)
	}
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].class == all[i].class {
			j++
		}
		row(all[i].class, all[i:j])
		i = j
	}
	row("all", all)
	b.WriteString("\n| refused, or read with doubts | class | what is said |\n| --- | --- | --- |\n")
	for _, f := range all {
		if f.reason != "" || f.other >= 40 && f.share < 0.9 {
			said := f.reason
			if f.other >= 40 && f.share < 0.9 {
				said += fmt.Sprintf(" (%.2f of pdftotext's %d words)", f.share, f.other)
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", f.name, f.class, strings.ReplaceAll(strings.TrimSpace(said), "|", "\\|"))
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}
