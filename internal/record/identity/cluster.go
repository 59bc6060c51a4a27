package identity

import (
	"slices"
	"strings"
)

// A cluster is what is known of sightings taken for one bearer.
type cluster struct {
	sightings []int    // in the graph, ascending
	persons   []person // different names
	bodies    []body
	role      profile
	sex       byte
	outlets   map[string][]Quarter // when each wrote of the bearer
	when      []Quarter
	held      []Quarter // when articles gave a role
	groups    []string  // of decisions; a sorted set
}

// A span is the quarters of the first and the last sighting; zero when undated.
type span struct{ first, last Quarter }

func spanOf(q []Quarter) span {
	if len(q) == 0 {
		return span{}
	}
	return span{q[0], q[len(q)-1]}
}

// follows reports whether a span begins and ends behind another one, but for
// some overlap: as an office does that somebody took after another one.
func (s span) follows(t span) bool {
	return s.first > t.first && s.last > t.last && s.overlaps(t) < overlap
}

// overlaps is by how much spans reach into each other.
func (s span) overlaps(t span) Quarter { return min(s.last, t.last) - max(s.first, t.first) }

// near reports whether spans lie no more than so many quarters apart.
func (s span) near(t span, gap Quarter) bool {
	return s.first != 0 && t.first != 0 && s.first <= t.last+gap && t.first <= s.last+gap
}

// meet reports whether two rows of quarters come as near as one to the next.
func meet(a, b []Quarter) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch d := a[i] - b[j]; {
		case d >= -1 && d <= 1:
			return true
		case d < 0:
			i++
		default:
			j++
		}
	}
	return false
}

// Quarters of a year in which one person is quoted at most, and how long the
// press may be silent about somebody who is still the same.
const (
	career  = 70 * 4
	silence = 30 * 4
)

// full reports whether a name in full is among the cluster's names.
func (c *cluster) full() bool {
	return slices.ContainsFunc(c.persons, func(p person) bool { return p.full() })
}

// bare reports whether there are family names only.
func (c *cluster) bare() bool {
	return !slices.ContainsFunc(c.persons, func(p person) bool { return len(p.given) > 0 })
}

// blank reports whether nothing but names, outlets and dates are known.
func (c *cluster) blank() bool { return c.sex == 0 && c.role.blank() }

// conflicts reports whether something says that two clusters are not the same,
// whatever their names.
func (c *cluster) conflicts(d *cluster) bool {
	return c.role.otherField(&d.role) || c.excludes(d)
}

// excludes is conflicts without the fields of life, which a person may change.
func (c *cluster) excludes(d *cluster) bool {
	if c.sex != 0 && d.sex != 0 && c.sex != d.sex || c.role.excludes(&d.role) {
		return true
	}
	if len(c.persons) == 0 || len(c.when) == 0 || len(d.when) == 0 {
		return false
	}
	s, t := spanOf(c.when), spanOf(d.when)
	return !s.near(t, silence) || max(s.last, t.last)-min(s.first, t.first) > career
}

// overlap is how far the roles of two clusters may reach into each other's time
// and still be those of one career.
const overlap = 2

// agrees compares the roles of two clusters. Roles that have nothing in common
// may be one person's who changed careers, but not if they are held at one time,
// or if one of two trades is while the other one is.
func (c *cluster) agrees(d *cluster) (a agreement, career bool) {
	a = c.role.agrees(&d.role)
	s, t := spanOf(c.held), spanOf(d.held)
	return a, a != otherTrade || s.first == 0 || t.first == 0 || s.follows(t) || t.follows(s) ||
		s.overlaps(t) < overlap && !c.role.otherTrade(&d.role)
}

// likeness is that of the most alike names, if no two conflict.
func (c *cluster) likeness(d *cluster) likeness {
	best := conflicting
	for i := range c.persons {
		for j := range d.persons {
			l := alike(&c.persons[i], &d.persons[j])
			if l == conflicting {
				return conflicting
			}
			best = max(best, l)
		}
	}
	return best
}

// join adds what is known of d to c.
func (c *cluster) join(d *cluster) {
	c.sightings = append(c.sightings, d.sightings...)
	slices.Sort(c.sightings)
	for _, p := range d.persons {
		c.addPerson(p)
	}
	for _, b := range d.bodies {
		if !slices.ContainsFunc(c.bodies, func(o body) bool { return o.key() == b.key() }) {
			c.bodies = append(c.bodies, b)
		}
	}
	c.role.add(&d.role)
	if c.sex == 0 {
		c.sex = d.sex
	}
	for o, when := range d.outlets {
		c.outlets[o] = union(c.outlets[o], when)
	}
	c.when = union(c.when, d.when)
	c.held = union(c.held, d.held)
	for _, g := range d.groups {
		insert(&c.groups, g)
	}
}

// addPerson keeps names in an order of their own, so that it does not tell
// which cluster was joined to which.
func (c *cluster) addPerson(p person) {
	i, ok := slices.BinarySearchFunc(c.persons, p, func(a, b person) int {
		return strings.Compare(a.key()+a.nick, b.key()+b.nick)
	})
	if !ok {
		c.persons = slices.Insert(c.persons, i, p)
	}
}

// seenTogether reports whether an outlet writes of both in the same months.
func (c *cluster) seenTogether(d *cluster) bool {
	if len(d.outlets) < len(c.outlets) {
		c, d = d, c
	}
	for o, s := range c.outlets {
		if o != "" && meet(s, d.outlets[o]) {
			return true
		}
	}
	return false
}

// union of two sorted sets.
func union(a, b []Quarter) []Quarter {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}
