package date

import (
	"os"
	"strings"
	"testing"
	"time"

	"quoth/internal/extract/token"
	"quoth/news"
)

// FuzzFind holds what every result must satisfy, whatever the text: spans in
// order, dates that can be written, and no panic when statements stand anywhere.
func FuzzFind(f *testing.F) {
	for _, file := range []string{"testdata/expressions.txt", "testdata/speaking.txt"} {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for block := range strings.SplitSeq(string(data), "\n\n") {
			f.Add(block, 19000, 3, 9, 20)
		}
	}
	f.Add("’s\xe2\x80–\u00a0May-\u2009\u2009 9999 years ago, the 31st-30th century before 5000 decades before Easter 1", 0, 0, 0, 0)
	f.Fuzz(func(t *testing.T, text string, day, a, b, c int) {
		all := Find(text)
		at := 0
		for _, e := range all {
			if e.Span.Start < at || e.Span.End <= e.Span.Start || e.Span.End > len(text) {
				t.Fatalf("span %v after %d in %d bytes", e.Span, at, len(text))
			}
			at = e.Span.End
		}
		from := Day(mod(day, int(latest)))
		for _, d := range In(all, from) {
			if len(d) > len("2000-01-01/2000-01-01") || strings.Contains(d, "/-") {
				t.Fatalf("date %q", d)
			}
		}
		Reference("", text)
		n := len(text) + 1
		a, b, c = mod(a, n), mod(b, n), mod(c, n)
		statements := []news.Statement{
			{Cue: news.Part{{Start: min(a, b), End: max(a, b)}}, Content: news.Part{{Start: min(b, c), End: max(b, c)}}},
			{Source: news.Part{{Start: min(a, c), End: max(a, c)}}, Content: news.Part{{Start: 0, End: a}, {Start: b, End: n - 1}}},
			{},
		}
		if got := SaidOn(text, token.Find(text), all, from, day%2 == 0, statements, nil); len(got) != len(statements) {
			t.Fatalf("%d dates for %d statements", len(got), len(statements))
		}
	})
}

// TestLinear holds that no text takes long: what could be read again and again
// is not.
func TestLinear(t *testing.T) {
	const size, longest = 1 << 19, time.Minute // no measure of speed: slow machines run this with the race detector
	for _, s := range []string{"two days before ", "early the ", "between May ", "from 3 to ", "the end of the ", "Monday, ", "May ", "1-", "new year's "} {
		text := strings.Repeat(s, size/len(s))
		var statements []news.Statement
		for i := 0; i+40 < len(text); i += 40 {
			statements = append(statements, news.Statement{
				Source: news.Part{{Start: i, End: i + 5}}, Cue: news.Part{{Start: i + 6, End: i + 9}}, Content: news.Part{{Start: i + 10, End: i + 39}},
			})
		}
		start := time.Now()
		SaidOn(text, &token.Layer{Sentences: []int{0}}, Find(text), 19000, true, statements, nil)
		if took := time.Since(start); took > longest {
			t.Errorf("%d bytes of %q took %v", len(text), s, took)
		}
	}
}

// longText is about 100 KB of news, with the sentences of the cases.
func longText(tb testing.TB) string {
	data, err := os.ReadFile("testdata/expressions.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var sentences strings.Builder
	for line := range strings.Lines(string(data)) {
		if _, marked, ok := strings.Cut(line, ": "); ok && !strings.HasPrefix(line, "#") {
			sentences.WriteString(strings.NewReplacer("[", "", "]", "", "=", "").Replace(marked))
			sentences.WriteString("Nobody in the harbour had seen the pilot, and the harbour master, a patient woman with a long memory for weather, declined to guess who had let the barge drift towards the weir. ")
		}
	}
	return strings.Repeat(sentences.String(), 1+100_000/sentences.Len())
}

func BenchmarkFind(b *testing.B) {
	text := longText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text)
	}
}

// BenchmarkSaidOn dates a statement in every fourth sentence of a long text.
func BenchmarkSaidOn(b *testing.B) {
	text := longText(b)
	marks := token.Find(text)
	all := Find(text)
	var statements []news.Statement
	for i := 0; i+2 < len(marks.Sentences); i += 4 {
		s, e := marks.Sentences[i], marks.Sentences[i+1]
		statements = append(statements, news.Statement{
			Source: news.Part{{Start: s, End: s + 4}}, Cue: news.Part{{Start: s + 5, End: s + 8}}, Content: news.Part{{Start: s + 9, End: e}},
		})
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		SaidOn(text, marks, all, 19000, true, statements, nil)
	}
}
