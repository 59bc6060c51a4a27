package web_test

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"quoth"
	"quoth/internal/invent"
	"quoth/internal/serve/web"
	"quoth/news"
)

// shelf is a record with articles in it, behind a server.
func shelf(t testing.TB, articles iter.Seq2[news.Article, error]) *httptest.Server {
	t.Helper()
	r, err := quoth.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range r.Import(t.Context(), articles) {
		if err != nil || a.Err != nil {
			t.Fatal(err, a.Err)
		}
	}
	s := httptest.NewServer(web.Handler(r))
	t.Cleanup(func() { s.Close(); r.Close() })
	return s
}

// invented are articles of a made-up world.
func invented(n int) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for a := range invent.New(1, n).Articles() {
			if !yield(a.Article, nil) {
				return
			}
		}
	}
}

func get(t testing.TB, address string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

// attributes yields the elements of a page with the attributes that lead
// elsewhere, and fails where something stands in it that may not.
func links(t *testing.T, page string) (out []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "iframe", "object", "embed", "base", "style":
			t.Errorf("there is a %s in the page", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "style":
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			case a.Key == "href" || a.Key == "src" || a.Key == "action":
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
					t.Errorf("<%s %s=%q>: %v", n.Data, a.Key, a.Val, err)
				}
				out = append(out, a.Val)
			}
		}
	}
	return out
}

// Every link of every page that is reached from the first one leads somewhere.
func TestLinksLeadSomewhere(t *testing.T) {
	s := shelf(t, invented(30))
	const most = 250
	seen := map[string]string{"/": "the address bar"}
	kinds := map[string]int{}
	for queue := []string{"/", "/search?q=the", "/compare", "/speakers?name=a"}; len(queue) > 0; queue = queue[1:] {
		status, page := get(t, s.URL+queue[0])
		if status != http.StatusOK {
			t.Errorf("%d for %s, linked from %s", status, queue[0], seen[queue[0]])
		}
		kinds[strings.Split(strings.Trim(queue[0], "/"), "/")[0]]++
		if path, _, _ := strings.Cut(queue[0], "?"); strings.Contains(path, ".") {
			continue // no page
		}
		for _, l := range links(t, page) {
			l, _, _ = strings.Cut(l, "#")
			if strings.HasPrefix(l, "/") && seen[l] == "" && len(seen) < most {
				seen[l] = queue[0]
				queue = append(queue, l)
			}
		}
	}
	for _, kind := range []string{"", "statement", "speaker", "article", "assets"} {
		if kinds[kind] == 0 {
			t.Errorf("no page of kind %q among %v", kind, slices.Sorted(maps.Keys(kinds)))
		}
	}
}

func TestFeedAndLines(t *testing.T) {
	s := shelf(t, invented(20))
	status, body := get(t, s.URL+"/search.atom?q=the")
	f, err := gofeed.NewParser().ParseString(body)
	if status != http.StatusOK || err != nil || len(f.Items) == 0 || f.Items[0].Link == "" || f.Items[0].Title == "" {
		t.Errorf("%d, %v, %s", status, err, body)
	}
	if status, _ := get(t, s.URL+strings.TrimPrefix(f.Items[0].Link, s.URL)); status != http.StatusOK {
		t.Errorf("%s: %d", f.Items[0].Link, status)
	}
	status, body = get(t, s.URL+"/search.jsonl?q=form:direct")
	n := 0
	for line := range strings.Lines(body) {
		var e news.Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Form != news.Direct {
			t.Errorf("%v: %s", err, line)
		}
		n++
	}
	if status != http.StatusOK || n == 0 {
		t.Errorf("%d, %d lines", status, n)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	s := shelf(t, invented(1))
	for path, want := range map[string]string{
		"/statement/zzzzzzzzzzzz": "Nothing is here",
		"/speaker/zzzzzzzzzzzz":   "Nothing is here",
		"/article/zzzzzzzzzzzz":   "Nothing is here",
		"/speaker/%00":            "Nothing is here",
		"/article/..%2f..%2fetc":  "Nothing is here",
		"/nowhere":                "Nothing is here",
	} {
		if status, page := get(t, s.URL+path); status != http.StatusNotFound || !strings.Contains(page, want) {
			t.Errorf("%s: %d, %s", path, status, page)
		}
	}
	for path, want := range map[string]string{
		"/search?q=bye:Reyes":      "unknown field",
		"/search?q=%28a":           "bracket",
		"/search?q=from:yesterday": "cannot be read",
		"/compare?a=x&b=y&about=(": "bracket",
	} {
		if status, page := get(t, s.URL+path); status != http.StatusBadRequest || !strings.Contains(page, want) {
			t.Errorf("%s: %d, %s", path, status, page)
		}
	}
}

func TestEmptyRecord(t *testing.T) {
	s := shelf(t, invented(0))
	if status, page := get(t, s.URL); status != http.StatusOK || !strings.Contains(page, "This record is empty") || !strings.Contains(page, "quoth add") {
		t.Errorf("%d, %s", status, page)
	}
}

// hostile are texts that would do harm on a page that took them for markup, an
// address or a template.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'><svg onload=alert(1)>`, `javascript:alert(1)`, `</title><script>alert(1)</script>`,
	`{{.Stats}}`, `<!--`, `-->`, `]]>`, `&lt;b&gt;`, `"onmouseover="alert(1)`, "\u202e\u2066evil", "a\x00b", `<a href="javascript:alert(1)">x</a>`, `</textarea><script>`,
	`<base href=//evil.example>`, `data:text/html,<script>alert(1)</script>`, `//evil.example/x`, `\u003cscript\u003e`, `<style>*{display:none}</style>`,
}

// Whatever articles, names, addresses and questions say, pages show it as text.
func TestHostileWords(t *testing.T) {
	s := shelf(t, func(yield func(news.Article, error) bool) {
		for i, h := range hostile {
			text := h + " said it. The mayor told " + h + " that " + h + " was " + h + "."
			whole := func(from, to int) news.Part { return news.Part{{Start: from, End: to}} }
			p := &news.Speaker{ID: "p1", Name: h, Role: h, Kind: news.Person, Mentions: []news.Mention{{Span: news.Span{Start: 0, End: len(h)}}}}
			a := news.Article{
				ID: fmt.Sprint("a", i), URL: h, Title: h, Outlet: h, Published: "2031-10-18", Language: "en", Text: text,
				Speakers:   []*news.Speaker{p},
				Statements: []news.Statement{{ID: "s1", Form: news.Indirect, Mode: news.Said, Source: whole(0, len(h)), Cue: whole(len(h)+1, len(h)+5), Content: whole(len(h)+10, len(text)), Speaker: p}},
			}
			if !yield(a, nil) {
				return
			}
		}
	})
	seen := map[string]bool{}
	for queue := []string{"/", "/search?q=mayor", "/search?q=mayor&page=2", "/speakers?name=alert"}; len(queue) > 0 && len(seen) < 200; queue = queue[1:] {
		if path, _, _ := strings.Cut(queue[0], "?"); seen[queue[0]] || strings.Contains(path, ".") {
			continue
		}
		seen[queue[0]] = true
		_, page := get(t, s.URL+queue[0])
		for _, l := range links(t, page) {
			if strings.HasPrefix(l, "//") || strings.Contains(l, "evil.example") && !strings.HasPrefix(l, "/") {
				t.Errorf("%s links to %s", queue[0], l)
			}
			if strings.HasPrefix(l, "/") {
				queue = append(queue, l)
			}
		}
	}
	for _, h := range hostile {
		for _, path := range []string{"/search?q=", "/speakers?name=", "/compare?a=", "/compare?a=x&b=y&about="} {
			_, page := get(t, s.URL+path+url.QueryEscape(h))
			links(t, page)
		}
	}
}
