package record

import (
	"strings"
	"unicode/utf8"

	"quoth/news"
)

// Bounds, in bytes, of what stands in an index. PostgreSQL's hold no 2.7 KB.
const longestInput, longestReason, longestOutlet, longestSpeaker = 2000, 1000, 1000, 1000

// clean is a text as both databases keep it: PostgreSQL has no NUL, nor anything
// that is not UTF-8. Most is 0 where there is no bound.
func clean(s string, most int) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
	if most == 0 || len(s) <= most {
		return s
	}
	for !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// cleaned is an article whose statements and speakers can be kept, whoever found
// them; those of the caller stay as they are.
func cleaned(a news.Article) news.Article {
	own := make(map[*news.Speaker]*news.Speaker, len(a.Speakers))
	speaker := func(p *news.Speaker) *news.Speaker {
		if p == nil {
			return nil
		}
		if own[p] == nil {
			c := *p
			c.ID, c.Name, c.Description, c.Role = clean(p.ID, 0), clean(p.Name, longestSpeaker), clean(p.Description, 0), clean(p.Role, 0)
			own[p] = &c
		}
		return own[p]
	}
	a.Speakers = append([]*news.Speaker(nil), a.Speakers...)
	for i, p := range a.Speakers {
		a.Speakers[i] = speaker(p)
	}
	a.Statements = append([]news.Statement(nil), a.Statements...)
	for i := range a.Statements {
		s := &a.Statements[i]
		s.ID, s.Parent, s.Speaker = clean(s.ID, 0), clean(s.Parent, 0), speaker(s.Speaker)
		s.Figures = append([]news.Figure(nil), s.Figures...)
		for j, f := range s.Figures {
			s.Figures[j] = news.Figure{Text: clean(f.Text, 0), Low: clean(f.Low, 0), High: clean(f.High, 0), Unit: clean(f.Unit, 0), Span: f.Span}
		}
		if on := s.SaidOn; on != nil {
			s.SaidOn = &news.SaidOn{Text: clean(on.Text, 0), Date: clean(on.Date, 0), Span: on.Span}
		}
	}
	return a
}
