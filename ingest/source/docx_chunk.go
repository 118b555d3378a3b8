package source

import (
	"context"
	"io"
	"strings"
)

// maxEmbedded is how deep documents may stand in each other.
const maxEmbedded = 3

// chunk reads a document of another form that stands in the body as a whole, as
// programs that turn web pages into Word files embed them. Word shows it as
// paragraphs of the body.
func (r *docx) chunk(e *element) {
	name := r.rels[e.relation()]
	if name == "" || !r.parts.has(name) {
		r.nObjects++
		return
	}
	blocks, err := r.embedded(name)
	if err != nil {
		r.nObjects++
		return
	}
	most := 0
	for i := range blocks {
		if row := blocks[i].row; row != nil {
			row := *row
			most = max(most, row.table)
			row.table += r.table
			blocks[i].row = &row
		}
		blocks[i].pages = nil
		r.emit(blocks[i], nil)
	}
	r.table += most
}

// embedded are the blocks of the document in a part.
func (r *docx) embedded(name string) ([]block, error) {
	f, err := r.parts.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written to it
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	switch kind := Sniff(data); kind {
	case HTML:
		text, _, err := decodeHTML(data, "")
		if err != nil {
			return nil, err
		}
		return r.pageBlocks(readPage(r.ctx, text, nil))
	case Archive:
		a, err := unpackArchive(data)
		if err != nil {
			return nil, err
		}
		return r.pageBlocks(readPage(r.ctx, a.text, a.sheets))
	case DOCX:
		return r.embeddedWord(r.ctx, data)
	case Plain:
		return plainBlocks(data)
	}
	return nil, ErrUnsupported
}

// pageBlocks are the blocks of a page, and what was left out of it is told with what
// was left out of r.
func (r *docx) pageBlocks(p *page, err error) ([]block, error) {
	if err != nil {
		return nil, err
	}
	r.nHidden, r.nDel, r.nObjects = r.nHidden+p.nHidden, r.nDel+p.nDel, r.nObjects+p.nObjects
	return p.out, nil
}

func (r *docx) embeddedWord(ctx context.Context, data []byte) ([]block, error) {
	if r.depth >= maxEmbedded {
		return nil, ErrTooLarge
	}
	p, err := openParts(data)
	if err != nil {
		return nil, err
	}
	p.left = r.parts.left
	in, _, err := readWordBody(ctx, p, r.depth+1)
	r.parts.left = p.left
	if err != nil {
		return nil, err
	}
	r.nIns, r.nDel, r.nHidden, r.nObjects, r.nComments = r.nIns+in.nIns, r.nDel+in.nDel, r.nHidden+in.nHidden, r.nObjects+in.nObjects, r.nComments+in.nComments
	return inked(in.out), nil
}

// plainBlocks are the lines of a plain text.
func plainBlocks(data []byte) ([]block, error) {
	text, _, err := Decode(data)
	if err != nil {
		return nil, err
	}
	var out []block
	for s := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		out = append(out, block{text: clean(strings.TrimRight(s, " \t\r"))})
	}
	return inked(out), nil
}
