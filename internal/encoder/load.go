package encoder

import (
	"fmt"
	"math"

	"quoth/internal/encoder/kernel"
)

// model unpacks the tensors into the form in which they are used: f32, with
// matrices packed for the kernels.
func (w *weights) model(kernels *kernel.Set) (*Model, error) {
	c := w.Config
	if err := c.check(); err != nil {
		return nil, err
	}
	raw := w.tensors["vocab"]
	if _, text := w.find("vocab", "u8", int(raw.Bytes)); text != nil {
		pieces := words(text)
		vocabulary, err := NewVocabulary(pieces)
		if err != nil {
			return nil, fmt.Errorf("weights: %w", err)
		}
		m := &Model{
			config: c, name: w.Name, language: w.Language, calibration: w.Calibration,
			vocabulary: vocabulary, kernels: kernels,
		}
		m.embed = w.embedding(c, len(pieces))
		for i := 0; i < c.Layers && w.err == nil; i++ {
			m.layers = append(m.layers, w.layer(c, fmt.Sprintf("layer.%d.", i)))
		}
		m.heads = w.linear(c.Hidden, part{"tags", len(c.Labels)}, part{"anchors", Anchors})
		m.frames = w.frameHead(c)
		m.judge = judgeHead{
			in:  w.linear(3*c.Hidden, part{"judge.in", c.JudgeRank}),
			out: w.linear(c.JudgeRank, part{"judge.out", len(c.Modes) + len(c.Polarities) + len(c.Kinds)}),
		}
		m.names = w.linear(c.Hidden, part{"names", len(c.Names)})
		m.link = linkHead{
			in:       w.linear(2*c.Hidden, part{"link.in", 2 * c.LinkRank}),
			none:     w.linear(c.LinkRank, part{"link.none", 1}),
			key:      w.linear(c.LinkRank, part{"link.key", 1}),
			distance: w.floats(nil, "link.distance", distances),
		}
		m.when = whenHead{
			anchor:   w.linear(c.Hidden, part{"when.anchor", c.WhenRank}),
			date:     w.linear(c.Hidden, part{"when.date", c.WhenRank}),
			features: w.linear(c.Features, part{"when.features", c.WhenRank}),
			out:      w.linear(c.WhenRank, part{"when.out", 1}),
		}
		if w.err == nil {
			return m, nil
		}
	}
	return nil, w.err
}

func (w *weights) embedding(c config, pieces int) embedding {
	_, word := w.find("embed.word", "i8", pieces, c.Hidden)
	return embedding{
		word:     word,
		scale:    w.floats(nil, "embed.word.scale", pieces),
		position: w.floats(nil, "embed.position", c.Positions, c.Hidden),
		shape:    w.floats(nil, "embed.shape", c.Shapes, c.Hidden),
		lines:    w.floats(nil, "embed.lines", c.Lines, c.Hidden),
		quote:    w.floats(nil, "embed.quote", c.Quotes, c.Hidden),
		none:     make([]float32, c.Hidden),
		norm:     w.scaling("embed.norm", c.Hidden),
	}
}

func (w *weights) layer(c config, prefix string) layer {
	l := layer{
		qkv:   w.linear(c.Hidden, part{prefix + "query", c.Hidden}, part{prefix + "key", c.Hidden}, part{prefix + "value", c.Hidden}),
		out:   w.linear(c.Hidden, part{prefix + "out", c.Hidden}),
		up:    w.linear(c.Hidden, part{prefix + "up", c.FFN}),
		down:  w.linear(c.FFN, part{prefix + "down", c.Hidden}),
		norm1: w.scaling(prefix+"norm1", c.Hidden),
		norm2: w.scaling(prefix+"norm2", c.Hidden),
	}
	return l
}

func (w *weights) frameHead(c config) frameHead {
	labels := len(c.Labels)
	h := frameHead{
		token:    w.linear(c.Hidden, part{"frame.token", c.Rank}),
		anchor:   w.linear(c.Hidden, part{"frame.anchor_proj", c.Rank}),
		cue:      w.linear(c.Rank, part{"frame.cue", labels}),
		distance: w.floats(nil, "frame.distance", distances, labels),
	}
	// U as a matrix of labels·rank rows is a linear layer of the anchor: its
	// result is, for each label, what every token is multiplied by.
	if u := w.floats(nil, "frame.bilinear", labels, c.Rank, c.Rank); u != nil {
		h.bilinear.PackTransposed(u, c.Rank, c.Rank, labels*c.Rank)
	}
	if s := w.floats(nil, "frame.tag_scale", 1); s != nil {
		h.tagScale = s[0]
	}
	return h
}

// part is a linear layer in the file: its name and its columns.
type part struct {
	name string
	n    int
}

// linear puts linear layers with the same input side by side.
func (w *weights) linear(k int, parts ...part) linear {
	n := 0
	for _, p := range parts {
		n += p.n
	}
	if w.err != nil || !w.present(k, parts) {
		return linear{}
	}
	l := linear{bias: make([]float32, kernel.Padded(n))}
	all := make([]float32, n*k)
	at := 0
	for _, p := range parts {
		w.floats(all[at*k:(at+p.n)*k:(at+p.n)*k], p.name+".weight", p.n, k)
		copy(l.bias[at:], w.floats(nil, p.name+".bias", p.n))
		at += p.n
	}
	l.PackTransposed(all, k, k, n)
	return l
}

// present looks for all the tensors before memory is taken for them: the sizes
// in a damaged header may be enormous.
func (w *weights) present(k int, parts []part) bool {
	for _, p := range parts {
		w.find(p.name+".weight", "f16 or f32", p.n, k)
		w.find(p.name+".bias", "f16 or f32", p.n)
	}
	return w.err == nil
}

func (w *weights) scaling(name string, n int) scaling {
	return scaling{w.floats(nil, name+".weight", n), w.floats(nil, name+".bias", n)}
}

// distances is the number of rows of "frame.distance": none, and 31 each way.
const distances = 63

// bucket is the row for a token that stands d pieces after the anchor: one row
// for each distance below 16, then four for each doubling, the last of them
// from 216 on.
func bucket(d int) int {
	m := max(d, -d)
	b := m
	if m >= 16 {
		b = 15
		for _, least := range farther {
			if m >= least {
				b++
			}
		}
	}
	if d < 0 {
		b = -b
	}
	return distances/2 + b
}

// farther is ⌈16·2^(i/4)⌉.
var farther = func() (least [16]int) {
	for i := range least {
		least[i] = int(math.Ceil(16 * math.Exp2(float64(i)/4)))
	}
	return
}()
