// Package arch says which package of the module may import which, and why. Its
// test reads the sources, so that a forbidden import fails with the reason.
package arch

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Rule says what the packages that From matches may import of the module, and
// what they may not import of the standard library.
type Rule struct {
	From  string   // From is a path under the module, as path.Match; the first rule that matches counts.
	May   []string // May are the packages of the module that they may import, as path.Match.
	Never []string // Never are standard packages that they may not import.
	Why   string
}

// io is what a pure package keeps away from: files, the network, processes.
var io = []string{"os", "os/exec", "net", "net/http", "database/sql", "log", "log/slog", "syscall"}

const (
	pureReader = "a reader is a pure function over text and layers: it never imports another reader and does no I/O, " +
		"so that the compiler checks the order and any number of cores may read"
	pureRecord = "a part of the record is a pure function of claims and reports that returns values and Reasons; " +
		"only record.Add meets the store"
	edge = "imports point one way, from the nouns to the edge: root → text, store → read, record → export, explain → api → cli → cmd"
)

// Rules are all rules; a package that none matches is an error.
var Rules = []Rule{
	{From: "", Never: append(io, "context"), Why: "the nouns import nothing of ours and do nothing"},
	{From: "internal/text", May: []string{""}, Never: io, Why: "text knows the nouns alone"},
	{From: "internal/text/*", May: []string{"", "internal/text"}, Why: "test builders know texts alone"},

	{From: "internal/lookup", Never: io, Why: "looking words up knows nothing of what they mean"},
	{From: "internal/numeral", May: []string{"", "internal/lookup"}, Never: io, Why: "words for numbers are one table, shared by those who read numbers and those who read dates"},
	{From: "internal/conllu", May: []string{""}, Why: "a treebank file is a format, read the same by training and by evaluation"},
	{From: "internal/weights", Why: "weights are data: bytes behind fs.FS"},
	{From: "internal/neural", Never: io, Why: "arithmetic knows nothing of language or files"},
	{From: "internal/syntax", May: []string{"", "internal/text", "internal/lookup", "internal/neural", "internal/weights"}, Why: "the model is opened at the edge and passed in"},
	{From: "internal/train", May: []string{"", "internal/text", "internal/neural", "internal/syntax", "internal/weights", "internal/conllu", "internal/read/*", "internal/gazetteer", "internal/actors"}, Why: "training sees the model and what feeds it, never the record"},
	{From: "internal/gazetteer", May: []string{"", "internal/text", "internal/lookup"}, Why: "big data is opened at the edge and passed in"},
	{From: "internal/gazetteer/*", May: []string{"", "internal/gazetteer"}, Why: "importers serve the gazetteer alone"},
	{From: "internal/actors", May: []string{"", "internal/text", "internal/lookup", "internal/gazetteer"}, Why: "big data is opened at the edge and passed in"},
	{From: "internal/codes", May: []string{""}, Why: "event codes are a table"},
	{From: "internal/outlets", May: []string{""}, Why: "big data is opened at the edge and passed in"},

	{From: "internal/read/*", May: []string{"", "internal/text", "internal/lookup", "internal/syntax", "internal/neural", "internal/conllu", "internal/numeral", "internal/gazetteer", "internal/actors"}, Never: io, Why: pureReader},
	{From: "internal/read", May: []string{"", "internal/text", "internal/lookup", "internal/syntax", "internal/gazetteer", "internal/actors", "internal/weights", "internal/read/*"}, Never: io, Why: "reading is pure: one report in, layers out"},

	{From: "internal/page", May: []string{"", "internal/text", "internal/numeral", "internal/outlets", "internal/actors"}, Why: "a page becomes a report without knowing what will be read in it"},
	{From: "internal/page/*", May: []string{"", "internal/text", "internal/outlets", "internal/page", "internal/page/*"}, Why: "a page becomes a report without knowing what will be read in it"},
	{From: "internal/warc", May: []string{""}, Why: "an archive is bytes and records"},
	{From: "internal/fetch", May: []string{"", "internal/warc", "internal/page", "internal/feed", "internal/outlets"}, Why: "fetching gives reports and where they came from; it never reads or records them"},
	{From: "internal/feed", May: []string{"", "internal/text", "internal/page", "internal/outlets", "internal/fetch", "internal/warc"}, Why: "feeds give reports and never read or record them"},

	{From: "internal/store", May: []string{"", "internal/text"}, Why: "the contract knows the nouns, not who keeps them"},
	{From: "internal/store/*", May: []string{"", "internal/text", "internal/store", "internal/store/*"}, Why: "a store keeps nouns; it decides nothing about them"},
	{From: "internal/record", May: []string{"", "internal/text", "internal/store", "internal/actors", "internal/gazetteer", "internal/record/*"}, Why: "recording is the only place where reports meet, inside one store update"},
	{From: "internal/record/said/saidtest", May: []string{"", "internal/record/said"}, Why: "a test builder knows what it builds"},
	{From: "internal/record/*", May: []string{"", "internal/text", "internal/actors", "internal/gazetteer", "internal/numeral", "internal/record/*"}, Never: io, Why: pureRecord},

	{From: "internal/export", May: []string{"", "internal/store", "internal/text", "internal/codes"}, Why: "showing never computes what recording could have stored"},
	{From: "internal/brief", May: []string{"", "internal/store", "internal/text", "internal/explain", "internal/numeral"}, Why: "showing never computes what recording could have stored"},
	{From: "internal/explain", May: []string{"", "internal/store", "internal/text"}, Why: "showing never computes what recording could have stored"},
	{From: "client", May: []string{""}, Why: "a client knows the nouns and the shapes that travel, nothing of how they are made"},
	{From: "internal/api", May: []string{"", "client", "internal/store", "internal/text", "internal/export", "internal/brief", "internal/explain"}, Why: "a handler asks the store and gives the answer its shape; what is shown is what recording stored"},
	{From: "internal/demo", May: []string{""}, Why: "the demo is data"},
	{From: "internal/eval", May: []string{"", "internal/*", "internal/read/*", "internal/record/*", "internal/store/*", "internal/page/*"}, Why: edge},
	{From: "internal/arch", Why: "the test of imports imports nothing of ours"},
	{From: "internal/web", Never: []string{"os", "os/exec", "net", "database/sql", "log", "log/slog"}, Why: "the pages are files behind a handler; what they show they ask of the interface"},
	{From: "internal/cli", May: []string{"", "client", "internal/*", "internal/store/*", "internal/read/*", "internal/gazetteer/*"}, Why: "the command line wires the rest together"},
	{From: "cmd/*", May: []string{"internal/cli"}, Why: "main is a few lines"},
}

// Forbidden explains why the package at path from, under the module, may not
// import what; it returns "" when it may. A package of the module is given by
// its path under the module with ours set.
func Forbidden(from, what string, ours bool) string {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return matches(r.From, from) })
	if i < 0 {
		return fmt.Sprintf("%s: no rule in internal/arch says what it may import; add one with its reason", from)
	}
	r := Rules[i]
	allowed := !slices.Contains(r.Never, what)
	if ours {
		allowed = what == from || slices.ContainsFunc(r.May, func(p string) bool { return matches(p, what) })
		if forEdge(what) && from != "internal/cli" && !strings.HasPrefix(from, "cmd/") {
			allowed = false
		}
	}
	if allowed {
		return ""
	}
	return fmt.Sprintf("%s imports %s: %s", name(from), name(what), r.Why)
}

// forEdge reports whether only the edge may import p.
func forEdge(p string) bool { return p == "internal/cli" || strings.HasPrefix(p, "cmd/") }

func matches(pattern, p string) bool {
	ok, err := path.Match(pattern, p)
	return err == nil && ok
}

// name is how a person knows the package: the module's root has an empty path.
func name(p string) string {
	if p == "" {
		return "stemma"
	}
	return p
}
