package sqlite

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"time"

	"stemma"
	"stemma/internal/store"
)

// never stands for a time that nothing tells.
const never = math.MaxInt64

// micros is a time as the columns that say when something was known have it.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return never
	}
	return t.UnixMicro()
}

// ahead is when a report says that it was published, where it was known before that; nil
// for others.
func ahead(r stemma.Report) any {
	if since := r.KnownSince(); since.IsZero() || !r.Published.When.From.After(since) {
		return nil
	}
	return seconds(r.Published.When.From)
}

// youngest is when the youngest of the reports that were known by then was published, in
// seconds; [store.Undated] where none has a date.
func (t *tx) youngest(at time.Time) (n int64, err error) {
	return n, t.one(`
		SELECT max(
		  coalesce((SELECT max(ahead) FROM known WHERE ahead > ?1 AND at <= ?2), ?3),
		  coalesce((
		    SELECT published_at
		    FROM reports INDEXED BY reports_by_date
		    WHERE latest = 1 AND published_at <= ?1 AND EXISTS (SELECT 1 FROM known WHERE known.report = reports.seq AND known.at <= ?2)
		    ORDER BY published_at DESC
		    LIMIT 1), ?3))`, []any{at.Unix(), at.UnixMicro(), int64(store.Undated)}, &n)
}

// KnownBy reports whether the latest version of a report was known by then.
func (t *tx) KnownBy(id stemma.ReportID, at time.Time) (bool, error) {
	report, err := t.seq(id)
	if err != nil {
		return false, err
	}
	var since int64
	if err := t.one(`SELECT at FROM known WHERE report = ?`, []any{report}, &since); err != nil {
		return false, err
	}
	return since <= at.UnixMicro(), nil
}

// knownBy keeps the rows whose column is a report that was known by then.
func (w *where) knownBy(column string, at time.Time) {
	if !at.IsZero() {
		w.and(`EXISTS (SELECT 1 FROM known WHERE known.report = `+column+` AND known.at <= ?)`, at.UnixMicro())
	}
}

// derivedBy keeps the rows of blocks all of whose claims were known by then.
func (w *where) derivedBy(at time.Time) {
	if !at.IsZero() {
		w.and(`EXISTS (SELECT 1 FROM blocks WHERE blocks.id = block AND last_known <= ?)`, at.UnixMicro())
	}
}

// Straddling are blocks of which some claims were known by then and others not.
func (t *tx) Straddling(f store.ClaimFilter, at time.Time) ([]string, error) {
	name := func(r *sql.Rows) (name string, err error) { return name, r.Scan(&name) }
	w := claimWhere(f, much{})
	w.and(`blocks.first_known <= ? AND blocks.last_known > ?`, at.UnixMicro(), at.UnixMicro())
	if len(w.terms) == 1 {
		return all(rows(t, `SELECT name FROM blocks`+w.String()+` ORDER BY name`, w.args, name))
	}
	return all(rows(t, `
		SELECT DISTINCT blocks.name
		FROM claims
		JOIN reports ON reports.seq = claims.report
		JOIN json_each(claims.blocks) AS each
		JOIN blocks ON blocks.id = each.value`+w.String()+`
		ORDER BY blocks.name`, w.args, name))
}

// StraddlingByDate are the same blocks with their youngest report.
func (t *tx) StraddlingByDate(prefix string, at time.Time) iter.Seq2[store.Dated, error] {
	return func(yield func(store.Dated, error) bool) {
		left, err := t.straddlingNumbers(prefix, at)
		if err != nil {
			yield(store.Dated{}, err)
			return
		}
		// Those published after that time are few, and come first.
		for _, query := range []string{`
			SELECT claims.published_at, claims.blocks
			FROM known
			CROSS JOIN claims ON claims.report = known.report
			WHERE known.ahead > ?1 AND known.at <= ?2
			ORDER BY known.ahead DESC`, `
			SELECT claims.published_at, claims.blocks
			FROM claims INDEXED BY claims_by_date
			CROSS JOIN known ON known.report = claims.report AND known.at <= ?2
			WHERE claims.published_at <= ?1
			ORDER BY claims.published_at DESC`,
		} {
			for c, err := range rows(t, query, []any{at.Unix(), at.UnixMicro()}, scanDatedClaim) {
				if err != nil {
					yield(store.Dated{}, err)
					return
				}
				for _, n := range c.blocks {
					name, straddles := left[n]
					if !straddles {
						continue
					}
					delete(left, n)
					if !yield(store.Dated{Block: name, Published: c.published}, nil) {
						return
					}
				}
				if len(left) == 0 {
					return
				}
			}
		}
		for _, name := range slices.Sorted(maps.Values(left)) {
			if !yield(store.Dated{Block: name, Published: store.Undated}, nil) {
				return
			}
		}
	}
}

// straddlingNumbers are the blocks of some claims known by then and of others, whose names
// begin with prefix, by number.
func (t *tx) straddlingNumbers(prefix string, at time.Time) (map[int64]string, error) {
	names := map[int64]string{}
	for b, err := range rows(t, `SELECT id, name FROM blocks WHERE first_known <= ?1 AND last_known > ?1 AND name >= ?2 AND name < ?3`,
		[]any{at.UnixMicro(), prefix, afterPrefix(prefix)}, scanBlockName) {
		if err != nil {
			return nil, err
		}
		names[b.number] = b.name
	}
	return names, nil
}

type blockName struct {
	number int64
	name   string
}

func scanBlockName(r *sql.Rows) (b blockName, err error) { return b, r.Scan(&b.number, &b.name) }

// datedClaim is the blocks of a claim and when its report was published, in seconds.
type datedClaim struct {
	published int64
	blocks    []int64
}

func scanDatedClaim(r *sql.Rows) (c datedClaim, err error) {
	var blocks []byte
	if err := r.Scan(&c.published, &blocks); err != nil {
		return c, err
	}
	return c, unmarshal(blocks, &c.blocks)
}

// BlockOf is the block from which a matter is derived.
func (t *tx) BlockOf(matter string) (name string, err error) {
	return name, t.one(`SELECT blocks.name FROM matters JOIN blocks ON blocks.id = matters.block WHERE matters.id = ? ORDER BY blocks.name LIMIT 1`,
		[]any{matter}, &name)
}

// BlockBy is the claims of a block that were known by then.
func (t *tx) BlockBy(block string, limit int, at time.Time) ([]*store.Standing, error) {
	return t.standings(block, `
		SELECT claim
		FROM (
		  SELECT block_claims.claim, row_number() OVER (PARTITION BY words ORDER BY block_claims.published_at, rank, block_claims.claim) AS n
		  FROM block_claims
		  JOIN claims ON claims.seq = block_claims.claim
		  JOIN known ON known.report = claims.report AND known.at <= ?3
		  WHERE block = (SELECT id FROM blocks WHERE name = ?1)
		)
		WHERE n <= ?2`, block, limit, at.UnixMicro())
}

// Copied are some reports with what is known of them as of a time.
func (t *tx) Copied(ids []stemma.ReportID, at time.Time) ([]store.Copied, error) {
	list := make([]store.Copied, len(ids))
	texts := map[int64][]int{} // texts are the places in the list of each text.
	wanted, err := marshal(ids)
	if err != nil {
		return nil, err
	}
	type row struct {
		n     int
		known int64
		keys  []byte
	}
	found, err := all(rows(t, `
		SELECT wanted.key, known.at, coalesce(report_keys.keys, x'')
		FROM json_each(?1) AS wanted
		CROSS JOIN reports ON reports.id = wanted.value AND reports.latest = 1
		CROSS JOIN known ON known.report = reports.seq
		LEFT JOIN report_keys ON report_keys.report = reports.seq AND report_keys.shelf = ?2`, []any{string(wanted), string(store.Twins)},
		func(r *sql.Rows) (x row, err error) { return x, r.Scan(&x.n, &x.known, &x.keys) }))
	if err != nil {
		return nil, err
	}
	if len(found) != len(ids) {
		return nil, fmt.Errorf("%d of %d reports: %w", len(ids)-len(found), len(ids), stemma.ErrNotFound)
	}
	for _, x := range found {
		id := ids[x.n]
		list[x.n] = store.Copied{ID: id, Known: x.known <= at.UnixMicro(), Place: rank(id)}
		if len(x.keys) >= 8 {
			key := int64(binary.BigEndian.Uint64(x.keys))
			list[x.n].Place = int64(uint64(key) >> 24)
			texts[key] = append(texts[key], x.n)
		}
	}
	return list, t.copiesOf(texts, at, list)
}

// copiesOf gives reports the others of their text.
func (t *tx) copiesOf(texts map[int64][]int, at time.Time, list []store.Copied) error {
	type row struct{ key, report, known int64 }
	found, err := all(rows(t, `
		SELECT twins.key, twins.report, known.at
		FROM json_each(?) AS wanted
		CROSS JOIN twins ON twins.key = wanted.value
		CROSS JOIN known ON known.report = twins.report
		ORDER BY twins.key, twins.rank, twins.report`, []any{listed(slices.Collect(maps.Keys(texts)))},
		func(r *sql.Rows) (x row, err error) { return x, r.Scan(&x.key, &x.report, &x.known) }))
	if err != nil {
		return err
	}
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].key == found[0].key {
			n++
		}
		if n > 1 {
			copies, out := make([]stemma.ReportID, n), make([]bool, n)
			for i, x := range found[:n] {
				if copies[i], err = t.latest(x.report); err != nil {
					return err
				}
				out[i] = x.known <= at.UnixMicro()
			}
			for _, i := range texts[found[0].key] {
				list[i].Copies, list[i].Out = copies, out
			}
		}
		found = found[n:]
	}
	return nil
}

// Heads are the first places under each of some keys.
func (t *tx) Heads(on store.Shelf, keys []int64, limit int, at time.Time) ([][]int64, error) {
	s, err := shelfOf(on)
	if err != nil {
		return nil, err
	}
	if s.runs {
		return t.headsInRuns(s, keys, limit, at)
	}
	args := []any{listed(keys), limit}
	known := ``
	if !at.IsZero() {
		known = ` AND ` + textKnown
		args = append(args, at.UnixMicro())
	}
	return all(rows(t, `
		SELECT (
		  SELECT json_group_array(rank)
		  FROM (
		    SELECT DISTINCT rank
		    FROM `+string(on)+` AS listed
		    WHERE key = wanted.value`+known+`
		    ORDER BY rank
		    LIMIT 0 + ?2
		  )
		)
		FROM json_each(?1) AS wanted
		ORDER BY wanted.key`, args, decoded[[]int64]))
}

// textKnown holds of listed rows whose text was known by the third argument. The rank of a text is the beginning
// of the key that all its copies have among the twins, also those that are not listed.
const textKnown = `(
  EXISTS (SELECT 1 FROM known WHERE known.report = listed.report AND known.at <= ?3)
  OR EXISTS (
    SELECT 1
    FROM twins
    JOIN known ON known.report = twins.report AND known.at <= ?3
    WHERE twins.key BETWEEN (listed.rank << 24) AND ((listed.rank << 24) | 0xffffff)
  )
)`

// headsInRuns is Heads for a shelf that has runs. It reads more of a key as long as too few of
// its first carriers were known by then.
func (t *tx) headsInRuns(on *shelf, keys []int64, limit int, at time.Time) ([][]int64, error) {
	found := map[int64][]int64{}
	ranks := limit
	if !at.IsZero() {
		ranks = max(limit, knownAtOnce)
	}
	for open := keys; len(open) > 0; ranks *= 8 {
		carriers, err := t.carriersUnder(on, open, ranks)
		if err != nil {
			return nil, err
		}
		known, err := t.knownOf(carriers, at)
		if err != nil {
			return nil, err
		}
		var short []int64
		for _, key := range open {
			var more bool
			if found[key], more = firstRanks(carriers[key], known, limit, ranks); more && len(found[key]) < limit {
				short = append(short, key)
			}
		}
		open = short
	}
	list := make([][]int64, len(keys))
	for i, key := range keys {
		list[i] = append([]int64{}, found[key]...)
	}
	return list, nil
}

// knownAtOnce is of how many ranks of a key it is asked at first whether they were known.
const knownAtOnce = 16

// firstRanks are the first ranks, up to a limit, of the known among carriers, of whom all up to
// so many ranks are there; more means that there are so many.
func firstRanks(carriers []carrier, known map[carrier]bool, limit, ranks int) (list []int64, more bool) {
	for i, c := range carriers {
		if i > 0 && c.rank != carriers[i-1].rank || i == 0 {
			if ranks--; ranks < 0 {
				return list, true
			}
		}
		if n := len(list); n < limit && (known == nil || known[c]) && (n == 0 || list[n-1] != c.rank) {
			list = append(list, c.rank)
		}
	}
	return list, ranks == 0
}

// knownOf are those carriers whose text was known by then; nil for all, without a time.
func (t *tx) knownOf(carriers map[int64][]carrier, at time.Time) (map[carrier]bool, error) {
	if at.IsZero() {
		return nil, nil
	}
	var pairs []byte
	met := map[carrier]bool{}
	for _, list := range carriers {
		for _, c := range list {
			if _, again := met[c]; again {
				continue
			}
			met[c] = false
			pairs = fmt.Appendf(pairs, `%c[%d,%d]`, "[,"[min(len(met)-1, 1)], c.rank, c.report)
		}
	}
	if len(met) == 0 {
		return met, nil
	}
	for c, err := range rows(t, `
		SELECT listed.rank, listed.report
		FROM (SELECT value ->> 0 AS rank, value ->> 1 AS report FROM json_each(?1)) AS listed
		WHERE `+textKnown, []any{string(pairs) + `]`, nil, at.UnixMicro()}, scanCarrier) {
		if err != nil {
			return nil, err
		}
		met[c] = true
	}
	return met, nil
}

func scanCarrier(r *sql.Rows) (c carrier, err error) { return c, r.Scan(&c.rank, &c.report) }

// Standing are the reports that stand under a key at a place.
func (t *tx) Standing(on store.Shelf, key, place int64) ([]stemma.ReportID, error) {
	s, err := shelfOf(on)
	if err != nil {
		return nil, err
	}
	loose, err := all(rows(t, `SELECT report FROM `+string(on)+` WHERE key = ? AND rank = ?`, []any{key, place}, number))
	if err != nil {
		return nil, err
	}
	packed, err := t.packedUnder(s, []int64{key}, math.MaxInt)
	if err != nil {
		return nil, err
	}
	for _, c := range packed[key] {
		if c.rank == place {
			loose = append(loose, c.report)
		}
	}
	list, err := t.named(loose)
	slices.Sort(list)
	return list, err
}

// Unsettled are reports known by then whose stories may have been others then.
func (t *tx) Unsettled(at time.Time) ([]stemma.ReportID, error) {
	list, err := t.ids(rows(t, `
		WITH later AS MATERIALIZED (
		  SELECT DISTINCT story_reports.component, story_reports.story
		  FROM story_reports
		  JOIN known ON known.report = story_reports.report
		  WHERE known.at > ?1
		)
		SELECT story_reports.report
		FROM story_reports
		JOIN known ON known.report = story_reports.report AND known.at <= ?1
		WHERE story_reports.component IN (SELECT component FROM later WHERE component <> 0)
		   OR story_reports.story IN (SELECT story FROM later)`, []any{at.UnixMicro()}, number))
	slices.Sort(list)
	return list, err
}

// SourcesBy are the outlets, agencies and speakers of what was known by then.
func (t *tx) SourcesBy(at time.Time) iter.Seq2[store.Source, error] {
	week := weekOf(at.UnixMicro())
	return rows(t, `
		SELECT role, min(name) AS name, sum(reports), sum(claims)
		FROM (
		  SELECT role, key, name, reports, claims
		  FROM weekly_names
		  WHERE role IN ('outlet', 'agency', 'speaker') AND week < ?1 AND reports > 0
		  UNION ALL
		  SELECT 'outlet', outlet_key, min(outlet), count(*), sum(claim_count)
		  FROM known
		  CROSS JOIN reports ON reports.seq = known.report
		  WHERE known.at >= ?2 AND known.at <= ?3 AND latest = 1 AND outlet_key <> ''
		  GROUP BY outlet_key
		  UNION ALL
		  SELECT 'agency', agency_key, min(agency), count(*), sum(reports.claim_count)
		  FROM known
		  CROSS JOIN report_agencies ON report_agencies.report = known.report
		  CROSS JOIN reports ON reports.seq = known.report
		  WHERE known.at >= ?2 AND known.at <= ?3
		  GROUP BY agency_key
		  UNION ALL
		  SELECT 'speaker', speaker, speaker, count(DISTINCT claims.report), count(*)
		  FROM known
		  CROSS JOIN claims ON claims.report = known.report
		  WHERE known.at >= ?2 AND known.at <= ?3 AND speaker <> ''
		  GROUP BY speaker
		)
		GROUP BY role, key
		ORDER BY role, name`, []any{week, week * aWeek, at.UnixMicro()}, scanSource)
}

// PlacesBy are the places that claims known by then name.
func (t *tx) PlacesBy(at time.Time) iter.Seq2[store.PlaceCount, error] {
	week := weekOf(at.UnixMicro())
	return rows(t, `
		SELECT min(name), min(in_name), sum(n)
		FROM (
		  SELECT key, in_key, name, in_name, claims AS n
		  FROM weekly_names
		  WHERE role = 'place' AND week < ?1 AND claims > 0
		  UNION ALL
		  SELECT place_key, in_key, min(place), min(in_name), count(*)
		  FROM known
		  CROSS JOIN claims ON claims.report = known.report
		  WHERE known.at >= ?2 AND known.at <= ?3 AND place_key <> ''
		  GROUP BY place_key, in_key
		)
		GROUP BY key, in_key
		ORDER BY 1, 2`, []any{week, week * aWeek, at.UnixMicro()}, scanPlaceCount)
}
