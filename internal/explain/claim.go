package explain

import (
	"fmt"
	"strings"

	"stemma"
	"stemma/internal/text"
)

func claim(d *text.Doc, i int) mark {
	c := d.Claims[i]
	return mark{label: string(c.Kind), says: ClaimLine(c), details: details(c, d.Text())}
}

// ClaimLine tells a claim in one line: "3f2a9c killed, at least 14 people, Halvesh,
// 2025-03-03 — Varn Monitor".
func ClaimLine(c stemma.Claim) string {
	line := ClaimSays(c) + " — " + speaker(c)
	if c.ID != "" {
		line = ShortID(string(c.ID)) + " " + line
	}
	return line
}

// ClaimSays tells what a claim says, without its id and who says it: "killed, at least
// 14 people, Halvesh, 2025-03-03".
func ClaimSays(c stemma.Claim) string {
	parts := []string{string(c.Kind)}
	if c.Change != "" {
		parts[0] += "/" + string(c.Change)
	}
	if c.Actor.Name != "" {
		parts = append(parts, "by "+c.Actor.Name)
	}
	if c.Target.Name != "" {
		parts = append(parts, "to "+c.Target.Name)
	}
	if c.Quantity.Known() {
		parts = append(parts, c.Quantity.String())
	}
	if c.Place.Name != "" {
		parts = append(parts, Where(c.Place))
	}
	if t := c.When.ISO(); t != "" {
		parts = append(parts, t)
	}
	line := strings.Join(parts, ", ")
	if c.Stance != "" && c.Stance != stemma.Asserted {
		line += " [" + string(c.Stance) + "]"
	}
	return line
}

// Where writes a location as a person would: "near Dask, in Halvesh".
func Where(l stemma.Location) string {
	s := l.Name
	if l.Relation != "" {
		s = l.Relation + " " + s
	}
	if l.In != "" {
		s += ", in " + l.In
	}
	return s
}

func speaker(c stemma.Claim) string {
	s := c.Speaker.String()
	if s == stemma.Newsroom {
		s = "the report itself"
	}
	for _, v := range c.Via {
		s += " via " + v
	}
	return OrUnknown(s)
}

// ShortID is as much of an id as a person needs to type it.
func ShortID(id string) string { return id[:min(len(id), 8)] }

// fields are the fields that can be cited, in the order of a claim.
var fields = []stemma.Field{
	stemma.FieldKind, stemma.FieldActor, stemma.FieldTarget, stemma.FieldPlace, stemma.FieldIn, stemma.FieldTime,
	stemma.FieldValue, stemma.FieldUnit, stemma.FieldQuantity, stemma.FieldSpeaker, stemma.FieldVia, stemma.FieldStance, stemma.FieldCue,
}

// details are the words of each field, then the reasons for what the clause does not
// carry.
func details(c stemma.Claim, body string) []string {
	var out []string
	for _, f := range fields {
		if s, ok := c.Cites[f]; ok && s.End <= len(body) && !s.Empty() {
			out = append(out, fmt.Sprintf("%-8s %q %s", f, excerpt(s.Of(body), 70), s))
		}
	}
	for _, r := range c.Reasons {
		out = append(out, reason(r, "")...)
	}
	return out
}
