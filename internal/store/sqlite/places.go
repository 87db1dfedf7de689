package sqlite

import (
	"database/sql"
	"slices"

	"stemma/internal/store"
)

// Matters are found by the places of their claims: of each matter is kept which these are, so
// that what a busy place asks is found without the thousands of claims about it.

// matterAt names the row of a matter.
type matterAt struct {
	block  int64
	matter string
}

// claimPlaces are the keys under which a claim is found by its place.
type claimPlaces [3]string

// addPlaces lets a matter be found by the places of claims that came to it.
func (t *tx) addPlaces(block int64, matter string, claims []int64) error {
	if len(claims) == 0 {
		return nil
	}
	at := matterAt{block, matter}
	known, ok := t.cache.places.get(at)
	if !ok {
		var err error
		if known, err = all(rows(t, `SELECT key FROM matter_places WHERE block = ? AND matter = ?`, []any{block, matter},
			func(r *sql.Rows) (key string, err error) { return key, r.Scan(&key) })); err != nil {
			return err
		}
	}
	more := slices.Clip(known)
	for _, claim := range claims {
		places, err := t.placesOf(claim)
		if err != nil {
			return err
		}
		for _, key := range places {
			if key == "" || slices.Contains(more, key) {
				continue
			}
			if err := t.exec(`INSERT INTO matter_places (block, matter, key) VALUES (?, ?, ?)`, block, matter, key); err != nil {
				return err
			}
			more = append(more, key)
		}
	}
	if !ok || len(more) > len(known) {
		t.cache.places.set(at, more)
	}
	return nil
}

// placesOf are the places of a claim as it is found.
func (t *tx) placesOf(claim int64) (p claimPlaces, err error) {
	if p, ok := t.placed[claim]; ok {
		return p, nil
	}
	return p, t.one(`SELECT place_key, in_key, geo FROM claims WHERE seq = ?`, []any{claim}, &p[0], &p[1], &p[2])
}

// notePlaces remembers the places of a claim that comes, which its matters ask for soon.
func (t *tx) notePlaces(claim int64, p claimPlaces) {
	if t.placed == nil {
		t.placed = map[int64]claimPlaces{}
	}
	t.placed[claim] = p
}

// dropPlaces leaves a matter only the places of the claims that it has.
func (t *tx) dropPlaces(block int64, matter string) error {
	t.cache.places.drop(matterAt{block, matter})
	return t.exec(`
		DELETE FROM matter_places
		WHERE block = ?1 AND matter = ?2 AND key NOT IN (
		  SELECT place_key FROM matter_claims JOIN claims ON claims.seq = claim WHERE block = ?1 AND matter = ?2
		  UNION ALL
		  SELECT in_key FROM matter_claims JOIN claims ON claims.seq = claim WHERE block = ?1 AND matter = ?2
		  UNION ALL
		  SELECT geo FROM matter_claims JOIN claims ON claims.seq = claim WHERE block = ?1 AND matter = ?2
		)`, block, matter)
}

// replacePlaces puts the matters of a claim where its place is now.
func (t *tx) replacePlaces(claim int64) error {
	delete(t.placed, claim)
	matters, err := all(rows(t, `SELECT block, matter FROM matter_claims WHERE claim = ?`, []any{claim}, scanMatterKey))
	if err != nil {
		return err
	}
	for _, m := range matters {
		if err := t.dropPlaces(m.block, m.id); err != nil {
			return err
		}
		if err := t.addPlaces(m.block, m.id, []int64{claim}); err != nil {
			return err
		}
	}
	return nil
}

// mattersOfPlace are the ids of the matters that a place is asked about, or what lies in it.
const mattersOfPlace = `SELECT matter FROM matter_places WHERE key IN (?, ?)`

// asksOfPlace is the same of one matter.
const asksOfPlace = `EXISTS (SELECT 1 FROM matter_places WHERE matter_places.block = matters.block AND matter_places.matter = matters.id AND key IN (?, ?))`

// mattersPlaceArgs are how a place is looked up there: by name or gazetteer id.
func mattersPlaceArgs(place string) []any { return []any{store.Key(place), place} }

// spread is in how many matters a place is.
type spread int

const (
	inFew  spread = iota // they are opened and put in order
	inSome               // a list goes through all in its order, and knows which they are
	inMany               // a list comes to them as it goes
)

// fewMatters is how many are opened sooner than all others passed over: rows are long.
const fewMatters = 200

// spreadOf is in how many matters a place is.
func (t *tx) spreadOf(place string) (spread, error) {
	if place == "" {
		return inFew, nil
	}
	var all, n int
	if err := t.one(`SELECT count(*) FROM matters`, nil, &all); err != nil {
		return inFew, err
	}
	bound := max(leastMuch, all/shareMuch)
	if err := t.one(`SELECT count(*) FROM (`+mattersOfPlace+` LIMIT ?)`, append(mattersPlaceArgs(place), bound+1), &n); err != nil {
		return inFew, err
	}
	switch {
	case n <= fewMatters:
		return inFew, nil
	case n <= bound:
		return inSome, nil
	}
	return inMany, nil
}
