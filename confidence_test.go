package quoth

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"quoth/news"
)

// chain reads "s1=0.9 s2=0.2<s1:p1": statements with their confidence, the
// parent behind < and the speaker behind a colon.
func chain(text string) news.Article {
	var a news.Article
	known := map[string]*news.Speaker{}
	for _, word := range strings.Fields(text) {
		var s news.Statement
		word, speaker, _ := strings.Cut(word, ":")
		word, s.Parent, _ = strings.Cut(word, "<")
		id, confidence, _ := strings.Cut(word, "=")
		s.ID = id
		s.Confidence, _ = strconv.ParseFloat(confidence, 64)
		if speaker != "" {
			if known[speaker] == nil {
				known[speaker] = &news.Speaker{ID: speaker}
				a.Speakers = append(a.Speakers, known[speaker])
			}
			s.Speaker = known[speaker]
		}
		a.Statements = append(a.Statements, s)
	}
	return a
}

func written(a news.Article) string {
	var words []string
	for _, s := range a.Statements {
		word := fmt.Sprintf("%s=%v", s.ID, s.Confidence)
		if s.Parent != "" {
			word += "<" + s.Parent
		}
		if s.Speaker != nil {
			word += ":" + s.Speaker.ID
		}
		words = append(words, word)
	}
	for _, s := range a.Speakers {
		words = append(words, s.ID)
	}
	return strings.Join(words, " ")
}

func TestConfident(t *testing.T) {
	for _, test := range []struct {
		name     string
		p        float64
		in, want string
	}{
		{"all stay at 0", 0, "s1=0:p1 s2=0.9<s1:p2", "s1=0:p1 s2=0.9<s1:p2 p1 p2"},
		{"p itself is enough", 0.5, "s1=0.5 s2=0.4", "s1=0.5"},
		{"not estimated is not enough", 0.1, "s1=0 s2=0.1", "s2=0.1"},
		{"the grandparent takes over", 0.5, "s1=0.9 s2=0.2<s1 s3=0.8<s2", "s1=0.9 s3=0.8<s1"},
		{"no ancestor is left", 0.5, "s1=0.1 s2=0.2<s1 s3=0.8<s2", "s3=0.8"},
		{"a parent that comes later", 0.5, "s1=0.8<s2 s2=0.2<s3 s3=0.9", "s1=0.8<s3 s3=0.9"},
		{"two in one that goes", 0.5, "s1=0.9 s2=0.2<s1 s3=0.8<s2 s4=0.7<s2", "s1=0.9 s3=0.8<s1 s4=0.7<s1"},
		{"a ring of parents", 0.5, "s1=0.2<s2 s2=0.2<s1 s3=0.9<s1", "s3=0.9"},
		{"an unknown parent", 0.5, "s1=0.9<s7", "s1=0.9"},
		{"speakers of nothing go", 0.5, "s1=0.9:p1 s2=0.2:p2 s3=0.2:p1", "s1=0.9:p1 p1"},
		{"nothing is left", 1, "s1=0.9:p1", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := chain(test.in)
			if got := written(confident(a, test.p)); got != test.want {
				t.Errorf("%s became %s, want %s", test.in, got, test.want)
			}
			if !reflect.DeepEqual(a, chain(test.in)) {
				t.Errorf("the article itself was changed: %s", written(a))
			}
		})
	}
}

func TestConfidentTakesLinearTime(t *testing.T) {
	const n = 200000
	a := news.Article{Statements: make([]news.Statement, n)}
	for i := range a.Statements { // each inside the next, and every other one goes
		a.Statements[i] = news.Statement{ID: strconv.Itoa(i), Parent: strconv.Itoa(i + 1), Confidence: float64(i & 1)}
	}
	a.Statements[n/2].Confidence = 1
	began := time.Now()
	if got := len(confident(a, 0.5).Statements); got != n/2+1 {
		t.Errorf("%d statements are left", got)
	}
	for i := range a.Statements { // the same, but a single one stays
		a.Statements[i].Confidence = 0
	}
	a.Statements[0].Confidence = 1
	if got := confident(a, 0.5).Statements; len(got) != 1 || got[0].Parent != "" {
		t.Errorf("got %d statements", len(got))
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("took %v", took)
	}
}

func TestMinConfidenceIsAProbability(t *testing.T) {
	for _, p := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1)} {
		if _, err := NewExtractor(MinConfidence(p)); err == nil || !strings.Contains(err.Error(), "from 0 to 1") {
			t.Errorf("%v: got %v", p, err)
		}
	}
}
