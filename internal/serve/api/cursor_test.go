package api

import (
	"strings"
	"testing"
)

// Whatever is taken for a cursor is one, and is written as it was read.
func FuzzCursor(f *testing.F) {
	for _, s := range []string{"", "AQ", newCursor("statements ", 20, "4vhrqx7m2pud").String(), newCursor("", 0, "a").String(), strings.Repeat("A", 120), "AQAAAAAAAAAAAGE=", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, ok := readCursor(text)
		if !ok {
			return
		}
		if c.String() != text || c.after == "" || len(text) > 120 {
			t.Errorf("%q is read as %+v, which is %q", text, c, c.String())
		}
	})
}

func TestCursorsAreRead(t *testing.T) {
	for _, c := range []cursor{newCursor("a", 1, "abc234"), newCursor("b", mostCounted, strings.Repeat("z", longestID))} {
		if got, ok := readCursor(c.String()); !ok || got != c {
			t.Errorf("%+v is read as %+v", c, got)
		}
	}
	for _, c := range []cursor{newCursor("a", mostCounted+1, "abc"), newCursor("a", 1, ""), newCursor("a", 1, "../x"), newCursor("a", 1, strings.Repeat("z", longestID+1))} {
		if _, ok := readCursor(c.String()); ok {
			t.Errorf("%+v is taken", c)
		}
	}
}
