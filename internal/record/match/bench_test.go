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

// The cost of one more statement, with the index as large as its name says.
func BenchmarkVariants(b *testing.B) {
	for _, size := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			x, asked := NewIndex(), newMaker(9)
			pieces := readPieces(b)
			m := newMaker(1)
			m.many(size, pieces)
			for _, s := range m.all {
				x.Add(s.Statement)
			}
			m.all = nil
			asked.many(1000, pieces)
			n, candidates := 0, 0
			b.ReportAllocs()
			for b.Loop() {
				s := &asked.all[n%1000].Statement
				x.Variants(s)
				n++
			}
			for i := range asked.all {
				candidates += len(x.candidates(&asked.all[i].Statement))
			}
			b.ReportMetric(float64(candidates)/1000, "compared/op")
			b.ReportMetric(float64(len(x.postings))/float64(x.Len()), "postings/statement")
			b.ReportMetric(float64(len(x.newest))/float64(x.Len()), "newkeys/statement")
		})
	}
}
