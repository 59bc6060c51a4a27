package match

import (
	"math"
	"slices"
)

// Scheme is the version of the scheme by which keys are made, word lists
// included. Keys of two versions never meet: a store that keeps keys keeps this
// number with them, and makes them anew when it changes.
const Scheme = 2

// A Key is what two statements that may be variants have in common. A store
// keeps each statement under its Keys and looks for candidates under its
// Lookups. Statements that share more keys, and rarer ones, are likelier
// variants.
//
// From the top: 4 bits of kind, 16 bits of week or day (0 in a key that holds
// for all time), the rest a hash. In a table ordered by key, the dated keys of a new
// article lie close together, whatever the size of the record.
//
// There are four kinds, each for what the others miss.
//
// Wording: hashes of three telling words in a row, chosen by winnowing
// (Schleimer, Wilkerson and Aiken 2003): of every two neighbouring hashes the
// smaller one is kept, so two wordings share a key wherever four telling words
// in a row agree (in contents of some 40 telling words; of longer ones only
// mostWording hashes are kept), which MinHash over all of a wording does not
// promise for a shortened one. They hold for all time and any speaker. On the record of
// record_test.go two words in a row would find 71 of 75 shortened statements by
// this kind alone instead of 60, but meet three times as many statements (32
// instead of 10); four words find 44.
//
// Said: a surname and one meaning, in one week. Meeting: two meanings in one
// week, whoever speaks, so that Ana Reyes meets "the mayor". These find
// paraphrases, which are made within days, and short statements with a word
// changed: 65 and 90 of 100 paraphrases share such a key, 98 one of either
// kind, and all shortened and altered ones. A word is rare among what
// is said within a week, however large the record is, while none is rare in a
// record of a million statements.
//
// Spoken: a surname, on one day. It finds paraphrases that share no word.
type Key uint64

type keyKind uint64

const (
	wordingKey keyKind = iota + 1
	saidKey
	meetingKey
	copyKey // of whole articles
	spokenKey
)

func (k Key) kind() keyKind { return keyKind(k >> (weekBits + hashBits)) }

const weekBits, hashBits = 16, 44

// Bounds on keys. A statement of 17 words has 20 keys and 61 lookups. MostPerKey
// caps a frequent key: a store keeps the first so many statements under it and
// no later one. Those of a formula ("made the remarks during") are then wasted,
// at bounded cost, and a saying that a thousand articles repeat meets its first
// ones.
const (
	mostWording = 24
	mostSaid    = 8
	mostMeeting = 12
	spokenDays  = 5 // before and after that are looked up
	MaxKeys     = mostWording + mostSaid + mostMeeting + 1
	MaxLookups  = mostWording + 3*(mostSaid+mostMeeting) + 2*spokenDays + 1
	MostPerKey  = 64
)

// Keys are those that a statement is kept under, at most MaxKeys, in order.
func (s *Statement) Keys() []Key {
	week := 0
	if s.Day > 0 {
		week = 1 + s.Day/7
	}
	return s.keys([]int{week}, 0)
}

// Lookups are the keys of statements that may be variants: its own, and those
// of the weeks and days before and after. At most MaxLookups, in order.
func (s *Statement) Lookups() []Key {
	if s.Day <= 0 {
		return s.Keys()
	}
	week := 1 + s.Day/7
	return s.keys([]int{week - 1, week, week + 1}, spokenDays)
}

func (s *Statement) keys(weeks []int, days int) []Key {
	var out []Key
	for _, h := range s.wordingHashes() {
		out = append(out, newKey(wordingKey, 0, h))
	}
	said, meeting := s.saidHashes(), meetingHashes(s.Wording.gist)
	for _, week := range weeks {
		for _, h := range said {
			out = append(out, newKey(saidKey, week, h))
		}
		for _, h := range meeting {
			out = append(out, newKey(meetingKey, week, h))
		}
	}
	if surname := s.Speaker.surname(); surname != "" && s.Day > 0 {
		for day := s.Day - days; day <= s.Day+days; day++ {
			out = append(out, newKey(spokenKey, day, hash(surname)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func newKey(kind keyKind, week int, hash uint64) Key {
	h := join(hash, uint64(Scheme)) >> (64 - hashBits)
	return Key(uint64(kind)<<(weekBits+hashBits) | uint64(week&math.MaxUint16)<<hashBits | h)
}

// wordingHashes winnows the telling words. Fewer than three are one hash with
// their speaker: "no comment" is found among what that person said.
func (s *Statement) wordingHashes() []uint64 {
	var telling []uint64
	for _, w := range s.Wording.words {
		if w.tells() {
			telling = append(telling, w.meaning)
		}
	}
	switch len(telling) {
	case 0:
		return nil
	case 1:
		return []uint64{join(telling[0], hash(s.Speaker.surname()))}
	case 2:
		return []uint64{join(join(telling[0], telling[1]), hash(s.Speaker.surname()))}
	}
	hashes := make([]uint64, len(telling)-2)
	for i := range hashes {
		hashes[i] = join(join(telling[i], telling[i+1]), telling[i+2])
	}
	return smallest(winnow(hashes, 2), mostWording)
}

// winnow keeps the smallest of every window of neighbours.
func winnow(hashes []uint64, window int) []uint64 {
	var out []uint64
	for i := 0; i == 0 || i+window <= len(hashes); i++ {
		least := slices.Min(hashes[i:min(i+window, len(hashes))])
		if len(out) == 0 || out[len(out)-1] != least {
			out = append(out, least)
		}
	}
	return out
}

func (s *Statement) saidHashes() []uint64 {
	surname := s.Speaker.surname()
	if surname == "" {
		return nil
	}
	var out []uint64
	for _, w := range foremost(s.Wording.gist, mostSaid) {
		out = append(out, join(hash(surname), w.meaning))
	}
	return out
}

// meetingHashes pairs meanings. Which pairs are kept depends on their hashes
// alone, so that two paraphrases keep the same of those they share.
func meetingHashes(gist []word) []uint64 {
	const among = 8 // 28 pairs, of which mostMeeting are kept
	words := foremost(gist, among)
	var out []uint64
	for i := range words {
		for j := range i {
			a, b := words[i].meaning, words[j].meaning
			out = append(out, join(min(a, b), max(a, b)))
		}
	}
	return smallest(out, mostMeeting)
}

// foremost are the n weightiest words, and among equals those of the smallest
// hashes: a choice that two paraphrases make alike.
func foremost(gist []word, n int) []word {
	words := slices.Clone(gist)
	slices.SortStableFunc(words, func(a, b word) int { return int(b.weight) - int(a.weight) })
	return words[:min(n, len(words))]
}

// smallest sorts hashes and returns the n smallest ones, each once.
func smallest(hashes []uint64, n int) []uint64 {
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return hashes[:min(n, len(hashes))]
}
