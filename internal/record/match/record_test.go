package match

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"quoth/internal/extract/figure"
	"quoth/news"
)

// A telling is one statement by one person in testdata/paraphrases.txt or
// unseen.txt, as it is quoted and as it is told, and another one on the subject.
type telling struct {
	unseen              bool
	subject, speaker    string
	quoted, told, other string
}

func readTellings(t testing.TB) (out []telling) {
	t.Helper()
	for _, name := range []string{"paraphrases", "unseen"} {
		out = append(out, readTellingsOf(t, name)...)
	}
	return out
}

func readTellingsOf(t testing.TB, name string) (out []telling) {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var block []string
	subject := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "## "):
			subject = line[3:]
		case line != "" && !strings.HasPrefix(line, "#"):
			if block = append(block, line); len(block) == 4 {
				out = append(out, telling{name == "unseen", subject, block[0], strings.Trim(block[1], `"`), block[2], block[3]})
				block = nil
			}
		}
	}
	if len(block) > 0 || len(out) < 25 {
		t.Fatalf("testdata/%s.txt has %d tellings and %d lines left over", name, len(out), len(block))
	}
	return out
}

// readPieces reads testdata/subjects.txt: for each subject, four lists.
func readPieces(t testing.TB) map[string][4][]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/subjects.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][4][]string{}
	subject := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "## ") {
			subject = line[3:]
			continue
		}
		name, list, _ := strings.Cut(line, ": ")
		if at := slices.Index([]string{"who", "what", "when", "why"}, name); at >= 0 {
			lists := out[subject]
			lists[at] = strings.Split(list, "; ")
			out[subject] = lists
		}
	}
	return out
}

// A made statement, and whose variant it is.
type made struct {
	Statement
	content  string
	original int           // number of the statement of which this is a variant, or -1
	relation news.Relation // to the original
	unseen   bool          // from unseen.txt
}

// A maker makes a record of statements whose variants are known.
type maker struct {
	rand *rand.Rand
	all  []made
}

func newMaker(seed uint64) *maker { return &maker{rand: rand.New(rand.NewPCG(seed, 5))} }

// statement builds one as the extractor would: content inside an article,
// figures found in it. It returns the article's text as well.
func statement(content string, form news.Form, speaker Speaker, article string, day int) (Statement, string) {
	before, after := "The answer came at noon: “", "”, and no more was said."
	if form == news.Indirect {
		before, after = "Asked again, the speaker said ", "."
	}
	text := before + content + after
	s := news.Statement{Form: form, Content: news.Part{{Start: len(before), End: len(before) + len(content)}}}
	s.Figures = figure.Within(text, figure.Find(text), s.Content)
	return Statement{Article: article, Day: day, Speaker: speaker, Wording: Read(text, &s)}, text
}

// add puts a statement into an article of its own.
func (m *maker) add(content string, form news.Form, speaker Speaker, day, original int, relation news.Relation) int {
	n := len(m.all)
	s, _ := statement(content, form, speaker, fmt.Sprint("a", n), day)
	m.all = append(m.all, made{Statement: s, content: content, original: original, relation: relation})
	return n
}

// person is a speaker by the full name; short is how another outlet has it.
func person(name string) Speaker { return Speaker{Name: name, Kind: news.Person} }

func (m *maker) short(name string) Speaker {
	words := strings.Fields(name)
	switch m.rand.IntN(4) {
	case 0:
		return person(words[len(words)-1])
	case 1:
		return Speaker{Description: "a spokesperson", Kind: news.Person}
	}
	return person(name)
}

func (m *maker) pick(list []string) string { return list[m.rand.IntN(len(list))] }

// paraphrases adds every telling, and what else the same people said.
func (m *maker) paraphrases(tellings []telling) {
	for _, t := range tellings {
		day := 20000 + m.rand.IntN(60)
		q := m.add(t.quoted, news.Direct, person(t.speaker), day, -1, "")
		n := m.add(t.told, news.Indirect, m.short(t.speaker), day+m.rand.IntN(5), q, news.Paraphrased)
		m.all[n].unseen = t.unseen
		m.add(t.other, news.Indirect, m.short(t.speaker), day+m.rand.IntN(5), -1, "")
	}
}

// distractors adds statements on the subjects, by the people who speak on
// them. Two of them share one piece in four, and no two of them two.
func (m *maker) distractors(n int, pieces map[string][4][]string, speakers map[string][]string) {
	subjects := slices.Sorted(maps.Keys(pieces))
	var when, why []string
	for _, s := range subjects {
		when, why = append(when, pieces[s][2]...), append(why, pieces[s][3]...)
	}
	taken := map[[2]string]bool{} // pieces that stand together in a statement
	for tries := 0; n > 0 && tries < 1000*1000; tries++ {
		subject := m.pick(subjects)
		who := pieces[subject][0]
		if m.rand.IntN(3) > 0 {
			who = otherPeople
		}
		words := []string{m.pick(who), m.pick(pieces[subject][1]), m.pick(when), m.pick(why)}
		if !together(words, taken) {
			continue
		}
		form, day := news.Direct, 20000+m.rand.IntN(60)
		if m.rand.IntN(2) == 0 {
			form = news.Indirect
		}
		m.add(strings.Join(words, " "), form, m.short(m.pick(speakers[subject])), day, -1, "")
		n--
	}
}

// many adds statements of any pieces, by some 2,000 people over some years: a
// record as it grows, whose variants are not counted.
func (m *maker) many(n int, pieces map[string][4][]string, years int) {
	subjects := slices.Sorted(maps.Keys(pieces))
	for range n {
		p := pieces[m.pick(subjects)]
		words := []string{m.pick(otherPeople), m.pick(p[1]), m.pick(p[2]), m.pick(pieces[m.pick(subjects)][3])}
		speaker := person(fmt.Sprintf("%s %c%c%c", m.pick(morePeople), 'a'+m.rand.IntN(6), 'a'+m.rand.IntN(6), 'a'+m.rand.IntN(6)))
		form := []news.Form{news.Direct, news.Indirect}[m.rand.IntN(2)]
		s, _ := statement(strings.Join(words, " "), form, speaker, fmt.Sprint("a", len(m.all)), 18000+m.rand.IntN(365*years))
		m.all = append(m.all, made{Statement: s, original: -1})
	}
}

// together reports whether no two pieces stood together before, and notes it.
func together(pieces []string, taken map[[2]string]bool) bool {
	for i, p := range pieces {
		for _, q := range pieces[:i] {
			if taken[[2]string{p, q}] {
				return false
			}
		}
	}
	for i, p := range pieces {
		for _, q := range pieces[:i] {
			taken[[2]string{p, q}] = true
		}
	}
	return true
}

// morePeople speak on every subject.
var morePeople = []string{
	"Aleida Brouwer", "Baptiste Corneau", "Chidi Eze", "Dagny Foss", "Esteban Guerra",
	"Flora Hutchings", "Goran Ilic", "Hedda Jansson", "Ismet Kaya", "Jolanta Lis",
}

// otherPeople are spoken about.
var otherPeople = strings.Split("Kallas,Mr Okafor,Brandvold,the Ferrer family,Ms Tsang,Doctor Ilves,Pereira,the widow Hallam,Captain Ruiz,"+
	"Nurse Oyelowo,the Vasquez brothers,Karlsen,Mrs Dunmore,Professor Amadi,Lindgren,old Mr Pask,Sister Benedetta,Teodorescu,Councillor Bright,Zhou,"+
	"the twins,Ms Abernathy,Inspector Halloran,Rasmussen,Madame Girard,Uncle Tibor,Señor Lucero,Ms Kapoor,the Svensson couple,Driver Nkemelu,"+
	"Petrosyan,Father Doyle,Mr Quist,the apprentice,Tuominen,Ms Valdez,Farmer Grice,Komarova,the caretaker,Mr Yilmaz", ",")

// record is what precision and recall are measured on.
func record(t testing.TB, seed uint64, distractors int) []made {
	tellings := readTellings(t)
	speakers := map[string][]string{}
	for _, x := range tellings {
		speakers[x.subject] = append(speakers[x.subject], x.speaker)
	}
	m := newMaker(seed)
	m.paraphrases(tellings)
	for subject := range speakers {
		speakers[subject] = append(speakers[subject], morePeople...)
	}
	m.distractors(distractors, readPieces(t), speakers)
	for _, r := range []news.Relation{news.WordForWord, news.Shortened, news.Altered} {
		m.variants(distractors/20, r)
	}
	return m.all
}
