package gazetteer

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"stemma/internal/lookup"
)

// A table is the big part of the gazetteer in a form that opens without building
// maps: places in columns, and the folded names in one sorted block of lines.
//
//	magic, number of places, keys and references
//	lat, lon     int32, in units of 1/100,000 degree; none is math.MinInt32
//	population   uint32
//	country      2 letters
//	kind         1 byte, an index into kinds
//	province     uint32, 1 + index of the place that is its province; 0 for none
//	names, ids   lines
//	keys         lines, sorted; a skeleton begins with '~'
//	counts       uvarint references of each key
//	references   uint32, index of a place, doubled; odd when the key is an alternate name
type table struct {
	lat, lon   []int32
	population []uint32
	country    []byte
	kind       []byte
	province   []uint32
	names, ids lines
	keys       lines
	sieve      lookup.Sieve // sieve passes the keys.
	shelf      []uint32     // shelf[i] is the first key whose two first bytes are i or more; one more than there are.
	first      []uint32     // first[i] is where key i's references begin; one more than keys.
	refs       []uint32
	slots      func() []uint32 // slots find a place by its ID; made when first asked for, see hashIDs.
}

const magic = "stemma places 1\n"

// kinds gives a byte of the table its Kind; append only.
var kinds = []Kind{Continent, Country, Region, Province, District, City, Town, Village, Quarter, Camp, Airport, Base,
	Crossing, Road, Bridge, Dam, Plant, River, Lake, Sea, Island, Mountain, Port, Hospital, Site}

// lines is a block of text that ends every line with '\n', with random access.
type lines struct {
	block string
	start []uint32 // start[i] is where line i begins; one more than lines.
}

func newLines(block string, n int) (lines, error) {
	l := lines{block: block, start: make([]uint32, 1, n+1)}
	for at := 0; at < len(block); {
		end := strings.IndexByte(block[at:], '\n')
		if end < 0 {
			break
		}
		at += end + 1
		l.start = append(l.start, uint32(at))
	}
	if l.len() != n || int(l.start[n]) != len(block) {
		return lines{}, fmt.Errorf("has %d lines, says %d", l.len(), n)
	}
	return l, nil
}

func (l lines) len() int        { return len(l.start) - 1 }
func (l lines) at(i int) string { return l.block[l.start[i] : l.start[i+1]-1] }

// find is the index of the line equal to s among the sorted lines [low, high), and
// whether there is one.
func (l lines) find(s string, low, high int) (int, bool) {
	end := high
	for low < high {
		mid := int(uint(low+high) >> 1)
		if l.at(mid) < s {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, low < end && l.at(low) == s
}

// pair is the number that the first two bytes of a key make; a missing one is 0.
func pair(key string) int {
	switch len(key) {
	case 0:
		return 0
	case 1:
		return int(key[0]) << 8
	}
	return int(key[0])<<8 | int(key[1])
}

// shelves says where the keys of each pair of first bytes begin, so that a search has
// few lines to look at.
func shelves(keys lines) []uint32 {
	shelf := make([]uint32, 1<<16+1)
	for i := range keys.len() {
		shelf[pair(keys.at(i))+1]++
	}
	for i := 1; i < len(shelf); i++ {
		shelf[i] += shelf[i-1]
	}
	return shelf
}

// A Row is a place with all its names, for writing a table.
type Row struct {
	Place
	Alternates []string // Alternates are further names in Latin script.
	Skeletons  bool     // Skeletons asks that its names can be found by their consonants.
}

// Write writes rows as the file that Load opens, before compression. Rows with one
// folded name stay in the order in which they come.
func Write(w io.Writer, rows []Row) error {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(Fold(a.Name), Fold(b.Name)) })
	index := make(map[string]uint32, len(rows))
	for i, r := range rows {
		if _, dup := index[r.ID]; dup {
			return fmt.Errorf("write gazetteer: two places have the id %q", r.ID)
		}
		index[r.ID] = uint32(i)
	}
	keys := collectKeys(rows)
	sorted := make([]string, 0, len(keys))
	refs := 0
	for k, list := range keys {
		sorted = append(sorted, k)
		refs += len(list)
	}
	slices.Sort(sorted)
	var out bytes.Buffer
	out.WriteString(magic)
	for _, n := range []int{len(rows), len(sorted), refs} {
		out.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
	}
	writeColumns(&out, rows, index)
	writeLines(&out, rows, sorted, keys)
	_, err := w.Write(out.Bytes())
	return err
}

// collectKeys gives every folded name and skeleton its references.
func collectKeys(rows []Row) map[string][]uint32 {
	keys := make(map[string][]uint32)
	for i, r := range rows {
		seen := map[string]bool{}
		add := func(key string, alternate uint32) {
			if len(key) > 1 && !seen[key] {
				seen[key] = true
				keys[key] = append(keys[key], uint32(i)<<1|alternate)
			}
		}
		primary := Fold(r.Name)
		add(primary, 0)
		add(WithoutArticle(primary), 0)
		for _, name := range r.Alternates {
			add(Fold(name), 1)
			if r.Skeletons {
				add(WithoutArticle(Fold(name)), 1)
			}
		}
		if r.Skeletons {
			for _, name := range append([]string{r.Name}, r.Alternates...) {
				if s := Skeleton(Fold(name)); s != "" {
					add("~"+s, 1)
				}
			}
		}
	}
	return keys
}

func writeColumns(out *bytes.Buffer, rows []Row, index map[string]uint32) {
	column := func(value func(r *Row) uint32) {
		for i := range rows {
			out.Write(binary.LittleEndian.AppendUint32(nil, value(&rows[i])))
		}
	}
	degrees := func(r *Row, x float64) uint32 {
		if !r.Located {
			return uint32(1 << 31)
		}
		return uint32(int32(math.Round(x * 1e5)))
	}
	column(func(r *Row) uint32 { return degrees(r, r.Lat) })
	column(func(r *Row) uint32 { return degrees(r, r.Lon) })
	column(func(r *Row) uint32 { return uint32(r.Population) })
	for _, r := range rows {
		out.WriteString((r.Country + "  ")[:2])
	}
	for _, r := range rows {
		out.WriteByte(byte(slices.Index(kinds, r.Kind)))
	}
	column(func(r *Row) uint32 {
		if i, ok := index[r.Province]; ok {
			return i + 1
		}
		return 0
	})
}

func writeLines(out *bytes.Buffer, rows []Row, sorted []string, keys map[string][]uint32) {
	block := func(text func(i int) string, n int) {
		var b bytes.Buffer
		for i := range n {
			b.WriteString(text(i))
			b.WriteByte('\n')
		}
		out.Write(binary.LittleEndian.AppendUint32(nil, uint32(b.Len())))
		out.Write(b.Bytes())
	}
	block(func(i int) string { return rows[i].Name }, len(rows))
	block(func(i int) string { return rows[i].ID }, len(rows))
	block(func(i int) string { return sorted[i] }, len(sorted))
	for _, k := range sorted {
		out.Write(binary.AppendUvarint(nil, uint64(len(keys[k]))))
	}
	for _, k := range sorted {
		for _, ref := range keys[k] {
			out.Write(binary.LittleEndian.AppendUint32(nil, ref))
		}
	}
}

// cutter takes a table's parts off a block of bytes; err is the first that was short.
type cutter struct {
	rest []byte
	err  error
}

func (c *cutter) bytes(n int) []byte {
	if c.err == nil && (n < 0 || n > len(c.rest)) {
		c.err = io.ErrUnexpectedEOF
	}
	if c.err != nil {
		return nil
	}
	b := c.rest[:n]
	c.rest = c.rest[n:]
	return b
}

func (c *cutter) number() int {
	b := c.bytes(4)
	if c.err != nil {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b))
}

func numbers[T int32 | uint32](c *cutter, n int) []T {
	b := c.bytes(4 * n)
	if c.err != nil {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		out[i] = T(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (c *cutter) lines(n int) lines {
	block := c.bytes(c.number())
	if c.err != nil {
		return lines{}
	}
	l, err := newLines(string(block), n)
	if err != nil {
		c.err = err
	}
	return l
}

// parseTable opens what Write wrote.
func parseTable(data []byte) (*table, error) {
	c := &cutter{rest: data}
	if string(c.bytes(len(magic))) != magic {
		return nil, fmt.Errorf("open places: not a file of places, or of another version")
	}
	places, keys, refs := c.number(), c.number(), c.number()
	t := &table{
		lat:        numbers[int32](c, places),
		lon:        numbers[int32](c, places),
		population: numbers[uint32](c, places),
		country:    bytes.Clone(c.bytes(2 * places)), // a slice of data would keep all of it
		kind:       bytes.Clone(c.bytes(places)),
		province:   numbers[uint32](c, places),
		names:      c.lines(places),
		ids:        c.lines(places),
		keys:       c.lines(keys),
	}
	t.first = counts(c, keys, refs)
	t.refs = numbers[uint32](c, refs)
	if c.err != nil {
		return nil, fmt.Errorf("open places: %w", c.err)
	}
	t.sieve = lookup.NewSieve(t.keys.len())
	for i := range t.keys.len() {
		t.sieve.Put(t.keys.at(i))
	}
	t.shelf = shelves(t.keys)
	t.slots = sync.OnceValue(t.hashIDs)
	return t, t.check()
}

// counts turns the number of references of each key into where they begin.
func counts(c *cutter, keys, refs int) []uint32 {
	if c.err != nil {
		return nil
	}
	first := make([]uint32, 1, keys+1)
	sum := uint64(0)
	for range keys {
		n, size := binary.Uvarint(c.rest)
		if size <= 0 || sum+n > uint64(refs) {
			c.err = io.ErrUnexpectedEOF
			return nil
		}
		c.rest = c.rest[size:]
		sum += n
		first = append(first, uint32(sum))
	}
	return first
}

// check guards the lookups against a damaged file.
func (t *table) check() error {
	n := uint32(len(t.kind))
	for i, k := range t.kind {
		if int(k) >= len(kinds) || t.province[i] > n {
			return fmt.Errorf("open places: place %d is damaged", i)
		}
	}
	for i, ref := range t.refs {
		if ref>>1 >= n {
			return fmt.Errorf("open places: reference %d is damaged", i)
		}
	}
	return nil
}

// place is entry i.
func (t *table) place(i uint32) Place {
	p := Place{
		ID:         t.ids.at(int(i)),
		Name:       t.names.at(int(i)),
		Kind:       kinds[t.kind[i]],
		Country:    strings.TrimSpace(string(t.country[2*i : 2*i+2])),
		Population: int(t.population[i]),
		Source:     "places.zst",
	}
	if t.lat[i] != math.MinInt32 {
		p.Lat, p.Lon, p.Located = float64(t.lat[i])/1e5, float64(t.lon[i])/1e5, true
	}
	if t.province[i] > 0 {
		p.Province = t.ids.at(int(t.province[i] - 1))
	}
	return p
}

// lookup are the references of a key.
func (t *table) lookup(key string) []uint32 {
	at := pair(key)
	i, ok := t.keys.find(key, int(t.shelf[at]), int(t.shelf[at+1]))
	if !ok {
		return nil
	}
	return t.refs[t.first[i]:t.first[i+1]]
}

// byID is the entry with the ID.
func (t *table) byID(id string) (uint32, bool) {
	slots := t.slots()
	size := uint64(len(slots))
	for at := xxhash.Sum64String(id) % size; ; at = (at + 1) % size {
		switch n := slots[at]; {
		case n == 0:
			return 0, false
		case t.ids.at(int(n-1)) == id:
			return n - 1, true
		}
	}
}

// hashIDs are 1 + the entries at the slots of their IDs, or of the free ones behind
// them; 0 where there is none.
func (t *table) hashIDs() []uint32 {
	slots := make([]uint32, 2*t.ids.len()+1)
	for i := range t.ids.len() {
		at := xxhash.Sum64String(t.ids.at(i)) % uint64(len(slots))
		for slots[at] != 0 {
			at = (at + 1) % uint64(len(slots))
		}
		slots[at] = uint32(i + 1)
	}
	return slots
}
