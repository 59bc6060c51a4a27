package date

import (
	"sort"
	"strings"
)

// carry dates what the same source goes on to say right after: in the same
// sentence and the next ones, before anybody else speaks.
func (r *reader) carry(found []int) {
	const farthest = 8 // statements, most of them nested
	for k, i := range r.byCue {
		if found[i] >= 0 || len(r.within[i]) > 0 {
			continue
		}
		for b := k - 1; b >= 0 && b > k-farthest; b-- {
			j := r.byCue[b]
			if len(r.within[j]) > 0 || r.possessed(j) {
				continue
			}
			if r.near(j, i) && r.sameSource(i, j) && !r.timed(i, found[j]) {
				found[i] = found[j]
			}
			break
		}
	}
}

// timed reports whether the sentence names another time before the cue than
// the one known.
func (r *reader) timed(i, known int) bool {
	cue := r.cue(i)
	s := r.sentence(cue.Start)
	for e := sort.Search(len(r.all), func(k int) bool { return r.all[k].Span.End > cue.Start }) - 1; e >= 0 && r.all[e].Span.Start >= s.Start; e-- {
		if e != known && len(r.inside[e]) == 0 && !r.modifies(r.all[e].Span) {
			return true
		}
	}
	return false
}

// near reports whether the cue of i stands within two sentences of j's, or
// four where the text shows that one speaker goes on.
func (r *reader) near(j, i int) bool {
	a, b := r.cue(j).Start, r.cue(i).Start
	sa := sort.SearchInts(r.marks.Sentences, a+1)
	sb := sort.SearchInts(r.marks.Sentences, b+1)
	return sb-sa <= 2 || sb-sa <= 4 && (r.pronoun(i) || r.continues(i))
}

// sameSource reports whether i goes on in the words of whoever spoke in j: by
// name, as a pronoun, or as the statement that was issued.
func (r *reader) sameSource(i, j int) bool {
	s, t := r.statements[i], r.statements[j]
	if s.Speaker != nil && t.Speaker != nil && s.Speaker.ID != "" {
		return s.Speaker.ID == t.Speaker.ID
	}
	if len(s.Source) == 0 {
		return r.joins(i, j)
	}
	if len(t.Source) == 0 {
		return false
	}
	if s.Source[0] == t.Source[0] || r.pronoun(i) {
		return true
	}
	if r.document(i) {
		return true
	}
	a := strings.Fields(s.Source.Text(r.text))
	b := strings.Fields(t.Source.Text(r.text))
	for _, w := range a {
		w = strings.Trim(w, ",.")
		if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || len(w) < 3 || w[0] < 'A' || w[0] > 'Z' || w == "The" {
			continue
		}
		for _, x := range b {
			if strings.Trim(x, ",.") == w {
				return true
			}
		}
	}
	return strings.EqualFold(strings.Join(a, " "), strings.Join(b, " "))
}

// joins reports whether the cue of i, which has no source, is joined to the
// clause of j: "…, citing", "… and announced".
func (r *reader) joins(i, j int) bool {
	a, b := r.cue(j), r.cue(i)
	if a.End > b.Start || r.sentence(a.Start) != r.sentence(b.Start) {
		return false
	}
	before := strings.TrimRight(r.text[a.End:b.Start], " ")
	return strings.HasSuffix(before, ",") || strings.HasSuffix(before, " and")
}

// possessed reports whether the source is a possessive: "his remarks", which
// are not what he goes on with.
func (r *reader) possessed(j int) bool {
	return plays(r.statements[j].Source.Text(r.text), owners)
}

func (r *reader) pronoun(i int) bool {
	return plays(r.statements[i].Source.Text(r.text), pronouns)
}

// continues reports whether the cue goes on with what was said before.
func (r *reader) continues(i int) bool {
	cue := r.cue(i)
	return anyPlays(r.text[max(0, cue.Start-5):cue.End], continuing)
}

// document reports whether the source is what was issued before: "the
// statement", "its report".
func (r *reader) document(i int) bool {
	f := strings.Fields(strings.ToLower(r.statements[i].Source.Text(r.text)))
	if len(f) != 2 || !plays(f[1], issuing) {
		return false
	}
	return known[f[0]] || strings.HasSuffix(f[0], "'s") || strings.HasSuffix(f[0], "’s")
}
