package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// row is one JSON object of a gold or an export file. Null, empty strings and
// empty lists are absent.
type row map[string]any

// readRows reads a JSON Lines file; a missing one has no rows.
func readRows(path string) ([]row, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read gold: %w", err)
	}
	var rows []row
	for n, line := range bytes.Split(raw, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.UseNumber()
		var r row
		if err := dec.Decode(&r); err != nil {
			return nil, fmt.Errorf("read %s line %d: %w", filepath.Base(path), n+1, err)
		}
		for k, v := range r {
			if list, ok := v.([]any); v == nil || v == "" || ok && len(list) == 0 {
				delete(r, k)
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// str is the field as text; "" when absent.
func (r row) str(field string) string {
	switch v := r[field].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// has reports whether the field is there.
func (r row) has(field string) bool { _, ok := r[field]; return ok }

// list is the field as a list of objects.
func (r row) list(field string) []row {
	raw, _ := r[field].([]any)
	out := make([]row, 0, len(raw))
	for _, v := range raw {
		if m, ok := v.(map[string]any); ok {
			out = append(out, row(m))
		}
	}
	return out
}

// object is the field as an object.
func (r row) object(field string) row {
	m, _ := r[field].(map[string]any)
	return row(m)
}

var (
	articlePrefix = regexp.MustCompile(`\b(al|el|ad|as|ar|ash)-`)
	notPlain      = regexp.MustCompile(`[^a-z0-9%/ ]+`)
	plainStop     = map[string]bool{
		"the": true, "a": true, "an": true, "of": true, "city": true,
		"town": true, "province": true, "governorate": true,
	}
)

// plain folds a name or a sentence so that spelling, accents, articles and
// punctuation do not count.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if r < 0x80 {
			b.WriteRune(r)
		}
	}
	s = strings.ToLower(b.String())
	s = articlePrefix.ReplaceAllString(s, "")
	s = notPlain.ReplaceAllString(s, " ")
	words := strings.Fields(s)
	kept := words[:0]
	for _, w := range words {
		if !plainStop[w] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// dayRange is an ISO day, month, year or interval as civil days, counted from
// year 1; an end that is open is absent.
type dayRange struct {
	from, to       int
	hasFrom, hasTo bool
}

// ordinal counts the days from 1 January of year 1, which is day 1.
func ordinal(t time.Time) int {
	return int(t.Unix()/86400) + 719163
}

// parseDays reads what an export may hold in a field of time.
func parseDays(s string) (dayRange, error) {
	a, b, interval := strings.Cut(s, "/")
	if !interval {
		b = a
	}
	var d dayRange
	var err error
	if d.from, d.hasFrom, err = parseDay(a, false); err != nil {
		return d, err
	}
	d.to, d.hasTo, err = parseDay(b, true)
	return d, err
}

func parseDay(s string, last bool) (day int, known bool, err error) {
	if s == "" || s == ".." {
		return 0, false, nil
	}
	part := [3]int{}
	for i, f := range strings.Split(s[:min(10, len(s))], "-") {
		if i > 2 {
			break
		}
		if part[i], err = strconv.Atoi(f); err != nil {
			return 0, false, fmt.Errorf("parse day %q: %w", s, err)
		}
	}
	y, m, d := part[0], part[1], part[2]
	if y < 1 || y > 9999 || m < 0 || m > 12 || d < 0 || d > 31 {
		return 0, false, fmt.Errorf("parse day %q: out of range", s)
	}
	switch {
	case m == 0 && last:
		return ordinal(time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC)), true, nil
	case m == 0:
		return ordinal(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)), true, nil
	case d == 0 && last:
		return ordinal(time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)), true, nil
	case d == 0:
		return ordinal(time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)), true, nil
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return 0, false, fmt.Errorf("parse day %q: no such day", s)
	}
	return ordinal(t), true, nil
}

// sameTime reports whether two times share at least half of the days that they
// cover together; open ends must be equal.
func sameTime(a, b string) bool {
	x, err := parseDays(a)
	if err != nil {
		return false
	}
	y, err := parseDays(b)
	if err != nil {
		return false
	}
	if !x.hasFrom || !x.hasTo || !y.hasFrom || !y.hasTo {
		return x == y
	}
	both := min(x.to, y.to) - max(x.from, y.from) + 1
	either := max(x.to, y.to) - min(x.from, y.from) + 1
	return both > 0 && float64(both)/float64(either) >= 0.5
}

// agree reports whether a gold and a predicted value of a slot are the same.
func agree(slot, g, p string) bool {
	switch slot {
	case "time":
		return sameTime(g, p)
	case "value":
		x, err := strconv.ParseFloat(g, 64)
		if err != nil {
			return false
		}
		y, err := strconv.ParseFloat(p, 64)
		return err == nil && max(x-y, y-x) < 1e-9
	case "speaker": // The body or the person will do.
		for _, x := range strings.Split(g, "/") {
			for _, y := range strings.Split(p, "/") {
				if plain(x) == plain(y) {
					return true
				}
			}
		}
		return false
	case "actor", "target", "place", "unit":
		return sameName(plain(g), plain(p))
	}
	return plain(g) == plain(p)
}

// sameName reports whether two plain names are equal or one stands in the other.
func sameName(a, b string) bool {
	if a == "" {
		return false
	}
	if a == b {
		return true
	}
	short := a
	if len(b) < len(a) {
		short = b
	}
	return len(short) > 3 &&
		(strings.Contains(" "+b+" ", " "+a+" ") || strings.Contains(" "+a+" ", " "+b+" "))
}
