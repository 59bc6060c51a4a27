package serve

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quoth"
)

func handler(t *testing.T) http.Handler {
	t.Helper()
	r, err := quoth.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return Handler(r, Options{Hosts: []string{"news.example"}})
}

func TestRequestsThatAreRefused(t *testing.T) {
	h := handler(t)
	for _, c := range []struct {
		method, host, path string
		want               int
	}{
		{"GET", "localhost:8080", "/", http.StatusOK},
		{"GET", "127.0.0.1:8080", "/", http.StatusOK},
		{"GET", "[::1]:8080", "/", http.StatusOK},
		{"GET", "news.example", "/", http.StatusOK},
		{"HEAD", "localhost", "/", http.StatusOK},
		{"GET", "evil.example", "/", http.StatusMisdirectedRequest}, // a name that leads here, told by another page
		{"GET", "localhost.evil.example", "/", http.StatusMisdirectedRequest},
		{"GET", "192.168.0.7:8080", "/", http.StatusMisdirectedRequest},
		{"GET", "", "/", http.StatusMisdirectedRequest},
		{"POST", "localhost", "/", http.StatusMethodNotAllowed},
		{"DELETE", "localhost", "/statement/abcd", http.StatusMethodNotAllowed},
		{"TRACE", "localhost", "/", http.StatusMethodNotAllowed},
		{"POST", "localhost", "/api/v1/extract", http.StatusUnsupportedMediaType}, // as a form of another page would
		{"POST", "localhost", "/api/v1/statements", http.StatusMethodNotAllowed},
		{"PUT", "localhost", "/api/v1/extract", http.StatusMethodNotAllowed},
		{"OPTIONS", "localhost", "/api/v1/extract", http.StatusMethodNotAllowed}, // what a browser asks before it sends another page's JSON
		{"GET", "localhost", "/api/v1/extract", http.StatusMethodNotAllowed},
		{"GET", "evil.example", "/api/v1/stats", http.StatusMisdirectedRequest},
		{"GET", "localhost", "/api/v1/stats", http.StatusOK},
		{"GET", "localhost", "/api", http.StatusOK},
		{"GET", "localhost", "/search?q=" + strings.Repeat("a", 1<<20), http.StatusRequestURITooLong},
		{"GET", "localhost", "/assets/../../etc/passwd", http.StatusNotFound},
		{"GET", "localhost", "/assets/style.css", http.StatusOK},
		{"GET", "localhost", "/healthz", http.StatusOK},
		{"GET", "localhost", "/readyz", http.StatusOK},
	} {
		r := httptest.NewRequestWithContext(t.Context(), c.method, "http://x/", http.NoBody)
		r.Host, r.RequestURI = c.host, c.path
		path, query, _ := strings.Cut(c.path, "?")
		r.URL.Path, r.URL.RawQuery = path, query
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		got := w.Code
		if got == http.StatusMovedPermanently || got == http.StatusTemporaryRedirect { // to the clean path, where nothing is
			got = http.StatusNotFound
		}
		if got != c.want {
			t.Errorf("%s %.40s of %q: %d, want %d", c.method, c.path, c.host, w.Code, c.want)
		}
		if p := w.Header().Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
			t.Errorf("%s %.40s: policy %q", c.method, c.path, p)
		}
	}
}

// Of all that could change something or costs much, only JSON to one address is let through.
func TestATextIsRead(t *testing.T) {
	s := httptest.NewServer(handler(t))
	defer s.Close()
	for kind, want := range map[string]int{
		"application/json": http.StatusOK, "application/json; charset=utf-8": http.StatusOK, "": http.StatusUnsupportedMediaType, "text/plain": http.StatusUnsupportedMediaType,
		"application/x-www-form-urlencoded": http.StatusUnsupportedMediaType, "multipart/form-data; boundary=x": http.StatusUnsupportedMediaType, "application/json, text/plain": http.StatusUnsupportedMediaType,
	} {
		resp, err := http.Post(s.URL+"/api/v1/extract", kind, strings.NewReader(`{"text":"The toll will be gone by May, Ana Reyes said."}`)) //nolint:noctx // it is over at once
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != want || !strings.Contains(string(b), "Reyes") && want == http.StatusOK || resp.Header.Get("Content-Type") != "application/problem+json" && want != http.StatusOK {
			t.Errorf("%q: %d, %v, %s, %v", kind, resp.StatusCode, err, b, resp.Header)
		}
	}
}

func TestAnswersArePacked(t *testing.T) {
	h := handler(t)
	plain, packed := httptest.NewRecorder(), httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/", http.NoBody)
	h.ServeHTTP(plain, r)
	r.Header.Set("Accept-Encoding", "br, gzip;q=1.0")
	h.ServeHTTP(packed, r)
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() >= plain.Body.Len() {
		t.Fatalf("%v, %d bytes of %d", packed.Header(), packed.Body.Len(), plain.Body.Len())
	}
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != plain.Body.String() {
		t.Errorf("%v, %s", err, got)
	}
}

func TestAPanicIsAnswered(t *testing.T) {
	h := recovered(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("SELECT secret FROM record") }), discard)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "SELECT") {
		t.Errorf("%d, %s", w.Code, w.Body)
	}
}

// An answer that breaks off must not look whole.
func TestABrokenAnswerIsSeen(t *testing.T) {
	h := logged(recovered(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("half of an answer\n", 1000))
		panic(http.ErrAbortHandler)
	}), discard), discard)
	s := httptest.NewServer(h)
	defer s.Close()
	resp, err := http.Get(s.URL) //nolint:noctx // it is over at once
	if err != nil {
		return // it broke off before anything arrived
	}
	defer resp.Body.Close()
	if b, err := io.ReadAll(resp.Body); err == nil {
		t.Errorf("%d bytes that seem to be all", len(b))
	}
}

// Clients that say nothing, lie or dawdle do not keep others waiting, and a
// server that is told to end does.
func TestStrangeClients(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, handler(t)) }()
	for i := range 200 {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		switch i % 5 {
		case 0: // says nothing
		case 1:
			fmt.Fprint(c, "GET / HT")
		case 2:
			fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx")
		case 3:
			fmt.Fprint(c, "\x16\x03\x01\x02\x00 no HTTP at all\r\n\r\n")
		case 4: // two lengths: which is meant is a matter of taste, so neither is
			fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
		}
	}
	begin := time.Now()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(c, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", resp, err)
	}
	resp.Body.Close()
	t.Logf("answered after %v", time.Since(begin))
	cancel()
	select {
	case <-ended:
	case <-time.After(2 * shutdownTime):
		t.Error("the server did not end")
	}
}
