package page

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"stemma"
)

// Earliest is the first year in which a page can have been published; a page that dates
// itself before it shows its clock's zero or another calendar.
const earliest = 1991

// The order of trust between the places of a date; the first that has a possible date
// is chosen. Measured on dated news pages with the eval suite intake.
var trust = []string{"input", "json-ld", "meta", "time element", "feed", "sitemap", "published stamp", "byline", "stamp", "dateline", "url", "update stamp", "http", "archive", "view stamp"}

// choose picks the date of publication among all candidates, and the date of the last
// change apart from it.
func choose(stamps []found, dateline stemma.DateCandidate, a stemma.Report, h Hints) (published, updated stemma.Dating, rejected []stemma.Rejected) {
	cs := candidates(stamps, a, h)
	if dateline.When.Known() {
		cs = append(cs, dateline)
	}
	for _, c := range cs {
		if c.Where == "input" && !c.When.Known() {
			rejected = append(rejected, stemma.Rejected{Input: string(h.ID), Stage: "date", Why: fmt.Sprintf("the date %q %s; the report is kept without it", c.Said, c.Why)})
		}
	}
	best := -1
	for i := range cs {
		cs[i].Why = firstNonEmpty(cs[i].Why, impossible(cs[i].When, cs[i].Where, h.FirstSeen))
		if cs[i].Why == "" && (best < 0 || rank(cs[i].Where) < rank(cs[best].Where)) {
			best = i
		}
	}
	for i := range cs {
		switch {
		case i == best:
			cs[i].Chosen = true
			cs[i].Why = whyChosen(cs[i].Where)
			published.When = cs[i].When
			published.Evidence = fmt.Sprintf("%s %q: %s", cs[i].Where, cs[i].Said, cs[i].Why)
		case cs[i].Where == "update stamp" && cs[i].Why == "":
			cs[i].Why = "says when the page was changed"
			updated = stemma.Dating{When: cs[i].When, Evidence: fmt.Sprintf("%s %q", cs[i].Where, cs[i].Said)}
		case cs[i].Why == "" && best >= 0:
			cs[i].Why = whyPassed(cs[i], cs[best])
		}
	}
	if best < 0 {
		published.Evidence = "no date is given"
		if len(cs) > 0 {
			published.Evidence = "no date given can be trusted"
		}
	}
	published.Candidates = cs
	return published, updated, rejected
}

func rank(where string) int { return slices.Index(trust, where) }

// candidates is every date that the input, the address and the text offer.
func candidates(stamps []found, a stemma.Report, h Hints) []stemma.DateCandidate {
	var cs []stemma.DateCandidate
	if h.Published != "" {
		w, err := ParseDate(h.Published)
		c := stemma.DateCandidate{When: w, Where: "input", Said: h.Published}
		if err != nil {
			c.Why = err.Error()
		}
		cs = append(cs, c)
	}
	for _, d := range h.Dates {
		w, err := ParseDate(d.Said)
		c := stemma.DateCandidate{When: w, Where: d.Where, Said: d.Said}
		if err != nil {
			c.Why = err.Error()
		}
		cs = append(cs, c)
	}
	if w, said, ok := addressDate(a.URL); ok {
		cs = append(cs, stemma.DateCandidate{When: w, Where: "url", Said: said})
	}
	labelled := slices.ContainsFunc(stamps, func(f found) bool { return f.label == publishedLabel })
	for _, f := range stamps {
		cs = append(cs, stampCandidate(f, a, labelled, cs))
	}
	return cs
}

// stampCandidate is a stamp as a candidate, under the name of its kind.
func stampCandidate(f found, a stemma.Report, labelled bool, before []stemma.DateCandidate) stemma.DateCandidate {
	c := stemma.DateCandidate{When: f.When, Where: "stamp", Span: f.Span, Said: strings.Join(strings.Fields(f.Span.Of(a.Text)), " "), Why: f.bad}
	switch {
	case f.bad != "":
		c.Why = f.bad + " is out of range"
	case f.label == publishedLabel:
		c.Where = "published stamp"
	case f.label == updatedLabel:
		c.Where = "update stamp"
	case f.label == viewLabel:
		c.Where, c.Why = "view stamp", "says when the page was looked at"
	case labelled && f.first:
		c.Where, c.Why = "view stamp", "stands alone above a date that says \"published\": the day the page was looked at"
	}
	if f.mayswap && f.weekday < 0 {
		c = settleOrder(c, f, before)
	}
	if f.weekday >= 0 && c.When.Known() && int(c.When.From.Weekday()) != f.weekday && c.Why == "" {
		c.Why = "the weekday is not that of the date"
	}
	return c
}

// settleOrder decides between day-month and month-day by another candidate that agrees
// with one of them.
func settleOrder(c stemma.DateCandidate, f found, before []stemma.DateCandidate) stemma.DateCandidate {
	other := f.swapped()
	for _, b := range before {
		if b.When.Overlaps(c.When) {
			return c
		}
		if b.When.Overlaps(other) {
			c.When = other
			return c
		}
	}
	return c
}

// clockZero is what a clock says that was never set; it is no one's date of publication.
var clockZero = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)

// impossible says why w, which stood where, cannot be the date of publication; empty
// when it can. A date of the input's own metadata may lie before there were pages:
// archives of wires and broadcasts go back further.
func impossible(w stemma.When, where string, firstSeen time.Time) string {
	given := where == "dateline" || where == "input" && !w.From.Truncate(24*time.Hour).Equal(clockZero)
	switch {
	case !w.Known():
		return "no date"
	case w.From.Year() < earliest && !given:
		return fmt.Sprintf("year %d: before there were pages", w.From.Year())
	case !firstSeen.IsZero() && w.From.After(firstSeen.Add(36*time.Hour)):
		return "after the page was first seen"
	case firstSeen.IsZero() && w.From.Year() > 2090:
		return fmt.Sprintf("year %d: not yet", w.From.Year())
	}
	return ""
}

func whyChosen(where string) string {
	switch where {
	case "input":
		return "the input's own metadata"
	case "published stamp":
		return "says that it is the date of publication"
	case "stamp":
		return "stands at the head of the text"
	case "dateline":
		return "the day that the dateline tells"
	case "update stamp":
		return "the only date given; it says when the page was last changed"
	case "url":
		return "part of the address"
	}
	return "the most trusted place that has a date"
}

func whyPassed(c, best stemma.DateCandidate) string {
	if c.When.Overlaps(best.When) {
		return "agrees with the one chosen"
	}
	return "less trusted than " + best.Where
}

// addressDate is the date in the path of an address: "/2016/12/11/", "/2016-12-11-",
// "/20161211/".
func addressDate(address string) (stemma.When, string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return stemma.When{}, "", false
	}
	path := u.Path
	ws := words(path, stemma.Span{End: len(path)})
	for i, w := range ws {
		n := w.number()
		if w.kind != digits || n < 0 {
			continue
		}
		if len(w.text) == 8 && n/10000 >= earliest && n/10000 < 2100 && (i == 0 || !ws[i-1].glued || ws[i-1].kind == mark) {
			var st stamp
			if st.set(n/10000, n/100%100, n%100) {
				return st.When, w.text, true
			}
		}
		if len(w.text) <= 2 && i+4 < len(ws) && len(ws[i+4].text) == 4 { // "29-10-2021"
			var st stamp
			if j, ok := theCalendar().figures(ws, i, &st); ok && j == i+5 && ws[i+1].text == "-" && st.When.From.Year() >= earliest {
				return st.When, path[w.Start:ws[i+4].End], true
			}
		}
		if len(w.text) != 4 || n < earliest || n >= 2100 || i+2 >= len(ws) || !ws[i+1].is("/", "-", "_", ".") {
			continue
		}
		month := ws[i+2].number()
		if ws[i+2].kind == letters {
			month = theCalendar().months[strings.ToLower(ws[i+2].text)]
		}
		if month < 1 || month > 12 {
			continue
		}
		var st stamp
		if i+4 < len(ws) && ws[i+3].is("/", "-", "_", ".") && len(ws[i+4].text) <= 2 && st.set(n, month, ws[i+4].number()) {
			return st.When, path[w.Start:ws[i+4].End], true
		}
		if i+3 < len(ws) && ws[i+1].is("/") && ws[i+3].is("/") {
			return stemma.MonthOf(n, time.Month(month)), path[w.Start:ws[i+2].End], true
		}
	}
	return stemma.When{}, "", false
}

// ParseDate reads a date in any form that metadata uses: ISO 8601, RFC 1123, "July 10,
// 2016", "10.07.2016 15:39", seconds since 1970. A month stays a month. It fails on a
// year that cannot be.
func ParseDate(s string) (stemma.When, error) {
	s = strings.TrimSpace(s)
	if w, ok := parseLayouts(s); ok {
		return ranged(w)
	}
	ws := words(s, stemma.Span{End: len(s)})
	for i := range ws {
		if st, _, ok := stampAt(ws, i); ok {
			if st.bad != "" {
				return stemma.When{}, fmt.Errorf("names the %s, which is out of range", st.bad)
			}
			return ranged(st.When)
		}
	}
	if w, err := stemma.ParseISO(s); err == nil && w.Precision != stemma.NoPrecision {
		return ranged(w)
	}
	if len(ws) > 0 && ws[0].kind == digits && len(ws[0].text) > 4 && (len(ws) == 1 || ws[1].text == "-") && len(ws[0].text) != 10 && len(ws[0].text) != 13 {
		return stemma.When{}, fmt.Errorf("names the year %.12s, which is out of range", ws[0].text)
	}
	return stemma.When{}, fmt.Errorf("is in no known form")
}

func ranged(w stemma.When) (stemma.When, error) {
	if y := w.From.Year(); y < 1000 || y > 2100 {
		return stemma.When{}, fmt.Errorf("names the year %d, which is out of range", y)
	}
	return w, nil
}

// layouts of instants, with the precision of each. Civil time is kept as written; the
// zone is not applied.
var layouts = []string{
	time.RFC3339Nano, time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04-0700", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", time.RFC850, time.ANSIC, time.UnixDate, time.RubyDate, "20060102T150405", "20060102T150405Z", "20060102150405",
}

func parseLayouts(s string) (stemma.When, bool) {
	for _, l := range layouts {
		t, err := time.Parse(l, s)
		if err != nil {
			continue
		}
		y, mo, d := t.Date()
		from := time.Date(y, mo, d, t.Hour(), t.Minute(), 0, 0, time.UTC)
		return stemma.When{From: from, To: from.Add(time.Minute), Precision: stemma.Minute}, true
	}
	if t, err := time.Parse("20060102", s); err == nil {
		y, mo, d := t.Date()
		return stemma.DayOf(y, mo, d), true
	}
	if n := len(s); n == 10 || n == 13 {
		v := int64(0)
		for i := range n {
			if s[i] < '0' || s[i] > '9' {
				return stemma.When{}, false
			}
			if i < 10 {
				v = v*10 + int64(s[i]-'0')
			}
		}
		t := time.Unix(v, 0).UTC().Truncate(time.Minute)
		return stemma.When{From: t, To: t.Add(time.Minute), Precision: stemma.Minute}, true
	}
	return stemma.When{}, false
}
