package date

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A specCase is one case of the Microsoft Recognizers' specifications.
type specCase struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []specResult
}

type specResult struct {
	Text           string
	Type, TypeName string
	Value          struct {
		Timex                            string
		FutureResolution, PastResolution map[string]string
	}
	Resolution struct{ Values []map[string]string }
}

// values lists what a result may resolve to, as first day and day after the
// last; "" where an end is open or not said.
func (r specResult) values() (out [][2]string) {
	for _, m := range []map[string]string{r.Value.PastResolution, r.Value.FutureResolution} {
		if d := m["date"]; d != "" {
			out = append(out, [2]string{d, ""})
		} else if m["startDate"] != "" {
			out = append(out, [2]string{m["startDate"], m["endDate"]})
		}
	}
	for _, m := range r.Resolution.Values {
		if d := m["value"]; len(d) == 10 {
			out = append(out, [2]string{d, ""})
		} else if m["start"] != "" || m["end"] != "" {
			out = append(out, [2]string{m["start"], m["end"]})
		}
	}
	return out
}

// isDate leaves aside what is no date: times of day, durations, sets.
func (r specResult) isDate() bool {
	t := r.Type + strings.TrimPrefix(r.TypeName, "datetimeV2.")
	return t == "date" || t == "daterange"
}

// TestRecognizers runs the cases of the Microsoft Recognizers' specifications
// (English, MIT licence) that name a past or present date. A case is right
// when every date in it is found with the same words and resolves to the same
// days. testdata/left-out.txt lists the cases that do not count, by reason.
func TestRecognizers(t *testing.T) {
	folder := "../../../../shared/data/expressions/DateTime"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no ../shared/data/expressions: ", err)
	}
	const floor = 0.85
	leftOut := readLeftOut(t)
	right, total := 0, 0
	for _, name := range []string{"DateExtractor", "DateParser", "DatePeriodExtractor", "DatePeriodParser", "DateTimeModel", "HolidayExtractor", "HolidayParser"} {
		data, err := os.ReadFile(filepath.Join(folder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var cases []specCase
		if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &cases); err != nil {
			t.Fatal(name, ": ", err)
		}
		ok, n := 0, 0
		for i, c := range cases {
			if leftOut[name+" "+strconv.Itoa(i)] != "" || !c.namesDate() {
				continue
			}
			n++
			if wrong := c.check(); wrong != "" {
				t.Logf("%s %d: %s", name, i, wrong)
			} else {
				ok++
			}
		}
		t.Logf("%s: %d of %d right, %d left out", name, ok, n, len(cases)-n)
		right, total = right+ok, total+n
	}
	share := float64(right) / float64(total)
	t.Logf("all: %d of %d right, %.3f", right, total, share)
	if share < floor {
		t.Errorf("%.3f of the cases are right, want %.2f", share, floor)
	}
}

// check returns what is wrong, or "".
func (c specCase) check() string {
	day, _ := ParseDay(c.Context.ReferenceDateTime)
	found := Find(c.Input)
	said := ""
	for _, e := range found {
		d, _ := e.Resolve(day)
		said += fmt.Sprintf(" <%s> %s", c.Input[e.Span.Start:e.Span.End], d)
	}
	at := 0
	for _, r := range c.Results {
		if !r.isDate() {
			continue
		}
		for at < len(found) && bare(c.Input[found[at].Span.Start:found[at].Span.End]) != bare(r.Text) {
			at++
		}
		if at == len(found) {
			return fmt.Sprintf("ref %s, %s: want <%s> %v, got%s", c.Context.ReferenceDateTime, c.Input, r.Text, r.values(), said)
		}
		if !agrees(found[at], day, r.values()) {
			return fmt.Sprintf("ref %s, %s: want <%s> %v, got%s", c.Context.ReferenceDateTime, c.Input, r.Text, r.values(), said)
		}
		at++
	}
	return ""
}

// bare leaves out an article or preposition in front, which the specification
// counts in some cases and not in others.
func bare(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	for _, w := range []string{"in ", "on ", "the "} {
		s = strings.TrimPrefix(s, w)
	}
	return s
}

func (c specCase) namesDate() bool { return slices.ContainsFunc(c.Results, specResult.isDate) }

// agrees compares days. The specification ends an interval of years or months
// at the beginning of the last one, or after it, and makes "a month ago" one
// day, which our month has to contain.
func agrees(e Expression, day Day, values [][2]string) bool {
	if len(values) == 0 {
		return true
	}
	p, ok := e.period(day)
	if !ok {
		return values[0][0] == "0001-01-01"
	}
	_, far := e.meaning.(distance)
	for _, v := range values {
		from, to := p.from.String(), (p.to + 1).String()
		last := p.to
		if p.precision == toMonth {
			y, m, _ := p.to.civil()
			last = dayOf(y, m, 1)
			if i, ok := e.meaning.(interval); ok {
				if _, quarter := i.to.(named); quarter {
					last = dayOf(y, m-2, 1)
				}
			}
		} else if p.precision == toYear {
			y, _, _ := p.to.civil()
			last = dayOf(y, 1, 1)
		}
		switch {
		case v[1] == "" && far && from <= v[0] && v[0] < to:
			return true
		case v[1] == "" && p.open == openTo && from == v[0]:
			return true
		case v[1] == "" && from == v[0] && p.from == p.to:
			return true
		case v[0] == "" && p.open == openFrom && (v[1] == to || v[1] == p.to.String()):
			return true
		case v[0] == from && (v[1] == to || v[1] == last.String()) && p.open == closed:
			return true
		}
	}
	return false
}

// readLeftOut reads testdata/left-out.txt: reasons in lines that begin with
// #, each above the cases it holds for, as file and numbers.
func readLeftOut(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/left-out.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	reason := ""
	for line := range strings.Lines(string(data)) {
		if r, ok := strings.CutPrefix(line, "# "); ok {
			reason = strings.TrimSpace(r)
			continue
		}
		f := strings.Fields(line)
		for i := 1; i < len(f); i++ {
			out[f[0]+" "+f[i]] = reason
		}
	}
	return out
}
