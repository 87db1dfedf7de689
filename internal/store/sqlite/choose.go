package sqlite

import (
	"cmp"
	"fmt"
	"strings"

	"stemma/internal/store"
)

// A list that ends when it is full is found in one of two ways, by how much of the record
// has what it asks for:
//
//	little   claims of the place by their index, all of them, then sorted
//	much     claims in the order of the list, each asked for its place, until the list is full
//
// Little costs what there is of it, much what is passed over. What a place's claims answer
// is few matters, so that a test of each passes over nearly all unless the place has a
// good part of the record.

// much tells what a filter asks for that much of the record has. The zero value finds all
// by index.
type much struct{ place, actor, speaker, words, matters bool }

// leastMuch and shareMuch bound what is much: more than so many, and more than one of so
// many of all.
const (
	leastMuch = 500
	shareMuch = 8
)

// muchOf looks for what much of the record has, as far as f asks for it.
func (t *tx) muchOf(f store.ClaimFilter) (m much, err error) {
	for _, ask := range []struct {
		asked bool
		into  *bool
		all   string // all is how many there are at most.
		query string
		args  []any
	}{
		{f.Place != "", &m.place, lastClaim, claimsOfPlace, placeArgs(f.Place)},
		{f.Actor != "", &m.actor, lastClaim, claimsOfActor, twice(f.Actor)},
		{f.Speaker != "", &m.speaker, lastClaim, claimsOfSpeaker, twice(f.Speaker)},
		{len(strings.Fields(f.Words)) > 0, &m.words, `SELECT coalesce(max(seq), 0) FROM reports`, reportsOfWords, []any{matched(strings.Fields(f.Words))}},
		{len(f.Sides) > 0 || f.Origins > 0, &m.matters, `SELECT count(*) FROM matters`, `SELECT 1 FROM matters WHERE origins >= ? AND sides & ? <> 0`, []any{f.Origins, sideMask(f.Sides)}},
	} {
		if !ask.asked {
			continue
		}
		var all, n int
		if err := t.one(ask.all, nil, &all); err != nil {
			return m, fmt.Errorf("how much there is: %w", err)
		}
		bound := max(leastMuch, all/shareMuch)
		if err := t.one(`SELECT count(*) FROM (`+ask.query+` LIMIT ?)`, append(ask.args, bound+1), &n); err != nil {
			return m, fmt.Errorf("how much is asked for: %w", err)
		}
		*ask.into = n > bound
	}
	return m, nil
}

// narrows reports whether f asks for something that little of the record has, so that
// it is found by index.
func (m much) narrows(f store.ClaimFilter) bool {
	return f.Report != "" || f.Matter != "" || len(f.IDs) > 0 ||
		f.Place != "" && !m.place || f.Actor != "" && !m.actor || f.Speaker != "" && !m.speaker ||
		f.Words != "" && !m.words || (len(f.Sides) > 0 || f.Origins > 0) && !m.matters
}

const (
	lastClaim = `SELECT coalesce(max(seq), 0) FROM claims`

	// claimsOfPlace are the claims about the place or what lies in it, by name or
	// gazetteer id.
	claimsOfPlace = `SELECT seq FROM claims WHERE place_key = ? UNION ALL SELECT seq FROM claims WHERE in_key = ? UNION ALL SELECT seq FROM claims WHERE geo = ? AND geo <> ''`
	// claimsOfActor are those of who does it or whom it is done to.
	claimsOfActor = `SELECT seq FROM claims WHERE actor_key = ? UNION ALL SELECT seq FROM claims WHERE target_key = ? AND target_key <> ''`
	// claimsOfSpeaker are those of a body or a person.
	claimsOfSpeaker = `SELECT seq FROM claims WHERE speaker_key = ? UNION ALL SELECT seq FROM claims WHERE person_key = ? AND person_key <> ''`

	reportsOfWords = `SELECT rowid FROM words WHERE words MATCH ?`
)

// The same of one claim, without an index.
const (
	isOfPlace   = `(+claims.place_key = ? OR +claims.in_key = ? OR +claims.geo = ? AND +claims.geo <> '')`
	isOfActor   = `(+claims.actor_key = ? OR +claims.target_key = ?)`
	isOfSpeaker = `(+claims.speaker_key = ? OR +claims.person_key = ? AND +claims.person_key <> '')`
)

func placeArgs(place string) []any { return []any{store.Key(place), store.Key(place), place} }

func twice(name string) []any { return []any{store.Key(name), store.Key(name)} }

// matched is the condition of the index of words; of words without a letter it finds
// nothing.
func matched(words []string) string { return cmp.Or(matching(words), `""`) }

// oneOf keeps the claims that a condition chooses: by the query that finds them, or, of
// much, by a test of each.
func (w *where) oneOf(much bool, query, test string, args []any) {
	if much {
		w.and(test, args...)
		return
	}
	w.and(`claims.seq IN (`+query+`)`, args...)
}

// answeredBy keeps the matters one of whose claims passes all of c.
func (w *where) answeredBy(c where) {
	w.and(`EXISTS (
	  SELECT 1
	  FROM matter_claims
	  CROSS JOIN claims ON claims.seq = matter_claims.claim
	  WHERE matter_claims.block = matters.block AND matter_claims.matter = matters.id AND `+strings.Join(c.terms, ` AND `)+`)`, c.args...)
}
