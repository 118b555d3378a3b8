package corpus

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSpan(t *testing.T) {
	tests := []struct {
		name               string
		s, t               Span
		contains, overlaps bool
	}{
		{"same", Span{2, 5}, Span{2, 5}, true, true},
		{"inside", Span{2, 9}, Span{3, 5}, true, true},
		{"around", Span{3, 5}, Span{2, 9}, false, true},
		{"sticks out behind", Span{2, 5}, Span{4, 6}, false, true},
		{"sticks out before", Span{2, 5}, Span{1, 3}, false, true},
		{"touches behind", Span{2, 5}, Span{5, 7}, false, false},
		{"touches before", Span{2, 5}, Span{0, 2}, false, false},
		{"apart", Span{2, 5}, Span{8, 9}, false, false},
		{"empty inside", Span{2, 5}, Span{3, 3}, true, true},
		{"empty at the end", Span{2, 5}, Span{5, 5}, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.contains, tt.s.Contains(tt.t), "%v.Contains(%v)", tt.s, tt.t)
			assert.Equal(t, tt.overlaps, tt.s.Overlaps(tt.t), "%v.Overlaps(%v)", tt.s, tt.t)
		})
	}
	assert.Equal(t, 3, Span{2, 5}.Len())
	assert.True(t, Span{}.IsZero())
	assert.False(t, Span{0, 1}.IsZero())
	assert.False(t, Span{1, 1}.IsZero(), "an empty span at a place is a place")
}

// small is an agreement of seven provisions, two levels of furniture-free text:
// what the tests of Tree ask about.
//
//	art_1            ARTICLE 1 …
//	  art_1__sec_A   A. …
//	    …__para_1    1. …
//	    …__para_2    2. …
//	  art_1__sec_B   B. …
//	art_2            ARTICLE 2 …
//	  art_2__sec_A   A. …
func small() *Agreement {
	a := &Agreement{Text: "Cover.\n\nARTICLE 1\nOpening words.\nA. First\n1. one\n2. two\nB. Second\n\nARTICLE 2\nA. Third\n"}
	add := func(id, parent string, kind Kind, heading, through string) {
		start := strings.Index(a.Text, heading)
		if id == "art_2__sec_A" {
			start = strings.LastIndex(a.Text, heading)
		}
		end := strings.Index(a.Text, through) + len(through)
		a.Provisions = append(a.Provisions, Provision{ID: id, Parent: parent, Kind: kind, Span: Span{start, end},
			HeadingSpan: Span{start, start + len(heading)}, Heading: heading, Confidence: 1})
	}
	add("cover", "", Other, "Cover.", "Cover.")
	add("art_1", "", Article, "ARTICLE 1", "Second")
	add("art_1__sec_A", "art_1", Section, "A.", "two")
	add("art_1__sec_A__para_1", "art_1__sec_A", Paragraph, "1.", "one")
	add("art_1__sec_A__para_2", "art_1__sec_A", Paragraph, "2.", "two")
	add("art_1__sec_B", "art_1", Section, "B.", "Second")
	add("art_2", "", Article, "ARTICLE 2", "Third")
	add("art_2__sec_A", "art_2", Section, "A.", "Third")
	return a
}

func TestSmallIsValid(t *testing.T) { require.NoError(t, small().Validate()) }

func TestTree(t *testing.T) {
	a := small()
	tree := NewTree(a)
	ids := func(is []int) []string {
		out := []string{}
		for _, i := range is {
			out = append(out, a.Provisions[i].ID)
		}
		return out
	}
	assert.Same(t, a, tree.Agreement())
	assert.Equal(t, []string{"cover", "art_1", "art_2"}, ids(tree.Top()))

	tests := []struct {
		id       string
		children []string
		path     []string
		own      []string // the pieces of its own text
	}{
		{"cover", []string{}, []string{"cover"}, nil},
		{"art_1", []string{"art_1__sec_A", "art_1__sec_B"}, []string{"art_1"}, []string{"\nOpening words.\n", "\n"}},
		{"art_1__sec_A", []string{"art_1__sec_A__para_1", "art_1__sec_A__para_2"}, []string{"art_1", "art_1__sec_A"}, []string{" First\n", "\n"}},
		{"art_1__sec_A__para_2", []string{}, []string{"art_1", "art_1__sec_A", "art_1__sec_A__para_2"}, []string{" two"}},
		{"art_1__sec_B", []string{}, []string{"art_1", "art_1__sec_B"}, []string{" Second"}},
		{"art_2", []string{"art_2__sec_A"}, []string{"art_2"}, []string{"\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			i := tree.Find(tt.id)
			require.GreaterOrEqual(t, i, 0)
			assert.Same(t, &a.Provisions[i], tree.Provision(tt.id))
			assert.Equal(t, tt.children, ids(tree.Children(i)))
			assert.Equal(t, tt.path, ids(tree.Path(i)))
			up := tree.Ancestors(i)
			require.Len(t, up, len(tt.path)-1)
			for k, j := range up { // nearest first
				assert.Equal(t, tt.path[len(tt.path)-2-k], a.Provisions[j].ID)
			}
			want := -1
			if len(up) > 0 {
				want = up[0]
			}
			assert.Equal(t, want, tree.Parent(i))
			var own []string
			for _, s := range tree.Own(i) {
				own = append(own, a.Text[s.Start:s.End])
			}
			assert.Equal(t, tt.own, own)
		})
	}
	assert.Equal(t, -1, tree.Find("art_3"))
	assert.Nil(t, tree.Provision("art_3"))
	assert.Nil(t, a.CleanText("art_3"))
	assert.Equal(t, "Opening words.", a.CleanText("art_1").Text)
}

func TestTreeAt(t *testing.T) {
	a := small()
	tree := NewTree(a)
	tests := []struct {
		name string
		pos  int
		want string // empty: no provision
	}{
		{"first byte", 0, "cover"},
		{"between two on top", strings.Index(a.Text, "\n\nARTICLE 1"), ""},
		{"first byte of a heading", strings.Index(a.Text, "ARTICLE 1"), "art_1"},
		{"own text", strings.Index(a.Text, "Opening"), "art_1"},
		{"deepest", strings.Index(a.Text, "two"), "art_1__sec_A__para_2"},
		{"last byte of the deepest", strings.Index(a.Text, "two") + 2, "art_1__sec_A__para_2"},
		{"just past the deepest", strings.Index(a.Text, "two") + 3, "art_1"},
		{"between two items", strings.Index(a.Text, "one") + 3, "art_1__sec_A"},
		{"past the end", len(a.Text), ""},
		{"before the start", -1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if i := tree.At(tt.pos); i >= 0 {
				got = a.Provisions[i].ID
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestTreeUnknownParent(t *testing.T) {
	a := small()
	a.Provisions[2].Parent = "art_9"
	tree := NewTree(a)
	assert.Equal(t, -1, tree.Parent(2), "a provision with an unknown parent stands at the top")
	assert.Contains(t, tree.Top(), 2)
	require.Error(t, a.Validate())
}
