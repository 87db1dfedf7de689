package sqlite

import (
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

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
	t.retie(a, tieTo(b, l.Weight))
	t.retie(b, tieTo(a, l.Weight))
	if l.Weight == 0 {
		if err := t.writeTies(); err != nil {
			return err
		}
		return t.exec(`DELETE FROM story_links WHERE a = ? AND b = ?`, a, b)
	}
	t.ties = append(t.ties, pendingTie{a, b, l.Weight, l.Reason.Rule, l.Reason.Says})
	if len(t.ties) >= tiesAtOnce {
		return t.writeTies()
	}
	return nil
}

// pendingTie is a story link to be written.
type pendingTie struct {
	a, b       int64
	weight     float64
	rule, says string
}

// tiesAtOnce is how many story links one statement writes.
const tiesAtOnce = 64

// writeTies writes the story links that are not written yet.
func (t *tx) writeTies() error {
	for len(t.ties) > 0 {
		n := tiesAtOnce
		if len(t.ties) < n {
			n = 1
		}
		args := make([]any, 0, 5*n)
		for _, l := range t.ties[:n] {
			args = append(args, l.a, l.b, l.weight, l.rule, l.says)
		}
		if err := t.exec(`INSERT OR REPLACE INTO story_links (a, b, weight, rule, says) VALUES (?, ?, ?, ?, ?)`+strings.Repeat(`, (?, ?, ?, ?, ?)`, n-1), args...); err != nil {
			return fmt.Errorf("story links: %w", err)
		}
		t.ties = t.ties[n:]
	}
	t.ties = nil
	return nil
}

// retie keeps the links of a report that are at hand what the table says, after one was
// put.
func (t *tx) retie(report int64, put tie) {
	ties, ok := t.cache.ties.get(report)
	if !ok {
		return
	}
	at := slices.IndexFunc(ties, func(l tie) bool { return l.other == put.other })
	switch {
	case at >= 0 && put.strength() != 0:
		ties[at] = put
		return
	case at >= 0:
		ties = slices.Delete(ties, at, at+1)
	case put.strength() == 0:
		return
	case len(ties) == cap(ties): // an eighth more than there are: lists of a whole war are held
		ties = append(make([]tie, 0, len(ties)+len(ties)/8+2), ties...)
		fallthrough
	default:
		ties = append(ties, put)
	}
	t.cache.ties.set(report, ties)
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
	if ties, ok := t.cache.ties.get(report); ok && t.updates() {
		return ties, nil
	}
	if err := t.writeTies(); err != nil {
		return nil, err
	}
	ties, err := all(rows(t, `
		SELECT b, weight FROM story_links WHERE a = ?1
		UNION ALL
		SELECT a, weight FROM story_links WHERE b = ?1`, []any{report}, func(r *sql.Rows) (l tie, err error) {
		var other int64
		var weight float64
		err = r.Scan(&other, &weight)
		return tieTo(other, weight), err
	}))
	if err == nil && t.updates() {
		t.cache.ties.set(report, ties)
	}
	return ties, err
}

// Tied is the weight of the link between two reports.
func (t *tx) Tied(x, y stemma.ReportID) (float64, error) {
	a, err := t.seq(x)
	if err != nil {
		return 0, err
	}
	b, err := t.seq(y)
	if err != nil {
		return 0, err
	}
	for _, ends := range [][2]int64{{a, b}, {b, a}} {
		if ties, ok := t.cache.ties.get(ends[0]); ok && t.updates() {
			return weightIn(ties, ends[1]), nil
		}
	}
	if err := t.writeTies(); err != nil {
		return 0, err
	}
	var weight float64
	err = t.one(`SELECT coalesce((SELECT weight FROM story_links WHERE a = ?1 AND b = ?2), (SELECT weight FROM story_links WHERE a = ?2 AND b = ?1), 0.0)`,
		[]any{a, b}, &weight)
	return weight, err
}

func weightIn(ties []tie, other int64) float64 {
	i := slices.IndexFunc(ties, func(l tie) bool { return int64(l.other) == other })
	if i < 0 {
		return 0
	}
	return ties[i].strength()
}
