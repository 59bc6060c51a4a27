package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"quoth/news"
)

// A marked text is a text in which a reader has put the statements in
// brackets; docs/cases.md describes the form.
type marked struct {
	file       string
	name       string
	published  string // "# published: 2024-05-08" in its comment
	known      bool   // a known failure: "# known failure" in its comment
	text       string
	statements []markedStatement
	expected   []expectation // lines that begin with "> "
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
		line := 1
		for block := range strings.SplitSeq(string(data), "\n\n") {
			c, err := parseCase(filepath.Base(path), block, line)
			if err != nil {
				t.Error(err)
			} else if c.text != "" {
				out = append(out, c)
			}
			line += strings.Count(block, "\n") + 2
		}
	}
	return out
}

// parseCase reads one case, or one article. An error names file, line and case.
func parseCase(file, block string, line int) (marked, error) {
	c := marked{file: file}
	body := ""
	fail := func(err error) error { return fmt.Errorf("%s:%d: %s: %w", file, line, c.name, err) }
	var expected []expectation
	for s := range strings.Lines(block) {
		s = strings.TrimRight(s, "\n")
		comment, isComment := strings.CutPrefix(s, "# ")
		rest, isExpected := strings.CutPrefix(s, "> ")
		switch {
		case isComment:
			if err := c.comment(strings.TrimSpace(comment)); err != nil {
				return c, fail(err)
			}
		case isExpected:
			e, err := parseExpectation(rest)
			if err != nil {
				return c, fail(err)
			}
			e.line = line
			expected = append(expected, e)
		case len(expected) > 0 && s != "":
			return c, fail(fmt.Errorf("text %q after a line that begins with >", s))
		default:
			body += s + "\n"
		}
		line++
	}
	body = strings.Trim(strings.ReplaceAll("\n"+body, "\n¶\n", "\n\n"), "\n")
	var err error
	if c.text, c.statements, err = parseMarked(body); err != nil {
		return c, fail(err)
	}
	for _, e := range expected {
		line = e.line
		if err := e.fits(c); err != nil {
			return c, fail(err)
		}
		c.expected = append(c.expected, e)
	}
	return c, nil
}

const knownFailure = "known failure"

var dateLike = regexp.MustCompile(`\d{4}-\d\d`)

// comment takes one line of the comment: a name, a mark or the article's date.
func (c *marked) comment(s string) error {
	published, ok := strings.CutPrefix(s, "published: ")
	switch {
	case ok:
		c.published = published
		if _, err := time.Parse(time.DateOnly, published); err != nil {
			return err
		}
	case s == knownFailure:
		c.known = true
	case dateLike.MatchString(s):
		return fmt.Errorf("comment %q holds a date but is not \"published: DATE\"", s)
	default:
		c.name = strings.TrimSpace(c.name + " " + s)
	}
	return nil
}

// An expectation is what a case says of one field of one statement.
type expectation struct {
	number string
	field  string
	value  string // in the form that given returns
	line   int
}

const nothing = "–" // for a field that shall be empty

var fields = []string{"speaker", "kind", "role", "mode", "polarity", "said", "figures", "same speaker as", "other speaker than", "within"}

// closedFields are those with a fixed set of values.
var closedFields = map[string][]string{
	"kind": {
		string(news.Person), string(news.Organisation), string(news.Government), string(news.Group),
		string(news.Document), string(news.Anonymous), string(news.Author), string(news.Generic), string(news.None),
	},
	"mode":     {string(news.Said), string(news.Thought), string(news.Wants), string(news.Decided), string(news.Shows)},
	"polarity": {string(news.Asserted), string(news.Denied), string(news.Hypothetical)},
}

func parseExpectation(s string) (expectation, error) {
	number, rest, _ := strings.Cut(s, " ")
	for _, field := range fields {
		if value, ok := strings.CutPrefix(rest, field+" "); ok && value != "" && value == strings.TrimSpace(value) {
			return expectation{number: number, field: field, value: value}, nil
		}
	}
	return expectation{}, fmt.Errorf("%q is not a number, one of %q and a value", s, fields)
}

var (
	saidForm   = regexp.MustCompile(`^(\.\.|\d{4}(?:-\d\d){0,2})(?:/(\.\.|\d{4}(?:-\d\d){0,2}))?(?: "([^"]+)")?$`)
	figureForm = regexp.MustCompile(`^(\d+(?:\.\d+)?)?(\.\.(\d+(?:\.\d+)?)?)?( \S.*)?$`)
)

// fits reports what in an expectation cannot be meant: a value that the field
// does not have, words that the text does not hold, a statement that is not
// marked.
func (e expectation) fits(c marked) error {
	isMarked := func(number string) bool {
		return slices.ContainsFunc(c.statements, func(s markedStatement) bool { return s.number == number })
	}
	inText := func(words string) error {
		if !strings.Contains(folded(c.text), folded(words)) {
			return fmt.Errorf("%q is not in the text", words)
		}
		return nil
	}
	if !isMarked(e.number) {
		return fmt.Errorf("no statement %s is marked", e.number)
	}
	for _, other := range c.expected {
		if other.number == e.number && other.field == e.field && !strings.Contains(e.field, " ") {
			return fmt.Errorf("%s %s is stated twice", e.number, e.field)
		}
	}
	if values, ok := closedFields[e.field]; ok {
		if !slices.Contains(values, e.value) {
			return fmt.Errorf("%s %q is none of %q", e.field, e.value, values)
		}
		return nil
	}
	switch e.field {
	case "same speaker as", "other speaker than":
		if !isMarked(e.value) || e.value == e.number {
			return fmt.Errorf("no other statement %s is marked", e.value)
		}
	case "within":
		if e.value != nothing && !isMarked(e.value) {
			return fmt.Errorf("no statement %s is marked", e.value)
		}
	case "speaker":
		if description, ok := strings.CutPrefix(e.value, nothing+" "); ok {
			return inText(description)
		}
		for word := range strings.FieldsSeq(e.value) {
			if err := inText(word); err != nil && word != nothing {
				return err
			}
		}
	case "role":
		if e.value != nothing {
			return inText(e.value)
		}
	case "said":
		m := saidForm.FindStringSubmatch(e.value)
		switch {
		case e.value == nothing:
		case m == nil:
			return fmt.Errorf("said %q is not a date, or a date and the article's words in quotation marks", e.value)
		default:
			return inText(m[3])
		}
	case "figures":
		for f := range strings.SplitSeq(e.value, "; ") {
			m := figureForm.FindStringSubmatch(f)
			if f != nothing && (m == nil || m[1] == "" && m[3] == "") {
				return fmt.Errorf("figure %q is not LOW, LOW.., or LOW..HIGH, and perhaps a unit", f)
			}
		}
	}
	return nil
}

// folded is s in small letters, its blanks single.
func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// bare is s folded, without what makes no other speaker: the article in front,
// an acronym in brackets and a stop behind.
func bare(s string) string {
	s = folded(s)
	s, _, _ = strings.Cut(strings.TrimPrefix(s, nothing+" "), " (")
	for _, article := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	return strings.TrimSuffix(s, ".")
}

// check says what is not as expected, one line each. Found are the statements
// by the numbers of the marked ones that they are like.
func (e expectation) check(found map[string]news.Statement) (wrong string) {
	s, ok := found[e.number]
	if !ok {
		return fmt.Sprintf("%s is not found", e.number)
	}
	got := e.given(s, found)
	if got == e.value || bare(got) == bare(e.value) && (e.field == "speaker" || e.field == "role") &&
		strings.HasPrefix(got, nothing) == strings.HasPrefix(e.value, nothing) {
		return ""
	}
	return fmt.Sprintf("%s %s: got %s, want %s", e.number, e.field, got, e.value)
}

// given is what the statement says, worded as the expectation is.
func (e expectation) given(s news.Statement, found map[string]news.Statement) string {
	speaker := s.Speaker
	if speaker == nil {
		speaker = &news.Speaker{Kind: news.None}
	}
	switch e.field {
	case "speaker":
		return naming(speaker)
	case "kind":
		return string(speaker.Kind)
	case "role":
		return orNothing(speaker.Role)
	case "mode":
		return string(s.Mode)
	case "polarity":
		return string(s.Polarity)
	case "said":
		switch {
		case s.SaidOn == nil:
			return nothing
		case strings.Contains(e.value, `"`):
			return fmt.Sprintf("%s %q", s.SaidOn.Date, s.SaidOn.Text)
		}
		return s.SaidOn.Date
	case "figures":
		return figures(s.Figures, strings.Split(e.value, "; "))
	case "within":
		if other, ok := found[e.value]; ok && other.ID == s.Parent {
			return e.value
		}
		return orNothing(s.Parent)
	}
	other, ok := found[e.value]
	same := ok && s.Speaker != nil && s.Speaker == other.Speaker
	if same == (e.field == "same speaker as") && ok {
		return e.value
	}
	if other.Speaker == nil {
		return fmt.Sprintf("%s, and nobody for %s", naming(speaker), e.value)
	}
	return fmt.Sprintf("%s, and %s for %s", naming(speaker), naming(other.Speaker), e.value)
}

func naming(s *news.Speaker) string {
	if s.Name != "" {
		return s.Name
	}
	return strings.TrimSpace(nothing + " " + s.Description)
}

func orNothing(s string) string {
	if s == "" {
		return nothing
	}
	return s
}

// figures writes figures as a case does, units only where the case has one.
func figures(all []news.Figure, want []string) string {
	var out []string
	for i, f := range all {
		s := f.Low
		if f.High != f.Low {
			s += ".." + f.High
		}
		if i >= len(want) || strings.Contains(want[i], " ") {
			s += " " + f.Unit
		}
		out = append(out, s)
	}
	return orNothing(strings.Join(out, "; "))
}
