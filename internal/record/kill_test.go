package record_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

// killedWar is what the killed process records.
var killedWar = invent.Corpus{Seed: 11, Reports: 60, Towns: 3, Events: 2}

// recordsUntilKilled names the environment variable that makes the test binary
// record killedWar into a file, telling each report on its output once Add has
// returned.
const recordsUntilKilled = "STEMMA_TEST_RECORD"

func TestMain(m *testing.M) {
	if path := os.Getenv(recordsUntilKilled); path != "" {
		if err := recordAndTell(path, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	// A check builds two records of up to forty reports; the command line may ask for
	// more of them.
	for name, value := range map[string]string{"rapid.checks": "8", "rapid.shrinktime": "5s"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

func recordAndTell(path string, told io.Writer) error {
	s, err := sqlite.Open(context.Background(), path)
	if err != nil {
		return err
	}
	for d := range killedWar.Docs() {
		if err := record.Add(context.Background(), s, record.World{}, d); err != nil {
			return err
		}
		fmt.Fprintln(told, d.Report.ID)
	}
	return s.Close()
}

// TestKilledAtAnyMoment kills a recording process again and again. Each time every
// report that it told is there, and in the end the record is that of a process that
// was never killed.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "record.db")
	for i := range 8 {
		told := runAndKill(t, path, time.Duration(1+i*7)*20*time.Millisecond)
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatalf("after a kill: %v", err)
		}
		err = s.View(t.Context(), func(tx store.ReadTx) error {
			for _, id := range told {
				if _, err := tx.Report(id); err != nil {
					return err
				}
			}
			return nil
		})
		if err := s.Check(t.Context()); err != nil {
			t.Errorf("after a kill: %v", err)
		}
		s.Close()
		if err != nil {
			t.Fatalf("told and lost: %v", err)
		}
	}
	if err := recordAndTell(path, io.Discard); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	same(t, exported(t, s, dir), build(t, slices.Collect(killedWar.Docs()), 60))
}

// runAndKill gives what the process told before it was killed.
func runAndKill(t *testing.T, path string, after time.Duration) []stemma.ReportID {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), recordsUntilKilled+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	var told []stemma.ReportID
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		told = append(told, stemma.ReportID(lines.Text()))
	}
	cmd.Wait() // it was killed: its error says so
	return told
}
