// Package actors knows who acts and speaks in current and recent wars: armed groups,
// forces, governments, monitors, agencies and people, with the names that news gives
// them. It is data behind an fs.FS, opened once and passed to the readers; a user adds
// rows of the same form.
package actors

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/gazetteer"
	"stemma/internal/lookup"
)

//go:embed data
var embedded embed.FS

// Embedded is the list that comes with the program, for Load.
func Embedded() fs.FS {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err) // The folder is part of this package.
	}
	return sub
}

// Kind is what sort of actor an actor is.
type Kind string

// The kinds of actors.
const (
	State         Kind = "state"
	Government    Kind = "government"
	StateBody     Kind = "state body"  // StateBody is a ministry, agency, court, police.
	StateForce    Kind = "state force" // StateForce fights for a state.
	ArmedGroup    Kind = "armed group"
	Movement      Kind = "movement" // Movement is a party or opposition without arms of its own.
	Alliance      Kind = "alliance" // Alliance is of states or forces.
	International Kind = "international body"
	Humanitarian  Kind = "humanitarian body"
	Monitor       Kind = "monitor"
	Agency        Kind = "agency"
	Outlet        Kind = "outlet"
	Institute     Kind = "institute"
	Person        Kind = "person"
	People        Kind = "people" // People are residents, activists, civilians, officials without names.
)

// kinds are the kinds that a file may name.
var kinds = []Kind{State, Government, StateBody, StateForce, ArmedGroup, Movement, Alliance, International, Humanitarian,
	Monitor, Agency, Outlet, Institute, Person, People}

// Side is where in a conflict an actor of kind k stands.
func (k Kind) Side() stemma.Side {
	switch k {
	case ArmedGroup, StateForce, Movement, Alliance:
		return stemma.SideParty
	case State, Government, StateBody, International:
		return stemma.SideState
	case Humanitarian:
		return stemma.SideHumanitarian
	case Monitor, Institute:
		return stemma.SideMonitor
	case Agency, Outlet:
		return stemma.SideNewsroom
	case People:
		return stemma.SideWitness
	}
	return stemma.SideUnknown
}

// Entry is one actor.
type Entry struct {
	ID      string
	Name    string // Name is canonical: "Islamic State".
	Kind    Kind
	Country string   // Country is ISO 3166-1 alpha-2 of the war or state; empty when several.
	Aliases []string // Aliases are further names.
	Of      string   // Of is the canonical name of the party that it belongs to or speaks for.
	From    string   // From is the year or month from which the name is right, ISO 8601; empty when open.
	To      string   // To is the last one.
}

// Side is where the actor stands; an agency of a party is a party's, a state's is a
// state body.
func (e Entry) Side() stemma.Side {
	if e.Kind == Agency || e.Kind == Outlet {
		if e.Of != "" && e.Of != "independent" {
			return stemma.SideParty
		}
	}
	return e.Kind.Side()
}

// List finds actors by name. It does not change once loaded and is safe for use by
// several goroutines.
type List struct {
	entries []Entry
	byName  lookup.Table[int]     // byName are folded canonical names.
	aliases lookup.Table[*names]  // aliases by their folded first word.
	begins  lookup.Set            // begins are the first words of aliases, with and without an "s" at the end.
	persons lookup.Table[int]     // persons by the consonants of their names without spaces.
	roles   *lookup.Table[string] // roles are "country/role" to canonical names: "SY/rebels".
}

// names are the aliases that share their first word: those of one word, and the longer
// ones by their second word, the longest first.
type names struct {
	short []alias
	long  lookup.Table[[]alias]
}

// alias is one name of an entry.
type alias struct {
	folded string // folded whole name.
	words  int
	exact  string // exact is set for names that must be matched in their case: "IS", "AP".
	caps   uint32 // caps has a bit for each word that has a capital.
	entry  int
}

func newList(roles *lookup.Table[string]) *List { return &List{roles: roles} }

// Load opens the list: actors.tsv, agencies.tsv and whatever other *.tsv the folder
// has but roles.tsv, which says who a common noun stands for in which war.
func Load(fsys fs.FS) (*List, error) {
	l := newList(new(lookup.Table[string]))
	files, err := fs.Glob(fsys, "*.tsv")
	if err != nil {
		return nil, fmt.Errorf("load actors: %w", err)
	}
	for _, name := range files {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, fmt.Errorf("load actors: %w", err)
		}
		if name == "roles.tsv" {
			err = l.readRoles(name, f)
		} else {
			err = l.read(name, f)
		}
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("load actors: %w", err)
		}
	}
	l.sort()
	return l, nil
}

// With is l and the rows of r, a file of the same form as actors.tsv that a user
// keeps. A row with a name that l has replaces that entry.
func (l *List) With(name string, r io.Reader) (*List, error) {
	out := newList(l.roles)
	if err := out.read(name, r); err != nil {
		return nil, fmt.Errorf("read actors: %w", err)
	}
	own := len(out.entries)
	for _, e := range l.entries {
		if at, ok := out.byName.Find(gazetteer.Fold(e.Name)); !ok || at >= own {
			out.add(e)
		}
	}
	out.sort()
	return out, nil
}

// Parse reads a list of its own from one file of the form of actors.tsv:
//
//	name  kind  country  further names  of  from  to
//
// with tabs between, lists separated by "; ", fields at the end left out at will, and
// comments that begin with '#'.
func Parse(r io.Reader) (*List, error) {
	l := newList(new(lookup.Table[string]))
	if err := l.read("actors", r); err != nil {
		return nil, fmt.Errorf("parse actors: %w", err)
	}
	l.sort()
	return l, nil
}

func (l *List) read(name string, r io.Reader) error {
	return rowsOf(name, r, func(row []string) error {
		for len(row) < 7 {
			row = append(row, "")
		}
		e := Entry{Name: row[0], Kind: Kind(row[1]), Country: row[2], Of: row[4], From: row[5], To: row[6]}
		if e.Name == "" {
			return fmt.Errorf("an actor without a name")
		}
		if !slices.Contains(kinds, e.Kind) {
			return fmt.Errorf("%q is not a kind of actor", row[1])
		}
		e.ID = strings.ReplaceAll(gazetteer.Fold(e.Name), " ", "-")
		for a := range strings.SplitSeq(row[3], ";") {
			if a = strings.TrimSpace(a); a != "" {
				e.Aliases = append(e.Aliases, a)
			}
		}
		l.add(e)
		return nil
	})
}

func (l *List) readRoles(name string, r io.Reader) error {
	return rowsOf(name, r, func(row []string) error {
		if len(row) < 3 {
			return fmt.Errorf("%d fields, want 3", len(row))
		}
		for role := range strings.SplitSeq(row[1], ";") {
			l.roles.Put(row[0]+"/"+strings.TrimSpace(role), row[2])
		}
		return nil
	})
}

// rowsOf calls f with the fields of each line that is not a comment.
func rowsOf(name string, r io.Reader, f func(row []string) error) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<20)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimSpace(scan.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if err := f(row); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (l *List) add(e Entry) {
	at := len(l.entries)
	l.entries = append(l.entries, e)
	if _, taken := l.byName.Find(gazetteer.Fold(e.Name)); !taken {
		l.byName.Put(gazetteer.Fold(e.Name), at)
	}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		l.alias(name, at)
		if e.Kind == Person {
			l.persons.Put(strings.ReplaceAll(gazetteer.Skeleton(gazetteer.Fold(name)), " ", ""), at)
		}
	}
}

func (l *List) alias(name string, at int) {
	folded := gazetteer.Fold(name)
	if folded == "" {
		return
	}
	a := alias{folded: folded, words: strings.Count(folded, " ") + 1, entry: at}
	word := 0
	for _, written := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '/' }) {
		if first, _ := utf8.DecodeRuneInString(written); unicode.IsUpper(first) && word < 32 && !isSmall(gazetteer.Fold(written)) {
			a.caps |= 1 << word
		}
		word++
	}
	if caseMatters(name) {
		a.exact = strings.ReplaceAll(name, ".", "")
	}
	first, rest, _ := strings.Cut(folded, " ")
	same := l.aliases.Get(first)
	if same == nil {
		same = &names{}
		l.aliases.Put(first, same)
	}
	if rest == "" {
		same.short = append(same.short, a)
	} else {
		second, _, _ := strings.Cut(rest, " ")
		same.long.Put(second, append(same.long.Get(second), a))
	}
	for _, begin := range []string{first, first + "s", strings.TrimSuffix(first, "s")} {
		l.begins.Put(begin, true)
	}
}

// isSmall reports whether a word of a name is written large or small at will.
func isSmall(folded string) bool {
	switch folded {
	case "the", "al", "el", "an", "as", "ash", "ar", "ad", "at", "az", "of", "for", "and", "de", "du", "in":
		return true
	}
	return false
}

// caseMatters reports whether a name is too short to be told from a word without its
// capitals: "IS", "AP", "HTS".
func caseMatters(name string) bool {
	letters := 0
	for _, r := range name {
		if unicode.IsLower(r) || r == ' ' {
			return false
		}
		letters++
	}
	return letters <= 5
}

// sort puts longer aliases first, so that the first that matches is the longest.
func (l *List) sort() {
	for _, same := range l.aliases.All() {
		for _, list := range same.long.All() {
			slices.SortStableFunc(list, func(a, b alias) int { return cmp.Compare(b.words, a.words) })
		}
	}
}

// Begins reports whether any name begins with the folded word, or with the word and a
// possessive "s"; it spares Match the preparation.
func (l *List) Begins(folded string) bool {
	return l.begins.Get(folded)
}

// Match is the longest alias that begins the words, and how many words it has; 0 when
// none does. Words are folded one by one, an empty string for a word that folds to
// nothing; written are the same words as the text has them.
func (l *List) Match(words, written []string) (Entry, int) {
	if len(words) == 0 {
		return Entry{}, 0
	}
	same := l.aliases.Get(words[0])
	if same == nil {
		return Entry{}, 0
	}
	if len(words) > 1 {
		for _, a := range same.long.Get(words[1]) {
			if a.words <= len(words) && a.matches(words, written) {
				return l.entries[a.entry], a.words
			}
		}
	}
	for _, a := range same.short {
		if a.matches(words, written) {
			return l.entries[a.entry], 1
		}
	}
	return Entry{}, 0
}

func (a alias) matches(words, written []string) bool {
	rest := a.folded
	for i := range a.words {
		tail, ok := strings.CutPrefix(rest, words[i])
		if !ok || tail != "" && tail[0] != ' ' || a.caps&(1<<i) != 0 && !hasCapital(written[i]) {
			return false
		}
		rest = strings.TrimPrefix(tail, " ")
	}
	return a.exact == "" || strings.ReplaceAll(written[0], ".", "") == a.exact
}

// PersonLike is the person whose name has these consonants, as gazetteer.Skeleton
// gives them, without spaces.
func (l *List) PersonLike(bones string) (Entry, bool) {
	at, ok := l.persons.Find(bones)
	if !ok || len(bones) < 5 {
		return Entry{}, false
	}
	return l.entries[at], true
}

func hasCapital(word string) bool {
	return strings.ContainsFunc(word, unicode.IsUpper)
}

// ByName is the entry with the canonical name.
func (l *List) ByName(name string) (Entry, bool) {
	at, ok := l.byName.Find(gazetteer.Fold(name))
	if !ok {
		return Entry{}, false
	}
	return l.entries[at], true
}

// Entries are all actors, in the order of the files.
func (l *List) Entries() []Entry { return slices.Clone(l.entries) }

// Role is who a common noun stands for in the war of a country: "rebels" in YE are
// the Houthis. It is empty when the list does not say.
func (l *List) Role(country, role string) string {
	name := l.roles.Get(country + "/" + role)
	if name == "" && (role == "government forces" || role == "government troops" || role == "armed forces") {
		name = l.roles.Get(country + "/army")
	}
	return name
}
