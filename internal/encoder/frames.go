package encoder

import "quoth/internal/encoder/kernel"

// frameScratch holds the tokens of the window asked about last, and what one
// lot of anchors needs.
type frameScratch struct {
	window                             int // whose tokens are in token; −1: none
	token                              []float32
	chosen, anchor, cue, turned, score []float32
	labels                             kernel.Matrix
}

// lot is how many anchors are scored together; it bounds the scratch.
const lot = 16

// Frames scores, for each anchor, given as an index into a window of the last
// run, the part of every input in the anchor's statement. The logits, a row of
// len(Labels) for each input, anchor after anchor, are put into out if that is
// long enough, and returned.
func (w *Worker) Frames(window int, anchors []int, out []float32) []float32 {
	labels := len(w.m.config.Labels)
	a, b := w.starts[window], w.starts[window+1]
	size := (b - a) * labels
	out = sized(out, len(anchors)*size)
	if len(out) == 0 {
		return out
	}
	x, tags := w.rows(a, b), w.tags[a*labels:b*labels]
	if f := &w.frames; f.window != window {
		h := &w.m.frames
		f.token = sized(f.token, (b-a)*w.m.Rank)
		w.m.kernels.Mul(f.token, w.m.Rank, x, w.m.Hidden, b-a, &h.token.Matrix, h.token.bias, 0)
		kernel.ReLU(f.token)
		f.window = window
	}
	for i := 0; i < len(anchors); i += lot {
		some := anchors[i:min(i+lot, len(anchors))]
		w.frameLot(out[i*size:(i+len(some))*size], x, tags, some)
	}
	return out
}

// frameLot does for at most lot anchors what Frames does for all.
func (w *Worker) frameLot(out, x, tags []float32, anchors []int) {
	m, f, h, k := w.m, &w.frames, &w.m.frames, w.m.kernels
	n, rank, labels, count := m.Hidden, m.Rank, len(m.config.Labels), len(anchors)
	length := len(x) / n

	f.chosen = sized(f.chosen, count*n)
	for i, at := range anchors {
		copy(f.chosen[i*n:(i+1)*n], x[at*n:][:n])
	}
	f.anchor = sized(f.anchor, count*rank)
	k.Mul(f.anchor, rank, f.chosen, n, count, &h.anchor.Matrix, h.anchor.bias, 0)
	kernel.ReLU(f.anchor)
	cues := h.cue.Width()
	f.cue = sized(f.cue, count*cues)
	k.Mul(f.cue, cues, f.anchor, rank, count, &h.cue.Matrix, h.cue.bias, 0)

	// U·anchor for all labels and anchors, then all tokens times all of it.
	f.turned = sized(f.turned, count*labels*rank)
	k.Mul(f.turned, labels*rank, f.anchor, rank, count, &h.bilinear, nil, 0)
	f.labels.PackTransposed(f.turned, rank, rank, count*labels)
	width := f.labels.Width()
	f.score = sized(f.score, length*width)
	k.Mul(f.score, width, f.token, rank, length, &f.labels, nil, 0)

	for i, at := range anchors {
		cue := f.cue[i*cues:][:labels]
		for j := range length {
			to := out[(i*length+j)*labels:][:labels]
			score, tag := f.score[j*width+i*labels:][:labels], tags[j*labels:][:labels]
			distance := h.distance[bucket(j-at)*labels:][:labels]
			for l := range to {
				to[l] = score[l] + h.tagScale*tag[l] + cue[l] + distance[l]
			}
		}
	}
}
