//go:build e2e

package e2e_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An address is a page of the site in one state.
type address struct{ name, path string }

// addresses is every page, and the states of it that look different.
func addresses() []address {
	return []address{
		{"home", "/"},
		{"home-narrowed", "/?name=michigan&kind=agreement"},
		{"search", "/search?q=bereavement+leave"},
		{"search-question", "/search?q=how+long+do+I+have+to+file+a+grievance%3F"},
		{"search-citation", "/search?q=517M+art+9+sec+C"},
		{"search-typo", "/search?q=berevement"},
		{"search-nothing", "/search?q=stock+options"},
		{"search-empty", "/search"},
		{"agreement", "/agreements/mco-security-2014"},
		{"agreement-cut-off", "/agreements/mpes-scientific-and-engineering-2008"},
		{"agreement-excerpt", "/agreements/article-22-economics"},
		{"article", "/agreements/mco-security-2014/art_9"},
		{"provision", "/agreements/mco-security-2014/art_9__sec_C"},
		{"certificate", "/agreements/mpes-scientific-and-engineering-2008?view=certificate"},
		{"values", "/agreements/article-22-economics/art_22__sec_1?values=true"},
		{"audit", "/audit"},
		{"audit-kind", "/audit?kind=dangling&agreement=mco-security-2014"},
		{"quality", "/quality"},
		{"help", "/help"},
		{"compare", "/compare"},
		{"compare-topic", "/compare?topic=grievance-filing-deadline"},
		{"compare-words", "/compare?words=weekend+bonus"},
		{"matrix", "/compare/matrix?group=leaves"},
		{"matrix-differences", "/compare/matrix?group=discipline&differences=true"},
		{"compare-text", "/compare/text?clause=mco-security-2014/art_9__sec_D&clause=mpes-scientific-and-engineering-2008/art_9__sec_D"},
		{"versions", "/compare/versions?old=mpes-scientific-and-engineering-2008&new=mco-security-2014"},
		{"editions", "/compare/versions"},
		{"wording", "/compare/wording?clause=mco-security-2014/art_9__sec_D"},
		{"not-found", "/agreements/nope"},
		{"bad-request", "/search?q=sick&limit=many"},
	}
}

// TestPages looks at every page as each reader would: nothing overflows, nothing
// complains, nothing moves, and axe finds no barrier.
func TestPages(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(*tools, "node_modules", "axe-core", "axe.min.js"))
	if *tools != "" {
		require.NoError(t, err)
	}
	for _, as := range looks() {
		for _, a := range addresses() {
			t.Run(a.name+"/"+as.name, func(t *testing.T) {
				tab := open(t, as)
				tab.visit(a.path)
				tab.shoot(a.name + "-" + as.name)
				wide := eval[string](tab, overflowing)
				assert.Empty(t, wide, "wider than the window")
				assert.Less(t, eval[float64](tab, shifted), 0.02, "the layout moves while the page is read in")
				if len(axe) > 0 {
					violations(t, tab, string(axe))
				}
				tab.quiet()
			})
		}
	}
	if len(axe) == 0 {
		fmt.Println("e2e: no folder of tools given: the check for accessibility is LEFT OUT")
	}
}

// overflowing names what makes the page wider than the window.
const overflowing = `(() => {
	const wide = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= wide) return "";
	const all = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest(".scroll"));
	return all.slice(0, 5).map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 40)).join("; ") || "the page";
})()`

// shifted is the sum of the layout shifts.
const shifted = `new Promise(done => {
	let sum = 0;
	new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; }).observe({type: "layout-shift", buffered: true});
	setTimeout(() => done(sum), 150);
})`

// violations fails the test for each barrier that axe finds.
func violations(t *testing.T, tab *tab, axe string) {
	t.Helper()
	eval[bool](tab, axe+"\n;true")
	found := eval[string](tab, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, at: v.nodes.slice(0, 4).map(n => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? ""))}))))`)
	var all []struct {
		ID, Help string
		At       []string
	}
	require.NoError(t, json.Unmarshal([]byte(found), &all))
	for _, v := range all {
		t.Errorf("axe: %s: %s\n  %s", v.ID, v.Help, strings.Join(v.At, "\n  "))
	}
}

// TestHTML checks the pages as they are sent against the HTML standard.
func TestHTML(t *testing.T) {
	if *tools == "" {
		fmt.Println("e2e: no folder of tools given: the check of the HTML is LEFT OUT")
		return
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".htmlvalidate.json"), []byte(`{"root": true, "extends": ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
		"rules": {"long-title": "off", "require-sri": "off", "prefer-native-element": "off", "no-redundant-role": "off"}}`), 0o644))
	for _, a := range addresses() {
		answer, err := http.Get(on.base + a.path)
		require.NoError(t, err)
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.NoError(t, os.WriteFile(filepath.Join(dir, a.name+".html"), body, 0o644))
	}
	program := filepath.Join(*tools, "node_modules", ".bin", "html-validate")
	if runtime.GOOS == "windows" {
		program += ".cmd"
	}
	cmd := exec.Command(program, "--formatter", "text", ".")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s", out)
}
