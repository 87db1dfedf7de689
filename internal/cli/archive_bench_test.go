package cli

import (
	"bufio"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"stemma/internal/record/invent"
)

// BenchmarkAddArchive adds a web archive of invented reports to an empty record with the
// program itself, and tells the most memory that it took and the bytes of pages a second
// of wall time. STEMMA_ARCHIVE_MB is the size of the pages before compression:
//
//	STEMMA_ARCHIVE_MB=1024 go test ./internal/cli -run '^$' -bench AddArchive -benchtime 1x -timeout 60m
func BenchmarkAddArchive(b *testing.B) {
	size := 16
	if s := os.Getenv("STEMMA_ARCHIVE_MB"); s != "" {
		var err error
		if size, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	dir := b.TempDir()
	path := filepath.Join(dir, "web.warc.gz")
	pages := writeArchive(b, path, int64(size)<<20)
	for i := 0; b.Loop(); i++ {
		cmd := exec.Command("stemma", "--db", filepath.Join(dir, strconv.Itoa(i)+".db"), "add", path)
		start := time.Now()
		out, err := cmd.CombinedOutput()
		if err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		if want := fmt.Sprintf("added %d,", pages); !strings.HasPrefix(string(out), want) {
			b.Fatalf("got %q, want it to begin with %q", out, want)
		}
		b.ReportMetric(float64(size)/time.Since(start).Seconds(), "MB/s")
		b.ReportMetric(float64(peakMemory(cmd.ProcessState))/(1<<20), "peak-MB")
	}
}

// writeArchive writes pages of invented reports, each amid the markup that pages of
// outlets have around an article, until they are size bytes; it says how many they are.
func writeArchive(b *testing.B, path string, size int64) int {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	chance := rand.New(rand.NewPCG(1, 2))
	n := 0
	for d := range (invent.Corpus{Seed: 7, Reports: 1 << 30}).Docs() {
		if size <= 0 {
			break
		}
		var page strings.Builder
		fmt.Fprintf(&page, `<html><head><title>%s</title><script>var seen = [`, html.EscapeString(d.Report.Title))
		for range 10_000 {
			fmt.Fprintf(&page, "%d,", chance.IntN(1<<30))
		}
		fmt.Fprintf(&page, `]</script></head><body><nav><ul>%s</ul></nav><article><h1>%s</h1>`,
			strings.Repeat(`<li><a href="/world">World</a></li>`, 400), html.EscapeString(d.Report.Title))
		for _, p := range strings.Split(d.Report.Text, "\n") {
			fmt.Fprintf(&page, "<p>%s</p>", html.EscapeString(p))
		}
		page.WriteString("</article></body></html>")
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.String()
		z := gzip.NewWriter(w)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://outlet.example/%d\r\nWARC-Date: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			n, d.Report.Published.When.From.Format(time.RFC3339), len(block), block)
		if err := z.Close(); err != nil {
			b.Fatal(err)
		}
		size -= int64(page.Len())
		n++
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	return n
}
