package record

import (
	"net/url"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"quoth/internal/lexicon"
	"quoth/news"
)

// anywhere are the domains of countries that others take for their meaning.
const anywhere = " ac ag ai am cc co fm gg io la ly me sc sh tk to tv vc ws "

// countryOf is the country of the domain in which an article appeared, in
// English, or "": two bodies of one name, a ministry here and there, are told
// apart by it.
func countryOf(a *news.Article) string {
	u, err := url.Parse(a.URL)
	if err != nil {
		return ""
	}
	host := u.Hostname()
	domain := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	if len(domain) != 2 || strings.Contains(anywhere, " "+domain+" ") {
		return ""
	}
	if domain == "uk" {
		domain = "gb"
	}
	region, err := language.ParseRegion(domain)
	if err != nil || !region.IsCountry() {
		return ""
	}
	return lexicon.Country(strings.ToLower(display.English.Regions().Name(region)))
}
