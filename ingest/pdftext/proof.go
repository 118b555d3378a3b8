package pdftext

// mapLies and mapLacks are said where a font's letters were found out from the
// words that they make.
const (
	mapLies  = "the character map of a font makes no words of its text, and its codes do: those were taken"
	mapLacks = "a font does not say which letters it draws: they were found out from the words that they make"
)

// mostTried bounds the pages with too few words that a font is held against: one of
// bullets or page numbers has never more.
const mostTried = 8

// settle holds the font against the words of page after page until one has enough:
// a title page proves nothing of the text behind it.
func (f *font) settle(src []byte, name string) {
	f.tried++
	f.settled = f.proved(src, name) || f.tried == mostTried
}

// proved holds what a font says of its codes against what they show in content src:
// where it makes no words of them (or says nothing), and they are words as they
// stand or as most TrueType fonts number their glyphs, that is what they are. It
// fires only where both are sure, so that tables, names and other languages keep
// what the font says. It reports false where src shows too little to tell.
func (f *font) proved(src []byte, name string) bool {
	bytewise := !f.composite && f.mapped
	if !bytewise && (!f.composite || f.codes != nil || f.pictures) {
		return true
	}
	own := shownBy(src, func(n string) bool { return n == name })
	if len(own) < 4*leastSample {
		return false
	}
	// A list of titles has few common words, a cipher nearly none.
	if common, n, _, _ := wordsOf(f.decode(own)); f.mapped && common*40 > n {
		return true
	}
	lies := f.mapped
	switch {
	case bytewise:
		if makesWords((&font{text: f.plain}).decode(own)) {
			f.text, f.doubt = f.plain, mapLies
		}
		return f.doubt == mapLies
	case makesWords(pairFont().decode(own)):
		f.unicode, f.ucs2 = nil, true
	case makesWords(glyphFont().decode(own)):
		f.unicode = glyphFont().unicode
	default:
		return false
	}
	if f.doubt = mapLacks; lies {
		f.doubt = mapLies
	}
	return true
}
