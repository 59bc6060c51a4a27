package main

import (
	"fmt"
	"io"
	"math"

	"quoth/internal/extract/attribution"
	"quoth/news"
)

// A sample is a statement that was judged: what confidence weighs of it, and
// whether it is right.
type sample struct {
	article  string
	features []float64
	right    bool
}

func newSample(article string, s news.Statement, right bool) sample {
	f := &attribution.Found{Source: s.Source, Cue: s.Cue, Content: s.Content, Form: s.Form, Parent: -1}
	if s.Parent != "" {
		f.Parent = 0
	}
	if e := s.Evidence; e != nil {
		f.Score, f.Margin, f.Labelling = e.Statement, e.Margin, e.Labelling
	}
	return sample{article, attribution.Features(f), right}
}

// printFit prints the weights that fit the samples best, and how reliable such
// weights are on articles that they were not fitted to: each fifth of the
// articles is judged by weights fitted to the others.
func printFit(w io.Writer, samples []sample) {
	const folds = 5
	var outside reliability
	fold, number := map[string]int{}, 0
	for _, s := range samples {
		if _, ok := fold[s.article]; !ok {
			fold[s.article] = number % folds
			number++
		}
	}
	for k := range folds {
		var rest []sample
		for _, s := range samples {
			if fold[s.article] != k {
				rest = append(rest, s)
			}
		}
		weights := fit(rest)
		for _, s := range samples {
			if fold[s.article] == k {
				outside.add(logistic(weights, s.features), s.right)
			}
		}
	}
	outside.print(w, "fitted to other articles")
	fmt.Fprintf(w, "weights: %.3f\n", fit(samples))
}

// fit is a logistic regression by Newton's method, with a weak pull to 0.
func fit(samples []sample) []float64 {
	const pull, rounds = 1.0, 25
	n := len(samples[0].features)
	weights := make([]float64, n)
	for range rounds {
		slope, curve := make([]float64, n), make([][]float64, n)
		for i := range curve {
			curve[i] = make([]float64, n)
			curve[i][i] = pull
			slope[i] = -pull * weights[i]
		}
		for _, s := range samples {
			p := logistic(weights, s.features)
			y := 0.0
			if s.right {
				y = 1
			}
			for i, x := range s.features {
				slope[i] += (y - p) * x
				for j, z := range s.features {
					curve[i][j] += p * (1 - p) * x * z
				}
			}
		}
		for i, d := range solve(curve, slope) {
			weights[i] += d
		}
	}
	return weights
}

func logistic(weights, features []float64) float64 {
	x := 0.0
	for i, v := range features {
		x += weights[i] * v
	}
	return 1 / (1 + math.Exp(-x))
}

// solve finds x in a·x = b for a symmetric, positive a, which it overwrites.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for j := i + 1; j < n; j++ {
			by := a[j][i] / a[i][i]
			for k := i; k < n; k++ {
				a[j][k] -= by * a[i][k]
			}
			b[j] -= by * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for k := i + 1; k < n; k++ {
			x[i] -= a[i][k] * x[k]
		}
		x[i] /= a[i][i]
	}
	return x
}
