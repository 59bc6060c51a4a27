package encoder

import (
	"math"

	"quoth/internal/encoder/kernel"
)

// attention is the scratch of one window's attention: a head at a time, and of
// a head some rows at a time.
type attention struct {
	keys, values kernel.Matrix
	weights      []float32
}

// attentionRows is a multiple of the tile heights 6 and 12; the scores of that
// many pieces stay in the first-level caches.
const attentionRows = 60

// outside is the score of a column past the window's end: e^outside is 0.
const outside = -1e30

// run sets out, length rows of n, to the attention of queries over keys and
// values, which stand side by side in qkv, rows of 3n.
func (a *attention) run(k *kernel.Set, out, qkv []float32, length, heads, n int) {
	size, stride, width := n/heads, 3*n, kernel.Padded(length)
	a.weights = sized(a.weights, attentionRows*width)
	sharpness := float32(1 / math.Sqrt(float64(size)))
	for h := range heads {
		at := h * size
		// Scaling the few queries is less work than scaling every score.
		for i := range length {
			k.Scale(qkv[i*stride+at:][:size], sharpness)
		}
		a.keys.PackTransposed(qkv[n+at:], stride, size, length)
		a.values.Pack(qkv[2*n+at:], stride, length, size)
		for from := 0; from < length; from += attentionRows {
			rows := min(attentionRows, length-from)
			k.Mul(a.weights, width, qkv[from*stride+at:], stride, rows, &a.keys, nil, 0)
			var sums [attentionRows]float32
			for i := range rows {
				row := a.weights[i*width:][:width]
				for j := length; j < width; j++ {
					row[j] = outside
				}
				sums[i] = k.Softmax(row)
			}
			k.Mul(out[from*n+at:], n, a.weights, width, rows, &a.values, nil, 0)
			for i := range rows {
				k.Scale(out[(from+i)*n+at:][:size], 1/sums[i])
			}
		}
	}
}
