//go:build e2e

package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// A look is how a page is seen.
type look struct {
	name          string
	width, height int64
	dark, phone   bool
}

func looks() []look {
	return []look{{"light", 1280, 900, false, false}, {"dark", 1280, 900, true, false}, {"phone", 390, 844, false, true}}
}

// A tab is one page of the browser, with what it complained of.
type tab struct {
	tb  testing.TB
	ctx context.Context

	mu     sync.Mutex
	faults []string
}

// open makes a new tab of that look, with no memory of the others.
func open(tb testing.TB, as look) *tab {
	tb.Helper()
	t := &tab{tb: tb}
	ctx, cancel := chromedp.NewContext(on.browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(t.listen))
	tb.Cleanup(cancel)
	ctx, cancelTime := context.WithTimeout(ctx, 2*time.Minute)
	tb.Cleanup(cancelTime)
	t.ctx = ctx
	scheme := "light"
	if as.dark {
		scheme = "dark"
	}
	scale := 1.0
	if as.phone {
		scale = 2
	}
	send(t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: as.width, Height: as.height, DeviceScaleFactor: scale, Mobile: as.phone})
	send(t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	send(t, log.Enable, cdp.Empty{})
	return t
}

// send gives the tab a command of its protocol.
func send[P, R any](t *tab, command cdp.Command[P, R], params P) R {
	t.tb.Helper()
	result, err := chromedp.Call(t.ctx, command, params)
	require.NoError(t.tb, err)
	return result
}

// listen keeps what a page throws, logs as an error, or is refused by its
// content security policy.
func (t *tab) listen(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error()
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "status of 4") {
			fault = e.Entry.Text + " " + e.Entry.URL
		}
	case *page.EventJavascriptDialogOpening:
		fault = "a dialog opened: " + e.Message
	}
	if fault != "" {
		t.mu.Lock()
		t.faults = append(t.faults, fault)
		t.mu.Unlock()
	}
}

// quiet fails the test if the page complained of anything.
func (t *tab) quiet() {
	t.tb.Helper()
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.faults {
		t.tb.Errorf("the page complains: %s", f)
	}
}

func (t *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	t.tb.Helper()
	require.NoError(t.tb, chromedp.Do(t.ctx, steps...))
}

// visit goes to an address of the server.
func (t *tab) visit(path string) {
	t.tb.Helper()
	t.do(chromedp.Navigate(on.base + path))
}

// click presses what the selector finds first, where a person would see it.
func (t *tab) click(selector string) {
	t.tb.Helper()
	t.do(chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// follow clicks a link and waits until the page that it leads to is there.
func (t *tab) follow(selector string) {
	t.tb.Helper()
	_, err := chromedp.RunResponse(t.ctx, chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
	require.NoError(t.tb, err, "click %s", selector)
}

// text is what stands in the first element that the selector finds.
func (t *tab) text(selector string) string {
	t.tb.Helper()
	out, err := chromedp.Run(t.ctx, chromedp.Text(chromedp.CSS(selector)))
	require.NoError(t.tb, err, "text of %s", selector)
	return out
}

// path is the address that the tab shows, less the server.
func (t *tab) path() string {
	t.tb.Helper()
	out, err := chromedp.Run(t.ctx, chromedp.Location())
	require.NoError(t.tb, err)
	return strings.TrimPrefix(out, on.base)
}

// eval is the value of a JavaScript expression; promises are waited for.
func eval[T any](t *tab, expression string) T {
	t.tb.Helper()
	out, err := chromedp.Run(t.ctx, chromedp.Evaluate[T](expression, func(p *runtime.EvaluateParams) { p.AwaitPromise = new(true) }))
	require.NoError(t.tb, err, "evaluate %.200s", expression)
	return out
}

// waits until a JavaScript expression is true.
func (t *tab) waits(expression string) {
	t.tb.Helper()
	_, err := chromedp.Run(t.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(20*time.Second)))
	require.NoError(t.tb, err, "wait for %s", expression)
}

// shoot keeps a picture of the page, at most three screens of it.
func (t *tab) shoot(name string) {
	t.tb.Helper()
	if *shots == "" {
		return
	}
	height := min(eval[float64](t, "Math.ceil(document.documentElement.scrollHeight)"), 2700)
	width := eval[float64](t, "window.innerWidth")
	picture := send(t, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: new(true), Format: page.CaptureScreenshotFormatPng,
		Clip: &page.Viewport{Width: width, Height: max(height, 844), Scale: 1}})
	require.NoError(t.tb, os.MkdirAll(*shots, 0o755))
	require.NoError(t.tb, os.WriteFile(filepath.Join(*shots, name+".png"), picture.Data, 0o644))
}
