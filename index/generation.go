package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"

	"github.com/clausebook/clausebook/corpus"
)

// format is the version of the index's form: of its fields, of how words are
// made, of meta. Any change to one of them takes the next number; an index of
// another number is built anew.
const format = 12

const metaName = "GENERATION.json"

// A meta is what a generation says of itself.
type meta struct {
	Format     int                `json:"format"`
	Library    string             `json:"library"` // version
	Topics     string             `json:"topics"`
	Documents  uint64             `json:"documents"`
	Agreements map[string]indexed `json:"agreements"`
	Files      map[string]int64   `json:"files"` // sizes: a truncated one shows
}

// An indexed is what is known of an agreement without reading it.
type indexed struct {
	Fingerprint string               `json:"fingerprint"`
	Source      string               `json:"source"`
	Title       string               `json:"title"`
	Kind        corpus.AgreementKind `json:"kind"`
	Employer    string               `json:"employer,omitempty"`
	Union       string               `json:"union,omitempty"`
	Unit        string               `json:"unit,omitempty"`
	Effective   corpus.Date          `json:"effective,omitempty"`
	Expires     corpus.Date          `json:"expires,omitempty"`
	Unreadable  string               `json:"unreadable,omitempty"` // why it is not searched
}

// A generation is an index as it was built once; it is only read.
type generation struct {
	dir    string
	own    bool // in a temporary folder, deleted with the last hold
	meta   meta
	engine bleve.Index
	lists  *lists
	names  []corpus.AgreementName // by id
	// parties are the names of those that are agreements of parties, with their
	// titles, and ids made of them, left out.
	parties []corpus.AgreementName
	// What both are called by, worked out when it is first asked for.
	nameWords, partyWords func() *corpus.AgreementNames
	unreadable            []string // what is said of agreements that are not searched
	atlas                 *atlas

	mu    sync.Mutex
	holds int

	lib Library
	lex *lexicon

	suggests   atomic.Bool // titles were asked for
	titlesOnce sync.Once
	titles     []suggestible
	titlesErr  error
}

func (g *generation) hold() {
	g.mu.Lock()
	g.holds++
	g.mu.Unlock()
}

// release gives a hold up; the last closes the generation.
func (g *generation) release() error {
	g.mu.Lock()
	g.holds--
	last := g.holds == 0
	g.mu.Unlock()
	if !last {
		return nil
	}
	err := errors.Join(g.lists.close(), g.engine.Close())
	if g.own {
		err = errors.Join(err, os.RemoveAll(g.dir))
	}
	return err
}

// errUnusable says that a generation cannot be used and why; another is built.
var errUnusable = errors.New("not usable")

func readMeta(dir string) (meta, error) {
	var m meta
	data, err := os.ReadFile(filepath.Join(dir, metaName))
	if err != nil {
		return m, fmt.Errorf("%w: %w", errUnusable, err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("%s: %w: %w", dir, errUnusable, err)
	}
	if m.Format != format {
		return m, fmt.Errorf("%s: %w: format %d, want %d", dir, errUnusable, m.Format, format)
	}
	return m, nil
}

// sizes lists the files of a generation, by path below dir.
func sizes(dir string) (map[string]int64, error) {
	out := map[string]int64{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == metaName {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		out[filepath.ToSlash(rel)] = info.Size()
		return err
	})
	return out, err
}

// openGeneration opens the generation in dir for reading. Whatever is wrong
// with it, a panic of the engine included, is errUnusable.
func openGeneration(dir string, m meta) (g *generation, err error) {
	defer func() {
		if r := recover(); r != nil {
			g, err = nil, fmt.Errorf("%s: %w: %v", dir, errUnusable, r)
		}
	}()
	have, err := sizes(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", dir, errUnusable, err)
	}
	for name, size := range m.Files {
		if have[name] != size {
			return nil, fmt.Errorf("%s: %w: %s has %d bytes, want %d", dir, errUnusable, name, have[name], size)
		}
	}
	engine, err := openEngine(dir, true)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", dir, errUnusable, err)
	}
	count, err := engine.DocCount()
	if err != nil || count != m.Documents {
		return nil, errors.Join(fmt.Errorf("%s: %w: %d documents, want %d", dir, errUnusable, count, m.Documents), err, engine.Close())
	}
	table, err := openWordTable(dir)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w: %w", dir, errUnusable, err), engine.Close())
	}
	lists, err := newLists(engine)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w: %w", dir, errUnusable, err), engine.Close())
	}
	g = &generation{dir: dir, meta: m, engine: engine, lists: lists, lex: &lexicon{wordTable: table, documents: int(m.Documents)}, atlas: &atlas{dir: dir}, holds: 1}
	for _, id := range sortedKeys(m.Agreements) {
		a := m.Agreements[id]
		n := corpus.AgreementName{ID: id, Title: a.Title, Employer: a.Employer, Union: a.Union, Unit: a.Unit, Source: a.Source}
		g.names = append(g.names, n)
		if a.Kind == corpus.KindAgreement && a.Unreadable == "" {
			n.Title = ""
			g.parties = append(g.parties, n)
		}
		if a.Unreadable != "" {
			g.unreadable = append(g.unreadable, fmt.Sprintf("%s is not searched: %s", id, a.Unreadable))
		}
	}
	g.nameWords = sync.OnceValue(func() *corpus.AgreementNames { return corpus.NewAgreementNames(g.names) })
	g.partyWords = sync.OnceValue(func() *corpus.AgreementNames { return corpus.NewAgreementNames(g.parties) })
	return g, nil
}

func openEngine(dir string, readOnly bool) (bleve.Index, error) {
	config := map[string]any{"bolt_timeout": "2s", "scorchMergePlanOptions": leftAlone()}
	if readOnly {
		config["read_only"] = true
	}
	return bleve.OpenUsing(filepath.Join(dir, "bleve"), config)
}
