package attribution

import "quoth/internal/extract/token"

// addLayout adds the statements that no words but the layout attributes.
func addLayout(text string, marks *token.Layer, found []Found) []Found {
	return found
}
