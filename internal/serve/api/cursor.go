package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
)

// A cursor is a place in a list: behind which entry, and how many came before,
// should that entry be gone. It belongs to one question.
type cursor struct {
	question [8]byte // the beginning of the hash of what was asked
	count    uint64
	after    string // ID
}

const (
	cursorForm  = 1
	longestID   = 64
	mostCounted = 1 << 40
)

func newCursor(question string, count uint64, after string) cursor {
	c := cursor{count: count, after: after}
	sum := sha256.Sum256([]byte(question))
	copy(c.question[:], sum[:])
	return c
}

func (c cursor) String() string {
	b := append([]byte{cursorForm}, c.question[:]...)
	b = binary.AppendUvarint(b, c.count)
	b = append(b, c.after...)
	return base64.RawURLEncoding.EncodeToString(b)
}

// readCursor reports whether text is a cursor. Each has one spelling.
func readCursor(text string) (c cursor, ok bool) {
	const head = 1 + len(c.question)
	if len(text) > base64.RawURLEncoding.EncodedLen(head+binary.MaxVarintLen64+longestID) {
		return c, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) < head || b[0] != cursorForm {
		return c, false
	}
	copy(c.question[:], b[1:])
	count, n := binary.Uvarint(b[head:])
	if n <= 0 || count > mostCounted {
		return c, false
	}
	c.count, c.after = count, string(b[head+n:])
	for _, r := range c.after {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return c, false
		}
	}
	return c, c.after != "" && len(c.after) <= longestID && c.String() == text
}

// resumed is the place that a cursor means in the list that question asks for.
// Without a cursor it is the beginning.
func resumed(text, question string) (cursor, error) {
	if text == "" {
		return newCursor(question, 0, ""), nil
	}
	c, ok := readCursor(text)
	switch {
	case !ok:
		return c, invalid("query.cursor", text, "this is no cursor; take one from next")
	case c.question != newCursor(question, 0, "").question:
		return c, invalid("query.cursor", text, "this cursor belongs to another question")
	}
	return c, nil
}
