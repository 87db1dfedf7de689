package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"stemma/internal/neural"
	"stemma/internal/syntax"
)

// small is a network and two sentences: one with everything, one with names alone.
func small(t *testing.T) (*syntax.Network, []*Example) {
	t.Helper()
	words := []string{"farmers", "left", "the", "valley", "on", "foot"}
	net := syntax.NewNetwork(syntax.Config{Hidden: 16, Layers: 3, Arc: 16, Label: 16, Tag: 16, Name: 16, Word: 32}, words,
		[]syntax.Tag{{UPOS: "NOUN", XPOS: "NNS"}, {UPOS: "VERB", XPOS: "VBD"}, {UPOS: "DET", XPOS: "DT"}},
		[]string{"det", "nsubj", "obj", "root"})
	net.Randomise(7)
	r := rand.New(rand.NewPCG(1, 2))
	for _, p := range net.Params() { // biases start at zero, which would hide mistakes
		if p.FanIn == 0 {
			for i := range p.Matrix.V {
				p.Matrix.V[i] = float32(r.NormFloat64()) * 0.1
			}
		}
	}
	x := newExampler(net, map[string]int{"farmers": 3, "left": 3, "the": 9, "valley": 3})
	e := x.words([]string{"Farmers", "left", "the", "valley"}, syntax.Telling)
	e.Tags, e.Heads, e.Labels = []int16{0, 1, 2, -1}, []int16{2, 0, 4, 2}, []int16{1, 3, 0, 2}
	e.Names = []uint16{1, 1, 1 | 2, 4 | 8}
	f := x.words([]string{"on", "foot", "Orla"}, syntax.Telling)
	f.Names = []uint16{1, 1, 2}
	return net, []*Example{e, f}
}

func (l Loss) sum() float64 { return l.Tag + l.Arc + l.Label + l.Name }

func TestGradientAgainstDifferences(t *testing.T) {
	net, examples := small(t)
	for _, cpu := range []neural.CPU{neural.Portable, neural.Best()} {
		for _, rates := range []Rates{{}, {Input: 0.2, Hidden: 0.3, Head: 0.2}} {
			checkGradient(t, cpu, net, examples, rates)
		}
	}
}

func checkGradient(t *testing.T, cpu neural.CPU, net *syntax.Network, examples []*Example, rates Rates) {
	turn := new(transposes)
	turn.update(net)
	g := newGraph(cpu, net, turn, rates)
	loss := func() float64 { return g.run(examples, 3, 4, 1).sum() }
	loss()
	params, grads := net.Params(), g.grad.Params()
	tables := tableGradients(net, g)
	r := rand.New(rand.NewPCG(5, 6))
	for k, p := range params {
		for range 12 {
			i := r.IntN(p.Matrix.Rows * p.Matrix.Cols)
			var got float64
			if p.Lookup {
				f := g.features[1+r.IntN(4)]
				i = int(f[k])*p.Matrix.Cols + r.IntN(p.Matrix.Cols)
				loss()
				got = tables[k][i]
			} else {
				loss()
				got = float64(grads[k].Matrix.V[i])
			}
			at := func(v float32) float64 {
				p.Matrix.V[i] = v
				turn.update(net)
				return loss()
			}
			// A rectifier that bends between the two points falsifies one difference; a
			// smaller one then tells.
			was := p.Matrix.V[i]
			right := false
			var want float64
			for _, eps := range []float32{5e-3, 1e-3} {
				want = (at(was+eps) - at(was-eps)) / float64(2*eps)
				right = right || math.Abs(got-want) < 3e-3+0.03*math.Abs(want)
			}
			at(was)
			if !right {
				t.Errorf("%v %+v: gradient of %s at %d is %.5f, by differences %.5f", cpu, rates, p.Name, i, got, want)
			}
		}
	}
}

// tableGradients scatters the gradient of the inputs to the tables.
func tableGradients(net *syntax.Network, g *graph) []map[int]float64 {
	var all []map[int]float64
	at := 0
	for k := range net.Tables {
		cols := net.Tables[k].Cols
		m := map[int]float64{}
		for r, f := range g.features {
			for j, v := range g.dx.Row(r)[at : at+cols] {
				m[int(f[k])*cols+j] += float64(v)
			}
		}
		all = append(all, m)
		at += cols
	}
	return all
}

// The network as trained and the network as read compute the same.
func TestReadingComputesWhatTrainingDoes(t *testing.T) {
	net, examples := small(t)
	file, err := net.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if net, err = syntax.Decode(file); err != nil {
		t.Fatal(err)
	}
	turn := new(transposes)
	turn.update(net)
	g := newGraph(neural.Best(), net, turn, Rates{})
	g.run(examples, 1, 1, 1)
	m, err := syntax.New(neural.Best(), net)
	if err != nil {
		t.Fatal(err)
	}
	got := m.Top(examples[0].Words)
	want := g.top
	for i := range examples[0].Words {
		for j, v := range want.Row(g.starts[0] + i) {
			if math.Abs(float64(v-got.Row(i)[j])) > 1e-3 { // reading rounds to 15 bits
				t.Fatalf("word %d value %d: %v reading, %v training", i, j, got.Row(i)[j], v)
			}
		}
	}
}
