package gazetteer

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"

	"stemma/internal/lookup"
)

//go:embed data
var embedded embed.FS

// Embedded is the gazetteer that comes with the program, for Load.
func Embedded() fs.FS {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err) // The folder is part of this package.
	}
	return sub
}

// Gazetteer looks names up. It does not change once loaded and is safe for use by
// several goroutines.
type Gazetteer struct {
	base      *table
	places    []Place                   // places that are not in base: the supplement and what a user imported.
	names     lookup.Table[[]ref]       // names are folded names of places and further names of entries of base.
	adjective lookup.Table[string]      // adjective is the main one of each country.
	demonyms  lookup.Table[string]      // demonyms are folded adjectives and words for people, with the country's ID.
	byID      lookup.Table[int]         // byID finds places.
	longest   lookup.Table[int]         // longest is the most words of a name in names that begins with the word.
	more      map[string][]string       // more are further names of entries of base, by ID, while loading.
	found     *lookup.Memo[[]Candidate] // found are the candidates of names; nil while loading.
	parts     map[string][]string       // parts are the IDs of entries whose mean locates another, while loading.
}

// ref is an entry of places (at least 0) or of base (^index), by a main or further name.
type ref struct {
	at        int
	alternate bool
}

// CountryNames are what a country goes by.
type CountryNames struct {
	Name       string
	Further    []string // Further are further names: "US".
	Adjectives []string // Adjectives are those of the country, with languages and origins: "American".
}

// Countries are the names of all countries that come with the program, without the places.
func Countries() []CountryNames {
	var out []CountryNames
	f, err := Embedded().Open("countries.tsv")
	if err == nil {
		defer f.Close()
		err = rowsOf("countries.tsv", f, 4, func(_ int, row []string) error {
			out = append(out, CountryNames{Name: row[1], Further: list(row[2]), Adjectives: list(row[3])})
			return nil
		})
	}
	if err != nil {
		panic(err) // The file is part of this package.
	}
	return out
}

// Candidate is a place that a name may mean.
type Candidate struct {
	Place
	Alternate bool // Alternate says that the name looked up is not the entry's own.
	Curated   bool // Curated says that the entry is of the supplement or was imported.
}

// OwnFile is the file of a supplement that holds the user's places.
const OwnFile = "places.tsv"

// Load opens a gazetteer: places.zst, countries.tsv and every supplement/*.tsv. The
// places of supplement/places.tsv are the user's own.
func Load(fsys fs.FS) (*Gazetteer, error) {
	base, err := loadTable(fsys)
	if err != nil {
		return nil, err
	}
	g := &Gazetteer{
		base: base, more: map[string][]string{}, parts: map[string][]string{},
	}
	if err := g.loadCountries(fsys); err != nil {
		return nil, err
	}
	files, err := fs.Glob(fsys, "supplement/*.tsv")
	if err != nil {
		return nil, fmt.Errorf("load gazetteer: %w", err)
	}
	for _, name := range files {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, fmt.Errorf("load gazetteer: %w", err)
		}
		err = g.addSupplement(strings.TrimSuffix(path.Base(name), ".tsv"), f)
		f.Close()
		if err != nil {
			return nil, err
		}
	}
	g.fromBase()
	if err := g.checkParents(); err != nil {
		return nil, err
	}
	if err := g.checkParts(); err != nil {
		return nil, err
	}
	g.found = lookup.NewMemo[[]Candidate](remembered)
	return g, nil
}

// remembered is how many names keep their candidates: those of some hundreds of reports.
const remembered = 1 << 13

// fromBase gives entries of base their further names, and finds those that parts and
// parents speak of by ID.
func (g *Gazetteer) fromBase() {
	wanted := map[string]bool{}
	for id := range g.more {
		wanted[id] = true
	}
	for _, ids := range g.parts {
		for _, id := range ids {
			wanted[id] = true
		}
	}
	for _, p := range g.places {
		wanted[p.Parent] = true
	}
	for _, id := range g.demonyms.All() {
		wanted[id] = true
	}
	for i := range g.base.kind {
		id := g.base.ids.at(i)
		if !wanted[id] {
			continue
		}
		if _, known := g.byID.Find(id); !known {
			g.add(g.base.place(uint32(i)))
		}
	}
	for id, names := range g.more {
		for _, name := range names {
			if at, ok := g.byID.Find(id); ok {
				g.name(name, at, false)
			}
		}
	}
}

// checkParts locates the entries that lie at the mean of others.
func (g *Gazetteer) checkParts() error {
	for id, parts := range g.parts {
		p := &g.places[g.byID.Get(id)]
		for _, part := range parts {
			q, ok := g.ByID(part)
			if !ok || !q.Located {
				return fmt.Errorf("load gazetteer: part %q of %s is unknown or has no coordinates", part, id)
			}
			p.Lat += q.Lat / float64(len(parts))
			p.Lon += q.Lon / float64(len(parts))
		}
		p.Located = true
	}
	for id := range g.more {
		if _, ok := g.byID.Find(id); !ok {
			return fmt.Errorf("load gazetteer: further names for %q, which is unknown", id)
		}
	}
	return nil
}

func loadTable(fsys fs.FS) (*table, error) {
	packed, err := fs.ReadFile(fsys, "places.zst")
	if err != nil {
		return nil, fmt.Errorf("load gazetteer: %w", err)
	}
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("load gazetteer: %w", err)
	}
	defer r.Close()
	plain, err := r.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("load gazetteer: unpack places.zst: %w", err)
	}
	return parseTable(plain)
}

// rowsOf calls f with the fields of each line that is not a comment.
func rowsOf(name string, r io.Reader, fields int, f func(line int, row []string) error) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<20)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimRight(scan.Text(), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) < fields {
			return fmt.Errorf("%s:%d: %d fields, want %d", name, n, len(row), fields)
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if err := f(n, row); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// list splits "a; b"; empty for "".
func list(field string) []string {
	if field == "" {
		return nil
	}
	parts := strings.Split(field, ";")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (g *Gazetteer) loadCountries(fsys fs.FS) error {
	f, err := fsys.Open("countries.tsv")
	if err != nil {
		return fmt.Errorf("load gazetteer: %w", err)
	}
	defer f.Close()
	base := map[string]Place{}
	for i, k := range g.base.kind {
		if kinds[k] == Country {
			p := g.base.place(uint32(i))
			base[p.ID] = p
		}
	}
	return rowsOf("countries.tsv", f, 5, func(_ int, row []string) error {
		p, known := base[row[0]]
		if !known {
			p = Place{ID: row[0]}
		}
		p.Name, p.Kind, p.Country = row[1], Country, row[0]
		p.Source = "places.zst"
		if len(row) > 6 && row[5] != "" {
			p.Source = "GeoNames"
			if err := locate(&p, row[5], row[6]); err != nil {
				return err
			}
		}
		at := g.add(p)
		g.name(row[1], at, false)
		for _, alias := range list(row[2]) {
			g.name(alias, at, false)
		}
		if adjectives := list(row[3]); len(adjectives) > 0 {
			g.adjective.Put(row[0], adjectives[0])
		}
		for _, word := range slices.Concat(list(row[3]), list(row[4])) {
			g.demonym(word, row[0])
		}
		return nil
	})
}

func (g *Gazetteer) demonym(word, country string) {
	folded := Fold(word)
	for _, form := range []string{folded, folded + "s"} {
		if _, taken := g.demonyms.Find(form); !taken {
			g.demonyms.Put(form, country)
		}
	}
}

func (g *Gazetteer) add(p Place) int {
	g.places = append(g.places, p)
	g.byID.Put(p.ID, len(g.places)-1)
	return len(g.places) - 1
}

func (g *Gazetteer) name(name string, at int, alternate bool) {
	folded := keyOf(name)
	if folded == "" {
		return
	}
	r := ref{at, alternate}
	first, _, _ := strings.Cut(folded, " ")
	g.longest.Put(first, max(g.longest.Get(first), strings.Count(folded, " ")+1))
	if !slices.ContainsFunc(g.names.Get(folded), func(o ref) bool { return o.at == at }) {
		g.names.Put(folded, append(g.names.Get(folded), r))
	}
}

// keyOf is the folded name, with its full stop at the end or its comma in front where
// it has one: "ind." and ",tx" are names of Indiana and Texas, "ind" and "tx" are not.
func keyOf(name string) string {
	folded := Fold(name)
	switch {
	case folded == "":
		return ""
	case name[0] == ',':
		return "," + folded
	case strings.HasSuffix(name, "."):
		return folded + "."
	}
	return folded
}

// Lookup is every place that bears the name, in any spelling that folds alike; the
// curated come first, then the most populous.
func (g *Gazetteer) Lookup(name string) []Candidate {
	return g.LookupFolded(Fold(name))
}

// LookupFolded is Lookup for a name that is already folded. What both return is
// remembered and must not be changed.
func (g *Gazetteer) LookupFolded(folded string) []Candidate {
	if g.found == nil {
		return g.allOf(folded)
	}
	if bare := WithoutArticle(folded); !g.mayKnow(folded) && (len(bare) == len(folded) || !g.mayKnow(bare)) {
		return nil
	}
	return g.found.Get(folded, g.allOf)
}

// mayKnow reports whether a place may bear the name; it rules out most names that none bears.
func (g *Gazetteer) mayKnow(folded string) bool {
	if g.base.sieve.Passes(folded) {
		return true
	}
	_, ok := g.names.Find(folded)
	return ok
}

func (g *Gazetteer) allOf(folded string) []Candidate {
	out := g.exact(folded)
	if bare := WithoutArticle(folded); bare != folded {
		out = merge(out, g.exact(bare))
	}
	return out
}

func (g *Gazetteer) exact(folded string) []Candidate {
	var out []Candidate
	for _, r := range g.names.Get(folded) {
		if r.at >= 0 {
			out = append(out, Candidate{g.places[r.at], r.alternate, true})
		} else {
			out = append(out, Candidate{g.base.place(uint32(^r.at)), r.alternate, true})
		}
	}
	n := len(out)
	for _, r := range g.base.lookup(folded) {
		p := g.base.place(r >> 1)
		if at, known := g.byID.Find(p.ID); known {
			p = g.places[at]
		}
		if !has(out, p.ID) {
			out = append(out, Candidate{p, r&1 == 1, p.Kind == Country})
		}
	}
	slices.SortStableFunc(out[n:], func(a, b Candidate) int { return cmp.Compare(b.Population, a.Population) })
	return out
}

func has(list []Candidate, id string) bool {
	return slices.ContainsFunc(list, func(c Candidate) bool { return c.ID == id })
}

func merge(a, b []Candidate) []Candidate {
	for _, c := range b {
		if !has(a, c.ID) {
			a = append(a, c)
		}
	}
	return a
}

// Similar is every place of the countries whose names are romanised by ear that
// shares the name's consonants: "Deir Ezzour" finds Deir ez-Zor. It is for names that
// Lookup does not know.
func (g *Gazetteer) Similar(name string) []Candidate {
	s := Skeleton(Fold(name))
	if s == "" {
		return nil
	}
	return g.exact("~" + s)
}

// Longest is how many words the longest curated name has that begins with the folded
// word; 0 when there is none.
func (g *Gazetteer) Longest(first string) int { return g.longest.Get(first) }

// Demonym is the country of "Syrian", "Syrians", "Frenchman".
func (g *Gazetteer) Demonym(word string) (Place, bool) {
	id, ok := g.demonyms.Find(Fold(word))
	if !ok {
		return Place{}, false
	}
	return g.ByID(id)
}

// Adjective is the main adjective of a country: "Syrian" for SY; empty when it has none.
func (g *Gazetteer) Adjective(country string) string { return g.adjective.Get(country) }

// ByID is the entry with the ID.
func (g *Gazetteer) ByID(id string) (Place, bool) {
	if at, ok := g.byID.Find(id); ok {
		return g.places[at], true
	}
	if i, ok := g.base.byID(id); ok {
		return g.base.place(i), true
	}
	return Place{}, false
}

// addSupplement reads a file of curated places. Its columns: name; further names;
// kind; country; parent (the name of an entry of the same file or of places.zst in
// that country, or an ID); latitude; longitude; source of the coordinates; ID, which
// is made of the file and the name where it is missing.
func (g *Gazetteer) addSupplement(file string, r io.Reader) error {
	return rowsOf("supplement/"+file+".tsv", r, 5, func(_ int, row []string) error {
		for len(row) < 9 {
			row = append(row, "")
		}
		if row[2] == "=" {
			g.more[row[4]] = append(g.more[row[4]], list(row[1])...)
			return nil
		}
		if row[2] == "@" {
			for _, word := range list(row[1]) {
				g.demonym(word, row[4])
			}
			return nil
		}
		p := Place{ID: file + "/" + strings.ReplaceAll(Fold(row[0]), " ", "-"), Name: row[0], Kind: Kind(row[2]), Country: row[3], Parent: row[4], Source: row[7], Own: file+".tsv" == OwnFile}
		if row[8] != "" {
			p.ID = row[8]
		}
		if !slices.Contains(kinds, p.Kind) {
			return fmt.Errorf("%q is not a kind of place", row[2])
		}
		if _, taken := g.byID.Find(p.ID); taken && row[8] == "" {
			p.ID += "-" + strings.ReplaceAll(Fold(row[4]), " ", "-")
		}
		if _, taken := g.byID.Find(p.ID); taken {
			return fmt.Errorf("%q is there twice", row[0])
		}
		if row[5] == "of" {
			g.parts[p.ID] = list(row[6])
		} else if row[5] != "" {
			if err := locate(&p, row[5], row[6]); err != nil {
				return err
			}
		}
		at := g.add(p)
		g.name(row[0], at, false)
		for _, alias := range list(row[1]) {
			g.name(alias, at, false)
		}
		return nil
	})
}

// locate sets coordinates, which need a source.
func locate(p *Place, lat, lon string) error {
	var errLat, errLon error
	p.Lat, errLat = strconv.ParseFloat(lat, 64)
	p.Lon, errLon = strconv.ParseFloat(lon, 64)
	switch {
	case errLat != nil || errLon != nil || p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180:
		return fmt.Errorf("%q: %q, %q are not coordinates", p.Name, lat, lon)
	case p.Source == "":
		return fmt.Errorf("%q: coordinates without a source", p.Name)
	}
	p.Located = true
	return nil
}

// checkParents resolves the parents of the supplement to IDs.
func (g *Gazetteer) checkParents() error {
	for i := range g.places {
		p := &g.places[i]
		if p.Parent == "" || p.Source == "places.zst" {
			continue
		}
		id := g.parentID(*p)
		if id == "" {
			return fmt.Errorf("load gazetteer: parent %q of %s is unknown", p.Parent, p.ID)
		}
		p.Parent = id
	}
	return nil
}

func (g *Gazetteer) parentID(p Place) string {
	if _, ok := g.byID.Find(p.Parent); ok {
		return p.Parent
	}
	best := ""
	for _, c := range g.Lookup(p.Parent) {
		if c.ID == p.ID || p.Country != "" && c.Country != p.Country {
			continue
		}
		if fits := c.Kind.Populated() == p.Kind.inTown(); fits {
			return c.ID
		}
		if best == "" {
			best = c.ID
		}
	}
	return best
}
