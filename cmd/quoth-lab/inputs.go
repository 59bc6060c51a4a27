package main

import (
	"fmt"
	"io"
	"slices"

	"quoth/internal/encoder"
	"quoth/internal/extract/token"
	"quoth/models"
)

// sameInputs counts the trials in which the network is shown the same as of the
// article with its own names, and shows where the others begin to differ.
func sameInputs(trials []trial, changes io.Writer) error {
	m, err := encoder.Load(models.English())
	if err != nil {
		return err
	}
	read := func(text string) ([]encoder.Piece, []encoder.Input) {
		pieces := m.Vocabulary().Pieces(text)
		return pieces, encoder.Inputs(text, pieces, token.Find(text))
	}
	var s scores
	var was []encoder.Input
	var places []encoder.Piece
	var original string
	for _, t := range trials {
		pieces, is := read(t.article.Text)
		if t.cast == nil {
			was, places, original = is, pieces, t.article.Text
			continue
		}
		s.note("the same to the network", slices.Equal(was, is))
		part := func(text string, pieces []encoder.Piece, k int) string {
			return text[pieces[max(0, k-6)].Start:pieces[min(len(pieces)-1, k+6)].End]
		}
		for k := range min(len(was), len(is)) {
			if was[k] != is[k] {
				fmt.Fprintf(changes, "%s: was %v %q\n  is %v %q\n", t.article.ID, was[k], part(original, places, k), is[k], part(t.article.Text, pieces, k))
				break
			}
		}
	}
	s.print(changes)
	return nil
}
