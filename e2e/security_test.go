//go:build e2e

package e2e_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Words of a contract that would run if a page let them: in the title, in the
// parties, in headings, in the text, in the contents list, in the file's name.
// They are shown on every page, and nothing runs.
func TestNothingRuns(t *testing.T) {
	const attack = `<script>window.ran=1</script><img src=x onerror="window.ran=1">`
	text := "AGREEMENT " + attack + "\nbetween the Town of " + attack + " Harbor and Local 9 " + attack + "\n\nCONTENTS\nArticle 1 Pay " + attack + " 1\nArticle 2 Leave " + attack + " 2\n\n" +
		"ARTICLE 1 PAY " + attack + "\n\nSection 1. Employees " + attack + " are paid $12.50 " + attack + " an hour, see Section 9 " + attack + " and Article 2.\n" +
		"Section 2. Zebra bonus " + attack + " is 5 percent.\n\nARTICLE 2 LEAVE " + attack + "\n\nSection 1. Leave " + attack + " is ten (10) days, as Public Act 7 of 1999 " + attack + " says.\n"
	answer, err := http.Post(on.base+"/api/v1/agreements?id=attack&name="+url.QueryEscape(attack+".txt"), "text/plain", strings.NewReader(text))
	require.NoError(t, err)
	var said bytes.Buffer
	_, err = said.ReadFrom(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.Contains(t, said.String(), `"event":"done"`, said.String())
	tab := open(t, light())
	shown := 0
	for _, path := range []string{
		"/", "/?name=" + url.QueryEscape(attack), "/search?q=zebra+bonus", "/search?q=" + url.QueryEscape(attack), "/agreements/attack", "/agreements/attack?view=certificate",
		"/agreements/attack/art_1", "/agreements/attack/art_1?values=true&with=2", "/agreements/attack/art_2", "/audit?agreement=attack",
		"/compare?words=zebra+bonus", "/compare?words=" + url.QueryEscape(attack), "/compare/text?clause=attack/art_1&clause=attack/art_2",
		"/compare/versions?old=attack&new=attack&change=same", "/compare/wording?clause=attack/art_1", "/" + url.PathEscape(attack), "/search?q=x&" + url.QueryEscape(attack) + "=1",
	} {
		tab.visit(path)
		assert.Nil(t, eval[*int](tab, `window.ran ?? null`), "something ran on %s", path)
		assert.Zero(t, eval[int](tab, `[...document.querySelectorAll("main script, main img:not(.sheet), main iframe")].length`), path)
		if eval[bool](tab, `document.body.textContent.includes("<script>window.ran")`) {
			shown++
		}
	}
	assert.Greater(t, shown, 8, "the attack was hardly shown: was it left out?")
	tab.quiet()
	// The policy stops what would get past the escaping.
	tab.visit("/")
	eval[bool](tab, `document.body.insertAdjacentHTML("beforeend", '<img src=/nope.png onerror="window.ran=1"><p style="color:red" id=styled>x</p>'), true`)
	eval[bool](tab, `(() => { const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.body.append(s); return true; })()`)
	assert.Nil(t, eval[*int](tab, `new Promise(r => setTimeout(() => r(window.ran ?? null), 300))`), "inline script ran")
	assert.NotEqual(t, "rgb(255, 0, 0)", eval[string](tab, `getComputedStyle(document.getElementById("styled")).color`), "inline style applied")
}

// Reading and searching work without JavaScript.
func TestWithoutScripts(t *testing.T) {
	tab := open(t, light())
	send(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tab.visit("/")
	tab.do(chromedp.SendKeys(chromedp.CSS(`input[name="q"]`), "overtime"))
	tab.follow(`form.find button`)
	tab.follow(".hit h2 a")
	assert.Contains(t, tab.path(), "/agreements/")
	tab.visit("/compare?topic=bereavement-leave")
	assert.NotEmpty(t, tab.text(".cell h2"))
	tab.quiet()
}
