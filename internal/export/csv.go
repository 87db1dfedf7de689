package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// table writes a header and rows; RFC 4180 with CRLF would upset tools that read
// lines, so rows end in LF.
type table struct{ *csv.Writer }

func newTable(w io.Writer, header ...string) (table, error) {
	t := table{csv.NewWriter(w)}
	return t, t.row(header...)
}

// row writes one row. A cell that a spreadsheet would take for a formula is made
// text by an apostrophe.
func (t table) row(cells ...string) error {
	for i, c := range cells {
		if c == "" {
			continue
		}
		if strings.ContainsRune("=+-@\t\r", rune(c[0])) {
			if _, err := strconv.ParseFloat(c, 64); err != nil {
				cells[i] = "'" + c
			}
		}
	}
	return t.Write(cells)
}

func (t table) end() error {
	t.Flush()
	return t.Error()
}

func writeClaimsCSV(tx store.ReadTx, of Choice, w io.Writer) error {
	t, err := newTable(w, "id", "report", "outlet", "published", "kind", "change", "actor", "target", "place", "in", "lat", "lon",
		"time", "value", "low", "high", "bound", "unit", "rough", "speaker", "via", "stance", "span", "sentence")
	if err != nil {
		return err
	}
	err = eachClaim(tx, of, func(c stemma.Claim, r stemma.Report) error {
		l := lineOf(c, r.Text)
		var lat, lon *float64
		if l.Geo != nil {
			lat, lon = l.Geo.Lat, l.Geo.Lon
		}
		return t.row(string(l.ID), string(l.Report), r.Outlet, r.Published.When.ISO(), string(l.Kind), string(l.Change), l.Actor, l.Target,
			l.Place, l.In, figure(lat), figure(lon), l.Time, figure(l.Value), figure(l.Low), figure(l.High), string(l.Bound), l.Unit, l.Rough,
			l.Speaker, strings.Join(l.Via, "; "), string(l.Stance), l.Span, l.Sentence)
	})
	if err != nil {
		return err
	}
	return t.end()
}

// figure is a number as plain digits; empty for none.
func figure(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func writeHoldingsCSV(tx store.ReadTx, w io.Writer) error {
	t, err := newTable(w, "place", "in", "holder", "from", "to", "status", "speakers", "sentences")
	if err != nil {
		return err
	}
	for h, err := range tx.Holdings(store.HoldingFilter{}) {
		if err != nil {
			return err
		}
		from, to := ends(h.When)
		if err := t.row(h.Place, h.In, h.Holder, from, to, string(h.Status), strings.Join(h.Speakers, "; "), strconv.Itoa(len(h.Sentences))); err != nil {
			return err
		}
	}
	return t.end()
}

func writeTalliesCSV(tx store.ReadTx, w io.Writer) error {
	t, err := newTable(w, "matter", "unit", "origin", "flow", "published", "time", "value", "bound", "report", "claim")
	if err != nil {
		return err
	}
	for tally, err := range tx.Tallies(store.MatterFilter{}) {
		if err != nil {
			return err
		}
		for _, p := range tally.Series {
			if err := t.row(tally.Matter, tally.Unit, tally.Origin, strconv.FormatBool(tally.Flow), p.Published, p.Time, figure(&p.Value),
				string(p.Bound), string(p.Report), string(p.Claim)); err != nil {
				return err
			}
		}
	}
	return t.end()
}
