package encoder

import (
	"encoding/json"
	"math"
	"os"
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
			}
		})
	}
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
