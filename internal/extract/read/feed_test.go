package read

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite what is expected in testdata")

// Each feed in testdata/feeds has beside it what is read from it.
func TestFeeds(t *testing.T) {
	feeds, _ := filepath.Glob("testdata/feeds/*ml")
	feeds = append(feeds, "testdata/feeds/jsonfeed.json")
	if len(feeds) < 5 {
		t.Fatalf("only %q", feeds)
	}
	for _, name := range feeds {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := feedText(string(data), Options{})
		golden := name + ".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, _ := os.ReadFile(golden)
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
		if zip := feedText(zipped(string(data)), Options{}); zip != got {
			t.Errorf("%s, compressed: got\n%s", name, zip)
		}
		if asked := feedText(string(data), Options{From: Feed}); asked != got {
			t.Errorf("%s, asked for: got\n%s", name, asked)
		}
	}
}

func feedText(data string, opt Options) string {
	var b strings.Builder
	for a, err := range Articles("feed", strings.NewReader(data), opt) {
		var summary *SummaryError
		what := "article"
		if errors.As(err, &summary) {
			a, what = summary.Item, "summary"
		} else if err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		fmt.Fprintf(&b, "%s  %s\n    url        %s\n    title      %s\n    published  %s\n    outlet     %s\n", what, a.ID, a.URL, a.Title, a.Published, a.Outlet)
		for line := range strings.Lines(a.Text) {
			fmt.Fprintf(&b, "    | %s\n", strings.TrimSuffix(line, "\n"))
		}
	}
	return b.String()
}

func TestFeedDates(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Tue, 06 Oct 2026 21:40:00 EST", "2026-10-06T21:40:00-05:00"},
		{"Tue, 06 Oct 2026 21:40:00 PDT", "2026-10-06T21:40:00-07:00"},
		{"Tue, 06 Oct 2026 21:40:00 BST", "2026-10-06T21:40:00+01:00"},
		{"Tue, 06 Oct 2026 21:40:00 AEDT", "2026-10-06T21:40:00+11:00"},
		{"Tue, 06 Oct 2026 21:40:00 NST", "2026-10-06T21:40:00-03:30"},
		{"Tue, 6 Oct 2026 21:40:00 GMT", "2026-10-06T21:40:00Z"},
		{"Tue, 6 Oct 2026 21:40 UT", "2026-10-06T21:40:00Z"},
		{"Tue, 06 Oct 2026 21:40:00 -0330", "2026-10-06T21:40:00-03:30"},
		{"Tue, 06 Oct 2026 21:40:00 GMT+0200", "2026-10-06T21:40:00+02:00"},
		{"Tue, 06 Oct 2026 21:40:00 +0200 (CEST)", "2026-10-06T21:40:00+02:00"},
		{"Tue, 06 Oct 2026 21:40:00 +9900", "2026-10-06T21:40:00"},
		{"Tue, 06 Oct 2026 21:40:00 IST", "2026-10-06T21:40:00"}, // India, Ireland or Israel
		{"Tue, 06 Oct 2026 21:40:00", "2026-10-06T21:40:00"},
		{"Tuesday, 06-Oct-26 21:40:00 UTC", "2026-10-06T21:40:00Z"},
		{"6 October 2026 21:40 CET", "2026-10-06T21:40:00+01:00"},
		{"October 6, 2026 9:40 PM", "2026-10-06T21:40:00"},
		{"Oct 6, 2026 9:40:01 PM EDT", "2026-10-06T21:40:01-04:00"},
		{"2026-10-06T21:40:00Z", "2026-10-06T21:40:00Z"},
		{"2026-10-06T21:40:00.123456-05:00", "2026-10-06T21:40:00-05:00"},
		{"2026-10-06T21:40:00-0500", "2026-10-06T21:40:00-05:00"},
		{"2026-10-06 21:40:00 +01:00", "2026-10-06T21:40:00+01:00"},
		{"2026-10-06T21:40", "2026-10-06T21:40:00"},
		{"  2026-10-06\n", "2026-10-06"},
		{"Tue, 06 Oct 2026", "2026-10-06"},
		{"20261006", "2026-10-06"},
		{"Tue, 31 Feb 2026 21:40:00 GMT", ""},
		{"0001-01-01T00:00:00Z", ""},
		{"yesterday", ""},
		{"Z", ""},
		{"", ""},
	} {
		if got := feedDate(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFeedsThatAreRefused(t *testing.T) {
	rss := func(inside string) string { return `<rss version="2.0"><channel><title>T</title>` + inside }
	many := strings.Repeat("<item/>", maxItems+1)
	for _, c := range []struct{ name, data, want string }{
		{"larger than the bound", rss("<item><title>" + strings.Repeat("a", MaxFeed)), "feed: the feed is larger than 16 MB: give the addresses of its articles"},
		{"cut short", rss("<item><title>One</title></item><item><ti"), "feed: the feed is faulty or breaks off: "},
		{"cut short between items", rss("<item><title>One</title></item>"), "feed: the feed is faulty or breaks off: "},
		{"too many items", rss(many + "</channel></rss>"), "feed: the feed has more than 10000 items"},
		{"too many items, JSON", `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("{},", maxItems) + `{}]}`, "feed: the feed has more than 10000 items"},
		{"too deep", rss("<x:a xmlns:x='urn:x'>" + strings.Repeat("<x:a>", 5_000_000/5)), "feed: the feed's markup is too large"},
		{"too many elements", rss("<i>" + strings.Repeat("<j/>", maxFeedElements) + "</i></channel></rss>"), "feed: the feed's markup is too large"},
		{"text in a million pieces", rss("<x:a xmlns:x='urn:x'>" + strings.Repeat("<![CDATA[ab]]>", 1_000_000)), "feed: the feed's markup is too large"},
		{"names upon names", rss("<i " + manyNames(3000) + ">" + strings.Repeat("<i/>", 400_000)), "feed: the feed's markup is too large"},
		{"no items", rss("</channel></rss>"), "feed: the feed has no items"},
		{"JSON that breaks off", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"`, "feed: the feed is faulty or breaks off: unexpected end of JSON"},
		{"JSON of other kinds", `{"version":"https://jsonfeed.org/version/1","items":7}`, "feed: the feed is faulty"},
	} {
		begin := time.Now()
		if got := feedText(c.data, Options{}); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %.300q, want %q", c.name, got, c.want)
		}
		if took := time.Since(begin); took > 20*time.Second { // a machine may be slow, but not a thousand times
			t.Errorf("%s: took %v", c.name, took)
		}
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` xmlns:n%d="urn:%d"`, i, i)
	}
	return b.String()
}

// A feed that never ends is read up to the bound.
func TestEndlessFeed(t *testing.T) {
	counted := &counter{r: io.MultiReader(strings.NewReader(`<rss version="2.0"><channel><item><title>`), endless('a'))}
	for _, err := range Articles("feed", counted, Options{}) {
		if err == nil || !strings.Contains(err.Error(), "larger than 16 MB") {
			t.Errorf("got %v", err)
		}
	}
	if counted.n > MaxFeed+1<<20 {
		t.Errorf("read %d bytes", counted.n)
	}
}

type counter struct {
	r io.Reader
	n int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// Text in a million pieces would cost gofeed their square; markup in Atom, the
// square of what it leaves open.
func TestTame(t *testing.T) {
	data := []byte(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base='https://a.example/b/'><entry><link type="text/html" href="x"/>` +
		"\x00" + `<content type = "xhtml" xmlns:x="http://www.w3.org/XML/1998/namespace" x:base="c">type="xhtml"</content></entry></feed>`)
	root, base, err := tame(&data)
	want := `<feed xmlns="http://www.w3.org/2005/Atom"                                ><entry><link type="text/html" href="x"/>` +
		` <content                xmlns:x="http://www.w3.org/XML/1998/namespace"           >type="xhtml"</content></entry></feed>`
	if root != "feed" || base != "https://a.example/b/" || err != nil || string(data) != want {
		t.Errorf("got %q, %q, %v\n%s\nwant\n%s", root, base, err, data, want)
	}
}

func TestFeedIsRecognised(t *testing.T) {
	for _, c := range []struct {
		head string
		want Format
	}{
		{`<rss version="2.0">`, Feed},
		{"\n<?xml version='1.0'?>\n<!-- x --><!DOCTYPE rss>\n<RSS VERSION='0.92'>", Feed},
		{`<rss><channel>`, Feed},
		{`<?xml-stylesheet href="a.xsl"?><feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom">`, Feed},
		{`<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">`, Feed},
		{`<feed version="0.3" xmlns="http://purl.org/atom/ns#">`, Feed},
		{`{"items":[{"id":"{\"version\":"}],"version" : "https:\/\/jsonfeed.org\/version\/1"}`, Feed},
		{`{"text":"\"version\":\"https://jsonfeed.org/version/1\""}`, JSONL},
		{`{"version":"2","text":"One."}`, JSONL},
		{`<feed the birds, said the sign`, Text},
		{`<rss is dead, said nobody`, Text},
		{`<!doctype html><rss version="2.0">`, HTML},
	} {
		if got, err := recognise([]byte(c.head)); got != c.want || err != nil {
			t.Errorf("%s: got %q, %v, want %q", c.head, got, err, c.want)
		}
	}
}

// What a server says of the encoding counts before what a document declares.
func TestContentType(t *testing.T) {
	for _, c := range []struct{ name, data, contentType, want string }{
		{"text", "\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2", "text/plain; charset=windows-1251", "Мост закрыт"},
		{"text, wrongly labelled", "Zoë", "text/plain; charset=iso-8859-1", "Zoë"},
		{"page", "<!doctype html><p>\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2", "text/html; charset=windows-1251", "Мост закрыт"},
		{"feed", `<rss version="2.0"><channel><item><description>` + strings.Repeat("<![CDATA[\xcc\xee\xf1\xf2 ]]>", 400) + `</description></item></channel></rss>`, "application/rss+xml; charset=windows-1251", "Мост"},
		{"nonsense", "Zo\xeb said no.", "text/plain; charset=nonsense", "Zoë said no."},
	} {
		got, errs := collect("x", c.data, Options{ContentType: c.contentType})
		if len(errs) > 0 || len(got) != 1 || !strings.HasPrefix(got[0].Text, c.want) {
			t.Errorf("%s: got %+v, errors %q", c.name, got, errs)
		}
	}
}

func TestFileThatChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "note.txt")
	line := []byte(`{"text":"One."}` + "\n")
	write := func(data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(bytes.Repeat(line, 3))
	n, last := 0, error(nil)
	for _, err := range File(path, Options{}) {
		if n++; n == 1 {
			write(bytes.Repeat(line, 4))
		}
		last = err
	}
	if n != 5 || !errors.Is(last, errChanged) {
		t.Errorf("%d articles and errors, the last %v", n, last)
	}
}
