package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quoth/internal/invent"
)

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
		rows  bool   // whether export gives any article
		says  string // what export says
	}{
		"overwritten in the middle": {middle, true, "damaged"},
		"a tenth cut off":           {sound[:len(sound)*9/10], true, "damaged"},
		"cut in half":               {sound[:len(sound)/8192*4096], false, "damaged"},
		"a quarter is left":         {sound[:len(sound)/16384*4096], false, "damaged"},
		"only the head is left":     {sound[:100], false, "damaged"},
		"its tables are gone":       {slices.Concat(sound[:100], bytes.Repeat([]byte{0x5a}, 3996), sound[4096:]), false, "nothing of it can be read"},
		"its first page is gone":    {append(make([]byte, 4096), sound[4096:]...), false, "is no record"},
		"something else":            {[]byte("Dear record,\n"), false, "is no record"},
	} {
		t.Run(name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "record.db")
			if err := os.WriteFile(place, test.bytes, 0o644); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"check"}, {"check", "--repair"}, {"export"}, {"search", "the"}, {"timeline", "the"}, {"stats"}, {"import", input}, {"backup", place + ".copy"}} {
				ctx, stop := context.WithTimeout(t.Context(), time.Minute)
				defer stop()
				command := exec.CommandContext(ctx, "quoth", append(args, "--record", place)...)
				var out, told bytes.Buffer
				command.Stdout, command.Stderr = &out, &told
				err := command.Run()
				status := command.ProcessState.ExitCode()
				if status != 0 && args[0] != "export" && !strings.Contains(told.String()+out.String(), "record.db") || status > 1 || status < 0 {
					t.Errorf("%v: %v: %s", args, err, &told)
				}
				if strings.Contains(told.String(), "SQL logic") {
					t.Errorf("%v speaks of SQL: %s", args, &told)
				}
				lines := map[string]bool{}
				for line := range strings.Lines(out.String()) {
					if args[0] == "check" && lines[line] {
						t.Errorf("%v says twice: %s", args, line)
					}
					lines[line] = true
				}
				switch n := bytes.Count(out.Bytes(), []byte("\n")); {
				case args[0] == "check" && status == 0:
					t.Errorf("check finds nothing wrong: %s", &out)
				case args[0] == "export" && (status == 0 && n < 60 || test.rows != (n > 0) || status == 1 && !strings.Contains(told.String(), test.says)):
					t.Errorf("export gives %d articles: %s", n, &told)
				}
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
