package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// each walks n floats, eight at a time.
func each(label string, body func(offset GPVirtual)) {
	n, i := strideBytes("n"), GP64()
	XORQ(i, i)
	Label(label)
	body(i)
	ADDQ(Imm(32), i)
	CMPQ(i, n)
	JLT(LabelRef(label))
}

func at(base, offset GPVirtual) Mem { return Mem{Base: base, Index: offset, Scale: 1} }

// horner leaves the polynomial in z in a register, highest power first.
func horner(z VecVirtual, coefficients ...Mem) VecVirtual {
	sum := YMM()
	VMOVUPS(coefficients[0], sum)
	for _, c := range coefficients[1:] {
		VFMADD213PS(c, z, sum)
	}
	return sum
}

// gelu is geluGeneric eight times.
func gelu() {
	TEXT("geluAVX2", 4, "func(x *float32, n int)")
	Doc("geluAVX2 replaces each of n floats, n a multiple of 8, by its exact GELU.")
	x := pointer("x")
	each("next", func(i GPVirtual) {
		v, u, z := YMM(), YMM(), YMM()
		VMOVUPS(at(x, i), v)
		VMULPS(float("halfRoot2", 0.70710678118654752), v, u)
		VMINPS(float("four", 4), u, u)
		VMAXPS(float("minusFour", -4), u, u)
		VMULPS(u, u, z)
		p := horner(z, float("erfP6", -2.72614225801306e-10), float("erfP5", 2.77068142495902e-08),
			float("erfP4", -2.10102402082508e-06), float("erfP3", -5.69250639462346e-05),
			float("erfP2", -7.34990630326855e-04), float("erfP1", -2.95459980854025e-03),
			float("erfP0", -1.60960333262415e-02))
		q := horner(z, float("erfQ4", -1.45660718464996e-05), float("erfQ3", -2.13374055278905e-04),
			float("erfQ2", -1.68282697438203e-03), float("erfQ1", -7.37332916720468e-03),
			float("erfQ0", -1.42647390514189e-02))
		VMULPS(u, p, p)
		VDIVPS(q, p, p)
		half := YMM()
		VMULPS(float("half", 0.5), v, half)
		VFMADD213PS(half, half, p)
		keep := YMM()
		VCMPPS(Imm(13), float("geluZero", -5.6), v, keep) // v ≥ −5.6
		VANDPS(keep, p, p)
		VMOVUPS(p, at(x, i))
	})
	VZEROUPPER()
	RET()
}

// softmax takes exp as softmaxGeneric does, eight times.
func softmax() {
	TEXT("softmaxAVX2", 4, "func(x *float32, n int) float32")
	Doc("softmaxAVX2 replaces x by exp(x − max x) and returns the sum; n is a multiple of 8.")
	x := pointer("x")
	top := YMM()
	VMOVUPS(Mem{Base: x}, top)
	each("max", func(i GPVirtual) { VMAXPS(at(x, i), top, top) })
	fold8(top, most)
	VBROADCASTSS(top.AsX(), top)
	sum := YMM()
	VXORPS(sum, sum, sum)
	each("exp", func(i GPVirtual) {
		r, n := YMM(), YMM()
		VMOVUPS(at(x, i), r)
		VSUBPS(top, r, r)
		VMAXPS(float("expLowest", -87), r, r)
		VMULPS(float("log2e", 1.4426950408889634), r, n)
		VROUNDPS(Imm(8), n, n)
		VFNMADD231PS(float("ln2High", 0.693359375), n, r)
		VFNMADD231PS(float("ln2Low", -2.12194440e-4), n, r)
		p := horner(r, float("exp5", 1.9875691500e-4), float("exp4", 1.3981999507e-3),
			float("exp3", 8.3334519073e-3), float("exp2", 4.1665795894e-2),
			float("exp1", 1.6666665459e-1), float("exp0", 5.0000001201e-1))
		square := YMM()
		VMULPS(r, r, square)
		VFMADD213PS(r, square, p)
		VADDPS(float("one", 1), p, p)
		VCVTPS2DQ(n, n)
		VPADDD(lanes("exponentBias", 127), n, n)
		VPSLLD(Imm(23), n, n)
		VMULPS(n, p, p)
		VMOVUPS(p, at(x, i))
		VADDPS(p, sum, sum)
	})
	fold8(sum, add)
	Store(sum.AsX(), ReturnIndex(0))
	VZEROUPPER()
	RET()
}

func norm() {
	TEXT("normAVX2", 4, "func(x *float32, bias *float32, weight *float32, shift *float32, n int)")
	Doc("normAVX2 replaces x by the layer norm of x + bias; n is a multiple of 8.")
	x, bias, weight, shift := pointer("x"), pointer("bias"), pointer("weight"), pointer("shift")
	count := XMM()
	VXORPS(count, count, count)
	VCVTSI2SSQ(pointer("n"), count, count)
	mean := YMM()
	VXORPS(mean, mean, mean)
	each("sum", func(i GPVirtual) {
		v := YMM()
		VMOVUPS(at(x, i), v)
		VADDPS(at(bias, i), v, v)
		VMOVUPS(v, at(x, i))
		VADDPS(v, mean, mean)
	})
	fold8(mean, add)
	VDIVSS(count, mean.AsX(), mean.AsX())
	VBROADCASTSS(mean.AsX(), mean)
	inverse := YMM()
	VXORPS(inverse, inverse, inverse)
	each("variance", func(i GPVirtual) {
		v := YMM()
		VMOVUPS(at(x, i), v)
		VSUBPS(mean, v, v)
		VFMADD231PS(v, v, inverse)
	})
	fold8(inverse, add)
	VDIVSS(count, inverse.AsX(), inverse.AsX())
	VADDSS(float("epsilon", 1e-12), inverse.AsX(), inverse.AsX())
	VSQRTSS(inverse.AsX(), inverse.AsX(), inverse.AsX())
	unit := XMM()
	VMOVSS(float("one", 1), unit)
	VDIVSS(inverse.AsX(), unit, inverse.AsX())
	VBROADCASTSS(inverse.AsX(), inverse)
	each("scale", func(i GPVirtual) {
		v := YMM()
		VMOVUPS(at(x, i), v)
		VSUBPS(mean, v, v)
		VMULPS(inverse, v, v)
		w := YMM()
		VMOVUPS(at(weight, i), w)
		VFMADD213PS(at(shift, i), w, v)
		VMOVUPS(v, at(x, i))
	})
	VZEROUPPER()
	RET()
}

func scale() {
	TEXT("scaleAVX2", 4, "func(x *float32, n int, by float32)")
	Doc("scaleAVX2 multiplies n floats, n a multiple of 8, by a number.")
	x := pointer("x")
	factor := YMM()
	Load(Param("by"), factor.AsX())
	VBROADCASTSS(factor.AsX(), factor)
	each("next", func(i GPVirtual) {
		v := YMM()
		VMULPS(at(x, i), factor, v)
		VMOVUPS(v, at(x, i))
	})
	VZEROUPPER()
	RET()
}
