package api

import (
	"context"
	"encoding/json"
	"flag"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"text/template"
	"time"

	"quoth/news"
)

var update = flag.Bool("update", false, "write the operations of docs/api.md anew")

const (
	manual   = "../../../docs/api.md"
	heading  = "## Operations\n"
	sections = `{{range .}}
### {{.Summary}}

` + "`{{.Method}} {{.Address}}`" + `{{with .About}}

{{.}}{{end}}
{{with .Parameters}}
| parameter | what |
|---|---|
{{range .}}| ` + "`{{.Name}}` | {{.What}} |" + `
{{end}}{{end}}
` + "```sh\n{{.Curl}}\n```\n\n```python\n{{.Snippet}}```\n{{end}}"
)

// docs/api.md has the operations as the page has them.
func TestManualTellsTheOperations(t *testing.T) {
	s := shelf(t, invented(1, 0))
	var b strings.Builder
	if err := template.Must(template.New("").Parse(sections)).Execute(&b, s.shownOperations()); err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(have), heading)
	if !ok {
		t.Fatalf("%s has no heading %q", manual, heading)
	}
	want := before + heading + b.String()
	if *update {
		if err := os.WriteFile(manual, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(have) {
		t.Errorf("%s does not tell the operations as they are; go test ./internal/serve/api -update writes them", manual)
	}
}

// Every command and every program of docs/api.md does what it should.
func TestManualWorks(t *testing.T) {
	examples, err := os.ReadFile("testdata/examples.jsonl") // some of the folder examples, as quoth export wrote them
	if err != nil {
		t.Fatal(err)
	}
	s := shelf(t, func(yield func(news.Article, error) bool) {
		for line := range strings.Lines(string(examples)) {
			var a news.Article
			if err := json.Unmarshal([]byte(line), &a); !yield(a, err) {
				return
			}
		}
	})
	server := httptest.NewServer(s.handler)
	defer server.Close()
	text, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]int{}
	for _, m := range regexp.MustCompile("(?s)```(sh|python)\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		language, program := m[1], strings.ReplaceAll(m[2], place, server.URL)
		name, args := "python3", []string{"-c", program}
		if language == "sh" {
			if !strings.HasPrefix(program, "curl ") {
				continue
			}
			name, args = "sh", []string{"-c", strings.Replace(program, "curl -s", "curl -sf", 1)}
			if _, err := exec.LookPath("curl"); err != nil {
				continue
			}
		}
		if _, err := exec.LookPath(name); err != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Env = append(os.Environ(), "no_proxy=*", "PYTHONIOENCODING=utf-8")
		out, err := cmd.CombinedOutput()
		cancel()
		if err != nil || len(out) == 0 && !strings.Contains(program, "/corrections") {
			t.Errorf("%v, %s\n%s", err, out, m[2])
		}
		done[language]++
	}
	if done["sh"]+done["python"] == 0 {
		t.Skip("neither curl nor python3 is here")
	}
	if operations := len(s.operations); done["sh"] != 0 && done["sh"] < operations || done["python"] != 0 && done["python"] < operations {
		t.Errorf("%v of %d operations", done, operations)
	}
}
