package match

import (
	"fmt"
	"testing"
)

func BenchmarkKeys(b *testing.B) {
	all := record(b, 1, 200)
	n, keys, lookups := 0, 0, 0
	b.ReportAllocs()
	for b.Loop() {
		s := &all[n%len(all)].Statement
		keys += len(s.Keys())
		lookups += len(s.Lookups())
		n++
	}
	b.ReportMetric(float64(keys)/float64(n), "keys/op")
	b.ReportMetric(float64(lookups)/float64(n), "lookups/op")
}

func BenchmarkCompare(b *testing.B) {
	all := record(b, 1, 200)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		Compare(&all[n%len(all)].Statement, &all[(n*7+1)%len(all)].Statement)
		n++
	}
}

// The cost of one more statement while a record grows by 10,000 a year, and in
// one that is ten times as dense, where the caps hold it.
func BenchmarkVariants(b *testing.B) {
	for _, c := range []struct{ size, years int }{{10_000, 1}, {100_000, 10}, {100_000, 1}} {
		b.Run(fmt.Sprintf("%d-in-%dy", c.size, c.years), func(b *testing.B) {
			pieces := readPieces(b)
			x, m := NewIndex(), newMaker(1)
			m.many(c.size, pieces, c.years)
			for _, s := range m.all {
				x.Add(s.Statement)
			}
			m.all = nil
			asked := newMaker(9)
			asked.many(1000, pieces, 1)
			n := 0
			b.ReportAllocs()
			for b.Loop() {
				x.Variants(&asked.all[n%1000].Statement)
				n++
			}
			compared := 0
			for i := range asked.all {
				compared += len(x.candidates(&asked.all[i].Statement))
			}
			b.ReportMetric(float64(compared)/1000, "compared/op")
			b.ReportMetric(float64(len(x.postings))/float64(x.Len()), "postings/statement")
		})
	}
}

// Two contents of maxWords words that share a small vocabulary.
func BenchmarkCompareLongest(b *testing.B) {
	m := newMaker(1)
	var of [2]Statement
	for i := range of {
		text := ""
		for range maxWords {
			text += m.pick(otherPeople) + " "
		}
		of[i] = fuzzed(text, false)
	}
	b.ReportAllocs()
	for b.Loop() {
		Compare(&of[0], &of[1])
	}
}
