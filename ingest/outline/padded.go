package outline

import "strings"

// padded lists the decimals that open lines, where the document's have two
// figures behind the point, "4.01" to "4.13": what follows those two counts what is
// below, so that "4.031" is the first of 4.03 and "11.0208" the eighth of 11.02.
// It is nil where decimals are not padded so.
func (r *reader) padded() map[string]bool {
	seen := map[string]bool{}
	padded, single := 0, 0
	for i := r.to; i < len(r.lines); i++ {
		lab, ok := readBare(r.lines[i].Bare)
		if !ok || lab.form() != formDecimal {
			continue
		}
		seen[lab.number] = true
		switch whole, frac, _ := strings.Cut(lab.number, "."); {
		case strings.Contains(frac, ".") || strings.Contains(whole, "-"):
		case len(frac) == 2 && frac[0] == '0':
			padded++
		case len(frac) == 1:
			single++
		}
	}
	if padded < 5 || single*4 > padded {
		return nil
	}
	return seen
}

// deepen reads a padded decimal as the path that its figures are: the prefix of
// "4.031" is "4.3", as levels are compared, and its place there the first. The
// number that it stands under is the longest beginning of it that opens a line.
func (r *reader) deepen(lab *label) {
	if r.decimals == nil || lab.form() != formDecimal || lab.word != "" || lab.lost {
		return
	}
	prefix, last := r.steps(lab.number)
	if last > 0 {
		lab.prefix, lab.readings = prefix, []reading{{formDecimal, last}}
	}
}

// steps parts a padded decimal: the path to what it stands under, and its place
// there; 0 if it is none.
func (r *reader) steps(number string) (string, int) {
	whole, frac, ok := strings.Cut(number, ".")
	if !ok || strings.Trim(frac, "0123456789") != "" || len(frac) < 2 {
		return "", 0
	}
	for n := len(frac) - 1; n >= 2; n-- {
		if above := whole + "." + frac[:n]; r.decimals[above] {
			prefix, last := r.steps(above)
			return prefix + "." + itoa(last), atoi(frac[n:])
		}
	}
	return whole, atoi(frac)
}
