// Package encoder turns an article's text into scores. Word pieces with a few
// features of the letters around them go in; out come, for every piece, scores
// of the tags, scores of being an anchor, and, for the anchors that the caller
// chooses, scores of every piece's part in that anchor's statement. What the
// scores mean for statements is decided elsewhere.
package encoder

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"quoth/internal/encoder/kernel"
)

// A Model is the weights of a network, ready to run. It is immutable and
// shared; every goroutine has its own Worker.
type Model struct {
	config
	name, language string
	calibration    map[string]float64
	vocabulary     *Vocabulary
	kernels        *kernel.Set

	embed  embedding
	layers []layer
	heads  linear // the tags, then two columns for anchors
	frames frameHead
	judge  judgeHead
	names  linear
	link   linkHead
	when   whenHead
}

// config is the shape of the network.
type config struct {
	Layers    int      `json:"layers"`
	Hidden    int      `json:"hidden"`
	Heads     int      `json:"heads"`
	FFN       int      `json:"ffn"`
	Positions int      `json:"positions"`
	Shapes    int      `json:"shapes"`
	Lines     int      `json:"lines"`
	Quotes    int      `json:"quotes"`
	Rank      int      `json:"rank"`
	JudgeRank int      `json:"judge_rank"`
	LinkRank  int      `json:"link_rank"`
	WhenRank  int      `json:"when_rank"`
	Features  int      `json:"when_features"`
	Labels    []string `json:"labels"`
	// what the columns of the other heads stand for
	Modes      []string `json:"modes"`
	Polarities []string `json:"polarities"`
	Kinds      []string `json:"kinds"`
	Names      []string `json:"names"`
}

// embedding is the sum that stands for a piece at a place.
type embedding struct {
	word     []byte // int8, a row a piece, in the file's own bytes
	scale    []float32
	position []float32
	shape    []float32
	lines    []float32
	quote    []float32
	none     []float32 // zeros: the norm adds a bias, and here is none
	norm     scaling
}

// layer is one BERT layer: attention, then the two feed-forward products, a
// norm after each.
type layer struct {
	qkv, out, up, down linear
	norm1, norm2       scaling
}

// linear is a product and a bias as wide as the packed product.
type linear struct {
	kernel.Matrix
	bias []float32
}

// scaling is what a layer norm multiplies and adds.
type scaling struct{ weight, shift []float32 }

// frameHead scores a piece's part in the statement of an anchor:
// tokenᵀ·U·anchor for each label, the anchor's own preference, the distance
// between the two, and the tag's score.
type frameHead struct {
	token, anchor linear
	bilinear      kernel.Matrix // rank → labels·rank
	cue           linear
	distance      []float32 // by bucket and label
	tagScale      float32
}

// MaxWindow is the length of the windows that the network was trained on,
// [CLS] and [SEP] included.
const MaxWindow = 256

// Anchors is the number of scores that a piece gets for being an anchor.
const Anchors = 2

// Load reads a weights file. The model keeps a part of data, which must not
// change afterwards.
func Load(data []byte) (*Model, error) { return LoadWith(data, kernel.Best()) }

// LoadWith reads a weights file to be run by a chosen set of kernels; only
// tests and measurements have a reason to choose.
func LoadWith(data []byte, kernels *kernel.Set) (*Model, error) {
	w, err := openWeights(data)
	if err != nil {
		return nil, err
	}
	// The checksum takes a third of the time, and unpacking trusts no number.
	intact := make(chan error)
	go func() { intact <- w.verify() }()
	m, err := w.model(kernels)
	if damaged := <-intact; damaged != nil {
		return nil, damaged
	}
	return m, err
}

// Name is the model's name; results name the model that made them by it.
func (m *Model) Name() string { return m.name }

// Language is the language that the model reads, as in "en".
func (m *Model) Language() string { return m.language }

// Labels are the columns of tags and frames, in order.
func (m *Model) Labels() []string { return slices.Clone(m.config.Labels) }

// Calibration holds the numbers that training found for decoding, by name.
func (m *Model) Calibration() map[string]float64 { return maps.Clone(m.calibration) }

// Vocabulary holds the word pieces that Input.ID counts.
func (m *Model) Vocabulary() *Vocabulary { return m.vocabulary }

func (c config) check() error {
	for _, n := range []struct {
		name                string
		value, multiple, to int
	}{
		{"layers", c.Layers, 1, 256},
		{"hidden", c.Hidden, kernel.Columns, 1 << 14},
		{"heads", c.Heads, 1, 256},
		{"ffn", c.FFN, kernel.Columns, 1 << 16},
		{"positions", c.Positions, 1, 1 << 14},
		{"shapes", c.Shapes, 1, 256},
		{"lines", c.Lines, 1, 256},
		{"quotes", c.Quotes, 1, 256},
		{"rank", c.Rank, kernel.Columns, 1 << 14},
		{"judge_rank", c.JudgeRank, kernel.Columns, 1 << 14},
		{"link_rank", c.LinkRank, kernel.Columns, 1 << 14},
		{"when_rank", c.WhenRank, kernel.Columns, 1 << 14},
		{"when_features", c.Features, 1, 1 << 10},
		{"labels", len(c.Labels), 1, 256},
		{"modes", len(c.Modes), 1, 256},
		{"polarities", len(c.Polarities), 1, 256},
		{"kinds", len(c.Kinds), 1, 256},
		{"names", len(c.Names), 1, 256},
	} {
		if n.value < 1 || n.value > n.to || n.value%n.multiple != 0 {
			return fmt.Errorf("weights: config: %s is %d, want a multiple of %d up to %d", n.name, n.value, n.multiple, n.to)
		}
	}
	if c.Hidden%(c.Heads*kernel.Columns) != 0 {
		return fmt.Errorf("weights: config: %d hidden columns do not make %d heads of a multiple of %d", c.Hidden, c.Heads, kernel.Columns)
	}
	if c.Shapes < Shapes || c.Lines < Lines || c.Quotes < Quotes {
		return fmt.Errorf("weights: config: %d shapes, %d lines, %d quotes, while the text gives %d, %d, %d",
			c.Shapes, c.Lines, c.Quotes, Shapes, Lines, Quotes)
	}
	return nil
}

// words cuts the "vocab" tensor.
func words(raw []byte) []string { return strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") }
