package store

import "stemma"

// Tx is one update. It sees what it has written. Package record is its only
// caller; it keeps the derived parts what they must be after every update.
type Tx interface {
	ReadTx
	Keeper
	Index
	Deriver
}

// Keeper keeps what came in.
type Keeper interface {
	// Entry is the latest version of a report with what was read from it.
	Entry(id stemma.ReportID) (Entry, error)
	// Keep stores e as the latest version of its report, in place of the one with
	// the same text where there is one. Earlier texts stay among Versions.
	Keep(e Entry) error
	// Drop removes all versions of a report, its sentences and its claims.
	Drop(id stemma.ReportID) error
	// Reject adds to the inputs that could not be used; one that is there already
	// is not added twice.
	Reject(r stemma.Rejected) error
	// Correct adds a decision of a person; one that is there already is not added twice.
	Correct(c Correction) error
}

// Entry is a report as kept: as received, and what was read from it.
type Entry struct {
	Report    stemma.Report
	Sentences []stemma.Span // Sentences of body and headings, sorted, disjoint.
	Claims    []stemma.Claim
	Readers   string // Readers are the versions of the readers that made the above, "claim/3 when/2".
}

// Node is a digest of a sentence's words: the same for all verbatim copies.
type Node int64

// Print is a fingerprint of a sentence; reworded copies share some.
type Print int64

// Carrier is a report that carries a node. Rank is a digest of the report's id:
// an order that is the same for everyone and that no one can choose.
type Carrier struct {
	Report stemma.ReportID
	Rank   int64
}

// NodeSpan is a sentence of a report as a node.
type NodeSpan struct {
	Node Node
	Span stemma.Span
}

// Link is two nodes from one original. A < B.
type Link struct {
	A, B     Node
	Relation stemma.ReuseRelation
	Reasons  []stemma.Reason
}

// Index finds, in time that does not grow with the store, the reports that share
// words. A report takes part in it when it is listed with SetNodes.
type Index interface {
	// Nodes are the sentences under which a report is listed, in order; none when
	// it is not listed.
	Nodes(id stemma.ReportID) ([]NodeSpan, error)
	// SetNodes lists a report under nodes, or takes it off the index with none.
	SetNodes(id stemma.ReportID, nodes []NodeSpan) error
	// Carriers are the first reports listed under node, by rank, at most limit.
	Carriers(node Node, limit int) ([]Carrier, error)

	// PutNode makes a node known with its words and prints; DropNode forgets it
	// with its links. HasNode tells whether it is known.
	PutNode(node Node, words string, prints []Print) error
	DropNode(node Node) error
	HasNode(node Node) (bool, error)
	Words(node Node) (string, error)
	// Alike are the nodes that carry print, in order, at most limit.
	Alike(print Print, limit int) ([]Node, error)

	// Links of a node; PutLink and DropLink change them.
	Links(node Node) ([]Link, error)
	PutLink(l Link) error
	DropLink(a, b Node) error

	// Twins are the reports whose latest version has the text digest, by
	// publication date and id, at most limit from the start.
	Twins(digest string, limit int) ([]stemma.ReportID, error)
}

// Pair is what two reports share. A < B, or A == B for what a report repeats.
type Pair struct {
	A, B    stemma.ReportID
	Reuse   []stemma.Reuse
	Descent *stemma.Descent // Descent is nil when the two are not of one text.
}

// Derived are the parts of the record that follow from the claims of one block
// and from what its reports share.
type Derived struct {
	Matters      []stemma.Matter
	Disputes     []stemma.Dispute
	Independence []stemma.Independence
	Tallies      []stemma.Tally
	Holdings     []stemma.Holding
}

// Deriver keeps what recording derives. Each Put replaces what stood there.
type Deriver interface {
	// PutPair replaces what two reports share; an empty pair removes it.
	PutPair(p Pair) error
	// Kin are the reports with which a report shares a pair.
	Kin(id stemma.ReportID) ([]stemma.ReportID, error)
	// PutDerived replaces the derived parts of a block.
	PutDerived(block string, d Derived) error
	// PutStory replaces a story; DropStory removes one.
	PutStory(st stemma.Story) error
	DropStory(id string) error
}
