package store

import (
	"time"

	"stemma"
)

// Tx is one update. It sees what it has written. Package record is its only
// caller; it keeps the derived parts what they must be after every update.
type Tx interface {
	ReadTx
	Keeper
	Index
	Deriver
}

// Entry is a report as kept: as received, and what was read from it.
type Entry struct {
	Report    stemma.Report
	Sentences []stemma.Span // Sentences of body and headings, sorted, disjoint.
	Claims    []stemma.Claim
	Facts     []byte // Facts tell which story it belongs to, as package record writes them.
	Readers   string // Readers are the versions of the readers that made the above, "claim/3 when/2".
}

// Keeper keeps what came in.
type Keeper interface {
	// Facts are the latest version's Entry.Facts.
	Facts(id stemma.ReportID) ([]byte, error)
	// Keep stores e as the latest version of its report, in place of one that has
	// the same Version. Earlier versions stay, without sentences and claims.
	Keep(e Entry) error
	// KeepOld stores a version that does not count.
	KeepOld(r stemma.Report) error
	// FindClaimAs lets filters find a claim that is kept by the fields of c, which has its
	// id, in place of those that were read. What is kept of it does not change.
	FindClaimAs(c stemma.Claim) error
	// Drop removes all versions of a report, its sentences, claims and keys.
	Drop(id stemma.ReportID) error
	// Reject adds to the inputs that could not be used; one that is there already
	// is not added twice.
	Reject(r stemma.Rejected) error
	// SetReached keeps that all of an archive before a byte has been recorded.
	SetReached(archive string, at int64) error
	// Correct adds a decision of a person; one that is there already is not added twice.
	Correct(c Correction) error
}

// Shelf names an index of reports by keys.
type Shelf string

// The shelves.
const (
	Prints    Shelf = "prints"     // fingerprints of sentences
	StoryKeys Shelf = "story_keys" // what reports of one story share
	Twins     Shelf = "twins"      // digest of all sentences: the same for whole copies
)

// Index finds the reports that share a key in time that does not grow with the
// store.
//
// Reports have a rank, a digest of their id: an order that is the same for everyone
// and that no one can choose. Whole copies of a text stand together under the rank
// of the text, on all shelves but that of twins, and count as one: how often a text
// is reprinted changes nothing for other texts. So the twins of a report are set
// before its other keys and taken away after them. The first few carriers of a key
// by rank are its anchors: a [Star] says how many.
type Index interface {
	// Keys under which a report stands on a shelf, sorted.
	Keys(on Shelf, id stemma.ReportID) ([]int64, error)
	// SetKeys puts a report under keys, sorted and each once, in place of those
	// under which it stood.
	SetKeys(on Shelf, id stemma.ReportID, keys []int64) error
	// Carriers are the first reports under a key, by rank, at most limit; all of them
	// for a limit of 0.
	Carriers(on Shelf, key int64, limit int) ([]stemma.ReportID, error)
	// Near are the reports that share a key with id which few carry, or at least enough
	// keys which more carry, one of the two being an anchor of each.
	Near(on Shelf, id stemma.ReportID, star Star, enough int) ([]stemma.ReportID, error)
	// NearAlike are those of them whose sketches are alike with that of id.
	NearAlike(on Shelf, id stemma.ReportID, star Star, enough int, with Sketching) ([]stemma.ReportID, error)
	// Slipped are those of some, once near id, that Near would not give any more, when id has
	// fallen behind the anchors of some of its keys since.
	Slipped(on Shelf, id stemma.ReportID, of []stemma.ReportID, behind []int64, star Star, enough int) ([]stemma.ReportID, error)
	// Outranked are the reports for which it makes a difference to others that id
	// stands under its keys: of a key of which id is an anchor the one just behind the
	// anchors, of a key that one report more carries than few all of them, of a key that one
	// more carries than a crowd those that are anchors without it. Where another copy of its
	// text stands it makes none. Each comes with these keys.
	Outranked(on Shelf, id stemma.ReportID, star Star) (map[stemma.ReportID][]int64, error)

	// SetBlocks puts the claims of a report into blocks, in place of those in
	// which they stood.
	SetBlocks(id stemma.ReportID, blocks map[stemma.ClaimID][]string) error
	// Blocks in which the claims of a report stand, sorted, each once.
	Blocks(id stemma.ReportID) ([]string, error)
	// Block is the claims of a block by publication date, report and id. Of more
	// than limit that stand in sentences of the same words, the first limit. They are shared
	// and must not be changed.
	Block(block string, limit int) ([]*Standing, error)
}

// Star is how many of those who carry a key are compared with all others, its anchors: the
// first by rank. Up to Few carriers are all compared with one another; of a key that more
// than Crowd carry, as they carry a phrase of the trade, Many are anchors and not Few.
type Star struct{ Few, Many int } // Many is not more than Few.

// Crowd is how many texts at most carry a key that is no phrase of the trade: the versions
// of one wire have not more, mostly.
const Crowd = 40

// Anchors is how many of so many carriers are anchors.
func (s Star) Anchors(carriers int) int {
	if carriers > Crowd {
		return s.Many
	}
	return s.Few
}

// Sketching is how sketches are made of facts, always in the same way, and compared. They
// are kept at hand for far more reports than their facts are.
type Sketching struct {
	Of    func(facts []byte) []uint32
	Alike func(mine, theirs []uint32) bool
}

// Standing is a claim with the words and the report that it stands in.
type Standing struct {
	Claim     stemma.Claim
	Line      string // Line is the words of Claim.Sentence.
	Outlet    string
	Agencies  []string
	Published stemma.When
	Known     time.Time // Known is since when its report was known; zero when nothing tells.
}

// Pair is what two reports share. A < B, or A == B for what a report repeats.
type Pair struct {
	A, B    stemma.ReportID
	Reuse   []stemma.Reuse
	Descent *stemma.Descent // Descent is nil when the two are not of one text.
}

// StoryLink is two reports of one story. A < B.
type StoryLink struct {
	A, B   stemma.ReportID
	Weight float64
}

// StoryTie is a story link as seen from one of its ends.
type StoryTie struct {
	Other  stemma.ReportID
	Weight float64
}

// Derived are the parts of the record that follow from the claims of one block
// and from what its reports share.
type Derived struct {
	Matters      []stemma.Matter
	Disputes     []stemma.Dispute
	Independence []stemma.Independence
	Tallies      []stemma.Tally
	Holdings     []stemma.Holding

	FirstKnown, LastKnown time.Time `json:"-"` // FirstKnown and LastKnown are since when the first and the last of the claims were known; LastKnown is zero when one never was.
	Heads                 []Head    // Heads of Matters, one each, in their order.

	// Settled are holdings that need not be derived again while Ground stands. With GoesOn
	// those that were settled before stand beside them; else they are all.
	Settled []stemma.Holding `json:"-"`
	Ground  *Ground          `json:"-"` // Ground is what the next derivation can go on from; nil for none.
	GoesOn  bool             `json:"-"` // GoesOn means that the block was derived from its ground.
}

// Ground is what a block's parts can be derived from with its later claims alone.
type Ground struct {
	From        time.Time // From is the begin of what later claims are about.
	State       []byte    // State is what package record has to know of the earlier ones.
	First, Last time.Time // First and Last are since when the first and the last of these were known, as in [Derived].
}

// Deriver keeps what recording derives. Each Put replaces what stood there.
type Deriver interface {
	// PutPair replaces what two reports share; a pair of nothing removes it.
	PutPair(p Pair) error
	// Between are the pairs among some reports, each with itself too, by A and then B,
	// without reasons and the words of their sentences. Of the reuse only that between
	// two sentences both wanted is given.
	Between(reports []stemma.ReportID, wanted func(stemma.ReportID, stemma.Span) bool) ([]Pair, error)
	// Kin are the others with whom a report shares a pair, sorted.
	Kin(id stemma.ReportID) ([]stemma.ReportID, error)
	// PutDerived replaces the derived parts of a block.
	PutDerived(block string, d Derived) error
	// Ground is what PutDerived was given last of a block, unless a claim has come since that
	// is not about its From or later, or one that stood in the block has gone:
	// [stemma.ErrNotFound] then, and where there is none.
	Ground(block string) (Ground, error)
	// BlockOnGround is Block of the later claims; [stemma.ErrNotFound] where one of them says
	// what an earlier one says in the same words.
	BlockOnGround(block string, limit int) ([]*Standing, error)

	// PutStoryLink replaces a link; a weight of 0 removes it.
	PutStoryLink(l StoryLink) error
	// StoryTies are the links of a report, in no order.
	StoryTies(id stemma.ReportID) ([]StoryTie, error)
	// PutStories makes stories those of the given reports, in place of every story
	// in which one of them stood, and tells which reports changed their story. The
	// level at which they hang together is kept with them.
	PutStories(reports []stemma.ReportID, stories []stemma.Story, level int) ([]stemma.ReportID, error)
	// Home is the story of a report and the level with which it was put there; empty
	// when it has none, and negative when no level was given.
	Home(id stemma.ReportID) (story string, level int, err error)
	// Component are the reports that were last given to PutStories together with id.
	Component(id stemma.ReportID) ([]stemma.ReportID, error)
	// JoinStory puts reports into the story of another, or into none with it.
	JoinStory(of stemma.ReportID, reports []stemma.ReportID) error
}

// KeysInBoth are the keys that two sorted lists both have.
func KeysInBoth(a, b []int64) (both []int64) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case b[0] < a[0]:
			b = b[1:]
		default:
			both = append(both, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return both
}
