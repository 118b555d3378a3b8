package ingest

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

func extractPage(t *testing.T, body string) *corpus.Agreement {
	t.Helper()
	a, err := Extract(context.Background(), Input{Name: "page.html", Data: []byte("<html><body>" + body + "</body></html>")}, Options{})
	require.NoError(t, err)
	require.NoError(t, a.Validate())
	return a
}

// TestLeads: words in bold or underlined between a label and its text are its
// title, however they are written.
func TestLeads(t *testing.T) {
	a := extractPage(t, `<p><b>ARTICLE 1 LEAVES</b></p>
		<p><b>Section 1. Sick leave.</b> Each clerk earns 12 days a year.</p>
		<p>Section 2. <u>Leave for the bereaved</u>: Three days with pay.</p>
		<p><b>Section 3.</b> Each clerk keeps what was earned.</p>
		<p>Section 4. Nobody loses <b>any</b> leave.</p><p><b>ARTICLE 2 TERM</b></p><p>It ends on June 30, 2027.</p>`)
	titles := map[string]string{}
	for _, p := range a.Provisions {
		titles[p.ID] = p.Title
	}
	assert.Equal(t, "Sick leave", titles["art_1__sec_1"])
	assert.Equal(t, "Leave for the bereaved", titles["art_1__sec_2"])
	assert.Empty(t, titles["art_1__sec_3"])
	assert.Empty(t, titles["art_1__sec_4"])
	assert.Equal(t, "Three days with pay.", a.CleanText("art_1__sec_2").Text)
}

// TestMarkedHeads: where no number tells the articles, the page's headings do.
func TestMarkedHeads(t *testing.T) {
	words := "<p>" + strings.Repeat("The Employer shall give notice of it. ", 5) + "</p>"
	a := extractPage(t, "<h1>Clerks’ Handbook</h1><h2 id=rec>Recognition</h2>"+words+"<h2 id=lv>Leaves</h2>"+words+"<h3>Sick leave</h3>"+words+"<h3>Other leave</h3>"+words+"<h2>Pay</h2>"+words)
	var ids, anchors []string
	for _, p := range a.Provisions {
		ids, anchors = append(ids, p.ID), append(anchors, p.Anchor)
	}
	assert.Equal(t, []string{"cover", "art_recognition", "art_leaves", "art_leaves__sec_sick-leave", "art_leaves__sec_other-leave", "art_pay"}, ids)
	assert.Equal(t, []string{"", "rec", "lv", "", "", ""}, anchors)
	assert.Equal(t, "Clerks’ Handbook", a.Title)
}
