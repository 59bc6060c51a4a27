package kernel

// Columns is the width of a panel: 16 columns of a matrix, interleaved so that
// a kernel reads them as one stream.
const Columns = 16

// depth is how many rows of a panel are used before the next panel: 24 KiB,
// which a first-level cache holds.
const depth = 384

// A Matrix is the right side of a product, K×N, packed: its rows in blocks of
// depth, each block in panels of 16 columns, each panel row by row. Columns
// past N are zeros.
type Matrix struct {
	K, N int
	data []float32
}

// Width is N rounded up to whole panels.
func (m *Matrix) Width() int { return Padded(m.N) }

// Padded rounds a number of columns up to whole panels.
func Padded(n int) int { return (n + Columns - 1) / Columns * Columns }

func (m *Matrix) reset(k, n int) {
	m.K, m.N = k, n
	size := k * m.Width()
	if cap(m.data) < size {
		m.data = make([]float32, size)
	}
	m.data = m.data[:size]
}

// PackTransposed makes m the transpose of src: n rows of k floats, stride
// apart. Linear layers keep their weights so, and keys are rows like these.
func (m *Matrix) PackTransposed(src []float32, stride, k, n int) {
	m.reset(k, n)
	width := m.Width()
	for k0 := 0; k0 < k; k0 += depth {
		kn := min(depth, k-k0)
		block := m.data[k0*width:][:kn*width]
		for j := 0; j < width; j++ {
			to := block[j/Columns*Columns*kn+j%Columns:]
			if j >= n {
				for i := range kn {
					to[i*Columns] = 0
				}
				continue
			}
			for i, v := range src[j*stride+k0:][:kn] {
				to[i*Columns] = v
			}
		}
	}
}

// Pack makes m a copy of src: k rows of n floats, stride apart.
func (m *Matrix) Pack(src []float32, stride, k, n int) {
	m.reset(k, n)
	width := m.Width()
	for k0 := 0; k0 < k; k0 += depth {
		kn := min(depth, k-k0)
		block := m.data[k0*width:][:kn*width]
		for i := range kn {
			row := src[(k0+i)*stride:][:n]
			j := 0
			for ; j+Columns <= n; j += Columns {
				*(*[Columns]float32)(block[j*kn+i*Columns:]) = [Columns]float32(row[j:])
			}
			if j < n {
				to := block[j*kn+i*Columns:][:Columns]
				clear(to[copy(to, row[j:]):])
			}
		}
	}
}
