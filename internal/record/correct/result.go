package correct

import (
	"slices"

	"quoth/news"
)

// arrange returns the statements that are shown, in the order of their cues. The
// model's stay in its order; those that a person added or moved are put among them.
func (r *reading) arrange() []*item {
	var out, moved []*item
	for _, of := range r.items {
		switch {
		case of.hidden:
		case of.model != nil && order(&of.Statement) == order(of.model):
			out = append(out, of)
		default:
			moved = append(moved, of)
		}
	}
	for _, of := range moved {
		at := slices.IndexFunc(out, func(o *item) bool { return order(&o.Statement) > order(&of.Statement) })
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, of)
	}
	return out
}

// order is where the act of speaking stands.
func order(s *news.Statement) int {
	for _, p := range []news.Part{s.Cue, s.Content} {
		if len(p) > 0 {
			return p[0].Start
		}
	}
	return 0
}

// speakersOf are the speakers of statements, in the order of their first one.
func speakersOf(shown []*item) []*news.Speaker {
	var out []*news.Speaker
	seen := map[*news.Speaker]bool{}
	for _, of := range shown {
		if s := of.Speaker; s != nil && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// nest settles which statements stand inside which. The model's word holds but
// where a person took a statement out, added one or moved its ends.
func (r *reading) nest(shown []*item) {
	byID := map[string]*item{}
	for _, of := range r.items {
		if byID[of.ID] == nil {
			byID[of.ID] = of
		}
	}
	for _, of := range shown {
		for range r.items { // a ring of parents ends, too
			parent := byID[of.Parent]
			if parent == nil || !parent.hidden {
				break
			}
			of.Parent = parent.Parent
		}
	}
	inside := func(of, other *item) bool { // already, through others
		for range r.items {
			if of = byID[of.Parent]; of == nil || of == other {
				return of != nil
			}
		}
		return true
	}
	for _, of := range shown {
		if !of.moved {
			continue
		}
		if parent := byID[of.Parent]; parent == nil || !holds(parent, of) {
			of.Parent = ""
			for _, other := range shown {
				if holds(other, of) && !inside(other, of) && (of.Parent == "" || size(other) < size(byID[of.Parent])) {
					of.Parent = other.ID
				}
			}
		}
		for _, other := range shown {
			switch {
			case other == of:
			case other.Parent == of.ID && !holds(of, other):
				other.Parent = of.Parent
			case other.Parent == of.Parent && holds(of, other) && !inside(of, other):
				other.Parent = of.ID
			}
		}
	}
}

// holds reports whether a statement, cue and content, stands inside another's
// content.
func holds(of, inner *item) bool {
	return within(inner.Content, of.Content) && (len(inner.Cue) == 0 || within(inner.Cue, of.Content)) && size(of) > size(inner)
}

func size(of *item) (n int) {
	for _, s := range of.Content {
		n += s.Len()
	}
	return n
}
