// Package fetch gets pages and feeds from http and https addresses, as a
// considerate reader would.
//
// In goes an address; out comes its body in bytes, with what the server says
// of it. A client
//
//   - says who it is and obeys robots.txt (RFC 9309, robots.go);
//   - has one request at a time under way to a host, pauses between two, and
//     keeps away as long as a server asks (queue.go);
//   - follows ten redirects, and sees when they go in a circle;
//   - bounds bodies, decompressed, and the time of a fetch, and gives up
//     servers that send too slowly (body.go);
//   - refuses addresses that lead into private or reserved networks, judged by
//     the address that is dialled, so that neither names nor redirects get
//     around it, and ports where no web server should be (address.go);
//   - uses no proxy, no cookies, no passwords.
//
// Not done: scripts, forms, sites that want a login. What the bytes mean is
// for package read.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/net/http/httpguts"
)

// Options say how to fetch. The zero value is fit for the open web.
type Options struct {
	// UserAgent is the header by which servers know the client; robots.txt
	// knows it by the letters with which that begins. Empty: DefaultUserAgent.
	UserAgent string
	// AllowPrivate lets addresses lead into private networks, or to this
	// machine.
	AllowPrivate bool
	// Pause is the least time between two requests to a host; 0 means 1 s. A
	// longer one that robots.txt asks for (Crawl-delay) is kept, up to 30 s.
	Pause time.Duration
	// Timeout bounds a fetch with its redirects, but not the time that it
	// waits for its turn; 0 means 2 minutes.
	Timeout time.Duration
	// Patience is how long a server may be silent, or slower than MinRate
	// bytes a second, before it is given up; 0 means 15 s, and 1,000 bytes.
	Patience time.Duration
	MinRate  int
	// MaxBytes bounds a body, before and after decompression; 0 means 32 MB.
	MaxBytes int64
}

const (
	maxRedirects = 10
	maxDelay     = 30 * time.Second // of robots.txt
	maxHeader    = 256 << 10
)

// DefaultUserAgent names quoth, its version, and what it is.
func DefaultUserAgent() string {
	version := "0"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append(info.Deps, &info.Main) {
			if v := strings.TrimPrefix(m.Version, "v"); m.Path == "quoth" && v != "" && v != "(devel)" {
				version, _, _ = strings.Cut(v, "+")
			}
		}
	}
	return "quoth/" + version + " (reads news for its user's own record; obeys robots.txt)"
}

// A Client fetches. It may be used by several goroutines.
type Client struct {
	o       Options
	agent   string // its name in robots.txt
	web     *http.Transport
	dialer  *net.Dialer
	permits func(netip.AddrPort) bool // may be dialled

	mu     sync.Mutex
	hosts  map[string]*host
	robots map[string]robotsEntry // by scheme, host and port
}

// New returns a client.
func New(o Options) *Client {
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent()
	}
	for _, d := range []struct {
		value *time.Duration
		unset time.Duration
	}{{&o.Pause, time.Second}, {&o.Timeout, 2 * time.Minute}, {&o.Patience, 15 * time.Second}} {
		if *d.value <= 0 {
			*d.value = d.unset
		}
	}
	if o.MinRate <= 0 {
		o.MinRate = 1000
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 32 << 20
	}
	c := &Client{o: o, agent: productToken(o.UserAgent), hosts: map[string]*host{}, robots: map[string]robotsEntry{}}
	c.permits = func(to netip.AddrPort) bool { return o.AllowPrivate || isPublic(to.Addr()) }
	c.dialer = &net.Dialer{Timeout: o.Patience, Control: c.control}
	c.web = &http.Transport{
		Proxy:                  nil, // the check of addresses would see only the proxy's
		DialContext:            c.dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // body.go counts what is on the wire
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    o.Patience,
		ResponseHeaderTimeout:  2 * o.Patience,
		MaxResponseHeaderBytes: maxHeader,
	}
	return c
}

// Close ends connections that wait for another request.
func (c *Client) Close() { c.web.CloseIdleConnections() }

// control sees every address that is about to be dialled, whatever name or
// redirect led to it.
func (c *Client) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %s: %w", address, err)
	}
	if !c.permits(to) {
		return privateError(to.Addr())
	}
	return nil
}

// Validators tell two states of a page apart; a server may give them.
type Validators struct{ ETag, LastModified string }

// A Page is what a server sent.
type Page struct {
	URL         string // where the redirects ended, without a fragment
	ContentType string // as the server has it
	Body        []byte
	Validators
	// Unchanged says that the page is still as the validators given to Get
	// know it. There is no body then.
	Unchanged bool
}

// Get fetches what is at an address, unless it is still as known.
func (c *Client) Get(ctx context.Context, address string, known Validators) (Page, error) {
	u, err := c.parse(address)
	if err != nil {
		return Page{}, err
	}
	left := c.o.Timeout
	seen := map[string]bool{}
	for range maxRedirects + 1 {
		if seen[u.String()] {
			return Page{}, fmt.Errorf("the redirects go in a circle, by %s", u)
		}
		seen[u.String()] = true
		page, to, err := c.visit(ctx, u, known, &left)
		if err != nil || to == nil {
			return page, err
		}
		u = to
	}
	return Page{}, fmt.Errorf("more than %d redirects, the last to %s", maxRedirects, u)
}

// visit makes one request, in its turn and if robots.txt has nothing against
// it. It returns a page, or where to go instead. The time that it takes is
// taken from what is left.
func (c *Client) visit(ctx context.Context, u *url.URL, known Validators, left *time.Duration) (Page, *url.URL, error) {
	leave, err := c.enter(ctx, u.Hostname())
	if err != nil {
		return Page{}, nil, err
	}
	pause := c.o.Pause
	defer func() { leave(pause) }()
	rules, err := c.rules(ctx, u)
	if err != nil {
		pause = 0 // there was no request but, at most, that for robots.txt
		return Page{}, nil, err
	}
	if rule, ok := rules.allows(pathOf(u)); !ok {
		pause = 0
		return Page{}, nil, fmt.Errorf("%w (%s)", ErrRobots, rule)
	}
	pause = max(pause, min(rules.delay, maxDelay))

	began := time.Now()
	defer func() { *left -= time.Since(began) }()
	ctx, stop := c.limited(ctx, *left)
	defer stop(nil)
	header := http.Header{"Accept": {accepted}, "Accept-Language": {"en, *;q=0.5"}}
	if known.ETag != "" {
		header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		header.Set("If-Modified-Since", known.LastModified)
	}
	resp, err := c.send(ctx, u, header)
	if err != nil {
		return Page{}, nil, err
	}
	defer resp.Body.Close()
	if to := resp.Header.Get("Location"); isRedirect(resp.StatusCode) && to != "" {
		next, err := c.follow(u, to)
		return Page{}, next, err
	}
	page := Page{URL: u.String(), ContentType: resp.Header.Get("Content-Type"), Validators: validators(resp.Header)}
	switch {
	case resp.StatusCode == http.StatusNotModified && known != (Validators{}):
		page.Unchanged = true
		return page, nil, nil
	case resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNonAuthoritativeInfo:
		refused := statusError(resp, time.Now())
		pause = max(pause, refused.RetryAfter)
		return Page{}, nil, refused
	}
	page.Body, err = c.page(ctx, stop, resp)
	return page, nil, err
}

// limited bounds a request's time. Its cause says why it ended.
func (c *Client) limited(ctx context.Context, left time.Duration) (context.Context, context.CancelCauseFunc) {
	ctx, stop := context.WithCancelCause(ctx)
	timer := time.AfterFunc(left, func() {
		stop(fmt.Errorf("gave up after %v: the server takes too long", c.o.Timeout))
	})
	context.AfterFunc(ctx, func() { timer.Stop() })
	return ctx, stop
}

// send makes a request and returns what comes, redirects included.
func (c *Client) send(ctx context.Context, u *url.URL, header http.Header) (*http.Response, error) {
	req := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: header}).WithContext(ctx)
	req.Header.Set("User-Agent", c.o.UserAgent)
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := c.web.RoundTrip(req)
	if err != nil {
		return nil, reason(ctx, err)
	}
	return resp, nil
}

// follow resolves the target of a redirect.
func (c *Client) follow(from *url.URL, location string) (*url.URL, error) {
	to, err := from.Parse(location)
	if err == nil {
		to, err = c.parse(to.String())
	}
	if err != nil {
		return nil, fmt.Errorf("a redirect leads to %.200q: %w", location, err)
	}
	return to, nil
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// validators keeps only what can be sent back.
func validators(h http.Header) Validators {
	usable := func(s string) string {
		if len(s) > 500 || !httpguts.ValidHeaderFieldValue(s) {
			return ""
		}
		return s
	}
	return Validators{ETag: usable(h.Get("ETag")), LastModified: usable(h.Get("Last-Modified"))}
}

// reason words what ended a request: the limits first, then the net's faults.
func reason(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var dns *net.DNSError
	var dial *net.OpError
	var late net.Error
	switch {
	case errors.Is(err, ErrPrivate):
		return privateCause(err)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("there is no host %s: check the address", dns.Name)
	case errors.As(err, &dns):
		return fmt.Errorf("the name %s cannot be looked up: %s; check the connection", dns.Name, dns.Err)
	case errors.As(err, &dial) && dial.Op == "dial":
		return fmt.Errorf("the server cannot be reached: %w", dial.Err)
	case errors.As(err, &late) && late.Timeout():
		return fmt.Errorf("the server does not answer: %w", err)
	}
	return fmt.Errorf("the request failed: %w", err)
}
