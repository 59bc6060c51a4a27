package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func zipped(data string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, data)
	_ = w.Close()
	return b.Bytes()
}

const page = "<!doctype html><p>“The sluice stays shut,” said Orla Fennick.</p>"

func TestGet(t *testing.T) {
	var agent, accept string
	s := serve(t, map[string]http.HandlerFunc{
		"/page": func(w http.ResponseWriter, r *http.Request) {
			agent, accept = r.UserAgent(), r.Header.Get("Accept-Encoding")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Tue, 06 Oct 2026 21:40:00 GMT")
			if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, page)
		},
		"/zipped": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(zipped(page))
		},
		"/moved":  redirect("/moved2#part"),
		"/moved2": redirect("page"),
		"/cut":    redirect("/page"),
		"/untyped": func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			_, _ = io.WriteString(w, page)
		},
		"/unchanged": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
	})
	c := quick(nil)
	ctx := context.Background()
	for _, path := range []string{"/page", "/page#fragment", "/zipped", "/moved", "/untyped"} {
		got, err := c.Get(ctx, s.URL+path, Validators{})
		if err != nil || string(got.Body) != page || got.Unchanged {
			t.Errorf("%s: got %q, %v", path, got.Body, err)
		}
		if path == "/moved" && got.URL != s.URL+"/page" {
			t.Errorf("%s: led to %s", path, got.URL)
		}
	}
	if agent != DefaultUserAgent() || !strings.HasPrefix(agent, "quoth/") || accept != "gzip" {
		t.Errorf("came as %q, accepting %q", agent, accept)
	}
	got, _ := c.Get(ctx, s.URL+"/page", Validators{})
	again, err := c.Get(ctx, s.URL+"/page", got.Validators)
	if err != nil || !again.Unchanged || len(again.Body) > 0 || again.ETag != `"v1"` {
		t.Errorf("unchanged page: got %+v, %v", again, err)
	}
	var status *StatusError
	if _, err := c.Get(ctx, s.URL+"/unchanged", Validators{}); !errors.As(err, &status) || status.Status != http.StatusNotModified {
		t.Errorf("304 that was not asked for: %v", err)
	}
}

func TestWhatServersDoWrong(t *testing.T) {
	typed := func(kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, body)
		}
	}
	packed := func(encoding string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", encoding)
			_, _ = w.Write(body)
		}
	}
	answer := func(status int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
		}
	}
	endless := func(piece []byte, pause time.Duration) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(piece); err != nil {
					return
				}
				_ = http.NewResponseController(w).Flush()
				time.Sleep(pause)
			}
		}
	}
	raw := func(answer string, wait time.Duration) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, answer)
			time.Sleep(wait)
		}
	}
	emptyMembers := bytes.Repeat(zipped(""), 20_000)
	pages := map[string]http.HandlerFunc{"/in": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a")}
	for i := range 12 {
		pages[fmt.Sprintf("/hop%d", i)] = redirect(fmt.Sprintf("/hop%d", i+1))
	}
	pages["/hop12"] = text(page)
	cases := []struct {
		path    string
		handler http.HandlerFunc
		want    string
	}{
		{"/none", nil, "the server answers 404 Not Found: check the address"},
		{"/gone", answer(410), "the server answers 410 Gone: check the address"},
		{"/forbidden", answer(403), "the server answers 403 Forbidden: it does not give the page to programs; save it from a browser"},
		{"/busy", answer(429, "Retry-After", "90"), "the server answers 429 Too Many Requests: try again in 1m30s"},
		{"/down", answer(503), "the server answers 503 Service Unavailable: try again later"},
		{"/odd", answer(299), "the server answers 299"},
		{"/nothing", answer(204), "the server answers 204 No Content"},
		{"/nowhere", answer(302), "the server answers 302 Found"},
		{"/in", nil, "the redirects go in a circle, by "},
		{"/self", redirect("/self"), "the redirects go in a circle, by "},
		{"/hop0", nil, "more than 10 redirects, the last to "},
		{"/odd-target", redirect("http://[::1/"), `a redirect leads to "http://[::1/": `},
		{"/mail", redirect("mailto:ana@news.example"), `a redirect leads to "mailto:ana@news.example": only http and https`},

		{"/short", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>The slu", 0), "the page breaks off: it is shorter than the server announced; try again"},
		{"/short-chunk", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n<p>The slu", 0), "the page breaks off"},
		{"/short-zip", packed("gzip", zipped(strings.Repeat(page, 20))[:60]), "the page breaks off"},
		{"/no-zip", packed("gzip", []byte(page)), "the page arrived damaged"},
		{"/bad-zip", packed("gzip", append(zipped(page)[:20], "xxxxxxxxxxxxxxxxxxxx"...)), "the page arrived damaged"},
		{"/brotli", packed("br", []byte(page)), `the server packed the page as "br", which was not asked for`},
		{"/announced", answer(200, "Content-Length", "2000000"), "the page is larger than 1 MB"},
		{"/endless", endless(bytes.Repeat([]byte("a"), 1<<16), 0), "the page is larger than 1 MB"},
		{"/bomb", packed("gzip", zipped(strings.Repeat("a", 3<<20))), "the page is larger than 1 MB"},
		{"/empty-members", packed("gzip", bytes.Repeat(emptyMembers, 4)), "the page is larger than 1 MB"},
		{"/trickle", endless([]byte("a"), 10*time.Millisecond), "gave up: the server sent only "},
		{"/silent", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<", 400*time.Millisecond), "gave up: the server sent only "},
		{"/no-answer", raw("HTTP/1.1 200 OK\r\nContent-Ty", 700*time.Millisecond), "the server does not answer: "},
		{"/no-http", raw("SSH-2.0-OpenSSH_9.9\r\n", 0), "the request failed: "},
		{"/header", raw("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("a", 300<<10)+"\r\n\r\n", 0), "the request failed: "},

		{"/pdf", typed("application/pdf", "%PDF-1.7"), "this is a PDF document (application/pdf), not a page, a feed or text"},
		{"/jpeg", typed("image/jpeg", "\xff\xd8\xff"), "this is an image (image/jpeg), not"},
		{"/svg", typed("image/svg+xml", "<svg>"), "this is an image (image/svg+xml), not"},
		{"/mp4", typed("video/mp4; codecs=avc1", ""), "this is a video (video/mp4), not"},
		{"/docx", typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ""), "this is an Office document (application/vnd.openxml"},
		{"/css", typed("text/css", "a{}"), "this is a style sheet (text/css), not"},
		{"/js", typed("application/javascript", "a()"), "this is a script (application/javascript), not"},
		{"/unknown", typed("application/octet-stream", "\x00\x01\x02"), "this is a file of another kind (application/octet-stream), not"},
		{"/unknown-pdf", typed("application/octet-stream", "%PDF-1.7"), "this is a PDF document (application/pdf), not"},
		{"/broken-type", typed("///", "\x89PNG\r\n\x1a\n"), "this is an image (image/png), not"},

		{"/rss", typed("application/rss+xml", page), ""},
		{"/xml", typed("text/xml; charset=x; charset=y", page), ""},
		{"/json", typed("application/feed+json", page), ""},
		{"/plain", typed("text/plain", page), ""},
		{"/octets", typed("application/octet-stream", page), ""},
		{"/hop2", nil, ""},
	}
	for _, c := range cases {
		if c.handler != nil {
			pages[c.path] = c.handler
		}
	}
	s := serve(t, pages)
	for _, tc := range cases {
		t.Run(tc.path[1:], func(t *testing.T) {
			t.Parallel()
			c := quick(func(o *Options) { o.MaxBytes, o.Patience, o.MinRate = 1<<20, 200*time.Millisecond, 5000 })
			defer c.Close()
			_, err := c.Get(context.Background(), s.URL+tc.path, Validators{})
			switch {
			case tc.want == "" && err != nil:
				t.Error(err)
			case tc.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tc.want)):
				t.Errorf("got %v, want %s", err, tc.want)
			}
		})
	}
}

func TestTimeout(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, page)
			_ = http.NewResponseController(w).Flush()
			time.Sleep(time.Millisecond)
		}
	}})
	c := quick(func(o *Options) { o.Timeout = 100 * time.Millisecond })
	if _, err := c.Get(context.Background(), s.URL, Validators{}); err == nil || err.Error() != "gave up after 100ms: the server takes too long" {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := quick(nil).Get(ctx, s.URL, Validators{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestServersThatCannotBeReached(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + listener.Addr().String()
	listener.Close()
	if _, err := quick(nil).Get(context.Background(), closed, Validators{}); err == nil || !strings.HasPrefix(err.Error(), "the server cannot be reached: ") {
		t.Errorf("got %v", err)
	}
}

// What robots.txt answers decides what may be fetched.
func TestRobotsOfAServer(t *testing.T) {
	status := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(n) }
	}
	const forbid = "User-agent: quoth\nDisallow: /story"
	for _, c := range []struct {
		name   string
		robots http.HandlerFunc
		want   string
	}{
		{"none", status(404), ""},
		{"gone", status(410), ""},
		{"not for us", status(401), ""},
		{"forbidden", status(403), ""},
		{"fault", status(500), "whether robots.txt allows it cannot be known: the server answers 500"},
		{"down", status(503), "whether robots.txt allows it cannot be known: the server answers 503"},
		{"busy", status(429), "whether robots.txt allows it cannot be known: the server answers 429"},
		{"allowed", text("User-agent: *\nDisallow: /admin"), ""},
		{"not allowed", text(forbid), "the site's robots.txt forbids it (Disallow: /story)"},
		{"others are not", text("User-agent: *\nDisallow: /\n\nUser-agent: quoth\nAllow: /"), ""},
		{"moved", redirect("/to1"), "the site's robots.txt forbids it (Disallow: /story)"},
		{"moved six times", redirect("/to0"), ""},
		{"in a circle", redirect("/robots.txt"), ""},
		{"at the bound", text(strings.Repeat("# long\n", maxRobots/7) + forbid), ""},
		{"within the bound", text(forbid + "\n" + strings.Repeat("# long\n", maxRobots/7+10000)), "the site's robots.txt forbids it (Disallow: /story)"},
		{"cut within a line", text(strings.Repeat("#234567\n", maxRobots/8-1) + "User-agent:quoth\nDisallow: /story"), ""},
		{"a page", text(page), ""},
		{"empty", text(""), ""},
		{"not text", text("\xff\xfe\x00User-agent: *\n\x00Disallow: /"), ""},
	} {
		pages := map[string]http.HandlerFunc{"/robots.txt": c.robots, "/story": text(page)}
		for i := range 5 {
			pages[fmt.Sprintf("/to%d", i)] = redirect(fmt.Sprintf("/to%d", i+1))
		}
		pages["/to5"] = text(forbid)
		s := serve(t, pages)
		_, err := quick(nil).Get(context.Background(), s.URL+"/story", Validators{})
		if got := fmt.Sprint(err); c.want == "" && err != nil || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
		if strings.HasPrefix(c.want, "the site's") && !errors.Is(err, ErrRobots) {
			t.Errorf("%s: not ErrRobots", c.name)
		}
	}
}

// robots.txt is read once for many pages, and again for another agent's client.
func TestRobotsAreKept(t *testing.T) {
	var reads atomic.Int32
	s := serve(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
		reads.Add(1)
		_, _ = io.WriteString(w, "User-agent: courier\nDisallow: /")
	}, "/": text(page)})
	c := quick(nil)
	for i := range 3 {
		if _, err := c.Get(context.Background(), fmt.Sprintf("%s/?%d", s.URL, i), Validators{}); err != nil {
			t.Error(err)
		}
	}
	if reads.Load() != 1 {
		t.Errorf("read %d times", reads.Load())
	}
	c = quick(func(o *Options) { o.UserAgent = "Courier/3" })
	if _, err := c.Get(context.Background(), s.URL, Validators{}); !errors.Is(err, ErrRobots) {
		t.Errorf("got %v", err)
	}
}

// One host is visited by one request at a time, with pauses; two hosts at once.
func TestTurns(t *testing.T) {
	var now, most, requests atomic.Int32
	var mu sync.Mutex
	last, least := map[string]time.Time{}, time.Hour
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		requests.Add(1)
		mu.Lock()
		most.Store(max(most.Load(), n))
		if before, ok := last[r.Host]; ok {
			least = min(least, time.Since(before))
		}
		mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		mu.Lock()
		last[r.Host] = time.Now()
		mu.Unlock()
	}))
	defer s.Close()
	u, _ := url.Parse(s.URL)
	const pause = 30 * time.Millisecond
	c := quick(func(o *Options) { o.Pause = pause })
	names(c, map[string][]string{"a.example": {"127.0.0.1"}, "b.example": {"127.0.0.1"}})
	var wg sync.WaitGroup
	for _, host := range []string{"a.example", "b.example"} {
		for i := range 3 {
			wg.Go(func() {
				if _, err := c.Get(context.Background(), fmt.Sprintf("http://%s:%s/%d", host, u.Port(), i), Validators{}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if requests.Load() != 8 { // with two for robots.txt
		t.Errorf("%d requests", requests.Load())
	}
	if most.Load() != 2 {
		t.Errorf("%d requests at once, want 2", most.Load())
	}
	if least < pause {
		t.Errorf("%v between two requests, want %v", least, pause)
	}
}

func TestDelays(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/robots.txt": text("User-agent: *\nCrawl-delay: 0.1"),
		"/":           text(page),
		"/busy": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
	})
	c := quick(nil)
	ctx := context.Background()
	begin := time.Now()
	for range 2 {
		if _, err := c.Get(ctx, s.URL, Validators{}); err != nil {
			t.Error(err)
		}
	}
	if took := time.Since(begin); took < 100*time.Millisecond {
		t.Errorf("took %v, less than the delay that robots.txt asks for", took)
	}
	var status *StatusError
	if _, err := c.Get(ctx, s.URL+"/busy", Validators{}); !errors.As(err, &status) || status.RetryAfter != 2*time.Hour || !status.Temporary() {
		t.Errorf("got %v", err)
	}
	if _, err := c.Get(ctx, s.URL, Validators{}); err == nil || err.Error() != "127.0.0.1 asked to be left alone: try again in 2h0m0s" {
		t.Errorf("got %v", err)
	}
}

func TestHostsAreForgotten(t *testing.T) {
	c := quick(nil)
	for i := range 3 * manyHosts {
		leave, err := c.enter(context.Background(), fmt.Sprint(i))
		if err != nil {
			t.Fatal(err)
		}
		leave(time.Nanosecond)
	}
	if len(c.hosts) > manyHosts {
		t.Errorf("%d are remembered", len(c.hosts))
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 10, 6, 21, 40, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"120": 2 * time.Minute, " 0 ": 0, "": 0, "-5": 0, "soon": 0, "1.5": 0, "99999999": maxRetryAfter, "99999999999999999999": 0,
		"Tue, 06 Oct 2026 21:50:00 GMT": 10 * time.Minute, "Tue, 06 Oct 2026 21:30:00 GMT": 0, "Wed, 06 Oct 2100 21:30:00 GMT": maxRetryAfter,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
}

func FuzzHeaders(f *testing.F) {
	f.Add("120", "text/html; charset=utf-8", `"v1"`)
	f.Add("Tue, 06 Oct 2026 21:50:00 GMT", "///", "\n")
	f.Fuzz(func(t *testing.T, retry, kind, tag string) {
		if d := retryAfter(retry, time.Now()); d < 0 || d > maxRetryAfter {
			t.Fatalf("%q: %v", retry, d)
		}
		if err := readable(kind, []byte(page)); err != nil && len(err.Error()) > 300 {
			t.Fatalf("%q: %v", kind, err)
		}
		v := validators(http.Header{"Etag": {tag}})
		if strings.ContainsAny(v.ETag, "\r\n\x00") {
			t.Fatalf("%q is sent back", v.ETag)
		}
	})
}
