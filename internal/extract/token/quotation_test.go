package token

import (
	"os"
	"strings"
	"testing"
)

// TestQuotations reads testdata/quotations.txt: blocks of "# what it shows"
// and a text in which ⟦ and ⟧ stand around each quotation with its marks. A
// line with only ¶ is a paragraph break.
func TestQuotations(t *testing.T) {
	data, err := os.ReadFile("testdata/quotations.txt")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(strings.TrimSpace(string(data)), "\n\n")
	for _, block := range blocks {
		name, marked := "", ""
		for line := range strings.Lines(block) {
			if comment, ok := strings.CutPrefix(line, "#"); ok {
				name = strings.TrimSpace(name + " " + strings.TrimSpace(comment))
			} else {
				marked += line
			}
		}
		if strings.TrimSpace(marked) == "" {
			continue
		}
		marked = strings.ReplaceAll("\n"+marked+"\n", "\n¶\n", "\n\n")
		marked = strings.Trim(marked, "\n")
		t.Run(name, func(t *testing.T) {
			text := strings.NewReplacer("⟦", "", "⟧", "").Replace(marked)
			if got := markQuotations(text, Find(text)); got != marked {
				t.Errorf("\ngot  %s\nwant %s", got, marked)
			}
		})
	}
}

func markQuotations(text string, l *Layer) string {
	opens, closes := map[int]string{}, map[int]string{}
	for _, q := range l.Quotations {
		opens[q.Open.Start] += "⟦"
		closes[q.Close.End] += "⟧"
	}
	var b strings.Builder
	for i := 0; i <= len(text); i++ {
		b.WriteString(closes[i])
		b.WriteString(opens[i])
		if i < len(text) {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"titles and initials", "Dr. J. R. Okafor met Sen. Lund on Jan. 5.| He said no more."},
		{"closing marks belong to the sentence", "“It is over.”| Nobody believed her."},
		{"questions inside a sentence", "“Why now?” he asked.| She left."},
		{"a firm at the end of a sentence", "She joined Senn Ports Inc. in May.| It failed."},
		{"the U.S. before a name", "The U.S. Coast Guard came.| Then it left."},
	} {
		want := strings.Split(c.text, "|")
		text := strings.Join(want, "")
		var got []string
		at := Find(text).Sentences
		for i, s := range at {
			end := len(text)
			if i+1 < len(at) {
				end = at[i+1]
			}
			got = append(got, text[s:end])
		}
		for i := range want {
			want[i] = strings.TrimLeft(want[i], " ")
		}
		if g, w := strings.Join(trimAll(got), "|"), strings.Join(trimAll(want), "|"); g != w {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, g, w)
		}
	}
}

func trimAll(s []string) []string {
	for i := range s {
		s[i] = strings.TrimSpace(s[i])
	}
	return s
}

func FuzzFind(f *testing.F) {
	f.Add("“It's over,” she said. 'No,' he said.\n\n\"Why?")
	f.Add("''A 'b' c''\r\n«d „e“»")
	f.Fuzz(func(t *testing.T, text string) {
		l := Find(text)
		at := 0
		for _, p := range l.Paragraphs {
			if p.Start < at || p.End <= p.Start || p.End > len(text) {
				t.Fatalf("paragraph %v after %d in %d bytes", p, at, len(text))
			}
			at = p.End
		}
		for i, q := range l.Quotations {
			if q.Open.Start > q.Open.End || q.Open.End > q.Close.Start || q.Close.Start > q.Close.End || q.Close.End > len(text) {
				t.Fatalf("quotation %v", q)
			}
			if i > 0 && q.Open.Start <= l.Quotations[i-1].Open.Start {
				t.Fatalf("quotations out of order: %v after %v", q, l.Quotations[i-1])
			}
		}
		for i := 1; i < len(l.Sentences); i++ {
			if l.Sentences[i] <= l.Sentences[i-1] {
				t.Fatalf("sentences out of order: %v", l.Sentences)
			}
		}
	})
}
