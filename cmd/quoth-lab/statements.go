package main

import (
	"cmp"
	"slices"
	"strconv"

	"quoth/news"
)

// compareStatements adds one article's figures of everything else that a
// statement says. A statement found is paired with one labelled when their
// contents share half of their tokens, one to one, the most alike first.
//
//   - speaker, speaker!: named as labelled (see sameName), to the word;
//   - nested: a statement and its parent are both found, and linked;
//   - figures: bounds of the numbers in content;
//   - shares of what is right where the statement was found or, end to end,
//     whether it was found or not.
func compareStatements(s *scores, predicted []news.Statement, gold labels, p, g []relation) {
	found := make([]*news.Statement, len(gold.statements))
	for _, m := range paired(p, g) {
		found[m.gold] = &predicted[m.predicted]
	}
	compareSpeakers(s, predicted, gold, found)
	compareNesting(s, predicted, gold.statements, found)
	compareFigures(s, predicted, gold.statements, found)
	for i, g := range gold.statements {
		f := found[i]
		if f == nil {
			continue
		}
		if g.Speaker.Kind != "" {
			s.note("kind of speaker", f.Speaker != nil && f.Speaker.Kind == g.Speaker.Kind)
		}
		if g.Form != "" {
			s.note("form", f.Form == g.Form)
		}
		if g.Mode != "" {
			s.note("mode", f.Mode == g.Mode)
		}
		if g.SaidOn != nil {
			s.note("date of speaking", f.SaidOn != nil && f.SaidOn.Date[:min(len(f.SaidOn.Date), len("2006-01-02"))] == g.SaidOn.Date)
		}
	}
}

// A pairing is the indices of two statements that are taken for the same.
type pairing struct {
	predicted, gold int
	alike           float64
}

func paired(p, g []relation) (out []pairing) {
	var all []pairing
	for i := range p {
		for j := range g {
			if n := shared(p[i], g[j]); n >= 0.5 {
				// Where contents are alike, the cue decides.
				all = append(all, pairing{i, j, n + 0.001*float64(common(p[i].tokens[1], g[j].tokens[1]))})
			}
		}
	}
	slices.SortFunc(all, func(a, b pairing) int {
		return cmp.Or(cmp.Compare(b.alike, a.alike), cmp.Compare(b.predicted, a.predicted), cmp.Compare(b.gold, a.gold))
	})
	usedP, usedG := make([]bool, len(p)), make([]bool, len(g))
	for _, m := range all {
		if !usedP[m.predicted] && !usedG[m.gold] {
			usedP[m.predicted], usedG[m.gold] = true, true
			out = append(out, m)
		}
	}
	return out
}

func compareSpeakers(s *scores, predicted []news.Statement, gold labels, found []*news.Statement) {
	name := func(st *news.Statement) string {
		if st == nil || st.Speaker == nil {
			return ""
		}
		return st.Speaker.Name
	}
	var lenient, exact tally
	for i := range predicted {
		if name(&predicted[i]) != "" {
			lenient.predicted++
		}
	}
	for i := range gold.statements {
		want, got := name(&gold.statements[i]), name(found[i])
		if want == "" {
			if found[i] != nil {
				s.note("no name given where there is none", got == "")
			}
			continue
		}
		lenient.gold++
		right := sameName(got, want)
		if right {
			lenient.hit++
		}
		if got != "" && slices.Equal(nameWords(got), nameWords(want)) {
			exact.hit++
		}
		if wording := gold.wordings[i]; wording != "" {
			s.note("speaker end-to-end, source is "+wording, right)
		}
		if found[i] != nil {
			s.note("speaker right where the statement is found", right)
		}
	}
	s.add("speaker", lenient.hit, lenient.predicted, lenient.gold)
	s.add("speaker!", exact.hit, lenient.predicted, lenient.gold)
}

func compareNesting(s *scores, predicted, gold []news.Statement, found []*news.Statement) {
	var t tally
	known := map[string]bool{}
	for _, p := range predicted {
		known[p.ID] = true
	}
	for _, p := range predicted {
		if known[p.Parent] {
			t.predicted++
		}
	}
	foundAs := map[string]*news.Statement{}
	for i, g := range gold {
		foundAs[g.ID] = found[i]
	}
	for i, g := range gold {
		if g.Parent == "" {
			continue
		}
		t.gold++
		if parent := foundAs[g.Parent]; parent != nil && found[i] != nil && found[i].Parent == parent.ID {
			t.hit++
		}
	}
	s.add("nested", t.hit, t.predicted, t.gold)
}

func compareFigures(s *scores, predicted, gold []news.Statement, found []*news.Statement) {
	var t tally
	for _, p := range predicted {
		t.predicted += len(p.Figures)
	}
	for i, g := range gold {
		t.gold += len(g.Figures)
		if found[i] == nil {
			continue
		}
		left := slices.Clone(found[i].Figures)
		for _, want := range g.Figures {
			if at := slices.IndexFunc(left, func(f news.Figure) bool { return sameBound(f.Low, want.Low) && sameBound(f.High, want.High) }); at >= 0 {
				left = slices.Delete(left, at, at+1)
				t.hit++
			}
		}
	}
	s.add("figures", t.hit, t.predicted, t.gold)
}

// sameBound compares decimals by their value; an open bound has none.
func sameBound(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}
