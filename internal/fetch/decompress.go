package fetch

import (
	"bufio"
	"bytes"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// decompress undoes the content encodings that the client asks for. One that does not fit
// the bytes is left as it is: some servers name a compression that they did not use.
func decompress(b *bufio.Reader, encoding string) io.Reader {
	head, _ := b.Peek(4)
	switch encoding {
	case "gzip", "x-gzip":
		if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
			if z, err := gzip.NewReader(b); err == nil {
				return z
			}
		}
	case "br":
		return brotli.NewReader(b)
	case "zstd":
		if bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			if z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20)); err == nil {
				return z.IOReadCloser()
			}
		}
	}
	return b
}
