package figure

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"quoth/news"
)

func FuzzFind(f *testing.F) {
	cases, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		f.Add(unmark(line))
	}
	for _, s := range []string{
		"", "1", "-", "a", "$", "½", "9999999999999999999999", "0.0000000000000000000000001",
		"one one one hundred hundred million million billion trillion trillion trillion",
		"1-1-1-1-1", "from to from 1 to", "and and and a half and a half", "1/1/1/1", "\xff3\xfe million", "per per per 5 per 5 per 5",
		"at least at most over under 5 or more or less", "3’s", "５ people", "1\u00a0000\u2009000",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		all := Find(text)
		for _, g := range all {
			if g.Span.Start < last || g.Span.End <= g.Span.Start || g.Span.End > len(text) {
				t.Fatalf("span %v after %d in %d bytes", g.Span, last, len(text))
			}
			last = g.Span.End
			if text[g.Span.Start:g.Span.End] != g.Text {
				t.Fatalf("text %q is not at %v", g.Text, g.Span)
			}
			if utf8.ValidString(text) && !utf8.ValidString(g.Text) {
				t.Fatalf("%q cuts a letter", g.Text)
			}
			if g.Low == "" && g.High == "" || !plain(g.Low) || !plain(g.High) {
				t.Fatalf("%q: bounds %q and %q", g.Text, g.Low, g.High)
			}
		}
		middle := news.Span{Start: len(text) / 3, End: len(text) - len(text)/3}
		for _, g := range Within(text, all, news.Part{middle}) {
			if !middle.Contains(g.Span) {
				t.Fatalf("%v is not in %v", g.Span, middle)
			}
		}
	})
}

// plain reports whether s is an open bound or a decimal in plain notation.
func plain(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return strings.Trim(s, "0123456789.") == "" && strings.Count(s, ".") < 2 && !strings.HasPrefix(s, ".")
}

func TestFindIsLinear(t *testing.T) {
	// Each would take minutes if any look back or ahead were without an end.
	for _, s := range []string{"1 ", "1-", "five ", "and a half ", "per 5 ", "$", "a ", "over ", "1,", "late ", "0"} {
		Find(strings.Repeat(s, 1<<20/len(s)))
	}
}

func TestExact(t *testing.T) {
	for _, c := range []struct{ a, want string }{
		{"0.1 million people", "100000"},
		{"1.15 billion people", "1150000000"},
		{"0.30%", "0.3"},
		{"123456789012345678 people", "123456789012345678"},
		{"a third of them", "0.3333"},
		{"two thirds of them", "0.6667"},
		{"1/8 mile", "0.125"},
		{"one in 3000 people", "0.0003333"},
		{"19 trillion euros", "19000000000000"},
	} {
		got := Find(c.a)
		if len(got) != 1 || got[0].Low != c.want || got[0].High != c.want {
			t.Errorf("%s: %v, want %s", c.a, got, c.want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	cases, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		b.Fatal(err)
	}
	var article strings.Builder
	for line := range strings.Lines(string(cases)) {
		if !strings.HasPrefix(line, "#") {
			article.WriteString(unmark(line))
			article.WriteString("The committee met in the old town hall, where the chair asked the members to hear both sides before they voted on the motion.\n")
		}
	}
	text := strings.Repeat(article.String(), 50)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text)
	}
}
