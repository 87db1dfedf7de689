package cli

import (
	"strings"
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
