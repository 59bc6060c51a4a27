// Package models holds the weights that quoth ships.
package models

import _ "embed" // the weights become part of the binary

//go:embed en/weights.quoth
var english []byte

// English returns the weights of the English model, in the format of
// docs/format.md. The bytes are shared and must not be changed.
func English() []byte { return english }
