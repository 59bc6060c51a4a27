package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"quoth"
	"quoth/internal/invent"
	"quoth/news"
)

// shelf is a record with articles in it, behind a server.
func shelf(t testing.TB, articles iter.Seq2[news.Article, error]) *server {
	t.Helper()
	r, err := quoth.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	fill(t, r, articles)
	return newServer(r, slog.New(slog.DiscardHandler))
}

func fill(t testing.TB, r *quoth.Record, articles iter.Seq2[news.Article, error]) {
	t.Helper()
	for a, err := range r.Import(t.Context(), articles) {
		if err != nil || a.Err != nil {
			t.Fatal(err, a.Err)
		}
	}
}

// invented are articles of a made-up world.
func invented(seed uint64, n int) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for a := range invent.New(seed, n).Articles() {
			if !yield(a.Article, nil) {
				return
			}
		}
	}
}

// ask sends a request whose address may be one that no client would write.
func ask(t testing.TB, h http.Handler, method, address, body string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	path, query, _ := strings.Cut(address, "?")
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost/", strings.NewReader(body))
	if plain, err := url.PathUnescape(path); err == nil {
		r.URL.Path, r.URL.RawPath = plain, path
	}
	r.URL.RawQuery = query
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// got decodes an answer that has to be one.
func got[T any](t testing.TB, s *server, address string) T {
	t.Helper()
	w := ask(t, s.handler, http.MethodGet, address, "")
	var v T
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %d, %v, %s", address, w.Code, err, w.Body)
	}
	return v
}

type page struct {
	Statements []news.Entry `json:"statements"`
	Next       *string      `json:"next"`
}

func TestRequests(t *testing.T) {
	s := shelf(t, invented(1, 30))
	all := got[page](t, s, "/api/v1/statements?limit=100&q=has:variants").Statements
	some := all[0]
	outlet := url.QueryEscape(some.Article.Outlet)
	var speaker string
	for _, e := range all {
		if e.Speaker != nil && e.Speaker.ID != "" && e.Speaker.Name != "" {
			speaker = e.Speaker.ID
			break
		}
	}
	for _, c := range []struct {
		address string
		status  int
		has     string // in the body
	}{
		{"/api/v1/statements", 200, `"statements":[{`},
		{"/api/v1/statements?q=form:direct+sort:oldest&limit=1", 200, `"form":"direct"`},
		{"/api/v1/statements?q=zzzzzz", 200, `{"statements":[],"next":null}`},
		{"/api/v1/statements?q=bye:Reyes", 422, `"character":1`},
		{"/api/v1/statements?q=by:Reyes+form:dirct", 422, `"location":"query.q"`},
		{"/api/v1/statements?q=by:Reyes+form:dirct", 422, `^~~~~`},
		{"/api/v1/statements?limit=0", 422, `"location":"query.limit"`},
		{"/api/v1/statements?limit=101", 422, `"location":"query.limit"`},
		{"/api/v1/statements?limit=-5", 422, `"location":"query.limit"`},
		{"/api/v1/statements?limit=99999999999999999999999", 422, `"location":"query.limit"`},
		{"/api/v1/statements?limit=ten", 422, `"location":"query.limit"`},
		{"/api/v1/statements?limit=5&limit=6", 422, `"location":"query.limit"`},
		{"/api/v1/statements?cursor=nonsense", 422, `"location":"query.cursor"`},
		{"/api/v1/statements?cursor=" + newCursor("another", 5, some.ID).String(), 422, `another question`},
		{"/api/v1/statements?query=x", 422, `"location":"query.query"`},
		{"/api/v1/statements?q=%zz", 400, `query string`},
		{"/api/v1/statements/" + some.ID, 200, `"id":"` + some.ID},
		{"/api/v1/statements/" + some.ID[:8], 200, `"id":"` + some.ID},
		{"/api/v1/statements/zzzzzzzzzzzz", 404, `there is no statement`},
		{"/api/v1/statements/", 404, `no such operation`},
		{"/api/v1/statements/" + some.ID + "/variants", 200, `"relation"`},
		{"/api/v1/statements/zzzzzzzzzzzz/variants", 404, `there is no statement`},
		{"/api/v1/articles/" + some.Article.ID, 200, `"text":`},
		{"/api/v1/articles/zzzzzzzzzzzz", 404, `there is no article`},
		{"/api/v1/articles/..%2f..%2fetc%2fpasswd", 404, `there is no article`},
		{"/api/v1/articles/" + some.Article.ID + "/versions", 200, `"number":1`},
		{"/api/v1/articles/zzzzzzzzzzzz/versions", 404, `there is no article`},
		{"/api/v1/speakers?name=" + speaker, 200, `"id":"` + speaker},
		{"/api/v1/speakers", 422, `"location":"query.name"`},
		{"/api/v1/speakers?name=zzzzzz", 200, `{"speakers":[]}`},
		{"/api/v1/speakers/" + speaker, 200, `"spoken_of"`},
		{"/api/v1/speakers/zzzzzzzzzzzz", 404, `there is no`},
		{"/api/v1/timeline?period=year", 200, `"period":"year"`},
		{"/api/v1/timeline?period=week", 422, `"location":"query.period"`},
		{"/api/v1/timeline?q=(", 422, `"location":"query.q"`},
		{"/api/v1/survey", 200, `"surveyed"`},
		{"/api/v1/survey?q=from:yesterday", 422, `"location":"query.q"`},
		{"/api/v1/compare?a=" + outlet + "&b=" + outlet, 200, `"rows"`},
		{"/api/v1/compare?a=" + speaker + "&b=" + outlet, 422, `cannot be compared`},
		{"/api/v1/compare?a=x", 422, `"location":"query.b"`},
		{"/api/v1/compare?a=zzzzzz&b=yyyyyy", 404, `zzzzzz`},
		{"/api/v1/compare?a=x&b=y&about=(", 422, `"location":"query.about"`},
		{"/api/v1/stats", 200, `"place":"",`},
		{"/api/v1/corrections", 200, `{"corrections":[],"next":null}`},
		{"/api/v1/statements.ndjson?limit=3", 200, `"form"`},
		{"/api/v1/statements.ndjson?limit=10001", 422, `"location":"query.limit"`},
		{"/api/v1/statements.ndjson?q=(", 422, `"location":"query.q"`},
		{"/api/v1/articles.ndjson", 200, `"speakers"`},
		{"/api/v1/extract", 405, `POST`},
		{"/api/v1/nothing", 404, `/api tells`},
		{"/api/v2/statements", 404, `/api tells`},
		{"/api", 200, `<!doctype html>`},
		{"/api/openapi.json", 200, `"openapi":"3.1.0"`},
		{"/api/openapi.yaml", 200, `openapi:`},
		{"/api/docs", 404, `/api tells`},
	} {
		w := ask(t, s.handler, http.MethodGet, c.address, "")
		body := strings.ReplaceAll(w.Body.String(), `"$schema"`, "<$schema>")
		if w.Code != c.status || !strings.Contains(body, c.has) {
			t.Errorf("%s: %d, want %d and %s in %.400s", c.address, w.Code, c.status, c.has, body)
		}
		if kind := w.Header().Get("Content-Type"); w.Code >= 400 && kind != problemType {
			t.Errorf("%s: %s", c.address, kind)
		}
	}
}

// What answers are is what their schemas say, field by field.
func TestAnswersFitTheirSchemas(t *testing.T) {
	s := shelf(t, invented(2, 40))
	q := got[page](t, s, "/api/v1/statements?limit=100")
	for i, e := range q.Statements[:6] {
		c := news.Correction{Verb: news.Change, Statement: e.ID, By: "ana", Reason: "see the minutes"}
		if i%2 == 0 {
			c.Verb = news.Hide
		} else {
			mode, quotes := news.Wants, []news.Quote(nil)
			c.Set.Mode, c.Set.Source = &mode, &quotes
		}
		made, err := s.record.Correct(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if i < 2 {
			if _, err := s.record.Undo(t.Context(), made.ID, "ben", "no"); err != nil {
				t.Fatal(err)
			}
		}
	}
	addresses := []string{
		"/statements?limit=100", "/statements?limit=100&q=sort:oldest", "/statements?limit=100&q=has:figures", "/statements?limit=100&q=is:nested", "/statements?q=zzz",
		"/corrections", "/corrections?limit=2", "/stats", "/survey", "/survey?q=zzz", "/timeline", "/timeline?period=year", "/timeline?period=day", "/timeline?q=zzz",
		"/speakers?name=a&limit=100", "/speakers?name=zzz", "/statements.ndjson", "/articles.ndjson",
		"/nothing?", "/statements?limit=0", "/statements?q=bye:x", "/statements?cursor=x", "/statements/zzzzzz", "/statements?x=y&z=%00",
	}
	people, outlets := map[string]bool{}, map[string]bool{}
	for _, e := range got[page](t, s, "/api/v1/statements?limit=100&q=has:variants").Statements {
		addresses = append(addresses, "/statements/"+e.ID, "/statements/"+e.ID+"/variants", "/articles/"+e.Article.ID, "/articles/"+e.Article.ID+"/versions")
		if e.Speaker != nil && e.Speaker.ID != "" {
			people[e.Speaker.ID] = true
		}
		outlets[e.Article.Outlet] = true
	}
	for _, names := range []map[string]bool{people, outlets} {
		last := ""
		for n := range names {
			if last != "" {
				addresses = append(addresses, "/compare?a="+url.QueryEscape(last)+"&b="+url.QueryEscape(n))
			}
			last = n
		}
	}
	for p := range people {
		addresses = append(addresses, "/speakers/"+p, "/speakers?name="+p)
	}
	seen := map[string]int{}
	for _, a := range addresses {
		w := ask(t, s.handler, http.MethodGet, root+a, "")
		name := schemaOf(t, s, a, w)
		seen[name]++
		for line := range strings.Lines(w.Body.String()) { // JSON is one line, too
			if faults := misfits(t, s, name, line); len(faults) > 0 {
				t.Fatalf("%s is no %s: %v\n%.600s", a, name, faults, line)
			}
		}
	}
	t.Log(seen)
	for _, name := range []string{"Statements", "Entry", "Variants", "Kept", "Versions", "Speakers", "Profile", "Timeline", "Survey", "Comparison", "Stats", "Corrections", "Article", "Problem"} {
		if seen[name] == 0 {
			t.Errorf("there was no %s among the answers", name)
		}
	}
	// The check would see a field too many, one that is missing, and one of another type.
	w := ask(t, s.handler, http.MethodGet, root+addresses[len(addresses)-1], "").Body.String()
	for _, bad := range []string{strings.Replace(w, `"names":`, `"extra":1,"names":`, 1), strings.Replace(w, `"names":`, `"nams":`, 1), strings.Replace(w, `"articles":`, `"articles":"x","was":`, 1), strings.Replace(w, `"country":`, `"country":[],"was":`, 1)} {
		if bad == w || len(misfits(t, s, "Speakers", bad)) == 0 {
			t.Errorf("this fits: %s", bad)
		}
	}
}

// schemaOf names the schema that the document promises for an answer.
func schemaOf(t *testing.T, s *server, address string, w *httptest.ResponseRecorder) string {
	t.Helper()
	path, _, _ := strings.Cut(root+address, "?")
	kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	if kind == problemType {
		return "Problem"
	}
	for template, item := range s.api.OpenAPI().Paths {
		have, want := strings.Split(path, "/"), strings.Split(template, "/")
		if item.Get != nil && len(have) == len(want) && !slices.ContainsFunc(slices.Collect(maxed(len(want))), func(i int) bool { return want[i] != "{id}" && want[i] != have[i] }) {
			if m := item.Get.Responses["200"].Content[kind]; m != nil && w.Code == http.StatusOK {
				return strings.TrimPrefix(m.Schema.Ref, refPrefix)
			}
		}
	}
	t.Fatalf("%s: the document knows no answer %d of type %s: %s", address, w.Code, kind, w.Body)
	return ""
}

func maxed(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// misfits is where JSON is not what a schema says.
func misfits(t *testing.T, s *server, schema, text string) []error {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	var found huma.ValidateResult
	registry := s.api.OpenAPI().Components.Schemas
	huma.Validate(registry, registry.Map()[schema], huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, &found)
	return found.Errors
}

// Pages are together what there is, also if articles come in between.
func TestPages(t *testing.T) {
	s := shelf(t, invented(3, 20))
	for _, q := range []string{"sort:newest", "sort:oldest", "the"} {
		whole := got[page](t, s, "/api/v1/statements?limit=100&q="+url.QueryEscape(q)).Statements
		var ids []string
		next := "/api/v1/statements?limit=7&q=" + url.QueryEscape(q)
		for next != "" && len(ids) < len(whole) {
			w := ask(t, s.handler, http.MethodGet, next, "")
			var p page
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusOK {
				t.Fatalf("%s: %d, %v", next, w.Code, err)
			}
			for _, e := range p.Statements {
				ids = append(ids, e.ID)
			}
			next = ""
			if p.Next != nil {
				next = *p.Next
			}
			if link := w.Header().Get("Link"); link != "<"+next+`>; rel="next"` && next != "" || next == "" && link != "" {
				t.Errorf("Link: %s, next: %s", link, next)
			}
		}
		for i, e := range whole {
			if i >= len(ids) || ids[i] != e.ID {
				t.Fatalf("%q: statement %d is another one: %d in pages, %d at once", q, i, len(ids), len(whole))
			}
		}
	}
	first := got[page](t, s, "/api/v1/statements?limit=10&q=sort:newest")
	second := got[page](t, s, *first.Next)
	fill(t, s.record, invented(4, 20))
	if now := got[page](t, s, "/api/v1/statements?limit=10&q=sort:newest"); now.Statements[0].ID == first.Statements[0].ID {
		t.Log("nothing came in front")
	}
	again := got[page](t, s, *first.Next)
	known := map[string]bool{}
	for _, e := range first.Statements {
		known[e.ID] = true
	}
	for _, e := range again.Statements {
		if known[e.ID] || e.Day > first.Statements[9].Day {
			t.Errorf("%s of %s comes again, or belongs in front", e.ID, e.Day)
		}
	}
	_ = second
	// The statement behind which it goes on is gone: its place is left.
	gone := newCursor("statements sort:newest", 10, "zzzzzzzzzzzz").String()
	whole := got[page](t, s, "/api/v1/statements?limit=100&q=sort:newest").Statements
	if p := got[page](t, s, "/api/v1/statements?limit=1&q=sort:newest&cursor="+gone); p.Statements[0].ID != whole[10].ID {
		t.Errorf("got %s, want %s", p.Statements[0].ID, whole[10].ID)
	}
}

func TestCorrectionsByPages(t *testing.T) {
	s := shelf(t, invented(5, 5))
	for _, e := range got[page](t, s, "/api/v1/statements?limit=5").Statements {
		if _, err := s.record.Correct(t.Context(), news.Correction{Verb: news.Hide, Statement: e.ID, By: "ana"}); err != nil {
			t.Fatal(err)
		}
	}
	type corrections struct {
		Corrections []news.Correction `json:"corrections"`
		Next        *string           `json:"next"`
	}
	var ids []string
	next := "/api/v1/corrections?limit=2"
	for range 3 {
		p := got[corrections](t, s, next)
		for _, c := range p.Corrections {
			ids = append(ids, c.ID)
		}
		if next = ""; p.Next != nil {
			next = *p.Next
		}
	}
	if whole := got[corrections](t, s, "/api/v1/corrections").Corrections; len(whole) != 5 || len(ids) != 5 || next != "" || ids[4] != whole[4].ID {
		t.Errorf("%d at once, %v by pages, then %q", len(whole), ids, next)
	}
}

func TestTags(t *testing.T) {
	s := shelf(t, invented(1, 5))
	for _, address := range []string{"/api/v1/stats", "/api/v1/statements", "/api", "/api/openapi.json"} {
		w := ask(t, s.handler, http.MethodGet, address, "")
		tag := w.Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) || w.Header().Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %v", address, w.Header())
		}
		for given, want := range map[string]int{tag: 304, `"x", ` + tag: 304, strings.TrimPrefix(tag, "W/"): 304, "*": 304, `W/"x"`: 200, "": 200} {
			w := ask(t, s.handler, http.MethodGet, address, "", "If-None-Match", given)
			if w.Code != want || (w.Body.Len() == 0) != (want == 304) || w.Header().Get("ETag") != tag {
				t.Errorf("%s, %s: %d, %d bytes, %v", address, given, w.Code, w.Body.Len(), w.Header())
			}
		}
	}
	before := ask(t, s.handler, http.MethodGet, "/api/v1/stats", "").Header().Get("ETag")
	fill(t, s.record, invented(6, 3))
	if after := ask(t, s.handler, http.MethodGet, "/api/v1/stats", "").Header().Get("ETag"); after == before {
		t.Error("another answer has the same tag")
	}
	if w := ask(t, s.handler, http.MethodGet, "/api/v1/stats?x=y", ""); w.Header().Get("ETag") != "" {
		t.Errorf("a problem has a tag: %v", w.Header())
	}
}

func TestStreams(t *testing.T) {
	s := shelf(t, invented(1, 30))
	server := httptest.NewServer(s.handler)
	defer server.Close()
	for address, accept := range map[string]string{"/api/v1/statements.ndjson?q=form:direct": "", "/api/v1/statements?q=form:direct": lines} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+address, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept", accept)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		n := 0
		for line := range strings.Lines(string(b)) {
			var e news.Entry
			if err := json.Unmarshal([]byte(line), &e); err != nil || e.Form != news.Direct {
				t.Errorf("%v: %s", err, line)
			}
			n++
		}
		if err != nil || n < 20 || resp.Header.Get("Content-Type") != lines || resp.Header.Get("ETag") != "" {
			t.Errorf("%s: %d lines, %v, %v", address, n, err, resp.Header)
		}
	}
	if w := ask(t, s.handler, http.MethodHead, "/api/v1/articles.ndjson", ""); w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("%d, %d bytes", w.Code, w.Body.Len())
	}
	for range mostStreams {
		s.streaming <- struct{}{}
	}
	if w := ask(t, s.handler, http.MethodGet, "/api/v1/articles.ndjson", ""); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
}

// A record that cannot be read is a problem that tells nothing of it.
func TestFaultsAreNotTold(t *testing.T) {
	s := shelf(t, invented(1, 3))
	log := &strings.Builder{}
	s.log = slog.New(slog.NewTextHandler(log, nil))
	s.record.Close()
	for _, a := range []string{"/statements", "/stats", "/timeline", "/survey", "/speakers?name=a", "/corrections", "/statements.ndjson", "/articles.ndjson", "/compare?a=a&b=b", "/articles/abcdefgh", "/speakers/abcdefgh"} {
		w := ask(t, s.handler, http.MethodGet, root+a, "")
		if body := w.Body.String(); w.Code != http.StatusInternalServerError || !strings.Contains(body, broken) || strings.Contains(body, "sql") || strings.Contains(body, "/tmp") {
			t.Errorf("%s: %d, %s", a, w.Code, body)
		}
	}
	if !strings.Contains(log.String(), "closed") {
		t.Errorf("the log says %s", log)
	}
}

// An answer for which the time is over is one to be asked for again.
func TestTimeIsOver(t *testing.T) {
	s := shelf(t, invented(1, 3))
	ctx, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	for _, a := range []string{"/statements", "/stats", "/timeline", "/speakers?name=a", "/statements.ndjson", "/compare?a=a&b=b"} {
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, root+a, http.NoBody)
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d, %s", a, w.Code, w.Body)
		}
	}
	for address, want := range map[string]time.Duration{"/api/v1/stats": time.Second, "/articles.ndjson": time.Second, "/api/v1/articles.ndjson": longestStream} {
		if got := Bound(httptest.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody), time.Second); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
	if got := Bound(httptest.NewRequestWithContext(ctx, http.MethodPost, ExtractPath, http.NoBody), time.Second); got != longestReading {
		t.Errorf("%v", got)
	}
}

func TestExtract(t *testing.T) {
	s := shelf(t, invented(1, 0))
	post := func(body string, header ...string) *httptest.ResponseRecorder {
		return ask(t, s.handler, http.MethodPost, ExtractPath, body, append([]string{"Content-Type", "application/json"}, header...)...)
	}
	const said = `{"text":"“The toll will be gone by May,” port director Ana Reyes said on Friday.","published":"2031-10-18","title":"Toll to go"}`
	w := post(said)
	var a news.Article
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != http.StatusOK || len(a.Statements) != 1 || a.Statements[0].Speaker.Name != "Ana Reyes" || a.Title != "Toll to go" {
		t.Errorf("%d, %v, %s", w.Code, err, w.Body)
	}
	if faults := misfits(t, s, "Article", w.Body.String()); len(faults) > 0 {
		t.Error(faults)
	}
	for body, want := range map[string]struct {
		status int
		has    string
	}{
		``:                                {400, ""},
		`{`:                               {400, "body"},
		`[]`:                              {422, "body"},
		`null`:                            {422, "body"},
		`{}`:                              {422, "body.text"},
		`{"title":"x"}`:                   {422, "text"},
		`{"text":5}`:                      {422, "body.text"},
		`{"text":""}`:                     {422, "body.text"},
		`{"text":"x","more":1}`:           {422, "body.more"},
		`{"text":"x","title":["y"]}`:      {422, "body.title"},
		`{"text":"\u0000\ud800 said"}`:    {200, ""},
		`{"text":"Il a dit que non."}`:    {200, `"statements":[]`},
		`{"text":"x","language":"xx"}`:    {200, `"statements":[]`},
		"{\"text\":\"\xff\xfe he said\"}": {200, ""},
		`{"text":"` + strings.Repeat("a", mostBytes) + `"}`: {413, "bytes"},
	} {
		if w := post(body); w.Code != want.status || !strings.Contains(w.Body.String(), want.has) {
			t.Errorf("%.60s: %d, %.300s", body, w.Code, w.Body)
		}
	}
	if w := post(said, "Content-Type", "text/plain"); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("%d, %s", w.Code, w.Body)
	}
	for range cap(s.reading) {
		s.reading <- struct{}{}
	}
	if w := post(said); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "texts") {
		t.Errorf("%d, %v, %s", w.Code, w.Header(), w.Body)
	}
}

// Whatever stands in a parameter, it is the client's fault.
func TestHostileValues(t *testing.T) {
	s := shelf(t, invented(1, 5))
	values := []string{
		"\x00", "a\x00b", "\xff\xfe", "../", "../../etc/passwd", "/etc/passwd", strings.Repeat("a", 1<<20), strings.Repeat("(", 5000), strings.Repeat("é", 3000),
		"99999999999999999999999999", "-1", "1e999", "NaN", "' OR 1=1 --", "\"", "%", "*", "<script>alert(1)</script>", "\u202e", "\r\nX-Evil: 1", "null", "[]", "{}", " ", "\\",
		"postgres://x", "file:///etc/passwd", "AQ", strings.Repeat("A", 200), newCursor("statements ", 1<<50, "a").String(),
	}
	for template, item := range s.api.OpenAPI().Paths {
		if item.Get == nil {
			continue
		}
		required := url.Values{}
		for _, p := range item.Get.Parameters {
			if p.In == "query" && p.Required {
				required.Set(p.Name, "a")
			}
		}
		for _, p := range append(item.Get.Parameters, &huma.Param{Name: "other", In: "query"}) {
			for _, v := range values {
				address := strings.ReplaceAll(template, "{id}", "abcdefgh")
				query := url.Values{}
				if p.In == "path" {
					address = strings.ReplaceAll(template, "{id}", url.PathEscape(v))
				}
				for name := range required {
					query.Set(name, "a")
				}
				if p.In == "query" {
					query.Set(p.Name, v)
				}
				w := ask(t, s.handler, http.MethodGet, address+"?"+query.Encode(), "")
				if w.Code >= 500 || w.Code >= 400 && (w.Header().Get("Content-Type") != problemType || w.Body.Len() > 4096) {
					t.Errorf("%s, %s=%.40q: %d, %.300s", template, p.Name, v, w.Code, w.Body)
				}
				if p.Name == "other" && w.Code != http.StatusUnprocessableEntity || p.Name == "limit" && w.Code < 400 && v != " " {
					t.Errorf("%s, %s=%.40q: %d", template, p.Name, v, w.Code)
				}
				if strings.Contains(w.Header().Get("Link")+fmt.Sprint(w.Header()["X-Evil"]), "\n") {
					t.Errorf("%v", w.Header())
				}
			}
		}
	}
}

func TestDocument(t *testing.T) {
	s := shelf(t, invented(1, 0))
	text := ask(t, s.handler, http.MethodGet, "/api/openapi.json", "").Body.String()
	var document map[string]any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	known := document["components"].(map[string]any)["schemas"].(map[string]any)
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok && known[strings.TrimPrefix(ref, refPrefix)] == nil {
				t.Errorf("%s leads nowhere", ref)
			}
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(document)
	page := ask(t, s.handler, http.MethodGet, "/api", "").Body.String()
	for path := range document["paths"].(map[string]any) {
		if !strings.Contains(page, path) {
			t.Errorf("the page does not tell of %s", path)
		}
	}
	for _, name := range []string{"cursor", "period", "about", "published", "outlet"} {
		if !strings.Contains(page, "<dt><code>"+name+"</code></dt>") {
			t.Errorf("the page does not tell of %s", name)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "style=") {
		t.Error("the page has what its policy forbids")
	}
}
