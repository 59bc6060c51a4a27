package identity

import (
	"fmt"
	"testing"
)

// One politician in 50,000 articles of twelve outlets, among thirty others of
// her family name: the largest block of a record.
func BenchmarkLargeBlock(b *testing.B) {
	w := newWorld(1, 1)
	w.people = w.people[:0]
	for i := range 30 {
		p := w.person("english")
		p.family, p.born = "Hobbs", 2000
		if i == 0 {
			p.career = []office{{"lawmaker", "", 2000, 2006}, {"minister", "health", 2006, 2012}, {"president", "", 2012, 2030}}
		}
		w.people = append(w.people, p)
	}
	var observations []Observation
	for a := range 50000 {
		o := Observation{Key: fmt.Sprintf("a%05d", a), Article: fmt.Sprintf("a%05d", a), Outlet: fmt.Sprintf("Outlet %d", a%12)}
		year := 2000 + a%22
		o.Published = fmt.Sprintf("%d-%02d-%02d", year, 1+a%12, 1+a%28)
		who := 0
		if a%20 == 0 {
			who = a / 20 % 30
		}
		w.quote(&o, &w.people[who], w.outlets[a%12], year)
		observations = append(observations, o)
	}
	sightings := Gather(observations, nil)
	for b.Loop() {
		Resolve(sightings, nil)
	}
	b.ReportMetric(float64(len(sightings)), "sightings")
}

func BenchmarkBlock(b *testing.B) {
	observations, _ := newWorld(1, 100).observe(500)
	for b.Loop() {
		for i := range observations {
			observations[i].Block()
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(observations)), "µs/observation")
}
