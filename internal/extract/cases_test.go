package extract

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quoth/models"
	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite which cases are known failures")

func newExtractor(t testing.TB) *Extractor {
	t.Helper()
	e, err := New(models.English(), "en")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestCases runs every case of testdata/cases through the model. A case that
// the model gets wrong says so in its comment, "known failure"; one that has
// come right must lose that line, so that it stays right. With -update the
// lines are rewritten.
func TestCases(t *testing.T) {
	e := newExtractor(t)
	right := map[string]bool{}
	total, failing := 0, 0
	for _, c := range readCases(t) {
		a, err := e.Extract(context.Background(), news.Article{ID: c.name, Published: c.published, Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		wrong := c.wrong(a.Statements)
		ok := len(wrong) == 0
		if _, twice := right[c.file+"\n"+c.name]; twice {
			t.Errorf("%s: two cases have the name %q", c.file, c.name)
		}
		right[c.file+"\n"+c.name] = ok
		total++
		if c.known {
			failing++
		}
		if !*update && ok == c.known {
			if ok {
				t.Errorf("%s: %s: is right now; run the test with -update", c.file, c.name)
			} else {
				t.Errorf("%s: %s\n%s\n%s", c.file, c.name, c.text, strings.Join(wrong, "\n"))
			}
		}
	}
	t.Logf("%d cases, %d of them known failures", total, failing)
	if *update && !t.Failed() {
		rewriteKnown(t, right)
	}
}

// wrong says in which points the statements found are not those of the case.
// A case that states fields is about these; its spans need only be alike.
func (c marked) wrong(found []news.Statement) []string {
	if len(c.expected) == 0 {
		got, want := describe(c.text, asMarked(found)), describe(c.text, c.statements)
		if slices.Equal(got, want) {
			return nil
		}
		return []string{"got  " + strings.Join(got, "\n     "), "want " + strings.Join(want, "\n     ")}
	}
	numbered := pair(found, c.statements)
	var out []string
	for _, e := range c.expected {
		if w := e.check(numbered); w != "" {
			out = append(out, fmt.Sprintf("line %d: %s", e.line, w))
		}
	}
	return out
}

// pair finds for each marked statement the one most like it, by its number.
func pair(found []news.Statement, want []markedStatement) map[string]news.Statement {
	out := map[string]news.Statement{}
	taken := map[string]float64{}
	for _, w := range want {
		for _, s := range found {
			like := share(s.Content, w.content) + share(s.Cue, w.cue)
			if alike(s, w) && like > taken[w.number] {
				taken[w.number], out[w.number] = like, s
			}
		}
	}
	return out
}

// rewriteKnown puts the line "# known failure" into the blocks that are wrong.
func rewriteKnown(t *testing.T, right map[string]bool) {
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var blocks []string
		for block := range strings.SplitSeq(strings.Trim(string(data), "\n"), "\n\n") {
			name, comment, body := "", "", ""
			for line := range strings.Lines(block + "\n") {
				c, ok := strings.CutPrefix(line, "# ")
				switch c = strings.TrimSpace(c); {
				case !ok:
					body += line
				case strings.HasPrefix(c, "published: "):
					comment += line
				case c != knownFailure:
					name = strings.TrimSpace(name + " " + c)
					comment += line
				}
			}
			if ok, ran := right[filepath.Base(path)+"\n"+name]; ran && !ok {
				comment += "# " + knownFailure + "\n"
			}
			blocks = append(blocks, strings.TrimRight(comment+body, "\n"))
		}
		if err := os.WriteFile(path, []byte(strings.Join(blocks, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestArticles holds the share of statements of our own articles that are
// found, softly as the relation figure counts: content mostly the same,
// sources touching, and the share of fields that are as the article's lines
// state. The bounds only guard against a break; models/en/scores.txt has the
// accuracy.
func TestArticles(t *testing.T) {
	e := newExtractor(t)
	paths, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(paths) < 12 {
		t.Fatalf("%d articles in testdata/articles, want at least 12", len(paths))
	}
	found, total, predicted, right, stated := 0, 0, 0, 0, 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m, err := parseCase(filepath.Base(path), string(data), 1)
		if err != nil {
			t.Fatal(err)
		}
		a, err := e.Extract(context.Background(), news.Article{ID: path, Published: m.published, Text: m.text})
		if err != nil {
			t.Fatal(err)
		}
		checkStatements(t, a)
		n := 0
		for _, w := range m.statements {
			if slices.ContainsFunc(a.Statements, func(s news.Statement) bool { return alike(s, w) }) {
				n++
			}
		}
		t.Logf("%s: %d of %d statements found, %d predicted", m.file, n, len(m.statements), len(a.Statements))
		if len(m.expected) > 0 {
			wrong := m.wrong(a.Statements)
			t.Logf("%s: not as stated:\n%s", m.file, strings.Join(wrong, "\n"))
			right, stated = right+len(m.expected)-len(wrong), stated+len(m.expected)
		}
		found, total, predicted = found+n, total+len(m.statements), predicted+len(a.Statements)
	}
	t.Logf("all: %d of %d statements found, %d predicted; %d of %d fields as stated", found, total, predicted, right, stated)
	if 2*found < total {
		t.Errorf("only %d of %d statements found", found, total)
	}
	if 2*right < stated {
		t.Errorf("only %d of %d fields as stated", right, stated)
	}
}

// alike compares content by bytes shared and source by touch.
func alike(s news.Statement, w markedStatement) bool {
	touch := len(s.Source) == 0 && len(w.source) == 0
	for _, x := range s.Source {
		for _, y := range w.source {
			touch = touch || x.Overlaps(y)
		}
	}
	return touch && share(s.Content, w.content) >= 0.5
}

// share is how much of what either part covers both do.
func share(p, q news.Part) float64 {
	shared, all := 0, 0
	for _, x := range p {
		all += x.Len()
		for _, y := range q {
			shared += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range q {
		all += y.Len()
	}
	if all == 0 {
		return 0
	}
	return float64(shared) / float64(all-shared)
}

// TestManySpeakers reads a transcript of three hundred people, each of whom
// speaks twice: under the full name, and later under the surname.
func TestManySpeakers(t *testing.T) {
	given := strings.Fields("Anna Bela Carlo Dunja Emeka Farida Goran Hanna Iker Jolana")
	first := strings.Fields("Al Ber Cor Dal El Fen Gar Hol Is Jan Kal Lin Mor Nor Os Pel Ros Sol Tor Vin")
	last := strings.Fields("berg dahl etti ford gren holm iades kova land mann nik ova quist rup ström")
	topics := strings.Fields("harbour bridge school market theatre station river")
	full := map[string]string{} // by surname
	var surnames []string
	for _, f := range first {
		for _, l := range last {
			surnames = append(surnames, f+l)
			full[f+l] = given[len(surnames)%len(given)] + " " + f + l
		}
	}
	var b strings.Builder
	for i, surname := range surnames {
		fmt.Fprintf(&b, "%s: The %s is too small for us.\n\n", full[surname], topics[i%len(topics)])
	}
	for i, surname := range surnames {
		fmt.Fprintf(&b, "%s: Then we should not have built the %s.\n\n", surname, topics[i%len(topics)])
	}
	e := newExtractor(t)
	began := time.Now()
	a, err := e.Extract(context.Background(), news.Article{ID: "transcript", Text: b.String()})
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 5*time.Minute {
		t.Errorf("took %v", took)
	}
	checkStatements(t, a)
	turns, right := 0, 0
	people := map[string]string{} // the one person of each speaker
	for _, s := range a.Statements {
		words := strings.Fields(s.Source.Text(a.Text))
		if len(words) == 0 || len(words) > 2 || full[words[len(words)-1]] == "" {
			continue // not the name of one person, which is no fault of the speakers
		}
		turns++
		if name := full[words[len(words)-1]]; s.Speaker != nil && s.Speaker.Name == name {
			right++
			if other, ok := people[s.Speaker.ID]; ok && other != name {
				t.Errorf("%s and %s are one speaker", name, other)
			}
			people[s.Speaker.ID] = name
		}
	}
	distinct := map[string]bool{}
	for _, name := range people {
		distinct[name] = true
	}
	t.Logf("%d of %d turns, %d of them right; %d people in %d speakers", turns, 2*len(surnames), right, len(distinct), len(people))
	if turns < len(surnames) || 20*right < 19*turns || 20*len(distinct) < 19*len(people) {
		t.Errorf("%d of %d turns right; %d people in %d speakers", right, turns, len(distinct), len(people))
	}
}

// TestNoDateOfPublication: without it a weekday says nothing, and a full date
// says all.
func TestNoDateOfPublication(t *testing.T) {
	a := extract(t, `Mayor Ana Reyes said on Tuesday that the pool would close. On 5 March 2019, Reyes promised that it would never close.`)
	for _, s := range a.Statements {
		switch d := s.SaidOn; {
		case s.Source.Text(a.Text) == "Reyes":
			if d == nil || d.Date != "2019-03-05" {
				t.Errorf("a full date: %v", d)
			}
		case d != nil:
			t.Errorf("a weekday of no week: %v", d)
		}
	}
}

// TestTwoOfOneName: where two people have one name, each is called by it, and
// the office of the one is not given to the other.
func TestTwoOfOneName(t *testing.T) {
	a := extract(t, `The dentist Paula Wagner said the river was poisoned. The chemist Paula Wagner said the river was clean.`)
	if len(a.Statements) != 2 {
		t.Fatalf("%d statements", len(a.Statements))
	}
	for _, s := range a.Statements {
		if s.Speaker == nil || s.Speaker.Name != "Paula Wagner" {
			t.Errorf("%q: speaker %v", s.Source.Text(a.Text), s.Speaker)
		}
	}
	if s := a.Statements[0].Speaker; s != nil && strings.Contains(s.Role, "chemist") {
		t.Errorf("the dentist's role is %q", s.Role)
	}
}

// TestAllCapitals: in an article all in capitals names are told from other
// words all the same.
func TestAllCapitals(t *testing.T) {
	a := extract(t, `FINANCE MINISTER JOANNA REKSTEN SAID THE BANKS WOULD OPEN ON MONDAY. "NOBODY WILL LOSE A CENT," REKSTEN SAID. THE CENTRAL BANK DECLINED TO COMMENT ON HER PROMISE.`)
	n := 0
	for _, s := range a.Statements {
		if strings.Contains(s.Source.Text(a.Text), "REKSTEN") {
			n++
			if s.Speaker == nil || s.Speaker.Name != "JOANNA REKSTEN" {
				t.Errorf("%q: speaker %v", s.Source.Text(a.Text), s.Speaker)
			}
		} else if s.Speaker != nil && strings.Contains(s.Speaker.Name, "REKSTEN") {
			t.Errorf("%q: speaker %v", s.Source.Text(a.Text), s.Speaker)
		}
	}
	if n != 2 {
		t.Errorf("%d statements of hers", n)
	}
}

func extract(t *testing.T, text string) news.Article {
	t.Helper()
	a, err := newExtractor(t).Extract(context.Background(), news.Article{ID: t.Name(), Text: text})
	if err != nil {
		t.Fatal(err)
	}
	checkStatements(t, a)
	return a
}

// checkStatements holds what every result must satisfy, whatever the text.
func checkStatements(t testing.TB, a news.Article) {
	t.Helper()
	ids := map[string]bool{}
	for _, s := range a.Statements {
		if ids[s.ID] {
			t.Errorf("two statements %s", s.ID)
		}
		ids[s.ID] = true
		if len(s.Content) == 0 {
			t.Errorf("%s has no content", s.ID)
		}
		for _, p := range []news.Part{s.Source, s.Cue, s.Content} {
			at := 0
			for _, span := range p {
				if span.Start < at || span.End <= span.Start || span.End > len(a.Text) {
					t.Fatalf("%s: span %v after %d in %d bytes", s.ID, span, at, len(a.Text))
				}
				at = span.End
			}
		}
		if s.Form != news.Direct && s.Form != news.Mixed && s.Form != news.Indirect {
			t.Errorf("%s: form %q", s.ID, s.Form)
		}
	}
	for _, s := range a.Statements {
		if s.Parent != "" && (!ids[s.Parent] || s.Parent == s.ID) {
			t.Errorf("%s: parent %q", s.ID, s.Parent)
		}
	}
}

// TestCaseFaults holds that a slip in a case is named with its place.
func TestCaseFaults(t *testing.T) {
	const text = "# published: 2031-05-08\n# a case\n[source:1 Ana Reyes], the mayor, [cue:1 said] on Monday [content:1 no] and [cue:2 added] [content:2 never].\n"
	for lines, want := range map[string]string{
		"> 1 speaker Ana Reyes\n> 1 kind person\n> 1 role mayor\n> 2 same speaker as 1": "",
		"> 1 said 2031-05-05 \"Monday\"\n> 1 figures 3; 2..4 lemons; 0.5..\n> 2 said –": "",
		"> 1 speaker – the mayor\n> 2 within –\n> 2 figures –":                          "",
		"> 1 speaker Ana Reyez":              `"Reyez" is not in the text`,
		"> 1 speaker – the major":            `"the major" is not in the text`,
		"> 1 role mayor of Brennick":         "not in the text",
		"> 3 mode said":                      "no statement 3",
		"> 1 mood said":                      "is not a number, one of",
		"> 1 mode":                           "is not a number, one of",
		"> 1 mode  said":                     "is not a number, one of",
		"> 1 mode says":                      "none of",
		"> 1 kind persn":                     "none of",
		"> 1 polarity negated":               "none of",
		"> 1 mode said\n> 1 mode thought":    "stated twice",
		"> 1 said Monday":                    "is not a date",
		"> 1 said 2031-05-05 Monday":         "is not a date",
		"> 1 said 2031-05-05 \"Tuesday\"":    "not in the text",
		"> 1 figures about 3":                "figure",
		"> 1 figures 3,000 homes":            "figure",
		"> 2 same speaker as 4":              "no other statement 4",
		"> 2 other speaker than 2":           "no other statement 2",
		"> 2 within 5":                       "no statement 5",
		"> 2 mode said\nAnd so on.":          "after a line",
		"# published: 8 May 2031":            "cannot parse",
		"# publisht: 2031-05-08":             "holds a date",
		"[source:1 The mayor":                "not closed",
		"[sauce:1 The mayor]":                "opens no source",
		"The mayor\\[] [cue:9 said] no.":     "closed too often",
		"> 1 mode said\n> 2 polarity absent": "cases.txt:15: a case: polarity",
	} {
		_, err := parseCase("cases.txt", text+lines, 11)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", lines, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: got %v, want %q", lines, err, want)
		case err != nil && !strings.HasPrefix(err.Error(), "cases.txt:1"):
			t.Errorf("%v: names no line", err)
		}
	}
}

// TestExpectations holds what a case accepts, whatever the model does.
func TestExpectations(t *testing.T) {
	ana := &news.Speaker{ID: "p1", Name: "Ana Reyes", Role: "the port director", Kind: news.Person}
	found := map[string]news.Statement{
		"1": {
			ID: "s1", Mode: news.Said, Polarity: news.Denied, Speaker: ana,
			SaidOn:  &news.SaidOn{Text: "Monday", Date: "2031-05-05"},
			Figures: []news.Figure{{Low: "200", Unit: "homes"}, {Low: "3", High: "3", Unit: "dogs"}},
		},
		"1.1": {ID: "s2", Parent: "s1", Speaker: &news.Speaker{ID: "p2", Description: "The clerk", Kind: news.Anonymous}},
		"2":   {ID: "s3", Speaker: ana},
		"3":   {ID: "s4"},
	}
	for line, want := range map[string]bool{
		"1 speaker Ana Reyes": true, "1 speaker The Ana Reyes (AR)": true, "1 speaker Reyes": false, "1 speaker –": false, "1 speaker – Ana Reyes": false,
		"1.1 speaker – a clerk": true, "1.1 speaker Clerk": false, "3 speaker –": true, "3 kind none": true,
		"1 role port director": true, "1 role director": false, "1.1 role –": true,
		"1 kind person": true, "1.1 kind person": false, "1 mode said": true, "1 polarity asserted": false,
		"1 said 2031-05-05": true, `1 said 2031-05-05 "Monday"`: true, `1 said 2031-05-05 "on Monday"`: false, "2 said –": true,
		"1 figures 200.. homes; 3 dogs": true, "1 figures 200..; 3": true, "1 figures 200; 3": false, "1 figures 200..": false,
		"1 figures 200.. homes; 3 cats": false, "2 figures –": true, "1 figures –": false,
		"2 same speaker as 1": true, "2 other speaker than 1": false, "1.1 other speaker than 1": true, "3 same speaker as 1": false,
		"1.1 within 1": true, "1.1 within 2": false, "1.1 within –": false, "2 within –": true, "4 mode said": false,
	} {
		e, err := parseExpectation(line)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := e.check(found); (wrong == "") != want {
			t.Errorf("%s: %q", line, wrong)
		}
	}
}
