package export

import "stemma"

// What follows is one member of each noun as its file has it, for who shows a few of
// them as JSON.

// Report is a line of reports.jsonl.
func Report(r stemma.Report) any { return reportOf(r) }

// Claim is a line of claims.jsonl; text is that of its report.
func Claim(c stemma.Claim, text string) any { return lineOf(c, text) }

// Story is a line of stories.jsonl.
func Story(st stemma.Story) any { return storyOf(st) }

// Matter is a line of matters.jsonl.
func Matter(m stemma.Matter) any { return matterOf(m) }

// Dispute is a line of disputes.jsonl.
func Dispute(d stemma.Dispute) any { return disputeOf(d) }

// Holding is a line of control.jsonl.
func Holding(h stemma.Holding) any { return holdingOf(h) }

// Tally is a line of tallies.jsonl.
func Tally(t stemma.Tally) any { return tallyLine(t) }
