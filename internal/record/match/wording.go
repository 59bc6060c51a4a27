package match

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
	"quoth/news"
)

// Bounds on what is kept and compared of one statement. What has more words is
// a document or a transcript. At the bound a Wording takes 40 kB, and comparing
// two takes 1.5 ms.
const (
	maxWords   = 512
	maxFigures = 64
)

// A Wording is the content of one statement as it is compared. It is immutable.
type Wording struct {
	form    news.Form
	words   []word
	figures []news.Figure
	// gist are the words that tell something, each meaning once, by meaning.
	gist []word
	// Words beyond maxWords: only whether they are the same counts.
	rest     uint64
	restPart news.Part
}

// Read reads a statement's content in an article's text. Its figures are
// those of the statement; a figure counts as one word, however it is written.
func Read(text string, s *news.Statement) *Wording {
	r := reader{text: text, Wording: Wording{form: s.Form}}
	r.figures = inOrder(s.Figures)
	for i, c := range s.Content {
		r.part(i, news.Span{Start: max(c.Start, 0), End: min(c.End, len(text))})
	}
	r.figures = r.figures[:min(len(r.figures), maxFigures)]
	r.words = slices.Clip(r.words)
	r.gist = gist(r.words)
	return &r.Wording
}

// Len is the number of words.
func (w *Wording) Len() int { return len(w.words) }

// inOrder copies figures, so that no article's text stays alive.
func inOrder(figures []news.Figure) []news.Figure {
	if len(figures) == 0 {
		return nil
	}
	out := slices.Clone(figures)
	for i := range out {
		out[i].Text = strings.Clone(out[i].Text)
	}
	slices.SortStableFunc(out, func(a, b news.Figure) int { return a.Span.Start - b.Span.Start })
	return out
}

func gist(words []word) []word {
	var out []word
	for _, w := range words {
		if w.tells() {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, byMeaning)
	return slices.Clip(slices.CompactFunc(out, func(a, b word) bool { return a.meaning == b.meaning }))
}

func byMeaning(a, b word) int { return cmp.Compare(a.meaning, b.meaning) }

// A reader makes one Wording.
type reader struct {
	Wording
	text   string
	next   int // the figure that has not been passed yet
	last   int // the figure that the last word belongs to, or -1
	restIn int // the span of content that the end of restPart stands in
}

func (r *reader) part(i int, span news.Span) {
	if span.Start >= span.End {
		return
	}
	r.last = -1
	scan(r.text, span.Start, span.End, func(raw string, at news.Span) bool {
		for _, p := range piecesOf(raw) {
			piece := news.Span{Start: at.Start, End: min(at.Start+p.length, at.End)}
			at.Start = piece.End
			r.add(&p, piece, i)
		}
		return true
	})
}

// add takes the next word. Numerals of a figure become one word that has its
// value; words that bound it ("over") stay words.
func (r *reader) add(p *piece, at news.Span, part int) {
	folded := p.folded
	for r.next < len(r.figures) && r.figures[r.next].Span.End <= at.Start {
		r.next++
	}
	if r.last >= 0 {
		g := &r.figures[r.last]
		if g.Span.Contains(at) || g.Unit != "" && lexicon.Currencies[folded] == g.Unit {
			r.extend(at)
			return
		}
		r.last = -1
	}
	w := p.word
	w.start, w.end, w.part = int32(at.Start), int32(at.End), int16(part)
	if r.next < len(r.figures) && r.figures[r.next].Span.Contains(at) && r.numeral(folded, at) {
		g := &r.figures[r.next]
		v := hash("#" + value(*g))
		w = word{form: v, meaning: v, start: w.start, end: w.end, part: w.part, weight: contentWeight, figure: true}
		if inNumber[g.Unit] {
			w.form = join(v, hash(g.Unit))
		}
		r.last = r.next
	}
	w.names = w.tells() && r.capital(at.Start)
	if len(r.words) < maxWords {
		r.words = append(r.words, w)
		return
	}
	r.last = -1
	r.rest = join(r.rest, w.form)
	if n := len(r.restPart); n > 0 && r.restIn == part {
		r.restPart[n-1].End = at.End
	} else if n < maxWords {
		r.restPart, r.restIn = append(r.restPart, at), part
	}
}

// capital reports whether a capital at an offset marks a name: it does behind
// a word, a comma or a title, but not where a sentence or a quotation begins.
func (r *reader) capital(at int) bool {
	first, _ := utf8.DecodeRuneInString(r.text[at:])
	if !unicode.IsUpper(first) || len(r.words) == 0 {
		return false
	}
	before := strings.TrimRight(r.text[max(0, at-4):at], " \u00a0")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && (inWord(last) || last == ',' || last == '’')
}

// extend lets the last word reach to the end of a span.
func (r *reader) extend(at news.Span) {
	if n := len(r.words); n < maxWords || r.rest == 0 {
		r.words[n-1].end = int32(at.End)
	}
}

// numeral reports whether a figure's number begins with a word.
func (r *reader) numeral(folded string, at news.Span) bool {
	if folded[0] >= '0' && folded[0] <= '9' || lexicon.Numbers[folded] != "" || lexicon.NumbersVague[folded] != "" {
		return true
	}
	return at.Start == r.figures[r.next].Span.Start && (folded == "a" || folded == "an") // "a third"
}

// inNumber are the units that are written on either side of their number
// ("$3m", "3 million dollars", "30%"), so that they belong to its word.
var inNumber = func() map[string]bool {
	out := map[string]bool{"percent": true}
	for _, name := range lexicon.Currencies {
		out[name] = true
	}
	return out
}()

// value is the number that a figure states; bounds are words beside it.
func value(g news.Figure) string {
	switch {
	case g.Low == "" || g.Low == "0" && g.High != "":
		return g.High
	case g.High == "" || g.High == g.Low:
		return g.Low
	}
	return g.Low + ".." + g.High
}
