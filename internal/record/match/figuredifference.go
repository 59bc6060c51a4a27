package match

import (
	"math"
	"strconv"

	"quoth/news"
)

// figureDifferences pairs the figures that only one side states, those of one
// unit first. What has no partner is no difference: it was left out.
func figureDifferences(a, b []news.Figure) []news.FigureDifference {
	a, b = unshared(a, b)
	var out []news.FigureDifference
	taken := make([]bool, len(b))
	for _, sameUnit := range []bool{true, false} {
		for i := range a {
			if a[i].Text == "" {
				continue
			}
			for j := range b {
				if !taken[j] && (a[i].Unit == b[j].Unit) == sameUnit && (sameUnit || comparable(a[i], b[j])) {
					out = append(out, news.FigureDifference{A: a[i], B: b[j]})
					a[i].Text, taken[j] = "", true
					break
				}
			}
		}
	}
	return out
}

// unshared leaves out figures that both sides state.
func unshared(a, b []news.Figure) (onlyA, onlyB []news.Figure) {
	shared := make([]bool, len(b))
	for _, g := range a {
		found := false
		for j, h := range b {
			if !shared[j] && g.Low == h.Low && g.High == h.High && meet(g.Unit, h.Unit) {
				shared[j], found = true, true
				break
			}
		}
		if !found {
			onlyA = append(onlyA, g)
		}
	}
	for j, h := range b {
		if !shared[j] {
			onlyB = append(onlyB, h)
		}
	}
	return onlyA, onlyB
}

// meet reports whether two units can name one thing: "homes" and "houses" can,
// as far as we know, but money and percent are always named alike.
func meet(a, b string) bool {
	return a == b || a == "" || b == "" || !inNumber[a] && !inNumber[b]
}

// comparable reports whether one figure may stand for another of another unit:
// "5 dollars" for "5 euros", but not "5 percent" for "20 dollars".
func comparable(g, h news.Figure) bool { return meet(g.Unit, h.Unit) || value(g) == value(h) }

// contradict reports whether both sides state figures of one unit and no two
// of them are near each other.
func contradict(a, b []news.Figure) bool {
	sameUnit := false
	for _, g := range a {
		for _, h := range b {
			if near(g, h) {
				return false
			}
			sameUnit = sameUnit || g.Unit == h.Unit
		}
	}
	return sameUnit
}

// near reports whether one figure may be the other one rounded.
func near(g, h news.Figure) bool {
	x, errX := strconv.ParseFloat(value(g), 64)
	y, errY := strconv.ParseFloat(value(h), 64)
	if errX != nil || errY != nil {
		return value(g) == value(h)
	}
	const rounded = .1
	return math.Abs(x-y) <= rounded*max(math.Abs(x), math.Abs(y))
}
