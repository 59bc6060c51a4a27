package encoder

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"quoth/internal/encoder/kernel"
)

// golden is what PyTorch makes of some windows: testdata/reference.py writes
// it for a tiny random network, lab for the weights that ship.
type golden struct {
	Windows []struct {
		Inputs  [][4]int    `json:"inputs"` // piece, shape, lines, quote
		Tags    [][]float32 `json:"tags"`
		Anchors [][]float32 `json:"anchors"`
		Frames  []struct {
			Anchor int         `json:"anchor"`
			Scores [][]float32 `json:"scores"`
		} `json:"frames"`
		Names      [][]float32 `json:"names"`
		Judgements []struct {
			Anchor        int         `json:"anchor"`
			Source        []int       `json:"source"` // first and last piece; empty: none
			Probabilities [][]float32 `json:"probabilities"`
		} `json:"judgements"`
		When *struct {
			Anchor   int       `json:"anchor"`
			Date     int       `json:"date"`
			Features []float32 `json:"features"`
			Score    float32   `json:"score"`
		} `json:"when"`
		Mentions [][2]int    `json:"mentions"` // first and last piece
		Links    [][]float32 `json:"links"`    // a row each: nobody else, then each one of them
	} `json:"windows"`
}

func TestTinyNetworkAsPyTorch(t *testing.T) {
	compareGolden(t, "testdata/tiny.quoth", "testdata/tiny.json", 1e-3)
}

// The real weights' golden logits come from training, before the weights were
// rounded to 16 and 8 bits, so they may differ by more.
func TestRealWeightsAsPyTorch(t *testing.T) {
	const weights, want = "../../models/en/weights.quoth", "testdata/golden.json"
	compareGolden(t, weights, want, 2e-2)
}

func compareGolden(t *testing.T, weights, want string, tolerance float64) {
	data, err := os.ReadFile(weights)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatalf("%s: %v", want, err)
	}
	windows := make([][]Input, len(g.Windows))
	for i, window := range g.Windows {
		for _, in := range window.Inputs {
			windows[i] = append(windows[i], Input{ID: int32(in[0]), Shape: uint8(in[1]), Lines: uint8(in[2]), Quote: uint8(in[3])})
		}
	}
	for _, set := range kernel.All() {
		t.Run(set.Name, func(t *testing.T) {
			m, err := LoadWith(data, set)
			if err != nil {
				t.Fatal(err)
			}
			w := m.NewWorker()
			scores := w.Run(windows)
			for i, window := range g.Windows {
				near(t, "tags", i, scores[i].Tags, window.Tags, tolerance)
				near(t, "anchors", i, scores[i].Anchors, window.Anchors, tolerance)
				var anchors []int
				var frames [][]float32
				for _, f := range window.Frames {
					anchors, frames = append(anchors, f.Anchor), append(frames, f.Scores...)
				}
				near(t, "frames", i, w.Frames(i, anchors, nil), frames, tolerance)
				r := &Reading{model: m, vectors: w.rows(w.starts[i], w.starts[i+1])}
				near(t, "names", i, r.Names(), window.Names, tolerance)
				for _, j := range window.Judgements {
					source := Run{-1, -1}
					if len(j.Source) == 2 {
						source = Run{j.Source[0], j.Source[1]}
					}
					got := r.Judge(j.Anchor, source)
					near(t, "judgements", i, slices.Concat(inOrder(got.Modes, m.Modes), inOrder(got.Polarities, m.Polarities), inOrder(got.Kinds, m.Kinds)), j.Probabilities, tolerance)
				}
				if d := window.When; d != nil {
					got := m.When(r.Whens([]int{d.Anchor}, false)[0], r.Whens([]int{d.Date}, true)[0], d.Features)
					near(t, "when", i, []float32{float32(got)}, [][]float32{{d.Score}}, tolerance)
				}
				near(t, "links", i, links(r, window.Mentions), window.Links, tolerance)
			}
		})
	}
}

func inOrder(values map[string]float64, names []string) (out []float32) {
	for _, n := range names {
		out = append(out, float32(values[n]))
	}
	return out
}

func links(r *Reading, mentions [][2]int) (out []float32) {
	runs := make([]Run, len(mentions))
	for i, m := range mentions {
		runs[i] = Run{m[0], m[1]}
	}
	l := r.Links(runs)
	for i := range runs {
		out = append(out, float32(l.Alone(i)))
		for j := range runs {
			out = append(out, float32(l.Same(i, j)))
		}
	}
	return out
}

func near(t *testing.T, what string, window int, got []float32, want [][]float32, tolerance float64) {
	t.Helper()
	n, worst, row, column := 0, 0., 0, 0
	for i, r := range want {
		for j, v := range r {
			if n >= len(got) {
				t.Fatalf("window %d: %d %s, PyTorch has more", window, len(got), what)
			}
			d := math.Abs(float64(got[n] - v))
			if d > worst || math.IsNaN(d) {
				worst, row, column = d, i, j
			}
			n++
		}
	}
	if n != len(got) {
		t.Fatalf("window %d: %d %s, PyTorch has %d", window, len(got), what, n)
	}
	t.Logf("window %d: %s: largest difference %.2g", window, what, worst)
	if !(worst <= tolerance) {
		t.Errorf("window %d: %s differ from PyTorch's by %.3g in row %d, column %d; %g is allowed. Were weights and golden file made by the same export?",
			window, what, worst, row, column, tolerance)
	}
}
