package sqlite

import (
	"database/sql"
	"encoding/json"

	"stemma"
	"stemma/internal/store"
)

// One more report changes a few of the derived parts of a block. Only these rows are
// written: the others stay as they are, under the numbers that they have.

// derivedTable is the queries of a table of derived parts.
type derivedTable struct{ all, remove, insert string }

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
	}
)

// replaceDerived makes the derived parts of a block those of d.
func (t *tx) replaceDerived(block int64, d store.Derived, answers [][]int64) error {
	if err := t.replaceMatters(block, d.Matters, d.Heads); err != nil {
		return err
	}
	if err := t.replaceAnswers(block, d.Matters, answers); err != nil {
		return err
	}
	if err := replaceRows(t, disputesTable, block, d.Disputes, func(v stemma.Dispute) []any { return []any{v.Matter} }); err != nil {
		return err
	}
	if err := replaceRows(t, independencesTable, block, d.Independence, func(v stemma.Independence) []any { return []any{v.Matter} }); err != nil {
		return err
	}
	if err := replaceRows(t, talliesTable, block, d.Tallies, func(v stemma.Tally) []any { return []any{v.Matter} }); err != nil {
		return err
	}
	return replaceRows(t, holdingsTable, block, d.Holdings, func(v stemma.Holding) []any {
		return []any{store.Key(v.Place), store.Key(v.In), seconds(v.When.From), seconds(v.When.To)}
	})
}

// replaceRows makes the rows of a block those of list; columns are what a row has
// besides its number and its body.
func replaceRows[T any](t *tx, table derivedTable, block int64, list []T, columns func(T) []any) error {
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
	type fresh struct {
		body    string
		columns []any
	}
	var come []fresh
	for _, v := range list {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if have := there[string(b)]; len(have) > 0 {
			there[string(b)] = have[1:]
			continue
		}
		come = append(come, fresh{string(b), columns(v)})
	}
	for _, left := range there {
		for _, n := range left {
			if err := t.exec(table.remove, block, n); err != nil {
				return err
			}
		}
	}
	for _, f := range come {
		if err := t.exec(table.insert, append([]any{block, next, f.body}, f.columns...)...); err != nil {
			return err
		}
		next++
	}
	return nil
}

// replaceMatters makes the matters of a block, with their heads, those of matters, and
// changes how their sources fared.
func (t *tx) replaceMatters(block int64, matters []stemma.Matter, heads []store.Head) error {
	there := map[string][2]string{} // bodies and heads by id
	var before []store.Head
	for m, err := range rows(t, `SELECT id, body, head FROM matters WHERE block = ?`, []any{block}, func(r *sql.Rows) (m [3]string, err error) {
		return m, r.Scan(&m[0], &m[1], &m[2])
	}) {
		if err != nil {
			return err
		}
		there[m[0]] = [2]string{m[1], m[2]}
		if m[2] == "" {
			continue
		}
		var h store.Head
		if err := unmarshal([]byte(m[2]), &h); err != nil {
			return err
		}
		before = append(before, h)
	}
	for _, m := range matters {
		b, err := json.Marshal(m)
		if err != nil {
			return err
		}
		columns, head, err := headColumns(m, heads)
		if err != nil {
			return err
		}
		old, known := there[m.ID]
		delete(there, m.ID)
		if known && old == [2]string{string(b), head} {
			continue
		}
		if err := t.exec(`
			INSERT OR REPLACE INTO matters (block, id, slot, from_at, to_at, body, head, moved_at, weight, origins, kinds, stances, sides, question_key)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			append([]any{block, m.ID, string(m.Slot), seconds(m.When.From), seconds(m.When.To), string(b), head}, columns...)...); err != nil {
			return err
		}
	}
	for id := range there {
		if err := t.exec(`DELETE FROM matters WHERE block = ? AND id = ?`, block, id); err != nil {
			return err
		}
	}
	return t.putFares(before, heads)
}

// replaceAnswers makes the claims of a block's matters those of answers.
func (t *tx) replaceAnswers(block int64, matters []stemma.Matter, answers [][]int64) error {
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
	for i, m := range matters {
		for _, claim := range answers[i] {
			a := answer{m.ID, claim}
			if there[a] {
				delete(there, a)
				continue
			}
			if err := t.exec(`INSERT INTO matter_claims (block, matter, claim) VALUES (?, ?, ?)`, block, a.matter, a.claim); err != nil {
				return err
			}
		}
	}
	for a := range there {
		if err := t.exec(`DELETE FROM matter_claims WHERE block = ? AND matter = ? AND claim = ?`, block, a.matter, a.claim); err != nil {
			return err
		}
	}
	return nil
}
