package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// ErrPrivate says that an address leads where only people on this machine or
// in its network should go.
var ErrPrivate = errors.New("the address leads into a private or reserved network")

// A networkError is ErrPrivate with the address that was met.
type networkError struct{ at string }

func (e *networkError) Error() string { return ErrPrivate.Error() + " (" + e.at + ")" }
func (e *networkError) Unwrap() error { return ErrPrivate }

func privateError(ip netip.Addr) error { return &networkError{ip.String()} }

// privateCause is the bare error inside one of the net's.
func privateCause(err error) error {
	var cause *networkError
	if errors.As(err, &cause) {
		return cause
	}
	return err
}

const maxAddress = 8 << 10

// parse reads an address and refuses what should not be fetched, as far as
// the address itself tells. The fragment is left out.
func (c *Client) parse(address string) (*url.URL, error) {
	if len(address) > maxAddress {
		return nil, fmt.Errorf("the address has more than %d characters", maxAddress)
	}
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		var cause *url.Error
		if errors.As(err, &cause) {
			err = cause.Err
		}
		return nil, fmt.Errorf("not an address: %w", err)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("only http and https addresses are fetched")
	case u.Hostname() == "":
		return nil, errors.New("the address names no host")
	case u.User != nil:
		return nil, errors.New("the address holds a name or password: leave it out, since addresses are kept and shown")
	}
	name, err := hostName(u.Hostname())
	if err != nil {
		return nil, err
	}
	port, err := webPort(u.Port())
	if err != nil {
		return nil, err
	}
	if ip, err := netip.ParseAddr(name); err == nil {
		number := uint16(80)
		if n, err := strconv.ParseUint(port, 10, 16); err == nil {
			number = uint16(n)
		}
		if !c.permits(netip.AddrPortFrom(ip, number)) {
			return nil, privateError(ip)
		}
	} else if local(name) && !c.o.AllowPrivate {
		return nil, &networkError{name}
	}
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if port != "" && (u.Scheme != "http" || port != "80") && (u.Scheme != "https" || port != "443") {
		name += ":" + port
	}
	u.Host, u.Fragment, u.RawFragment = name, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// hostName brings a host's name to lower-case ASCII. Names that end in a
// number are Internet addresses, and of those only the usual form is taken:
// some systems read 0x7f.1, 017700000001 and 2130706433 as 127.0.0.1.
func hostName(name string) (string, error) {
	if ip, err := netip.ParseAddr(name); err == nil {
		if ip.Zone() != "" {
			return "", fmt.Errorf("%s is an address in the network of this machine only", name)
		}
		return ip.String(), nil
	}
	lower := strings.ToLower(name)
	if strings.ContainsFunc(lower, func(r rune) bool { return r > '~' }) {
		ascii, err := idna.Lookup.ToASCII(lower)
		if err != nil {
			return "", fmt.Errorf("%s is no host's name: %w", name, err)
		}
		lower = ascii
	}
	lower = strings.TrimSuffix(lower, ".")
	if ip, err := netip.ParseAddr(lower); err == nil {
		return ip.String(), nil
	}
	last := lower[strings.LastIndexByte(lower, '.')+1:]
	if len(lower) == 0 || len(lower) > 253 || last == "" || strings.ContainsAny(lower, ` "<>^|{}\%`) {
		return "", fmt.Errorf("%q is no host's name", name)
	}
	if last[0] >= '0' && last[0] <= '9' && (strings.HasPrefix(last, "0x") || strings.Trim(last, "0123456789") == "") {
		return "", fmt.Errorf("%s is an unusual form of an Internet address: write it as four numbers", name)
	}
	return lower, nil
}

// local holds for names that mean this machine or its network everywhere.
func local(name string) bool {
	for _, suffix := range []string{"localhost", "localdomain", "local", "internal", "home.arpa"} {
		if name == suffix || strings.HasSuffix(name, "."+suffix) {
			return true
		}
	}
	return false
}

// otherPorts above 1023 belong to other services (the list of the WHATWG's
// Fetch standard).
var otherPorts = map[string]bool{
	"1719": true, "1720": true, "1723": true, "2049": true, "3659": true, "4045": true, "4190": true, "5060": true, "5061": true,
	"6000": true, "6566": true, "6665": true, "6666": true, "6667": true, "6668": true, "6669": true, "6679": true, "6697": true, "10080": true,
}

func webPort(port string) (string, error) {
	if port == "" {
		return "", nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	port = strconv.FormatUint(n, 10)
	if err != nil || n < 1024 && n != 80 && n != 443 || otherPorts[port] {
		return "", fmt.Errorf("port %s is no web server's", port)
	}
	return port, nil
}

// Of IPv6 only 2000::/3 is given out; of IPv4 all that is not listed here.
// Source: IANA's special-purpose address registries.
var (
	globalIPv6 = netip.MustParsePrefix("2000::/3")
	nat64      = netip.MustParsePrefix("64:ff9b::/96") // holds an IPv4 address
	reserved   = prefixes(
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
		"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"2001::/23",     // Teredo, benchmarks, ORCHID
		"2001:db8::/32", // documentation
		"2002::/16",     // 6to4
		"3fff::/20",     // documentation
	)
)

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, p := range list {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}

// isPublic holds for addresses that anyone on the Internet can reach.
func isPublic(ip netip.Addr) bool {
	ip = ip.WithZone("").Unmap()
	if nat64.Contains(ip) {
		b := ip.As16()
		ip = netip.AddrFrom4([4]byte(b[12:]))
	}
	if ip.Is6() && !globalIPv6.Contains(ip) {
		return false
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return ip.IsValid()
}
