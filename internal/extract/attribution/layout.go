package attribution

import (
	"regexp"
	"strings"
	"unicode"

	"quoth/internal/extract/token"
	"quoth/internal/lexicon"
	"quoth/news"
)

// addLayout adds the statements that no verb but the layout attributes, where
// the network found none: names after a dash, posts with a handle, speaker
// labels; and gives quotations that nobody claims to the speaker beside them.
func addLayout(text string, marks *token.Layer, found []Found) []Found {
	l := &layout{text: text, marks: marks, found: found}
	l.furniture()
	for i := range marks.Paragraphs {
		l.signature(i)
		l.flash(i)
	}
	l.labels()
	l.unclaimed()
	return l.found
}

type layout struct {
	text  string
	marks *token.Layer
	found []Found
}

func (l *layout) words(s news.Span) string { return l.text[s.Start:s.End] }

// signed matches a line that names who spoke: after a dash stands a name, for
// a post with its handle, and a date perhaps.
var signed = regexp.MustCompile(`^(?:—|–|―|--|-)[ \x{a0}]*([\p{Lu}@][^\n]{1,90}?)((?:,|[ \x{a0}]+on)?[ \x{a0}]+` + dateLine + `)?\.?$`)

const dateLine = `(?:\d{1,2}[ .]+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:[ ]+\d{1,2})?,?[ ]+\d{4}(?:[ ,].{0,20})?`

// signature finds `"…" — Name` within one paragraph, and a paragraph or line
// that signs what stands above it.
func (l *layout) signature(i int) {
	p := l.marks.Paragraphs[i]
	at, quoted := p.Start, news.Span{}
	for _, q := range l.quotationsIn(p) {
		// the paragraph is one quotation with a name after it
		if q.Start == p.Start && q.End < p.End {
			rest := strings.TrimLeft(l.text[q.End:p.End], " \u00a0")
			at, quoted = p.End-len(rest), q
		}
	}
	m := signed.FindStringSubmatchIndex(l.text[at:p.End])
	if m == nil || at == p.Start && i == 0 {
		return
	}
	name := news.Span{Start: at + m[2], End: at + m[3]}
	post := m[4] >= 0 || strings.Contains(l.words(name), "(@")
	if len(words(l.text, name)) > 12 || strings.ContainsAny(l.words(name), "\"“”!?") {
		return
	}
	if quoted.Len() == 0 {
		above := l.marks.Paragraphs[i-1]
		qs := l.quotationsIn(above)
		switch {
		case len(qs) > 0 && qs[0].Start == above.Start && qs[len(qs)-1].End >= above.End-1:
			quoted = above
		case post && len(words(l.text, above)) > 0:
			quoted = above
		default:
			return
		}
	}
	l.add(Found{Source: news.Part{name}, Content: news.Part{quoted}})
}

// label matches the name with which a speech in a transcript opens.
var label = regexp.MustCompile(`^((?:[\p{Lu}@][\p{L}\d.'’@_-]*)(?:[ \x{a0}](?:of|the|for|de|van|von|[\p{Lu}(][\p{L}\d.'’)-]*|,)){0,5}(?:, [^:\n]{1,40})?)[ \x{a0}]?(:)[ \x{a0}]+\S`)

// labels finds transcripts. One label counts where a quotation follows it;
// without quotation marks there must be several and one of them must recur, or
// be written in capitals, lest every "Result: 2–1" became speech.
func (l *layout) labels() {
	type turn struct {
		name, colon news.Span
		paragraph   int
		speech      news.Span
	}
	var turns []turn
	seen, capitals := map[string]int{}, 0
	for i, p := range l.marks.Paragraphs {
		m := label.FindStringSubmatchIndex(l.text[p.Start:p.End])
		if m == nil {
			continue
		}
		t := turn{news.Span{Start: p.Start + m[2], End: p.Start + m[3]}, news.Span{Start: p.Start + m[4], End: p.Start + m[5]}, i, news.Span{Start: p.Start + m[1] - 1, End: p.End}}
		turns = append(turns, t)
		seen[surname(l.words(t.name))]++
		if l.words(t.name) == strings.ToUpper(l.words(t.name)) {
			capitals++
		}
	}
	recurs := false
	for _, n := range seen {
		recurs = recurs || n > 1
	}
	transcript := len(turns) >= 3 && (recurs || capitals == len(turns)) || len(turns) == 2 && capitals == 2
	for k, t := range turns {
		if q := l.quotationsIn(t.speech); !transcript && (len(q) == 0 || q[0].Start != t.speech.Start) {
			continue
		} else if !transcript {
			t.speech = q[0]
		}
		f := Found{Source: news.Part{t.name}, Cue: news.Part{t.colon}, Content: news.Part{t.speech}}
		// what follows without a label goes on, in a transcript only
		last := t.paragraph + 1
		if k+1 < len(turns) {
			last = turns[k+1].paragraph
		}
		for i := t.paragraph + 1; transcript && i < last; i++ {
			f.Content = append(f.Content, l.marks.Paragraphs[i])
		}
		if g := l.labelled(t.colon); g != nil { // found already, perhaps not to its end
			if transcript {
				g.Source, g.Content = f.Source, f.Content
			}
			continue
		}
		l.add(f)
	}
}

// surname is a label's last word before a comma: who is named in full at first
// is not later.
func surname(label string) string {
	label, _, _ = strings.Cut(label, ",")
	return label[strings.LastIndexAny(label, " \u00a0")+1:]
}

// labelled is the statement whose cue is the colon of a label, or nil.
func (l *layout) labelled(colon news.Span) *Found {
	for i := range l.found {
		for _, c := range l.found[i].Cue {
			if c.Contains(colon) {
				return &l.found[i]
			}
		}
	}
	return nil
}

// flash finds an agency's headline in capitals: "MINISTER RESIGNS -- STATE TV".
func (l *layout) flash(i int) {
	p := l.marks.Paragraphs[i]
	m := flash.FindStringSubmatchIndex(l.words(p))
	if m == nil {
		return
	}
	said, who := news.Span{Start: p.Start + m[2], End: p.Start + m[3]}, news.Span{Start: p.Start + m[4], End: p.Start + m[5]}
	if len(words(l.text, said)) >= 2 && len(words(l.text, who)) <= 5 {
		l.add(Found{Source: news.Part{who}, Content: news.Part{said}})
	}
}

var flash = regexp.MustCompile(`^([\p{Lu}\d][\p{Lu}\d ,.'’%$£€&-]{5,120}?)[ \x{a0}]+(?:--|-|–|—)[ \x{a0}]+([\p{Lu}][\p{Lu}\d .'’&]{1,40})$`)

// furniture takes away statements in lines that are not the article's words:
// pointers to other articles, credits, by-lines; and from the parts of others
// the dateline that they begin with.
func (l *layout) furniture() {
	var kept []Found
	for _, f := range l.found {
		f.Source, f.Cue, f.Content = l.uncredited(f.Source), l.uncredited(f.Cue), l.uncredited(f.Content)
		if len(f.Content) == 0 || len(f.Source) > 0 && lexicon.Notice(l.words(f.Source[0])) {
			continue
		}
		p := l.paragraphOf(f.place())
		if p < 0 || !lexicon.Furniture(l.words(l.marks.Paragraphs[p])) {
			kept = append(kept, f)
		}
	}
	l.found = kept
}

// uncredited is a part without what stands in lines of outlets and datelines.
func (l *layout) uncredited(p news.Part) (out news.Part) {
	for _, s := range p {
		for _, c := range l.marks.Credits {
			if s.Start >= c.Start && s.Start < c.End {
				s.Start = min(c.End, s.End)
			}
		}
		if s.Len() > 0 {
			out = append(out, s)
		}
	}
	return out
}

// unclaimed gives quotations of some length that are in nobody's content to
// the statement whose quotation stands before them in the paragraph: "…," she
// said. "…".
func (l *layout) unclaimed() {
	const fewestWords = 4
	last := -1 // statement that had the quotation before
	for qi := range l.marks.Quotations {
		q := &l.marks.Quotations[qi]
		if q.Depth > 0 {
			continue
		}
		s := q.Span()
		if owner := l.owner(s); owner >= 0 {
			last = owner
			continue
		}
		if last < 0 || len(words(l.text, q.Inside())) < fewestWords && !q.Continues || l.claimed(s) {
			continue
		}
		f := &l.found[last]
		end := f.Content[len(f.Content)-1].End
		if q.Continues || l.paragraphOf(end-1) == l.paragraphOf(s.Start) && opensSentence(l.text, s.Start) && end <= s.Start {
			f.Content = append(f.Content, s)
		}
	}
}

// owner is the statement whose content holds the span, or -1.
func (l *layout) owner(s news.Span) int {
	for i := range l.found {
		for _, c := range l.found[i].Content {
			if c.Start <= s.Start+1 && s.End-1 <= c.End {
				return i
			}
		}
	}
	return -1
}

// claimed reports whether any statement has a part in the span; one that
// stands there as a whole is somebody's report inside the quotation.
func (l *layout) claimed(s news.Span) bool {
	for i := range l.found {
		if len(l.found[i].Cue) > 0 && insidePart(l.found[i].Cue, news.Part{s}) {
			continue
		}
		for _, part := range []news.Part{l.found[i].Content, l.found[i].Cue, l.found[i].Source} {
			for _, c := range part {
				if c.Overlaps(s) {
					return true
				}
			}
		}
	}
	return false
}

// opensSentence reports whether a sentence has ended before the offset.
func opensSentence(text string, at int) bool {
	before := strings.TrimRightFunc(text[:at], unicode.IsSpace)
	return before == "" || strings.ContainsRune(".!?:\"'", rune(before[len(before)-1])) || strings.HasSuffix(before, "”")
}

// paragraphOf is the paragraph that holds the offset, or -1.
func (l *layout) paragraphOf(at int) int {
	lo, hi := 0, len(l.marks.Paragraphs)
	for lo < hi {
		if mid := (lo + hi) / 2; l.marks.Paragraphs[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(l.marks.Paragraphs) && l.marks.Paragraphs[lo].Start <= at {
		return lo
	}
	return -1
}

// quotationsIn are the outermost quotations that open inside the span.
func (l *layout) quotationsIn(s news.Span) (out []news.Span) {
	for _, q := range l.marks.Quotations {
		if q.Depth == 0 && q.Open.Start >= s.Start && q.Open.Start < s.End {
			out = append(out, q.Span())
		}
	}
	return out
}

// add keeps a statement of the layout unless the words already attribute its
// content; a statement without a source that has the same content gets one.
func (l *layout) add(f Found) {
	total, taken := 0, 0
	for _, c := range f.Content {
		total += c.Len()
	}
	for i := range l.found {
		g := &l.found[i]
		share := 0
		for _, c := range f.Content {
			for _, d := range g.Content {
				share += max(0, min(c.End, d.End)-max(c.Start, d.Start))
			}
		}
		if 2*share > total && len(g.Source) == 0 {
			g.Source = f.Source
		}
		if !insidePart(g.Cue, f.Content) || len(g.Cue) == 0 {
			taken += share
		}
	}
	if 4*taken < total {
		l.found = append(l.found, f)
	}
}

// insidePart reports whether all of p lies within one piece of content.
func insidePart(p, content news.Part) bool {
	for _, s := range p {
		ok := false
		for _, c := range content {
			ok = ok || c.Contains(s)
		}
		if !ok {
			return false
		}
	}
	return true
}
