package kernel

import (
	"math"
	"unsafe"
)

var generic = Set{
	Name: "generic", panel: panelGeneric,
	gelu: geluGeneric, softmax: softmaxGeneric, norm: normGeneric, scale: scaleGeneric,
}

// panelGeneric takes two rows and four columns at a time: eight sums are what
// the compiler keeps in registers on every machine.
func panelGeneric(c *float32, ldc int, a *float32, lda int, b *float32, k int, from *float32, ldfrom int, rows int) {
	cs := unsafe.Slice(c, (rows-1)*ldc+Columns)
	as := unsafe.Slice(a, (rows-1)*lda+k)
	bs := unsafe.Slice(b, k*Columns)
	fs := unsafe.Slice(from, (rows-1)*ldfrom+Columns)
	for i := 0; i < rows; i += 2 {
		// The last odd row is done twice, with the same result: both lanes read
		// it before either writes.
		next := min(i+1, rows-1)
		a0, a1 := as[i*lda:][:k], as[next*lda:][:k]
		for j := 0; j < Columns; j += 4 {
			f0, f1 := (*[4]float32)(fs[i*ldfrom+j:]), (*[4]float32)(fs[next*ldfrom+j:])
			s00, s01, s02, s03 := f0[0], f0[1], f0[2], f0[3]
			s10, s11, s12, s13 := f1[0], f1[1], f1[2], f1[3]
			at := bs[j:]
			for p, x := range a0 {
				y := a1[p]
				w := (*[4]float32)(at[p*Columns:])
				s00 += x * w[0]
				s01 += x * w[1]
				s02 += x * w[2]
				s03 += x * w[3]
				s10 += y * w[0]
				s11 += y * w[1]
				s12 += y * w[2]
				s13 += y * w[3]
			}
			*(*[4]float32)(cs[i*ldc+j:]) = [4]float32{s00, s01, s02, s03}
			*(*[4]float32)(cs[next*ldc+j:]) = [4]float32{s10, s11, s12, s13}
		}
	}
}

// geluGeneric is x/2·(1 + erf(x/√2)), erf as a rational function on [−4, 4]
// with an error below 1e-7 (the coefficients are those of Eigen's erf). Left of
// −5.6 the result is 0: erf's last bit would otherwise be multiplied by x.
func geluGeneric(x *float32, n int) {
	xs := unsafe.Slice(x, n)
	for i, v := range xs {
		if v < -5.6 {
			xs[i] = 0
			continue
		}
		u := v * (1 / math.Sqrt2)
		if u > 4 {
			u = 4
		}
		z := u * u
		p := (((((-2.72614225801306e-10*z+2.77068142495902e-08)*z-2.10102402082508e-06)*z-5.69250639462346e-05)*z-
			7.34990630326855e-04)*z-2.95459980854025e-03)*z - 1.60960333262415e-02
		q := (((-1.45660718464996e-05*z-2.13374055278905e-04)*z-1.68282697438203e-03)*z-7.37332916720468e-03)*z -
			1.42647390514189e-02
		xs[i] = 0.5 * v * (1 + u*p/q)
	}
}

func softmaxGeneric(x *float32, n int) float32 {
	xs := unsafe.Slice(x, n)
	top := xs[0]
	for _, v := range xs {
		if v > top { // the built-in max minds NaN, which costs more than the rest
			top = v
		}
	}
	var sum float32
	for i, v := range xs {
		xs[i] = exp(v - top)
		sum += xs[i]
	}
	return sum
}

// exp takes 2^n·e^r with r in ±ln2/2, and Cephes' polynomial for e^r: a few
// times as fast as math.Exp, and f32 needs no more. x is at most 0.
func exp(x float32) float32 {
	if x < -87 {
		return 0
	}
	n := int32(x*math.Log2E - 0.5)
	f := float32(n)
	r := x - f*0.693359375 + f*2.12194440e-4
	p := ((((1.9875691500e-4*r+1.3981999507e-3)*r+8.3334519073e-3)*r+4.1665795894e-2)*r+
		1.6666665459e-1)*r + 5.0000001201e-1
	return (p*r*r + r + 1) * math.Float32frombits(uint32(n+127)<<23)
}

func normGeneric(x, bias, weight, shift *float32, n int) {
	xs, bs := unsafe.Slice(x, n), unsafe.Slice(bias, n)
	ws, ss := unsafe.Slice(weight, n), unsafe.Slice(shift, n)
	var sum float32
	for i, b := range bs {
		xs[i] += b
		sum += xs[i]
	}
	mean := sum / float32(n)
	var square float32
	for _, v := range xs {
		square += (v - mean) * (v - mean)
	}
	unit := 1 / float32(math.Sqrt(float64(square/float32(n)+1e-12)))
	for i, v := range xs {
		xs[i] = (v-mean)*unit*ws[i] + ss[i]
	}
}

func scaleGeneric(x *float32, n int, by float32) {
	xs := unsafe.Slice(x, n)
	for i := range xs {
		xs[i] *= by
	}
}
