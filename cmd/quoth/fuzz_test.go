package main

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/net/html"

	"quoth/news"
)

// scattered makes statements out of noise: each four bytes are a span, by the
// place and length of which a statement, a role and a parent are chosen too.
func scattered(text string, noise []byte) []news.Statement {
	statements := make([]news.Statement, min(len(noise)/4, 12))
	for i := range statements {
		statements[i] = news.Statement{ID: fmt.Sprintf("s%d", i+1), Form: news.Mixed}
	}
	for i := 0; i+4 <= len(noise) && len(statements) > 0; i += 4 {
		a, b := int(noise[i])*len(text)/255, int(noise[i+1])*len(text)/255
		s := &statements[int(noise[i+2])%len(statements)]
		p := []*news.Part{&s.Content, &s.Cue, &s.Source}[noise[i+2]%3]
		*p = append(*p, news.Span{Start: min(a, b), End: max(a, b)})
		s.Parent = fmt.Sprintf("s%d", noise[i+3]%16)
	}
	return statements
}

// speakers gives every statement one of two speakers, a date and a figure, and
// says why; all of them are called name.
func speakers(statements []news.Statement, name string) []*news.Speaker {
	all := []*news.Speaker{{ID: "p1", Name: name, Role: name, Kind: news.Kind(name)}, {ID: "p2", Description: name}}
	for i := range statements {
		s := &statements[i]
		s.Speaker = all[i%2]
		s.Evidence = &news.Evidence{Statement: 0.5, Modes: map[news.Mode]float64{news.Mode(name): 1}, SaidOn: name}
		for _, span := range s.Source {
			s.SaidOn = &news.SaidOn{Text: name, Date: name, Span: span}
			s.Figures = append(s.Figures, news.Figure{Text: name, Low: name, Unit: name, Span: span})
			s.Evidence.Speaker = append(s.Evidence.Speaker, news.Step{Span: span, Why: name})
			s.Speaker.Mentions = append(s.Speaker.Mentions, news.Mention{Span: span})
		}
		for _, span := range s.Content {
			all[(i+1)%2].Mentions = append(all[(i+1)%2].Mentions, news.Mention{Span: span})
		}
	}
	return all
}

func FuzzFormats(f *testing.F) {
	for _, a := range []news.Article{bridge(), hostile(), wide(), silent()} {
		f.Add(a.Text, a.Title, []byte("\x00\x20\x01\x02\x10\x80\x03\x04\x70\xff\x05\x00\x00\xff\x03\x01"), 60)
	}
	f.Fuzz(func(t *testing.T, text, title string, noise []byte, width int) {
		a := news.Article{ID: "id", Title: title, URL: title, Published: title, Outlet: title, Text: text, Statements: scattered(text, noise)}
		a.Speakers = speakers(a.Statements, title)
		checkText(t, a, width)
		checkHTML(t, a)
		render(t, "csv", screen{}, a)
	})
}

func checkText(t *testing.T, a news.Article, width int) {
	width = max(narrowestLine, min(width, widestLine))
	for _, line := range strings.Split(render(t, "text", screen{width: width}, a), "\n") {
		if got := uniseg.StringWidth(line); got > width {
			t.Errorf("line is %d columns wide, over %d: %q", got, width, line)
		}
		if at := strings.IndexFunc(line, unicode.IsControl); at >= 0 {
			t.Errorf("control character in %q", line)
		}
	}
}

// checkHTML holds the page to be well formed and to have the article's text,
// nothing more and nothing less, where the text belongs.
func checkHTML(t *testing.T, a news.Article) {
	page := render(t, "html", screen{}, a)
	void := map[string]bool{"meta": true}
	var open []string
	var text strings.Builder
	inText := 0 // depth of the element that holds the text
	scripts := 0
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch kind {
		case html.StartTagToken:
			if token.Data == "script" {
				scripts++
			}
			for _, attribute := range token.Attr {
				if strings.HasPrefix(attribute.Key, "on") || attribute.Key == "style" || attribute.Key == "src" {
					t.Fatalf("attribute %s of %s", attribute.Key, token.Data)
				}
				if attribute.Key == "class" && attribute.Val == "text" {
					inText = len(open) + 1
				}
			}
			if !void[token.Data] {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v", token.Data, open)
			}
			open = open[:len(open)-1]
			if len(open) < inText {
				inText = 0
			}
		case html.TextToken:
			if inText > 0 {
				text.WriteString(token.Data)
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("left open: %v", open)
	}
	if scripts != 1 {
		t.Errorf("%d scripts", scripts)
	}
	// HTML has no way to write NUL, and reads every line end as \n.
	want := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd").Replace(a.Text)
	if got := text.String(); strings.ToValidUTF8(got, "") != strings.ToValidUTF8(want, "") {
		t.Errorf("the page has the text\n%q\nthe article\n%q", got, want)
	}
}
