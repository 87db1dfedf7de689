package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"stemma"
	"stemma/internal/store"
)

// body is what of a report is only needed when it is shown whole.
type body struct {
	Blocks    []stemma.Block `json:"blocks,omitempty"`
	Sentences []stemma.Span  `json:"sentences,omitempty"`
}

// seq is the number of a report's latest version.
func (t *tx) seq(id stemma.ReportID) (int64, error) {
	if seq, ok := t.seqs[id]; ok {
		return seq, nil
	}
	var seq int64
	if err := t.one(`SELECT seq FROM reports WHERE id = ? AND latest = 1`, []any{string(id)}, &seq); err != nil {
		return 0, fmt.Errorf("report %s: %w", id, err)
	}
	t.noteSeq(id, seq)
	return seq, nil
}

// noteSeq remembers the number of a report's latest version while a view or an update
// lasts.
func (t *tx) noteSeq(id stemma.ReportID, seq int64) {
	if t.seqs == nil {
		t.seqs = map[stemma.ReportID]int64{}
	}
	t.seqs[id] = seq
}

// head is a report without its text and blocks.
func (t *tx) head(seq int64) (stemma.Report, error) {
	if r, ok := t.cache.heads.get(seq); ok {
		return r, nil
	}
	var head string
	if err := t.one(`SELECT head FROM reports WHERE seq = ?`, []any{seq}, &head); err != nil {
		return stemma.Report{}, err
	}
	var r stemma.Report
	if err := unmarshal([]byte(head), &r); err != nil {
		return stemma.Report{}, err
	}
	t.cache.heads.set(seq, r)
	return r, nil
}

// id is the id of a report's version.
func (t *tx) id(seq int64) (stemma.ReportID, error) {
	if id, ok := t.cache.ids.get(seq); ok {
		return id, nil
	}
	var id string
	if err := t.one(`SELECT id FROM reports WHERE seq = ?`, []any{seq}, &id); err != nil {
		return "", err
	}
	t.cache.ids.set(seq, stemma.ReportID(id))
	return stemma.ReportID(id), nil
}

// readIDs brings the ids of some reports to hand that are not, all with one statement.
func (t *tx) readIDs(seqs []int64) error {
	var missing []int64
	for _, seq := range seqs {
		if _, ok := t.cache.ids.get(seq); !ok {
			missing = append(missing, seq)
		}
	}
	if len(missing) < 2 {
		return nil
	}
	for x, err := range rows(t, `SELECT reports.seq, reports.id FROM json_each(?) AS wanted CROSS JOIN reports ON reports.seq = wanted.value`,
		[]any{listed(missing)}, func(r *sql.Rows) (x numbered, err error) { return x, r.Scan(&x.seq, &x.id) }) {
		if err != nil {
			return err
		}
		t.cache.ids.set(x.seq, stemma.ReportID(x.id))
	}
	return nil
}

// numbered is a report with its number.
type numbered struct {
	seq int64
	id  string
}

func (t *tx) text(seq int64) (string, error) {
	if text, ok := t.cache.texts.get(seq); ok {
		return text, nil
	}
	var id string
	var packed []byte
	if err := t.one(`SELECT id, text FROM reports WHERE seq = ?`, []any{seq}, &id, &packed); err != nil {
		return "", err
	}
	b, err := t.unpackText(id, packed)
	if err != nil {
		return "", err
	}
	text := string(b)
	if len(text) <= longestKept {
		t.cache.texts.set(seq, text)
	}
	return text, nil
}

func (t *tx) body(seq int64) (body, error) {
	var packed []byte
	if err := t.one(`SELECT body FROM reports WHERE seq = ?`, []any{seq}, &packed); err != nil {
		return body{}, err
	}
	var b body
	return b, unpackJSON(packed, &b)
}

// whole is a report with its text and blocks.
func (t *tx) whole(seq int64) (stemma.Report, error) {
	r, err := t.head(seq)
	if err != nil {
		return r, err
	}
	if r.Text, err = t.text(seq); err != nil {
		return r, err
	}
	b, err := t.body(seq)
	r.Blocks = b.Blocks
	return r, err
}

// Report is the latest version of a report.
func (t *tx) Report(id stemma.ReportID) (stemma.Report, error) {
	seq, err := t.seq(id)
	if err != nil {
		return stemma.Report{}, err
	}
	return t.whole(seq)
}

// Paper is the latest version of a report without its blocks.
func (t *tx) Paper(id stemma.ReportID) (stemma.Report, error) {
	seq, err := t.seq(id)
	if err != nil {
		return stemma.Report{}, err
	}
	r, err := t.head(seq)
	if err == nil {
		r.Text, err = t.text(seq)
	}
	return r, err
}

// Heading is the latest version of a report without its text and blocks.
func (t *tx) Heading(id stemma.ReportID) (stemma.Report, error) {
	seq, err := t.seq(id)
	if err != nil {
		return stemma.Report{}, err
	}
	return t.head(seq)
}

// Reports are the latest versions, by id.
func (t *tx) Reports(f store.ReportFilter) iter.Seq2[stemma.Report, error] {
	query, args, err := t.reportQuery(f)
	if err != nil {
		return failing[stemma.Report](err)
	}
	return rows(t, query, args, func(r *sql.Rows) (stemma.Report, error) {
		seq, err := number(r)
		if err != nil {
			return stemma.Report{}, err
		}
		if f.Whole {
			return t.whole(seq)
		}
		return t.head(seq)
	})
}

// reportQuery gives the numbers of the reports that f chooses, in its order.
func (t *tx) reportQuery(f store.ReportFilter) (query string, args []any, err error) {
	w := reportWhere(f)
	if f.Newest && f.Limit > 0 {
		if query, args, ok, err := t.newestReports(f, w); ok || err != nil {
			return query, args, err
		}
	}
	if err := t.having(&w, f); err != nil {
		return "", nil, err
	}
	order := ` ORDER BY reports.id`
	switch {
	case f.Newest:
		order = ` ORDER BY reports.published_at DESC, reports.id`
	case f.After.ID != "":
		w.and(`reports.id > ?`, f.After.ID)
	}
	return `SELECT reports.seq FROM reports` + w.String() + order + w.limit(f.Limit), w.args, nil
}

// reportWhere keeps the reports that f chooses by themselves.
func reportWhere(f store.ReportFilter) (w where) {
	w.and(`reports.latest = 1`)
	if f.Outlet != "" {
		w.and(`reports.outlet_key = ?`, store.Key(f.Outlet))
	}
	if f.Agency != "" {
		w.and(`reports.seq IN (SELECT report FROM report_agencies WHERE agency_key = ?)`, store.Key(f.Agency))
	}
	if !f.From.IsZero() {
		w.and(`reports.published_at >= ?`, seconds(f.From))
	}
	if !f.To.IsZero() {
		w.and(`reports.published_at < ?`, seconds(f.To))
	}
	if f.Prefix != "" {
		w.and(`reports.id >= ? AND reports.id < ?`, f.Prefix, afterPrefix(f.Prefix))
	}
	w.knownBy(`reports.seq`, f.KnownBy)
	if f.Newest {
		w.afterDate(f.After)
	}
	return w
}

// having keeps the reports that have words and a claim as f asks for them.
func (t *tx) having(w *where, f store.ReportFilter) error {
	about := f.About
	about.Report, about.Words = "", strings.Join(f.Words, " ")
	m := much{kinds: true, stances: true, time: true}
	if f.Limit > 0 {
		var err error
		if m, err = t.muchOf(about, shareMuch); err != nil {
			return err
		}
	}
	if len(f.Words) > 0 {
		w.and(tested(m.words, `reports.seq`)+` IN (`+reportsOfWords+`)`, matched(f.Words))
	}
	about.Words = f.About.Words
	claim := claimWhere(about, m)
	switch {
	case len(claim.terms) == 0:
	case f.Limit > 0 && !m.narrows(about):
		claim.and(`claims.report = reports.seq`)
		w.and(`(SELECT 1 FROM claims`+claim.String()+` LIMIT 1)`, claim.args...) // not EXISTS, which may be joined the other way round
	default:
		w.and(`reports.seq IN (SELECT report FROM claims`+claim.String()+`)`, claim.args...)
	}
	return nil
}

// afterDate takes a list of reports up behind a position: the youngest come first, those
// without a date last.
func (w *where) afterDate(p store.Position) {
	switch {
	case p == (store.Position{}):
	case p.Sort == store.Undated:
		w.and(`(+reports.published_at IS NULL AND reports.id > ?)`, p.ID)
	default:
		w.and(`(+reports.published_at < ? OR +reports.published_at = ? AND reports.id > ? OR +reports.published_at IS NULL)`, p.Sort, p.Sort, p.ID)
	}
}

// afterPrefix is after every string that begins with prefix, in the order of bytes.
func afterPrefix(prefix string) string { return prefix + "\U0010FFFF" }

// Versions are all versions of a report, the first one first.
func (t *tx) Versions(id stemma.ReportID) ([]stemma.Report, error) {
	seqs, err := all(rows(t, `SELECT seq FROM reports WHERE id = ? ORDER BY version`, []any{string(id)}, number))
	if err != nil {
		return nil, err
	}
	if len(seqs) == 0 {
		return nil, fmt.Errorf("report %s: %w", id, stemma.ErrNotFound)
	}
	var list []stemma.Report
	for _, seq := range seqs {
		r, err := t.whole(seq)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// Sentences are the sentences of a report's latest version.
func (t *tx) Sentences(id stemma.ReportID) ([]stemma.Span, error) {
	seq, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	b, err := t.body(seq)
	return b.Sentences, err
}

// Entry is the latest version of a report with what was read from it.
func (t *tx) Entry(id stemma.ReportID) (store.Entry, error) {
	seq, err := t.seq(id)
	if err != nil {
		return store.Entry{}, err
	}
	var e store.Entry
	if e.Report, err = t.whole(seq); err != nil {
		return e, err
	}
	b, err := t.body(seq)
	if err != nil {
		return e, err
	}
	e.Sentences = b.Sentences
	if err := t.one(`SELECT readers, facts FROM reports WHERE seq = ?`, []any{seq}, &e.Readers, &e.Facts); err != nil {
		return e, err
	}
	e.Claims, err = all(t.Claims(store.ClaimFilter{Report: id}))
	return e, err
}

// Facts are what was kept with a report to tell its story.
func (t *tx) Facts(id stemma.ReportID) ([]byte, error) {
	seq, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	return t.factsOf(seq)
}

// factsOf is Facts by number.
func (t *tx) factsOf(seq int64) ([]byte, error) {
	if facts, ok := t.cache.facts.get(seq); ok {
		return facts, nil
	}
	var facts []byte
	if err := t.one(`SELECT facts FROM reports WHERE seq = ?`, []any{seq}, &facts); err != nil {
		return nil, err
	}
	t.cache.facts.set(seq, facts)
	return facts, nil
}

// Keep stores e as the latest version of its report.
func (t *tx) Keep(e store.Entry) error {
	if err := t.keep(e); err != nil {
		return fmt.Errorf("keep %s: %w", e.Report.ID, err)
	}
	return nil
}

func (t *tx) keep(e store.Entry) error {
	if err := t.retire(e.Report.ID, e.Report.Version); err != nil {
		return err
	}
	seq, err := t.insertReport(e, latest)
	if err != nil {
		return err
	}
	t.noteSeq(e.Report.ID, seq)
	for n := range shelves { // a new number has no keys, links, pairs or story
		t.cache.keys[n].set(seq, nil)
	}
	t.cache.ties.set(seq, nil)
	t.cache.paired.set(seq, nil)
	t.cache.homes.set(seq, home{})
	agencies := map[string]string{}
	for _, c := range e.Report.Agencies {
		agencies[store.Key(c.Agency)] = c.Agency
	}
	for _, key := range slices.Sorted(maps.Keys(agencies)) {
		if err := t.exec(`INSERT INTO report_agencies (agency_key, report, agency) VALUES (?, ?, ?)`, key, seq, agencies[key]); err != nil {
			return err
		}
	}
	for _, c := range e.Claims {
		if err := t.insertClaim(seq, c, e.Report); err != nil {
			return err
		}
	}
	t.sums.count(namingOf(e), came)
	return t.indexWords(seq, e.Report)
}

// retire takes the version that counted out of all indexes; it is deleted when it
// is the given one.
func (t *tx) retire(id stemma.ReportID, version int) error {
	seq, err := t.seq(id)
	if errors.Is(err, stemma.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := t.withdraw(id, seq); err != nil {
		return err
	}
	if err := t.leaveStory(id); err != nil {
		return err
	}
	if err := t.countNaming(seq, went); err != nil {
		return err
	}
	if err := errors.Join(t.untie(seq), t.writeTies(), t.writePairs()); err != nil {
		return err
	}
	for _, query := range []string{
		`DELETE FROM words WHERE rowid = ?`,
		`DELETE FROM claims WHERE report = ?`,
		`DELETE FROM report_agencies WHERE report = ?`,
		`DELETE FROM pairs WHERE a = ?1 OR b = ?1`,
		`UPDATE reports SET latest = 0 WHERE seq = ?`,
	} {
		if err := t.exec(query, seq); err != nil {
			return err
		}
	}
	delete(t.seqs, id)
	delete(t.current, seq)
	clear(t.claims)
	t.cache.paired.clear()
	return t.exec(`DELETE FROM reports WHERE id = ? AND version = ?`, string(id), version)
}

// withdraw takes a report's keys and its claims' places in blocks away.
func (t *tx) withdraw(id stemma.ReportID, seq int64) error {
	for _, shelf := range []store.Shelf{store.Prints, store.StoryKeys, store.Twins} {
		if err := t.SetKeys(shelf, id, nil); err != nil {
			return err
		}
	}
	for _, on := range shelves {
		delete(t.keyed, keyedOn{seq, on.n})
	}
	if err := t.exec(`DELETE FROM report_keys WHERE report = ?`, seq); err != nil {
		return err
	}
	return t.SetBlocks(id, nil)
}

// KeepOld stores a version that does not count.
func (t *tx) KeepOld(r stemma.Report) error {
	_, err := t.insertReport(store.Entry{Report: r}, old)
	if err != nil {
		return fmt.Errorf("keep old %s: %w", r.ID, err)
	}
	return nil
}

// Which version of a report counts, as the column latest has it.
const (
	old    = 0
	latest = 1
)

func (t *tx) insertReport(e store.Entry, counts int) (int64, error) {
	r := e.Report
	text, err := t.packText(r)
	if err != nil {
		return 0, err
	}
	packed, err := packJSON(body{Blocks: r.Blocks, Sentences: e.Sentences})
	if err != nil {
		return 0, err
	}
	r.Text, r.Blocks = "", nil
	head, err := marshal(r)
	if err != nil {
		return 0, err
	}
	facts := e.Facts
	if facts == nil {
		facts = []byte{}
	}
	seq, err := t.insert(`
		INSERT INTO reports (
		  id,
		  version,
		  latest,
		  rank,
		  outlet,
		  outlet_key,
		  published_at,
		  claim_count,
		  readers,
		  head,
		  body,
		  text,
		  facts
		) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(r.ID), r.Version, counts, rank(r.ID), r.Outlet, store.Key(r.Outlet), seconds(r.Published.When.From),
		len(e.Claims), e.Readers, string(head), packed, text, facts)
	if err != nil {
		return 0, err
	}
	t.cache.facts.set(seq, facts)
	return seq, t.exec(`INSERT INTO known (report, at, ahead) VALUES (?, ?, ?)`, seq, micros(r.KnownSince()), ahead(r))
}

// rank is 40 bits of a digest of id.
func rank(id stemma.ReportID) int64 { return int64(xxhash.Sum64String(string(id)) >> 24) }

// wordsDigest is the same for sentences of the same words.
func wordsDigest(line string) int64 {
	return int64(xxhash.Sum64String(strings.Join(strings.Fields(line), " ")))
}

// undated stands for the publication date of a report without one, in columns
// that sort by it: such reports come last.
const undated = math.MaxInt64

// Drop removes all versions of a report.
func (t *tx) Drop(id stemma.ReportID) error {
	if err := t.retire(id, -1); err != nil {
		return fmt.Errorf("drop %s: %w", id, err)
	}
	if err := t.exec(`DELETE FROM reports WHERE id = ?`, string(id)); err != nil {
		return fmt.Errorf("drop %s: %w", id, err)
	}
	return nil
}

// Reject adds to the inputs that could not be used.
func (t *tx) Reject(r stemma.Rejected) error {
	return t.exec(`INSERT OR IGNORE INTO rejected (input, stage, why) VALUES (?, ?, ?)`, r.Input, r.Stage, r.Why)
}

// Rejected are the inputs that could not be used.
func (t *tx) Rejected() iter.Seq2[stemma.Rejected, error] {
	return rows(t, `SELECT input, stage, why FROM rejected ORDER BY input, stage, why`, nil,
		func(rs *sql.Rows) (r stemma.Rejected, err error) { return r, rs.Scan(&r.Input, &r.Stage, &r.Why) })
}

// SetReached keeps how far an archive has been recorded.
func (t *tx) SetReached(archive string, at int64) error {
	return t.exec(`INSERT INTO archives (id, reached) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET reached = excluded.reached`, archive, at)
}

// Reached is how far an archive has been recorded.
func (t *tx) Reached(archive string) (int64, error) {
	var at int64
	err := t.one(`SELECT reached FROM archives WHERE id = ?`, []any{archive}, &at)
	if errors.Is(err, stemma.ErrNotFound) {
		return 0, nil
	}
	return at, err
}

// Correct adds a decision of a person.
func (t *tx) Correct(c store.Correction) error {
	b, err := marshal(c)
	if err != nil {
		return err
	}
	return t.exec(`INSERT OR IGNORE INTO corrections (id, body) VALUES (?, ?)`, c.ID, string(b))
}

// Corrections are the decisions of persons in the order in which they were made.
func (t *tx) Corrections() iter.Seq2[store.Correction, error] {
	return rows(t, `SELECT body FROM corrections ORDER BY n`, nil, decoded[store.Correction])
}

// decoded reads a row of one JSON body.
func decoded[T any](r *sql.Rows) (v T, err error) {
	var b []byte
	if err := r.Scan(&b); err != nil {
		return v, err
	}
	return v, unmarshal(b, &v)
}
