package fetch

import (
	"errors"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// ErrRobots says that a site does not want an address to be visited.
var ErrRobots = errors.New("the site's robots.txt forbids it")

// robots is what a robots.txt (RFC 9309) has for one agent.
type robots struct {
	rules []rule
	delay time.Duration // Crawl-delay, which is no part of the RFC
}

type rule struct {
	pattern string // in the form of canonical
	allow   bool
	text    string // as it stands in the file
}

// productToken is the name by which robots.txt calls an agent: the letters,
// hyphens and underscores with which it begins.
func productToken(agent string) string {
	return agent[:len(agent)-len(strings.TrimLeft(agent, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"))]
}

// parseRobots keeps the rules of all groups that name the agent, or where none
// does, those of all groups for "*". Lines that mean nothing are passed over,
// and do not part a group.
func parseRobots(text, agent string) robots {
	var (
		own, others robots
		named       bool // some group names the agent
		forOwn      bool // the group at hand names the agent
		forOthers   bool
		naming      bool // its agents are still being named
	)
	text = strings.TrimPrefix(text, "\uFEFF")
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if !naming {
				forOwn, forOthers, naming = false, false, true
			}
			if value == "*" {
				forOthers = true
			} else if token := productToken(value); token != "" && strings.EqualFold(token, agent) {
				forOwn, named = true, true
			}
		case "allow", "disallow":
			naming = false
			if value == "" {
				continue // forbids and allows nothing
			}
			r := rule{pattern: canonical(value, true), allow: key == "allow", text: strings.TrimSpace(line)}
			if forOwn {
				own.rules = append(own.rules, r)
			}
			if forOthers {
				others.rules = append(others.rules, r)
			}
		case "crawl-delay":
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil || math.IsNaN(seconds) || seconds < 0 {
				continue
			}
			delay := time.Duration(min(seconds, 1e6) * float64(time.Second))
			if forOwn {
				own.delay = max(own.delay, delay)
			}
			if forOthers {
				others.delay = max(others.delay, delay)
			}
		}
	}
	if named {
		return own
	}
	return others
}

// allows says whether a path, with its query, may be visited, and if not, by
// which rule. The longest pattern that matches decides, of two as long the one
// that allows.
func (r robots) allows(path string) (forbidding string, ok bool) {
	path = canonical(path, false)
	if path == "/robots.txt" {
		return "", true
	}
	longest := -1
	ok = true
	for _, rule := range r.rules {
		n := len(rule.pattern)
		if n < longest || n == longest && (ok || !rule.allow) || !matches(rule.pattern, path) {
			continue
		}
		longest, ok, forbidding = n, rule.allow, rule.text
	}
	if ok {
		return "", true
	}
	return forbidding, false
}

// matches reads "*" in a pattern as any text, "$" at its end as the end of the
// path. Both are in the form of canonical.
func matches(pattern, path string) bool {
	pattern, atEnd := strings.CutSuffix(pattern, "$")
	first, rest, more := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok {
		return false
	}
	for more {
		var piece string
		if piece, rest, more = strings.Cut(rest, "*"); !more && atEnd {
			return strings.HasSuffix(path, piece)
		}
		at := strings.Index(path, piece) // the earliest leaves most to the others
		if at < 0 {
			return false
		}
		path = path[at+len(piece):]
	}
	return !atEnd || path == ""
}

// canonical brings a path or a pattern into one form: percent signs stand
// before two upper-case digits, and only for what is no letter, digit, hyphen,
// dot, underscore or tilde. "*" and "$" remain where they have a meaning.
func canonical(s string, pattern bool) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				i += 2
				if unreserved(byte(n)) {
					b.WriteByte(byte(n))
				} else {
					escape(&b, byte(n))
				}
				continue
			}
		}
		special := c == '*' || c == '$'
		meant := pattern && (c == '*' || c == '$' && i == len(s)-1)
		if c <= ' ' || c >= 0x7f || special && !meant {
			escape(&b, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func escape(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}

func unreserved(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// pathOf is the part of an address that robots.txt speaks of.
func pathOf(u *url.URL) string {
	path := u.EscapedPath()
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	return path
}
