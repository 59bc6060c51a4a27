// Command quoth finds who said what in the news. Run quoth help for what it
// can do.
package main

import "os"

func main() { os.Exit(run(os.Args[1:])) }
