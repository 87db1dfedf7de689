package sqlite

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/internal/store"
)

// Lists of what came last are put together from streams, each of which an index gives in the
// order of the list, so that a page costs what it shows wherever it begins:
//
//	claims about the place      ─┐
//	claims of what lies in it    ├─ the first n of each ─► those of all, sorted ─► the first n
//	claims with its gazetteer id ─┘
//
// One filter chooses the streams, the narrowest that has an index; the others are tests of
// each row.

// stream is rows of a table that an index gives by their publication.
type stream struct {
	index string
	where
}

func streamOf(index, term string, args ...any) stream {
	s := stream{index: index}
	if term != "" {
		s.and(term, args...)
	}
	return s
}

// dated bounds streams to what was published by then, in seconds, beside what has no date.
func dated(streams []stream, column string, last int64) (out []stream) {
	for _, s := range streams {
		known, unknown := stream{s.index, s.clone()}, stream{s.index, s.clone()}
		known.and(column+` <= ?`, last)
		unknown.and(column + ` IS NULL`)
		if last == store.Undated {
			out = append(out, unknown)
		} else {
			out = append(out, known, unknown)
		}
	}
	return out
}

// clone is a condition that can be gone on with by itself.
func (w where) clone() where {
	return where{append([]string(nil), w.terms...), append([]any(nil), w.args...)}
}

// eachTested is much of everything that a filter asks of claims: nothing is looked up, each claim is
// tested.
var eachTested = much{place: true, actor: true, speaker: true, words: true, matters: true, kinds: true, stances: true, time: true}

// choice is a filter of claims that has streams.
type choice struct {
	streams []stream
	rest    func(*store.ClaimFilter) // rest takes it out of a filter.
}

// choicesOf are the filters in f that have streams.
func choicesOf(f store.ClaimFilter) (list []choice) {
	add := func(rest func(*store.ClaimFilter), streams ...stream) { list = append(list, choice{streams, rest}) }
	if key := store.Key(f.Place); f.Place != "" {
		add(func(f *store.ClaimFilter) { f.Place = "" },
			streamOf(`claims_by_place`, `claims.place_key = ?`, key),
			streamOf(`claims_by_enclosing`, `claims.in_key = ?`, key),
			streamOf(`claims_by_geo`, `claims.geo = ? AND claims.geo <> ''`, f.Place))
	}
	if key := store.Key(f.Speaker); f.Speaker != "" {
		add(func(f *store.ClaimFilter) { f.Speaker = "" },
			streamOf(`claims_by_speaker`, `claims.speaker_key = ?`, key),
			streamOf(`claims_by_person`, `claims.person_key = ? AND claims.person_key <> ''`, key))
	}
	if key := store.Key(f.Actor); f.Actor != "" {
		add(func(f *store.ClaimFilter) { f.Actor = "" },
			streamOf(`claims_by_actor`, `claims.actor_key = ?`, key),
			streamOf(`claims_by_target`, `claims.target_key = ? AND claims.target_key <> ''`, key))
	}
	var stances, kinds []stream
	for _, s := range f.Stances {
		stances = append(stances, streamOf(`claims_by_stance`, `claims.stance = ? AND claims.stance <> 'asserted'`, string(s)))
	}
	if len(stances) > 0 && !slices.Contains(f.Stances, stemma.Asserted) { // what is asserted is nearly all, and in no index
		add(func(f *store.ClaimFilter) { f.Stances = nil }, stances...)
	}
	for _, k := range f.Kinds {
		kinds = append(kinds, streamOf(`claims_by_kind`, `claims.kind = ?`, string(k)))
	}
	if len(kinds) > 0 {
		add(func(f *store.ClaimFilter) { f.Kinds = nil }, kinds...)
	}
	return list
}

// leastCounted is up to how many claims filters are compared by how many pass them.
const leastCounted = 4000

// narrowest is the choice that the fewest claims pass, of those that f has.
func (t *tx) narrowest(f store.ClaimFilter) (best choice, found bool, err error) {
	list := choicesOf(f)
	if len(list) < 2 {
		for _, c := range list {
			return c, true, nil
		}
		return choice{}, false, nil
	}
	least := 0
	for i, c := range list {
		n := 0
		for _, s := range c.streams {
			var more int
			if err := t.one(`SELECT count(*) FROM (SELECT 1 FROM claims INDEXED BY `+s.index+s.String()+` LIMIT ?)`, append(s.clone().args, leastCounted), &more); err != nil {
				return choice{}, false, fmt.Errorf("how much is asked for: %w", err)
			}
			n += more
		}
		if i == 0 || n < least {
			best, least = c, n
		}
	}
	return best, true, nil
}

// until is the latest publication that a list can go on with, in seconds; false for any.
func (t *tx) until(after int64, resumed bool, at time.Time) (last int64, bound bool, err error) {
	last = math.MaxInt64
	if resumed {
		last = after
	}
	if !at.IsZero() { // not through all that came later
		n, err := t.youngest(at)
		if err != nil {
			return 0, false, err
		}
		last = min(last, n)
	}
	return last, resumed || !at.IsZero(), nil
}

// newestClaims is the query of the first claims that f chooses, those published last first.
func (t *tx) newestClaims(f store.ClaimFilter) (query string, args []any, err error) {
	best, found, err := t.narrowest(f)
	if err != nil {
		return "", nil, err
	}
	streams := []stream{streamOf(`claims_by_date`, ``)}
	if found {
		streams = best.streams
		best.rest(&f)
	}
	last, bound, err := t.until(f.After.Sort, f.After.ID != "", f.KnownBy)
	if err != nil {
		return "", nil, err
	}
	if bound {
		streams = dated(streams, `claims.published_at`, last)
	}
	tests := claimWhere(f, eachTested)
	tests.afterClaim(f.After)
	query, args = firstOf(streams, `SELECT claims.seq AS seq, claims.published_at AS at, claims.id AS id FROM claims`, ``, tests, f.Limit)
	return query, args, nil
}

// newestReports is the query of the first reports that f chooses and that pass tests, those
// published last first; false where something is asked of which there is little, so that it is
// found first.
func (t *tx) newestReports(f store.ReportFilter, tests where) (query string, args []any, ok bool, err error) {
	about := f.About
	about.Report, about.Words = "", strings.Join(f.Words, " ")
	m, err := t.muchOf(store.ClaimFilter{Words: about.Words, Sides: about.Sides, Origins: about.Origins, From: about.From, To: about.To}, shareMuch)
	if err != nil || m.found(about) || f.Prefix != "" {
		return "", nil, false, err
	}
	if f.Agency != "" {
		var n int
		if err := t.one(`SELECT count(*) FROM (SELECT 1 FROM report_agencies WHERE agency_key = ? LIMIT ?)`, []any{store.Key(f.Agency), leastMuch + 1}, &n); err != nil || n <= leastMuch {
			return "", nil, false, err
		}
	}
	if len(f.Words) > 0 {
		tests.and(`+reports.seq IN (`+reportsOfWords+`)`, matched(f.Words))
	}
	about.Words = f.About.Words
	best, found, err := t.narrowest(about)
	if err != nil {
		return "", nil, false, err
	}
	if found {
		best.rest(&about)
	}
	of := claimWhere(about, eachTested)
	from := `SELECT DISTINCT claims.report AS seq, claims.published_at AS at, reports.id AS id FROM claims`
	joined, column := ` CROSS JOIN reports ON reports.seq = claims.report`, `claims.published_at`
	if found {
		tests.terms, tests.args = append(tests.terms, of.terms...), append(tests.args, of.args...)
	} else {
		best.streams = []stream{streamOf(`reports_by_date`, ``)}
		if f.Outlet != "" {
			best.streams = []stream{streamOf(`reports_by_outlet`, `reports.outlet_key = ?`, store.Key(f.Outlet))}
		}
		from, joined, column = `SELECT reports.seq AS seq, reports.published_at AS at, reports.id AS id FROM reports`, ``, `reports.published_at`
		if len(of.terms) > 0 {
			of.and(`claims.report = reports.seq`)
			tests.and(`(SELECT 1 FROM claims`+of.String()+` LIMIT 1)`, of.args...) // not EXISTS, which may be joined the other way round
		}
	}
	last, bound, err := t.until(f.After.Sort, f.After != store.Position{}, f.KnownBy)
	if err != nil {
		return "", nil, false, err
	}
	if bound {
		best.streams = dated(best.streams, column, last)
	}
	query, args = firstOf(best.streams, from, joined, tests, f.Limit)
	return query, args, true, nil
}

// firstOf is the query of the first rows of all streams together, which also pass tests.
func firstOf(streams []stream, selected, joined string, tests where, limit int) (query string, args []any) {
	var parts []string
	for _, s := range streams {
		w := s.clone()
		w.terms, w.args = append(w.terms, tests.terms...), append(w.args, tests.args...)
		parts = append(parts, `SELECT * FROM (`+selected+` INDEXED BY `+s.index+joined+w.String()+` ORDER BY at DESC, id LIMIT ?)`)
		args = append(append(args, w.args...), limit)
	}
	return `SELECT seq FROM (` + strings.Join(parts, ` UNION `) + `) ORDER BY at DESC, id LIMIT ?`, append(args, limit)
}
