package sqlite

import (
	"sync"

	"stemma"
	"stemma/internal/store"
)

// How many decoded rows are kept at hand. A claim takes about 2 KB, a head about 1 KB,
// a link and a key's head some hundreds of bytes: less than 80 MB together in a record of ten thousand reports. Texts,
// mostly of some KB, take 64 MB at the very most.
const (
	keptClaims   = 24_000
	keptHeads    = 4_000
	keptLinks    = 24_000
	keptPhrases  = 2_000
	keptTexts    = 512
	keptFacts    = 16_000
	keptSketches = 400_000 // of some 200 bytes each: whoever meets under a key for all time may be of any year
	keptIDs      = 200_000
	keptKeys     = 16_000 // of each shelf; so is the next
	keptKeyHeads = 16_000
	keptTies     = 12_000
	keptHomes    = 16_000
	keptPaired   = 16_000
	keptPlaces   = 8_000
	// longestKept is the length in bytes above which a text is not kept at hand.
	longestKept = 128 << 10
)

// cache keeps decoded rows at hand by their number. Most never change under their
// number, and numbers are only given again when an update fails, which clears it.
// What it gives is shared and must not be changed.
type cache struct {
	claims recent[int64, *store.Standing]
	heads  recent[int64, stemma.Report]
	links  recent[pairNumber, link]
	texts  recent[int64, string]
	facts  recent[int64, []byte] // facts are what tells the story of a report, as it is kept.
	ids    recent[int64, stemma.ReportID]
	// sketches are what package record makes of facts.
	sketches recent[int64, *sketches] // of 1,024 reports each

	phrases  recent[string, int64]
	wordings recent[int64, string]

	// Keys, keyHeads, ties, homes, paired and places change: they are used by updates alone, and thrown away when
	// another process has written.
	keys     [len(shelves)]recent[int64, []int64]
	keyHeads [len(shelves)]recent[int64, *head]
	stock    *stock               // stock is what prints have in runs.
	runFrom  int64                // runFrom is from how many rows on a run is made: rowsOfRun, but for tests.
	ties     recent[int64, []tie] // ties are the story links of a report.
	homes    recent[int64, home]
	paired   recent[int64, []int64]     // paired are the reports that stand behind one in pairs.
	places   recent[matterAt, []string] // places are the keys under which a matter is found by place.
}

func newCache() *cache {
	c := &cache{
		claims:   recent[int64, *store.Standing]{room: keptClaims},
		heads:    recent[int64, stemma.Report]{room: keptHeads},
		links:    recent[pairNumber, link]{room: keptLinks},
		phrases:  recent[string, int64]{room: keptPhrases},
		wordings: recent[int64, string]{room: keptPhrases},
		texts:    recent[int64, string]{room: keptTexts},
		facts:    recent[int64, []byte]{room: keptFacts},
		ids:      recent[int64, stemma.ReportID]{room: keptIDs},
		sketches: recent[int64, *sketches]{room: keptSketches / sketchesTogether},
		ties:     recent[int64, []tie]{room: keptTies},
		homes:    recent[int64, home]{room: keptHomes},
		paired:   recent[int64, []int64]{room: keptPaired},
		places:   recent[matterAt, []string]{room: keptPlaces},
		runFrom:  rowsOfRun,
	}
	for n := range shelves {
		c.keys[n].room, c.keyHeads[n].room = keptKeys, keptKeyHeads
	}
	return c
}

// A large record has more news in a season than a small one: of links and of the heads of
// keys, by far the smallest rows, a multiple is kept at hand, one for so many bytes of the
// file.
const (
	bytesAMultiple = 256 << 20
	mostMultiples  = 3
)

// fit makes room as a file of so many bytes needs it.
func (c *cache) fit(bytes int64) {
	n := int(min(max(bytes/bytesAMultiple, 1), mostMultiples))
	c.links.fit(n * keptLinks)
	for i := range shelves {
		c.keyHeads[i].fit(n * keptKeyHeads)
	}
}

func (c *cache) clear() {
	c.claims.clear()
	c.heads.clear()
	c.links.clear()
	c.phrases.clear()
	c.wordings.clear()
	c.texts.clear()
	c.facts.clear()
	c.ids.clear()
	c.sketches.clear()
	c.clearKeys()
}

// clearKeys forgets what can change under its name.
func (c *cache) clearKeys() {
	for n := range shelves {
		c.keys[n].clear()
		c.keyHeads[n].clear()
	}
	c.stock = nil
	c.ties.clear()
	c.homes.clear()
	c.paired.clear()
	c.places.clear()
}

// pairNumber names a pair by the numbers of its reports.
type pairNumber struct{ a, b int64 }

// recent keeps the values used last: between half of room and room of them.
type recent[K comparable, V any] struct {
	room       int
	mu         sync.Mutex
	young, old map[K]V
}

func (r *recent[K, V]) get(n K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.young[n]
	if !ok {
		if v, ok = r.old[n]; ok {
			r.put(n, v)
		}
	}
	return v, ok
}

// fit sets how many values are kept.
func (r *recent[K, V]) fit(room int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.room = room
}

func (r *recent[K, V]) set(n K, v V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(n, v)
}

// put keeps v as the youngest; the older half goes when there are too many.
func (r *recent[K, V]) put(n K, v V) {
	if len(r.young) >= r.room/2 {
		r.old, r.young = r.young, nil
	}
	if r.young == nil {
		r.young = map[K]V{}
	}
	r.young[n] = v
}

func (r *recent[K, V]) drop(n K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.young, n)
	delete(r.old, n)
}

func (r *recent[K, V]) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.young, r.old = nil, nil
}
