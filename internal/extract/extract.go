// Package extract turns one article into its statements. It runs the stages
// in order and is the only code that attaches what a stage found.
package extract

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"sync"

	"quoth/internal/encoder"
	"quoth/internal/extract/article"
	"quoth/internal/extract/attribution"
	"quoth/internal/extract/token"
	"quoth/news"
)

// An Extractor holds the model. It is immutable; scratch memory lives in
// workers, one for each goroutine at work.
type Extractor struct {
	model    *encoder.Model
	language string // insisted on, or ""
	workers  sync.Pool
}

// New loads the weights. Language is taken for every article's when not "".
func New(weights []byte, language string) (*Extractor, error) {
	m, err := encoder.Load(weights)
	if err != nil {
		return nil, fmt.Errorf("load model: %w", err)
	}
	e := &Extractor{model: m, language: language}
	e.workers.New = func() any { return m.NewWorker() }
	return e, nil
}

// longestSection bounds the memory that one article takes: text is read in
// sections of about so many bytes that end with a paragraph. No statement
// reaches over their edges.
const longestSection = 64 << 10

// Extract returns the article with its language and statements. The only
// error is that of ctx.
func (e *Extractor) Extract(ctx context.Context, a news.Article) (news.Article, error) {
	a.Statements = nil
	switch {
	case e.language != "":
		a.Language = e.language
	case a.Language == "":
		a.Language = article.Language(a.Text)
	}
	if a.Language != "" && a.Language != e.model.Language() {
		return a, ctx.Err()
	}
	w := e.workers.Get().(*encoder.Worker)
	defer e.workers.Put(w)
	for _, s := range sections(a.Text, longestSection) {
		if err := ctx.Err(); err != nil {
			return a, err
		}
		a.Statements = append(a.Statements, e.section(w, a.Text[s.Start:s.End], s.Start, len(a.Statements))...)
	}
	return a, nil
}

// section finds the statements of a piece of text that begins at offset, the
// first of which is number count+1 of its article.
func (e *Extractor) section(w *encoder.Worker, text string, offset, count int) []news.Statement {
	marks := token.Find(text)
	pieces := e.model.Vocabulary().Pieces(text)
	reading := w.Read(encoder.Inputs(text, pieces, marks), breaks(pieces, marks))
	found := attribution.Find(text, pieces, marks, reading)
	id := func(i int) string { return "s" + strconv.Itoa(count+i+1) }
	out := make([]news.Statement, len(found))
	for i, f := range found {
		out[i] = news.Statement{
			ID: id(i), Form: f.Form,
			Source: shift(f.Source, offset), Cue: shift(f.Cue, offset), Content: shift(f.Content, offset),
		}
		if f.Parent >= 0 {
			out[i].Parent = id(f.Parent)
		}
	}
	return out
}

// breaks are the pieces at which paragraphs and sentences begin.
func breaks(pieces []encoder.Piece, marks *token.Layer) []int {
	var out []int
	for _, at := range marks.Sentences {
		i := sort.Search(len(pieces), func(i int) bool { return pieces[i].Start >= at })
		if i < len(pieces) && (len(out) == 0 || out[len(out)-1] < i) {
			out = append(out, i)
		}
	}
	return out
}

func shift(p news.Part, by int) news.Part {
	for i := range p {
		p[i].Start += by
		p[i].End += by
	}
	return p
}

// sections cuts the text at line ends so that no part is much longer than
// limit; a line longer than that is cut at a blank, or where it must be.
func sections(text string, limit int) []news.Span {
	var out []news.Span
	for start := 0; start < len(text); {
		end := len(text)
		if end-start > limit {
			end = cut(text, start, start+limit)
		}
		out = append(out, news.Span{Start: start, End: end})
		start = end
	}
	return out
}

// cut is the last place before limit where a line ends, else where a blank
// stands, else where a character begins.
func cut(text string, start, limit int) int {
	for _, ends := range []func(byte) bool{
		func(b byte) bool { return b == '\n' || b == '\r' },
		func(b byte) bool { return b == ' ' },
	} {
		for i := limit; i > start+(limit-start)/2; i-- {
			if ends(text[i-1]) {
				return i
			}
		}
	}
	for limit > start+1 && text[limit]&0xC0 == 0x80 {
		limit--
	}
	return limit
}
