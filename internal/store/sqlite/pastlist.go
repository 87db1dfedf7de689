package sqlite

import (
	"database/sql"
	"iter"
	"time"

	"stemma/internal/store"
)

// NamesBy are the names of a role in what was known by then.
func (t *tx) NamesBy(role store.NameRole, at time.Time) iter.Seq2[store.NameCount, error] {
	week := weekOf(at.UnixMicro())
	args := []any{week, week * aWeek, at.UnixMicro()}
	switch role {
	case store.NamePlace:
		return merged(role, rows(t, `
			SELECT key, in_key, name, in_name, geo, coalesce(min(lat), 0), coalesce(min(lon), 0), min(lat) IS NOT NULL, sum(n) AS claims, sum(first)
			FROM (
			  SELECT key, in_key, name, in_name, geo, lat, lon, claims AS n, reports AS first
			  FROM weekly_names
			  WHERE role = 'place' AND week < ?1 AND claims > 0
			  UNION ALL
			  SELECT place_key, in_key, place, in_name, geo,
			    min(iif(geo <> '' AND json_extract(body, '$.Located'), coalesce(json_extract(body, '$.Place.Geo.lat'), 0), NULL)),
			    min(iif(geo <> '' AND json_extract(body, '$.Located'), coalesce(json_extract(body, '$.Place.Geo.lon'), 0), NULL)),
			    count(*),
			    row_number() OVER (PARTITION BY claims.report, place_key, in_key ORDER BY geo DESC, place, in_name) = 1 -- a report counts once for a place
			  FROM known
			  CROSS JOIN claims ON claims.report = known.report
			  WHERE known.at >= ?2 AND known.at <= ?3 AND place_key <> ''
			  GROUP BY claims.report, place_key, in_key, place, in_name, geo
			)
			GROUP BY key, in_key, name, in_name, geo
			ORDER BY key, in_key, claims DESC, name, in_name, geo`, args, scanSpelling))
	case store.NameActor:
		return merged(role, rows(t, `
			SELECT key, '', name, '', '', 0, 0, 0, sum(n) AS claims, sum(first)
			FROM (
			  SELECT key, name, claims AS n, reports AS first
			  FROM weekly_names
			  WHERE role = 'actor' AND week < ?1 AND claims > 0
			  UNION ALL
			  SELECT key, name, count(*), count(DISTINCT named.report)
			  FROM (
			    SELECT known.report, actor_key AS key, actor AS name
			    FROM known
			    CROSS JOIN claims ON claims.report = known.report
			    WHERE known.at >= ?2 AND known.at <= ?3 AND actor_key <> ''
			    UNION ALL
			    SELECT known.report, target_key, target
			    FROM known
			    CROSS JOIN claims ON claims.report = known.report
			    WHERE known.at >= ?2 AND known.at <= ?3 AND target_key <> ''
			  ) AS named
			  GROUP BY key, name
			)
			GROUP BY key, name
			ORDER BY key, claims DESC, name`, args, scanSpelling))
	}
	return sourceNames(role, t.SourcesBy(at))
}

// CountsBy says how much there was.
func (t *tx) CountsBy(at time.Time) (c store.Counts, err error) {
	known := at.UnixMicro()
	if err := t.one(`
		SELECT count(*), coalesce(sum(claim_count), 0)
		FROM reports
		JOIN known ON known.report = reports.seq AND known.at <= ?
		WHERE latest = 1`, []any{known}, &c.Reports, &c.Claims); err != nil {
		return c, err
	}
	if err := t.one(`SELECT count(*) FROM stories WHERE `+allOfStoryKnown, []any{known}, &c.Stories); err != nil {
		return c, err
	}
	for _, of := range []struct {
		table string
		into  *int
	}{{"matters", &c.Matters}, {"disputes", &c.Disputes}, {"tallies", &c.Tallies}, {"holdings", &c.Holdings}} {
		if err := t.one(`SELECT count(*) FROM blocks CROSS JOIN `+of.table+` ON block = blocks.id WHERE last_known <= ?`, []any{known}, of.into); err != nil {
			return c, err
		}
	}
	return c, t.one(`SELECT count(*) FROM rejected`, nil, &c.Rejected)
}

// CarriedBy is who carries whose claims in what was known by then.
func (t *tx) CarriedBy(outlet, speaker string, at time.Time) iter.Seq2[store.Carrying, error] {
	week := weekOf(at.UnixMicro())
	var before, in where
	before.and(`role = ? AND week < ? AND claims > 0`, carriedRole, week)
	in.and(`known.at >= ? AND known.at <= ? AND claims.speaker <> '' AND claims.speaker <> 'report' AND reports.outlet_key <> ''`, week*aWeek, at.UnixMicro())
	if outlet != "" {
		before.and(`key = ?`, store.Key(outlet))
		in.and(`reports.outlet_key = ?`, store.Key(outlet))
	}
	if speaker != "" {
		before.and(`in_key = ?`, store.Key(speaker))
		in.and(`iif(claims.speaker_key <> '', claims.speaker_key, claims.person_key) = ?`, store.Key(speaker))
	}
	return rows(t, `
		SELECT outlet, speaker, sum(claims) AS n
		FROM (
		  SELECT key, name AS outlet, in_name AS speaker, claims
		  FROM weekly_names`+before.String()+`
		  UNION ALL
		  SELECT reports.outlet_key, reports.outlet, claims.speaker, 1
		  FROM known
		  CROSS JOIN reports ON reports.seq = known.report
		  CROSS JOIN claims ON claims.report = known.report`+in.String()+`
		)
		GROUP BY key, speaker, outlet
		ORDER BY n DESC, outlet, speaker`, append(before.args, in.args...),
		func(r *sql.Rows) (c store.Carrying, err error) { return c, r.Scan(&c.Outlet, &c.Speaker, &c.Claims) })
}

// SpanBy are the first and the last day on which a report that was known by then was
// published.
func (t *tx) SpanBy(at time.Time) (first, last time.Time, err error) {
	var w where
	w.and(`latest = 1`)
	w.knownBy(`reports.seq`, at)
	return t.span(w)
}
