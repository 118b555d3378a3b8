// Package web holds the pages' templates and static files, embedded, and
// renders them. Templates escape what they are given for the place where it
// stands; nothing here marks text as safe.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

//go:embed templates static
var files embed.FS

// staticPrefix is where our own files are served: then a hash of all of them,
// then the name. With the hash in the path a module finds its neighbours by
// relative names, and each may be kept for ever.
const staticPrefix = "/static/"

// layout is the template that every page stands in.
const layout = "layout"

// A File is one static file.
type File struct {
	Data      []byte
	MediaType string
}

// A Site renders pages and has the static files. It is safe for concurrent use.
type Site struct {
	pages  map[string]*template.Template
	static map[string]File // by name: "style.css"
	hash   string          // of all static files
}

// New parses the templates. It fails only if one of them is wrong.
func New() (*Site, error) {
	s := &Site{pages: map[string]*template.Template{}, static: map[string]File{}}
	if err := s.readStatic(); err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	base, err := template.New("").Funcs(s.funcs()).ParseFS(files, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	names, err := fs.Glob(files, "templates/*.page.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	for _, name := range names {
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(files, name)
		}
		if err != nil {
			return nil, fmt.Errorf("template %s: %w", name, err)
		}
		s.pages[strings.TrimSuffix(path.Base(name), ".page.html")] = t
	}
	return s, nil
}

// readStatic reads the static files. The parts of the style sheet, in the order
// of their names, are served as one: a page asks for one sheet.
func (s *Site) readStatic() error {
	names, err := fs.Glob(files, "static/*.*")
	if err != nil {
		return err
	}
	parts, err := fs.Glob(files, "static/css/*.css")
	if err != nil {
		return err
	}
	all := sha256.New()
	var sheet []byte
	for _, name := range append(parts, names...) {
		data, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(all, "%s %d\n", name, len(data))
		all.Write(data)
		if path.Ext(name) == ".css" {
			sheet = append(sheet, data...)
			continue
		}
		s.static[path.Base(name)] = File{Data: data, MediaType: mediaType(name)}
	}
	s.static["style.css"] = File{Data: sheet, MediaType: mediaType("style.css")}
	s.hash = hex.EncodeToString(all.Sum(nil)[:6])
	return nil
}

// Render makes the page of that name ("home", "search", …) from data.
func (s *Site) Render(name string, data any) ([]byte, error) {
	t, ok := s.pages[name]
	if !ok {
		return nil, fmt.Errorf("no page %q", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, layout, data); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// Static is the file at an address below "/static/", "1a2b3c4d5e6f/style.css".
// Lasting says that the address will never stand for anything else; one with
// the hash of another version of the program is answered too, with what is here
// now: a page that was kept should not lose its style.
func (s *Site) Static(address string) (f File, lasting, ok bool) {
	hash, name, found := strings.Cut(address, "/")
	if !found {
		hash, name = "", address
	}
	f, ok = s.static[name]
	return f, ok && hash == s.hash, ok
}

func (s *Site) funcs() template.FuncMap {
	return template.FuncMap{
		"asset": func(name string) (string, error) {
			if _, ok := s.static[name]; !ok {
				return "", fmt.Errorf("no static file %q", name)
			}
			return staticPrefix + s.hash + "/" + name, nil
		},
		"sides":   sides,
		"count":   count,
		"percent": percent,
		"number":  number,
		"add":     func(a, b int) int { return a + b },
	}
}

// Sides are two texts side by side, as their template takes them.
type Sides struct {
	A, B string // what stands above them
	Rows any
}

func sides(a, b string, rows any) Sides { return Sides{a, b, rows} }

// count is "1 provision", "2,310 provisions".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number is n with a comma between each three digits.
func number(n int) string {
	if n < 0 {
		return "-" + number(-n)
	}
	s := strconv.Itoa(n)
	for k := len(s) - 3; k > 0; k -= 3 {
		s = s[:k] + "," + s[k:]
	}
	return s
}

// percent is a share as whole per cent; never "100 %" for less than all, nor
// "0 %" for more than nothing.
func percent(share float64) string {
	n := int(share*100 + 0.5)
	switch {
	case share < 1 && n >= 100:
		n = 99
	case share > 0 && n <= 0:
		n = 1
	}
	return strconv.Itoa(n) + " %"
}

func mediaType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".js":
		return "text/javascript; charset=utf-8"
	}
	return "application/octet-stream"
}
