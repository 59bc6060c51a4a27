package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
			golden(t, filepath.Join("formats", test.file), got)
		})
	}
}

// golden holds got to what stands in a file of testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test ./cmd/quoth -update rewrites it. Got:\n%s", file, got)
	}
}

// A transcript of a day in parliament: every format does it in a moment.
func TestFormatsTakeLinearTime(t *testing.T) {
	const line = "“Five,” said Ana Reyes on Friday. "
	a := news.Article{ID: "transcript", Text: strings.Repeat(line, 10000)}
	reyes := &news.Speaker{ID: "p1", Name: "Ana Reyes", Kind: news.Person}
	a.Speakers = []*news.Speaker{reyes}
	for at := 0; at < len(a.Text); at += len(line) {
		words := func(phrase string) news.Part {
			i := at + strings.Index(line, phrase)
			return news.Part{{Start: i, End: i + len(phrase)}}
		}
		s := news.Statement{
			ID: fmt.Sprintf("s%d", len(a.Statements)+1), Form: news.Direct, Content: words("“Five,”"), Cue: words("said"), Source: words("Ana Reyes"),
			Speaker: reyes, Confidence: 0.9, SaidOn: &news.SaidOn{Text: "Friday", Date: "2031-10-17", Span: words("Friday")[0]},
			Figures: []news.Figure{{Text: "Five", Low: "5", High: "5", Span: words("Five")[0]}},
		}
		s.Evidence = &news.Evidence{Speaker: []news.Step{{Span: s.Source[0], Why: "a name"}}}
		reyes.Mentions = append(reyes.Mentions, news.Mention{Span: s.Source[0], By: news.ByName})
		a.Statements = append(a.Statements, s)
	}
	for _, format := range formatNames {
		began := time.Now()
		render(t, format.name, screen{width: 80}, a)
		took := time.Since(began)
		t.Logf("%s: %v", format.name, took)
		if took > 5*time.Minute { // no measure of speed: quadratic work takes hours
			t.Errorf("%s took %v for %d statements", format.name, took, len(a.Statements))
		}
	}
}

// The example in the documentation is one that quoth could have printed.
func TestDocumentedExample(t *testing.T) {
	text, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "## JSON Lines")
	_, rest, _ = strings.Cut(rest, "```json\n")
	example, _, _ := strings.Cut(rest, "```")
	var want bytes.Buffer
	if err := json.Compact(&want, []byte(example)); err != nil {
		t.Fatal(err)
	}
	var a news.Article
	if err := json.Unmarshal([]byte(example), &a); err != nil {
		t.Fatal(err)
	}
	if got := render(t, "jsonl", screen{}, a); got != want.String()+"\n" {
		t.Errorf("docs/format.md has\n%s\nit would be printed as\n%s", want.String(), got)
	}
	_, rest, _ = strings.Cut(rest, "## Text")
	_, rest, _ = strings.Cut(rest, "\n    ")
	shown, _, _ := strings.Cut(rest, "\n\n")
	shown = strings.ReplaceAll(shown, "\n    ", "\n")
	if got := render(t, "text", screen{width: 80}, a); !strings.Contains(got, "\n"+shown+"\n") {
		t.Errorf("docs/format.md has\n%s\nwhich is not in\n%s", shown, got)
	}
}
