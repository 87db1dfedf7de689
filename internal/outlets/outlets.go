// Package outlets knows who publishes news on current conflicts: outlets and
// agencies by name, by host and by the forms in which a report credits them.
package outlets

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"
)

// Outlet is one publisher of news.
type Outlet struct {
	Name    string   // Name is canonical: "Arab News".
	Hosts   []string // Hosts are registered domains and subdomains without "www.": "arabnews.com".
	Country string   // Country of the newsroom, ISO 3166-1 alpha-2; empty when it has none.
	Kind    string   // Kind: newspaper, broadcaster, site, agency, state agency, party outlet, monitor, body.
	Side    string   // Side is the party that owns or controls it; empty for none.
	Forms   []string // Forms are how a credit names an agency: "AFP", "Agence France-Presse"; empty for what is no agency.
}

// Agency reports whether reports carry its wire.
func (o Outlet) Agency() bool { return len(o.Forms) > 0 }

// List is a table of outlets. It never changes once made.
type List struct {
	all    []Outlet
	byHost map[string]int
	byName map[string]int
}

//go:embed outlets.tsv
var curated string

// Curated is the table that comes with the program.
var Curated = sync.OnceValue(func() *List {
	l, err := Parse(strings.NewReader(curated))
	if err != nil {
		panic("outlets: the embedded table: " + err.Error())
	}
	return l
})

// Parse reads a table: one outlet a line, its six columns (name, hosts, country,
// kind, side, credit forms) separated by tabs, several hosts by commas, several
// forms by "|". Lines that begin with # and blank lines are comments; trailing
// columns may be missing.
func Parse(r io.Reader) (*List, error) {
	l := &List{byHost: map[string]int{}, byName: map[string]int{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		o, err := parseLine(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		l.add(o)
	}
	return l, lines.Err()
}

func parseLine(line string) (Outlet, error) {
	cols := strings.Split(line, "\t")
	if len(cols) > 6 {
		return Outlet{}, fmt.Errorf("%d columns, want at most 6", len(cols))
	}
	cols = append(cols, make([]string, 6-len(cols))...)
	for i := range cols {
		cols[i] = strings.TrimSpace(cols[i])
	}
	if cols[0] == "" {
		return Outlet{}, fmt.Errorf("an outlet without a name")
	}
	return Outlet{
		Name: cols[0], Hosts: split(cols[1], ","), Country: cols[2],
		Kind: cols[3], Side: cols[4], Forms: split(cols[5], "|"),
	}, nil
}

func split(s, by string) []string {
	var out []string
	for part := range strings.SplitSeq(s, by) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// add appends o; an outlet of the same name is replaced, so that a user's table can
// correct the curated one.
func (l *List) add(o Outlet) {
	at, known := l.byName[fold(o.Name)]
	if known {
		l.all[at] = o
	} else {
		at = len(l.all)
		l.all = append(l.all, o)
	}
	l.byName[fold(o.Name)] = at
	for _, h := range o.Hosts {
		l.byHost[strings.ToLower(h)] = at
	}
}

// With is l with the outlets of more added; those of the same name are replaced.
func (l *List) With(more *List) *List {
	both := &List{byHost: map[string]int{}, byName: map[string]int{}}
	for _, part := range []*List{l, more} {
		for _, o := range part.all {
			both.add(o)
		}
	}
	return both
}

// All returns every outlet in the order of the table. Do not change it.
func (l *List) All() []Outlet { return l.all }

// ByHost finds the outlet of a host name or of the longest of its parent domains
// that is known: "english.alarabiya.net" before "alarabiya.net".
func (l *List) ByHost(host string) (Outlet, bool) {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	for host != "" {
		if i, ok := l.byHost[host]; ok {
			return l.all[i], true
		}
		_, parent, found := strings.Cut(host, ".")
		if !found {
			break
		}
		host = parent
	}
	return Outlet{}, false
}

// ByURL finds the outlet of an address.
func (l *List) ByURL(address string) (Outlet, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return Outlet{}, false
	}
	return l.ByHost(u.Hostname())
}

// ByName finds an outlet by its name, whatever the case and punctuation, with or
// without "The".
func (l *List) ByName(name string) (Outlet, bool) {
	i, ok := l.byName[fold(name)]
	if !ok {
		return Outlet{}, false
	}
	return l.all[i], true
}

// fold is a name as it is compared: lower case, letters and digits only, no "the".
func fold(name string) string {
	name = strings.TrimPrefix(strings.ToLower(name), "the ")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -.'’&|", r) {
			return -1
		}
		return r
	}, name)
}
