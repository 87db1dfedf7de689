package cli

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"stemma"
	"stemma/internal/feed"
	"stemma/internal/text"
)

// TestFaultInOneReport: a reader that panics costs its report and no other.
func TestFaultInOneReport(t *testing.T) {
	in := strings.NewReader(`{"id": "a", "text": "Good."}` + "\n" + `{"id": "b", "text": "Bad."}` + "\n" + `{"id": "c", "text": "Good."}` + "\n")
	read := func(r *stemma.Report) *text.Doc {
		if r.ID == "b" {
			panic("no head")
		}
		return &text.Doc{Report: r}
	}
	var got []string
	for r := range readAll(t.Context(), []string{"-"}, feed.Options{Stdin: in}, read) {
		if why, ok := feed.AsRejected(r.err); ok {
			got = append(got, why.Input+" "+why.Stage)
			continue
		}
		got = append(got, string(r.doc.Report.ID))
	}
	if want := "a, b read, c"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestLongReportsAreReadOneByOne: of reports as long as may be read ahead, one is read
// when the one before it has been taken.
func TestLongReportsAreReadOneByOne(t *testing.T) {
	long := strings.Repeat("Rain fell. ", readAhead/16)
	var in strings.Builder
	for i := range 4 {
		fmt.Fprintf(&in, "{\"id\": \"%d\", \"text\": %q}\n", i, long)
	}
	var ahead, most atomic.Int32
	read := func(r *stemma.Report) *text.Doc {
		if n := ahead.Add(1); n > most.Load() {
			most.Store(n)
		}
		return &text.Doc{Report: r}
	}
	taken := 0
	for range readAll(t.Context(), []string{"-"}, feed.Options{Stdin: strings.NewReader(in.String())}, read) {
		taken++
		ahead.Add(-1)
	}
	if taken != 4 || most.Load() != 1 {
		t.Errorf("took %d, of which %d were read at once; want 4 and 1", taken, most.Load())
	}
}
