//go:build e2e

package e2e_test

import (
	"bytes"
	"fmt"
	"strings"
)

// madePDF is a small agreement of two articles as a PDF of two pages.
func madePDF() []byte {
	pages := [][]string{
		{"AGREEMENT", "between the Town of Harbor and Local 7 of the Dock Workers", "", "ARTICLE 1 RECOGNITION", "", "Section 1. The Town recognizes the Union as the exclusive bargaining",
			"representative of all dock workers of the Town.", "Section 2. This Agreement is in effect from January 1, 2024 to December 31, 2026."},
		{"ARTICLE 2 LEAVES", "", "Section 1. An employee is granted three (3) days of paid bereavement leave", "in the event of a death in the immediate family, as said in Article 1.",
			"Section 2. Other leaves are granted by the Town."},
	}
	var b bytes.Buffer
	var places []int
	object := func(body string) {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(places), body)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>")
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
	escape := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`)
	for k, lines := range pages {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*k))
		var s strings.Builder
		s.WriteString("BT /F1 12 Tf 72 700 Td 16 TL\n")
		for _, line := range lines {
			fmt.Fprintf(&s, "(%s) Tj T*\n", escape.Replace(line))
		}
		s.WriteString("ET")
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", s.Len(), s.String()))
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, at := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, xref)
	return b.Bytes()
}
