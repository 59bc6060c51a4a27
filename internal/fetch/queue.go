package fetch

import (
	"context"
	"fmt"
	"time"
)

const (
	manyHosts = 4096            // kept in memory before those at rest are forgotten
	maxWait   = 2 * time.Minute // for a server that asked to be left alone
)

// A host is visited by one request at a time.
type host struct {
	turn  chan struct{} // holds the one who visits
	next  time.Time     // not before; belongs to whose turn it is, or to mu while users is 0
	users int           // visiting or waiting; under Client.mu
}

// enter waits for a turn at a host. Leave says how long the host is then to be
// left alone.
func (c *Client) enter(ctx context.Context, name string) (leave func(pause time.Duration), err error) {
	c.mu.Lock()
	h := c.hosts[name]
	if h == nil {
		c.forget()
		h = &host{turn: make(chan struct{}, 1)}
		c.hosts[name] = h
	}
	h.users++
	c.mu.Unlock()
	leave = func(pause time.Duration) {
		if pause > 0 {
			h.next = time.Now().Add(pause)
		}
		<-h.turn
		c.mu.Lock()
		h.users--
		c.mu.Unlock()
	}
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		c.mu.Lock()
		h.users--
		c.mu.Unlock()
		return nil, context.Cause(ctx)
	}
	wait := time.Until(h.next)
	if wait > maxWait {
		leave(0)
		return nil, fmt.Errorf("%s asked to be left alone: try again in %v", name, wait.Round(time.Minute))
	}
	if err := sleep(ctx, wait); err != nil {
		leave(0)
		return nil, err
	}
	return leave, nil
}

// forget drops hosts that nobody visits and that may be visited again. The
// caller holds mu.
func (c *Client) forget() {
	if len(c.hosts) < manyHosts {
		return
	}
	for name, h := range c.hosts {
		if h.users == 0 && time.Now().After(h.next) {
			delete(c.hosts, name)
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
