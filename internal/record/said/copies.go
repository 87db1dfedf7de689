package said

import (
	"iter"

	"stemma"
)

// Copies is what is known of who copied whom in a block. Reuse and descents that
// join sentences or reports outside the block may be left in; they do nothing.
type Copies struct {
	Reuse   []stemma.Reuse
	Descent []stemma.Descent

	index *copyIndex // index is of both, when it has been made.
}

// copyIndex finds copies.
type copyIndex struct {
	sentences []Sentence         // sentences that are from one original with others.
	number    map[Sentence]int32 // number is the place of each of them.
	reused    map[[2]int32]stemma.ReuseRelation
	family    map[stemma.ReportID]stemma.ReportID // family is the root of each report that descends from another or the reverse.
}

// Sentence names a sentence by its report and where it starts.
type Sentence struct {
	Report stemma.ReportID
	Start  int
}

// At is the sentence that c stands in, by name.
func (c *Claim) At() Sentence { return Sentence{c.Report, c.Sentence.Start} }

// Indexed is c with an index, which all who ask it share from then on. It is made as far
// as it is asked.
func (c Copies) Indexed() Copies {
	if c.index == nil {
		c.index = &copyIndex{}
	}
	return c
}

// note puts reuse into the index, each pair once, its lesser number first.
func (x *copyIndex) note(reuse []stemma.Reuse) {
	if x.reused != nil {
		return
	}
	x.number = map[Sentence]int32{}
	x.reused = make(map[[2]int32]stemma.ReuseRelation, len(reuse))
	for i := range reuse {
		r := &reuse[i]
		a, b := x.numbered(Sentence{r.A.Report, r.A.Span.Start}), x.numbered(Sentence{r.B.Report, r.B.Span.Start})
		x.reused[[2]int32{min(a, b), max(a, b)}] = r.Relation
	}
}

func (x *copyIndex) numbered(s Sentence) int32 {
	n, ok := x.number[s]
	if !ok {
		n = int32(len(x.sentences))
		x.number[s], x.sentences = n, append(x.sentences, s)
	}
	return n
}

// Reused is how the sentences of two claims are from one original; false when they are not.
func (c Copies) Reused(x, y *Claim) (stemma.ReuseRelation, bool) {
	index := c.Indexed().index
	index.note(c.Reuse)
	a, ok := index.number[x.At()]
	if !ok {
		return "", false
	}
	b, ok := index.number[y.At()]
	if !ok {
		return "", false
	}
	r, ok := index.reused[[2]int32{min(a, b), max(a, b)}]
	return r, ok
}

// Pairs are the sentences from one original, each pair once.
func (c Copies) Pairs() iter.Seq2[Sentence, Sentence] {
	index := c.Indexed().index
	index.note(c.Reuse)
	return func(yield func(Sentence, Sentence) bool) {
		for pair := range index.reused {
			if !yield(index.sentences[pair[0]], index.sentences[pair[1]]) {
				return
			}
		}
	}
}

// Families gives each report the least of the reports that are versions of one text
// with it. Reports that merely draw on one wire are of different families.
func (c Copies) Families() func(stemma.ReportID) stemma.ReportID {
	index := c.Indexed().index
	if index.family == nil {
		index.family = c.families()
	}
	family := index.family
	return func(r stemma.ReportID) stemma.ReportID {
		if root, ok := family[r]; ok {
			return root
		}
		return r
	}
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
