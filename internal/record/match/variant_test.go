package match

import (
	"slices"
	"strings"
	"unicode"

	"quoth/news"
)

// variants adds n variants of a kind to statements that have none yet.
func (m *maker) variants(n int, relation news.Relation) {
	free := []int{}
	has := map[int]bool{}
	for i, s := range m.all {
		if s.original >= 0 {
			has[i], has[s.original] = true, true
		}
	}
	for i, s := range m.all {
		if !has[i] && s.Speaker.Name != "" && len(strings.Fields(s.content)) >= 9 {
			free = append(free, i)
		}
	}
	m.rand.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	for _, i := range free[:n] {
		original := m.all[i]
		day := original.Day + m.rand.IntN(5)
		var content string
		switch relation {
		case news.WordForWord:
			content, day = m.reset(original.content), original.Day+m.rand.IntN(400)
		case news.Shortened:
			content = m.shorten(original.content)
		case news.Altered:
			content = m.alter(original.content)
		}
		m.add(content, original.Wording.form, m.short(original.Speaker.Name), day, i, relation)
	}
}

// reset sets a text as another outlet does.
func (m *maker) reset(s string) string {
	r := []rune(s)
	r[0] = unicode.ToUpper(r[0])
	s = string(r) + "."
	for _, change := range [][2]string{
		{" forty ", " 40 "},
		{"nine million", "9 million"},
		{"fourteen ", "14 "},
		{"300 ", "three hundred "},
		{"30,000", "30 000"},
		{"will not", "won't"},
		{"had not", "hadn't"},
		{"cannot", "can't"},
		{"'", "’"},
		{" per cent", "%"},
		{"metres", "meters"},
		{"theatre", "theater"},
	} {
		if m.rand.IntN(2) == 0 {
			s = strings.ReplaceAll(s, change[0], change[1])
		}
	}
	return s
}

// shorten leaves out the beginning, the middle or the end.
func (m *maker) shorten(s string) string {
	words := strings.Fields(s)
	keep := max(5, len(words)*(45+m.rand.IntN(35))/100)
	cut := len(words) - keep
	switch m.rand.IntN(3) {
	case 0:
		words = words[cut:]
	case 1:
		words = words[:keep]
	default:
		at := keep/2 + m.rand.IntN(2)
		words = append(append(slices.Clone(words[:at]), "…"), words[at+cut:]...)
	}
	return strings.Join(words, " ")
}

// alter changes one to three words, puts one in or changes a number.
func (m *maker) alter(s string) string {
	words := strings.Fields(s)
	others := strings.Fields("entirely foreign seven early wooden broken municipal 250 brave careful northern thirteen quickly secretly younger painted")
	changes := 1 + m.rand.IntN(1+len(words)/8)
	for range changes {
		at := m.rand.IntN(len(words))
		switch {
		case m.rand.IntN(4) == 0:
			words = slices.Insert(words, at, m.pick(others))
		default:
			words[at] = m.pick(others)
		}
	}
	return strings.Join(words, " ")
}
