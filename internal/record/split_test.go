package record_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"quoth/internal/record"
	"quoth/news"
)

// Who parts mentions from a speaker says that these are somebody else's, and
// nothing of the others, whatever had joined them.
func splitting(t *testing.T, fresh func() *record.Record) {
	const gate = " | We asked for the spare gate in January and were told to wait"
	engineer := []news.Article{
		told("https://courier.example/1", "Harbour Courier", "2031-03-09", "Nadia Korbel | Dr"+gate),
		told("https://herald.example/1", "Herald", "2031-03-10", "Nadia Korbel | "+gate),
		told("https://herald.example/2", "Herald", "2031-03-16", "Nadia Korbel | "+gate),
		told("https://post.example/1", "Evening Post", "2031-03-10", "Nadia Korbel | "+gate),
		told("https://wire.example/1", "Wire", "2031-03-09", "Nadia Korbel | "+gate),
	}
	singer := told("https://wire.example/2", "Wire", "2031-03-12", "Nadia Korbel |  | I cannot sing about rain this week")
	tour := told("https://wire.example/3", "Wire", "2031-03-14", "Nadia Korbel |  | My tour begins in the autumn")
	later := told("https://herald.example/3", "Herald", "2031-03-20", "Nadia Korbel | "+gate)

	ids := func(r *record.Record) map[string][]string { // articles by identity
		out := map[string][]string{}
		for _, e := range find(t, r, "by:korbel") {
			out[e.Speaker.ID] = append(out[e.Speaker.ID], e.Article.URL)
		}
		for _, urls := range out {
			slices.Sort(urls)
		}
		return out
	}
	check := func(r *record.Record, when string, want ...[]string) {
		t.Helper()
		got := ids(r)
		if len(got) != len(want) {
			t.Errorf("%s: %v", when, got)
		}
		for _, w := range want {
			if !slices.ContainsFunc(slices.Collect(maps.Values(got)), func(v []string) bool { return slices.Equal(v, w) }) {
				t.Errorf("%s: %v are not one in %v", when, w, got)
			}
		}
	}
	urls := func(all ...news.Article) (out []string) {
		for _, a := range all {
			out = append(out, a.URL)
		}
		slices.Sort(out)
		return out
	}
	key := func(r *record.Record, url string) string {
		a, err := r.Article(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		return a.ID
	}

	for _, order := range []string{"as printed", "backwards"} {
		all := append(slices.Clone(engineer), singer, tour)
		if order == "backwards" {
			slices.Reverse(all)
		}
		r := fresh()
		add(t, r, these(all...))
		check(r, order, urls(all...))
		var one string
		for one = range ids(r) {
		}
		for _, leave := range [][]news.Article{{singer}, {tour, singer}} {
			c := news.Correction{Verb: news.Split, These: []string{one}, By: "M. Okafor"}
			for _, a := range leave {
				c.Those = append(c.Those, key(r, a.URL)+"/nadia  korbel")
			}
			c, err := r.Correct(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			stay := slices.Clone(all)
			stay = slices.DeleteFunc(stay, func(a news.Article) bool {
				return slices.ContainsFunc(leave, func(l news.Article) bool { return l.URL == a.URL })
			})
			check(r, order+", parted", urls(stay...), urls(leave...))
			if got := ids(r)[one]; !slices.Equal(got, urls(stay...)) {
				t.Errorf("%s: the old ID leads to %v", order, got)
			}
			if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", "no"); err != nil {
				t.Fatal(err)
			}
			check(r, order+", undone", urls(all...))
		}
		if _, err := r.Correct(t.Context(), news.Correction{Verb: news.Split, These: []string{one}, Those: []string{key(r, singer.URL)}, By: "M. Okafor"}); err != nil {
			t.Fatal(err)
		}
		add(t, r, these(later))
		check(r, order+", with one more", urls(append(slices.Clone(engineer), tour, later)...), urls(singer))

		for _, bad := range [][]string{{"nobody"}, {key(r, singer.URL)}, {""}} {
			if _, err := r.Correct(t.Context(), news.Correction{Verb: news.Split, These: []string{one}, Those: bad, By: "M. Okafor"}); err == nil {
				t.Errorf("%q was parted", strings.Join(bad, ", "))
			}
		}
	}
}
