package invent

import (
	"iter"

	"quoth/news"
)

// A Score counts what was found against what is there.
type Score struct{ Right, Found, There float64 }

// Precision is how much of what was found is right; 1 if nothing was.
func (s Score) Precision() float64 { return share(s.Right, s.Found) }

// Recall is how much of what is there was found; 1 if nothing is.
func (s Score) Recall() float64 { return share(s.Right, s.There) }

func share(part, whole float64) float64 {
	if whole == 0 {
		return 1
	}
	return part / whole
}

// ScoreIdentities compares identities with people in pairs of observations:
// found are the pairs in one identity, there are those of one person. Each
// yields the found identity and the true person or body of one observation;
// one without a truth must be left out. It counts how many observations each
// identity and each person have, and have in common, so that a million
// observations take memory for identities and people only.
func ScoreIdentities(observations iter.Seq2[string, string]) Score {
	type cell struct{ found, truth string }
	both, found, there := map[cell]int{}, map[string]int{}, map[string]int{}
	for f, t := range observations {
		both[cell{f, t}]++
		found[f]++
		there[t]++
	}
	var s Score
	for _, n := range both {
		s.Right += pairs(n)
	}
	for _, n := range found {
		s.Found += pairs(n)
	}
	for _, n := range there {
		s.There += pairs(n)
	}
	return s
}

func pairs(n int) float64 { return float64(n) * float64(n-1) / 2 }

// A Report is a statement as the scoring of variants needs it.
type Report struct {
	Article string // Truth.Article: versions of one article are no variants of each other
	Telling
	// Words are the same for contents that are word for word the same, letter
	// case and marks apart, and differ for others.
	Words uint64
}

// A Pair is two reports, by their numbers, that somebody took for variants.
type Pair struct {
	A, B     int
	Relation news.Relation
}

// Relate is how two tellings of one saying truly relate: word for word where
// they are of one wording, paraphrased where one of them is of another
// template, shortened where one is the first report's words and the other a
// part of them, and altered else.
func Relate(a, b Telling) news.Relation {
	kind := func(r news.Relation) news.Relation {
		if r == "" {
			return news.WordForWord
		}
		return r
	}
	x, y := kind(a.Relation), kind(b.Relation)
	switch {
	case a.Saying != b.Saying:
		return news.Different
	case a.Wording == b.Wording:
		return news.WordForWord
	case x == news.Paraphrased || y == news.Paraphrased:
		return news.Paraphrased
	case x == news.Shortened && y == news.WordForWord, x == news.WordForWord && y == news.Shortened:
		return news.Shortened
	}
	return news.Altered
}

// VariantScores are scores by relation.
type VariantScores struct {
	// By has, for each relation, as Found the pairs to which it was given, as
	// There those to which it is due, and as Right, for precision, those given
	// it that are variants at all.
	By map[news.Relation]*VariantScore
	// Loose has There and Missed of the paraphrases, among those in By, that
	// share hardly a word with the first report.
	Loose VariantScore
	// Chance are pairs of different sayings that were found to be word for
	// word the same and are, and PassedOn pairs of a saying and one that
	// passes it on.
	Chance, PassedOn int
}

// A VariantScore is that of one relation.
type VariantScore struct {
	Found, Right  int // pairs found so; those of them that are variants
	Exactly       int // those that truly have this relation
	There, Missed int // pairs that truly have it; those not found under any name
}

// Precision is the share of pairs found so that are variants.
func (s *VariantScore) Precision() float64 { return share(float64(s.Right), float64(s.Found)) }

// Named is the share of pairs found so that have this very relation.
func (s *VariantScore) Named() float64 { return share(float64(s.Exactly), float64(s.Found)) }

// Recall is the share of pairs so related that were found, under any name.
func (s *VariantScore) Recall() float64 { return share(float64(s.There-s.Missed), float64(s.There)) }

// ScoreVariants compares pairs with the truth. Two reports are variants if they
// tell the same saying in different articles. The words of two sayings can be
// the same by chance, as in life: a pair that is found to be word for word the
// same, and is, counts as neither right nor wrong. So does a pair of which one
// side passes the other on, since it has all of its words. A pair must come once.
func ScoreVariants(reports []Report, found iter.Seq[Pair]) VariantScores {
	out := VariantScores{By: map[news.Relation]*VariantScore{}}
	for _, r := range []news.Relation{news.WordForWord, news.Shortened, news.Altered, news.Paraphrased} {
		out.By[r] = &VariantScore{}
	}
	bySaying := map[string][]int{}
	for i, r := range reports {
		bySaying[r.Saying] = append(bySaying[r.Saying], i)
	}
	for _, group := range bySaying {
		for i, a := range group {
			for _, b := range group[i+1:] {
				if s := out.By[Due(&reports[a], &reports[b])]; s != nil {
					s.There++
					s.Missed++
					if loose(&reports[a], &reports[b]) {
						out.Loose.There++
						out.Loose.Missed++
					}
				}
			}
		}
	}
	for p := range found {
		a, b := &reports[p.A], &reports[p.B]
		given := out.By[p.Relation]
		if given == nil {
			continue
		}
		due := Due(a, b)
		if due == news.Different && a.Article != b.Article && p.Relation == news.WordForWord && a.Words == b.Words {
			out.Chance++
			continue
		}
		if due == news.Different && PassesOn(a, b) {
			out.PassedOn++
			continue
		}
		given.Found++
		if due == news.Different {
			continue
		}
		given.Right++
		out.By[due].Missed--
		if loose(a, b) {
			out.Loose.Missed--
		}
		if due == p.Relation {
			given.Exactly++
		}
	}
	return out
}

// Due is how two reports truly relate.
func Due(a, b *Report) news.Relation {
	if a.Article == b.Article {
		return news.Different
	}
	if a.Saying == b.Saying && a.Words == b.Words { // changed alike in two places
		return news.WordForWord
	}
	return Relate(a.Telling, b.Telling)
}

// PassesOn reports whether one of two reports passes the other's saying on.
func PassesOn(a, b *Report) bool { return a.PassesOn == b.Saying || b.PassesOn == a.Saying }

// loose reports whether two reports are paraphrases, and one of them is loose.
func loose(a, b *Report) bool {
	return a.Wording != b.Wording && a.Words != b.Words && (a.Loose || b.Loose)
}
