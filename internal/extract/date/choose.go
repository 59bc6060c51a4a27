package date

import (
	"math"
	"slices"
	"sort"
	"strings"

	"quoth/internal/extract/token"
	"quoth/news"
)

// A Candidate is an expression that may say when a statement was made, with
// what the learned choice among candidates looks at beside the words' vectors.
type Candidate struct {
	Expression int // index
	Day        string
	Features   []float32
}

// Features is how many features a candidate has.
const Features = 30

// A Chooser scores a statement's candidate: the log odds, against no date at
// all, that it says when the statement was made.
type Chooser func(statement int, c Candidate) float64

// Probabilities from which a date is given, set on the development articles so
// that three in four of the dates given are right: for any statement, and for
// one in which a speaker goes on from a statement of that date.
const (
	enough      = .27
	enoughAgain = .05
)

// SaidOn returns for each statement when its words were spoken or written, nil
// where the article does not say. All are the expressions of the text; day is
// the article's own, and without one only dates of the calendar are known.
// Speakers, where statements have them, must be filled in. Without a score
// only how sentences are built decides.
func SaidOn(text string, marks *token.Layer, all []Expression, day Day, known bool, statements []news.Statement, score Chooser) []*news.SaidOn {
	out := make([]*news.SaidOn, len(statements))
	r := newReader(text, marks, all, day, known, statements)
	rule := r.rule()
	chosen := rule
	if score != nil {
		chosen = make([]int, len(statements))
		for _, i := range r.byCue {
			chances := chancesOf(i, r.candidates(i, rule), score)
			if chosen[i] = chances.choose("", enough); chosen[i] >= 0 {
				continue
			}
			if j := r.goesOnFrom(i); j >= 0 && chosen[j] >= 0 {
				chosen[i] = chances.choose(r.times[chosen[j]].String(), enoughAgain)
			}
		}
	}
	for i, e := range chosen {
		if e >= 0 {
			s := all[e].Span
			out[i] = &news.SaidOn{Text: text[s.Start:s.End], Date: r.times[e].String(), Span: s}
		}
	}
	return out
}

// goesOnFrom is the statement before i in which its speaker was speaking
// already, neither of them inside another; or -1.
func (r *reader) goesOnFrom(i int) int {
	if len(r.within[i]) > 0 {
		return -1
	}
	const farthest = 8 // statements, most of them nested
	for k := r.place[i] - 1; k >= 0 && k > r.place[i]-farthest; k-- {
		if j := r.byCue[k]; len(r.within[j]) == 0 {
			if r.near(j, i) && r.sameSource(i, j) {
				return j
			}
			return -1
		}
	}
	return -1
}

// chances are a statement's candidates with their probabilities.
type chances struct {
	candidates []Candidate
	p          []float64
}

func chancesOf(i int, candidates []Candidate, score Chooser) chances {
	c := chances{candidates, make([]float64, len(candidates))}
	sum := 1.0 // no date
	for k, of := range candidates {
		c.p[k] = math.Exp(math.Min(30, score(i, of)))
		sum += c.p[k]
	}
	for k := range c.p {
		c.p[k] /= sum
	}
	return c
}

// choose returns the expression of the likeliest day, or of the given one, if
// that is likely enough, and of the expressions that name it the likeliest; -1
// is none.
func (c chances) choose(day string, enough float64) int {
	days := map[string]float64{}
	for k, of := range c.candidates {
		days[of.Day] += c.p[k]
	}
	if day == "" {
		for _, of := range c.candidates { // in order, lest a tie fell by chance
			if days[of.Day] > days[day] {
				day = of.Day
			}
		}
	}
	if days[day] < enough {
		return -1
	}
	most, best := 0.0, -1
	for k, of := range c.candidates {
		if of.Day == day && c.p[k] > most {
			most, best = c.p[k], of.Expression
		}
	}
	return best
}

// Candidates returns what SaidOn chooses from, for training.
func Candidates(text string, marks *token.Layer, all []Expression, day Day, known bool, statements []news.Statement) [][]Candidate {
	out := make([][]Candidate, len(statements))
	r := newReader(text, marks, all, day, known, statements)
	rule := r.rule()
	for i := range statements {
		out[i] = r.candidates(i, rule)
	}
	return out
}

// candidates are the days that may be when the statement was made: those named
// in its sentence, and before it as far back as readers look.
func (r *reader) candidates(i int, rule []int) (out []Candidate) {
	const (
		behind  = 5  // candidates before the cue
		beyond  = 2  // and after it, in the same sentence
		farther = 40 // expressions looked at
	)
	cue := r.cue(i)
	mid := sort.Search(len(r.all), func(k int) bool { return r.all[k].Span.Start >= cue.Start })
	for e, n := mid-1, 0; e >= 0 && n < behind && mid-e < farther; e-- {
		if r.day(e) && !slices.Contains(r.inside[e], i) {
			out = append(out, r.candidate(e, i, rule))
			n++
		}
	}
	end := r.sentence(cue.Start).End
	for e, n := mid, 0; e < len(r.all) && n < beyond && r.all[e].Span.Start < end; e++ {
		if r.day(e) && !slices.Contains(r.inside[e], i) {
			out = append(out, r.candidate(e, i, rule))
			n++
		}
	}
	return out
}

// day reports whether an expression names one day that is not to come.
func (r *reader) day(e int) bool {
	p := r.times[e]
	return p != (period{}) && p.from == p.to && p.open == closed && p.from <= r.today+1
}

// candidate describes expression e as the date of statement i.
func (r *reader) candidate(e, i int, rule []int) Candidate {
	c := Candidate{Expression: e, Day: r.times[e].String(), Features: make([]float32, Features)}
	k := 0
	is := func(b bool) {
		if b {
			c.Features[k] = 1
		}
		k++
	}
	at, cue := r.all[e].Span, r.cue(i)
	back := sort.SearchInts(r.marks.Sentences, cue.Start+1) - sort.SearchInts(r.marks.Sentences, at.Start+1)
	is(back <= 0 && at.Start < cue.Start)
	is(back <= 0 && at.Start >= cue.Start)
	is(back == 1)
	is(back == 2 || back == 3)
	is(back > 3 && back < 8)
	is(back >= 8)
	paragraphs := r.paragraph(cue.Start) - r.paragraph(at.Start)
	is(paragraphs == 0)
	is(paragraphs == 1)
	is(paragraphs > 1)
	between := r.daysBetween(e, i)
	is(between == 0)
	is(between == 1)
	is(between > 1)
	chosen := rule[i]
	is(chosen == e)
	is(chosen >= 0 && r.times[chosen] == r.times[e])
	is(chosen < 0)
	is(len(r.inside[e]) > 0)
	is(len(r.inside[e]) > 0 && len(r.within[i]) > 0)
	is(len(r.within[i]) > 0)
	ago := int(r.today - r.times[e].from)
	is(ago <= 0)
	is(ago == 1)
	is(ago > 1 && ago < 7)
	is(ago >= 7)
	before := r.datedBefore(i, rule)
	is(before >= 0 && r.times[rule[before]] == r.times[e])
	is(before >= 0 && r.sameSource(i, before))
	words := r.text[cue.Start:cue.End]
	is(anyPlays(words, perfects))
	is(strings.HasSuffix(words, "ed") || strings.HasSuffix(words, "said") || strings.HasSuffix(words, "told"))
	is(strings.HasSuffix(words, "ing"))
	is(strings.HasSuffix(words, "s"))
	is(r.modifies(at))
	is(r.otherCue(i, min(at.End, cue.End), max(at.Start, cue.Start)))
	return c
}

func (r *reader) paragraph(at int) int {
	return sort.Search(len(r.marks.Paragraphs), func(k int) bool { return r.marks.Paragraphs[k].Start > at })
}

// daysBetween counts the other days named between the expression and the cue.
func (r *reader) daysBetween(e, i int) (n int) {
	cue := r.cue(i)
	for k := e + 1; k < len(r.all) && r.all[k].Span.Start < cue.Start && n < 3; k++ {
		if r.day(k) && r.times[k] != r.times[e] {
			n++
		}
	}
	return n
}

// datedBefore is the last statement before i that the rules date, or -1.
func (r *reader) datedBefore(i int, rule []int) int {
	for k := r.place[i] - 1; k >= 0 && k >= r.place[i]-6; k-- {
		if rule[r.byCue[k]] >= 0 {
			return r.byCue[k]
		}
	}
	return -1
}
