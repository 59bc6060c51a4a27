package read

import (
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// decodeText returns text as UTF-8. A lone bad byte does not condemn a text
// in UTF-8; a text whose letters beyond ASCII are all single bytes is
// windows-1252, as long as they are few, as in Western languages.
func decodeText(data []byte) (string, error) {
	if utf8.Valid(data) {
		return string(data), nil
	}
	good, bad, undefined, letters := 0, 0, 0, 0
	for i := 0; i < len(data); {
		if c := data[i] | 0x20; c >= 'a' && c <= 'z' {
			letters++
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case n > 1:
			good++
		case r == utf8.RuneError:
			bad++
			switch data[i] {
			case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
				undefined++
			}
		}
		i += n
	}
	switch {
	case good >= bad:
		return strings.ToValidUTF8(string(data), "\uFFFD"), nil
	case undefined == 0 && bad <= letters/2:
		text, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("decode windows-1252: %w", err)
		}
		return string(text), nil
	}
	return "", errors.New("the text is neither UTF-8 nor windows-1252: convert it to UTF-8 first")
}

// decodeLabelled decodes text that a server may have named the encoding of.
func decodeLabelled(data []byte, contentType string) (string, error) {
	encoding, name := charset.Lookup(charsetOf(contentType))
	if encoding == nil || name == "utf-8" || utf8.Valid(data) {
		return decodeText(data)
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("decode %s: %w", name, err)
	}
	return string(out), nil
}

// charsetOf is the charset that a Content-Type names, or "".
func charsetOf(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// mayBeUTF8 holds for valid UTF-8 that is labelled as Western: the label is a
// default that nobody set.
func mayBeUTF8(label string, data []byte) bool {
	return (label == "windows-1252" || strings.HasPrefix(label, "iso-8859-")) && utf8.Valid(data)
}

// decodePage returns a page as UTF-8, from the encoding that its server or
// else the page declares.
// Pages in valid UTF-8 that declare a Western encoding, or none, are UTF-8.
func decodePage(data []byte, contentType string) ([]byte, error) {
	encoding, name, _ := charset.DetermineEncoding(data, contentType)
	if name == "utf-8" || mayBeUTF8(name, data) {
		return data, nil
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("decode %s: %w", name, err)
	}
	return out, nil
}
