// Package train trains the network of package syntax on treebanks and sets of names.
//
// [Run] reads the sets, makes a vocabulary, and goes through the sentences in rounds.
// After each round it takes figures on the development parts; the file of weights is
// that of the best round. Once the settings are chosen, [Options].Final trains weights
// on the development parts as well. The same seed and the same sets give the same weights,
// whatever the number of processors: every batch is cut in two halves, computed side
// by side, and their gradients are added in order.
package train

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"stemma/internal/neural"
	"stemma/internal/syntax"
)

// Options say how to train. The zero value of each field but Data and Out stands for
// the settings that the shipped weights were trained with.
type Options struct {
	Data string // Data is the folder with treebank/ and names/.
	Out  string // Out is the file of weights; Out+".checkpoint" holds a training that can be resumed.

	Seed   uint64
	Rounds int           // Rounds through the sentences.
	Size   syntax.Config // Size of the network.
	Rates  Rates
	Speed  float64 // Speed is Adam's rate at its highest.
	// Final trains on the development parts too, for weights to ship once the settings
	// are chosen. Nothing is left to choose the best round by: the last one counts.
	Final bool
	Log   io.Writer // Log gets a line every hundred steps and the figures of each round; nil for none.
}

// Settings of the shipped weights, chosen on the development parts of the treebanks
// and of UNER; docs/language-core.md has the figures.
var defaults = Options{
	Seed:   1,
	Rounds: 38,
	Size:   syntax.Default,
	Rates:  Rates{Input: 0.1, Hidden: 0.2, Head: 0.2, Word: 0.05, Writing: 0.01},
	Speed:  0.004,
}

const (
	batchSize = 32
	halves    = 2
	warmUp    = 200   // steps
	clip      = 2.0   // the greatest norm of a gradient
	keep      = 0.999 // share of the average that stays at each step
	lowest    = 0.05  // share of the speed that is left at the end
)

func (o Options) withDefaults() Options {
	if o.Seed == 0 {
		o.Seed = defaults.Seed
	}
	if o.Rounds == 0 {
		o.Rounds = defaults.Rounds
	}
	if o.Size == (syntax.Config{}) {
		o.Size = defaults.Size
	}
	if o.Rates == (Rates{}) {
		o.Rates = defaults.Rates
	}
	if o.Speed == 0 {
		o.Speed = defaults.Speed
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	return o
}

// trainer is a training under way.
type trainer struct {
	Options
	net    *syntax.Network
	params []syntax.Param
	adam   []*neural.Adam
	graphs [halves]*graph
	turn   transposes

	trees, names, short []*Example
	bare                []*Example // bare are trees without their commas.
	dev                 *dev

	round, step int
	best        float64
	tables      []tableGradient
}

// Run trains until all rounds are done or ctx ends. A checkpoint beside the output is
// taken up where it stopped.
func Run(ctx context.Context, o Options) error {
	o = o.withDefaults()
	c, err := readCorpus(o.Data)
	if err != nil {
		return err
	}
	if o.Final {
		c.takeDev()
	}
	t := newTrainer(o, c)
	if err := t.restore(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for ; t.round < t.Rounds; t.round++ {
		if err := t.runRound(ctx); err != nil {
			return err
		}
	}
	return nil
}

func newTrainer(o Options, c *corpus) *trainer {
	net, counts := c.vocabulary(o.Size)
	net.Randomise(o.Seed)
	t := &trainer{Options: o, net: net, params: net.Params(), dev: newDev(c)}
	for _, p := range t.params {
		t.adam = append(t.adam, neural.NewAdam(*p.Matrix))
		if p.Lookup {
			t.tables = append(t.tables, newTableGradient(*p.Matrix))
		}
	}
	for i := range t.graphs {
		t.graphs[i] = newGraph(neural.Best(), net, &t.turn, o.Rates)
	}
	x := newExampler(net, counts)
	for _, s := range c.trees {
		if len(s.Words) <= longestExample {
			t.trees = append(t.trees, x.tree(s))
			if b, ok := withoutCommas(s); ok {
				t.bare = append(t.bare, x.tree(b))
			}
		}
	}
	for _, s := range c.names {
		t.names = append(t.names, x.named(s))
	}
	for _, s := range c.short {
		t.short = append(t.short, x.named(s))
	}
	fmt.Fprintf(o.Log, "%d trees, %d and %d sentences with names, %d words, %d tags, %d labels\n",
		len(t.trees), len(t.names), len(t.short), len(net.Words), len(net.Tags), len(net.Labels))
	return t
}

// order is the sentences of a round: all trees, all names, and a quarter of the short
// messages, shuffled.
func (t *trainer) order(round int) []*Example {
	var all []*Example
	all = append(all, t.trees...)
	all = append(all, t.names...)
	for i, e := range t.short {
		if i%4 == round%4 {
			all = append(all, e)
		}
	}
	for i, e := range t.bare {
		if i%everyBare == round%everyBare {
			all = append(all, e)
		}
	}
	r := rand.New(rand.NewPCG(t.Seed, uint64(round)+1000))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

func (t *trainer) runRound(ctx context.Context) error {
	started := time.Now()
	all := t.order(t.round)
	var loss Loss
	var norms float64
	steps := 0
	for first := 0; first < len(all); first += batchSize {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("train: %w", err)
		}
		l, norm := t.runStep(all[first:min(first+batchSize, len(all))], len(all))
		loss.add(l)
		norms += norm
		steps++
	}
	n, m := float64(max(loss.Words, 1)), float64(max(loss.NameWords, 1))
	fmt.Fprintf(t.Log, "round %d: tag %.4f arc %.4f label %.4f name %.4f, norm %.2f, %.0f s\n", t.round+1,
		loss.Tag/n, loss.Arc/n, loss.Label/n, loss.Name/m, norms/float64(steps), time.Since(started).Seconds())
	return t.endRound()
}

// endRound takes figures with the weights as they would ship, keeps them if they are
// the best so far or the last, and writes a checkpoint.
func (t *trainer) endRound() error {
	file, err := t.averaged().Encode()
	if err != nil {
		return err
	}
	m, err := syntax.Load(file)
	if err != nil {
		return err
	}
	score := t.best + 1
	if !t.Final {
		f := t.dev.measure(m)
		fmt.Fprintf(t.Log, "round %d: %v\n", t.round+1, f)
		score = f.score()
	}
	if score > t.best {
		t.best = score
		if err := replaceFile(t.Out, file); err != nil {
			return err
		}
	}
	return t.save()
}

// averaged is the network of the averages.
func (t *trainer) averaged() *syntax.Network {
	n := syntax.NewNetwork(t.net.Config, t.net.Words, t.net.Tags, t.net.Labels)
	for i, p := range n.Params() {
		t.adam[i].Averaged(*p.Matrix, *t.params[i].Matrix, t.step, keep)
	}
	return n
}

// runStep moves the weights once.
func (t *trainer) runStep(batch []*Example, perRound int) (Loss, float64) {
	t.step++
	t.turn.update(t.net)
	words := 0
	for _, e := range batch {
		words += len(e.Features)
	}
	var losses [halves]Loss
	var group sync.WaitGroup
	for h := range halves {
		part := batch[h*len(batch)/halves : (h+1)*len(batch)/halves]
		group.Go(func() {
			losses[h] = t.graphs[h].run(part, t.Seed<<32|uint64(h), uint64(t.step), 1/float32(words))
		})
	}
	group.Wait()
	for _, l := range losses[1:] {
		losses[0].add(l)
	}
	return losses[0], t.move(perRound)
}

// move adds the gradients of the halves up, clips them, and updates the weights.
func (t *trainer) move(perRound int) float64 {
	var sum float64
	first := t.graphs[0].grad.Params()
	for _, g := range t.graphs[1:] {
		for i, p := range g.grad.Params() {
			if !p.Lookup {
				addTo(first[i].Matrix.V, p.Matrix.V)
			}
		}
	}
	for i, p := range first {
		if !p.Lookup {
			sum += squares(p.Matrix.V)
		} else {
			sum += t.tables[i].collect(t.graphs[:], t.columnOf(i), i)
		}
	}
	norm := math.Sqrt(sum)
	scale := float32(1)
	if norm > clip {
		scale = float32(clip / norm)
	}
	rate := t.rate(perRound)
	var group sync.WaitGroup
	for h := range halves {
		group.Go(func() {
			for i, p := range t.params {
				if p.Lookup {
					t.tables[i].update(t.adam[i], *p.Matrix, h, scale, rate)
					continue
				}
				for r := h; r < p.Matrix.Rows; r += halves {
					t.adam[i].Update(*p.Matrix, r, first[i].Matrix.Row(r), scale, rate)
				}
			}
		})
	}
	group.Wait()
	return norm
}

func squares(v []float32) float64 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	return sum
}

// columnOf is where table i starts in the inputs.
func (t *trainer) columnOf(i int) int {
	at := 0
	for k := range i {
		at += t.params[k].Matrix.Cols
	}
	return at
}

// rate rises over the first steps and then falls in a line to a small share.
func (t *trainer) rate(perRound int) neural.Rate {
	total := float64(t.Rounds) * math.Ceil(float64(perRound)/batchSize)
	size := t.Speed * (1 - (1-lowest)*min(1, float64(t.step)/total))
	if t.step < warmUp {
		size *= float64(t.step) / warmUp
	}
	return neural.Rate{
		Step: t.step, Size: size, Beta1: 0.9, Beta2: 0.98,
		Average: min(keep, (1+float64(t.step))/(10+float64(t.step))),
	}
}

// tableGradient is the gradient of a table in one step, of the rows that were looked up.
type tableGradient struct {
	sum     neural.Matrix
	touched []int32
	is      []bool
}

func newTableGradient(m neural.Matrix) tableGradient {
	return tableGradient{sum: neural.NewMatrix(m.Rows, m.Cols), is: make([]bool, m.Rows)}
}

// collect adds up what the graphs have for feature k, whose values start at column at,
// and returns the sum of squares.
func (g *tableGradient) collect(graphs []*graph, at, k int) float64 {
	for _, i := range g.touched {
		g.is[i] = false
		clear(g.sum.Row(int(i)))
	}
	g.touched = g.touched[:0]
	for _, gr := range graphs {
		for r, f := range gr.features {
			i := f[k]
			if !g.is[i] {
				g.is[i] = true
				g.touched = append(g.touched, i)
			}
			addTo(g.sum.Row(int(i)), gr.dx.Row(r)[at:at+g.sum.Cols])
		}
	}
	var sum float64
	for _, i := range g.touched {
		sum += squares(g.sum.Row(int(i)))
	}
	return sum
}

// update moves every second row that was touched, from the h-th on.
func (g *tableGradient) update(a *neural.Adam, m neural.Matrix, h int, scale float32, rate neural.Rate) {
	for k := h; k < len(g.touched); k += halves {
		i := int(g.touched[k])
		a.Update(m, i, g.sum.Row(i), scale, rate)
	}
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, b []byte) error {
	if err := os.WriteFile(path+".new", b, 0o644); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	return nil
}
