package invent

import (
	"strings"

	"quoth/news"
)

// A pattern is how a sentence attributes its content (text/attributions.txt).
type pattern struct {
	parts    []part
	mode     news.Mode
	polarity news.Polarity
}

// A part is a literal text, a cue, or a slot.
type part struct {
	literal string
	cues    []string // one of them
	outer   bool     // the cue is that of somebody who passes it on
	slot    slotKind
	quoted  bool
	stop    string // inside the closing quotation mark
}

// A use is what a pattern is good for.
type use struct {
	by    string // person, body, document, vox, nested
	form  news.Form
	plain bool // nothing but said, and asserted
	to    bool // takes an infinitive
}

func parsePattern(s string) (p pattern) {
	for s != "" {
		at := strings.IndexAny(s, "[<{“")
		if at < 0 {
			at = len(s)
		}
		if at > 0 {
			p.parts = append(p.parts, part{literal: s[:at]})
			s = s[at:]
			continue
		}
		switch s[0] {
		case '[', '<':
			closing := map[byte]string{'[': "]", '<': ">"}[s[0]]
			cues, rest, _ := strings.Cut(s[1:], closing)
			p.parts = append(p.parts, part{cues: strings.Split(cues, "|"), outer: s[0] == '<'})
			s = rest
		case '{':
			name, rest, _ := strings.Cut(s[1:], "}")
			p.parts = append(p.parts, part{slot: slotOf(name)})
			s = rest
		default: // a quotation
			inside, rest, _ := strings.Cut(s[len("“"):], "”")
			name, stop, _ := strings.Cut(strings.TrimPrefix(inside, "{"), "}")
			p.parts = append(p.parts, part{slot: slotOf(name), quoted: true, stop: stop})
			s = rest
		}
	}
	return p
}

func slotOf(name string) slotKind {
	kind := slotNames[name]
	if kind == 0 {
		panic("invent: no slot " + name)
	}
	return kind
}

func (p *pattern) has(kind slotKind) bool {
	for _, q := range p.parts {
		if q.slot == kind {
			return true
		}
	}
	return false
}

// form is what the quotation marks make it.
func (p *pattern) form() news.Form {
	quoted, plain := 0, 0
	for _, q := range p.parts {
		switch {
		case q.slot != slotContent && q.slot != slotBegin && q.slot != slotEnd && q.slot != slotTo:
		case q.quoted:
			quoted++
		default:
			plain++
		}
	}
	switch {
	case quoted == 0:
		return news.Indirect
	case plain == 0:
		return news.Direct
	}
	return news.Mixed
}
