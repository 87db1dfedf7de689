package store

import (
	"iter"
	"time"

	"stemma"
)

// Past is what it takes to show the record as it was known at a time, without
// deriving all of it anew. A report is known by then when its latest version was.
type Past interface {
	// KnownBy reports whether a report was known by then.
	KnownBy(id stemma.ReportID, at time.Time) (bool, error)
	// Straddling are the blocks of which some claims were known by then and others not, by
	// name: those in which a claim that f chooses stands.
	Straddling(f ClaimFilter, at time.Time) ([]string, error)
	// StraddlingByDate are those of them whose names begin with prefix, those of which a
	// younger report was known first.
	StraddlingByDate(prefix string, at time.Time) iter.Seq2[Dated, error]
	// BlockOf is the block from which a matter is derived; [stemma.ErrNotFound] where there is none.
	BlockOf(matter string) (string, error)
	// BlockBy is Block of the claims that were known by then.
	BlockBy(block string, limit int, at time.Time) ([]*Standing, error)
	// Between is that of [Tx].
	Between(reports []stemma.ReportID, wanted func(stemma.ReportID, stemma.Span) bool) ([]Pair, error)
	// Copied are some reports with what is known of them as of a time, in their order.
	Copied(ids []stemma.ReportID, at time.Time) ([]Copied, error)
	// Heads are the first places under each of some keys, at most limit, of texts that were
	// known by then; of all texts for a zero time.
	Heads(on Shelf, keys []int64, limit int, at time.Time) ([][]int64, error)
	// Standing are the reports that stand under a key at a place, by id.
	Standing(on Shelf, key, place int64) ([]stemma.ReportID, error)
	// Kin, Keys, Carriers, StoryTies and Facts are those of [Tx].
	Kin(id stemma.ReportID) ([]stemma.ReportID, error)
	Keys(on Shelf, id stemma.ReportID) ([]int64, error)
	Carriers(on Shelf, key int64, limit int) ([]stemma.ReportID, error)
	StoryTies(id stemma.ReportID) ([]StoryTie, error)
	Facts(id stemma.ReportID) ([]byte, error)
	// Unsettled are the reports known by then that were last put into stories together with
	// one that was not, or that follow one of those, sorted.
	Unsettled(at time.Time) ([]stemma.ReportID, error)
	// CountsBy is how many reports and claims were known by then, how many stories have only
	// such reports, and how much was derived from blocks all of whose claims were known.
	CountsBy(at time.Time) (Counts, error)
	// SourcesBy and PlacesBy are Sources and Places of what was known by then.
	SourcesBy(at time.Time) iter.Seq2[Source, error]
	PlacesBy(at time.Time) iter.Seq2[PlaceCount, error]
	// NamesBy, CarriedBy and SpanBy are Names, Carried and Span of what was known by then.
	NamesBy(role NameRole, at time.Time) iter.Seq2[NameCount, error]
	CarriedBy(outlet, speaker string, at time.Time) iter.Seq2[Carrying, error]
	SpanBy(at time.Time) (first, last time.Time, err error)
	// SearchBy is Search among what was known by then.
	SearchBy(words []string, limit int, at time.Time) ([]ReportScore, error)
	// FaredBy is Fared in what was derived from reports all of which were known by then.
	FaredBy(role SourceRole, name string, at time.Time) (FareCount, error)
}

// Dated is a block with when the youngest of its reports was published that were known.
type Dated struct {
	Block     string
	Published int64 // Published is in Unix seconds; [Undated] when none of them has a date.
}

// Copied is a report among those of its text.
type Copied struct {
	ID    stemma.ReportID
	Known bool  // Known means that it was known by then.
	Place int64 // Place is the rank at which it stands on the shelves: that of its text.
	// Copies are all reports of its text by rank, if there are others, and Out tells which of
	// them were known by then.
	Copies []stemma.ReportID
	Out    []bool
}
