package read

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"stemma"
	"stemma/internal/page"
	"stemma/internal/text"
)

var update = flag.Bool("update", false, "rewrite the expected claims in testdata")

var embedded = sync.OnceValues(Embedded)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRead reads each case of testdata and compares the claims with those beneath it.
// A case is a report with its hints; go test -run TestRead/NAME runs one.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			report, want := part(ar, "report"), part(ar, "claims")
			a, _ := page.FromText(strings.TrimSpace(report), page.Hints{ID: "case", Published: strings.TrimSpace(part(ar, "published"))})
			got := draw(reader(t).Read(&a))
			if *update {
				setPart(ar, "claims", got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("claims differ (-want +got); go test ./internal/read -run TestRead -update rewrites them:\n%s", diff)
			}
		})
	}
}

func part(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func setPart(ar *txtar.Archive, name, data string) {
	for i := range ar.Files {
		if ar.Files[i].Name == name {
			ar.Files[i].Data = []byte(data)
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(data)})
}

// draw writes each claim as its words and, beneath, its fields.
func draw(d *text.Doc) string {
	var b strings.Builder
	for _, c := range d.Claims {
		kind := string(c.Kind)
		if c.Change != "" {
			kind += "/" + string(c.Change)
		}
		fmt.Fprintf(&b, "%s «%s»\n", kind, strings.Join(strings.Fields(c.Span.Of(d.Text())), " "))
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(&b, "  %s=%s\n", name, value)
			}
		}
		field("actor", c.Actor.Name)
		field("target", c.Target.Name)
		field("place", strings.TrimSuffix(c.Place.Name+" in "+c.Place.In, " in "))
		field("time", c.When.ISO())
		field("value", quantity(c.Quantity))
		field("says", c.Speaker.String()+strings.TrimSuffix(" via "+strings.Join(c.Via, ", "), " via "))
		if c.Stance != stemma.Asserted {
			field("stance", string(c.Stance))
		}
		for _, r := range c.Reasons {
			if r.Rule != "speaker" {
				field("because", r.Rule)
			}
		}
	}
	return b.String()
}

func quantity(q stemma.Quantity) string {
	switch {
	case q.HasRange:
		return fmt.Sprintf("%g–%g %s", q.Low, q.High, q.Unit)
	case q.HasValue:
		return strings.TrimSpace(fmt.Sprintf("%s %g %s", q.Bound, q.Value, q.Unit))
	case q.Rough != "":
		return strings.TrimSpace(q.Rough + " " + q.Unit)
	}
	return ""
}

// hostile are texts that no newsroom wrote.
var hostile = map[string]string{
	"empty":            "",
	"no punctuation":   strings.Repeat("the army took the hill and killed nine men near the bridge ", 300),
	"one long word":    strings.Repeat("x", 200_000),
	"all capitals":     "REBELS SEIZED THE TOWN ON MONDAY. THE ARMY SAID 12 SOLDIERS DIED.",
	"nested quotes":    strings.Repeat("“", 5_000) + "he said" + strings.Repeat("”", 5_000),
	"only quotes":      strings.Repeat("“We held the town,” he said. ", 200),
	"a table":          strings.Repeat("Monday\t12\t34\t5\nTuesday\t1\t2\t3\n", 500),
	"a list of names":  strings.Repeat("Ann Vey, Bo Karr, Cid Oram, ", 500),
	"several scripts":  "قال المتحدث إن الجيش انسحب. 军队撤出了城市。 The army left the town.",
	"control bytes":    "The army\x00 left \x1b[31mthe\x07 town\u202e.",
	"5,000 words":      strings.Repeat("rebels attacked the town and ", 1_000) + "left.",
	"broken surrogate": "The army \xed\xa0\x80 left the town.",
}

// TestReadHoldsUnderHostileText checks that whatever the text, every span lies in it,
// on rune boundaries, and every claim's words are those that it cites.
func TestReadHoldsUnderHostileText(t *testing.T) {
	r := reader(t)
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) {
			a, _ := page.FromText(strings.ToValidUTF8(s, "\uFFFD"), page.Hints{ID: "hostile"})
			checkClaims(t, r.Read(&a))
		})
	}
}

func checkClaims(t *testing.T, d *text.Doc) {
	t.Helper()
	s := d.Text()
	for _, c := range d.Claims {
		if c.Span.Start < 0 || c.Span.End > len(s) || c.Span.Empty() || !c.Sentence.Contains(c.Span) {
			t.Fatalf("claim %s: span %v outside its sentence %v", c.ID, c.Span, c.Sentence)
		}
		for f, cite := range c.Cites {
			if cite.Start < 0 || cite.End > len(s) || cite.End < cite.Start {
				t.Fatalf("claim %s: cite of %s %v outside the text", c.ID, f, cite)
			}
			if w := cite.Of(s); strings.ToValidUTF8(w, "") != w {
				t.Fatalf("claim %s: cite of %s cuts a rune", c.ID, f)
			}
		}
		if c.Kind == "" || c.Stance == "" || c.Speaker == (stemma.Speaker{}) {
			t.Fatalf("claim %s lacks kind, stance or speaker: %+v", c.ID, c)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range hostile {
		if len(s) < 5_000 {
			f.Add(s)
		}
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 20_000 {
			t.Skip()
		}
		a, _ := page.FromText(strings.ToValidUTF8(s, "\uFFFD"), page.Hints{ID: "fuzz", Published: "2024-05-02"})
		d := r.Read(&a)
		for _, s := range d.Sentences {
			if circular(d.Arcs, s) {
				t.Fatalf("no root above some of %q", a.Text[s.Start:s.End])
			}
		}
		checkClaims(t, d)
	})
}
