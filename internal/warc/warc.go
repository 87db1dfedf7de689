// Package warc reads web archives: WARC and ARC, plain, gzip and zstd, whole or
// damaged. It gives every record with the offset at which reading can resume.
//
//	archive = member*            a gzip member or zstd frame holds one record as a rule
//	record  = header block       the header names the length of the block
//	block   = HTTP head + body   for what was fetched from the web
//
// A damaged record does not end the reading: the reader looks for the next
// header and goes on there.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Record is one record of an archive.
type Record struct {
	Offset  int64  // Offset is where the record, or the compressed member that holds it, begins in the file.
	Type    string // Type: response, resource, conversion, request, metadata, warcinfo, revisit; "arc" for all of ARC's.
	URL     string
	Date    string // Date of the capture, as written.
	Status  int    // Status is the HTTP status; 0 where there is none.
	Content string // Content is the media type of the body, with its parameters.
	Body    []byte // Body without the HTTP head, transfer and content encodings undone; valid until the next record.
	Cut     string // Cut says why the body is not whole; empty when it is.
}

// Options bound the reading. The zero Options are useful.
type Options struct {
	MaxBody int64 // MaxBody bounds one body, decoded, in bytes; 0 means 16 MiB. What is above is cut.
	All     bool  // All gives request, metadata and warcinfo records too.
}

const (
	defaultMaxBody = 16 << 20
	maxHeader      = 256 << 10 // maxHeader bounds a record's header in bytes.
)

// Damage is a stretch of an archive that could not be read. Reading goes on behind it.
type Damage struct {
	Offset int64
	Why    string
}

func (d *Damage) Error() string { return fmt.Sprintf("at byte %d: %s", d.Offset, d.Why) }

// Read yields the records of an archive in order. An error is a *Damage, after which
// reading goes on, or an error of r, after which it ends. The offset given to r's
// first byte is at, so that an archive can be read from the middle.
func Read(r io.Reader, at int64, o Options) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		if o.MaxBody <= 0 {
			o.MaxBody = defaultMaxBody
		}
		in := newInput(r, at)
		head, err := in.r.Peek(4)
		if len(head) < 2 {
			if err != nil && err != io.EOF {
				yield(nil, err)
			} else if len(head) > 0 {
				yield(nil, &Damage{at, "too short for an archive"})
			}
			return
		}
		a := &archive{in: in, Options: o, yield: yield}
		switch {
		case head[0] == 0x1f && head[1] == 0x8b:
			a.gzipped()
		case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}), len(head) == 4 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18:
			a.zstandard()
		default:
			a.plain(in.r, nil)
		}
	}
}

// input is the archive's bytes with their offsets. Decompressors read from the buffered
// reader itself, which is their fast path and takes no byte too many.
type input struct {
	r     *bufio.Reader
	taken *counter
}

func newInput(r io.Reader, at int64) *input {
	c := &counter{r, at}
	return &input{bufio.NewReaderSize(c, 256<<10), c}
}

// offset is that of the next byte that r gives.
func (in *input) offset() int64 { return in.taken.at - int64(in.r.Buffered()) }

// counter counts the bytes read through it.
type counter struct {
	r  io.Reader
	at int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.at += int64(n)
	return n, err
}

// archive is one archive being read.
type archive struct {
	Options
	in    *input
	yield func(*Record, error) bool
	done  bool
	body  bytes.Buffer
}

func (a *archive) give(rec *Record) bool {
	if !a.All && (rec.Type == "request" || rec.Type == "metadata" || rec.Type == "warcinfo" || rec.Type == "filedesc") {
		return !a.done
	}
	a.done = a.done || !a.yield(rec, nil)
	return !a.done
}

func (a *archive) damaged(offset int64, why string) bool {
	a.done = a.done || !a.yield(nil, &Damage{offset, why})
	return !a.done
}

// gzipped reads the members one after the other as one stream; a record may go on in the
// next one. After a damaged member it looks for the next one's magic number.
func (a *archive) gzipped() {
	m := &members{a: a}
	a.plain(m, func() int64 { return m.start })
}

// members is the bytes of gzip members, end to end. No Read crosses from one member to
// the next, so that start is where the bytes just read began.
type members struct {
	a     *archive
	z     *gzip.Reader
	start int64
	open  bool
}

// errBroken is what a Read gives once where a damaged member was left.
var errBroken = errors.New("damaged gzip member")

func (m *members) Read(p []byte) (int, error) {
	for {
		if !m.open {
			if err := m.next(); err != nil {
				return 0, err
			}
		}
		n, err := m.z.Read(p)
		switch {
		case err == io.EOF:
			m.open = false
		case err != nil:
			m.open = false
			return n, m.broken(err)
		}
		if n > 0 {
			return n, nil
		}
	}
}

// next opens the member that begins at the input.
func (m *members) next() error {
	m.start = m.a.in.offset()
	if _, err := m.a.in.r.Peek(1); err != nil {
		return io.EOF
	}
	var err error
	if m.z == nil {
		m.z, err = gzip.NewReader(m.a.in.r)
	} else {
		err = m.z.Reset(m.a.in.r)
	}
	if err != nil {
		return m.broken(err)
	}
	m.z.Multistream(false)
	m.open = true
	return nil
}

// broken says what was wrong and moves to the next member.
func (m *members) broken(err error) error {
	if m.a.in.offset() == m.start {
		m.a.in.r.Discard(1)
	}
	if !m.a.damaged(m.start, "gzip member: "+err.Error()) || !m.a.seek([]byte{0x1f, 0x8b, 0x08}) {
		return io.EOF
	}
	return errBroken
}

// seek moves the input to the next place where magic stands; false at the end.
func (a *archive) seek(magic []byte) bool {
	for {
		head, err := a.in.r.Peek(len(magic))
		if err != nil {
			return false
		}
		if bytes.Equal(head, magic) {
			return true
		}
		if _, err := a.in.r.Discard(1); err != nil {
			return false
		}
	}
}

// zstandard reads an archive of zstd frames.
func (a *archive) zstandard() {
	start := a.in.offset()
	z, err := zstd.NewReader(a.in.r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		a.damaged(start, "zstd: "+err.Error())
		return
	}
	defer z.Close()
	a.plain(z, func() int64 { return start })
}

// plain reads records from uncompressed bytes. offset tells where the member begins that
// holds what was read last; nil where the bytes are the archive's own.
func (a *archive) plain(r io.Reader, offset func() int64) {
	b := bufio.NewReaderSize(r, 64<<10)
	read, lost := a.in.offset(), int64(0)
	for !a.done {
		line, n, err := readLine(b)
		at := read
		read += int64(n)
		if offset != nil {
			at = offset()
		}
		text := strings.TrimSpace(string(line))
		record := strings.HasPrefix(text, "WARC/") || arcHeader(text)
		if lost > 0 && (record || err != nil) {
			if !a.damaged(at, fmt.Sprintf("%d bytes before it belong to no record", lost)) {
				return
			}
			lost = 0
		}
		switch {
		case err != nil && n == 0:
			if err == errBroken {
				continue
			}
			if err != io.EOF && err != io.ErrUnexpectedEOF {
				a.damaged(at, err.Error())
			}
			return
		case strings.HasPrefix(text, "WARC/"):
			taken, why := a.warcRecord(b, at)
			read += taken
			if why != "" && !a.damaged(at, why) {
				return
			}
		case record:
			taken, why := a.arcRecord(b, text, at)
			read += taken
			if why != "" && !a.damaged(at, why) {
				return
			}
		case text != "":
			lost += int64(n)
		}
	}
}

// readLine reads one line of at most maxHeader bytes, with its end.
func readLine(b *bufio.Reader) (line []byte, n int, err error) {
	for {
		part, err := b.ReadSlice('\n')
		n += len(part)
		if len(line) < maxHeader {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, n, err
		}
	}
}

// fields reads header lines up to the blank one.
func fields(b *bufio.Reader) (h map[string]string, n int64, err error) {
	h = map[string]string{}
	last := ""
	for n < maxHeader {
		line, got, err := readLine(b)
		n += int64(got)
		text := strings.TrimRight(string(line), "\r\n")
		if strings.TrimSpace(text) == "" {
			return h, n, err
		}
		if (text[0] == ' ' || text[0] == '\t') && last != "" {
			h[last] += " " + strings.TrimSpace(text)
			continue
		}
		key, value, _ := strings.Cut(text, ":")
		last = strings.ToLower(strings.TrimSpace(key))
		h[last] = strings.TrimSpace(value)
		if err != nil {
			return h, n, err
		}
	}
	return h, n, errors.New("header is too long")
}

// warcRecord reads one WARC record behind its version line. It returns how many bytes it
// took and what was wrong.
func (a *archive) warcRecord(b *bufio.Reader, at int64) (n int64, why string) {
	h, n, err := fields(b)
	if err != nil {
		return n, "record header is cut off"
	}
	length, err := strconv.ParseInt(h["content-length"], 10, 64)
	if err != nil || length < 0 {
		return n, fmt.Sprintf("record has the length %q", h["content-length"])
	}
	rec := &Record{Offset: at, Type: strings.ToLower(h["warc-type"]), URL: strings.Trim(h["warc-target-uri"], "<> "), Date: h["warc-date"], Content: h["content-type"]}
	block := &io.LimitedReader{R: b, N: length}
	a.readBody(rec, block, strings.HasPrefix(rec.Content, "application/http") || rec.Type == "response" && strings.HasPrefix(rec.URL, "http"))
	if _, err := io.Copy(io.Discard, block); block.N > 0 && (err == nil || err == errBroken) {
		rec.Cut = fmt.Sprintf("the archive ends %d bytes before the record does", block.N)
	}
	a.give(rec)
	return n + length - block.N, rec.Cut
}

// arcHeader reports whether a line is the header of an ARC record: an address, an IP
// number, a date of 14 digits, a type and a length.
func arcHeader(text string) bool {
	f := strings.Fields(text)
	if len(f) < 5 || !strings.Contains(f[0], ":") {
		return false
	}
	_, err := strconv.ParseInt(f[len(f)-1], 10, 64)
	return err == nil && arcDate(f) >= 0
}

// arcDate is the index of the field that is a date of 14 digits, or -1. Addresses with
// blanks in them move it.
func arcDate(f []string) int {
	for i := 2; i < len(f)-1; i++ {
		if len(f[i]) != 14 {
			continue
		}
		if _, err := strconv.ParseInt(f[i], 10, 64); err == nil {
			return i
		}
	}
	return -1
}

// arcRecord reads the block behind an ARC header.
func (a *archive) arcRecord(b *bufio.Reader, header string, at int64) (n int64, why string) {
	f := strings.Fields(header)
	i := arcDate(f)
	length, _ := strconv.ParseInt(f[len(f)-1], 10, 64)
	if length < 0 {
		return 0, "record has a negative length"
	}
	rec := &Record{Offset: at, Type: "response", URL: strings.Join(f[:i-1], "%20"), Date: f[i], Content: f[i+1]}
	if strings.HasPrefix(rec.URL, "filedesc:") {
		rec.Type = "filedesc"
	}
	block := &io.LimitedReader{R: b, N: length}
	a.readBody(rec, block, strings.HasPrefix(rec.URL, "http"))
	if _, err := io.Copy(io.Discard, block); block.N > 0 && (err == nil || err == errBroken) {
		rec.Cut = fmt.Sprintf("the archive ends %d bytes before the record does", block.N)
	}
	a.give(rec)
	return length - block.N, rec.Cut
}
