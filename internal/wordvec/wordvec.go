// Package wordvec tells how near the meanings of two English words are.
//
// In: words in lower case without accents. Out: for two of them a number near 1
// when they mean the same ("wall", "masonry") and about 0 mostly; and how rare
// a word is.
//
// The table has 21,719 words. It was made by lab/vectors.py from
// all-MiniLM-L6-v2 (Apache-2.0), reading each word alone. What a word means in
// its sentence the table does not know.
package wordvec

import (
	_ "embed" // the table becomes part of the binary
	"encoding/binary"
	"iter"
	"math"
	"strings"
	"sync"
)

// Axes is the number of values in a vector.
const Axes = 64

// A Word is an entry of the table; 0 is any word that the table lacks.
type Word int32

// Find looks a word up.
func Find(word string) Word { return table().at[word] }

// All yields the words of the table, the most frequent ones first.
func All() iter.Seq2[string, Word] {
	return func(yield func(string, Word) bool) {
		i := Word(0)
		for text := range strings.SplitSeq(table().text, "\n") {
			if i++; !yield(text, i) {
				return
			}
		}
	}
}

// Weight grows with rarity, from some .3 for the commonest words that tell
// anything to 1 for those that the table lacks.
func (w Word) Weight() float64 {
	if w == 0 {
		return 1
	}
	return math.Log(2+float64(w)) / 10
}

// Near is the cosine of two words' vectors, 0 if one of them is unknown.
func (w Word) Near(v Word) float64 {
	if w == 0 || v == 0 {
		return 0
	}
	rows, sum := table().rows, int32(0)
	a, b := rows[int(w-1)*Axes:][:Axes], rows[int(v-1)*Axes:][:Axes]
	for i, x := range a {
		sum += int32(int8(x)) * int32(int8(b[i]))
	}
	return float64(sum) / (127 * 127)
}

//go:embed words.bin
var data []byte

type words struct {
	at   map[string]Word
	text string
	rows []byte
}

var table = sync.OnceValue(func() *words {
	const magic, head = "QWORDVEC", 20
	number := func(at int) int { return int(binary.LittleEndian.Uint32(data[at:])) }
	if string(data[:len(magic)]) != magic || number(12) != Axes {
		panic("wordvec: words.bin is not what lab/vectors.py writes")
	}
	n, size := number(8), number(16)
	t := &words{at: make(map[string]Word, n), text: string(data[head : head+size]), rows: data[head+size:]}
	i := Word(0)
	for word := range strings.SplitSeq(t.text, "\n") {
		i++
		t.at[word] = i
	}
	return t
})
