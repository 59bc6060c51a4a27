package date

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"quoth/internal/extract/token"
	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

// TestExpressions runs testdata/expressions.txt: under a comment that says what
// is shown, the day of the article and a text in which brackets stand around
// every date with what it resolves to. With -update the brackets are rewritten.
func TestExpressions(t *testing.T) {
	runCases(t, "testdata/expressions.txt", func(body string) (string, error) {
		written, marked, ok := strings.Cut(body, ": ")
		day, known := ParseDay(written)
		if !ok || !known {
			return "", fmt.Errorf("no day in front of %q", body)
		}
		var text strings.Builder
		for marked != "" {
			before, rest, found := strings.Cut(marked, "[")
			text.WriteString(before)
			if !found {
				break
			}
			inside, after, _ := strings.Cut(rest, "]")
			words, _, _ := strings.Cut(inside, " = ")
			text.WriteString(words)
			marked = after
		}
		return written + ": " + mark(text.String(), day), nil
	})
}

func mark(text string, day Day) string {
	var out strings.Builder
	at := 0
	all := Find(text)
	for i, d := range In(all, day) {
		s := all[i].Span
		if d == "" {
			d = "no such day"
		}
		out.WriteString(text[at:s.Start] + "[" + text[s.Start:s.End] + " = " + d + "]")
		at = s.End
	}
	return out.String() + text[at:]
}

// TestSpeaking runs testdata/speaking.txt: a line "published: " with the
// article's day, its text with the statements in brackets, [source …], [cue …]
// and [content …], numbered where there are several ([cue:2 …]), and lines that
// say for each number when that was said, in the article's words and resolved.
// A line with only ¶ parts paragraphs. With -update the last lines are
// rewritten.
func TestSpeaking(t *testing.T) {
	runCases(t, "testdata/speaking.txt", func(body string) (string, error) {
		header, marked, _ := strings.Cut(body, "\n")
		if i := strings.Index(marked, "\n1: "); i >= 0 {
			marked = marked[:i]
		}
		text, statements, err := readMarked(strings.ReplaceAll("\n"+marked+"\n", "\n¶\n", "\n\n"))
		if err != nil {
			return "", err
		}
		published, ok := strings.CutPrefix(header, "published: ")
		if !ok {
			return "", fmt.Errorf("no line published: above %q", body)
		}
		day, known := Reference(strings.TrimSpace(strings.Replace(published, "not said", "", 1)), text)
		out := header + "\n" + marked
		for i, said := range SaidOn(text, token.Find(text), Find(text), day, known, statements, nil) {
			if said == nil {
				said = &news.SaidOn{Text: "not said"}
			}
			out += strings.TrimSuffix(fmt.Sprintf("\n%d: %s = %s", i+1, said.Text, said.Date), " = ")
		}
		return out, nil
	})
}

// runCases gives the body of every case to rewrite, which returns it as it has
// to be.
func runCases(t *testing.T, path string, rewrite func(body string) (string, error)) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	count := 0
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		i := 0
		lines := strings.Split(block, "\n")
		for i < len(lines) && strings.HasPrefix(lines[i], "#") {
			i++
		}
		if i == len(lines) {
			out = append(out, block)
			continue
		}
		comment, body := strings.Join(lines[:i], "\n"), strings.Join(lines[i:], "\n")
		got, err := rewrite(body)
		if err != nil {
			t.Fatalf("%s: %s: %v", path, comment, err)
		}
		if got != body && !*update {
			t.Errorf("%s:\ngot  %s\nwant %s", comment, got, body)
		}
		count++
		out = append(out, comment+"\n"+got)
	}
	t.Logf("%s: %d cases", path, count)
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readMarked reads text with statements in brackets, in the order of their
// numbers.
func readMarked(s string) (string, []news.Statement, error) {
	type open struct {
		role, number string
		start        int
	}
	var stack []open
	var text strings.Builder
	found := map[string]*news.Statement{}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			head, _, _ := strings.Cut(s[i+1:], " ")
			role, number, numbered := strings.Cut(head, ":")
			if !numbered {
				number = "1"
			}
			if !slices.Contains([]string{"source", "cue", "content"}, role) {
				return "", nil, fmt.Errorf("bracket %q", head)
			}
			stack = append(stack, open{role, number, text.Len()})
			i += len(head) + 1
		case ']':
			if len(stack) == 0 {
				return "", nil, fmt.Errorf("bracket closed too often: %q", s[:i])
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for n := range strings.SplitSeq(o.number, ",") {
				if found[n] == nil {
					found[n] = &news.Statement{ID: n}
				}
				span := news.Span{Start: o.start, End: text.Len()}
				switch st := found[n]; o.role {
				case "source":
					st.Source = append(st.Source, span)
				case "cue":
					st.Cue = append(st.Cue, span)
				default:
					st.Content = append(st.Content, span)
				}
			}
		default:
			text.WriteByte(s[i])
		}
	}
	var out []news.Statement
	for _, st := range found {
		out = append(out, *st)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return text.String(), out, nil
}
