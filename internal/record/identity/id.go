package identity

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// ID is the identity that an observation anchors: twelve letters and digits
// made from its key. An identity bears the ID of its earliest observation (by
// date of publication, then by key) and answers to those of all others. So a
// second run gives the same IDs; when two identities become one, the later
// one's ID leads to the whole, since its anchor is inside; and when they are
// parted, each ID goes with its anchor. A record needs no list of old IDs: it
// keeps ID(o.Key) beside every observation.
func ID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:8]))[:12]
}
