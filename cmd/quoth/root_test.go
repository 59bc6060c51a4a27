package main

import (
	"strings"
	"testing"
)

// Help fits a terminal of 84 columns, and names no value twice.
func TestHelp(t *testing.T) {
	for _, c := range documented(newRoot()) {
		for _, line := range strings.Split(c.Long, "\n") {
			if n := len([]rune(line)); n > 84 {
				t.Errorf("%s: %d columns: %s", c.CommandPath(), n, line)
			}
		}
		if usage := c.Flags().FlagUsages(); strings.Contains(usage, "feed or feed") {
			t.Errorf("%s: %s", c.CommandPath(), usage)
		}
	}
}

func TestHanging(t *testing.T) {
	const told = "quoth: nosuch/ferry.svg: no such file or directory; choose another place for --svg"
	for width, want := range map[int]string{
		100: told,
		50:  "quoth: nosuch/ferry.svg: no such file or\n  directory; choose another place for --svg",
		0:   told,
	} {
		if got := hanging(told, width); got != want {
			t.Errorf("%d columns: got\n%s\nwant\n%s", width, got, want)
		}
	}
}
