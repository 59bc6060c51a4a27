package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

func each(t *testing.T, f func(t *testing.T, s *Set)) {
	for _, s := range All() {
		t.Run(s.Name, func(t *testing.T) { f(t, s) })
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Fatalf("%s: got %g, want %g", what, got, want)
	}
}

func TestMul(t *testing.T) {
	sizes := [][3]int{{1, 1, 1}, {1, 384, 16}, {2, 3, 17}, {5, 33, 7}, {6, 32, 32}, {7, 384, 48}, {13, 385, 33}, {23, 800, 31}}
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		sizes = append(sizes, [3]int{1 + r.IntN(40), 1 + r.IntN(500), 1 + r.IntN(80)})
	}
	each(t, func(t *testing.T, s *Set) {
		r := rand.New(rand.NewPCG(3, 4))
		for _, size := range sizes {
			rows, k, n := size[0], size[1], size[2]
			t.Run(fmt.Sprint(size), func(t *testing.T) { mul(t, s, r, rows, k, n) })
		}
	})
}

// mul checks one product against sums in f64: from a bias, from zeros, and
// added to what is there; packed from both layouts; and that nothing is
// written outside the result.
func mul(t *testing.T, s *Set, r *rand.Rand, rows, k, n int) {
	lda, width := k+r.IntN(5), Padded(n)
	ldc := width + r.IntN(3)
	a, w, bias := random(r, rows*lda), random(r, n*k), make([]float32, width)
	copy(bias, random(r, n))
	var b, turned Matrix
	b.PackTransposed(w, k, k, n)
	flat := make([]float32, k*n)
	for i := range k {
		for j := range n {
			flat[i*n+j] = w[j*k+i]
		}
	}
	turned.Pack(flat, n, k, n)
	const guard = 1234.5
	for mode, m := range []*Matrix{&b, &b, &turned} {
		c := make([]float32, rows*ldc+64)
		for i := range c {
			c[i] = guard
		}
		switch mode {
		case 0:
			s.Mul(c, ldc, a, lda, rows, m, bias, 0)
		case 1:
			s.Mul(c, ldc, a, lda, rows, m, nil, 0)
		case 2:
			for i := range rows {
				for j := range width {
					c[i*ldc+j] = float32(j)
				}
			}
			s.Mul(c, ldc, a, lda, rows, m, c, ldc)
		}
		for i := range rows {
			for j := range n {
				want := []float64{float64(bias[j]), 0, float64(j)}[mode]
				for p := range k {
					want += float64(a[i*lda+p]) * float64(w[j*k+p])
				}
				near(t, fmt.Sprint("mode ", mode, " row ", i, " column ", j), float64(c[i*ldc+j]), want, 2e-4)
			}
			for j := width; j < ldc; j++ {
				near(t, "between rows", float64(c[i*ldc+j]), guard, 0)
			}
		}
		for _, v := range c[rows*ldc:] {
			near(t, "after the last row", float64(v), guard, 0)
		}
	}
}

func TestGELU(t *testing.T) {
	each(t, func(t *testing.T, s *Set) {
		x := make([]float32, 0, 40008)
		for i := -20000; i < 20000; i++ {
			x = append(x, float32(i)/1000)
		}
		x = append(x, -1e4, -100, 100, 1e4, 0, -5.6, 5.66, -5.601)
		got := append([]float32(nil), x...)
		s.GELU(got)
		for i, v := range x {
			want := 0.5 * float64(v) * math.Erfc(-float64(v)/math.Sqrt2)
			near(t, fmt.Sprint("gelu ", v), float64(got[i]), want, 1e-6*max(1, math.Abs(want)))
		}
	})
}

func TestSoftmax(t *testing.T) {
	each(t, func(t *testing.T, s *Set) {
		r := rand.New(rand.NewPCG(5, 6))
		for n := 8; n < 400; n += 8 {
			x := random(r, n)
			for i := range x {
				x[i] *= 10
			}
			x[n-1] = -1e30 // as columns past a window's end
			top := x[0]
			for _, v := range x {
				top = max(top, v)
			}
			got := append([]float32(nil), x...)
			sum := s.Softmax(got)
			var want float64
			for i, v := range x {
				e := math.Exp(float64(v) - float64(top))
				want += e
				near(t, fmt.Sprint("exp ", v-top), float64(got[i]), e, 3e-7)
			}
			near(t, "sum", float64(sum), want, 1e-5*want)
		}
	})
}

func TestNormAndScale(t *testing.T) {
	each(t, func(t *testing.T, s *Set) {
		r := rand.New(rand.NewPCG(7, 8))
		for n := 8; n < 500; n += 8 {
			x, bias, weight, shift := random(r, n), random(r, n), random(r, n), random(r, n)
			got := append([]float32(nil), x...)
			s.Norm(got, bias, weight, shift)
			var mean, square float64
			for i, v := range x {
				mean += float64(v+bias[i]) / float64(n)
			}
			for i, v := range x {
				square += (float64(v+bias[i]) - mean) * (float64(v+bias[i]) - mean)
			}
			unit := 1 / math.Sqrt(square/float64(n)+1e-12)
			for i, v := range x {
				want := (float64(v+bias[i])-mean)*unit*float64(weight[i]) + float64(shift[i])
				near(t, "norm", float64(got[i]), want, 2e-5)
			}
			copy(got, x)
			s.Scale(got, 3)
			for i, v := range x {
				near(t, "scale", float64(got[i]), float64(3*v), 0)
			}
		}
	})
}

func BenchmarkGEMM(b *testing.B) {
	for _, s := range All() {
		for _, size := range [][3]int{{256, 384, 1152}, {256, 384, 384}, {256, 384, 1536}, {256, 1536, 384}, {256, 32, 256}, {256, 256, 32}} {
			rows, k, n := size[0], size[1], size[2]
			b.Run(fmt.Sprintf("%s/%dx%dx%d", s.Name, rows, k, n), func(b *testing.B) {
				r := rand.New(rand.NewPCG(1, 1))
				var m Matrix
				m.PackTransposed(random(r, n*k), k, k, n)
				a, c := random(r, rows*k), make([]float32, rows*n)
				for b.Loop() {
					s.Mul(c, n, a, k, rows, &m, nil, 0)
				}
				b.ReportMetric(2*float64(rows)*float64(k)*float64(n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}

func BenchmarkGELU(b *testing.B) {
	for _, s := range All() {
		b.Run(s.Name, func(b *testing.B) {
			from := random(rand.New(rand.NewPCG(1, 1)), 4096)
			x := make([]float32, len(from))
			for b.Loop() {
				copy(x, from)
				s.GELU(x)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4096, "ns/float")
		})
	}
}
