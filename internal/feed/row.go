package feed

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"stemma"
	"stemma/internal/page"
)

// Row is one line of JSON Lines: a report's text or page, or the path of the file that
// holds it, with what its source knows of it. Unknown fields are passed over.
type Row struct {
	ID        string `json:"id"`
	Path      string `json:"path"` // Path is relative to the JSON Lines file.
	Text      string `json:"text"`
	HTML      string `json:"html"`
	URL       string `json:"url"`
	Outlet    string `json:"outlet"`
	Agency    string `json:"agency"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Language  string `json:"language"`
	FirstSeen string `json:"first_seen"`
	Withdrawn string `json:"withdrawn"` // Withdrawn is when the outlet was seen to have taken it down.

	dates []page.DateHint // dates that stood beside the report.
	plain string          // plain is HTML without its tags, for what is too short to be a page.
}

// hints is what the row says beside the text.
func (w Row) hints(o Options) (page.Hints, error) {
	h := page.Hints{
		ID: stemma.ReportID(w.ID), URL: w.URL, Outlet: w.Outlet, Agency: w.Agency,
		Title: w.Title, Language: w.Language, Published: w.Published, Outlets: o.Outlets, Dates: w.dates,
	}
	var err error
	h.FirstSeen, err = instant("first_seen", w.FirstSeen)
	return h, err
}

// instant is a date or a time of a row; zero when it is empty.
func instant(field, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	w, err := page.ParseDate(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s %q %w", field, s, err)
	}
	return w.From, nil
}

// stream reads standard input: JSON Lines when a line begins with "{" and closes it, else
// what its first bytes say.
func (r *reader) stream(ctx context.Context, in io.Reader, f input) bool {
	b := bufio.NewReaderSize(in, 64<<10)
	head, _ := b.Peek(4 << 10)
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 {
		return r.reject(f.path, "open", errEmpty)
	}
	if head[0] == '{' && feedKind(head) == "" {
		return r.lines(ctx, b, f)
	}
	return r.sniff(ctx, b, f)
}

var errEmpty = errors.New("empty: there is no text")

// lines reads a report a line.
func (r *reader) lines(ctx context.Context, in io.Reader, f input) bool {
	next := lineReader(in, r.maxText())
	for n := 1; ; n++ {
		if ctx.Err() != nil {
			return false
		}
		line, err := next()
		if err == io.EOF {
			return true
		}
		at := f.path + ":" + strconv.Itoa(n)
		switch {
		case errors.Is(err, errLong):
			if !r.reject(at, "open", tooLarge(-1, r.maxText())) {
				return false
			}
			continue
		case err != nil:
			return r.reject(at, "open", err)
		case len(bytes.TrimSpace(line)) == 0:
			continue
		}
		if !r.row(line, f, n, at) {
			return false
		}
	}
}

// row reads one line.
func (r *reader) row(line []byte, f input, n int, at string) bool {
	var w Row
	if err := json.Unmarshal(line, &w); err != nil {
		return r.reject(at, "decode", fmt.Errorf("broken JSON: %w", err))
	}
	if w.Path == "" {
		w.ID = firstOf(w.ID, w.URL, filepath.Base(f.path)+":"+strconv.Itoa(n))
		return r.made(w, at)
	}
	if w.ID == "" {
		w.ID = f.within(w.Path)
	}
	p := w.Path
	if !filepath.IsAbs(p) && f.path != "-" {
		p = filepath.Join(filepath.Dir(f.path), p)
	}
	fh, err := os.Open(p)
	if err != nil {
		return r.reject(p, "open", err)
	}
	defer fh.Close()
	return r.single(fh, p, w)
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// namedPaths adds the IDs of the files that the rows of f name.
func namedPaths(f input, limit int64, named map[string]bool) {
	fh, err := os.Open(f.path)
	if err != nil {
		return // the reading proper will say so
	}
	defer fh.Close()
	next := lineReader(fh, limit)
	for {
		line, err := next()
		if err != nil && !errors.Is(err, errLong) {
			return
		}
		var w struct {
			Path string `json:"path"`
		}
		if json.Unmarshal(line, &w) == nil && w.Path != "" {
			named[f.within(w.Path)] = true
		}
	}
}

var errLong = errors.New("line too long")

// lineReader returns the lines of in one by one, without their ends; a line above the
// limit is passed over and gives errLong.
func lineReader(in io.Reader, limit int64) func() ([]byte, error) {
	b := bufio.NewReaderSize(in, 64<<10)
	return func() ([]byte, error) {
		var line []byte
		long := false
		for {
			part, err := b.ReadSlice('\n')
			if int64(len(line)+len(part)) > 2*limit {
				long, line = true, nil
			}
			if !long {
				line = append(line, part...)
			}
			switch {
			case err == bufio.ErrBufferFull:
				continue
			case err == io.EOF && len(line) == 0 && !long:
				return nil, io.EOF
			case err != nil && err != io.EOF:
				return nil, err
			case long:
				return nil, errLong
			}
			return bytes.TrimRight(line, "\r\n"), nil
		}
	}
}
