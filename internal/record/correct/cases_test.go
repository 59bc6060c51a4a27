package correct_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"quoth/internal/extract/attribution"
	"quoth/internal/extract/figure"
	"quoth/internal/extract/token"
	"quoth/internal/record/correct"
	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

// testdata/README.md describes the cases.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	n := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		blocks := strings.Split(strings.TrimSpace(string(data)), "\n\n")
		for i, block := range blocks {
			given, want, ok := strings.Cut(block, "\n=\n")
			if !ok && !*update {
				t.Errorf("%s: no line with = in\n%s", file, block)
			}
			n++
			name, _, _ := strings.Cut(block, "\n")
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+strings.TrimPrefix(name, "# "), func(t *testing.T) {
				c := readCase(t, given)
				before := inspect(c.now)
				got := describe(correct.Apply(c.now, c.corrections))
				if inspect(c.now) != before {
					t.Error("the article was changed")
				}
				if blocks[i] = given + "\n=\n" + got; got != want && !*update {
					t.Errorf("%s\ngot\n%s\nwant\n%s", given, got, want)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, []byte(strings.Join(blocks, "\n\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n < 40 {
		t.Errorf("%d cases", n)
	}
}

func inspect(a news.Article) string {
	out := fmt.Sprintf("%+v", a)
	for _, s := range a.Speakers {
		out += fmt.Sprintf("%+v", *s)
	}
	return out
}

type testCase struct {
	now         news.Article // as it is read now
	corrections []news.Correction
}

// readCase makes a case's corrections one after another, each on the article as
// those before have left it, as a record does.
func readCase(t *testing.T, block string) testCase {
	t.Helper()
	_, block, _ = strings.Cut(block, "\n")
	first, later, again := strings.Cut(block, "\n~\n")
	reading, made := split(first, "* ")
	var c testCase
	c.now = read(t, reading)
	entries := map[string]string{} // what corrections call a statement
	for _, line := range made {
		if number, ok := strings.CutPrefix(line, "undo "); ok {
			for i := range c.corrections {
				if c.corrections[i].ID == number {
					c.corrections[i].Undone = &news.Undone{By: "desk"}
				}
			}
			continue
		}
		made := parseCorrection(t, line, c.now.Text)
		made.ID = fmt.Sprintf("c%d", len(c.corrections)+1)
		a, applied := correct.Apply(c.now, c.corrections)
		for i, done := range applied {
			if k := slices.IndexFunc(c.corrections, func(c news.Correction) bool { return c.ID == done.Correction }); applied[i].Statement >= 0 {
				entries[a.Statements[done.Statement].ID] = c.corrections[k].Statement
			}
		}
		if made.Verb == news.Insert {
			made.Statement = "entry of " + made.ID
		} else {
			id := made.Statement
			if made.Statement = "entry of " + id; entries[id] != "" {
				made.Statement = entries[id]
			}
			s := byID(a, id)
			if s == nil {
				s = byID(c.now, id) // hidden
			}
			if s == nil {
				t.Fatalf("no statement %s for %q", id, line)
			}
			made.Anchor = correct.Anchor(c.now.Text, s)
		}
		made, err := correct.Complete(made, &a)
		if err == nil {
			err = correct.Validate(made, &a)
		}
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		c.corrections = append(c.corrections, made)
	}
	if again {
		c.now = read(t, later)
	}
	return c
}

func byID(a news.Article, id string) *news.Statement {
	for i := range a.Statements {
		if a.Statements[i].ID == id {
			return &a.Statements[i]
		}
	}
	return nil
}

// split parts the lines that begin with a sign from the others.
func split(block, sign string) (others string, with []string) {
	for line := range strings.Lines(block) {
		if rest, ok := strings.CutPrefix(line, sign); ok {
			with = append(with, strings.TrimSpace(rest))
		} else {
			others += line
		}
	}
	return others, with
}

// parseCorrection reads "change s1 speaker `Ana Reyes` content `one` `two#2`":
// values stand in backquotes, – is none, and #2 asks for the second place of the
// words.
func parseCorrection(t *testing.T, line, text string) news.Correction {
	t.Helper()
	var c news.Correction
	pieces := strings.Split(line, "`")
	words := strings.Fields(pieces[0])
	c.Verb = news.Verb(words[0])
	rest := words[1:]
	if c.Verb != news.Insert {
		c.Statement, rest = words[1], words[2:]
	}
	field := ""
	value := func(v string) {
		quotes := func(p **[]news.Quote) {
			if *p == nil {
				*p = &[]news.Quote{}
			}
			if v == "–" {
				return
			}
			words, number, found := strings.Cut(v, "#")
			q := news.Quote{Text: words}
			if found {
				at := -1
				for range number[0] - '0' {
					at += 1 + strings.Index(text[at+1:], words)
				}
				q = news.Part{{Start: at, End: at + len(words)}}.Quote(text)[0]
			}
			**p = append(**p, q)
		}
		if v == "–" && field != "source" && field != "cue" {
			v = ""
		}
		switch field {
		case "source":
			quotes(&c.Set.Source)
		case "cue":
			quotes(&c.Set.Cue)
		case "content":
			quotes(&c.Set.Content)
		case "form":
			c.Set.Form = ptr(news.Form(v))
		case "mode":
			c.Set.Mode = ptr(news.Mode(v))
		case "polarity":
			c.Set.Polarity = ptr(news.Polarity(v))
		case "kind":
			c.Set.Kind = ptr(news.Kind(v))
		case "speaker":
			c.Set.Speaker = &v
		case "said":
			c.Set.Date = &v
		default:
			t.Fatalf("%q: no field %q", line, field)
		}
	}
	for i, piece := range pieces {
		if i%2 == 1 { // between backquotes
			value(piece)
			continue
		}
		bare := strings.Fields(piece)
		if i == 0 {
			bare = rest
		}
		for _, w := range bare {
			if isField(w) {
				field = w
			} else {
				value(w)
			}
		}
	}
	return c
}

func isField(s string) bool {
	return slices.Contains([]string{"source", "cue", "content", "form", "mode", "polarity", "kind", "speaker", "said"}, s)
}

func ptr[T any](v T) *T { return &v }

// read makes an article of marked text (docs/cases.md) and lines of fields.
func read(t *testing.T, block string) news.Article {
	t.Helper()
	marked, fields := split(block, "> ")
	marked = strings.Trim(strings.ReplaceAll("\n"+marked+"\n", "\n¶\n", "\n\n"), "\n")
	a := news.Article{ID: "case", Language: "en"}
	type open struct {
		role, number string
		start        int
	}
	var stack []open
	parts := map[string]*news.Statement{}
	for i := 0; i < len(marked); {
		r, n := utf8.DecodeRuneInString(marked[i:])
		switch r {
		case '[':
			head, _, _ := strings.Cut(marked[i+1:], " ")
			role, number, ok := strings.Cut(head, ":")
			if !ok {
				number = "1"
			}
			stack = append(stack, open{role, number, len(a.Text)})
			n += len(head) + 1
		case ']':
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for number := range strings.SplitSeq(o.number, ",") {
				if parts[number] == nil {
					parts[number] = &news.Statement{ID: "s" + number, Mode: news.Said, Polarity: news.Asserted, Confidence: .5}
				}
				span := news.Span{Start: o.start, End: len(a.Text)}
				switch s := parts[number]; o.role {
				case "source":
					s.Source = append(s.Source, span)
				case "cue":
					s.Cue = append(s.Cue, span)
				case "content":
					s.Content = append(s.Content, span)
				default:
					t.Fatalf("[%s", o.role)
				}
			}
		default:
			a.Text += marked[i : i+n]
		}
		i += n
	}
	for number, s := range parts {
		if i := strings.LastIndexByte(number, '.'); i >= 0 {
			s.Parent = "s" + number[:i]
		}
		s.Form = attribution.Form(a.Text, token.Find(a.Text), s.Cue, s.Content)
		s.Figures = figure.Within(a.Text, figure.Find(a.Text), s.Content)
		a.Statements = append(a.Statements, *s)
	}
	slices.SortFunc(a.Statements, func(s, t news.Statement) int { return strings.Compare(s.ID, t.ID) })
	named := map[string]*news.Speaker{}
	for _, line := range fields {
		number, rest, _ := strings.Cut(line, " ")
		field, value, _ := strings.Cut(rest, " ")
		s := byID(a, "s"+number)
		if s == nil {
			t.Fatalf("%q: no such statement", line)
		}
		switch field {
		case "mode":
			s.Mode = news.Mode(value)
		case "polarity":
			s.Polarity = news.Polarity(value)
		case "said":
			date, words, _ := strings.Cut(value, " ")
			s.SaidOn = &news.SaidOn{Date: date, Text: strings.Trim(words, `"`)}
		case "speaker":
			name, kind, _ := strings.Cut(value, ", ")
			kind, role, _ := strings.Cut(kind, ", ")
			if named[name] == nil {
				named[name] = &news.Speaker{Name: name, Kind: news.Kind(kind), Role: role}
			}
			s.Speaker = named[name]
		default:
			t.Fatalf("%q: no field %q", line, field)
		}
	}
	for i := range a.Statements {
		s := &a.Statements[i]
		if words := s.Source.Text(a.Text); s.Speaker == nil {
			if s.Speaker = named["–"+words]; s.Speaker == nil {
				s.Speaker = &news.Speaker{Name: words, Kind: news.Person}
				if words == "" {
					s.Speaker.Kind = news.None
				}
				if named[words] != nil {
					s.Speaker = named[words]
				}
				named["–"+words] = s.Speaker
			}
		}
		if !slices.Contains(a.Speakers, s.Speaker) {
			a.Speakers = append(a.Speakers, s.Speaker)
			s.Speaker.ID = fmt.Sprintf("p%d", len(a.Speakers))
		}
		for _, span := range s.Source {
			s.Speaker.Mentions = append(s.Speaker.Mentions, news.Mention{Span: span, By: news.ByName})
		}
	}
	return a
}

// describe writes an article's statements and what became of the corrections, a
// line each.
func describe(a news.Article, applied []correct.Applied) string {
	var out []string
	for _, s := range a.Statements {
		words := func(p news.Part) string {
			var spans []string
			for _, s := range p {
				spans = append(spans, strings.Join(strings.Fields(a.Text[s.Start:s.End]), " "))
			}
			return orNone(strings.Join(spans, " … "))
		}
		facts := []string{string(s.Form)}
		if s.Mode != news.Said {
			facts = append(facts, string(s.Mode))
		}
		if s.Polarity != news.Asserted {
			facts = append(facts, string(s.Polarity))
		}
		if s.SaidOn != nil {
			facts = append(facts, strings.TrimSpace(s.SaidOn.Date+" "+s.SaidOn.Text))
		}
		for _, f := range s.Figures {
			facts = append(facts, fmt.Sprintf("%s=%s..%s", f.Text, f.Low, f.High))
		}
		if s.Parent != "" {
			facts = append(facts, "in "+s.Parent)
		}
		who := "nobody"
		if p := s.Speaker; p != nil {
			who = fmt.Sprintf("%s %s, %s", p.ID, orNone(p.Name), p.Kind)
			if p.Name == "" && p.Description != "" {
				who = fmt.Sprintf("%s – %s, %s", p.ID, p.Description, p.Kind)
			}
			if p.Role != "" {
				who += ", " + p.Role
			}
		}
		out = append(out, strings.Join([]string{s.ID, words(s.Source), words(s.Cue), words(s.Content), who, strings.Join(facts, ", ")}, " | "))
	}
	for _, done := range applied {
		line := done.Correction + ":"
		if done.Statement >= 0 {
			line += " " + a.Statements[done.Statement].ID
		} else {
			line += " –"
		}
		if len(done.Fields) > 0 {
			line += " " + strings.Join(done.Fields, ", ")
		}
		for _, flag := range []struct {
			is   bool
			name string
		}{{done.Agreed, "agreed"}, {done.Kept, "kept"}, {done.Conflict != "", "conflict: " + done.Conflict}} {
			if flag.is {
				line += " (" + flag.name + ")"
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func orNone(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
