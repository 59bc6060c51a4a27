package identity

import "strconv"

// byExactName weighs clusters of one full name.
func byExactName(c, d *cluster) (Rule, float64) {
	if c.likeness(d) != exact {
		return "", 0
	}
	switch a, career := c.agrees(d); {
	case !career:
		return Namesakes, .5
	case a == sameOffice:
		return SameNameAndRole, .99
	case a == sameField:
		return SameNameAndField, .96
	}
	if c.seenTogether(d) {
		return SameName, .96
	}
	return SameName, .93
}

// byLikeness weighs full names that differ in spelling, or by a middle name or
// nickname.
func byLikeness(c, d *cluster) (Rule, float64) {
	switch c.likeness(d) {
	case exact, byVariant:
	default:
		return "", 0
	}
	if !c.full() || !d.full() || c.generations(d) == 1 {
		return SameSpelling, .5
	}
	switch a, career := c.agrees(d); {
	case !career:
		return SameSpelling, .5
	case a == sameOffice:
		return SameSpelling, .97
	case a == sameField:
		return SameSpelling, .93
	}
	return SameSpelling, .88
}

// related restricts a weigher to clusters whose roles have something in common.
func related(weigh weigher) weigher {
	return func(c, d *cluster) (Rule, float64) {
		if a := c.role.agrees(&d.role); a < sameField {
			return "", 0
		}
		return weigh(c, d)
	}
}

// byContext weighs names that say too little by themselves: initials, family
// names alone, names that sound alike.
func byContext(c, d *cluster) (Rule, float64) {
	office := c.role.agrees(&d.role) == sameOffice && c.inTime(d)
	together := c.seenTogether(d)
	switch c.likeness(d) {
	case bySound:
		if office {
			return SameSound, .9
		}
		return SoundAlone, .4
	case exact, byVariant, byInitial:
		if c.full() && d.full() {
			if office && c.generations(d) == 1 {
				return SameNameAndRole, .9 // Jr left out
			}
			return "", 0
		}
		switch {
		case office:
			return Initials, .93
		case together:
			return Initials, .85
		}
		return InitialsAlone, .5
	case familyOnly:
		switch {
		case office:
			return FamilyAndRole, .88
		case together:
			return FamilyAndOutlet, .82
		case meet(c.when, d.when):
			return FamilyAndTime, .82
		}
		return FamilyAlone, .2
	}
	return "", 0
}

// bareByRole weighs family names alone: one office in one country or body.
func bareByRole(c, d *cluster) (Rule, float64) {
	if c.bare() && d.bare() && c.role.agrees(&d.role) == sameOffice && c.role.specific(&d.role) && c.inTime(d) {
		return FamilyAndRole, .85
	}
	return "", 0
}

// generations is how many of two clusters know whether it is Jr or Sr.
func (c *cluster) generations(d *cluster) (n int) {
	for _, e := range []*cluster{c, d} {
		for _, p := range e.persons {
			if p.generation != "" {
				n++
				break
			}
		}
	}
	return n
}

// inTime reports whether two clusters lie so near in time that an office may
// still be held.
func (c *cluster) inTime(d *cluster) bool { return spanOf(c.when).near(spanOf(d.when), 2*4) }

// bareTo pairs family names alone with those more of a name is known of, if
// they might be meant by their office or by the months.
func (g *graph) bareTo(fit func(c *cluster) bool) (pairs [][2]int) {
	byContext := map[string][]int{}
	for _, r := range g.roots() {
		if c := g.clusters[r]; len(c.persons) > 0 && !c.bare() && fit(c) {
			for _, k := range c.context(0) {
				byContext[k] = append(byContext[k], r)
			}
		}
	}
	for _, r := range g.roots() {
		c := g.clusters[r]
		if len(c.persons) == 0 || !c.bare() {
			continue
		}
		seen := map[int]bool{}
		for _, k := range c.context(1) {
			for _, other := range byContext[k] {
				if !seen[other] {
					seen[other] = true
					pairs = append(pairs, [2]int{min(r, other), max(r, other)})
				}
			}
		}
	}
	return pairs
}

// context is what two clusters may have in common besides the name: an office,
// or the quarters within reach.
func (c *cluster) context(reach Quarter) (keys []string) {
	for _, h := range c.role.heads {
		insert(&keys, h)
	}
	for _, q := range c.when {
		for near := q - reach; near <= q+reach; near++ {
			insert(&keys, strconv.Itoa(int(near)))
		}
	}
	return keys
}
