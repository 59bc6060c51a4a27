package main

import (
	"bytes"
	"strings"
	"testing"

	"quoth/internal/invent"
)

// Identities and variants are found in an invented world, and the scores say so.
func TestScoreWorld(t *testing.T) {
	var out bytes.Buffer
	if err := scoreWorld(invent.New(2, 150), 2, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"identity, people: precision", "identity, bodies: precision", "same         found", "loosely paraphrased, among these"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing is said of %q in\n%s", want, out.String())
		}
	}
}
