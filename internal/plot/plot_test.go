package plot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rivo/uniseg"

	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// counts numbers the periods from a first one on.
func counts(p news.Period, from string, n ...int) []news.Count {
	first, ok := number(p, from)
	if !ok {
		panic("no " + string(p) + ": " + from)
	}
	form := map[news.Period]string{news.Daily: time.DateOnly, news.Monthly: "2006-01", news.Yearly: "2006"}[p]
	var out []news.Count
	for i, n := range n {
		out = append(out, news.Count{Key: start(p, first+i).Format(form), N: n})
	}
	return out
}

// wave goes up and down like the tides.
func wave(n, high int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = (i*i*7 + i*13) % (high + 1)
	}
	return out
}

var charts = []struct {
	name  string
	chart Chart
}{
	{"months", Chart{"ferry", news.Monthly, []Row{{"", counts(news.Monthly, "2029-10", 3, 0, 0, 12, 48, 30, 7, 0, 1, 2, 0, 0, 0, 5, 18, 22, 9, 4, 0, 1)}}}},
	{"days", Chart{"by:\"Ana Reyes\"", news.Daily, []Row{{"", counts(news.Daily, "2031-12-28", 2, 0, 1, 1, 4, 0, 1)}}}},
	{"weeks", Chart{"harbour", news.Daily, []Row{{"", counts(news.Daily, "2030-11-04", wave(400, 900)...)}}}},
	{"years", Chart{"toll", news.Yearly, []Row{{"", counts(news.Yearly, "1988", wave(44, 26000)...)}}}},
	{"one", Chart{"snow", news.Monthly, []Row{{"", counts(news.Monthly, "2031-02", 1)}}}},
	{"two rows", Chart{"Ana Reyes and Tomas Lindqvist on tolls", news.Monthly, []Row{
		{"Ana Reyes", counts(news.Monthly, "2030-11", wave(40, 19)...)},
		{"Tomas Lindqvist", counts(news.Monthly, "2030-06", wave(20, 6)...)},
	}}},
	{"long ago", Chart{"<&>", news.Monthly, []Row{{"", append(counts(news.Monthly, "1788-01", 4), counts(news.Monthly, "2031-02", 9)...)}}}},
	{"nothing", Chart{"unicorns", news.Monthly, []Row{{"", []news.Count{{Key: "soon", N: 4}, {Key: "2031-02", N: 0}}}}}},
}

func drawn(c Chart, width, height int, signs Signs) string {
	var b strings.Builder
	lines, column := c.Lines(width, height, signs)
	for _, l := range lines {
		b.WriteString(strings.TrimRight(l.Axis+l.Bars, " ") + "\n")
	}
	if column != "" {
		b.WriteString("[a column is " + column + "]\n")
	}
	return b.String()
}

func TestCharts(t *testing.T) {
	var lines strings.Builder
	for _, c := range charts {
		lines.WriteString("# " + c.name + ": " + c.chart.Describe() + "\n")
		lines.WriteString(drawn(c.chart, 76, 4, Blocks) + "\n" + drawn(c.chart, 36, 3, ASCII) + "\n")
		golden(t, strings.ReplaceAll(c.name, " ", "-")+".svg", c.chart.SVG())
	}
	golden(t, "lines.txt", []byte(lines.String()))
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test ./internal/plot -update rewrites it. Got:\n%s", file, got)
	}
}

func TestScale(t *testing.T) {
	for most, want := range map[int][2]int{0: {1, 1}, 1: {1, 1}, 2: {2, 1}, 3: {4, 2}, 7: {8, 4}, 22: {30, 15}, 99: {100, 50}, 100: {100, 50}, 101: {120, 60}, 28162: {30000, 15000}} {
		if top, step := scale(most, 2, roundForFew); top != want[0] || step != want[1] {
			t.Errorf("%d is on an axis to %d by %d, want %v", most, top, step, want)
		}
	}
}

// Whatever is counted, no line is too wide, all of it is counted, and the
// picture is well formed, has no scripts and refers to nothing.
func FuzzChart(f *testing.F) {
	f.Add("ferry", "2031-10", 3, "2031-11", 5, 80, "month")
	f.Add("<script>\x1b[31m", "0001-01-01", 1, "9999-12-31", 1000000000, 40, "day")
	f.Add("\u202e", "1000", -4, "2031", 0, 10, "year")
	f.Fuzz(func(t *testing.T, name, from string, n int, to string, m, width int, period string) {
		width = max(24, min(width, 300))
		n, m = n%1e12, m%1e12
		c := Chart{Title: name, Period: news.Period(period), Rows: []Row{{"", []news.Count{{Key: from, N: n}, {Key: to, N: m}}}, {name, []news.Count{{Key: to, N: m}}}}}
		for _, signs := range []Signs{Blocks, ASCII} {
			lines, _ := c.Lines(width, 3, signs)
			for _, l := range lines {
				if got := uniseg.StringWidth(l.Axis + l.Bars); got > width && l.Axis != name {
					t.Errorf("line is %d columns wide, over %d: %q", got, width, l.Axis+l.Bars)
				}
			}
		}
		picture := c.SVG()
		if bytes.ContainsFunc(picture, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
			t.Errorf("control characters in %q", picture)
		}
		for d := xml.NewDecoder(bytes.NewReader(picture)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v in %q", err, picture)
			}
			if e, ok := token.(xml.StartElement); ok {
				if !slices.Contains([]string{"svg", "title", "desc", "style", "rect", "text", "path"}, e.Name.Local) {
					t.Errorf("element %s", e.Name.Local)
				}
				for _, a := range e.Attr {
					if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") {
						t.Errorf("attribute %s", a.Name.Local)
					}
				}
			}
		}
	})
}
