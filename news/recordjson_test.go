package news_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"quoth/news"
)

// The golden file has an object a line, and one of each type with nothing in
// it: absent values are null, lists empty, and nothing is missing.
func TestRecordJSON(t *testing.T) {
	all := ferryEntries(t)
	a, b := all[0], all[1]
	reyes := news.Identity{
		ID: "i7", Name: "Ana Reyes", Kind: news.Person, First: "2031-02-03", Last: "2031-10-18", Articles: 12, Statements: 31,
		Names: []news.Seen{{Text: "Ana Reyes", First: "2031-02-03", Last: "2031-10-18", Count: 9}},
		Roles: []news.Seen{{Text: "port director", First: "2031-02-03", Last: "2031-02-03", Count: 1, Former: true}},
	}
	olsen := news.Identity{ID: "i9", Name: "A. Reyes"}
	related := news.Variant{
		Entry: b, Relation: news.Altered, Score: 0.75, Speakers: news.UnknownSpeaker, Copy: true,
		Runs:    []news.Run{{news.Equal, news.Part{a.Content[0]}, news.Part{b.Content[0]}}, {Kind: news.Removed, A: a.Cue}},
		Figures: []news.FigureDifference{{news.Figure{Text: "37", Low: "37", High: "37"}, news.Figure{Text: "over 40", Low: "40", Unit: "boats"}}},
	}
	var got strings.Builder
	for _, v := range []any{
		reyes,
		news.Profile{
			Identity: reyes, Months: []news.Count{{Key: "2031-10", N: 3}}, Outlets: []news.Count{{Label: "Harbour Courier", N: 2}},
			Through: []news.Count{{Key: "i9", Label: "A. Reyes", N: 1}}, Speaks: []news.Count{}, Latest: []news.Entry{a},
			Evidence:   []news.Merge{{news.Observed{Key: "a1/p1", Article: "a1", Name: "Ana Reyes"}, news.Observed{Key: "a2/p3", Article: "a2", Role: "director"}, "same name", 0.9}},
			Candidates: []news.Candidate{{olsen, "initial", 0.4}},
		},
		news.Timeline{news.Monthly, []news.Count{{Key: "2031-09"}, {Key: "2031-10", N: 4}}, 2, 6},
		news.Survey{Surveyed: 6, More: true, Speakers: []news.Count{{Key: "i7", Label: "Ana Reyes", N: 4}}, Forms: []news.Count{{Key: "direct", Label: "direct", N: 6}}},
		news.Same{a, []news.Variant{related}},
		news.Comparison{news.Side{Name: "Ana Reyes", Identity: &reyes, Count: 2}, news.Side{Name: "Harbour Courier"}, []news.Row{{Day: "2031-10-17", A: &a, B: &b, Variant: &related}, {B: &b}}},
		news.Version{Number: 2, Seen: "2031-10-18T08:00:00Z", Title: "Toll to go", Hash: "ab12", Statements: 4},
		news.Stats{Place: "record.db", Articles: 3, Bytes: 4096, First: "2031-02", Models: []news.Count{{Key: "quoth-en-3", Label: "quoth-en-3", N: 3}}},
		news.Profile{},
		news.Timeline{},
		news.Survey{},
		news.Same{},
		news.Comparison{},
		news.Version{},
		news.Stats{},
	} {
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatalf("%T: %v", v, err)
		}
		got.Write(append(line, '\n'))
	}
	const golden = "testdata/record.jsonl"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("%s differs; go test ./news -update rewrites it. Got:\n%s", golden, got.String())
	}
}

// A variant alone would lose what its positions speak of.
func TestVariantsNeedTheirStatement(t *testing.T) {
	if line, err := json.Marshal(news.Variant{}); err == nil || !strings.Contains(err.Error(), "news.Same") {
		t.Errorf("got %s, %v", line, err)
	}
}
