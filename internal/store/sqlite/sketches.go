package sqlite

import (
	"fmt"

	"stemma"
	"stemma/internal/store"
)

// sketchesTogether is how many reports, one after the other, have their sketches together.
const sketchesTogether = 1024

// sketches are those of reports whose numbers follow one another: a whole war of them is
// at hand, without pointers. What makes them is always the same.
type sketches struct {
	at   [sketchesTogether]uint32 // at is where in data the length of each stands, and one more; 0 for none.
	data []uint32
}

func (s *sketches) get(report int64) ([]uint32, bool) {
	at := s.at[report%sketchesTogether]
	if at == 0 {
		return nil, false
	}
	return s.data[at : at+s.data[at-1]], true
}

func (s *sketches) set(report int64, sketch []uint32) {
	s.data = append(append(s.data, uint32(len(sketch))), sketch...)
	s.at[report%sketchesTogether] = uint32(len(s.data) - len(sketch))
}

// sketch is what of makes of a report's facts; it is shared.
func (t *tx) sketch(report int64, of func([]byte) []uint32) ([]uint32, error) {
	together, ok := t.cache.sketches.get(report / sketchesTogether)
	if !ok {
		together = &sketches{}
		t.cache.sketches.set(report/sketchesTogether, together)
	}
	if sketch, ok := together.get(report); ok {
		return sketch, nil
	}
	facts, err := t.factsOf(report)
	if err != nil {
		return nil, err
	}
	sketch := of(facts)
	together.set(report, sketch)
	return sketch, nil
}

// NearAlike are those of Near whose sketches are alike with that of id.
func (t *tx) NearAlike(on store.Shelf, id stemma.ReportID, star store.Star, enough int, with store.Sketching) ([]stemma.ReportID, error) {
	near, err := t.nearBy(on, id, star, enough)
	if err != nil {
		return nil, err
	}
	self, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	mine, err := t.sketch(self, with.Of)
	if err != nil {
		return nil, err
	}
	alike := near[:0]
	for _, report := range near {
		theirs, err := t.sketch(report, with.Of)
		if err != nil {
			return nil, fmt.Errorf("sketch: %w", err)
		}
		if with.Alike(mine, theirs) {
			alike = append(alike, report)
		}
	}
	return t.named(alike)
}
