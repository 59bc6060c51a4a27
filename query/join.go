package query

// and joins conditions, none of them nil; it returns nil for none.
func and(of []Expr) Expr {
	if len(of) < 2 {
		return only(of)
	}
	var flat []Expr
	for _, e := range of {
		if inner, ok := e.(And); ok {
			flat = append(flat, inner.Of...)
		} else {
			flat = append(flat, e)
		}
	}
	return And{flat, around(of)}
}

// or joins conditions as and does.
func or(of []Expr) Expr {
	if len(of) < 2 {
		return only(of)
	}
	var flat []Expr
	for _, e := range of {
		if inner, ok := e.(Or); ok {
			flat = append(flat, inner.Of...)
		} else {
			flat = append(flat, e)
		}
	}
	return Or{flat, around(of)}
}

func only(of []Expr) Expr {
	if len(of) == 0 {
		return nil
	}
	return of[0]
}

// around is the range from the first condition to the last.
func around(of []Expr) Span {
	return Span{of[0].Position().Start, of[len(of)-1].Position().End}
}
