package read

import (
	"errors"
	"fmt"
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

// decodePage returns a page as UTF-8, from the encoding that it declares.
// Pages in valid UTF-8 that declare a Western encoding, or none, are UTF-8.
func decodePage(data []byte) ([]byte, error) {
	encoding, name, _ := charset.DetermineEncoding(data, "")
	if name == "utf-8" || (name == "windows-1252" || strings.HasPrefix(name, "iso-8859-")) && utf8.Valid(data) {
		return data, nil
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("decode %s: %w", name, err)
	}
	return out, nil
}
