package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Properties are what a file says of itself beside its text, as the program that
// wrote it filled them in: often a file's name, a template's title or whoever owned
// the computer.
type Properties struct {
	Title, Author string // white space folded
	Created       string // "2019-07-03"; empty if it is not known
	From          string // where they stand: "core properties"
}

// maxProperty bounds a property, in bytes.
const maxProperty = 300

func property(s string) string {
	s = strings.Join(strings.Fields(clean(strings.ToValidUTF8(s, ""))), " ")
	return strings.ToValidUTF8(s[:min(len(s), maxProperty)], "")
}

// day is the day of a date such as "2019-07-03T12:00:00Z"; empty for others.
func day(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || strings.Trim(s[:10], "0123456789-") != "" || len(s) > 10 && s[10] >= '0' && s[10] <= '9' {
		return ""
	}
	return s[:10]
}

// officeProperties reads the part of an office file that describes it; what
// cannot be read is empty.
func officeProperties(p *parts, name, from string) Properties {
	out := Properties{From: from}
	root, err := p.tree(name)
	if err != nil || root == nil {
		return out
	}
	first := func(names ...string) string {
		for _, n := range names {
			if e := root.find(n); e != nil && strings.TrimSpace(e.words()) != "" {
				return e.words()
			}
		}
		return ""
	}
	out.Title = property(first("?:title"))
	out.Author = property(first("?:initial-creator", "?:creator"))
	out.Created = day(first("?:created", "?:creation-date"))
	return out
}

// pageProperties reads the head of a page.
func pageProperties(root *html.Node) Properties {
	out := Properties{From: "the page's head"}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Body:
			return out
		case atom.Title:
			if out.Title == "" && n.FirstChild != nil {
				out.Title = property(n.FirstChild.Data)
			}
		case atom.Meta:
			content := attribute(n, "content")
			switch strings.ToLower(attribute(n, "name") + attribute(n, "property")) {
			case "author", "dc.creator", "dcterms.creator", "article:author":
				if out.Author == "" {
					out.Author = property(content)
				}
			case "date", "dc.date", "dcterms.created", "dcterms.date", "article:published_time", "created":
				if out.Created == "" {
					out.Created = day(content)
				}
			}
		}
	}
	return out
}
