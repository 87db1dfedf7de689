package syntax

import (
	"math"
	"math/rand/v2"

	"stemma/internal/lookup"
	"stemma/internal/neural"
)

// Config is the size of a network.
type Config struct {
	Hidden int // Hidden units of each direction.
	Layers int // Layers of the encoder.
	Arc    int // Arc is the width of what is compared for arcs.
	Label  int // Label likewise for labels.
	Tag    int // Tag is the width of the layer under the tags.
	Name   int // Name likewise under the names.
	Word   int // Word is the number of values that a word enters the encoder with.
}

// Default is the size of the network that ships.
var Default = Config{Hidden: 64, Layers: 3, Arc: 64, Label: 48, Tag: 48, Name: 32, Word: 96}

// HeadParts is where each part starts of the layer on top of the encoder, which arcs
// and labels read, and of the one below its last layer, which tags and names read.
type HeadParts struct {
	ArcDep, ArcHead, LabelDep, LabelHead, End int
	Tag, Name, LowEnd                         int
}

// Parts are the parts of the two layers.
func (c Config) Parts() HeadParts {
	return HeadParts{
		ArcHead: c.Arc, LabelDep: 2 * c.Arc, LabelHead: 2*c.Arc + c.Label, End: 2*c.Arc + 2*c.Label,
		Name: c.Tag, LowEnd: c.Tag + c.Name,
	}
}

// Inputs is the number of values that stand for one word.
const Inputs = inputs

// Reach is the distance from which on all arcs score alike.
func Reach(i, j int) int { return distance(i, j) }

// reach is the greatest distance between a word and its head that has a score of its
// own; a greater one scores as this one.
const reach = 30

// distance is the column of the scores by distance for a head j and a dependent i,
// both counted from 1; 0 is the root.
func distance(i, j int) int {
	if j == 0 {
		return 2*reach + 1
	}
	return min(max(j-i, -reach), reach) + reach
}

// Tag is a pair of tags; the network predicts them together.
type Tag struct{ UPOS, XPOS string }

// Network is the parameters of the encoder and its heads, and the words, tags and
// labels that their rows and columns stand for.
//
//	features of a word ─► Squeeze; words i-1, i, i+1 ─► In ─► two-way SRU ─► Up ─► SRU ─┬─► Up ─► SRU ─► Heads
//	                                                                                    └─► Low
//	Heads ─► arcs: (dep·U + u)·head + distance     labels: leaky(dep + head)·LabelOut
//	Low   ─► tags: TagOut                          names: NameOut
type Network struct {
	Config
	Words  []string // Words have rows from 2 on in the table of words.
	Tags   []Tag
	Labels []string

	Tables   [features]neural.Matrix
	Squeeze  neural.Matrix // Squeeze makes Word values of a word's inputs.
	In       neural.Matrix // In has 3 × Word rows: the word before, the word, the word after.
	InBias   neural.Matrix
	Up       []neural.Matrix
	UpBias   []neural.Matrix
	Heads    neural.Matrix
	HeadBias neural.Matrix
	Low      neural.Matrix
	LowBias  neural.Matrix
	U        neural.Matrix
	UBias    neural.Matrix
	Distance neural.Matrix
	Root     neural.Matrix // Root stands for the root: its arc part, then its label part.
	LabelOut neural.Matrix
	LabelAdd neural.Matrix
	TagOut   neural.Matrix
	TagAdd   neural.Matrix
	NameOut  neural.Matrix
	NameAdd  neural.Matrix

	index lookup.Table[int32]
}

// Param is a matrix of a network under its name.
type Param struct {
	Name   string
	Matrix *neural.Matrix
	Lookup bool // Lookup is a table of which a batch touches few rows.
	FanIn  int  // FanIn is the number of values that a unit sums; 0 starts at zero.
}

// NewNetwork is a network of zeros.
func NewNetwork(c Config, words []string, tags []Tag, labels []string) *Network {
	n := &Network{Config: c, Words: words, Tags: tags, Labels: labels}
	for i, t := range tables {
		rows := t.rows
		if i == word {
			rows = len(words) + 2
		}
		n.Tables[i] = neural.NewMatrix(rows, t.cols)
	}
	h := c.Hidden
	n.Squeeze = neural.NewMatrix(inputs, c.Word)
	n.In, n.InBias = neural.NewMatrix(3*c.Word, 8*h), neural.NewMatrix(1, 8*h)
	for range c.Layers - 1 {
		n.Up = append(n.Up, neural.NewMatrix(2*h, 6*h))
		n.UpBias = append(n.UpBias, neural.NewMatrix(1, 6*h))
	}
	parts := c.Parts()
	n.Heads, n.HeadBias = neural.NewMatrix(2*h, parts.End), neural.NewMatrix(1, parts.End)
	n.Low, n.LowBias = neural.NewMatrix(2*h, parts.LowEnd), neural.NewMatrix(1, parts.LowEnd)
	n.U, n.UBias = neural.NewMatrix(c.Arc, c.Arc), neural.NewMatrix(1, c.Arc)
	n.Distance = neural.NewMatrix(1, neural.Round(2*reach+2))
	n.Root = neural.NewMatrix(1, c.Arc+c.Label)
	n.LabelOut, n.LabelAdd = out(c.Label, len(labels))
	n.TagOut, n.TagAdd = out(c.Tag, len(tags))
	n.NameOut, n.NameAdd = out(c.Name, NameTags)
	n.index = lookup.Table[int32]{}
	for i, w := range words {
		n.index.Put(w, int32(i+2))
	}
	return n
}

func out(in, classes int) (weights, bias neural.Matrix) {
	return neural.NewMatrix(in, neural.Round(classes)), neural.NewMatrix(1, neural.Round(classes))
}

// Params are all matrices of n in the order in which a file holds them.
func (n *Network) Params() []Param {
	var all []Param
	for i := range n.Tables {
		all = append(all, Param{Name: "table " + tables[i].name, Matrix: &n.Tables[i], Lookup: true, FanIn: 12})
	}
	all = append(all, Param{Name: "squeeze", Matrix: &n.Squeeze, FanIn: n.Squeeze.Rows / 4})
	all = append(all, Param{Name: "in", Matrix: &n.In, FanIn: n.In.Rows}, Param{Name: "in bias", Matrix: &n.InBias})
	for i := range n.Up {
		all = append(all, Param{Name: "up", Matrix: &n.Up[i], FanIn: n.Up[i].Rows}, Param{Name: "up bias", Matrix: &n.UpBias[i]})
	}
	return append(all,
		Param{Name: "heads", Matrix: &n.Heads, FanIn: n.Heads.Rows},
		Param{Name: "head bias", Matrix: &n.HeadBias},
		Param{Name: "low", Matrix: &n.Low, FanIn: n.Low.Rows},
		Param{Name: "low bias", Matrix: &n.LowBias},
		Param{Name: "u", Matrix: &n.U, FanIn: 4 * n.U.Rows},
		Param{Name: "u bias", Matrix: &n.UBias},
		Param{Name: "distance", Matrix: &n.Distance},
		Param{Name: "root", Matrix: &n.Root, FanIn: 12},
		Param{Name: "label out", Matrix: &n.LabelOut, FanIn: n.LabelOut.Rows},
		Param{Name: "label add", Matrix: &n.LabelAdd},
		Param{Name: "tag out", Matrix: &n.TagOut, FanIn: n.TagOut.Rows},
		Param{Name: "tag add", Matrix: &n.TagAdd},
		Param{Name: "name out", Matrix: &n.NameOut, FanIn: n.NameOut.Rows},
		Param{Name: "name add", Matrix: &n.NameAdd},
	)
}

// Randomise sets the start of training: uniform values whose sum over a unit's inputs
// has about unit variance.
func (n *Network) Randomise(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for _, p := range n.Params() {
		if p.FanIn == 0 {
			p.Matrix.Zero()
			continue
		}
		bound := math.Sqrt(3 / float64(p.FanIn))
		for i := range p.Matrix.V {
			p.Matrix.V[i] = float32((2*r.Float64() - 1) * bound)
		}
	}
	// Units that forget at different paces see near and far from the start.
	h := n.Hidden
	for way := range 2 {
		pace(r, n.InBias.V[way*4*h:way*4*h+h])
		for i := range n.UpBias {
			pace(r, n.UpBias[i].V[way*3*h:way*3*h+h])
		}
	}
}

func pace(r *rand.Rand, update []float32) {
	for i := range update {
		update[i] = float32(-2.5 * r.Float64())
	}
}
