package date

import (
	"slices"
	"sort"
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// How firmly a place in the sentence makes a date that of speaking; the
// nearer one of equal firmness counts.
const (
	no     = iota
	ahead  // On Friday, in a brief speech, the mayor said
	amid   // the mayor on Friday said
	beside // the mayor said on Friday
)

// own returns the expression in the statement's sentence that dates it, or -1.
func (r *reader) own(i int) int {
	h := r.head(i)
	s := r.sentence(r.cue(i).Start)
	best, firmest, nearest := -1, no, 0
	const most = 8 // dates on either side; no writer has more in a sentence
	mid := sort.Search(len(r.all), func(k int) bool { return r.all[k].Span.End > h.Start })
	for e := max(0, mid-most); e < min(len(r.all), mid+most) && r.all[e].Span.Start < s.End; e++ {
		if r.all[e].Span.Start < s.Start || !r.free(e, i) {
			continue
		}
		at := r.all[e].Span
		firm := r.firm(e, i, s)
		far := max(at.Start-h.End, h.Start-at.End)
		if firm > firmest || firm == firmest && firm > no && far < nearest {
			best, firmest, nearest = e, firm, far
		}
	}
	return best
}

// head covers the statement's cue, and its source where both stand together.
func (r *reader) head(i int) news.Span {
	h := r.cue(i)
	for _, s := range r.statements[i].Source {
		if s.Start >= h.End && strings.Trim(r.text[h.End:s.Start], " ,") == "" {
			h.End = s.End
		}
	}
	return h
}

// free reports whether an expression names a day, past, outside the content of
// the statement and of all those that it does not stand in itself.
func (r *reader) free(e, i int) bool {
	p := r.times[e]
	if d, ok := r.all[e].meaning.(distance); ok && d.vague {
		return false
	}
	if p == (period{}) || p.from != p.to || p.open != closed || p.from > r.today+1 {
		return false
	}
	for _, c := range r.inside[e] {
		if c == i || !slices.Contains(r.within[i], c) {
			return false
		}
	}
	for _, c := range r.within[i] { // what dates the outer statement does not date this one
		if !slices.Contains(r.inside[e], c) && !r.opens(r.all[e].Span, c) {
			return false
		}
	}
	return true
}

// opens reports whether the content of a statement begins with what the date
// in front of it dates: "On Friday the mayor resigned, the paper reported".
func (r *reader) opens(at news.Span, i int) bool {
	cue := r.cue(i).Start
	return slices.ContainsFunc(r.statements[i].Content, func(c news.Span) bool {
		return at.End <= c.Start && cue > c.Start && strings.Trim(r.text[at.End:c.Start], " ,") == ""
	})
}

// firm judges where in sentence s the expression stands.
func (r *reader) firm(e, i int, s news.Span) int {
	at, h, cue := r.all[e].Span, r.head(i), r.cue(i)
	owned := strings.HasPrefix(r.text[at.End:], "'s") || strings.HasPrefix(r.text[at.End:], "’s")
	if cue.Start <= at.Start && at.End <= cue.End {
		return beside
	}
	for _, source := range r.statements[i].Source {
		if source.Start <= at.Start && at.End <= source.End && r.issued(at) {
			return beside
		}
	}
	switch {
	case owned:
		return no
	case at.Start >= h.End:
		if r.otherCue(i, h.End, at.Start) {
			return no
		}
		if r.modifies(at) {
			return no
		}
		return r.after(i, h.End, at.Start)
	case at.End <= h.Start:
		return r.before(i, at, s)
	}
	return no
}

// after judges a date behind the cue: what stands between may name whom was
// spoken to and where, or be the content itself.
func (r *reader) after(i, from, to int) int {
	const longest = 70
	past := false
	for _, c := range r.statements[i].Content {
		if from <= c.Start && c.End <= to {
			from, past = c.End, true
		}
	}
	between := strings.TrimSuffix(r.text[from:to], "as of ")
	if words := strings.Fields(between); past && len(words) > 0 && class[words[0][0]] == letter && !plays(words[0], besides) && words[0] != "to" {
		return no // those claiming fraud gathered on Monday
	}
	if len(between) > longest || strings.ContainsAny(between, ";.\n\"") || tied(between) || past && anyPlays(between, joining) {
		return no
	}
	return beside
}

// before judges a date in front of the cue: in the opening of the sentence, or
// between source and cue.
func (r *reader) before(i int, at, s news.Span) int {
	h, cue := r.head(i), r.cue(i)
	between := r.text[at.End:h.Start]
	if strings.ContainsAny(between, ";") {
		return no
	}
	st := r.statements[i]
	modifies := r.modifies(at)
	for _, source := range st.Source {
		if source.Start >= at.End && source.End <= cue.Start {
			between = r.text[at.End:source.Start]
			break
		}
		if source.End <= at.Start && source.End >= s.Start {
			if lead := r.text[source.End:at.Start]; tied(lead) || !slight(lead) && !r.issued(at) {
				return no
			}
			if strings.Contains(between, " and ") || r.otherCue(i, at.End, cue.Start) || modifies && !r.issued(at) {
				return no
			}
			return amid
		}
	}
	if strings.Trim(between, " ,") == "" && at.End+3 > cue.Start && !modifies {
		return amid // filed suit on Monday, accusing
	}
	subject := false // a short one stands in front of a passive: it was announced
	if passive := anyPlays(r.text[cue.Start:cue.End], passives); len(st.Source) == 0 || passive {
		if c := st.Content; len(c) > 0 && c[0].Start >= at.End && c[0].End <= cue.Start {
			between = r.text[at.End:c[0].Start]
		}
		if len(st.Source) == 0 && (!passive || tied(between)) {
			return no
		}
		subject = passive && plays(strings.Trim(between, " ,"), pronouns)
	}
	if modifies && !r.issued(at) {
		return no
	}
	if r.otherCue(i, at.End, cue.Start) {
		if !r.governs(at, i) {
			return no
		}
	} else if lead := strings.Trim(between, " "); lead != "" && !subject && !slight(lead) && (!strings.HasSuffix(lead, ",") || strings.HasSuffix(lead, " and,")) {
		return no
	}
	if k := clauseStart(r.text[s.Start:at.Start]); k > 0 {
		s.Start += k
	}
	lead := strings.Fields(r.text[s.Start:at.Start])
	if len(lead) == 2 && strings.EqualFold(lead[0], "as") && anyPlays(r.text[cue.Start:cue.End], perfects) {
		return no // as of Friday nobody has said
	}
	const longest = 14
	if len(lead) > longest {
		return no
	}
	if len(lead) > 0 && plays(lead[0], tying) {
		return no
	}
	for w := range joining {
		if strings.Contains(between, ", "+w+" ") {
			return no
		}
	}
	return ahead
}

// clauseStart is where a clause begins that is joined to the one before, when
// the text goes up to a date: "…, but on", "… and late on".
func clauseStart(s string) int {
	words := strings.TrimRight(s, " ")
	for range 3 { // late on
		i := strings.LastIndexByte(words, ' ')
		if i < 0 {
			return 0
		}
		switch w := words[i+1:]; {
		case joining[w]:
			return i + 1 + len(w)
		case besides[w]:
			words = strings.TrimRight(words[:i], " ")
		default:
			return 0
		}
	}
	return 0
}

// governs reports whether the statements between a date at the head of the
// sentence and i have its source or none of their own.
func (r *reader) governs(at news.Span, i int) bool {
	for k := r.place[i] - 1; k >= 0 && r.cue(r.byCue[k]).Start >= at.End; k-- {
		j := r.byCue[k]
		if len(r.within[j]) == 0 && !r.sameSource(i, j) {
			return false
		}
	}
	return true
}

// modifies reports whether the date is part of a noun phrase that goes on:
// "his January 2 remarks".
func (r *reader) modifies(at news.Span) bool {
	before := strings.ToLower(r.text[max(0, at.Start-8):at.Start])
	if i := strings.LastIndexByte(strings.TrimRight(before, " "), ' '); i >= 0 {
		before = before[i+1:]
	}
	return leading[strings.TrimSpace(before)] && at.End+1 < len(r.text) && r.text[at.End] == ' ' && class[r.text[at.End+1]] == letter
}

// otherCue reports whether the cue of another statement stands in text[from:to]
// outside the content of i.
func (r *reader) otherCue(i, from, to int) bool {
	k := sort.Search(len(r.byCue), func(k int) bool { return r.cue(r.byCue[k]).Start >= from })
	for ; k < len(r.byCue) && r.cue(r.byCue[k]).Start < to; k++ {
		j := r.byCue[k]
		if j != i && !slices.Contains(r.within[j], i) && len(r.statements[j].Cue) > 0 {
			return true
		}
	}
	return false
}

// order sorts the statements by their cues.
func (r *reader) order() {
	r.byCue, r.place = make([]int, len(r.statements)), make([]int, len(r.statements))
	for i := range r.byCue {
		r.byCue[i] = i
	}
	sort.SliceStable(r.byCue, func(a, b int) bool { return r.cue(r.byCue[a]).Start < r.cue(r.byCue[b]).Start })
	for k, i := range r.byCue {
		r.place[i] = k
	}
}

// issued reports whether a word of speaking or writing stands beside the date.
func (r *reader) issued(at news.Span) bool {
	around := r.text[max(0, at.Start-30):at.Start] + " " + r.text[at.End:min(len(r.text), at.End+30)]
	return anyPlays(around, issuing)
}

// The parts that words of dating.txt play.
var (
	tying      = lexicon.Dating["tied"]
	issuing    = lexicon.Dating["issued"]
	continuing = lexicon.Dating["continuing"]
	besides    = lexicon.Dating["beside"]
	joining    = lexicon.Dating["joining"]
	leading    = lexicon.Dating["leading"]
	pronouns   = lexicon.Dating["pronoun"]
	owners     = lexicon.Dating["owner"]
	passives   = lexicon.Dating["passive"]
	perfects   = lexicon.Dating["perfect"]
	known      = lexicon.Dating["known"]
)

// plays reports whether a word, as it stands in the text, plays a part.
func plays(word string, part map[string]bool) bool {
	return part[strings.ToLower(strings.Trim(word, ",.;:\"“”"))]
}

// anyPlays reports whether a word of s plays the part.
func anyPlays(s string, part map[string]bool) bool {
	for w := range strings.FieldsSeq(s) {
		if plays(w, part) {
			return true
		}
	}
	return false
}

// tied reports whether words between a date and a word of speaking tie the
// date to something else.
func tied(s string) bool {
	return anyPlays(strings.TrimSuffix(s, "as of "), tying)
}

// slight reports whether the words between a source and a date are no more
// than what dates stand with.
func slight(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if w = strings.Trim(w, ","); w != "" && !plays(w, besides) {
			return false
		}
	}
	return true
}
