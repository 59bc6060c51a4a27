package match

// A match is a word of a and the equal word of b, by index.
type match struct{ a, b int }

// align finds the common words of two wordings in the order of both, so that
// their weight is greatest: a longest common subsequence in which words weigh
// what they tell, and words that follow each other in both weigh more, lest
// every "the" finds another one far away.
//
// It takes len(a)·len(b) steps and bytes, besides the common ends, which are
// matched at once.
func align(a, b []word) []match {
	var head, tail int
	for head < len(a) && head < len(b) && a[head].form == b[head].form {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail].form == b[len(b)-1-tail].form {
		tail++
	}
	out := make([]match, 0, min(len(a), len(b)))
	for i := range head {
		out = append(out, match{i, i})
	}
	out = alignMiddle(out, a[head:len(a)-tail], b[head:len(b)-tail], head)
	for i := tail; i > 0; i-- {
		out = append(out, match{len(a) - i, len(b) - i})
	}
	return out
}

// Where the best alignment of two beginnings comes from.
const (
	left        = 1 << iota // b's last word is left out
	up                      // a's last word is left out
	afterAMatch             // of the best one that ends with a match: the words before match, too
)

func alignMiddle(out []match, a, b []word, shift int) []match {
	if len(a) == 0 || len(b) == 0 {
		return out
	}
	const together = 2 // a match right behind a match; two function words in a row outweigh one content word far off no more
	width := len(b)
	steps := make([]uint8, len(a)*width)
	// best[j] is the greatest weight for a's words so far and b[:j], ending[j]
	// that of alignments whose last pair is the last words of both.
	const never = -1 << 30
	best, ending := make([]int32, width+1), make([]int32, width+1)
	for j := range ending {
		ending[j] = never
	}
	for i := range a {
		diagonal, diagonalEnding := best[0], int32(never)
		for j := range b {
			above, aboveEnding := best[j+1], ending[j+1]
			match, from := int32(never), uint8(0)
			if a[i].form == b[j].form {
				match = diagonal
				if diagonalEnding+together > diagonal {
					match, from = diagonalEnding+together, afterAMatch
				}
				match += 2 * int32(a[i].weight)
			}
			ending[j+1] = match
			switch {
			case match >= above && match >= best[j]:
				best[j+1] = match
			case above >= best[j]:
				best[j+1], from = above, from|up
			default:
				best[j+1], from = best[j], from|left
			}
			steps[i*width+j] = from
			diagonal, diagonalEnding = above, aboveEnding
		}
	}
	begin := len(out)
	for i, j, matched := len(a)-1, len(b)-1, false; i >= 0 && j >= 0; {
		step := steps[i*width+j]
		switch {
		case !matched && step&left != 0:
			j--
		case !matched && step&up != 0:
			i--
		default:
			out = append(out, match{i + shift, j + shift})
			matched = step&afterAMatch != 0
			i, j = i-1, j-1
		}
	}
	for i, j := begin, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
