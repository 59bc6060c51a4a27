package match

import "quoth/news"

// runs cuts two wordings where they begin and cease to agree.
func runs(a, b *Wording, matches []match) []news.Run {
	var out []news.Run
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
		out = append(out, news.Run{Kind: news.Equal, A: part(a.words[m.a:i]), B: part(b.words[m.b:j])})
	}
	differ(len(a.words), len(b.words))
	if len(a.restPart) > 0 || len(b.restPart) > 0 {
		r := news.Run{Kind: kind(len(a.restPart), len(b.restPart)), A: a.restPart, B: b.restPart}
		if a.rest == b.rest {
			r.Kind = news.Equal
		}
		out = append(out, r)
	}
	return out
}

func run(a, b []word) news.Run { return news.Run{Kind: kind(len(a), len(b)), A: part(a), B: part(b)} }

func kind(a, b int) news.RunKind {
	switch {
	case b == 0:
		return news.Removed
	case a == 0:
		return news.Added
	}
	return news.Changed
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
