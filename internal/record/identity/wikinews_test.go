package identity

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"quoth/news"
)

var extracted = flag.String("extracted", "", "what quoth extract --format jsonl found in the Wikinews articles")

// extractedArticle is what is needed of a line of JSON.
type extractedArticle struct {
	ID, Published string
	Statements    []struct {
		Source  *struct{ Spans [][2]int }
		Speaker *struct{ ID, Name, Role, Kind string }
	}
}

// The labels are places in articles that are not part of the repository.
//
//	quoth extract --from jsonl --format jsonl articles.jsonl > found.jsonl
//	go test ./internal/record/identity -run Wikinews -v -args -extracted found.jsonl
func TestWikinews(t *testing.T) {
	if *extracted == "" {
		t.Skip("no -extracted file")
	}
	observations, at := readExtracted(t, *extracted)
	of := assigned(observations, Resolve(Gather(observations, nil), nil))
	labels, err := os.ReadFile("testdata/wikinews_identities.txt")
	if err != nil {
		t.Fatal(err)
	}
	type speaker struct {
		article, id string
		truth       int
	}
	var speakers []speaker
	lost, truth := 0, 0
	for line := range strings.Lines(string(labels)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		truth++
		for _, word := range strings.Fields(line) {
			var p place
			article, offsets, _ := strings.Cut(word, ":")
			p.article = article
			if _, err := fmt.Sscanf(offsets, "%d-%d", &p.start, &p.end); err != nil {
				t.Fatal(word, err)
			}
			key := at(p)
			if key == "" {
				lost++ // the speaker is not found any more
				continue
			}
			speakers = append(speakers, speaker{article, of[key], truth})
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
			if a.id == b.id && a.truth == b.truth {
				right++
			}
		}
	}
	t.Logf("%d speakers labelled, %d not found; %.0f pairs across articles are the same: precision %.3f, recall %.3f", len(speakers), lost, there, right/found, right/there)
}

type place struct {
	article    string
	start, end int // code points
}

// readExtracted lists the named speakers, and finds the one of a place.
func readExtracted(t *testing.T, name string) (list []Observation, at func(place) string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	places := map[string]map[string][][2]int{} // article, key: spans of sources
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var a extractedArticle
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		places[a.ID] = map[string][][2]int{}
		for _, s := range a.Statements {
			if s.Speaker == nil || s.Speaker.Name == "" {
				continue
			}
			key := a.ID + "/" + s.Speaker.ID
			if places[a.ID][key] == nil {
				o := Observation{Key: key, Article: a.ID, Outlet: "Wikinews", Published: a.Published, Kind: news.Kind(s.Speaker.Kind), Name: s.Speaker.Name}
				o.Roles = parts(s.Speaker.Role, "\x00")
				list = append(list, o)
				places[a.ID][key] = [][2]int{}
			}
			if s.Source != nil {
				places[a.ID][key] = append(places[a.ID][key], s.Source.Spans...)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list, func(p place) (best string) {
		for key, spans := range places[p.article] {
			for _, s := range spans {
				if s[0] < p.end && p.start < s[1] && (best == "" || key < best) {
					best = key
				}
			}
		}
		return best
	}
}
