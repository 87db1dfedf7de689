package neural

import "math"

// Sigmoid replaces every x by 1/(1+exp(-x)).
func (cpu CPU) Sigmoid(x []float32) { cpu.logistic(x, 1, 1, 0) }

// Tanh replaces every x by its hyperbolic tangent, 2/(1+exp(-2x)) - 1.
func (cpu CPU) Tanh(x []float32) { cpu.logistic(x, 2, 2, -1) }

func (cpu CPU) logistic(x []float32, in, out, offset float32) {
	if len(x) == 0 {
		return
	}
	switch {
	case cpu == AVX512 && len(x)%16 == 0:
		logistic512(&x[0], len(x), in, out, offset)
		return
	case cpu != Portable && len(x)%8 == 0:
		logistic(&x[0], len(x), in, out, offset)
		return
	}
	for i, v := range x {
		x[i] = out*sigmoid(in*v) + offset
	}
}

// A sigmoid is read from a table between -16 and 16, straight from point to point,
// which is right to 2e-5 and four times as fast as computing it.
const (
	sigmoidReach = 16
	sigmoidStep  = 32 // points a unit
)

var sigmoidTable = func() (t [2*sigmoidReach*sigmoidStep + 2]float32) {
	for i := range t {
		t[i] = float32(1 / (1 + math.Exp(sigmoidReach-float64(i)/sigmoidStep)))
	}
	return t
}()

func sigmoid(x float32) float32 {
	x = min(max((x+sigmoidReach)*sigmoidStep, 0), 2*sigmoidReach*sigmoidStep)
	i := int32(x)
	f := x - float32(i)
	t := (*[2]float32)(sigmoidTable[i:])
	return t[0] + f*(t[1]-t[0])
}

// exp is e to the power of x with the polynomial of the Cephes library, good to about
// one unit in the last place, and the same as the assembly's.
func exp(x float32) float32 {
	x = min(max(x, -87), 87)
	n := x * math.Log2E
	if n >= 0 {
		n += 0.5
	} else {
		n -= 0.5
	}
	k := int32(n)
	f := float32(k)
	x -= f * 0.693359375
	x -= f * -2.12194440e-4
	p := float32(1.9875691500e-4)
	p = p*x + 1.3981999507e-3
	p = p*x + 8.3334519073e-3
	p = p*x + 4.1665795894e-2
	p = p*x + 1.6666665459e-1
	p = p*x + 5.0000001201e-1
	return (p*x*x + x + 1) * math.Float32frombits(uint32(k+127)<<23)
}

// Step advances a simple recurrent unit by one word. Gates holds, len(h) values each,
// the update gate z, the output gate r and the candidate c; s is what passes by:
//
//	h = h + z(c - h)
//	y = s + r(h - s)
func (cpu CPU) Step(h, gates, s, y []float32) {
	n := len(h)
	_, _, _ = gates[3*n-1], s[n-1], y[n-1]
	if cpu != Portable {
		sruStep(&h[0], &gates[0], &s[0], &y[0], n)
		return
	}
	z, r, c := gates[:n], gates[n:2*n], gates[2*n:3*n]
	s, y = s[:n], y[:n]
	for i, v := range h {
		v += z[i] * (c[i] - v)
		h[i] = v
		y[i] = s[i] + r[i]*(v-s[i])
	}
}

// AddThree is y = a + b + c.
func (cpu CPU) AddThree(y, a, b, c []float32) {
	n := len(y)
	_, _, _ = a[n-1], b[n-1], c[n-1]
	if cpu != Portable {
		addThree(&y[0], &a[0], &b[0], &c[0], n)
		return
	}
	a, b, c = a[:n], b[:n], c[:n]
	for i := range y {
		y[i] = a[i] + b[i] + c[i]
	}
}

// AddTwo is y = a + b.
func (cpu CPU) AddTwo(y, a, b []float32) {
	n := len(y)
	_, _ = a[n-1], b[n-1]
	if cpu != Portable {
		leakyAdd(&y[0], &a[0], &b[0], n, 1)
		return
	}
	a, b = a[:n], b[:n]
	for i := range y {
		y[i] = a[i] + b[i]
	}
}

// Slope is the slope of the leaky rectifier below zero.
const Slope = 0.1

// LeakyAdd is y = leaky(a + b).
func (cpu CPU) LeakyAdd(y, a, b []float32) {
	n := len(y)
	_, _ = a[n-1], b[n-1]
	if cpu != Portable {
		leakyAdd(&y[0], &a[0], &b[0], n, Slope)
		return
	}
	a, b = a[:n], b[:n]
	for i := range y {
		v := a[i] + b[i]
		y[i] = max(v, Slope*v)
	}
}

// Terms are slices of values within one, of which each next starts Step further.
type Terms struct {
	V           []float32
	First, Step int
}

// BestSums raises best to the greatest sums of the terms of a and b, at n steps, and
// writes into at the first step that has it. Best has a multiple of Lane values.
func (cpu CPU) BestSums(best []float32, at []int32, a, b Terms, n int) {
	width := len(best)
	if n == 0 || width == 0 {
		return
	}
	for _, t := range []Terms{a, b} {
		last := t.First + (n-1)*t.Step
		_, _ = t.V[t.First:t.First+width], t.V[last:last+width]
	}
	if _ = at[width-1]; cpu != Portable {
		bestSums(&best[0], &at[0], &a.V[a.First], uintptr(a.Step)*4, &b.V[b.First], uintptr(b.Step)*4, n, width)
		return
	}
	at = at[:width]
	for k := range n {
		l := a.V[a.First+k*a.Step:][:width]
		r := b.V[b.First+k*b.Step:][:width]
		for i, v := range l {
			if v += r[i]; v > best[i] {
				best[i], at[i] = v, int32(k)
			}
		}
	}
}

// Argmax is the index of the first of the largest values.
func (cpu CPU) Argmax(x []float32) int {
	at, n := 0, 0
	if cpu != Portable && len(x) >= 8 {
		n = len(x) &^ 7
		at = argmax(&x[0], n)
	}
	best := x[at]
	for i, v := range x[n:] {
		if v > best {
			best, at = v, n+i
		}
	}
	return at
}

// Softmax replaces scores by probabilities.
func Softmax(x []float32) {
	top := x[Portable.Argmax(x)]
	var sum float32
	for i, v := range x {
		e := exp(v - top)
		x[i] = e
		sum += e
	}
	for i := range x {
		x[i] /= sum
	}
}
