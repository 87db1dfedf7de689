package neural

import "math"

// Adam is the optimiser of one matrix, with an average of its values over the recent
// steps, which is what a trained network is made of. A row that a step does not touch
// costs nothing: its moments stay, and its average catches up when it is next wanted.
type Adam struct {
	First, Second []float32 // First and Second moments of the gradient.
	Average       []float32
	Seen          []int32 // Seen is the step at which a row was last touched.
}

// Rate is how one step goes.
type Rate struct {
	Step    int // Step counts from 1.
	Size    float64
	Beta1   float64
	Beta2   float64
	Average float64 // Average is the share of the average that stays at each step.
}

// NewAdam is the optimiser of m.
func NewAdam(m Matrix) *Adam {
	n := m.Rows * m.Cols
	return &Adam{
		First: make([]float32, n), Second: make([]float32, n),
		Average: append([]float32(nil), m.V[:n]...), Seen: make([]int32, m.Rows),
	}
}

// Update moves row i of m against its gradient, which is first multiplied by scale.
func (a *Adam) Update(m Matrix, i int, gradient []float32, scale float32, r Rate) {
	a.catchUp(m, i, r.Step-1, r.Average)
	n := len(gradient)
	w := m.Row(i)[:n]
	first, second := a.First[i*n:i*n+n], a.Second[i*n:i*n+n]
	average := a.Average[i*n : i*n+n]
	b1, b2 := float32(r.Beta1), float32(r.Beta2)
	c1 := float32(r.Size / (1 - math.Pow(r.Beta1, float64(r.Step))))
	c2 := float32(1 / (1 - math.Pow(r.Beta2, float64(r.Step))))
	keep := float32(r.Average)
	for j, g := range gradient {
		g *= scale
		f := b1*first[j] + (1-b1)*g
		s := b2*second[j] + (1-b2)*g*g
		first[j], second[j] = f, s
		v := w[j] - c1*f/(float32(math.Sqrt(float64(s*c2)))+1e-8)
		w[j] = v
		average[j] = v + (average[j]-v)*keep
	}
	a.Seen[i] = int32(r.Step)
}

// catchUp brings the average of row i, whose values have not changed, to a step.
func (a *Adam) catchUp(m Matrix, i, step int, keep float64) {
	late := step - int(a.Seen[i])
	if late <= 0 {
		return
	}
	k := float32(math.Pow(keep, float64(late)))
	n := m.Cols
	average := a.Average[i*n : i*n+n]
	for j, v := range m.Row(i)[:n] {
		average[j] = v + (average[j]-v)*k
	}
	a.Seen[i] = int32(step)
}

// Averaged writes the average as of a step into to.
func (a *Adam) Averaged(to, m Matrix, step int, keep float64) {
	for i := range m.Rows {
		a.catchUp(m, i, step, keep)
		copy(to.Row(i), a.Average[i*m.Cols:(i+1)*m.Cols])
	}
}
