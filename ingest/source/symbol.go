package source

import "strings"

// symbol is the character that a symbol font shows for r; ok is false for fonts
// that are none, and for signs that no other font has. Word processors keep
// those characters at U+F000 and up.
func symbol(font string, r rune) (string, bool) {
	private := r >= 0xf000 && r <= 0xf0ff
	if private {
		r -= 0xf000
	}
	var table map[rune]string
	switch font = strings.ToLower(font); {
	case strings.HasPrefix(font, "wingdings 2"):
		table = map[rune]string{0x50: "✓", 0x51: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xa3: "☐", 0x2a: "☐", 0x97: "•", 0x98: "•"}
	case strings.HasPrefix(font, "wingdings 3"):
		table = map[rune]string{0x7d: "▶", 0x75: "▶", 0x22: "→"}
	case strings.HasPrefix(font, "wingdings"):
		table = map[rune]string{0x28: "☎", 0x2a: "✉", 0x6c: "●", 0x6d: "❍", 0x6e: "■", 0x6f: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "⬧", 0x74: "◆", 0x75: "◆", 0x76: "❖",
			0x77: "⬥", 0x78: "☒", 0x9e: "·", 0x9f: "•", 0xa0: "▪", 0xa7: "▪", 0xa8: "☐", 0xd8: "➢", 0xdf: "←", 0xe0: "→", 0xe8: "➔", 0xf0: "⇨", 0xfb: "✗", 0xfc: "✓", 0xfd: "☒", 0xfe: "☑",
			0xb2: "•", 0xab: "★", 0x46: "☞", 0x47: "☞"}
	case strings.HasPrefix(font, "webdings"):
		table = map[rune]string{0x61: "✓", 0x63: "☐", 0x67: "■", 0x6e: "●", 0x72: "✗"}
	case strings.HasPrefix(font, "symbol"), private && font == "":
		table = map[rune]string{0xb7: "•", 0xb0: "°", 0xb1: "±", 0xb4: "×", 0xb8: "÷", 0xa3: "≤", 0xb3: "≥", 0xb9: "≠", 0xbb: "≈", 0xa8: "♦", 0xa7: "♣", 0xa9: "♥", 0xaa: "♠",
			0xae: "→", 0xac: "←", 0xad: "↑", 0xaf: "↓", 0xbc: "…", 0xbe: "—", 0xd2: "®", 0xd3: "©", 0xd4: "™", 0xe2: "®", 0xe3: "©", 0xe4: "™", 0xb2: "″", 0xa2: "′", 0xa5: "∞",
			0x2d: "−", 0xd7: "·", 0xde: "⇒", 0x7e: "∼", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ", 0x6d: "μ", 0x70: "π", 0x53: "Σ", 0x57: "Ω", 0xf0b7: "•"}
		if s, ok := table[r]; ok {
			return s, true
		}
		if r >= ' ' && r < 0x7f && (r < 'A' || r > 'z' || r > 'Z' && r < 'a') { // figures and points are the usual ones
			return string(r), true
		}
	}
	s, ok := table[r]
	return s, ok
}

// raised writes a mark of a note as superscript: "12" is "¹²". ok is false where
// a character of it has no such form.
func raised(s string) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		k := strings.IndexRune("0123456789", r)
		switch {
		case k >= 0:
			b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[k])
		case r == '*' || r == '†' || r == '‡' || r == '§':
			b.WriteRune(r)
		case r == 'i':
			b.WriteRune('ⁱ')
		case r == 'v':
			b.WriteRune('ᵛ')
		case r == 'x':
			b.WriteRune('ˣ')
		default:
			return s, false
		}
	}
	return b.String(), b.Len() > 0
}
