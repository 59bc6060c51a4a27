package invent

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

// take makes the first n articles of a world.
func take(seed uint64, n int) (out []Article) {
	for a := range New(seed, n).Articles() {
		out = append(out, a)
	}
	return out
}

// Every span holds what it should, in articles, copies and later versions.
func TestSpans(t *testing.T) {
	for _, a := range take(4, 900) {
		if err := faults(&a); err != nil {
			t.Fatalf("%s: %v\n%s", a.ID, err, a.Text)
		}
	}
}

func faults(a *Article) error {
	inside := func(s news.Span) bool { return s.Start >= 0 && s.Start < s.End && s.End <= len(a.Text) }
	if len(a.Speakers) != len(a.Truth.Speakers) || len(a.Statements) != len(a.Truth.Statements) {
		return fmt.Errorf("the truth is about %d speakers and %d statements", len(a.Truth.Speakers), len(a.Truth.Statements))
	}
	for i, s := range a.Statements {
		if s.ID != fmt.Sprint("s", i+1) || !slices.Contains(a.Speakers, s.Speaker) {
			return fmt.Errorf("statement %d is %s, by %v", i, s.ID, s.Speaker)
		}
		if len(s.Source) != 1 || len(s.Cue) != 1 || len(s.Content) == 0 {
			return fmt.Errorf("%s: parts %v %v %v", s.ID, s.Source, s.Cue, s.Content)
		}
		for _, p := range []news.Part{s.Source, s.Cue, s.Content} {
			for k, span := range p {
				if !inside(span) || k > 0 && span.Start < p[k-1].End {
					return fmt.Errorf("%s: span %v", s.ID, span)
				}
				if text := a.Text[span.Start:span.End]; text != strings.TrimSpace(text) {
					return fmt.Errorf("%s: %q", s.ID, text)
				}
			}
		}
		for _, c := range s.Content {
			if c.Overlaps(s.Cue[0]) || c.Overlaps(s.Source[0]) {
				return fmt.Errorf("%s: content %q overlaps source or cue", s.ID, a.Text[c.Start:c.End])
			}
			text := a.Text[c.Start:c.End]
			quoted := strings.HasPrefix(text, "“") && strings.HasSuffix(text, "”")
			if quoted != (s.Form == news.Direct) || strings.Contains(text, "“") != (s.Form != news.Indirect) {
				return fmt.Errorf("%s: %s: %q", s.ID, s.Form, text)
			}
		}
		for _, f := range s.Figures {
			if !inside(f.Span) || a.Text[f.Span.Start:f.Span.End] != f.Text || !slices.ContainsFunc(s.Content, func(c news.Span) bool { return c.Contains(f.Span) }) {
				return fmt.Errorf("%s: figure %v in %q", s.ID, f, s.Content.Text(a.Text))
			}
			if rest := a.Text[f.Span.End:]; f.Unit == "" || !strings.HasPrefix(strings.TrimPrefix(rest, " more"), " "+f.Unit) && f.Unit != "percent" {
				return fmt.Errorf("%s: %q of %q", s.ID, f.Text, f.Unit)
			}
		}
		if s.SaidOn != nil && a.Text[s.SaidOn.Span.Start:s.SaidOn.Span.End] != s.SaidOn.Text {
			return fmt.Errorf("%s: said on %v", s.ID, s.SaidOn)
		}
		if p := slices.IndexFunc(a.Statements, func(p news.Statement) bool { return p.ID == s.Parent }); p >= 0 && !a.Statements[p].Content[0].Contains(s.Content[0]) || (p < 0) != (s.Parent == "") {
			return fmt.Errorf("%s: parent %q", s.ID, s.Parent)
		}
	}
	for _, p := range a.Speakers {
		if (p.Name == "") == (p.Description == "") || p.Name != "" && !strings.Contains(a.Text, p.Name) || p.Role != "" && !strings.Contains(a.Text, p.Role) {
			return fmt.Errorf("speaker %+v", p)
		}
		if len(p.Mentions) == 0 {
			return fmt.Errorf("%s is not mentioned", p.ID)
		}
		for _, m := range p.Mentions {
			text := a.Text[m.Span.Start:m.Span.End]
			words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
			if m.By == news.ByName && p.Kind == news.Person && !strings.HasPrefix(p.Name, words[0]) && !strings.HasSuffix(p.Name, words[len(words)-1]) {
				return fmt.Errorf("%q is not a name of %q", text, p.Name)
			}
		}
	}
	return nil
}

func TestArticlesAreJSON(t *testing.T) {
	for _, a := range take(5, 300) {
		raw, err := json.Marshal(a.Article)
		if err != nil {
			t.Fatal(err)
		}
		var back news.Article
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatalf("%s: %v", a.ID, err)
		}
		if !reflect.DeepEqual(back, a.Article) {
			t.Fatalf("%s comes back otherwise:\n%+v\n%+v", a.ID, a.Article, back)
		}
	}
}

func TestOneSeedOneWorld(t *testing.T) {
	w := New(6, 400)
	var first []Article
	for a := range w.Articles() {
		first = append(first, a)
	}
	if again := slices.Collect(w.Articles()); !reflect.DeepEqual(first, again) {
		t.Error("the second run of one world differs")
	}
	if again := take(6, 400); !reflect.DeepEqual(first, again) {
		t.Error("another world of the same seed differs")
	}
	if other := take(7, 400); reflect.DeepEqual(first[0].Text, other[0].Text) {
		t.Error("another seed gives the same world")
	}
}

// What a world of 6,000 articles is made of: go test -run Statistics -v
func TestStatistics(t *testing.T) {
	const articles = 6000
	words := map[string]int{}
	relations := map[news.Relation]int{}
	told := map[string]int{}
	by := map[string]int{}
	forms := map[news.Form]int{}
	statements, copies, versions, least, most, bytes := 0, 0, 0, 100, 0, 0
	for a := range New(1, articles).Articles() {
		n := len(a.Statements)
		statements += n
		bytes += len(a.Text)
		least, most = min(least, n), max(most, n)
		if a.Truth.CopyOf != "" {
			copies++
		}
		if a.Truth.Version > 1 {
			versions++
		}
		for w := range strings.FieldsFuncSeq(a.Text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) {
			words[w]++
		}
		for i, s := range a.Truth.Statements {
			if s.Relation != "" {
				relations[s.Relation]++
			}
			told[s.Saying]++
			forms[a.Statements[i].Form]++
		}
		for _, id := range a.Truth.Speakers {
			by[id]++
		}
	}
	varied := 0
	for _, n := range told {
		if n > 1 {
			varied += n
		}
	}
	delete(by, "")
	small, alone := 0, 0
	for w := range words {
		if unicode.IsLower(rune(w[0])) {
			small++
		}
	}
	for _, n := range by {
		if n == 1 {
			alone++
		}
	}
	mean, share := float64(statements)/articles, float64(varied)/float64(statements)
	t.Logf("%.1f statements (%d to %d) and %d bytes an article; %d words, %d of them small; %d copies, %d later versions", mean, least, most, bytes/articles, len(words), small, copies, versions)
	t.Logf("%.2f of statements are told more than once: %v; forms %v", share, relations, forms)
	t.Logf("%d speak, %d in one article only, one in %d", len(by), alone, slices.Max(slices.Collect(maps.Values(by))))
	if mean < 8.5 || mean > 11.5 || least < 2 || most > 25 || len(words) < 20000 || share < .15 || share > .5 || copies < articles/50 || versions < articles/250 || versions > articles/50 {
		t.Error("out of bounds")
	}
	for _, r := range []news.Relation{news.Shortened, news.Altered, news.Paraphrased} {
		if relations[r] < articles/30 {
			t.Errorf("%d are %s", relations[r], r)
		}
	}
}

// testdata/articles.txt are reports of one story with the truth, for people to look at.
func TestSample(t *testing.T) {
	var b bytes.Buffer
	all := take(8, 200)
	last := slices.IndexFunc(all, func(a Article) bool {
		return slices.ContainsFunc(a.Truth.Statements, func(s Telling) bool { return s.Relation == news.Paraphrased })
	})
	for _, a := range all[last-2 : last+2] {
		fmt.Fprintf(&b, "%s, %s\n%s\n\n%s\n\n", a.Outlet, a.Published, a.Title, a.Text)
		for i, s := range a.Statements {
			fmt.Fprintf(&b, "%s %s %s, %s %+v | %s | %s | %s\n", s.ID, s.Form, s.Mode, s.Speaker.ID, a.Truth.Statements[i], s.Source.Text(a.Text), s.Cue.Text(a.Text), s.Content.Text(a.Text))
		}
		for i, p := range a.Speakers {
			fmt.Fprintf(&b, "%s %s %q %q %q is %q\n", p.ID, p.Kind, p.Name, p.Description, p.Role, a.Truth.Speakers[i])
		}
		fmt.Fprintf(&b, "\n----\n\n")
	}
	const file = "testdata/articles.txt"
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("the sample has changed; look at it after -update")
	}
}

func BenchmarkArticles(b *testing.B) {
	b.ReportAllocs()
	n, bytes := 0, 0
	for b.Loop() {
		for a := range New(1, 2000).Articles() {
			n++
			bytes += len(a.Text)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
	b.SetBytes(int64(bytes / b.N))
}
