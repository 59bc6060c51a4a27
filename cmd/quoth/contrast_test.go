package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast holds every colour that text has in html.css to WCAG AA, 4.5 to
// 1, on every ground it stands on, by day and by night.
func TestContrast(t *testing.T) {
	day, rest, found := strings.Cut(pageStyle, "@media (prefers-color-scheme: dark)")
	night, _, closed := strings.Cut(rest, "* { box-sizing")
	if !found || !closed {
		t.Fatal("html.css has no dark colours")
	}
	for name, css := range map[string]string{"day": day, "night": night} {
		colours := colourVariables(css)
		paper := colours["paper"]
		for text, grounds := range map[string][]string{
			"ink":    {"paper", "card", "content-tint", "content-tint-2", "content-shown"},
			"source": {"paper", "card", "content-tint", "content-tint-2", "source-tint"},
			"cue":    {"paper", "card", "content-tint", "content-tint-2", "cue-tint"},
			"muted":  {"paper", "card"},
			"alarm":  {"paper", "card"},
		} {
			for _, ground := range grounds {
				if got := contrast(colours[text].over(paper), colours[ground].over(paper)); got < 4.5 {
					t.Errorf("by %s: %s on %s has a contrast of %.2f", name, text, ground, got)
				}
			}
		}
	}
}

type colour struct{ r, g, b, alpha float64 }

func (c colour) over(ground colour) colour {
	mix := func(top, below float64) float64 { return below + (top-below)*c.alpha }
	return colour{mix(c.r, ground.r), mix(c.g, ground.g), mix(c.b, ground.b), 1}
}

func contrast(a, b colour) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

func luminance(c colour) float64 {
	linear := func(v float64) float64 {
		if v /= 255; v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

var (
	hexColour = regexp.MustCompile(`--([\w-]+): #([0-9a-f]{6}|[0-9a-f]{3});`)
	tint      = regexp.MustCompile(`--([\w-]+): rgb\((\d+) (\d+) (\d+) / (\d+)%\);`)
)

func colourVariables(css string) map[string]colour {
	number := func(s string, base int) float64 {
		n, _ := strconv.ParseInt(s, base, 64)
		return float64(n)
	}
	all := map[string]colour{}
	for _, m := range hexColour.FindAllStringSubmatch(css, -1) {
		hex := m[2]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		all[m[1]] = colour{number(hex[:2], 16), number(hex[2:4], 16), number(hex[4:], 16), 1}
	}
	for _, m := range tint.FindAllStringSubmatch(css, -1) {
		all[m[1]] = colour{number(m[2], 10), number(m[3], 10), number(m[4], 10), number(m[5], 10) / 100}
	}
	return all
}
