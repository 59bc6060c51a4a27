package encoder

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"quoth/internal/encoder/kernel"
)

func worst(t *testing.T, a, b []float32) float64 {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%d and %d scores", len(a), len(b))
	}
	d := 0.
	for i := range a {
		d = math.Max(d, math.Abs(float64(a[i]-b[i])))
	}
	return d
}

var oddLengths = []int{256, 2, 255, 1, 0, 17, 100, 100, 33, 16, 240, 3}

// Every set of kernels gives what plain Go gives.
func TestRunOnAllKernels(t *testing.T) {
	const pieces = 50
	windows := randomWindows(pieces, oddLengths...)
	plain := randomModel(t, tinyConfig, pieces, kernel.Generic()).NewWorker()
	want := plain.Run(windows)
	for _, set := range kernel.All()[1:] {
		t.Run(set.Name, func(t *testing.T) {
			w := randomModel(t, tinyConfig, pieces, set).NewWorker()
			for i, got := range w.Run(windows) {
				if d := max(worst(t, got.Tags, want[i].Tags), worst(t, got.Anchors, want[i].Anchors)); !(d < 1e-4) {
					t.Errorf("window %d: scores differ by %g", i, d)
				}
				var anchors []int
				for j := range min(len(windows[i]), 40) {
					anchors = append(anchors, len(windows[i])-1-j)
				}
				if d := worst(t, w.Frames(i, anchors, nil), plain.Frames(i, anchors, nil)); !(d < 1e-4) {
					t.Errorf("window %d: frames differ by %g", i, d)
				}
			}
		})
	}
}

// What else is in a run, and what ran before, changes no bit of a window's
// scores: a record must not depend on how its articles were batched.
func TestWindowsAreIndependent(t *testing.T) {
	const pieces = 50
	lengths := slices.Repeat(oddLengths, 4) // several groups
	windows := randomWindows(pieces, lengths...)
	m := randomModel(t, tinyConfig, pieces, kernel.Best())
	together, alone := m.NewWorker(), m.NewWorker()
	all := together.Run(windows)
	for i := range windows {
		one := alone.Run(windows[i : i+1])[0]
		if d := max(worst(t, all[i].Tags, one.Tags), worst(t, all[i].Anchors, one.Anchors)); d != 0 {
			t.Fatalf("window %d of %d pieces: alone it differs by %g", i, len(windows[i]), d)
		}
		if len(windows[i]) == 0 {
			continue
		}
		both := alone.Frames(0, []int{0, len(windows[i]) / 2}, nil)
		single := together.Frames(i, []int{len(windows[i]) / 2}, nil)
		if d := worst(t, both[len(single):], single); d != 0 {
			t.Fatalf("window %d: frames differ by %g", i, d)
		}
	}
}

func TestNoAllocationWhenWarm(t *testing.T) {
	const pieces = 50
	w := randomModel(t, tinyConfig, pieces, kernel.Best()).NewWorker()
	windows := randomWindows(pieces, 256, 40, 256, 7)
	anchors := []int{0, 1, 2, 3, 4, 5, 6}
	var out []float32
	run := func() {
		w.Run(windows)
		for i := range windows {
			out = w.Frames(i, anchors, out)
		}
	}
	run()
	if n := testing.AllocsPerRun(5, run); n != 0 {
		t.Errorf("%v allocations in a run", n)
	}
}

// Workers of one model run side by side; the race detector looks on.
func TestWorkersShareAModel(t *testing.T) {
	const pieces = 50
	windows := randomWindows(pieces, 100, 30)
	m := randomModel(t, tinyConfig, pieces, kernel.Best())
	want := m.NewWorker().Run(windows)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i, got := range m.NewWorker().Run(windows) {
				if !slices.Equal(got.Tags, want[i].Tags) {
					t.Errorf("window %d differs", i)
				}
			}
		})
	}
	group.Wait()
}

func TestBucket(t *testing.T) {
	for d, want := range map[int]int{
		0: 31, 1: 32, -1: 30, 15: 46, 16: 47, -16: 15, 19: 47, 20: 48, 22: 48, 23: 49, 27: 50, 32: 51, 39: 52, 46: 53,
		54: 54, 64: 55, 77: 56, 91: 57, 108: 58, 128: 59, 153: 60, 182: 61, 215: 61, 216: 62, -216: 0, 1000: 62, -1000: 0,
	} {
		if got := bucket(d); got != want {
			t.Errorf("bucket(%d) = %d, want %d", d, got, want)
		}
	}
}

// BenchmarkEncoder runs the full network: windows of 256 pieces, or of the
// lengths that short articles have.
func BenchmarkEncoder(b *testing.B) {
	const pieces = 1000
	for _, set := range kernel.All() {
		m := randomModel(b, fullConfig, pieces, set)
		for _, lengths := range [][]int{{256}, slices.Repeat([]int{256}, 16), {40, 90, 20, 60, 30, 16}} {
			b.Run(fmt.Sprintf("%s/%dx%d", set.Name, len(lengths), lengths[0]), func(b *testing.B) {
				windows, total := randomWindows(pieces, lengths...), 0
				for _, n := range lengths {
					total += n
				}
				w := m.NewWorker()
				for b.Loop() {
					w.Run(windows)
				}
				b.ReportMetric(float64(b.N*total)/b.Elapsed().Seconds(), "pieces/s")
			})
		}
	}
}

// BenchmarkFrames scores ten anchors in a window of 256 pieces.
func BenchmarkFrames(b *testing.B) {
	const pieces = 1000
	w := randomModel(b, fullConfig, pieces, kernel.Best()).NewWorker()
	w.Run(randomWindows(pieces, 256))
	anchors := []int{5, 30, 60, 90, 110, 140, 160, 190, 220, 250}
	var out []float32
	for b.Loop() {
		w.frames.window = -1
		out = w.Frames(0, anchors, out)
	}
	b.ReportMetric(float64(b.N*len(anchors))/b.Elapsed().Seconds(), "anchors/s")
}
