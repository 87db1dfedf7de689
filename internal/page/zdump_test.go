package page

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"path/filepath"
	"bufio"
	"stemma"
)

func dump(a stemma.Report) {
	fmt.Printf("=== %s\n  title=%q outlet=%q url=%q by=%q dl=%q %q lang=%s pub=%s | %s\n", a.ID, a.Title, a.Outlet, a.URL, a.Byline, a.Dateline, a.DatelineSpan.Of(a.Text), a.Language, a.Published.When.ISO(), a.Published.Evidence)
	for _, c := range a.Agencies { fmt.Printf("  agency %s %s %q\n", c.Agency, c.Evidence, c.Span.Of(a.Text)) }
	for _, c := range a.Published.Candidates { fmt.Printf("  date %s %s %q chosen=%v %s\n", c.Where, c.When.ISO(), c.Said, c.Chosen, c.Why) }
	for _, b := range a.Blocks {
		t := b.Span.Of(a.Text)
		if b.Role == stemma.Body && len(t) > 160 { t = t[:90] + " … " + t[len(t)-60:] }
		fmt.Printf("  %-8s %q (%s) %s\n", b.Role, t, b.Why, b.Language)
	}
}

func TestDump(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("DUMP")) {
		files, _ := filepath.Glob(f)
		for _, f := range files {
			if strings.HasSuffix(f, ".jsonl") { dumpl(f); continue }
			b, _ := os.ReadFile(f)
			text, note := Decode(b, "")
			a, rej := FromText(text, Hints{ID: stemma.ReportID(filepath.Base(f))})
			dump(a)
			fmt.Println(note, rej)
		}
	}
}

func dumpl(f string) {
	fh, _ := os.Open(f)
	sc := bufio.NewScanner(fh)
	sc.Buffer(nil, 1<<26)
	for n := 0; sc.Scan(); n++ {
		var r struct{ ID, Outlet, Title, Text string }
		json.Unmarshal(sc.Bytes(), &r)
		if o := os.Getenv("OUTLET"); o != "" && o != r.Outlet { continue }
		a, _ := FromText(r.Text, Hints{ID: stemma.ReportID(r.ID), Title: r.Title, Outlet: r.Outlet})
		dump(a)
	}
}
