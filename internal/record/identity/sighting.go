package identity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Sighting is one or more observations that are equal in all that tells who
// is meant: name, other names, roles, kind, outlet, country and, where those
// say little, the quarter of the year. Its observation is the earliest. A record
// may keep sightings and Add to them; where a decision names one of their
// observations they have to be gathered anew.
type Sighting struct {
	Observation
	Count       int
	First, Last string
	Quarters    []Quarter // in which it was seen, ascending
}

// Gather counts equal observations once, whatever their order. Those of which
// decisions speak stay alone, so that they can be moved. The result is in the
// order of keys.
func Gather(observations []Observation, decisions []Decision) []Sighting {
	named := map[string]bool{}
	for _, d := range decisions {
		for _, k := range slices.Concat(d.These, d.Those) {
			named[k] = true
		}
	}
	at := map[string]int{}
	var out []Sighting
	for _, o := range observations {
		sig := o.Signature()
		if named[o.Key] {
			sig += "\x01" + o.Key
		}
		i, ok := at[sig]
		if !ok {
			i, at[sig] = len(out), len(out)
			out = append(out, Sighting{Observation: o})
		}
		out[i].Add(o)
	}
	slices.SortFunc(out, func(a, b Sighting) int { return cmp.Compare(a.Key, b.Key) })
	return out
}

// Add counts an observation of the same signature.
func (s *Sighting) Add(o Observation) {
	if earlier(o.Published, o.Key, s.Published, s.Key) {
		s.Observation = o
	}
	s.Count++
	if o.Published != "" && (s.First == "" || o.Published < s.First) {
		s.First = o.Published
	}
	s.Last = max(s.Last, o.Published)
	if q := quarter(o.Published); q != 0 {
		insert(&s.Quarters, q)
	}
}

// earlier orders observations by date, undated ones last, then by key.
func earlier(date, key, otherDate, otherKey string) bool {
	if (date == "") != (otherDate == "") {
		return date != ""
	}
	return cmp.Or(cmp.Compare(date, otherDate), cmp.Compare(key, otherKey)) < 0
}

// Signature is the same for observations that are counted as one sighting.
func (o *Observation) Signature() string {
	also, roles := slices.Clone(o.Also), slices.Clone(o.Roles)
	slices.Sort(also)
	slices.Sort(roles)
	parts := []string{
		o.Block(), string(o.Kind), o.Name, strings.Join(slices.Compact(also), "\x02"),
		strings.Join(slices.Compact(roles), "\x02"), o.Outlet, o.Country,
	}
	if len(roles) == 0 || !strings.ContainsAny(o.Name, " \u00a0") {
		parts = append(parts, strconv.Itoa(int(quarter(o.Published))))
	}
	return strings.Join(parts, "\x00")
}

// A Quarter of a year is the year times four, and 0 to 3. News goes back to a
// matter for weeks, so finer steps would tell nothing more.
type Quarter int

// quarter is that of a date, 0 when it tells none.
func quarter(date string) Quarter {
	y, rest, _ := strings.Cut(date, "-")
	year, err := strconv.Atoi(y)
	if err != nil || year <= 0 || year > 9999 {
		return 0
	}
	m, _, _ := strings.Cut(rest, "-")
	month, _ := strconv.Atoi(m)
	return Quarter(year*4 + max(0, min(month, 12)-1)/3)
}
