package sqlite

import (
	"cmp"
	"database/sql"
	"fmt"
	"iter"
	"maps"
	"slices"

	"stemma"
	"stemma/internal/store"
)

// pairBody is a pair without what its row and its reports' texts tell.
type pairBody struct {
	Reuse   []reuseBody  `json:"r,omitempty"`
	Descent *descentBody `json:"d,omitempty"`
}

type reuseBody struct {
	A, B     stemma.Span
	Relation stemma.ReuseRelation
	Reasons  []stemma.Reason `json:",omitempty"`
}

// descentBody is a descent; Turned says that its A is the pair's B.
type descentBody struct {
	Turned   bool `json:",omitempty"`
	Relation stemma.DescentRelation
	Shared   float64
	Reasons  []stemma.Reason `json:",omitempty"`
}

// PutPair replaces what two reports share.
func (t *tx) PutPair(p store.Pair) error {
	if err := t.putPair(p); err != nil {
		return fmt.Errorf("pair %s, %s: %w", p.A, p.B, err)
	}
	return nil
}

func (t *tx) putPair(p store.Pair) error {
	a, err := t.seq(p.A)
	if err != nil {
		return err
	}
	b, err := t.seq(p.B)
	if err != nil {
		return err
	}
	there := len(p.Reuse) > 0 || p.Descent != nil
	t.repair(pairNumber{a, b}, there)
	if !there {
		delete(t.pairs, pairNumber{a, b})
		return t.exec(`DELETE FROM pairs WHERE a = ? AND b = ?`, a, b)
	}
	var body pairBody
	for _, r := range p.Reuse {
		body.Reuse = append(body.Reuse, reuseBody{A: r.A.Span, B: r.B.Span, Relation: r.Relation, Reasons: uncited(r.Reasons)})
	}
	descends := 0
	if d := p.Descent; d != nil {
		descends = 1
		body.Descent = &descentBody{Turned: d.A != p.A, Relation: d.Relation, Shared: d.Shared, Reasons: d.Reasons}
	}
	packed, err := t.packPair(body)
	if err != nil {
		return err
	}
	if t.pairs == nil {
		t.pairs = pendingPairs{}
	}
	if len(t.pairs) >= pairsHeld {
		if err := t.writePairs(); err != nil {
			return err
		}
		t.pairs = pendingPairs{}
	}
	t.pairs[pairNumber{a, b}] = pendingPair{len(p.Reuse), descends, packed}
	_, err = t.keepLink(pairNumber{a, b}, body)
	return err
}

// pendingPairs are pairs that an update has put and not yet written: one after another is
// found among those who came before any is asked for.
type pendingPairs map[pairNumber]pendingPair

type pendingPair struct {
	reuses, descends int
	body             []byte // body is packed.
}

// pairsAtOnce is how many pairs one statement writes, and pairsHeld how many of some
// hundred bytes are held before they are written.
const (
	pairsAtOnce = 32
	pairsHeld   = 16_384
)

// writePairs writes the pairs that are not written yet.
func (t *tx) writePairs() error {
	if len(t.pairs) == 0 {
		return nil
	}
	list := slices.SortedFunc(maps.Keys(t.pairs), func(x, y pairNumber) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	args := make([]any, 0, 5*len(list))
	for _, n := range list {
		p := t.pairs[n]
		args = append(args, n.a, n.b, p.reuses, p.descends, p.body)
	}
	t.pairs = nil
	err := t.writeMany(`INSERT INTO pairs (a, b, reuses, descends, body) VALUES `, `(?, ?, ?, ?, ?)`,
		` ON CONFLICT DO UPDATE SET reuses = excluded.reuses, descends = excluded.descends, body = excluded.body`, 5, pairsAtOnce, args)
	if err != nil {
		return fmt.Errorf("pairs: %w", err)
	}
	return nil
}

// uncited is reasons without cites: those of a reuse are its two sentences, and
// repeating them would take more room than all the rest.
func uncited(reasons []stemma.Reason) []stemma.Reason {
	var list []stemma.Reason
	for _, r := range reasons {
		r.Cites = nil
		list = append(list, r)
	}
	return list
}

// cite gives the reasons of a reuse its two sentences as cites.
func cite(r *stemma.Reuse) {
	r.Reasons = slices.Clone(r.Reasons)
	for i := range r.Reasons {
		r.Reasons[i].Cites = []stemma.Cite{
			{Report: r.A.Report, Span: r.A.Span, Words: r.A.Words},
			{Report: r.B.Report, Span: r.B.Span, Words: r.B.Words},
		}
	}
}

// pairRow is a pair as its row has it.
type pairRow struct {
	a, b     int64
	aID, bID stemma.ReportID
	body     []byte
}

const pairColumns = `
	SELECT pairs.a, pairs.b, a.id, b.id, pairs.body
	FROM pairs
	JOIN reports AS a ON a.seq = pairs.a
	JOIN reports AS b ON b.seq = pairs.b`

func scanPair(r *sql.Rows) (p pairRow, err error) {
	var a, b string
	err = r.Scan(&p.a, &p.b, &a, &b, &p.body)
	p.aID, p.bID = stemma.ReportID(a), stemma.ReportID(b)
	return p, err
}

// pairOf decodes a row; the words of its sentences are left out.
func (t *tx) pairOf(p pairRow) (store.Pair, error) {
	body, err := t.unpackPair(p.body, withReasons)
	if err != nil {
		return store.Pair{}, fmt.Errorf("pair %s, %s: %w", p.aID, p.bID, err)
	}
	return body.pair(p.aID, p.bID), nil
}

// pair is the pair of a and b whose body it is, without the words of its sentences.
func (body pairBody) pair(a, b stemma.ReportID) store.Pair {
	pair := store.Pair{A: a, B: b}
	for _, r := range body.Reuse {
		pair.Reuse = append(pair.Reuse, stemma.Reuse{
			A:        stemma.SentenceRef{Report: a, Span: r.A},
			B:        stemma.SentenceRef{Report: b, Span: r.B},
			Relation: r.Relation,
			Reasons:  r.Reasons,
		})
	}
	if d := body.Descent; d != nil {
		pair.Descent = &stemma.Descent{A: a, B: b, Relation: d.Relation, Shared: d.Shared, Reasons: d.Reasons}
		if d.Turned {
			pair.Descent.A, pair.Descent.B = b, a
		}
	}
	return pair
}

// partners are the pairs of a report by number, without their bodies.
func (t *tx) partners(report int64) ([]pairNumber, error) {
	if err := t.writePairs(); err != nil {
		return nil, err
	}
	return all(rows(t, `
		SELECT a, b FROM pairs WHERE a = ?1
		UNION ALL
		SELECT a, b FROM pairs WHERE b = ?1 AND a <> b`, []any{report},
		scanPairNumber))
}

// Kin are the others with whom a report shares a pair.
func (t *tx) Kin(id stemma.ReportID) ([]stemma.ReportID, error) {
	report, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	found, err := t.partners(report)
	if err != nil {
		return nil, err
	}
	var list []stemma.ReportID
	for _, p := range found {
		if p.a == p.b {
			continue
		}
		other, err := t.latest(p.a + p.b - report)
		if err != nil {
			return nil, err
		}
		list = append(list, other)
	}
	slices.Sort(list)
	return list, nil
}

// Between are the pairs among some reports.
func (t *tx) Between(reports []stemma.ReportID, wanted func(stemma.ReportID, stemma.Span) bool) ([]store.Pair, error) {
	names := make(map[int64]stemma.ReportID, len(reports))
	for _, id := range reports {
		seq, err := t.seq(id)
		if err != nil {
			return nil, err
		}
		names[seq] = id
	}
	var found []pairNumber
	with, err := t.pairedBehind(slices.Sorted(maps.Keys(names)))
	if err != nil {
		return nil, err
	}
	for a, list := range with {
		for _, b := range list {
			if names[b] != "" {
				found = append(found, pairNumber{a, b})
			}
		}
	}
	if err := t.readLinks(found); err != nil {
		return nil, err
	}
	list := make([]store.Pair, len(found))
	for i, n := range found {
		l, err := t.link(n)
		if err != nil {
			return nil, fmt.Errorf("pair %s, %s: %w", names[n.a], names[n.b], err)
		}
		list[i] = l.pair(names[n.a], names[n.b], wanted)
	}
	slices.SortFunc(list, func(p, q store.Pair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	return list, nil
}

// pairedBehind are, for some reports, those that stand behind them in pairs; what it
// gives is shared.
func (t *tx) pairedBehind(reports []int64) (map[int64][]int64, error) {
	with := make(map[int64][]int64, len(reports))
	var missing []int64
	for _, a := range reports {
		list, ok := t.cache.paired.get(a)
		if ok && t.updates() {
			with[a] = list
		} else {
			missing = append(missing, a)
		}
	}
	if len(missing) == 0 {
		return with, nil
	}
	if err := t.writePairs(); err != nil {
		return nil, err
	}
	for n, err := range rows(t, `SELECT a, b FROM json_each(?1) AS one JOIN pairs ON pairs.a = one.value`, []any{listed(missing)}, scanPairNumber) {
		if err != nil {
			return nil, err
		}
		with[n.a] = append(with[n.a], n.b)
	}
	if t.updates() {
		for _, a := range missing {
			t.cache.paired.set(a, with[a])
		}
	}
	return with, nil
}

// repair keeps the pairs at hand what the table says, after one was put.
func (t *tx) repair(n pairNumber, there bool) {
	list, ok := t.cache.paired.get(n.a)
	if !ok {
		return
	}
	at := slices.Index(list, n.b)
	switch {
	case there && at < 0:
		t.cache.paired.set(n.a, append(slices.Clip(list), n.b))
	case !there && at >= 0:
		t.cache.paired.set(n.a, slices.Delete(slices.Clone(list), at, at+1))
	}
}

func scanPairNumber(r *sql.Rows) (p pairNumber, err error) { return p, r.Scan(&p.a, &p.b) }

func pairWhere(f store.PairFilter, only string) (w where) {
	w.and(only)
	if f.Report != "" {
		w.and(`(pairs.a = (SELECT seq FROM reports WHERE id = ? AND latest = 1) OR pairs.b = (SELECT seq FROM reports WHERE id = ? AND latest = 1))`,
			string(f.Report), string(f.Report))
	}
	if len(f.Among) > 0 {
		ids, err := marshal(f.Among)
		if err != nil {
			panic(err) // Strings always can.
		}
		const among = ` IN (SELECT seq FROM reports WHERE latest = 1 AND id IN (SELECT value FROM json_each(?)))`
		w.and(`pairs.a`+among+` AND +pairs.b`+among, string(ids), string(ids)) // b is tested: looked up, it would be with every a
	}
	return w
}

// Reuses are pairs of sentences from one original.
func (t *tx) Reuses(f store.PairFilter) iter.Seq2[stemma.Reuse, error] {
	w := pairWhere(f, `pairs.reuses > 0`)
	return func(yield func(stemma.Reuse, error) bool) {
		if err := t.writePairs(); err != nil {
			yield(stemma.Reuse{}, err)
			return
		}
		for row, err := range rows(t, pairColumns+w.String()+` ORDER BY a.id, b.id`, w.args, scanPair) {
			if err != nil {
				yield(stemma.Reuse{}, err)
				return
			}
			reuses, err := t.worded(row)
			if err != nil {
				yield(stemma.Reuse{}, err)
				return
			}
			for _, r := range reuses {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// worded is the reuse of a pair with the words of its sentences.
func (t *tx) worded(row pairRow) ([]stemma.Reuse, error) {
	p, err := t.pairOf(row)
	if err != nil {
		return nil, err
	}
	a, err := t.text(row.a)
	if err != nil {
		return nil, err
	}
	b, err := t.text(row.b)
	if err != nil {
		return nil, err
	}
	for i := range p.Reuse {
		r := &p.Reuse[i]
		r.A.Words, r.B.Words = r.A.Span.Of(a), r.B.Span.Of(b)
		cite(r)
	}
	slices.SortStableFunc(p.Reuse, func(r, s stemma.Reuse) int {
		return cmp.Or(cmp.Compare(r.A.Span.Start, s.A.Span.Start), cmp.Compare(r.B.Span.Start, s.B.Span.Start))
	})
	return p.Reuse, nil
}

// Descents are pairs of reports of one text, by the ids of the pair.
func (t *tx) Descents(f store.PairFilter) iter.Seq2[stemma.Descent, error] {
	if err := t.writePairs(); err != nil {
		return failing[stemma.Descent](err)
	}
	w := pairWhere(f, `pairs.descends = 1`)
	return rows(t, pairColumns+w.String()+` ORDER BY a.id, b.id`, w.args, func(r *sql.Rows) (stemma.Descent, error) {
		row, err := scanPair(r)
		if err != nil {
			return stemma.Descent{}, err
		}
		p, err := t.pairOf(row)
		if err != nil {
			return stemma.Descent{}, err
		}
		return *p.Descent, nil
	})
}
