package main

import (
	"fmt"
	"io"
	"strings"

	"quoth/news"
)

// A format prints articles, one at a time, and what follows the last.
type format interface {
	Article(a news.Article) error
	End() error
}

// A screen is what the text format knows of the place it prints to.
type screen struct {
	width int
	color bool
	ascii bool // it has no block characters
}

// formatNames are the values of --format, with what completion says of them.
var formatNames = []choice{
	{"text", "made to be read, in a terminal or in a file"},
	{"jsonl", "JSON Lines, one article a line"},
	{"csv", "one row a statement, for spreadsheets"},
	{"html", "one page that marks every statement in its article"},
}

func newFormat(name string, w io.Writer, s screen) (format, error) {
	switch name {
	case "text":
		return &textFormat{w: w, screen: s}, nil
	case "jsonl":
		return &jsonlFormat{w: w}, nil
	case "csv":
		return newCSV(w), nil
	case "html":
		return &htmlFormat{w: w}, nil
	}
	return nil, fmt.Errorf("there is no format %q", name)
}

// A choice is a value that a flag may have, and what it means.
type choice struct{ name, meaning string }

// A choiceFlag is a flag with a few possible values.
type choiceFlag struct {
	value   string
	choices []choice
}

func (f *choiceFlag) String() string { return f.value }
func (f *choiceFlag) Type() string   { return "name" }

func (f *choiceFlag) Set(value string) error {
	for _, c := range f.choices {
		if c.name == value {
			f.value = value
			return nil
		}
	}
	return fmt.Errorf("it can be %s", f.list())
}

// list spells the values as in "text, jsonl, csv or html".
func (f *choiceFlag) list() string {
	names := make([]string, len(f.choices))
	for i, c := range f.choices {
		names[i] = c.name
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// inOrder calls visit with the index of each statement in article order, but every nested
// statement right behind the one inside whose content it stands; depth 0 has
// no parent. A parent that does not exist, or that is its own descendant, is
// as good as none.
func inOrder(statements []news.Statement, visit func(i, depth int)) {
	known := make(map[string]bool, len(statements))
	for _, s := range statements {
		known[s.ID] = true
	}
	children := make(map[string][]int)
	var roots []int
	for i, s := range statements {
		if s.Parent != "" && s.Parent != s.ID && known[s.Parent] {
			children[s.Parent] = append(children[s.Parent], i)
		} else {
			roots = append(roots, i)
		}
	}
	seen := make([]bool, len(statements))
	var walk func(i, depth int)
	walk = func(i, depth int) {
		if seen[i] {
			return
		}
		seen[i] = true
		visit(i, depth)
		for _, c := range children[statements[i].ID] {
			walk(c, depth+1)
		}
	}
	for _, i := range roots {
		walk(i, 0)
	}
	for i := range statements { // only members of a ring are left
		walk(i, 0)
	}
}
