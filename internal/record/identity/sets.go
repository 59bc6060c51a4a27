package identity

// sets are disjoint sets. Each is known by its smallest element, so that the
// order of unions does not show.
type sets[T int | string] struct{ parent map[T]T }

func newSets[T int | string]() *sets[T] { return &sets[T]{map[T]T{}} }

func (s *sets[T]) find(x T) T {
	p, ok := s.parent[x]
	if !ok || p == x {
		return x
	}
	root := s.find(p)
	s.parent[x] = root
	return root
}

func (s *sets[T]) union(a, b T) {
	ra, rb := s.find(a), s.find(b)
	s.parent[max(ra, rb)] = min(ra, rb)
}
