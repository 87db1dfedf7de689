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
		s := saidIn(standingOf(claim, e.Report), claim)
		for _, name := range matter.Blocks(&s, c.world) {
			blocks[claim.ID] = append(blocks[claim.ID], matterBlock+name)
		}
		for _, name := range control.Blocks(&s, c.world) {
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

func standingOf(claim stemma.Claim, r stemma.Report) *store.Standing {
	s := &store.Standing{Claim: claim, Line: claim.Sentence.Of(r.Text), Outlet: r.Outlet, Published: r.Published.When}
	for _, a := range r.Agencies {
		if !slices.Contains(s.Agencies, a.Agency) {
			s.Agencies = append(s.Agencies, a.Agency)
		}
	}
	return s
}

// saidIn is a claim as the parts of the record judge it; it may have other values than were
// read.
func saidIn(s *store.Standing, claim stemma.Claim) said.Claim {
	from := claim.Sentence.Start
	return said.Claim{
		Claim: claim,
		Said:  s.Line[claim.Span.Start-from : claim.Span.End-from],
		Line:  s.Line,
		Paper: said.Paper{ID: claim.Report, Outlet: s.Outlet, Agencies: s.Agencies, Published: s.Published},
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
		derived, told := make([]store.Derived, len(names)), make([]bool, len(names))
		done := begin(len(names), func(i int) { derived[i], told[i] = inputs[i].derive(names[i], c.world) })
		if err := keep(); err != nil {
			done()
			return err
		}
		keep = func() error {
			done()
			for i, name := range names {
				if !told[i] {
					var err error
					if derived[i], err = c.anew(name); err != nil {
						return err
					}
				}
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
	known  span    // known is since when the claims were known.
	times  []times // times are those of each.
	ground *ground // ground is what it goes on from; nil where it begins anew.
}

// block reads what the parts of a block follow from: its later claims, where it has a ground.
func (c *change) block(name string) (block, error) {
	if _, ok := cut(name, controlBlock); ok {
		if b, ok, err := c.onGround(name); ok || err != nil {
			return b, err
		}
	}
	return c.wholeBlock(name)
}

func (c *change) wholeBlock(name string) (block, error) {
	standing, err := c.tx.Block(name, copiesHeard)
	if err != nil {
		return block{}, err
	}
	return c.blockOf(name, standing)
}

func (c *change) blockOf(name string, standing []*store.Standing) (block, error) {
	standing = slices.Clone(standing)
	slices.SortFunc(standing, func(x, y *store.Standing) int { return said.Compare(&x.Claim, &y.Claim) }) // said.Sort would copy them all
	b := block{claims: make([]said.Claim, len(standing)), times: make([]times, len(standing))}
	for i, s := range standing {
		claim := c.corrections.apply(s.Claim)
		b.claims[i], b.times[i] = saidIn(s, claim), times{claim.When.From, s.Known}
		b.known = b.known.with(s.Known, i > 0)
	}
	said.Sort(b.claims)
	var err error
	b.copies, err = c.copies(name, b.claims)
	return b, err
}

// derive derives the parts of a block; false where its ground does not bear its claims.
func (b block) derive(name string, w World) (store.Derived, bool) {
	if _, ok := cut(name, controlBlock); ok {
		return b.holdings(w)
	}
	d := Derive(name, b.claims, b.copies, w)
	d.FirstKnown, d.LastKnown = b.known.first, b.known.last
	return d, true
}

// Derive is the parts of the record that follow from the claims of one block, sorted
// by said.Sort, and from who copied whom among their reports.
func Derive(name string, claims []said.Claim, copies said.Copies, w World) store.Derived {
	if len(claims) == 0 {
		return store.Derived{}
	}
	copies = copies.Indexed()
	if _, ok := cut(name, controlBlock); ok {
		return store.Derived{Holdings: control.Of(claims, copies, w)}
	}
	block, _ := cut(name, matterBlock)
	d := store.Derived{
		Matters:      matter.Of(block, claims, w),
		Independence: origin.Of(block, claims, copies, w),
	}
	d.Disputes = dispute.All(d.Matters, claims, copies, w)
	answering(d.Independence, d.Matters, claims)
	for i, behind := range origin.Behind(d.Matters, claims, copies, w) {
		d.Matters[i].Origins = behind
	}
	d.Tallies = tally.All(d.Matters, claims, copies, w)
	d.Heads = headsOf(d, claims, copies, w)
	return d
}

// answering gives each statement the matter with whose claims it shares most sentences.
func answering(statements []stemma.Independence, matters []stemma.Matter, claims []said.Claim) {
	type sentence struct {
		report stemma.ReportID
		start  int
	}
	at := map[stemma.ClaimID]sentence{}
	for i := range claims {
		c := &claims[i]
		at[c.ID] = sentence{c.Report, c.Sentence.Start}
	}
	asked := map[sentence]map[string]bool{}
	for _, m := range matters {
		for _, id := range m.Claims {
			s := at[id]
			if asked[s] == nil {
				asked[s] = map[string]bool{}
			}
			asked[s][m.ID] = true
		}
	}
	for i := range statements {
		count := map[string]int{}
		for _, ref := range statements[i].Sentences {
			for id := range asked[sentence{ref.Report, ref.Span.Start}] {
				count[id]++
			}
		}
		best := ""
		for id, n := range count {
			if best == "" || n > count[best] || n == count[best] && id < best {
				best = id
			}
		}
		statements[i].Matter = best
	}
}

func cut(name, kind string) (string, bool) {
	if len(name) >= len(kind) && name[:len(kind)] == kind {
		return name[len(kind):], true
	}
	return name, false
}

// copies are the reuse among the sentences of claims and the descents among their
// reports, as far as a block has to know them.
func (c *change) copies(block string, claims []said.Claim) (said.Copies, error) {
	wanted, ok := heard(block, claims, c.world)
	if !ok {
		return said.Copies{}, nil
	}
	pairs, err := c.tx.Between(sorted(reportsOf(claims)), wanted)
	return copiesOf(claims, pairs), err
}

// heard tells the sentences of whose reuse a block has to know; false when not even who
// copied whom counts.
func heard(block string, claims []said.Claim, w World) (wanted func(stemma.ReportID, stemma.Span) bool, ok bool) {
	if _, ok := cut(block, controlBlock); !ok {
		return claimed(claims), true
	}
	// Who held a place is told by who says so, and these are known but for a text's own voice.
	return func(stemma.ReportID, stemma.Span) bool { return false }, slices.ContainsFunc(claims, func(s said.Claim) bool { return s.OfItsText(w) })
}

// claimed tells the sentences that claims stand in.
func claimed(claims []said.Claim) func(stemma.ReportID, stemma.Span) bool {
	type sentence struct {
		report stemma.ReportID
		start  int
	}
	in := map[sentence]bool{}
	for i := range claims {
		s := &claims[i]
		in[sentence{s.Report, s.Sentence.Start}] = true
	}
	return func(id stemma.ReportID, s stemma.Span) bool { return in[sentence{id, s.Start}] }
}

func reportsOf(claims []said.Claim) map[stemma.ReportID]bool {
	reports := map[stemma.ReportID]bool{}
	for i := range claims {
		s := &claims[i]
		reports[s.Report] = true
	}
	return reports
}

// copiesOf is what pairs of the claims' reports say of their sentences.
func copiesOf(claims []said.Claim, pairs []store.Pair) said.Copies {
	type sentence struct {
		report stemma.ReportID
		start  int
	}
	lines := map[sentence]string{}
	agencies := map[stemma.ReportID][]string{}
	for i := range claims {
		s := &claims[i]
		lines[sentence{s.Report, s.Sentence.Start}] = s.Line
		agencies[s.Report] = s.Paper.Agencies
	}
	reused := 0
	for _, p := range pairs {
		reused += len(p.Reuse)
	}
	copies := said.Copies{Reuse: make([]stemma.Reuse, 0, reused)}
	for _, p := range pairs {
		if p.Descent != nil {
			copies.Descent = append(copies.Descent, *p.Descent)
		}
		for _, r := range p.Reuse {
			r.A.Words, r.B.Words = lines[sentence{p.A, r.A.Span.Start}], lines[sentence{p.B, r.B.Span.Start}]
			if r.A.Words != "" && r.B.Words != "" {
				copies.Reuse = append(copies.Reuse, r)
			}
		}
	}
	copies.Descent = said.Unspliced(copies.Descent, agencies)
	return copies
}
