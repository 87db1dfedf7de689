package record

import (
	"strconv"
	"testing"

	"stemma"
	"stemma/internal/record/invent"
	"stemma/internal/record/story"
)

// TestFactsHeldAreBounded: an update that looks at a whole war holds the facts of those
// reports that it looked at last.
func TestFactsHeldAreBounded(t *testing.T) {
	var h factsHeld
	id := func(i int) stemma.ReportID { return stemma.ReportID(strconv.Itoa(i)) }
	const all = 5 * heldFacts
	for i := range all {
		h.put(id(i), &story.Facts{Report: id(i)})
		h.get(id(0)) // looked at again and again
	}
	if n := len(h.young) + len(h.old); n > 2*heldFacts+1 {
		t.Errorf("holds %d, want %d at most", n, 2*heldFacts)
	}
	for _, i := range []int{0, all - 1, all - heldFacts/2} {
		if f := h.get(id(i)); f == nil || f.Report != id(i) {
			t.Errorf("facts of %d: got %v", i, f)
		}
	}
	if h.get(id(1)) != nil {
		t.Error("still holds what was looked at long ago")
	}
	h.drop(id(0))
	if h.get(id(0)) != nil {
		t.Error("holds what was dropped")
	}
}

// TestAlike: what is seen of sketches is what the comparison of facts finds, in a war of days
// and in one of years.
func TestAlike(t *testing.T) {
	for name, war := range map[string]invent.Corpus{
		"days":  {Seed: 3, Reports: 120},
		"years": {Seed: 4, Reports: 300, Towns: 4, Events: 3, Pace: 1},
	} {
		t.Run(name, func(t *testing.T) { seenOfSketches(t, war) })
	}
}

func seenOfSketches(t *testing.T, war invent.Corpus) {
	var facts []story.Facts
	var sketches [][]uint32
	for d := range war.Docs() {
		f := story.Of(d)
		b, err := packFacts(f)
		if err != nil {
			t.Fatal(err)
		}
		facts, sketches = append(facts, f), append(sketches, sketchOf(b))
	}
	linked, passed := 0, 0
	for i, a := range facts {
		for j, b := range facts[:i] {
			_, ok := story.Compare(a, b)
			may := alike(sketches[i], sketches[j])
			if ok && !may {
				t.Fatalf("%s and %s are on one story and not alike", a.Report, b.Report)
			}
			if ok {
				linked++
			}
			if may {
				passed++
			}
		}
	}
	if linked == 0 || passed > linked+linked/20 {
		t.Errorf("%d are alike of which %d are on one story", passed, linked)
	}
}
