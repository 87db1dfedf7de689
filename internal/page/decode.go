package page

import (
	"bytes"
	"fmt"
	"mime"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Decode turns bytes into valid UTF-8. Valid UTF-8 is returned as it is. Else the encoding is told by the first that knows it: byte order mark,
// contentType (an HTTP header, may be empty), a meta element in the first 64 KiB,
// detection on 8 KiB; where only a few bytes are wrong, each ill-formed sequence becomes
// U+FFFD and the rest stays. The note says what was done; it is empty when nothing was.
func Decode(src []byte, contentType string) (text, note string) {
	for _, bom := range []struct {
		mark []byte
		dec  transform.Transformer
		name string
	}{
		{[]byte{0xFF, 0xFE}, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder(), "UTF-16LE"},
		{[]byte{0xFE, 0xFF}, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder(), "UTF-16BE"},
	} {
		if !bytes.HasPrefix(src, bom.mark) {
			continue
		}
		if out, _, err := transform.Bytes(bom.dec, src); err == nil {
			return string(out), "decoded from " + bom.name
		}
	}
	if utf8.Valid(src) {
		return string(src), ""
	}
	if name := declared(src, contentType); name != "" {
		if out, ok := decodeAs(src, name); ok {
			return out, "decoded from " + name
		}
	}
	if !mostlyUTF8(src) {
		if r, err := chardet.NewTextDetector().DetectBest(src[:min(len(src), 8<<10)]); err == nil && r.Charset != "UTF-8" {
			if out, ok := decodeAs(src, r.Charset); ok {
				return out, "decoded from " + r.Charset + ", by its bytes"
			}
		}
	}
	out, _, _ := transform.Bytes(unicode.UTF8.NewDecoder(), src)
	return string(out), fmt.Sprintf("%d bytes are not UTF-8; each ill-formed sequence became U+FFFD", wrongBytes(src))
}

// declared is the encoding that the header or a meta element names, when it is not UTF-8.
func declared(src []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return notUTF8(params["charset"])
	}
	head := bytes.ToLower(src[:min(len(src), 64<<10)])
	i := bytes.Index(head, []byte("charset="))
	if i < 0 {
		return ""
	}
	name := bytes.TrimLeft(head[i+len("charset="):], "\"' ")
	if end := bytes.IndexAny(name, "\"'; />\n"); end > 0 && end < 40 {
		return notUTF8(string(name[:end]))
	}
	return ""
}

func notUTF8(name string) string {
	e, canonical := charset.Lookup(name)
	if e == nil || canonical == "utf-8" {
		return ""
	}
	return canonical
}

func decodeAs(src []byte, name string) (string, bool) {
	e, canonical := charset.Lookup(name)
	if e == nil || canonical == "utf-8" || canonical == "replacement" {
		return "", false
	}
	out, _, err := transform.Bytes(e.NewDecoder(), src)
	return string(out), err == nil
}

// mostlyUTF8 reports whether at least nine in ten of the characters outside ASCII are
// well-formed.
func mostlyUTF8(src []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(src); {
		if src[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good >= 9*bad
}

func wrongBytes(src []byte) int {
	n := 0
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			n++
		}
		i += size
	}
	return n
}
