// Package feed brings reports in: text and HTML files, folders, standard input, JSON
// Lines, RSS, Atom and JSON feeds, WARC and ARC archives.
//
// One bad input never stops the stream: it comes out as an *Error that says which
// input could not be used, at which stage and why, and the next one follows.
package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/outlets"
)

// DefaultMaxText bounds the text of one report, in bytes. The longest report of news is
// far below it; what is above it is another kind of file.
const DefaultMaxText = 16 << 20

// Options say how inputs are read. The zero Options are useful.
type Options struct {
	Stdin   io.Reader     // Stdin is read for the path "-"; nil means there is none.
	MaxText int64         // MaxText bounds one report's text in bytes; 0 means DefaultMaxText.
	Outlets *outlets.List // Outlets is the table of outlets and agencies; nil means the curated one.

	// Resume is the byte at which to go on with an archive, as a Reached said it; nil
	// reads every archive from its beginning.
	Resume func(archive string) (int64, error)
}

// Item is one thing that reading gives: a report, or how far an archive has been read.
type Item struct {
	Report  *stemma.Report // Report is nil in an item that has only Reached.
	Reached Reached
}

// Reached says that everything of an archive before a byte has been given.
type Reached struct {
	Archive string // Archive is the name of the file with a digest of how it begins, wherever it lies.
	At      int64  // At is the byte of the file as it lies on the disk.
}

func (o Options) maxText() int64 {
	if o.MaxText > 0 {
		return o.MaxText
	}
	return DefaultMaxText
}

// Error is an input, or a part of one, that could not be used.
type Error struct {
	stemma.Rejected
	Err error // Err is the cause; may be nil.
}

func (e *Error) Error() string { return fmt.Sprintf("%s %s: %s", e.Stage, e.Input, e.Why) }

func (e *Error) Unwrap() error { return e.Err }

// AsRejected is the rejection that err carries.
func AsRejected(err error) (stemma.Rejected, bool) {
	var e *Error
	if errors.As(err, &e) {
		return e.Rejected, true
	}
	return stemma.Rejected{}, false
}

// Read is Items without the items that are no reports.
func Read(ctx context.Context, paths []string, o Options) iter.Seq2[*stemma.Report, error] {
	return func(yield func(*stemma.Report, error) bool) {
		for item, err := range Items(ctx, paths, o) {
			if (item.Report != nil || err != nil) && !yield(item.Report, err) {
				return
			}
		}
	}
}

// Items yields the reports of the paths in order: a file is one report (or, when its name
// ends in .jsonl or .ndjson, one a line), a folder is all files in it and below it in
// the order of their names, "-" is standard input. Each pair has either an item or
// an error that is an *Error; reading goes on after it. It stops early when ctx is
// done, with ctx's own error last.
//
// Files are told apart by their first bytes, and JSON Lines also by their names. A feed
// gives a report for each entry that has text; an archive, one for each page.
//
// A report's ID is the path relative to the folder that was given, with slashes; the base
// name of a single file; the path, id or URL of a row of JSON Lines, or its file and
// line where it has none of them; the URL of what came from a feed or an archive. Files that a JSON Lines file of the same folder
// names are read once, with its metadata.
func Items(ctx context.Context, paths []string, o Options) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		inner, cancel := context.WithCancel(ctx)
		r := newReader(inner, o)
		go r.all(paths)
		defer r.drain()
		defer cancel()
		for job := range r.jobs {
			for _, made := range <-job {
				if ctx.Err() != nil {
					break
				}
				if !yield(Item{made.report, made.reached}, made.err) {
					return
				}
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Item{}, err)
		}
	}
}

// reader reads the inputs one after the other and makes reports of them on all cores;
// they come out in the order of the inputs:
//
//	all ──► jobs: [made][making][making] ──► Items
//	            └── at most one goroutine a core
//
// Its methods report whether to go on.
type reader struct {
	Options
	ctx  context.Context
	jobs chan chan []result
	room chan struct{} // room holds a token for each report being made.
}

// result is a report, an error, or how far an archive has been read.
type result struct {
	report  *stemma.Report
	reached Reached
	err     error
}

func newReader(ctx context.Context, o Options) *reader {
	cores := runtime.GOMAXPROCS(0)
	return &reader{Options: o, ctx: ctx, jobs: make(chan chan []result, 2*cores), room: make(chan struct{}, cores)}
}

// all reads the paths and closes the queue behind them.
func (r *reader) all(paths []string) {
	defer close(r.jobs)
	for _, p := range paths {
		if !r.path(r.ctx, p) {
			break
		}
	}
	for range cap(r.room) { // wait for what is being made
		r.room <- struct{}{}
	}
}

// drain waits for the reading to end when its results are no longer wanted.
func (r *reader) drain() {
	for range r.jobs {
	}
}

// queue has results made, and given out in their turn.
func (r *reader) queue(work func() []result) bool {
	job := make(chan []result, 1)
	select {
	case r.jobs <- job:
	case <-r.ctx.Done():
		return false
	}
	r.room <- struct{}{}
	go func() {
		defer func() { <-r.room }()
		job <- work()
	}()
	return true
}

func (r *reader) reject(input, stage string, err error) bool {
	return r.rejected(stemma.Rejected{Input: input, Stage: stage, Why: cause(err)}, err)
}

func (r *reader) rejected(why stemma.Rejected, err error) bool {
	return r.queue(func() []result { return []result{{err: &Error{why, err}}} })
}

// cause is what went wrong without the path, which Rejected.Input already says.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

func (r *reader) path(ctx context.Context, p string) bool {
	if ctx.Err() != nil {
		return false
	}
	if p == "-" {
		return r.stdin(ctx)
	}
	info, err := os.Stat(p)
	if err != nil {
		return r.reject(p, "open", err)
	}
	if info.IsDir() {
		return r.folder(ctx, p)
	}
	return r.file(ctx, input{path: p, id: filepath.Base(p)}, nil)
}

// folder reads every file below root in the order of the paths. Hidden files are passed
// over.
func (r *reader) folder(ctx context.Context, root string) bool {
	var files []input
	walk := func(p string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if !r.reject(p, "open", err) {
				return fs.SkipAll
			}
			return nil
		}
		if strings.HasPrefix(d.Name(), ".") && p != root {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			rel = d.Name()
		}
		files = append(files, input{path: p, id: filepath.ToSlash(rel), folder: root})
		return nil
	}
	if err := filepath.WalkDir(root, walk); err != nil || ctx.Err() != nil {
		return false
	}
	slices.SortFunc(files, func(a, b input) int { return strings.Compare(a.id, b.id) })
	named := map[string]bool{}
	for _, f := range files {
		if f.rows() {
			namedPaths(f, r.maxText(), named)
		}
	}
	for _, f := range files {
		if !named[f.id] && !r.file(ctx, f, named) {
			return false
		}
	}
	return true
}

// input is a file and the ID that its report gets.
type input struct {
	path   string
	id     string
	folder string   // folder that was given; empty for a single file.
	layers int      // layers of compression that were taken off.
	file   *os.File // file is open while it is read; nil for standard input and what is inside a file.
}

// rows reports whether the file holds a report a line.
func (f input) rows() bool {
	ext := strings.ToLower(path.Ext(f.id))
	return ext == ".jsonl" || ext == ".ndjson"
}

// within is the ID of a path that is relative to the file f.
func (f input) within(rel string) string {
	rel = path.Clean(filepath.ToSlash(rel))
	if f.folder == "" {
		return rel
	}
	return path.Join(path.Dir(f.id), rel)
}

func (r *reader) file(ctx context.Context, f input, named map[string]bool) bool {
	if ctx.Err() != nil {
		return false
	}
	if info, err := os.Stat(f.path); err == nil && !info.Mode().IsRegular() && !f.rows() {
		return r.reject(f.path, "open", errors.New("not a regular file"))
	}
	fh, err := os.Open(f.path)
	if err != nil {
		return r.reject(f.path, "open", err)
	}
	defer fh.Close()
	if f.rows() {
		return r.lines(ctx, fh, f)
	}
	f.file = fh
	return r.sniff(ctx, fh, f)
}

func (r *reader) stdin(ctx context.Context) bool {
	if r.Stdin == nil {
		return r.reject("-", "open", errors.New("there is no standard input"))
	}
	return r.stream(ctx, r.Stdin, input{path: "-", id: "-"})
}
