package encoder

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// A weights file, little endian:
//
//	magic    8 bytes, "QUOTHWT" and the format's number, 1
//	length   uint32, of the header
//	header   JSON, see header
//	zeros    up to a multiple of 64
//	data     the tensors, each at a multiple of 64
//
// lab/weights.py writes it, docs/format.md lists the tensors.
const (
	weightsMagic   = "QUOTHWT"
	weightsVersion = 2
	weightsAlign   = 64
)

// header is the file's JSON; SHA256 is that of the data.
type header struct {
	Version     int                `json:"version"`
	Name        string             `json:"name"`
	Language    string             `json:"language"`
	Config      config             `json:"config"`
	Calibration map[string]float64 `json:"calibration"`
	Tensors     []tensor           `json:"tensors"`
	SHA256      string             `json:"sha256"`
}

// tensor is one array in the data, its last dimension varying fastest.
type tensor struct {
	Name   string  `json:"name"`
	DType  string  `json:"dtype"`
	Shape  []int64 `json:"shape"`
	Offset int64   `json:"offset"` // from the start of the data
	Bytes  int64   `json:"bytes"`
}

// weights is an opened file. Its tensor methods share one error, the first.
type weights struct {
	header
	tensors map[string]tensor
	data    []byte
	err     error
}

// openWeights checks everything but the tensors' contents.
func openWeights(file []byte) (*weights, error) {
	if len(file) < len(weightsMagic)+5 || string(file[:len(weightsMagic)]) != weightsMagic {
		return nil, fmt.Errorf("weights: not a weights file of quoth")
	}
	if v := file[len(weightsMagic)]; v > weightsVersion {
		return nil, newerWeights(int(v))
	} else if v != weightsVersion {
		return nil, fmt.Errorf("weights: format %d, which no published quoth wrote; export the network again", v)
	}
	const start = int64(len(weightsMagic) + 5)
	length := int64(binary.LittleEndian.Uint32(file[start-4:]))
	if length > int64(len(file))-start {
		return nil, fmt.Errorf("weights: cut short in the header: %d of %d bytes", int64(len(file))-start, length)
	}
	w := &weights{tensors: map[string]tensor{}}
	d := json.NewDecoder(bytes.NewReader(file[start : start+length]))
	if err := d.Decode(&w.header); err != nil {
		return nil, fmt.Errorf("weights: header: %w", err)
	}
	if w.Version > weightsVersion {
		return nil, newerWeights(w.Version)
	} else if w.Version != weightsVersion {
		return nil, fmt.Errorf("weights: version %d in a file of format %d", w.Version, weightsVersion)
	}
	begin := (start + length + weightsAlign - 1) / weightsAlign * weightsAlign
	w.data = file[min(begin, int64(len(file))):]
	for _, t := range w.Tensors {
		if err := t.check(int64(len(w.data))); err != nil {
			return nil, fmt.Errorf("weights: tensor %q: %w", t.Name, err)
		}
		if _, twice := w.tensors[t.Name]; twice {
			return nil, fmt.Errorf("weights: tensor %q stands twice in the header", t.Name)
		}
		w.tensors[t.Name] = t
	}
	return w, nil
}

func newerWeights(version int) error {
	return fmt.Errorf("weights: written by a newer quoth (format %d, this one reads up to %d)", version, weightsVersion)
}

// verify compares the data with the header's checksum.
func (w *weights) verify() error {
	if sum := sha256.Sum256(w.data); hex.EncodeToString(sum[:]) != w.SHA256 {
		return fmt.Errorf("weights: damaged: the data's checksum is not the header's")
	}
	return nil
}

func (t tensor) check(data int64) error {
	size, known := map[string]int64{"f32": 4, "f16": 2, "i8": 1, "u8": 1}[t.DType]
	if !known {
		return fmt.Errorf("unknown type %q", t.DType)
	}
	for _, n := range t.Shape {
		if n <= 0 || n > math.MaxInt32 || size > math.MaxInt32 {
			return fmt.Errorf("impossible shape %v", t.Shape)
		}
		size *= n
	}
	if size != t.Bytes {
		return fmt.Errorf("%d bytes for %s %v", t.Bytes, t.DType, t.Shape)
	}
	if t.Offset < 0 || t.Offset%weightsAlign != 0 {
		return fmt.Errorf("bad offset %d", t.Offset)
	}
	if t.Offset > data || t.Bytes > data-t.Offset {
		return fmt.Errorf("cut short: ends at byte %d of %d", t.Offset+t.Bytes, data)
	}
	return nil
}

// find returns a tensor's bytes, or nil and sets err if it is missing or has
// another shape.
func (w *weights) find(name, types string, shape ...int) (tensor, []byte) {
	t, found := w.tensors[name]
	fits := len(t.Shape) == len(shape)
	for i := 0; fits && i < len(shape); i++ {
		fits = t.Shape[i] == int64(shape[i])
	}
	switch {
	case w.err != nil:
	case !found:
		w.err = fmt.Errorf("weights: tensor %q is missing", name)
	case !fits:
		w.err = fmt.Errorf("weights: tensor %q has shape %v, want %v", name, t.Shape, shape)
	case !strings.Contains(types, t.DType):
		w.err = fmt.Errorf("weights: tensor %q has type %s, want %s", name, t.DType, types)
	default:
		return t, w.data[t.Offset:][:t.Bytes]
	}
	return t, nil
}

// floats returns an f16 or f32 tensor, in buffer if that is large enough; nil
// after an error.
func (w *weights) floats(buffer []float32, name string, shape ...int) []float32 {
	t, raw := w.find(name, "f16 or f32", shape...)
	if raw == nil {
		return nil
	}
	if t.DType == "f32" {
		out := sized(buffer, len(raw)/4)
		for i := range out {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		}
		return out
	}
	out := sized(buffer, len(raw)/2)
	for i := range out {
		out[i] = half(binary.LittleEndian.Uint16(raw[2*i:]))
	}
	return out
}

// half is the value of a 16-bit float: its fields moved into a 32-bit float
// and the exponent's bias put right by a product, which serves subnormals too.
func half(h uint16) float32 {
	v := math.Float32frombits(uint32(h&0x7fff)<<13) * 0x1p112
	return math.Float32frombits(math.Float32bits(v) | uint32(h&0x8000)<<16)
}

// sized returns a slice of n floats, a part of buffer if that is long enough.
func sized(buffer []float32, n int) []float32 {
	if cap(buffer) < n {
		return make([]float32, n)
	}
	return buffer[:n]
}
