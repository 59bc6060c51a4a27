// Package attribution turns the encoder's scores into statements: which words
// are the source, the cue and the content, and which belong together.
//
// In: a text, its word pieces, its quotation marks, and what the encoder makes
// of it. Out: statements with spans, form and parent, in the order of their
// cues. Who the source is, when and how it was meant is left to the stages
// after this one.
//
// The flow: decode.go finds the best labelling of every frame, choose.go
// settles which frames stand together, marks.go fits contents to quotation
// marks, layout.go adds what only the layout attributes.
package attribution

import (
	"slices"
	"sort"

	"quoth/internal/encoder"
	"quoth/internal/extract/token"
	"quoth/news"
)

// Find returns the statements of a text, or of a section of one; offsets are
// those of text. IDs and parents are left to the caller, who may join
// sections: Parent holds the index of the parent or -1.
func Find(text string, pieces []encoder.Piece, marks *token.Layer, r *encoder.Reading) []Found {
	ctx := &context{quoted: quotations(pieces, marks)}
	ctx.begin, ctx.end, ctx.mid = seams(text, pieces)
	frames := make([]frame, 0, len(r.Frames))
	for i := range r.Frames {
		if f := &r.Frames[i]; max(f.Own, f.Nested) >= doubtful {
			frames = append(frames, decode(f, ctx))
		}
	}
	frames = choose(frames)
	out := make([]Found, 0, len(frames))
	for _, f := range frames {
		out = append(out, Found{
			Source:  spans(pieces, f.roles[source]),
			Cue:     spans(pieces, f.roles[cue]),
			Content: spans(pieces, f.roles[content]),
			Score:   max(f.own, f.nested),
			Margin:  f.margin, Labelling: f.labelling,
		})
	}
	fitMarks(text, marks, out)
	out = settle(text, marks, addLayout(text, marks, out))
	for i := range out {
		out[i].Judged = judge(text, pieces, r, &out[i])
		out[i].Confidence = confidence(&out[i])
	}
	return out
}

// Found is one statement by its spans.
type Found struct {
	Source, Cue, Content news.Part
	Form                 news.Form
	Parent               int               // index of the statement whose content holds this one, or -1
	Judged               encoder.Judgement // how it was meant, and of what kind the source is
	Score                float64           // the network's probability of a statement; 0 where only layout tells
	Margin               float64           // nats by which its labelling beats that of no statement
	Labelling            float64           // log probability of the labelling
	Confidence           float64           // calibrated probability that a reader agrees with the spans
}

// role numbers the parts of a statement as the network's labels do.
type role int

const (
	cue role = iota
	source
	content
	roles
)

// A stretch is a half-open range of piece numbers.
type stretch struct{ from, to int }

// frame is one statement in piece numbers.
type frame struct {
	anchor int
	own    float64 // probability of a statement of its own
	nested float64 // probability of one inside another's content
	// margin is by how much, in nats, the labelling beats the best one
	// without content: the frame head's own view of whether there is a statement.
	margin    float64
	labelling float64 // log probability of the labelling, as if pieces were independent
	roles     [roles][]stretch
	scores    *encoder.Frame
}

func spans(pieces []encoder.Piece, ss []stretch) news.Part {
	var out news.Part
	for _, s := range ss { // whole words only
		for s.from > 0 && pieces[s.from].Inner {
			s.from--
		}
		for s.to < len(pieces) && pieces[s.to].Inner {
			s.to++
		}
		out = append(out, news.Span{Start: pieces[s.from].Start, End: pieces[s.to-1].End})
	}
	return out
}

// settle orders the statements by their cue, fills in parents and forms.
func settle(text string, marks *token.Layer, found []Found) []Found {
	for i := range found {
		f := &found[i]
		f.Source, f.Cue, f.Content = ordered(f.Source), ordered(f.Cue), ordered(f.Content)
	}
	found = slices.DeleteFunc(found, func(f Found) bool { return len(f.Content) == 0 })
	sort.SliceStable(found, func(i, j int) bool { return found[i].place() < found[j].place() })
	for i := range found {
		f := &found[i]
		f.Form = Form(text, marks, f.Cue, f.Content)
		f.Parent = -1
		for j := range found {
			if i != j && inside(f, &found[j]) && (f.Parent < 0 || inside(&found[j], &found[f.Parent])) {
				f.Parent = j
			}
		}
	}
	return found
}

// ordered sorts a part's spans and joins those that overlap.
func ordered(p news.Part) news.Part {
	slices.SortFunc(p, func(a, b news.Span) int { return a.Start - b.Start })
	return merge(p, func(a, b news.Span) bool { return b.Start < a.End })
}

// merge makes one of neighbouring spans that belong together and drops empty
// ones.
func merge(p news.Part, together func(a, b news.Span) bool) news.Part {
	var out news.Part
	for _, s := range p {
		if n := len(out); n > 0 && together(out[n-1], s) {
			out[n-1].End = max(out[n-1].End, s.End)
		} else if s.Len() > 0 {
			out = append(out, s)
		}
	}
	return out
}

// place is where the reader meets the statement's act of speaking.
func (f *Found) place() int {
	if len(f.Cue) > 0 {
		return f.Cue[0].Start
	}
	if len(f.Source) > 0 {
		return f.Source[0].Start
	}
	return f.Content[0].Start
}

// inside reports whether f's cue and content stand within one piece of g's
// content, so that g's source is made to report f.
func inside(f, g *Found) bool {
	return insidePart(f.Cue, g.Content) && insidePart(f.Content, g.Content) &&
		(len(f.Cue) > 0 || len(f.Source) > 0 && insidePart(f.Source, g.Content))
}
