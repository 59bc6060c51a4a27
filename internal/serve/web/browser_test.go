package web_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axe finds what people who do not see or do not use a mouse would trip over:
// axe-core of Deque Systems, MPL-2.0.
//
//go:embed testdata/axe.min.js
var axe string

// browser starts a real one, or skips the test where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// pages are one of each kind.
func pages(t *testing.T, s *httptest.Server) map[string]string {
	t.Helper()
	first := func(path, pattern string) string {
		_, page := get(t, s.URL+path)
		m := regexp.MustCompile(pattern).FindStringSubmatch(page)
		if m == nil {
			t.Fatalf("%s has nothing like %s", path, pattern)
		}
		return m[len(m)-1]
	}
	statement := first("/search?q=has:variants", `/statement/\w+`)
	speaker := first("/search?q=kind:person", `/speaker/\w+`)
	outlet := first(statement, `</time><span>([^<]+)</span>`)
	article := first(statement, `/article/\w+`)
	return map[string]string{
		"home": "/", "search": "/search?q=the", "nothing": "/search?q=xylophone", "faulty": "/search?q=bye:x", "statement": statement,
		"speaker": speaker, "speakers": "/speakers?name=a", "article": article, "compare": "/compare?" + url.Values{"a": {outlet}, "b": {outlet}}.Encode(), "missing": "/nowhere",
	}
}

// In a real browser, at three widths, light and dark: no page offends a rule of
// WCAG 2.2 AA that a program can check, is wider than the window, or asks for
// what its policy forbids. With QUOTH_SCREENSHOTS=FOLDER the pages are painted
// into it.
func TestPagesInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes long")
	}
	ctx := browser(t)
	s := shelf(t, invented(40))
	folder := os.Getenv("QUOTH_SCREENSHOTS")
	for name, path := range pages(t, s) {
		for _, width := range []int64{320, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), inScheme(scheme), chromedp.Navigate(s.URL+path)); err != nil {
					t.Fatalf("%s at %d: %v", path, width, err)
				}
				wide := evaluate[bool](ctx, t, `document.documentElement.scrollWidth > innerWidth`)
				found := evaluate[string](ctx, t, audit)
				picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(90))
				if err != nil {
					t.Fatal(err)
				}
				if wide {
					t.Errorf("%s is wider than %d", path, width)
				}
				var violations []struct {
					ID    string
					Nodes []string
				}
				if err := json.Unmarshal([]byte(found), &violations); err != nil {
					t.Fatal(err)
				}
				for _, v := range violations {
					t.Errorf("%s, %d, %s: %s\n%s", path, width, scheme, v.ID, strings.Join(v.Nodes[:min(3, len(v.Nodes))], "\n"))
				}
				if folder != "" {
					if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d-%s.jpg", name, width, scheme)), picture, 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// audit asks axe for what offends the rules.
var audit = axe + `; axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
	JSON.stringify(r.violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.html.slice(0, 200) + " " + n.failureSummary)}))))`

func evaluate[T any](ctx context.Context, t *testing.T, script string) T {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// inScheme sets what the reader's system prefers.
func inScheme(scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (v chromedp.Void, err error) {
		_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return v, err
	}
}
