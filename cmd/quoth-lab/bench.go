package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"quoth"
	"quoth/internal/encoder"
	"quoth/internal/extract/token"
	"quoth/models"
	"quoth/news"
)

// bench measures one core: the encoder alone on windows of 256 word pieces
// without overlap, eight at a time, and extraction from text to statements.
//
// In: articles, JSON Lines with id and text. Out: a JSON object.
func bench(args []string) error {
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	limit := flags.Int("articles", 40, "how many articles to read")
	if err := flags.Parse(args); err != nil {
		return err
	}
	runtime.GOMAXPROCS(1)
	var articles []news.Article
	for in := json.NewDecoder(bufio.NewReader(os.Stdin)); len(articles) < *limit; {
		var a struct{ ID, Text string }
		if err := in.Decode(&a); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
		articles = append(articles, news.Article{ID: a.ID, Text: a.Text})
	}
	if len(articles) == 0 {
		return errors.New("bench: no articles on standard input")
	}
	began := time.Now()
	m, err := encoder.Load(models.English())
	if err != nil {
		return err
	}
	load := time.Since(began)

	const body, together = encoder.MaxWindow - 2, 8
	v := m.Vocabulary()
	var windows [][]encoder.Input
	pieces, inputs := 0, 0
	for _, a := range articles {
		ps := v.Pieces(a.Text)
		pieces += len(ps)
		all := encoder.Inputs(a.Text, ps, token.Find(a.Text))
		for i := 0; i+body <= len(all); i += body {
			w := append([]encoder.Input{{ID: v.First}}, all[i:i+body]...)
			windows = append(windows, append(w, encoder.Input{ID: v.Last}))
			inputs += encoder.MaxWindow
		}
	}
	worker := m.NewWorker()
	worker.Run(windows[:min(together, len(windows))]) // warm-up
	began = time.Now()
	for i := 0; i < len(windows); i += together {
		worker.Run(windows[i:min(i+together, len(windows))])
	}
	encoding := time.Since(began).Seconds()

	e, err := quoth.NewExtractor(quoth.Language("en"))
	if err != nil {
		return err
	}
	began = time.Now()
	statements := 0
	for _, a := range articles {
		a, err := e.Extract(context.Background(), a)
		if err != nil {
			return err
		}
		statements += len(a.Statements)
	}
	extraction := time.Since(began).Seconds()
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"articles": len(articles), "pieces": pieces, "statements": statements, "load_s": load.Seconds(),
		"encoder_inputs_per_s":   float64(inputs) / encoding,
		"extract_pieces_per_s":   float64(pieces) / extraction,
		"extract_articles_per_s": float64(len(articles)) / extraction,
	})
}
