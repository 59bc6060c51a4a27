package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rivo/uniseg"

	"quoth/internal/plot"
	"quoth/news"
	"quoth/query"
)

// drawAll prints everything that the record can answer with, all of it made of
// a few entries and one name.
func drawAll(f *entryText, entries []news.Entry, runs []news.Run, name string) {
	counts := []news.Count{{Key: name, Label: name, N: 3}, {Key: "2031-10", N: 1 << 40}, {Key: "0001-01", N: -1}}
	identity := news.Identity{ID: name, Name: name, Kind: news.Kind(name), Country: name, First: name, Last: "2031", Roles: []news.Seen{{Text: name, Former: true}}}
	identity.Names = identity.Roles
	seen := news.Observed{Key: name, Outlet: name, Day: name, Name: name, Role: name}
	profile := news.Profile{
		Identity: identity, Months: counts, Outlets: counts, Through: counts, Speaks: counts, SpokenOf: counts, Latest: entries,
		Evidence: []news.Merge{{A: seen, B: seen, Rule: name}}, Candidates: []news.Candidate{{Identity: identity, Rule: name}},
	}
	side := news.Side{Name: name, Identity: &identity, Months: counts}
	comparison := news.Comparison{A: side, B: side}
	f.print(func(b *bytes.Buffer) {
		f.bearers(b, []news.Identity{identity}, true)
		f.profile(b, &profile, true)
		f.timeline(b, plot.Chart{Title: name, Period: news.Monthly, Rows: []plot.Row{{Name: name, Counts: counts}}}, news.Timeline{Undated: 1})
	})
	for i := range entries {
		e := &entries[i]
		v := news.Variant{Entry: entries[len(entries)-1-i], Relation: news.Altered, Runs: runs, Speakers: news.OtherSpeaker, Figures: []news.FigureDifference{{A: news.Figure{Text: name}, B: news.Figure{Low: name}}}}
		f.print(func(b *bytes.Buffer) { f.same(b, e, []news.Variant{v}, 10000) })
		comparison.Rows = append(comparison.Rows, news.Row{Day: name, A: e, B: &v.Entry, Variant: &v}, news.Row{A: e}, news.Row{B: e})
	}
	f.print(func(b *bytes.Buffer) { f.comparison(b, &comparison, name, 0) })
}

// Whatever an article says and however its spans lie, no line is too wide but
// those of addresses, and none gives orders to the terminal.
func FuzzAnswers(f *testing.F) {
	for _, a := range []news.Article{bridge(), hostile(), wide()} {
		f.Add(a.Text, a.Title, "https://courier.example/"+a.Title, []byte("\x00\x20\x01\x02\x10\x80\x03\x04\x70\xff\x05\x00\x00\xff\x03\x01"), 120)
	}
	f.Add("אנה אמרה שהגשר יישאר פתוח", "גשר", "file:///tmp/\u202e", []byte("\x00\xff\x00\x00"), 200)
	f.Fuzz(func(t *testing.T, text, name, address string, noise []byte, width int) {
		width = max(40, min(width, 200))
		article := &news.Article{ID: "\x00" + name, Text: text, Title: name, Outlet: name, URL: address}
		var entries []news.Entry
		statements := scattered(text, noise)
		speakers(statements, name)
		for _, s := range statements[:min(len(statements), 4)] {
			entries = append(entries, news.Entry{ID: name, Article: article, Statement: s, Day: name, Variants: 1, CopyOf: name, AlteredTo: name, AlteredOf: name})
		}
		var runs []news.Run
		for i, s := range statements {
			runs = append(runs, news.Run{Kind: []news.RunKind{news.Equal, news.Removed, news.Added, news.Changed}[i%4], A: s.Content, B: s.Source})
		}
		printer, b := sheet(width, "Ana or bridge or 橋")
		drawAll(printer, entries, runs, name)
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			if got := uniseg.StringWidth(line); got > width && !strings.Contains(line, "://") {
				t.Errorf("line is %d columns wide, over %d: %q", got, width, line)
			}
			if at := strings.IndexFunc(line, unicode.IsControl); at >= 0 {
				t.Errorf("control character in %q", line)
			}
		}
	})
}

// A statement of a whole transcript, and one that ten thousand articles give.
func TestAnswersTakeLinearTime(t *testing.T) {
	const sentence = "We ran out of legs and the ferry ran out of water. "
	text := strings.Repeat(sentence, 20000)
	long := news.Entry{ID: "long", Article: &news.Article{Text: text}, Statement: news.Statement{Content: news.Part{{Start: 0, End: len(text)}}}}
	coach := theCoach()
	variants := make([]news.Variant, 10000)
	for i := range variants {
		variants[i] = variantsOf(coach, otherCoaches()[1:2])[0]
		variants[i].ID = fmt.Sprint(i)
	}
	began := time.Now()
	f, b := sheet(120, "legs")
	f.print(func(b *bytes.Buffer) { f.same(b, &long, variants, len(variants)) })
	f.print(func(b *bytes.Buffer) { f.styledParagraph(b, 0, difference{a: &long, b: &long}.both()) })
	took := time.Since(began)
	t.Logf("%d bytes in %v", b.Len(), took)
	if took > 5*time.Minute { // no measure of speed: quadratic work takes hours
		t.Errorf("it took %v", took)
	}
}

func TestExcerpt(t *testing.T) {
	text := "first " + strings.Repeat("words that fill a line ", 100) + "the ferry " + strings.Repeat("and words behind it ", 100) + "last"
	all := news.Part{{Start: 0, End: len(text)}}
	for _, c := range []struct {
		name        string
		around      int
		front, back bool
		has         string
	}{
		{"the beginning, where nothing is looked for", -1, false, true, "first"},
		{"what stands around a word", strings.Index(text, "ferry"), true, true, "the ferry"},
		{"the end", len(text) - 4, true, false, "last"},
	} {
		shown, front, back := excerpt(text, all, c.around)
		got := shown.Text(text)
		if front != c.front || back != c.back || !strings.Contains(got, c.has) || len(got) > longContent+50 || len(got) < longContent-50 {
			t.Errorf("%s: got %v, %v and %d bytes %q", c.name, front, back, len(got), got)
		}
	}
	if shown, front, back := excerpt(text, news.Part{{Start: 0, End: 5}, {Start: 6, End: 11}}, 3); len(shown) != 2 || front || back {
		t.Errorf("of a short one all is shown, got %v %v %v", shown, front, back)
	}
}

func TestCompleteQuery(t *testing.T) {
	for word, want := range map[string]string{
		"fo":             "form:",
		"ferry -by":      "ferry -by:",
		"(b":             "(by:",
		"form:":          "form:direct form:mixed form:indirect",
		"sort:n":         "sort:newest",
		"toll is:a":      "toll is:altered toll is:anonymous",
		"by:Reyes":       "",
		"nosuch:":        "",
		`by:"Ana Re`:     "",
		"mode:s":         "mode:said mode:shows",
		"ferry outlet:C": "",
	} {
		got, _ := completeQuery(nil, nil, word)
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], "\t")
		}
		if all := strings.Join(got, " "); all != want {
			t.Errorf("%q is completed to %q, want %q", word, all, want)
		}
	}
	if got, _ := completeQuery(nil, nil, ""); len(got) != len(query.Fields()) {
		t.Errorf("nothing is completed to %q", got)
	}
}

func TestStrippedMarks(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"by:Ana Reyes|toll", `'by:"Ana Reyes"'`},
		{`by:"Ana Reyes" toll`, ""},
		{"by:Reyes|the toll", ""},
		{"by:Reyes form:direct", ""},
		{"form:direct or mixed", ""},
		{"12: 30", ""},
	} {
		if got := strippedMarks(strings.Split(c.args, "|")); got != c.want {
			t.Errorf("%s should have been %q, want %q", c.args, got, c.want)
		}
	}
}
