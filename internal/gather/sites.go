package gather

import (
	"net/url"
	"sync"
)

// maxSites are visited at a time.
const maxSites = 8

// sites has pages visited, those of one site one after the other, in order.
type sites struct {
	visit func(page)

	mu      sync.Mutex
	pages   map[string][]page // still to be visited, by site; sites that are waited for or visited have an entry
	waiting []string          // sites that nobody visits yet
	active  int
}

func (s *sites) add(p page) {
	host := ""
	if u, err := url.Parse(p.address); err == nil {
		host = site(u)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pages == nil {
		s.pages = map[string][]page{}
	}
	before, known := s.pages[host]
	s.pages[host] = append(before, p)
	switch {
	case known:
	case s.active < maxSites:
		s.active++
		go s.work(host)
	default:
		s.waiting = append(s.waiting, host)
	}
}

// work visits a site until it has no more pages, then the next one.
func (s *sites) work(host string) {
	for {
		s.mu.Lock()
		if len(s.pages[host]) == 0 {
			delete(s.pages, host)
			if len(s.waiting) == 0 {
				s.active--
				s.mu.Unlock()
				return
			}
			host, s.waiting = s.waiting[0], s.waiting[1:]
		}
		p := s.pages[host][0]
		s.pages[host] = s.pages[host][1:]
		s.mu.Unlock()
		s.visit(p)
	}
}
