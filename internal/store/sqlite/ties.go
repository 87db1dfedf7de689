package sqlite

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"stemma"
	"stemma/internal/store"
)

// tie is a story link as seen from one of its reports: the number of the other, and its
// weight. Those of a whole war are at hand.
type tie struct {
	other  uint32
	weight [2]uint32 // weight is the halves of a float64: with it whole, a tie would take a third more.
}

func tieTo(other int64, weight float64) tie {
	bits := math.Float64bits(weight)
	return tie{uint32(other), [2]uint32{uint32(bits >> 32), uint32(bits)}}
}

func (l tie) strength() float64 {
	return math.Float64frombits(uint64(l.weight[0])<<32 | uint64(l.weight[1]))
}

// tieSize is how many bytes a tie takes in its report's row: the other's number and the bits of
// the weight, the highest byte first.
const tieSize = 4 + 8

func appendTie(b []byte, l tie) []byte {
	b = binary.BigEndian.AppendUint32(b, l.other)
	b = binary.BigEndian.AppendUint32(b, l.weight[0])
	return binary.BigEndian.AppendUint32(b, l.weight[1])
}

func tiesIn(b []byte) ([]tie, error) {
	if len(b)%tieSize != 0 {
		return nil, fmt.Errorf("%w: story links of %d bytes", stemma.ErrCorrupt, len(b))
	}
	list := make([]tie, len(b)/tieSize)
	for i := range list {
		at := b[i*tieSize:]
		list[i] = tie{binary.BigEndian.Uint32(at), [2]uint32{binary.BigEndian.Uint32(at[4:]), binary.BigEndian.Uint32(at[8:])}}
	}
	return list, nil
}

// PutStoryLink replaces a link between two reports.
func (t *tx) PutStoryLink(l store.StoryLink) error {
	if err := t.putStoryLink(l); err != nil {
		return fmt.Errorf("story link %s, %s: %w", l.A, l.B, err)
	}
	return nil
}

func (t *tx) putStoryLink(l store.StoryLink) error {
	a, err := t.seq(l.A)
	if err != nil {
		return err
	}
	b, err := t.seq(l.B)
	if err != nil {
		return err
	}
	return errors.Join(t.retie(a, tieTo(b, l.Weight)), t.retie(b, tieTo(a, l.Weight)))
}

// retie puts a tie among those of a report, or takes it away for a weight of 0. The row is
// written when the update ends: it has all ties of a report, and a report gets many at once.
func (t *tx) retie(report int64, put tie) error {
	ties, err := t.tiesOf(report)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(ties, func(l tie) bool { return l.other == put.other })
	switch {
	case at >= 0 && put.strength() != 0:
		ties[at] = put
	case at >= 0:
		ties = slices.Delete(ties, at, at+1)
	case put.strength() == 0:
		return nil
	case len(ties) == cap(ties): // an eighth more than there are: lists of a whole war are held
		ties = append(make([]tie, 0, len(ties)+len(ties)/8+2), ties...)
		fallthrough
	default:
		ties = append(ties, put)
	}
	t.setTies(report, ties)
	return nil
}

func (t *tx) setTies(report int64, ties []tie) {
	if t.ties == nil {
		t.ties = map[int64][]tie{}
	}
	t.ties[report] = ties
}

// untie takes all ties of a report away, from both ends.
func (t *tx) untie(report int64) error {
	ties, err := t.tiesOf(report)
	if err != nil {
		return err
	}
	for _, l := range ties {
		if err := t.retie(int64(l.other), tieTo(report, 0)); err != nil {
			return err
		}
	}
	t.setTies(report, nil)
	return nil
}

// tiesAtOnce is how many rows of ties one statement writes.
const tiesAtOnce = 16

// writeTies writes the ties that are not written yet.
func (t *tx) writeTies() error {
	var args []any
	for _, report := range slices.Sorted(maps.Keys(t.ties)) {
		ties := t.ties[report]
		t.cache.ties.set(report, ties)
		if len(ties) == 0 {
			if err := t.exec(`DELETE FROM story_ties WHERE report = ?`, report); err != nil {
				return fmt.Errorf("story links: %w", err)
			}
			continue
		}
		args = append(args, report, packTies(ties))
	}
	t.ties = nil
	if err := t.writeMany(`INSERT OR REPLACE INTO story_ties (report, ties) VALUES `, `(?, ?)`, ``, 2, tiesAtOnce, args); err != nil {
		return fmt.Errorf("story links: %w", err)
	}
	return nil
}

// packTies are ties as a row has them, by the others' numbers.
func packTies(ties []tie) []byte {
	ties = slices.Clone(ties)
	slices.SortFunc(ties, func(a, b tie) int { return cmp.Compare(a.other, b.other) })
	b := make([]byte, 0, tieSize*len(ties))
	for _, l := range ties {
		b = appendTie(b, l)
	}
	return b
}

// StoryTies are the links of a report.
func (t *tx) StoryTies(id stemma.ReportID) ([]store.StoryTie, error) {
	report, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	ties, err := t.tiesOf(report)
	if err != nil {
		return nil, err
	}
	links := make([]store.StoryTie, len(ties))
	for i, l := range ties {
		links[i].Weight = l.strength()
		if links[i].Other, err = t.latest(int64(l.other)); err != nil {
			return nil, err
		}
	}
	return links, nil
}

// tiesOf are the links of a report by number; what it gives is shared, and good until the
// next is put.
func (t *tx) tiesOf(report int64) ([]tie, error) {
	if ties, ok := t.ties[report]; ok {
		return ties, nil
	}
	if ties, ok := t.cache.ties.get(report); ok && t.updates() {
		return ties, nil
	}
	var packed []byte
	err := t.one(`SELECT ties FROM story_ties WHERE report = ?`, []any{report}, &packed)
	if err != nil && !errors.Is(err, stemma.ErrNotFound) {
		return nil, err
	}
	ties, err := tiesIn(packed)
	if err == nil && t.updates() {
		t.cache.ties.set(report, ties)
	}
	return ties, err
}
