package tell

import "quoth/news"

// EntryWarnings tells why a statement is not to be quoted as it stands.
func EntryWarnings(e *news.Entry) []string {
	out := Warnings(e.Statement)
	if e.AlteredTo != "" {
		out = append(out, "altered later: "+Line(e.AlteredTo))
	}
	if e.Withdrawn {
		out = append(out, "withdrawn later")
	}
	return out
}

// Day is the day of a statement, with "said" where the article tells it.
func Day(e *news.Entry) string {
	day := Date(e.Day)
	if e.SaidOn != nil && day != "" {
		return "said " + day
	}
	return day
}

// EntryFacts tells what else a record knows of a statement.
func EntryFacts(e *news.Entry, where []string) []string {
	var out []string
	if e.Form != news.Direct {
		out = append(out, string(e.Form))
	}
	if e.Mode != news.Said {
		out = append(out, string(e.Mode))
	}
	out = append(append(out, where...), e.Article.Title, Present("inside ", e.Parent))
	if e.Variants > 0 {
		out = append(out, "also in "+Quantity(e.Variants, "article"))
	}
	if e.Copies > 0 {
		out = append(out, "copied by "+Quantity(e.Copies, "article"))
	}
	out = append(out, Present("copy of ", e.CopyOf), Present("alters ", e.AlteredOf))
	if e.Corrected {
		out = append(out, "corrected")
	}
	if e.Confidence > 0 {
		out = append(out, "confidence "+Probability(e.Confidence))
	}
	return out
}

// Quantity is "1 article" or "1,234 articles".
func Quantity(n int, noun string) string {
	return Plural(n, noun, noun+"s")
}
