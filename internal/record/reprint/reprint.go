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
	Published stemma.When
	Sentences []stemma.SentenceRef
}

// shingleWords is the length of a shingle in telling words, sketchSize how many
// of a sentence's shingles are indexed. Bottom-k sketches of two sentences that
// share a fifth of their shingles share a fingerprint nine times in ten, and
// reports that reuse one sentence as a rule reuse several.
const (
	shingleWords = 3
	sketchSize   = 6
)

// Fingerprints are the values under which a sentence is to be indexed; two
// sentences from one original share at least one. None for a sentence too short
// to tell anything.
func Fingerprints(words string) []uint64 {
	var telling []string
	for _, w := range fold(words) {
		if w.weight > grammaticalWeight {
			telling = append(telling, w.stem)
		}
	}
	if len(telling) < shingleWords {
		return nil
	}
	var all []uint64
	for i := 0; i+shingleWords <= len(telling); i++ {
		all = append(all, xxhash.Sum64String(strings.Join(telling[i:i+shingleWords], " ")))
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(len(all), sketchSize)]
}

// Between is the reuse between two reports, or within one when a and b are the
// same report. Sorted by A, then B.
func Between(a, b Text) []stemma.Reuse {
	if a.Report > b.Report {
		a, b = b, a
	}
	as, bs := measure(a.Sentences), measure(b.Sentences)
	weigh(as, bs)
	same := a.Report == b.Report
	var out []stemma.Reuse
	paired := map[[2]int]overlap{}
	for i := range as {
		for j := range bs {
			if same && j <= i {
				continue
			}
			o := compare(as[i], bs[j])
			if o.reused() {
				paired[[2]int{i, j}] = o
				out = append(out, reuse(as[i], bs[j], o))
			}
		}
	}
	if !same {
		out = append(out, halves(as, bs, paired)...)
	}
	slices.SortFunc(out, func(x, y stemma.Reuse) int {
		return cmp.Or(compareRef(x.A, y.A), compareRef(x.B, y.B))
	})
	return out
}

func compareRef(a, b stemma.SentenceRef) int {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// measured is a sentence ready to be compared.
type measured struct {
	ref    stemma.SentenceRef
	words  []word
	count  map[string]int
	weight float64
}

func measure(refs []stemma.SentenceRef) []measured {
	out := make([]measured, len(refs))
	for i, ref := range refs {
		m := measured{ref: ref, words: fold(ref.Words), count: map[string]int{}}
		for _, w := range m.words {
			m.count[w.stem]++
		}
		out[i] = m
	}
	return out
}

// weigh makes a word that stands in many sentences of one of the reports tell
// less: the names that an event is about say nothing of who copied whom.
func weigh(as, bs []measured) {
	df := frequencies(as)
	for stem, n := range frequencies(bs) {
		df[stem] = max(df[stem], n)
	}
	for _, side := range [][]measured{as, bs} {
		for i := range side {
			side[i].weight = 0
			for k, w := range side[i].words {
				if w.weight > grammaticalWeight {
					w.weight /= 1 + math.Log(float64(df[w.stem]))
					side[i].words[k] = w
				}
				side[i].weight += w.weight
			}
		}
	}
}

// frequencies counts the sentences that hold each word.
func frequencies(sentences []measured) map[string]int {
	df := map[string]int{}
	for _, m := range sentences {
		for stem := range m.count {
			df[stem]++
		}
	}
	return df
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

func compare(a, b measured) overlap {
	o := overlap{lighter: min(a.weight, b.weight), heavier: max(a.weight, b.weight)}
	seen := map[string]int{}
	for _, w := range a.words {
		if seen[w.stem] < b.count[w.stem] {
			seen[w.stem]++
			o.shared += w.weight
		}
	}
	if bare(a.ref.Words) == bare(b.ref.Words) {
		o.whole = len(a.words) >= verbatimWords
		o.run = o.shared
		return o
	}
	if o.shared >= minShared/2 {
		o.run, o.figure = longestRun(a.words, b.words)
		short, long := a.words, b.words
		if len(short) > len(long) {
			short, long = long, short
		}
		o.whole = len(short) >= shortWords && standsIn(short, long)
	}
	return o
}

// standsIn reports whether the short sentence stands in the long one.
func standsIn(short, long []word) bool {
	same := func(x, y word) bool { return x.stem == y.stem }
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.EqualFunc(short, long[i:i+len(short)], same) {
			return true
		}
	}
	return false
}

// longestRun is the weight of the heaviest contiguous run that two sentences share,
// and of the heaviest that holds a number.
func longestRun(a, b []word) (any, figure float64) {
	type run struct {
		weight float64
		number bool
	}
	prev, row := make([]run, len(b)+1), make([]run, len(b)+1)
	for _, x := range a {
		for j, y := range b {
			row[j+1] = run{}
			if x.stem == "" || x.stem != y.stem {
				continue
			}
			r := run{prev[j].weight + x.weight, prev[j].number || x.stem[0] >= '0' && x.stem[0] <= '9'}
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
	figureReused  = 2.2  // the same for a run that holds a figure
	figureShared  = 4.5  // telling words for that
	runDice       = 0.30
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

func (o overlap) dice() float64 { return 2 * o.shared / (o.lighter + o.heavier) }

// halves finds the second half of a sentence that the other version made two of: it
// stands beside a reused one, is reused nowhere else, and has words in common with
// the whole that its neighbour leaves out.
func halves(as, bs []measured, paired map[[2]int]overlap) []stemma.Reuse {
	usedA, usedB := map[int]bool{}, map[int]bool{}
	for p := range paired {
		usedA[p[0]], usedB[p[1]] = true, true
	}
	var out []stemma.Reuse
	for p := range paired {
		for _, step := range []int{-1, 1} {
			if j := p[1] + step; j >= 0 && j < len(bs) && !usedB[j] && isHalf(as[p[0]], bs[p[1]], bs[j]) {
				out = append(out, reuse(as[p[0]], bs[j], compare(as[p[0]], bs[j])))
			}
			if i := p[0] + step; i >= 0 && i < len(as) && !usedA[i] && isHalf(bs[p[1]], as[p[0]], as[i]) {
				out = append(out, reuse(as[i], bs[p[1]], compare(as[i], bs[p[1]])))
			}
		}
	}
	return out
}

// isHalf reports whether half repeats a run of the whole that its neighbour, the
// other half, leaves out.
func isHalf(whole, other, half measured) bool {
	var left []word
	for _, w := range whole.words {
		if other.count[w.stem] > 0 {
			w.stem = ""
		}
		left = append(left, w)
	}
	run, _ := longestRun(left, half.words)
	return run >= halfRun
}

// halfRun is the weight of a run that makes a half: two telling words.
const halfRun = 2.0

func reuse(a, b measured, o overlap) stemma.Reuse {
	r := stemma.Reuse{A: a.ref, B: b.ref, Relation: relate(a.ref.Words, b.ref.Words)}
	r.Reasons = []stemma.Reason{{
		Rule:   "reprint/shared-words",
		Says:   fmt.Sprintf("%.0f%% of the shorter sentence's telling words stand in both", 100*min(1, o.shared/o.lighter)),
		Weight: min(1, o.dice()),
		Cites:  []stemma.Cite{{Report: a.ref.Report, Span: a.ref.Span, Words: a.ref.Words}, {Report: b.ref.Report, Span: b.ref.Span, Words: b.ref.Words}},
	}}
	return r
}

// relate tells how two versions of one sentence differ.
func relate(a, b string) stemma.ReuseRelation {
	if bare(a) == bare(b) {
		return stemma.Verbatim
	}
	if changed(figures(a), figures(b)) {
		return stemma.FigureChanged
	}
	return stemma.Edited
}

// bare is a sentence without its full stop and with plain quotation marks.
func bare(s string) string {
	s = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", `\`, "").Replace(s)
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".")
}
