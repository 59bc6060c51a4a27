package speaker

import (
	"os"
	"strings"
	"testing"

	"quoth/internal/extract/token"
	"quoth/news"
)

// TestNames holds who is who among the names of testdata/names.txt.
func TestNames(t *testing.T) {
	data, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		given, want, ok := strings.Cut(line, " -> ")
		if !ok {
			t.Fatalf("testdata/names.txt: no arrow in %q", line)
		}
		n++
		if got := group(given); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", given, got, want)
		}
	}
	t.Logf("%d cases", n)
}

// group writes who is who as names.txt does.
func group(given string) string {
	var text strings.Builder
	var mentions []Mention
	for entry := range strings.SplitSeq(given, ", ") {
		kind, name, _ := strings.Cut(entry, ":")
		m := Mention{Name: PersonName, Span: news.Span{Start: text.Len(), End: text.Len() + len(name)}}
		if kind == "b" {
			m.Name = OrganisationName
		}
		mentions = append(mentions, m)
		text.WriteString(name + "\n")
	}
	list, of := entities(text.String(), token.Find(text.String()), mentions)
	groups := make([][]string, len(list))
	var order []int
	for i, m := range mentions {
		if len(groups[of[i]]) == 0 {
			order = append(order, of[i])
		}
		groups[of[i]] = append(groups[of[i]], text.String()[m.Span.Start:m.Span.End])
	}
	var out []string
	for _, e := range order {
		out = append(out, strings.Join(groups[e], " = "))
	}
	return strings.Join(out, "; ")
}

// FuzzResolve: no names and no sources are too strange.
func FuzzResolve(f *testing.F) {
	f.Add("Ana Reyes and Luis Reyes, of the board, said. Mr Reyes’s wife, who", uint8(9), uint8(20), uint8(1))
	f.Add("the, (and) 's ’s .", uint8(0), uint8(3), uint8(2))
	f.Add("é\xff & 's", uint8(1), uint8(2), uint8(3))
	f.Fuzz(func(t *testing.T, text string, a, b, c uint8) {
		if len(text) == 0 {
			return
		}
		var mentions []Mention
		var sources []Source
		step := 1 + int(a)%7
		for i := 0; i+step <= len(text) && len(mentions) < 50; i += step + int(c)%3 {
			s := news.Span{Start: i, End: i + step}
			mentions = append(mentions, Mention{Span: s, Name: NameKind((i + int(b)) % 5), Links: []Link{{To: 0, P: .5}}})
			sources = append(sources, Source{Span: s, Parent: -1, Around: s, Kinds: map[news.Kind]float64{news.Person: float64(b) / 255, news.Organisation: .3}})
		}
		sources = append(sources, Source{Parent: -1})
		r := Resolve(text, sources, mentions)
		for i, s := range r.Of {
			if s == nil || s.ID == "" {
				t.Fatalf("source %d has no speaker", i)
			}
		}
	})
}
