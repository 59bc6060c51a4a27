package article

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the expected results in testdata")

// A case is a page and, beside it, what is read from it.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, path := range pages {
		t.Run(filepath.Base(path), func(t *testing.T) {
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a, err := FromHTML("x", page)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("url: %s\ntitle: %s\npublished: %s\noutlet: %s\nlanguage: %s\n\n%s\n", a.URL, a.Title, a.Published, a.Outlet, a.Language, a.Text)
			expected := strings.TrimSuffix(path, ".html") + ".txt"
			if *update {
				if err := os.WriteFile(expected, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(expected)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.ReplaceAll(string(want), "\r\n", "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// Markup that is far beyond a real page's costs neither memory nor time.
func TestHostilePages(t *testing.T) {
	said := "<p>The council said no, and the mayor agreed."
	for _, c := range []struct{ name, page, want string }{
		{"100,000 nested elements", strings.Repeat("<div>", 100_000) + said, "The council said no, and the mayor agreed."},
		{"100,000 nested block quotes", strings.Repeat("<blockquote><b>", 50_000) + said, "The council said no, and the mayor agreed."},
		{"300 nested elements", strings.Repeat("<div>", 300) + said + strings.Repeat("</div>", 300), "The council said no, and the mayor agreed."},
		{"formatting that is never closed", said + strings.Repeat("<p><b><i id=x>a</p>", 40_000), "The council said no"},
		{"50,000 <body> tags", strings.Repeat("<body a=b>", 50_000) + said, "The council said no, and the mayor agreed."},
		{"50,000 links", said + strings.Repeat("<a href=x>y</a>", 50_000), "The council said no"},
		{"too many tags", strings.Repeat("<i>", maxTags+1), "more than 300000 tags"},
		{"too large", strings.Repeat("a", MaxPage+1), "larger than 32 MB"},
		{"entities that are none", "<p>Fish &chips; &#xFFFFFFFF; &#0; &amp;amp; said &lt;he&gt;.", "Fish &chips; \uFFFD \uFFFD &amp; said <he>."},
		{"unclosed everything", "<div><p>He said <b>no <!-- and then", "He said no"},
		{"a tag that breaks off", said + "<p class=", "The council said no, and the mayor agreed."},
		{"drawings with hidden markup", "<svg><style><b id=1></style><p>He said no.</svg>", "He said no."},
	} {
		start := time.Now()
		a, err := FromHTML("x", []byte(c.page))
		if got := a.Text + fmt.Sprint(err); !strings.HasPrefix(strings.TrimPrefix(got, "the page "), c.want) && !strings.Contains(got, c.want) {
			t.Errorf("%s: got %.200q, want %q", c.name, got, c.want)
		}
		d := time.Since(start)
		t.Logf("%s: %v", c.name, d.Round(time.Millisecond))
		if d > time.Minute {
			t.Errorf("%s: took %v", c.name, d)
		}
	}
}

func TestNoArticle(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"", "no article text on this page: give the page"},
		{"<html><body></body></html>", "no article text on this page: give the page"},
		{"<body><div id=root></div><script src=app.js></script>", "no article text on this page: scripts may draw its text (1 script elements)"},
		{"<nav><a href=/>Home</a></nav><p>We use cookies to improve this site.</p>", "no article text on this page: give the page"},
	} {
		a, err := FromHTML("x", []byte(c.page))
		if !errors.Is(err, ErrNoText) || !strings.HasPrefix(err.Error(), c.want) || a.Text != "" {
			t.Errorf("%q: got %q, %v", c.page, a.Text, err)
		}
	}
}

func TestTidy(t *testing.T) {
	for _, drop := range []string{
		"Read more: Ferry prices to rise", "READ ALSO: Ferry prices to rise", "Related stories", "Share this article", "Follow us on Instagram",
		"Sign up for our daily newsletter", "Advertisement", "Photo: Lena Holt", "(Photo by Lena Holt)", "Image source, Getty Images",
		"We use cookies to improve this site.", "By Tomas Okafor", "By Tomas Okafor and Lena Holt", "Published 6 May 2024", "3 min read", "© 2024 Harbour Gazette",
		"Harbour at dawn. Lena Holt/Getty Images", "***", "Tags: court, quarry",
	} {
		if got := tidy([]paragraph{{text: drop}}, ""); len(got) != 0 {
			t.Errorf("kept %q", drop)
		}
	}
	for _, keep := range []string{
		"“Read more: it helps,” she told pupils.", "Share prices fell on Friday.", "By Friday the river had risen two metres.", "Follow us, said the guide.",
		"Advertisement income fell by a third, the publisher said.", "More than 40 people were hurt, police said.", "Photo: “It was us,” the caption read.",
		"Published figures show that rents rose.", "The minister refused to comment.", "No.",
	} {
		if got := tidy([]paragraph{{text: keep}}, ""); len(got) != 1 {
			t.Errorf("dropped %q", keep)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2024-05-06T07:30:00+01:00": "2024-05-06T07:30:00+01:00", "2024-05-06T07:30:00.123Z": "2024-05-06T07:30:00Z", "2024-05-06T07:30:00+0100": "2024-05-06T07:30:00+01:00",
		"2024-05-06T07:30": "2024-05-06T07:30:00", "2024-05-06": "2024-05-06", "20240506": "2024-05-06", "Mon, 06 May 2024 07:30:00 +0200": "2024-05-06T07:30:00+02:00",
		"May 6, 2024": "2024-05-06", "6 May 2024": "2024-05-06", "2024-05-06 and later": "2024-05-06", "yesterday": "", "2024-13-40": "", "0001-01-01T00:00:00Z": "", "": "",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("isoDate(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"https://g.example/2024/05/06/quarry": "2024-05-06", "https://g.example/2024/may/6/quarry": "2024-05-06", "https://g.example/2024/05/quarry": "", "https://g.example/2024-05-06-quarry": "2024-05-06",
	} {
		if got := urlDate(in); got != want {
			t.Errorf("urlDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzPage(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*.html")
	for _, path := range pages {
		page, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page)
	}
	f.Add([]byte("<svg><title><p><b><table><a><a></svg><select><template>"))
	f.Fuzz(func(t *testing.T, page []byte) {
		a, err := FromHTML("x", page)
		switch {
		case err != nil && strings.Contains(err.Error(), "internal fault"):
			t.Fatal(err)
		case err != nil:
		case strings.TrimSpace(a.Text) == "" || !utf8.ValidString(a.Text) && utf8.Valid(page):
			t.Fatalf("text %q", a.Text)
		}
	})
}
