package match

import "quoth/news"

// runs cuts two wordings where they begin and cease to agree.
func runs(a, b *Wording, matches []match) []news.Run {
	var out []news.Run
	i, j := 0, 0
	differ := func(toA, toB int) {
		if i < toA || j < toB {
			out = append(out, differing(a.words, i, toA, b.words, j, toB)...)
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

// differing pairs what one wording has with what the other one has instead, piece
// of content by piece: what was said in another sentence is not replaced by the
// end of this one. What one has more of stands behind, unless the last piece goes
// on with words of both.
func differing(a []word, fromA, toA int, b []word, fromB, toB int) []news.Run {
	x, y := inPieces(a[fromA:toA]), inPieces(b[fromB:toB])
	if len(x) == 0 || len(y) == 0 {
		return []news.Run{run(a[fromA:toA], b[fromB:toB])}
	}
	n := max(len(x), len(y))
	last := len(x) == n && endsPiece(a, fromA, toA) || len(y) == n && endsPiece(b, fromB, toB)
	at := func(pieces [][]word, k int) []word {
		if last {
			k -= n - len(pieces)
		}
		if k < 0 || k >= len(pieces) {
			return nil
		}
		return pieces[k]
	}
	var out []news.Run
	for k := range n {
		out = append(out, run(at(x, k), at(y, k)))
	}
	return out
}

// endsPiece reports whether a piece goes on behind words, and none does before.
func endsPiece(words []word, from, to int) bool {
	goesOn := func(i int) bool { return i > 0 && i < len(words) && words[i-1].part == words[i].part }
	return goesOn(to) && !goesOn(from)
}

// inPieces parts words by the span of content in which they stand.
func inPieces(words []word) (out [][]word) {
	for i, w := range words {
		if i == 0 || w.part != words[i-1].part {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], w)
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
