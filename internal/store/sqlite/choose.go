package sqlite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"stemma"
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
type much struct{ place, actor, speaker, words, matters, kinds, stances, time bool }

// leastMuch, shareMuch and shareOfClaims bound what is much: more than so many, and more than
// one of so many of all. To pass over a claim takes as long as to sort it; a matter is passed
// over when none of its claims fits.
const (
	leastMuch     = 500
	shareMuch     = 8
	shareOfClaims = 32
)

// muchOf looks for what much of the record has, more than one of share, as far as f asks for
// it.
func (t *tx) muchOf(f store.ClaimFilter, share int) (m much, err error) {
	during, when := claimsDuring(f.From, f.To)
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
		{len(f.Kinds) > 0, &m.kinds, lastClaim, `SELECT 1 FROM claims WHERE kind IN (` + marks(len(f.Kinds)) + `)`, anys(f.Kinds)},
		{len(f.Stances) > 0, &m.stances, lastClaim, `SELECT 1 FROM claims WHERE stance IN (` + marks(len(f.Stances)) + `)` + rareStances(f.Stances), anys(f.Stances)},
		{during != "", &m.time, lastClaim, during, when},
		{len(f.Sides) > 0 || f.Origins > 0, &m.matters, `SELECT count(*) FROM matters`, `SELECT 1 FROM matters WHERE origins >= ? AND sides & ? <> 0`, []any{f.Origins, sideMask(f.Sides)}},
	} {
		if !ask.asked {
			continue
		}
		if ask.into == &m.stances && rareStances(f.Stances) == "" {
			m.stances = true
			continue
		}
		var all, n int
		if err := t.one(ask.all, nil, &all); err != nil {
			return m, fmt.Errorf("how much there is: %w", err)
		}
		bound := max(leastMuch, all/share)
		if ask.into == &m.time {
			bound = max(leastMuch, all/shareMuch) // what is about one time was mostly published at one
		}
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
		f.Words != "" && !m.words || (len(f.Sides) > 0 || f.Origins > 0) && !m.matters ||
		len(f.Kinds) > 0 && !m.kinds || len(f.Stances) > 0 && !m.stances || m.little(f)
}

// little reports whether f asks for a time that little of the record is about.
func (m much) little(f store.ClaimFilter) bool { return !(f.From.IsZero() && f.To.IsZero()) && !m.time }

// found reports whether f asks for something of which there is so little that a list is put
// in order when all of it has been found, and of which no index tells the latest.
func (m much) found(f store.ClaimFilter) bool {
	return f.Report != "" || f.Matter != "" || len(f.IDs) > 0 || f.Words != "" && !m.words || (len(f.Sides) > 0 || f.Origins > 0) && !m.matters || m.little(f)
}

// rareStances says that none of stances is the one that nearly all claims have, which no
// index holds; "" when one is.
func rareStances(stances []stemma.Stance) string {
	if slices.Contains(stances, stemma.Asserted) {
		return ""
	}
	return ` AND stance <> 'asserted'`
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

// claimsDuring are the claims that are about a time in an interval; "" for any time. A claim
// that lasts a month at most begins a month before it at the earliest.
func claimsDuring(from, to time.Time) (query string, args []any) {
	if from.IsZero() && to.IsZero() {
		return "", nil
	}
	short, long := where{}, where{}
	long.and(`((from_at IS NULL) <> (to_at IS NULL) OR to_at > from_at + 2678400)`)
	if !from.IsZero() {
		short.and(`from_at > ? AND to_at > ?`, from.Unix()-2678400, from.Unix())
	}
	if !to.IsZero() {
		short.and(`from_at < ? AND to_at IS NOT NULL`, to.Unix())
	}
	long.during(``, from, to)
	return `SELECT seq FROM claims INDEXED BY claims_by_time` + short.String() + ` UNION ALL SELECT seq FROM claims INDEXED BY claims_long` + long.String(), append(short.args, long.args...)
}

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

// tested is a column, written so that no index is looked up for it where much has what is
// asked for.
func tested(much bool, column string) string {
	if much {
		return `+` + column
	}
	return column
}

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
