package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"

	"quoth/internal/invent"
)

// inventNews makes up news with the truth about it (package invent).
//
// Out: articles, JSON Lines, with their statements, or without for -text; the
// truth about each, JSON Lines, in the file that -truth names. With -score it
// prints instead how well identities and variants are found in such a world.
func inventNews(args []string) error {
	flags := flag.NewFlagSet("invent", flag.ExitOnError)
	articles := flags.Int("articles", 1000, "how many articles to make")
	seed := flags.Uint64("seed", 1, "which world they are of")
	truth := flags.String("truth", "", "write who really speaks and what is a variant of what to this `file`")
	text := flags.Bool("text", false, "leave the statements out, for real extraction")
	score := flags.Bool("score", false, "score identities and variants found in the world instead")
	errorsShown := flags.Int("errors", 0, "with -score, print so many wrong pairs of each kind")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *articles < 1 {
		return errors.New("invent: -articles must be at least 1")
	}
	world := invent.New(*seed, *articles)
	if *score {
		return scoreWorld(world, *errorsShown, os.Stdout)
	}
	out := newLines(os.Stdout)
	var truths lines
	if *truth != "" {
		f, err := os.Create(*truth)
		if err != nil {
			return err
		}
		defer f.Close()
		truths = newLines(f)
	}
	for a := range world.Articles() {
		if truths.w != nil {
			record := struct {
				ID string `json:"id"`
				invent.Truth
			}{a.ID, a.Truth}
			if err := truths.add(record); err != nil {
				return fmt.Errorf("write %s: %w", *truth, err)
			}
		}
		if *text {
			a.Statements, a.Speakers = nil, nil
		}
		if err := out.add(a.Article); err != nil {
			return fmt.Errorf("write articles: %w", err)
		}
	}
	if truths.w != nil {
		if err := truths.w.Flush(); err != nil {
			return fmt.Errorf("write %s: %w", *truth, err)
		}
	}
	return out.w.Flush()
}

// lines writes JSON Lines.
type lines struct {
	w *bufio.Writer
	e *json.Encoder
}

func newLines(f *os.File) lines {
	w := bufio.NewWriterSize(f, 1<<20)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return lines{w, e}
}

func (l lines) add(v any) error { return l.e.Encode(v) }
