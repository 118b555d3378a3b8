//go:build e2e

package e2e_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A try is one task done in the browser, with what it took.
type try struct {
	*tab
	clicks, keys int
	began        time.Time
}

func begin(t *testing.T) *try {
	tab := open(t, light())
	tab.visit("/")
	return &try{tab: tab, began: time.Now()}
}

func (y *try) follow(selector string) {
	y.clicks++
	y.tab.follow(selector)
}

// types gives words to a box and sends them.
func (y *try) types(selector, words string) {
	y.tb.Helper()
	y.keys += len(words) + 1
	y.do(chromedp.SendKeys(chromedp.CSS(selector), words))
	_, err := chromedp.RunResponse(y.ctx, chromedp.KeyEvent(kb.Enter))
	require.NoError(y.tb, err)
}

// chooses takes an option of a list: a click to open it, one to take it.
func (y *try) chooses(selector, value string) {
	y.tb.Helper()
	y.clicks += 2
	eval[bool](y.tab, fmt.Sprintf(`(() => { const s = document.querySelector(%q); s.value = %q; s.dispatchEvent(new Event("change")); return s.value === %q; })()`, selector, value, value))
}

func (y *try) done(name string) {
	fmt.Printf("task: %-60s clicks %d, keys %d, %.1f s\n", name, y.clicks, y.keys, time.Since(y.began).Seconds())
	y.quiet()
}

// TestTasks does five things that people come for, by the way a newcomer would
// find, and prints what each took: docs/usability.md has the figures.
func TestTasks(t *testing.T) {
	t.Run("time to file a grievance", func(t *testing.T) {
		y := begin(t)
		y.follow(`nav a[href="/compare"]`)
		y.waits(`!document.getElementById("typing").classList.contains("late")`)
		y.types("#type", "filing a grievance")
		values := eval[[]string](y.tab, `[...document.querySelectorAll(".cell.stated")].map(c => c.querySelector(".values strong")?.textContent ?? "")`)
		assert.GreaterOrEqual(t, len(values), 3)
		for _, v := range values {
			assert.Contains(t, v, "day")
		}
		y.done("how long one has to file a grievance, in each contract")
	})
	t.Run("two versions", func(t *testing.T) {
		const old = "AGREEMENT between the Town of Quay and Local 3\n\nARTICLE 1 PAY\n\nSection 1. Employees are paid $12.50 an hour.\nSection 2. Shift pay is 5 percent.\n\nARTICLE 2 LEAVE\n\nSection 1. Leave is ten (10) days.\n"
		for id, text := range map[string]string{"quay-2020": old, "quay-2023": strings.Replace(strings.Replace(old, "$12.50", "$14.00", 1), "ARTICLE 2 LEAVE", "ARTICLE 2 SAFETY\n\nSection 1. Boots are given.\n\nARTICLE 3 LEAVE", 1)} {
			answer, err := http.Post(on.base+"/api/v1/agreements?id="+id+"&name="+url.QueryEscape(id+".txt"), "text/plain", strings.NewReader(text))
			require.NoError(t, err)
			_, err = io.Copy(io.Discard, answer.Body)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
		}
		y := begin(t)
		y.follow(`nav a[href="/compare"]`)
		y.follow(`a[href="/compare/versions"]`)
		y.chooses("#old", "quay-2020")
		y.chooses("#new", "quay-2023")
		y.follow(`form.picker button`)
		assert.Contains(t, y.text(".sides"), "$14.00")
		assert.Contains(t, y.text("ul.chips"), "Renumbered")
		y.done("what changed between two versions")
	})
	t.Run("three references", func(t *testing.T) {
		y := begin(t)
		y.types(`input[name="q"]`, "MCO art 12 sec L")
		y.follow(".hit h2 a")
		seen := map[string]bool{y.path(): true}
		for range 3 {
			// Past "this Article": where one has not been.
			next := eval[string](y.tab, fmt.Sprintf(`[...document.querySelectorAll(".text a.ref.resolved")].map(a => a.getAttribute("href")).find(h => !%s.includes(h)) ?? ""`, keysOf(seen)))
			if !assert.NotEmpty(t, next, "no reference leads on from %s", y.path()) {
				break
			}
			y.follow(`.text a.ref[href="` + next + `"]`)
			seen[y.path()] = true
		}
		assert.Len(t, seen, 4)
		y.done("a chain of three references")
	})
	t.Run("layoff as Word", func(t *testing.T) {
		y := begin(t)
		y.follow(`nav a[href="/compare"]`)
		y.waits(`!document.getElementById("typing").classList.contains("late")`)
		y.types("#type", "layoff")
		href := eval[string](y.tab, `document.querySelector('.exports a[href*="format=docx"]').href`)
		y.clicks++
		answer, err := http.Get(href)
		require.NoError(t, err)
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		assert.True(t, strings.HasPrefix(string(body), "PK"))
		y.done("a table on layoff as a Word file")
	})
	t.Run("citations that lead nowhere", func(t *testing.T) {
		y := begin(t)
		y.follow(`nav a[href="/audit"]`)
		y.chooses("#agreement", "mco-security-2014")
		y.follow(`form.filters button`)
		y.follow(`.chip[href*="kind=dangling"]`)
		assert.Positive(t, eval[int](y.tab, `document.querySelectorAll(".findings tbody tr").length`))
		y.done("which citations of an agreement lead nowhere")
	})
}

func keysOf(m map[string]bool) string {
	var all []string
	for k := range m {
		all = append(all, fmt.Sprintf("%q", k))
	}
	return "[" + strings.Join(all, ",") + "]"
}
