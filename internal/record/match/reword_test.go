package match_test

import (
	"strings"
	"testing"

	"quoth/internal/record/match"
	"quoth/news"
)

func TestReworded(t *testing.T) {
	said := func(text string) *match.Statement {
		s := news.Statement{Form: news.Direct, Content: news.Part{{End: len(text)}}}
		for words, n := range map[string]string{"eleven weeks": "11", "seven weeks": "7"} {
			if at := strings.Index(text, words); at >= 0 {
				s.Figures = append(s.Figures, news.Figure{Span: news.Span{Start: at, End: at + len(words)}, Text: words, Low: n, High: n, Unit: "weeks"})
			}
		}
		return &match.Statement{Day: 1, Speaker: match.Speaker{Name: "Ana Reyes", Kind: news.Person}, Wording: match.Read(text, &s)}
	}
	for _, c := range []struct {
		same           bool
		before, behind string
	}{
		{true, "The order was blocked by the mayor's office for eleven weeks, and I have the stamps to prove it.", "The order was delayed in the town hall for seven weeks, and I have the stamps to prove it."},
		{true, "The order was blocked by the mayor's office for weeks", "The order was delayed in the town hall for weeks"},
		{true, "The order was blocked by the mayor", "The order was delayed by the town hall"},
		{true, "The pumps failed twice in the night and the lower streets were flooded", "The pumps failed in the night, and water stood in the lower town"},
		{false, "The order was blocked by the mayor's office for eleven weeks", "The letter from the mayor's office arrived after seven weeks"},
		{false, "The bridge will close in May", "The bridge cost two million crowns"},
		{false, "The council would vote on the budget in March", "The council would meet the unions in March"},
		{false, "The ferry would sail every hour", "The ferry had never been late"},
		{false, "We asked for the spare gate in January", "We paid for the second gate in March"},
		{false, "Repairs will cost 3.4 million crowns", "The gate will arrive in August"},
		{false, "I lost forty sheep", "He lost an argument"},
		{false, "", "No"},
	} {
		if score, same := match.Reworded(said(c.before), said(c.behind)); same != c.same {
			t.Errorf("%s\n%s\nreworded: %v, %.2f", c.before, strings.TrimSpace(c.behind), same, score)
		}
	}
}
