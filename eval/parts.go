package eval

// A Part is the figures of one part of a report, by a name like "structure 002".
type Part struct {
	Name    string
	Figures []Figure
}

// A Figure is one number of a report. Better is +1 if more is better, −1 if less
// is, 0 if it only says how much was counted. Value is nil where there was
// nothing to count.
type Figure struct {
	Name   string
	Value  *float64
	Better int
}

// Parts lists the figures of r in the order in which they are printed.
func (r *Report) Parts() []Part {
	var out []Part
	for _, l := range r.lines() {
		p := Part{Name: l.name}
		for _, f := range l.figures {
			p.Figures = append(p.Figures, Figure{f.name, f.value, f.better})
		}
		out = append(out, p)
	}
	return out
}
