package record

import (
	"errors"
	"slices"

	"stemma"
	"stemma/internal/record/control"
	"stemma/internal/record/dispute"
	"stemma/internal/record/matter"
	"stemma/internal/record/origin"
	"stemma/internal/record/said"
	"stemma/internal/record/tally"
	"stemma/internal/store"
)

// copiesHeard is how many copies of one sentence stand in a block for all of them,
// the oldest ones. More would change no answer and no origin, and 10,000 reports
// that are one text would take 10,000 times as long.
const copiesHeard = 32

// Two kinds of blocks are told apart by how their names begin.
const (
	matterBlock  = "m "
	controlBlock = "c "
)

// placeClaims puts the claims of a report into the blocks where they meet others.
func (c *change) placeClaims(e store.Entry) error {
	blocks := map[stemma.ClaimID][]string{}
	for _, claim := range e.Claims {
		if c.corrections.forgotten[string(claim.ID)] {
			continue
		}
		if len(c.corrections.set[claim.ID]) > 0 {
			claim = c.corrections.apply(claim)
			if err := c.tx.FindClaimAs(claim); err != nil {
				return err
			}
		}
		s := saidIn(standingOf(claim, e.Report))
		for _, name := range matter.Blocks(s, c.world) {
			blocks[claim.ID] = append(blocks[claim.ID], matterBlock+name)
		}
		for _, name := range control.Blocks(s, c.world) {
			blocks[claim.ID] = append(blocks[claim.ID], controlBlock+name)
		}
	}
	for _, names := range blocks {
		for _, name := range names {
			c.blocks[name] = true
		}
	}
	return c.tx.SetBlocks(e.Report.ID, blocks)
}

func standingOf(claim stemma.Claim, r stemma.Report) store.Standing {
	s := store.Standing{Claim: claim, Line: claim.Sentence.Of(r.Text), Outlet: r.Outlet, Published: r.Published.When}
	for _, a := range r.Agencies {
		if !slices.Contains(s.Agencies, a.Agency) {
			s.Agencies = append(s.Agencies, a.Agency)
		}
	}
	return s
}

// saidIn is a claim as the parts of the record judge it.
func saidIn(s store.Standing) said.Claim {
	from := s.Claim.Sentence.Start
	return said.Claim{
		Claim: s.Claim,
		Said:  s.Line[s.Claim.Span.Start-from : s.Claim.Span.End-from],
		Line:  s.Line,
		Paper: said.Paper{ID: s.Claim.Report, Outlet: s.Outlet, Agencies: s.Agencies, Published: s.Published},
	}
}

// derivedAtOnce is how many blocks are held before they are derived; a month of a
// besieged city is some megabytes.
const derivedAtOnce = 8

// settleBlocks derives the marked blocks anew. While some are derived, the next are
// read.
func (c *change) settleBlocks() error {
	keep := func() error { return nil } // keeps those that are being derived.
	for names := range slices.Chunk(sorted(c.blocks), derivedAtOnce) {
		inputs := make([]block, len(names))
		for i, name := range names {
			var err error
			if inputs[i], err = c.block(name); err != nil {
				return errors.Join(err, keep())
			}
		}
		derived := make([]store.Derived, len(names))
		done := begin(len(names), func(i int) { derived[i] = Derive(names[i], inputs[i].claims, inputs[i].copies, c.world) })
		if err := keep(); err != nil {
			done()
			return err
		}
		keep = func() error {
			done()
			for i, name := range names {
				if err := c.tx.PutDerived(name, derived[i]); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return keep()
}

// block is what the parts of a block follow from.
type block struct {
	claims []said.Claim
	copies said.Copies
}

func (c *change) block(name string) (block, error) {
	standing, err := c.tx.Block(name, copiesHeard)
	if err != nil {
		return block{}, err
	}
	claims := make([]said.Claim, len(standing))
	for i, s := range standing {
		s.Claim = c.corrections.apply(s.Claim)
		claims[i] = saidIn(s)
	}
	said.Sort(claims)
	copies, err := c.copies(claims)
	return block{claims, copies}, err
}

// Derive is the parts of the record that follow from the claims of one block, sorted
// by said.Sort, and from who copied whom among their reports.
func Derive(name string, claims []said.Claim, copies said.Copies, w World) store.Derived {
	if len(claims) == 0 {
		return store.Derived{}
	}
	if block, ok := cut(name, controlBlock); ok {
		return store.Derived{Holdings: control.Of(block, claims, copies, w)}
	}
	block, _ := cut(name, matterBlock)
	d := store.Derived{
		Matters:      matter.Of(block, claims, w),
		Independence: origin.Of(block, claims, copies, w),
	}
	d.Disputes = dispute.All(d.Matters, claims, copies, w)
	for _, m := range d.Matters {
		d.Tallies = append(d.Tallies, tally.Of(m, claims, copies, w)...)
	}
	return d
}

func cut(name, kind string) (string, bool) {
	if len(name) >= len(kind) && name[:len(kind)] == kind {
		return name[len(kind):], true
	}
	return name, false
}

// copies are the reuse among the sentences of claims and the descents among their
// reports.
func (c *change) copies(claims []said.Claim) (said.Copies, error) {
	type sentence struct {
		report stemma.ReportID
		start  int
	}
	reports, lines := map[stemma.ReportID]bool{}, map[sentence]string{}
	for _, s := range claims {
		reports[s.Report] = true
		lines[sentence{s.Report, s.Sentence.Start}] = s.Line
	}
	var copies said.Copies
	pairs, err := c.tx.Between(sorted(reports), func(id stemma.ReportID, s stemma.Span) bool { return lines[sentence{id, s.Start}] != "" })
	for _, p := range pairs {
		if p.Descent != nil {
			copies.Descent = append(copies.Descent, *p.Descent)
		}
		for _, r := range p.Reuse {
			r.A.Words, r.B.Words = lines[sentence{p.A, r.A.Span.Start}], lines[sentence{p.B, r.B.Span.Start}]
			copies.Reuse = append(copies.Reuse, r)
		}
	}
	return copies, err
}
