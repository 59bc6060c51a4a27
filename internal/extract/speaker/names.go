package speaker

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/encoder"
	"quoth/internal/lexicon"
	"quoth/news"
)

// names reads the labels of the pieces: a name is a run of words of one kind.
func names(text string, pieces []encoder.Piece, logits []float32) []Mention {
	const labels = 9 // outside, then begin and inside of each kind
	var out []Mention
	goesOn := false // the last name may go on
	for i := 0; i < len(pieces); {
		j := i + 1
		for j < len(pieces) && pieces[j].Inner {
			j++
		}
		best := 0
		for l, v := range logits[i*labels:][:labels] {
			if v > logits[i*labels+best] {
				best = l
			}
		}
		kind, span := NameKind((best+1)/2), news.Span{Start: pieces[i].Start, End: pieces[j-1].End}
		switch {
		case kind == NoName || possessiveS(text, span):
			goesOn = false
		case goesOn && best%2 == 0 && near(text, out[len(out)-1].Span.End, span.Start) && !closed(text[out[len(out)-1].Span.Start:span.Start]):
			out[len(out)-1].Span.End = span.End
		default:
			out, goesOn = append(out, Mention{Span: span, Name: kind}), true
		}
		i = j
	}
	trimmed := out[:0]
	for i, m := range out {
		if m.Name == OrganisationName || m.Name == OtherName {
			next := news.Span{Start: len(text)}
			if i+1 < len(out) && out[i+1].Name == PersonName {
				next = out[i+1].Span
			}
			m.Span.End = goOn(text, m.Span.End, next.Start)
		}
		if m.Name == PersonName { // "Ana Reyes of the harbour board"
			if i := strings.Index(text[m.Span.Start:m.Span.End], " of "); i > 0 {
				m.Span.End = m.Span.Start + i
			}
			m.Span = withoutSmall(text, m.Span)
			m.Span.Start = givenBefore(text, m.Span)
			if isOffice(text[m.Span.Start:m.Span.End]) {
				continue
			}
		}
		if n := len(trimmed); n > 0 && m.Name == PersonName && m.Span.Start <= trimmed[n-1].Span.Start {
			trimmed = trimmed[:n-1] // a given name by itself
		} else if n > 0 && m.Span.Start < trimmed[n-1].Span.End {
			continue // a part of the body's name before it
		}
		if m.Span = trimName(text, m.Span); m.Span.Len() > 1 && hasUpper(text[m.Span.Start:m.Span.End]) && !slight(parse(text, m).words) {
			trimmed = append(trimmed, m)
		}
	}
	return trimmed
}

// closed reports whether a quotation ends in words that it does not begin in:
// "Valpera.” Sund" is no name, "Ana “Kid” Reyes" is one.
func closed(words string) bool {
	return strings.Count(words, "”") > strings.Count(words, "“") || strings.HasSuffix(strings.TrimSpace(words), `"`) && strings.Count(words, `"`)%2 == 1
}

// withoutSmall leaves out what a person's name cannot end with: "Ana Reyes of".
func withoutSmall(text string, s news.Span) news.Span {
	for {
		words := text[s.Start:s.End]
		i := strings.LastIndexByte(words, ' ')
		if i < 0 || !lexicon.Prepositions[words[i+1:]] && !lexicon.Relatives[words[i+1:]] {
			return s
		}
		s.End = s.Start + len(strings.TrimRight(words[:i], " ,"))
	}
}

// isOffice reports whether words with capitals are an office without a name:
// "Information Minister".
func isOffice(words string) bool {
	return lexicon.OfficeEnds[strings.ToLower(words[strings.LastIndexAny(words, " \u00a0")+1:])]
}

// givenBefore is where a surname's name begins whose given name the network
// left out: "his sister | Ana | Reyes". It is a capital that no sentence asks
// for, on a word that the article has nowhere but before the surname.
func givenBefore(text string, s news.Span) int {
	surname := text[s.Start:s.End]
	before := strings.TrimSuffix(text[:s.Start], " ")
	start := strings.LastIndexAny(before, " \n") + 1
	word := before[start:]
	bare := strings.ToLower(word)
	_, title := lexicon.Titles[bare]
	if len(before) == s.Start || strings.Contains(surname, " ") || !capital(word) || strings.ToUpper(word) == word || strings.Trim(word, "“”‘’\"'.,;:!?()") != word ||
		title || lexicon.Offices[bare] || lexicon.Bodies[bare] || lexicon.Untitled[bare] || lexicon.Determiners[bare] || strings.Contains(word, "’") || strings.Contains(word, "'") {
		return s.Start
	}
	opens := strings.TrimRight(before[:start], " ")
	r, _ := utf8.DecodeLastRuneInString(opens)
	if label := strings.HasPrefix(text[s.End:], ":") && (opens == "" || r == '\n'); !label {
		last := opens[strings.LastIndexAny(opens, " \n")+1:]
		if capital(last) || !unicode.IsLetter(r) && r != ',' {
			return s.Start // a sentence begins, or it is a headline
		}
	}
	if strings.Count(text, word) != strings.Count(text, word+" "+surname) {
		return s.Start
	}
	return start
}

// slight reports whether words are no name: none but titles stood there, or
// only small words with a capital.
func slight(words []string) bool {
	for _, w := range words {
		if !lexicon.Determiners[w] && !lexicon.Untitled[w] && lexicon.Pronoun(w) == "" && (len(words) > 1 || !lexicon.Bodies[w]) {
			return false
		}
	}
	return true
}

// goOn is the end of a body's name that goes on after a small word:
// "Commission | on Road Safety", "Centre | for Disease Control and Prevention".
func goOn(text string, end, limit int) int {
	for linked := false; ; linked = true {
		word, at := nextWord(text, end)
		if nameLinks[word] || linked && word == "and" {
			if word, at = nextWord(text, at); word == "the" {
				word, at = nextWord(text, at)
			}
		} else if !linked {
			return end
		}
		if !capital(word) || at > limit {
			return end
		}
		end = at
	}
}

// nextWord is the word one blank after the offset, and its end.
func nextWord(text string, at int) (word string, end int) {
	if at >= len(text) || text[at] != ' ' {
		return "", at
	}
	at++
	end = at
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '&' {
			break
		}
		end += n
	}
	return text[at:end], end
}

// nameLinks join the parts of a body's name.
var nameLinks = map[string]bool{"of": true, "on": true, "for": true, "to": true}

// possessiveS reports whether the word is the s of a possessive.
func possessiveS(text string, s news.Span) bool {
	return s.Len() == 1 && text[s.Start]|0x20 == 's' && (strings.HasSuffix(text[:s.Start], "'") || strings.HasSuffix(text[:s.Start], "’"))
}

// near reports whether nothing but a blank or a mark that stands inside names
// parts two words.
func near(text string, end, start int) bool {
	return start-end <= 3 && !strings.ContainsAny(text[end:start], "\n\r")
}

// trimName leaves out what does not belong to a name at its ends: a
// possessive, an article, a mark.
func trimName(text string, s news.Span) news.Span {
	for {
		t := text[s.Start:s.End]
		r, n := utf8.DecodeRuneInString(t)
		last, m := utf8.DecodeLastRuneInString(t)
		switch {
		case t == "":
			return s
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '@' && r != '#':
			s.Start += n
		case unicode.IsLower(r) && strings.Contains(t, " ") && !lexicon.Names["particle"][t[:strings.IndexByte(t, ' ')]]:
			s.Start += strings.IndexByte(t, ' ') + 1
		case possessive(t) > 0:
			s.End -= possessive(t)
		case !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != '.' && last != ')':
			s.End -= m
		case last == '.' && !initial(t):
			s.End -= m
		case last == ')' && !strings.Contains(t, "("):
			s.End -= m
		default:
			return s
		}
	}
}

// possessive is the length of a possessive ending.
func possessive(t string) int {
	for _, e := range []string{"'s", "’s", "‘s", "'S", "’S"} {
		if len(t) > len(e) && strings.HasSuffix(t, e) {
			return len(e)
		}
	}
	return 0
}

// initial reports whether a name ends with an initial or an abbreviation such
// as "Jr.", whose stop belongs to it.
func initial(t string) bool {
	word := t[strings.LastIndexAny(t, " .")+1:]
	if len(t) > 1 {
		word = t[strings.LastIndexAny(t[:len(t)-1], " .")+1:]
	}
	return utf8.RuneCountInString(word) <= 3
}

func hasUpper(t string) bool {
	return strings.IndexFunc(t, func(r rune) bool {
		return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
	}) >= 0
}
