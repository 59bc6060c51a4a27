package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func TestReliability(t *testing.T) {
	var r reliability
	r.add(0.95, true)
	r.add(1, true)
	r.add(0.92, false)
	r.add(0.45, true)
	// Above 0.9: 2 of 3 right where 2.87 were promised; the one at 0.45 is right.
	if got, want := r.calibrationError(), (0.87+0.55)/4; math.Abs(got-want) > 1e-12 {
		t.Errorf("expected calibration error %v, want %v", got, want)
	}
	var out bytes.Buffer
	r.print(&out, "invented")
	for _, line := range []string{
		"invented: 4 statements, expected calibration error 0.355\n",
		"| 0.0–0.1 | 0 | | |\n",
		"| 0.4–0.5 | 1 | 0.450 | 1.000 |\n",
		"| 0.9–1.0 | 3 | 0.957 | 0.667 |\n",
	} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("no line %q in\n%s", line, out.String())
		}
	}
}
