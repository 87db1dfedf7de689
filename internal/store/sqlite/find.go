package sqlite

import (
	"database/sql"
	"iter"

	"stemma/internal/store"
)

// Find is all that has an id beginning with prefix.
func (t *tx) Find(prefix string, limit int) ([]store.Found, error) {
	return all(rows(t, `
		SELECT noun, id
		FROM (
		  SELECT 'report' AS noun, id FROM reports WHERE latest = 1 AND id >= ?1 AND id < ?2
		  UNION ALL
		  SELECT 'claim', id FROM claims WHERE id >= ?1 AND id < ?2
		  UNION ALL
		  SELECT DISTINCT 'matter', id FROM matters WHERE id >= ?1 AND id < ?2
		  UNION ALL
		  SELECT 'story', id FROM stories WHERE id >= ?1 AND id < ?2
		)
		ORDER BY id <> ?1, id, noun
		LIMIT ?3`, []any{prefix, afterPrefix(prefix), limit}, func(r *sql.Rows) (f store.Found, err error) {
		var noun string
		err = r.Scan(&noun, &f.ID)
		f.Noun = store.Noun(noun)
		return f, err
	}))
}

// Sources are the outlets, agencies and speakers of the record.
func (t *tx) Sources() iter.Seq2[store.Source, error] {
	if err := t.summed(); err != nil {
		return failing[store.Source](err)
	}
	return rows(t, `
		SELECT role, min(name), sum(reports), sum(claims)
		FROM source_counts
		WHERE reports > 0
		GROUP BY role, key
		ORDER BY role, 2`, nil, scanSource)
}

func scanSource(r *sql.Rows) (s store.Source, err error) {
	var role string
	err = r.Scan(&role, &s.Name, &s.Reports, &s.Claims)
	s.Role = store.SourceRole(role)
	return s, err
}

// Places are the places that claims name.
func (t *tx) Places() iter.Seq2[store.PlaceCount, error] {
	if err := t.summed(); err != nil {
		return failing[store.PlaceCount](err)
	}
	return rows(t, `
		SELECT min(place), min(in_name), sum(claims)
		FROM place_counts
		WHERE claims > 0
		GROUP BY place_key, in_key
		ORDER BY 1, 2`, nil, scanPlaceCount)
}

func scanPlaceCount(r *sql.Rows) (p store.PlaceCount, err error) {
	return p, r.Scan(&p.Name, &p.In, &p.Claims)
}

// Counts says how much there is.
func (t *tx) Counts() (c store.Counts, err error) {
	err = t.one(`
		SELECT
		  (SELECT count(*) FROM reports WHERE latest = 1),
		  (SELECT count(*) FROM claims),
		  (SELECT count(*) FROM stories),
		  (SELECT count(*) FROM matters),
		  (SELECT count(*) FROM disputes),
		  (SELECT count(*) FROM holdings),
		  (SELECT count(*) FROM tallies),
		  (SELECT count(*) FROM rejected)`, nil,
		&c.Reports, &c.Claims, &c.Stories, &c.Matters, &c.Disputes, &c.Holdings, &c.Tallies, &c.Rejected)
	return c, err
}
