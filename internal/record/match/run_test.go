package match

import (
	"strings"
	"testing"

	"quoth/news"
)

// quoted is a quotation of one speaker in pieces, parted by " | ".
func quoted(text string) *Statement {
	s := news.Statement{Form: news.Direct}
	at := 0
	for piece := range strings.SplitSeq(text, " | ") {
		s.Content = append(s.Content, news.Span{Start: at, End: at + len(piece)})
		at += len(piece) + len(" | ")
	}
	return &Statement{Speaker: Speaker{Name: "Nadia Korbel", Kind: news.Person}, Wording: Read(text, &s)}
}

// What replaces the end of one sentence does not replace the next one, too.
func TestRunsOfPieces(t *testing.T) {
	const gate = "We asked for the spare gate in January and we were told to wait until the "
	for _, c := range []struct{ a, b, want string }{
		{
			gate + "budget was closed, so we waited | Nobody waits for a river", gate + "election was over",
			"altered: " + gate[:len(gate)-1] + " [budget → election] was [closed, so we waited → over] [- Nobody waits for a river]",
		},
		{
			gate + "election was over", gate + "budget was closed, so we waited | Nobody waits for a river",
			"altered: " + gate[:len(gate)-1] + " [election → budget] was [over → closed, so we waited] [+ Nobody waits for a river]",
		},
		{
			"It rained | We asked the council for the spare gate in January", "They asked the council for the spare gate in January",
			"shortened: [- It rained] [We → They] asked the council for the spare gate in January",
		},
	} {
		if got := verdictText(Compare(quoted(c.a), quoted(c.b)), c.a, c.b); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// A few words inside another statement are a variant only of the same few words.
func TestCrumbs(t *testing.T) {
	whole, crumb := quoted("We asked for the spare gate in January"), quoted("for the spare gate")
	if r := Compare(whole, crumb).Relation; r == news.Different {
		t.Error("a short statement is another one")
	}
	crumb.Nested = true
	for _, c := range []struct {
		a    *Statement
		want news.Relation
	}{{whole, news.Different}, {quoted("For the spare gate"), news.WordForWord}} {
		for _, way := range [][2]*Statement{{c.a, crumb}, {crumb, c.a}} {
			if r := Compare(way[0], way[1]).Relation; r != c.want {
				t.Errorf("nested: got %s, want %s", r, c.want)
			}
		}
	}
}
