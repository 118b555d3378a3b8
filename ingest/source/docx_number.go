package source

import (
	"strconv"
	"strings"
	"unicode"
)

// levels is how many levels a list of a word processor has at most.
const levels = 9

// A listLevel says how the items of one level of a list are numbered.
type listLevel struct {
	start    int
	format   numberFormat
	custom   string // the format's own words, "001, 002, 003, ..."
	text     string // "%1.%2": the numbers of the levels so far, from 1
	suffix   string // what parts number and words
	restart  int    // 0: never; n: when an item of a level up to n (from 1) comes; -1: of any above
	legal    bool   // all numbers in digits
	style    string // id of the style of paragraphs that stand on it
	run      runStyle
	computed bool // it is written down in the file
}

// A listKind is a list of the file (an abstractNum), with where its counting
// stands.
type listKind struct {
	levels [levels]listLevel
	link   string // id of the style that holds the levels
	count  [levels]int
	used   [levels]bool
}

// A listNumber is a way in which paragraphs take part in a list (a num): its
// levels may start anew or be written otherwise.
type listNumber struct {
	kind   *listKind
	levels [levels]*listLevel // instead of the kind's
	start  [levels]int        // -1: it goes on
	seen   bool
}

// A docxNumbering is the part numbering.xml.
type docxNumbering struct {
	numbers map[string]*listNumber
	unknown map[string]bool // formats that could not be written
}

func readNumbering(root *element, styles *docxStyles) *docxNumbering {
	n := &docxNumbering{numbers: map[string]*listNumber{}, unknown: map[string]bool{}}
	if root == nil {
		return n
	}
	kinds := map[string]*listKind{}
	for _, k := range root.kids {
		if k.name != "w:abstractNum" {
			continue
		}
		kind := &listKind{}
		for i := range kind.levels {
			kind.levels[i] = listLevel{start: 0, format: formatNone, restart: -1}
		}
		if link, ok := k.value("w:numStyleLink"); ok {
			kind.link = link
		}
		for _, l := range k.kids {
			if i := atoi(l.attr("ilvl"), -1); l.name == "w:lvl" && i >= 0 && i < levels {
				kind.levels[i] = readLevel(l)
			}
		}
		kinds[k.attr("abstractNumId")] = kind
	}
	for _, k := range root.kids {
		if k.name != "w:num" {
			continue
		}
		id, _ := k.value("w:abstractNumId")
		kind := kinds[id]
		if kind == nil {
			continue
		}
		num := &listNumber{kind: kind}
		for i := range num.start {
			num.start[i] = -1
		}
		for _, o := range k.kids {
			i := atoi(o.attr("ilvl"), -1)
			if o.name != "w:lvlOverride" || i < 0 || i >= levels {
				continue
			}
			if l := o.child("w:lvl"); l != nil {
				level := readLevel(l)
				num.levels[i] = &level
				num.start[i] = level.start
			}
			num.start[i] = o.number("w:startOverride", num.start[i])
		}
		n.numbers[k.attr("numId")] = num
	}
	// A list may hold no levels but name the style whose list has them.
	for _, num := range n.numbers {
		for range 5 {
			if num.kind.link == "" {
				break
			}
			e := styles.byID[num.kind.link]
			id, _ := e.child("w:pPr").child("w:numPr").value("w:numId")
			to := n.numbers[id]
			if to == nil || to == num || to.kind == num.kind {
				break
			}
			num.kind = to.kind
		}
	}
	return n
}

func readLevel(l *element) listLevel {
	v := listLevel{start: l.number("w:start", 0), format: formatDecimal, suffix: "\t", restart: l.number("w:lvlRestart", -1), computed: true}
	format := l.child("w:numFmt")
	if format == nil { // a format that older programs do not know stands in both forms
		format = l.find("w:numFmt")
	}
	if format != nil {
		v.format = numberFormat(format.attr("val"))
		v.custom = format.attr("format")
	}
	if t := l.child("w:lvlText"); t != nil {
		v.text = t.attr("val")
	}
	switch s, _ := l.value("w:suff"); s {
	case "space":
		v.suffix = " "
	case "nothing":
		v.suffix = ""
	}
	v.legal = toggleOf(l, "w:isLgl") == on
	v.style, _ = l.value("w:pStyle")
	v.run = runStyleOf(l.child("w:rPr"))
	return v
}

// level is the level of paragraphs of a style in the list; -1 if none is the
// style's own.
func (num *listNumber) level(style string) int {
	for i := range num.kind.levels {
		if style != "" && num.at(i).style == style {
			return i
		}
	}
	return -1
}

// at is level i as the paragraphs of num have it.
func (num *listNumber) at(i int) *listLevel {
	if l := num.levels[i]; l != nil {
		return l
	}
	return &num.kind.levels[i]
}

// next counts a paragraph at level i of num and writes its number with what
// follows it; set is how the mark of the paragraph is set.
func (n *docxNumbering) next(num *listNumber, i int, set runStyle) string {
	k := num.kind
	if !num.seen {
		num.seen = true
		for l, start := range num.start {
			if start >= 0 {
				k.used[l] = false
			}
		}
	}
	start := func(l int) int {
		if num.start[l] >= 0 {
			return num.start[l]
		}
		return num.at(l).start
	}
	for l := range i { // a level that was passed over stands at its start
		if !k.used[l] {
			k.used[l], k.count[l] = true, start(l)
		}
	}
	if k.used[i] {
		k.count[i]++
	} else {
		k.used[i], k.count[i] = true, start(i)
	}
	for l := i + 1; l < levels; l++ {
		if r := num.at(l).restart; r < 0 || r > 0 && i < r {
			k.used[l] = false
		}
	}
	level := num.at(i)
	text := n.text(num, i)
	if text == "" {
		return ""
	}
	if run := level.run.over(set); run.caps == on {
		text = strings.ToUpper(text)
	}
	return text + level.suffix
}

// text is the number of level i as it is printed.
func (n *docxNumbering) text(num *listNumber, i int) string {
	level := num.at(i)
	if level.format == formatBullet {
		return bullet(level.text, level.run.font)
	}
	var b strings.Builder
	for p := 0; p < len(level.text); p++ {
		c := level.text[p]
		if c != '%' || p+1 >= len(level.text) || level.text[p+1] < '1' || level.text[p+1] > '9' {
			b.WriteByte(c)
			continue
		}
		p++
		of := int(level.text[p] - '1')
		f := num.at(of)
		format := f.format
		if level.legal && format != formatNone {
			format = formatDecimal
		}
		if format == "custom" {
			b.WriteString(customNumber(f.custom, num.kind.count[of]))
			continue
		}
		s, ok := format.write(num.kind.count[of])
		if !ok {
			n.unknown[string(format)] = true
		}
		b.WriteString(s)
	}
	return strings.TrimRight(clean(b.String()), " ")
}

// customNumber writes v as a format's examples do: "001, 002, 003, ..." pads
// with zeros.
func customNumber(examples string, v int) string {
	first, _, _ := strings.Cut(examples, ",")
	first = strings.TrimSpace(first)
	s := strconv.Itoa(v)
	for len(s) < len(first) && len(first) < 10 && strings.Trim(first, "0123456789") == "" {
		s = "0" + s
	}
	return s
}

// bullet is a list's mark as a character that every font has. Word processors
// take them from symbol fonts.
func bullet(text, font string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	if text == "o" { // in Courier New: a hollow bullet
		return "◦"
	}
	r := []rune(text)
	if len(r) == 1 {
		if s, ok := symbol(font, r[0]); ok && font != "" {
			return s
		}
		if unicode.Is(unicode.Co, r[0]) || unicode.Is(unicode.Cc, r[0]) {
			return "•"
		}
	}
	return clean(text)
}
