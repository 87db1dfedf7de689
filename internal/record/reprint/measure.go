package reprint

import (
	"cmp"
	"slices"

	"github.com/cespare/xxhash/v2"

	"stemma"
)

// Measured is a text ready to be compared: its words folded and numbered, once for
// all the texts that it is compared with.
type Measured struct {
	Text          Text
	stems         []uint64 // stems are digests of the folded words, sorted, each once; a word's number is its place here.
	sentencesWith []int    // sentencesWith counts the sentences that hold each word.
	sentences     []sentence
	runs          []uint64 // runs of words, see runs.
}

// sentence is a measured sentence.
type sentence struct {
	ref      stemma.SentenceRef
	bare     string
	words    []numbered
	distinct []occurrence // distinct words, by number.
	figures  []figure
}

// numbered is a word by its number.
type numbered struct {
	stem    int
	weight  float64
	digit   bool // digit means that it begins with one.
	name    bool // name means that it is a name.
	weighed bool // weighed means that weight holds already how much the word tells.
}

// in is the weight of a word, given how much each word tells; grammatical ones
// weigh what they weigh.
func (x numbered) in(tell []float64) float64 {
	if x.weighed || x.weight <= grammaticalWeight {
		return x.weight
	}
	return x.weight * tell[x.stem]
}

// occurrence is a word of a sentence and where it stands in it.
type occurrence struct {
	stem int
	at   []int
}

// Measure reads a text's words.
func Measure(t Text) *Measured {
	m := &Measured{Text: t, runs: runs(t)}
	folded := make([][]word, len(t.Sentences))
	digests := make([][]uint64, len(t.Sentences))
	for i, ref := range t.Sentences {
		folded[i] = fold(ref.Words)
		for _, w := range folded[i] {
			digests[i] = append(digests[i], xxhash.Sum64String(w.stem))
		}
		m.stems = append(m.stems, digests[i]...)
	}
	slices.Sort(m.stems)
	m.stems = slices.Compact(m.stems)
	m.sentencesWith = make([]int, len(m.stems))
	for i, ref := range t.Sentences {
		s := sentence{ref: ref, bare: bare(ref.Words), figures: figures(ref.Words)}
		for k, w := range folded[i] {
			number, _ := slices.BinarySearch(m.stems, digests[i][k])
			s.words = append(s.words, numbered{stem: number, weight: w.weight, name: w.name, digit: w.stem != "" && w.stem[0] >= '0' && w.stem[0] <= '9'})
		}
		s.distinct = occurrences(s.words)
		for _, o := range s.distinct {
			m.sentencesWith[o.stem]++
		}
		m.sentences = append(m.sentences, s)
	}
	return m
}

func occurrences(words []numbered) []occurrence {
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(words[i].stem, words[j].stem) })
	var list []occurrence
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && words[order[to]].stem == words[order[from]].stem {
			to++
		}
		list = append(list, occurrence{stem: words[order[from]].stem, at: order[from:to]})
		from = to
	}
	return list
}

// has reports whether a word stands in s.
func (s sentence) has(stem int) bool {
	_, ok := slices.BinarySearchFunc(s.distinct, stem, func(o occurrence, stem int) int { return cmp.Compare(o.stem, stem) })
	return ok
}
