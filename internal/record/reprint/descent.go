package reprint

import (
	"fmt"
	"strings"

	"stemma"
)

// Descent thresholds: shares of the shorter body's sentences. From half up one
// text is a version of the other; from a seventh, or with three sentences, both
// draw on one wire. Set on the three gold events and the near-duplicates of the
// Syria reports; measure again with `stemma eval --suite record`.
const (
	versionShare = 0.5
	wireShare    = 0.14
	wireReuse    = 3    // reused sentences that tell a common wire whatever the length
	wholeShare   = 0.8  // nearly all of the shorter
	sameLength   = 0.75 // shorter over longer, in sentences
)

// Descend tells how two different reports are related, given the reuse between
// them; false when they share too little. A is the older or the source; where
// neither dates, lengths nor figures tell, A sorts first.
func Descend(a, b Text, shared []stemma.Reuse) (stemma.Descent, bool) {
	if a.Report > b.Report {
		a, b = b, a
	}
	s := tallySharing(a, b, shared)
	if s.sentences == 0 || s.share < wireShare && s.sentences < wireReuse {
		return stemma.Descent{}, false
	}
	d := stemma.Descent{Shared: s.share}
	older, newer, why := order(a, b, s)
	d.A, d.B = older.Report, newer.Report
	switch {
	case s.share < versionShare:
		d.Relation = stemma.CommonWire
	case s.share >= wholeShare && s.lengths < sameLength:
		d.Relation = stemma.Excerpt
		older, newer, why = longer(a, b)
		d.A, d.B = older.Report, newer.Report
	case corrects(newer):
		d.Relation = stemma.Correction
	case s.changed > 0 || s.share < wholeShare:
		d.Relation = stemma.Update
	default:
		d.Relation = stemma.Reprint
	}
	d.Reasons = []stemma.Reason{
		{Rule: "descent/shared", Says: fmt.Sprintf("%d of the shorter text's %d sentences stand in both, %d with another figure", s.sentences, s.shorter, s.changed), Weight: s.share},
		{Rule: "descent/direction", Says: why},
	}
	return d, true
}

// sharing is what two reports have in common.
type sharing struct {
	sentences int     // sentences of the shorter text that are reused
	shorter   int     // sentences of the shorter text
	share     float64 // sentences over shorter
	lengths   float64 // shorter over longer
	changed   int     // reused sentences with another figure
	grew      int     // positive when b's figures are the larger, negative when a's are
}

func tallySharing(a, b Text, shared []stemma.Reuse) sharing {
	short, long := a, b
	if len(b.Sentences) < len(a.Sentences) {
		short, long = b, a
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
		s.lengths = float64(s.shorter) / float64(len(long.Sentences))
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

// order puts the older report first: by publication, then because counts grow.
func order(a, b Text, s sharing) (older, newer Text, why string) {
	x, y := a.Published, b.Published
	switch {
	case x.Known() && y.Known() && !x.Overlaps(y) && x.From.Before(y.From):
		return a, b, "published first"
	case x.Known() && y.Known() && !x.Overlaps(y):
		return b, a, "published first"
	case s.grew > 0:
		return a, b, "its counts are the lower"
	case s.grew < 0:
		return b, a, "its counts are the lower"
	case len(a.Agencies) > 0 && len(b.Agencies) == 0:
		return a, b, "it credits an agency, the other does not"
	case len(b.Agencies) > 0 && len(a.Agencies) == 0:
		return b, a, "it credits an agency, the other does not"
	}
	return a, b, "neither dates nor figures tell which came first"
}

func longer(a, b Text) (source, excerpt Text, why string) {
	if len(b.Sentences) > len(a.Sentences) {
		return b, a, "the longer text holds all of the other"
	}
	return a, b, "the longer text holds all of the other"
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
