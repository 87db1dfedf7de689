package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"

	"stemma"
	"stemma/internal/store"
)

// Names are those of a role, by name. Spellings that fold alike are one name, the one that most
// claims have.
func (t *tx) Names(role store.NameRole) iter.Seq2[store.NameCount, error] {
	if role != store.NamePlace && role != store.NameActor {
		return sourceNames(role, t.Sources())
	}
	if err := t.summed(); err != nil {
		return failing[store.NameCount](err)
	}
	return merged(role, rows(t, `
		SELECT key, in_key, name, in_name, geo, coalesce(lat, 0), coalesce(lon, 0), lat IS NOT NULL, claims, reports
		FROM names
		WHERE role = ? AND (claims > 0 OR reports > 0)
		ORDER BY key, in_key, claims DESC, name, in_name, geo`, []any{string(role)}, scanSpelling))
}

// spelling is one way in which a name is written.
type spelling struct {
	store.NameCount
	key, inKey string
}

func scanSpelling(r *sql.Rows) (s spelling, err error) {
	return s, r.Scan(&s.key, &s.inKey, &s.Name, &s.In, &s.Geo, &s.Lat, &s.Lon, &s.Located, &s.Claims, &s.Reports)
}

// merged are names of their spellings, which come by key, the most frequent first.
func merged(role store.NameRole, spellings iter.Seq2[spelling, error]) iter.Seq2[store.NameCount, error] {
	return func(yield func(store.NameCount, error) bool) {
		var last spelling
		for s, err := range spellings {
			switch {
			case err != nil:
				yield(store.NameCount{}, err)
				return
			case last.key == s.key && last.inKey == s.inKey:
				last.Claims += s.Claims
				last.Reports += s.Reports
				if last.Geo == "" {
					last.Geo, last.Lat, last.Lon, last.Located = s.Geo, s.Lat, s.Lon, s.Located
				}
				continue
			case last.key != "" && !yield(last.NameCount, nil):
				return
			}
			last = s
			last.Role = role
		}
		if last.key != "" {
			yield(last.NameCount, nil)
		}
	}
}

// sourceNames are the names of the sources that have a role.
func sourceNames(role store.NameRole, sources iter.Seq2[store.Source, error]) iter.Seq2[store.NameCount, error] {
	return func(yield func(store.NameCount, error) bool) {
		for s, err := range sources {
			if err == nil && string(s.Role) != string(role) {
				continue
			}
			if !yield(store.NameCount{Role: role, Name: s.Name, Claims: s.Claims, Reports: s.Reports}, err) || err != nil {
				return
			}
		}
	}
}

// Carried is who carries whose claims.
func (t *tx) Carried(outlet, speaker string) iter.Seq2[store.Carrying, error] {
	if err := t.summed(); err != nil {
		return failing[store.Carrying](err)
	}
	var w where
	if outlet != "" {
		w.and(`outlet_key = ?`, store.Key(outlet))
	}
	if speaker != "" {
		w.and(`speaker_key = ?`, store.Key(speaker))
	}
	w.and(`claims > 0`)
	return rows(t, `SELECT outlet, speaker, claims FROM carried`+w.String()+` ORDER BY claims DESC, outlet, speaker`, w.args,
		func(r *sql.Rows) (c store.Carrying, err error) { return c, r.Scan(&c.Outlet, &c.Speaker, &c.Claims) })
}

// indexWords puts the words of a report where searches find them.
func (t *tx) indexWords(report int64, r stemma.Report) error {
	return t.exec(`INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)`, report, spaced(r.Title), spaced(r.Text))
}

// spaced sets letters of scripts that write no spaces apart, so that each can be found.
func spaced(s string) string {
	if !strings.ContainsFunc(s, unspaced) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unspaced(r) {
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// matching is the condition of the index of words: each word in this spelling, the
// last one as a beginning too where [store.Begins] says so. Empty when there is nothing to
// look for.
func matching(words []string) string {
	var terms []string
	last := ""
	for _, w := range words {
		if !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			continue
		}
		last = w
		terms = append(terms, `"`+strings.ReplaceAll(spaced(w), `"`, ` `)+`"`)
	}
	if len(terms) == 0 {
		return ""
	}
	query := strings.Join(terms, " ")
	if store.Begins(last) {
		query += "*"
	}
	return query
}

// Search are the reports that have all the words.
func (t *tx) Search(words []string, limit int) ([]store.ReportScore, error) {
	return t.search(words, limit, time.Time{})
}

// SearchBy is the same of what was known by then.
func (t *tx) SearchBy(words []string, limit int, at time.Time) ([]store.ReportScore, error) {
	return t.search(words, limit, at)
}

func (t *tx) search(words []string, limit int, at time.Time) ([]store.ReportScore, error) {
	query := matching(words)
	if query == "" {
		return nil, nil
	}
	var w where
	w.and(`words MATCH ?`, query)
	w.knownBy(`words.rowid`, at)
	// How good a report is takes a look at each place of each word; which have them does not.
	var first int64
	err := t.one(`SELECT rowid FROM words`+w.String()+` ORDER BY rowid DESC LIMIT 1 OFFSET ?`, append(slices.Clone(w.args), store.SearchedThrough-1), &first)
	if err != nil && !errors.Is(err, stemma.ErrNotFound) {
		return nil, fmt.Errorf("search: %w", err)
	}
	if err == nil {
		w.and(`words.rowid >= ?`, first)
	}
	return all(rows(t, `
		SELECT reports.id, -bm25(words, 4.0, 1.0) AS score
		FROM words
		JOIN reports ON reports.seq = words.rowid`+w.String()+`
		ORDER BY score DESC, reports.id
		LIMIT ?`, append(w.args, limit), func(r *sql.Rows) (s store.ReportScore, err error) {
		var id string
		err = r.Scan(&id, &s.Score)
		s.Report = stemma.ReportID(id)
		return s, err
	}))
}
