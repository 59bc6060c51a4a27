package record_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"quoth/internal/record"
	"quoth/news"
)

// Who interrupts an Add does not wait until large blocks are settled; the next
// one does that.
func TestInterruptedSettling(t *testing.T) {
	const outlets = 210 // more sightings than are settled at once
	r := open(t, filepath.Join(t.TempDir(), "record.db"))
	var all []news.Article
	for i := range outlets {
		all = append(all, told(fmt.Sprintf("https://paper%d.example/toll", i), fmt.Sprintf("Paper %d", i), "2031-03-04", "Ana Reyes | mayor | The toll will rise in the spring"))
	}
	bearers := func() int {
		all, err := r.Speakers(t.Context(), "Ana Reyes", 0)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for _, err := range r.Add(ctx, these(all...), record.Reading{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == outlets {
			cancel()
		}
	}
	if got := bearers(); got < 2 {
		t.Errorf("settled by an Add that was interrupted: %d of %d articles, %d identities", n, outlets, got)
	}
	add(t, r, these(all[0]))
	if got := bearers(); got != 1 {
		t.Errorf("%d identities after the next Add", got)
	}
}
