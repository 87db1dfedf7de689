package reprint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"stemma"
)

// Descent thresholds. From versionRuns of the shorter text's runs of runWords words
// up, one text is a version of the other; with fewer, both draw on one wire when
// they share a seventh of the shorter's sentences and wireRuns of its runs, or the
// same agency. Set on the near-duplicates of the Syria reports and the three gold
// events; measure again with `stemma eval --suite record`.
const (
	runWords    = 5
	versionRuns = 0.28
	wireRuns    = 0.05
	wireShare   = 0.14
	wholeRuns   = 0.75 // nearly all of the shorter
	sameLength  = 0.75 // shorter over longer, in words
)

// Descend tells how two different reports are related, given the reuse between
// them; false when they share too little. A is the older or the source; where
// neither dates, lengths nor figures tell, A sorts first.
func Descend(a, b Text, shared []stemma.Reuse) (stemma.Descent, bool) {
	return Trace(&Measured{Text: a, runs: runs(a)}, &Measured{Text: b, runs: runs(b)}, shared)
}

// Trace is Descend for texts that are measured already.
func Trace(x, y *Measured, shared []stemma.Reuse) (stemma.Descent, bool) {
	if x.Text.Report > y.Text.Report {
		x, y = y, x
	}
	a, b := x.Text, y.Text
	if d, ok := translation(a, b); ok {
		return d, true
	}
	s := tallySharing(x, y, shared)
	wire := s.share >= wireShare && (s.runs >= wireRuns || commonAgency(a, b))
	if s.sentences == 0 || s.runs < versionRuns && !wire {
		return stemma.Descent{}, false
	}
	d := stemma.Descent{Shared: s.share}
	older, newer, way := order(a, b, s)
	d.A, d.B = older.Report, newer.Report
	switch {
	case s.runs < versionRuns:
		d.Relation = stemma.CommonWire
	case s.runs >= wholeRuns && s.lengths < sameLength && (way != byDates || len(older.Sentences) >= len(newer.Sentences)):
		d.Relation = stemma.Excerpt
		older, newer, way = longer(a, b)
		d.A, d.B = older.Report, newer.Report
	case corrects(newer):
		d.Relation = stemma.Correction
	case s.changed > 0 || s.runs < wholeRuns || s.lengths < sameLength:
		d.Relation = stemma.Update
	default:
		d.Relation = stemma.Reprint
	}
	d.Reasons = []stemma.Reason{
		{Rule: "descent/shared", Says: fmt.Sprintf("%d of the shorter text's %d sentences stand in both, %d with another figure; %.0f%% of its runs of %d words", s.sentences, s.shorter, s.changed, 100*s.runs, runWords), Weight: s.runs},
		{Rule: directionRule + string(way), Says: directions[way]},
	}
	return d, true
}

func commonAgency(a, b Text) bool {
	return slices.ContainsFunc(a.Agencies, func(x string) bool { return slices.Contains(b.Agencies, x) })
}

// runs are the runs of runWords words of a text's sentences, as digests, sorted,
// each once.
func runs(t Text) []uint64 {
	var all []string
	for _, s := range t.Sentences {
		words, _ := split(s.Words)
		all = append(all, words...)
	}
	return runsOf(all)
}

// runsOf are the runs of the words of a text.
func runsOf(words []string) []uint64 {
	if len(words) < runWords {
		return nil
	}
	joined := strings.Join(words, " ")
	ends := make([]int, len(words)) // where each word ends
	at := -1
	for i, w := range words {
		at += 1 + len(w)
		ends[i] = at
	}
	out := make([]uint64, 0, len(words)-runWords+1)
	from := 0
	for i := runWords - 1; i < len(words); i++ {
		out = append(out, xxhash.Sum64String(joined[from:ends[i]]))
		from = ends[i-runWords+1] + 1
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// contained is the share of the shorter text's runs that stand in the other, and the
// length of the shorter over that of the longer.
func contained(x, y []uint64) (share, lengths float64) {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0, 0
	}
	both, j := 0, 0
	for _, r := range x {
		for j < len(y) && y[j] < r {
			j++
		}
		if j < len(y) && y[j] == r {
			both++
		}
	}
	return float64(both) / float64(len(x)), float64(len(x)) / float64(len(y))
}

// sharing is what two reports have in common.
type sharing struct {
	sentences int     // sentences of the shorter text that are reused
	shorter   int     // sentences of the shorter text
	share     float64 // sentences over shorter
	runs      float64 // share of the shorter text's runs of words that stand in both
	lengths   float64 // shorter over longer
	changed   int     // reused sentences with another figure
	grew      int     // positive when b's figures are the larger, negative when a's are
}

func tallySharing(x, y *Measured, shared []stemma.Reuse) sharing {
	a, b := x.Text, y.Text
	short := a
	if len(b.Sentences) < len(a.Sentences) {
		short = b
	}
	reused := map[stemma.Span]bool{}
	var s sharing
	for _, r := range shared {
		if r.A.Report == r.B.Report || !between(r, a.Report, b.Report) {
			continue
		}
		if r.A.Report == short.Report {
			reused[r.A.Span] = true
		} else {
			reused[r.B.Span] = true
		}
		if r.Relation == stemma.FigureChanged {
			s.changed++
			s.grew += growth(r, a.Report)
		}
	}
	s.sentences, s.shorter = len(reused), len(short.Sentences)
	if s.shorter > 0 {
		s.share = min(1, float64(s.sentences)/float64(s.shorter))
	}
	if s.sentences > 0 {
		s.runs, s.lengths = contained(x.runs, y.runs)
	}
	return s
}

func between(r stemma.Reuse, a, b stemma.ReportID) bool {
	return r.A.Report == a && r.B.Report == b || r.A.Report == b && r.B.Report == a
}

// growth is 1 when the largest number of the pair grows from a to the other, -1
// when it shrinks, 0 when it stays.
func growth(r stemma.Reuse, a stemma.ReportID) int {
	x, y := largest(r.A.Words), largest(r.B.Words)
	if r.A.Report != a {
		x, y = y, x
	}
	switch {
	case x < y:
		return 1
	case x > y:
		return -1
	}
	return 0
}

func largest(sentence string) float64 {
	best := 0.0
	for _, f := range figures(sentence) {
		var v float64
		if _, err := fmt.Sscanf(f.value, "%g", &v); err == nil {
			best = max(best, v)
		}
	}
	return best
}

// direction is by what the older of two reports is told.
type direction string

// The directions; directionRule begins the rule of the reason that names one.
const (
	byDates  direction = "dates"
	byCounts direction = "counts"
	byNotice direction = "correction"
	byAgency direction = "agency"
	byLength direction = "length"
	notAtAll direction = "unknown"

	directionRule = "descent/direction/"
)

var directions = map[direction]string{
	byDates:  "published first",
	byCounts: "its counts are the lower",
	byNotice: "the other says that it corrects an earlier text",
	byAgency: "it credits an agency, the other does not",
	byLength: "the longer text holds all of the other",
	notAtAll: "neither dates nor figures tell which came first",
}

// order puts the older report first: by publication, by what the newer says of itself,
// then because counts grow.
func order(a, b Text, s sharing) (older, newer Text, way direction) {
	x, y := a.Published, b.Published
	corrected := corrects(b) != corrects(a)
	switch {
	case x.Known() && y.Known() && !x.Overlaps(y) && x.From.Before(y.From):
		return a, b, byDates
	case x.Known() && y.Known() && !x.Overlaps(y):
		return b, a, byDates
	case corrected && corrects(b):
		return a, b, byNotice
	case corrected:
		return b, a, byNotice
	case s.grew > 0:
		return a, b, byCounts
	case s.grew < 0:
		return b, a, byCounts
	case len(a.Agencies) > 0 && len(b.Agencies) == 0:
		return a, b, byAgency
	case len(b.Agencies) > 0 && len(a.Agencies) == 0:
		return b, a, byAgency
	}
	return a, b, notAtAll
}

func longer(a, b Text) (source, excerpt Text, way direction) {
	if len(b.Sentences) > len(a.Sentences) {
		return b, a, byLength
	}
	return a, b, byLength
}

// corrects reports whether a text says that it corrects an earlier one.
func corrects(t Text) bool {
	for i, s := range t.Sentences {
		if i > 1 && i < len(t.Sentences)-2 {
			continue
		}
		w := strings.ToLower(s.Words)
		for _, sign := range []string{"correction:", "(corrects", "corrects ", "this story has been corrected", "corrected version", "this article has been corrected", "an earlier version"} {
			if strings.Contains(w, sign) {
				return true
			}
		}
	}
	return false
}
