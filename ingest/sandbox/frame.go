package sandbox

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/clausebook/clausebook/corpus"
)

// What goes through the pipes. To the child: one job frame, then the document,
// then nothing until the parent ends. Back: progress frames, then one frame
// that says how it ended. A frame is its kind, the length of its body in four
// bytes, and the body, in JSON; the agreement follows its frame in gob, which
// is ours on both sides and keeps every byte of the text.
const (
	frameJob       = 'j'
	frameProgress  = 'p'
	frameRefused   = 'e'
	frameAgreement = 'a'
)

// maxFrame bounds the body of a frame; none comes near it.
const maxFrame = 1 << 20

// A jobFrame is a job without its data.
type jobFrame struct {
	Name     string `json:"name"`
	Bytes    int    `json:"bytes"`
	ID       string `json:"id,omitempty"`
	MaxBytes int64  `json:"max_bytes,omitempty"`
	NoOCR    bool   `json:"no_ocr,omitempty"`
	Language string `json:"language,omitempty"`
	PerScan  int64  `json:"per_scan"` // nanoseconds
}

func writeFrame(w io.Writer, kind byte, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	frame := make([]byte, 5, 5+len(data))
	frame[0] = kind
	binary.BigEndian.PutUint32(frame[1:], uint32(len(data)))
	_, err = w.Write(append(frame, data...)) // in one piece, so that no other can come between
	return err
}

func readFrame(r io.Reader) (kind byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("a frame of %d bytes", n)
	}
	body = make([]byte, n)
	_, err = io.ReadFull(r, body)
	return head[0], body, err
}

func writeJob(w io.Writer, job Job) error {
	err := writeFrame(w, frameJob, jobFrame{job.Name, len(job.Data), job.ID, job.MaxBytes, job.NoOCR, job.Language, int64(job.PerScan)})
	if err == nil {
		_, err = w.Write(job.Data)
	}
	return err
}

func readJob(r io.Reader) (Job, error) {
	kind, body, err := readFrame(r)
	if err != nil {
		return Job{}, err
	}
	var f jobFrame
	if err := json.Unmarshal(body, &f); err != nil || kind != frameJob || f.Bytes < 0 {
		return Job{}, fmt.Errorf("not a job (frame %q, %w)", kind, err)
	}
	job := Job{Name: f.Name, Data: make([]byte, f.Bytes), ID: f.ID, MaxBytes: f.MaxBytes, NoOCR: f.NoOCR, Language: f.Language, PerScan: time.Duration(f.PerScan)}
	_, err = io.ReadFull(r, job.Data)
	return job, err
}

func writeAgreement(w io.Writer, a *corpus.Agreement) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := writeFrame(b, frameAgreement, nil); err != nil {
		return err
	}
	if err := gob.NewEncoder(b).Encode(a); err != nil {
		return err
	}
	return b.Flush()
}

// readAgreement reads what writeAgreement wrote behind its frame. A panic of
// the decoder is an error: what comes through the pipe is not trusted.
func readAgreement(r io.Reader) (a *corpus.Agreement, err error) {
	defer func() {
		if x := recover(); x != nil {
			a, err = nil, fmt.Errorf("decode: %v", x)
		}
	}()
	a = &corpus.Agreement{}
	if err := gob.NewDecoder(r).Decode(a); err != nil {
		return nil, err
	}
	return a, nil
}
