package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What README asks of the articles in examples/ can be asked, in its order, and
// what it shows of the answers is so.
func TestReadme(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("needs a shell")
	}
	page, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	home, _ := filepath.Abs("../..")
	folder := t.TempDir()
	if err := os.Symlink(filepath.Join(home, "examples"), filepath.Join(folder, "examples")); err != nil {
		t.Skip(err)
	}
	shell := func(line string) string {
		t.Helper()
		command := exec.Command("sh", "-c", line)
		command.Dir = folder
		command.Env = append(os.Environ(), "QUOTH_RECORD="+filepath.Join(folder, "news.db"), "COLUMNS=80")
		out, err := command.Output()
		if err != nil {
			t.Errorf("%s: %v", line, err)
		}
		return string(out)
	}
	for _, part := range strings.Split(string(page), "\n$ ")[1:] {
		line, shown, _ := strings.Cut(part, "\n")
		shown, _, _ = strings.Cut(shown, "\n```")
		shown, _, _ = strings.Cut(shown, "\n…") // and so on
		if out := shell(line); !strings.HasPrefix(out, strings.TrimSpace(shown)) {
			t.Errorf("%s prints\n%s", line, out)
		}
	}
	if strings.Count(string(page), "\n$ ") < 3 {
		t.Error("README shows no answers, or in another way")
	}
	asked := regexp.MustCompile(`(?s)\nAsk it\..*?\n` + "`quoth backup").FindString(string(page))
	if asked == "" {
		t.Error("README asks nothing, or in another way")
	}
	for _, line := range regexp.MustCompile(`(?m)^    (quoth .*?)(?: +#.*)?$`).FindAllStringSubmatch(asked, -1) {
		if line[1] == "quoth serve" {
			continue // it does not end by itself
		}
		if out := shell(line[1]); strings.Contains(out, "nothing found") || strings.Contains(out, "is so already") || strings.Contains(out, "[0 ") {
			t.Errorf("%s prints\n%s", line[1], out)
		}
	}
}
