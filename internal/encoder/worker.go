package encoder

import "fmt"

// A Worker runs a model for one goroutine. It keeps its scratch, so that runs
// no larger than earlier ones allocate nothing.
type Worker struct {
	m *Model

	starts  []int     // of each window of the last run, in rows, and their sum
	x       []float32 // the vectors of all pieces of the last run, a row each
	tags    []float32
	anchors []float32
	scores  []Scores

	qkv, mixed, inner []float32 // of one block of rows
	attention         attention
	head              []float32
	frames            frameScratch
}

// Scores are the network's logits for one window. They hold until the worker's
// next run.
type Scores struct {
	Tags    []float32 // a row of len(Labels) for each input
	Anchors []float32 // a row of 2 for each input: no, yes
}

// Sizes in rows. A group of windows goes through one layer after another, so
// that the layer's weights stay in the cache; a block goes through the parts
// of a layer, so that what lies between them does.
const (
	groupRows = 16 * MaxWindow
	blockRows = MaxWindow
	innerRows = 96 // a multiple of the tile heights 6 and 12
)

// NewWorker returns a worker for one goroutine.
func (m *Model) NewWorker() *Worker { return &Worker{m: m} }

// Run scores windows, each with [CLS] first and [SEP] last. Windows do not
// affect each other. Memory grows by about 1.6 KB for each input, for Frames
// may be asked about any window of the run: cut very long texts into runs of
// some 16 windows or more.
//
// Run panics if a window is longer than the model's positions, or an input is
// outside its tables.
func (w *Worker) Run(windows [][]Input) []Scores {
	m, rows := w.m, 0
	w.starts = w.starts[:0]
	for _, window := range windows {
		if len(window) > m.Positions {
			panic(fmt.Sprintf("encoder: a window of %d, the model takes %d", len(window), m.Positions))
		}
		w.starts = append(w.starts, rows)
		rows += len(window)
	}
	w.starts = append(w.starts, rows)
	w.x = sized(w.x, rows*m.Hidden)
	w.frames.window = -1

	for i, window := range windows {
		w.embed(w.rows(w.starts[i], w.starts[i+1]), window)
	}
	for from := 0; from < len(windows); {
		to := w.take(from, groupRows)
		for i := range m.layers {
			for first := from; first < to; {
				last := min(w.take(first, blockRows), to)
				w.layer(&m.layers[i], w.starts[first:last+1])
				first = last
			}
		}
		from = to
	}
	w.score(rows)

	labels := len(m.config.Labels)
	w.scores = w.scores[:0]
	for i := range windows {
		a, b := w.starts[i], w.starts[i+1]
		w.scores = append(w.scores, Scores{
			Tags:    w.tags[a*labels : b*labels : b*labels],
			Anchors: w.anchors[a*Anchors : b*Anchors : b*Anchors],
		})
	}
	return w.scores
}

// take is the end of the windows from first on that have at most limit rows
// together, or of one window that has more.
func (w *Worker) take(first, limit int) int {
	last := first + 1
	for last+1 < len(w.starts) && w.starts[last+1]-w.starts[first] <= limit {
		last++
	}
	return last
}

// rows are the vectors of rows from a to b.
func (w *Worker) rows(a, b int) []float32 {
	return w.x[a*w.m.Hidden : b*w.m.Hidden]
}

// embed sums what stands for each input and norms it.
func (w *Worker) embed(x []float32, window []Input) {
	e, n := &w.m.embed, w.m.Hidden
	for i, in := range window {
		row := x[i*n:][:n]
		word, scale := e.word[int(in.ID)*n:][:n], e.scale[in.ID]
		position, shape := e.position[i*n:][:n], e.shape[int(in.Shape)*n:][:n]
		lines, quote := e.lines[int(in.Lines)*n:][:n], e.quote[int(in.Quote)*n:][:n]
		for j := range row {
			row[j] = float32(int8(word[j]))*scale + position[j] + shape[j] + lines[j] + quote[j]
		}
		w.m.kernels.Norm(row, w.m.embed.none, e.norm.weight, e.norm.shift)
	}
}

// layer runs one layer on the windows whose rows begin at starts.
func (w *Worker) layer(l *layer, starts []int) {
	k, n, ffn := w.m.kernels, w.m.Hidden, w.m.FFN
	begin, rows := starts[0], starts[len(starts)-1]-starts[0]
	x := w.rows(begin, begin+rows)

	w.qkv = sized(w.qkv, rows*3*n)
	w.mixed = sized(w.mixed, rows*n)
	k.Mul(w.qkv, 3*n, x, n, rows, &l.qkv.Matrix, l.qkv.bias, 0)
	for i, start := range starts[:len(starts)-1] {
		a, b := start-begin, starts[i+1]-begin
		if a == b {
			continue
		}
		w.attention.run(k, w.mixed[a*n:b*n], w.qkv[a*3*n:b*3*n], b-a, w.m.Heads, n)
	}
	k.Mul(x, n, w.mixed, n, rows, &l.out.Matrix, x, n)
	w.norm(x, l.out.bias, l.norm1)

	w.inner = sized(w.inner, innerRows*ffn)
	for i := 0; i < rows; i += innerRows {
		count := min(innerRows, rows-i)
		part := x[i*n : (i+count)*n]
		k.Mul(w.inner, ffn, part, n, count, &l.up.Matrix, l.up.bias, 0)
		k.GELU(w.inner[:count*ffn])
		k.Mul(part, n, w.inner, ffn, count, &l.down.Matrix, part, n)
		w.norm(part, l.down.bias, l.norm2)
	}
}

// norm norms every row of x + bias.
func (w *Worker) norm(x, bias []float32, s scaling) {
	n := w.m.Hidden
	for i := 0; i < len(x); i += n {
		w.m.kernels.Norm(x[i:i+n], bias, s.weight, s.shift)
	}
}

// score fills tags and anchors from the final vectors of rows.
func (w *Worker) score(rows int) {
	m, labels := w.m, len(w.m.config.Labels)
	width := m.heads.Width()
	w.tags = sized(w.tags, rows*labels)
	w.anchors = sized(w.anchors, rows*Anchors)
	w.head = sized(w.head, blockRows*width)
	for from := 0; from < rows; from += blockRows {
		count := min(blockRows, rows-from)
		m.kernels.Mul(w.head, width, w.rows(from, from+count), m.Hidden, count, &m.heads.Matrix, m.heads.bias, 0)
		for i := range count {
			row := w.head[i*width:][:labels+Anchors]
			copy(w.tags[(from+i)*labels:], row[:labels])
			copy(w.anchors[(from+i)*Anchors:], row[labels:])
		}
	}
}
