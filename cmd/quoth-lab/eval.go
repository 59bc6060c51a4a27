package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"quoth"
	"quoth/news"
)

// eval scores what ships on labelled articles.
func eval(args []string) error {
	flags := flag.NewFlagSet("eval", flag.ExitOnError)
	var data labelData
	data.flags(flags)
	out := flags.String("predictions", "", "also write the statements found, as JSON Lines, to this file")
	in := flags.String("read", "", readUsage)
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
	if *out != "" {
		if err := writePredictions(*out, sets, read); err != nil {
			return err
		}
	}
	for _, set := range sets {
		set.print(os.Stdout, read)
	}
	return nil
}

const readUsage = "take the statements from this file, which eval -predictions wrote, instead of extracting"

// predictions are the articles of all sets with their statements, by id.
func predictions(path string, sets []labelledSet) (map[string]news.Article, error) {
	if path != "" {
		return readPredictions(path)
	}
	return extracted(sets)
}

// extracted runs what ships; an article of two sets is read once.
func extracted(sets []labelledSet) (map[string]news.Article, error) {
	e, err := quoth.NewExtractor(quoth.Language("en"), quoth.WithEvidence())
	if err != nil {
		return nil, err
	}
	asked, out := map[string]bool{}, map[string]news.Article{}
	articles := func(yield func(news.Article, error) bool) {
		for _, set := range sets {
			for _, a := range set.texts {
				if seen := asked[a.ID]; !seen {
					asked[a.ID] = true
					if !yield(a, nil) {
						return
					}
				}
			}
		}
	}
	for a, err := range e.All(context.Background(), articles) {
		if err != nil {
			return nil, err
		}
		out[a.ID] = a
	}
	return out, nil
}

func readPredictions(path string) (map[string]news.Article, error) {
	out := map[string]news.Article{}
	err := eachLine(path, func(line []byte) error {
		var a news.Article
		err := json.Unmarshal(line, &a)
		out[a.ID] = a
		return err
	})
	return out, err
}

func writePredictions(path string, sets []labelledSet, read map[string]news.Article) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines, written := json.NewEncoder(f), map[string]bool{}
	for _, set := range sets {
		for _, a := range set.texts {
			if written[a.ID] {
				continue
			}
			written[a.ID] = true
			if err := lines.Encode(read[a.ID]); err != nil {
				return err
			}
		}
	}
	return f.Close()
}

// print writes the figures of what the set's labels cover.
func (set *labelledSet) print(w io.Writer, read map[string]news.Article) {
	var all, byOutlet scores
	for i, a := range set.texts {
		found := set.comparable(read[a.ID].Statements)
		p, g := relations(a.Text, found), relations(a.Text, set.gold[i].statements)
		if set.covers != speakers {
			compareAttributions(&all, p, g)
		}
		if set.covers != outermost {
			compareStatements(&all, found, set.gold[i], p, g)
		}
		if a.Outlet != "" && set.covers == outermost {
			byOutlet.addMatched(a.Outlet, p, g, soft)
		}
	}
	fmt.Fprintf(w, "%s: %d articles\n", set.name, len(set.texts))
	all.print(w)
	if len(byOutlet.names) > 0 {
		fmt.Fprintf(w, "\n%s: relation by publisher\n", set.name)
		byOutlet.print(w)
	}
	fmt.Fprintln(w)
}

// comparable leaves out what the set's labels do not have: statements inside
// another one's content, where readers were not asked for them.
func (set *labelledSet) comparable(found []news.Statement) (out []news.Statement) {
	for _, s := range found {
		if s.Parent == "" || set.covers != outermost {
			out = append(out, s)
		}
	}
	return out
}
