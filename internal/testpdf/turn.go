package testpdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// turnPages has every page of a file that the setter wrote shown turned to the
// right by a quarter. The library has no way to say so; the table of the file is
// written anew, so that nothing needs repair.
func turnPages(file []byte) ([]byte, error) {
	const page, turn = "<</Type /Page\n", "/Rotate 90\n"
	table := bytes.LastIndex(file, []byte("\nxref\n"))
	if table < 0 {
		return nil, errors.New("the file has no table")
	}
	var out []byte
	var at []int // where pages begin
	for from := 0; ; {
		k := bytes.Index(file[from:table], []byte(page))
		if k < 0 {
			out = append(out, file[from:table+1]...)
			break
		}
		k += from + len(page)
		out = append(append(out, file[from:k]...), turn...)
		at = append(at, k)
		from = k
	}
	moved := func(offset int) int {
		n := 0
		for _, k := range at {
			if k <= offset {
				n += len(turn)
			}
		}
		return offset + n
	}
	for line := range bytes.Lines(file[table+1:]) {
		switch {
		case len(line) >= 18 && bytes.HasSuffix(bytes.TrimSpace(line), []byte(" n")):
			offset, err := strconv.Atoi(string(line[:10]))
			if err != nil {
				return nil, fmt.Errorf("the table: %w", err)
			}
			out = append(fmt.Appendf(out, "%010d", moved(offset)), line[10:]...)
		case len(bytes.TrimSpace(line)) > 5 && bytes.Equal(bytes.TrimSpace(line), strconv.AppendInt(nil, int64(table+1), 10)):
			out = fmt.Appendf(out, "%d\n", moved(table+1))
		default:
			out = append(out, line...)
		}
	}
	return out, nil
}
