package ocr

import (
	"fmt"
	"regexp"
	"strings"
)

// ordinal is a "1st", "21st" or "31st" whose 1 was read as a capital I, a small
// l or a bar: "January Ist". No English word is written so.
var ordinal = regexp.MustCompile(`^([(\[“"]?)([0-9]*)[Il|](st)([-–—.,;:)\]”"]*)$`)

// ordinals mends such words, in English, and puts them in doubt.
func ordinals(language string, lines []line) {
	if !strings.HasPrefix(language, "eng") {
		return
	}
	for i := range lines {
		for k := range lines[i].words {
			w := &lines[i].words[k]
			if m := ordinal.FindStringSubmatch(w.text); m != nil {
				w.doubt = fmt.Sprintf("a first look at it read %q, which is no word", w.text)
				w.text = m[1] + m[2] + "1" + m[3] + m[4]
			}
		}
	}
}
