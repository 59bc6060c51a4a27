package match

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"quoth/news"
)

func said(article, content string) Statement {
	s, _ := statement(content, news.Direct, person("Ana Reyes"), article, 20000)
	return s
}

func TestNoVariantsInTheSameArticle(t *testing.T) {
	x := NewIndex()
	s := said("a", "We will rebuild the pier before next summer")
	x.Add(s)
	if got := x.Variants(&s); len(got) > 0 {
		t.Errorf("found %v", got)
	}
	s.Article = "b"
	if got := x.Variants(&s); len(got) != 1 || got[0].Verdict.Relation != news.WordForWord {
		t.Errorf("found %v", got)
	}
}

// A saying that ten thousand articles repeat meets the first ones of them.
func TestFullKeysKeepTheirFirst(t *testing.T) {
	x := NewIndex()
	for i := range 10 * MostPerKey {
		x.Add(said(fmt.Sprint("a", i), "The harbour is closed and will stay closed until the divers have found the last mine"))
	}
	for k, at := range x.newest {
		if n := x.under(at); n > MostPerKey {
			t.Errorf("%d statements under %x", n, k)
		}
	}
	s := said("b", "The harbour is closed and will stay closed until the divers have found the last mine")
	got := x.Variants(&s)
	if len(got) < MostCompared || len(got) > MostCompared+mostSpoken || got[0].Statement != 0 {
		t.Errorf("%d variants, the first is %d", len(got), got[0].Statement)
	}
}

func TestWhatWasNotSaidIsNoVariant(t *testing.T) {
	a, b := said("a", "The harbour is safe"), said("b", "The harbour is safe")
	b.Polarity = news.Denied
	if v := Compare(&a, &b); v.Relation != news.Different {
		t.Error(v.Relation)
	}
}

// Keys are of the words and the day, however an outlet sets them and names the
// speaker.
func TestKeysDoNotDependOnTheOutlet(t *testing.T) {
	a := said("a", "The harbour is closed until the divers have found 12 mines")
	b, _ := statement("The harbour is closed until the divers have found twelve mines", news.Indirect, person("Mayor Reyes"), "b", a.Day)
	if !reflect.DeepEqual(a.Keys(), b.Keys()) {
		t.Errorf("%x and %x", a.Keys(), b.Keys())
	}
}

// A store keeps keys for years. Where this fails because rules or word lists
// changed, raise Scheme and run the test with -update.
func TestSchemeNamesTheKeys(t *testing.T) {
	const path = "testdata/scheme.txt"
	var sum uint64
	for _, x := range readTellings(t) {
		for _, content := range []string{x.quoted, x.told, x.other} {
			s, _ := statement(content, news.Indirect, person(x.speaker), "", 20000)
			for _, k := range s.Keys() {
				sum = join(sum, uint64(k))
			}
		}
		for _, k := range NewSignature(x.quoted + " " + x.told) {
			sum = join(sum, uint64(k))
		}
	}
	got := fmt.Sprintf("Scheme %d makes keys of testdata/paraphrases.txt whose sum is %016x.\n", Scheme, sum)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got  %swant %s", got, want)
	}
}

// Content beyond maxWords counts as one run that is the same or is not.
func TestLongContents(t *testing.T) {
	long := strings.Repeat("the harbour is closed until the divers find mines ", 100)
	a, b, c := said("a", long), said("b", long), said("c", long+"today")
	if v := Compare(&a, &b); v.Relation != news.WordForWord || len(v.Runs) != 2 {
		t.Errorf("%s, %d runs", v.Relation, len(v.Runs))
	}
	v := Compare(&a, &c)
	if v.Relation != news.Altered || v.Runs[len(v.Runs)-1].Kind != news.Changed {
		t.Errorf("%s, last run %v", v.Relation, v.Runs[len(v.Runs)-1])
	}
}

func TestSpeakers(t *testing.T) {
	body := func(name string) Speaker { return Speaker{Name: name, Kind: news.Organisation} }
	for _, c := range []struct {
		a, b Speaker
		want news.Likeness
	}{
		{person("Ana Reyes"), person("Reyes"), news.SameSpeaker},
		{person("Dr. Ana Reyes"), person("A. Réyes"), news.SameSpeaker},
		{person("Ana Reyes"), person("Luis Reyes"), news.OtherSpeaker},
		{person("Ana Reyes"), person("Ana Petric"), news.OtherSpeaker},
		{person("Ana Reyes"), body("Corvo council"), news.UnknownSpeaker},
		{body("Ministry of Health"), body("health ministry"), news.UnknownSpeaker},
		{person("Ana Reyes"), Speaker{Description: "the mayor"}, news.UnknownSpeaker},
		{Speaker{Identity: "1", Name: "Ana Reyes"}, Speaker{Identity: "2", Name: "Ana Reyes"}, news.OtherSpeaker},
		{Speaker{Identity: "1", Name: "Ana Reyes"}, Speaker{Identity: "1", Description: "the mayor"}, news.SameSpeaker},
	} {
		if got := c.a.Compare(c.b); got != c.want {
			t.Errorf("%v and %v: %s, want %s", c.a, c.b, got, c.want)
		}
		if got := c.b.Compare(c.a); got != c.want {
			t.Errorf("%v and %v: %s, want %s", c.b, c.a, got, c.want)
		}
	}
}
