package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	maxRobots          = 500 << 10 // bytes that are read, as RFC 9309 asks for at least
	maxRobotsRedirects = 5
	robotsKept         = time.Hour
	robotsFaultKept    = 5 * time.Minute
	manyRobots         = 1000
)

// A robotsEntry is what is known of a site's robots.txt until it expires.
type robotsEntry struct {
	robots
	err     error // why nothing may be fetched
	expires time.Time
}

// rules returns what the robots.txt of an address's site has for this client.
// A site without one (400 to 499) allows everything; one that cannot be
// reached, or is busy, nothing. The caller has its turn at the host.
func (c *Client) rules(ctx context.Context, u *url.URL) (robots, error) {
	site := u.Scheme + "://" + u.Host
	c.mu.Lock()
	known, ok := c.robots[site]
	c.mu.Unlock()
	if ok && time.Now().Before(known.expires) {
		return known.robots, known.err
	}
	entry := robotsEntry{expires: time.Now().Add(robotsKept)}
	text, err := c.fetchRobots(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
	var refused *StatusError
	switch {
	case err == nil:
		entry.robots = parseRobots(text, c.agent)
	case ctx.Err() != nil:
		return robots{}, err // says nothing about the site
	case errors.As(err, &refused) && !refused.Temporary() && refused.Status < 500:
	default:
		if refused != nil {
			err = fmt.Errorf("whether robots.txt allows it cannot be known: %w", err)
		}
		entry.err = err
		entry.expires = time.Now().Add(robotsFaultKept)
		if refused != nil && refused.RetryAfter > robotsFaultKept {
			entry.expires = time.Now().Add(min(refused.RetryAfter, robotsKept))
		}
	}
	c.mu.Lock()
	if len(c.robots) >= manyRobots {
		for site, e := range c.robots {
			if time.Now().After(e.expires) || len(c.robots) >= 2*manyRobots {
				delete(c.robots, site)
			}
		}
	}
	c.robots[site] = entry
	c.mu.Unlock()
	if entry.err == nil {
		err = sleep(ctx, c.o.Pause)
	}
	return entry.robots, err
}

// fetchRobots returns the text of a robots.txt; none where the redirects do
// not end.
func (c *Client) fetchRobots(ctx context.Context, u *url.URL) (string, error) {
	ctx, stop := c.limited(ctx, c.o.Timeout)
	defer stop(nil)
	for range maxRobotsRedirects + 1 {
		text, to, err := c.robotsAt(ctx, stop, u)
		if err != nil || to == nil {
			return text, err
		}
		u = to
	}
	return "", nil
}

func (c *Client) robotsAt(ctx context.Context, stop context.CancelCauseFunc, u *url.URL) (string, *url.URL, error) {
	resp, err := c.send(ctx, u, http.Header{"Accept": {"text/plain, */*;q=0.5"}})
	if err != nil {
		return "", nil, err
	}
	defer resp.Body.Close()
	if to := resp.Header.Get("Location"); isRedirect(resp.StatusCode) && to != "" {
		next, err := c.follow(u, to)
		return "", next, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return "", nil, statusError(resp, time.Now())
	}
	text, err := c.beginning(ctx, stop, resp, maxRobots)
	if len(text) == maxRobots {
		text = text[:bytes.LastIndexByte(text, '\n')+1]
	}
	return strings.ToValidUTF8(string(text), "\uFFFD"), nil, err
}
