//go:build e2e

package e2e_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func light() look { return looks()[0] }
func phone() look { return looks()[2] }

// ask types a question into the box and sends it.
func (t *tab) ask(question string) {
	t.tb.Helper()
	t.do(chromedp.SendKeys(chromedp.CSS(`input[name="q"]`), question))
	_, err := chromedp.RunResponse(t.ctx, chromedp.KeyEvent(kb.Enter))
	require.NoError(t.tb, err)
}

// From words to the clause, along a reference, and back again.
func TestSearchClauseReferenceBack(t *testing.T) {
	tab := open(t, light())
	tab.visit("/")
	tab.ask("time limits grievance")
	assert.Contains(t, tab.path(), "/search?q=time+limits+grievance")
	assert.NotEmpty(t, tab.text(".hit mark"))
	tab.follow(".hit h2 a")
	clause := tab.path()
	assert.Contains(t, clause, "/agreements/")
	require.NotEmpty(t, tab.text("h1"))

	tab.visit("/agreements/mco-security-2014/art_12__sec_L")
	start := tab.path()
	tab.follow(".text a.ref.resolved")
	assert.NotEqual(t, start, tab.path(), "the reference leads on")
	assert.Contains(t, tab.path(), "/agreements/mco-security-2014/art_")
	eval[bool](tab, `setTimeout(() => history.back(), 0), true`)
	// The page changes under the question where it is: it is asked from outside.
	assert.Eventually(t, func() bool { return tab.path() == start }, 20*time.Second, 100*time.Millisecond, "back is back")
	tab.quiet()
}

// A citation goes straight to its place.
func TestCitation(t *testing.T) {
	tab := open(t, light())
	tab.visit("/")
	tab.ask("517M art 9 sec C")
	assert.Contains(t, tab.text(".understood"), "As a citation")
	first := tab.text(".hit h2")
	assert.Contains(t, first, "Article 9, Section C")
	tab.follow(".hit h2 a")
	assert.Contains(t, tab.path(), "/art_9__sec_C")
	tab.quiet()
}

// Suggestions are chosen by the arrows, and the page is the clause's or topic's.
func TestSuggestions(t *testing.T) {
	tab := open(t, light())
	tab.visit("/")
	tab.waits(`document.querySelector('input[name="q"]').getAttribute("role") === "combobox"`)
	tab.do(chromedp.SendKeys(chromedp.CSS(`input[name="q"]`), "bereave"))
	tab.waits(`document.querySelectorAll(".suggest li").length > 0`)
	tab.shoot("suggestions-light")
	tab.do(chromedp.KeyEvent(kb.ArrowDown))
	tab.waits(`document.querySelector('.suggest li[aria-selected="true"]') !== null`)
	_, err := chromedp.RunResponse(tab.ctx, chromedp.KeyEvent(kb.Enter))
	require.NoError(t, err)
	assert.NotEqual(t, "/", tab.path())
	tab.quiet()
}

// A topic is found by typing, compared, and taken along as a file.
func TestCompareAndExport(t *testing.T) {
	tab := open(t, light())
	tab.visit("/compare")
	tab.waits(`!document.getElementById("typing").classList.contains("late")`)
	tab.do(chromedp.SendKeys(chromedp.CSS("#type"), "layoff notice"))
	tab.waits(`[...document.querySelectorAll(".groups li")].filter(li => li.offsetParent).length < 10`)
	tab.shoot("topics-typed-light")
	_, err := chromedp.RunResponse(tab.ctx, chromedp.KeyEvent(kb.Enter))
	require.NoError(t, err)
	assert.Contains(t, tab.path(), "/compare?topic=")
	assert.GreaterOrEqual(t, eval[int](tab, `document.querySelectorAll(".cell").length`), 4)
	tab.click(".values summary")
	assert.NotEmpty(t, tab.text(".values details[open] q"))
	for form, magic := range map[string]string{"docx": "PK", "xlsx": "PK", "csv": "", "html": "<!"} {
		href := eval[string](tab, `document.querySelector('.exports a[href*="format=`+form+`"]').href`)
		answer, err := http.Get(href)
		require.NoError(t, err)
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		assert.Equal(t, 200, answer.StatusCode, form)
		assert.True(t, strings.HasPrefix(string(body), magic), form)
		assert.Contains(t, answer.Header.Get("Content-Disposition"), form)
	}
	// Saved under a name, it is on the page of topics.
	tab.click(".save button")
	tab.visit("/compare")
	tab.waits(`!document.getElementById("saved").hidden`)
	tab.quiet()
}

// Clauses picked on two pages are set side by side.
func TestTray(t *testing.T) {
	tab := open(t, light())
	for _, path := range []string{"/agreements/mco-security-2014/art_9__sec_C", "/agreements/mpes-scientific-and-engineering-2008/art_9__sec_D"} {
		tab.visit(path)
		tab.waits(`document.querySelector("h1 button[data-pick]") !== null`)
		tab.click("h1 button[data-pick]")
	}
	tab.waits(`document.querySelector(".tray a.button[href]") !== null`)
	tab.shoot("tray-light")
	tab.follow(".tray a.button")
	assert.Contains(t, tab.path(), "/compare/text?clause=")
	assert.Positive(t, eval[int](tab, `document.querySelectorAll(".sides tbody tr").length`))
	tab.quiet()
}

// What a reference leads to is seen before one goes there, on focus too.
func TestPreview(t *testing.T) {
	tab := open(t, light())
	tab.visit("/agreements/mco-security-2014/art_12__sec_L")
	tab.waits(`document.getElementById("preview") !== null`)
	eval[bool](tab, `document.querySelector(".text a.ref.resolved").focus(), true`)
	tab.waits(`!document.getElementById("preview").hidden`)
	assert.NotEmpty(t, tab.text("#preview p"))
	tab.shoot("preview-light")
	tab.do(chromedp.KeyEvent(kb.Escape))
	tab.waits(`document.getElementById("preview").hidden`)
	tab.quiet()
}

// A PDF made here is handed in; its clause is framed on its page.
func TestUpload(t *testing.T) {
	file := filepath.Join(t.TempDir(), "made here.pdf")
	require.NoError(t, os.WriteFile(file, madePDF(), 0o644))
	broken := filepath.Join(t.TempDir(), "broken.pdf")
	require.NoError(t, os.WriteFile(broken, []byte("%PDF-1.4\nnothing here"), 0o644))
	tab := open(t, light())
	tab.visit("/")
	tab.waits(`document.querySelector(".drop") !== null`)
	tab.do(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{file, broken}))
	tab.waits(`document.readyState === "complete"`)
	time.Sleep(300 * time.Millisecond) // for the module that takes the form over
	tab.click("#upload button")
	tab.waits(`document.querySelector("#jobs li a") !== null`)
	tab.waits(`document.querySelector("#jobs .bad") !== null`)
	assert.Contains(t, tab.text("#jobs .bad"), "broken.pdf", "the error names the file")
	tab.shoot("upload-light")
	tab.follow("#jobs li a")
	assert.NotEmpty(t, tab.text("h1"))
	tab.follow(`.outline a[href*="art_2"]`)
	assert.Contains(t, tab.text(".text"), "bereavement")
	src := eval[string](tab, `document.querySelector("img.sheet").src`)
	answer, err := http.Get(src)
	require.NoError(t, err)
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	assert.Contains(t, string(body), `stroke="#15803d"`, "the clause is framed on its page")
	eval[bool](tab, `document.querySelector("img.sheet").scrollIntoView(), true`)
	tab.waits(`document.querySelector("img.sheet").complete && document.querySelector("img.sheet").naturalWidth > 0`)
	tab.shoot("uploaded-clause-light")
	tab.follow(`a[href*="view=page"]`)
	tab.waits(`[...document.querySelectorAll("img.sheet")].every(i => i.complete)`)
	tab.shoot("text-beside-page-light")
	tab.quiet()
}

// Everything without a mouse: skip to the text, along the headings' links, and
// the search box by its key.
func TestKeyboard(t *testing.T) {
	tab := open(t, light())
	tab.visit("/agreements/mco-security-2014/art_9")
	tab.do(chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "Skip to the text", eval[string](tab, `document.activeElement.textContent`))
	tab.do(chromedp.KeyEvent(kb.Enter))
	assert.Equal(t, "main", eval[string](tab, `document.activeElement.id`))
	tab.do(chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "A", eval[string](tab, `document.activeElement.tagName`))
	assert.NotEqual(t, "none", eval[string](tab, `getComputedStyle(document.activeElement).outlineStyle`), "the focus is seen")
	tab.do(chromedp.KeyEvent("/"))
	tab.waits(`document.activeElement.name === "q"`)
	eval[bool](tab, `document.activeElement.value = "", true`) // the driver's key is typed into the box as well
	tab.do(chromedp.KeyEvent("layoff"))
	_, err := chromedp.RunResponse(tab.ctx, chromedp.KeyEvent(kb.Enter))
	require.NoError(t, err)
	assert.Contains(t, tab.path(), "/search?q=layoff")
	tab.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	tab.quiet()
}

// Reading and searching on a phone, by touch sizes and without sideways scrolling.
func TestPhone(t *testing.T) {
	tab := open(t, phone())
	tab.visit("/")
	tab.ask("overtime")
	tab.follow(".hit h2 a")
	assert.Empty(t, eval[string](tab, overflowing))
	small := eval[int](tab, `[...document.querySelectorAll("nav[aria-label=Main] a")].filter(a => a.getBoundingClientRect().height < 24).length`)
	assert.Zero(t, small, "links of the navigation that a finger misses")
	tab.quiet()
}

// The switch turns light to dark and is remembered.
func TestTheme(t *testing.T) {
	tab := open(t, light())
	tab.visit("/")
	before := eval[string](tab, `getComputedStyle(document.body).backgroundColor`)
	tab.waits(`!document.getElementById("theme").hidden`)
	tab.click("#theme")
	tab.visit("/help")
	assert.NotEqual(t, before, eval[string](tab, `getComputedStyle(document.body).backgroundColor`))
	tab.quiet()
}
