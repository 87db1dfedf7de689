// Package saidtest builds claims for tests of the record's parts.
package saidtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"stemma"
	"stemma/internal/record/said"
)

// Paper is a report of an outlet, published on an ISO 8601 day.
func Paper(id, outlet, published string) said.Paper {
	return said.Paper{ID: stemma.ReportID(id), Outlet: outlet, Published: When(published)}
}

// When is an ISO 8601 time; "" is unknown. It panics on anything else.
func When(s string) stemma.When {
	if s == "" {
		return stemma.When{}
	}
	w, err := stemma.ParseISO(s)
	if err != nil {
		panic(err)
	}
	return w
}

// Claim is a claim of the paper. The line is the sentence; the words between
// brackets are the claim's span, all of it when there are none: "Forces [took Arn],
// a monitor said." Sentences of one paper are told apart by their words.
func Claim(p said.Paper, line string, c stemma.Claim) said.Claim {
	before, rest, marked := strings.Cut(line, "[")
	words, after, _ := strings.Cut(rest, "]")
	if !marked {
		before, words, after = "", line, ""
	}
	sum := sha256.Sum256([]byte(before + words + after))
	start := int(sum[0])<<8 + int(sum[1]) // A place of its own for each sentence.
	c.Report = p.ID
	c.Sentence = stemma.Span{Start: start, End: start + len(before+words+after)}
	c.Span = stemma.Span{Start: start + len(before), End: start + len(before+words)}
	if c.Stance == "" {
		c.Stance = stemma.Asserted
	}
	if c.Speaker == (stemma.Speaker{}) {
		c.Speaker.Body = stemma.Newsroom
	}
	id := sha256.Sum256(fmt.Appendf(nil, "%s %v %s %s %s %v", c.Report, c.Span, c.Kind, c.Change, c.Speaker, c.Quantity))
	c.ID = stemma.ClaimID(hex.EncodeToString(id[:8]))
	return said.Claim{Claim: c, Said: words, Line: before + words + after, Paper: p}
}

// Reuse is two claims' sentences from one original.
func Reuse(a, b said.Claim, r stemma.ReuseRelation) stemma.Reuse {
	return stemma.Reuse{A: a.Ref(), B: b.Ref(), Relation: r}
}
