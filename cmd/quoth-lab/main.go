// Command quoth-lab measures what quoth ships and prepares what the model
// workshop (lab/) learns from. It is never part of quoth.
package main

import (
	"fmt"
	"os"
)

const usage = `usage: quoth-lab COMMAND [ARGUMENTS]

  ask          ask a record many questions and tell how long the answers take
  bench        measure speed on one core
  calibration  compare statements' confidence with how often they are right
  dates        print for labelled statements the dates that they might be of
  eval         score what ships on labelled articles
  fairness     give articles' people other names and count what changes
  invent       make up news whose people and variants are known, or score what is found in it
  judge        compare identities and variants of a record with the truth of an invented world
  pieces       print articles as word pieces with the features that the encoder is given
`

func main() {
	commands := map[string]func([]string) error{
		"ask":         ask,
		"bench":       bench,
		"calibration": calibration,
		"dates":       dates,
		"eval":        eval,
		"fairness":    fairness,
		"invent":      inventNews,
		"judge":       judge,
		"pieces":      pieces,
	}
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "quoth-lab:", err)
		os.Exit(1)
	}
}
