package speaker

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// longest is how many bytes beside a name are searched for a role.
const longest = 240

// role is the title, office or trade that the article gives somebody beside
// the name: before it ("Health Minister Ana Reyes") or after a comma ("Ana
// Reyes, who …" is none, "Ana Reyes, head of the harbour board," is one). The
// first that is found wins; it is the article's words.
func (r *resolver) role(e *entity) string {
	if e.kind != PersonName {
		return ""
	}
	for _, m := range e.mentions {
		s := r.mentions[m].name()
		start := parse(r.text, r.mentions[m]).span.Start
		if t := before(r.text, start); t != "" {
			return t
		}
		if t := after(r.text, s.End); t != "" {
			return t
		}
	}
	return ""
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
		if last == ',' || last == ';' || last == ':' || last == '"' || strings.HasSuffix(w, "”") || strings.HasSuffix(w, "—") ||
			last == '.' && !lexicon.Abbreviations[strings.ToLower(bare)] && utf8.RuneCountInString(bare) > 1 || lexicon.Untitled[bare] {
			break
		}
		first--
	}
	for first < len(words) && (lexicon.Determiners[strings.ToLower(words[first])] || lexicon.Relatives[words[first]]) {
		first++
	}
	title := words[first:]
	if len(title) == 0 || !isTitle(title) {
		return ""
	}
	if b := strings.ToLower(strings.TrimRight(title[0], ".")); len(title) == 1 && slices.Contains([]string{"mr", "mrs", "ms", "miss"}, b) {
		return ""
	}
	return strings.Trim(strings.Join(title, " "), `“"‘'`)
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
