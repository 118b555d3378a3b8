package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

// salvage damages copies of PDFs and prints from how many of them their words
// can still be read: half of what the whole file gives, and nine tenths.
func salvage(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("salvage", flag.ContinueOnError)
	dir := flags.String("out", "", "folder to write the copies to, to try other programs on them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	for _, name := range flags.Args() {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		copies := damaged(data, 1)
		half, most, err := salvaged(ctx, data, copies)
		if err != nil {
			return err
		}
		for i, c := range copies {
			if *dir == "" {
				break
			}
			if err := os.WriteFile(fmt.Sprintf("%s/%02d.pdf", *dir, i), c, 0o644); err != nil {
				return err
			}
		}
		fmt.Fprintf(out, "%s: of %d copies %d give half of the words, %d nine tenths\n", name, len(copies), half, most)
	}
	return nil
}

// damaged makes sixty damaged copies: fifteen cut off, five that end in zeros,
// fifteen with eight bits turned, fifteen with two hundred, ten whose table of
// objects is broken.
func damaged(data []byte, seed uint64) [][]byte {
	r := rand.New(rand.NewPCG(seed, uint64(len(data))))
	var out [][]byte
	cut := func() int { return len(data)/10 + r.IntN(len(data)*9/10) }
	for range 15 {
		out = append(out, bytes.Clone(data[:cut()]))
	}
	for range 5 {
		c := bytes.Clone(data)
		clear(c[cut():])
		out = append(out, c)
	}
	for k := range 30 {
		c := bytes.Clone(data)
		for range []int{8, 200}[k/15] {
			c[r.IntN(len(c))] ^= 1 << r.IntN(8)
		}
		out = append(out, c)
	}
	for range 10 {
		c := bytes.Clone(data)
		at := max(0, bytes.LastIndex(c, []byte("xref")))
		for range 20 {
			c[at+r.IntN(len(c)-at)] = byte(r.IntN(256))
		}
		out = append(out, c)
	}
	return out
}

// salvaged counts the copies that give half of the whole file's words, and those
// that give nine tenths.
func salvaged(ctx context.Context, whole []byte, copies [][]byte) (half, most int, err error) {
	words := func(data []byte) (map[string]int, int, error) {
		d, err := pdftext.Read(ctx, data)
		if err != nil {
			return nil, 0, err
		}
		out, n := map[string]int{}, 0
		for w := range strings.FieldsSeq(layout.ReadPages(d.Pages).Text) {
			out[w]++
			n++
		}
		return out, n, nil
	}
	want, all, err := words(whole)
	if err != nil {
		return 0, 0, err
	}
	for _, c := range copies {
		got, _, err := words(c)
		if err != nil {
			continue // refused
		}
		both := 0
		for w, k := range want {
			both += min(k, got[w])
		}
		if both*2 >= all {
			half++
		}
		if both*10 >= all*9 {
			most++
		}
	}
	return half, most, ctx.Err()
}
