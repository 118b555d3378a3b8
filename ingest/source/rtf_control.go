package source

import (
	"strconv"

	"golang.org/x/text/encoding/charmap"
)

// control reads what follows a backslash.
func (r *rtf) control() {
	if r.pos >= len(r.data) {
		return
	}
	c := r.data[r.pos]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		word, n, has := r.word()
		r.controlWord(word, n, has)
		return
	}
	r.pos++
	switch c {
	case '\\', '{', '}':
		r.char(rune(c))
	case '\'':
		if r.pos+2 <= len(r.data) {
			if v, ok := hex(string(r.data[r.pos : r.pos+2])); ok {
				r.char(r.decode(byte(v)))
			}
			r.pos += 2
		}
	case '~':
		r.char(' ')
	case '_':
		r.char('-')
	case '*':
		// A destination that a program need not know: only some are read.
		r.state.target = r.optional()
	case '\r', '\n':
		r.paragraph()
	}
}

// word reads a control word, its number, and the blank behind.
func (r *rtf) word() (word string, n int, has bool) {
	start := r.pos
	for r.pos < len(r.data) && (r.data[r.pos]|0x20 >= 'a' && r.data[r.pos]|0x20 <= 'z') && r.pos-start < 40 {
		r.pos++
	}
	word = string(r.data[start:r.pos])
	at := r.pos
	if r.pos < len(r.data) && r.data[r.pos] == '-' {
		r.pos++
	}
	digits := r.pos
	for r.pos < len(r.data) && r.data[r.pos] >= '0' && r.data[r.pos] <= '9' && r.pos-digits < 10 {
		r.pos++
	}
	if r.pos > digits {
		n, has = atoi(string(r.data[at:r.pos]), 0), true
	} else {
		r.pos = at
	}
	if r.pos < len(r.data) && r.data[r.pos] == ' ' {
		r.pos++
	}
	return word, n, has
}

// optional is where the words of the destination behind "\*" go.
func (r *rtf) optional() rtfTarget {
	at := r.pos
	target := toNowhere
	for r.pos < len(r.data) && (r.data[r.pos] == ' ' || r.data[r.pos] == '\r' || r.data[r.pos] == '\n') {
		r.pos++
	}
	if r.pos < len(r.data) && r.data[r.pos] == '\\' {
		r.pos++
		switch word, _, _ := r.word(); word {
		case "shppict", "shpinst", "shptxt", "footnote": // text boxes stand in them; some programs mark notes so
			target = r.state.target
		}
		if target == toNowhere {
			return target
		}
	}
	r.pos = at
	return target
}

// characters are the control words that stand for a character.
var characters = map[string]rune{"emdash": '—', "endash": '–', "lquote": '‘', "rquote": '’', "ldblquote": '“', "rdblquote": '”', "bullet": '•',
	"emspace": ' ', "enspace": ' ', "qmspace": ' '}

// controlWord does what a control word says; unknown ones say nothing.
func (r *rtf) controlWord(word string, n int, has bool) {
	s := &r.state
	isOn := !has || n != 0
	if c, ok := characters[word]; ok {
		r.char(c)
		return
	}
	switch word {
	case "par", "sect":
		if s.target == toRunning {
			r.name.WriteByte(' ')
		} else if s.target != toNowhere {
			r.paragraph()
		}
	case "line", "lbr":
		r.white("\n")
	case "tab":
		r.white("\t")
	case "page", "softpage":
		if s.target == toText && r.line.ink {
			r.white("\n")
		}
	case "cell", "nestcell":
		if s.target == toText {
			s.inTable = true
			r.endCell()
		}
	case "row", "nestrow":
		if s.target == toText {
			r.endRow()
		}
	case "intbl":
		s.inTable = true
	case "pard":
		s.inTable, s.level = false, 0
	case "plain":
		s.under = false
		s.bold, s.hidden, s.struck, s.upper, s.raised, s.gone, s.new = false, false, false, false, false, false, false
	case "b":
		s.bold = isOn
	case "v":
		if isOn && !s.hidden && s.target == toText {
			r.nHidden++
		}
		s.hidden = isOn
	case "strike", "striked":
		s.struck = isOn
	case "ul", "ulw", "uld", "uldb":
		s.under = isOn
	case "ulnone":
		s.under = false
	case "caps":
		s.upper = isOn
	case "super", "up":
		s.raised = isOn
	case "nosupersub":
		s.raised = false
	case "deleted":
		if isOn && !s.gone {
			r.nDel++
		}
		s.gone = isOn
	case "revised":
		if isOn && !s.new {
			r.nIns++
		}
		s.new = isOn
	case "creatim":
		r.property = word
	case "yr", "mo", "dy":
		if s.target == toInfo && r.property == "creatim" {
			r.created[word] = n
		}
	case "outlinelevel":
		if n >= 0 && n < 9 {
			s.level = n + 1
		}
	case "s":
		if s.target == toStyles {
			r.style = n
		} else if l := r.heading[n]; l > 0 {
			s.level = l
		}
	case "f":
		s.font = n
		if s.target == toFonts {
			r.font = n
		}
	case "fcharset":
		if s.target == toFonts {
			if m := fontCharset(n); m != nil {
				r.fonts[r.font] = m
			}
		}
	case "ansicpg":
		if m := codePage(n); m != nil {
			r.page = m
		}
	case "mac":
		r.page = charmap.Macintosh
	case "pc":
		r.page = charmap.CodePage437
	case "pca":
		r.page = charmap.CodePage850
	case "u":
		r.unicodeChar(n)
	case "uc":
		s.skip = min(max(n, 0), 16)
	case "bin":
		r.pos = min(len(r.data), r.pos+max(n, 0))
	default:
		r.destination(word)
	}
}

// white adds white space that is asked for.
func (r *rtf) white(w string) {
	switch r.state.target {
	case toText, toLabel:
		if r.state.target == toLabel && !r.line.ink {
			return
		}
		if !r.state.hidden && !r.state.gone {
			r.line.mark(w)
			if r.state.target == toLabel {
				r.line.block.label = r.line.b.Len()
			}
		}
	case toRunning:
		r.name.WriteByte(' ')
	}
}

// destination turns the words of the group to where they go.
func (r *rtf) destination(word string) {
	s := &r.state
	if s.target == toNowhere {
		return
	}
	switch word {
	case "fonttbl":
		s.target = toFonts
	case "stylesheet":
		s.target = toStyles
	case "pntext", "listtext":
		s.target = toLabel
	case "info":
		s.target = toInfo
	case "title", "author":
		if s.target == toInfo {
			r.name.Reset()
			s.target = toProperty
			r.property = word
		}
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		r.name.Reset()
		s.target = toRunning
	case "footnote", "shptxt":
		if s.note == nil && s.target == toText {
			note := &rtfNote{line: r.line, out: r.out}
			if word == "footnote" {
				r.nNotes++
				note.mark = trailingMark(r.line.b.String()) // it stands before the note
			}
			r.line, r.out = newLine(false), nil
			s.note = note
			s.raised = false
		}
	case "chftn":
		if s.note == nil {
			r.nFoot++
			mark, _ := raised(strconv.Itoa(r.nFoot))
			r.line.write(mark, stylePlain)
		}
	case "pict", "objdata", "colortbl", "fldinst", "xe", "tc", "bkmkstart", "bkmkend", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl",
		"nonshppict", "nonesttables", "template", "generator", "themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "pnseclvl",
		"annotation", "atnid", "atnauthor", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "sp", "upr", "txe", "rxe", "do", "private":
		if word == "pict" {
			r.nObjects++
		}
		s.target = toNowhere
	}
}

// trailingMark is the mark of a note that ends s.
func trailingMark(s string) string {
	runes := []rune(s)
	k := len(runes)
	for k > 0 && len(runes)-k < 4 {
		c := runes[k-1]
		switch c {
		case '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '*', '†', '‡':
			k--
			continue
		}
		break
	}
	return string(runes[k:])
}

// fontCharset is the code page of a font's character set; nil for the file's own.
func fontCharset(n int) *charmap.Charmap {
	switch n {
	case 77:
		return charmap.Macintosh
	case 161:
		return charmap.Windows1253
	case 162:
		return charmap.Windows1254
	case 163:
		return charmap.Windows1258
	case 177:
		return charmap.Windows1255
	case 178:
		return charmap.Windows1256
	case 186:
		return charmap.Windows1257
	case 204:
		return charmap.Windows1251
	case 222:
		return charmap.Windows874
	case 238:
		return charmap.Windows1250
	case 255:
		return charmap.CodePage437
	}
	return nil
}

func codePage(n int) *charmap.Charmap {
	switch n {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1252:
		return charmap.Windows1252
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 10000:
		return charmap.Macintosh
	}
	return nil
}
