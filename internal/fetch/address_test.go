package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// Ways to write, or to hide, an address that a visitor from outside could not
// reach. None may be dialled.
func TestPrivateAddressesAreRefused(t *testing.T) {
	addresses := strings.Fields(`
		http://127.0.0.1/ http://127.0.0.1:8080/ http://127.255.255.254/ https://127.0.0.1/ http://127.0.0.1./ http://127.1/ http://127.0.1/
		http://2130706433/ http://017700000001/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://127.0.0.0x1/ http://0x7f.1/
		http://00000127.0.0.1/ http://0/ http://0.0.0.0/ http://0.1.2.3/
		http://10.0.0.1/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.1.1/ http://100.64.0.1/ http://100.127.255.255/
		http://169.254.169.254/latest/meta-data/ http://192.0.0.1/ http://192.0.2.1/ http://198.18.0.1/ http://198.51.100.7/ http://203.0.113.9/
		http://192.88.99.1/ http://224.0.0.1/ http://239.255.255.255/ http://240.0.0.1/ http://255.255.255.255/
		http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:10.0.0.1]/ http://[::127.0.0.1]/
		http://[64:ff9b::127.0.0.1]/ http://[64:ff9b::a00:1]/ http://[64:ff9b:1::1]/ http://[2002:7f00:1::]/ http://[2001:0:7f00:1::]/ http://[2001:2::1]/
		http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fec0::1]/ http://[fc00::1]/ http://[fd12:3456::1]/ http://[ff02::1]/ http://[100::1]/
		http://[2001:db8::1]/ http://[3fff::1]/ http://[5f00::1]/ http://[4000::1]/
		http://localhost/ http://LOCALHOST/ http://localhost./ http://db.localhost/ http://localhost.localdomain/ http://printer.local/ http://metadata.google.internal/
		http://127.0.0.1%2f/ http://１２７.０.０.１/ http://①②⑦.⓪.⓪.①/ http://ｌｏｃａｌｈｏｓｔ/ http://127。0。0。1/
		http://inside.example/ http://inside6.example/ http://mapped.example/ http://metadata.example/ http://mixed.example/ http://zero.example/
		http://user:secret@news.example/ http://user@127.0.0.1/ http://news.example@127.0.0.1/ http://127.0.0.1#@news.example/ http://127.0.0.1?@news.example/
		file:///etc/hosts ftp://news.example/ gopher://news.example/ javascript:alert(1) //news.example/ http:/// http:news.example http://:80/ news.example
		http://news.example:22/ http://news.example:25/ http://news.example:6667/ http://news.example:0/ http://news.example:99999/ http://news.example:80:80/
	`)
	if len(addresses) < 90 {
		t.Errorf("only %d addresses", len(addresses))
	}
	c := New(Options{})
	names(c, map[string][]string{
		"inside.example": {"10.1.2.3"}, "inside6.example": {"fd00::1"}, "mapped.example": {"::ffff:127.0.0.1"}, "metadata.example": {"169.254.169.254"},
		"mixed.example": {"127.0.0.1", "::1"}, "zero.example": {"0.0.0.0", "::"},
	})
	judge := c.permits
	c.permits = func(to netip.AddrPort) bool {
		ok := judge(to)
		if ok {
			t.Errorf("%s would be dialled", to)
		}
		return false
	}
	private := 0
	for _, a := range addresses {
		_, err := c.Get(context.Background(), a, Validators{})
		if err == nil {
			t.Errorf("%s was fetched", a)
		}
		if errors.Is(err, ErrPrivate) {
			private++
		}
		if strings.Contains(a, "inside") && !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", a, err)
		}
	}
	if private < 50 {
		t.Errorf("only %d were refused for where they lead", private)
	}
}

func TestPublicAddresses(t *testing.T) {
	for _, ip := range strings.Fields(`1.1.1.1 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 172.15.0.1 172.32.0.1
		192.0.1.1 192.167.1.1 192.169.0.1 198.17.0.1 198.20.0.1 223.255.255.255 2001:200::1 2606:4700::1 2a00:1450::1 64:ff9b::101:101 ::ffff:1.1.1.1`) {
		if !isPublic(netip.MustParseAddr(ip)) {
			t.Errorf("%s is refused", ip)
		}
	}
}

func TestAddressesAreBroughtIntoOneForm(t *testing.T) {
	c := New(Options{})
	for in, want := range map[string]string{
		"http://News.Example\n":                    "http://news.example/",
		"HTTPS://news.example:443/a?b=c#d":         "https://news.example/a?b=c",
		"http://news.example:8080":                 "http://news.example:8080/",
		"http://news.example.:80/":                 "http://news.example/",
		"https://zeitung.müller.example/straße":    "https://zeitung.xn--mller-kva.example/stra%C3%9Fe",
		"http://[2606:4700:0:0::1]:8443/":          "http://[2606:4700::1]:8443/",
		"http://1.1.1.1/":                          "http://1.1.1.1/",
		"https://news.example/%7Eana/a%2Fb?q=%20x": "https://news.example/%7Eana/a%2Fb?q=%20x",
		"http://a_b.example/":                      "http://a_b.example/",
	} {
		u, err := c.parse(in)
		if err != nil || u.String() != want {
			t.Errorf("%s: got %v, %v, want %s", in, u, err, want)
		}
	}
}

// front is a client for which one server on this machine stands for the open
// web, and nothing else here may be visited.
func front(pages map[string]http.HandlerFunc, t *testing.T) (*Client, *httptest.Server) {
	s := serve(t, pages)
	c := quick(func(o *Options) { o.AllowPrivate = false })
	at := netip.MustParseAddrPort(s.Listener.Addr().String())
	c.permits = func(to netip.AddrPort) bool {
		return to.Addr() == at.Addr() && to.Port() == at.Port() || isPublic(to.Addr())
	}
	return c, s
}

func TestRedirectsIntoPrivateNetworks(t *testing.T) {
	var visited atomic.Bool
	inside := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { visited.Store(true) }, "/robots.txt": func(http.ResponseWriter, *http.Request) { visited.Store(true) }})
	port := inside.Listener.Addr().String()[len("127.0.0.1:"):]
	pages := map[string]http.HandlerFunc{}
	targets := []string{
		inside.URL, "http://localhost:" + port, "http://[::1]:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://inside.example:" + port,
		"//127.0.0.2:" + port, "http://10.0.0.1/", "http://169.254.169.254/", "http://0x7f.1:" + port, "http://2130706433:" + port,
		"file:///etc/hosts", "ftp://news.example/", "gopher://127.0.0.1:70/", "javascript:alert(1)", "http://user:pw@news.example/",
		"http://news.example:25/",
	}
	for i, to := range targets {
		pages["/"+string(rune('a'+i))] = redirect(to)
	}
	c, s := front(pages, t)
	names(c, map[string][]string{"inside.example": {"127.0.0.1"}})
	for i, to := range targets {
		if _, err := c.Get(context.Background(), s.URL+"/"+string(rune('a'+i)), Validators{}); err == nil {
			t.Errorf("followed to %s", to)
		}
	}
	if visited.Load() {
		t.Error("the server inside was visited")
	}
}

// A name may be harmless when it is first looked up and another address's the
// next time. And robots.txt may redirect, too.
func TestNamesThatChange(t *testing.T) {
	var visited atomic.Bool
	inside := serve(t, map[string]http.HandlerFunc{"/robots.txt": func(http.ResponseWriter, *http.Request) { visited.Store(true) }})
	c, s := front(map[string]http.HandlerFunc{"/robots.txt": redirect(inside.URL + "/robots.txt"), "/": text("One.")}, t)
	if _, err := c.Get(context.Background(), s.URL, Validators{}); !errors.Is(err, ErrPrivate) || visited.Load() {
		t.Errorf("got %v", err)
	}

	table := map[string][]string{"turn.example": {"127.0.0.1"}}
	c, s = front(map[string]http.HandlerFunc{"/": text("One.")}, t)
	names(c, table)
	u, _ := url.Parse(s.URL)
	address := "http://turn.example:" + u.Port() + "/"
	if _, err := c.Get(context.Background(), address, Validators{}); err != nil {
		t.Fatal(err)
	}
	c.Close() // the next request dials again
	table["turn.example"] = []string{"127.0.0.2"}
	if _, err := c.Get(context.Background(), address, Validators{}); !errors.Is(err, ErrPrivate) {
		t.Errorf("got %v", err)
	}
}

func TestNoProxy(t *testing.T) {
	proxy := serve(t, nil)
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("ALL_PROXY", proxy.URL)
	c := quick(nil)
	names(c, nil)
	if _, err := c.Get(context.Background(), "http://news.example/", Validators{}); err == nil || err.Error() != "there is no host news.example: check the address" {
		t.Errorf("got %v", err)
	}
}

func FuzzAddress(f *testing.F) {
	for _, a := range strings.Fields(`http://127.1/ http://[::ffff:7f00:1]/a?b#c https://news.example:8443/ http://１２７.0.0.1/ http://0x7f.1 http://a.example/%zz`) {
		f.Add(a)
	}
	c := New(Options{})
	f.Fuzz(func(t *testing.T, address string) {
		u, err := c.parse(address)
		if err != nil {
			return
		}
		if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !isPublic(ip) || u.User != nil || !slices.Contains([]string{"http", "https"}, u.Scheme) {
			t.Fatalf("%q passed as %s", address, u)
		}
		again, err := c.parse(u.String())
		if err != nil || again.String() != u.String() {
			t.Fatalf("%q became %s, then %v, %v", address, u, again, err)
		}
	})
}
