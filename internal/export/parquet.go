package export

import (
	"io"

	"github.com/parquet-go/parquet-go"

	"stemma"
	"stemma/internal/store"
)

// claimRecord is a claim as a row of Parquet. What is unknown is null.
type claimRecord struct {
	ID        string   `parquet:"id"`
	Report    string   `parquet:"report,dict"`
	Outlet    *string  `parquet:"outlet,optional,dict"`
	Published *string  `parquet:"published,optional"`
	Kind      string   `parquet:"kind,dict"`
	Change    *string  `parquet:"change,optional,dict"`
	Actor     *string  `parquet:"actor,optional,dict"`
	Target    *string  `parquet:"target,optional,dict"`
	Place     *string  `parquet:"place,optional,dict"`
	In        *string  `parquet:"in,optional,dict"`
	Geo       *string  `parquet:"geo,optional,dict"`
	Lat       *float64 `parquet:"lat,optional"`
	Lon       *float64 `parquet:"lon,optional"`
	Time      *string  `parquet:"time,optional"`
	Value     *float64 `parquet:"value,optional"`
	Low       *float64 `parquet:"low,optional"`
	High      *float64 `parquet:"high,optional"`
	Bound     *string  `parquet:"bound,optional,dict"`
	Unit      *string  `parquet:"unit,optional,dict"`
	Rough     *string  `parquet:"rough,optional,dict"`
	Speaker   *string  `parquet:"speaker,optional,dict"`
	Stance    *string  `parquet:"stance,optional,dict"`
	Span      string   `parquet:"span"`
	Sentence  string   `parquet:"sentence"`
	Start     int64    `parquet:"start"` // Start and End are the bytes of the span in the report's text.
	End       int64    `parquet:"end"`
}

// matterRecord is a matter as a row of Parquet.
type matterRecord struct {
	ID        string   `parquet:"id"`
	Question  string   `parquet:"question"`
	Slot      *string  `parquet:"slot,optional,dict"`
	Kinds     []string `parquet:"kinds,list"`
	Place     *string  `parquet:"place,optional,dict"`
	In        *string  `parquet:"in,optional,dict"`
	Lat       *float64 `parquet:"lat,optional"`
	Lon       *float64 `parquet:"lon,optional"`
	From      *string  `parquet:"date_start,optional"`
	To        *string  `parquet:"date_end,optional"`
	Moved     *string  `parquet:"moved,optional"`
	ValueLow  *float64 `parquet:"value_low,optional"`
	ValueBest *float64 `parquet:"value_best,optional"`
	ValueHigh *float64 `parquet:"value_high,optional"`
	Unit      *string  `parquet:"unit,optional,dict"`
	Sources   int64    `parquet:"n_sources"`
	Reports   int64    `parquet:"n_reports"`
	Origins   []string `parquet:"origins,list"`
	Relation  *string  `parquet:"disputed,optional,dict"`
}

// known is a value as a pointer; nil when it is empty.
func known[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	v := string(s)
	return &v
}

// rowsAtOnce is how many rows are handed over together, and rowsInGroup how many make
// a group, which a reader may skip.
const (
	rowsAtOnce  = 512
	rowsInGroup = 64 << 10
)

// rowsOf writes rows as they come.
type rowsOf[T any] struct {
	*parquet.GenericWriter[T]
	held []T
}

func newRows[T any](w io.Writer) *rowsOf[T] {
	return &rowsOf[T]{GenericWriter: parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(rowsInGroup), parquet.CreatedBy("stemma", "1", ""))}
}

func (r *rowsOf[T]) row(v T) error {
	if r.held = append(r.held, v); len(r.held) < rowsAtOnce {
		return nil
	}
	return r.flush()
}

func (r *rowsOf[T]) flush() error {
	_, err := r.Write(r.held)
	r.held = r.held[:0]
	return err
}

func (r *rowsOf[T]) end() error {
	if err := r.flush(); err != nil {
		return err
	}
	return r.Close()
}

func writeClaimsParquet(tx store.ReadTx, of Choice, w io.Writer) error {
	rows := newRows[claimRecord](w)
	err := eachClaim(tx, of, func(c stemma.Claim, r stemma.Report) error {
		l := lineOf(c, r.Text)
		v := claimRecord{
			ID: string(l.ID), Report: string(l.Report), Outlet: known(r.Outlet), Published: known(r.Published.When.ISO()), Kind: string(l.Kind), Change: known(l.Change),
			Actor: known(l.Actor), Target: known(l.Target), Place: known(l.Place), In: known(l.In), Time: known(l.Time), Value: l.Value, Low: l.Low, High: l.High,
			Bound: known(l.Bound), Unit: known(l.Unit), Rough: known(l.Rough), Speaker: known(l.Speaker), Stance: known(l.Stance),
			Span: utf8Of(l.Span), Sentence: utf8Of(l.Sentence), Start: int64(c.Span.Start), End: int64(c.Span.End),
		}
		if l.Geo != nil {
			v.Geo, v.Lat, v.Lon = known(l.Geo.ID), l.Geo.Lat, l.Geo.Lon
		}
		return rows.row(v)
	})
	if err != nil {
		return err
	}
	return rows.end()
}

func writeMattersParquet(tx store.ReadTx, of Choice, w io.Writer) error {
	rows := newRows[matterRecord](w)
	err := eachEvent(tx, of, func(e event) error {
		h := e.head
		v := matterRecord{
			ID: h.Matter, Question: h.Question, Slot: known(h.Slot), Place: known(h.Place), In: known(h.In), From: known(dayOf(h.When.From)), To: known(lastDay(h.When)),
			Moved: known(h.Moved.ISO()), Unit: known(e.unit), Sources: int64(len(e.outlets)), Reports: int64(h.Reports), Relation: known(h.Relation),
		}
		for _, k := range h.Kinds {
			v.Kinds = append(v.Kinds, string(k))
		}
		for _, o := range h.Origins {
			v.Origins = append(v.Origins, o.Name)
		}
		if h.Geo.Located {
			v.Lat, v.Lon = &h.Geo.Lat, &h.Geo.Lon
		}
		if e.value.origins > 0 {
			v.ValueLow, v.ValueBest, v.ValueHigh = &e.value.low, &e.value.best, &e.value.high
		}
		return rows.row(v)
	})
	if err != nil {
		return err
	}
	return rows.end()
}
