// Command avx writes the amd64 assembly of package kernel; `go generate` there
// runs it. This is a module of its own so that the program does not need avo.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64")
	panelAVX2()
	panelsAVX512()
	gelu()
	softmax()
	norm()
	scale()
	Generate()
}

// spread is a constant in all eight lanes of a vector in memory.
var spread = map[string]Mem{}

func lanes(name string, bits uint32) Mem {
	if m, ok := spread[name]; ok {
		return m
	}
	m := GLOBL(name, 8|16) // RODATA|NOPTR
	for i := range 8 {
		DATA(i*4, U32(bits))
	}
	spread[name] = m
	return m
}

func float(name string, v float64) Mem {
	return lanes(name, math.Float32bits(float32(v)))
}

func pointer(name string) GPVirtual {
	return Load(Param(name), GP64()).(GPVirtual)
}

// strideBytes loads a distance given in floats.
func strideBytes(name string) GPVirtual {
	r := pointer(name)
	SHLQ(Imm(2), r)
	return r
}

// fold8 leaves the sum, or another combination, of the lanes of y in lane 0.
func fold8(y VecVirtual, combine func(a, b, to Op)) {
	high := XMM()
	VEXTRACTF128(Imm(1), y, high)
	combine(high, y.AsX(), y.AsX())
	VPERMILPS(Imm(0b01_00_11_10), y.AsX(), high)
	combine(high, y.AsX(), y.AsX())
	VPERMILPS(Imm(0b10_11_00_01), y.AsX(), high)
	combine(high, y.AsX(), y.AsX())
}

func add(a, b, to Op)  { VADDPS(a, b, to) }
func most(a, b, to Op) { VMAXPS(a, b, to) }
