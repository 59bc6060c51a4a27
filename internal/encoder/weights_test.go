package encoder

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"quoth/internal/encoder/kernel"
)

func TestLoadGivesWhatTheHeaderSays(t *testing.T) {
	m, err := Load(randomFile(tinyConfig, 50, nil))
	if err != nil {
		t.Fatal(err)
	}
	if m.Name() != "random" || m.Language() != "en" || m.Calibration()["anchor"] != 0.5 || !slices.Equal(m.Labels(), tinyConfig.Labels) {
		t.Errorf("got %q %q %v %v", m.Name(), m.Language(), m.Calibration(), m.Labels())
	}
	if got := m.Vocabulary().Pieces("w7"); len(got) != 1 || got[0].ID != 7 {
		t.Errorf("w7 is %v", got)
	}
}

// A broken file is an error that says what is wrong, never a panic.
func TestLoadBrokenFile(t *testing.T) {
	good := randomFile(tinyConfig, 50, nil)
	spoiled := func(change func([]byte) []byte) []byte { return change(bytes.Clone(good)) }
	changed := func(change func(*header)) []byte { return randomFile(tinyConfig, 50, change) }
	for _, c := range []struct {
		want string
		file []byte
	}{
		{"not a weights file", nil},
		{"not a weights file", []byte("\x89PNG and so on, so on")},
		{"newer quoth", spoiled(func(b []byte) []byte { b[7] = 3; return b })},
		{"newer quoth", changed(func(h *header) { h.Version = 3 })},
		{"version 0 in a file", changed(func(h *header) { h.Version = 0 })},
		{"cut short in the header", good[:100]},
		{"header:", spoiled(func(b []byte) []byte { b[12] = '!'; return b })},
		{`tensor "vocab": cut short`, good[:len(good)-1]},
		{"cut short", good[:len(good)/2]},
		{"damaged", spoiled(func(b []byte) []byte { b[len(b)-70]++; return b })},
		{`"tags.bias" is missing`, changed(func(h *header) {
			h.Tensors = slices.DeleteFunc(h.Tensors, func(t tensor) bool { return t.Name == "tags.bias" })
		})},
		{"stands twice", changed(func(h *header) { h.Tensors = append(h.Tensors, h.Tensors[3]) })},
		{"has shape", changed(func(h *header) { h.Config.Rank = 48 })},
		{"has shape", changed(func(h *header) { h.Config.FFN = 1 << 16 })},
		{`"layer.2.query.weight" is missing`, changed(func(h *header) { h.Config.Layers = 3 })},
		{"hidden is 0", changed(func(h *header) { h.Config.Hidden = 0 })},
		{"do not make 3 heads", changed(func(h *header) { h.Config.Heads = 3 })},
		{"while the text gives", changed(func(h *header) { h.Config.Shapes = 1 })},
		{"unknown type", changed(func(h *header) { h.Tensors[0].DType = "f64" })},
		{"has type u8, want i8", changed(func(h *header) { h.Tensors[0].DType = "u8" })},
		{"impossible shape", changed(func(h *header) { h.Tensors[0].Shape = []int64{math.MaxInt32, math.MaxInt32, math.MaxInt32} })},
		{"impossible shape", changed(func(h *header) { h.Tensors[0].Shape[0] = -1 })},
		{"bad offset", changed(func(h *header) { h.Tensors[0].Offset = 3 })},
		{"cut short", changed(func(h *header) { h.Tensors[0].Offset = math.MaxInt64 - 63 })},
		{"bytes for", changed(func(h *header) { h.Tensors[0].Bytes++ })},
	} {
		_, err := Load(c.file)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "weights: ") {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
}

func TestHalf(t *testing.T) {
	for h, want := range map[uint16]float64{0: 0, 0x3c00: 1, 0xc000: -2, 0x7bff: 65504, 1: 0x1p-24, 0x83ff: -0x1.ff8p-15, 0x3555: 0.333251953125} {
		if got := half(h); float64(got) != want {
			t.Errorf("half(%#x) = %g, want %g", h, got, want)
		}
	}
}

// FuzzLoad looks behind the checksum, which would hide everything after it.
func FuzzLoad(f *testing.F) {
	tiny, err := os.ReadFile("testdata/tiny.quoth")
	if err != nil {
		f.Fatal(err)
	}
	length := binary.LittleEndian.Uint32(tiny[8:])
	data := tiny[(12+length+63)/64*64:]
	f.Add(tiny[12 : 12+length])
	f.Fuzz(func(t *testing.T, text []byte) {
		file := append([]byte(weightsMagic), weightsVersion)
		file = binary.LittleEndian.AppendUint32(file, uint32(len(text)))
		file = append(file, text...)
		file = append(file, make([]byte, (64-len(file)%64)%64)...)
		w, err := openWeights(append(file, data...))
		if err != nil {
			return
		}
		m, err := w.model(kernel.Best())
		if err != nil {
			return
		}
		m.NewWorker().Run([][]Input{{{}, {}}})
	})
}

func BenchmarkLoad(b *testing.B) {
	file := randomFile(fullConfig, 30522, nil)
	for b.Loop() {
		if _, err := Load(file); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(file)))
}
