package attribution

import (
	"math"

	"quoth/internal/encoder"
	"quoth/internal/extract/token"
)

// The network's labels: outside, then begin and inside of every role.
const (
	labels     = encoder.Labels
	labelBegin = 1
)

func labelOf(r role, begin bool) int {
	l := labelBegin + 2*int(r)
	if !begin {
		l++
	}
	return l
}

// decode finds the most probable legal labelling of the pieces around an
// anchor (Viterbi). "Inside" follows only its own "begin" or "inside"; the
// anchor begins the one cue; there is content; and a quotation is content as a whole or not at
// all, unless the anchor stands inside it. Quoted holds the number of the
// quotation that each piece stands in, 0 outside.
func decode(f *encoder.Frame, quoted []int32) frame {
	n := len(f.Scores) / labels
	at := f.Anchor - f.First
	// A state is a label and whether there has been content: 0 to labels-1
	// without, the rest with.
	best := make([][2 * labels]float64, n)
	from := make([][2 * labels]uint8, n)
	for i := range n {
		own := scoresAt(f, i, at)
		tied := i > 0 && quoted[f.First+i] > 0 && quoted[f.First+i] == quoted[f.First+i-1] && quoted[f.First+i] != quoted[f.Anchor]
		for s := range 2 * labels {
			l, seen := s%labels, s >= labels
			best[i][s] = never
			if isContent(l) && !seen {
				continue
			}
			inner := l > 0 && l%2 == 0
			if i == 0 {
				if !inner && seen == isContent(l) {
					best[i][s] = own[l]
				}
				continue
			}
			for p := range 2 * labels {
				q := p % labels
				switch {
				case inner && q != l && q != l-1,
					p >= labels && !seen,
					p < labels && seen && l != labelOf(content, true),
					tied && (isContent(q) != isContent(l) || l == labelOf(content, true)):
					continue
				}
				if score := best[i-1][p] + own[l]; score > best[i][s] {
					best[i][s], from[i][s] = score, uint8(p)
				}
			}
		}
	}
	out := frame{anchor: f.Anchor, own: f.Own, nested: f.Nested}
	without, with := bestOf(best[n-1][:labels]), labels+bestOf(best[n-1][labels:])
	out.margin = best[n-1][with] - best[n-1][without]
	path := make([]int, n)
	for i, s := n-1, with; i >= 0; i-- {
		path[i] = s % labels
		s = int(from[i][s])
	}
	for i := 0; i < n; {
		l := path[i]
		if l == 0 {
			i++
			continue
		}
		r := role((l - labelBegin) / 2)
		j := i + 1
		for j < n && path[j] == labelOf(r, false) {
			j++
		}
		out.roles[r] = append(out.roles[r], stretch{f.First + i, f.First + j})
		i = j
	}
	return out
}

// never is the score of what must not be.
const never = -1e9

// scoresAt are the log probabilities of the labels of piece i of the frame.
func scoresAt(f *encoder.Frame, i, anchor int) (s [labels]float64) {
	norm := logSum(f.Scores[i*labels : (i+1)*labels])
	for l := range labels {
		s[l] = float64(f.Scores[i*labels+l]) - norm
		if (l == labelOf(cue, true)) != (i == anchor) {
			s[l] = never
		}
	}
	return s
}

func bestOf(scores []float64) int {
	at := 0
	for i, s := range scores {
		if s > scores[at] {
			at = i
		}
	}
	return at
}

func isContent(label int) bool { return label >= labelOf(content, true) }

// quotations numbers the outermost quotations; one that goes on in the next
// paragraph keeps its number. It returns each piece's number.
func quotations(pieces []encoder.Piece, marks *token.Layer) []int32 {
	out := make([]int32, len(pieces))
	number, i := int32(0), 0
	for _, q := range marks.Quotations {
		if q.Depth > 0 {
			continue
		}
		if !q.Continues || number == 0 {
			number++
		}
		for i < len(pieces) && pieces[i].End <= q.Open.Start {
			i++
		}
		for ; i < len(pieces) && pieces[i].Start < q.Close.End; i++ {
			out[i] = number
		}
	}
	return out
}

func logSum(x []float32) float64 {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(float64(v - top))
	}
	return float64(top) + math.Log(sum)
}
