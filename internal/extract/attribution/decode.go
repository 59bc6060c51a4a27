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

// sourceBonus, in nats, is what a labelling with a source gains over one
// without: most statements name who speaks, if need be far away.
const sourceBonus = 1.0

// A habit is how dearly, in nats, a labelling pays for what a kind of statement
// rarely does.
type habit struct {
	mid   float64 // content that ends with no mark before the next word
	again float64 // content that begins again
}

// Statements inside others' contents are short and whole, while the network,
// which has seen few, is apt to cut them into pieces. Set on the development
// sets.
var (
	ownHabit    = habit{mid: 1}
	nestedHabit = habit{mid: 5, again: 3}
)

// decode finds the most probable legal labelling of the pieces around an
// anchor (Viterbi). "Inside" follows only its own "begin" or "inside"; the
// anchor begins the one cue; there is content; and a quotation is content as a
// whole or not at all, unless the anchor stands inside it.
func decode(f *encoder.Frame, ctx *context) frame {
	quoted := ctx.quoted
	n := len(f.Scores) / labels
	at := f.Anchor - f.First
	// A state is a label and which of content and source have been met.
	type row [4][labels]float64
	type back [4][labels]uint8 // the state before: 8 × what was met, plus label
	cost := ownHabit
	if f.Nested > f.Own {
		cost = nestedHabit
	}
	best, from, logs := make([]row, n), make([]back, n), make([][labels]float64, n)
	for i := range n {
		own := scoresAt(f, i, at)
		logs[i] = own
		tied := i > 0 && quoted[f.First+i] > 0 && quoted[f.First+i] == quoted[f.First+i-1] && quoted[f.First+i] != quoted[f.Anchor]
		for met := range 4 {
			for l := range labels {
				best[i][met][l] = never
				adds, bonus := addition(l)
				if met&adds != adds {
					continue
				}
				inner := l > 0 && l%2 == 0
				if i == 0 {
					if !inner && met == adds {
						best[i][met][l] = own[l] + bonus
					}
					continue
				}
				for p := range labels {
					if inner && p != l && p != l-1 || tied && (isContent(p) != isContent(l) || l == labelOf(content, true)) {
						continue
					}
					own := own[l] - ctx.seam(f.First+i, p, l)
					if isContent(p) && l == 0 && ctx.mid[f.First+i] {
						own -= cost.mid
					}
					again := own
					switch l {
					case labelOf(content, true):
						again -= cost.again
					case labelOf(source, true):
						again = never // a source is one stretch
					}
					if score := best[i-1][met][p] + again; score > best[i][met][l] {
						best[i][met][l], from[i][met][l] = score, uint8(8*met+p)
					}
					if first := best[i-1][met&^adds][p] + own + bonus; adds > 0 && first > best[i][met][l] {
						best[i][met][l], from[i][met][l] = first, uint8(8*(met&^adds)+p)
					}
				}
			}
		}
	}
	end := func(met int) (score float64, state int) {
		score = never
		for _, m := range []int{met, met | metSource} {
			for l := range labels {
				if best[n-1][m][l] > score {
					score, state = best[n-1][m][l], 8*m+l
				}
			}
		}
		return score, state
	}
	without, _ := end(0)
	with, state := end(metContent)
	out := frame{anchor: f.Anchor, own: f.Own, nested: f.Nested, margin: with - without, scores: f}
	path := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		path[i] = state % 8
		out.labelling += logs[i][path[i]]
		state = int(from[i][state/8][state%8])
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

// context is what decoding knows of the text around the pieces.
type context struct {
	quoted     []int32   // number of the quotation that a piece stands in, 0 outside
	begin, end []float64 // cost of a boundary before the piece
	mid        []bool    // nothing but a blank before the piece
}

// seam is the cost of going from one label to the next before piece i.
func (c *context) seam(i, before, after int) float64 {
	if after == before+1 && after%2 == 0 || after == before && after%2 == 0 {
		return 0 // goes on
	}
	cost := 0.0
	if before >= labelOf(source, true) {
		cost += c.end[i]
	}
	if after >= labelOf(source, true) {
		cost += c.begin[i]
	}
	return cost
}

const (
	metContent = 1
	metSource  = 2
)

// addition is what a label adds to the parts met, and the bonus of the first.
func addition(label int) (met int, bonus float64) {
	switch label {
	case labelOf(content, true):
		return metContent, 0
	case labelOf(source, true):
		return metSource, sourceBonus
	}
	return 0, 0
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

// favour is by how much, in nats a piece, a stretch is rather content of the
// frame than nothing.
func (f *frame) favour(s stretch) float64 {
	sum, n := 0.0, 0
	for i := max(s.from, f.scores.First); i < s.to && (i-f.scores.First+1)*labels <= len(f.scores.Scores); i++ {
		x := f.scores.Scores[(i-f.scores.First)*labels:]
		in := logSum(x[labelOf(content, true):labels])
		sum += in - float64(x[0])
		n++
	}
	if n == 0 {
		return never
	}
	return sum / float64(s.to-s.from)
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
