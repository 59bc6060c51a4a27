package query

import "strings"

// String is the query in canonical form: "and" left out, "not" for a minus
// sign, values of one field in one pair of brackets, quotation marks only where
// they are needed. Parse reads it back as the same query, but for positions.
func (q Query) String() string {
	where := write(q.Where)
	switch {
	case q.Sort == "":
		return where
	case where == "":
		return "sort:" + string(q.Sort)
	}
	return where + " sort:" + string(q.Sort)
}

func write(e Expr) string {
	switch e := e.(type) {
	case nil:
		return ""
	case OneFigure: // follows from what stands together
		return write(e.Of)
	case And:
		parts := make([]string, len(e.Of))
		for i, part := range e.Of {
			parts[i] = write(part)
			if needsBrackets(part) {
				parts[i] = "(" + parts[i] + ")"
			}
		}
		return strings.Join(parts, " ")
	case Or:
		shared := sharedField(e)
		parts := make([]string, len(e.Of))
		for i, part := range e.Of {
			parts[i] = write(part)
			if shared != Content {
				_, parts[i] = fieldAndValue(part)
			}
		}
		text := strings.Join(parts, " or ")
		if shared == Content {
			return text
		}
		return string(shared) + ":(" + text + ")"
	case Not:
		_, ofAnd := bare(e.Of).(And)
		if ofAnd || needsBrackets(e.Of) {
			return "not (" + write(e.Of) + ")"
		}
		return "not " + write(e.Of)
	}
	f, value := fieldAndValue(e)
	if f == Content {
		return value
	}
	return string(f) + ":" + value
}

// needsBrackets reports whether e comes apart beside an "and".
func needsBrackets(e Expr) bool {
	o, ok := bare(e).(Or)
	return ok && sharedField(o) == Content
}

// sharedField is the field of all the values between which e lets choose,
// Content if they differ or are no values.
func sharedField(e Or) Field {
	shared, _ := fieldAndValue(e.Of[0])
	for _, part := range e.Of {
		if f, _ := fieldAndValue(part); f != shared {
			return Content
		}
	}
	return shared
}

// fieldAndValue takes apart what stands on both sides of a colon. For e
// without a colon the field is Content.
func fieldAndValue(e Expr) (Field, string) {
	switch e := bare(e).(type) {
	case Phrase:
		return e.Field, writePhrase(e)
	case Choice:
		return e.Field, e.Value
	case Dated:
		return e.Field, e.Date.String()
	case Number:
		return e.Field, writeRange(e)
	}
	return Content, ""
}

func bare(e Expr) Expr {
	if one, ok := e.(OneFigure); ok {
		return one.Of
	}
	return e
}

func writePhrase(e Phrase) string {
	text := e.Text
	if e.Prefix {
		text += "*"
	}
	apart := strings.ContainsFunc(e.Text, func(r rune) bool { return !isWordRune(r) && !strings.ContainsRune("-.'’", r) })
	word := fold(e.Text)
	if apart || operators[word] != "" || isMagnitude(word) {
		return `"` + text + `"`
	}
	return text
}

func writeRange(n Number) string {
	sign := "="
	if n.Strict {
		sign = ""
	}
	switch {
	case n.High == "":
		return ">" + sign + string(n.Low)
	case n.Low == "":
		return "<" + sign + string(n.High)
	case n.Low == n.High:
		return string(n.Low)
	}
	return string(n.Low) + ".." + string(n.High)
}
