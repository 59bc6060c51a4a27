package main

import (
	"math/rand/v2"
	"strings"
	"testing"

	"quoth/news"
)

// castOf pairs names of an article with invented ones.
func castOf(t *testing.T, pairs map[string]inventedName, order ...string) cast {
	t.Helper()
	var c cast
	for _, name := range order {
		p, ok := newPerson(name)
		if !ok {
			t.Fatalf("%q is no person", name)
		}
		c.people, c.names = append(c.people, p), append(c.names, pairs[name])
	}
	return c
}

var (
	hazel = inventedName{full: "Qiu Yanling", given: "Yanling", family: "Qiu"}
	bram  = inventedName{full: "Otieno Wekesa", given: "Otieno", family: "Wekesa"}
	cleo  = inventedName{full: "Оксана Зайва", given: "Оксана", family: "Зайва"}
)

func TestRename(t *testing.T) {
	c := castOf(t, map[string]inventedName{"Hazel M. Quint": hazel, "Bram van Dorp": bram, "Prime Minister Cleo Lott": cleo},
		"Hazel M. Quint", "Bram van Dorp", "Prime Minister Cleo Lott")
	for _, x := range []struct{ what, text, want string }{
		{"in full, then by the family's name", "Hazel Quint spoke. Ms. Quint left.", "Qiu Yanling spoke. Ms. Qiu left."},
		{"with an initial or a middle name", "Hazel M. Quint and Hazel J. Quint", "Qiu Yanling and Qiu Yanling"},
		{"by the given name", "“Hazel, come back,” he said.", "“Yanling, come back,” he said."},
		{"genitive, hyphen, brackets", "Quint’s plan, the Quint-Lott deal (Lott)", "Qiu’s plan, the Qiu-Зайва deal (Зайва)"},
		{"a particle", "Bram van Dorp; Mr. van Dorp", "Otieno Wekesa; Mr. Wekesa"},
		{"capitals", "MODERATOR: HAZEL QUINT? QUINT: Yes.", "MODERATOR: QIU YANLING? QIU: Yes."},
		{"another Hazel", "Hazel Grove is a town.", "Hazel Grove is a town."},
		{"a relative who does not speak", "Otto Quint laughed.", "Otto Qiu laughed."},
		{"part of a word, a handle", "Quintessence, Lotto, @Quint, #Lott", "Quintessence, Lotto, @Quint, #Lott"},
		{"the title of a label is not a name", "Prime Minister Cleo Lott", "Prime Minister Оксана Зайва"},
	} {
		if got := c.rename(x.text).text; got != x.want {
			t.Errorf("%s: %q became %q, want %q", x.what, x.text, got, x.want)
		}
	}
}

func TestOffsetsOfRenamedText(t *testing.T) {
	c := castOf(t, map[string]inventedName{"Hazel Quint": hazel, "Cleo Lott": cleo}, "Hazel Quint", "Cleo Lott")
	text := "“It rained,” Hazel Quint said. Lott, whom Quint met, was dry."
	r := c.rename(text)
	for _, words := range []string{"“It rained,”", "said. ", ", whom ", " met, was dry.", "was"} {
		is := strings.Index(r.text, words)
		start, ok1 := r.original(is)
		end, ok2 := r.original(is + len(words))
		if !ok1 || !ok2 || text[start:end] != words {
			t.Errorf("%q maps to %q", words, text[start:end])
		}
	}
	for _, pair := range [][2]string{{"Qiu Yanling", "Hazel Quint"}, {"Зайва", "Lott"}, {"Qiu met", "Quint met"}} {
		is := strings.Index(r.text, pair[0])
		start, _ := r.original(is)
		end, _ := r.original(is + len(pair[0]))
		if text[start:end] != pair[1] {
			t.Errorf("%q maps to %q, want %q", pair[0], text[start:end], pair[1])
		}
	}
	if at, ok := r.original(strings.Index(r.text, "Yanling")); ok {
		t.Errorf("the middle of a name maps to %d", at)
	}
	if at, ok := r.original(len(r.text)); !ok || at != len(text) {
		t.Errorf("the end maps to %d of %d", at, len(text))
	}
}

// Whatever is renamed, every place outside a name maps back to the same
// character.
func FuzzOffsetsOfRenamedText(f *testing.F) {
	f.Add("Hazel Quint said Quint’s QUINT. Ms. Quint, Hazel; Lott")
	f.Add("Hazel\xff Quint\u0301 Quint")
	f.Add("Hazel  M. Quint Hazel")
	f.Fuzz(func(t *testing.T, text string) {
		hazelQuint, _ := newPerson("Hazel Quint")
		cleoLott, _ := newPerson("Cleo Lott")
		c := cast{[]person{hazelQuint, cleoLott}, []inventedName{hazel, cleo}}
		r := c.rename(text)
		inside := func(at int) bool {
			for _, e := range r.edits {
				if e.is.Start <= at && at < e.is.End {
					return true
				}
			}
			return false
		}
		last := 0
		for at := range len(r.text) {
			was, ok := r.original(at)
			if !ok {
				continue
			}
			if was < last {
				t.Fatalf("%d maps to %d, before %d", at, was, last)
			}
			last = was
			if !inside(at) && r.text[at] != text[was] {
				t.Fatalf("byte %d is %q, at %d was %q", at, r.text[at], was, text[was])
			}
		}
		if end, _ := r.original(len(r.text)); end != len(text) {
			t.Fatalf("the end maps to %d of %d", end, len(text))
		}
	})
}

func TestPeopleOfAnArticle(t *testing.T) {
	text := "Mr. Dorp said no. Ada Dorp said she would. “Yes,” said Kim Lott. He sang. Bay Orr did."
	var gold labels
	for _, name := range []string{"Jan Dorp", "Ada Dorp", "Kim Lott", "Lott", "Bay Orr", "@handle"} {
		gold.statements = append(gold.statements, news.Statement{Speaker: &news.Speaker{Name: name, Kind: news.Person}})
	}
	gold.statements = append(gold.statements, news.Statement{Speaker: &news.Speaker{Name: "Acme", Kind: news.Organisation}})
	he := strings.Index(text, "He sang")
	gold.statements[3].Source = news.Part{{Start: he, End: he + 2}}
	var got []string
	for _, p := range peopleOf(text, gold) {
		got = append(got, strings.TrimRight(p.given+" "+p.family+" "+string(p.sex), "\x00"))
	}
	if s := strings.Join(got, ", "); s != "Jan Dorp m, Ada Dorp f, Kim Lott m, Bay Orr " {
		t.Error(s)
	}
}

func TestChoose(t *testing.T) {
	var people []person
	for _, name := range []string{"Jan Dorp", "Ada Dorp", "Kim Lott"} {
		p, _ := newPerson(name)
		people = append(people, p)
	}
	people[0].sex, people[1].sex = 'm', 'f'
	for seed := range uint64(50) {
		c, ok := choose(people, inventedNames(), rand.New(rand.NewPCG(seed, 0)))
		again, _ := choose(people, inventedNames(), rand.New(rand.NewPCG(seed, 0)))
		switch jan, ada, kim := c.names[0], c.names[1], c.names[2]; {
		case !ok:
			t.Fatal("too few names")
		case ada != again.names[1] || kim != again.names[2]:
			t.Fatal("one seed, two draws")
		case jan.sex != 'm' || ada.sex != 'f':
			t.Fatalf("sexes of %+v and %+v", jan, ada)
		case jan.family != ada.family || jan.full == ada.full || !strings.Contains(ada.full, ada.given) || !strings.Contains(ada.full, ada.family):
			t.Fatalf("%+v and %+v are no relatives", jan, ada)
		case kim.family == jan.family:
			t.Fatalf("%+v is a relative of %+v", kim, jan)
		}
	}
}

func TestInventedNames(t *testing.T) {
	families, people := map[string]bool{}, map[string]bool{}
	for _, n := range inventedNames() {
		if families[n.family] || people[n.full] {
			t.Errorf("%s is not the only one of that name", n.full)
		}
		families[n.family], people[n.full] = true, true
		if !strings.Contains(n.full, n.given) || !strings.Contains(n.full, n.family) || n.sex != 'f' && n.sex != 'm' || n.origin == "" || n.script == "" {
			t.Errorf("%+v does not agree with itself", n)
		}
	}
	if len(people) < 60 {
		t.Errorf("%d names", len(people))
	}
}
