package match

import (
	"os"
	"strings"
	"testing"
)

func TestCopies(t *testing.T) {
	raw, err := os.ReadFile("testdata/articles.txt")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(raw), "\n## ")[1:]
	for _, block := range blocks {
		head, texts, _ := strings.Cut(block, "\n")
		a, b, ok := strings.Cut(texts, "\n---\n")
		if !ok {
			t.Fatalf("%s: one article", head)
		}
		want := strings.HasSuffix(head, ": near-copy")
		c := CompareTexts(a, b)
		if c.Copies() != want {
			t.Errorf("%s: %.2f of the shorter one, %d words", head, c.Share, c.Words)
		}
		if back := CompareTexts(b, a); back != c {
			t.Errorf("%s: %v, the other way round %v", head, c, back)
		}
		if n := sharedKeys(NewSignature(a), NewSignature(b)); want && n < 2 {
			t.Errorf("%s: %d keys in common", head, n)
		}
	}
	if len(blocks) < 3 {
		t.Errorf("%d pairs are read, want 3", len(blocks))
	}
}

// Of generated articles, agency copy cut to 40 to 100 % inside an article of
// others' sentences has to share two keys with the whole in nearly all cases,
// and articles of other sentences with none of them.
func TestSignaturesMeet(t *testing.T) {
	m := newMaker(3)
	pieces := readPieces(t)
	sentence := func() string {
		s := ""
		for _, p := range pieces["war"] {
			s += m.pick(p) + " "
		}
		return s + m.pick(otherPeople) + " " + m.pick(otherPeople) + ". "
	}
	met, alien := 0, 0
	const articles = 300
	var last Signature
	for range articles {
		var whole []string
		for range 15 {
			whole = append(whole, sentence())
		}
		copied := sentence() + strings.Join(whole[:6+m.rand.IntN(9)], "")
		signature := NewSignature(strings.Join(whole, ""))
		if sharedKeys(signature, NewSignature(copied)) >= 2 {
			met++
		}
		if sharedKeys(signature, last) >= 8 {
			alien++
		}
		last = signature
	}
	t.Logf("%d of %d copies share two keys, %d of as many strangers eight", met, articles, alien)
	if met < articles*98/100 || alien > articles/100 {
		t.Errorf("%d of %d copies share two keys, %d strangers eight", met, articles, alien)
	}
}

func sharedKeys(a, b Signature) int {
	has := map[Key]bool{}
	for _, k := range a {
		has[k] = true
	}
	n := 0
	for _, k := range b {
		if has[k] {
			n++
		}
	}
	return n
}
