package store

import (
	"iter"
	"math"
	"time"

	"stemma"
)

// Lister is what lists, pages of them, and searches ask of a record. Lists that can be
// long take up where they were left: After is the last that was shown.
type Lister interface {
	// MatterHeads are matters as lists show them, in the order that the filter asks for.
	MatterHeads(f HeadFilter) iter.Seq2[Head, error]
	// MatterIDs are the ids of the same matters.
	MatterIDs(f HeadFilter) iter.Seq2[string, error]
	// Names are those of a role, by name and what encloses it.
	Names(role NameRole) iter.Seq2[NameCount, error]
	// Carried is who carries whose claims: by outlet and speaker, the most frequent
	// first. One of the two may be "" for any.
	Carried(outlet, speaker string) iter.Seq2[Carrying, error]
	// Fared sums up how a source fared in the matters that its claims answer.
	Fared(role SourceRole, name string) (FareCount, error)
	// Search are the reports whose title or text has all the words, the best first. Of words
	// that more than [SearchedThrough] reports have, only so many are looked at, those that
	// came last.
	Search(words []string, limit int) ([]ReportScore, error)
	// Changes are the reports and corrections that came after a mark, the first first.
	Changes(after Mark, limit int) ([]Change, error)
	// Now is the mark of the last change.
	Now() (Mark, error)
	// Span are the first and the last day on which a report was published; zero when
	// none is dated.
	Span() (first, last time.Time, err error)
}

// SearchedThrough is how many reports a search tells the best of.
const SearchedThrough = 2000

// Head is a matter as lists show it, and what it is chosen by.
type Head struct {
	Matter   string
	Question string
	Slot     stemma.Slot
	Place    string
	In       string
	Geo      stemma.Geo
	Located  bool // Located is Geo.Located, which Geo's own JSON leaves out.
	When     stemma.When
	Moved    stemma.When // Moved is when the youngest report that answers it was published.
	Weight   int         // Weight orders lists and nothing else.
	Claims   int
	Reports  int
	Origins  []stemma.Origin // Origins behind its claims, by name, with the reports of each.
	Kinds    []stemma.Kind   // Kinds of its claims, sorted; so are the stances.
	Stances  []stemma.Stance
	Relation stemma.DisputeRelation // Relation is how its answers differ, the gravest; empty when they do not.
	Fares    []Fare                 // Fares of the sources of its claims, by role and name.
}

// Fare is how one source fared on one matter.
type Fare struct {
	Role SourceRole
	Name string
	FareCount
}

// FareCount counts matters by how a source fared on them.
type FareCount struct {
	Matters            int // Matters that its claims answer.
	First              int // First are those on which nobody was earlier.
	ContradictedOthers int // Contradicted are those on which a later answer excludes one of its.
	ContradictedItself int
	SupersededOthers   int // Superseded are those on which a later state or count replaced one of its.
	SupersededItself   int
}

// Plus is the sum of c and sign times d.
func (c FareCount) Plus(d FareCount, sign int) FareCount {
	return FareCount{
		Matters:            c.Matters + sign*d.Matters,
		First:              c.First + sign*d.First,
		ContradictedOthers: c.ContradictedOthers + sign*d.ContradictedOthers,
		ContradictedItself: c.ContradictedItself + sign*d.ContradictedItself,
		SupersededOthers:   c.SupersededOthers + sign*d.SupersededOthers,
		SupersededItself:   c.SupersededItself + sign*d.SupersededItself,
	}
}

// Order is how a list is ordered.
type Order uint8

// The orders.
const (
	ByID     Order = iota
	ByMoved        // what moved last comes first
	ByWeight       // what weighs most comes first
)

// HeadFilter chooses matters. A zero field chooses all.
type HeadFilter struct {
	MatterFilter
	Kinds      []stemma.Kind // Kinds of a claim that answers it; of one and the same claim must be what follows.
	Stances    []stemma.Stance
	Actor      string
	Speaker    string
	Sides      []stemma.Side // Sides of an origin behind it.
	MinOrigins int
	Words      string // Words that the question has, compared as Key folds them.
	Order      Order
	After      Position // After is the last head that was shown, in the same order.
	Limit      int
}

// Undated is the Sort of what has no date: it comes last.
const Undated = math.MinInt64 / 2

// Position is where a list was left.
type Position struct {
	Sort int64 // Sort is the number that the list is ordered by: Unix seconds or a weight.
	ID   string
}

// NameRole is what a name names.
type NameRole string

// The roles of names.
const (
	NameOutlet  NameRole = "outlet"
	NameAgency  NameRole = "agency"
	NameSpeaker NameRole = "speaker"
	NameActor   NameRole = "actor"
	NamePlace   NameRole = "place"
)

// NameCount is a name with how much it stands in. Names that Key folds alike are one.
type NameCount struct {
	Role    NameRole
	Name    string
	In      string // In encloses a place.
	Geo     string // Geo is the gazetteer id that most of its claims have.
	Lat     float64
	Lon     float64
	Located bool
	Claims  int
	Reports int
}

// Carrying is an outlet that carries what a speaker says.
type Carrying struct {
	Outlet  string
	Speaker string
	Claims  int
}

// ReportScore is a report that a search found.
type ReportScore struct {
	Report stemma.ReportID
	Score  float64 // Score is greater for what fits better.
}

// Mark is a moment in the life of a store: what came until then has numbers up to its.
type Mark struct{ Report, Correction int64 }

// Change is a report or a correction that came.
type Change struct {
	Mark       Mark
	Report     stemma.ReportID // Report that came; empty for a correction.
	Correction string
	Matters    []string // Matters that its claims answer now.
}
