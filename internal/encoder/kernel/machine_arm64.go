package kernel

// Every arm64 processor that Go runs on has these instructions.
func machine() []*Set { return []*Set{&neon} }

var neon = Set{
	Name: "neon", panel: panelNEON,
	gelu: geluGeneric, softmax: softmaxGeneric, norm: normGeneric, scale: scaleGeneric,
}
