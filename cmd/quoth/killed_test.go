package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"quoth"
	"quoth/internal/invent"
	"quoth/news"
)

// Go test ./cmd/quoth -run Killed -kills 100 takes four minutes.
var kills = flag.Int("kills", 5, "how often TestKilled kills quoth")

// An import or an add that is killed at any moment loses nothing that it
// reported: the articles are in the record whole and once, the record is sound,
// and the same command goes on from there.
func TestKilled(t *testing.T) {
	for _, test := range []struct {
		command    string
		kills      int
		first, all int // articles that are in the record before, and that are to be
		each       int // statements that an article brings
	}{
		{"import", *kills - *kills/5, 30, 280, 1}, // two transactions
		{"add", *kills / 5, 0, 6, 0},
	} {
		t.Run(test.command, func(t *testing.T) {
			t.Parallel()
			part, whole := inventedFile(t, test.first, test.each), inventedFile(t, test.all, test.each)
			var place string
			var told map[string]toldLine
			adds := func(after time.Duration, input string) (done bool) {
				return runFor(t, after, told, test.command, input, "--format", "jsonl", "--record", place)
			}
			anew := func() {
				place, told = filepath.Join(t.TempDir(), "record.db"), map[string]toldLine{}
				if test.first > 0 {
					adds(0, part)
				}
			}
			anew()
			takes := 800 * time.Millisecond // a guess that grows with every kill that came too early
			for killed, done := 0, false; killed < test.kills || !done; {
				if done {
					anew()
				}
				var after time.Duration
				if killed < test.kills {
					after = 1 + rand.N(takes)
				}
				before, start := len(told), time.Now()
				done = adds(after, whole)
				have := verify(t, place, told)
				t.Logf("%v: %d, then %d articles of %d reported, %d in the record", after.Round(time.Millisecond), before, len(told), test.all, have)
				switch {
				case t.Failed():
					t.FailNow()
				case done && have != test.all:
					t.Fatal("all is done, and articles are missing")
				case done && before == test.first:
					takes = time.Since(start)
				case !done:
					killed++
					if len(told) == before {
						takes += takes / 8
					}
				}
			}
		})
	}
}

// inventedFile is a file of invented articles in JSON Lines, each with so many
// of its statements.
func inventedFile(t testing.TB, articles, statements int) string {
	t.Helper()
	var out bytes.Buffer
	n := 0
	for a := range invent.New(7, 1000).Articles() {
		if a.Truth.Version > 1 || n == articles {
			continue
		}
		n++
		a.Statements = a.Statements[:min(statements, len(a.Statements))]
		if statements == 0 {
			a.Speakers = nil
		}
		line, err := json.Marshal(a.Article)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	if n < articles {
		t.Fatalf("%d articles of %d", n, articles)
	}
	name := filepath.Join(t.TempDir(), "articles.jsonl")
	if err := os.WriteFile(name, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// A toldLine is what add and import tell of an article.
type toldLine struct {
	Outcome    quoth.Outcome
	Name       string
	Statements int
}

// runFor runs quoth, kills it after some time, if it is not 0, and notes what
// it reported. It tells whether quoth was done before.
func runFor(t testing.TB, after time.Duration, told map[string]toldLine, args ...string) (done bool) {
	t.Helper()
	ctx, stop := t.Context(), func() {}
	if after > 0 {
		ctx, stop = context.WithTimeout(ctx, after)
	}
	defer stop()
	done, complaint := finish(ctx, t, told, args...)
	if complaint != "" {
		t.Fatalf("quoth %v: %s", args, complaint)
	}
	return done
}

// finish runs quoth until the context ends, and notes what it reported.
func finish(ctx context.Context, t testing.TB, told map[string]toldLine, args ...string) (done bool, complaint string) {
	t.Helper()
	cmd := exec.CommandContext(ctx, "quoth", args...)
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err := cmd.Run()
	for line := range bytes.Lines(out.Bytes()) {
		var l toldLine
		if !bytes.HasSuffix(line, []byte("\n")) {
			break // killed in the middle of a word
		}
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if l.Outcome != quoth.Known {
			if before, twice := told[l.Name]; twice {
				t.Errorf("%s was reported as added with %d statements, and again: %+v", l.Name, before.Statements, l)
			}
			told[l.Name] = l
		}
	}
	return err == nil, complaints.String()
}

// verify compares a record with what was reported and looks for damage. It
// returns how many articles there are.
func verify(t testing.TB, place string, told map[string]toldLine) int {
	t.Helper()
	if _, err := os.Stat(place); err != nil && len(told) == 0 {
		return 0 // killed before there was a record
	}
	record, err := quoth.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer record.Close()
	have := map[string]int{}
	for a, err := range record.Export(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		name := nameOf(a)
		if _, twice := have[name]; twice {
			t.Errorf("%s is twice in the record", name)
		}
		have[name] = len(a.Statements)
	}
	for name, l := range told {
		if n, ok := have[name]; !ok || n != l.Statements {
			t.Errorf("%s was reported with %d statements; in the record: %t, with %d", name, l.Statements, ok, n)
		}
	}
	for f, err := range record.Check(t.Context(), false) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("%+v", f)
	}
	return len(have)
}

// nameOf is what an article is called when it is added.
func nameOf(a news.Article) string {
	if a.URL != "" {
		return a.URL
	}
	return a.ID
}
