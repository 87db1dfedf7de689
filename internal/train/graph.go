package train

import (
	"math"
	"math/rand/v2"

	"stemma/internal/neural"
	"stemma/internal/syntax"
)

// Rates of dropout: of single input values, of a sentence's hidden values (one mask
// for all its words), of single values in the heads. Chosen on the dev parts.
type Rates struct {
	Input, Hidden, Head float32
	Word                float32 // Word is the chance that a frequent word is taken for an unknown one.
	Writing             float32 // Writing is the chance that a sentence is read in small letters, and in capitals, and as a headline.
}

// graph computes the loss of some sentences and its gradient. Between two sentences
// lies a row for the boundary, so that the window of three words is a stretch of the
// matrix of inputs.
//
//	x ─Squeeze─► w ─window·In─► gates₁ ─► y₁ ─mask─► in₂ ─Up─► gates₂ ─► … ─mask─► top ─Heads─► losses
type graph struct {
	cpu   neural.CPU
	net   *syntax.Network
	turn  *transposes
	grad  *syntax.Network // grad has the gradient of every matrix but the tables.
	rates Rates
	rand  *rand.Rand

	features []syntax.Features // of each row
	starts   []int             // the first row of each sentence
	rows     int

	x, dx  neural.Matrix // inputs and their gradient
	w, dw  neural.Matrix // inputs squeezed
	layers []layer
	top    neural.Matrix
	heads  head
	low    head

	head, headT, du, dep, arcs, back         neural.Matrix
	labelIn, labels, tags, names, backLabels neural.Matrix
	loss                                     Loss
}

// head is a layer that heads read: its values under their mask, and the gradient.
type head struct{ v, d, mask neural.Matrix }

// layer is what a layer of the encoder remembers for its gradient.
type layer struct {
	gates, dgates neural.Matrix // gates after their functions
	state         neural.Matrix // state after each word
	y, dy         neural.Matrix // output, before the mask
	mask          neural.Matrix // one row a sentence
	in, din       neural.Matrix // input of the next layer: y under the mask
}

// Loss is summed over words; Words are those that count.
type Loss struct {
	Tag, Arc, Label, Name float64
	Words, NameWords      int
}

func (l *Loss) add(m Loss) {
	l.Tag += m.Tag
	l.Arc += m.Arc
	l.Label += m.Label
	l.Name += m.Name
	l.Words += m.Words
	l.NameWords += m.NameWords
}

// transposes of the weights, made once for every step.
type transposes struct {
	in                  [3]neural.Matrix
	up                  []neural.Matrix
	squeeze, heads, low neural.Matrix
	u, tag, label, nm   neural.Matrix
}

func (t *transposes) update(n *syntax.Network) {
	for place := range t.in {
		turn(&t.in[place], n.In.Part(place*n.Word, (place+1)*n.Word, 0, n.In.Cols))
	}
	if t.up == nil {
		t.up = make([]neural.Matrix, len(n.Up))
	}
	for i := range n.Up {
		turn(&t.up[i], n.Up[i])
	}
	turn(&t.squeeze, n.Squeeze)
	turn(&t.heads, n.Heads)
	turn(&t.low, n.Low)
	turn(&t.u, n.U)
	turn(&t.tag, n.TagOut)
	turn(&t.label, n.LabelOut)
	turn(&t.nm, n.NameOut)
}

func turn(t *neural.Matrix, m neural.Matrix) {
	t.Resize(m.Cols, m.Rows)
	neural.Transpose(*t, m)
}

func newGraph(cpu neural.CPU, net *syntax.Network, turn *transposes, rates Rates) *graph {
	return &graph{
		cpu: cpu, net: net, turn: turn, rates: rates,
		grad:   syntax.NewNetwork(net.Config, nil, net.Tags, net.Labels),
		layers: make([]layer, net.Layers),
	}
}

// run computes the loss of the examples and leaves the gradient, times scale, in
// g.grad and g.dx.
func (g *graph) run(examples []*Example, seed1, seed2 uint64, scale float32) Loss {
	g.rand = rand.New(rand.NewPCG(seed1, seed2))
	g.loss = Loss{}
	for _, p := range g.grad.Params() {
		if !p.Lookup {
			p.Matrix.Zero()
		}
	}
	g.input(examples)
	g.forward(examples)
	for _, h := range []*head{&g.heads, &g.low} {
		h.d.Resize(h.v.Rows, h.v.Cols)
		h.d.Zero()
	}
	for k, e := range examples {
		if e.Heads != nil {
			g.arcLoss(e, g.starts[k], scale)
			g.labelLoss(e, g.starts[k], scale)
		}
	}
	g.tagLoss(examples, scale)
	g.nameLoss(examples, scale)
	g.backward(examples)
	return g.loss
}

// input lays out the rows and looks the words up.
func (g *graph) input(examples []*Example) {
	g.features, g.starts = g.features[:0], g.starts[:0]
	g.features = append(g.features, syntax.Features{})
	for _, e := range examples {
		g.starts = append(g.starts, len(g.features))
		for i, f := range g.written(e) {
			if g.rates.Word > 0 && g.rand.Float32() < g.rates.Word+e.Rare[i] {
				f.Forget()
			}
			g.features = append(g.features, f)
		}
		g.features = append(g.features, syntax.Features{})
	}
	g.rows = len(g.features)
	g.x.Resize(g.rows, syntax.Inputs)
	keep := 1 - g.rates.Input
	for r, f := range g.features {
		row := g.x.Row(r)
		g.net.Gather(row, f)
		if keep == 1 {
			continue
		}
		for i := range row {
			if g.rand.Float32() >= keep {
				row[i] = 0
			} else {
				row[i] /= keep
			}
		}
	}
}

// written is a sentence as it is or, now and then, in another writing.
func (g *graph) written(e *Example) []syntax.Features {
	if g.rates.Writing == 0 {
		return e.Features
	}
	switch v := g.rand.Float32() / g.rates.Writing; {
	case v < 1:
		return e.Small
	case v < 2:
		return e.Capital
	case v < 3:
		return e.Title
	}
	return e.Features
}

// windows is the squeezed inputs seen three at a time: row r stands for word r+1.
func (g *graph) windows() neural.Matrix {
	return neural.Matrix{Rows: g.rows - 2, Cols: 3 * g.net.Word, Stride: g.net.Word, V: g.w.V}
}

func (g *graph) forward(examples []*Example) {
	h := g.net.Hidden
	g.w.Resize(g.rows, g.net.Word)
	g.cpu.Product(g.w, g.x, g.net.Squeeze, neural.Set)
	for l := range g.layers {
		y := &g.layers[l]
		if l == 0 {
			y.gates.Resize(g.rows, 8*h)
			g.cpu.Product(y.gates.Part(1, g.rows-1, 0, 8*h), g.windows(), g.net.In, neural.Set)
			addBias(y.gates, g.net.InBias.V)
			g.recur(examples, y, 4*h, y.gates, 3*h, 4*h)
		} else {
			y.gates.Resize(g.rows, 6*h)
			in := g.layers[l-1].in
			g.cpu.Product(y.gates, in, g.net.Up[l-1], neural.Set)
			addBias(y.gates, g.net.UpBias[l-1].V)
			g.recur(examples, y, 3*h, in, 0, h)
		}
		g.dropHidden(examples, y)
	}
	g.top = g.layers[len(g.layers)-1].in
	g.headForward(&g.heads, g.top, g.net.Heads, g.net.HeadBias)
	g.headForward(&g.low, g.layers[len(g.layers)-2].in, g.net.Low, g.net.LowBias)
}

// headForward computes a layer that heads read.
func (g *graph) headForward(h *head, in, weights, bias neural.Matrix) {
	h.v.Resize(g.rows, weights.Cols)
	h.mask.Resize(g.rows, weights.Cols)
	g.cpu.Product(h.v, in, weights, neural.Set)
	keep := 1 - g.rates.Head
	for r := range g.rows {
		row, mask := h.v.Row(r), h.mask.Row(r)
		g.cpu.LeakyAdd(row, row, bias.V)
		for i := range row {
			m := float32(0)
			if keep == 1 || g.rand.Float32() < keep {
				m = 1 / keep
			}
			mask[i] = m
			if row[i] < 0 {
				mask[i] = m * neural.Slope
			}
			row[i] *= m
		}
	}
}

// headBackward takes the gradient of such a layer to its input, to which it adds.
func (g *graph) headBackward(h *head, in, din, turned, weights, bias neural.Matrix) {
	for i, m := range h.mask.V {
		h.d.V[i] *= m
	}
	for r := range g.rows {
		addTo(bias.V, h.d.Row(r))
	}
	g.cpu.TransposedProduct(weights, in, h.d, neural.Add)
	g.cpu.Product(din, h.d, turned, neural.Add)
}

// recur runs a layer both ways over every sentence. What passes by the unit stands in
// past, for the two ways at offset and offset+step.
func (g *graph) recur(examples []*Example, y *layer, stride int, past neural.Matrix, offset, step int) {
	h := g.net.Hidden
	y.state.Resize(g.rows, 2*h)
	y.y.Resize(g.rows, 2*h)
	y.y.Zero()
	state := make([]float32, h)
	for k, e := range examples {
		for way := range 2 {
			clear(state)
			for i := range e.Features {
				r := g.row(k, e, i, way)
				gates := y.gates.Row(r)[way*stride : way*stride+3*h]
				g.cpu.Sigmoid(gates[:2*h])
				g.cpu.Tanh(gates[2*h:])
				at := offset + way*step
				g.cpu.Step(state, gates, past.Row(r)[at:at+h], y.y.Row(r)[way*h:way*h+h])
				copy(y.state.Row(r)[way*h:], state)
			}
		}
	}
}

// row is the row of the i-th word that the given way comes to.
func (g *graph) row(k int, e *Example, i, way int) int {
	if way == 1 {
		return g.starts[k] + len(e.Features) - 1 - i
	}
	return g.starts[k] + i
}

func (g *graph) dropHidden(examples []*Example, y *layer) {
	y.in.Resize(g.rows, y.y.Cols)
	y.in.Zero()
	y.mask.Resize(len(examples), y.y.Cols)
	keep := 1 - g.rates.Hidden
	for k, e := range examples {
		mask := y.mask.Row(k)
		for i := range mask {
			mask[i] = 0
			if keep == 1 || g.rand.Float32() < keep {
				mask[i] = 1 / keep
			}
		}
		for i := range e.Features {
			from, to := y.y.Row(g.starts[k]+i), y.in.Row(g.starts[k]+i)
			for j, m := range mask {
				to[j] = from[j] * m
			}
		}
	}
}

func addBias(m neural.Matrix, bias []float32) {
	for r := range m.Rows {
		row := m.Row(r)
		for i, b := range bias[:len(row)] {
			row[i] += b
		}
	}
}

// entropy turns scores into the gradient of their cross-entropy with the gold class,
// times scale, and returns the loss.
func entropy(scores []float32, gold int, scale float32) float64 {
	neural.Softmax(scores)
	loss := -math.Log(float64(max(scores[gold], 1e-9)))
	for i := range scores {
		scores[i] *= scale
	}
	scores[gold] -= scale
	return loss
}

// partial is entropy where any of the allowed classes, a set of bits, is right.
func partial(scores []float32, allowed uint16, scale float32) float64 {
	neural.Softmax(scores)
	var sum float32
	for i, p := range scores {
		if allowed>>i&1 == 1 {
			sum += p
		}
	}
	sum = max(sum, 1e-9)
	for i, p := range scores {
		d := p
		if allowed>>i&1 == 1 {
			d -= p / sum
		}
		scores[i] = d * scale
	}
	return -math.Log(float64(sum))
}

func (g *graph) arcLoss(e *Example, start int, scale float32) {
	n, width := len(e.Features), g.net.Arc
	parts := g.net.Parts()
	cols := neural.Round(n + 1)
	g.head.Resize(n+1, width)
	copy(g.head.Row(0), g.net.Root.V[:width])
	g.dep.Resize(n, width)
	for i := range n {
		row := g.heads.v.Row(start + i)
		copy(g.dep.Row(i), row[parts.ArcDep:])
		copy(g.head.Row(i+1), row[parts.ArcHead:])
	}
	g.headT.Resize(width, cols)
	g.headT.Zero()
	neural.Transpose(g.headT, g.head)
	g.du.Resize(n, width)
	g.cpu.Product(g.du, g.dep, g.net.U, neural.Set)
	addBias(g.du, g.net.UBias.V)
	g.arcs.Resize(n, cols)
	g.cpu.Product(g.arcs, g.du, g.headT, neural.Set)
	far, dfar := g.net.Distance.V, g.grad.Distance.V
	for i := range n {
		row := g.arcs.Row(i)
		for j := range n + 1 {
			row[j] += far[syntax.Reach(i+1, j)]
		}
		row[i+1] = -1e9
		g.loss.Arc += entropy(row[:n+1], int(e.Heads[i]), scale)
		clear(row[n+1:])
		for j := range n + 1 {
			dfar[syntax.Reach(i+1, j)] += row[j]
		}
	}
	g.arcBackward(n, start, parts)
}

// arcBackward takes the gradient of the scores, in g.arcs, to the heads.
func (g *graph) arcBackward(n, start int, parts syntax.HeadParts) {
	width := g.net.Arc
	scores := g.arcs.Part(0, n, 0, n+1)
	g.back.Resize(n+1, width)
	g.cpu.TransposedProduct(g.back, scores, g.du, neural.Set)
	addTo(g.grad.Root.V[:width], g.back.Row(0))
	for j := range n {
		addTo(g.heads.d.Row(start + j)[parts.ArcHead:parts.LabelDep], g.back.Row(j+1))
	}
	g.cpu.Product(g.du, scores, g.head, neural.Set)
	for i := range n {
		addTo(g.grad.UBias.V, g.du.Row(i))
	}
	g.cpu.TransposedProduct(g.grad.U, g.dep, g.du, neural.Add)
	into := g.heads.d.Part(start, start+n, parts.ArcDep, parts.ArcHead)
	g.cpu.Product(into, g.du, g.turn.u, neural.Add)
}

func (g *graph) labelLoss(e *Example, start int, scale float32) {
	n, width := len(e.Features), g.net.Label
	parts := g.net.Parts()
	classes := len(g.net.Labels)
	g.labelIn.Resize(n, width)
	for i, h := range e.Heads {
		from := g.net.Root.V[g.net.Arc:]
		if h > 0 {
			from = g.heads.v.Row(start + int(h) - 1)[parts.LabelHead:parts.End]
		}
		g.cpu.LeakyAdd(g.labelIn.Row(i), g.heads.v.Row(start + i)[parts.LabelDep:parts.LabelHead], from[:width])
	}
	g.labels.Resize(n, g.net.LabelOut.Cols)
	g.cpu.Product(g.labels, g.labelIn, g.net.LabelOut, neural.Set)
	addBias(g.labels, g.net.LabelAdd.V)
	for i, gold := range e.Labels {
		row := g.labels.Row(i)
		g.loss.Label += entropy(row[:classes], int(gold), scale)
		clear(row[classes:])
		addTo(g.grad.LabelAdd.V, row)
	}
	g.loss.Words += n
	g.cpu.TransposedProduct(g.grad.LabelOut, g.labelIn, g.labels, neural.Add)
	g.backLabels.Resize(n, width)
	g.cpu.Product(g.backLabels, g.labels, g.turn.label, neural.Set)
	for i, h := range e.Heads {
		d := g.backLabels.Row(i)
		for j, v := range g.labelIn.Row(i) {
			if v < 0 {
				d[j] *= neural.Slope
			}
		}
		addTo(g.heads.d.Row(start + i)[parts.LabelDep:parts.LabelHead], d)
		if h == 0 {
			addTo(g.grad.Root.V[g.net.Arc:], d)
		} else {
			addTo(g.heads.d.Row(start + int(h) - 1)[parts.LabelHead:parts.End], d)
		}
	}
}

func addTo(to, from []float32) {
	for i, v := range from[:len(to)] {
		to[i] += v
	}
}

func (g *graph) tagLoss(examples []*Example, scale float32) {
	parts := g.net.Parts()
	under := g.low.v.Part(0, g.rows, parts.Tag, parts.Name)
	g.tags.Resize(g.rows, g.net.TagOut.Cols)
	g.cpu.Product(g.tags, under, g.net.TagOut, neural.Set)
	addBias(g.tags, g.net.TagAdd.V)
	classes := len(g.net.Tags)
	row := 0
	for k, e := range examples {
		g.clearUntil(g.tags, &row, g.starts[k])
		if e.Tags == nil {
			continue
		}
		for _, gold := range e.Tags {
			v := g.tags.Row(row)
			if gold < 0 {
				clear(v)
			} else {
				g.loss.Tag += entropy(v[:classes], int(gold), scale)
				clear(v[classes:])
				addTo(g.grad.TagAdd.V, v)
			}
			row++
		}
	}
	g.clearUntil(g.tags, &row, g.rows)
	g.cpu.TransposedProduct(g.grad.TagOut, under, g.tags, neural.Add)
	g.cpu.Product(g.low.d.Part(0, g.rows, parts.Tag, parts.Name), g.tags, g.turn.tag, neural.Add)
}

func (g *graph) clearUntil(m neural.Matrix, row *int, end int) {
	for ; *row < end; *row++ {
		clear(m.Row(*row))
	}
}

func (g *graph) nameLoss(examples []*Example, scale float32) {
	parts := g.net.Parts()
	under := g.low.v.Part(0, g.rows, parts.Name, parts.LowEnd)
	g.names.Resize(g.rows, g.net.NameOut.Cols)
	g.cpu.Product(g.names, under, g.net.NameOut, neural.Set)
	addBias(g.names, g.net.NameAdd.V)
	row := 0
	for k, e := range examples {
		g.clearUntil(g.names, &row, g.starts[k])
		if e.Names == nil {
			continue
		}
		for _, allowed := range e.Names {
			v := g.names.Row(row)
			g.loss.Name += partial(v[:syntax.NameTags], allowed, scale*e.Weight)
			clear(v[syntax.NameTags:])
			addTo(g.grad.NameAdd.V, v)
			row++
			g.loss.NameWords++
		}
	}
	g.clearUntil(g.names, &row, g.rows)
	g.cpu.TransposedProduct(g.grad.NameOut, under, g.names, neural.Add)
	g.cpu.Product(g.low.d.Part(0, g.rows, parts.Name, parts.LowEnd), g.names, g.turn.nm, neural.Add)
}
