package invent

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"quoth/news"
)

//go:embed text/*.txt
var texts embed.FS

// material is what text/ holds. The files explain their own form.
type material struct {
	subjects []subject
	sayings  []rewording
	patterns map[use][]pattern
	lands    []land
	cultures map[string]*culture

	vox, documents, newLeads []template
	about                    []template // pieces with words that few statements have
	altered                  [][2]string
	words                    map[string][]string // plain lists of common.txt
}

// A subject is what stories are about.
type subject struct {
	name                 string
	jobs                 [][]job // careers
	who, does, to        []template
	doPlural             []template // does, after a plural
	when, why            []template // of the subject, then of all subjects
	heads, leads, scenes []template
	sizes                int // the prime up to which the pieces are arranged (saying.go)
}

// A job is one step of a career.
type job struct {
	head     string   // "mayor"
	wordings []string // with slots of the person's own
}

// A rewording is one saying as it is quoted and as others tell it.
type rewording struct {
	quoted, close template
	loose         []template // two
}

type land struct{ name, adjective, capital, culture string }

// A culture is where names come from.
type culture struct {
	men, women, starts, middles, ends, before, towns []string
	familyFirst                                      bool
	spell                                            [3]*strings.Replacer // systems of transliteration
}

var read = sync.OnceValue(func() *material {
	m := &material{cultures: map[string]*culture{}, words: map[string][]string{}}
	m.readCommon()
	m.readSubjects()
	m.readSayings()
	m.readPatterns()
	m.readNames()
	m.readLands()
	return m
})

// entries calls each for every line "key: value" with the heading above it.
func entries(file string, each func(heading, key, value string)) {
	raw, err := texts.ReadFile("text/" + file)
	if err != nil {
		panic("invent: " + err.Error()) // embedded
	}
	heading := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if h, ok := strings.CutPrefix(line, "## "); ok {
			heading = h
		} else if line != "" && !strings.HasPrefix(line, "#") {
			key, value, ok := strings.Cut(line, ": ")
			if !ok {
				panic(fmt.Sprintf("invent: %s: no colon in %q", file, line))
			}
			each(heading, key, value)
		}
	}
}

func templates(list string) (out []template) {
	for s := range strings.SplitSeq(list, ";") {
		out = append(out, parseTemplate(strings.TrimSpace(s)))
	}
	return out
}

func (m *material) readCommon() {
	entries("common.txt", func(heading, key, value string) {
		switch heading {
		case "scene", "pieces":
			m.words[heading+" "+key] = strings.Split(value, "; ")
		case "newlead":
			m.newLeads = templates(value)
		case "vox":
			m.vox = templates(value)
		case "documents":
			m.documents = templates(value)
		case "altered":
			for pair := range strings.SplitSeq(value, "; ") {
				a, b, _ := strings.Cut(pair, ">")
				m.altered = append(m.altered, [2]string{" " + a + " ", " " + b + " "})
			}
		default:
			if strings.Contains(value, ";") {
				m.words[key] = strings.Split(value, "; ")
			} else {
				m.words[key] = strings.Fields(value)
			}
		}
	})
}

func (m *material) readSubjects() {
	entries("subjects.txt", func(heading, key, value string) {
		if len(m.subjects) == 0 || m.subjects[len(m.subjects)-1].name != heading {
			m.subjects = append(m.subjects, subject{name: heading})
		}
		s := &m.subjects[len(m.subjects)-1]
		switch key {
		case "jobs":
			for career := range strings.SplitSeq(value, "; ") {
				var steps []job
				for step := range strings.SplitSeq(career, " > ") {
					head, wordings, _ := strings.Cut(step, ": ")
					steps = append(steps, job{head, strings.Split(wordings, " | ")})
				}
				s.jobs = append(s.jobs, steps)
			}
		case "who":
			s.who = templates(value)
		case "does":
			s.does = templates(value)
			s.doPlural = agreeing(s.does)
		case "to":
			s.to = templates(value)
		case "when":
			s.when = templates(value)
		case "why":
			s.why = templates(value)
		case "head":
			s.heads = templates(value)
		case "lead":
			s.leads = templates(value)
		case "scene":
			s.scenes = templates(value)
		default:
			panic("invent: subjects.txt: " + key)
		}
	})
	m.about = templates(strings.Join(m.words["pieces about"], ";"))
	for i := range m.subjects {
		s := &m.subjects[i]
		s.when = append(s.when, templates(strings.Join(m.words["pieces when"], ";"))...)
		s.why = append(s.why, templates(strings.Join(m.words["pieces why"], ";"))...)
		s.scenes = append(s.scenes, templates(strings.Join(m.words["scene scene"], ";"))...)
		s.sizes = primeUpTo(min(len(s.who), len(s.does), len(s.when), len(s.why)))
	}
}

func primeUpTo(n int) int {
	for ; n > 2; n-- {
		if !slices.ContainsFunc([]int{2, 3, 5, 7}, func(d int) bool { return n > d && n%d == 0 }) {
			break
		}
	}
	return n // below 121
}

func (m *material) readSayings() {
	entries("sayings.txt", func(_, key, value string) {
		t := parseTemplate(value)
		if key == "q" {
			m.sayings = append(m.sayings, rewording{quoted: t})
			return
		}
		last := &m.sayings[len(m.sayings)-1]
		if key == "c" {
			last.close = t
			return
		}
		last.loose = append(last.loose, t)
	})
}

func (m *material) readPatterns() {
	m.patterns = map[use][]pattern{}
	entries("attributions.txt", func(_, key, value string) {
		f := strings.Fields(key)
		times, err := strconv.Atoi(f[3])
		if err != nil {
			panic("invent: attributions.txt: " + key)
		}
		p := parsePattern(value)
		p.mode, p.polarity = news.Mode(f[1]), news.Polarity(f[2])
		u := use{by: f[0], form: p.form(), plain: p.mode == news.Said && p.polarity == news.Asserted, to: p.has(slotTo)}
		if u.by == "direct" || u.by == "indirect" || u.by == "mixed" {
			u.by = "person"
		}
		for range times {
			m.patterns[u] = append(m.patterns[u], p)
			if u.plain { // what needs no plain one may have it, too
				any := u
				any.plain = false
				m.patterns[any] = append(m.patterns[any], p)
			}
		}
	})
}

func (m *material) readNames() {
	entries("names.txt", func(heading, key, value string) {
		c := m.cultures[heading]
		if c == nil {
			c = &culture{}
			m.cultures[heading] = c
		}
		list := strings.Fields(value)
		switch key {
		case "men":
			c.men = list
		case "women":
			c.women = list
		case "starts":
			c.starts = list
		case "middles":
			c.middles = list
		case "ends":
			c.ends = list
		case "with":
			c.before = list
		case "town":
			c.towns = list
		case "first":
			c.familyFirst = true
		case "spell":
			for system := range c.spell {
				var pairs []string
				for group := range strings.SplitSeq(value, "; ") {
					forms := strings.Split(group, ">")
					pairs = append(pairs, forms[0], forms[system])
				}
				c.spell[system] = strings.NewReplacer(pairs...)
			}
		}
	})
}

func (m *material) readLands() {
	entries("places.txt", func(_, key, value string) {
		f := strings.Split(value, "; ")
		m.lands = append(m.lands, land{key, f[0], f[1], f[2]})
	})
}
