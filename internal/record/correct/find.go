package correct

import (
	"iter"
	"strings"

	"quoth/news"
)

// A finder looks for quotes in one text: exact words first, by what stands
// around them, then the nearest thing to them (align.go). It looks at the text a
// fixed number of times for a quote.
type finder struct {
	text   string
	points *news.CodePoints
	index  index
	words  []word // of the text, read when first needed
}

func newFinder(text string) *finder { return &finder{text: text, points: news.CountCodePoints(text)} }

// What is asked of a place that is not beyond doubt.
const (
	enough   = 4   // words to know a quote by; fewer need what stands around them
	agreeing = 8   // bytes of it
	nearby   = 100 // bytes that a short quote may be away from where the others moved to
)

// A where is where a quote is expected, in bytes; known says whether it is.
type where struct {
	at    int
	known bool // by the quotes of the same statement that were found
}

type outcome int

const (
	lost  outcome = iota // the words are not there
	found                // they are
	twice                // they are there more than once, and nothing tells which are meant
)

// find returns the place of a quote.
func (f *finder) find(q news.Quote, near where) (news.Span, outcome) {
	if q.Text == "" {
		return news.Span{}, lost
	}
	full := len(q.Before) + len(q.After)
	was := f.place(q)
	if q.Placed() && strings.HasPrefix(f.text[was:], q.Text) && f.agree(q, was) == full {
		return span(was, q), found
	}
	if !near.known {
		near.at = was
	}
	short := len(index{}.scan(q.Text, false)) < enough
	best, bestAgree, result := 0, -1, lost
	for at := range f.occurrences(q) {
		agree := f.agree(q, at)
		if short && full > 0 && agree < min(agreeing, full) && (!near.known || distance(at, near.at) > nearby) {
			continue
		}
		if near.known && short { // "said" stands everywhere
			agree -= min(distance(at, near.at), 1<<20) / nearby * (full + 1)
		}
		closer := distance(at, near.at) < distance(best, near.at)
		switch {
		case result == lost || agree > bestAgree:
			best, bestAgree, result = at, agree, found
		case agree == bestAgree && !q.Placed() && !near.known:
			result = twice
		case agree == bestAgree && closer:
			best, result = at, found
		}
	}
	if result == lost && !short {
		return f.align(q, near)
	}
	return span(best, q), result
}

// place is the byte at which a quote stood, as far as the text goes.
func (f *finder) place(q news.Quote) int {
	if q.Start <= 0 {
		return 0
	}
	return f.points.Byte(q.Start)
}

// occurrences yields where the words stand, unless they begin or end inside
// words there and did not where they come from.
func (f *finder) occurrences(q news.Quote) iter.Seq[int] {
	whole := q.Before + q.Text + q.After
	cutBefore, cutAfter := cutsWord(whole, len(q.Before)), cutsWord(whole, len(q.Before)+len(q.Text))
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(f.text[from:], q.Text)
			if i < 0 {
				return
			}
			at := from + i
			end := at + len(q.Text)
			if (cutBefore || !cutsWord(f.text, at)) && (cutAfter || !cutsWord(f.text, end)) && !yield(at) {
				return
			}
			from = at + 1
		}
	}
}

// agree is how many bytes of what stood around a quote stand around its words
// at an offset.
func (f *finder) agree(q news.Quote, at int) int {
	return commonEnd(f.text[:at], q.Before) + commonStart(f.text[at+len(q.Text):], q.After)
}

func commonEnd(a, b string) (n int) {
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func commonStart(a, b string) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func span(at int, q news.Quote) news.Span { return news.Span{Start: at, End: at + len(q.Text)} }

func distance(a, b int) int { return max(a-b, b-a) }
