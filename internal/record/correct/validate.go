package correct

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// Bounds on what a person can write, in code points, and on what a correction can
// speak of.
const (
	longestName   = 200 // of a speaker, or of who made the correction
	longestReason = 2000
	mostQuotes    = 100  // in one part
	mostThese     = 1000 // identities or observations
)

// Validate says what is wrong with a correction that is to be made: in itself,
// and, where an article is given, as one of that article as it is now. Its quotes
// have to be those of the article's text, as Complete and Part.Quote make them. A
// correction from another record, whose article may have another text, is
// validated without an article: Apply finds its words again.
func Validate(c news.Correction, a *news.Article) error {
	for _, w := range []struct {
		name, text string
		longest    int
	}{{"by", c.By, longestName}, {"reason", c.Reason, longestReason}} {
		if err := checkWords(w.name, w.text, w.longest); err != nil {
			return err
		}
	}
	if _, err := time.Parse(time.RFC3339, c.Time); c.Time != "" && err != nil {
		return fmt.Errorf("time: %q is not as in 2031-10-17T09:30:00Z (RFC 3339)", c.Time)
	}
	switch c.Verb {
	case news.Join, news.Split:
		return checkIdentities(c)
	case news.Change, news.Hide, news.Insert:
	default:
		return fmt.Errorf("verb: %w", noValue(c.Verb, verbs))
	}
	if len(c.These)+len(c.Those) > 0 {
		return fmt.Errorf("%s speaks of one statement, and of no identities", c.Verb)
	}
	switch none := c.Set == (news.Fields{}); {
	case c.Verb == news.Change && none:
		return errors.New("there is nothing to change: set a field")
	case c.Verb == news.Hide && !none:
		return errors.New("hide sets no fields")
	case c.Verb == news.Insert && (c.Set.Content == nil || len(*c.Set.Content) == 0):
		return errors.New("content: a statement to add needs the words that are attributed")
	case c.Verb == news.Change && c.Set.Content != nil && len(*c.Set.Content) == 0:
		return errors.New("content: a statement has some; to take it out, hide it")
	}
	if c.Verb != news.Insert && c.Statement == "" && len(c.Anchor.Content) == 0 {
		return errors.New("statement: say which one")
	}
	if err := checkFields(c.Set); err != nil {
		return err
	}
	if a == nil {
		return nil
	}
	return checkWithin(c, a)
}

var (
	verbs      = []news.Verb{news.Change, news.Hide, news.Insert, news.Join, news.Split}
	forms      = []news.Form{news.Direct, news.Mixed, news.Indirect}
	modes      = []news.Mode{news.Said, news.Thought, news.Wants, news.Decided, news.Shows}
	polarities = []news.Polarity{news.Asserted, news.Denied, news.Hypothetical}
	kinds      = []news.Kind{
		news.Person, news.Organisation, news.Government, news.Group, news.Document, news.Anonymous, news.Author, news.Generic, news.None,
	}
)

func checkFields(f news.Fields) error {
	for _, err := range []error{
		checkValue(form, f.Form, forms), checkValue(mode, f.Mode, modes),
		checkValue(polarity, f.Polarity, polarities), checkValue(kind, f.Kind, kinds),
	} {
		if err != nil {
			return err
		}
	}
	if f.Speaker != nil {
		if err := checkWords(speaker, *f.Speaker, longestName); err != nil {
			return err
		}
		if strings.TrimSpace(*f.Speaker) != *f.Speaker || strings.ContainsFunc(*f.Speaker, unicode.IsControl) {
			return fmt.Errorf("speaker: %q has blanks at its ends, or more than one line", *f.Speaker)
		}
		if *f.Speaker != "" && !strings.ContainsFunc(*f.Speaker, inWord) {
			return fmt.Errorf("speaker: %q is no name", *f.Speaker)
		}
	}
	if f.Date != nil && *f.Date != "" {
		if err := checkDate(*f.Date); err != nil {
			return fmt.Errorf("said_on: %q: %w", *f.Date, err)
		}
	}
	return eachPart(f, func(name string, part []news.Quote) error {
		if len(part) > mostQuotes {
			return fmt.Errorf("%s: %d spans, and no more than %d can be set", name, len(part), mostQuotes)
		}
		for _, q := range part {
			if !strings.ContainsFunc(q.Text, func(r rune) bool { return !unicode.IsSpace(r) }) {
				return fmt.Errorf("%s: a span without words", name)
			}
			if !utf8.ValidString(q.Text + q.Before + q.After) {
				return fmt.Errorf("%s: the words %q are not valid UTF-8", name, q.Text)
			}
		}
		return nil
	})
}

// checkWithin says which of the words set do not stand where they should.
func checkWithin(c news.Correction, a *news.Article) error {
	f := newFinder(a.Text)
	err := eachPart(c.Set, func(name string, part []news.Quote) error {
		end := 0
		for _, q := range part {
			if q.Start < 0 || q.Start+utf8.RuneCountInString(q.Text) > f.points.Len() {
				return fmt.Errorf("%s: the span %d to %d is outside the text of %d code points", name, q.Start, q.Start+utf8.RuneCountInString(q.Text), f.points.Len())
			}
			at := f.place(q)
			switch s := span(at, q); {
			case !strings.HasPrefix(a.Text[at:], q.Text):
				return fmt.Errorf("%s: the words %s do not stand at position %d of the text", name, shown(q.Text), q.Start)
			case s.Start < end:
				return fmt.Errorf("%s: the span of %s overlaps the one before it, or stands before that in the text", name, shown(q.Text))
			default:
				end = s.End
			}
		}
		return nil
	})
	if err != nil || c.Verb != news.Insert {
		return err
	}
	r := newReading(*a)
	c.Anchor = over(news.Anchor{}, c.Set)
	if of, _, _ := r.which(c); of != nil {
		return fmt.Errorf("statement %s says this already: change that one", of.ID)
	}
	return nil
}

func eachPart(f news.Fields, check func(name string, part []news.Quote) error) error {
	for _, p := range []struct {
		name string
		part *[]news.Quote
	}{{source, f.Source}, {cue, f.Cue}, {content, f.Content}} {
		if p.part != nil {
			if err := check(p.name, *p.part); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkIdentities(c news.Correction) error {
	switch {
	case c.Set != news.Fields{} || c.Statement != "" || c.Article != "":
		return fmt.Errorf("%s speaks of identities, and of no statement", c.Verb)
	case len(c.These)+len(c.Those) > mostThese:
		return fmt.Errorf("%s: %d identities, and no more than %d can be named", c.Verb, len(c.These)+len(c.Those), mostThese)
	case c.Verb == news.Split && (len(c.These) == 0 || len(c.Those) == 0):
		return errors.New("split: name at least one on each side")
	}
	all := slices.Sorted(slices.Values(slices.Concat(c.These, c.Those)))
	for i, id := range all {
		if id == "" || strings.ContainsFunc(id, unicode.IsControl) || !utf8.ValidString(id) {
			return fmt.Errorf("%s: %q is no identity", c.Verb, id)
		}
		if i > 0 && id == all[i-1] {
			return fmt.Errorf("%s: %s is named twice", c.Verb, id)
		}
	}
	if len(all) < 2 {
		return errors.New("merge: name at least two")
	}
	return nil
}

// checkWords looks at what a person wrote. A line end is no control character
// that harms.
func checkWords(name, text string, longest int) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("%s: %q is not valid UTF-8", name, text)
	}
	if n := utf8.RuneCountInString(text); n > longest {
		return fmt.Errorf("%s: %d characters, and no more than %d are kept", name, n, longest)
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return fmt.Errorf("%s: control character %U", name, r)
		}
	}
	return nil
}

func checkValue[T ~string](name string, v *T, values []T) error {
	if v == nil || slices.Contains(values, *v) {
		return nil
	}
	return fmt.Errorf("%s: %w", name, noValue(*v, values))
}

func noValue[T ~string](v T, values []T) error {
	var all []string
	for _, o := range values {
		all = append(all, string(o))
	}
	return fmt.Errorf("%q is none of %s", v, strings.Join(all, ", "))
}
