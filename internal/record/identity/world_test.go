package identity

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"quoth/news"
)

// A world is an invented press whose truth is known: people of several cultures
// with careers, bodies, and outlets with habits of their own. It has what makes
// identity hard: shared family names, shared full names, spouses, other
// spellings, offices that change, names left out.
type world struct {
	rnd     *rand.Rand
	people  []bearer
	bodies  []institution
	outlets []outlet
}

// A bearer is one person.
type bearer struct {
	given, middle, family string
	culture               string
	sex                   byte
	country               string
	adjective             string
	career                []office
	born                  int // year from which the press writes of her
}

type office struct {
	noun, about string // "minister", "health"
	from, to    int    // years
}

type outlet struct {
	name        string
	country     string
	system      int  // of transliteration
	accents     bool // written
	familyFirst bool // as in East Asia
	middle      int  // 0 left out, 1 initial, 2 in full
	nicknames   bool
}

// An institution is one body, by the names that outlets give it.
type institution struct {
	kind    news.Kind
	names   []string
	acronym string
	country string // of a body whose name many countries have
}

// cultures have names in up to three spellings, by system of transliteration.
var cultures = map[string]struct{ men, women, families string }{
	"english": {
		"William James Robert Thomas Edward Daniel Andrew Peter Samuel Henry Walter Simon", "Alice Margaret Susan Rebecca Helen Ruth Laura Emma Grace Janet Judith Olive",
		"Hobbs Hart Marsh Whitfield Bell Carver Dunn Ellery Frost Gale Harding Ingram Kemp Lowe Moss Nash Orton Pike Quill Rudd",
	},
	"spanish": {
		"Luis Carlos Javier Andrés Tomás Rafael Emilio Joaquín Óscar Iván", "Ana Lucía Elena Pilar Inés Mónica Sofía Teresa Belén Noelia",
		"Reyes Ibáñez Quintero Salazar Ortúzar Villar Peñalba Márquez Cordero Beltrán Lozano Arce Núñez Rincón",
	},
	"nordic": {
		"Jørgen Håkon Lars Sverre Åge Bjørn Tore Mikkel Søren Anders", "Åse Ingrid Kirsten Solveig Märta Gro Bodil Signe Sigrún Tuva",
		"Olsen Lindqvist Bergström Østby Håland Nygård Sørbø Dahl Lund Voll Rønning Ekdal",
	},
	"slavic": {
		"Sergey/Serhiy/Sergei Dmitry/Dmytro/Dmitri Oleksiy/Alexei/Oleksii Andriy/Andrei/Andrey Mykola/Nikolai/Nikolay Yuri/Yuriy/Iurii Bohdan Taras Ostap",
		"Yulia/Yuliya/Iuliia Tatyana/Tatiana/Tetiana Natalya/Natalia/Nataliya Olena/Elena/Yelena Halyna Zoya Oksana",
		"Vyshnevsky/Vyshnevskyy/Vyshnevskyi Holubenko Dobrovolsky/Dobrovolskiy/Dobrovolskii Kravchuk Lisovskaya/Lisovskaia/Lisovskaya Petrenko Sorokoff/Sorokov/Sorokov Tymchuk Zabolotny/Zabolotnyy/Zabolotnyi Yavorsky/Yavorskyy/Iavorskyi",
	},
	"arabic": {
		"Mohammed/Muhammad/Mohamed Ahmed/Ahmad/Ahmed Yusuf/Youssef/Yousef Khaled/Khalid/Khaled Omar/Umar/Omer Karim Tariq/Tarek/Tareq Samir Nabil/Nabeel/Nabil",
		"Layla/Leila/Laila Fatima/Fatma/Fatima Salma Huda/Houda/Hoda Amina/Ameena/Amina Rania Zaynab/Zeinab/Zainab",
		"al-Haddad/Al_Haddad/el-Haddad Zubari/Zoubari/Zubari al-Qasimi/Al_Qasimi/al-Qasimi Nasser/Nasir/Nassir Gharbi/Gharbi/Gharbi Mansouri/Mansuri/Mansoori Rashid/Rasheed/Rachid Saleh/Salih/Saleh Bishara/Bishara/Bechara",
	},
	"korean": {
		"Min-jae Ji-hoon Sung-ho Tae-yang Dong-wook Hyun-woo Jae-won", "Seo-yeon Eun-ji Hye-jin Soo-min Yoo-na Mi-rae Bo-ra",
		"Park/Pak/Park Seo/Suh/Seo Choi/Choe/Choi Moon/Mun/Moon Kang/Gang/Kang Yoon/Yun/Yoon Han Kim Shin",
	},
	"chinese": {
		"Wei Jianguo Haoran Zhiyuan Bolin Tianyu Guowei", "Meiling Xiuying Yanan Lihua Yuting Qiaolian Ruolan",
		"Zhao Huang Xie Deng Luo Tang Feng Qiu Meng Xiong",
	},
	"african": {
		"Femi Kwame Chidi Tunde Kofi Sipho Thabo Babatunde Ekow", "Ngozi Ama Blessing Thandiwe Efua Zanele Yetunde Adaeze",
		"Adeyemi Okafor Mensah Boateng Dlamini Eze Nkosi Balogun Owusu Mokoena Achebe Sarpong",
	},
	"indian": {
		"Arjun Vikram Rohan Sanjay Anil Deepak Manoj", "Priya Lakshmi Anjali Kavita Meera Sunita Nandini",
		"Deshmukh Iyer Banerjee Kulkarni Pillai Rathore Chaudhary/Choudhury/Chowdhury Naidu Bhattacharya/Bhattacharyya/Bhattacharya Menon",
	},
}

var short = map[string]string{
	"William": "Bill", "James": "Jim", "Robert": "Bob", "Thomas": "Tom", "Edward": "Ted", "Daniel": "Dan", "Andrew": "Andy", "Samuel": "Sam",
	"Margaret": "Peggy", "Susan": "Sue", "Rebecca": "Becky", "Judith": "Judy",
}

var careers = [][]string{
	{"mayor", "lawmaker", "minister", "president"},
	{"lawmaker", "spokesman", "minister"},
	{"lawyer", "judge"},
	{"footballer", "coach"},
	{"swimmer"},
	{"goalkeeper"},
	{"singer"},
	{"novelist"},
	{"professor"},
	{"surgeon"},
	{"colonel", "general", "minister"},
	{"ambassador", "minister"},
	{"founder", "ceo"},
	{"fisherman"},
	{"teacher"},
	{"farmer"},
	{"activist", "lawmaker"},
	{"epidemiologist"},
	{"inspector", "superintendent"},
	{"bishop"},
}

var portfolios = map[string][]string{
	"minister": {"health", "transport", "fisheries", "justice", "energy", "trade"}, "mayor": {"Port Arden", "Lowmoor", "Kesten"}, "ceo": {"Arden Ferries", "Quill Energy", "Norsund Salmon"},
	"coach": {"Lowmoor Rovers", "Kesten United"}, "professor": {"law", "chemistry", "economics"}, "spokesman": {"police", "port authority"},
}

var lands = [][2]string{{"Norway", "Norwegian"}, {"Ghana", "Ghanaian"}, {"Chile", "Chilean"}, {"Ukraine", "Ukrainian"}, {"Jordan", "Jordanian"}, {"Canada", "Canadian"}, {"India", "Indian"}, {"South Korea", "South Korean"}, {"China", "Chinese"}, {"Ireland", "Irish"}}

func newWorld(seed uint64, people int) *world {
	w := &world{rnd: rand.New(rand.NewPCG(seed, 1))}
	for i := range 12 {
		w.outlets = append(w.outlets, outlet{
			name: fmt.Sprintf("Outlet %d", i), country: lands[i%len(lands)][0], system: i % 3, accents: i%4 != 1, familyFirst: i%2 == 0, middle: i % 3, nicknames: i%5 == 2,
		})
	}
	var names []string
	for c := range cultures {
		names = append(names, c)
	}
	slices.Sort(names)
	for range people {
		w.people = append(w.people, w.person(w.pick(names)))
	}
	for i := 0; i < people/40; i++ { // another bearer of the same name
		p := w.people[w.rnd.IntN(len(w.people))]
		q := w.person(p.culture)
		q.given, q.family, q.middle, q.sex = p.given, p.family, "", p.sex
		w.people = append(w.people, q)
	}
	for i := 0; i < people/30; i++ { // spouses
		p := w.people[w.rnd.IntN(len(w.people))]
		q := w.person(p.culture)
		q.family, q.country, q.adjective = p.family, p.country, p.adjective
		w.people = append(w.people, q)
	}
	w.found()
	return w
}

func (w *world) person(culture string) bearer {
	c := cultures[culture]
	p := bearer{culture: culture, sex: 'm', given: w.pickGiven(culture, c.men), family: w.pickFamily(c.families, culture != "chinese"), born: 1998 + w.rnd.IntN(20)}
	if w.rnd.IntN(5) < 2 {
		p.sex, p.given = 'f', w.pickGiven(culture, c.women)
	}
	if (culture == "english" || culture == "spanish") && w.rnd.IntN(3) == 0 {
		p.middle = w.pick(strings.Fields(c.men))
	}
	land := lands[w.rnd.IntN(len(lands))]
	p.country, p.adjective = land[0], land[1]
	year := p.born
	career := careers[w.rnd.IntN(len(careers))]
	for _, noun := range career {
		o := office{noun: noun, from: year, to: year + 3 + w.rnd.IntN(6)}
		if about := portfolios[noun]; about != nil {
			o.about = w.pick(about)
		}
		year = o.to
		p.career = append(p.career, o)
	}
	return p
}

// found makes the bodies.
func (w *world) found() {
	for i, first := range strings.Fields("Coastal Northern Arden Lowmoor Global Inland Polar Harbour Eastern United") {
		for j, second := range []string{"Pilots", "Ferry", "Seed", "Chess", "Rail"} {
			third := []string{"Union", "Trust", "Institute", "Alliance", "Organisation"}[(i+j)%5]
			full := first + " " + second + " " + third
			b := institution{kind: news.Organisation, names: []string{full, "the " + full, strings.Replace(full, "Organisation", "Organization", 1)}, acronym: first[:1] + second[:1] + third[:1]}
			w.bodies = append(w.bodies, b)
		}
	}
	for _, n := range strings.Fields("Quill Norsund Tamarisk Veldt Ombra") {
		w.bodies = append(w.bodies, institution{kind: news.Organisation, names: []string{n + " Group", n, n + " Group Ltd"}})
	}
	for _, l := range lands {
		w.bodies = append(w.bodies,
			institution{kind: news.Government, country: l[0], names: []string{"Supreme Court"}},
			institution{kind: news.Government, country: l[0], names: []string{"Ministry of Health", "Health Ministry"}},
			institution{kind: news.Government, country: l[0], names: []string{"Ministry of Defence", "Defense Ministry"}},
			institution{kind: news.Government, names: []string{l[0], l[1] + " government", "Government of " + l[0]}},
		)
	}
}

func (w *world) pick(from []string) string { return from[w.rnd.IntN(len(from))] }

// pickGiven takes a name of the culture; Chinese ones are put together.
func (w *world) pickGiven(culture, list string) string {
	if culture != "chinese" {
		return w.pick(strings.Fields(list))
	}
	part := func() string {
		return w.pick(strings.Fields("jian guo hao ran zhi yuan bo lin tian yu wei mei li xiu ying yan nan hua qiao ruo lan"))
	}
	made := part() + part()
	return strings.ToUpper(made[:1]) + made[1:]
}

// pickFamily takes one of the common names of a culture, or makes a rare one.
func (w *world) pickFamily(list string, rare bool) string {
	f := strings.Fields(list)
	if !rare || w.rnd.IntN(5) == 0 {
		return f[w.skewed(len(f))]
	}
	part := func(s string) string { return w.pick(strings.Fields(s)) }
	made := part("b br d f g k kl l m n p r s st t v") + part("a e i o u") + part("bb d k l ld m n nd r rd s t v") + part("a e i o u") + part("ck d g k l m n r s t")
	return strings.ToUpper(made[:1]) + made[1:]
}

// skewed is a number below n; small ones are likelier, as some people are.
func (w *world) skewed(n int) int {
	x := w.rnd.Float64()
	return int(x * x * float64(n))
}
