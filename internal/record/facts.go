package record

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"

	"stemma"
	"stemma/internal/record/story"
)

// packedTerms begins facts whose terms are packed; others have them as JSON.
const packedTerms = 1

// packFacts writes facts as a line of JSON and, after it, their terms, which are by
// far the most of them and only needed to compare: for each the length of its word,
// the word and its weight.
func packFacts(f story.Facts) ([]byte, error) {
	terms := []byte{packedTerms}
	for _, t := range f.Terms {
		terms = binary.AppendUvarint(terms, uint64(len(t.Word)))
		terms = append(terms, t.Word...)
		terms = binary.LittleEndian.AppendUint64(terms, math.Float64bits(t.Weight))
	}
	f.Terms = nil
	rest, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{rest, terms}, []byte("\n")), nil
}

// unpackTerms reads the terms of packed facts.
func unpackTerms(b []byte) ([]story.Term, error) {
	if len(b) == 0 || b[0] != packedTerms {
		var terms []story.Term
		return terms, json.Unmarshal(b, &terms)
	}
	words := string(b) // the words share it
	var terms []story.Term
	for at := 1; at < len(b); {
		n, size := binary.Uvarint(b[at:])
		at += size
		if size <= 0 || n > uint64(len(b)) || at+int(n)+8 > len(b) {
			return nil, fmt.Errorf("%w: terms cut short", stemma.ErrCorrupt)
		}
		t := story.Term{Word: words[at : at+int(n)]}
		at += int(n)
		t.Weight = math.Float64frombits(binary.LittleEndian.Uint64(b[at:]))
		at += 8
		terms = append(terms, t)
	}
	return terms, nil
}

// A sketch is what of packed facts two reports are told apart by: the hour of publication,
// counted from 1970, or 0, and for each term a digest of its word, whether general English
// lacks it, and a weight that is a little greater than its own, sorted. A whole war of them
// is at hand. No sketch means that nothing can be told by it.
const (
	weightBits = 12
	nameBit    = 1 << weightBits
	digestFrom = weightBits + 1 // digestFrom is the lowest bit of a digest.
)

// sketchOf makes a sketch of facts; none of those that an older version kept, or where two
// words have one digest.
func sketchOf(facts []byte) []uint32 {
	sketch := []uint32{hourOf(facts)}
	for word, weight, rest := nextTerm(packedOf(facts)); word != nil; word, weight, rest = nextTerm(rest) {
		if weight < 0 || weight > 1 {
			return nil
		}
		x := uint32(xxhash.Sum64(word)>>(32+digestFrom))<<digestFrom | uint32(weight*(1<<weightBits-2)) + 1
		if story.IsName(string(word)) {
			x |= nameBit
		}
		sketch = append(sketch, x)
	}
	slices.Sort(sketch[1:])
	for i := 2; i < len(sketch); i++ {
		if sketch[i]>>digestFrom == sketch[i-1]>>digestFrom {
			return nil
		}
	}
	return slices.Clip(sketch)
}

// hourOf is the hour at which the report of facts was published, counted from 1970; 0 when
// that is not known, or lies before.
func hourOf(facts []byte) uint32 {
	line, _, _ := bytes.Cut(facts, []byte("\n"))
	var f story.Facts
	if json.Unmarshal(line, &f) != nil || !f.Published.Known() || f.Published.From.Unix() < 0 {
		return 0
	}
	return uint32(f.Published.From.Unix() / 3600)
}

// alike reports whether two reports may be on one story, by their sketches. Most of those
// that meet under a key are not: to see that, their facts need not be read. Those whose
// facts [story.Compare] links always are.
func alike(a, b []uint32) bool {
	if len(a) < 2 || len(b) < 2 {
		return true
	}
	const one, low = 1<<weightBits - 2, 1<<weightBits - 1
	sum, telling, names := 0.0, 0, 0
	for i, j := 1, 1; i < len(a) && j < len(b); {
		x, y := a[i]>>digestFrom, b[j]>>digestFrom
		if x == y {
			both := float64(a[i]&low) * float64(b[j]&low) / (one * one)
			sum += both
			if story.Tells(both) {
				telling++
				if a[i]&b[j]&nameBit != 0 {
					names++
				}
			}
		}
		if x <= y {
			i++
		}
		if y <= x {
			j++
		}
	}
	return story.Enough(sum*story.Fading(daysBetween(a[0], b[0]), names), telling)
}

// daysBetween is how many days lie between two hours at least; none when one is not known.
func daysBetween(a, b uint32) float64 {
	if a == 0 || b == 0 || a == b {
		return 0
	}
	return float64(max(a, b)-min(a, b)-1) / 24
}

// packedOf are the packed terms of facts; nil for none.
func packedOf(facts []byte) []byte {
	i := bytes.IndexByte(facts, '\n')
	if i < 0 || i+1 >= len(facts) || facts[i+1] != packedTerms {
		return nil
	}
	return facts[i+2:]
}

// nextTerm takes a term off packed ones: its word and weight; nil at their end.
func nextTerm(b []byte) (word []byte, weight float64, rest []byte) {
	n, size := binary.Uvarint(b)
	if size <= 0 || n == 0 || n > uint64(len(b)) || size+int(n)+8 > len(b) {
		return nil, 0, nil
	}
	end := size + int(n)
	return b[size:end], math.Float64frombits(binary.LittleEndian.Uint64(b[end:])), b[end+8:]
}

// heldFacts is how many facts an update holds to compare reports by, at least; twice as
// many at most, of about 2 KB each. What is not held is read again.
const heldFacts = 1500

// factsHeld are the facts that an update looked up last, and the outlines of all that it
// clusters.
type factsHeld struct {
	young, old map[stemma.ReportID]*story.Facts
	outlines   map[stemma.ReportID]*story.Facts // outlines are facts without their terms.
}

func (h *factsHeld) get(id stemma.ReportID) *story.Facts {
	f := h.young[id]
	if f == nil {
		if f = h.old[id]; f != nil {
			h.put(id, f)
		}
	}
	return f
}

func (h *factsHeld) put(id stemma.ReportID, f *story.Facts) {
	if h.young == nil || len(h.young) >= heldFacts {
		h.young, h.old = map[stemma.ReportID]*story.Facts{}, h.young
	}
	h.young[id] = f
}

func (h *factsHeld) drop(id stemma.ReportID) {
	delete(h.young, id)
	delete(h.old, id)
	delete(h.outlines, id)
}

// factsOf tells which story a report belongs to; it is shared and must not be changed.
func (c *change) factsOf(id stemma.ReportID) (*story.Facts, error) {
	if f := c.facts.get(id); f != nil {
		return f, nil
	}
	f, terms, err := c.outline(id)
	if err != nil {
		return nil, err
	}
	if f.Terms, err = unpackTerms(terms); err != nil {
		return nil, fmt.Errorf("facts of %s: %w", id, err)
	}
	c.facts.put(id, &f)
	return &f, nil
}

// outlineOf is the facts of a report without their terms.
func (c *change) outlineOf(id stemma.ReportID) (story.Facts, error) {
	if f := c.facts.outlines[id]; f != nil {
		return *f, nil
	}
	f, _, err := c.outline(id)
	if err != nil {
		return f, err
	}
	if c.facts.outlines == nil {
		c.facts.outlines = map[stemma.ReportID]*story.Facts{}
	}
	c.facts.outlines[id] = &f
	return f, nil
}

// outline is the facts of a report, their terms packed.
func (c *change) outline(id stemma.ReportID) (f story.Facts, terms []byte, err error) {
	b, err := c.tx.Facts(id)
	if err != nil {
		return f, nil, err
	}
	rest, terms, _ := bytes.Cut(b, []byte("\n"))
	if err := json.Unmarshal(rest, &f); err != nil {
		return f, nil, fmt.Errorf("facts of %s: %w: %w", id, stemma.ErrCorrupt, err)
	}
	return f, terms, nil
}

// letTermsGo leaves of all facts their outlines once reports are linked: who is linked
// with whom tells the stories.
func (c *change) letTermsGo() {
	outlines := map[stemma.ReportID]*story.Facts{}
	for _, held := range []map[stemma.ReportID]*story.Facts{c.facts.old, c.facts.young} {
		for id, f := range held {
			f.Terms = nil
			outlines[id] = f
		}
	}
	c.facts = &factsHeld{outlines: outlines}
}
