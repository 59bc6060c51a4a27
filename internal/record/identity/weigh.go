package identity

// byExactName weighs clusters of one full name.
func byExactName(c, d *cluster) (Rule, float64) {
	if c.likeness(d) != exact {
		return "", 0
	}
	switch c.role.agrees(&d.role) {
	case sameOffice:
		return SameNameAndRole, .99
	case sameField:
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
	switch c.role.agrees(&d.role) {
	case sameOffice:
		return SameSpelling, .97
	case sameField:
		return SameSpelling, .93
	}
	return SameSpelling, .88
}

// byContext weighs names that say too little by themselves: initials, family
// names alone, names that sound alike.
func byContext(c, d *cluster) (Rule, float64) {
	office := c.role.agrees(&d.role) == sameOffice && c.all.near(d.all, 2*4)
	together := c.seenTogether(d)
	switch c.likeness(d) {
	case bySound:
		if office {
			return SameSound, .9
		}
		return SameSound, .4
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
		return Initials, .5
	case familyOnly:
		switch {
		case office:
			return FamilyAndRole, .88
		case together:
			return FamilyAndOutlet, .82
		}
		return FamilyAndOutlet, .2
	}
	return "", 0
}

// bareByRole weighs family names alone: one office in one country or body.
func bareByRole(c, d *cluster) (Rule, float64) {
	if c.bare() && d.bare() && c.role.agrees(&d.role) == sameOffice && c.role.specific(&d.role) && c.all.near(d.all, 2*4) {
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

// bareToFull pairs family names alone with those full names of which an office
// or an outlet might tell that they are meant.
func (g *graph) bareToFull() (pairs [][2]int) {
	byContext := map[string][]int{}
	context := func(c *cluster) (keys []string) {
		for _, h := range c.role.heads {
			insert(&keys, "r"+h)
		}
		for o := range c.outlets {
			if o != "" {
				insert(&keys, "o"+o)
			}
		}
		return keys
	}
	for _, r := range g.roots() {
		if c := g.clusters[r]; len(c.persons) > 0 && !c.bare() {
			for _, k := range context(c) {
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
		for _, k := range context(c) {
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
