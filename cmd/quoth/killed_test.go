package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quoth"
	"quoth/internal/invent"
)

// Go test ./cmd/quoth -run Killed -kills 100 takes a minute.
var kills = flag.Int("kills", 4, "how often to kill quoth add")

// An add that is killed at any moment loses nothing that it reported, and goes
// on where it was.
func TestKilled(t *testing.T) {
	folder := t.TempDir()
	place, input := filepath.Join(folder, "record.db"), filepath.Join(folder, "articles.jsonl")
	articles := min(400, 25**kills)
	writeInvented(t, input, articles)
	rng := rand.New(rand.NewPCG(1, uint64(*kills)))
	reported := map[string]int{} // statements by article, as first reported
	for round := range *kills + 1 {
		command := exec.Command("quoth", "import", "--record", place, "--format", "jsonl", input)
		if round%10 == 9 { // real extraction, now and then
			command = exec.Command("quoth", "add", "--record", place, "--format", "jsonl", "../../examples/cyclone.txt", "../../examples/seal-bus.txt", input)
		}
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var told bytes.Buffer
		command.Stderr = &told
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		if round < *kills {
			timer := time.AfterFunc(time.Duration(20+rng.IntN(2*articles+100))*time.Millisecond, func() { _ = command.Process.Kill() })
			defer timer.Stop()
		}
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var line struct {
				Article, Outcome string
				Statements       int
			}
			if json.Unmarshal(lines.Bytes(), &line) == nil && line.Outcome == "added" {
				if _, twice := reported[line.Article]; twice {
					t.Errorf("%s was added twice", line.Article)
				}
				reported[line.Article] = line.Statements
			}
		}
		if err := command.Wait(); round == *kills && err != nil {
			t.Fatalf("the last run, which nobody killed: %v\n%s", err, &told)
		}
	}
	r, err := quoth.OpenExisting(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for id, statements := range reported {
		a, err := r.Article(t.Context(), id)
		if v, e := r.Versions(t.Context(), id); err != nil || e != nil || len(v) == 1 && len(a.Statements) != statements {
			t.Errorf("%s: reported with %d statements, has %d: %v", id, statements, len(a.Statements), err)
		}
	}
	stats, err := r.Stats(t.Context())
	if err != nil || stats.Articles < articles*9/10 || stats.Articles < len(reported) {
		t.Errorf("%d articles reported, %+v, %v", len(reported), stats, err)
	}
	for f, err := range r.Check(t.Context(), false) {
		t.Errorf("check: %+v, %v", f, err)
	}
}

func writeInvented(t *testing.T, file string, n int) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	for a := range invent.New(9, n).Articles() {
		if err := e.Encode(a.Article); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Two that add and one that searches, all at once, on a record that none of
// them finds there.
func TestSideBySide(t *testing.T) {
	folder := t.TempDir()
	place := filepath.Join(folder, "record.db")
	var all []*exec.Cmd
	for i := range 2 {
		input := filepath.Join(folder, fmt.Sprintf("articles%d.jsonl", i))
		writeInvented(t, input, 60)
		all = append(all, exec.Command("quoth", "import", "--record", place, input))
	}
	outs := make([]bytes.Buffer, len(all))
	for i, c := range all {
		c.Stderr = &outs[i]
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
	}
	for range 10 {
		out, err := exec.Command("quoth", "search", "--record", place, "the").CombinedOutput()
		if err != nil && !strings.Contains(string(out), "there is no record") {
			t.Errorf("search: %v: %s", err, out)
		}
		time.Sleep(50 * time.Millisecond)
	}
	for i, c := range all {
		if err := c.Wait(); err != nil {
			t.Errorf("import: %v: %s", err, &outs[i])
		}
	}
	if out, err := exec.Command("quoth", "check", "--record", place).CombinedOutput(); err != nil {
		t.Errorf("check: %v: %s", err, out)
	}
}

// A damaged record says so, and gives what can be read.
func TestDamaged(t *testing.T) {
	folder := t.TempDir()
	whole, input := filepath.Join(folder, "whole.db"), filepath.Join(folder, "articles.jsonl")
	writeInvented(t, input, 60)
	if out, err := exec.Command("quoth", "import", "--record", whole, input).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	sound, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	middle := bytes.Clone(sound)
	for i := len(middle) / 3; i < len(middle)/3+20000; i++ {
		middle[i] = 0x5a
	}
	for name, test := range map[string]struct {
		bytes []byte
		rows  bool // whether export gives any article
	}{
		"overwritten in the middle": {middle, true},
		"cut in half":               {sound[:len(sound)/8192*4096], false},
		"its first page is gone":    {append(bytes.Repeat([]byte{0}, 4096), sound[4096:]...), false},
		"something else":            {[]byte("Dear record,\n"), false},
	} {
		t.Run(name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "record.db")
			if err := os.WriteFile(place, test.bytes, 0o644); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command("quoth", "check", "--record", place).CombinedOutput()
			if err == nil || !strings.Contains(string(out), "record.db") || strings.Contains(string(out), "goroutine") {
				t.Errorf("check: %v: %s", err, out)
			}
			var complaints bytes.Buffer
			export := exec.Command("quoth", "export", "--record", place)
			export.Stderr = &complaints
			rows, err := export.Output()
			if err == nil || complaints.Len() == 0 || strings.Contains(complaints.String(), "goroutine") {
				t.Errorf("export: %v: %s", err, &complaints)
			}
			if n := bytes.Count(rows, []byte("\n")); test.rows && n == 0 {
				t.Errorf("export gives %d articles: %s", n, &complaints)
			}
		})
	}
}

// A record of a newer quoth is refused, and left as it is.
func TestNewer(t *testing.T) {
	place := filepath.Join(t.TempDir(), "record.db")
	input := filepath.Join(t.TempDir(), "article.jsonl")
	writeInvented(t, input, 2)
	if out, err := exec.Command("quoth", "import", "--record", place, input).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	raise(t, place)
	before, _ := os.ReadFile(place)
	for _, args := range [][]string{{"search", "the"}, {"import", input}, {"add", input}, {"stats"}, {"check"}, {"export"}, {"who", "Reyes"}} {
		out, err := exec.Command("quoth", append(args, "--record", place)...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), "was written by a newer quoth") {
			t.Errorf("%v: %v: %s", args, err, out)
		}
	}
	if after, _ := os.ReadFile(place); !bytes.Equal(before, after) {
		t.Error("the record was changed")
	}
}

// Reading needs no right to write.
func TestReadOnly(t *testing.T) {
	folder := t.TempDir()
	place, input := filepath.Join(folder, "record.db"), filepath.Join(t.TempDir(), "article.jsonl")
	writeInvented(t, input, 5)
	if out, err := exec.Command("quoth", "import", "--record", place, input).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for path, mode := range map[string]os.FileMode{place: 0o444, folder: 0o555} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
	if f, err := os.OpenFile(place, os.O_RDWR, 0); err == nil {
		f.Close()
		t.Skip("this user may write everything")
	}
	if out, err := exec.Command("quoth", "search", "--record", place, "the").CombinedOutput(); err != nil {
		t.Errorf("search: %v: %s", err, out)
	}
	if out, err := exec.Command("quoth", "import", "--record", place, input).CombinedOutput(); err == nil || !strings.Contains(string(out), "may not be written") {
		t.Errorf("import: %v: %s", err, out)
	}
}
