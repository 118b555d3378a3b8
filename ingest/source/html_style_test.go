package source

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a page's style sheets write and hide is what a browser shows of it: the
// wanted texts are those that Chromium prints.
func TestHTMLStyleSheets(t *testing.T) {
	tests := []struct{ name, sheet, body, want string }{
		{"lists as a word processor on the web exports them",
			`ol.k-0{list-style-type:none}ol.k-1{list-style-type:none}.k-0>li{counter-increment:c-0}.k-1>li{counter-increment:c-1}ol.k-0.start{counter-reset:c-0 0}ol.k-1.start{counter-reset:c-1 0}` +
				`.k-0>li:before{content:"ARTICLE " counter(c-0,upper-roman) ". "}.k-1>li:before{content:"(" counter(c-1,lower-latin) ") "}`,
			`<ol class="k-0 start"><li>Pay</li></ol><ol class="k-1 start"><li>a<li>b</ol><ol class="k-0" start=2><li>Term</ol><ol class="k-1 start"><li>c</ol>`,
			"ARTICLE I. Pay|(a) a|(b) b|ARTICLE II. Term|(a) c"},
		{"headings that are counted", `body{counter-reset:art}h2{counter-reset:sec}h2::before{counter-increment:art;content:"Article " counter(art) ": "}h3::before{counter-increment:sec;content:counter(art) "." counter(sec) " "}`,
			`<h2>A</h2><h3>x</h3><h3>y</h3><h2>B</h2><h3>z</h3>`, "Article 1: A|1.1 x|1.2 y|Article 2: B|2.1 z"},
		{"lists in lists", `ol{counter-reset:i;list-style:none}li{counter-increment:i}li::before{content:counters(i,".") " "}`, `<ol><li>a<ol><li>b<li>c</ol><li>d</ol>`, "1 a|1.1 b|1.2 c|2 d"},
		{"numbers of a sort", `.r{list-style-type:upper-roman}.l{list-style:lower-alpha inside}.n{list-style:none}.o>li{list-style-type:circle}`,
			`<ol class=r><li>a<li>b</ol><ol class=l><li>c</ol><ol class=n><li>d</ol><ul class=o><li>e</ul>`, "I. a|II. b|a. c|d|◦ e"},
		{"labels of their own", `ol>li::marker{content:"(" counter(list-item) ") "}ul{list-style-type:"– "}`, `<ol start=3><li>a<li>b</ol><ul><li>c</ul>`, "(3) a|(4) b|– c"},
		{"the stronger rule", `#x{text-transform:none}p{text-transform:uppercase}.y{text-transform:none!important}p.y{text-transform:uppercase}`, `<p>a</p><p id=x>b</p><p class=y>c</p><p class=y style="text-transform:uppercase">d</p>`, "A|b|c|d"},
		{"what stands between the parts of a selector", `h2 + p > b{text-transform:uppercase} div>i~i{display:none} div  u , .a.b:not(.c, .d) u{display:none} [title="a > b"]{text-transform:uppercase}`,
			`<h2>x</h2><p><b>y</b></p><p><b>z</b></p><div><i>1</i><b>2</b><i>3</i><u>4</u></div><p class="a b"><u>5</u>6</p><p class="a b d"><u>7</u></p><p title="a > b">w</p>`, "x|Y|z|12|6|7|W"},
		{"rules for other media", `@media print{p{display:none}}@media (max-width:300px){p{display:none}}@media screen{i{display:none}}`, `<p>a<i>b</i></p>`, "a"},
		{"rules that cannot be read", `p:has(> i):nth-col(2){display:none} p{{} .a..b{display:none} i{display:none}`, `<p>a</p>`, "a"},
		{"words before and after", `b::before{content:"\00bb  "}b::after{content:attr(title) "\201d"}i::before{content:"\f101"}`, `<p><b title=x>a</b> <i>b</i></p>`, "» ax” b"},
		{"line ends that are kept", `.p{white-space:pre-line}.w{white-space:pre-wrap}`, "<p class=p>\na   b\nc</p><p class=w>d  e\n<span>f</span></p>", "a b\nc|d  e\nf"},
		{"the heading of a part that opens on a click", ``, `<h2><button>Article 1</button></h2><p>a</p><button>Buy</button>`, "Article 1|a"},
		{"readings of signs", ``, `<p><ruby>a<rp>(</rp><rt>b</rt></ruby></p>`, "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readHTMLPage(t, "<html><head><style>"+tt.sheet+"</style></head><body>"+tt.body+"</body></html>")
			assert.Equal(t, tt.want, strings.ReplaceAll(d.Text, "\n\n", "|"))
			checkDocument(t, d)
		})
	}
	t.Run("weight and struck-out words", func(t *testing.T) {
		d := readHTMLPage(t, `<html><style>.b{font-weight:700}.s{text-decoration:line-through}.n{font-weight:normal}</style><body><p class=b>Pay</p><p class=b>a <span class=n>b</span></p><p>some more words <span class=s>ten</span></p></body></html>`)
		require.Len(t, d.Weight, 1)
		assert.Equal(t, "Pay", d.Text[d.Weight[0].Start:d.Weight[0].End])
		assert.Equal(t, []string{CodeStruck}, codes(d))
	})
	t.Run("a page saved with its style sheets", func(t *testing.T) {
		page := "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n" +
			"--x\r\nContent-Type: text/html\r\n\r\n<html><head><link rel=stylesheet href=a.css></head><body><ol><li>a</ol></body></html>\r\n--x\r\nContent-Type: text/css\r\n\r\nol{list-style:upper-roman}\r\n--x--\r\n"
		d, err := Read(context.Background(), Archive, []byte(page))
		require.NoError(t, err)
		assert.Equal(t, "I. a", d.Text)
		assert.Empty(t, d.Notes)
	})
	t.Run("a page whose style sheets are elsewhere", func(t *testing.T) {
		d := readHTMLPage(t, "<html><head><link rel=stylesheet href=a.css></head><body><ol><li>a</ol></body></html>")
		assert.Equal(t, []string{CodeNumbers}, codes(d))
		assert.Empty(t, codes(readHTMLPage(t, "<html><head><link rel=stylesheet href=a.css></head><body><ul><li>a</ul></body></html>")))
	})
}

// What is hidden is left out and told; what scripts may show is read and told, if
// it is no window before the page.
func TestHTMLHidden(t *testing.T) {
	clause := strings.Repeat("The Employer shall give notice. ", 10)
	said := strings.TrimSpace(clause)
	tests := []struct{ name, body, want, note string }{
		{"without scripts", "<p>a</p><p class=h>" + clause + "</p>", "a", "hidden text was left out in 1 place"},
		{"opens on a click", "<script>x()</script><p>a</p><p class=h>" + clause + "</p>", "a|" + said, "1 hidden part, which the page shows on a click at most, was read"},
		{"opens on a click, by its own style", "<script>x()</script><p>a</p><p style='display:none'>" + clause + "</p>", "a|" + said, "1 hidden part"},
		{"a few words", "<script>x()</script><p>a</p><p class=h>Loading</p>", "a", "left out in 1 place"},
		{"a window", "<script>x()</script><p>a</p><div class='cookie-banner h'>" + clause + "</div>", "a", "left out in 1 place"},
		{"a part that is told to be closed", "<details><summary>a</summary>" + clause + "</details>", "a|" + said, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readHTMLPage(t, "<html><style>.h{display:none}</style><body>"+tt.body+"<p>"+strings.Repeat("word ", 60)+"</p></body></html>")
			assert.Equal(t, tt.want+"|"+strings.TrimSpace(strings.Repeat("word ", 60)), strings.ReplaceAll(d.Text, "\n\n", "|"))
			if tt.note == "" {
				assert.Empty(t, d.Notes)
				return
			}
			require.Len(t, d.Notes, 1)
			assert.Contains(t, d.Notes[0].Message, tt.note)
		})
	}
}

// A page that holds no words says where they are.
func TestHTMLWithoutWords(t *testing.T) {
	for page, says := range map[string]string{
		`<html><frameset><frame src="toc.htm"><frame src="body.htm"></frameset></html>`: "in frames; give those instead: toc.htm, body.htm",
		`<html><body><div id=root></div><script src=a.js></script></body></html>`:       "open it in a browser and print it as PDF",
	} {
		_, err := Read(context.Background(), HTML, []byte(page))
		require.ErrorContains(t, err, says)
	}
	d := readHTMLPage(t, "<html><body><p>ARTICLE 1</p><p>The Employer <b>sha")
	assert.Equal(t, []string{"cut-off"}, codes(d))
}

// What a style sheet writes is bounded.
func TestHTMLGeneratedBound(t *testing.T) {
	sheet := "p{counter-reset:x}p::before{content:" + strings.Repeat(`counters(x,"..........") `, 5000) + "}"
	d := readHTMLPage(t, "<html><style>"+sheet+"</style><body>"+strings.Repeat("<div><p>a", 100)+"</body></html>")
	assert.Less(t, len(d.Text), 100*2*(maxGenerated+200))
}

// A selector of which every choice of ancestors or siblings would have to be tried is
// given up, and the page is read without it.
func TestHTMLSlowSelectors(t *testing.T) {
	deep := strings.Repeat("<div>", 120) + "<p>a</p>" + strings.Repeat("</div>", 120)
	tests := []struct {
		name, sheet, body, want string
		told                    bool
	}{
		{"values that are longer than labels", `p::before{content:"` + strings.Repeat("x", 1_000_000) + `"}`, strings.Repeat("<p>a</p>", 20_000), "", false},
		{"ancestors", "x" + strings.Repeat(" div", 12) + " p{display:none}", deep, "a", true},
		{"siblings", "x" + strings.Repeat("~i", 12) + "{display:none}", strings.Repeat("<i>a</i>", 200), strings.Repeat("a", 200), true},
		{"what is in an element", strings.Repeat("div:has(", 12) + "x" + strings.Repeat(")", 12) + "{display:none}", deep, "a", false},
		{"places among siblings", strings.Repeat("i:nth-child(3n){display:none}", 300), strings.Repeat("<i>a</i>", 3000), "", true},
		{"one rule of many selectors", strings.Repeat("x,", 1_000_000) + "p{display:none}", "<p>a</p>", "a", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readHTMLPage(t, "<html><head><style>"+tt.sheet+"</style></head><body>"+tt.body+"</body></html>")
			if tt.want != "" {
				assert.Equal(t, tt.want, d.Text)
			}
			assert.Less(t, len(d.Text), 1_000_000)
			assert.Equal(t, tt.told, strings.Contains(fmt.Sprint(d.Notes), "too large to be read whole"))
			checkDocument(t, d)
		})
	}
}

func TestNewSelector(t *testing.T) {
	for _, s := range []string{"p", "*", "::before", ".a > li:before", "a b", "a>b", "a  >  b", "a + b ~ c", `[x="a b"] c`, "li:nth-child(2n + 1) b", ".a:not(.b)", ` p `} {
		_, ok := newSelector(s)
		assert.True(t, ok, s)
	}
	for _, s := range []string{"", " ", ">", "a >", "> a", "a > > b", "a + ~ b", "p:has(a)", "p:not(a b)", ":not(:not(a))", "p::selection::x", ".a..b"} {
		_, ok := newSelector(s)
		assert.False(t, ok, s)
	}
}
