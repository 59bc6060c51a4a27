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
	"quoth/internal/extract/date"
	"quoth/internal/extract/figure"
	"quoth/internal/extract/speaker"
	"quoth/internal/extract/token"
	"quoth/news"
)

// An Extractor holds the model. It is immutable; scratch memory lives in
// workers, one for each goroutine at work.
type Extractor struct {
	model    *encoder.Model
	language string // insisted on, or ""
	// Evidence makes statements say why they were read as they were; set it
	// before the first use.
	Evidence bool
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
	f := findings{model: e.model, explain: e.Evidence}
	for _, s := range sections(a.Text, longestSection) {
		if err := ctx.Err(); err != nil {
			return a, err
		}
		f.add(e.section(w, a.Text[s.Start:s.End]), s.Start)
	}
	a.Statements = f.statements
	f.attachSpeakers(&a)
	f.attachDates(&a)
	attachFigures(&a)
	return a, ctx.Err()
}

// findings are what the network finds in an article, section by section.
type findings struct {
	model      *encoder.Model
	explain    bool // keep the evidence
	statements []news.Statement
	sources    []speaker.Source
	mentions   []speaker.Mention
	dates      []date.Expression
	// what the network makes of statements and dates, to tell which belong together
	anchorVectors, dateVectors [][]float32
}

// section is what the network finds in a piece of text.
type section struct {
	found                      []attribution.Found
	mentions                   []speaker.Mention
	dates                      []date.Expression
	anchorVectors, dateVectors [][]float32
}

// Read runs the encoder over a piece of text.
func Read(m *encoder.Model, w *encoder.Worker, text string, marks *token.Layer) ([]encoder.Piece, *encoder.Reading) {
	pieces := m.Vocabulary().Pieces(text)
	return pieces, w.Read(encoder.Inputs(text, pieces, marks), breaks(pieces, marks))
}

// section finds the statements, mentions and dates of a piece of text.
func (e *Extractor) section(w *encoder.Worker, text string) section {
	marks := token.Find(text)
	pieces, reading := Read(e.model, w, text, marks)
	s := section{found: attribution.Find(text, pieces, marks, reading), dates: date.Find(text)}
	sources, anchors, dates := make([]news.Part, len(s.found)), make([]int, len(s.found)), make([]int, len(s.dates))
	for i, f := range s.found {
		sources[i] = f.Source
		at := date.Anchor(news.Statement{Source: f.Source, Cue: f.Cue, Content: f.Content})
		anchors[i] = encoder.RunOf(pieces, news.Span{Start: at, End: at + 1}).First
	}
	for i, d := range s.dates {
		dates[i] = encoder.RunOf(pieces, d.Span).First
	}
	s.mentions = speaker.Mentions(text, pieces, reading, sources)
	s.anchorVectors, s.dateVectors = reading.Whens(anchors, false), reading.Whens(dates, true)
	return s
}

// add takes what was found in a section that begins at offset.
func (f *findings) add(part section, offset int) {
	first, firstMention := len(f.statements), len(f.mentions)
	id := func(i int) string { return "s" + strconv.Itoa(first+i+1) }
	for i, s := range part.found {
		st := news.Statement{
			ID: id(i), Form: s.Form, Mode: likeliest[news.Mode](s.Judged.Modes), Polarity: likeliest[news.Polarity](s.Judged.Polarities),
			Source: shift(s.Source, offset), Cue: shift(s.Cue, offset), Content: shift(s.Content, offset),
			Confidence: s.Confidence,
		}
		if f.explain {
			st.Evidence = evidence(&s)
		}
		src := speaker.Source{Parent: -1, Kinds: map[news.Kind]float64{}}
		if s.Parent >= 0 {
			st.Parent, src.Parent = id(s.Parent), first+s.Parent
		}
		if len(st.Source) > 0 {
			src.Span = st.Source[0]
		}
		if len(st.Cue) > 0 {
			src.Cue = st.Cue[0]
		}
		src.Around = news.Span{Start: st.Content[0].Start, End: st.Content[len(st.Content)-1].End}
		for k, p := range s.Judged.Kinds {
			src.Kinds[news.Kind(k)] = p
		}
		f.statements, f.sources = append(f.statements, st), append(f.sources, src)
	}
	f.anchorVectors, f.dateVectors = append(f.anchorVectors, part.anchorVectors...), append(f.dateVectors, part.dateVectors...)
	for _, d := range part.dates {
		d.Span.Start += offset
		d.Span.End += offset
		f.dates = append(f.dates, d)
	}
	for _, m := range part.mentions {
		m.Span.Start += offset
		m.Span.End += offset
		for i := range m.Links {
			m.Links[i].To += firstMention
		}
		f.mentions = append(f.mentions, m)
	}
}

func (f *findings) attachSpeakers(a *news.Article) {
	r := speaker.Resolve(a.Text, f.sources, f.mentions)
	a.Speakers = r.Speakers
	for i := range a.Statements {
		a.Statements[i].Speaker = r.Of[i]
		if e := a.Statements[i].Evidence; e != nil {
			e.Speaker = steps(r.Steps[i])
		}
	}
}

func (f *findings) attachDates(a *news.Article) {
	day, known := date.Reference(a.Published, a.Text)
	score := func(i int, c date.Candidate) float64 {
		return f.model.When(f.anchorVectors[i], f.dateVectors[c.Expression], c.Features)
	}
	for i, said := range date.SaidOn(a.Text, token.Find(a.Text), f.dates, day, known, a.Statements, score) {
		a.Statements[i].SaidOn = said
		if e := a.Statements[i].Evidence; e != nil {
			e.SaidOn = explainDate(said, a.Published, day, known)
		}
	}
}

func attachFigures(a *news.Article) {
	all := figure.Find(a.Text)
	for i := range a.Statements {
		a.Statements[i].Figures = figure.Within(a.Text, all, a.Statements[i].Content)
	}
}

// likeliest is the name with the highest probability.
func likeliest[T ~string](p map[string]float64) (best T) {
	for name, v := range p {
		if b := p[string(best)]; v > b || v == b && T(name) < best {
			best = T(name)
		}
	}
	return best
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
