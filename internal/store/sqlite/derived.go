package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"stemma"
	"stemma/internal/store"
)

// PutDerived replaces the derived parts of a block. Nothing is written when they
// are what stood there.
func (t *tx) PutDerived(block string, d store.Derived) error {
	if err := t.putDerived(block, d); err != nil {
		return fmt.Errorf("derived of %s: %w", block, err)
	}
	return nil
}

func (t *tx) putDerived(block string, d store.Derived) error {
	n, err := t.blockNumber(block)
	if err != nil {
		return err
	}
	var before []byte
	var first, last int64
	if err := t.one(`SELECT digest, first_known, last_known FROM blocks WHERE id = ?`, []any{n}, &before, &first, &last); err != nil {
		return err
	}
	if first != micros(d.FirstKnown) || last != micros(d.LastKnown) {
		if err := t.exec(`UPDATE blocks SET first_known = ?, last_known = ? WHERE id = ?`, micros(d.FirstKnown), micros(d.LastKnown), n); err != nil {
			return err
		}
	}
	if err := t.settle(n, block, d); err != nil {
		return err
	}
	answers, err := t.answers(d.Matters)
	if err != nil {
		return err
	}
	parts, err := partsOf(d, answers)
	if err != nil {
		return err
	}
	digest := parts.digest()
	if bytes.Equal(before, digest) {
		return nil
	}
	if err := t.replaceDerived(n, parts); err != nil {
		return err
	}
	return t.exec(`UPDATE blocks SET digest = ? WHERE id = ?`, digest, n)
}

// answers are the rows of the claims of each matter.
func (t *tx) answers(matters []stemma.Matter) ([][]int64, error) {
	list := make([][]int64, len(matters))
	for i, m := range matters {
		for _, id := range m.Claims {
			seq, err := t.claimSeq(id)
			if err != nil {
				return nil, err
			}
			list[i] = append(list[i], seq)
		}
		slices.Sort(list[i])
		list[i] = slices.Compact(list[i])
	}
	return list, nil
}

// during keeps the rows whose from_at and to_at overlap the half-open interval;
// those without either are left out.
func (w *where) during(table string, from, to time.Time) {
	if from.IsZero() && to.IsZero() {
		return
	}
	w.and(`(` + table + `from_at IS NOT NULL OR ` + table + `to_at IS NOT NULL)`)
	if !from.IsZero() {
		w.and(`(`+table+`to_at IS NULL OR `+table+`to_at > ?)`, seconds(from))
	}
	if !to.IsZero() {
		w.and(`(`+table+`from_at IS NULL OR `+table+`from_at < ?)`, seconds(to))
	}
}

// matterWhere keeps the rows whose column holds a matter that f chooses.
func matterWhere(f store.MatterFilter, column string) (w where) {
	if f.Matter != "" {
		w.and(column+` = ?`, f.Matter)
	}
	if f.Since != "" {
		w.and(column+` >= ?`, f.Since)
	}
	if f.Slot != "" {
		w.and(column+` IN (SELECT id FROM matters WHERE slot = ?)`, string(f.Slot))
	}
	const answered = ` IN (SELECT matter FROM matter_claims WHERE claim IN (`
	if f.Place != "" {
		w.and(column+` IN (`+mattersOfPlace+`)`, mattersPlaceArgs(f.Place)...)
	}
	if f.Report != "" {
		w.and(column+answered+`SELECT claims.seq FROM claims JOIN reports ON reports.seq = claims.report WHERE reports.id = ? AND reports.latest = 1))`, string(f.Report))
	}
	if f.Claim != "" {
		w.and(column+answered+`SELECT seq FROM claims WHERE id = ?))`, string(f.Claim))
	}
	if !f.From.IsZero() || !f.To.IsZero() {
		var inner where
		inner.during(``, f.From, f.To)
		w.and(column+` IN (SELECT id FROM matters`+inner.String()+`)`, inner.args...)
	}
	w.derivedBy(f.KnownBy)
	return w
}

// Matters by id.
func (t *tx) Matters(f store.MatterFilter) iter.Seq2[stemma.Matter, error] {
	w := matterWhere(f, `id`)
	return rows(t, `SELECT body FROM matters`+w.String()+` ORDER BY id, body`, w.args, decoded[stemma.Matter])
}

// Disputes by matter.
func (t *tx) Disputes(f store.MatterFilter) iter.Seq2[stemma.Dispute, error] {
	w := matterWhere(f, `matter`)
	return rows(t, `SELECT body FROM disputes`+w.String()+` ORDER BY matter, body`, w.args, decoded[stemma.Dispute])
}

// Independence by matter.
func (t *tx) Independence(f store.MatterFilter) iter.Seq2[stemma.Independence, error] {
	w := matterWhere(f, `matter`)
	return rows(t, `SELECT body FROM independences`+w.String()+` ORDER BY matter, body`, w.args, decoded[stemma.Independence])
}

// Tallies by matter.
func (t *tx) Tallies(f store.MatterFilter) iter.Seq2[stemma.Tally, error] {
	w := matterWhere(f, `matter`)
	return rows(t, `SELECT body FROM tallies`+w.String()+` ORDER BY matter, body`, w.args, decoded[stemma.Tally])
}

// Holdings by place and time.
func (t *tx) Holdings(f store.HoldingFilter) iter.Seq2[stemma.Holding, error] {
	var w where
	if f.Place != "" {
		w.and(`(place_key = ? OR in_key = ?)`, store.Key(f.Place), store.Key(f.Place))
	}
	if f.Since != "" {
		w.and(`place_key >= ?`, f.Since)
	}
	w.during(``, f.From, f.To)
	w.derivedBy(f.KnownBy)
	return rows(t, `SELECT body FROM holdings`+w.String()+` ORDER BY place_key, in_key, from_at, to_at, body`, w.args, decoded[stemma.Holding])
}

// PutStories makes stories those of the given reports.
func (t *tx) PutStories(reports []stemma.ReportID, stories []stemma.Story, level int) ([]stemma.ReportID, error) {
	moved, err := t.putStories(reports, stories, level)
	if err != nil {
		return nil, fmt.Errorf("stories of %d reports: %w", len(reports), err)
	}
	return moved, nil
}

// JoinStory puts reports into the story of another, or into none with it.
func (t *tx) JoinStory(of stemma.ReportID, reports []stemma.ReportID) error {
	lead, err := t.seq(of)
	if err != nil {
		return err
	}
	with, err := t.home(lead)
	if err != nil {
		return err
	}
	story := with.story
	left := map[string]bool{}
	for _, id := range reports {
		before, err := t.move(id, home{story: story, level: noLevel})
		if err != nil {
			return err
		}
		if before != "" && before != story {
			left[before] = true
		}
	}
	return t.dropEmpty(left)
}

// home is where a report is among the stories.
type home struct {
	story     string
	component int64 // component is the same for reports that were clustered together; 0 for one that follows another.
	level     int
}

// noLevel is the level of a report that was put into a story without one.
const noLevel = -1

// home of a report; the zero home for none.
func (t *tx) home(report int64) (h home, err error) {
	if h, ok := t.cache.homes.get(report); ok && t.updates() {
		return h, nil
	}
	err = t.one(`SELECT story, component, level FROM story_reports WHERE report = ?`, []any{report}, &h.story, &h.component, &h.level)
	if err != nil && !errors.Is(err, stemma.ErrNotFound) {
		return h, err
	}
	if t.updates() {
		t.cache.homes.set(report, h)
	}
	return h, nil
}

// Home is the story of a report and the level with which it was put there.
func (t *tx) Home(id stemma.ReportID) (story string, level int, err error) {
	report, err := t.seq(id)
	if err != nil {
		return "", noLevel, err
	}
	h, err := t.home(report)
	if err != nil || h.story == "" {
		return "", noLevel, err
	}
	return h.story, h.level, nil
}

// move puts a report where it belongs, or takes it out of all stories with the zero
// home, and tells in which it was.
func (t *tx) move(id stemma.ReportID, to home) (before string, err error) {
	report, err := t.seq(id)
	if err != nil {
		return "", err
	}
	from, err := t.home(report)
	if err != nil {
		return "", err
	}
	if to.story == "" {
		to = home{}
	}
	if from == to {
		return from.story, nil
	}
	t.cache.homes.set(report, to)
	if to.story == "" {
		return from.story, t.exec(`DELETE FROM story_reports WHERE report = ?`, report)
	}
	return from.story, t.exec(`INSERT OR REPLACE INTO story_reports (report, story, component, level) VALUES (?, ?, ?, ?)`,
		report, to.story, to.component, to.level)
}

// Component are the reports that were last put into stories together with one.
func (t *tx) Component(id stemma.ReportID) ([]stemma.ReportID, error) {
	report, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	return t.ids(rows(t, `
		SELECT report
		FROM story_reports
		WHERE component <> 0 AND component = (SELECT component FROM story_reports WHERE report = ?)`, []any{report}, number))
}

// componentOf numbers reports that are put into stories together: by the first of
// them that came.
func (t *tx) componentOf(reports []stemma.ReportID) (first int64, err error) {
	for _, id := range reports {
		report, err := t.seq(id)
		if err != nil {
			return 0, err
		}
		if first == 0 || report < first {
			first = report
		}
	}
	return first, nil
}

func (t *tx) putStories(reports []stemma.ReportID, stories []stemma.Story, level int) (moved []stemma.ReportID, err error) {
	component, err := t.componentOf(reports)
	if err != nil {
		return nil, err
	}
	left := map[string]bool{} // stories that may have lost their reports
	in := map[stemma.ReportID]string{}
	for _, st := range stories {
		for _, id := range st.Reports {
			in[id] = st.ID
		}
	}
	for _, id := range reports {
		before, err := t.move(id, home{in[id], component, level})
		if err != nil {
			return nil, err
		}
		if before == in[id] {
			continue
		}
		moved = append(moved, id)
		if before != "" {
			left[before] = true
		}
	}
	for _, st := range stories {
		delete(left, st.ID)
		if err := t.putStory(st); err != nil {
			return nil, err
		}
	}
	return moved, t.dropEmpty(left)
}

func (t *tx) putStory(st stemma.Story) error {
	st.Reports = nil
	b, err := marshal(st)
	if err != nil {
		return err
	}
	var before []byte
	err = t.one(`SELECT body FROM stories WHERE id = ?`, []any{st.ID}, &before)
	if err != nil && !errors.Is(err, stemma.ErrNotFound) {
		return err
	}
	if err == nil && bytes.Equal(before, b) {
		return nil
	}
	if err := t.exec(`
		INSERT INTO stories (id, body, from_at, to_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET body = excluded.body, from_at = excluded.from_at, to_at = excluded.to_at`,
		st.ID, string(b), seconds(st.When.From), seconds(st.When.To)); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM story_places WHERE story = ?`, st.ID); err != nil {
		return err
	}
	for _, place := range st.Places {
		if err := t.exec(`INSERT OR IGNORE INTO story_places (place_key, story) VALUES (?, ?)`, store.Key(place), st.ID); err != nil {
			return err
		}
	}
	return nil
}

// leaveStory takes a report out of its story.
func (t *tx) leaveStory(id stemma.ReportID) error {
	story, err := t.move(id, home{})
	if err != nil || story == "" {
		return err
	}
	return t.dropEmpty(map[string]bool{story: true})
}

// dropEmpty removes those of the stories that no report is left in.
func (t *tx) dropEmpty(stories map[string]bool) error {
	for id := range stories {
		if err := t.exec(`DELETE FROM stories WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM story_reports WHERE story = ?1)`, id); err != nil {
			return err
		}
	}
	return nil
}

// Stories by id.
func (t *tx) Stories(f store.StoryFilter) iter.Seq2[stemma.Story, error] {
	var w where
	if f.ID != "" {
		w.and(`id = ?`, f.ID)
	}
	if f.Report != "" {
		w.and(`id IN (SELECT story FROM story_reports JOIN reports ON reports.seq = story_reports.report WHERE reports.id = ? AND reports.latest = 1)`, string(f.Report))
	}
	if f.Place != "" {
		w.and(`id IN (SELECT story FROM story_places WHERE place_key = ?)`, store.Key(f.Place))
	}
	w.during(``, f.From, f.To)
	if !f.KnownBy.IsZero() {
		w.and(allOfStoryKnown, f.KnownBy.UnixMicro())
	}
	order := ` ORDER BY id`
	switch {
	case f.Newest:
		order = ` ORDER BY to_at DESC, id`
		w.afterEnd(f.After)
	case f.After.ID != "":
		w.and(`id > ?`, f.After.ID)
	}
	query := `SELECT body FROM stories` + w.String() + order + w.limit(f.Limit)
	return func(yield func(stemma.Story, error) bool) {
		for st, err := range rows(t, query, w.args, decoded[stemma.Story]) {
			if err == nil {
				st.Reports, err = t.reportsOf(st.ID)
			}
			if !yield(st, err) || err != nil {
				return
			}
		}
	}
}

// allOfStoryKnown holds of stories all of whose reports were known by then.
const allOfStoryKnown = `NOT EXISTS (
  SELECT 1
  FROM story_reports
  JOIN known ON known.report = story_reports.report AND known.at > ?
  WHERE story_reports.story = stories.id)`

// afterEnd takes a list of stories up behind a position: those that end last come
// first, those without an end last.
func (w *where) afterEnd(p store.Position) {
	switch {
	case p == (store.Position{}):
	case p.Sort == store.Undated:
		w.and(`(to_at IS NULL AND id > ?)`, p.ID)
	default:
		w.and(`(+to_at < ? OR +to_at = ? AND id > ? OR +to_at IS NULL)`, p.Sort, p.Sort, p.ID)
	}
}

func (t *tx) reportsOf(story string) ([]stemma.ReportID, error) {
	return all(rows(t, `
		SELECT reports.id
		FROM story_reports
		JOIN reports ON reports.seq = story_reports.report
		WHERE story_reports.story = ?
		ORDER BY reports.id`, []any{story}, func(r *sql.Rows) (stemma.ReportID, error) {
		var id string
		err := r.Scan(&id)
		return stemma.ReportID(id), err
	}))
}
