package explain

import (
	"fmt"
	"strings"
	"time"

	"stemma"
)

// head writes what is known of the report, with the evidence for its date and its
// agencies.
func (p *pen) head(r *stemma.Report) {
	p.line("%s", p.bold(string(r.ID)))
	if r.Version > 1 {
		p.field("version", fmt.Sprint(r.Version))
	}
	p.field("outlet", OrUnknown(r.Outlet))
	p.field("title", r.Title)
	p.field("byline", r.Byline)
	for _, c := range r.Agencies {
		p.field("agency", fmt.Sprintf("%s (%s)", c.Agency, evidence(c, r.Text)))
	}
	p.field("dateline", strings.Join(r.Dateline, ", "))
	p.field("language", OrUnknown(r.Language))
	p.field("url", r.URL)
	p.dating("published", r.Published)
	if r.Updated.When.Known() || len(r.Updated.Candidates) > 0 {
		p.dating("updated", r.Updated)
	}
	p.instant("first seen", r.FirstSeen)
	p.instant("last seen", r.LastSeen)
	p.instant("withdrawn", r.Withdrawn)
}

func (p *pen) instant(name string, t time.Time) {
	if !t.IsZero() {
		p.field(name, t.UTC().Format("2006-01-02 15:04"))
	}
}

func evidence(c stemma.Credit, body string) string {
	if c.Span.Empty() {
		return c.Evidence
	}
	return fmt.Sprintf("%s: %q %s", c.Evidence, excerpt(c.Span.Of(body), 60), c.Span)
}

// dating writes a date, and every candidate with why it was chosen or passed over.
func (p *pen) dating(name string, d stemma.Dating) {
	value := OrUnknown(d.When.ISO())
	if d.Evidence != "" {
		value += " (" + d.Evidence + ")"
	}
	p.field(name, value)
	for _, c := range d.Candidates {
		star := " "
		if c.Chosen {
			star = "*"
		}
		where := c.Where
		if !c.Span.Empty() {
			where += " " + c.Span.String()
		}
		p.line("    %s %-10s %q in %s: %s", star, OrUnknown(c.When.ISO()), excerpt(c.Said, 40), where, c.Why)
	}
}

// blocks writes the roles of the text.
func (p *pen) blocks(r *stemma.Report) {
	p.line("")
	for _, b := range r.Blocks {
		why := ""
		if b.Why != "" {
			why = p.dim("  " + b.Why)
		}
		role := fmt.Sprintf("%-9s", b.Role)
		if b.Role != stemma.Body && b.Role != stemma.Heading {
			role = p.dim(role)
		}
		p.line("  %s %s %s%s", role, p.dim(fmt.Sprintf("%-13s", b.Span)), excerpt(b.Span.Of(r.Text), 70), why)
	}
}

// OrUnknown says that a value is not known.
func OrUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
