package feed

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cespare/xxhash/v2"

	"stemma"
	"stemma/internal/page"
	"stemma/internal/warc"
)

// markEvery is how many bytes of an archive lie between two items that say how far it
// has been read: small beside what is read again after a crash, large beside a record.
const markEvery = 4 << 20

// archive reads the pages of a web archive, from where an earlier reading stopped.
func (r *reader) archive(ctx context.Context, in io.Reader, f input) bool {
	name, at, in, err := r.resume(in, f)
	if err != nil {
		return r.reject(f.path, "open", err)
	}
	size, _ := sizeOf(f.file)
	// All before end has been given. What is damaged or cut at the end of a file may be
	// whole the next time, so it is no further than the record before.
	marked, whole, end := at, at, at
	for rec, err := range warc.Read(in, at, warc.Options{MaxBody: r.maxText()}) {
		if ctx.Err() != nil {
			return false
		}
		if err != nil {
			stage := "open"
			var d *warc.Damage
			if errors.As(err, &d) {
				stage = "decode"
			}
			if !r.reject(f.path, stage, err) {
				return false
			}
			end = whole
			continue
		}
		whole, end = rec.Offset, size
		if rec.Cut != "" {
			end = whole
		}
		if rec.Offset-marked >= markEvery {
			if marked = rec.Offset; !r.reached(name, marked) {
				return false
			}
		}
		if !r.record(rec, f) {
			return false
		}
	}
	return ctx.Err() == nil && r.reached(name, end)
}

// resume is an archive's name for Reached, where to go on with it, and the reader that
// stands there. Only a file that is an archive itself, not one inside another file, can
// be left and taken up again; others have no name.
func (r *reader) resume(in io.Reader, f input) (name string, at int64, from io.Reader, err error) {
	size, ok := sizeOf(f.file)
	if !ok || r.Resume == nil {
		return "", 0, in, nil
	}
	head := make([]byte, 64<<10)
	n, err := f.file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return "", 0, nil, err
	}
	name = fmt.Sprintf("%s %016x", filepath.Base(f.path), xxhash.Sum64(head[:n]))
	if at, err = r.Resume(name); err != nil || at <= 0 || at > size {
		return name, 0, in, err
	}
	if _, err := f.file.Seek(at, io.SeekStart); err != nil {
		return "", 0, nil, err
	}
	return name, at, bufio.NewReaderSize(f.file, 256<<10), nil
}

// sizeOf is the size of a file that lies on a disk.
func sizeOf(f *os.File) (int64, bool) {
	if f == nil {
		return 0, false
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0, false
	}
	return info.Size(), true
}

// reached queues an item that says how far an archive has been read.
func (r *reader) reached(archive string, at int64) bool {
	if archive == "" || at <= 0 {
		return true
	}
	return r.queue(func() []result { return []result{{reached: Reached{archive, at}}} })
}

// record reads one page of an archive. What is no page, and pages that say that they are
// not there, are passed over.
func (r *reader) record(rec *warc.Record, f input) bool {
	if len(rec.Body) == 0 || rec.Status != 0 && rec.Status != 200 && rec.Status != 203 || rec.Type == "revisit" || !strings.HasPrefix(rec.URL, "http") {
		return true
	}
	kind := strings.ToLower(rec.Content)
	html := strings.Contains(kind, "html")
	if !html && !strings.HasPrefix(kind, "text/plain") || binary(rec.Body) {
		return true
	}
	name := fmt.Sprintf("%s@%d", f.path, rec.Offset)
	text, note := page.Decode(rec.Body, rec.Content)
	if strings.Contains(note, "not UTF-8") && !r.rejected(stemma.Rejected{Input: name, Stage: "decode", Why: note}, nil) {
		return false
	}
	w := Row{ID: rec.URL, URL: rec.URL, FirstSeen: archiveDate(rec.Date)}
	if html || isPage(text) {
		w.HTML = text
	} else {
		w.Text = text
	}
	return r.made(w, name)
}

// archiveDate is a capture's date as first_seen takes it; ARC writes 14 digits.
func archiveDate(said string) string {
	if len(said) == 14 {
		return said[:4] + "-" + said[4:6] + "-" + said[6:8] + "T" + said[8:10] + ":" + said[10:12] + ":" + said[12:] + "Z"
	}
	return said
}
