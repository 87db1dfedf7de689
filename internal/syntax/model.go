// Package syntax tags, parses and names: one pass of a small network over a report's
// sentences gives the parts of speech, the dependency arcs and the proper names of all.
//
// [Load] reads the weights, [Model.Read] does the work:
//
//	m, err := syntax.Load(weights.Syntax())
//	a := m.Read(text, tokens, sentences)
//	a.Tags, a.Arcs, a.Names // one tag and one arc a token; lemmas are not filled in
//
// A Model is safe for concurrent use. Reading allocates the three slices that it
// returns and, while the model warms up, what it remembers of words; nothing else.
package syntax

import (
	"fmt"
	"sync"

	"stemma/internal/neural"
	"stemma/internal/text"
)

// Version counts the changes of what the same weights say of the same text.
//
//	1 first
const Version = 1

// Analysis is what the network says of a text.
type Analysis struct {
	Tags  []text.Tag  // Tags[i] belongs to token i; without its lemma.
	Arcs  []text.Arc  // Arcs[i] belongs to token i; one root a sentence.
	Names []text.Name // Names are disjoint and sorted, each within one sentence.
}

// Model is a network ready to read.
type Model struct {
	net     *Network
	cpu     neural.CPU
	w       products
	edge    []float32 // edge is the projection of the sentence's boundary.
	root    int       // root is the label of roots.
	far     []float32 // far are the scores of a head so many words away, from -longestPiece-1 on.
	known   cache
	scratch sync.Pool
}

// Load makes a model of a file of weights that computes as the processor does best.
func Load(file []byte) (*Model, error) { return LoadFor(neural.Best(), file) }

// LoadFor makes a model that computes in the given way.
func LoadFor(cpu neural.CPU, file []byte) (*Model, error) {
	n, err := Decode(file)
	if err != nil {
		return nil, err
	}
	return New(cpu, n)
}

// New makes a model of a network as Decode gives it, which must not change any more.
func New(cpu neural.CPU, n *Network) (*Model, error) {
	m := &Model{net: n, cpu: cpu, root: -1}
	for i, l := range n.Labels {
		if l == "root" {
			m.root = i
		}
	}
	if m.root < 0 {
		return nil, fmt.Errorf("load syntax weights: no label named root")
	}
	m.prepare()
	m.far = make([]float32, 2*longestPiece+2*neural.Lane+2)
	for k := range m.far {
		m.far[k] = n.Distance.V[distance(longestPiece+1, max(k, 1))]
	}
	width := 8 * n.Hidden
	m.edge = make([]float32, 3*width)
	x, y := neural.NewMatrix(1, inputs), neural.Matrix{Rows: 1, Cols: 3 * width, Stride: 3 * width, V: m.edge}
	n.Gather(x.Row(0), Features{})
	m.project(y, x, new(scratch))
	m.scratch.New = func() any { return new(scratch) }
	return m, nil
}

// products are the matrices of the network, ready for products.
type products struct {
	squeeze              *neural.Weights
	in                   [3]*neural.Weights // for the word before, the word, the word after
	up                   []*neural.Weights
	heads, low           *neural.Weights
	u, tag, label, names *neural.Weights
}

func (m *Model) prepare() {
	n := m.net
	m.w.squeeze = m.cpu.Prepare(n.Squeeze)
	for place := range m.w.in {
		m.w.in[place] = m.cpu.Prepare(n.In.Part(place*n.Word, (place+1)*n.Word, 0, n.In.Cols))
	}
	for _, up := range n.Up {
		m.w.up = append(m.w.up, m.cpu.Prepare(up))
	}
	m.w.heads, m.w.low, m.w.u = m.cpu.Prepare(n.Heads), m.cpu.Prepare(n.Low), m.cpu.Prepare(n.U)
	m.w.tag, m.w.label, m.w.names = m.cpu.Prepare(n.TagOut), m.cpu.Prepare(n.LabelOut), m.cpu.Prepare(n.NameOut)
}

// project computes what words add to the first layer at each of three places: as the
// word before, as the word itself, with the layer's bias, and as the word after.
func (m *Model) project(y, x neural.Matrix, s *scratch) {
	width := 8 * m.net.Hidden
	s.squeezed.Resize(x.Rows, m.net.Word)
	m.w.squeeze.Apply(s.squeezed, x, &s.product)
	for place, w := range m.w.in {
		to := y.Part(0, x.Rows, place*width, (place+1)*width)
		if place == 1 {
			w.ApplyAdd(to, s.squeezed, m.net.InBias, &s.product)
			continue
		}
		w.Apply(to, s.squeezed, &s.product)
	}
}

// Gather puts the rows of f side by side.
func (n *Network) Gather(x []float32, f Features) {
	at := 0
	for i, row := range f {
		at += copy(x[at:], n.Tables[i].Row(int(row)))
	}
}

// Read analyses the sentences, which must partition the tokens of text.
func (m *Model) Read(txt string, tokens []text.Token, sentences []text.Sentence) Analysis {
	a := Analysis{Tags: make([]text.Tag, len(tokens)), Arcs: make([]text.Arc, len(tokens))}
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	s.begin(txt, tokens, &a)
	for _, sent := range sentences {
		s.shout = s.caseOf(sent)
		for first := sent.First; first < sent.Last; {
			last := cut(txt, tokens, first, sent.Last)
			s.pieces = append(s.pieces, piece{first: first, last: last, row: s.rows, opens: sent.First, shout: s.shout})
			s.rows += last - first
			first = last
			if s.rows >= batch {
				m.run(s)
			}
		}
	}
	m.run(s)
	s.end()
	return a
}

const (
	// batch is how many words go through the network together. Measured on an EPYC with
	// 1 MB of second-level cache a core; see BenchmarkRead.
	batch = 192
	// longestPiece bounds the cost of arcs, which grows with the square of the length. A
	// longer sentence is parsed in pieces, and the roots of the later ones hang from the
	// root of the first. No sentence of the English treebanks' dev parts is as long.
	longestPiece = 160
)

// cut is where the piece that starts at first ends: with the sentence, or after a
// comma or the like, or where it must.
func cut(txt string, tokens []text.Token, first, last int) int {
	if last-first <= longestPiece {
		return last
	}
	for i := first + longestPiece; i > first+longestPiece/2; i-- {
		switch tokens[i-1].Of(txt) {
		case ",", ";", ":", ".", "!", "?", ")", "—", "–":
			return i
		}
	}
	return first + longestPiece
}
