package said

import "stemma"

// Copies is what is known of who copied whom in a block. Reuse and descents that
// join sentences or reports outside the block may be left in; they do nothing.
type Copies struct {
	Reuse   []stemma.Reuse
	Descent []stemma.Descent

	index *copyIndex // index is of both, when it has been made.
}

// copyIndex finds copies.
type copyIndex struct {
	reused map[[2]Sentence]stemma.ReuseRelation
	family map[stemma.ReportID]stemma.ReportID // family is the root of each report that descends from another or the reverse.
}

// Sentence names a sentence by its report and where it starts.
type Sentence struct {
	Report stemma.ReportID
	Start  int
}

// At is the sentence that c stands in, by name.
func (c *Claim) At() Sentence { return Sentence{c.Report, c.Sentence.Start} }

// Indexed is c with an index, which all who ask it share from then on.
func (c Copies) Indexed() Copies {
	if c.index == nil {
		c.index = &copyIndex{reused: c.reused(), family: c.families()}
	}
	return c
}

// Reused is how the sentences of two claims are from one original; false when they are not.
func (c Copies) Reused(x, y *Claim) (stemma.ReuseRelation, bool) {
	r, ok := c.Indexed().index.reused[[2]Sentence{x.At(), y.At()}]
	return r, ok
}

// Pairs are the sentences from one original, each pair both ways round.
func (c Copies) Pairs() map[[2]Sentence]stemma.ReuseRelation { return c.Indexed().index.reused }

// Families gives each report the least of the reports that are versions of one text
// with it. Reports that merely draw on one wire are of different families.
func (c Copies) Families() func(stemma.ReportID) stemma.ReportID {
	family := c.Indexed().index.family
	return func(r stemma.ReportID) stemma.ReportID {
		if root, ok := family[r]; ok {
			return root
		}
		return r
	}
}

func (c Copies) reused() map[[2]Sentence]stemma.ReuseRelation {
	reused := make(map[[2]Sentence]stemma.ReuseRelation, 2*len(c.Reuse))
	for _, r := range c.Reuse {
		a, b := Sentence{r.A.Report, r.A.Span.Start}, Sentence{r.B.Report, r.B.Span.Start}
		reused[[2]Sentence{a, b}], reused[[2]Sentence{b, a}] = r.Relation, r.Relation
	}
	return reused
}

func (c Copies) families() map[stemma.ReportID]stemma.ReportID {
	up := map[stemma.ReportID]stemma.ReportID{}
	root := func(r stemma.ReportID) stemma.ReportID {
		for up[r] != "" && up[r] != r {
			r = up[r]
		}
		return r
	}
	for i := range c.Descent {
		d := &c.Descent[i]
		if d.Relation == stemma.CommonWire {
			continue
		}
		if a, b := root(d.A), root(d.B); a != b {
			up[max(a, b)] = min(a, b)
		}
	}
	family := make(map[stemma.ReportID]stemma.ReportID, len(up))
	for r := range up {
		family[r] = root(r)
	}
	return family
}
