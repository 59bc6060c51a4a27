package read

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"quoth/internal/extract/article"
	"quoth/news"
)

// collect gathers what an input yields.
func collect(name, data string, opt Options) (articles []news.Article, errs []string) {
	for a, err := range Articles(name, strings.NewReader(data), opt) {
		if err != nil {
			errs = append(errs, err.Error())
		} else {
			articles = append(articles, a)
		}
	}
	return articles, errs
}

func zipped(data string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, data)
	_ = w.Close()
	return b.String()
}

const sentence = "The bridge will close in May, said Ana Reyes, who runs the port."

func TestText(t *testing.T) {
	utf16 := func(s string, big bool) string {
		out := []byte{0xff, 0xfe}
		if big {
			out = []byte{0xfe, 0xff}
		}
		for _, r := range s {
			if big {
				out = append(out, byte(r>>8), byte(r))
			} else {
				out = append(out, byte(r), byte(r>>8))
			}
		}
		return string(out)
	}
	for _, c := range []struct{ name, data, want string }{
		{"as it stands", "  One.\r\n\r\nTwo.\t\n", "  One.\r\n\r\nTwo.\t\n"},
		{"mark of UTF-8", "\xef\xbb\xbf" + sentence, sentence},
		{"UTF-16, little end first", utf16("“Não”, said Zoë.", false), "“Não”, said Zoë."},
		{"UTF-16, big end first", utf16("“Não”, said Zoë.", true), "“Não”, said Zoë."},
		{"windows-1252", "\x93We will not pay,\x94 said Zo\xeb Martin of the caf\xe9 owners\x92 union.", "“We will not pay,” said Zoë Martin of the café owners’ union."},
		{"one bad byte in UTF-8", "“We will not pay,” said Zoë\xff.", "“We will not pay,” said Zoë\uFFFD."},
		{"gzip", zipped(sentence), sentence},
		{"gzip of several members", zipped("One.\n") + zipped("Two.\n"), "One.\nTwo.\n"},
		{"stray control characters", strings.Repeat(sentence, 3) + "\x00\x01", strings.Repeat(sentence, 3) + "\x00\x01"},
		{"begins with a brace", "\n {stage whisper} He said no.", "\n {stage whisper} He said no."},
		{"begins with a brace, more lines", " {stage whisper}\nHe said no.\n", " {stage whisper}\nHe said no.\n"},
		{"begins with a bracket", "[Updated] He said no.", "[Updated] He said no."},
		{"begins with a magic word", "BM said no. PK agreed, MZ too.", "BM said no. PK agreed, MZ too."},
		{"less-than sign", "<3 said the card.", "<3 said the card."},
	} {
		got, errs := collect("note", c.data, Options{})
		if len(errs) > 0 || len(got) != 1 || got[0].Text != c.want || got[0].ID != "note" {
			t.Errorf("%s: got %+v, errors %q, want text %q", c.name, got, errs, c.want)
		}
	}
	got, _ := collect("-", sentence, Options{})
	if got[0].Language != "en" || got[0].ID != "-" {
		t.Errorf("got language %q, id %q", got[0].Language, got[0].ID)
	}
	got, _ = collect("x", "<p>"+sentence, Options{From: Text})
	if got[0].Text != "<p>"+sentence {
		t.Errorf("asked for text, got %q", got[0].Text)
	}
}

func TestHTML(t *testing.T) {
	page := "<!doctype html><html lang=en><head>META<title>Café bridge</title></head><body><p>“We will not pay,” said Zoë Martin of the café owners’ union.</p></body></html>"
	want := "“We will not pay,” said Zoë Martin of the café owners’ union."
	western := strings.NewReplacer("“", "\x93", "”", "\x94", "ë", "\xeb", "é", "\xe9", "’", "\x92")
	for _, c := range []struct{ name, data string }{
		{"UTF-8, declared", strings.Replace(page, "META", "<meta charset=utf-8>", 1)},
		{"UTF-8, not declared", strings.Replace(page, "META", "", 1)},
		{"UTF-8, declared as Latin-1", strings.Replace(page, "META", "<meta charset=iso-8859-1>", 1)},
		{"windows-1252, declared", western.Replace(strings.Replace(page, "META", "<meta charset=windows-1252>", 1))},
		{"windows-1252, not declared", western.Replace(strings.Replace(page, "META", "", 1))},
		{"after blanks and a comment", "\n\n <!-- saved -->\n" + strings.Replace(page, "META", "", 1)},
		{"gzip", zipped(strings.Replace(page, "META", "", 1))},
		{"a fragment", "<p>" + want},
		{"after headers", "Status: 200\n\n" + strings.Replace(page, "META", "", 1)},
	} {
		got, errs := collect("page", c.data, Options{})
		if len(errs) > 0 || len(got) != 1 || got[0].Text != want || got[0].ID != "page" {
			t.Errorf("%s: got %+v, errors %q", c.name, got, errs)
		}
	}
	for _, err := range Articles("empty.html", strings.NewReader("<html><body><script>draw()</script></body></html>"), Options{}) {
		if !errors.Is(err, article.ErrNoText) {
			t.Errorf("script-only page: %v", err)
		}
	}
}

func TestJSONL(t *testing.T) {
	data := `{"id":"a","text":"One.","url":"https://gazette.example/1","title":"T","published":"2024-05-06","outlet":"Gazette","language":"en"}

{"text":"Two.\u0000\ud83d","id":7,"title":null,"statements":[{}]}
{"text":["x"]}
not JSON
{"id":"b"}
[1]
{"text":"","id":""}
{"text":"A \"quoted\" word","outlet":3}
`
	want := []news.Article{
		{ID: "a", Text: "One.", URL: "https://gazette.example/1", Title: "T", Published: "2024-05-06", Outlet: "Gazette", Language: "en"},
		{ID: "7", Text: "Two.\x00\uFFFD"},
		{ID: "in.jsonl:8"},
	}
	wantErrors := []string{
		`in.jsonl:4: field "text" is an array, want a string`,
		`in.jsonl:5: not valid JSON, near byte 2: invalid character 'o' in literal null (expecting 'u')`,
		`in.jsonl:6: no field "text"`,
		`in.jsonl:7: this is an array; want an object such as {"id": "a1", "text": "…"}`,
		`in.jsonl:9: field "outlet" is a number, want a string`,
	}
	for _, data := range []string{data, "\xef\xbb\xbf" + data, zipped(data), strings.ReplaceAll(data, "\n", "\r\n"), strings.TrimSpace(data)} {
		got, errs := collect("in.jsonl", data, Options{})
		if len(got) != len(want) {
			t.Fatalf("got %+v, errors %q", got, errs)
		}
		for i := range want {
			if got[i].ID != want[i].ID || got[i].Text != want[i].Text || got[i].Title != want[i].Title || got[i].Outlet != want[i].Outlet ||
				got[i].URL != want[i].URL || got[i].Published != want[i].Published || got[i].Language != want[i].Language {
				t.Errorf("got %+v, want %+v", got[i], want[i])
			}
		}
		if strings.Join(errs, "\n") != strings.Join(wantErrors, "\n") {
			t.Errorf("got errors\n%s\nwant\n%s", strings.Join(errs, "\n"), strings.Join(wantErrors, "\n"))
		}
	}
}

func TestJSONOverSeveralLines(t *testing.T) {
	got, errs := collect("x", "{\n  \"id\": \"a\",\n  \"text\": \"One.\"\n}\n{\n \"text\": \"Two.\"\n}\n{\"text\": 3}\n", Options{})
	if len(got) != 2 || got[0].ID != "a" || got[1].ID != "x:5" || got[1].Text != "Two." {
		t.Errorf("got %+v", got)
	}
	if len(errs) != 1 || errs[0] != `x:8: field "text" is a number, want a string` {
		t.Errorf("errors %q", errs)
	}
}

func TestFaultyFirstLine(t *testing.T) {
	for _, from := range []Format{Auto, JSONL} {
		got, errs := collect("x", "{\"id\":\"a\",\"te\n{\"id\":\"b\",\"text\":\"Two.\"}\n", Options{From: from})
		if len(got) != 1 || got[0].ID != "b" || len(errs) != 1 || !strings.HasPrefix(errs[0], "x:1: not valid JSON") {
			t.Errorf("%q: got %+v, errors %q", from, got, errs)
		}
	}
}

func TestBadInputs(t *testing.T) {
	jsonl := strings.Repeat(`{"text":"One."}`+"\n", 3)
	for _, c := range []struct {
		name, data string
		opt        Options
		want       string
		articles   int
	}{
		{name: "empty", data: "", want: "f: empty: there is no text in it"},
		{name: "a mark alone", data: "\xef\xbb\xbf", want: "f: empty: there is no text in it"},
		{name: "blanks", data: " \r\n\t\n", want: "f: empty: there is no text in it"},
		{name: "empty gzip", data: zipped(""), want: "f: empty: there is no text in it"},
		{name: "empty JSON Lines", data: "", opt: Options{From: JSONL}},
		{name: "JPEG", data: "\xff\xd8\xff\xe0\x00\x10JFIF", want: "f: this is a JPEG image, not text, HTML or JSON Lines; give quoth the article itself"},
		{name: "PNG", data: "\x89PNG\r\n\x1a\n\x00\x00", want: "f: this is a PNG image, not"},
		{name: "PDF", data: "%PDF-1.7\n1 0 obj", want: "f: this is a PDF document, not"},
		{name: "ZIP", data: "PK\x03\x04\x14\x00", want: "f: this is a ZIP archive or an Office document, not"},
		{name: "ELF", data: "\x7fELF\x02\x01\x01\x00", want: "f: this is a program (ELF), not"},
		{name: "Windows program", data: "MZ\x90\x00\x03\x00\x00\x00", want: "f: this is a Windows program, not"},
		{name: "RTF", data: "{\\rtf1\\ansi Hello}", want: "f: this is a rich text (RTF) document, not"},
		{name: "zeros", data: strings.Repeat("\x00", 1000), want: "f: this is a file of zeros, not"},
		{name: "noise", data: strings.Repeat("\x01\x02ab\x03\x80", 50), want: "f: this is binary data, not"},
		{name: "UTF-16 without mark", data: "H\x00e\x00l\x00l\x00o\x00 \x00y\x00o\x00u\x00", want: "f: this is UTF-16 without a byte order mark, not"},
		{name: "gzip twice", data: zipped(zipped(sentence)), want: "f: this is gzip data inside gzip data, not"},
		{name: "gzip of JPEG", data: zipped("\xff\xd8\xff\xe0\x00\x10JFIF"), want: "f: this is a JPEG image, not"},
		{name: "gzip text cut short", data: zipped(sentence)[:40], want: "f: the gzip data is cut short"},
		{name: "gzip header alone", data: "\x1f\x8b\x08", want: "f: the gzip data is cut short"},
		{name: "damaged gzip", data: zipped(sentence)[:60] + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", want: "f: "},
		{name: "gzip JSON Lines cut short", data: zipped(jsonl)[:len(zipped(jsonl))-4], want: "f:4: the gzip data is cut short", articles: 3},
		{name: "Cyrillic in one byte each", data: "\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xee\xfe\xf2 \xe2 \xec\xe0\xe5", want: "f: the text is neither UTF-8 nor windows-1252"},
		{name: "feed without items", data: "<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>", want: "f: the feed has no items"},
		{name: "XML", data: "<?xml version=\"1.0\"?><opml version=\"2.0\"></opml>", want: "f: this is an XML document"},
		{name: "JSON array", data: `[{"text":"One."}]`, want: "f: this is a JSON array: give one object a line"},
		{name: "CSV of quoth", data: "article,url,title,published,outlet,statement,form,mode\r\na1,,,,,s1,direct,said\r\n", want: "f: this is a table that quoth wrote"},
		{name: "JSON object that breaks off", data: "{\"id\":\"a\",\n\"text\":\"One.", want: "f:1: the JSON object that begins here is faulty"},
		{name: "too large a text", data: strings.Repeat(sentence, 100), opt: Options{MaxBytes: 1000}, want: "f: the text is larger than 0 MB"},
		{name: "gzip bomb", data: zipped(strings.Repeat("a ", 1<<20)), opt: Options{MaxBytes: 1 << 20}, want: "f: the text is larger than 1 MB"},
		{name: "unknown format", data: sentence, opt: Options{From: "pdf"}, want: `f: unknown format "pdf": use text, html, jsonl or feed`},
	} {
		got, errs := collect("f", c.data, c.opt)
		if len(got) != c.articles || (c.want == "") != (len(errs) == 0) || c.want != "" && (len(errs) != 1 || !strings.HasPrefix(errs[0], c.want)) {
			t.Errorf("%s: got %d articles, errors %q, want %d and %q", c.name, len(got), errs, c.articles, c.want)
		}
	}
}

func TestReaderThatFails(t *testing.T) {
	cause := errors.New("disk on fire")
	for _, c := range []struct {
		data     string
		articles int
	}{{sentence, 0}, {"<p>" + sentence, 0}, {`{"text":"One."}` + "\n" + `{"text":"Tw`, 1}, {"", 0}} {
		n, last := 0, error(nil)
		for _, err := range Articles("-", io.MultiReader(strings.NewReader(c.data), iotest.ErrReader(cause)), Options{}) {
			if err == nil {
				n++
			}
			last = err
		}
		var e *Error
		if !errors.Is(last, cause) || !errors.As(last, &e) || n != c.articles || !strings.HasPrefix(last.Error(), "standard input") {
			t.Errorf("%q: %d articles, last error %v", c.data, n, last)
		}
	}
}

func TestStopEarly(t *testing.T) {
	for range Articles("x", strings.NewReader(strings.Repeat("{\"text\":\"One.\"}\n[]\n", 5)), Options{}) {
		break
	}
}

// A line beyond the limit is given up and the next one read.
func TestLongLine(t *testing.T) {
	long := io.LimitReader(endless('a'), maxLine+1)
	in := io.MultiReader(strings.NewReader("{\"text\":\"One.\"}\n"), long, strings.NewReader("\n{\"text\":\"Two.\"}\n"))
	var got []string
	for a, err := range Articles("x", in, Options{}) {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, a.ID)
		}
	}
	if want := "x:1 x:2: the line is longer than 32 MB x:3"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

func TestZerosAreNotRead(t *testing.T) {
	for _, err := range Articles("x", endless(0), Options{}) {
		if err == nil {
			t.Error("no error")
		}
	}
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "note.html") // the name does not decide
	if err := os.WriteFile(path, []byte(sentence), 0o600); err != nil {
		t.Fatal(err)
	}
	for a, err := range File(path, Options{}) {
		if err != nil || a.Text != sentence || a.ID != path {
			t.Errorf("got %+v, %v", a, err)
		}
	}
	for _, err := range File(dir, Options{}) {
		if runtime.GOOS != "windows" && (err == nil || err.Error() != dir+": this is a directory: give the files in it") {
			t.Errorf("directory: %v", err)
		}
	}
	for _, err := range File(filepath.Join(dir, "none"), Options{}) {
		if !errors.Is(err, os.ErrNotExist) || strings.Count(err.Error(), "none") != 1 {
			t.Errorf("missing file: %v", err)
		}
	}
}
