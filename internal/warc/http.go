package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// readBody reads a record's block into rec.Body. Of an HTTP message the head is read off,
// chunks are joined and compression is undone.
func (a *archive) readBody(rec *Record, block io.Reader, http bool) {
	a.body.Reset()
	if !a.All && (rec.Type == "request" || rec.Type == "metadata" || rec.Type == "warcinfo" || rec.Type == "filedesc") {
		return
	}
	if !http {
		a.fill(rec, block)
		return
	}
	b := bufio.NewReaderSize(block, 16<<10)
	if head, _ := b.Peek(5); string(head) != "HTTP/" {
		a.fill(rec, b) // a record that says HTTP and holds none
		return
	}
	line, _, _ := readLine(b)
	if f := strings.Fields(string(line)); len(f) > 1 {
		rec.Status, _ = strconv.Atoi(f[1])
	}
	h, _, err := fields(b)
	if err != nil {
		rec.Cut = "the HTTP head is cut off"
		return
	}
	rec.Content = h["content-type"]
	var r io.Reader = b
	if strings.Contains(strings.ToLower(h["transfer-encoding"]), "chunked") {
		r = &chunked{r: b}
	}
	a.fill(rec, decompress(bufio.NewReader(r), h["content-encoding"]))
}

// fill copies up to MaxBody bytes into rec.Body.
func (a *archive) fill(rec *Record, r io.Reader) {
	n, err := io.Copy(&a.body, io.LimitReader(r, a.MaxBody+1))
	rec.Body = a.body.Bytes()
	switch {
	case n > a.MaxBody:
		rec.Body = rec.Body[:a.MaxBody]
		rec.Cut = fmt.Sprintf("body is larger than the limit of %d MB", a.MaxBody>>20)
	case err != nil:
		rec.Cut = "body: " + err.Error()
	}
}

// decompress undoes a content encoding. One that does not fit the bytes is left as it
// is: many servers name a compression that they did not use.
func decompress(b *bufio.Reader, encoding string) io.Reader {
	head, _ := b.Peek(4)
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		if len(head) > 1 && head[0] == 0x1f && head[1] == 0x8b {
			if z, err := gzip.NewReader(b); err == nil {
				return z
			}
		}
	case "deflate":
		if len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			if z, err := zlib.NewReader(b); err == nil {
				return z
			}
		}
		return flate.NewReader(b)
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

// chunked joins the chunks of an HTTP body. What is not chunked although the head says
// so is passed through from where the chunks end.
type chunked struct {
	r     *bufio.Reader
	left  int64
	begun bool
	plain bool
	done  bool
}

func (c *chunked) Read(p []byte) (int, error) {
	for !c.plain && !c.done && c.left == 0 {
		if err := c.next(); err != nil {
			return 0, err
		}
	}
	switch {
	case c.done:
		return 0, io.EOF
	case c.plain:
		return c.r.Read(p)
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// next reads the line with the next chunk's length.
func (c *chunked) next() error {
	head, err := c.r.Peek(18)
	if len(head) == 0 {
		return err
	}
	if c.begun && (head[0] == '\r' || head[0] == '\n') {
		line, _, err := readLine(c.r)
		if err != nil || len(bytes.TrimSpace(line)) > 0 {
			return io.ErrUnexpectedEOF
		}
		head, _ = c.r.Peek(18)
	}
	size, ok := chunkSize(head)
	if !ok {
		c.plain = true
		return nil
	}
	readLine(c.r)
	c.begun, c.left, c.done = true, size, size == 0
	return nil
}

// chunkSize reads the length at the start of a chunk's line.
func chunkSize(head []byte) (int64, bool) {
	end := bytes.IndexAny(head, "\r\n;")
	if end < 1 {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(head[:end])), 16, 64)
	return n, err == nil && n >= 0
}
