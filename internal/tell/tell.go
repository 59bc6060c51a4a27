// Package tell puts into words what is known of a statement, for the terminal
// and for pages alike.
//
// In: statements and entries. Out: lines of plain text, fit to be shown: free
// of line ends and of what a terminal would obey.
package tell
