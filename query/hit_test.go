package query

import (
	"slices"
	"strings"
	"testing"
)

func TestHits(t *testing.T) {
	for _, c := range []struct{ query, text, want string }{
		{`ferry`, "The Ferry stays, the ferries go", "The [Ferry] stays, the ferries go"},
		{`ferr*`, "The Ferry stays, the ferries go", "The [Ferry] stays, the [ferries] go"},
		{`"harbour bridge" toll`, "harbour toll; Harbour-Bridge", "harbour [toll]; [Harbour-Bridge]"},
		{`cafe`, "Café, cafe\u0301, cafés", "[Café], [cafe\u0301], cafés"},
		{`ferry -bridge`, "ferry and bridge", "[ferry] and bridge"},
		{`by:Reyes about:bridge`, "Reyes on the bridge", "Reyes on the [bridge]"},
		{`toll or (bridge form:direct)`, "bridge, toll", "[bridge], [toll]"},
		{`橋`, "港の橋は開く", "港の[橋]は開く"},
		{`"橋は"`, "港の橋は開くbridge橋", "港の[橋は]開くbridge橋"},
		{`bridge`, "港の橋は開くbridge橋", "港の橋は開く[bridge]橋"},
		{`toll`, "a to\u00adll of ½", "a [to\u00adll] of ½"},
		{`"a b" "b c"`, "a b c", "[a b c]"},
		{`from:2031`, "2031", "2031"},
		{``, "anything", "anything"},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		if got := bracketed(c.text, q.Hits(c.text)); got != c.want {
			t.Errorf("%s finds %s, want %s", c.query, got, c.want)
		}
	}
}

func bracketed(text string, spans []Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start] + "[" + text[s.Start:s.End] + "]")
		at = s.End
	}
	return b.String() + text[at:]
}

// Words with places are the words, in order and inside the text.
func FuzzWordsAt(f *testing.F) {
	for _, text := range []string{"O’Brien’s Café", "港の橋は開くbridge橋", "½ of a to\u00adll", "\xff\u0301กำ ﬁne", "a\u200db"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got []string
		at := Span{}
		for _, w := range wordsAt(text) {
			got = append(got, w.text)
			if w.Start < at.Start || w.End < w.Start || w.End > len(text) {
				t.Fatalf("%q at %v of %d bytes, behind %v", w.text, w.Span, len(text), at)
			}
			at = w.Span
		}
		if want := Words(text); !slices.Equal(got, want) {
			t.Errorf("%q has the words %q, with places %q", text, want, got)
		}
	})
}
