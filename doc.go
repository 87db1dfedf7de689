// Package stemma holds the nouns of the system: what a report, a claim, an
// origin and a dispute are. It imports nothing else of the module.
//
// Stemma reads published reports about a conflict and keeps a sourced, dated
// record: who says what happened, where, when, how many; which reports are
// copies or updates of which; how many independent origins stand behind a
// claim; where accounts differ, and how; who held which place when. It never
// says what is true, only who claims it, on whose word, since when, and who
// says otherwise.
//
// The system in one paragraph. Package feed takes inputs and package page
// turns each into a [Report]: text kept byte for byte, its [Block]s with
// their roles, its date with every candidate. Package read turns one report
// into a text.Doc, layers of facts over spans of bytes, the last of which is
// its [Claim]s; it is pure. Package record adds the report to those already
// there and derives [Reuse], [Descent], [Story], [Matter], [Dispute],
// [Independence], [Holding] and [Tally]; all of them are functions of the set
// of reports, so the order of arrival does not matter. Package store keeps
// them; export, brief, explain, cli, api and web show them.
//
// Offsets everywhere are byte offsets into [Report].Text, half open, on rune
// boundaries. Unknown is a value: an empty string, a zero [Span] or a zero
// [When] says that the report does not tell, and nothing is filled in.
package stemma
