// Package page turns a page or messy plain text into a report: its blocks with
// their roles, title, byline, dateline, language, date and agency credits, each
// with the words it rests on.
//
// The text is never changed. Everything that is not the article is marked so: the
// body is what remains when the furniture of the page has been told apart.
package page

import (
	"strings"
	"time"

	"stemma"
	"stemma/internal/outlets"
)

// Hints are what the input's own metadata says of a report. They win over what the
// text says, and stand among the candidates like anything else.
type Hints struct {
	ID        stemma.ReportID
	URL       string
	Outlet    string
	Agency    string
	Title     string
	Language  string // Language is ISO 639-1.
	Published string // Published as the input writes it, in any usual form.
	Dates     []DateHint
	FirstSeen time.Time // FirstSeen bounds the dates: nothing is published after it was seen.

	// Outlets is the table of outlets and agencies; nil means the curated one.
	Outlets *outlets.List
}

// DateHint is a date that stood beside the report, in the feed, the HTTP header or the
// archive.
type DateHint struct {
	Where string // Where: feed, sitemap, http, archive.
	Said  string
}

func (h Hints) outlets() *outlets.List {
	if h.Outlets != nil {
		return h.Outlets
	}
	return outlets.Curated()
}

// FromText reads plain text as a report. The text must be valid UTF-8 (see
// Decode); it becomes Report.Text unchanged. What of the input could not be used
// is returned beside the report.
func FromText(text string, h Hints) (stemma.Report, []stemma.Rejected) {
	a := stemma.Report{
		ID: h.ID, Version: 1, URL: withoutCredentials(h.URL), Outlet: h.Outlet,
		Title: clean(h.Title), Language: h.Language, Text: text, FirstSeen: h.FirstSeen,
	}
	m := markText(text, h)
	a.Blocks = m.blocks()
	if a.Title == "" {
		a.Title = strings.TrimSpace(m.title.Of(text))
	}
	if a.URL == "" {
		a.URL = withoutCredentials(m.url)
	}
	if a.Outlet == "" {
		a.Outlet = m.outlet
	}
	if o, ok := h.outlets().ByURL(a.URL); ok && a.Outlet == "" {
		a.Outlet = o.Name
	}
	a.Byline = m.byline.Of(text)
	a.Dateline, a.DatelineSpan = m.dateline, m.datelineSpan
	if a.Language == "" {
		a.Language = languageOf(bodyText(a))
	}
	markLanguages(&a)
	a.Agencies = credits(&a, m, h)
	var rejected []stemma.Rejected
	a.Published, a.Updated, rejected = choose(m.dates, m.datelineDay, a, h)
	if strings.ContainsRune(h.Title, 0) {
		rejected = append(rejected, stemma.Rejected{Input: string(h.ID), Stage: "decode", Why: "the title holds a NUL; it was left out of the title"})
	}
	return a, rejected
}

// bodyText is the text of the body blocks, one a line.
func bodyText(a stemma.Report) string {
	var body strings.Builder
	for _, b := range a.Blocks {
		if b.Role == stemma.Body {
			body.WriteString(b.Span.Of(a.Text))
			body.WriteByte('\n')
		}
	}
	return body.String()
}

// clean is a title on one line without control characters.
func clean(title string) string {
	title = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, title)
	return strings.Join(strings.Fields(title), " ")
}
