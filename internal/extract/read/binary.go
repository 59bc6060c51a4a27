package read

import "bytes"

// signatures of files that people take for text. Those made of letters also
// begin texts, and count only with control characters behind them.
var signatures = []struct {
	at      int
	bytes   string
	letters bool
	what    string
}{
	{0, "\xff\xd8\xff", false, "a JPEG image"},
	{0, "\x89PNG\r\n", false, "a PNG image"},
	{0, "GIF87a", false, "a GIF image"},
	{0, "GIF89a", false, "a GIF image"},
	{8, "WEBPVP8", false, "a WebP image"},
	{0, "II*\x00", false, "a TIFF image"},
	{0, "MM\x00*", false, "a TIFF image"},
	{0, "BM", true, "a BMP image"},
	{0, "%PDF-", false, "a PDF document"},
	{0, "{\\rtf", false, "a rich text (RTF) document"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", false, "an old Office document"},
	{0, "PK\x03\x04", false, "a ZIP archive or an Office document"},
	{0, "PK\x05\x06", false, "an empty ZIP archive"},
	{0, "\x1f\x8b\x08", false, "gzip data inside gzip data"},
	{0, "BZh", true, "bzip2 data"},
	{0, "\xfd7zXZ\x00", false, "xz data"},
	{0, "\x28\xb5\x2f\xfd", false, "zstd data"},
	{0, "7z\xbc\xaf\x27\x1c", false, "a 7-Zip archive"},
	{0, "Rar!\x1a\x07", false, "a RAR archive"},
	{257, "ustar", true, "a tar archive"},
	{0, "WARC/1.", false, "a web archive (WARC)"},
	{0, "\x7fELF", false, "a program (ELF)"},
	{0, "MZ", true, "a Windows program"},
	{0, "\xcf\xfa\xed\xfe", false, "a program (Mach-O)"},
	{0, "\x00asm", false, "a program (WebAssembly)"},
	{0, "SQLite format 3\x00", false, "an SQLite database"},
	{0, "PAR1", true, "a Parquet file"},
	{0, "ID3", true, "an MP3 recording"},
	{0, "OggS", true, "an Ogg recording"},
	{0, "fLaC", true, "a FLAC recording"},
	{8, "WAVEfmt", false, "a WAV recording"},
	{4, "ftyp", true, "an MP4 video"},
	{0, "\x1aE\xdf\xa3", false, "a Matroska or WebM video"},
}

// binary says what a head seems to be, or "" when it may be text. More than
// one control character in fifty is no text.
func binary(head []byte) string {
	controls := 0
	for _, c := range head {
		if c < ' ' && (c < '\t' || c > '\r') && c != 0x1b && c != 0x1e || c == 0x7f {
			controls++
		}
	}
	dirty := controls*50 > len(head)
	for _, s := range signatures {
		if len(head) > s.at && bytes.HasPrefix(head[s.at:], []byte(s.bytes)) && (dirty || !s.letters) {
			return s.what
		}
	}
	switch {
	case !dirty:
		return ""
	case len(bytes.Trim(head, "\x00")) == 0:
		return "a file of zeros"
	case utf16WithoutMark(head):
		return "UTF-16 without a byte order mark"
	}
	return "binary data"
}

// utf16WithoutMark holds where nearly every other byte is zero.
func utf16WithoutMark(head []byte) bool {
	zeros := [2]int{}
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	return zeros[0]*5 > half*4 && zeros[1]*20 < half || zeros[1]*5 > half*4 && zeros[0]*20 < half
}
