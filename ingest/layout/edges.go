package layout

// A sideCount counts the lines that stand at one edge (the top or the foot) of
// the sheets of a document.
type sideCount struct {
	masks map[string]*edgeCount // by the line
	kinds map[string]*edgeCount // by the line with its numbers hidden
	units map[string]*edgeCount // lines that name an article and its title, by the word of it
}

// An edgeCount counts lines that are one but for what differs from sheet to
// sheet.
type edgeCount struct {
	key    string         // the line with its numbers hidden
	last   int            // the sheet that was counted last, from 1
	sheets int            // on which one of them stands
	lines  int            // all of them
	values map[string]int // how often each stands as it is
	on     []int          // the last number on each sheet, less the sheet's own
	// running: the numbers run on with the sheets; asked once.
	running, asked bool
}

func newSideCount() *sideCount {
	return &sideCount{masks: map[string]*edgeCount{}, kinds: map[string]*edgeCount{}, units: map[string]*edgeCount{}}
}

// add counts lines of sheet s.
func (c *sideCount) add(d *Document, s int, lines []int) {
	for _, i := range lines {
		bare := d.Lines[i].Bare
		k := c.masks[bare]
		if k == nil {
			key := mask(bare)
			if k = c.kinds[key]; k == nil {
				k = &edgeCount{key: key, values: make(map[string]int, 1)}
				c.kinds[key] = k
			}
			c.masks[bare] = k
		}
		if k.last != s+1 {
			k.last = s + 1
			k.sheets++
			k.on = append(k.on, lastNumber(bare)-s)
		}
		k.lines++
		k.values[bare]++
		// A head that names the article and its title differs in every article.
		if !headLabel(bare) {
			continue
		}
		u := c.units[unitWord(bare)]
		if u == nil {
			u = &edgeCount{values: map[string]int{}}
			c.units[unitWord(bare)] = u
		}
		if u.last != s+1 {
			u.last = s + 1
			u.sheets++
			u.lines++
			u.values[bare]++
		}
	}
}

// repeats: most of the lines say what another says too.
func (k *edgeCount) repeats() bool { return len(k.values)*3 < 2*k.lines }

// counts: most of the numbers of a line that differs from sheet to sheet run on with
// the sheets, as a stamp's do. Those of headings that open pages ("Sideletter No. 4")
// do not.
func (k *edgeCount) counts() bool {
	if !k.asked {
		k.asked = true
		n := map[int]int{}
		for _, o := range k.on {
			if n[o]++; n[o]*2 > len(k.on) {
				k.running = true
				break
			}
		}
	}
	return k.running
}
