package record_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"quoth/internal/record"
	"quoth/news"
)

func corrections(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	url := "https://courier.example/toll"
	a := told(url, "Harbour Courier", "2031-03-04", toll, fares, flooded)
	read := a
	read.Statements, read.Speakers = nil, nil
	model := func(name string, found news.Article) record.Reading {
		return record.Reading{Model: name, Workers: 1, Extract: func(context.Context, news.Article) (news.Article, error) { return found, nil }}
	}
	for _, err := range r.Add(t.Context(), these(read), model("one", a)) {
		if err != nil {
			t.Fatal(err)
		}
	}
	id, hidden := find(t, r, "crews")[0].ID, find(t, r, "pumps")[0].ID
	name, mode := "Pieter Olsen", news.Wants
	c, err := r.Correct(t.Context(), news.Correction{Verb: news.Change, Statement: id[:6], Set: news.Fields{Speaker: &name, Mode: &mode}, By: "M. Okafor", Reason: "his full name"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Correct(t.Context(), news.Correction{Verb: news.Hide, Statement: hidden, By: "M. Okafor"}); err != nil {
		t.Fatal(err)
	}
	holds := func(when string) {
		t.Helper()
		e, err := r.Statement(t.Context(), id)
		if err != nil || e.Speaker.Name != name || e.Mode != mode || !e.Corrected {
			t.Errorf("%s: %+v, %v", when, e, err)
		}
		if len(find(t, r, "pumps")) != 0 || len(find(t, r, "by:pieter mode:wants")) != 1 {
			t.Errorf("%s: a search finds what was corrected away", when)
		}
	}
	holds("at first")
	var taken *record.HiddenError
	if _, err := r.Statement(t.Context(), hidden[:8]); !errors.As(err, &taken) || !errors.Is(err, record.ErrNotFound) || taken.Correction.By != "M. Okafor" {
		t.Errorf("asking for what is hidden: %v", err)
	}
	if _, err := r.Undo(t.Context(), c.ID, " ", "by nobody"); err == nil {
		t.Error("nobody took a correction back")
	}
	again := a
	again.Statements = slices.Clone(a.Statements)
	again.Statements[1].Content = news.Part{{Start: a.Statements[1].Content[0].Start, End: a.Statements[1].Content[0].End - 3}} // another model cuts it short
	for _, err := range r.Reread(t.Context(), model("two", again)) {
		if err != nil {
			t.Fatal(err)
		}
	}
	holds("after another model")
	longer := told(url, "Harbour Courier", "2031-03-04", "Tom Ek | baker | Bread costs nothing to those who bake it", toll, fares, flooded)
	if got := add(t, r, these(longer)); got[0].Outcome != record.Changed {
		t.Errorf("got %+v", got)
	}
	holds("in another version")
	if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", "he is Piet after all"); err != nil {
		t.Fatal(err)
	}
	if e, err := r.Statement(t.Context(), id); err != nil || e.Speaker.Name != "Piet Olsen" || e.Corrected {
		t.Errorf("undone: %+v, %v", e, err)
	}
	n := 0
	for range r.Corrections(t.Context(), "") {
		n++
	}
	for l, err := range r.Training(t.Context()) {
		if err != nil || len(l.Hidden) != 1 {
			t.Errorf("lesson %+v, %v", l, err)
		}
	}
	if n != 2 {
		t.Errorf("%d corrections", n)
	}
}

func insertion(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	url := "https://courier.example/toll"
	a := told(url, "Harbour Courier", "2031-03-04", toll, fares)
	whole := a.Statements[1]
	a.Statements = a.Statements[:1] // the second one was missed
	add(t, r, these(a))
	quote := func(p news.Part) *[]news.Quote { q := p.Quote(a.Text); return &q }
	name, form, mode, kind := "Piet Olsen", news.Direct, news.Said, news.Person
	c, err := r.Correct(t.Context(), news.Correction{
		Verb: news.Insert, Article: url, By: "M. Okafor", Reason: "was missed",
		Set: news.Fields{Source: quote(whole.Source), Cue: quote(whole.Cue), Content: quote(whole.Content), Speaker: &name, Form: &form, Mode: &mode, Kind: &kind},
	})
	if err != nil {
		t.Fatal(err)
	}
	if e := find(t, r, "by:olsen crews"); len(e) != 1 || e[0].ID != c.Statement || !e[0].Corrected {
		t.Errorf("got %+v, for %s", e, c.Statement)
	}
	longer := told(url, "Harbour Courier", "2031-03-04", flooded, toll, fares)
	longer.Statements = longer.Statements[:2]
	add(t, r, these(longer))
	if e := find(t, r, "by:olsen crews"); len(e) != 1 || e[0].ID != c.Statement || e[0].Version != 2 {
		t.Errorf("in another version: %+v", e)
	}
	if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", "it is a quotation of a play"); err != nil {
		t.Fatal(err)
	}
	if e := find(t, r, "crews"); len(e) != 0 {
		t.Errorf("undone: %+v", e)
	}
}

func decisions(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	add(t, r, these(
		told("https://courier.example/1", "Harbour Courier", "2031-03-04", toll),
		told("https://courier.example/2", "Harbour Courier", "2031-03-09", fares),
	))
	reyes, olsen := find(t, r, "by:reyes")[0].Speaker.ID, find(t, r, "by:olsen")[0].Speaker.ID
	c, err := r.Correct(t.Context(), news.Correction{Verb: news.Join, These: []string{reyes}, Those: []string{olsen}, By: "M. Okafor", Reason: "married name"})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{reyes, olsen} {
		if p, err := r.Speaker(t.Context(), id); err != nil || p.Statements != 2 || len(p.Names) != 2 {
			t.Errorf("merged: %+v, %v", p, err)
		}
	}
	if n := len(find(t, r, "by:reyes")); n != 2 {
		t.Errorf("merged: by:reyes finds %d", n)
	}
	if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", ""); err != nil {
		t.Fatal(err)
	}
	if n := len(find(t, r, "by:reyes")); n != 1 {
		t.Errorf("parted: by:reyes finds %d", n)
	}

	// One name and office is one person, until somebody knows better.
	add(t, r, these(told("https://post.example/3", "Evening Post", "2031-04-02", "Ana Reyes | mayor | The pumps failed twice in the night and the lower streets were flooded")))
	who := func() (ids []string) {
		for _, e := range find(t, r, "by:reyes sort:oldest") {
			ids = append(ids, e.Speaker.ID)
		}
		return ids
	}
	if ids := who(); len(ids) != 2 || ids[0] != ids[1] {
		t.Fatalf("by:reyes finds %v", ids)
	}
	p, err := r.Speaker(t.Context(), reyes)
	if err != nil || len(p.Evidence) != 1 {
		t.Fatalf("evidence %+v, %v", p.Evidence, err)
	}
	c, err = r.Correct(t.Context(), news.Correction{Verb: news.Split, These: []string{p.Evidence[0].A.Key}, Those: []string{p.Evidence[0].B.Key}, By: "M. Okafor", Reason: "mother and daughter"})
	if err != nil {
		t.Fatal(err)
	}
	add(t, r, these(told("https://post.example/1", "Evening Post", "2031-04-03", flooded)))
	if ids := who(); len(ids) != 2 || ids[0] == ids[1] {
		t.Errorf("split: by:reyes finds %v", ids)
	}
	if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", ""); err != nil {
		t.Fatal(err)
	}
	if ids := who(); len(ids) != 2 || ids[0] != ids[1] {
		t.Errorf("one again: by:reyes finds %v", ids)
	}
}
