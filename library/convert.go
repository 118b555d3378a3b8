package library

import "github.com/clausebook/clausebook/corpus"

// store and agreement are the two ways between an agreement and its stored
// form. Every field has its line in both; a test fails on one that is lost.

func store(a *corpus.Agreement) *storedAgreement {
	s := &storedAgreement{
		Format: Format, ID: a.ID, Source: storedSource(a.Source), Text: a.Text,
		Title: a.Title, Kind: a.Kind, Employer: a.Employer, Union: a.Union, Unit: a.Unit,
		Effective: a.Effective, Expires: a.Expires, Truncated: a.Truncated,
		Pages: each(a.Pages, func(p corpus.Page) storedPage {
			return storedPage{p.Sheet, p.Label, spanOf(p.Span), p.Width, p.Height, p.Engine, p.OCR, p.OCRConfidence,
				each(p.Lines, func(l corpus.LineBox) storedLineBox { return storedLineBox{spanOf(l.Span), storeBox(l.Box), l.OCR} })}
		}),
		Provisions: each(a.Provisions, func(p corpus.Provision) storedProvision {
			return storedProvision{p.ID, p.Parent, p.Kind, p.Number, p.Title, p.Heading, spanOf(p.HeadingSpan), spanOf(p.Span),
				p.Citation, p.Page, p.Sheet, each(p.Boxes, storeBox), p.Confidence, p.OCR, p.Anchor, p.Tokens, p.TokensO200k}
		}),
		Contents: each(a.Contents, func(c corpus.ContentsEntry) storedContents {
			return storedContents{c.Number, c.Kind, c.Depth, c.Title, c.Page, spanOf(c.Span), c.Provision}
		}),
		Certificate: storedCertificate{
			a.Certificate.Entries, a.Certificate.Matched, a.Certificate.WithoutBody, a.Certificate.NotListed,
			each(a.Certificate.Gaps, func(g corpus.Gap) storedGap {
				return storedGap{g.Parent, g.After, g.Missing, g.Repeat, spanOf(g.Span)}
			}),
			a.Certificate.Score,
		},
		References: each(a.References, func(r corpus.CrossReference) storedReference {
			return storedReference{r.From, r.Raw, spanOf(r.Span), r.Status, r.Target, r.Candidates, r.Reason, (*storedAuthority)(r.Authority)}
		}),
		Terms: each(a.Terms, func(t corpus.Term) storedTerm {
			return storedTerm{t.Provision, t.Type, t.Value, t.Date, t.Unit, t.Per, t.Raw, spanOf(t.Span), t.Condition, t.Effective,
				t.DefinedBy, t.Doubt}
		}),
		Tables: each(a.Tables, func(t corpus.Table) storedTable {
			return storedTable{t.Provision, spanOf(t.Span), t.Title, t.Header, t.Rows}
		}),
		Furniture: each(a.Furniture, func(f corpus.Furniture) storedFurniture { return storedFurniture{f.Kind, spanOf(f.Span)} }),
		Hyphens:   each(a.Hyphens, func(h corpus.Hyphen) storedHyphen { return storedHyphen{spanOf(h.Span), h.Keep} }),
		Diagnostics: each(a.Diagnostics, func(d corpus.Diagnostic) storedDiagnostic {
			return storedDiagnostic{d.Code, d.Severity, d.Message, spanOf(d.Span)}
		}),
	}
	if a.FactSpans != nil {
		s.Facts = make(map[corpus.Fact]span, len(a.FactSpans))
		for f, at := range a.FactSpans {
			s.Facts[f] = spanOf(at)
		}
	}
	return s
}

func (s *storedAgreement) agreement() *corpus.Agreement {
	a := &corpus.Agreement{
		ID: s.ID, Source: corpus.Source(s.Source), Text: s.Text,
		Title: s.Title, Kind: s.Kind, Employer: s.Employer, Union: s.Union, Unit: s.Unit,
		Effective: s.Effective, Expires: s.Expires, Truncated: s.Truncated,
		Pages: each(s.Pages, func(p storedPage) corpus.Page {
			return corpus.Page{Sheet: p.Sheet, Label: p.Label, Span: p.Span.span(), Width: p.Width, Height: p.Height,
				Engine: p.Engine, OCR: p.OCR, OCRConfidence: p.OCRConfidence,
				Lines: each(p.Lines, func(l storedLineBox) corpus.LineBox {
					return corpus.LineBox{Span: l.Span.span(), Box: l.Box.box(), OCR: l.OCR}
				})}
		}),
		Provisions: each(s.Provisions, func(p storedProvision) corpus.Provision {
			return corpus.Provision{ID: p.ID, Parent: p.Parent, Kind: p.Kind, Number: p.Number, Title: p.Title, Heading: p.Heading,
				HeadingSpan: p.HeadingSpan.span(), Span: p.Span.span(), Citation: p.Citation, Page: p.Page, Sheet: p.Sheet,
				Boxes: each(p.Boxes, storedBox.box), Confidence: p.Confidence, OCR: p.OCR, Anchor: p.Anchor, Tokens: p.Tokens, TokensO200k: p.TokensO200k}
		}),
		Contents: each(s.Contents, func(c storedContents) corpus.ContentsEntry {
			return corpus.ContentsEntry{Number: c.Number, Kind: c.Kind, Depth: c.Depth, Title: c.Title, Page: c.Page,
				Span: c.Span.span(), Provision: c.Provision}
		}),
		Certificate: corpus.Certificate{
			Entries: s.Certificate.Entries, Matched: s.Certificate.Matched, WithoutBody: s.Certificate.WithoutBody,
			NotListed: s.Certificate.NotListed, Score: s.Certificate.Score,
			Gaps: each(s.Certificate.Gaps, func(g storedGap) corpus.Gap {
				return corpus.Gap{Parent: g.Parent, After: g.After, Missing: g.Missing, Repeat: g.Repeat, Span: g.Span.span()}
			}),
		},
		References: each(s.References, func(r storedReference) corpus.CrossReference {
			return corpus.CrossReference{From: r.From, Raw: r.Raw, Span: r.Span.span(), Status: r.Status, Target: r.Target,
				Candidates: r.Candidates, Reason: r.Reason, Authority: (*corpus.Authority)(r.Authority)}
		}),
		Terms: each(s.Terms, func(t storedTerm) corpus.Term {
			return corpus.Term{Provision: t.Provision, Type: t.Type, Value: t.Value, Date: t.Date, Unit: t.Unit, Per: t.Per,
				Raw: t.Raw, Span: t.Span.span(), Condition: t.Condition, Effective: t.Effective,
				DefinedBy: t.DefinedBy, Doubt: t.Doubt}
		}),
		Tables: each(s.Tables, func(t storedTable) corpus.Table {
			return corpus.Table{Provision: t.Provision, Span: t.Span.span(), Title: t.Title, Header: t.Header, Rows: t.Rows}
		}),
		Furniture: each(s.Furniture, func(f storedFurniture) corpus.Furniture {
			return corpus.Furniture{Kind: f.Kind, Span: f.Span.span()}
		}),
		Hyphens: each(s.Hyphens, func(h storedHyphen) corpus.Hyphen { return corpus.Hyphen{Span: h.Span.span(), Keep: h.Keep} }),
		Diagnostics: each(s.Diagnostics, func(d storedDiagnostic) corpus.Diagnostic {
			return corpus.Diagnostic{Code: d.Code, Severity: d.Severity, Message: d.Message, Span: d.Span.span()}
		}),
	}
	if s.Facts != nil {
		a.FactSpans = make(map[corpus.Fact]corpus.Span, len(s.Facts))
		for f, at := range s.Facts {
			a.FactSpans[f] = at.span()
		}
	}
	return a
}
