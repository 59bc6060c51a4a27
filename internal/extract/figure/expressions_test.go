package figure

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"quoth/internal/lexicon"
	"quoth/news"
)

// Microsoft's Recognizers come with examples of numbers and money. Those that
// news could hold must be read as they expect; testdata/expressions.txt names
// the others. A text is right when its value, its place and, of money and
// measures, its unit are. Places may differ by the words that each includes:
// ours has "about", theirs has "kilometres". Of the other measures, which nothing
// is left out of, the share is printed only.
func TestExpressions(t *testing.T) {
	left := readLeftOut(t)
	for _, c := range []struct {
		file   string
		least  float64
		counts func(news.Figure) bool
	}{
		{"Number/NumberModel", .95, func(news.Figure) bool { return true }},
		{"Number/PercentModel", .95, func(g news.Figure) bool { return g.Unit == "percent" }},
		{"NumberWithUnit/CurrencyModel", .95, isMoney},
		{"NumberWithUnit/DimensionModel", 0, isMeasure},
		{"NumberWithUnit/TemperatureModel", 0, func(g news.Figure) bool { return strings.HasPrefix(g.Unit, "degrees") }},
		{"NumberWithUnit/AgeModel", 0, func(g news.Figure) bool { return strings.HasSuffix(g.Unit, " of age") }},
	} {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			cases := readExpressions(t, c.file)
			var right, asked int
			for i, x := range cases {
				if left[filepath.Base(c.file)+" "+strconv.Itoa(i)] {
					continue
				}
				asked++
				var got []news.Figure
				for _, g := range Find(x.Input) {
					if c.counts(g) {
						got = append(got, g)
					}
				}
				if x.agrees(got) {
					right++
				} else if *misses {
					t.Logf("%d: %v", i, got)
				}
			}
			share := float64(right) / float64(asked)
			t.Logf("%d cases, %d left out; right: %d of %d, %.3f", len(cases), len(cases)-asked, right, asked, share)
			if share < c.least {
				t.Errorf("%.3f are right, want %.2f", share, c.least)
			}
		})
	}
}

type expression struct {
	Input   string
	Results []struct {
		Text       string
		Resolution *struct {
			Value string
			Unit  string
		}
	}
}

func (x expression) agrees(got []news.Figure) bool {
	i := 0
	for _, r := range x.Results {
		if r.Resolution == nil || r.Resolution.Value == "" || r.Resolution.Value == "null" {
			continue // a unit without a number
		}
		if i == len(got) {
			return false
		}
		g := got[i]
		i++
		value := g.Low
		if value == "" || value == "0" {
			value = g.High
		}
		if !near(value, strings.TrimSuffix(r.Resolution.Value, "%")) || !overlap(x.Input, g, r.Text) {
			return false
		}
		if r.Resolution.Unit != "" && !sameUnit(g.Unit, r.Resolution.Unit) {
			return false
		}
	}
	return i == len(got)
}

// near compares values to four digits, to which we round parts like thirds.
func near(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	if err1 != nil || err2 != nil {
		return false
	}
	d := x - y
	return d*d <= 2.5e-7*y*y
}

// overlap reports whether the figure stands where the text does.
func overlap(input string, g news.Figure, text string) bool {
	input, text = strings.ToLower(input), strings.ToLower(text)
	for from := 0; ; {
		i := strings.Index(input[from:], text)
		if i < 0 {
			return false
		}
		if g.Span.Overlaps(news.Span{Start: from + i, End: from + i + len(text)}) {
			return true
		}
		from += i + 1
	}
}

// sameUnit compares our name of a unit with theirs.
func sameUnit(ours, theirs string) bool {
	ours, _, _ = strings.Cut(ours, " per ")
	theirs = strings.ToLower(theirs)
	theirs, _, _ = strings.Cut(theirs, " per ")
	theirs = strings.NewReplacer("united states", "us", "sq ", "square ").Replace(theirs)
	name := func(s string) string {
		if n, ok := lexicon.Currencies[s]; ok {
			return n
		}
		if n, ok := lexicon.Units[s]; ok {
			return n
		}
		return s
	}
	switch theirs {
	case "c", "f":
		theirs = "degrees " + theirs
	}
	a, b := strings.ToLower(name(strings.ToLower(ours))), strings.ToLower(name(theirs))
	return a == b || strings.HasSuffix(b, " "+a) || a == b+" of age" ||
		strings.HasSuffix(a, " of age") && strings.HasPrefix(a, theirs)
}

func isMoney(g news.Figure) bool {
	unit, _, _ := strings.Cut(g.Unit, " per ")
	for _, name := range lexicon.Currencies {
		if unit == name {
			return true
		}
	}
	return false
}

func isMeasure(g news.Figure) bool {
	unit, _, _ := strings.Cut(g.Unit, " per ")
	for _, name := range lexicon.Units {
		if (unit == name || g.Unit == name) && !times[name] && name != "percent" && !strings.HasPrefix(name, "degrees ") {
			return true
		}
	}
	return unit == "pounds" || unit == "pence"
}

func readExpressions(t *testing.T, name string) (out []expression) {
	raw, err := os.ReadFile(filepath.Join(shared, "expressions", filepath.FromSlash(name)+".json"))
	if err != nil {
		t.Skip("no expressions beside the project: " + err.Error())
	}
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\ufeff")), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// readLeftOut reads lines "file: numbers"; a line that begins with # is the reason.
func readLeftOut(t *testing.T) map[string]bool {
	raw, err := os.ReadFile("testdata/expressions.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		file, numbers, _ := strings.Cut(line, ":")
		for _, n := range strings.Fields(numbers) {
			out[file+" "+n] = true
		}
	}
	return out
}
