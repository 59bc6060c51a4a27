package main

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
)

const (
	profileColumn = 13 // where what stands behind a label begins
	mostListed    = 8  // names, roles, outlets and people in a list
)

// profile prints all that is known of somebody.
func (f *entryText) profile(b *bytes.Buffer, p *news.Profile, evidence bool) {
	const height = 4
	f.paragraph(b, 0, styled{tell.Line(p.Name), f.style.title}, styled{" [" + tell.Join(" · ", p.ID, kindOf(&p.Identity)) + "]", f.style.quiet})
	f.paragraph(b, 0, styled{"[" + tell.Join(" · ", tell.Quantity(p.Statements, "statement"), "in "+tell.Quantity(p.Articles, "article"), fromTo(p.First, p.Last)) + "]", f.style.quiet})
	b.WriteByte('\n')
	f.labelled(b, "names", seen(f, p.Names))
	f.labelled(b, "roles", seen(f, inTime(p.Roles)))
	if chart := months(plot.Row{Counts: p.Months}); !chart.Empty() {
		b.WriteByte('\n')
		f.chart(b, 0, chart, height)
		b.WriteByte('\n')
	}
	f.labelled(b, "outlets", [][]styled{f.counts(p.Outlets)})
	f.labelled(b, "through", [][]styled{f.counts(p.Through)})
	f.labelled(b, "speaks of", [][]styled{f.counts(p.Speaks)})
	f.labelled(b, "spoken of by", [][]styled{f.counts(p.SpokenOf)})
	f.labelled(b, "may also be", f.candidates(p.Candidates))
	f.entries(b, "Latest statements", p.Latest)
	f.entries(b, "What others say", p.About)
	if evidence {
		f.merges(b, p.Evidence)
	}
}

// labelled prints lines behind a label, those that are not empty.
func (f *textFormat) labelled(b *bytes.Buffer, label string, lines [][]styled) {
	lines = slices.DeleteFunc(lines, func(l []styled) bool { return len(l) == 0 })
	for i, l := range lines {
		if f.width < profileColumn+narrowestLine {
			f.paragraph(b, 0, append([]styled{{label + "  ", f.style.quiet}}, l...)...)
			continue
		}
		if i == 0 {
			paint(b, label, f.style.quiet)
			b.WriteString(strings.Repeat(" ", profileColumn-uniseg.StringWidth(label)))
		} else {
			b.WriteString(strings.Repeat(" ", profileColumn))
		}
		f.lines(b, profileColumn, l...)
	}
}

// seen is a line for each name or role, with how many articles give it and
// when.
func seen(f *entryText, all []news.Seen) [][]styled {
	var out [][]styled
	for i, s := range all {
		if i == mostListed {
			out = append(out, []styled{{"[and " + plot.Grouped(len(all)-i) + " more]", f.style.quiet}})
			break
		}
		former := ""
		if s.Former {
			former = "former"
		}
		note := tell.Join(" · ", former, tell.Quantity(s.Count, "article"), fromTo(s.First, s.Last))
		out = append(out, []styled{{tell.Line(s.Text), nil}, {" [" + note + "]", f.style.quiet}})
	}
	return out
}

// inTime are roles in the order in which they were first seen.
func inTime(roles []news.Seen) []news.Seen {
	roles = slices.Clone(roles)
	slices.SortStableFunc(roles, func(a, b news.Seen) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last)) })
	return roles
}

// fromTo spells the time from one date to another.
func fromTo(first, last string) string {
	first, last = dayOf(first), dayOf(last)
	switch {
	case first == "" || first == last:
		return tell.Date(last)
	case last == "":
		return tell.Date(first)
	}
	return tell.Date(first + "/" + last)
}

// dayOf is a date without its time.
func dayOf(iso string) string {
	day, _, _ := strings.Cut(iso, "T")
	return day
}

// counts is a line of names, each with how many statements it has.
func (f *textFormat) counts(all []news.Count) []styled {
	var out []styled
	for i, c := range all {
		if i > 0 {
			out = append(out, styled{" · ", f.style.quiet})
		}
		if i == mostListed {
			return append(out, styled{"[" + plot.Grouped(len(all)-i) + " more]", f.style.quiet})
		}
		out = append(out, styled{cmp.Or(tell.Line(c.Label), tell.Line(c.Key), "[not named]"), nil}, styled{" [" + plot.Grouped(c.N) + "]", f.style.quiet})
	}
	return out
}

// candidates is a line for each identity that this one may be, with why.
func (f *textFormat) candidates(all []news.Candidate) [][]styled {
	var out [][]styled
	for i := range all[:min(len(all), mostListed)] {
		c := &all[i]
		name := tell.Join(", ", c.Name, roleOf(&c.Identity))
		note := tell.Join(" · ", c.ID, tell.Probability(c.Score))
		out = append(out, []styled{{name, nil}, {": " + tell.Line(doubt(c)), nil}, {" [" + note + "]", f.style.quiet}})
	}
	return out
}

// doubt is why a candidate may be meant, and why that was not enough. A rule that
// would have joined the two was not sure between several.
func doubt(c *news.Candidate) string {
	const joins = .8
	words, ok := doubts[c.Rule]
	if !ok {
		words = c.Rule
	}
	if c.Score >= joins {
		words += ", as another one has"
	}
	return words
}

// doubts are rules in the words of who is not sure.
var doubts = map[string]string{
	"same name, same role":                                    "has the same name and role",
	"same name, roles of one field":                           "has the same name and a like role",
	"same name, nothing against it":                           "has the same name",
	"same name, other trades":                                 "has the same name, but another trade",
	"name in another spelling or form":                        "has the name in another spelling or form",
	"names that sound alike, same role":                       "has a name that sounds alike, and the same role",
	"names that sound alike":                                  "has a name that sounds alike",
	"initials that fit, same role or outlet":                  "has initials that fit, and the same role or outlet",
	"initials that fit":                                       "has initials that fit, and nothing else in common",
	"family name, same role":                                  "has the same family name and role",
	"family name, only bearer that the outlet writes of then": "has the same family name, in one outlet's news of the same months",
	"family name, in the same months":                         "has the same family name, in the news of the same months",
	"family name, nothing more":                               "has the same family name, and nothing else in common",
	"short name of a body":                                    "has a name of which this one may be short",
	"acronym that fits one body only":                         "has a name that the letters fit",
}

// entries prints statements under a heading.
func (f *entryText) entries(b *bytes.Buffer, heading string, all []news.Entry) {
	if len(all) == 0 {
		return
	}
	b.WriteByte('\n')
	f.paragraph(b, 0, styled{heading, f.style.title})
	for i := range all {
		b.WriteByte('\n')
		f.entry(b, 0, &all[i])
	}
}

// shellWord is a text as a shell takes it for one word: keys have blanks.
func shellWord(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/.-_:~@+=,", r)
	}) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// merges prints why names were joined.
func (f *textFormat) merges(b *bytes.Buffer, all []news.Merge) {
	b.WriteByte('\n')
	f.paragraph(b, 0, styled{"Why the names are one", f.style.title})
	b.WriteByte('\n')
	if len(all) == 0 {
		f.paragraph(b, 0, styled{"[there is one mention only]", f.style.quiet})
	}
	observed := func(o news.Observed) []styled {
		note := tell.Join(" · ", shellWord(o.Key), o.Outlet, tell.Date(o.Day))
		return []styled{{tell.Join(", ", o.Name, o.Role), nil}, {" [" + note + "]", f.style.quiet}}
	}
	for i, m := range all {
		if i > 0 {
			b.WriteByte('\n')
		}
		f.paragraph(b, 0, styled{"[" + tell.Join(" · ", m.Rule, tell.Probability(m.Score)) + "]", f.style.quiet})
		f.paragraph(b, behind, observed(m.A)...)
		f.paragraph(b, behind, observed(m.B)...)
	}
}
