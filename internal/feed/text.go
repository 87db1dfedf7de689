package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/page"
)

// single reads all of in as one report.
func (r *reader) single(in io.Reader, name string, w Row) bool {
	src, err := io.ReadAll(io.LimitReader(in, r.maxText()+1))
	if err != nil {
		return r.reject(name, "open", err)
	}
	if int64(len(src)) > r.maxText() {
		size := int64(-1)
		if s, ok := in.(*os.File); ok {
			if info, err := s.Stat(); err == nil {
				size = info.Size()
			}
		}
		return r.reject(name, "open", tooLarge(size, r.maxText()))
	}
	if binary(src) {
		return r.reject(name, "decode", errors.New("not a text: it holds NUL bytes"))
	}
	text, note := page.Decode(src, "")
	if note != "" && !r.rejected(stemma.Rejected{Input: name, Stage: "decode", Why: note}, nil) {
		return false
	}
	if isPage(text) {
		w.HTML = text
	} else {
		w.Text = text
	}
	return r.made(w, name)
}

// made turns a row with its text into a report.
func (r *reader) made(w Row, name string) bool {
	if strings.TrimSpace(w.Text) == "" && strings.TrimSpace(w.HTML) == "" {
		return r.reject(name, "open", errEmpty)
	}
	if n := int64(len(w.Text) + len(w.HTML)); n > r.maxText() {
		return r.reject(name, "open", tooLarge(n, r.maxText()))
	}
	return r.queue(func() []result { return w.report(name, r.Options) })
}

// report is the row as a report, with what of it could not be used.
func (w Row) report(name string, o Options) []result {
	var out []result
	h, err := w.hints(o)
	if err != nil {
		out = append(out, result{err: &Error{stemma.Rejected{Input: name, Stage: "date", Why: err.Error()}, err}})
	}
	withdrawn, err := instant("withdrawn", w.Withdrawn)
	if err != nil {
		out = append(out, result{err: &Error{stemma.Rejected{Input: name, Stage: "date", Why: err.Error()}, err}})
	}
	read := page.FromText
	if w.Text == "" {
		read = page.FromHTML
	}
	a, notes := read(firstOf(w.Text, w.HTML), h)
	a.Withdrawn = withdrawn
	if w.Text == "" && w.plain != "" && !hasBody(a) { // a few words of a feed, too short for an article
		a, notes = page.FromText(w.plain, h)
	}
	for _, why := range notes {
		why.Input = name
		out = append(out, result{err: &Error{why, nil}})
	}
	if w.Text == "" && !hasBody(a) {
		return out // a note says that the page holds no article
	}
	return append(out, result{report: &a})
}

func hasBody(a stemma.Report) bool {
	return slices.ContainsFunc(a.Blocks, func(b stemma.Block) bool { return b.Role == stemma.Body })
}

// tooLarge says how large a text is and how large it may be; size is -1 when unknown.
func tooLarge(size, limit int64) error {
	if size < 0 {
		return fmt.Errorf("larger than the limit of %d MB for one text", limit>>20)
	}
	return fmt.Errorf("%d MB, larger than the limit of %d MB for one text", size>>20, limit>>20)
}

// binary reports whether src holds NUL bytes and is not UTF-16.
func binary(src []byte) bool {
	if bytes.HasPrefix(src, []byte{0xFF, 0xFE}) || bytes.HasPrefix(src, []byte{0xFE, 0xFF}) {
		return false
	}
	return bytes.IndexByte(src, 0) >= 0
}

// isPage reports whether text is HTML.
func isPage(text string) bool {
	head := strings.ToLower(strings.TrimLeft(text[:min(len(text), 1024)], " \t\r\n\ufeff"))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if strings.HasPrefix(head, tag) {
			return true
		}
	}
	return strings.HasPrefix(head, "<?xml") && strings.Contains(head, "<html") || strings.HasPrefix(head, "<!--") && strings.Contains(head, "<html")
}
