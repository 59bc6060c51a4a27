package token

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// A Quotation is a pair of quotation marks with what stands between them. One
// that is not closed in its paragraph ends where the paragraph ends.
type Quotation struct {
	Open, Close news.Span // the marks; Close is empty when the mark is missing
	Depth       int       // 0 for the outermost
	// Continues: the quotation opens a paragraph and the paragraph before
	// ends inside a quotation, so that both are one.
	Continues bool
}

// Closed reports whether the closing mark is there.
func (q Quotation) Closed() bool { return q.Close.Len() > 0 }

// Span covers the quotation with its marks.
func (q Quotation) Span() news.Span { return news.Span{Start: q.Open.Start, End: q.Close.End} }

// Inside covers what stands between the marks.
func (q Quotation) Inside() news.Span { return news.Span{Start: q.Open.End, End: q.Close.Start} }

// A mark is one quotation mark as typed, with what its neighbours allow.
type mark struct {
	at       news.Span
	family   family
	canOpen  bool
	canClose bool
}

// family tells which marks can be partners of one another. Typewriters,
// translators and agencies mix styles inside a family, rarely across.
type family byte

const (
	double    family = iota // " “ ” „ ‟ '' `` ＂ 〝 〞
	single                  // ' ‘ ’ ‚ ‛ `
	guillemet               // « »
	chevron                 // ‹ ›
	corner                  // 「 」 『 』
)

// glyphs lists the marks that are not letters of something else. A mark that
// both opens and closes is decided by its neighbours and by what is open.
var glyphs = map[rune]mark{
	'"':  {family: double, canOpen: true, canClose: true},
	'＂':  {family: double, canOpen: true, canClose: true},
	'“':  {family: double, canOpen: true, canClose: true}, // closes „ in German and Czech
	'”':  {family: double, canOpen: true, canClose: true}, // opens in Swedish and Finnish
	'„':  {family: double, canOpen: true},
	'‟':  {family: double, canOpen: true},
	'〝':  {family: double, canOpen: true},
	'〞':  {family: double, canClose: true},
	'«':  {family: guillemet, canOpen: true, canClose: true}, // closes » in Danish
	'»':  {family: guillemet, canOpen: true, canClose: true},
	'‹':  {family: chevron, canOpen: true, canClose: true},
	'›':  {family: chevron, canOpen: true, canClose: true},
	'「':  {family: corner, canOpen: true},
	'『':  {family: corner, canOpen: true},
	'」':  {family: corner, canClose: true},
	'』':  {family: corner, canClose: true},
	'\'': {family: single, canOpen: true, canClose: true},
	'‘':  {family: single, canOpen: true, canClose: true}, // closes ‚ in German
	'‚':  {family: single, canOpen: true},
	'‛':  {family: single, canOpen: true},
	'’':  {family: single, canClose: true},
	'`':  {family: single, canOpen: true, canClose: true},
}

// elisions are words that begin with an apostrophe.
var elisions = []string{"em", "tis", "twas", "til", "cause", "bout", "round", "n", "cos", "twere", "neath"}

func (l *Layer) findQuotations(text string) {
	openBefore := false // the paragraph before ends inside a quotation
	for i, p := range l.Paragraphs {
		marks, apostrophes := findMarks(text, p)
		l.Apostrophe = append(l.Apostrophe, apostrophes...)
		goesOn := i+1 < len(l.Paragraphs) && isOpenMark(firstRune(text, l.Paragraphs[i+1])) && firstRune(text, p) == firstRune(text, l.Paragraphs[i+1])
		found, unpaired := pair(text, p, goesOn, marks)
		for _, m := range unpaired {
			l.Apostrophe = append(l.Apostrophe, m.at.Start)
		}
		open := false
		for i := range found {
			q := &found[i]
			if q.Open.Start == p.Start && openBefore {
				q.Continues = true
			}
			open = open || !q.Closed()
		}
		openBefore = open
		l.Quotations = append(l.Quotations, found...)
	}
}

// findMarks reads one paragraph. Apostrophes are told from single marks by
// their neighbours.
func findMarks(text string, p news.Span) (marks []mark, apostrophes []int) {
	prev := ' '
	for i := p.Start; i < p.End; {
		r, n := utf8.DecodeRuneInString(text[i:p.End])
		m, isMark := glyphs[r]
		if !isMark {
			prev, i = r, i+n
			continue
		}
		if (r == '\'' || r == '`' || r == '’' || r == '‘') && strings.HasPrefix(text[i+n:p.End], string(r)) {
			m, n = glyphs['"'], 2*n // two single marks typed for a double one
		}
		m.at = news.Span{Start: i, End: i + n}
		next, _ := utf8.DecodeRuneInString(text[i+n : p.End])
		if i+n >= p.End {
			next = ' '
		}
		if apostrophe(m, r, prev, next, text[p.Start:i], text[i+n:p.End]) {
			apostrophes = append(apostrophes, i)
		} else {
			m.limit(r, prev, next)
			marks = append(marks, m)
		}
		prev, i = r, i+n
	}
	return marks, apostrophes
}

func apostrophe(m mark, r, prev, next rune, before, after string) bool {
	switch {
	case m.family != single || r == '‚' || r == '‛':
		return false
	case hasAnySuffix(before, "'n", "'N", "’n", "’N"): // rock 'n' roll
		return true
	case wordRune(prev) && wordRune(next): // don't, O’Hara, l'Oréal
		return true
	case !wordRune(prev) && wordRune(next): // '90s, 'em
		if unicode.IsDigit(next) {
			rest := strings.TrimLeft(after, "0123456789")
			return len(after)-len(rest) == 2 && (strings.HasPrefix(rest, "s") || rest == "" || !wordRune(rune(rest[0])))
		}
		word := after[:len(after)-len(strings.TrimLeftFunc(after, wordRune))]
		for _, e := range elisions {
			if strings.EqualFold(word, e) && (r != '‘' || len(word) < 4) {
				return true
			}
		}
		return r == '’' && !unicode.IsUpper(next)
	}
	return false
}

func hasAnySuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(x string) bool { return strings.HasSuffix(s, x) })
}

// limit takes away what the neighbours of a mark rule out.
func (m *mark) limit(r, prev, next rune) {
	openSide := unicode.IsSpace(prev) || strings.ContainsRune("([{<—–-/=:…*", prev) || isOpenMark(prev)
	closeSide := unicode.IsSpace(next) || unicode.IsPunct(next) || unicode.IsSymbol(next)
	switch r {
	case '"', '＂', '\'', '`', '”', '’', '«', '»', '‹', '›', '“':
		if !openSide && !(m.family == double || m.family == guillemet) {
			m.canOpen = false
		}
		if unicode.IsSpace(next) && !unicode.IsSpace(prev) {
			m.canOpen = false
		}
		if unicode.IsSpace(prev) && !unicode.IsSpace(next) && !closeSide {
			m.canClose = false
		}
		if m.family == single && wordRune(next) {
			m.canClose = false
		}
	}
	switch {
	case r == '“' && (openSide || !closeSide):
		m.canClose = m.canClose && unicode.IsPunct(next) && !isOpenMark(next)
	case r == '”' && !unicode.IsSpace(prev) && !isOpenMark(prev):
		m.canOpen = false
	}
}

func isOpenMark(r rune) bool { return strings.ContainsRune("\"“„«‘'‹「『`", r) }

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// deepest bounds quotations inside quotations, and farthest the marks looked at
// for a partner: no writer goes there, and hostile text stays linear.
const deepest, farthest = 6, 64

// pair matches the marks of one paragraph. Every mark ends up in a quotation
// or in unpaired. A quotation that opens the paragraph and goes on in the next
// one needs no partner here.
func pair(text string, p news.Span, goesOn bool, marks []mark) (found []Quotation, unpaired []mark) {
	var stack []int // indexes into found of the open quotations
	glyph := func(m mark) string { return text[m.at.Start:m.at.End] }
	families := make([]family, 0, len(marks))
	for i, m := range marks {
		top := -1 // innermost open quotation that m could close
		if m.canClose {
			for s := len(stack) - 1; s >= 0; s-- {
				q := found[stack[s]]
				if families[stack[s]] == m.family && closes(text[q.Open.Start:q.Open.End], glyph(m)) {
					top = s
					break
				}
				// a single mark never closes over an open double one: it is an apostrophe
				if m.family == single {
					break
				}
			}
		}
		switch {
		case top >= 0 && m.family == single && pluralPossessive(text, m, marks[i+1:]),
			top >= 0 && inches(text, p, m) && closesNext(text, marks[i+1:]):
			unpaired = append(unpaired, m)
		case top >= 0:
			for _, s := range stack[top+1:] { // inner ones that were never closed
				found[s].Close = news.Span{Start: m.at.Start, End: m.at.Start}
			}
			found[stack[top]].Close = m.at
			stack = stack[:top]
		case len(stack) < deepest && m.canOpen && (m.family != single || goesOn && m.at.Start == p.Start || closedLater(text, marks[i+1:], m)) && !inches(text, p, m):
			if len(stack) > 0 && families[stack[len(stack)-1]] == m.family && m.family == double && !m.canClose {
				// opened again without a close: the one before lost its mark
				last := stack[len(stack)-1]
				found[last].Close = lost(text, found[last], m)
				stack = stack[:len(stack)-1]
			}
			found = append(found, Quotation{Open: m.at, Close: news.Span{Start: p.End, End: p.End}, Depth: len(stack)})
			families = append(families, m.family)
			stack = append(stack, len(found)-1)
		default:
			unpaired = append(unpaired, m)
		}
	}
	return found, unpaired
}

// closes reports whether a typed closing mark may end what the opening mark
// began. Directed marks of one family need the right direction.
func closes(open, shut string) bool {
	switch open {
	case "“", "‟":
		return shut != "“" && shut != "„"
	case "„":
		return true
	case "«", "»", "‹", "›":
		return open != shut || open == "»" // Finnish: »…»
	case "‘", "‚", "‛":
		return shut == "’" || shut == "'" || shut == "‘" && open == "‚"
	case "'", "`":
		return shut == "'" || shut == "’"
	}
	return true
}

// pluralPossessive reports whether a closing single mark after an s is rather
// the apostrophe of a plural, because a better closing mark follows.
func pluralPossessive(text string, m mark, later []mark) bool {
	prev, _ := utf8.DecodeLastRuneInString(text[:m.at.Start])
	next, _ := utf8.DecodeRuneInString(text[m.at.End:])
	if (prev != 's' && prev != 'S') || next != ' ' {
		return false
	}
	for _, n := range later[:min(len(later), farthest)] {
		if n.family != single {
			continue
		}
		return n.canClose && !n.canOpen
	}
	return false
}

// closedLater reports whether a single mark has a partner in its paragraph;
// without one it opens nothing.
func closedLater(text string, later []mark, m mark) bool {
	for _, n := range later[:min(len(later), farthest)] {
		if n.family == single && n.canClose && closes(text[m.at.Start:m.at.End], text[n.at.Start:n.at.End]) {
			return true
		}
	}
	return false
}

// inches reports whether a straight double mark after a digit is a sign of
// measure: 12" guns.
func inches(text string, p news.Span, m mark) bool {
	if text[m.at.Start:m.at.End] != `"` || m.at.Start == p.Start {
		return false
	}
	prev := text[m.at.Start-1]
	return prev >= '0' && prev <= '9'
}

// closesNext reports whether the next double mark can only close.
func closesNext(text string, later []mark) bool {
	for _, n := range later[:min(len(later), farthest)] {
		if n.family == double {
			return n.canClose && !n.canOpen
		}
	}
	return false
}

func firstRune(text string, s news.Span) rune {
	r, _ := utf8.DecodeRuneInString(text[s.Start:s.End])
	return r
}

// lost guesses where a quotation whose closing mark is missing ends: at the
// end of the sentence before the mark that opens the next one.
func lost(text string, q Quotation, next mark) news.Span {
	inside := strings.TrimRight(text[q.Open.End:next.at.Start], " \t\u00a0")
	end := q.Open.End + len(inside)
	return news.Span{Start: end, End: end}
}
