// Package reprint finds sentences that come from one original and tells how two
// reports of one text are related.
//
//	sentence ──fold──► words ──shingles──► fingerprints ──one shared?──► Between
//
// Fingerprints are for an index: reports that share one are worth comparing with
// Between, which looks at all their sentences; no others are.
package reprint

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"stemma"
)

// Text is one report's own sentences (body only: no headline, chrome, caption or
// footer), in order, with what tells its place among other versions.
type Text struct {
	Report    stemma.ReportID
	Outlet    string
	Agencies  []string
	Language  string // Language is ISO 639-1; empty when undetermined.
	Published stemma.When
	Sentences []stemma.SentenceRef
}

// A sentence is indexed under some of its shingles of shingleWords telling words,
// and under some of the pairs of names in it, which stay when a sentence is written
// anew. Bottom-k sketches of two sentences that share a fifth of their shingles share
// a fingerprint nine times in ten, and reports that reuse one sentence as a rule
// reuse several.
const (
	shingleWords = 3
	shinglesKept = 5
	namesKept    = 1
)

// Fingerprints are the values under which a sentence is to be indexed; two
// sentences from one original share at least one. None for a sentence too short
// to tell anything.
func Fingerprints(words string) []uint64 {
	var telling []word
	for _, w := range fold(words) {
		if w.weight > grammaticalWeight {
			telling = append(telling, w)
		}
	}
	if len(telling) < shingleWords {
		return nil
	}
	var shingles, names []uint64
	for i := 0; i+shingleWords <= len(telling); i++ {
		a, b, c := telling[i], telling[i+1], telling[i+2]
		shingles = append(shingles, xxhash.Sum64String(a.stem+" "+b.stem+" "+c.stem))
		if a.weight == nameWeight && b.weight == nameWeight {
			names = append(names, xxhash.Sum64String(a.stem+" "+b.stem))
		}
	}
	out := append(least(shingles, shinglesKept), least(names, namesKept)...)
	slices.Sort(out)
	return slices.Compact(out)
}

// least are the k least of the hashes, each once.
func least(hashes []uint64, k int) []uint64 {
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return hashes[:min(len(hashes), k)]
}

// Between is the reuse between two reports, or within one when a and b are the
// same report. Sorted by A, then B.
func Between(a, b Text) []stemma.Reuse { return Compare(Measure(a), Measure(b)) }

// Compare is Between for texts that are measured already.
func Compare(a, b *Measured) []stemma.Reuse {
	if a.Text.Report > b.Text.Report {
		a, b = b, a
	}
	w := weigh(a, b)
	same := a.Text.Report == b.Text.Report
	found := map[[2]int]overlap{}
	related := false
	w.meet(same, func(i, j int) bool {
		if o := w.compare(i, j); o.reused() && (o.verbal() || !w.apart(i, j)) {
			found[[2]int{i, j}] = o
			related = related || o.strong()
		}
		return len(found) < mostReuses
	})
	var out []stemma.Reuse
	paired := map[[2]int]bool{}
	for at, o := range found {
		if related {
			paired[at] = true
			out = append(out, w.reuse(at[0], at[1], o))
		}
	}
	if same {
		out = append(out, doubled(a.Text.Sentences)...)
	} else {
		out = append(out, w.halves(paired)...)
	}
	slices.SortFunc(out, func(x, y stemma.Reuse) int {
		return cmp.Or(compareRef(x.A, y.A), compareRef(x.B, y.B))
	})
	return out
}

func compareRef(a, b stemma.SentenceRef) int {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// pairing is two texts side by side. Words are compared by number: those of a are
// given the numbers that the same words have in b.
type pairing struct {
	a, b             *Measured
	inB              []int32 // inB is the number in b of each word of a; -1 for none.
	tellA, tellB     []float64
	weightA, weightB []float64 // weights of the sentences
	row              row

	words     []numbered // words are those that inNumbersOfB gave last.
	prev, now []run      // prev and now are rows of longestRun.
}

// weigh makes a word that stands in many sentences of one of the reports tell
// less: the names that an event is about say nothing of who copied whom.
func weigh(a, b *Measured) *pairing {
	w := &pairing{a: a, b: b, inB: make([]int32, len(a.stems)), tellA: make([]float64, len(a.stems)), tellB: make([]float64, len(b.stems))}
	for j, n := range b.sentencesWith {
		w.tellB[j] = tells(n)
	}
	j := 0
	for i, stem := range a.stems {
		for j < len(b.stems) && b.stems[j] < stem {
			j++
		}
		w.inB[i] = -1
		n := a.sentencesWith[i]
		if j < len(b.stems) && b.stems[j] == stem {
			w.inB[i] = int32(j)
			n = max(n, b.sentencesWith[j])
			w.tellB[j] = tells(n)
		}
		w.tellA[i] = tells(n)
	}
	w.weightA, w.weightB = weights(a, w.tellA), weights(b, w.tellB)
	return w
}

// tells is how much a word tells that stands in n sentences.
func tells(n int32) float64 {
	if n <= 1 {
		return 1
	}
	return 1 / (1 + math.Log(float64(n)))
}

func weights(m *Measured, tell []float64) []float64 {
	list := make([]float64, len(m.sentences))
	for i, s := range m.sentences {
		for _, x := range s.words {
			list[i] += x.in(tell)
		}
	}
	return list
}

// overlap is what two sentences have in common, in weights of words.
type overlap struct {
	shared  float64 // shared words, wherever they stand.
	run     float64 // run is the heaviest run of words that stands in both.
	figure  float64 // figure is the heaviest such run that holds a number.
	whole   bool    // whole means that one stands word for word in the other.
	lighter float64 // lighter and heavier are the two sentences.
	heavier float64
}

// compare compares sentence i of a with sentence j of b.
func (w *pairing) compare(i, j int) overlap {
	a, b := &w.a.sentences[i], &w.b.sentences[j]
	o := overlap{lighter: min(w.weightA[i], w.weightB[j]), heavier: max(w.weightA[i], w.weightB[j])}
	o.shared = w.shared(a, b)
	if o.shared < minShared/2 && len(a.bare) != len(b.bare) {
		return o
	}
	if a.bare == b.bare {
		o.whole = len(a.words) >= verbatimWords
		o.run = o.shared
		return o
	}
	if o.shared >= minShared/2 {
		as := w.inNumbersOfB(a)
		o.run, o.figure = w.longestRun(as, b.words)
		short, long := as, b.words
		if len(short) > len(long) {
			short, long = long, short
		}
		o.whole = len(short) >= shortWords && standsIn(short, long)
	}
	return o
}

// both is a word of a sentence of a that b has too.
type both struct {
	number    int32 // number of the word in b.
	at, times int   // at is its place in the order of the sentence, times how often it stands there.
}

// row is a sentence of a as it is compared with those of b, one after the other.
type row struct {
	sentence *sentence
	both     []both    // both are by their numbers.
	weights  []float64 // weights of the words in the order of the sentence.
}

// read gets a sentence of a ready.
func (r *row) read(w *pairing, a *sentence) {
	r.sentence, r.both, r.weights = a, r.both[:0], r.weights[:0]
	for i, times := 0, 0; i < len(a.order); i += times {
		times = a.times(i)
		if number := w.inB[a.at(i).stem]; number >= 0 {
			r.both = append(r.both, both{number, i, times})
		}
	}
	for i := range a.order {
		r.weights = append(r.weights, a.at(i).in(w.tellA))
	}
}

// shared is the weight of the words of a that stand in b, each as often as it
// stands in both.
func (w *pairing) shared(a, b *sentence) float64 {
	if w.row.sentence != a {
		w.row.read(w, a)
	}
	sum, j := 0.0, 0
	for _, x := range w.row.both {
		for j < len(b.order) && b.words[b.order[j]].stem < x.number {
			j++
		}
		if j == len(b.order) {
			break
		}
		if b.words[b.order[j]].stem != x.number {
			continue
		}
		for k := range min(x.times, b.times(j)) {
			sum += w.row.weights[x.at+k]
		}
	}
	return sum
}

// inNumbersOfB is the words of a sentence of a with the numbers that they have in
// b; -1 for those that b has not. Their weights are in place. They are good until the next
// are asked for.
func (w *pairing) inNumbersOfB(a *sentence) []numbered {
	w.words = w.words[:0]
	for _, x := range a.words {
		w.words = append(w.words, numbered{stem: w.inB[x.stem], weight: x.in(w.tellA), digit: x.digit, name: x.name, weighed: true})
	}
	return w.words
}

// standsIn reports whether the short sentence stands in the long one.
func standsIn(short, long []numbered) bool {
	same := func(x, y numbered) bool { return x.stem == y.stem && x.stem >= 0 }
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.EqualFunc(short, long[i:i+len(short)], same) {
			return true
		}
	}
	return false
}

// longestRun is the weight of the heaviest contiguous run that two sentences share,
// and of the heaviest that holds a number. The words of a are in the numbers of b,
// those without one are -1.
func (w *pairing) longestRun(a, b []numbered) (any, figure float64) {
	w.prev, w.now = append(w.prev[:0], make([]run, len(b)+1)...), append(w.now[:0], make([]run, len(b)+1)...)
	prev, row := w.prev, w.now
	for _, x := range a {
		for j, y := range b {
			row[j+1] = run{}
			if x.stem < 0 || x.stem != y.stem {
				continue
			}
			r := run{prev[j].weight + x.in(w.tellB), prev[j].number || x.digit}
			row[j+1] = r
			any = max(any, r.weight)
			if r.number {
				figure = max(figure, r.weight)
			}
		}
		prev, row = row, prev
	}
	return any, figure
}

// run is a run of words up to one of each sentence.
type run struct {
	weight float64
	number bool
}

// Thresholds in weights of words, set on the reuse pairs of the three gold events;
// see grammaticalWeight for how to measure again.
const (
	minShared     = 2.0  // fewer telling words in common tell nothing
	diceReused    = 0.41 // share of both sentences
	diceShared    = 3.0  // telling words for that
	manyDice      = 0.36 // share of both, where manyShared telling words agree
	manyShared    = 5.0
	withinReused  = 0.70 // share of the shorter one
	withinShared  = 4.0  // telling words for that
	runReused     = 3.5  // a run word for word
	figureReused  = 1.7  // the same for a run that holds a figure
	figureShared  = 3.8  // telling words for that
	runDice       = 0.28
	verbatimWords = 3 // folded words of a sentence that is the same to the letter
	shortWords    = 6 // a sentence of so many words that stands whole in another
)

// reused reports whether the overlap is that of two versions of one sentence.
func (o overlap) reused() bool {
	dice := o.dice()
	switch {
	case o.whole:
		return true
	case o.shared < minShared:
		return false
	case dice >= diceReused && o.shared >= diceShared:
		return true
	case dice >= manyDice && o.shared >= manyShared:
		return true
	case o.shared >= withinReused*o.lighter && o.shared >= withinShared:
		return true
	case dice >= runDice && o.run >= runReused:
		return true
	}
	return dice >= runDice && o.figure >= figureReused && o.shared >= figureShared
}

// Strong overlaps show by themselves that one text had the other before it; weaker
// ones count only between texts that have a strong one.
const (
	diceStrong   = 0.55
	sharedStrong = 4.0
	diceVerbal   = 0.75
)

func (o overlap) strong() bool {
	return o.verbal() || o.dice() >= diceStrong && o.shared >= sharedStrong
}

// verbal reports whether the two have words in the same order in common, or nearly
// all their words.
func (o overlap) verbal() bool {
	return o.whole || o.run >= runReused || o.dice() >= diceVerbal || o.figure >= figureReused && o.shared >= figureShared
}

// apart reports whether two sentences name other things and give other numbers:
// each has names and numbers that the other lacks. Such are two events told by one
// formula.
func (w *pairing) apart(i, j int) bool {
	a, b := &w.a.sentences[i], &w.b.sentences[j]
	inA := map[int32]bool{}
	var names, numbers [2]int
	for _, x := range w.inNumbersOfB(a) {
		inA[x.stem] = true
		if x.stem < 0 || !b.has(x.stem) {
			names[0] += count(x.name)
			numbers[0] += count(x.digit)
		}
	}
	for _, x := range b.words {
		if !inA[x.stem] {
			names[1] += count(x.name)
			numbers[1] += count(x.digit)
		}
	}
	return min(names[0], names[1]) >= foreignNames && min(numbers[0], numbers[1]) > 0
}

// foreignNames is how many names each of two sentences has alone when they are
// about two events.
const foreignNames = 2

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (o overlap) dice() float64 { return 2 * o.shared / (o.lighter + o.heavier) }

// halves finds the second half of a sentence that the other version made two of: it
// stands beside a reused one, is reused nowhere else, and has words in common with
// the whole that its neighbour leaves out.
func (w *pairing) halves(paired map[[2]int]bool) []stemma.Reuse {
	usedA, usedB := map[int]bool{}, map[int]bool{}
	for p := range paired {
		usedA[p[0]], usedB[p[1]] = true, true
	}
	found := map[[2]int]bool{}
	for p := range paired {
		for _, step := range []int{-1, 1} {
			if j := p[1] + step; j >= 0 && j < len(w.b.sentences) && !usedB[j] && w.halfOfA(p[0], p[1], j) {
				found[[2]int{p[0], j}] = true
			}
			if i := p[0] + step; i >= 0 && i < len(w.a.sentences) && !usedA[i] && w.halfOfB(p[1], p[0], i) {
				found[[2]int{i, p[1]}] = true
			}
		}
	}
	var out []stemma.Reuse
	for p := range found {
		out = append(out, w.reuse(p[0], p[1], w.compare(p[0], p[1])))
	}
	return out
}

// halfOfA reports whether sentence half of b repeats a run of sentence whole of a
// that its neighbour other, the other half, leaves out.
func (w *pairing) halfOfA(whole, other, half int) bool {
	left := w.inNumbersOfB(&w.a.sentences[whole])
	for i, x := range left {
		if w.b.sentences[other].has(x.stem) {
			left[i].stem = -1
		}
	}
	run, _ := w.longestRun(left, w.b.sentences[half].words)
	return run >= halfRun
}

// halfOfB is halfOfA with the texts changed over.
func (w *pairing) halfOfB(whole, other, half int) bool {
	gone := map[int32]bool{}
	for _, x := range w.inNumbersOfB(&w.a.sentences[other]) {
		gone[x.stem] = true
	}
	left := slices.Clone(w.b.sentences[whole].words)
	for i, x := range left {
		if gone[x.stem] {
			left[i].stem = -1
		}
	}
	run, _ := w.longestRun(w.inNumbersOfB(&w.a.sentences[half]), left)
	return run >= halfRun
}

// halfRun is the weight of a run that makes a half: two telling words.
const halfRun = 2.0

func (w *pairing) reuse(i, j int, o overlap) stemma.Reuse {
	a, b := &w.a.sentences[i], &w.b.sentences[j]
	r := stemma.Reuse{A: a.ref, B: b.ref, Relation: relate(a, b)}
	r.Reasons = []stemma.Reason{{
		Rule:   "reprint/shared-words",
		Says:   fmt.Sprintf("%.0f%% of the shorter sentence's telling words stand in both", 100*min(1, o.shared/o.lighter)),
		Weight: min(1, o.dice()),
		Cites:  []stemma.Cite{{Report: a.ref.Report, Span: a.ref.Span, Words: a.ref.Words}, {Report: b.ref.Report, Span: b.ref.Span, Words: b.ref.Words}},
	}}
	return r
}

// relate tells how two versions of one sentence differ.
func relate(a, b *sentence) stemma.ReuseRelation {
	if a.bare == b.bare {
		return stemma.Verbatim
	}
	if changed(a.figures, b.figures) {
		return stemma.FigureChanged
	}
	return stemma.Edited
}

// bare is a sentence without its full stop and with plain quotation marks.
func bare(s string) string {
	b := strings.TrimRight(strings.Join(strings.Fields(plainMarks.Replace(s)), " "), ".")
	if strings.HasPrefix(s, b) {
		return s[:len(b)] // as most are: no copy of the text is held
	}
	return b
}

var plainMarks = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", `\`, "")
