package extract

import (
	"fmt"
	"math"

	"quoth/internal/extract/attribution"
	"quoth/internal/extract/date"
	"quoth/news"
)

// evidence is what spoke for a statement.
func evidence(f *attribution.Found) *news.Evidence {
	return &news.Evidence{
		Statement: rounded(f.Score), Margin: rounded(f.Margin), Labelling: rounded(f.Labelling),
		Modes:      named[news.Mode](f.Judged.Modes),
		Polarities: named[news.Polarity](f.Judged.Polarities),
		Kinds:      named[news.Kind](f.Judged.Kinds),
	}
}

// steps are a speaker's, rounded.
func steps(all []news.Step) []news.Step {
	for i := range all {
		all[i].P = rounded(all[i].P)
	}
	return all
}

// named gives probabilities the names of the vocabulary.
func named[T ~string](p map[string]float64) map[T]float64 {
	out := make(map[T]float64, len(p))
	for k, v := range p {
		out[T(k)] = rounded(v)
	}
	return out
}

// rounded keeps four digits after the point, all that these numbers tell.
func rounded(x float64) float64 { return math.Round(1e4*x) / 1e4 }

// explainDate says which words told when something was said, and how.
func explainDate(s *news.SaidOn, published string, day date.Day, known bool) string {
	from := "the article does not say what day it is from"
	if known {
		from = "counted from " + day.String()
		if published != "" {
			from += ", the day of publication"
		} else {
			from += ", the article's dateline"
		}
	}
	if s == nil {
		return "no words say when; " + from
	}
	return fmt.Sprintf("%q is %s, %s", s.Text, s.Date, from)
}
