package identity

import (
	"slices"
	"testing"
)

func observed(t *testing.T, lines ...string) (out []Observation) {
	t.Helper()
	for _, l := range lines {
		o, err := parseObservation(l)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
	return out
}

func TestRolesOverTime(t *testing.T) {
	observations := observed(t,
		"a 2011-03-02 Post p Ana Reyes | mayor of Port Arden",
		"b 2014-05-02 Post p Ana Reyes | mayor of Port Arden",
		"c 2018-05-02 Post p Ana M. Reyes | former mayor of Port Arden; health minister",
	)
	ids := Resolve(Gather(observations, nil), nil)
	if len(ids) != 1 {
		t.Fatalf("%d identities", len(ids))
	}
	want := []Seen{
		{"mayor of Port Arden", "2011-03-02", "2014-05-02", 2, false},
		{"former mayor of Port Arden", "2018-05-02", "2018-05-02", 1, true},
		{"health minister", "2018-05-02", "2018-05-02", 1, false},
	}
	if !slices.Equal(ids[0].Roles, want) {
		t.Errorf("roles %+v", ids[0].Roles)
	}
	if id := ids[0]; id.Name != "Ana Reyes" || id.First != "2011-03-02" || id.Last != "2018-05-02" || id.Count != 3 {
		t.Errorf("%+v", id)
	}
}

// When two identities become one, the later one's ID leads to the whole by its
// anchor; when they are parted, each has its own again.
func TestIDsOutliveMerges(t *testing.T) {
	observations := observed(t, "a 2021-03-02 Post p Dana Marsh", "b 2022-03-02 Post p Dana Whitfield")
	apart := Resolve(Gather(observations, nil), nil)
	merged := []Decision{{Verb: MergeThem, These: []string{"a"}, Those: []string{"b"}, By: "desk", Time: "2023", Reason: "married"}}
	one := Resolve(Gather(observations, merged), merged)
	if len(apart) != 2 || len(one) != 1 || one[0].ID != ID("a") {
		t.Fatalf("apart %d, one %d", len(apart), len(one))
	}
	if !slices.ContainsFunc(one[0].Sightings, func(s Sighting) bool { return ID(s.Key) == ID("b") }) {
		t.Error("the later ID leads nowhere")
	}
	why := one[0].Why("a", "b")
	if len(why) != 1 || why[0].Rule != ByDecision || why[0].Score != 1 {
		t.Errorf("why: %+v", why)
	}
	if got := Joined([]string{"b"}, merged); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("joined to b: %v", got)
	}
}
