package kernel

import "golang.org/x/sys/cpu"

func machine() []*Set {
	var sets []*Set
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		sets = append(sets, &avx2)
		if cpu.X86.HasAVX512F {
			sets = append(sets, &avx512)
		}
	}
	return sets
}

var avx2 = Set{
	Name: "avx2", panel: panelAVX2,
	gelu: geluAVX2, softmax: softmaxAVX2, norm: normAVX2, scale: scaleAVX2,
}

var avx512 = Set{
	Name: "avx512", panel: panelAVX2, panels: panelsAVX512,
	gelu: geluAVX2, softmax: softmaxAVX2, norm: normAVX2, scale: scaleAVX2,
}
