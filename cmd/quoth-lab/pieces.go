package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"quoth/internal/encoder"
	"quoth/internal/extract/token"
)

// pieces is how training sees text exactly as prediction does: the workshop
// asks the shipped code instead of repeating it.
//
// In: articles, JSON Lines with id and text. Out: a line each,
// {"id", "pieces": [[number, start, end, shape, lines, quote], …]} with
// offsets in Unicode code points.
func pieces(args []string) error {
	flags := flag.NewFlagSet("pieces", flag.ExitOnError)
	vocabulary := flags.String("vocabulary", "", "file of word pieces, one a line, in the order of their numbers")
	if err := flags.Parse(args); err != nil {
		return err
	}
	list, err := os.ReadFile(*vocabulary)
	if err != nil {
		return fmt.Errorf("read vocabulary: %w", err)
	}
	vocab, err := encoder.NewVocabulary(strings.Split(strings.TrimRight(string(list), "\n"), "\n"))
	if err != nil {
		return err
	}
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	w := bufio.NewWriter(os.Stdout)
	out := json.NewEncoder(w)
	for {
		var a struct{ ID, Text string }
		if err := in.Decode(&a); errors.Is(err, io.EOF) {
			return w.Flush()
		} else if err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
		ps := vocab.Pieces(a.Text)
		rows := make([][6]int, len(ps))
		at, points := 0, 0
		count := func(to int) int {
			for range a.Text[at:to] {
				points++
			}
			at = to
			return points
		}
		for i, f := range encoder.Inputs(a.Text, ps, token.Find(a.Text)) {
			if ps[i].Start < at { // pieces of one word that share a character
				at, points = 0, 0
			}
			start := count(ps[i].Start)
			rows[i] = [6]int{int(f.ID), start, count(ps[i].End), int(f.Shape), int(f.Lines), int(f.Quote)}
		}
		if err := out.Encode(struct {
			ID     string   `json:"id"`
			Pieces [][6]int `json:"pieces"`
		}{a.ID, rows}); err != nil {
			return err
		}
	}
}
