package sqlite

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"stemma/internal/store"
)

// sums are what an update adds to the counts of sources, places and names, and to how
// sources fared. They are written once, at its end or before somebody asks: one row for each
// name, however many of its reports name it.
type sums struct {
	sources map[sourceKey]sourceSum
	places  map[placeKey]int
	names   map[nameKey]nameSum
	weeks   map[weekKey]nameSum // weeks are names, and sources by name, by when their reports were known.
	carried map[carriedKey]carriedSum
	fares   map[fareKey]store.FareCount

	went bool // went means that something was taken away.
}

type (
	sourceKey struct{ role, key, name string }
	sourceSum struct{ reports, claims int }

	placeKey struct{ key, inKey, name, in string }

	nameKey struct{ role, key, inKey, name, in, geo string }
	nameSum struct {
		lat, lon        sql.NullFloat64
		claims, reports int
	}

	weekKey struct {
		week int64
		nameKey
	}

	carriedKey struct{ outletKey, speaker, outlet string }
	carriedSum struct {
		speakerKey string // of the body, else of the person
		claims     int
	}
)

// naming is what a report and its claims name.
type naming struct {
	week              int64 // week is when the report was known.
	outlet, outletKey string
	claimCount        int
	agencies          map[string]string // agencies by their keys
	claims            []namingClaim
}

type namingClaim struct {
	place, in             called
	geo                   string
	lat, lon              sql.NullFloat64 // lat and lon are where a place of the gazetteer lies.
	actor, target         called
	speaker               string
	speakerKey, personKey string
}

// called is a name with the key under which it is found.
type called struct{ name, key string }

// Which way what a report names is counted.
const (
	came = 1
	went = -1
)

// namingOf is what a report that is being kept names.
func namingOf(e store.Entry) naming {
	n := naming{week: weekOf(micros(e.Report.KnownSince())), outlet: e.Report.Outlet, outletKey: store.Key(e.Report.Outlet), claimCount: len(e.Claims), agencies: map[string]string{}}
	for _, c := range e.Report.Agencies {
		n.agencies[store.Key(c.Agency)] = c.Agency
	}
	keyed := func(name string) called { return called{name, store.Key(name)} }
	for _, c := range e.Claims {
		g := c.Place.Geo
		located := g.ID != "" && g.Located
		n.claims = append(n.claims, namingClaim{
			place: keyed(c.Place.Name), in: keyed(c.Place.In), geo: g.ID,
			lat: sql.NullFloat64{Float64: g.Lat, Valid: located}, lon: sql.NullFloat64{Float64: g.Lon, Valid: located},
			actor: keyed(c.Actor.Name), target: keyed(c.Target.Name),
			speaker: c.Speaker.String(), speakerKey: store.Key(c.Speaker.Body), personKey: store.Key(c.Speaker.Person),
		})
	}
	return n
}

// namingIn is what a report that is kept names, as its claims are found.
func (t *tx) namingIn(report int64) (n naming, err error) {
	if err := t.one(`SELECT outlet, outlet_key, claim_count, known.at FROM reports JOIN known ON known.report = seq WHERE seq = ?`, []any{report},
		&n.outlet, &n.outletKey, &n.claimCount, &n.week); err != nil {
		return n, err
	}
	n.week = weekOf(n.week)
	n.agencies = map[string]string{}
	for a, err := range rows(t, `SELECT agency_key, agency FROM report_agencies WHERE report = ?`, []any{report}, func(r *sql.Rows) (a [2]string, err error) {
		return a, r.Scan(&a[0], &a[1])
	}) {
		if err != nil {
			return n, err
		}
		n.agencies[a[0]] = a[1]
	}
	n.claims, err = all(rows(t, `
		SELECT
		  place, place_key, in_name, in_key, geo,
		  iif(geo <> '' AND json_extract(body, '$.Located'), json_extract(body, '$.Place.Geo.lat'), NULL),
		  iif(geo <> '' AND json_extract(body, '$.Located'), json_extract(body, '$.Place.Geo.lon'), NULL),
		  actor, actor_key, target, target_key, speaker, speaker_key, person_key
		FROM claims
		WHERE report = ?
		ORDER BY seq`, []any{report}, func(r *sql.Rows) (c namingClaim, err error) {
		return c, r.Scan(&c.place.name, &c.place.key, &c.in.name, &c.in.key, &c.geo, &c.lat, &c.lon,
			&c.actor.name, &c.actor.key, &c.target.name, &c.target.key, &c.speaker, &c.speakerKey, &c.personKey)
	}))
	return n, err
}

// countNaming adds what a kept report names to the sums, or takes it away.
func (t *tx) countNaming(report int64, sign int) error {
	n, err := t.namingIn(report)
	if err != nil {
		return fmt.Errorf("names: %w", err)
	}
	t.sums.count(n, sign)
	return nil
}

// add adds to a sum.
func add[K comparable, V any](m *map[K]V, k K, change func(V) V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[k] = change((*m)[k])
}

// count adds what a report names, sign times.
func (s *sums) count(n naming, sign int) {
	s.went = s.went || sign == went
	if n.outletKey != "" {
		s.source(n.week, sourceKey{string(store.SourceOutlet), n.outletKey, n.outlet}, sign, sign*n.claimCount)
	}
	for key, name := range n.agencies {
		s.source(n.week, sourceKey{string(store.SourceAgency), key, name}, sign, sign*n.claimCount)
	}
	speaks, acts := map[string]bool{}, map[called]bool{}
	for _, c := range n.claims {
		s.speaker(n, c, speaks, sign)
		if c.place.key != "" {
			add(&s.places, placeKey{c.place.key, c.in.key, c.place.name, c.in.name}, func(k int) int { return k + sign })
		}
		for _, p := range []called{c.actor, c.target} {
			if p.key == "" {
				continue
			}
			s.name(n.week, nameKey{role: string(store.NameActor), key: p.key, name: p.name}, nameSum{claims: sign, reports: once(acts, p, sign)})
		}
	}
	s.placeNames(n.week, n.claims, sign)
}

// once is sign for the first of those that are one, 0 for the others.
func once[K comparable](seen map[K]bool, k K, sign int) int {
	if seen[k] {
		return 0
	}
	seen[k] = true
	return sign
}

func (s *sums) source(week int64, k sourceKey, reports, claims int) {
	s.weekly(week, nameKey{role: k.role, key: k.key, name: k.name}, nameSum{claims: claims, reports: reports})
	add(&s.sources, k, func(c sourceSum) sourceSum { return sourceSum{c.reports + reports, c.claims + claims} })
}

func (s *sums) speaker(n naming, c namingClaim, speaks map[string]bool, sign int) {
	if c.speaker == "" {
		return
	}
	s.source(n.week, sourceKey{string(store.SourceSpeaker), c.speaker, c.speaker}, once(speaks, c.speaker, sign), sign)
	if c.speaker != "report" && n.outletKey != "" {
		s.weekly(n.week, nameKey{role: carriedRole, key: n.outletKey, inKey: cmp.Or(c.speakerKey, c.personKey), name: n.outlet, in: c.speaker}, nameSum{claims: sign})
		add(&s.carried, carriedKey{n.outletKey, c.speaker, n.outlet}, func(k carriedSum) carriedSum {
			return carriedSum{cmp.Or(k.speakerKey, c.speakerKey, c.personKey), k.claims + sign}
		})
	}
}

// placeNames counts the places that claims of one report name; the report counts once for
// a place.
func (s *sums) placeNames(week int64, claims []namingClaim, sign int) {
	claims = slices.Clone(claims)
	slices.SortFunc(claims, func(a, b namingClaim) int {
		return cmp.Or(cmp.Compare(b.geo, a.geo), cmp.Compare(a.place.name, b.place.name), cmp.Compare(a.in.name, b.in.name))
	})
	seen := map[[2]string]bool{}
	for _, c := range claims {
		if c.place.key == "" {
			continue
		}
		k := nameKey{string(store.NamePlace), c.place.key, c.in.key, c.place.name, c.in.name, c.geo}
		s.name(week, k, nameSum{c.lat, c.lon, sign, once(seen, [2]string{c.place.key, c.in.key}, sign)})
	}
}

func (s *sums) name(week int64, k nameKey, more nameSum) {
	add(&s.names, k, more.plus)
	s.weekly(week, k, more)
}

func (s *sums) weekly(week int64, k nameKey, more nameSum) {
	add(&s.weeks, weekKey{week, k}, more.plus)
}

// plus is n with more of the name; it lies where n says, if that says it.
func (more nameSum) plus(n nameSum) nameSum {
	if !n.lat.Valid {
		n.lat, n.lon = more.lat, more.lon
	}
	n.claims, n.reports = n.claims+more.claims, n.reports+more.reports
	return n
}

// carriedRole is that of speakers in the reports of an outlet among the names by week.
const carriedRole = "carried"

// aWeek is a week in microseconds. Names of what was known at a time are those of the weeks
// before, and of what became known in its own.
const aWeek = 7 * 24 * 60 * 60 * 1_000_000

// weekOf is the week of a time in microseconds, also of one before 1970.
func weekOf(at int64) int64 {
	if at < 0 {
		return (at+1)/aWeek - 1
	}
	return at / aWeek
}

// writeSums writes what an update adds to the counts.
func (t *tx) writeSums() error {
	s := t.sums
	t.sums = sums{}
	for _, k := range sortedKeys(s.sources, func(k sourceKey) []string { return []string{k.role, k.key, k.name} }) {
		if v := s.sources[k]; v != (sourceSum{}) {
			if err := t.exec(`
				INSERT INTO source_counts (role, key, name, reports, claims) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET reports = reports + excluded.reports, claims = claims + excluded.claims`, k.role, k.key, k.name, v.reports, v.claims); err != nil {
				return fmt.Errorf("sources: %w", err)
			}
		}
	}
	for _, k := range sortedKeys(s.places, func(k placeKey) []string { return []string{k.key, k.inKey, k.name, k.in} }) {
		if n := s.places[k]; n != 0 {
			if err := t.exec(`
				INSERT INTO place_counts (place_key, in_key, place, in_name, claims) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET claims = claims + excluded.claims`, k.key, k.inKey, k.name, k.in, n); err != nil {
				return fmt.Errorf("places: %w", err)
			}
		}
	}
	if err := t.writeNames(s); err != nil {
		return fmt.Errorf("names: %w", err)
	}
	return t.writeFares(s.fares)
}

func (t *tx) writeNames(s sums) error {
	for _, k := range sortedKeys(s.names, func(k nameKey) []string { return []string{k.role, k.key, k.inKey, k.name, k.in, k.geo} }) {
		v := s.names[k]
		if v.claims == 0 && v.reports == 0 {
			continue
		}
		// A place of one gazetteer entry lies where it lies.
		if err := t.exec(`
			INSERT INTO names (role, key, in_key, name, in_name, geo, lat, lon, claims, reports) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET
			  lat = coalesce(names.lat, excluded.lat),
			  lon = coalesce(names.lon, excluded.lon),
			  claims = names.claims + excluded.claims,
			  reports = names.reports + excluded.reports`, k.role, k.key, k.inKey, k.name, k.in, k.geo, v.lat, v.lon, v.claims, v.reports); err != nil {
			return err
		}
	}
	weeks := slices.SortedFunc(maps.Keys(s.weeks), func(a, b weekKey) int {
		return cmp.Or(cmp.Compare(a.role, b.role), cmp.Compare(a.week, b.week), cmp.Compare(a.key, b.key), cmp.Compare(a.inKey, b.inKey),
			cmp.Compare(a.name, b.name), cmp.Compare(a.in, b.in), cmp.Compare(a.geo, b.geo))
	})
	for _, k := range weeks {
		v := s.weeks[k]
		if v.claims == 0 && v.reports == 0 {
			continue
		}
		if err := t.exec(`
			INSERT INTO weekly_names (role, week, key, in_key, name, in_name, geo, lat, lon, claims, reports) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET
			  lat = coalesce(weekly_names.lat, excluded.lat),
			  lon = coalesce(weekly_names.lon, excluded.lon),
			  claims = weekly_names.claims + excluded.claims,
			  reports = weekly_names.reports + excluded.reports`, k.role, k.week, k.key, k.inKey, k.name, k.in, k.geo, v.lat, v.lon, v.claims, v.reports); err != nil {
			return err
		}
	}
	for _, k := range sortedKeys(s.carried, func(k carriedKey) []string { return []string{k.outletKey, k.speaker, k.outlet} }) {
		if v := s.carried[k]; v.claims != 0 {
			if err := t.exec(`
				INSERT INTO carried (outlet_key, speaker, speaker_key, outlet, claims) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET claims = carried.claims + excluded.claims`, k.outletKey, k.speaker, v.speakerKey, k.outlet, v.claims); err != nil {
				return err
			}
		}
	}
	if !s.went {
		return nil
	}
	return t.exec(`DELETE FROM names WHERE claims = 0 AND reports = 0`)
}

// sortedKeys are the keys of a sum in the order of its table.
func sortedKeys[K comparable, V any](m map[K]V, columns func(K) []string) []K {
	return slices.SortedFunc(maps.Keys(m), func(a, b K) int { return slices.Compare(columns(a), columns(b)) })
}

// summed writes the sums of an update before it reads what they change.
func (t *tx) summed() error {
	if !t.updates() {
		return nil
	}
	return t.writeSums()
}
