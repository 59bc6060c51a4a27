package speaker

import (
	"math"
	"sort"

	"quoth/internal/encoder"
	"quoth/news"
)

// A Mention is a run of words that may mean a speaker: a proper name, or the
// source of a statement.
type Mention struct {
	Span  news.Span
	Name  NameKind
	inner news.Span // the name, where it is not Span: within it, or joined to the next
	Alone float64   // probability that it means nobody whom another mention means
	Links []Link    // whom else it may mean as, likeliest first; only for sources
}

// name is where the mention's proper name stands.
func (m Mention) name() news.Span {
	if m.inner.Len() > 0 {
		return m.inner
	}
	return m.Span
}

// all covers the mention and its name, which goes on behind a joined mention.
func (m Mention) all() news.Span {
	return news.Span{Start: m.Span.Start, End: max(m.Span.End, m.inner.End)}
}

// A Link says how likely a mention means the same as another.
type Link struct {
	To int // index of the other mention
	P  float64
}

// NameKind says what a proper name names.
type NameKind uint8

// The kinds of names, as the network's labels number them. A mention that is
// no name is NoName.
const (
	NoName NameKind = iota
	PersonName
	OrganisationName
	PlaceName
	OtherName
)

const (
	behind = 254 // pieces that another mention may stand before, as far as training saw
	ahead  = 40  // and behind: "Asked about it, she …, said Reyes"
	kept   = 12  // links kept for a mention
)

// Mentions finds the names of a section of text and compares its sources with
// them and with each other. Spans and links are the section's own.
func Mentions(text string, pieces []encoder.Piece, r *encoder.Reading, sources []news.Part) []Mention {
	out := names(text, pieces, r.Names())
	taken := map[news.Span]bool{}
	for _, m := range out {
		taken[m.Span] = true
	}
	for _, s := range sources {
		if len(s) > 0 && !taken[s[0]] {
			taken[s[0]] = true
			out = append(out, Mention{Span: s[0]})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i].Span, out[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	runs := make([]encoder.Run, len(out))
	for i, m := range out {
		runs[i] = encoder.RunOf(pieces, m.Span)
	}
	links := r.Links(runs)
	for i := range out {
		if out[i].Name == NoName {
			out[i].Alone, out[i].Links = compare(out, runs, links, i)
		}
	}
	return out
}

// compare turns the logits of mention i against all others within reach into
// probabilities.
func compare(mentions []Mention, runs []encoder.Run, l *encoder.Links, i int) (alone float64, links []Link) {
	try := func(j int) {
		if !mentions[j].Span.Overlaps(mentions[i].Span) {
			links = append(links, Link{To: j, P: l.Same(i, j)})
		}
	}
	for j := i - 1; j >= 0 && runs[i].First-runs[j].First < behind; j-- {
		try(j)
	}
	for j := i + 1; j < len(runs) && runs[j].First-runs[i].First < ahead; j++ {
		try(j)
	}
	alone = normalise(l.Alone(i), links)
	sort.SliceStable(links, func(a, b int) bool { return links[a].P > links[b].P })
	return alone, links[:min(kept, len(links))]
}

// normalise turns the logits of "nobody else" and of the links into
// probabilities and returns the first.
func normalise(alone float64, links []Link) float64 {
	top := alone
	for _, l := range links {
		top = max(top, l.P)
	}
	sum := math.Exp(alone - top)
	for i := range links {
		links[i].P = math.Exp(links[i].P - top)
		sum += links[i].P
	}
	for i := range links {
		links[i].P /= sum
	}
	return math.Exp(alone-top) / sum
}
