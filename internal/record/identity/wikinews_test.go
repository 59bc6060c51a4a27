package identity

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"quoth/news"
)

var extracted = flag.String("extracted", "", "what quoth extract --format jsonl found in the Wikinews articles")

// extractedArticle is what is needed of a line of JSON.
type extractedArticle struct {
	ID, Published, Text string
	Statements          []struct {
		Source  *struct{ Spans [][2]int }
		Speaker *struct{ ID, Name, Role, Kind string }
	}
}

// The labels are places in articles that are not part of the repository. They are of
// names: whom a pronoun means is for the reading of one article to tell, and two
// models tell it differently. A speaker under a wrong name counts.
//
//	quoth extract --from jsonl --format jsonl articles.jsonl > found.jsonl
//	go test ./internal/record/identity -run Wikinews -v -args -extracted found.jsonl
func TestWikinews(t *testing.T) {
	if *extracted == "" {
		t.Skip("no -extracted file")
	}
	observations, named := readExtracted(t, *extracted)
	of := assigned(observations, Resolve(Gather(observations, nil), nil))
	labels, err := os.ReadFile("testdata/wikinews_identities.txt")
	if err != nil {
		t.Fatal(err)
	}
	type speaker struct {
		article, id string
		truth       int
		shown       string
	}
	var speakers []speaker
	lost, misread, truth := 0, 0, 0
	for line := range strings.Lines(string(labels)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		truth++
		seen := map[string]bool{}
		for _, word := range strings.Fields(line) {
			var p place
			article, offsets, _ := strings.Cut(word, ":")
			p.article = article
			if _, err := fmt.Sscanf(offsets, "%d-%d", &p.start, &p.end); err != nil {
				t.Fatal(word, err)
			}
			o, byName := named(p)
			if o == nil {
				lost++ // the speaker is not found any more
				continue
			}
			if !seen[o.Key] {
				seen[o.Key] = true
				if !byName {
					misread++
				}
				speakers = append(speakers, speaker{article, of[o.Key], truth, fmt.Sprintf("%s %s %q %q", word, o.Kind, o.Name, o.Roles)})
			}
		}
	}
	var found, right, there float64
	for i, a := range speakers {
		for _, b := range speakers[:i] {
			if a.article == b.article {
				continue
			}
			if a.id == b.id {
				found++
			}
			if a.truth == b.truth {
				there++
			}
			switch same := a.id == b.id; {
			case same && a.truth == b.truth:
				right++
			case same:
				t.Logf("wrong:  %s = %s", b.shown, a.shown)
			case a.truth == b.truth:
				t.Logf("missed: %s = %s", b.shown, a.shown)
			}
		}
	}
	precision, recall := right/found, right/there
	t.Logf("%d speakers labelled, %d of them found by another name, %d not found; %.0f pairs across articles are the same: precision %.3f, recall %.3f", len(speakers), misread, lost, there, precision, recall)
	if lost > len(speakers)/10 || precision < .98 || recall < .85 {
		t.Error("want a precision of .98 and a recall of .85, of nine speakers in ten")
	}
}

type place struct {
	article    string
	start, end int // code points
}

// readExtracted lists the named speakers, and finds the one whom a place names: who
// bears that name in the article, else, not by name, whose source holds the place.
func readExtracted(t *testing.T, name string) (list []Observation, named func(place) (o *Observation, byName bool)) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	texts := map[string][]rune{}
	sources := map[string][][2]int{} // by key
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var a extractedArticle
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		texts[a.ID] = []rune(a.Text)
		for _, s := range a.Statements {
			if s.Speaker == nil || s.Speaker.Name == "" {
				continue
			}
			key := a.ID + "/" + s.Speaker.ID
			if _, ok := sources[key]; !ok {
				o := Observation{Key: key, Article: a.ID, Outlet: "Wikinews", Published: a.Published, Kind: news.Kind(s.Speaker.Kind), Name: s.Speaker.Name}
				o.Roles = parts(s.Speaker.Role, "\x00")
				list = append(list, o)
				sources[key] = nil
			}
			if s.Source != nil {
				sources[key] = append(sources[key], s.Source.Spans...)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list, func(p place) (best *Observation, byName bool) {
		if p.end > len(texts[p.article]) {
			return nil, false
		}
		text, most := string(texts[p.article][p.start:p.end]), 0
		for i := range list {
			o := &list[i]
			if o.Article != p.article {
				continue
			}
			score := 2 * sameName(o.Name, text)
			if slices.ContainsFunc(sources[o.Key], func(s [2]int) bool { return s[0] < p.end && p.start < s[1] }) {
				score++
			}
			if score > most {
				best, most = o, score
			}
		}
		return best, most > 1
	}
}

// sameName is 0 for names of which neither is part of the other, else the higher
// the fewer words of one the other leaves out.
func sameName(a, b string) int {
	s, l := bodyTokens(a), bodyTokens(b)
	if len(s) > len(l) {
		s, l = l, s
	}
	if len(s) == 0 || slices.ContainsFunc(s, func(w string) bool { return !slices.Contains(l, w) }) {
		return 0
	}
	return max(1, longestName-len(l)+len(s))
}
