package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// width is what differs between the vector sizes of the panel kernels.
type width struct {
	lanes  int // floats in a register
	panels int // panels of 16 columns done side by side
	tiles  []int
	vector func() VecVirtual
}

func panelAVX2() {
	TEXT("panelAVX2", 4, "func(c *float32, ldc int, a *float32, lda int, b *float32, k int, from *float32, ldfrom int, rows int)")
	Doc("panelAVX2 sets rows×16 of c to from + a·b, b being one packed panel.")
	width{8, 1, []int{6, 4, 2, 1}, YMM}.emit()
}

func panelsAVX512() {
	TEXT("panelsAVX512", 4, "func(c *float32, ldc int, a *float32, lda int, b *float32, bnext int, k int, from *float32, ldfrom int, rows int)")
	Doc("panelsAVX512 sets rows×32 of c to from + a·b, b being two packed panels bnext floats apart.")
	width{16, 2, []int{12, 8, 4, 2, 1}, ZMM}.emit()
}

// emit writes a loop for each tile height, the highest first; the lower ones
// take the rows that remain.
func (w width) emit() {
	c, a, from, rows := pointer("c"), pointer("a"), pointer("from"), pointer("rows")
	ldc, lda, ldfrom := strideBytes("ldc"), strideBytes("lda"), strideBytes("ldfrom")
	for _, height := range w.tiles {
		start, end := fmt.Sprintf("tile%d", height), fmt.Sprintf("after%d", height)
		Label(start)
		CMPQ(rows, Imm(uint64(height)))
		JLT(LabelRef(end))
		w.tile(height, c, ldc, a, lda, from, ldfrom)
		SUBQ(Imm(uint64(height)), rows)
		JMP(LabelRef(start))
		Label(end)
	}
	VZEROUPPER()
	RET()
}

// tile computes height rows with all sums in registers and moves c, a and from
// to the rows after them.
func (w width) tile(height int, c, ldc, a, lda, from, ldfrom GPVirtual) {
	across := 16 * w.panels / w.lanes
	sums := make([][]VecVirtual, height)
	for i := range sums {
		for j := range across {
			v := w.vector()
			VMOVUPS(Mem{Base: from, Disp: j * w.lanes * 4}, v)
			sums[i] = append(sums[i], v)
		}
		ADDQ(ldfrom, from)
	}
	// Three rows share a base register: it reaches base, base+lda, base+2lda.
	bases := []GPVirtual{}
	for i := 0; i < height; i += 3 {
		base := GP64()
		if i == 0 {
			MOVQ(a, base)
		} else {
			LEAQ(Mem{Base: bases[len(bases)-1], Index: lda, Scale: 2}, base)
			ADDQ(lda, base)
		}
		bases = append(bases, base)
	}
	row := func(i int) Mem {
		m := Mem{Base: bases[i/3]}
		if i%3 > 0 {
			m.Index, m.Scale = lda, uint8(i%3)
		}
		return m
	}
	b, k := pointer("b"), pointer("k")
	var next GPVirtual
	if w.panels == 2 {
		next = strideBytes("bnext")
		ADDQ(b, next)
	}
	loop := fmt.Sprintf("k%d", height)
	Label(loop)
	var right []VecVirtual
	for j := range across {
		v, at := w.vector(), Mem{Base: b, Disp: j * w.lanes * 4}
		if w.panels == 2 && j > 0 {
			at = Mem{Base: next}
		}
		VMOVUPS(at, v)
		right = append(right, v)
	}
	for i := range height {
		left := w.vector()
		VBROADCASTSS(row(i), left)
		for j := range across {
			VFMADD231PS(left, right[j], sums[i][j])
		}
	}
	for _, base := range bases {
		ADDQ(Imm(4), base)
	}
	ADDQ(Imm(64), b)
	if w.panels == 2 {
		ADDQ(Imm(64), next)
	}
	DECQ(k)
	JNZ(LabelRef(loop))
	for i := range sums {
		for j, v := range sums[i] {
			VMOVUPS(v, Mem{Base: c, Disp: j * w.lanes * 4})
		}
		ADDQ(ldc, c)
	}
	step := GP64()
	IMUL3Q(Imm(uint64(height)), lda, step)
	ADDQ(step, a)
}
