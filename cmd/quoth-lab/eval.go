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
	"path/filepath"
	"strings"

	"quoth"
	"quoth/news"
)

// eval scores what ships on labelled articles. The figures are those of
// compare; statements inside another's content count only where the gold has
// them.
func eval(args []string) error {
	flags := flag.NewFlagSet("eval", flag.ExitOnError)
	polnear := flags.String("polnear", "", "labelled articles as JSON Lines with text and annotations")
	wikinews := flags.String("wikinews", "", "folder with articles.jsonl and labels")
	labels := flags.String("labels", "labels-dev", "which labels of the -wikinews folder")
	out := flags.String("predictions", "", "also write the statements found, as JSON Lines, to this file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var sets []labelledSet
	if *polnear != "" {
		s, err := readPolnear(*polnear)
		if err != nil {
			return fmt.Errorf("read labelled articles: %w", err)
		}
		sets = append(sets, s)
	}
	if *wikinews != "" {
		s, err := readWikinews(*wikinews, *labels)
		if err != nil {
			return fmt.Errorf("read labelled articles: %w", err)
		}
		sets = append(sets, s)
	}
	if len(sets) == 0 {
		return errors.New("eval: nothing to score; give -polnear FILE, -wikinews FOLDER or both")
	}
	e, err := quoth.NewExtractor(quoth.Language("en"))
	if err != nil {
		return err
	}
	var predictions *json.Encoder
	if *out != "" {
		f, err := os.Create(*out)
		if err != nil {
			return err
		}
		defer f.Close()
		predictions = json.NewEncoder(f)
	}
	for _, set := range sets {
		var s scores
		i := 0
		for a, err := range e.All(context.Background(), set.articles) {
			if err != nil {
				return err
			}
			if predictions != nil {
				if err := predictions.Encode(a); err != nil {
					return err
				}
			}
			found := a.Statements
			if !set.nested {
				found = nil
				for _, st := range a.Statements {
					if st.Parent == "" {
						found = append(found, st)
					}
				}
			}
			compare(&s, a.Text, found, set.gold[i])
			i++
		}
		fmt.Printf("%s: %d articles\n", set.name, i)
		s.print(os.Stdout)
		fmt.Println()
	}
	return nil
}

// A labelledSet is articles with the statements that readers found in them.
type labelledSet struct {
	name   string
	texts  []news.Article
	gold   [][]news.Statement
	nested bool // the gold has statements inside other ones' content
}

func (l labelledSet) articles(yield func(news.Article, error) bool) {
	for _, a := range l.texts {
		if !yield(a, nil) {
			return
		}
	}
}

type labelledStatement struct {
	Source, Cue, Content [][2]int
}

func (l labelledStatement) statement(at []int) news.Statement {
	part := func(ss [][2]int) (p news.Part) {
		for _, s := range ss {
			p = append(p, news.Span{Start: at[s[0]], End: at[s[1]]})
		}
		return p
	}
	return news.Statement{Source: part(l.Source), Cue: part(l.Cue), Content: part(l.Content)}
}

// byteOffsets maps code points to bytes.
func byteOffsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

// readPolnear takes the first annotator of every article.
func readPolnear(path string) (labelledSet, error) {
	set := labelledSet{name: strings.TrimSuffix(filepath.Base(path), ".jsonl")}
	err := eachLine(path, func(line []byte) error {
		var d struct {
			ID, Text    string
			Annotations []struct{ Attributions []labelledStatement }
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		var gold []news.Statement
		at := byteOffsets(d.Text)
		for _, a := range d.Annotations[0].Attributions {
			gold = append(gold, a.statement(at))
		}
		set.texts = append(set.texts, news.Article{ID: d.ID, Text: d.Text})
		set.gold = append(set.gold, gold)
		return nil
	})
	return set, err
}

func readWikinews(folder, labels string) (labelledSet, error) {
	set := labelledSet{name: "wikinews " + labels, nested: true}
	texts := map[string]news.Article{}
	if err := eachLine(filepath.Join(folder, "articles.jsonl"), func(line []byte) error {
		var a news.Article
		err := json.Unmarshal(line, &a)
		texts[a.ID] = a
		return err
	}); err != nil {
		return set, err
	}
	paths, err := filepath.Glob(filepath.Join(folder, labels, "*.gold.json"))
	if err != nil || len(paths) == 0 {
		return set, fmt.Errorf("no *.gold.json in %s", filepath.Join(folder, labels))
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return set, err
		}
		var d struct {
			Key        string
			Statements []labelledStatement
		}
		if err := json.Unmarshal(data, &d); err != nil {
			return set, fmt.Errorf("%s: %w", path, err)
		}
		a, ok := texts[d.Key]
		if !ok {
			return set, fmt.Errorf("%s: no article %q", path, d.Key)
		}
		var gold []news.Statement
		at := byteOffsets(a.Text)
		for _, s := range d.Statements {
			gold = append(gold, s.statement(at))
		}
		set.texts = append(set.texts, a)
		set.gold = append(set.gold, gold)
	}
	return set, nil
}

func eachLine(path string, do func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if len(line) > 1 {
			if err := do(line); err != nil {
				return fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
