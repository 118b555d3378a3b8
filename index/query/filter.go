package query

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A Filter narrows the provisions that are searched.
type Filter struct {
	Field Field  `json:"field"`
	Value string `json:"value"`
}

// A Field is a name that can stand before a colon.
type Field string

// The fields of filters.
const (
	ByAgreement Field = "agreement" // an agreement's id
	ByEmployer  Field = "employer"
	ByUnion     Field = "union"
	ByUnit      Field = "unit"
	ByKind      Field = "kind"  // a provision's kind
	ByTopic     Field = "topic" // a topic's id
	ByArticle   Field = "article"
	InForce     Field = "in_force" // a date or a year in which the agreement is in force
)

// The fields of conditions: where words stand, and the agreement's dates.
const (
	InTitle   Field = "title"
	InText    Field = "text"
	Expires   Field = "expires"
	Effective Field = "effective"
)

// Fields lists the names that a filter can use.
func Fields() []Field {
	return []Field{ByAgreement, ByEmployer, ByUnion, ByUnit, ByKind, ByTopic, ByArticle, InForce}
}

// CheckFilter says what is wrong with f, or nothing: an unknown field, an
// unknown kind of provision, a date that is none, an empty value.
func CheckFilter(f Filter) error {
	switch {
	case !slices.Contains(Fields(), f.Field):
		return fmt.Errorf("no filter %q; there are %s", f.Field, fieldNames(Fields()))
	case strings.TrimSpace(f.Value) == "":
		return fmt.Errorf("filter %s has no value", f.Field)
	case f.Field == ByKind && !slices.Contains(corpus.Kinds(), corpus.Kind(f.Value)):
		return fmt.Errorf("no kind of provision %q; there are %s", f.Value, kindNames())
	case f.Field == InForce:
		if _, _, ok := dates(f.Value); !ok {
			return fmt.Errorf("in_force %q is not a date like 2014-01-31, nor a year", f.Value)
		}
	}
	return nil
}

// Dates is the first and the last day that a date, a month or a year names:
// "2014-06" is 2014-06-01 and 2014-06-30.
func Dates(text string) (first, last corpus.Date, ok bool) { return dates(text) }

func dates(text string) (first, last corpus.Date, ok bool) {
	switch len(text) {
	case len("2014"):
		first, last = corpus.Date(text+"-01-01"), corpus.Date(text+"-12-31")
	case len("2014-06"):
		first = corpus.Date(text + "-01")
		t, err := first.Time()
		if err != nil {
			return "", "", false
		}
		last = corpus.Date(t.AddDate(0, 1, -1).Format("2006-01-02"))
	default:
		first, last = corpus.Date(text), corpus.Date(text)
	}
	if _, err := first.Time(); err != nil {
		return "", "", false
	}
	return first, last, true
}

func fieldNames(fields []Field) string {
	var names []string
	for _, f := range fields {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func kindNames() string {
	var names []string
	for _, k := range corpus.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// fieldOf is the field that name stands for, or "".
func fieldOf(name string) Field {
	f := Field(strings.ReplaceAll(strings.ToLower(name), "-", "_"))
	switch f {
	case "in_force_on", "inforce":
		return InForce
	}
	if slices.Contains(allFields(), f) {
		return f
	}
	return ""
}

// allFields lists what can stand before a colon.
func allFields() []Field { return append(Fields(), InTitle, InText, Expires, Effective) }
