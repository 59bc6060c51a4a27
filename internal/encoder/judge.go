package encoder

import (
	"math"
	"sort"

	"quoth/internal/encoder/kernel"
	"quoth/news"
)

// judgeHead says what a statement is, from the vectors of its anchor and of
// the first and last piece of its source, side by side.
type judgeHead struct{ in, out linear }

// linkHead says of two mentions whether they mean the same. A mention is the
// vectors of its first and last piece, side by side; in makes of it what asks
// and what answers.
type linkHead struct {
	in, none, key linear
	distance      []float32
}

// whenHead scores a date that the text names as the date of a statement, from
// the vectors of the anchor and of the date's first piece, and from features
// that the caller counts.
type whenHead struct{ anchor, date, features, out linear }

// A Judgement holds probabilities: of how a statement was meant, and of what
// kind its source is.
type Judgement struct{ Modes, Polarities, Kinds map[string]float64 }

// A Run is a mention in the text: its first and last piece.
type Run struct{ First, Last int }

// RunOf finds the pieces that a span of the text touches.
func RunOf(pieces []Piece, s news.Span) Run {
	first := sort.Search(len(pieces), func(i int) bool { return pieces[i].End > s.Start })
	last := sort.Search(len(pieces), func(i int) bool { return pieces[i].Start >= s.End }) - 1
	first = min(first, len(pieces)-1)
	return Run{First: first, Last: max(first, last)}
}

// Judge judges the statement with that anchor and source; a source before the
// text's first piece means that there is none.
func (r *Reading) Judge(anchor int, source Run) Judgement {
	m, h := r.model, &r.model.judge
	x := make([]float32, 3*m.Hidden)
	copy(x, r.vector(anchor))
	if source.First >= 0 {
		copy(x[m.Hidden:], r.vector(source.First))
		copy(x[2*m.Hidden:], r.vector(source.Last))
	}
	inner, out := make([]float32, h.in.Width()), make([]float32, h.out.Width())
	m.kernels.Mul(inner, len(inner), x, len(x), 1, &h.in.Matrix, h.in.bias, 0)
	kernel.ReLU(inner)
	m.kernels.Mul(out, len(out), inner, len(inner), 1, &h.out.Matrix, h.out.bias, 0)
	var j Judgement
	for _, part := range []struct {
		to    *map[string]float64
		names []string
	}{{&j.Modes, m.Modes}, {&j.Polarities, m.Polarities}, {&j.Kinds, m.Kinds}} {
		*part.to = softmax(out[:len(part.names)], part.names)
		out = out[len(part.names):]
	}
	return j
}

// Names returns for each piece the logits of the model's name labels.
func (r *Reading) Names() []float32 {
	m, labels := r.model, len(r.model.Names)
	n, width := len(r.vectors)/m.Hidden, m.names.Width()
	out, block := make([]float32, n*labels), make([]float32, blockRows*width)
	for from := 0; from < n; from += blockRows {
		count := min(blockRows, n-from)
		m.kernels.Mul(block, width, r.vectors[from*m.Hidden:], m.Hidden, count, &m.names.Matrix, m.names.bias, 0)
		for i := range count {
			copy(out[(from+i)*labels:][:labels], block[i*width:])
		}
	}
	return out
}

// Whens prepares pieces for When: as anchors of statements, or as dates. A row
// for each piece.
func (r *Reading) Whens(pieces []int, dates bool) [][]float32 {
	m, h := r.model, &r.model.when.anchor
	if dates {
		h = &m.when.date
	}
	out := make([][]float32, len(pieces))
	for i, p := range pieces {
		out[i] = make([]float32, h.Width())
		m.kernels.Mul(out[i], len(out[i]), r.vector(p), m.Hidden, 1, &h.Matrix, h.bias, 0)
	}
	return out
}

// When is the logit of a date being that of a statement, against there being
// none.
func (m *Model) When(anchor, date, features []float32) float64 {
	h := &m.when
	x := make([]float32, h.features.Width())
	m.kernels.Mul(x, len(x), features, len(features), 1, &h.features.Matrix, h.features.bias, 0)
	for i := range x {
		x[i] = max(0, x[i]+anchor[i]+date[i])
	}
	out := make([]float32, h.out.Width())
	m.kernels.Mul(out, len(out), x, len(x), 1, &h.out.Matrix, h.out.bias, 0)
	return float64(out[0])
}

// Vector is the last layer's vector of a piece, from the window in which it
// stands deepest.
func (r *Reading) Vector(piece int) []float32 { return r.vector(piece) }

// Links scores mentions against each other.
type Links struct {
	rank     int
	mentions []Run
	v        []float32 // a row for each mention: what asks, what answers
	none     []float32 // logits: means nobody else
	key      []float32 // what a mention gains as an answer
	width    int
	distance []float32
}

// Links prepares the scores of these mentions.
func (r *Reading) Links(mentions []Run) *Links {
	m, h, n := r.model, &r.model.link, len(mentions)
	l := &Links{rank: m.LinkRank, mentions: mentions, width: h.none.Width(), distance: h.distance}
	if n == 0 {
		return l
	}
	x := make([]float32, n*2*m.Hidden)
	for i, run := range mentions {
		copy(x[2*i*m.Hidden:], r.vector(run.First))
		copy(x[(2*i+1)*m.Hidden:], r.vector(run.Last))
	}
	l.v = make([]float32, n*2*m.LinkRank)
	m.kernels.Mul(l.v, 2*m.LinkRank, x, 2*m.Hidden, n, &h.in.Matrix, h.in.bias, 0)
	kernel.ReLU(l.v)
	l.none, l.key = make([]float32, n*l.width), make([]float32, n*l.width)
	m.kernels.Mul(l.none, l.width, l.v, 2*m.LinkRank, n, &h.none.Matrix, h.none.bias, 0)
	m.kernels.Mul(l.key, l.width, l.v[m.LinkRank:], 2*m.LinkRank, n, &h.key.Matrix, h.key.bias, 0)
	return l
}

// Alone is the logit of mention i meaning nobody that another one means.
func (l *Links) Alone(i int) float64 { return float64(l.none[i*l.width]) }

// Same is the logit of mention i meaning whom j means.
func (l *Links) Same(i, j int) float64 {
	asks, answers := l.v[2*i*l.rank:][:l.rank], l.v[(2*j+1)*l.rank:][:l.rank]
	sum := float32(0)
	for k, a := range asks {
		sum += a * answers[k]
	}
	away := l.distance[bucket(l.mentions[j].First-l.mentions[i].First)]
	return float64(sum)/math.Sqrt(float64(l.rank)) + float64(l.key[j*l.width]+away)
}

func (r *Reading) vector(piece int) []float32 {
	return r.vectors[piece*r.model.Hidden:][:r.model.Hidden]
}

// softmax turns logits into probabilities, by name.
func softmax(x []float32, names []string) map[string]float64 {
	top, sum := x[0], 0.0
	for _, v := range x {
		top = max(top, v)
	}
	for _, v := range x {
		sum += math.Exp(float64(v - top))
	}
	out := make(map[string]float64, len(x))
	for i, v := range x {
		out[names[i]] = math.Exp(float64(v-top)) / sum
	}
	return out
}
