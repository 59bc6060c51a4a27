package gather

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"quoth/internal/fetch"
)

// gathered lists what comes out: IDs, and errors behind a "!".
func gathered(t *testing.T, inputs []string, o Options) []string {
	t.Helper()
	if o.Pause == 0 {
		o.Pause = time.Nanosecond
	}
	o.AllowPrivate = true
	var out []string
	for a, err := range Articles(context.Background(), inputs, o) {
		var fault *InputError
		switch {
		case errors.As(err, &fault):
			out = append(out, "! "+err.Error())
		case err != nil:
			t.Errorf("%T: %v", err, err)
		default:
			if a.ID == "" || a.Text == "" {
				t.Errorf("got %+v", a)
			}
			out = append(out, a.ID)
		}
	}
	return out
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLocalInputs(t *testing.T) {
	dir := tree(t, "news/b.txt news/a.txt lone.txt")
	write(t, "lines.jsonl", `{"id":"x","text":"One."}`+"\n{\n"+`{"url":"https://ledger.example/two","text":"Two."}`+"\n")
	write(t, "page.html", `<!doctype html><link rel=canonical href="https://ledger.example/page"><p>“No,” said Orla Fennick.`)
	write(t, "empty.txt", "")
	abs := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	got := gathered(t, []string{"lone.txt", "news", "lines.jsonl", "nosuch.txt", "-", "page.html", "empty.txt", "n*/b.*", "https://ledger.example/", "-"}, Options{Stdin: strings.NewReader("One.")})
	want := []string{
		abs("lone.txt"), abs("news/a.txt"), abs("news/b.txt"),
		abs("lines.jsonl") + "#x", "! lines.jsonl:2: not valid JSON, near byte 1: unexpected end of JSON input", "https://ledger.example/two",
		"! nosuch.txt: no such file or folder: check its name", "stdin#70277bfc409b5021", "https://ledger.example/page",
		"! empty.txt: empty: there is no text in it", abs("news/b.txt"),
		"! https://ledger.example/: is an address, and nothing is fetched: save the page and give the file",
		"! stdin: standard input can be read only once",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := gathered(t, []string{"-"}, Options{}); len(got) != 1 || got[0] != "! stdin: there is no standard input here" {
		t.Errorf("got %q", got)
	}
	if got := gathered(t, []string{"-"}, Options{Stdin: iotest.ErrReader(io.ErrClosedPipe)}); len(got) != 1 || !strings.HasPrefix(got[0], "! stdin: read: ") {
		t.Errorf("got %q", got)
	}
}

// site is a server whose pages may hold SITE, its own address.
func newSite(t *testing.T, pages map[string]string) *httptest.Server {
	t.Helper()
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := pages[r.URL.RequestURI()]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if strings.HasPrefix(body, "<rss") {
			w.Header().Set("Content-Type", "application/rss+xml")
		}
		_, _ = io.WriteString(w, strings.ReplaceAll(body, "SITE", s.URL))
	}))
	t.Cleanup(s.Close)
	return s
}

var story = "<p>" + strings.Repeat("The tide table was for the wrong year, Judge Orla Fennick told the court in Marrowby. ", 8) + "</p>"

func rss(items string) string {
	return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Ledger</title>` + items + `</channel></rss>`
}

func TestAddresses(t *testing.T) {
	feed := rss(`<item><title>Whole</title><link>SITE/whole?utm_source=rss</link><content:encoded><![CDATA[` + story + `]]></content:encoded></item>
		<item><title>Summary</title><link>SITE/summary?utm_source=rss</link><pubDate>Tue, 06 Oct 2026 21:40:00 EST</pubDate></item>
		<item><title>Again</title><link>SITE/summary</link></item>
		<item><title>Gone</title><link>SITE/gone</link></item>
		<item><title>A feed</title><link>SITE/other.xml</link></item>
		<item><title>Forbidden</title><link>SITE/drafts/1</link></item>
		<item><title>Neither</title></item>`)
	s := newSite(t, map[string]string{
		"/robots.txt": "User-agent: *\nDisallow: /drafts", "/feed.xml": feed, "/summary": "<!doctype html><html><body>" + story,
		"/page?id=5": "<!doctype html><link rel=canonical href='SITE/page/five'>" + story, "/other.xml": rss("<item><title>X</title><link>SITE/x</link></item>"),
		"/text": "“No,” said Orla Fennick.", "/lines": `{"id":"a","text":"One."}` + "\n{}\n", "/x": story,
	})
	tree(t, "")
	write(t, "saved.xml", strings.ReplaceAll(rss(`<item><link>SITE/text</link></item>`), "SITE", s.URL))
	var calls [][2]int
	got := gathered(t, []string{s.URL + "/feed.xml", s.URL + "/page?id=5", s.URL + "/page?id=5#again", "saved.xml", s.URL + "/lines", s.URL + "/none"},
		Options{Fetch: true, Progress: func(done, total int) { calls = append(calls, [2]int{done, total}) }})
	slices.Sort(got)
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], s.URL, "SITE")
	}
	want := []string{
		"! SITE/drafts/1: the site's robots.txt forbids it (Disallow: /drafts)",
		`! SITE/feed.xml: the feed gives neither the text of its item "Neither" nor a link to it`,
		"! SITE/gone: the server answers 404 Not Found: check the address",
		`! SITE/lines:2: no field "text"`,
		"! SITE/none: the server answers 404 Not Found: check the address",
		"! SITE/x: the feed gives only a summary; quoth add fetches the article from SITE/x",
		"SITE/lines#a", "SITE/page/five", "SITE/summary", "SITE/text", "SITE/whole",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	last := calls[len(calls)-1]
	if last != [2]int{11, 11} {
		t.Errorf("progress %v", calls)
	}
	for a, err := range Articles(context.Background(), []string{s.URL + "/feed.xml"}, Options{Fetch: true, AllowPrivate: true, Pause: 1}) {
		if err == nil && strings.HasSuffix(a.ID, "/summary") && (a.Title != "Summary" || a.Published != "2026-10-06T21:40:00-05:00" || a.Outlet != "The Ledger") {
			t.Errorf("what the feed tells is lost: %+v", a)
		}
	}
}

func TestPrivateSitesAreRefused(t *testing.T) {
	s := newSite(t, map[string]string{"/": story})
	for _, err := range Articles(context.Background(), []string{s.URL}, Options{Fetch: true}) {
		if !errors.Is(err, fetch.ErrPrivate) {
			t.Errorf("got %v", err)
		}
	}
}

// Many sites are visited a few at a time, and the pages of each in order.
func TestManySites(t *testing.T) {
	var now, most atomic.Int32
	var got [40][]string
	done := make(chan bool)
	var s sites
	s.visit = func(p page) {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(100 * time.Microsecond)
		now.Add(-1)
		var site, n int
		_, _ = fmt.Sscanf(p.address, "http://s%d.example/%d", &site, &n)
		got[site] = append(got[site], fmt.Sprint(n))
		done <- true
	}
	for n := range 5 {
		for site := range got {
			s.add(page{address: fmt.Sprintf("http://s%d.example/%d", site, n)})
		}
	}
	for range 5 * len(got) {
		<-done
	}
	for site, pages := range got {
		if strings.Join(pages, "") != "01234" {
			t.Errorf("site %d: %q", site, pages)
		}
	}
	if most.Load() > maxSites {
		t.Errorf("%d at once", most.Load())
	}
}

func TestEndings(t *testing.T) {
	tree(t, "a.txt b.txt")
	for range Articles(context.Background(), []string{"a.txt", "b.txt"}, Options{}) {
		break
	}
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	blocked, end := io.Pipe()
	defer end.Close()
	for a, err := range Articles(ctx, []string{s.URL, "-"}, Options{Fetch: true, AllowPrivate: true, Stdin: blocked}) {
		t.Errorf("got %+v, %v", a, err)
	}
}
