package query

// A Holder is an agreement that a look-up of a citation must open.
type Holder struct {
	Agreement string // id
	Places    int    // that the citation means in it; 0 where it lists the place, or has only a part of the way
}

// Opened are the agreements of list to be opened where that many places are shown,
// and how many places the others have.
func Opened(list []Holder, limit int) (ids []string, others int) {
	places := 0
	for _, h := range list {
		if h.Places > 0 && places >= limit {
			others += h.Places
			continue
		}
		ids = append(ids, h.Agreement)
		places += h.Places
	}
	return ids, others
}
