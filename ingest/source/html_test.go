package source

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

func readHTMLPage(tb testing.TB, page string) *Document {
	tb.Helper()
	require.Equal(tb, HTML, Sniff([]byte(page)))
	d, err := Read(context.Background(), HTML, []byte(page))
	require.NoError(tb, err)
	return d
}

func TestHTML(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"white space folds", "<p>\n  Article\n 1 <b> Leaves </b> and\tmore\n</p>\n\n<p>Next</p>", "Article 1 Leaves and more\n\nNext"},
		{"words across elements", "<p>over<b>time</b> <i>pay</i></p>", "overtime pay"},
		{"entities", "<p>&sect;&nbsp;4 &ldquo;days&rdquo; &amp; &#8212; &lt;5&gt; &eacute;</p>", "§ 4 “days” & — <5> é"},
		{"line breaks", "<p>a<br>b<br/> c</p>", "a\nb\nc"},
		{"several words behind a line break", "<p>shall give<br>\n ten working\n days <b>in writing</b> to<br>the\nUnion</p>", "shall give\nten working days in writing to\nthe Union"},
		{"text as it is", "<pre>a   b\n  c</pre>", "a   b\n  c"},
		{"what is not shown", "<script>x()</script><style>p{}</style><p>a</p><p hidden>b</p><p style='display: none'>c</p><template>d</template><noscript>e</noscript><!-- f --><select><option>g</select>", "a"},
		{"ordered list", "<ol><li>a<li>b<ol type=a><li>c<li>d</ol><li>e</ol>", "1. a\n\n2. b\n\na. c\n\nb. d\n\n3. e"},
		{"types, starts, values", "<ol type=I start=3><li>a<li value=7>b<li>c</ol><ol reversed><li>d<li>e</ol>", "III. a\n\nVII. b\n\nVIII. c\n\n2. d\n\n1. e"},
		{"a list's style", "<ol style='list-style-type:upper-alpha'><li>a</ol><ul style='list-style:none'><li>b</ul>", "A. a\n\nb"},
		{"unordered list", "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "• a\n\n• b\n\nc"},
		{"items that write their labels", "<ul><li>(a) one<li>(b) two</ul><ol><li>A. three<li>B. four</ol>", "(a) one\n\n(b) two\n\nA. three\n\nB. four"},
		{"letters past z", "<ol type=a start=26><li>x<li>y</ol>", "z. x\n\naa. y"},
		{"raised figures", "<p>m<sup>2</sup>, 1<sup>st</sup></p>", "m², 1st"},
		{"deletions", "<p>ten <del>eleven</del><ins>twelve</ins> days</p>", "ten twelve days"},
		{"definitions", "<dl><dt>Day</dt><dd>A calendar day.</dd></dl>", "Day\n\nA calendar day."},
		{"table", "<table><tr><th>Step<th colspan=2>Rate<tr><td rowspan=2>1<td>$10<td>$11<tr><td>$12<td>$13</table>", "Step\tRate\n1\t$10\t$11\n\t$12\t$13"},
		{"capitals by style", "<p style='text-transform:uppercase'>Leaves</p>", "LEAVES"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readHTMLPage(t, "<html><body>"+tt.body+"</body></html>")
			assert.Equal(t, tt.want, d.Text)
			checkDocument(t, d)
		})
	}
}

// words are the text of d that is no furniture.
func ownWords(d *Document) string {
	var b strings.Builder
	at := 0
	for _, f := range d.Furniture {
		b.WriteString(d.Text[at:f.Span.Start])
		at = f.Span.End
	}
	b.WriteString(d.Text[at:])
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestHTMLFurniture(t *testing.T) {
	prose := "<p>" + strings.Repeat("The Employer shall give notice. ", 20) + "</p>"
	said := strings.TrimSpace(strings.Repeat("The Employer shall give notice. ", 20))
	links := "<a href=/a>Home</a> <a href=/b>News</a> <a href=/c>Members</a> <a href=/d>Contact</a>"
	tests := []struct{ name, body, want string }{
		{"landmarks", "<header>" + links + "</header><nav>" + links + "</nav>" + prose + "<aside>Join us</aside><footer>© Local 5</footer>", said},
		{"a part that is little but links", "<div class=x>" + links + "</div>" + prose + "<ul><li><a href=/1>One</a><li><a href=/2>Two</a><li><a href=/3>Three</a><li><a href=/4>Four</a></ul>", said},
		{"all but the subject", "<div>Welcome to our site</div><main><h1>Agreement</h1>" + prose + "</main><div>Printed by the union</div>", "Agreement " + said},
		{"a list of links that is longer than the subject", "<div><div><ul>" + strings.Repeat("<li><a href=/x>One chapter of many</a>", 80) + "</ul></div><div role=main>" + prose + "</div></div>", said},
		{"the same where no part is the subject", "<div><div><ul>" + strings.Repeat("<li><a href=/x>One chapter of many</a>", 80) + "</ul></div><div>" + prose + "</div></div>", said},
		{"a subject that is too small", "<main><p>Welcome</p></main>" + prose, "Welcome " + said},
		{"a head that names the document", "<header><h1>Agreement</h1></header>" + prose, "Agreement " + said},
		{"links to the top", prose + "<p><a href='#top'>Back to top</a></p>", said},
		{"heads of pages as a word processor writes them", "<div title=header><p>Local 5</p></div>" + prose, said},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readHTMLPage(t, "<html><body>"+tt.body+"</body></html>")
			assert.Equal(t, tt.want, ownWords(d))
			checkDocument(t, d)
		})
	}
	t.Run("nothing is lost", func(t *testing.T) {
		d := readHTMLPage(t, "<html><body><nav>"+links+"</nav>"+prose+"</body></html>")
		require.Len(t, d.Furniture, 1)
		assert.Equal(t, corpus.ForeignMatter, d.Furniture[0].Kind)
		assert.Equal(t, "Home News Members Contact", d.Text[d.Furniture[0].Span.Start:d.Furniture[0].Span.End])
	})
}

// A page that a script was to fill says so.
func TestHTMLScripts(t *testing.T) {
	d := readHTMLPage(t, "<html><body><p>Please enable JS</p><script>x()</script></body></html>")
	require.Equal(t, []string{CodeScripts}, codes(d))
	assert.Contains(t, d.Notes[0].Message, "holds 3 words and a script")
	assert.Empty(t, codes(readHTMLPage(t, "<html><body><p>Please enable JS</p></body></html>")))
}

func TestHTMLMarks(t *testing.T) {
	d := readHTMLPage(t, `<html><body><h1>Agreement</h1><nav><ul><li><a href="#a1">Article 1 Leaves</a><li><a href="#a2">Article 2 Pay</a><li><a href="#a3">Article 3 Term</a><li><a href="#a4">Article 4 End</a></ul></nav>
		<h2 id=a1>Article 1 Leaves</h2><p id=p1>Words.</p><a name=a2></a><h2>Article 2 Pay</h2><p><b>Bold.</b> Not.</p><h2><a id=other></a><span id=a3>Article 3 Term</span></h2><h2 id=a4>Article 4 End</h2></body></html>`)
	assert.True(t, strings.HasPrefix(d.Text, "Agreement\n\nArticle 1 Leaves\nArticle 2 Pay\nArticle 3 Term\nArticle 4 End\n\nArticle 1 Leaves\n\nWords."), d.Text)
	assert.Len(t, d.Contents, 4)
	assert.Len(t, d.Headings, 5)
	assert.Len(t, d.Weight, 5)
	at := func(s string) int { return strings.LastIndex(d.Text, s) }
	assert.Equal(t, []layout.Anchor{{Name: "a1", At: at("Article 1 Leaves")}, {Name: "p1", At: at("Words")}, {Name: "a2", At: at("Article 2 Pay")}, {Name: "a3", At: at("Article 3 Term")}, {Name: "a4", At: at("Article 4 End")}}, d.Anchors)
	checkDocument(t, d)
}

func TestHTMLEncoding(t *testing.T) {
	ascii := strings.Repeat("<!-- filler -->", 100)
	tests := []struct{ name, page, want string }{
		{"UTF-8 without a word", "<html>" + ascii + "<body>Employés – “days”", "Employés – “days”"},
		{"UTF-8 that says otherwise", "<html><meta charset=iso-8859-1><body>Employés", "Employés"},
		{"windows-1252 that says so", "<html><meta charset=windows-1252><body>Employ\xe9s \x96", "Employés –"},
		{"windows-1252 without a word", "<html><body>Employ\xe9s \x93days\x94", "Employés “days”"},
		{"windows-1252 that says UTF-8", "<html><meta charset=utf-8><body>Employ\xe9s", "Employés"},
		{"another", "<html><meta http-equiv=Content-Type content='text/html; charset=windows-1251'><body>\xd1\xf2\xe0\xf2\xfc\xff", "Статья"},
		{"UTF-16", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00A\x00\xe9\x00", "Aé"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, readHTMLPage(t, tt.page).Text)
		})
	}
}

func TestArchive(t *testing.T) {
	page := "From: <Saved by a browser>\r\nSubject: Agreement\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x\"\r\n\r\n" +
		"----x\r\nContent-Type: text/css\r\n\r\np{}\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>Article=\r\n 1 =C2=A7</p></body></html>\r\n----x--\r\n"
	require.Equal(t, Archive, Sniff([]byte(page)))
	d, err := Read(context.Background(), Archive, []byte(page))
	require.NoError(t, err)
	assert.Equal(t, "Article 1 §", d.Text)

	_, err = Read(context.Background(), Archive, []byte(strings.ReplaceAll(page, "text/html", "text/plain")))
	require.ErrorIs(t, err, ErrUnsupported)
}

// FuzzHTML: every page is read whole, or refused.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<p>a<b>b", "<table><td rowspan=9 colspan=9>a<td>b<tr><td>c", "<ol start=-5><li>a<ol type=I><li value=99999>b", "<nav><a href=#x>a</a></nav><p id=x>", "<pre>\n a\r\n</pre>", "<main><main><article>", "<s>a</s><del>b", "<style>p::before{counter-increment:x;content:counters(x,'.') \"\\201c\"}li{list-style:none}@media{</style><p>a<li>b", "<li>a<p><h2>b</h2>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		d, err := Read(context.Background(), HTML, []byte(page))
		if err != nil {
			require.Nil(t, d)
			return
		}
		checkDocument(t, d)
	})
}
