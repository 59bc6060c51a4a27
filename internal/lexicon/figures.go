package lexicon

import (
	_ "embed" // the lists become part of the binary
	"strings"
)

var (
	//go:embed en/numbers.txt
	numbers string
	//go:embed en/numbers_vague.txt
	numbersVague string
	//go:embed en/numbers_short.txt
	numbersShort string
	//go:embed en/numbers_labels.txt
	numbersLabels string
	//go:embed en/numbers_dialled.txt
	numbersDialled string
	//go:embed en/numbers_manner.txt
	numbersManner string
	//go:embed en/numbers_one.txt
	numbersOne string
	//go:embed en/numbers_months.txt
	numbersMonths string
	//go:embed en/numbers_clock.txt
	numbersClock string
	//go:embed en/bounds.txt
	bounds string
	//go:embed en/bounds_after.txt
	boundsAfter string
	//go:embed en/bounds_changes.txt
	boundsChanges string
	//go:embed en/units.txt
	units string
	//go:embed en/units_letters.txt
	unitsLetters string
	//go:embed en/units_attributive.txt
	unitsAttributive string
	//go:embed en/units_people.txt
	unitsPeople string
	//go:embed en/units_rates.txt
	unitsRates string
	//go:embed en/units_stops.txt
	unitsStops string
	//go:embed en/currencies.txt
	currencies string
)

// What figures are made of. The maps lead from a spelling, in lower case and
// with single spaces, to the name that its list gives it.
var (
	Numbers         = named(numbers)        // "seven" → "7", "hundred" → "x100", "third" → "1/3"
	NumbersVague    = named(numbersVague)   // "dozens" → "24"
	NumbersShort    = named(numbersShort)   // "bn" → "1000000000"
	NumberLabels    = set(numbersLabels)    // "phase", whose number is a name
	NumberDialled   = set(numbersDialled)   // "call", whose number is no count
	NumberManner    = set(numbersManner)    // "way", as in "two-way"
	NumberOnes      = set(numbersOne)       // "passenger", of which one is a count
	NumberMonths    = set(numbersMonths)    // "january", "May"
	NumberClock     = named(numbersClock)   // "p.m.", whose number is a time
	Bounds          = named(bounds)         // "at least" → "low"
	BoundsAfter     = named(boundsAfter)    // "or more" → "low"
	BoundChanges    = set(boundsChanges)    // "rose", whose two numbers are no range
	Units           = named(units)          // "km" → "kilometres"
	UnitLetters     = named(unitsLetters)   // "m" → "metres"
	UnitPlurals     = set(unitsPeople)      // "people", plural without an s
	UnitAttributive = set(unitsAttributive) // "police", as in "police officers"
	UnitRates       = set(unitsRates)       // "share", as in "a share"
	UnitStops       = set(unitsStops)       // "were", which nothing counted holds
	Currencies      = named(currencies)     // "£" → "pounds"
)

// named reads a list of lines "name: spelling, spelling".
func named(list string) map[string]string {
	out := map[string]string{}
	for _, line := range lines(list) {
		name, spellings, _ := strings.Cut(line, ": ")
		for s := range strings.SplitSeq(spellings, ", ") {
			out[s] = name
		}
	}
	return out
}
