package encoder

// slots numbers the names of a text: names with the same last word have the
// same number, and so has a single word that stands in an earlier name.
type slots struct {
	last map[string]int // by the last word of a name
	any  map[string]int // by each word of a name, the first that has it
	next int
}

// of is the number of a name with these words.
func (s *slots) of(words []string) int {
	if s.last == nil {
		s.last, s.any = map[string]int{}, map[string]int{}
	}
	if len(words) == 0 {
		words = []string{""}
	}
	final := words[len(words)-1]
	slot, ok := s.last[final]
	if !ok {
		slot, ok = s.any[final]
	}
	for _, w := range words { // "Park", before "Park Geun-hye" is named in full
		if !ok {
			slot, ok = s.last[w]
		}
	}
	if !ok {
		slot = s.next
		s.next++
	}
	if _, there := s.last[final]; !there {
		s.last[final] = slot
	}
	for _, w := range words {
		if _, there := s.any[w]; !there {
			s.any[w] = slot
		}
	}
	return slot
}
