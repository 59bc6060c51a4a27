package match

import (
	"slices"

	"quoth/news"
)

// A Signature is what is kept of a whole article to find its near-copies: a
// sample of its shingles, runs of five words, by their hashes. One in sixteen
// is kept, those whose hashes are smallest (Broder 1997), so that 300 words give
// some 19 keys, and at most mostShingles. A fixed rate, and not a fixed number,
// lets a short report be found inside a long one.
type Signature []Key

const (
	shingle       = 5
	sampleRate    = 16
	mostShingles  = 64
	fewestSampled = 4       // of a text too short to have as many by rate
	maxText       = 1 << 20 // bytes that are read of an article
)

// NewSignature reads an article's text, of which no more than maxText bytes
// count. A store keeps the article under each of the keys, capped by MostPerKey
// as keys of statements are, and takes as candidates those that share two:
// a single shingle is often a formula.
func NewSignature(text string) Signature {
	all := shingles(textForms(text))
	slices.Sort(all)
	all = slices.Compact(all)
	n, _ := slices.BinarySearch(all, ^uint64(0)/sampleRate)
	n = min(max(n, fewestSampled), mostShingles, len(all))
	var out Signature
	for _, h := range all[:n] {
		out = append(out, newKey(copyKey, 0, h))
	}
	slices.Sort(out)
	return out
}

// A Copying says how much of two articles' texts is the same.
type Copying struct {
	// Share is that of the shorter one's words which the other one has in
	// runs of at least five, in any order.
	Share float64
	// Words is how many words those are.
	Words int
}

// Copies reports whether the shorter article is a near-copy: agency copy is cut
// and has its opening rewritten; two reports of one event by different hands
// share quotations, which seldom make a third of the text.
func (c Copying) Copies() bool { return c.Share >= .7 && c.Words >= 40 }

// CompareTexts finds what the shorter of two texts has in common with the
// longer one. It takes time in proportion to their lengths, of which no more
// than maxText bytes count.
func CompareTexts(a, b string) Copying {
	short, long := textForms(a), textForms(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 {
		return Copying{}
	}
	known := make(map[uint64]bool, len(long))
	for _, h := range shingles(long) {
		known[h] = true
	}
	covered, until := 0, 0 // words before until are counted
	for i, h := range shingles(short) {
		if known[h] {
			end := min(i+shingle, len(short))
			covered += end - max(i, until)
			until = end
		}
	}
	return Copying{Share: float64(covered) / float64(len(short)), Words: covered}
}

// textForms are the words of a text by their forms.
func textForms(text string) []uint64 {
	var out []uint64
	scan(text, 0, min(len(text), maxText), func(raw string, _ news.Span) bool {
		split(raw, func(folded string, _ int) { out = append(out, hash(folded)) })
		return true
	})
	return out
}

// shingles hashes every run of five words; a shorter text is one.
func shingles(words []uint64) []uint64 {
	if len(words) == 0 {
		return nil
	}
	n := max(len(words)-shingle+1, 1)
	out := make([]uint64, n)
	for i := range out {
		for _, w := range words[i:min(i+shingle, len(words))] {
			out[i] = join(out[i], w)
		}
	}
	return out
}
