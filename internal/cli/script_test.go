package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"stemma/internal/demo"
)

var update = flag.Bool("update", false, "rewrite the golden parts of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"stemma": func() {
			os.Exit(Run(os.Args[1:], Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
		},
	})
}

// TestScripts runs the command line as a person does. Each script finds the demo
// corpus in $WORK/demo and the user files that go with it in $WORK/own.
//
// Commands beside testscript's own:
//
//	exits CODE COMMAND…     runs COMMAND and wants that exit code
//	big FILE BYTES          writes a text of that size
//	rows FILE N             writes N reports as JSON Lines
//	waitfor FILE            waits until a file is there and not empty
//	binary FILE QUOTED      writes the bytes of a Go string literal
//	samedir A B             wants two folders of the same files
//	lock FILE, unlock FILE  holds an update of the record in FILE open, as another process would
//	sql FILE STATEMENT      changes a database behind the program's back
//	serve DIR               answers HTTP with the files of DIR at $SERVER
//	tmpfs DIR SIZE          mounts a small file system, until the script ends
//	fill FILE               writes until the disk is full
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			return demo.Unpack(filepath.Join(env.WorkDir, "demo"), filepath.Join(env.WorkDir, "own"))
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "tmpfs":
				return mayMount(t), nil
			}
			return false, errors.New("unknown condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": wantExit, "big": big, "binary": binary, "samedir": sameDir,
			"rows": rows, "serve": serve, "waitfor": waitFor, "lock": lock, "unlock": unlock, "sql": runSQL, "tmpfs": mountTmpfs, "fill": fill,
		},
	})
}

func wantExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func big(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: big FILE BYTES")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	line := "The ferry left Oldrin on Monday with ninety people on board.\n"
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	chunk := strings.Repeat(line, 1<<14)
	for size > 0 {
		n, err := f.WriteString(chunk[:min(size, len(chunk))])
		ts.Check(err)
		size -= n
	}
	ts.Check(f.Close())
}

func rows(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: rows FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id": "r%d", "published": "2025-%02d-%02d", "text": "Ferry number %d left Oldrin on Monday, the harbour master of pier %d said."}`+"\n",
			i, i%12+1, i%28+1, i, i)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

func binary(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: binary FILE QUOTED")
	}
	body, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(body), 0o644))
}

func sameDir(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: samedir A B")
	}
	a, b := readDir(ts, args[0]), readDir(ts, args[1])
	var differ []string
	for name, body := range a {
		if b[name] != body {
			differ = append(differ, name)
		}
	}
	if len(a) != len(b) {
		differ = append(differ, "the number of files")
	}
	if (len(differ) > 0) != neg {
		ts.Fatalf("%s and %s: differ in %q", args[0], args[1], differ)
	}
}

func readDir(ts *testscript.TestScript, dir string) map[string]string {
	entries, err := os.ReadDir(ts.MkAbs(dir))
	ts.Check(err)
	out := map[string]string{}
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(ts.MkAbs(dir), e.Name()))
		ts.Check(err)
		out[e.Name()] = string(body)
	}
	return out
}

func waitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitfor FILE")
	}
	for range 1000 {
		if info, err := os.Stat(ts.MkAbs(args[0])); err == nil && info.Size() > 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	ts.Fatalf("%s is not there", args[0])
}
