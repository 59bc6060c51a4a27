package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"quoth"
	"quoth/internal/invent"
	"quoth/news"
	"quoth/query"
)

// judge compares what a record says of an invented world with the truth.
//
// In: a record into which the articles of quoth-lab invent were imported, with
// the same -articles and -seed. Out: precision and recall of identities, and of
// variants by relation.
func judge(args []string) error {
	flags := flag.NewFlagSet("judge", flag.ExitOnError)
	place := flags.String("record", "", "the record to judge, a `file` or an address")
	articles := flags.Int("articles", 1000, "how many articles the world has")
	seed := flags.Uint64("seed", 1, "which world it is")
	variants := flags.Bool("variants", true, "judge variants, too")
	show := flags.Int("show", 0, "show so many `pairs` of each kind that were wrongly found or missed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *place == "" {
		return errors.New("judge: name a record: -record FILE")
	}
	ctx := context.Background()
	r, err := quoth.OpenExisting(ctx, *place)
	if err != nil {
		return err
	}
	defer r.Close()
	world := readTruth(invent.New(*seed, *articles))
	type speaker struct {
		found, truth string
		kind         news.Kind
	}
	speakers := map[string]speaker{} // by article and speaker, once
	var reports []invent.Report
	at := map[string]int{}
	var told []string    // IDs of entries, as reports
	var entries []string // as they are shown
	for e, err := range r.Search(ctx, query.Query{Sort: query.Oldest}, quoth.SearchOptions{Copies: true}) {
		if err != nil {
			return err
		}
		t, ok := world[placeOf(e.Article.URL, e.Version, &e.Statement)]
		if !ok {
			return fmt.Errorf("judge: statement %s is none of this world; are -articles and -seed those of the record?", e.ID)
		}
		if t.person != "" && e.Speaker != nil && e.Speaker.ID != "" {
			speakers[e.Article.URL+"\x00"+t.person+"\x00"+e.Speaker.ID] = speaker{e.Speaker.ID, t.person, e.Speaker.Kind}
		}
		at[e.ID] = len(reports)
		told = append(told, e.ID)
		if *show > 0 {
			entries = append(entries, fmt.Sprintf("%s  %s, %s %s: %s", e.ID, e.Article.Published, speakerOf(&e), e.Form, e.Content.Text(e.Article.Text)))
		}
		reports = append(reports, invent.Report{Article: e.Article.URL, Telling: t.telling, Words: t.words})
	}
	for _, people := range []bool{true, false} {
		s := invent.ScoreIdentities(func(yield func(string, string) bool) {
			for _, s := range speakers {
				if (s.kind == news.Person) == people && !yield(s.found, s.truth) {
					return
				}
			}
		})
		fmt.Printf("%-12s precision %.3f  recall %.3f\n", map[bool]string{true: "people", false: "bodies"}[people], s.Precision(), s.Recall())
	}
	both := invent.ScoreIdentities(func(yield func(string, string) bool) {
		for _, s := range speakers {
			if !yield(s.found, s.truth) {
				return
			}
		}
	})
	fmt.Printf("%-12s precision %.3f  recall %.3f\n", "identities", both.Precision(), both.Recall())
	if !*variants {
		return nil
	}
	var broken error
	met := map[[2]int]bool{}
	wrong := shown{most: *show, entries: entries}
	scores := invent.ScoreVariants(reports, func(yield func(invent.Pair) bool) {
		for i, id := range told {
			all, err := r.Variants(ctx, id)
			if err != nil {
				broken = err
				return
			}
			for _, v := range all {
				j := at[v.ID]
				if i >= j {
					continue
				}
				if a, b := &reports[i], &reports[j]; *show > 0 {
					met[[2]int{i, j}] = true
					if invent.Due(a, b) == news.Different && !invent.PassesOn(a, b) && a.Words != b.Words {
						wrong.add("wrongly "+string(v.Relation), i, j)
					}
				}
				if !yield(invent.Pair{A: i, B: j, Relation: v.Relation}) {
					return
				}
			}
		}
	})
	if broken != nil {
		return broken
	}
	if *show > 0 {
		same := map[string][]int{}
		for j := range reports {
			for _, i := range same[reports[j].Saying] {
				if due := invent.Due(&reports[i], &reports[j]); due != news.Different && !met[[2]int{i, j}] {
					wrong.add("missed "+string(due), i, j)
				}
			}
			same[reports[j].Saying] = append(same[reports[j].Saying], j)
		}
		wrong.print()
	}
	for _, relation := range []news.Relation{news.WordForWord, news.Shortened, news.Altered, news.Paraphrased} {
		if s := scores.By[relation]; s != nil {
			fmt.Printf("%-12s precision %.3f  recall %.3f  of %d\n", relation, s.Precision(), s.Recall(), s.There)
		}
	}
	return nil
}

// shown are pairs that were judged wrongly, a few of each kind.
type shown struct {
	most    int
	entries []string
	byKind  map[string][][2]int
}

func (s *shown) add(kind string, i, j int) {
	if s.byKind == nil {
		s.byKind = map[string][][2]int{}
	}
	s.byKind[kind] = append(s.byKind[kind], [2]int{i, j})
}

// print shows pairs from all of the world, not from its first days alone.
func (s *shown) print() {
	for _, kind := range slices.Sorted(maps.Keys(s.byKind)) {
		pairs := s.byKind[kind]
		fmt.Printf("%s: %d\n", kind, len(pairs))
		for k := range min(s.most, len(pairs)) {
			p := pairs[k*len(pairs)/min(s.most, len(pairs))]
			fmt.Printf("  %s\n  %s\n\n", s.entries[p[0]], s.entries[p[1]])
		}
	}
}

type truth struct {
	person  string
	telling invent.Telling
	words   uint64
}

// readTruth makes a world again and keys its truth by where statements stand.
func readTruth(w *invent.World) map[string]truth {
	out := map[string]truth{}
	for a := range w.Articles() {
		people := map[string]string{}
		for i, p := range a.Speakers {
			people[p.ID] = a.Truth.Speakers[i]
		}
		for i := range a.Statements {
			s := &a.Statements[i]
			t := truth{telling: a.Truth.Statements[i], words: wordsOf(s.Content.Text(a.Text))}
			if s.Speaker != nil {
				t.person = people[s.Speaker.ID]
			}
			out[placeOf(a.URL, a.Truth.Version, s)] = t
		}
	}
	return out
}

func speakerOf(e *news.Entry) string {
	if e.Speaker == nil {
		return "nobody"
	}
	return cmp.Or(e.Speaker.Name, e.Speaker.Description)
}

func placeOf(url string, version int, s *news.Statement) string {
	at := func(p news.Part) string {
		if len(p) == 0 {
			return ""
		}
		return strconv.Itoa(p[0].Start)
	}
	return url + "\x00" + strconv.Itoa(version) + "\x00" + at(s.Cue) + "\x00" + at(s.Content)
}
