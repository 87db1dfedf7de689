package sqlite

import (
	"cmp"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// claimBody is a claim with what its own JSON leaves out.
type claimBody struct {
	stemma.Claim
	Located bool // Located is Claim.Place.Geo.Located.
}

func (t *tx) insertClaim(report int64, c stemma.Claim, r stemma.Report) error {
	b, err := marshal(claimBody{c, c.Place.Geo.Located})
	if err != nil {
		return err
	}
	places := claimPlaces{store.Key(c.Place.Name), store.Key(c.Place.In), c.Place.Geo.ID}
	seq, err := t.insert(`
		INSERT INTO claims (
		  id,
		  report,
		  start,
		  kind,
		  place,
		  place_key,
		  in_name,
		  in_key,
		  geo,
		  actor_key,
		  target_key,
		  speaker,
		  speaker_key,
		  person_key,
		  from_at,
		  to_at,
		  line,
		  blocks,
		  body,
		  published_at,
		  stance,
		  actor,
		  target
		) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, ?)`,
		string(c.ID), report, c.Span.Start, string(c.Kind), c.Place.Name, places[0], c.Place.In, places[1],
		places[2], store.Key(c.Actor.Name), store.Key(c.Target.Name), c.Speaker.String(), store.Key(c.Speaker.Body),
		store.Key(c.Speaker.Person), seconds(c.When.From), seconds(c.When.To), c.Sentence.Of(r.Text), string(b),
		seconds(r.Published.When.From), string(c.Stance), c.Actor.Name, c.Target.Name)
	if err != nil {
		return fmt.Errorf("claim %s: %w", c.ID, err)
	}
	t.notePlaces(seq, places)
	return nil
}

// standing is a claim with its words and its report.
func (t *tx) standing(seq int64) (*store.Standing, error) {
	if s, ok := t.cache.claims.get(seq); ok {
		return s, nil
	}
	var (
		report int64
		line   string
		b      []byte
	)
	if t.updates() {
		if err := t.one(`SELECT report, line, body FROM claims WHERE seq = ?`, []any{seq}, &report, &line, &b); err != nil {
			return nil, err
		}
	} else if err := t.claimAndHead(seq, &report, &line, &b); err != nil {
		return nil, err
	}
	return t.standingFrom(seq, report, line, b)
}

// standingFrom is a claim by its row.
func (t *tx) standingFrom(seq, report int64, line string, b []byte) (*store.Standing, error) {
	s := &store.Standing{Line: line}
	var body claimBody
	if err := unmarshal(b, &body); err != nil {
		return nil, err
	}
	s.Claim = body.Claim
	s.Claim.Place.Geo.Located = body.Located
	r, err := t.head(report)
	if err != nil {
		return nil, err
	}
	s.Outlet, s.Published, s.Known = r.Outlet, r.Published.When, r.KnownSince()
	for _, c := range r.Agencies {
		if !slices.Contains(s.Agencies, c.Agency) {
			s.Agencies = append(s.Agencies, c.Agency)
		}
	}
	t.cache.claims.set(seq, s)
	return s, nil
}

// readStandings brings the claims to hand that are not, all with one statement.
func (t *tx) readStandings(claims []int64) error {
	var missing []int64
	for _, seq := range claims {
		if _, ok := t.cache.claims.get(seq); !ok {
			missing = append(missing, seq)
		}
	}
	if len(missing) < 2 {
		return nil
	}
	type row struct {
		seq, report int64
		line        string
		body        []byte
	}
	found, err := all(rows(t, `SELECT claims.seq, claims.report, claims.line, claims.body FROM json_each(?) AS wanted JOIN claims ON claims.seq = wanted.value`,
		[]any{listed(missing)}, func(r *sql.Rows) (x row, err error) { return x, r.Scan(&x.seq, &x.report, &x.line, &x.body) }))
	if err != nil {
		return err
	}
	for _, x := range found {
		if _, err := t.standingFrom(x.seq, x.report, x.line, x.body); err != nil {
			return err
		}
	}
	return nil
}

// claimAndHead looks up a claim with the head of its report, which a view mostly shows
// for the first time too.
func (t *tx) claimAndHead(seq int64, report *int64, line *string, body *[]byte) error {
	var head []byte
	err := t.one(`SELECT claims.report, claims.line, claims.body, reports.head FROM claims JOIN reports ON reports.seq = claims.report WHERE claims.seq = ?`,
		[]any{seq}, report, line, body, &head)
	if err != nil {
		return err
	}
	r, ok := t.cache.heads.get(*report)
	if !ok {
		if err := unmarshal(head, &r); err != nil {
			return err
		}
		t.cache.heads.set(*report, r)
	}
	t.noteSeq(r.ID, *report) // only latest versions have claims
	return nil
}

// noteClaim remembers the number of a claim, which an update asks for when it keeps what
// follows from the claims of a block.
func (t *tx) noteClaim(id stemma.ClaimID, seq int64) {
	if !t.updates() {
		return
	}
	if t.claims == nil {
		t.claims = map[stemma.ClaimID]int64{}
	}
	t.claims[id] = seq
}

func (t *tx) claimSeq(id stemma.ClaimID) (seq int64, err error) {
	if seq, ok := t.claims[id]; ok {
		return seq, nil
	}
	if err := t.one(`SELECT seq FROM claims WHERE id = ?`, []any{string(id)}, &seq); err != nil {
		return 0, fmt.Errorf("claim %s: %w", id, err)
	}
	return seq, nil
}

// Claim is one claim by its id.
func (t *tx) Claim(id stemma.ClaimID) (stemma.Claim, error) {
	seq, err := t.claimSeq(id)
	if err != nil {
		return stemma.Claim{}, err
	}
	return t.claim(seq)
}

// claim is one claim by its number.
func (t *tx) claim(seq int64) (stemma.Claim, error) {
	s, err := t.standing(seq)
	if err != nil {
		return stemma.Claim{}, err
	}
	return s.Claim, nil
}

// Claims are those of the latest versions, by report, span, kind and id.
func (t *tx) Claims(f store.ClaimFilter) iter.Seq2[stemma.Claim, error] {
	m := much{kinds: true, stances: true, time: true}
	if f.Limit > 0 {
		var err error
		if m, err = t.muchOf(f, shareOfClaims); err != nil {
			return failing[stemma.Claim](err)
		}
	}
	if f.Newest && f.Limit > 0 && !m.found(f) {
		query, args, err := t.newestClaims(f)
		if err != nil {
			return failing[stemma.Claim](err)
		}
		return t.claimRows(query, args)
	}
	w := claimWhere(f, m)
	from := ` FROM claims JOIN reports ON reports.seq = claims.report`
	order := ` ORDER BY reports.id, claims.start, claims.kind, claims.id`
	after := f.After
	switch {
	case f.Newest:
		order = ` ORDER BY claims.published_at DESC, claims.id`
		w.afterClaim(after)
	case after.Report != "":
		w.and(`reports.id >= ? AND (reports.id, claims.start, claims.kind, claims.id) > (?, ?, ?, ?)`,
			string(after.Report), string(after.Report), after.Start, string(after.Kind), string(after.ID))
	}
	if !f.Newest && !m.narrows(f) { // in the order of the list, none before it is asked for
		from = ` FROM reports INDEXED BY sqlite_autoindex_reports_1 CROSS JOIN claims ON claims.report = reports.seq`
	}
	return t.claimRows(`SELECT claims.seq`+from+w.String()+order+w.limit(f.Limit), w.args)
}

// claimRows are the claims whose numbers query gives.
func (t *tx) claimRows(query string, args []any) iter.Seq2[stemma.Claim, error] {
	return rows(t, query, args, func(r *sql.Rows) (stemma.Claim, error) {
		seq, err := number(r)
		if err != nil {
			return stemma.Claim{}, err
		}
		return t.claim(seq)
	})
}

// claimWhere keeps the claims that f chooses; m is what of it is not found by index.
func claimWhere(f store.ClaimFilter, m much) (w where) {
	if f.Report != "" {
		w.and(`claims.report = (SELECT seq FROM reports WHERE id = ? AND latest = 1)`, string(f.Report))
	}
	if len(f.Kinds) > 0 {
		w.and(tested(m.kinds, `claims.kind`)+` IN (`+marks(len(f.Kinds))+`)`, anys(f.Kinds)...)
	}
	if len(f.IDs) > 0 {
		w.and(`claims.id IN (`+marks(len(f.IDs))+`)`, anys(f.IDs)...)
	}
	if f.Place != "" {
		w.oneOf(m.place, claimsOfPlace, isOfPlace, placeArgs(f.Place))
	}
	if f.Actor != "" {
		w.oneOf(m.actor, claimsOfActor, isOfActor, twice(f.Actor))
	}
	if f.Speaker != "" {
		w.oneOf(m.speaker, claimsOfSpeaker, isOfSpeaker, twice(f.Speaker))
	}
	if f.Matter != "" {
		w.and(`claims.seq IN (SELECT claim FROM matter_claims JOIN matters ON matters.block = matter_claims.block AND matters.id = matter_claims.matter WHERE matters.id = ?)`, f.Matter)
	}
	if len(f.Stances) > 0 {
		w.and(tested(m.stances, `claims.stance`)+` IN (`+marks(len(f.Stances))+`)`+rareStances(f.Stances), anys(f.Stances)...)
	}
	if len(f.Sides) > 0 || f.Origins > 0 {
		w.backed(f, m)
	}
	if words := strings.Fields(f.Words); len(words) > 0 {
		w.and(tested(m.words, `claims.report`)+` IN (`+reportsOfWords+`)`, matched(words))
		for _, word := range words {
			w.and(`claims.line LIKE ? ESCAPE '\'`, `%`+strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(word)+`%`)
		}
	}
	if query, args := claimsDuring(f.From, f.To); query != "" && !m.time {
		w.and(`claims.seq IN (`+query+`)`, args...)
	} else {
		w.during(`claims.`, f.From, f.To)
	}
	w.knownBy(`claims.report`, f.KnownBy)
	return w
}

// backed keeps the claims that answer a matter with origins as f asks for them.
func (w *where) backed(f store.ClaimFilter, m much) {
	var of where
	of.and(`matters.origins >= ? AND matters.sides & ? <> 0`, f.Origins, sideMask(f.Sides))
	if !f.KnownBy.IsZero() {
		of.and(`EXISTS (SELECT 1 FROM blocks WHERE blocks.id = matters.block AND last_known <= ?)`, f.KnownBy.UnixMicro())
	}
	query, test := `
		  SELECT matter_claims.claim
		  FROM matters
		  CROSS JOIN matter_claims ON matter_claims.block = matters.block AND matter_claims.matter = matters.id`+of.String(), `EXISTS (
		  SELECT 1
		  FROM matter_claims
		  CROSS JOIN matters ON matters.block = matter_claims.block AND matters.id = matter_claims.matter
		 `+of.String()+` AND matter_claims.claim = claims.seq)`
	if len(f.Backed) > 0 {
		const besides = `SELECT seq FROM claims WHERE id IN (SELECT value FROM json_each(?))`
		query += ` UNION ALL ` + besides
		test = `(` + test + ` OR claims.seq IN (` + besides + `))`
		of.args = append(of.args, idList(f.Backed))
	}
	w.oneOf(m.matters, query, test, of.args)
}

// idList is ids as JSON.
func idList[S ~string](ids []S) string {
	b, err := marshal(ids)
	if err != nil {
		panic(err) // Strings always can.
	}
	return string(b)
}

// sideMask are the bits of sides; all of them for none.
func sideMask(sides []stemma.Side) int64 {
	if len(sides) == 0 {
		return -1
	}
	return bits(sideBits, sides)
}

// afterClaim takes a list of claims up behind a position: those of the youngest reports
// come first, those of reports without a date last. The signs keep the order of the index:
// what is looked up by each part of the condition has to be sorted.
func (w *where) afterClaim(p store.ClaimPosition) {
	switch {
	case p.ID == "":
	case p.Sort == store.Undated:
		w.and(`(+claims.published_at IS NULL AND claims.id > ?)`, string(p.ID))
	default:
		w.and(`(+claims.published_at < ? OR +claims.published_at = ? AND claims.id > ? OR +claims.published_at IS NULL)`, p.Sort, p.Sort, string(p.ID))
	}
}

// marks are n question marks for a list.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func anys[S ~string](list []S) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// SetBlocks puts the claims of a report into blocks.
func (t *tx) SetBlocks(id stemma.ReportID, blocks map[stemma.ClaimID][]string) error {
	if err := t.setBlocks(id, blocks); err != nil {
		return fmt.Errorf("blocks of %s: %w", id, err)
	}
	return nil
}

type blockRow struct {
	claim  int64
	id     stemma.ClaimID
	line   string
	blocks string

	from, to sql.NullInt64
}

func (t *tx) setBlocks(id stemma.ReportID, blocks map[stemma.ClaimID][]string) error {
	report, err := t.seq(id)
	if err != nil {
		return err
	}
	r, err := t.head(report)
	if err != nil {
		return err
	}
	claims, err := all(rows(t, `SELECT seq, id, line, blocks, from_at, to_at FROM claims WHERE report = ?`, []any{report}, func(r *sql.Rows) (b blockRow, err error) {
		return b, r.Scan(&b.claim, &b.id, &b.line, &b.blocks, &b.from, &b.to)
	}))
	if err != nil {
		return err
	}
	at := int64(undated)
	if from := r.Published.When.From; !from.IsZero() {
		at = from.Unix()
	}
	for _, c := range claims {
		if err := t.setClaimBlocks(c, at, rank(id), blocks[c.id]); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) setClaimBlocks(c blockRow, at, rank int64, names []string) error {
	var before []int64
	if err := unmarshal([]byte(c.blocks), &before); err != nil {
		return err
	}
	after := []int64{}
	for _, name := range names {
		n, err := t.blockNumber(name)
		if err != nil {
			return err
		}
		after = append(after, n)
	}
	slices.Sort(after)
	after = slices.Compact(after)
	words := wordsDigest(c.line)
	for _, n := range before {
		if err := t.exec(`DELETE FROM block_claims WHERE block = ? AND words = ? AND published_at = ? AND rank = ? AND claim = ?`, n, words, at, rank, c.claim); err != nil {
			return err
		}
		if err := t.undermine(n); err != nil {
			return err
		}
	}
	for _, n := range after {
		if err := t.exec(`INSERT INTO block_claims (block, words, published_at, rank, claim) VALUES (?, ?, ?, ?, ?)`, n, words, at, rank, c.claim); err != nil {
			return err
		}
		if err := t.build(n, c, words, at, rank); err != nil {
			return err
		}
	}
	if slices.Equal(before, after) {
		return nil
	}
	b, err := marshal(after)
	if err != nil {
		return err
	}
	return t.exec(`UPDATE claims SET blocks = ? WHERE seq = ?`, string(b), c.claim)
}

func (t *tx) blockNumber(name string) (n int64, err error) {
	if n, ok := t.blocks[name]; ok {
		return n, nil
	}
	err = t.one(`SELECT id FROM blocks WHERE name = ?`, []any{name}, &n)
	if err == stemma.ErrNotFound {
		n, err = t.insert(`INSERT INTO blocks (name, digest) VALUES (?, x'')`, name)
	}
	if err != nil {
		return 0, err
	}
	if t.blocks == nil {
		t.blocks = map[string]int64{}
	}
	t.blocks[name] = n
	return n, nil
}

// Blocks in which the claims of a report stand.
func (t *tx) Blocks(id stemma.ReportID) ([]string, error) {
	report, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	return all(rows(t, `
		SELECT DISTINCT blocks.name
		FROM claims
		JOIN json_each(claims.blocks) AS each
		JOIN blocks ON blocks.id = each.value
		WHERE claims.report = ?
		ORDER BY blocks.name`, []any{report}, func(r *sql.Rows) (name string, err error) { return name, r.Scan(&name) }))
}

// Block is the claims of a block.
func (t *tx) Block(block string, limit int) ([]*store.Standing, error) {
	return t.standings(block, `
		SELECT claim
		FROM (
		  SELECT claim, row_number() OVER (PARTITION BY words ORDER BY published_at, rank, claim) AS n
		  FROM block_claims
		  WHERE block = (SELECT id FROM blocks WHERE name = ?1)
		)
		WHERE n <= ?2`, block, limit)
}

// standings are the claims of a block whose numbers query gives, in their order.
func (t *tx) standings(block, query string, args ...any) ([]*store.Standing, error) {
	claims, err := all(rows(t, query, args, number))
	if err != nil {
		return nil, fmt.Errorf("block %s: %w", block, err)
	}
	if err := t.readStandings(claims); err != nil {
		return nil, fmt.Errorf("block %s: %w", block, err)
	}
	list := make([]*store.Standing, len(claims))
	for i, claim := range claims {
		if list[i], err = t.standing(claim); err != nil {
			return nil, fmt.Errorf("block %s: %w", block, err)
		}
		t.noteClaim(list[i].Claim.ID, claim)
	}
	slices.SortFunc(list, func(a, b *store.Standing) int {
		return cmp.Or(
			store.CompareDates(a.Published, b.Published),
			cmp.Compare(a.Claim.Report, b.Claim.Report),
			cmp.Compare(a.Claim.Span.Start, b.Claim.Span.Start),
			cmp.Compare(a.Claim.ID, b.Claim.ID),
		)
	})
	return list, nil
}
