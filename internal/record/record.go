// Package record adds reports to those already there and keeps what follows from
// all of them: who copied whom, which reports tell one story, which questions they
// answer, where they differ, on how many origins a statement stands, who held which
// place.
//
//	report ──keep──► index ──► pairs ──► stories
//	                   │         └─────► blocks ──► matters ──► disputes, tallies
//	                   └───────────────►   │  └───► origins
//	                                       └──────► holdings
//
// All that follows is a function of the set of reports, not of their order, and
// the cost of one more does not grow with the store. Reports that may share words
// or a story meet under keys; claims that may answer one question meet in blocks.
// Of an index key that very many reports carry only the first few by rank, its
// anchors, are compared with all the others; of very many copies of a sentence
// only the oldest few stand for the others in a block.
package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"stemma"
	"stemma/internal/record/said"
	"stemma/internal/record/story"
	"stemma/internal/store"
	"stemma/internal/text"
)

// World answers what names stand for; the zero World knows nothing.
type World = said.World

// Add records docs in one update: all of them, or none when it fails. A report that
// is there already with the same text is read anew; with a changed text it becomes
// the version that counts, unless it says itself that it is the older one. The same
// again changes nothing.
func Add(ctx context.Context, s store.Store, w World, docs ...*text.Doc) error {
	entries, errs := make([]store.Entry, len(docs)), make([]error, len(docs))
	begin(len(docs), func(i int) { entries[i], errs[i] = entryOf(docs[i]) })()
	return s.Update(ctx, func(tx store.Tx) error {
		c, err := newChange(tx, w)
		if err != nil {
			return err
		}
		for i, d := range docs {
			if err := errors.Join(errs[i], c.add(d, entries[i])); err != nil {
				return fmt.Errorf("record %s: %w", d.Report.ID, err)
			}
		}
		return c.settle()
	})
}

// Needed is what of a read report Add asks for. Its other layers take some 80 times as much
// memory as its text, so that who collects reports before adding them can let these go.
func Needed(d *text.Doc) *text.Doc {
	return &text.Doc{Report: d.Report, Readers: d.Readers, Sentences: d.Sentences, Places: d.Places, Claims: d.Claims, Rejected: d.Rejected}
}

// Remove takes reports out of the record, with all their versions, as though they
// had never come.
func Remove(ctx context.Context, s store.Store, w World, ids ...stemma.ReportID) error {
	return s.Update(ctx, func(tx store.Tx) error {
		c, err := newChange(tx, w)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := errors.Join(c.retire(id), tx.Drop(id)); err != nil {
				return fmt.Errorf("remove %s: %w", id, err)
			}
		}
		return c.settle()
	})
}

// Version is that of what the record derives.
//
//	1  the first
//	2  stories are looked for by season
//	3  attacks of one day are told apart; a settlement goes by the name that reports give it
//	4  an agency's own newsroom is the agency; what the media report is hearsay; the part of a
//	   town that another sentence names is no answer; what is no side holds nothing
//	5  stories are looked for by the weightiest pairs of terms; of a key that a crowd carries two
//	   reports are compared with all others; a bastion of a side is its
const Version = 5

// Readers are the versions of the readers of a report, with that of the record: what
// an entry is kept with.
func Readers(readers string) string {
	return strings.TrimSpace(fmt.Sprintf("%s record/%d", readers, Version))
}

// Reject lists inputs that could not be used.
func Reject(ctx context.Context, s store.Store, rejected ...stemma.Rejected) error {
	return s.Update(ctx, func(tx store.Tx) error {
		for _, r := range rejected {
			if err := tx.Reject(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// settle derives anew what the reports that came and went have changed. What a step has
// looked up is let go with it: reports that came may have the whole war around them.
func (c *change) settle() error {
	for _, step := range []struct {
		name  string
		run   func() error
		letGo func()
	}{
		{"pairs", c.settlePairs, func() { c.own, c.texts = nil, nil }},
		{"stories", c.settleStories, func() { c.facts = &factsHeld{} }},
		{"blocks", c.settleBlocks, func() {}},
	} {
		if err := step.run(); err != nil {
			return fmt.Errorf("derive %s: %w", step.name, err)
		}
		step.letGo()
	}
	return nil
}

// add keeps a report and what was read from it, and puts it on the shelves.
func (c *change) add(d *text.Doc, e store.Entry) error {
	for _, r := range d.Rejected {
		if err := c.tx.Reject(r); err != nil {
			return err
		}
	}
	counts, err := c.supersede(&e)
	if err != nil || !counts {
		return err
	}
	if err := c.tx.Keep(e); err != nil {
		return err
	}
	return c.enter(e)
}

// enter puts the latest version of a report on the shelves and its claims into
// blocks.
func (c *change) enter(e store.Entry) error {
	if c.corrections.forgotten[string(e.Report.ID)] {
		return c.leaveOut(e.Report.ID)
	}
	c.came[e.Report.ID] = true
	if err := c.placeClaims(e); err != nil {
		return err
	}
	own := textOf(e.Report, e.Sentences)
	c.own[e.Report.ID] = own
	return c.joinTwins(e.Report.ID, own)
}

// leaveOut keeps a report that a person has forgotten out of all that follows.
func (c *change) leaveOut(id stemma.ReportID) error {
	c.stirred[id] = true // what it shared goes
	if err := c.tx.SetBlocks(id, nil); err != nil {
		return err
	}
	_, err := c.tx.PutStories([]stemma.ReportID{id}, nil, 0)
	return err
}

// entryOf is a read report as it is kept.
func entryOf(d *text.Doc) (store.Entry, error) {
	e := store.Entry{Report: *d.Report, Claims: d.Claims, Readers: Readers(d.Readers)}
	e.Report.Version = 1
	for _, s := range d.Sentences {
		e.Sentences = append(e.Sentences, s.Span)
	}
	var err error
	e.Facts, err = packFacts(story.Of(d))
	return e, err
}

// supersede tells whether e is to be kept and gives it its version. The version
// that counted until now, if there is one, is taken off the shelves.
func (c *change) supersede(e *store.Entry) (bool, error) {
	id := e.Report.ID
	before, err := c.tx.Entry(id)
	if errors.Is(err, stemma.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	if before.Report.Text != e.Report.Text {
		return c.newVersion(e, before)
	}
	seen(&e.Report, before.Report)
	e.Report.Version = before.Report.Version
	same, err := equal(*e, before)
	if err != nil || same {
		return false, err
	}
	if err := c.follow(before, *e); err != nil {
		return false, err
	}
	return true, c.retire(id)
}

// newVersion gives e the number after the last one, unless its text is one that the
// report had before or says itself that it is older.
func (c *change) newVersion(e *store.Entry, before store.Entry) (bool, error) {
	latest := before.Report
	versions, err := c.tx.Versions(latest.ID)
	if err != nil {
		return false, err
	}
	for _, v := range versions {
		if v.Text == e.Report.Text {
			return false, nil
		}
		e.Report.Version = max(e.Report.Version, v.Version+1)
	}
	if older(e.Report, latest) {
		return false, c.tx.KeepOld(e.Report)
	}
	if err := c.follow(before, *e); err != nil {
		return false, err
	}
	return true, c.retire(latest.ID)
}

// older reports whether a was published, changed or seen before b, going by the
// first of these that both tell and that differs.
func older(a, b stemma.Report) bool {
	for _, t := range []struct{ a, b stemma.When }{
		{a.Updated.When, b.Updated.When},
		{a.Published.When, b.Published.When},
		{stemma.When{From: a.FirstSeen}, stemma.When{From: b.FirstSeen}},
	} {
		if t.a.Known() && t.b.Known() && !t.a.From.Equal(t.b.From) {
			return t.a.From.Before(t.b.From)
		}
	}
	return false
}

// seen widens the time over which r was seen by that of another sight of it.
func seen(r *stemma.Report, other stemma.Report) {
	if r.FirstSeen.IsZero() || !other.FirstSeen.IsZero() && other.FirstSeen.Before(r.FirstSeen) {
		r.FirstSeen = other.FirstSeen
	}
	if other.LastSeen.After(r.LastSeen) {
		r.LastSeen = other.LastSeen
	}
}

// equal reports whether two entries hold the same. The texts are compared by the
// caller: JSON does not tell invalid bytes apart.
func equal(a, b store.Entry) (bool, error) {
	x, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b)
	return bytes.Equal(x, y), err
}
