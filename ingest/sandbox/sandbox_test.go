package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// TestMain lets the test program be the child: "child" and what it does.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "child" {
		os.Exit(Serve(os.Stdin, os.Stdout, behaviours()[os.Args[2]]))
	}
	if len(os.Args) == 2 && os.Args[1] == "sleeper" {
		time.Sleep(time.Minute)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// behaviours are the children of the tests.
func behaviours() map[string]Reading {
	return map[string]Reading{
		"reads": func(job Job, progress func(Progress)) (*corpus.Agreement, error) {
			progress(Progress{Stage: "pages", Page: 1, Done: 0, Of: 2})
			progress(Progress{Stage: "pages", Page: 2, Done: 1, Of: 2})
			progress(Progress{Stage: "outline"})
			return whole(job), nil
		},
		"refuses": func(job Job, _ func(Progress)) (*corpus.Agreement, error) {
			return nil, fmt.Errorf("read %s: page 3:\n\tno words", job.Name)
		},
		"hangs": func(_ Job, progress func(Progress)) (*corpus.Agreement, error) {
			progress(Progress{Stage: "pages", Page: 7, Done: 6, Of: 40})
			for {
				time.Sleep(time.Second)
			}
		},
		"allocates": func(job Job, progress func(Progress)) (*corpus.Agreement, error) {
			progress(Progress{Stage: "pages", Page: 2, Done: 1, Of: 2})
			mib, err := strconv.Atoi(string(job.Data))
			if err != nil {
				return nil, err
			}
			var kept [][]byte
			for range mib / 16 {
				b := make([]byte, 16<<20)
				for i := 0; i < len(b); i += 4096 {
					b[i] = 1
				}
				kept = append(kept, b)
				time.Sleep(time.Millisecond)
			}
			time.Sleep(200 * time.Millisecond)
			job.Data = fmt.Appendf(nil, "%d pieces", len(kept))
			return whole(job), nil
		},
		"panics": func(Job, func(Progress)) (*corpus.Agreement, error) { panic("no such font") },
		"panics beside": func(Job, func(Progress)) (*corpus.Agreement, error) {
			go func() { panic("beside") }()
			time.Sleep(time.Minute)
			return nil, nil
		},
		"nests": func(Job, func(Progress)) (*corpus.Agreement, error) { return nil, errors.New(nest(1)) },
		"exits": func(Job, func(Progress)) (*corpus.Agreement, error) { os.Exit(3); return nil, nil },
		"lies": func(job Job, _ func(Progress)) (*corpus.Agreement, error) {
			a := whole(job)
			a.Provisions[0].Span.End += 10
			return a, nil
		},
		"talks": func(job Job, _ func(Progress)) (*corpus.Agreement, error) {
			job.Data = bytes.Repeat([]byte("word "), 1<<20)
			return whole(job), nil
		},
		"starts": func(_ Job, progress func(Progress)) (*corpus.Agreement, error) {
			cmd := exec.Command(os.Args[0], "sleeper")
			if err := cmd.Start(); err != nil {
				return nil, err
			}
			progress(Progress{Stage: "tool", Page: cmd.Process.Pid})
			return nil, cmd.Wait()
		},
		"litters": func(job Job, progress func(Progress)) (*corpus.Agreement, error) {
			f, err := os.CreateTemp("", "litter")
			if err != nil {
				return nil, err
			}
			progress(Progress{Stage: f.Name()})
			if string(job.Data) == "hang" {
				time.Sleep(time.Minute)
			}
			return whole(job), f.Close()
		},
		"scans": func(job Job, progress func(Progress)) (*corpus.Agreement, error) {
			progress(Progress{Stage: StageOCR, Page: 9, Done: 0, Of: 1000})
			time.Sleep(600 * time.Millisecond)
			return whole(job), nil
		},
	}
}

func nest(n int) string {
	if n < 0 {
		return ""
	}
	return nest(n+1) + "x"
}

// whole is an agreement of one provision whose text is the job's data.
func whole(job Job) *corpus.Agreement {
	text := string(job.Data)
	return &corpus.Agreement{ID: job.ID, Text: text, Source: corpus.Source{Name: job.Name},
		Provisions: []corpus.Provision{{ID: "preamble", Kind: corpus.Preamble, Span: corpus.Span{End: len(text)}, Confidence: 1}}}
}

func runner(behaviour string, l Limits) *Runner {
	return &Runner{Program: os.Args[0], Args: []string{"child", behaviour}, Limits: l}
}

func TestExtract(t *testing.T) {
	text := "A preamble with every sort of byte: \x01 \u00e9 \u2028 " + strings.Repeat("long ", 1<<16) + "end"
	var told []Progress
	a, err := runner("reads", Limits{}).Extract(t.Context(), Job{Name: filepath.Join("some", "file.txt"), Data: []byte(text), ID: "x"},
		func(p Progress) { told = append(told, p) })
	require.NoError(t, err)
	assert.Equal(t, text, a.Text)
	assert.Equal(t, "x", a.ID)
	assert.Equal(t, "file.txt", a.Source.Name)
	assert.Equal(t, []Progress{{"pages", 1, 0, 2}, {"pages", 2, 1, 2}, {Stage: "outline"}}, told)
}

// TestEnds: however a child ends, there is one line that names file, page and cause.
func TestEnds(t *testing.T) {
	quick := Limits{Time: 700 * time.Millisecond}
	tests := []struct {
		behaviour, data string
		limits          Limits
		is              error
		says            string
	}{
		{"refuses", "x", Limits{}, ErrRefused, "read file.pdf: page 3: no words"},
		{"hangs", "x", quick, ErrTime, "read file.pdf: page 7 (pages): it is not read in 700ms, the limit"},
		{"panics", "x", Limits{}, ErrBroken, "read file.pdf: the reading broke off, a fault of clausebook: panic: no such font"},
		{"panics beside", "x", Limits{}, ErrBroken, "panic: beside"},
		{"nests", "x", Limits{}, ErrMemory, "read file.pdf: what is in it is nested too deeply"},
		{"exits", "x", Limits{}, ErrBroken, "exit status 3"},
		{"lies", "x", Limits{}, ErrBroken, "read file.pdf: the reading broke off: "},
		{"talks", "x", Limits{Output: 1 << 20}, ErrOutput, "read file.pdf: what is in it is more than 1 MiB, the limit"},
		{"allocates", "3000", Limits{Memory: 256 << 20}, ErrMemory, "read file.pdf: page 2 (pages): reading it takes more than 256 MiB of memory, the limit"},
		{"no such behaviour", "x", Limits{}, ErrBroken, "nil pointer"},
	}
	for _, tt := range tests {
		t.Run(tt.behaviour, func(t *testing.T) {
			t.Parallel()
			a, err := runner(tt.behaviour, tt.limits).Extract(t.Context(), Job{Name: "file.pdf", Data: []byte(tt.data)}, nil)
			require.Error(t, err)
			assert.Nil(t, a)
			require.ErrorIs(t, err, tt.is)
			require.ErrorContains(t, err, tt.says)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

// TestMemoryBelowLimit: a child may use what it is given. Under the race
// detector, where the parent watches what is in use, the detector's own part is
// in it too.
func TestMemoryBelowLimit(t *testing.T) {
	limit := int64(512 << 20)
	if raced {
		limit *= 3
	}
	a, err := runner("allocates", Limits{Memory: limit}).Extract(t.Context(), Job{Name: "file.pdf", Data: []byte("256")}, nil)
	require.NoError(t, err)
	assert.Equal(t, "16 pieces", a.Text)
}

func TestScansHaveMoreTime(t *testing.T) {
	l := Limits{Time: 300 * time.Millisecond, PerScan: 10 * time.Millisecond}
	if raced {
		l.Time, l.PerScan = 500*time.Millisecond, 50*time.Millisecond
	}
	_, err := runner("scans", l).Extract(t.Context(), Job{Name: "scan.pdf", Data: []byte("x")}, nil)
	require.NoError(t, err)
}

func TestCannotStart(t *testing.T) {
	r := &Runner{Program: filepath.Join(t.TempDir(), "nothing")}
	_, err := r.Extract(t.Context(), Job{Name: "file.pdf"}, nil)
	require.ErrorIs(t, err, errStarted)
	assert.ErrorContains(t, err, "read file.pdf: ")
}

// TestCancelled: the child and what it started end with ctx, and nothing is left.
func TestCancelled(t *testing.T) {
	for _, behaviour := range []string{"hangs", "litters", "starts"} {
		t.Run(behaviour, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			at := make(chan Progress, 1)
			begun := time.Now()
			_, err := runner(behaviour, Limits{}).Extract(ctx, Job{Name: "file.pdf", Data: []byte("hang")}, func(p Progress) {
				at <- p
				cancel()
			})
			require.ErrorIs(t, err, context.Canceled)
			assert.Less(t, time.Since(begun), 20*time.Second)
			p := <-at
			switch behaviour {
			case "litters":
				assert.NoFileExists(t, p.Stage)
				assert.NoDirExists(t, filepath.Dir(p.Stage))
			case "starts":
				assert.Eventually(t, func() bool { return !running(p.Page) }, 10*time.Second, 20*time.Millisecond, "the program that the child started is ended")
			}
		})
	}
}

func TestTemporaryFilesAreRemoved(t *testing.T) {
	var name string
	_, err := runner("litters", Limits{}).Extract(t.Context(), Job{Name: "file.pdf", Data: []byte("x")}, func(p Progress) { name = p.Stage })
	require.NoError(t, err)
	require.NotEmpty(t, name)
	assert.NoFileExists(t, name)
}

// TestServeByHand: people who start the hidden command are told.
func TestServeByHand(t *testing.T) {
	for _, in := range []string{"", "hello, is this a command?\n", "j\x00\x00\x00\x02{}"} {
		var out bytes.Buffer
		want := 2
		if strings.HasPrefix(in, "j") {
			continue // a job of no bytes ends the program when its input does
		}
		assert.Equal(t, want, Serve(strings.NewReader(in), &out, nil))
		assert.Empty(t, out.String())
	}
}

func TestLimitsValidate(t *testing.T) {
	tests := []struct {
		name string
		l    Limits
		says string
	}{
		{"defaults", Limits{}, ""},
		{"time", Limits{Time: -1}, "limit of time -1ns is negative"},
		{"scan", Limits{PerScan: -time.Second}, "scanned page"},
		{"memory", Limits{Memory: 10 << 20}, "limit of memory 10 MiB is less"},
		{"output", Limits{Output: -1}, "limit of output"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.l.Validate()
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, tt.says)
		})
	}
}

// TestReadAgreementGarbled: whatever comes through the pipe, there is an error
// or an agreement, and no panic.
func TestReadAgreementGarbled(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, writeAgreement(&b, whole(Job{Data: []byte("some text"), ID: "x"})))
	good := b.Bytes()[len(b.Bytes())-b.Len():]
	for i := range good {
		for _, bit := range []byte{1, 0x80} {
			bad := bytes.Clone(good)
			bad[i] ^= bit
			_, _ = follow(bytes.NewReader(bad), func(Progress) {})
		}
		_, err := follow(bytes.NewReader(good[:i]), func(Progress) {})
		require.Error(t, err, "cut at %d", i)
	}
}

func BenchmarkStart(b *testing.B) {
	r := runner("reads", Limits{})
	for b.Loop() {
		if _, err := r.Extract(b.Context(), Job{Name: "x", Data: []byte("text")}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
