package figure

// boundBefore finds the bound that ends before word i.
func (f *finder) boundBefore(i int) (bound string, first int) {
	bound, first, _ = f.before(i, &bounds, nil)
	return bound, first
}

func (f *finder) bounded(i int) bool {
	b, _ := f.boundBefore(i)
	return b != ""
}

// boundsAround takes in the bounds on both sides: behind the number, or behind
// what is counted ("forty people or more").
func (f *finder) boundsAround(q *quantity, unitFrom, unitTo int) {
	after := q.after
	if after == "" && unitTo > unitFrom {
		var next int
		if after, next = f.boundAfter(unitTo); after != "" {
			q.next = next
		}
	}
	before := ""
	for first := q.first; ; {
		bound, k := f.boundBefore(f.hedged(first))
		if bound == "" || f.placed(bound, k, q, unitFrom, unitTo) {
			break
		}
		if before == "" || before == "about" {
			before = bound
		}
		first, q.first = k, k
	}
	switch {
	case before == "high" && after == "low":
		q.bound = "high low"
	case before == "" || before == "about" && after != "":
		q.bound = after
	case before == "high" && q.value.less(q.high): // "within 15 to 20 seconds"
	default:
		q.bound = before
	}
}

// hedged passes a word between a bound and its number: "at least another 50".
func (f *finder) hedged(i int) int {
	switch f.lower(i - 1) {
	case "another", "probably", "perhaps", "maybe", "possibly", "likely":
		if f.bounded(i - 1) {
			return i - 1
		}
	}
	return i
}

// placed reports that a bound says when or where instead: "over nine months, the
// bank will shut branches", "found under six metres of snow".
func (f *finder) placed(bound string, k int, q *quantity, unitFrom, unitTo int) bool {
	name, _, ok := f.measureAt(unitFrom)
	if !ok || q.article {
		return false
	}
	switch f.lower(k) {
	case "over":
		if !times[name] || f.lower(unitTo) == "ago" || f.lower(unitTo) == "old" || q.unit == age {
			return false
		}
		switch f.lower(k - 1) {
		case "for", "just", "well", "of", "after", "took", "takes", "take", "lasted", "spent", "by", "is", "was", "been", "served", "to":
			return false
		}
		return true
	case "under":
		return (name == "metres" || name == "feet" || name == "inches" || name == "centimetres") && f.is(unitTo, "of")
	}
	return false
}

var times = map[string]bool{
	"seconds": true, "minutes": true, "hours": true, "days": true, "nights": true,
	"weeks": true, "months": true, "years": true, "decades": true, "centuries": true,
}

// boundAfter finds a bound that begins at word i.
func (f *finder) boundAfter(i int) (bound string, next int) {
	bound, next, _ = f.from(i, &boundsAfter, func(next int) bool {
		switch f.lower(i) {
		case "at", "approximately":
			// "two men, at least three of them": the bound is the next number's
			return f.at(next).kind != digits && f.at(next).numeral == nil
		case "+":
			return !f.gap(i - 1)
		}
		return true
	})
	return bound, next
}
