package fragment

import (
	"net/url"
	"strings"
	"testing"

	"quoth/news"
)

func TestLink(t *testing.T) {
	const page = "https://courier.example/2031/bridge"
	for _, c := range []struct{ name, address, text, want string }{
		{
			"a short content is named whole", page,
			"“[The bridge stays open],” she said.",
			"#:~:text=The%20bridge%20stays%20open",
		},
		{
			"a long one by its ends", page,
			"[“We looked at the cables twice, with two teams and new lamps,”] she said.",
			"#:~:text=We%20looked%20at,and%20new%20lamps",
		},
		{
			"a very short one by what stands in front", page,
			"Asked again, the mayor said: [“Never.”]",
			"#:~:text=the%20mayor%20said-,Never",
		},
		{
			"but not by another paragraph's words", page,
			"Asked again, he nodded.\n[“Never.”]",
			"#:~:text=Never",
		},
		{
			"ends stay in their paragraphs", page,
			"[“Stay away from the\nwater. All of it. Until we call you back to the\nquay tonight.”]",
			"#:~:text=Stay%20away%20from,quay%20tonight",
		},
		{
			"signs with a meaning are written in per cent", page,
			"[Salt-proof, fire-proof & 100% ours]",
			"#:~:text=Salt%2Dproof%2C%20fire%2Dproof%20%26%20100%25%20ours",
		},
		{"of several pieces the first counts", page, "[We looked at the cables] he said [twice]", "#:~:text=We%20looked%20at%20the%20cables"},
		{"other scripts", page, "[橋は開いたままです]", "#:~:text=" + url.PathEscape("橋は開いたままです")},
		{"a place in the page stays", page + "#live-3", "[it stays open now]", "#live-3:~:text=it%20stays%20open%20now"},
		{"an old fragment goes", page + "#:~:text=old", "[it stays open now]", "#:~:text=it%20stays%20open%20now"},
		{"no words, no fragment", page, "[…!]", ""},
		{"names of hosts in other scripts have their ASCII form", "https://港.example/a b?q=ü", "[it stays open now]", "https://xn--j6w.example/a%20b?q=%C3%BC#:~:text=it%20stays%20open%20now"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, content := marked(c.text)
			want := c.want
			if !strings.HasPrefix(want, "https:") {
				want = page + want
			}
			if got := Link(c.address, text, content); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// marked takes the brackets out of text and says where they were.
func marked(text string) (string, news.Part) {
	var content news.Part
	var b strings.Builder
	for i, chunk := range strings.FieldsFunc(text, func(r rune) bool { return r == '[' || r == ']' }) {
		if inside := i%2 == 1 != strings.HasPrefix(text, "["); inside {
			content = append(content, news.Span{Start: b.Len(), End: b.Len() + len(chunk)})
		}
		b.WriteString(chunk)
	}
	return b.String(), content
}

func TestOnlyTheWebIsLinked(t *testing.T) {
	for _, address := range []string{
		"", "bridge.txt", "file:///etc/passwd", "javascript:alert(1)", "https:///bridge", "https://ana:secret@courier.example/",
		"https://courier.example/" + strings.Repeat("a", maxURL), "http://[::1", "ftp://courier.example/",
	} {
		if got := Link(address, "words", news.Part{{Start: 0, End: 5}}); got != "" {
			t.Errorf("%q is linked as %q", address, got)
		}
	}
}

// Links are printable ASCII that a browser reads, and no longer than it can.
func FuzzLink(f *testing.F) {
	f.Add("https://courier.example/a b?q=ü#x", "“We looked at the cables twice,” she said.", 0, 20)
	f.Add("HTTPS://courier.example/\x1b]8;;\x07", "a\nb\u202e\xff", 1, 4)
	f.Add("https://courier.example/\"><script>", strings.Repeat("橋", 300), 3, 900)
	f.Fuzz(func(t *testing.T, address, text string, start, end int) {
		link := Link(address, text, news.Part{{Start: start, End: end}})
		if link == "" {
			return
		}
		if len(link) > maxURL || strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"<>`, r) }) {
			t.Errorf("link %q", link)
		}
		u, err := url.Parse(link)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("link %q: %v", link, err)
		}
	})
}
