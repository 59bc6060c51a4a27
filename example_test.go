package quoth_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"quoth"
	"quoth/news"
)

func ExampleExtractor_Extract() {
	extractor, err := quoth.NewExtractor()
	if err != nil {
		log.Fatal(err)
	}
	article, err := extractor.Extract(context.Background(), news.Article{
		ID:   "bridge",
		Text: "“The bridge will stay open,” said Ana Reyes. The mayor said the toll would be gone by May.",
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range article.Statements {
		fmt.Printf("%s (%s): %s\n", s.Source.Text(article.Text), s.Form, s.Content.Text(article.Text))
	}
	// Output:
	// Ana Reyes (direct): “The bridge will stay open,”
	// The mayor (indirect): the toll would be gone by May
}

func ExampleExtractor_All() {
	input := strings.NewReader(`{"id": "bridge", "text": "“The bridge will stay open,” said Ana Reyes."}
{"id": "weather", "text": "It will rain until Sunday, and on Monday the sun will come back to the coast."}
`)
	extractor, err := quoth.NewExtractor(quoth.Language("en"))
	if err != nil {
		log.Fatal(err)
	}
	for article, err := range extractor.All(context.Background(), quoth.Read("input", input, quoth.Auto)) {
		if err != nil {
			log.Println(err) // this one is lost, the next ones are read
			continue
		}
		fmt.Printf("%s: %d\n", article.ID, len(article.Statements))
	}
	// Output:
	// bridge: 1
	// weather: 0
}
