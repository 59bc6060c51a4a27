package lexicon

import "testing"

// A word that stood for others and had one standing for it would be compared
// by one or the other, as the order of the lists decides.
func TestWordsStandForThemselvesOrOneOther(t *testing.T) {
	for name, list := range map[string]map[string]string{"irregular": Irregular, "spellings": Spellings, "meanings": Meanings} {
		for word, head := range list {
			if other, ok := list[head]; ok {
				t.Errorf("%s: %s stands for %s, which stands for %s", name, word, head, other)
			}
		}
	}
}
