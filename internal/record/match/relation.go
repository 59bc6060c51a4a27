package match

import (
	"slices"

	"quoth/news"
)

// A pair is two statements under comparison.
type pair struct {
	a, b     *Statement
	speakers news.Likeness
	pairs    []match
}

// Thresholds, chosen with testdata/paraphrases.txt, what is made from
// testdata/subjects.txt and invented news of seed 1 in view, none with
// unseen.txt.
const (
	alteredShare      = .6  // of both wordings' weight that has to agree
	alteredShareLater = .8  // when the statements are more than paraphraseDays apart
	stretch           = 2.5 // words in a row that agree, on average
	omission          = 3   // words left out in one place: fewer are a change of words
	seam              = 6   // telling words for each small word that a shortening may change

	paraphraseScore  = .48
	unknownScore     = .15 // what statements have to score more whose speakers may be two,
	toldScore        = .06 // two paraphrases, which are no quotation and one,
	fewScore         = .18 // those that share
	few              = 4   // words or fewer,
	laterScore       = .15 // and those that are
	soon             = 7   // days or more apart
	paraphraseShared = 2   // least number of shared words
	paraphraseDays   = 14
	otherFigures     = .85 // what is left of the score then
	otherNames       = .75
)

// relation decides, from the strictest relation to the loosest.
func (p *pair) relation() (news.Relation, float64) {
	if (p.a.Polarity == news.Denied) != (p.b.Polarity == news.Denied) {
		return news.Different, 0 // what was not said is no version of what was
	}
	d := p.difference()
	if d.none() && p.weighty(d) {
		return news.WordForWord, 1
	}
	if p.a.crumb() || p.b.crumb() {
		return news.Different, d.share
	}
	if p.weighty(d) {
		switch {
		case d.shortens():
			return news.Shortened, d.share
		case p.alters(d) && p.reported():
			return news.Paraphrased, d.share
		case p.alters(d):
			return news.Altered, d.share
		}
	}
	if score, ok := p.paraphrases(); ok {
		return news.Paraphrased, score
	}
	return news.Different, d.share
}

// crumb reports whether a statement is a few words inside another one, which are
// found in whatever has that one's words: "for the spare gate".
func (s *Statement) crumb() bool {
	const few = 3
	return s.Nested && len(s.Wording.gist) < few
}

// A difference sums up an alignment.
type difference struct {
	share     float64 // weight that agrees, of both wordings' weight
	contained float64 // the same, of the shorter one's
	telling   int     // words that agree and tell something
	stretch   float64 // mean length of the stretches that agree
	onlyShort side
	onlyLong  side
	omitted   int  // words in the longest gap of the longer one
	lostNot   bool // a negation is a difference by itself, or nearly
	rest      bool // the words beyond maxWords differ
}

// A side is the words that one of two wordings has for itself.
type side struct{ words, telling int }

func (d *difference) none() bool { return d.onlyShort.words == 0 && d.onlyLong.words == 0 && !d.rest }

func (p *pair) difference() difference {
	a, b := p.a.Wording, p.b.Wording
	var d difference
	var agree, ofA, ofB int
	stretches := 0
	for k, m := range p.pairs {
		w := a.words[m.a]
		agree += int(w.weight)
		if w.tells() {
			d.telling++
		}
		if k == 0 || p.pairs[k-1] != (match{m.a - 1, m.b - 1}) {
			stretches++
		}
	}
	onlyA, ofA := alone(a.words, p.pairs, func(m match) int { return m.a })
	onlyB, ofB := alone(b.words, p.pairs, func(m match) int { return m.b })
	d.onlyShort, d.onlyLong = onlyA, onlyB
	if ofA > ofB || ofA == ofB && onlyA.words > onlyB.words {
		d.onlyShort, d.onlyLong = onlyB, onlyA
	}
	if len(p.pairs) > 0 {
		d.share = 2 * float64(agree) / float64(ofA+ofB)
		d.contained = float64(agree) / float64(min(ofA, ofB))
		d.stretch = float64(len(p.pairs)) / float64(stretches)
	}
	longer := func(m match) int { return m.a }
	if d.onlyLong == onlyB {
		longer = func(m match) int { return m.b }
	}
	next := 0
	for _, m := range append(slices.Clip(p.pairs), match{len(a.words), len(b.words)}) {
		d.omitted, next = max(d.omitted, longer(m)-next), longer(m)+1
	}
	d.rest = a.rest != b.rest
	d.lostNot = p.losesNegation()
	return d
}

// alone counts the words that are not matched, and weighs all of them.
func alone(words []word, matches []match, of func(match) int) (side, int) {
	var s side
	weight, k := 0, 0
	for i, w := range words {
		weight += int(w.weight)
		if k < len(matches) && of(matches[k]) == i {
			k++
			continue
		}
		s.words++
		if w.tells() {
			s.telling++
		}
	}
	return s, weight
}

// losesNegation reports whether a gap of at most three words on each side has
// a negation on one side only: that turns a statement round.
func (p *pair) losesNegation() bool {
	const short = 3
	a, b := p.a.Wording.words, p.b.Wording.words
	i, j := 0, 0
	for k := 0; k <= len(p.pairs); k++ {
		m := match{len(a), len(b)}
		if k < len(p.pairs) {
			m = p.pairs[k]
		}
		if m.a-i <= short && m.b-j <= short && negated(a[i:m.a]) != negated(b[j:m.b]) {
			return true
		}
		i, j = m.a+1, m.b+1
	}
	return false
}

func negated(words []word) bool {
	n := 0
	for _, w := range words {
		if w.negates {
			n++
		}
	}
	return n%2 == 1
}

// weighty reports whether enough agrees to be no accident: "No comment" is one
// statement in two articles only if the same person made it.
func (p *pair) weighty(d difference) bool {
	switch p.speakers {
	case news.SameSpeaker:
		return d.telling >= 1
	case news.UnknownSpeaker:
		return d.telling >= 3
	default:
		return d.telling >= 6 && d.contained >= alteredShareLater
	}
}

// shortens: the shorter one has no words of its own but small ones at the
// seams, what agrees comes in stretches, and something telling is left out.
func (d *difference) shortens() bool {
	return d.onlyShort.telling == 0 && d.onlyShort.words <= 1+d.telling/seam && d.omitted >= omission &&
		d.onlyLong.telling > 0 && d.telling >= 2 && d.stretch >= stretch && !d.lostNot && !d.rest
}

// alters: most of the shorter one agrees, in stretches.
func (p *pair) alters(d difference) bool {
	least := alteredShare
	switch later := p.apart() > paraphraseDays; {
	case p.speakers == news.SameSpeaker && !later:
	case p.speakers != news.SameSpeaker && later:
		return false
	default:
		least = alteredShareLater
	}
	return d.share >= least && d.telling >= 2 && (d.stretch >= stretch || d.share >= alteredShareLater)
}

// reported: one side is a quotation and the other is not.
func (p *pair) reported() bool {
	a, b := p.a.Wording.form, p.b.Wording.form
	return a == news.Direct && b == news.Indirect || a == news.Indirect && b == news.Direct
}

// apart is the number of days between two statements, 0 when unknown.
func (p *pair) apart() int {
	if p.a.Day == 0 || p.b.Day == 0 {
		return 0
	}
	return max(p.a.Day-p.b.Day, p.b.Day-p.a.Day)
}
