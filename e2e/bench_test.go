//go:build e2e

package e2e_test

import (
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// BenchmarkFirstPaint times, in a browser that has kept nothing, how long a page
// takes from the asking to the first words seen, and to the last of its load.
func BenchmarkFirstPaint(b *testing.B) {
	for _, a := range []address{{"home", "/"}, {"search", "/search?q=bereavement+leave"}, {"article", "/agreements/mco-security-2014/art_9"},
		{"compare", "/compare?topic=grievance-filing-deadline"}, {"matrix", "/compare/matrix?group=leaves"}, {"audit", "/audit"}} {
		b.Run(a.name, func(b *testing.B) {
			tab := open(b, light())
			send(tab, network.Enable, network.EnableParams{})
			var paint, load float64
			n := 0
			for b.Loop() {
				send(tab, network.ClearBrowserCache, cdp.Empty{})
				tab.visit(a.path)
				paint += eval[float64](tab, `new Promise(done => { const look = () => { const e = performance.getEntriesByName("first-contentful-paint")[0]; e ? done(e.startTime) : setTimeout(look, 10); }; look(); })`)
				load += eval[float64](tab, `performance.getEntriesByType("navigation")[0].loadEventStart`)
				n++
			}
			b.ReportMetric(paint/float64(n), "ms/first-paint")
			b.ReportMetric(load/float64(n), "ms/load")
		})
	}
}
