package encoder

import (
	"math"
	"sort"
)

// Labels is the number of labels that a piece can have in a frame: outside,
// then begin and inside of cue, source and content, in this order.
const Labels = 7

// A Reading is what the network makes of a text of any length: the scores of
// its windows, averaged where they overlap.
type Reading struct {
	Frames []Frame // in the order of their anchors

	model   *Model
	vectors []float32 // pieces × Hidden: the last layer's, from the window in which the piece stands deepest
}

// A Frame holds the scores of the statement whose cue begins at Anchor.
type Frame struct {
	Anchor      int
	Own, Nested float64   // probabilities of a statement: of its own, inside another's content
	First       int       // the piece that Scores begin with
	Scores      []float32 // pieces × Labels: logits
}

const (
	body = 254 // pieces of a window beside [CLS] and [SEP], as in training
	// overlap is the least number of pieces that two windows share, and so
	// twice the context that any piece is sure to have on its poorer side.
	overlap = 126
	// candidate is the probability from which an anchor's frame is worth
	// scoring; what becomes of it is decided later.
	candidate = 0.1
	// together is the number of windows whose matrix products run as one.
	together = 8
)

// Read runs the network over the inputs. Breaks are the pieces at which a
// paragraph or sentence begins, in order: windows begin there if they can.
func (w *Worker) Read(inputs []Input, breaks []int) *Reading {
	r := &Reading{model: w.m, vectors: make([]float32, len(inputs)*w.m.Hidden)}
	if len(inputs) == 0 {
		return r
	}
	v := w.m.vocabulary
	starts := plan(len(inputs), breaks)
	// for each piece, the probabilities of an anchor and their weights, summed
	own, nested, total := make([]float32, len(inputs)), make([]float32, len(inputs)), make([]float32, len(inputs))
	deepest := make([]float32, len(inputs)) // weight of the window that the vector is from
	open := map[int]*merged{}               // by anchor
	for len(starts) > 0 {
		batch := starts[:min(together, len(starts))]
		starts = starts[len(batch):]
		windows := make([][]Input, len(batch))
		for i, s := range batch {
			piece := inputs[s:min(s+body, len(inputs))]
			windows[i] = append(append(append(make([]Input, 0, len(piece)+2), Input{ID: v.First}), piece...), Input{ID: v.Last})
		}
		for i, scores := range w.Run(windows) {
			first, n := batch[i], len(windows[i])-2
			weight := func(k int) float32 { return edgeWeight(k, n, first == 0, first+n == len(inputs)) }
			var anchors []int
			for k := range n {
				o, in := sigmoid(scores.Anchors[2*(k+1)]), sigmoid(scores.Anchors[2*(k+1)+1])
				if max(o, in) >= candidate {
					anchors = append(anchors, k+1)
				}
				total[first+k] += weight(k)
				if weight(k) > deepest[first+k] {
					deepest[first+k] = weight(k)
					copy(r.vector(first+k), w.rows(w.starts[i]+k+1, w.starts[i]+k+2))
				}
				own[first+k] += weight(k) * float32(o)
				nested[first+k] += weight(k) * float32(in)
			}
			if len(anchors) == 0 {
				continue
			}
			frames := make([]float32, len(anchors)*len(windows[i])*Labels)
			w.Frames(i, anchors, frames)
			for a, at := range anchors {
				inside := frames[a*len(windows[i])*Labels:][Labels : (n+1)*Labels] // without [CLS] and [SEP]
				m := open[first+at-1]
				if m == nil {
					m = &merged{}
					open[first+at-1] = m
				}
				m.add(first, n, inside, func(k int) float32 { return min(weight(k), weight(at-1)) })
			}
		}
	}
	for at, m := range open {
		f := m.frame(at)
		f.Own, f.Nested = float64(own[at]/total[at]), float64(nested[at]/total[at])
		r.Frames = append(r.Frames, f)
	}
	sort.Slice(r.Frames, func(i, j int) bool { return r.Frames[i].Anchor < r.Frames[j].Anchor })
	return r
}

// plan returns the starts of windows over n pieces.
func plan(n int, breaks []int) []int {
	starts := []int{0}
	for s := 0; s+body < n; {
		next := s + body - overlap
		if next+body >= n {
			next = n - body // full context for the end of the text
		} else if i := sort.SearchInts(breaks, next+1) - 1; i >= 0 && breaks[i] > s+body/4 {
			next = breaks[i]
		}
		starts = append(starts, next)
		s = next
	}
	return starts
}

// edgeWeight trusts a piece the less the nearer it is to an edge of its
// window behind which there is more text.
func edgeWeight(k, n int, textStart, textEnd bool) float32 {
	const full = 64
	w := full
	if !textStart {
		w = min(w, k+1)
	}
	if !textEnd {
		w = min(w, n-k)
	}
	return float32(w) / full
}

func sigmoid(x float32) float64 { return 1 / (1 + math.Exp(-float64(x))) }

// merged adds up what several windows say of one anchor.
type merged struct {
	first   int
	scores  []float32
	weights []float32
}

func (m *merged) add(first, n int, scores []float32, weight func(int) float32) {
	if m.scores == nil {
		m.first = first
	}
	if more := first + n - m.first - len(m.weights); more > 0 {
		m.scores = append(m.scores, make([]float32, more*Labels)...)
		m.weights = append(m.weights, make([]float32, more)...)
	}
	shift := first - m.first // windows come in text order
	for k := range n {
		w := weight(k)
		m.weights[shift+k] += w
		for l := range Labels {
			m.scores[(shift+k)*Labels+l] += w * scores[k*Labels+l]
		}
	}
}

func (m *merged) frame(at int) Frame {
	for k, w := range m.weights {
		for l := range Labels {
			m.scores[k*Labels+l] /= w
		}
	}
	return Frame{Anchor: at, First: m.first, Scores: m.scores}
}
