package train

import (
	"stemma/internal/neural"
	"stemma/internal/syntax"
)

// backward takes the gradient of the heads down to the inputs.
func (g *graph) backward(examples []*Example) {
	last := &g.layers[len(g.layers)-1]
	last.din.Resize(g.rows, last.in.Cols)
	last.din.Zero()
	g.headBackward(&g.heads, g.top, last.din, g.turn.heads, g.grad.Heads, g.grad.HeadBias)
	h := g.net.Hidden
	for l := len(g.layers) - 1; l > 0; l-- {
		y, below := &g.layers[l], &g.layers[l-1]
		g.unmask(examples, y)
		below.din.Resize(g.rows, 2*h)
		below.din.Zero()
		if l == len(g.layers)-1 {
			g.headBackward(&g.low, below.in, below.din, g.turn.low, g.grad.Low, g.grad.LowBias)
		}
		y.dgates.Resize(g.rows, 6*h)
		y.dgates.Zero()
		g.recurBackward(examples, y, 3*h, below.in, below.din, 0, h)
		for r := range g.rows {
			addTo(g.grad.UpBias[l-1].V, y.dgates.Row(r))
		}
		g.cpu.TransposedProduct(g.grad.Up[l-1], below.in, y.dgates, neural.Add)
		g.cpu.Product(below.din, y.dgates, g.turn.up[l-1], neural.Add)
	}
	g.inputBackward(examples)
}

func (g *graph) inputBackward(examples []*Example) {
	h := g.net.Hidden
	y := &g.layers[0]
	g.unmask(examples, y)
	y.dgates.Resize(g.rows, 8*h)
	y.dgates.Zero()
	g.recurBackward(examples, y, 4*h, y.gates, y.dgates, 3*h, 4*h)
	d := y.dgates.Part(1, g.rows-1, 0, 8*h)
	for r := range d.Rows {
		addTo(g.grad.InBias.V, d.Row(r))
	}
	g.cpu.TransposedProduct(g.grad.In, g.windows(), d, neural.Add)
	g.dw.Resize(g.rows, g.net.Word)
	g.dw.Zero()
	for place := range 3 {
		g.cpu.Product(g.dw.Part(place, g.rows-2+place, 0, g.net.Word), d, g.turn.in[place], neural.Add)
	}
	g.cpu.TransposedProduct(g.grad.Squeeze, g.x, g.dw, neural.Add)
	g.dx.Resize(g.rows, syntax.Inputs)
	g.cpu.Product(g.dx, g.dw, g.turn.squeeze, neural.Set)
	keep := 1 - g.rates.Input
	if keep == 1 {
		return
	}
	for i, v := range g.x.V {
		if v == 0 {
			g.dx.V[i] = 0
		} else {
			g.dx.V[i] /= keep
		}
	}
}

// unmask takes the gradient of a layer's masked output to the output itself.
func (g *graph) unmask(examples []*Example, y *layer) {
	y.dy.Resize(g.rows, y.y.Cols)
	for k, e := range examples {
		mask := y.mask.Row(k)
		for i := range e.Features {
			from, to := y.din.Row(g.starts[k]+i), y.dy.Row(g.starts[k]+i)
			for j, m := range mask {
				to[j] = from[j] * m
			}
		}
	}
}

// recurBackward takes the gradient of a layer's output to its gates, before their
// functions, and adds to dpast that of what passes by.
func (g *graph) recurBackward(examples []*Example, y *layer, stride int, past, dpast neural.Matrix, offset, step int) {
	h := g.net.Hidden
	dstate, zero := make([]float32, h), make([]float32, h)
	for k, e := range examples {
		for way := range 2 {
			clear(dstate)
			for i := len(e.Features) - 1; i >= 0; i-- {
				r := g.row(k, e, i, way)
				before := zero
				if i > 0 {
					before = y.state.Row(g.row(k, e, i-1, way))[way*h : way*h+h]
				}
				at := offset + way*step
				stepBackward(dstate, before, y.state.Row(r)[way*h:way*h+h],
					y.gates.Row(r)[way*stride:way*stride+3*h], y.dgates.Row(r)[way*stride:way*stride+3*h],
					past.Row(r)[at:at+h], dpast.Row(r)[at:at+h], y.dy.Row(r)[way*h:way*h+h])
			}
		}
	}
}

// stepBackward is the gradient of neural.Step:
//
//	h = h' + z(c - h')    y = s + r(h - s)
func stepBackward(dstate, before, state, gates, dgates, s, ds, dy []float32) {
	n := len(dstate)
	z, r, c := gates[:n], gates[n:2*n], gates[2*n:3*n]
	dz, dr, dc := dgates[:n], dgates[n:2*n], dgates[2*n:3*n]
	before, state, s, ds, dy = before[:n], state[:n], s[:n], ds[:n], dy[:n]
	for i, d := range dy {
		dh := dstate[i] + d*r[i]
		dr[i] = d * (state[i] - s[i]) * r[i] * (1 - r[i])
		ds[i] += d * (1 - r[i])
		dz[i] = dh * (c[i] - before[i]) * z[i] * (1 - z[i])
		dc[i] = dh * z[i] * (1 - c[i]*c[i])
		dstate[i] = dh * (1 - z[i])
	}
}
