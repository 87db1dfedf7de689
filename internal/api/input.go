package api

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"time"

	"stemma"
)

// Moment is the parameter of everything that shows the record.
type Moment struct {
	AsOf string `query:"as_of" maxLength:"40" doc:"Show the record as it was known at this time: a day (its end) or an instant, ISO 8601." example:"2025-03-05"`
}

// moment is the time asked for: of a day, its last instant. Zero is now.
func (in Moment) moment() (time.Time, error) {
	if in.AsOf == "" {
		return time.Time{}, nil
	}
	w, err := stemma.ParseISO(in.AsOf)
	if err != nil || w.From.IsZero() {
		return time.Time{}, badInput{"query.as_of", "want a day or an instant in ISO 8601, 2025-03-05 or 2025-03-05T12:00:00Z"}
	}
	if w.To.After(w.From) {
		return w.To.Add(-time.Nanosecond), nil
	}
	return w.From, nil
}

// Paged are the parameters of every list.
type Paged struct {
	Cursor string `query:"cursor" maxLength:"4000" doc:"The next of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"At most so many."`
}

// Filter are the parameters that choose what a list shows. A list of another noun
// shows what such a claim stands in or answers.
type Filter struct {
	From       string   `query:"from" maxLength:"40" doc:"From this day on, ISO 8601." example:"2025-03-01"`
	To         string   `query:"to" maxLength:"40" doc:"Until this day, included."`
	Place      string   `query:"place" maxLength:"300" doc:"A place or what lies in it: by name, or by its id in the gazetteer."`
	Kind       []string `query:"kind" maxItems:"18" enum:"control,clash,strike,killed,wounded,detained,displaced,strength,movement,losses,destruction,share,talks,agreement,call,accuse,condition,assessment" doc:"Kinds of claims, with commas between them."`
	Actor      string   `query:"actor" maxLength:"300" doc:"Who acts or is acted on."`
	Speaker    string   `query:"speaker" maxLength:"300" doc:"Who says it."`
	Side       []string `query:"side" maxItems:"7" enum:"party,state body,monitor,humanitarian body,witness,newsroom,unknown" doc:"Sides of those who say it."`
	Stance     []string `query:"stance" maxItems:"6" enum:"asserted,denied,disputed,expected,called-for,conditional"`
	MinOrigins int      `query:"min_origins" minimum:"0" maximum:"1000" doc:"On at least so many independent origins."`
	Q          string   `query:"q" maxLength:"500" doc:"Words that the text has."`
}

// span is the half-open time between from and to.
func (in Filter) span() (from, to time.Time, err error) {
	if in.From != "" {
		w, err := stemma.ParseISO(in.From)
		if err != nil {
			return from, to, badInput{"query.from", "want a day, month, year or instant in ISO 8601"}
		}
		from = w.From
	}
	if in.To != "" {
		w, err := stemma.ParseISO(in.To)
		if err != nil {
			return from, to, badInput{"query.to", "want a day, month, year or instant in ISO 8601"}
		}
		to = w.To
	}
	if !from.IsZero() && !to.IsZero() && !from.Before(to) {
		return from, to, badInput{"query.to", "it is before from"}
	}
	return from, to, nil
}

// List is the input of a list.
type List struct {
	Moment
	Paged
	Filter
}

// byID is the input of one thing.
type byID struct {
	Moment
	ID string `path:"id" maxLength:"4000" doc:"Id of it; what has a slash in it is percent-encoded."`
}

// byName is the input of one thing that has a name.
type byName struct {
	Moment
	Name string `path:"name" maxLength:"400" doc:"Name of it; what has a slash in it is percent-encoded."`
}

// A cursor is the sort key of the last item of a page, made opaque: fields in the
// encoding of a query, in base64.

// badCursor is an error for a cursor that no page of the list gave.
var badCursor = badInput{"query.cursor", "not a cursor of this list; take the next of a page"}

// cursor makes the cursor of a sort key.
func cursor(key ...string) string {
	v := url.Values{"k": key}
	return base64.RawURLEncoding.EncodeToString([]byte(v.Encode()))
}

// after is the sort key that a cursor holds, of n fields; nil for no cursor.
func (in Paged) after(n int) ([]string, error) {
	if in.Cursor == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(in.Cursor)
	if err != nil {
		return nil, badCursor
	}
	v, err := url.ParseQuery(string(b))
	if err != nil || len(v["k"]) != n {
		return nil, badCursor
	}
	return v["k"], nil
}

// kinds, sides and stances are the parameters as the record has them.
func (in Filter) kinds() []stemma.Kind { return typed[stemma.Kind](in.Kind) }

func typed[S ~string](list []string) []S {
	var out []S
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, S(s))
		}
	}
	return out
}

// notFound is an error for what a path names.
func notFound(noun, id string) error { return fmt.Errorf("%s %q: %w", noun, id, stemma.ErrNotFound) }
