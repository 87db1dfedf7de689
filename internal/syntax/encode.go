package syntax

import (
	"strings"

	"stemma"
	"stemma/internal/neural"
	"stemma/internal/text"
)

// scratch is the memory of one reader at work, kept from one text to the next.
type scratch struct {
	txt    string
	tokens []text.Token
	out    *Analysis
	shout  Case

	pieces []piece
	rows   int

	words   [][]float32 // words are the projections of the batch's words, in order
	missing []int       // missing are the rows whose words were not in the cache
	x, squeezed, fresh,
	gates, y, z, state,
	heads, low, du, headT, arcs, labelIn, labels, tags, names neural.Matrix

	product neural.Scratch
	head    []int32
	tree    tree
	marks   []int32
	path    []uint8
}

// piece is a sentence, or a part of one that is too long, in a batch.
type piece struct {
	first, last int // tokens
	row         int // row of its first token in the batch
	opens       int // opens is the first token of its sentence
	shout       Case
}

func (p piece) size() int { return p.last - p.first }

func (s *scratch) begin(txt string, tokens []text.Token, out *Analysis) {
	s.txt, s.tokens, s.out = txt, tokens, out
	s.pieces, s.rows = s.pieces[:0], 0
}

// end lets go of the text.
func (s *scratch) end() { s.txt, s.tokens, s.out = "", nil, nil }

func (s *scratch) word(i int) string { return s.tokens[i].Of(s.txt) }

// caseOf looks no further than the first small letter.
func (s *scratch) caseOf(sent text.Sentence) Case {
	var c caseCount
	for i := sent.First; i < sent.Last && c.small == 0; i++ {
		c.add(s.word(i))
	}
	return c.result()
}

// run analyses the pieces that have come together.
func (m *Model) run(s *scratch) {
	if s.rows == 0 {
		return
	}
	m.lookUp(s)
	m.encode(s)
	m.score(s)
	for _, p := range s.pieces {
		m.attach(s, p)
		m.name(s, p)
	}
	m.label(s)
	m.tag(s)
	s.pieces, s.rows = s.pieces[:0], 0
}

// lookUp finds the projection of every word, and computes those that are new.
func (m *Model) lookUp(s *scratch) {
	s.words, s.missing = s.words[:0], s.missing[:0]
	for _, p := range s.pieces {
		for i := p.first; i < p.last; i++ {
			v := m.known.find(s.word(i), p.shout)
			if v == nil {
				s.missing = append(s.missing, len(s.words))
			}
			s.words = append(s.words, v)
		}
	}
	if len(s.missing) == 0 {
		return
	}
	s.x.Resize(len(s.missing), inputs)
	s.fresh.Resize(len(s.missing), len(m.edge))
	at := 0
	for k, row := range s.missing {
		for row >= s.pieces[at].row+s.pieces[at].size() {
			at++
		}
		p := s.pieces[at]
		m.net.Gather(s.x.Row(k), m.net.featuresOf(s.word(p.first+row-p.row), p.shout))
	}
	m.project(s.fresh, s.x, s)
	at = 0
	for k, row := range s.missing {
		for row >= s.pieces[at].row+s.pieces[at].size() {
			at++
		}
		p := s.pieces[at]
		s.words[row] = s.fresh.Row(k)
		if w := s.word(p.first + row - p.row); m.known.find(w, p.shout) == nil {
			m.known.add(w, p.shout, s.fresh.Row(k))
		}
	}
}

// encode runs the layers of the two-way recurrent unit; the result stands in s.y.
func (m *Model) encode(s *scratch) {
	h := m.net.Hidden
	width := 8 * h
	s.gates.Resize(s.rows, width)
	s.y.Resize(s.rows, 2*h)
	s.z.Resize(s.rows, 2*h)
	s.state.Resize(1, h)
	for _, p := range s.pieces {
		for i := range p.size() {
			before, after := m.edge, m.edge
			if i > 0 {
				before = s.words[p.row+i-1]
			}
			if i+1 < p.size() {
				after = s.words[p.row+i+1]
			}
			m.cpu.AddThree(s.gates.Row(p.row+i), before[:width], s.words[p.row+i][width:2*width], after[2*width:])
		}
	}
	// In the first layer what passes by has a projection of its own, after the gates.
	m.recur(s, s.y, 4*h, func(row, way int) []float32 { return s.gates.Row(row)[way*4*h+3*h : way*4*h+4*h] })
	for l, up := range m.w.up {
		if l == len(m.w.up)-1 {
			m.scoreLow(s)
		}
		s.gates.Resize(s.rows, 6*h)
		up.ApplyAdd(s.gates, s.y, m.net.UpBias[l], &s.product)
		m.recur(s, s.z, 3*h, func(row, way int) []float32 { return s.y.Row(row)[way*h : way*h+h] })
		s.y, s.z = s.z, s.y
	}
}

// recur runs one layer both ways over every piece. stride is the distance between the
// gates of the two ways; past is what passes by the unit.
func (m *Model) recur(s *scratch, y neural.Matrix, stride int, past func(row, way int) []float32) {
	h := m.net.Hidden
	state := s.state.Row(0)
	for _, p := range s.pieces {
		for way := range 2 {
			clear(state)
			for k := range p.size() {
				row := p.row + k
				if way == 1 {
					row = p.row + p.size() - 1 - k
				}
				g := s.gates.Row(row)[way*stride : way*stride+3*h]
				m.cpu.Sigmoid(g[:2*h])
				m.cpu.Tanh(g[2*h:])
				m.cpu.Step(state, g, past(row, way), y.Row(row)[way*h:way*h+h])
			}
		}
	}
}

// scoreLow computes the scores of tags and names, which read the encoder below its
// last layer.
func (m *Model) scoreLow(s *scratch) {
	n := m.net
	parts := n.Parts()
	s.low.Resize(s.rows, parts.LowEnd)
	m.w.low.Apply(s.low, s.y, &s.product)
	m.bend(s.low, n.LowBias)
	s.tags.Resize(s.rows, n.TagOut.Cols)
	m.w.tag.ApplyAdd(s.tags, s.low.Part(0, s.rows, parts.Tag, parts.Name), n.TagAdd, &s.product)
	s.names.Resize(s.rows, n.NameOut.Cols)
	m.w.names.ApplyAdd(s.names, s.low.Part(0, s.rows, parts.Name, parts.LowEnd), n.NameAdd, &s.product)
}

// score computes what arcs and labels need of every word.
func (m *Model) score(s *scratch) {
	n := m.net
	s.heads.Resize(s.rows, n.Heads.Cols)
	m.w.heads.Apply(s.heads, s.y, &s.product)
	m.bend(s.heads, n.HeadBias)
	s.du.Resize(s.rows, n.Arc)
	m.w.u.ApplyAdd(s.du, s.heads.Part(0, s.rows, 0, n.Arc), n.UBias, &s.product)
}

// bend adds a bias and applies the leaky rectifier.
func (m *Model) bend(x, bias neural.Matrix) {
	for i := range x.Rows {
		m.cpu.LeakyAdd(x.Row(i), x.Row(i), bias.V)
	}
}

// Top is the output of the encoder for one sentence, a row a word: what all heads
// read. Training is held to it by a test.
func (m *Model) Top(words []string) neural.Matrix {
	s := new(scratch)
	var b strings.Builder
	for _, w := range words {
		start := b.Len()
		b.WriteString(w)
		s.tokens = append(s.tokens, text.Token{Span: stemma.Span{Start: start, End: b.Len()}})
	}
	s.txt, s.rows = b.String(), len(words)
	s.pieces = []piece{{last: len(words), shout: CaseOf(words)}}
	m.lookUp(s)
	m.encode(s)
	return s.y
}
