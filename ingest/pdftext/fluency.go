package pdftext

import "math"

// A fluency knows how bytes follow each other in data of one kind: how often
// each came behind the one, two, four and six bytes before it.
type fluency struct {
	seen [orders][1 << fluencyBits]uint16 // what stood before
	next [orders][1 << fluencyBits]uint16 // and the byte behind it
}

const (
	orders      = 4
	fluencyBits = 16
)

// contexts are the hashes of what stands before b[i].
func contexts(b []byte, i int) (h [orders]uint32) {
	at := func(k int) uint32 {
		if i-k < 0 {
			return 0
		}
		return uint32(b[i-k])
	}
	one := at(1)
	two := one<<8 | at(2)
	four := two<<16 | at(3)<<8 | at(4)
	six := four*2654435761 + (at(5)<<8|at(6)+1)*2246822519
	return [orders]uint32{one * 2654435761, two * 2654435761, four * 2654435761, six * 2654435761}
}

// learn takes in data that is right for the most part.
func (f *fluency) learn(b []byte) {
	for i := range b {
		for k, h := range contexts(b, i) {
			n := &f.seen[k][h>>(32-fluencyBits)]
			if *n == math.MaxUint16 {
				continue
			}
			*n++
			f.next[k][(h+uint32(b[i])*0x9e3779b1)>>(32-fluencyBits)]++
		}
	}
}

// likely is the probability of b[i] behind the bytes before it. It is never so
// small that one byte decides.
func (f *fluency) likely(b []byte, i int) float64 {
	p := 1.0 / 256
	for k, h := range contexts(b, i) {
		n := f.seen[k][h>>(32-fluencyBits)]
		if n == 0 {
			break
		}
		c := min(f.next[k][(h+uint32(b[i])*0x9e3779b1)>>(32-fluencyBits)], n)
		p = (float64(c) + 1.5*p) / (float64(n) + 1.5)
	}
	return max(p, 1.0/16384)
}

// cost is how many bits b[i] costs: what it takes to write it down.
func (f *fluency) cost(b []byte, i int) float64 { return -math.Log2(f.likely(b, i)) }

// costs is that of b[from:], summed up.
func (f *fluency) costs(b []byte, from int) float64 {
	sum, p := 0.0, 1.0
	for i := from; i < len(b); i++ {
		if p *= f.likely(b, i); p < 1e-280 {
			sum -= math.Log2(p)
			p = 1
		}
	}
	return sum - math.Log2(p)
}

// fluent is how much in b is like what was learned: noise adds nothing.
func (f *fluency) fluent(b []byte) float64 { return 5*float64(len(b)) - f.costs(b, 0) }

// commonContent is what content of pages looks like in general, for files of
// which too little is left to learn it from: operators of several programs, and
// the words of agreements.
const commonContent = `q 1 0 0 1 72 720 cm BT /F1 11 Tf 14 TL 72 706.32 Td (The Employer and the Union agree that each employee shall be paid) Tj T* ET Q
BT /F2 12.00 Tf ET BT 72.00 640.60 Td (ARTICLE 12. HOURS OF WORK AND OVERTIME) Tj ET BT 72.00 627.40 Td (Section 2. An employee who works more than forty) Tj ET
BT 1 0 0 1 90.02 577.18 Tm [(T)80(h)-3(e)4( )-250(parties)-250(to this Agreement)] TJ ET /TT0 1 Tf 0.004 Tc -0.002 Tw 0 -1.15 TD (hours in any week shall receive one and one-half times the regular rate of pay for all hours worked in excess of eight hours in a day.)Tj
/P <</MCID 3 >>BDC BT /F3 9.96 Tf 1 0 0 1 108.02 532.42 Tm 0 g 0 G (In the event of a grievance, the employee or the representative of the Union may file it in writing within ten working days)' EMC
The Employer will provide leave with pay to all full-time employees who have completed their probationary period, subject to the following conditions. No employee shall be disciplined or discharged without just cause. Seniority is defined as the length of continuous service from the date of hire. Vacancies in the bargaining unit must be posted for not less than five days. The decision of the arbitrator is final and binding upon the parties. Vacation time and sick leave are accrued each month at the rate set forth in Appendix A, and may not be used during the first six months of employment. Except as otherwise provided in this Section, the provisions of Article 9 apply to part-time and temporary employees on a pro rata basis. Notice of a layoff shall be given thirty calendar days prior to its effective date. `
