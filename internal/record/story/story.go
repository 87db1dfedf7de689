// Package story gathers the reports on one matter of the world.
//
//	report ──Of──► terms by weight ──Keys──► pairs worth comparing ──Compare──► links ──Cluster──► stories
//
// What a report is about is told by its names and rare words, by ages and numbers,
// not by the words of its kind: two shootings in one town on two days share
// "police", "shot" and the town, and are two stories.
package story

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/internal/text"
)

// Facts is what of a report tells which story it belongs to. It is kept with the
// report.
type Facts struct {
	Report    stemma.ReportID
	Title     string
	Published stemma.When
	Places    []string // Places are the settlements named, the most named first.
	Terms     []Term   // Terms sorted by Word: names, places, numbers and telling words; their weights square to 1.
}

// Term is a word of a report with its weight, 0–1.
type Term struct {
	Word   string
	Weight float64
}

// Link is how strongly two reports are on one story; weight 0–1, linked from
// Threshold up.
type Link struct {
	A, B   stemma.ReportID // A sorts before B.
	Weight float64
}

// Of reads the facts of a report.
func Of(d *text.Doc) Facts {
	f := Facts{Report: d.Report.ID, Title: d.Report.Title, Published: d.Report.Published.When}
	f.Terms = terms(d.Report.Title, bodies(d))
	f.Places = places(d)
	return f
}

// bodies are the texts of the body blocks.
func bodies(d *text.Doc) []string {
	var out []string
	for _, b := range d.Report.Blocks {
		if b.Role == stemma.Body {
			out = append(out, b.Span.Of(d.Report.Text))
		}
	}
	return out
}

// maxPlaces is how many places a story is told by.
const maxPlaces = 5

func places(d *text.Doc) []string {
	count := map[string]int{}
	for _, p := range d.Places {
		if !p.Demonym && p.Geo.ID != "" {
			count[p.Name]++
		}
	}
	var out []string
	for name := range count {
		out = append(out, name)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return out[:min(len(out), maxPlaces)]
}

// How a report is indexed. Set on the incident and the world news reports; measure again
// with `stemma eval --suite record`.
const (
	keyTerms     = 12 // keyTerms is how many of a report's weightiest terms are taken two by two.
	keyPairs     = 36 // keyPairs is how many of those pairs make keys, the weightiest.
	lastingPairs = 8  // lastingPairs is how many of them do for all time.
	seasonDays   = 30 // seasonDays is how long a season is.
	turnDays     = 3  // turnDays is for how long before and after the turn of a season a report is of both.
)

// Key is a value under which a report is to be indexed: two of its words, and the season
// in which they meet; 0 for all time.
type Key struct {
	Season int
	Words  [2]string // Words in order.
}

// Keys are what a report is to be indexed under; only reports that share one need be
// compared. Each is a pair of weighty terms: for the season in which it was published, and
// of the very weightiest for all time, since a trial is of the story that it is about, and
// what else meets after months is chance. Without a date all are for all time.
func Keys(f Facts) []Key {
	pairs := weightiest(f.Terms)
	of, lasting := seasons(f.Published), lastingPairs
	if len(of) == 0 {
		lasting = len(pairs)
	}
	var out []Key
	for i, pair := range pairs {
		if i < lasting {
			out = append(out, Key{Words: pair})
		}
		for _, season := range of {
			out = append(out, Key{season, pair})
		}
	}
	return out
}

// weightiest are the pairs of terms that make keys, by what the two weigh in a likeness:
// their product.
func weightiest(terms []Term) [][2]string {
	top := slices.Clone(terms)
	slices.SortFunc(top, func(a, b Term) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Word, b.Word)) })
	top = top[:min(len(top), keyTerms)]
	type weighed struct {
		words  [2]string
		weight float64
	}
	all := make([]weighed, 0, keyTerms*(keyTerms-1)/2)
	for i, a := range top {
		for _, b := range top[:i] {
			all = append(all, weighed{[2]string{min(a.Word, b.Word), max(a.Word, b.Word)}, a.Weight * b.Weight})
		}
	}
	slices.SortFunc(all, func(x, y weighed) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), slices.Compare(x.words[:], y.words[:]))
	})
	pairs := make([][2]string, min(len(all), keyPairs))
	for i := range pairs {
		pairs[i] = all[i].words
	}
	return pairs
}

// seasons are those of a report that was published at w: one, at their turn two.
func seasons(w stemma.When) []int {
	if !w.Known() {
		return nil
	}
	first, last := seasonsAt(w.From)
	if first == last {
		return []int{first}
	}
	return []int{first, last}
}

// seasonsAt are the first and the last season of a report that was published at t, mostly
// one, counted from 1, which begins before the year 1.
func seasonsAt(t time.Time) (first, last int) {
	day := int(t.Unix()/(24*60*60)) + daysBefore1970
	return (day - turnDays) / seasonDays, (day + turnDays) / seasonDays
}

// daysBefore1970 is from when on the days of seasons are counted: a season and a bit
// before the year 1.
const daysBefore1970 = 719_162 + seasonDays + turnDays + 1

// Threshold is the weight from which two reports are on one story. Set on the
// incident and the world news reports; measure again with `stemma eval --suite
// record`.
const Threshold = 0.15

// Compare links two reports; false when they are not on one story.
func Compare(a, b Facts) (Link, bool) {
	if a.Report > b.Report {
		a, b = b, a
	}
	w, telling, names := cosine(a.Terms, b.Terms)
	w *= apart(a.Published, b.Published, names)
	return Link{A: a.Report, B: b.Report, Weight: w}, Enough(w, telling)
}

// A town and a trade are not enough for one story: tellingShared terms must weigh
// something in both.
const (
	tellingShared = 3
	tellingWeight = 0.008
)

// Tells reports whether a term that two reports share tells something; weight is the
// product of its weights in both.
func Tells(weight float64) bool { return weight >= tellingWeight }

// Enough reports whether reports are on one story that are so much alike, and of whose
// shared terms so many tell something.
func Enough(likeness float64, telling int) bool {
	return likeness >= Threshold && telling >= tellingShared
}

// cosine is the likeness of two reports' terms, how many of those that they share tell
// something, and how many of these are words that general English does not have, as the
// names of persons and villages are.
func cosine(a, b []Term) (sum float64, telling, names int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch order := strings.Compare(a[i].Word, b[j].Word); {
		case order < 0:
			i++
		case order > 0:
			j++
		default:
			w := a[i].Weight * b[j].Weight
			sum += w
			if Tells(w) {
				telling++
				if IsName(a[i].Word) {
					names++
				}
			}
			i, j = i+1, j+1
		}
	}
	return sum, telling, names
}

// IsName reports whether a word is one that general English does not have, and no number.
func IsName(word string) bool {
	_, known := frequency()[word]
	return !known && (word[0] < '0' || word[0] > '9')
}

// apart is what time leaves of a link between reports that share so many names.
func apart(a, b stemma.When, names int) float64 {
	if !a.Known() || !b.Known() {
		return 1
	}
	return Fading(math.Abs(a.From.Sub(b.From).Hours())/24, names)
}

// Fading is what of a link is left, 0–1, between reports that lie so many days apart: an
// eighth less for each doubling of the days, from the second day on; half as much where they
// share many names, since a trial is of the story whose names it has.
func Fading(days float64, names int) float64 {
	decay := timeDecay
	if names >= namesShared {
		decay *= namedDecay
	}
	return max(0, 1-decay*math.Log2(1+days/2))
}

// How links grow weak with time. Set on the incident and the world news reports; measure
// again with `stemma eval --suite record`.
const (
	timeDecay   = 0.12
	namedDecay  = 0.5 // namedDecay is the part of timeDecay that many shared names leave.
	namesShared = 5   // namesShared is how many are many.
)
