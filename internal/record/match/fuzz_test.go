package match

import (
	"strings"
	"testing"

	"quoth/internal/extract/figure"
	"quoth/news"
)

// FuzzCompare checks on any two texts that runs cover all words of both sides
// in order, that nothing exceeds its bound and that order does not matter.
func FuzzCompare(f *testing.F) {
	for _, s := range [][2]string{
		{"", ""},
		{"a", "b"},
		{"won't can't shan't n't 's 'll", "’’’ ''' [[]]"},
		{"1,000 $3m 30%", "a third of 20 to 30"},
		{"not not not", "not"},
		{"\xff\xfe bad \xf0", "ẞßæ ǅ İstanbul"},
		{"the the the the", "the a the a"},
		{strings.Repeat("same ", 600), strings.Repeat("same ", 700)},
		{strings.Repeat("x", 5000), strings.Repeat("'", 5000)},
		{"We lost 12 boats in the storm.", "We lost 20 boats."},
		{"K 5 pounds £ 6", "Å 5 £ pounds"},
	} {
		f.Add(s[0], s[1], uint8(0))
		f.Add(s[0], s[1], uint8(7))
	}
	f.Fuzz(func(t *testing.T, a, b string, how uint8) {
		x, y := fuzzed(a, how&1 > 0), fuzzed(b, how&2 > 0)
		if how&4 > 0 {
			y.Speaker = Speaker{Description: "the mayor"}
		}
		for _, s := range []*Statement{&x, &y} {
			if len(s.Keys()) > MaxKeys || len(s.Lookups()) > MaxLookups || s.Wording.Len() > maxWords {
				t.Fatalf("%d keys, %d lookups, %d words", len(s.Keys()), len(s.Lookups()), s.Wording.Len())
			}
		}
		v, back := Compare(&x, &y), Compare(&y, &x)
		if v.Relation != back.Relation {
			t.Fatalf("%s, the other way round %s", v.Relation, back.Relation)
		}
		if v.Score < 0 || v.Score > 1+1e-9 {
			t.Fatalf("score %v", v.Score)
		}
		all := runs(x.Wording, y.Wording, align(x.Wording.words, y.Wording.words))
		covered(t, a, x.Wording, all, func(r news.Run) news.Part { return r.A })
		covered(t, b, y.Wording, all, func(r news.Run) news.Part { return r.B })
		if c := CompareTexts(a, b); c.Share < 0 || c.Share > 1 || len(NewSignature(a)) > mostShingles {
			t.Fatalf("%v, %d keys", c, len(NewSignature(a)))
		}
	})
}

// fuzzed is a text of which all is content, in two spans if split.
func fuzzed(text string, split bool) Statement {
	content := news.Part{{Start: 0, End: len(text)}}
	if split {
		content = news.Part{{Start: 0, End: len(text) / 3}, {Start: len(text) / 2, End: len(text)}}
	}
	s := news.Statement{Form: news.Direct, Content: content, Figures: figure.Within(text, figure.Find(text), content)}
	return Statement{Day: 20000, Speaker: person("Ana Reyes"), Wording: Read(text, &s)}
}

// covered checks that each word stands in one run, and runs in order.
func covered(t *testing.T, text string, w *Wording, all []news.Run, side func(news.Run) news.Part) {
	t.Helper()
	var spans news.Part
	for _, r := range all {
		spans = append(spans, side(r)...)
	}
	for i, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End || i > 0 && s.Start < spans[i-1].End {
			t.Fatalf("spans %v in %d bytes", spans, len(text))
		}
	}
	at := 0
	for _, v := range w.words {
		for at < len(spans) && !spans[at].Contains(v.span()) {
			at++
		}
		if at == len(spans) {
			t.Fatalf("no run has the word at %v: %v", v.span(), spans)
		}
	}
}

// Each would take minutes if work were not bounded.
func TestHostileTextsAreBounded(t *testing.T) {
	for _, s := range []string{"the ", "mine ", "1 ", "'", "n't ", "[a]", "a’s ", "1,", "$", "é", "x", "not ", "5 dollars "} {
		text := strings.Repeat(s, 1<<17/len(s))
		a, b := fuzzed(text, false), fuzzed(text, true)
		Compare(&a, &b)
		a.Lookups()
		CompareTexts(text, text[1:])
		NewSignature(text)
	}
}
