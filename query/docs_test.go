package query_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"quoth/query"
)

// page is docs/query.md, which tells people what the language is.
func page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../docs/query.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// block is what stands between fences of a sort.
func block(t *testing.T, text, sort string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "\n```"+sort+"\n")
	inside, _, closed := strings.Cut(rest, "\n```\n")
	if !ok || !closed {
		t.Fatalf("no block of sort %q", sort)
	}
	return inside
}

// Whatever the page shows as code is a query, but for the names of fields and
// the signs that are talked about.
func TestPageShowsQueries(t *testing.T) {
	text := page(t)
	shown := strings.Split(block(t, text, "query"), "\n")
	for _, m := range regexp.MustCompile("`([^`\n]+)`").FindAllStringSubmatch(text, -1) {
		if m[1] != "and" && m[1] != "or" && m[1] != "not" && !strings.HasSuffix(m[1], ":") && strings.Trim(m[1], "&|-") != "" {
			shown = append(shown, m[1])
		}
	}
	if len(shown) < 50 {
		t.Fatalf("only %d queries found", len(shown))
	}
	for _, s := range shown {
		if q, err := query.Parse(s); err != nil || q == (query.Query{}) {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestPageShowsTheErrorThatQuothShows(t *testing.T) {
	want := block(t, page(t), "error")
	text, _, _ := strings.Cut(want, "\n")
	_, err := query.Parse(text)
	var fault *query.Error
	if !errors.As(err, &fault) {
		t.Fatal(err)
	}
	if got := fault.Caret() + "\n" + fault.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPageDescribesEveryFieldAndValue(t *testing.T) {
	text := page(t)
	for _, d := range query.Fields() {
		row := regexp.MustCompile(fmt.Sprintf("(?m)^\\| `%s:` .*$", d.Field)).FindString(text)
		if d.Field == query.Sort { // described by its values
			row = text
		}
		if row == "" {
			t.Errorf("no row describes %s:", d.Field)
		}
		for _, v := range d.Values {
			if !strings.Contains(row, "`"+v.Name+"`") && !strings.Contains(row, "sort:"+v.Name+"`") {
				t.Errorf("%s: %s is missing", d.Field, v.Name)
			}
		}
	}
}

func TestPageStatesTheBounds(t *testing.T) {
	want := fmt.Sprintf("at most %d,%03d bytes, %d terms, and %d brackets", query.MaxLength/1000, query.MaxLength%1000, query.MaxTerms, query.MaxDepth)
	if !strings.Contains(page(t), want) {
		t.Errorf("the page does not say %q", want)
	}
}

// Completion and help rest on the descriptions.
func TestFieldsDescribeThemselves(t *testing.T) {
	for _, d := range query.Fields() {
		if q, err := query.Parse(d.Example); err != nil || !strings.HasPrefix(d.Example, string(d.Field)+":") {
			t.Errorf("%s: example %s: %v, %v", d.Field, d.Example, q, err)
		}
		if d.Help == "" || strings.Contains(d.Help, "\n") {
			t.Errorf("%s: help %q is not one line", d.Field, d.Help)
		}
		if (len(d.Values) > 0) != (d.Takes == query.TakesChoice) {
			t.Errorf("%s: %d values", d.Field, len(d.Values))
		}
		for _, v := range d.Values {
			if _, err := query.Parse(string(d.Field) + ":" + v.Name); err != nil || v.Help == "" {
				t.Errorf("%s:%s: %v, help %q", d.Field, v.Name, err, v.Help)
			}
		}
	}
}
