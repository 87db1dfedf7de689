package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"stemma"
	"stemma/internal/store"
)

// The orders in which sets become bits; they are written in the file and only grow.
var (
	kindBits = []stemma.Kind{
		stemma.Control, stemma.Clash, stemma.Strike, stemma.Killed, stemma.Wounded, stemma.Detained, stemma.Displaced, stemma.Strength, stemma.Movement,
		stemma.Losses, stemma.Destruction, stemma.Share, stemma.Talks, stemma.Agreement, stemma.Call, stemma.Accuse, stemma.Condition, stemma.Assessment,
	}
	stanceBits = []stemma.Stance{stemma.Asserted, stemma.Denied, stemma.Disputed, stemma.Expected, stemma.CalledFor, stemma.Conditional}
	sideBits   = []stemma.Side{
		stemma.SideParty, stemma.SideState, stemma.SideMonitor, stemma.SideHumanitarian, stemma.SideWitness, stemma.SideNewsroom, stemma.SideUnknown,
	}
)

// bits are the members of a set; what has no bit of its own has the last one.
func bits[T comparable](order, set []T) (b int64) {
	for _, v := range set {
		i := slices.Index(order, v)
		if i < 0 {
			i = 62
		}
		b |= 1 << i
	}
	return b
}

func sidesOf(origins []stemma.Origin) []stemma.Side {
	var out []stemma.Side
	for _, o := range origins {
		out = append(out, o.Side)
	}
	return out
}

// headColumns are what a matter is listed by, its head as JSON, and how its sources
// fared. A matter without a head is listed by itself.
func headColumns(m stemma.Matter, heads []store.Head) (columns []any, head string, fares []store.Fare, err error) {
	i := slices.IndexFunc(heads, func(h store.Head) bool { return h.Matter == m.ID })
	if i < 0 {
		return []any{int64(store.Undated), 0, 0, 0, 0, 0, store.Key(m.Question)}, "", nil, nil
	}
	h := heads[i]
	h.Located = h.Geo.Located
	b, err := marshal(h)
	if err != nil {
		return nil, "", nil, err
	}
	moved := int64(store.Undated)
	if !h.Moved.From.IsZero() {
		moved = h.Moved.From.Unix()
	}
	return []any{
		moved, h.Weight, len(h.Origins), bits(kindBits, h.Kinds), bits(stanceBits, h.Stances), bits(sideBits, sidesOf(h.Origins)), store.Key(h.Question),
	}, string(b), h.Fares, nil
}

// MatterHeads are matters as lists show them.
func (t *tx) MatterHeads(f store.HeadFilter) iter.Seq2[store.Head, error] {
	return func(yield func(store.Head, error) bool) {
		for m, err := range t.mattersOf(f) {
			var h store.Head
			if err == nil {
				h, err = t.matterHead(m.block, m.id)
			}
			if !yield(h, err) || err != nil {
				return
			}
		}
	}
}

// MatterIDs are the ids of the same matters.
func (t *tx) MatterIDs(f store.HeadFilter) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for m, err := range t.mattersOf(f) {
			if !yield(m.id, err) || err != nil {
				return
			}
		}
	}
}

// matterKey names the row of a matter.
type matterKey struct {
	block int64
	id    string
}

func scanMatterKey(r *sql.Rows) (k matterKey, err error) { return k, r.Scan(&k.block, &k.id) }

// mattersOf are the rows of the matters that a filter chooses, in its order.
func (t *tx) mattersOf(f store.HeadFilter) iter.Seq2[matterKey, error] {
	w, narrow, err := t.headWhere(f)
	if err != nil {
		return failing[matterKey](err)
	}
	from, order := ` FROM matters`, ` ORDER BY id`
	switch f.Order {
	case store.ByMoved:
		order = ` ORDER BY moved_at DESC, id`
		w.afterDescending(`moved_at`, f.After)
		if !f.KnownBy.IsZero() { // not through all that moved later
			n, err := t.youngest(f.KnownBy)
			if err != nil {
				return failing[matterKey](err)
			}
			w.and(`moved_at <= ?`, n)
		}
	case store.ByWeight:
		order = ` ORDER BY weight DESC, id`
		w.afterDescending(`weight`, f.After)
	default:
		if f.After.ID != "" {
			w.and(`id > ?`, f.After.ID)
		}
		if !narrow && len(w.terms) > 0 {
			from += ` INDEXED BY matters_by_move` // it has what they are chosen by; their rows are long
		}
	}
	return rows(t, `SELECT block, id`+from+w.String()+order+w.limit(f.Limit), w.args, scanMatterKey)
}

// matterHead is a matter of a block as lists show it.
func (t *tx) matterHead(block int64, id string) (h store.Head, err error) {
	var b []byte
	err = t.one(`SELECT iif(head <> '', head, json_object('Matter', id, 'Question', json_extract(body, '$.Question'), 'Slot', slot)) FROM matters WHERE block = ? AND id = ?`,
		[]any{block, id}, &b)
	if err == nil {
		err = unmarshal(b, &h)
	}
	h.Geo.Located = h.Located
	return h, err
}

// headWhere keeps the matters that f chooses. What it asks of their claims is looked up
// from the claims where there are few, else matter by matter. They are narrow when an index
// finds them.
func (t *tx) headWhere(f store.HeadFilter) (w where, narrow bool, err error) {
	m, place := eachTested, inMany // a matter alone is asked itself
	if f.Matter == "" {
		if m, err = t.muchOf(store.ClaimFilter{Actor: f.Actor, Speaker: f.Speaker, Kinds: f.Kinds, Stances: f.Stances}, shareMuch); err != nil {
			return w, false, err
		}
		if place, err = t.spreadOf(f.Place); err != nil {
			return w, false, err
		}
	}
	narrow = f.Matter != "" || f.Report != "" || f.Claim != "" || f.Place != "" && place != inMany || m.narrows(store.ClaimFilter{Actor: f.Actor, Speaker: f.Speaker})
	within := f.MatterFilter
	within.Slot, within.From, within.To = "", time.Time{}, time.Time{}
	if place == inSome && f.Order == store.ByID {
		place = inFew // what is ordered by id is found by it
	}
	if place != inFew {
		within.Place = ""
	}
	w = matterWhere(within, `id`)
	switch {
	case f.Place == "":
	case place == inMany:
		w.and(asksOfPlace, mattersPlaceArgs(f.Place)...)
	case place == inSome:
		w.and(`+id IN (`+mattersOfPlace+`)`, mattersPlaceArgs(f.Place)...)
	}
	if f.Slot != "" {
		w.and(`slot = ?`, string(f.Slot))
	}
	w.during(``, f.From, f.To)
	if f.MinOrigins > 0 {
		w.and(`origins >= ?`, f.MinOrigins)
	}
	if len(f.Sides) > 0 {
		w.and(`sides & ? <> 0`, bits(sideBits, f.Sides))
	}
	if len(f.Kinds) > 0 {
		w.and(`kinds & ? <> 0`, bits(kindBits, f.Kinds))
	}
	if len(f.Stances) > 0 {
		w.and(`stances & ? <> 0`, bits(stanceBits, f.Stances))
	}
	if f.Words != "" {
		w.and(`instr(question_key, ?) > 0`, store.Key(f.Words))
	}
	if f.Actor != "" || f.Speaker != "" || len(f.Kinds) > 0 && len(f.Stances) > 0 {
		asked := store.ClaimFilter{Kinds: f.Kinds, Stances: f.Stances, Actor: f.Actor, Speaker: f.Speaker}
		c := claimWhere(asked, m)
		if m.narrows(asked) {
			w.and(`id IN (SELECT matter FROM matter_claims WHERE claim IN (SELECT seq FROM claims`+c.String()+`))`, c.args...)
		} else {
			w.answeredBy(c)
		}
	}
	return w, narrow, nil
}

// afterDescending takes a list up behind a position: column falls, ids rise.
func (w *where) afterDescending(column string, p store.Position) {
	if p != (store.Position{}) {
		w.and(column+` <= ? AND (`+column+` < ? OR id > ?)`, p.Sort, p.Sort, p.ID)
	}
}

// limit ends a query after n rows; 0 for none.
func (w *where) limit(n int) string {
	if n <= 0 {
		return ""
	}
	w.args = append(w.args, n)
	return ` LIMIT ?`
}

// fareKey names a source in the table of fares.
type fareKey struct {
	role store.SourceRole
	key  string
}

// faresIn are how the sources of a matter fared, by its head as its row has it.
func faresIn(head string) ([]store.Fare, error) {
	if head == "" {
		return nil, nil
	}
	var h store.Head
	err := unmarshal([]byte(head), &h)
	return h.Fares, err
}

// addFares adds how the sources of matters fared to sum, sign times.
func addFares(sum map[fareKey]store.FareCount, matters [][]store.Fare, sign int) {
	for _, fares := range matters {
		for _, f := range fares {
			k := fareKey{f.Role, store.Key(f.Name)}
			sum[k] = sum[k].Plus(f.FareCount, sign)
		}
	}
}

// putFares changes the sums by what a block's matters changed.
func (t *tx) putFares(by map[fareKey]store.FareCount) {
	for k, c := range by {
		add(&t.sums.fares, k, func(n store.FareCount) store.FareCount { return n.Plus(c, 1) })
	}
}

func (t *tx) writeFares(sum map[fareKey]store.FareCount) error {
	for _, k := range sortedKeys(sum, func(k fareKey) []string { return []string{string(k.role), k.key} }) {
		c := sum[k]
		if c == (store.FareCount{}) || k.key == "" {
			continue
		}
		err := t.exec(`
			INSERT INTO fares (role, key, matters, first, contradicted_others, contradicted_itself, superseded_others, superseded_itself)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET
			  matters = matters + excluded.matters,
			  first = first + excluded.first,
			  contradicted_others = contradicted_others + excluded.contradicted_others,
			  contradicted_itself = contradicted_itself + excluded.contradicted_itself,
			  superseded_others = superseded_others + excluded.superseded_others,
			  superseded_itself = superseded_itself + excluded.superseded_itself`,
			string(k.role), k.key, c.Matters, c.First, c.ContradictedOthers, c.ContradictedItself, c.SupersededOthers, c.SupersededItself)
		if err != nil {
			return fmt.Errorf("fares: %w", err)
		}
	}
	return nil
}

// Fared sums up how a source fared.
func (t *tx) Fared(role store.SourceRole, name string) (c store.FareCount, err error) {
	if err := t.summed(); err != nil {
		return c, err
	}
	err = t.one(`
		SELECT matters, first, contradicted_others, contradicted_itself, superseded_others, superseded_itself
		FROM fares
		WHERE role = ? AND key = ?`, []any{string(role), store.Key(name)},
		&c.Matters, &c.First, &c.ContradictedOthers, &c.ContradictedItself, &c.SupersededOthers, &c.SupersededItself)
	if errors.Is(err, stemma.ErrNotFound) {
		err = nil
	}
	return c, err
}
