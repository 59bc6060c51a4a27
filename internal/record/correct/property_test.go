package correct_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"quoth/internal/record/correct"
	"quoth/news"
)

// FuzzApply makes statements and corrections by chance on two texts and holds
// Apply to what it promises. Texts are kept below 4 KB, so that one run stays
// below a second.
func FuzzApply(f *testing.F) {
	for i, texts := range chanceTexts {
		f.Add(texts[0], texts[1], uint64(i))
	}
	f.Fuzz(func(t *testing.T, before, after string, seed uint64) {
		if len(before)+len(after) > 4096 {
			return
		}
		checkApply(t, before, after, seed)
	})
}

var chanceTexts = [][2]string{
	{"Ana Reyes said the pier would close. Bo Lund said no.", "Bo Lund said no. Ana Reyes said the pier would not close."},
	{"“We lost,” she said. “We lost,” he said. “We lost.”", "“We lost,” he said."},
	{"李梅说，大桥五月关闭。王强说，市场照常开放。", "王强说，市场照常开放。李梅说，大桥六月关闭。"},
	{"Zoë 🛥 said 30 to 40 boats\x00 sank \xff\xfe in May", "Zoë 🛥🛥 said that 30 to 40 boats sank in June"},
	{"", "now there is text"},
	{"there was text", ""},
}

func TestApplyByChance(t *testing.T) {
	for seed := range uint64(400) {
		texts := chanceTexts[seed%uint64(len(chanceTexts))]
		checkApply(t, texts[0], texts[1], seed)
	}
}

func checkApply(t *testing.T, before, after string, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	old, now := chanceArticle(r, before), chanceArticle(r, after)
	if got, applied := correct.Apply(now, nil); !reflect.DeepEqual(got, now) || applied != nil {
		t.Errorf("without corrections: %+v", got)
	}
	corrections := chanceCorrections(r, old)
	for _, a := range []news.Article{old, now} {
		was := inspect(a)
		got, applied := correct.Apply(a, corrections)
		if inspect(a) != was {
			t.Error("the article was changed")
		}
		again, appliedAgain := correct.Apply(a, corrections)
		if !reflect.DeepEqual(got, again) || !reflect.DeepEqual(applied, appliedAgain) {
			t.Error("not the same twice")
		}
		checkArticle(t, got)
		checkApplied(t, a, got, applied, corrections)
	}
}

func checkArticle(t *testing.T, a news.Article) {
	t.Helper()
	parents := map[string]string{}
	for _, s := range a.Statements {
		if _, twice := parents[s.ID]; twice {
			t.Errorf("two statements are %s", s.ID)
		}
		parents[s.ID] = s.Parent
		for _, p := range []news.Part{s.Source, s.Cue, s.Content} {
			end := 0
			for _, span := range p {
				if span.Start < end || span.Len() <= 0 || span.End > len(a.Text) {
					t.Errorf("%s has the span %v", s.ID, span)
				}
				end = span.End
			}
		}
		if len(s.Content) == 0 {
			t.Errorf("%s has no content", s.ID)
		}
		if s.Speaker != nil && !slices.Contains(a.Speakers, s.Speaker) {
			t.Errorf("the speaker of %s is not the article's", s.ID)
		}
		for _, f := range s.Figures {
			if !slices.ContainsFunc(s.Content, func(c news.Span) bool { return c.Contains(f.Span) }) {
				t.Errorf("%s has the figure %v outside its content", s.ID, f)
			}
		}
	}
	for id, parent := range parents {
		for range parents {
			if _, there := parents[parent]; parent != "" && !there {
				t.Errorf("the parent %s of %s is not there", parent, id)
			}
			parent = parents[parent]
		}
		if parent != "" {
			t.Errorf("%s stands inside itself", id)
		}
	}
	ids := map[string]bool{}
	for _, s := range a.Speakers {
		if ids[s.ID] {
			t.Errorf("two speakers are %s", s.ID)
		}
		ids[s.ID] = true
		if !slices.ContainsFunc(a.Statements, func(st news.Statement) bool { return st.Speaker == s }) {
			t.Errorf("the speaker %s says nothing", s.ID)
		}
		end := 0
		for _, m := range s.Mentions {
			if m.Span.Start < end || m.Span.End > len(a.Text) {
				t.Errorf("the speaker %s has the mention %v", s.ID, m.Span)
			}
			end = m.Span.End
		}
	}
}

// checkApplied counts: what the model has, less what is hidden, and what people
// added or keep.
func checkApplied(t *testing.T, was, got news.Article, applied []correct.Applied, corrections []news.Correction) {
	t.Helper()
	hidden, added := map[*news.Statement]bool{}, map[int]bool{}
	for _, a := range applied {
		if a.Statement >= len(got.Statements) {
			t.Fatalf("%s speaks of statement %d", a.Correction, a.Statement)
		}
		switch {
		case a.Statement < 0 && a.Was != nil:
			hidden[a.Was] = true
		case a.Statement >= 0 && a.Was == nil:
			added[a.Statement] = true
		}
	}
	if n := len(was.Statements) - len(hidden) + len(added); n != len(got.Statements) {
		t.Errorf("%d statements, %d hidden, %d added: got %d", len(was.Statements), len(hidden), len(added), len(got.Statements))
	}
	held := 0
	for _, c := range corrections {
		if c.Undone == nil {
			held++
		}
	}
	if len(applied) != held {
		t.Errorf("%d corrections hold, %d are accounted for", held, len(applied))
	}
}

func chanceSpan(r *rand.Rand, text string) news.Span {
	if text == "" {
		return news.Span{}
	}
	from, to := r.IntN(len(text)), r.IntN(len(text))+1
	for !utf8.RuneStart(text[from]) && from > 0 {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return news.Span{Start: min(from, to), End: max(from, to)}
}

func chancePart(r *rand.Rand, text string, most int) news.Part {
	var p news.Part
	for range r.IntN(most + 1) {
		s := chanceSpan(r, text)
		if s.Len() > 0 && (len(p) == 0 || s.Start >= p[len(p)-1].End) {
			p = append(p, s)
		}
	}
	return p
}

func chanceArticle(r *rand.Rand, text string) news.Article {
	a := news.Article{ID: "chance", Text: text}
	speakers := []*news.Speaker{nil}
	for i := range 3 {
		speakers = append(speakers, &news.Speaker{ID: fmt.Sprintf("p%d", i+1), Name: []string{"Ana Reyes", "", "Zoë"}[i], Kind: news.Person})
	}
	for i := range r.IntN(6) {
		content := chancePart(r, text, 2)
		if len(content) == 0 {
			continue
		}
		s := news.Statement{
			ID: fmt.Sprintf("s%d", i+1), Form: news.Indirect, Mode: news.Said, Polarity: news.Asserted,
			Source: chancePart(r, text, 1), Cue: chancePart(r, text, 1), Content: content, Speaker: speakers[r.IntN(len(speakers))],
		}
		if n := len(a.Statements); n > 0 && r.IntN(2) == 0 {
			s.Parent = a.Statements[r.IntN(n)].ID
		}
		if s.Speaker != nil && !slices.Contains(a.Speakers, s.Speaker) {
			a.Speakers = append(a.Speakers, s.Speaker)
		}
		a.Statements = append(a.Statements, s)
	}
	return a
}

func chanceCorrections(r *rand.Rand, a news.Article) []news.Correction {
	quotes := func(most int) *[]news.Quote {
		if r.IntN(3) > 0 {
			return nil
		}
		q := chancePart(r, a.Text, most).Quote(a.Text)
		for i := range q {
			if r.IntN(8) == 0 { // as from another record
				q[i] = news.Quote{Text: q[i].Text, Before: q[i].Before, Start: r.IntN(99) - 9}
			}
		}
		return &q
	}
	var out []news.Correction
	for i := range r.IntN(8) {
		c := news.Correction{ID: fmt.Sprintf("c%d", i+1), Verb: []news.Verb{news.Change, news.Hide, news.Insert}[r.IntN(3)]}
		if n := len(a.Statements); n > 0 {
			k := r.IntN(n)
			c.Anchor = correct.Anchor(a.Text, &a.Statements[k])
			if r.IntN(2) == 0 {
				c.Statement = fmt.Sprintf("e%d", k)
			}
		}
		if c.Verb != news.Hide {
			if c.Set = (news.Fields{Source: quotes(1), Cue: quotes(1), Content: quotes(2)}); c.Set.Content != nil && len(*c.Set.Content) == 0 {
				c.Set.Content = nil // Validate refuses it
			}
			if r.IntN(2) == 0 {
				c.Set.Speaker = ptr([]string{"", "Ana Reyes", "Bo Lund", "zoe"}[r.IntN(4)])
			}
			if r.IntN(2) == 0 {
				c.Set.Kind = ptr([]news.Kind{news.Person, news.None, news.Group}[r.IntN(3)])
			}
			if r.IntN(2) == 0 {
				c.Set.Date = ptr([]string{"", "2031-10-17"}[r.IntN(2)])
			}
		}
		if r.IntN(6) == 0 {
			c.Undone = &news.Undone{}
		}
		out = append(out, c)
	}
	return out
}

// A long text that repeats itself, and corrections that are not to be found in
// it, take a moment, not a minute.
func TestApplyTakesBoundedTime(t *testing.T) {
	text := strings.Repeat("The mayor said that the pier would close and that nobody would pay for it. ", 20000)
	a := news.Article{ID: "long", Text: text}
	long := strings.Repeat("the ferry said that nobody would close the pier but pay ", 3000)
	var corrections []news.Correction
	for i := range 5 {
		q := []news.Quote{{Text: long[i:], Before: "so ", After: " ever", Start: 70000}}
		corrections = append(corrections, news.Correction{
			ID: fmt.Sprint(i), Verb: news.Change, Anchor: news.Anchor{Content: q, Cue: []news.Quote{{Text: "said", Before: "mayor ", After: " that", Start: 9}}},
			Set: news.Fields{Mode: ptr(news.Thought)},
		})
	}
	start := time.Now()
	correct.Apply(a, corrections)
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("it took %v", d)
	} else {
		t.Logf("%d corrections of %d bytes in %v", len(corrections), len(text), d)
	}
}

func TestTraining(t *testing.T) {
	c := readCase(t, `# a case
[source:1 Ana Reyes] [cue:1 said] [content:1 the pier would close]. A [cue:2 so-called] [content:2 “expert”] laughed. Bo Lund agreed it would.
* change s1 polarity denied mode wants
* change s1 mode thought
* hide s2
* add source `+"`Bo Lund` cue `agreed` content `it would` speaker `Bo Lund`")
	a, applied := correct.Apply(c.now, c.corrections)
	line, err := json.Marshal(correct.Training(a, applied))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Statements []struct{ ID string }
		Corrected  map[string][]string
		Hidden     []struct{ ID string }
	}
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatal(err)
	}
	want := `{[{s1} {s3}] map[s1:[mode polarity] s3:[source cue content speaker]] [{s2}]}`
	if s := fmt.Sprint(got); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	var article news.Article // others pass the rest over
	if err := json.Unmarshal(line, &article); err != nil || len(article.Statements) != 2 {
		t.Errorf("%v %v", article.Statements, err)
	}
}
