package speaker

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// longest is how many bytes beside a name are searched for a role.
const longest = 240

// role is the title, office or trade that the article gives somebody beside
// the name: before it ("Health Minister Ana Reyes"), after a comma ("Ana
// Reyes, who …" is none, "Ana Reyes, head of the harbour board," is one) or
// before one ("the harbour master, Ana Reyes,"). The first that is found wins;
// it is the article's words.
func (r *resolver) role(e *entity) string {
	if e.kind != PersonName {
		return ""
	}
	for _, m := range e.mentions {
		s := r.mentions[m].name()
		start := parse(r.text, r.mentions[m]).span.Start
		if r.inFurniture(start) {
			continue
		}
		if t := before(r.text, start); t != "" {
			return t
		}
		if t := after(r.text, s.End); t != "" {
			return t
		}
		if t := beforeComma(r.text, start, s.End); t != "" {
			return t
		}
	}
	return ""
}

// inFurniture reports whether an offset is in a line that is not the article's
// words: "An earlier version of this article misquoted Mayor Reyes."
func (r *resolver) inFurniture(at int) bool {
	i := sort.Search(len(r.marks.Paragraphs), func(i int) bool { return r.marks.Paragraphs[i].End > at })
	return i < len(r.marks.Paragraphs) && lexicon.Furniture(r.text[r.marks.Paragraphs[i].Start:r.marks.Paragraphs[i].End])
}

// before reads back from a name over the words of a title.
func before(text string, at int) string {
	line := text[max(0, at-longest):at]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	words := strings.Fields(line)
	first := len(words)
	for first > 0 && len(words)-first < 12 {
		w := words[first-1]
		bare := strings.TrimRight(w, ".")
		last := w[len(w)-1]
		if last == ',' || last == ';' || last == ':' || last == '"' || strings.HasSuffix(w, "”") || strings.HasSuffix(w, "''") || strings.HasSuffix(w, "—") ||
			last == '.' && !lexicon.Abbreviations[strings.ToLower(bare)] && utf8.RuneCountInString(bare) > 1 || lexicon.Untitled[bare] ||
			capital(w) && (lexicon.Untitled[strings.ToLower(bare)] || lexicon.Prepositions[strings.ToLower(bare)]) {
			break
		}
		first--
	}
	for first < len(words) && (lexicon.Determiners[strings.ToLower(words[first])] || lexicon.Relatives[words[first]]) {
		first++
	}
	title := words[first:]
	if n := len(title); n > 1 && courtesy(title[n-1]) && lexicon.Offices[strings.ToLower(title[n-2])] {
		title = title[:n-1]
	} else if n > 0 && courtesy(title[n-1]) {
		return "" // "it would send Ms. Reyes"
	}
	if len(title) == 0 || !isTitle(title) || len(title) == 1 && !isTitleWord(title[0][strings.LastIndexByte(title[0], '-')+1:]) && (first == 0 || !wordEnd(words[first-1])) {
		return "" // "When Reyes left"
	}
	return strings.Trim(strings.Join(title, " "), `“"‘'`)
}

// wordEnd reports whether a sentence or phrase goes on behind a word.
func wordEnd(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// courtesy reports whether a word is a title that everybody has.
func courtesy(word string) bool {
	switch strings.ToLower(strings.TrimRight(word, ".")) {
	case "mr", "mrs", "ms", "miss", "mx":
		return true
	}
	return false
}

// beforeComma reads the description that a name stands in apposition to: "the
// harbour master, Ana Reyes, said". A comma or a stop must close it.
func beforeComma(text string, start, end int) string {
	if head := strings.TrimSuffix(text[:start], ", "); len(head) == start || !strings.HasPrefix(text[end:], ",") && !strings.HasPrefix(text[end:], ".") {
		return ""
	}
	line := text[max(0, start-longest) : start-len(", ")]
	line = line[strings.LastIndexAny(line, "\n,.;:()\"“”—–")+1:]
	words := strings.Fields(line)
	const longest = 10 // words
	for first := len(words) - 2; first >= max(0, len(words)-longest); first-- {
		if w := strings.ToLower(words[first]); !lexicon.Determiners[w] || first > 0 && lexicon.Prepositions[words[first-1]] {
			continue
		}
		if title := words[first+1:]; hasOffice(title) && !slices.ContainsFunc(title, func(w string) bool { return lexicon.Relatives[w] || lexicon.Untitled[w] && w != "for" }) {
			return strings.Join(title, " ")
		}
		return ""
	}
	return ""
}

// isTitle takes words for a title if the last is an office, capitalised, or a
// trade right before the name.
func isTitle(words []string) bool {
	last := strings.TrimRight(words[len(words)-1], ".")
	return capital(last) || lexicon.Offices[strings.ToLower(last)]
}

// after reads an apposition: a phrase after a comma that begins like a
// description.
func after(text string, at int) string {
	rest := text[at:]
	if !strings.HasPrefix(rest, ", ") {
		return ""
	}
	rest = rest[2:min(len(rest), longest)]
	end := strings.IndexAny(rest, ",;:\n\"“”(")
	if stop := strings.Index(rest, ". "); stop >= 0 && (end < 0 || stop < end) {
		end = stop
	}
	if end < 0 {
		end = len(rest)
	}
	phrase := strings.TrimRight(rest[:end], ". ")
	words := strings.Fields(phrase)
	if len(words) == 0 || len(words) > 14 {
		return ""
	}
	first := strings.ToLower(words[0])
	if lexicon.Determiners[first] && first != "his" && first != "her" {
		words = words[1:]
	} else if !lexicon.Offices[strings.ToLower(strings.Trim(words[0], "."))] && !(len(words) > 1 && hasOffice(words)) {
		return ""
	}
	if len(words) == 0 || !hasOffice(words) {
		return ""
	}
	return strings.Join(words, " ")
}

func hasOffice(words []string) bool {
	for _, w := range words[:min(6, len(words))] {
		if lexicon.Prepositions[w] {
			return false
		}
		if lexicon.Offices[strings.ToLower(strings.Trim(w, ".'’"))] {
			return true
		}
	}
	return false
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `“"‘'`))
	return unicode.IsUpper(r)
}
