package match

import "quoth/news"

// A Run is a stretch of two wordings: words that both have, or that one has in
// place of the other's.
type Run struct {
	Kind RunKind
	A, B news.Part // in their articles; without spans where that side has nothing
}

// RunKind says what a run does from a to b.
type RunKind string

// The kinds of run.
const (
	Equal   RunKind = "equal"
	Removed RunKind = "removed" // only a has it
	Added   RunKind = "added"   // only b has it
	Changed RunKind = "changed"
)

// runs cuts two wordings where they begin and cease to agree.
func runs(a, b *Wording, matches []match) []Run {
	var out []Run
	i, j := 0, 0
	differ := func(toA, toB int) {
		if i < toA || j < toB {
			out = append(out, run(a.words[i:toA], b.words[j:toB]))
		}
	}
	for k := 0; k < len(matches); {
		m := matches[k]
		differ(m.a, m.b)
		n := 1
		for k+n < len(matches) && matches[k+n] == (match{m.a + n, m.b + n}) {
			n++
		}
		i, j, k = m.a+n, m.b+n, k+n
		out = append(out, Run{Equal, part(a.words[m.a:i]), part(b.words[m.b:j])})
	}
	differ(len(a.words), len(b.words))
	if len(a.restPart) > 0 || len(b.restPart) > 0 {
		r := Run{kind(len(a.restPart), len(b.restPart)), a.restPart, b.restPart}
		if a.rest == b.rest {
			r.Kind = Equal
		}
		out = append(out, r)
	}
	return out
}

func run(a, b []word) Run { return Run{kind(len(a), len(b)), part(a), part(b)} }

func kind(a, b int) RunKind {
	switch {
	case b == 0:
		return Removed
	case a == 0:
		return Added
	}
	return Changed
}

// part is where words stand: from the first to the last one in each span of
// their content.
func part(words []word) news.Part {
	var out news.Part
	for i, w := range words {
		if i > 0 && w.part == words[i-1].part {
			out[len(out)-1].End = int(w.end)
		} else {
			out = append(out, w.span())
		}
	}
	return out
}
