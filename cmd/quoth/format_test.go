package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func render(t testing.TB, name string, s screen, articles ...news.Article) string {
	t.Helper()
	var b bytes.Buffer
	f, err := newFormat(name, &b, s)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		if err := f.Article(a); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.End(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	all := []news.Article{bridge(), silent(), german(), wide(), hostile()}
	for _, test := range []struct {
		file, format string
		screen       screen
		articles     []news.Article
	}{
		{"articles-80.text", "text", screen{width: 80}, all},
		{"articles-40.text", "text", screen{width: 40}, all},
		{"colour.text", "text", screen{width: 140, color: true}, all[:1]},
		{"explained-80.text", "text", screen{width: 80}, []news.Article{explained()}},
		{"explained-40.text", "text", screen{width: 40}, []news.Article{explained()}},
		{"explained.jsonl", "jsonl", screen{}, []news.Article{explained()}},
		{"articles.jsonl", "jsonl", screen{}, all},
		{"articles.csv", "csv", screen{}, all},
		{"none.csv", "csv", screen{}, nil},
		{"articles.html", "html", screen{}, all},
		{"one.html", "html", screen{}, all[:1]},
		{"none.html", "html", screen{}, nil},
	} {
		t.Run(test.file, func(t *testing.T) {
			got := render(t, test.format, test.screen, test.articles...)
			golden := filepath.Join("testdata", "formats", test.file)
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; go test ./cmd/quoth -update rewrites it. Got:\n%s", golden, got)
			}
		})
	}
}
