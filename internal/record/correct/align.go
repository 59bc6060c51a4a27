package correct

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

const (
	// alike is the share of the weight of a quote's words that have to stand in
	// an edited passage, in their order, for it to be the same one.
	alike = .6
	// longestAligned bounds in words what is aligned word by word. Of a longer
	// quote the words are only counted.
	longestAligned = 500
)

// align finds the passage that is most like a quote: of all stretches of as
// many words the one that shares the most with it, whose ends an alignment with
// the quote then sets. It takes time in proportion to the text, and for the
// alignment to the square of no more than longestAligned.
func (f *finder) align(q news.Quote, near where) (news.Span, outcome) {
	if f.index == nil {
		f.index = index{}
		f.words = f.index.scan(f.text, true)
	}
	quoted := f.index.scan(q.Text, false)
	total := float64(weigh(quoted))
	at, shared := f.likest(quoted, near)
	if float64(shared) < alike*total || len(f.words) == 0 {
		return news.Span{}, lost
	}
	end := min(at+len(quoted), len(f.words))
	if len(quoted) > longestAligned {
		return f.marked(q, news.Span{Start: f.words[at].Start, End: f.words[end-1].End}), found
	}
	margin := len(quoted)/4 + enough
	from, to := max(0, at-margin), min(len(f.words), end+margin)
	pairs := common(quoted, f.words[from:to])
	kept := 0
	for _, p := range pairs {
		kept += quoted[p.a].weight
	}
	if float64(kept) < alike*total || len(pairs) == 0 {
		return news.Span{}, lost
	}
	first, last := pairs[0], pairs[len(pairs)-1]
	s := news.Span{Start: f.words[from+first.b].Start, End: f.words[from+last.b].End}
	// Words at the ends that were replaced belong to the passage where what
	// stood beyond them still does.
	if i := from + first.b - first.a; first.a > 0 && i >= 0 && f.reaches(q, f.words[i].Start, true) {
		s.Start = f.words[i].Start
	}
	if i := from + last.b + len(quoted) - 1 - last.a; last.a < len(quoted)-1 && i < len(f.words) && f.reaches(q, f.words[i].End, false) {
		s.End = f.words[i].End
	}
	return f.marked(q, s), found
}

// likest is the first word of the stretch that shares the greatest weight with
// a quote, whatever the order, and that weight. Of equals the nearest is taken.
func (f *finder) likest(quoted []word, near where) (at, shared int) {
	left := make([]int, len(f.index)) // how often a form may still be counted
	for _, w := range quoted {
		if w.form >= 0 {
			left[w.form]++
		}
	}
	sum := 0
	for i, w := range f.words {
		if left[w.form] > 0 {
			sum += w.weight
		}
		left[w.form]--
		begin := i + 1 - len(quoted)
		if begin > 0 {
			gone := f.words[begin-1]
			if left[gone.form]++; left[gone.form] > 0 {
				sum -= gone.weight
			}
		}
		begin = max(0, begin)
		if sum > shared || sum == shared && sum > 0 && distance(f.words[begin].Start, near.at) < distance(f.words[at].Start, near.at) {
			at, shared = begin, sum
		}
	}
	return at, shared
}

// reaches reports whether what stood before a quote stands before the offset,
// or what stood behind it stands behind.
func (f *finder) reaches(q news.Quote, at int, before bool) bool {
	head, tail := edges(q.Text)
	if before {
		around := q.Before + q.Text[:head]
		return commonEnd(f.text[:at], around) >= min(len(around), agreeing)
	}
	around := q.Text[tail:] + q.After
	return commonStart(f.text[at:], around) >= min(len(around), agreeing)
}

// edges are where the first word of a text begins and its last word ends.
func edges(text string) (head, tail int) {
	head = strings.IndexFunc(text, inWord)
	tail = strings.LastIndexFunc(text, inWord)
	if head < 0 {
		return len(text), len(text)
	}
	_, n := utf8.DecodeRuneInString(text[tail:])
	return head, tail + n
}

// marked adds to a span the marks around its words, as many as the quote has.
func (f *finder) marked(q news.Quote, s news.Span) news.Span {
	isMark := func(r rune) bool { return !inWord(r) && !unicode.IsSpace(r) }
	head, tail := edges(q.Text)
	for range q.Text[:head] {
		r, n := utf8.DecodeLastRuneInString(f.text[:s.Start])
		if n == 0 || !isMark(r) {
			break
		}
		s.Start -= n
	}
	for range q.Text[tail:] {
		r, n := utf8.DecodeRuneInString(f.text[s.End:])
		if n == 0 || !isMark(r) {
			break
		}
		s.End += n
	}
	return s
}

// A pair is a word of the quote and an equal one of the passage.
type pair struct{ a, b int }

// common is the heaviest sequence of words that two have in their order.
func common(a, b []word) []pair {
	width := len(b) + 1
	best := make([]int32, (len(a)+1)*width) // by what is left of both
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			m := max(best[(i+1)*width+j], best[i*width+j+1])
			if a[i].form == b[j].form {
				m = max(m, best[(i+1)*width+j+1]+int32(a[i].weight))
			}
			best[i*width+j] = m
		}
	}
	var out []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch here := best[i*width+j]; {
		case a[i].form == b[j].form && here == best[(i+1)*width+j+1]+int32(a[i].weight):
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case here == best[(i+1)*width+j]:
			i++
		default:
			j++
		}
	}
	return out
}
