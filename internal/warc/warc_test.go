package warc_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"stemma/internal/warc"
)

// record is a WARC response with an HTTP message of the given head lines and body.
func record(url, head, body string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + "\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-02-03T10:00:00Z\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(block), block)
}

func gzipped(records ...string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		z := gzip.NewWriter(&b)
		z.Write([]byte(r))
		z.Close()
	}
	return b.Bytes()
}

func zipped(records ...string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		z, _ := zstd.NewWriter(&b)
		z.Write([]byte(r))
		z.Close()
	}
	return b.Bytes()
}

// drawn is the records as "url body" and the damage as "! why".
func drawn(src []byte, o warc.Options) []string {
	var out []string
	for rec, err := range warc.Read(bytes.NewReader(src), 0, o) {
		if err != nil {
			out = append(out, "! "+err.Error())
			continue
		}
		out = append(out, rec.URL+" "+string(rec.Body))
	}
	return out
}

func TestRead(t *testing.T) {
	one, two := record("http://a.example/1", "", "one"), record("http://a.example/2", "", "two")
	var squeezed bytes.Buffer
	z := gzip.NewWriter(&squeezed)
	z.Write([]byte("squeezed"))
	z.Close()
	for _, c := range []struct {
		name string
		src  []byte
		want []string
	}{
		{"plain", []byte(one + two), []string{"http://a.example/1 one", "http://a.example/2 two"}},
		{"gzip", gzipped(one, two), []string{"http://a.example/1 one", "http://a.example/2 two"}},
		{"zstd", zipped(one, two), []string{"http://a.example/1 one", "http://a.example/2 two"}},
		{"a record over two members", gzipped(one[:200], one[200:], two), []string{"http://a.example/1 one", "http://a.example/2 two"}},
		{"chunks", []byte(record("http://a.example/3", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")), []string{"http://a.example/3 abcde"}},
		{"says chunks, has none", []byte(record("http://a.example/3", "Transfer-Encoding: chunked\r\n", "<p>plain")), []string{"http://a.example/3 <p>plain"}},
		{"compressed body", []byte(record("http://a.example/4", "Content-Encoding: gzip\r\n", squeezed.String())), []string{"http://a.example/4 squeezed"}},
		{"says compressed, is not", []byte(record("http://a.example/4", "Content-Encoding: gzip\r\n", "plain")), []string{"http://a.example/4 plain"}},
		{"ARC", []byte("http://a.example/5 192.0.2.1 20310203100000 text/html 47\nHTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nfiv\n"), []string{"http://a.example/5 fiv"}},
		{"an address with a blank", []byte("http://a.example/a b 192.0.2.1 20310203100000 text/plain 3\nabc\n"), []string{"http://a.example/a%20b abc"}},
		{"cut in a record", []byte(one + two)[:len(one)+len(two)-6], []string{"http://a.example/1 one", "http://a.example/2 t", "! at byte 223: the archive ends 2 bytes before the record does"}},
		{"no archive", []byte("hello\nworld\n"), []string{"! at byte 12: 12 bytes before it belong to no record"}},
		{"empty", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, drawn(c.src, warc.Options{})); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDamagedMemberIsPassedOver(t *testing.T) {
	one, two, three := gzipped(record("http://a.example/1", "", "one")), gzipped(record("http://a.example/2", "", strings.Repeat("two", 99))), gzipped(record("http://a.example/3", "", "three"))
	for i := 20; i < len(two)-20; i++ {
		two[i] ^= 0x55
	}
	got := drawn(bytes.Join([][]byte{one, two, three}, nil), warc.Options{})
	if len(got) < 3 || got[0] != "http://a.example/1 one" || got[len(got)-1] != "http://a.example/3 three" {
		t.Errorf("got %q", got)
	}
}

func TestResumeAtAnOffset(t *testing.T) {
	src := gzipped(record("http://a.example/1", "", "one"), record("http://a.example/2", "", "two"))
	var offsets []int64
	for rec, err := range warc.Read(bytes.NewReader(src), 0, warc.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		offsets = append(offsets, rec.Offset)
	}
	for rec, err := range warc.Read(bytes.NewReader(src[offsets[1]:]), offsets[1], warc.Options{}) {
		if err != nil || rec.URL != "http://a.example/2" || rec.Offset != offsets[1] {
			t.Errorf("resumed at %d: %+v, %v", offsets[1], rec, err)
		}
	}
}

func TestBodyIsBounded(t *testing.T) {
	bomb := gzipped(record("http://a.example/1", "", strings.Repeat("0", 1<<20)))
	for rec, err := range warc.Read(bytes.NewReader(bomb), 0, warc.Options{MaxBody: 1000}) {
		var d *warc.Damage
		if errors.As(err, &d) {
			continue
		}
		if err != nil || len(rec.Body) != 1000 || rec.Cut == "" {
			t.Errorf("body of %d bytes, cut %q, %v", len(rec.Body), rec.Cut, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(record("http://a.example/1", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n")))
	f.Add(gzipped("WARC/1.0\r\nContent-Length: 3\r\n\r\nabc"))
	f.Add([]byte("http://a.example/ 192.0.2.1 20310203100000 text/plain 3\nabc\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		n := 0
		for rec, err := range warc.Read(bytes.NewReader(src), 0, warc.Options{MaxBody: 1 << 16, All: true}) {
			if err == nil && (rec.Offset < 0 || rec.Offset > int64(len(src))) {
				t.Fatalf("offset %d of %d", rec.Offset, len(src))
			}
			if n++; n > len(src)+2 {
				t.Fatalf("%d records and errors from %d bytes", n, len(src))
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var records []string
	for i := range 2000 {
		records = append(records, record("http://a.example/"+fmt.Sprint(i), "", strings.Repeat(fmt.Sprintf("The bridge of Karsa %d was closed. ", i), 900)))
	}
	src := gzipped(records...)
	out := int64(0)
	b.ReportAllocs()
	for b.Loop() {
		out = 0
		for rec, err := range warc.Read(bytes.NewReader(src), 0, warc.Options{}) {
			if err != nil {
				b.Fatal(err)
			}
			out += int64(len(rec.Body))
		}
	}
	b.SetBytes(out)
}
