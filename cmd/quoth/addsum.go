package main

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"quoth"
	"quoth/internal/plot"
	"quoth/internal/tell"
)

// An addSum is what became of all articles that were to be added.
type addSum struct {
	added, changed, known int // articles
	fresh, renewed        int // statements of those added, of those changed
	copies                int
	foreign               map[string]int // articles by language, of those that quoth does not read
	altered               []altered
	failures              []failedInput
}

// altered is an article of which quotations are not what they were.
type altered struct {
	name string
	n    int
}

type failedInput struct{ name, reason string }

func (s *addSum) add(a quoth.Addition) {
	switch a.Outcome {
	case quoth.Added:
		s.added++
		s.fresh += a.Statements
	case quoth.Changed:
		s.changed++
		s.renewed += a.Statements
		if a.Altered > 0 {
			s.altered = append(s.altered, altered{a.Name, a.Altered})
		}
	case quoth.Known:
		s.known++
		return
	case quoth.Failed:
		reason := "for an unknown reason"
		if a.Err != nil {
			reason = tell.Join("; ", reasonOf(a.Name, a.Err), hint(a.Err))
		}
		s.failures = append(s.failures, failedInput{a.Name, reason})
		return
	}
	if a.CopyOf != "" {
		s.copies++
	}
	if name, foreign := foreignLanguage(a.Language); foreign && a.Statements == 0 {
		if s.foreign == nil {
			s.foreign = map[string]int{}
		}
		s.foreign[name]++
	}
}

// reasonOf is an error without its input at the beginning, beside which it stands
// anyway.
func reasonOf(input string, err error) string {
	return strings.TrimPrefix(tell.Line(err.Error()), tell.Line(input)+": ")
}

// failed reports whether an input failed.
func (s *addSum) failed(name string) bool {
	return slices.ContainsFunc(s.failures, func(f failedInput) bool { return f.name == name })
}

// articles counts all that the record now has of what came in.
func (s *addSum) articles() int { return s.added + s.changed + s.known }

// text is the summary as people read it: a line for each outcome that there
// was, below it what is worth a look.
//
//	added     112 articles with 1,604 statements
//	changed   1 article with 14 statements
//	          2 quotations altered in https://courier.example/toll
//	known     31 articles
//	copies    5 of these are near-copies of other articles
//	failed    3
//	          no such file; check its name:
//	            old.txt
//	            older.txt
//	          https://courier.example/ferry: the page is gone (status 410)
func (s *addSum) text() string {
	var b bytes.Buffer
	line := func(label, text string) {
		if strings.TrimSpace(label) == "" { // below the line before, and deeper
			label = strings.Repeat(" ", sumColumn) + label
		} else {
			label += strings.Repeat(" ", sumColumn-len(label))
		}
		b.WriteString(label)
		b.WriteString(tell.Line(text))
		b.WriteByte('\n')
	}
	with := func(articles, statements int) string {
		return tell.Plural(articles, "article", "articles") + " with " + tell.Plural(statements, "statement", "statements")
	}
	if s.articles()+len(s.failures) == 0 {
		return "No articles came in.\n"
	}
	if s.added > 0 {
		line("added", with(s.added, s.fresh))
	}
	if s.changed > 0 {
		line("changed", with(s.changed, s.renewed))
		for _, a := range s.altered {
			line("", tell.Plural(a.n, "quotation", "quotations")+" altered in "+a.name)
		}
	}
	if s.known > 0 {
		line("known", tell.Plural(s.known, "article", "articles"))
	}
	if s.copies > 0 {
		line("copies", tell.Plural(s.copies, "of these is a near-copy of another article", "of these are near-copies of other articles"))
	}
	if len(s.foreign) > 0 {
		line("not read", s.languages())
	}
	if len(s.failures) > 0 {
		line("failed", plot.Grouped(len(s.failures)))
		for _, group := range s.reasons() {
			if len(group) == 1 {
				line("", group[0].name+": "+group[0].reason)
				continue
			}
			line("", group[0].reason+":")
			for _, f := range group {
				line("  ", f.name)
			}
		}
	}
	return b.String()
}

const sumColumn = 10 // the widest label, "not read", and two blanks

// languages lists what quoth did not read: "2 articles in German, 1 in French".
func (s *addSum) languages() string {
	var names []string
	for name := range s.foreign {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.foreign[b], s.foreign[a]), cmp.Compare(a, b))
	})
	var out []string
	for i, name := range names {
		n := tell.Plural(s.foreign[name], "article", "articles")
		if i > 0 {
			n = plot.Grouped(s.foreign[name])
		}
		out = append(out, n+" in "+name)
	}
	return strings.Join(out, ", ") + ": quoth reads English"
}

// reasons are the failures by reason, the most frequent one first, each in the
// order in which it came.
func (s *addSum) reasons() [][]failedInput {
	var groups [][]failedInput
	at := map[string]int{}
	for _, f := range s.failures {
		i, ok := at[f.reason]
		if !ok {
			i = len(groups)
			at[f.reason] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], f)
	}
	slices.SortStableFunc(groups, func(a, b []failedInput) int { return len(b) - len(a) })
	return groups
}

// An addLine is an addition as JSON has it: docs/format.md, section What
// became of articles.
type addLine struct {
	Outcome    quoth.Outcome `json:"outcome"`
	Name       string        `json:"name"`
	Article    *string       `json:"article"`
	Version    *int          `json:"version"`
	Statements *int          `json:"statements"`
	Altered    *int          `json:"altered"`
	CopyOf     *string       `json:"copy_of"`
	Language   *string       `json:"language"`
	Error      *string       `json:"error"`
}

func lineOf(a quoth.Addition) addLine {
	out := addLine{Outcome: a.Outcome, Name: a.Name, Article: orNull(a.Article), CopyOf: orNull(a.CopyOf), Language: orNull(a.Language)}
	switch a.Outcome {
	case quoth.Failed:
		if a.Err != nil {
			out.Error = orNull(a.Err.Error())
		}
	case quoth.Known:
		out.Version = orNull(a.Version)
	default:
		out.Version, out.Statements, out.Altered = &a.Version, &a.Statements, &a.Altered
	}
	return out
}

func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
