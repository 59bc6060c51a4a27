package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"quoth/news"
)

// A labelledSet is articles with the statements that readers found in them.
type labelledSet struct {
	name   string
	texts  []news.Article
	gold   []labels
	covers coverage
}

// coverage says what of a statement was labelled.
type coverage int

const (
	outermost coverage = iota // source, cue and content, none inside another one's content
	everything
	speakers // kind and name of the speaker
)

// labels are those of one article. Statements are numbered as ids from "0".
type labels struct {
	statements []news.Statement
	wordings   []string // what each source is: name, pronoun, nominal …; "" when not labelled
}

// A labelData says where labelled articles are.
type labelData struct {
	polnear, wikinews, labels, speakers string
}

func (d *labelData) flags(f *flag.FlagSet) {
	f.StringVar(&d.polnear, "polnear", "", "labelled articles as JSON Lines with text and annotations")
	f.StringVar(&d.wikinews, "wikinews", "", "folder with articles.jsonl and labels")
	f.StringVar(&d.labels, "labels", "labels-dev", "which labels of the -wikinews folder")
	f.StringVar(&d.speakers, "speakers", "", "folder with the speakers of articles of the -polnear file")
}

// read returns the sets that were asked for.
func (d *labelData) read() (sets []labelledSet, err error) {
	add := func(s labelledSet, err error) error {
		if err != nil {
			return fmt.Errorf("read labelled articles: %w", err)
		}
		sets = append(sets, s)
		return nil
	}
	if d.polnear != "" {
		if err := add(readPolnear(d.polnear)); err != nil {
			return nil, err
		}
	}
	if d.wikinews != "" {
		if err := add(readWikinews(d.wikinews, d.labels)); err != nil {
			return nil, err
		}
	}
	if d.speakers != "" {
		if d.polnear == "" {
			return nil, errors.New("-speakers FOLDER needs -polnear FILE, which has the articles")
		}
		if err := add(readLabels(d.speakers, "*.json", sets[0].texts)); err != nil {
			return nil, err
		}
		sets[len(sets)-1].covers = speakers
	}
	if len(sets) == 0 {
		return nil, errors.New("no labelled articles; give -polnear FILE, -wikinews FOLDER or both")
	}
	return sets, nil
}

// A wireLabel is a statement as label files spell it, in code points.
type wireLabel struct {
	Source, Cue, Content [][2]int
	Form                 news.Form
	Mode                 news.Mode
	Speaker              struct {
		Name, Description, Role string
		Kind                    news.Kind
		Form                    string
	}
	Parent  *int
	When    string
	Figures []struct {
		Text, Unit string
		Low, High  json.Number
	}
}

func (l *labels) add(w wireLabel, at []int) {
	part := func(ss [][2]int) (p news.Part) {
		for _, s := range ss {
			p = append(p, news.Span{Start: at[s[0]], End: at[s[1]]})
		}
		return p
	}
	st := news.Statement{
		ID: strconv.Itoa(len(l.statements)), Form: w.Form, Mode: w.Mode,
		Source: part(w.Source), Cue: part(w.Cue), Content: part(w.Content),
		Speaker: &news.Speaker{Name: w.Speaker.Name, Description: w.Speaker.Description, Role: w.Speaker.Role, Kind: w.Speaker.Kind},
	}
	if w.Parent != nil {
		st.Parent = strconv.Itoa(*w.Parent)
	}
	if w.When != "" {
		st.SaidOn = &news.SaidOn{Date: w.When}
	}
	for _, f := range w.Figures {
		st.Figures = append(st.Figures, news.Figure{Text: f.Text, Low: f.Low.String(), High: f.High.String(), Unit: f.Unit})
	}
	l.statements = append(l.statements, st)
	l.wordings = append(l.wordings, w.Speaker.Form)
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
	set := labelledSet{name: strings.TrimSuffix(filepath.Base(path), ".jsonl"), covers: outermost}
	err := eachLine(path, func(line []byte) error {
		var d struct {
			ID, Publisher, Published, Title, Text string
			Annotations                           []struct{ Attributions []wireLabel }
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		var gold labels
		at := byteOffsets(d.Text)
		for _, a := range d.Annotations[0].Attributions {
			gold.add(a, at)
		}
		set.texts = append(set.texts, news.Article{ID: d.ID, Title: d.Title, Published: d.Published, Outlet: d.Publisher, Text: d.Text})
		set.gold = append(set.gold, gold)
		return nil
	})
	return set, err
}

func readWikinews(folder, labels string) (labelledSet, error) {
	var articles []news.Article
	if err := eachLine(filepath.Join(folder, "articles.jsonl"), func(line []byte) error {
		var a news.Article
		err := json.Unmarshal(line, &a)
		articles = append(articles, a)
		return err
	}); err != nil {
		return labelledSet{}, err
	}
	set, err := readLabels(filepath.Join(folder, labels), "*.gold.json", articles)
	set.name = filepath.Base(folder) + " " + labels
	return set, err
}

// readLabels reads a folder with a file of labels for each of some articles.
func readLabels(folder, pattern string, articles []news.Article) (labelledSet, error) {
	set := labelledSet{name: filepath.Base(folder), covers: everything}
	texts := map[string]news.Article{}
	for _, a := range articles {
		texts[a.ID] = a
	}
	paths, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(paths) == 0 {
		return set, fmt.Errorf("no %s in %s", pattern, folder)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return set, err
		}
		var d struct {
			Key, ID                  string
			Statements, Attributions []wireLabel
		}
		if err := json.Unmarshal(data, &d); err != nil {
			return set, fmt.Errorf("%s: %w", path, err)
		}
		a, ok := texts[d.Key+d.ID] // a file has one of them
		if !ok {
			return set, fmt.Errorf("%s: no article %q", path, d.Key+d.ID)
		}
		var gold labels
		at := byteOffsets(a.Text)
		for _, s := range append(d.Statements, d.Attributions...) {
			gold.add(s, at)
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
