package sqlite

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"

	"stemma"
	"stemma/internal/store"
)

// One more report changes a few of the derived parts of a block. Only these rows are
// written: the others stay as they are, under the numbers that they have.

// derivedTable is the queries of a table of derived parts.
type derivedTable struct{ all, remove, insert, next string }

var (
	disputesTable = derivedTable{
		all:    `SELECT n, body FROM disputes WHERE block = ?`,
		remove: `DELETE FROM disputes WHERE block = ? AND n = ?`,
		insert: `INSERT INTO disputes (block, n, body, matter) VALUES (?, ?, ?, ?)`,
	}
	independencesTable = derivedTable{
		all:    `SELECT n, body FROM independences WHERE block = ?`,
		remove: `DELETE FROM independences WHERE block = ? AND n = ?`,
		insert: `INSERT INTO independences (block, n, body, matter) VALUES (?, ?, ?, ?)`,
	}
	talliesTable = derivedTable{
		all:    `SELECT n, body FROM tallies WHERE block = ?`,
		remove: `DELETE FROM tallies WHERE block = ? AND n = ?`,
		insert: `INSERT INTO tallies (block, n, body, matter) VALUES (?, ?, ?, ?)`,
	}
	holdingsTable = derivedTable{
		all:    `SELECT n, body FROM holdings WHERE block = ?`,
		remove: `DELETE FROM holdings WHERE block = ? AND n = ?`,
		insert: `INSERT INTO holdings (block, n, body, place_key, in_key, from_at, to_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		next:   `SELECT coalesce(max(n) + 1, 0) FROM holdings WHERE block = ?`,
	}
)

// part is a derived part as its row has it: its body, and the columns besides.
type part struct {
	body    string
	columns []any
}

// matterPart is a matter as its row has it.
type matterPart struct {
	id, head string
	part
	fares   []store.Fare
	answers []int64 // answers are the rows of its claims.
}

// parts are the derived parts of a block as their rows have them.
type parts struct {
	matters                                    []matterPart
	disputes, independences, tallies, holdings []part
}

// partsOf makes rows of what was derived; answers are the rows of each matter's claims.
func partsOf(d store.Derived, answers [][]int64) (p parts, err error) {
	for i, m := range d.Matters {
		row := matterPart{id: m.ID, answers: answers[i]}
		if row.body, err = bodyOf(m); err != nil {
			return p, err
		}
		if row.columns, row.head, row.fares, err = headColumns(m, d.Heads); err != nil {
			return p, err
		}
		row.columns = append([]any{string(m.Slot), seconds(m.When.From), seconds(m.When.To), row.body, row.head}, row.columns...)
		p.matters = append(p.matters, row)
	}
	if p.disputes, err = partsIn(d.Disputes, func(v stemma.Dispute) []any { return []any{v.Matter} }); err != nil {
		return p, err
	}
	if p.independences, err = partsIn(d.Independence, func(v stemma.Independence) []any { return []any{v.Matter} }); err != nil {
		return p, err
	}
	if p.tallies, err = partsIn(d.Tallies, func(v stemma.Tally) []any { return []any{v.Matter} }); err != nil {
		return p, err
	}
	p.holdings, err = partsIn(d.Holdings, func(v stemma.Holding) []any {
		return []any{store.Key(v.Place), store.Key(v.In), seconds(v.When.From), seconds(v.When.To)}
	})
	return p, err
}

func bodyOf(v any) (string, error) {
	b, err := marshal(v)
	return string(b), err
}

func partsIn[T any](list []T, columns func(T) []any) ([]part, error) {
	out := make([]part, len(list))
	for i, v := range list {
		body, err := bodyOf(v)
		if err != nil {
			return nil, err
		}
		out[i] = part{body, columns(v)}
	}
	return out, nil
}

// digest tells whether parts are the same; it is empty for nothing at all.
func (p parts) digest() []byte {
	if len(p.matters)+len(p.disputes)+len(p.independences)+len(p.tallies)+len(p.holdings) == 0 {
		return []byte{}
	}
	h := sha256.New()
	for _, m := range p.matters {
		fmt.Fprintf(h, "%d %d %d\n%s\n%s\n", len(m.body), len(m.head), len(m.answers), m.body, m.head)
		for _, claim := range m.answers {
			h.Write(binary.BigEndian.AppendUint64(nil, uint64(claim)))
		}
	}
	for _, list := range [][]part{p.disputes, p.independences, p.tallies, p.holdings} {
		fmt.Fprintf(h, "%d\n", len(list))
		for _, v := range list {
			fmt.Fprintf(h, "%d\n%s\n", len(v.body), v.body)
		}
	}
	return h.Sum(nil)[:16]
}

// replaceDerived makes the derived parts of a block those of p.
func (t *tx) replaceDerived(block int64, p parts) error {
	if err := t.replaceMatters(block, p.matters); err != nil {
		return err
	}
	if err := t.replaceAnswers(block, p.matters); err != nil {
		return err
	}
	if err := t.replaceRows(disputesTable, block, p.disputes); err != nil {
		return err
	}
	if err := t.replaceRows(independencesTable, block, p.independences); err != nil {
		return err
	}
	if err := t.replaceRows(talliesTable, block, p.tallies); err != nil {
		return err
	}
	return t.replaceRows(holdingsTable, block, p.holdings)
}

// replaceRows makes the rows of a block those of list.
func (t *tx) replaceRows(table derivedTable, block int64, list []part) error {
	type row struct {
		n    int64
		body string
	}
	there := map[string][]int64{} // numbers of the rows by their bodies
	next := int64(0)
	for r, err := range rows(t, table.all, []any{block}, func(r *sql.Rows) (w row, err error) { return w, r.Scan(&w.n, &w.body) }) {
		if err != nil {
			return err
		}
		there[r.body] = append(there[r.body], r.n)
		next = max(next, r.n+1)
	}
	var come []part
	for _, v := range list {
		if have := there[v.body]; len(have) > 0 {
			there[v.body] = have[1:]
			continue
		}
		come = append(come, v)
	}
	for _, left := range there {
		for _, n := range left {
			if err := t.exec(table.remove, block, n); err != nil {
				return err
			}
		}
	}
	for _, v := range come {
		if err := t.exec(table.insert, append([]any{block, next, v.body}, v.columns...)...); err != nil {
			return err
		}
		next++
	}
	return nil
}

// replaceMatters makes the matters of a block, with their heads, those of list, and
// changes how their sources fared.
func (t *tx) replaceMatters(block int64, list []matterPart) error {
	there := map[string][2]string{} // bodies and heads by id
	for m, err := range rows(t, `SELECT id, body, head FROM matters WHERE block = ?`, []any{block}, func(r *sql.Rows) (m [3]string, err error) {
		return m, r.Scan(&m[0], &m[1], &m[2])
	}) {
		if err != nil {
			return err
		}
		there[m[0]] = [2]string{m[1], m[2]}
	}
	var gone, come [][]store.Fare // what is the same before and after changes nothing
	for _, m := range list {
		old, known := there[m.id]
		delete(there, m.id)
		if known && old == [2]string{m.body, m.head} {
			continue
		}
		before, err := faresIn(old[1])
		if err != nil {
			return err
		}
		gone, come = append(gone, before), append(come, m.fares)
		if err := t.exec(`
			INSERT OR REPLACE INTO matters (block, id, slot, from_at, to_at, body, head, moved_at, weight, origins, kinds, stances, sides, question_key)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, append([]any{block, m.id}, m.columns...)...); err != nil {
			return err
		}
	}
	for id, old := range there {
		before, err := faresIn(old[1])
		if err != nil {
			return err
		}
		gone = append(gone, before)
		if err := t.exec(`DELETE FROM matters WHERE block = ? AND id = ?`, block, id); err != nil {
			return err
		}
	}
	if len(gone)+len(come) == 0 {
		return nil
	}
	changed := map[fareKey]store.FareCount{}
	addFares(changed, gone, -1)
	addFares(changed, come, 1)
	t.putFares(changed)
	return t.changeFares(block, changed)
}

// replaceAnswers makes the claims of a block's matters those of list.
func (t *tx) replaceAnswers(block int64, list []matterPart) error {
	type answer struct {
		matter string
		claim  int64
	}
	there := map[answer]bool{}
	for a, err := range rows(t, `SELECT matter, claim FROM matter_claims WHERE block = ?`, []any{block}, func(r *sql.Rows) (a answer, err error) {
		return a, r.Scan(&a.matter, &a.claim)
	}) {
		if err != nil {
			return err
		}
		there[a] = true
	}
	for _, m := range list {
		var come []int64
		for _, claim := range m.answers {
			a := answer{m.id, claim}
			if there[a] {
				delete(there, a)
				continue
			}
			if err := t.exec(`INSERT INTO matter_claims (block, matter, claim) VALUES (?, ?, ?)`, block, a.matter, a.claim); err != nil {
				return err
			}
			come = append(come, claim)
		}
		if err := t.addPlaces(block, m.id, come); err != nil {
			return err
		}
	}
	lost := map[string]bool{} // matters that lost a claim
	for a := range there {
		if err := t.exec(`DELETE FROM matter_claims WHERE block = ? AND matter = ? AND claim = ?`, block, a.matter, a.claim); err != nil {
			return err
		}
		lost[a.matter] = true
	}
	for matter := range lost {
		if err := t.dropPlaces(block, matter); err != nil {
			return err
		}
	}
	return nil
}
