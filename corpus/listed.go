package corpus

// LookupListed lists the indices of the entries of a's contents list that c means
// and that no body answers to, best first. The list is a tree like the body's, so
// the body's look-up reads it; an entry for what the place is in will do, for the
// list may not go so deep: "Article 15, Section B" finds the entry of an Article
// 15 that is not in the file. None where the deepest entry that fits has a body.
func (a *Agreement) LookupListed(c Citation) []int {
	var list Agreement
	var t Tree
	t.fromContents(&list, a.Contents)
	return withoutBody(&t, a.Contents, c)
}

// withoutBody lists the entries that c means in t, the tree of a contents list,
// and that no body answers to.
func withoutBody(t *Tree, list []ContentsEntry, c Citation) []int {
	if len(list) == 0 {
		return nil
	}
	found, _ := t.LookupPrefix(c)
	var out []int
	for _, i := range found {
		if list[i].Provision == "" {
			out = append(out, i)
		}
	}
	return out
}
