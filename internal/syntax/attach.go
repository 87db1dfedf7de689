package syntax

import (
	"stemma/internal/neural"
	"stemma/internal/text"
)

// crossing is taken from the score of an arc between the inside of a quotation and its
// outside. Chosen on the dev parts of the treebanks and on quoted speech written for
// the tests; `stemma eval --suite language` measures it again.
const crossing = 1.0

// attach finds the tree of a piece and writes its heads, without their labels.
func (m *Model) attach(s *scratch, p piece) {
	n := p.size()
	parts := m.net.Parts()
	cols := neural.Round(n + 1)
	s.headT.Resize(m.net.Arc, cols)
	s.headT.Zero()
	for k, v := range m.net.Root.V[:m.net.Arc] {
		s.headT.V[k*cols] = v
	}
	for j := range n {
		for k, v := range s.heads.Row(p.row + j)[parts.ArcHead:parts.LabelDep] {
			s.headT.V[k*cols+j+1] = v
		}
	}
	s.arcs.Resize(n, cols)
	m.cpu.Product(s.arcs, s.du.Part(p.row, p.row+n, 0, m.net.Arc), s.headT, neural.Set)
	for i := range n {
		row := s.arcs.Row(i)
		root := row[0] + m.net.Distance.V[distance(i+1, 0)]
		m.cpu.AddTwo(row, row, m.far[longestPiece-i:])
		row[0], row[i+1] = root, impossible
	}
	s.quotations(p)
	s.head = s.tree.heads(m.cpu, s.head, s.arcs, n)
	s.write(p)
}

// quotations lowers the scores of arcs that cross the bounds of a quotation.
func (s *scratch) quotations(p piece) {
	n := p.size()
	if !s.mark(p) {
		return
	}
	for i := range n {
		row := s.arcs.Row(i)[1 : n+1]
		for j := range row {
			if s.marks[i] != s.marks[j] {
				row[j] -= crossing
			}
		}
	}
}

// mark numbers the stretches inside and outside quotation marks, the marks counted
// with the inside, and reports whether there are any.
func (s *scratch) mark(p piece) bool {
	s.marks = s.marks[:0]
	var inside, count int32
	for i := p.first; i < p.last; i++ {
		opens, closes := quotationMark(s.word(i))
		switch {
		case inside == 0 && opens:
			count++
			inside = count
			s.marks = append(s.marks, inside)
		case inside != 0 && closes:
			s.marks = append(s.marks, inside)
			inside = 0
		default:
			s.marks = append(s.marks, inside)
		}
	}
	return count > 0
}

func quotationMark(w string) (opens, closes bool) {
	switch w {
	case `"`:
		return true, true
	case "“", "„", "``", "«":
		return true, false
	case "”", "''", "»":
		return false, true
	}
	return false, false
}

// write turns the heads of a piece into arcs. The root of a later piece of a long
// sentence hangs from the root of the first.
func (s *scratch) write(p piece) {
	for i := range p.size() {
		h := int(s.head[i])
		if h > 0 {
			s.out.Arcs[p.first+i].Head = p.first + h - 1
			continue
		}
		s.out.Arcs[p.first+i].Head = -1
		if p.first > p.opens {
			s.out.Arcs[p.first+i].Head = rootOf(s.out.Arcs, p.opens)
		}
	}
}

// rootOf is the root of the sentence that holds token at.
func rootOf(arcs []text.Arc, at int) int {
	for arcs[at].Head >= 0 {
		at = arcs[at].Head
	}
	return at
}

// label names the arcs of a batch.
func (m *Model) label(s *scratch) {
	n := m.net
	parts := n.Parts()
	s.labelIn.Resize(s.rows, n.Label)
	s.labels.Resize(s.rows, n.LabelOut.Cols)
	root := n.Root.V[n.Arc:]
	for _, p := range s.pieces {
		for i := range p.size() {
			from := root
			if h := s.out.Arcs[p.first+i].Head; h >= p.first {
				from = s.heads.Row(p.row + h - p.first)[parts.LabelHead:parts.End]
			}
			m.cpu.LeakyAdd(s.labelIn.Row(p.row+i), s.heads.Row(p.row + i)[parts.LabelDep:parts.LabelHead], from)
		}
	}
	m.w.label.ApplyAdd(s.labels, s.labelIn, n.LabelAdd, &s.product)
	for _, p := range s.pieces {
		for i := range p.size() {
			a := &s.out.Arcs[p.first+i]
			row := s.labels.Row(p.row + i)[:len(n.Labels)]
			switch {
			case a.Head < 0:
				a.Rel = n.Labels[m.root]
			case a.Head < p.first:
				a.Rel = "parataxis"
			default:
				row[m.root] = impossible
				a.Rel = n.Labels[m.cpu.Argmax(row)]
			}
		}
	}
}

// tag writes the tags of a batch.
func (m *Model) tag(s *scratch) {
	for _, p := range s.pieces {
		for i := range p.size() {
			t := m.net.Tags[m.cpu.Argmax(s.tags.Row(p.row + i)[:len(m.net.Tags)])]
			s.out.Tags[p.first+i] = text.Tag{UPOS: t.UPOS, XPOS: t.XPOS}
		}
	}
}
