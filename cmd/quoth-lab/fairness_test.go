package main

import (
	"bytes"
	"strings"
	"testing"

	"quoth/news"
)

// said is a statement of whose words stand in the text in this order.
func said(t *testing.T, text, source, cue, content string, speaker *news.Speaker) news.Statement {
	t.Helper()
	part := func(words string) news.Part {
		at := strings.Index(text, words)
		if at < 0 {
			t.Fatalf("no %q in %q", words, text)
		}
		return news.Part{{Start: at, End: at + len(words)}}
	}
	return news.Statement{
		ID: cue, Form: news.Indirect, Mode: news.Said, Polarity: news.Asserted,
		Source: part(source), Cue: part(cue), Content: part(content), Speaker: speaker,
	}
}

func TestUnchangedButForTheName(t *testing.T) {
	c := castOf(t, map[string]inventedName{"Hazel Quint": hazel}, "Hazel Quint")
	c.names[0].origin, c.names[0].script, c.names[0].sex = "Chinese", "Latin", 'f'
	text := "Hazel Quint said the pier fell. Ms. Quint added that 30 boats sank."
	r := c.rename(text)
	before := news.Article{Text: text}
	quint := &news.Speaker{Name: "Hazel Quint", Kind: news.Person}
	before.Statements = []news.Statement{
		said(t, text, "Hazel Quint", "said", "the pier fell", quint),
		said(t, text, "Ms. Quint", "added", "30 boats sank", quint),
	}
	at30 := strings.Index(text, "30")
	before.Statements[1].Figures = []news.Figure{{Low: "30", High: "30", Unit: "boats", Span: news.Span{Start: at30, End: at30 + 2}}}

	// after is what is found under the new name; each case spoils it.
	after := func() news.Article {
		qiu := &news.Speaker{Name: "Qiu Yanling", Kind: news.Person}
		a := news.Article{Text: r.text, Statements: []news.Statement{
			said(t, r.text, "Qiu Yanling", "said", "the pier fell", qiu),
			said(t, r.text, "Ms. Qiu", "added", "30 boats sank", qiu),
		}}
		at := strings.Index(r.text, "30")
		a.Statements[1].Figures = []news.Figure{{Low: "30", High: "30", Unit: "boats", Span: news.Span{Start: at, End: at + 2}}}
		return a
	}
	for _, x := range []struct {
		what  string
		spoil func(*news.Article)
		want  string // share, right, all
		extra int
	}{
		{"nothing", func(*news.Article) {}, "unchanged 1.000 (2 of 2)", 0},
		{"half a name as the source", func(a *news.Article) { a.Statements[0].Source[0].End -= len(" Yanling") }, "unchanged: spans 0.500 (1 of 2)", 1},
		{"a statement is missed", func(a *news.Article) { a.Statements = a.Statements[:1] }, "unchanged: spans 0.500 (1 of 2)", 0},
		{"the name in part", func(a *news.Article) { a.Statements[0].Speaker.Name = "Yanling" }, "unchanged: speaker, where spans are 0.000 (0 of 2)", 0},
		{"another kind", func(a *news.Article) { a.Statements[0].Speaker.Kind = news.Organisation }, "kind of speaker unchanged, where spans are 0.000 (0 of 2)", 0},
		{"another parent", func(a *news.Article) { a.Statements[1].Parent = "said" }, "unchanged: others, where spans are 0.500 (1 of 2)", 0},
		{"another figure", func(a *news.Article) { a.Statements[1].Figures[0].Low = "3" }, "unchanged, origin of name: Chinese 0.500 (1 of 2)", 0},
		{"a date", func(a *news.Article) { a.Statements[1].SaidOn = &news.SaidOn{Date: "2026-01-02"} }, "unchanged, sex: female 0.500 (1 of 2)", 0},
	} {
		var s scores
		trial := trial{article: news.Article{Text: r.text}, cast: &c, renamed: r}
		a := after()
		x.spoil(&a)
		var out, changes bytes.Buffer
		extra := trial.compare(&s, before, a, &changes)
		s.print(&out)
		if got := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(got, x.want) || extra != x.extra {
			t.Errorf("%s: no %q (or %d found only then) in\n%s", x.what, x.want, extra, out.String())
		}
	}
}
