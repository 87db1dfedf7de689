// Package story gathers the reports on one matter of the world.
package story

import (
	"stemma"
	"stemma/internal/text"
)

// Facts is what of a report tells which story it belongs to. It is kept with the
// report.
type Facts struct {
	Report    stemma.ReportID
	Title     string
	Published stemma.When
	Terms     []Term // Terms sorted by Word: names, places, numbers and telling words.
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
	Reason stemma.Reason
}

// Of reads the facts of a report.
func Of(d *text.Doc) Facts { return Facts{} }

// Keys are the values under which a report is to be indexed; only reports that
// share one need be compared.
func Keys(f Facts) []string { return nil }

// Compare links two reports; false when they are not on one story.
func Compare(a, b Facts) (Link, bool) { return Link{}, false }

// Cluster is the stories of a set of reports that is closed under links.
func Cluster(reports []Facts, links []Link) []stemma.Story { return nil }
