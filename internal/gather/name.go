package gather

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"

	"quoth/news"
)

// identified gives an article the ID by which it is known again: its URL; else
// its own id behind the name of its input; else that name, where the article
// is all of the input, or the beginning of its text's SHA-256 behind it, since
// lines move. Standard input is another one each time, so there the text
// counts even beside an id.
func identified(a news.Article, name string, from *page) news.Article {
	alone := a.ID == name
	own := !alone && !strings.HasPrefix(a.ID, name+":")
	if a.ID == a.URL { // an item of a feed
		a.URL = cleaned(a.URL)
		a.ID, own = a.URL, false
	} else if from != nil && alone {
		a.URL = canonical(a.URL, from.final)
		a.Title = either(a.Title, from.item.Title)
		a.Published = either(a.Published, from.item.Published)
		a.Outlet = either(a.Outlet, from.item.Outlet)
	}
	switch digits := fmt.Sprintf("#%.8x", sha256.Sum256([]byte(a.Text))); {
	case a.URL != "" && own:
	case a.URL != "":
		a.ID = a.URL
	case name == stdin && own:
		a.ID = name + "#" + a.ID + digits
	case own:
		a.ID = name + "#" + a.ID
	case name == stdin || !alone:
		a.ID = name + digits
	}
	return a
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func isAddress(s string) bool {
	lower := strings.ToLower(s)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// canonical is the address that a page states for itself, if that can be
// believed: it is on the same site, and not the site's front page. Else it is
// the one under which the page was found.
func canonical(stated, found string) string {
	s, err := url.Parse(stated)
	f, err2 := url.Parse(found)
	if err != nil || err2 != nil || !isAddress(stated) || site(s) != site(f) || strings.Trim(s.Path, "/") == "" && s.RawQuery == "" && strings.Trim(f.Path, "/") != "" {
		return cleaned(found)
	}
	return cleaned(stated)
}

// site is a host without the prefixes that mean another view of it.
func site(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "mobile.", "amp."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

// tracking lists the parameters that say how a reader came to a page, besides
// those that begin with "utm_". A page is the same without them.
var tracking = map[string]bool{
	"fbclid": true, "gclid": true, "gclsrc": true, "gbraid": true, "wbraid": true, "dclid": true, "msclkid": true, "yclid": true, "twclid": true,
	"ttclid": true, "igshid": true, "igsh": true, "li_fat_id": true, "mc_cid": true, "mc_eid": true, "mkt_tok": true, "_hsenc": true, "_hsmi": true,
	"vero_id": true, "oly_anon_id": true, "oly_enc_id": true, "at_medium": true, "at_campaign": true, "at_custom1": true, "ns_source": true,
	"ns_mchannel": true, "ns_campaign": true, "cmpid": true, "smid": true, "srsltid": true,
}

// cleaned is an address without fragment and tracking, so that the ways to one
// page are one. What is no address stays as it is.
func cleaned(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || !isAddress(address) || u.Host == "" {
		return address
	}
	u.Fragment, u.RawFragment, u.ForceQuery = "", "", false
	u.Host = strings.ToLower(u.Host)
	if port := ":" + u.Port(); port == ":80" && u.Scheme == "http" || port == ":443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, port)
	}
	var kept []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(strings.ToLower(pair), "=")
		if pair != "" && !tracking[key] && !strings.HasPrefix(key, "utm_") {
			kept = append(kept, pair)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}
