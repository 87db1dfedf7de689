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
	sentencesWith []int32  // sentencesWith counts the sentences that hold each word.
	sentences     []sentence
	standing      standing
	runs          []uint64 // runs of words, see runs.
}

// sentence is a measured sentence. An update holds those of hundreds of reports: what is
// counted by the word is kept narrow.
type sentence struct {
	ref     stemma.SentenceRef
	bare    string
	words   []numbered
	order   []int32 // order is the words by their numbers; those of one number as they stand.
	figures []figure
}

// numbered is a word by its number.
type numbered struct {
	weight  float64
	stem    int32
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

// Measure reads a text's words.
func Measure(t Text) *Measured {
	m := &Measured{Text: t}
	folded := make([][]word, len(t.Sentences))
	digests := make([][]uint64, len(t.Sentences))
	m.sentences = make([]sentence, len(t.Sentences))
	var all []string
	for i, ref := range t.Sentences {
		words, capital := split(ref.Words)
		all = append(all, words...)
		m.sentences[i] = sentence{ref: ref, bare: bare(ref.Words), figures: figuresAmong(words)}
		folded[i] = foldWords(words, capital)
		digests[i] = make([]uint64, len(folded[i]))
		for k, w := range folded[i] {
			digests[i][k] = xxhash.Sum64String(w.stem)
		}
		m.stems = append(m.stems, digests[i]...)
	}
	m.standing = standingOf(m.sentences)
	m.runs = runsOf(all)
	slices.Sort(m.stems)
	m.stems = slices.Clone(slices.Compact(m.stems))
	m.sentencesWith = make([]int32, len(m.stems))
	for i := range m.sentences {
		s := &m.sentences[i]
		s.words = make([]numbered, len(folded[i]))
		for k, w := range folded[i] {
			number, _ := slices.BinarySearch(m.stems, digests[i][k])
			s.words[k] = numbered{stem: int32(number), weight: w.weight, name: w.name, digit: w.stem != "" && w.stem[0] >= '0' && w.stem[0] <= '9'}
		}
		s.order = orderOf(s.words)
		for at := 0; at < len(s.order); at += s.times(at) {
			m.sentencesWith[s.at(at).stem]++
		}
	}
	return m
}

func orderOf(words []numbered) []int32 {
	order := make([]int32, len(words))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(i, j int32) int { return cmp.Compare(words[i].stem, words[j].stem) })
	return order
}

// at is the word at a place of the order.
func (s *sentence) at(place int) numbered { return s.words[s.order[place]] }

// times is how many words from a place of the order on are the same.
func (s *sentence) times(place int) int {
	stem, n := s.words[s.order[place]].stem, 1
	for place+n < len(s.order) && s.words[s.order[place+n]].stem == stem {
		n++
	}
	return n
}

// has reports whether a word stands in s.
func (s *sentence) has(stem int32) bool {
	_, ok := slices.BinarySearchFunc(s.order, stem, func(i, stem int32) int { return cmp.Compare(s.words[i].stem, stem) })
	return ok
}
