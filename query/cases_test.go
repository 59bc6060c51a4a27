package query_test

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"quoth/query"
)

var update = flag.Bool("update", false, "rewrite testdata/cases.txt")

// Each case is a comment, a query, and what becomes of it: "= " and the
// canonical form, or a caret under the fault and the message.
func TestCases(t *testing.T) {
	const name = "testdata/cases.txt"
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for c := range strings.SplitSeq(strings.TrimSpace(string(want)), "\n\n") {
		var kept []string
		for line := range strings.SplitSeq(c, "\n") {
			kept = append(kept, line)
			if !strings.HasPrefix(line, "#") {
				kept = append(kept, outcome(line))
				break
			}
		}
		answer := strings.Join(kept, "\n")
		if answer != c && !*update {
			t.Errorf("got\n%s\nwant\n%s", answer, c)
		}
		got = append(got, answer)
	}
	if *update {
		if err := os.WriteFile(name, []byte(strings.Join(got, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func outcome(text string) string {
	q, err := query.Parse(text)
	var fault *query.Error
	if errors.As(err, &fault) {
		_, caret, _ := strings.Cut(fault.Caret(), "\n")
		return caret + " " + fault.Problem + "; " + fault.Advice
	}
	return strings.TrimSpace("= " + q.String())
}

// queries are the queries of all cases.
func queries(t testing.TB) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for c := range strings.SplitSeq(string(text), "\n\n") {
		for line := range strings.Lines(c) {
			if !strings.HasPrefix(line, "#") {
				all = append(all, strings.TrimSuffix(line, "\n"))
				break
			}
		}
	}
	return all
}
