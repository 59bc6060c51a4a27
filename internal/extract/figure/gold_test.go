package figure

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"quoth/news"
)

const shared = "../../../../shared/data"

var misses = flag.Bool("misses", false, "print the labelled figures that are not found, and those found beside them")

// Figures found in the labelled contents are compared with those that readers
// saw there, by their bounds, as the project's score does.
func TestLabelledFigures(t *testing.T) {
	texts := readTexts(t)
	for _, set := range []struct {
		folder string
		least  float64
	}{{"labels-train", .92}, {"labels-dev", .90}} {
		t.Run(set.folder, func(t *testing.T) {
			var found, labelled, right int
			paths, _ := filepath.Glob(filepath.Join(shared, "wikinews", set.folder, "*.gold.json"))
			for _, path := range paths {
				var all []news.Figure
				for i, s := range readStatements(t, path, texts) {
					if i == 0 {
						all = Find(s.text)
					}
					got := Within(s.text, all, s.content)
					found += len(got)
					labelled += len(s.figures)
					right += match(t, path, s, got)
				}
			}
			f := 2 * float64(right) / float64(found+labelled)
			t.Logf("%d labelled, %d found, %d right: F1 %.3f", labelled, found, right, f)
			if f < set.least {
				t.Errorf("F1 is %.3f, want %.2f", f, set.least)
			}
		})
	}
}

type statement struct {
	text    string
	content news.Part
	figures []labelled
}

type labelled struct {
	Text string
	Low  *float64
	High *float64
}

func match(t *testing.T, path string, s statement, got []news.Figure) (right int) {
	rest := append([]news.Figure(nil), got...)
	var missed []labelled
next:
	for _, want := range s.figures {
		for i, g := range rest {
			if same(g.Low, want.Low) && same(g.High, want.High) {
				rest = append(rest[:i], rest[i+1:]...)
				right++
				continue next
			}
		}
		missed = append(missed, want)
	}
	if *misses && len(missed)+len(rest) > 0 {
		var b strings.Builder
		for _, m := range missed {
			b.WriteString(" -" + strconv.Quote(m.Text))
		}
		for _, g := range rest {
			b.WriteString(" +" + strconv.Quote(g.Text) + " " + g.Low + ".." + g.High + " " + g.Unit)
		}
		t.Logf("%s%s\n\t%s", filepath.Base(path), b.String(), s.content.Text(s.text))
	}
	return right
}

func same(bound string, want *float64) bool {
	if bound == "" || want == nil {
		return bound == "" && want == nil
	}
	v, err := strconv.ParseFloat(bound, 64)
	return err == nil && v == *want
}

// readTexts maps an article's id to its text.
func readTexts(t *testing.T) map[string]string {
	file, err := os.Open(filepath.Join(shared, "wikinews", "articles.jsonl"))
	if err != nil {
		t.Skip("no labelled articles beside the project: " + err.Error())
	}
	defer file.Close()
	out := map[string]string{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		out[a.ID] = a.Text
	}
	return out
}

func readStatements(t *testing.T, path string, texts map[string]string) (out []statement) {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var gold struct {
		Key, ID    string
		Statements []struct {
			Content [][2]int
			Figures []labelled
		}
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(path, err)
	}
	text := texts[gold.Key+gold.ID]
	var offsets []int // of code points
	for i := range text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(text))
	for _, s := range gold.Statements {
		st := statement{text: text, figures: s.Figures}
		for _, c := range s.Content {
			st.content = append(st.content, news.Span{Start: offsets[c[0]], End: offsets[c[1]]})
		}
		out = append(out, st)
	}
	return out
}
