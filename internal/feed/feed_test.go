package feed_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma/internal/feed"
)

// read collects what Read yields: the IDs of reports and "stage why" of errors.
func read(t *testing.T, o feed.Options, paths ...string) (ids, rejected []string) {
	t.Helper()
	for a, err := range feed.Read(t.Context(), paths, o) {
		if err == nil {
			ids = append(ids, string(a.ID))
			continue
		}
		r, ok := feed.AsRejected(err)
		if !ok {
			t.Fatalf("Read: %v is no rejection", err)
		}
		rejected = append(rejected, r.Stage+" "+filepath.Base(r.Input)+": "+r.Why)
	}
	return ids, rejected
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

const sample = "Rebels leave Karsa\n\nThe last rebels left the town of Karsa on Monday, a monitor said, after a siege of four months.\n"

func TestFolderInOrderWithItsRows(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.txt", sample)
	write(t, dir, "a/z.txt", sample)
	write(t, dir, "a/rows.jsonl", `{"path": "y.txt", "outlet": "The Karsa Post", "published": "2031-02-03"}`+"\n")
	write(t, dir, "a/y.txt", sample)
	write(t, dir, ".hidden", sample)
	ids, rejected := read(t, feed.Options{}, dir)
	if diff := cmp.Diff([]string{"a/y.txt", "a/z.txt", "b.txt"}, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
	if len(rejected) > 0 {
		t.Errorf("rejected: %q", rejected)
	}
}

func TestSingleFileGetsItsBaseName(t *testing.T) {
	p := write(t, t.TempDir(), "one/two.txt", sample)
	ids, _ := read(t, feed.Options{}, p)
	if diff := cmp.Diff([]string{"two.txt"}, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
}

func TestBadInputsAreSaidAndTheRestGoesOn(t *testing.T) {
	dir := t.TempDir()
	rows := write(t, dir, "rows.jsonl", strings.Join([]string{
		`{"id": "one", "text": "Fighting went on in Karsa on Monday, residents of the town said by telephone."}`,
		`{"id": "broken", "text": `,
		`{"id": "empty", "text": "  "}`,
		`{"path": "missing.txt"}`,
		`{"id": "far", "published": "20160-07-10", "text": "Fighting went on in Karsa on Monday, residents of the town said by telephone."}`,
		`{"id": "nul", "title": "Kar\u0000sa", "text": "Fighting went on in Karsa on Monday, residents of the town said by telephone."}`,
	}, "\n"))
	empty := write(t, dir, "empty.txt", "")
	zeros := write(t, dir, "zeros.txt", "ab\x00cd")
	large := write(t, dir, "large.txt", strings.Repeat("a line of text\n", 1000))
	latin := write(t, dir, "latin.txt", "Les combats ont repris \xe0 Karsa, o\xf9 le si\xe8ge dure depuis l'\xe9t\xe9 dernier.")
	ids, rejected := read(t, feed.Options{MaxText: 4 << 10}, rows, filepath.Join(dir, "absent"), empty, zeros, large, latin)
	if diff := cmp.Diff([]string{"one", "far", "nul", "latin.txt"}, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
	for i, want := range []string{
		"decode rows.jsonl:2: broken JSON", "open rows.jsonl:3: empty", "open missing.txt: no such file",
		"date rows.jsonl:5: the date \"20160-07-10\"", "decode rows.jsonl:6: the title holds a NUL",
		"open absent: no such file", "open empty.txt: empty", "decode zeros.txt: not a text", "open large.txt: ", "decode latin.txt: decoded from",
	} {
		if i >= len(rejected) || !strings.HasPrefix(rejected[i], want) {
			t.Errorf("rejected %d: want %q in %q", i, want, rejected)
			break
		}
	}
}

func TestStandardInput(t *testing.T) {
	ids, _ := read(t, feed.Options{Stdin: strings.NewReader("\n{\"url\": \"https://example.org/a\", \"text\": \"" + strings.Repeat("The siege went on. ", 9) + "\"}\n")}, "-")
	if diff := cmp.Diff([]string{"https://example.org/a"}, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
	ids, _ = read(t, feed.Options{Stdin: strings.NewReader(sample)}, "-")
	if diff := cmp.Diff([]string{"-"}, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
}

func TestStopsWhenTheContextIsDone(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.txt", sample)
	write(t, dir, "b.txt", sample)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for _, err := range feed.Read(ctx, []string{dir}, feed.Options{}) {
		if err == nil {
			n++
		}
		cancel()
	}
	if n != 1 {
		t.Errorf("got %d reports after the context was done, want 1", n)
	}
}

func TestRowTellsThatAReportWasWithdrawn(t *testing.T) {
	in := `{"id": "a", "text": "Two people were killed in Karsa on Monday, the mayor said.", "withdrawn": "2025-03-05T21:30"}` + "\n" +
		`{"id": "b", "text": "Two people were killed in Karsa on Monday, the mayor said.", "withdrawn": "soon"}` + "\n"
	var withdrawn []string
	rejected := 0
	for a, err := range feed.Read(t.Context(), []string{"-"}, feed.Options{Stdin: strings.NewReader(in)}) {
		if err != nil {
			rejected++
			continue
		}
		withdrawn = append(withdrawn, a.Withdrawn.Format("2006-01-02 15:04"))
	}
	if want := []string{"2025-03-05 21:30", "0001-01-01 00:00"}; !cmp.Equal(want, withdrawn) || rejected != 1 {
		t.Errorf("withdrawn %q with %d rejected, want %q with 1", withdrawn, rejected, want)
	}
}
