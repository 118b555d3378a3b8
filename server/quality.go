package server

import "context"

// A Quality is what measuring the program against hand-checked answers gave.
type Quality struct {
	Parts   []QualityPart
	Bins    []QualityBin
	Queries []QualityQuery
	Misses  []QualityMisses
}

// A QualityPart is the figures of one thing that was measured: "structure 002".
type QualityPart struct {
	Name    string
	Figures []QualityFigure
}

// A QualityFigure is one number. Better is +1 if more is better, −1 if less is,
// 0 if it only says how much was counted. Value is nil where nothing was.
type QualityFigure struct {
	Name   string
	Value  *float64
	Better int
}

// A QualityBin is the provisions of about one confidence: what they were given,
// and the share of them that is right. Both are nil where there is none.
type QualityBin struct {
	From, To          float64
	Provisions        int
	Right, Confidence *float64
}

// A QualityQuery is a judged query and how its answer was ranked, from 0 to 1.
type QualityQuery struct {
	Kind, Text string
	NDCG10     float64
	Hits       int
}

// QualityMisses are what is wrong behind the figures of one part.
type QualityMisses struct {
	Part  string
	Lines []string
}

// A Measurer says how good the program is. The first to ask waits for the
// measuring, which takes some seconds.
type Measurer interface {
	Quality(ctx context.Context) (*Quality, error)
}
