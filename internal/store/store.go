// Package store says what it takes to keep the record: the contract that
// storetest holds every implementation to. Package sqlite is the one that ships.
//
// All that reaches the store goes through [Store.Update], and one update is
// all or nothing: once it has returned nil, no crash loses it. All that is shown
// comes from [Store.View], which sees one unchanging state from begin to end,
// however many updates are made meanwhile.
//
// Streams come in the order of what they carry (a report's id, a claim's report
// and span, a matter's id), never in the order in which it arrived, so that the
// same reports give the same output whatever their order.
package store

import (
	"context"
	"iter"
	"time"

	"stemma"
)

// Store keeps one record.
type Store interface {
	// View runs f on one unchanging state of the record. Any number may run at
	// once, while an update runs too.
	View(ctx context.Context, f func(ReadTx) error) error

	// Update runs f and keeps all that it wrote, or nothing when f fails. Updates
	// run one after the other, also those of other processes on the same store.
	Update(ctx context.Context, f func(Tx) error) error

	// Generation is another number after every change, also of another process.
	Generation(ctx context.Context) (uint64, error)

	// Close gives the store back. It waits for no one: end views and updates first.
	Close() error
}

// ReadTx is one unchanging state of the record. It and the streams that it gives
// end with the function that it was handed to. Methods that name one thing answer
// [stemma.ErrNotFound] when there is none; streams of nothing are empty.
type ReadTx interface {
	Past

	// Report is the latest version of a report, with its text and blocks.
	Report(id stemma.ReportID) (stemma.Report, error)
	// Paper is the same without Blocks, for who quotes it; Heading is the same without
	// Blocks and Text, for who names it.
	Paper(id stemma.ReportID) (stemma.Report, error)
	Heading(id stemma.ReportID) (stemma.Report, error)
	// Reports are the latest versions, by id, without Text and Blocks unless the
	// filter asks for them.
	Reports(f ReportFilter) iter.Seq2[stemma.Report, error]
	// Versions are all versions of a report, the first one first, whole.
	Versions(id stemma.ReportID) ([]stemma.Report, error)
	// Sentences are the body and heading sentences of a report's latest version.
	Sentences(id stemma.ReportID) ([]stemma.Span, error)

	// Stale are the reports whose latest version was not read by these readers, by id.
	Stale(readers string) iter.Seq2[stemma.ReportID, error]
	// Entry is the latest version of a report with what was read from it.
	Entry(id stemma.ReportID) (Entry, error)

	// Claim is one claim by its id.
	Claim(id stemma.ClaimID) (stemma.Claim, error)
	// Claims are those of the latest versions, by report, span, kind and id.
	Claims(f ClaimFilter) iter.Seq2[stemma.Claim, error]

	// Reuses are pairs of sentences from one original, by A and then B.
	Reuses(f PairFilter) iter.Seq2[stemma.Reuse, error]
	// Descents are pairs of reports of one text, by A and then B.
	Descents(f PairFilter) iter.Seq2[stemma.Descent, error]
	// Stories by id.
	Stories(f StoryFilter) iter.Seq2[stemma.Story, error]
	// Matters by id; so are the three that follow.
	Matters(f MatterFilter) iter.Seq2[stemma.Matter, error]
	Disputes(f MatterFilter) iter.Seq2[stemma.Dispute, error]
	Independence(f MatterFilter) iter.Seq2[stemma.Independence, error]
	Tallies(f MatterFilter) iter.Seq2[stemma.Tally, error]
	// Holdings by place and time.
	Holdings(f HoldingFilter) iter.Seq2[stemma.Holding, error]

	// Sources are the outlets, agencies and speakers of the record, by role and
	// name, with how much each gave.
	Sources() iter.Seq2[Source, error]
	// Places are the places that claims name, by name, with how many claims do.
	Places() iter.Seq2[PlaceCount, error]
	// Rejected are the inputs that could not be used, by input, stage and reason.
	Rejected() iter.Seq2[stemma.Rejected, error]
	// Reached is how far an archive has been recorded, as SetReached keeps it; 0 for one
	// that is not known.
	Reached(archive string) (int64, error)
	// Corrections are the decisions of persons, in the order in which they were made.
	Corrections() iter.Seq2[Correction, error]
	// Counts says how much there is.
	Counts() (Counts, error)

	// Find is all that has an id beginning with prefix: reports, claims, matters
	// and stories, at most limit of them, a whole id before longer ones.
	Find(prefix string, limit int) ([]Found, error)

	Lister
}

// ReportFilter chooses reports. A zero field chooses all.
type ReportFilter struct {
	Outlet   string      // Outlet published them; compared as Key folds it.
	Agency   string      // Agency whose wire they carry.
	From, To time.Time   // From and To bound the publication date, half open; undated ones are left out when set.
	Prefix   string      // Prefix begins their id.
	KnownBy  time.Time   // KnownBy leaves out those that were not known by then.
	Whole    bool        // Whole brings Text and Blocks along.
	About    ClaimFilter // About is a claim that they have; its Report, After, Newest and Limit do not count.
	Words    []string    // Words that title or text have, all of them.
	Newest   bool        // Newest orders by publication, the youngest first, then by id.
	After    Position    // After is the last that was shown, in the same order; Sort counts for Newest.
	Limit    int         // Limit is the most reports; 0 for all.
}

// ClaimFilter chooses claims. A zero field chooses all.
type ClaimFilter struct {
	Report   stemma.ReportID
	Kinds    []stemma.Kind
	Place    string    // Place is the claim's place, the one that encloses it, or a gazetteer id; names are compared as Key folds them.
	Actor    string    // Actor is who does it or whom it is done to.
	Speaker  string    // Speaker is the body or the person.
	Matter   string    // Matter that they answer, by its whole id.
	From, To time.Time // From and To bound what they are about, half open; undated ones are left out when set.
	IDs      []stemma.ClaimID
	KnownBy  time.Time // KnownBy leaves out those whose report was not known by then.
	Stances  []stemma.Stance
	Sides    []stemma.Side // Sides of an origin behind a matter that they answer.
	Origins  int           // Origins are the least behind a matter that they answer.
	// Backed are claims that Sides and Origins choose besides; with KnownBy, these go by the
	// matters alone that were derived from what was known by then.
	Backed []stemma.ClaimID
	Words  string        // Words that their sentence has, in this order, compared without case.
	Newest bool          // Newest orders by the report's publication, the youngest first, then by id.
	After  ClaimPosition // After is the last that was shown, in the same order.
	Limit  int           // Limit is the most claims; 0 for all.
}

// ClaimPosition is where a list of claims was left: by report and what orders its
// claims, or by publication when it is ordered so.
type ClaimPosition struct {
	Sort   int64 // Sort is the report's publication in Unix seconds.
	Report stemma.ReportID
	Start  int
	Kind   stemma.Kind
	ID     stemma.ClaimID
}

// PairFilter chooses pairs. A zero field chooses all.
type PairFilter struct {
	Report stemma.ReportID   // Report is on one side or the other.
	Among  []stemma.ReportID // Among these are both.
}

// StoryFilter chooses stories. A zero field chooses all.
type StoryFilter struct {
	ID       string
	Report   stemma.ReportID // Report belongs to it.
	Place    string
	From, To time.Time // From and To bound what it is about, half open; undated ones are left out when set.
	KnownBy  time.Time // KnownBy leaves out those of which a report was not known by then.
	Newest   bool      // Newest orders by the end of what it is about, the last first, then by id.
	After    Position  // After is the last that was shown, in the same order; Sort counts for Newest.
	Limit    int       // Limit is the most stories; 0 for all.
}

// MatterFilter chooses matters and what hangs on them. A zero field chooses all.
type MatterFilter struct {
	Matter   string // Matter by its whole id.
	Place    string // Place of the matter or the one that encloses it.
	Slot     stemma.Slot
	Report   stemma.ReportID // Report has a claim that answers it.
	Claim    stemma.ClaimID  // Claim answers it.
	From, To time.Time       // From and To bound what it is about, half open; undated ones are left out when set.
	KnownBy  time.Time       // KnownBy leaves out what was derived from a report that was not known by then.
	Since    string          // Since is the matter at which to begin; a page is taken up there.
}

// HoldingFilter chooses holdings. A zero field chooses all.
type HoldingFilter struct {
	Place    string    // Place held or the one that encloses it.
	From, To time.Time // From and To bound the time held, half open.
	KnownBy  time.Time // KnownBy leaves out what was derived from a report that was not known by then.
	Since    string    // Since is the place, as Key folds it, at which to begin; a page is taken up there.
}

// SourceRole is how a source stands to the record.
type SourceRole string

// The roles of sources.
const (
	SourceOutlet  SourceRole = "outlet"
	SourceAgency  SourceRole = "agency"
	SourceSpeaker SourceRole = "speaker"
)

// Source is an outlet, an agency or a speaker, with how much it gave.
type Source struct {
	Role    SourceRole
	Name    string
	Reports int // Reports that it published, that carry its wire, or in which it speaks.
	Claims  int // Claims in those reports; for a speaker, its own.
}

// PlaceCount is a place that claims name.
type PlaceCount struct {
	Name   string
	In     string
	Claims int
}

// Counts says how much a record holds.
type Counts struct {
	Reports, Claims, Stories, Matters, Disputes, Holdings, Tallies, Rejected int
}

// Noun is what an id names.
type Noun string

// The nouns that have ids of their own.
const (
	NounReport Noun = "report"
	NounClaim  Noun = "claim"
	NounMatter Noun = "matter"
	NounStory  Noun = "story"
)

// Found is an id and what it names.
type Found struct {
	Noun Noun
	ID   string
}

// CorrectionVerb is what a person decided.
type CorrectionVerb string

// The verbs of corrections.
const (
	MergeStories CorrectionVerb = "merge"   // Subjects are reports that belong to one story.
	SplitStory   CorrectionVerb = "split"   // Subjects are reports that do not belong with the rest of their story.
	SetField     CorrectionVerb = "set"     // Subjects is one claim; Field has Value.
	ForgetReport CorrectionVerb = "forget"  // Subjects are reports, or claims, that no longer count.
	ConfirmClaim CorrectionVerb = "confirm" // Subjects are claims that a person has read and found right; nothing else follows from it.
	FollowClaim  CorrectionVerb = "follow"  // Subjects are a claim and the one that it became when its report was read anew; made by package record.
	Undo         CorrectionVerb = "undo"    // Subjects are the ids of corrections that no longer count.
)

// Correction is a decision of a person. It is kept beside what was read, never in
// its place, and survives a second reading of the report.
type Correction struct {
	ID       string // ID is a digest of all the rest.
	Verb     CorrectionVerb
	Subjects []string
	Field    stemma.Field // Field and Value are of a set.
	Value    string
	Who      string
	Why      string
	At       time.Time // At is when it was made, as the caller says.
}
