package stemma

import "time"

// ReportID names a report: the path relative to the folder that was added (the
// base name for a single file), the id of a JSON Lines input, or the URL.
type ReportID string

// Report is one published text as received. Its bytes never change; a changed
// text is another version of the report.
type Report struct {
	ID       ReportID
	Version  int      // Version counts from 1; a changed text under the same ID is the next one.
	URL      string   // URL is where it was published, without credentials; empty when unknown.
	Outlet   string   // Outlet published it, "Arab News"; empty when unknown.
	Title    string   // Title is the headline; empty when the text has none of its own.
	Byline   string   // Byline is the author line as printed.
	Agencies []Credit // Agencies whose wire the report carries, each with its evidence.
	Dateline []string // Dateline places in order: "Aleppo", "Amman".
	Language string   // Language of the body, ISO 639-1; empty when undetermined.

	DatelineSpan Span // DatelineSpan covers the dateline at the head of the body with its agency and dash: "BEIRUT (AFP) -"; zero when there is none.

	Published Dating // Published is when the outlet published it.
	Updated   Dating // Updated is when the outlet says that it changed it.

	Text   string  // Text as received; valid UTF-8 or the input's own bytes where they were not.
	Blocks []Block // Blocks partition the non-blank text; sorted by Start, disjoint.

	FirstSeen time.Time // FirstSeen is given by the input or the fetch; zero when unknown.
	LastSeen  time.Time // LastSeen likewise.
	Withdrawn time.Time // Withdrawn is when the outlet was seen to have taken it down; zero when it was not.
}

// KnownSince is since when a text was out: seen, or published where nothing says when
// it was seen. A changed text was out when it was seen, or when the outlet says that
// it changed it, whichever is later. Zero when nothing tells.
func (r Report) KnownSince() time.Time {
	if r.Version > 1 {
		since := r.FirstSeen
		if changed := r.Updated.When.From; changed.After(since) {
			since = changed
		}
		if !since.IsZero() {
			return since
		}
		return r.Published.When.From
	}
	if !r.FirstSeen.IsZero() {
		return r.FirstSeen
	}
	return r.Published.When.From
}

// Credit is an agency that a report carries, and the words that say so. A zero
// Span means the input's own metadata says it.
type Credit struct {
	Agency   string `json:"agency"`
	Span     Span   `json:"span"`
	Evidence string `json:"evidence"` // Evidence is where it stands: byline, caption, end mark, body, input.
}

// Dating is a date with every candidate that stood for it. When is the zero When
// where none was trustworthy.
type Dating struct {
	When       When            `json:"when"`
	Evidence   string          `json:"evidence"` // Evidence names the chosen candidate's place and why it was chosen.
	Candidates []DateCandidate `json:"candidates"`
}

// DateCandidate is one date that a report or its input offers.
type DateCandidate struct {
	When   When   `json:"when"`
	Where  string `json:"where"` // Where it stood: input, json-ld, meta, time element, url, stamp, byline, feed, http, archive.
	Span   Span   `json:"span"`  // Span in the text; zero when it stood outside it.
	Said   string `json:"said"`  // Said is the value as written.
	Chosen bool   `json:"chosen"`
	Why    string `json:"why"` // Why it was chosen or passed over.
}

// Role is what a block of a report is.
type Role string

// The roles of blocks. Claims are read from Body, and from Heading where it is
// the report's own headline.
const (
	Body     Role = "body"
	Heading  Role = "heading"  // Heading is the report's own headline or a subhead.
	Caption  Role = "caption"  // Caption stands under a picture.
	Chrome   Role = "chrome"   // Chrome is navigation, stamps, counters, templates.
	Preamble Role = "preamble" // Preamble is a summary in another language or script before the text.
	Footer   Role = "footer"   // Footer is what follows the text: comment notices, credits.
	Tags     Role = "tags"     // Tags are the keywords under which the outlet filed the report.
)

// Block is a stretch of a report with one role.
type Block struct {
	Span     Span   `json:"span"`
	Role     Role   `json:"role"`
	Language string `json:"language,omitempty"` // Language where it differs from the report's, ISO 639-1.
	Why      string `json:"why,omitempty"`      // Why it has its role, for explain.
	Form     string `json:"form,omitempty"`     // Form of a body block where it is not a paragraph: quote, list, table.
	Page     Span   `json:"page,omitzero"`      // Page is where the block stood in the bytes of the HTML page; zero for plain text.
}
