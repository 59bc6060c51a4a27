package date

import (
	"sort"
	"strings"

	"quoth/internal/extract/token"
	"quoth/news"
)

// newReader looks at an article once; day is its own, if known.
func newReader(text string, marks *token.Layer, all []Expression, day Day, known bool, statements []news.Statement) *reader {
	r := &reader{text: text, marks: marks, all: all, statements: statements}
	r.nest()
	r.times = periods(all, day, func(e int) bool { return r.modifies(all[e].Span) || r.dated(all[e].Span) })
	if !known {
		for i, e := range all {
			if !e.absolute() {
				r.times[i] = period{}
			}
		}
	}
	r.quoted(marks)
	if known {
		r.today = day
	} else {
		r.today = latest
	}
	r.order()
	return r
}

// rule dates statements by how sentences are built: the expression for each,
// or -1.
func (r *reader) rule() []int {
	found := make([]int, len(r.statements))
	for i := range found {
		found[i] = r.own(i)
	}
	r.carry(found)
	return found
}

// quoted takes away what is counted from the day of an utterance that the
// article quotes: a "today" in quotation marks is not the article's. A day of
// the calendar is the same for both, but for its year.
func (r *reader) quoted(marks *token.Layer) {
	q := 0
	for i, e := range r.all {
		for q < len(marks.Quotations) && marks.Quotations[q].Close.Start <= e.Span.Start {
			q++
		}
		if q < len(marks.Quotations) && marks.Quotations[q].Open.Start < e.Span.Start && !e.calendar() {
			r.times[i] = period{}
		}
	}
}

// A reader knows which words of the article stand in whose content.
type reader struct {
	text       string
	marks      *token.Layer
	all        []Expression
	times      []period
	statements []news.Statement
	within     [][]int // by statement: those in whose content its cue stands
	inside     [][]int // by expression: those in whose content it stands
	byCue      []int   // statements in the order of their cues
	place      []int   // by statement: its index in byCue
	today      Day
}

// deepest is how many contents around one word are kept; no news nests deeper.
const deepest = 8

// nest finds in whose contents every cue and every expression stands.
func (r *reader) nest() {
	type point struct{ at, cue, expression int }
	type content struct {
		news.Span
		of int
	}
	var contents []content
	var points []point
	for i, s := range r.statements {
		for _, c := range s.Content {
			contents = append(contents, content{c, i})
		}
		points = append(points, point{r.cue(i).Start, i, -1})
	}
	for i, e := range r.all {
		points = append(points, point{e.Span.Start, -1, i})
	}
	sort.Slice(contents, func(i, j int) bool { return contents[i].Start < contents[j].Start })
	sort.Slice(points, func(i, j int) bool { return points[i].at < points[j].at })
	r.within, r.inside = make([][]int, len(r.statements)), make([][]int, len(r.all))
	var open []content
	next := 0
	for _, p := range points {
		for next < len(contents) && contents[next].Start <= p.at {
			if len(open) < deepest {
				open = append(open, contents[next])
			}
			next++
		}
		kept := open[:0]
		for _, c := range open {
			if c.End > p.at {
				kept = append(kept, c)
			}
		}
		open = kept
		for _, c := range open {
			if p.cue >= 0 && c.of != p.cue {
				r.within[p.cue] = append(r.within[p.cue], c.of)
			} else if p.expression >= 0 {
				r.inside[p.expression] = append(r.inside[p.expression], c.of)
			}
		}
	}
}

// Anchor is where a statement's cue begins, or where there is none what there is.
func Anchor(s news.Statement) int { return anchor(s).Start }

// cue is the statement's cue, or where there is none the head of what there is.
func (r *reader) cue(i int) news.Span { return anchor(r.statements[i]) }

func anchor(s news.Statement) news.Span {
	for _, p := range []news.Part{s.Cue, s.Source, s.Content} {
		if len(p) > 0 {
			return p[0]
		}
	}
	return news.Span{}
}

// sentence is the sentence around an offset, or so much of it as any writer
// needs.
func (r *reader) sentence(at int) news.Span {
	const longest = 1500
	i := sort.SearchInts(r.marks.Sentences, at+1)
	s := news.Span{Start: max(0, at-longest), End: min(len(r.text), at+longest)}
	if i > 0 {
		s.Start = max(s.Start, r.marks.Sentences[i-1])
	}
	if i < len(r.marks.Sentences) {
		s.End = min(s.End, r.marks.Sentences[i])
	}
	if k := strings.IndexByte(r.text[s.Start:s.End], '\n'); k >= 0 && s.Start+k > at {
		s.End = s.Start + k
	}
	return s
}

// dated reports whether a day is that of a document, from which the text does
// not count on: "a letter dated 12 January".
func (r *reader) dated(s news.Span) bool {
	return strings.HasSuffix(strings.TrimRight(r.text[:s.Start], " "), " dated")
}
