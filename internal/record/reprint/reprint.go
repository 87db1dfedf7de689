// Package reprint finds sentences that come from one original and tells how two
// reports of one text are related.
//
//	sentence ──normalise──► tokens ──shingles──► fingerprints ──shared?──► Between
//
// Fingerprints are for an index: reports that share one are worth comparing with
// Between, which looks at all their sentences; no others are.
package reprint

import "stemma"

// Text is one report's own sentences (body and headline; no chrome, no footer), in
// order, with what tells its place among other versions.
type Text struct {
	Report    stemma.ReportID
	Outlet    string
	Agencies  []string
	Published stemma.When
	Sentences []stemma.SentenceRef
}

// Fingerprints are the values under which a sentence is to be indexed; two
// sentences from one original share at least one. None for a sentence too short
// or too common to tell anything.
func Fingerprints(words string) []uint64 { return nil }

// Between is the reuse between two reports, or within one when a and b are the
// same report. Sorted by A, then B.
func Between(a, b Text) []stemma.Reuse { return nil }

// Descend tells how two different reports are related, given the reuse between
// them; false when they share too little.
func Descend(a, b Text, shared []stemma.Reuse) (stemma.Descent, bool) {
	return stemma.Descent{}, false
}
