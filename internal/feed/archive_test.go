package feed_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma/internal/feed"
)

// member is one page of a web archive, compressed on its own as archives are.
func member(t *testing.T, n int) string {
	t.Helper()
	html := fmt.Sprintf("<html><body><article><h1>Bridge %d of Karsa closed</h1><p>Bridge %d of Karsa was closed on Tuesday after a blast, the mayor of the town said by telephone.</p></article></body></html>", n, n)
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://w.example/%d\r\nWARC-Date: 2031-02-05T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", n, len(block), block)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestArchiveGoesOnWhereItStopped(t *testing.T) {
	one, two, three := member(t, 1), member(t, 2), member(t, 3)
	filler := member(t, 0)
	for len(filler) < 64<<10 { // An archive is known again by its first 64 KB.
		filler += filler
	}
	cases := []struct {
		name          string
		before, after string // the file when it is first read, and then
		want          []string
	}{
		{"finished", filler + one, filler + one, nil},
		{"grown", filler + one, filler + one + two + three, []string{"https://w.example/2", "https://w.example/3"}},
		{"cut in a record that is whole later", filler + one + two[:len(two)/2], filler + one + two + three,
			[]string{"https://w.example/1", "https://w.example/2", "https://w.example/3"}},
		{"another archive under the name", filler + one, two + three, []string{"https://w.example/2", "https://w.example/3"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			marks := map[string]int64{}
			read := func(text string) (ids []string) {
				path := write(t, dir, "web.warc.gz", text)
				resume := func(archive string) (int64, error) { return marks[archive], nil }
				for item, err := range feed.Items(t.Context(), []string{path}, feed.Options{Resume: resume}) {
					switch {
					case err != nil: // what is cut is told
					case item.Report != nil:
						ids = append(ids, string(item.Report.ID))
					default:
						marks[item.Reached.Archive] = item.Reached.At
					}
				}
				return ids
			}
			if ids := read(c.before); len(ids) == 0 {
				t.Fatal("the first reading gives no report")
			}
			if diff := cmp.Diff(c.want, read(c.after)); diff != "" {
				t.Errorf("second reading (-want +got):\n%s", diff)
			}
		})
	}
}

func TestArchiveOnStandardInputHasNoMark(t *testing.T) {
	o := feed.Options{Stdin: strings.NewReader(plainRecord), Resume: func(string) (int64, error) { return 0, nil }}
	reports := 0
	for item, err := range feed.Items(t.Context(), []string{"-"}, o) {
		switch {
		case err != nil:
			t.Error(err)
		case item.Report == nil:
			t.Errorf("a mark at byte %d of what does not lie on the disk", item.Reached.At)
		default:
			reports++
		}
	}
	if reports != 1 {
		t.Errorf("%d reports, want 1", reports)
	}
}

const plainRecord = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://w.example/t\r\nWARC-Date: 2031-02-05T10:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: 81\r\n\r\n" +
	"The bridge of Karsa was closed on Tuesday after a blast, said the mayor of Karsa.\r\n\r\n"
