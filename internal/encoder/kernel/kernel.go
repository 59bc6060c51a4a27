// Package kernel holds the arithmetic of the encoder: products with packed
// matrices, GELU, softmax, layer norm. Each is written twice: in Go for every
// machine, and in assembly that gen/ generates for amd64 and arm64.
// The Go form is the oracle in tests. Nothing here knows layers or windows.
package kernel

//go:generate sh -c "cd gen && go run ./avx -out ../kernel_amd64.s -stubs ../asm_amd64.go -pkg kernel"
//go:generate sh -c "cd gen && go run ./neon -out ../kernel_arm64.s -stubs ../asm_arm64.go"

// A Set is one implementation of all kernels. It is immutable and shared.
type Set struct {
	// Name is "generic", "avx2", "avx512" or "neon".
	Name string

	// panel sets rows×16 of c to from + a·b, b being a packed panel of depth k.
	panel func(c *float32, ldc int, a *float32, lda int, b *float32, k int, from *float32, ldfrom int, rows int)
	// panels does the same with two panels, bnext floats apart; it may be nil.
	panels  func(c *float32, ldc int, a *float32, lda int, b *float32, bnext int, k int, from *float32, ldfrom int, rows int)
	gelu    func(x *float32, n int)
	softmax func(x *float32, n int) float32
	norm    func(x, bias, weight, shift *float32, n int)
	scale   func(x *float32, n int, by float32)
}

// Lanes divides every length that GELU, Softmax, Norm and Scale accept.
const Lanes = 8

// Best is the fastest set that this machine can run.
func Best() *Set {
	all := All()
	return all[len(all)-1]
}

// All lists the sets that this machine can run, the slowest first.
func All() []*Set { return append([]*Set{&generic}, machine()...) }

// Generic is the set written in Go.
func Generic() *Set { return &generic }

// Mul sets the first rows rows of c to from + a·b. Rows of a are lda floats
// apart, those of c and from ldc and ldfrom; a row of c and of from spans
// b.Width() floats, of which those past b.N become what from holds there.
// ldfrom is 0 for a bias that all rows share, and from may be c itself to add
// to it; nil stands for zeros.
func (s *Set) Mul(c []float32, ldc int, a []float32, lda, rows int, b *Matrix, from []float32, ldfrom int) {
	if rows == 0 || b.N == 0 {
		return
	}
	width := b.Width()
	across := 1 // how far from moves with each column
	if from == nil {
		from, ldfrom, across = zeros[:], 0, 0
	}
	// The assembly checks nothing: look at the last element each row reaches.
	_ = c[(rows-1)*ldc+width-1]
	_ = a[(rows-1)*lda+b.K-1]
	_ = from[(rows-1)*ldfrom+(width-1)*across]
	for k := 0; k < b.K; k += depth {
		n := min(depth, b.K-k)
		block := b.data[k*width:][:n*width]
		j := 0
		if s.panels != nil {
			for ; j+2*Columns <= width; j += 2 * Columns {
				s.panels(&c[j], ldc, &a[k], lda, &block[j*n], Columns*n, n, &from[j*across], ldfrom, rows)
			}
		}
		for ; j < width; j += Columns {
			s.panel(&c[j], ldc, &a[k], lda, &block[j*n], n, &from[j*across], ldfrom, rows)
		}
		from, ldfrom, across = c, ldc, 1
	}
}

var zeros [2 * Columns]float32

// GELU replaces each x by x·Φ(x), with an error below 1e-6.
func (s *Set) GELU(x []float32) {
	if check(len(x)) {
		s.gelu(&x[0], len(x))
	}
}

// Softmax replaces x by exp(x − max x) and returns the sum of that.
func (s *Set) Softmax(x []float32) float32 {
	if !check(len(x)) {
		return 0
	}
	return s.softmax(&x[0], len(x))
}

// Norm replaces x by the layer norm of x + bias, epsilon being 1e-12.
func (s *Set) Norm(x, bias, weight, shift []float32) {
	if n := len(x); check(n) {
		_, _, _ = bias[n-1], weight[n-1], shift[n-1]
		s.norm(&x[0], &bias[0], &weight[0], &shift[0], n)
	}
}

// Scale multiplies every x.
func (s *Set) Scale(x []float32, by float32) {
	if check(len(x)) {
		s.scale(&x[0], len(x), by)
	}
}

func check(n int) bool {
	if n%Lanes != 0 {
		panic("kernel: a vector's length is not a multiple of 8")
	}
	return n > 0
}

// ReLU replaces what is negative by 0.
func ReLU(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}
