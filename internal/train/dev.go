package train

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/conllu"
	"stemma/internal/syntax"
	"stemma/internal/text"
)

// dev is the development parts, laid out as texts with gold words.
type dev struct {
	sets  []string
	trees map[string][]conllu.Sentence
	names []conllu.Named
}

func newDev(c *corpus) *dev {
	return &dev{sets: slices.Sorted(maps.Keys(c.devTrees)), trees: c.devTrees, names: c.devNames}
}

// figures are shares in per cent.
type figures struct {
	sets  []string
	trees []TreeFigures
	names float64
}

// score is what the best round has the most of: the labelled arcs of all treebanks,
// and names for a quarter.
func (f figures) score() float64 {
	var sum float64
	for _, t := range f.trees {
		sum += (t.LAS + 0.5*t.UPOS) / float64(len(f.trees))
	}
	return sum + 0.25*f.names
}

func (f figures) String() string {
	var b strings.Builder
	for i, t := range f.trees {
		fmt.Fprintf(&b, "%s upos %.2f xpos %.2f uas %.2f las %.2f  ", f.sets[i], t.UPOS, t.XPOS, t.UAS, t.LAS)
	}
	fmt.Fprintf(&b, "names %.2f", f.names)
	return b.String()
}

func (d *dev) measure(m *syntax.Model) figures {
	f := figures{sets: d.sets}
	for _, set := range d.sets {
		f.trees = append(f.trees, MeasureTrees(m, d.trees[set]))
	}
	f.names = MeasureNames(m, d.names)
	return f
}

// TreeFigures are shares of words in per cent, punctuation included.
type TreeFigures struct{ UPOS, XPOS, UAS, LAS float64 }

// Lay puts sentences of given words into one text, a space between words.
func Lay(sentences [][]string) (string, []text.Token, []text.Sentence) {
	var b strings.Builder
	var tokens []text.Token
	var sents []text.Sentence
	for _, words := range sentences {
		first, start := len(tokens), b.Len()
		for _, w := range words {
			at := b.Len()
			b.WriteString(w)
			tokens = append(tokens, text.Token{Span: stemma.Span{Start: at, End: b.Len()}, SpaceAfter: true})
			b.WriteByte(' ')
		}
		sents = append(sents, text.Sentence{Span: stemma.Span{Start: start, End: b.Len() - 1}, First: first, Last: len(tokens)})
	}
	return b.String(), tokens, sents
}

// MeasureTrees parses trees from their gold words and compares.
func MeasureTrees(m *syntax.Model, trees []conllu.Sentence) TreeFigures {
	var words [][]string
	total := 0
	for _, s := range trees {
		var w []string
		for _, x := range s.Words {
			w = append(w, x.Form)
		}
		words = append(words, w)
		total += len(w)
	}
	a := m.Read(Lay(words))
	var f TreeFigures
	one := 100 / float64(total)
	base := 0
	for _, s := range trees {
		for i, w := range s.Words {
			k := base + i
			if a.Tags[k].UPOS == w.UPOS {
				f.UPOS += one
			}
			if a.Tags[k].XPOS == w.XPOS {
				f.XPOS += one
			}
			head := w.Head
			if head >= 0 {
				head += base
			}
			if a.Arcs[k].Head == head {
				f.UAS += one
				if a.Arcs[k].Rel == w.Rel {
					f.LAS += one
				}
			}
		}
		base += len(s.Words)
	}
	return f
}

// MeasureNames is the F1 of names with the exact span and kind over persons, bodies
// and places, in per cent.
func MeasureNames(m *syntax.Model, gold []conllu.Named) float64 {
	var words [][]string
	for _, s := range gold {
		words = append(words, s.Words)
	}
	a := m.Read(Lay(words))
	want := map[text.Name]bool{}
	base := 0
	for _, s := range gold {
		for _, n := range GoldNames(s.Tags) {
			n.First, n.Last = n.First+base, n.Last+base
			want[n] = true
		}
		base += len(s.Words)
	}
	found, right := 0, 0
	for _, n := range a.Names {
		if n.Kind == text.OtherName {
			continue
		}
		found++
		if want[text.Name{First: n.First, Last: n.Last, Kind: n.Kind}] {
			right++
		}
	}
	if found+len(want) == 0 {
		return 0
	}
	return 200 * float64(right) / float64(found+len(want))
}

// GoldNames are the names of persons, bodies and places that tags mark, by words.
func GoldNames(tags []string) []text.Name {
	var all []text.Name
	for i, tag := range tags {
		if tag == "O" {
			continue
		}
		k := Kind(tag[2:])
		if i > 0 && continues(tags[i-1], tag) {
			if k != text.OtherName {
				all[len(all)-1].Last = i + 1
			}
			continue
		}
		if k != text.OtherName {
			all = append(all, text.Name{First: i, Last: i + 1, Kind: k})
		}
	}
	return all
}
