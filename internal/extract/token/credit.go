package token

import (
	"regexp"

	"quoth/news"
)

// credits finds what stands above or before the story's first words and says
// where it comes from: the line of the outlet ("The Harbour Courier, 9 March
// 2026") and the dateline ("PORTHAVEN, March 9 (Harbour Wire) —").
func credits(text string, paragraphs []news.Span) (out []news.Span) {
	const head = 5 // paragraphs: headline, standfirst, outlet, by-line, story
	for i, p := range paragraphs[:min(head, len(paragraphs))] {
		line := text[p.Start:p.End]
		if i > 0 && outletLine.MatchString(line) {
			out = append(out, p)
		} else if n := len(dateline.FindString(line)); n > 0 {
			out = append(out, news.Span{Start: p.Start, End: p.Start + n})
		}
	}
	return out
}

const (
	month = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?`
	day   = `(?:\d{1,2} ` + month + `|` + month + ` \d{1,2})`
	place = `\p{Lu}[\p{Lu}.'’/ -]+(?:, [\p{Lu}][\p{L}. ]{1,30})?`
	dash  = ` ?(?:--|-|–|—) `
)

var (
	outletLine = regexp.MustCompile(`^(?:By )?\p{Lu}[^.!?:;"“”]{0,60}, (?:\p{Lu}[a-z]+day,? )?` + day + `,? \d{4}$`)
	dateline   = regexp.MustCompile(`^` + place + `(?:(?:, ?` + day + `(?:,? \d{4})?)? ?\([^()\n]{2,40}\)|, ?` + day + `(?:,? \d{4})?)` + dash)
)
