package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"quoth/news"
)

// A marked text is a text in which a reader has put the statements in
// brackets; testdata/README.md describes the syntax.
type marked struct {
	name       string
	text       string
	statements []markedStatement
	known      bool // a known failure: "# known failure" in its comment
	file       string
}

type markedStatement struct {
	number               string // "1", or "1.2" for the second statement inside the content of 1
	source, cue, content news.Part
}

// parseMarked reads the text of one case or article. It reports the place of
// a bracket that does not fit.
func parseMarked(s string) (text string, statements []markedStatement, err error) {
	type open struct {
		role    string
		numbers []string
		start   int
	}
	var stack []open
	parts := map[string]*markedStatement{}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && (s[i+1] == '[' || s[i+1] == ']'):
			i++
			b.WriteByte(s[i])
		case c == '[':
			head, _, ok := strings.Cut(s[i+1:], " ")
			role, numbers, numbered := strings.Cut(head, ":")
			if !numbered {
				numbers = "1"
			}
			if !ok || role != "source" && role != "cue" && role != "content" {
				return "", nil, fmt.Errorf("bracket %q opens no source, cue or content", s[i:min(len(s), i+20)])
			}
			stack = append(stack, open{role, strings.Split(numbers, ","), b.Len()})
			i += len(head) + 1
		case c == ']':
			if len(stack) == 0 {
				return "", nil, fmt.Errorf("bracket closed too often after %q", s[max(0, i-20):i])
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, n := range o.numbers {
				if parts[n] == nil {
					parts[n] = &markedStatement{number: n}
				}
				span := news.Span{Start: o.start, End: b.Len()}
				switch p := parts[n]; o.role {
				case "source":
					p.source = append(p.source, span)
				case "cue":
					p.cue = append(p.cue, span)
				default:
					p.content = append(p.content, span)
				}
			}
		default:
			b.WriteByte(c)
		}
	}
	if len(stack) > 0 {
		return "", nil, fmt.Errorf("bracket not closed: %s", stack[0].role)
	}
	for _, p := range parts {
		sort.Slice(p.content, func(i, j int) bool { return p.content[i].Start < p.content[j].Start })
		statements = append(statements, *p)
	}
	sort.Slice(statements, func(i, j int) bool { return statements[i].number < statements[j].number })
	return b.String(), statements, nil
}

// describe writes the statements in a form that two sides can be compared in
// and a person can read: one line each, blanks and signs at the ends left out.
func describe(text string, statements []markedStatement) []string {
	show := func(p news.Part) string {
		var out []string
		for _, s := range p {
			out = append(out, strings.Trim(strings.Join(strings.Fields(text[s.Start:s.End]), " "), ` .,;:"'“”‘’„«»‹›–—`))
		}
		if len(out) == 0 {
			return "–"
		}
		return strings.Join(out, " … ")
	}
	names := map[string]string{} // by number: the words of the content
	for _, s := range statements {
		names[s.number] = show(s.content)
	}
	var out []string
	for _, s := range statements {
		line := fmt.Sprintf("%s | %s | %s", show(s.source), strings.Trim(show(s.cue), ": "), show(s.content))
		if i := strings.LastIndexByte(s.number, '.'); i >= 0 {
			line += " (within: " + names[s.number[:i]] + ")"
		}
		out = append(out, line)
	}
	sort.Strings(out)
	return out
}

// asMarked gives what was found the numbers of marked text.
func asMarked(statements []news.Statement) []markedStatement {
	var out []markedStatement
	numbers := map[string]string{}
	var number func(i int) string
	number = func(i int) string {
		s := statements[i]
		if n, ok := numbers[s.ID]; ok {
			return n
		}
		n := fmt.Sprintf("%04d", i+1)
		for j := range statements {
			if statements[j].ID == s.Parent {
				n = number(j) + "." + n
			}
		}
		numbers[s.ID] = n
		return n
	}
	for i, s := range statements {
		out = append(out, markedStatement{number(i), s.Source, s.Cue, s.Content})
	}
	return out
}

// readCases reads every case of testdata/cases.
func readCases(t *testing.T) []marked {
	t.Helper()
	var out []marked
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases in testdata/cases")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(string(data), "\n\n") {
			c := marked{file: filepath.Base(path)}
			body := ""
			for line := range strings.Lines(strings.TrimLeft(block, "\n")) {
				comment, ok := strings.CutPrefix(line, "# ")
				switch comment = strings.TrimSpace(comment); {
				case !ok:
					body += line
				case comment == knownFailure:
					c.known = true
				default:
					c.name = strings.TrimSpace(c.name + " " + comment)
				}
			}
			body = strings.Trim(strings.ReplaceAll("\n"+body+"\n", "\n¶\n", "\n\n"), "\n")
			if body == "" {
				continue
			}
			c.text, c.statements, err = parseMarked(body)
			if err != nil {
				t.Fatalf("%s: %s: %v", path, c.name, err)
			}
			out = append(out, c)
		}
	}
	return out
}

const knownFailure = "known failure"
