package encoder

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"quoth/internal/encoder/kernel"
)

var (
	tinyConfig = config{
		Layers: 2, Hidden: 64, Heads: 2, FFN: 128, Positions: 256, Shapes: Shapes, Lines: Lines, Quotes: Quotes, Rank: 32, JudgeRank: 16, LinkRank: 16, WhenRank: 16, Features: 5,
		Labels: []string{"O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content"},
		Modes:  []string{"said", "thought"}, Polarities: []string{"asserted", "denied"}, Kinds: []string{"person", "none"},
		Names: []string{"O", "B-person", "I-person"},
	}
	fullConfig = config{
		Layers: 6, Hidden: 384, Heads: 12, FFN: 1536, Positions: 512, Shapes: Shapes, Lines: Lines, Quotes: Quotes, Rank: 192, JudgeRank: 128, LinkRank: 128, WhenRank: 32, Features: 30,
		Labels: tinyConfig.Labels,
		Modes:  tinyConfig.Modes, Polarities: tinyConfig.Polarities, Kinds: tinyConfig.Kinds, Names: tinyConfig.Names,
	}
)

// randomFile is a weights file of random numbers. change may spoil the header.
func randomFile(c config, pieces int, change func(*header)) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	h := header{Version: weightsVersion, Name: "random", Language: "en", Config: c, Calibration: map[string]float64{"anchor": 0.5}}
	var data []byte
	add := func(name, dtype string, raw []byte, shape ...int64) {
		data = append(data, make([]byte, (weightsAlign-len(data)%weightsAlign)%weightsAlign)...)
		h.Tensors = append(h.Tensors, tensor{name, dtype, shape, int64(len(data)), int64(len(raw))})
		data = append(data, raw...)
	}
	floats := func(name, dtype string, mean, spread float64, shape ...int) {
		n := 1
		var dims []int64
		for _, d := range shape {
			n, dims = n*d, append(dims, int64(d))
		}
		var raw []byte
		for range n {
			v := float32(mean + spread*(r.Float64()*2-1))
			if dtype == "f16" {
				raw = binary.LittleEndian.AppendUint16(raw, toHalf(v))
			} else {
				raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
			}
		}
		add(name, dtype, raw, dims...)
	}
	linear := func(name string, n, k int) {
		floats(name+".weight", "f16", 0, 2/math.Sqrt(float64(k)), n, k)
		floats(name+".bias", "f32", 0, 0.3, n)
	}
	norm := func(name string) {
		floats(name+".weight", "f32", 1, 0.3, c.Hidden)
		floats(name+".bias", "f32", 0, 0.3, c.Hidden)
	}
	word := make([]byte, pieces*c.Hidden)
	for i := range word {
		word[i] = byte(r.IntN(255) + 129)
	}
	add("embed.word", "i8", word, int64(pieces), int64(c.Hidden))
	floats("embed.word.scale", "f32", 0.008, 0.002, pieces)
	floats("embed.position", "f16", 0, 0.5, c.Positions, c.Hidden)
	floats("embed.shape", "f16", 0, 0.5, c.Shapes, c.Hidden)
	floats("embed.lines", "f16", 0, 0.5, c.Lines, c.Hidden)
	floats("embed.quote", "f16", 0, 0.5, c.Quotes, c.Hidden)
	norm("embed.norm")
	for i := range c.Layers {
		p := fmt.Sprintf("layer.%d.", i)
		for _, name := range []string{"query", "key", "value", "out"} {
			linear(p+name, c.Hidden, c.Hidden)
		}
		linear(p+"up", c.FFN, c.Hidden)
		linear(p+"down", c.Hidden, c.FFN)
		norm(p + "norm1")
		norm(p + "norm2")
	}
	linear("tags", len(c.Labels), c.Hidden)
	linear("anchors", Anchors, c.Hidden)
	linear("frame.token", c.Rank, c.Hidden)
	linear("frame.anchor_proj", c.Rank, c.Hidden)
	floats("frame.bilinear", "f16", 0, 1/float64(c.Rank), len(c.Labels), c.Rank, c.Rank)
	linear("frame.cue", len(c.Labels), c.Rank)
	floats("frame.distance", "f16", 0, 1, distances, len(c.Labels))
	floats("frame.tag_scale", "f32", 0.7, 0, 1)
	linear("judge.in", c.JudgeRank, 3*c.Hidden)
	linear("judge.out", len(c.Modes)+len(c.Polarities)+len(c.Kinds), c.JudgeRank)
	linear("names", len(c.Names), c.Hidden)
	linear("link.in", 2*c.LinkRank, 2*c.Hidden)
	linear("link.none", 1, c.LinkRank)
	linear("link.key", 1, c.LinkRank)
	linear("when.anchor", c.WhenRank, c.Hidden)
	linear("when.date", c.WhenRank, c.Hidden)
	linear("when.features", c.WhenRank, c.Features)
	linear("when.out", 1, c.WhenRank)
	floats("link.distance", "f16", 0, 1, distances)
	vocab := []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]"}
	for i := len(vocab); i < pieces; i++ {
		vocab = append(vocab, fmt.Sprintf("w%d", i))
	}
	text := strings.Join(vocab, "\n")
	add("vocab", "u8", []byte(text), int64(len(text)))

	sum := sha256.Sum256(data)
	h.SHA256 = hex.EncodeToString(sum[:])
	if change != nil {
		change(&h)
	}
	return assemble(h, data)
}

func assemble(h header, data []byte) []byte {
	text, err := json.Marshal(h)
	if err != nil {
		panic(err)
	}
	file := append([]byte(weightsMagic), weightsVersion)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(text)))
	file = append(file, text...)
	file = append(file, make([]byte, (weightsAlign-len(file)%weightsAlign)%weightsAlign)...)
	return append(file, data...)
}

// toHalf cuts off what 16 bits do not hold; subnormals become 0.
func toHalf(v float32) uint16 {
	bits := math.Float32bits(v)
	if exponent := int(bits>>23&0xff) - 112; exponent > 0 {
		return uint16(bits>>31<<15) | uint16(exponent<<10) | uint16(bits>>13&0x3ff)
	}
	return uint16(bits >> 31 << 15)
}

func randomModel(t testing.TB, c config, pieces int, set *kernel.Set) *Model {
	t.Helper()
	m, err := LoadWith(randomFile(c, pieces, nil), set)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// randomWindows are windows of the given lengths.
func randomWindows(pieces int, lengths ...int) [][]Input {
	r := rand.New(rand.NewPCG(3, 4))
	windows := make([][]Input, len(lengths))
	for i, n := range lengths {
		for range n {
			windows[i] = append(windows[i], Input{
				ID: r.Int32N(int32(pieces)), Shape: uint8(r.IntN(Shapes)), Lines: uint8(r.IntN(Lines)), Quote: uint8(r.IntN(Quotes)),
			})
		}
	}
	return windows
}
