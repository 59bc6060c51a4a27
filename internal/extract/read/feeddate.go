package read

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// zones are the names that feeds use, in hours from Greenwich. Names that
// mean several zones, other than those in which English-language newsrooms
// write (CST, BST), are not among them: their times stay without a zone.
var zones = map[string]float64{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2,
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
	"NST": -3.5, "NDT": -2.5, "JST": 9, "KST": 9, "HKT": 8, "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}

var (
	weekday  = regexp.MustCompile(`^(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*`)
	offset   = regexp.MustCompile(`\s*(?:GMT|UTC)?([+-])(\d\d):?(\d\d)(?:\s*\([A-Za-z ]+\))?$`)
	zoneName = regexp.MustCompile(`(?:\s+([A-Z]{1,5})|(Z))$`)
	fraction = regexp.MustCompile(`(:\d\d)[.,]\d+`)
)

// Layouts of what is left of a date without its weekday and its zone.
var (
	timeLayouts = []string{
		"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
		"2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 January 2006 15:04:05", "2 January 2006 15:04", "2 Jan 06 15:04:05", "2 Jan 06 15:04",
		"2-Jan-06 15:04:05", "2-Jan-2006 15:04:05", "Jan 2 15:04:05 2006", "Jan 2, 2006 15:04:05", "Jan 2 2006 15:04:05", "January 2, 2006 15:04:05",
		"January 2, 2006 15:04", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "Jan 2, 2006 3:04:05 PM", "2 Jan 2006 3:04:05 PM", "2006/01/02 15:04:05",
	}
	dayLayouts = []string{"2006-01-02", "2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "2006/01/02", "20060102"}
)

// feedDate reads the date of a feed's item as ISO 8601, with the offset in
// which it is written, so that the day stays the newsroom's. A time in no zone,
// or in one of an unknown name, comes out without an offset. "" is no date.
//
// gofeed's own dates are all in UTC: they lose the newsroom's day, and a time
// without a zone is taken to be Greenwich's.
func feedDate(s string) string {
	s = weekday.ReplaceAllString(oneLine(s), "")
	if len(s) > 60 {
		return ""
	}
	zone := (*time.Location)(nil)
	if m := offset.FindStringSubmatchIndex(s); m != nil && strings.Contains(s[:m[0]], ":") {
		hours, _ := strconv.Atoi(s[m[4]:m[5]])
		minutes, _ := strconv.Atoi(s[m[6]:m[7]])
		seconds := hours*3600 + minutes*60
		if s[m[2]] == '-' {
			seconds = -seconds
		}
		if hours <= 14 && minutes < 60 {
			zone = time.FixedZone("", seconds)
		}
		s = s[:m[0]]
	} else if m := zoneName.FindStringSubmatch(s); m != nil && m[1] != "AM" && m[1] != "PM" {
		if hours, ok := zones[m[1]+m[2]]; ok {
			zone = time.FixedZone("", int(hours*3600))
		}
		s = strings.TrimSuffix(s, m[0])
	}
	s = fraction.ReplaceAllString(strings.TrimSpace(s), "$1")
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			if zone == nil {
				return t.Format("2006-01-02T15:04:05")
			}
			return t.Format("2006-01-02T15:04:05") + time.Date(2000, 1, 1, 0, 0, 0, 0, zone).Format("Z07:00")
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t.Format("2006-01-02")
		}
	}
	return ""
}

func plausible(t time.Time) bool { return t.Year() >= 1600 && t.Year() <= 2200 }
