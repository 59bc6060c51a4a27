package encoder

import (
	"fmt"
	"strings"
	"testing"

	"quoth/models"
)

// In each text the brackets enclose what is one name; the number is its slot.
func TestNames(t *testing.T) {
	m, err := Load(models.English())
	if err != nil {
		t.Fatal(err)
	}
	v := m.Vocabulary()
	for _, text := range []string{
		"[0 Ana Reyes] met [1 Okwuosa] in London. [0 Reyes] spoke first.",
		// words that are names only beside other names, or since the article has them as names
		"[0 Will Young] said so. [0 Young] people like [0 Young]; other young people do not.",
		"Mr. [0 Price] will pay the price.",
		"Will [0 Marlow] go? [1 Grant Marsh] will.",
		"The White House named [0 Mary White]. Ms. [0 White] left the White House.",
		"Grace Hospital sent [0 Denise Marsh] to Brown University.",
		"[0 Chelsea Winslade] bought a rose in Grant County.",
		// parts of names
		"[0 Anneke van der Zwaluw] and [1 Joost van 't Hekke] met [2 al-Tamiri], said [0 van der Zwaluw].",
		"[0 J. K. Marlow], [0 George W. Marlow], [0 George Marlow III] and [0 G.K. Marlow Jr]. agreed.",
		"[0 Ralph O'Dunne], [1 Denise Crowther-Lyle], [2 Raymond St. Quillan] and [3 MacInver].",
		"[0 Kim Ji-won], [1 Man-kei Tam] and [2 Fok Kwok-leung] of the war-era council; [0 Kim] left.",
		"Harbour Commission head [0 Nguyễn Thị Hạnh Dung], and [1 Phan Ngọc Lệ].",
		"[0 María José de la Peñuela] of México told [1 de Wit]'s aide.",
		// other scripts, and families that stand first
		"[0 Людмила Завьялкина], [1 林秀玟] and [2 남기현] spoke. [2 남] left; [2 기현] stayed, and [3 كريم بن رشدان].",
		// no names
		"The Supreme Court and the US Department of Health asked NATO, the WHO and BuzzFeed on Monday.",
		"Overreaching Senators Delay Vote On Harbour Bill In Long Fight",
		"Coronavirus spread. The coronavirus is new; Coronavirus tests are not.",
		"I asked A. He said I was right.",
		// bodies and places that the model does not know are names as well
		"[0 Porthaven] Mayor [1 Ana Reyes] sold the [0 Porthaven] ferry to [2 Lumsdale Fotherby] Holdings.",
	} {
		plain, want := unmark(text)
		var got []string
		for _, n := range v.Names(plain) {
			got = append(got, fmt.Sprintf("%d %s", n.Slot, plain[n.Start:n.End]))
		}
		if g, w := strings.Join(got, " | "), strings.Join(want, " | "); g != w {
			t.Errorf("%s\n got %s\nwant %s", plain, g, w)
		}
	}
}

// unmark takes the brackets out of a text and returns what they enclose.
func unmark(text string) (plain string, marked []string) {
	for {
		before, rest, ok := strings.Cut(text, "[")
		plain += before
		if !ok {
			return plain, marked
		}
		inside, after, _ := strings.Cut(rest, "]")
		marked = append(marked, inside)
		plain += inside[strings.IndexByte(inside, ' ')+1:]
		text = after
	}
}

// The network is shown the same whatever somebody is called.
func TestNamesTellNothing(t *testing.T) {
	m, err := Load(models.English())
	if err != nil {
		t.Fatal(err)
	}
	v := m.Vocabulary()
	const text = "FULL, the harbour master, said on Monday that the ferry would sail. \"It will sail,\" LAST said.\n\nAsked by Will Marsh, Mr. LAST shrugged."
	ids := func(full, last string) string {
		var out []string
		for _, p := range v.Pieces(strings.NewReplacer("FULL", full, "LAST", last).Replace(text)) {
			out = append(out, fmt.Sprint(p.ID))
		}
		return strings.Join(out, " ")
	}
	want := ids("Stephen Marlow", "Marlow")
	for full, last := range map[string]string{
		"Donald Trump": "Trump", "Gordon Brown": "Brown", "Will Price": "Price", "Theresa May": "May", "Paris Jordan": "Jordan",
		"Fok Kwok-leung": "Fok", "Bang Dong-uk": "Bang", "Ouyang Meixiu": "Ouyang", "趙國棟": "趙", "남기현": "남", "Đỗ Văn Khải": "Đỗ",
		"Olúwaṣeun Adéyẹmọ": "Adéyẹmọ", "Остап Гречаник": "Гречаник", "कविता देशमानकर": "देशमानकर", "سلمى الحدادي": "الحدادي",
		"Götz von Rabenau-Stolp": "von Rabenau-Stolp", "Huda Bint Suhail": "Bint Suhail", "Faʻafetai Leʻaupepe": "Leʻaupepe",
		"Wiryokusumo": "Wiryokusumo", "Abd al-Karim Haddour": "Haddour", "João Batista dos Anjinhos": "dos Anjinhos",
	} {
		if got := ids(full, last); got != want {
			t.Errorf("%s: pieces differ\n got %s\nwant %s", full, got, want)
		}
	}
}

func FuzzNames(f *testing.F) {
	m, err := Load(models.English())
	if err != nil {
		f.Fatal(err)
	}
	v := m.Vocabulary()
	for _, s := range []string{"", "A. B. C", "J.-K. van 't O'Neill-Mc Jr. III", "林 남 \xff'’-", "ALL CAPITALS SAY REYES:\nReyes"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, n := range v.Names(text) {
			if n.Start < end || n.End <= n.Start || n.End > len(text) || n.Slot < 0 {
				t.Fatalf("name %+v after %d in a text of %d", n, end, len(text))
			}
			end = n.End
		}
	})
}
