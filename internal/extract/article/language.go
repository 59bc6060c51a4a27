package article

// Language placeholder.
func Language(text string) string { return "" }
