package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"quoth/internal/invent"
	"quoth/internal/record/identity"
	"quoth/internal/record/match"
	"quoth/news"
)

// A trialRecord is a world as identity and match are given it.
type trialRecord struct {
	observations []identity.Observation
	truth        map[string]string // of an observation, by key
	reports      []invent.Report
	statements   []match.Statement
	speakers     []string // of statements, by the keys of their observations
	texts        []string
}

// scoreWorld finds identities and variants in a world and compares them with
// its truth. Variants are found as the articles come, each statement among those
// before it, with the identities found for its speakers.
func scoreWorld(w *invent.World, show int, out io.Writer) error {
	r := gatherWorld(w)
	fmt.Fprintf(out, "%d named speakers, %d statements\n", len(r.observations), len(r.statements))
	found := r.scoreIdentities(show, out)
	for i := range r.statements {
		r.statements[i].Speaker.Identity = found[r.speakers[i]]
	}
	r.scoreVariants(show, out)
	return nil
}

func gatherWorld(w *invent.World) *trialRecord {
	country := map[string]string{}
	for _, o := range w.Outlets() {
		country[o.Name] = o.Country
	}
	r := &trialRecord{truth: map[string]string{}}
	for a := range w.Articles() {
		for i, p := range a.Speakers {
			if p.Name == "" {
				continue
			}
			o := identity.Observation{Key: a.ID + "/" + p.ID, Article: a.ID, Outlet: a.Outlet, Country: country[a.Outlet], Published: a.Published, Kind: p.Kind, Name: p.Name}
			for _, m := range p.Mentions {
				if name := a.Text[m.Span.Start:m.Span.End]; m.By == news.ByName && name != p.Name && !slices.Contains(o.Also, name) {
					o.Also = append(o.Also, name)
				}
			}
			if p.Role != "" {
				o.Roles = []string{p.Role}
			}
			r.observations = append(r.observations, o)
			r.truth[o.Key] = a.Truth.Speakers[i]
		}
		published, err := time.Parse(time.DateOnly, a.Published)
		if err != nil {
			panic(err) // made by invent
		}
		for i := range a.Statements {
			s := &a.Statements[i]
			text := s.Content.Text(a.Text)
			r.texts = append(r.texts, s.Speaker.Name+s.Speaker.Description+" ("+string(s.Form)+"): "+text)
			r.speakers = append(r.speakers, a.ID+"/"+s.Speaker.ID)
			r.reports = append(r.reports, invent.Report{Article: a.Truth.Article, Telling: a.Truth.Statements[i], Words: wordsOf(text)})
			r.statements = append(r.statements, match.Statement{
				Article: a.Truth.Article, Day: int(published.Unix() / 86400), Polarity: s.Polarity, Wording: match.Read(a.Text, s),
				Speaker: match.Speaker{Name: s.Speaker.Name, Description: s.Speaker.Description, Kind: s.Speaker.Kind},
			})
		}
	}
	return r
}

// wordsOf is a hash of a text's words.
func wordsOf(text string) uint64 {
	h := fnv.New64a()
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		h.Write([]byte(w + " "))
	}
	return h.Sum64()
}

// scoreIdentities also returns the identities found, by keys of observations.
func (r *trialRecord) scoreIdentities(show int, out io.Writer) map[string]string {
	began := time.Now()
	ids := identity.Resolve(identity.Gather(r.observations, nil), nil)
	took := time.Since(began)
	bySignature := map[string]string{}
	for _, i := range ids {
		for _, s := range i.Sightings {
			bySignature[s.Signature()] = i.ID
		}
	}
	of := make([]string, len(r.observations))
	for i, o := range r.observations {
		of[i] = cmp.Or(bySignature[o.Signature()], o.Key)
	}
	for _, persons := range []bool{true, false} {
		score := invent.ScoreIdentities(func(yield func(string, string) bool) {
			for i, o := range r.observations {
				if (o.Kind == news.Person) == persons && !yield(of[i], r.truth[o.Key]) {
					return
				}
			}
		})
		what := map[bool]string{true: "people", false: "bodies"}[persons]
		fmt.Fprintf(out, "identity, %s: precision %.4f, recall %.4f over %.0f pairs\n", what, score.Precision(), score.Recall(), score.There)
	}
	fmt.Fprintf(out, "identity: %d found, in %.1f s\n", len(ids), took.Seconds())
	if show > 0 {
		r.showIdentities(of, show, out)
	}
	found := make(map[string]string, len(of))
	for i, o := range r.observations {
		found[o.Key] = of[i]
	}
	return found
}

// showIdentities prints pairs wrongly joined and pairs wrongly parted, those
// that stand for most pairs of observations first.
func (r *trialRecord) showIdentities(of []string, show int, out io.Writer) {
	type cell struct{ id, who string }
	first, count := map[cell]int{}, map[cell]int{}
	joined, parted := map[string][]cell{}, map[string][]cell{}
	for i, o := range r.observations {
		c := cell{of[i], r.truth[o.Key]}
		if count[c]++; count[c] == 1 {
			first[c] = i
			joined[c.id] = append(joined[c.id], c)
			parted[c.who] = append(parted[c.who], c)
		}
	}
	for _, kind := range []struct {
		name   string
		groups map[string][]cell
	}{{"joined", joined}, {"parted", parted}} {
		type fault struct{ a, b, n int }
		var faults []fault
		for _, cells := range kind.groups {
			for i, c := range cells {
				for _, d := range cells[:i] {
					faults = append(faults, fault{first[c], first[d], count[c] * count[d]})
				}
			}
		}
		slices.SortFunc(faults, func(x, y fault) int { return cmp.Or(y.n-x.n, x.a-y.a, x.b-y.b) })
		for _, f := range faults[:min(show, len(faults))] {
			fmt.Fprintf(out, "wrongly %s, %d pairs:\n  %s\n  %s\n", kind.name, f.n, describe(&r.observations[f.a]), describe(&r.observations[f.b]))
		}
	}
}

func describe(o *identity.Observation) string {
	return fmt.Sprintf("%s %q also %q roles %q, %s (%s) %s", o.Kind, o.Name, o.Also, o.Roles, o.Outlet, o.Country, o.Published)
}

func (r *trialRecord) scoreVariants(show int, out io.Writer) {
	began := time.Now()
	x := match.NewIndex()
	var found []invent.Pair
	for i := range r.statements {
		for _, v := range x.Variants(&r.statements[i]) {
			found = append(found, invent.Pair{A: v.Statement, B: i, Relation: v.Verdict.Relation})
		}
		x.Add(r.statements[i])
	}
	took := time.Since(began)
	scores := invent.ScoreVariants(r.reports, slices.Values(found))
	relations := []news.Relation{news.WordForWord, news.Shortened, news.Altered, news.Paraphrased}
	for _, rel := range relations {
		s := scores.By[rel]
		fmt.Fprintf(out, "%-12s found %6d: precision %.4f, named so rightly %.4f; there %6d: recall %.4f\n", rel, s.Found, s.Precision(), s.Named(), s.There, s.Recall())
	}
	fmt.Fprintf(out, "loosely paraphrased, among these: there %d: recall %.4f\n", scores.Loose.There, scores.Loose.Recall())
	fmt.Fprintf(out, "not counted: %d the same by chance, %d passed on; %.2f ms a statement\n", scores.Chance, scores.PassedOn, took.Seconds()*1000/float64(len(r.statements)))
	if show == 0 {
		return
	}
	shown := map[string]int{}
	print := func(what string, a, b int) {
		if shown[what]++; shown[what] <= show {
			fmt.Fprintf(out, "%s:\n  %s\n  %s\n", what, r.texts[a], r.texts[b])
		}
	}
	got := map[[2]int]bool{}
	for _, p := range found {
		got[[2]int{p.A, p.B}] = true
		a, b := &r.reports[p.A], &r.reports[p.B]
		due := invent.Relate(a.Telling, b.Telling)
		switch {
		case due == p.Relation, a.PassesOn == b.Saying, b.PassesOn == a.Saying, due == news.Different && r.reports[p.A].Words == r.reports[p.B].Words:
		case due == news.Different:
			print("no variants, found "+string(p.Relation), p.A, p.B)
		default:
			print(string(due)+", found "+string(p.Relation), p.A, p.B)
		}
	}
	bySaying := map[string][]int{}
	for i, p := range r.reports {
		for _, j := range bySaying[p.Saying] {
			if !got[[2]int{j, i}] && r.reports[j].Article != p.Article {
				print(string(invent.Relate(r.reports[j].Telling, p.Telling))+", not found", j, i)
			}
		}
		bySaying[p.Saying] = append(bySaying[p.Saying], i)
	}
	for _, what := range slices.Sorted(maps.Keys(shown)) {
		fmt.Fprintf(out, "%6d  %s\n", shown[what], what)
	}
}
