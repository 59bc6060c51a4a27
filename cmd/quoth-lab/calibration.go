package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
)

// calibration compares what the confidence of statements says with whether
// they are right. A statement is right when it is a hit of the figure
// "relation": half of the content's words are shared with a labelled statement
// whose source it touches.
func calibration(args []string) error {
	flags := flag.NewFlagSet("calibration", flag.ExitOnError)
	var data labelData
	data.flags(flags)
	in := flags.String("read", "", readUsage)
	refit := flags.Bool("fit", false, "also print the weights of confidence that fit best (for internal/extract/attribution)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	sets, err := data.read()
	if err != nil {
		return err
	}
	read, err := predictions(*in, sets)
	if err != nil {
		return err
	}
	var together reliability
	var samples []sample
	for _, set := range sets {
		if set.covers == speakers {
			continue
		}
		var r reliability
		for i, a := range set.texts {
			found := set.comparable(read[a.ID].Statements)
			p, g := relations(a.Text, found), relations(a.Text, set.gold[i].statements)
			for k, right := range matched(p, g, soft) {
				if found[k].Confidence == 0 {
					return errors.New("calibration: the model does not estimate confidence")
				}
				r.add(found[k].Confidence, right)
				together.add(found[k].Confidence, right)
				samples = append(samples, newSample(a.ID, found[k], right))
			}
		}
		r.print(os.Stdout, set.name)
	}
	together.print(os.Stdout, "together")
	if *refit {
		printFit(os.Stdout, samples)
	}
	return nil
}

// A reliability sorts statements by their confidence into tenths.
type reliability [10]struct {
	n, right   int
	confidence float64 // sum
}

func (r *reliability) add(confidence float64, right bool) {
	bin := &r[min(int(confidence*float64(len(r))), len(r)-1)]
	bin.n++
	bin.confidence += confidence
	if right {
		bin.right++
	}
}

// calibrationError is how far confidence and share right are apart in a bin,
// over the statements: the expected calibration error.
func (r *reliability) calibrationError() float64 {
	n, apart := 0, 0.0
	for _, bin := range r {
		n += bin.n
		apart += math.Abs(bin.confidence - float64(bin.right))
	}
	return apart / math.Max(1, float64(n))
}

func (r *reliability) print(w io.Writer, name string) {
	n := 0
	for _, bin := range r {
		n += bin.n
	}
	fmt.Fprintf(w, "%s: %d statements, expected calibration error %.3f\n\n", name, n, r.calibrationError())
	fmt.Fprintf(w, "| confidence | statements | mean confidence | share right |\n|---|---|---|---|\n")
	for i, bin := range r {
		low, high := float64(i)/float64(len(r)), float64(i+1)/float64(len(r))
		if bin.n == 0 {
			fmt.Fprintf(w, "| %.1f–%.1f | 0 | | |\n", low, high)
			continue
		}
		fmt.Fprintf(w, "| %.1f–%.1f | %d | %.3f | %.3f |\n", low, high, bin.n, bin.confidence/float64(bin.n), share(bin.right, bin.n))
	}
	fmt.Fprintln(w)
}
