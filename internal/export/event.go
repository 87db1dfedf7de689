package export

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/internal/store"
)

// event is a matter as one row of event data.
type event struct {
	head       store.Head
	incident   string   // incident is the ACLED sub-event type of most of its claims.
	actors     []string // actors and targets by how many claims name them, the most named first.
	targets    []string
	precision  string // precision of the place: point, city, region …
	outlets    []string
	urls       []string
	headline   string // headline and first are of its oldest report.
	first      stemma.When
	deaths     estimate
	civilians  bool // civilians are among the targets, or are what the dead are called.
	value      estimate
	unit       string
	sentences  []string
	aggregated bool // aggregated counts over a period.
}

// estimate is derived from the last figure of each origin: the least, the lower median
// and the greatest.
type estimate struct {
	low, best, high float64
	origins         int
}

func estimateOf(figures []float64) estimate {
	if len(figures) == 0 {
		return estimate{}
	}
	slices.Sort(figures)
	return estimate{figures[0], figures[(len(figures)-1)/2], figures[len(figures)-1], len(figures)}
}

// eachEvent goes through the chosen matters by id.
func eachEvent(tx store.ReadTx, of Choice, f func(event) error) error {
	for h, err := range tx.MatterHeads(of.Matters) {
		if err != nil {
			return err
		}
		e, err := eventOf(tx, h)
		if err != nil {
			return err
		}
		if err := f(e); err != nil {
			return err
		}
	}
	return nil
}

func eventOf(tx store.ReadTx, h store.Head) (event, error) {
	e := event{head: h}
	incidents, actors, targets, precisions := counter{}, counter{}, counter{}, counter{}
	for c, err := range tx.Claims(store.ClaimFilter{Matter: h.Matter}) {
		if err != nil {
			return e, err
		}
		r, err := tx.Report(c.Report)
		if err != nil {
			return e, err
		}
		if code := codesOf(c); code != nil {
			incidents.add(code.ACLED)
		}
		actors.add(c.Actor.Name)
		targets.add(c.Target.Name)
		precisions.add(c.Place.Geo.Precision)
		e.civilians = e.civilians || isCivilian(c.Target.Name) || c.Kind == stemma.Killed && isCivilian(c.Quantity.Unit)
		e.aggregated = e.aggregated || c.Quantity.Flow
		e.add(c, r)
	}
	e.incident, e.precision = incidents.first(), precisions.first()
	e.actors, e.targets = actors.most(), targets.most()
	slices.Sort(e.outlets)
	slices.Sort(e.urls)
	return e, e.figures(tx)
}

// add takes what a row tells of a claim's report.
func (e *event) add(c stemma.Claim, r stemma.Report) {
	if name := cmp.Or(r.Outlet, string(r.ID)); !slices.Contains(e.outlets, name) {
		e.outlets = append(e.outlets, name)
	}
	if at := cmp.Or(r.URL, string(r.ID)); !slices.Contains(e.urls, at) {
		e.urls = append(e.urls, at)
	}
	if words := strings.Join(strings.Fields(c.Sentence.Of(r.Text)), " "); !slices.Contains(e.sentences, words) {
		e.sentences = append(e.sentences, words)
	}
	if when := r.Published.When; e.headline == "" || when.Known() && store.CompareDates(when, e.first) < 0 {
		e.headline, e.first = r.Title, when
	}
}

// figures derives the row's figures from the tallies of the matter.
func (e *event) figures(tx store.ReadTx) error {
	byUnit := map[string][]float64{}
	var units []string
	for t, err := range tx.Tallies(store.MatterFilter{Matter: e.head.Matter}) {
		if err != nil {
			return err
		}
		if len(t.Series) == 0 {
			continue
		}
		if byUnit[t.Unit] == nil {
			units = append(units, t.Unit)
		}
		byUnit[t.Unit] = append(byUnit[t.Unit], t.Series[len(t.Series)-1].Value)
	}
	slices.SortStableFunc(units, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(byUnit[b]), len(byUnit[a])), cmp.Compare(a, b))
	})
	if len(units) > 0 {
		e.unit, e.value = units[0], estimateOf(byUnit[units[0]])
	}
	if slices.Equal(e.head.Kinds, []stemma.Kind{stemma.Killed}) {
		e.deaths = e.value
	}
	return nil
}

func isCivilian(name string) bool { return strings.Contains(strings.ToLower(name), "civilian") }

// counter counts words.
type counter map[string]int

func (c counter) add(word string) {
	if word != "" {
		c[word]++
	}
}

// most are the words by how often they came, then in order.
func (c counter) most() []string {
	var out []string
	for w := range c {
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(c[b], c[a]), cmp.Compare(a, b)) })
	return out
}

func (c counter) first() string {
	if all := c.most(); len(all) > 0 {
		return all[0]
	}
	return ""
}

// dayOf is the first day of a time; "" when it is open or unknown.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// lastDay is the last day of a time.
func lastDay(w stemma.When) string {
	if w.To.IsZero() {
		return ""
	}
	return w.To.Add(-time.Nanosecond).Format(time.DateOnly)
}

// days is how many days a closed time covers; 0 when it is open.
func days(w stemma.When) int {
	if w.From.IsZero() || w.To.IsZero() {
		return 0
	}
	return max(1, int(w.To.Sub(w.From).Hours()/24+0.5))
}

// acledTime is ACLED's time_precision: 1 a day, 2 within a week, 3 within a month or
// coarser.
func acledTime(w stemma.When) string {
	switch n := days(w); {
	case n == 0:
		return ""
	case n == 1:
		return "1"
	case n <= 7:
		return "2"
	}
	return "3"
}

// ucdpTime is UCDP's date_prec: 1 a day, 2 within six days, 3 a week, 4 a month, 5 a
// year or coarser.
func ucdpTime(w stemma.When) string {
	switch n := days(w); {
	case n == 0:
		return ""
	case n == 1:
		return "1"
	case n <= 6:
		return "2"
	case n == 7:
		return "3"
	case n <= 31:
		return "4"
	}
	return "5"
}

// acledPlace is ACLED's geo_precision: 1 the town, 2 a part of a region, 3 a region.
func acledPlace(precision string) string {
	return map[string]string{"point": "1", "city": "1", "relative": "2", "district": "2", "region": "3", "country": "3"}[precision]
}

// ucdpPlace is UCDP's where_prec: 1 exact, 2 near, 3 second-order division, 4 first-order
// division, 6 country.
func ucdpPlace(precision string) string {
	return map[string]string{"point": "1", "city": "1", "relative": "2", "district": "3", "region": "4", "country": "6"}[precision]
}

// acledEvents are the event type and disorder type of ACLED's sub-event types.
var acledEvents = map[string][2]string{
	"Government regains territory":        {"Battles", "Political violence"},
	"Non-state actor overtakes territory": {"Battles", "Political violence"},
	"Armed clash":                         {"Battles", "Political violence"},
	"Chemical weapon":                     {"Explosions/Remote violence", "Political violence"},
	"Air/drone strike":                    {"Explosions/Remote violence", "Political violence"},
	"Suicide bomb":                        {"Explosions/Remote violence", "Political violence"},
	"Shelling/artillery/missile attack":   {"Explosions/Remote violence", "Political violence"},
	"Remote explosive/landmine/IED":       {"Explosions/Remote violence", "Political violence"},
	"Grenade":                             {"Explosions/Remote violence", "Political violence"},
	"Sexual violence":                     {"Violence against civilians", "Political violence"},
	"Attack":                              {"Violence against civilians", "Political violence"},
	"Abduction/forced disappearance":      {"Violence against civilians", "Political violence"},
	"Peaceful protest":                    {"Protests", "Demonstrations"},
	"Protest with intervention":           {"Protests", "Demonstrations"},
	"Excessive force against protesters":  {"Protests", "Demonstrations; Political violence"},
	"Violent demonstration":               {"Riots", "Demonstrations"},
	"Mob violence":                        {"Riots", "Political violence"},
	"Agreement":                           {"Strategic developments", "Strategic developments"},
	"Arrests":                             {"Strategic developments", "Strategic developments"},
	"Change to group/activity":            {"Strategic developments", "Strategic developments"},
	"Disrupted weapons use":               {"Strategic developments", "Strategic developments"},
	"Headquarters or base established":    {"Strategic developments", "Strategic developments"},
	"Looting/property destruction":        {"Strategic developments", "Strategic developments"},
	"Non-violent transfer of territory":   {"Strategic developments", "Strategic developments"},
	"Other":                               {"Strategic developments", "Strategic developments"},
}

func year(w stemma.When) string {
	if w.From.IsZero() {
		return ""
	}
	return strconv.Itoa(w.From.Year())
}

// number is a figure where there is one.
func (x estimate) number(v float64) string {
	if x.origins == 0 {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func coordinate(g stemma.Geo, v float64) string {
	if !g.Located {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func nth(list []string, n int) string {
	if n < len(list) {
		return list[n]
	}
	return ""
}

// writeACLED writes a matter a row in the columns of ACLED, then what ACLED has no
// column for. A cell that the record cannot tell stays empty.
func writeACLED(tx store.ReadTx, of Choice, w io.Writer) error {
	t, err := newTable(w, "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
		"actor2", "assoc_actor_2", "civilian_targeting", "admin1", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities",
		"event_date_end", "fatalities_low", "fatalities_best", "fatalities_high", "value_low", "value_best", "value_high", "unit",
		"question", "kinds", "n_sources", "n_reports", "n_origins", "origins", "sides", "disputed")
	if err != nil {
		return err
	}
	err = eachEvent(tx, of, func(e event) error {
		h := e.head
		kinds := acledEvents[e.incident]
		civilian := ""
		if e.civilians {
			civilian = "Civilian targeting"
		}
		return t.row(h.Matter, dayOf(h.When.From), year(h.When), acledTime(h.When), kinds[1], kinds[0], e.incident,
			nth(e.actors, 0), strings.Join(e.actors[min(1, len(e.actors)):], "; "), nth(e.targets, 0), strings.Join(e.targets[min(1, len(e.targets)):], "; "),
			civilian, h.In, h.Place, coordinate(h.Geo, h.Geo.Lat), coordinate(h.Geo, h.Geo.Lon), acledPlace(e.precision),
			strings.Join(e.outlets, "; "), "", strings.Join(e.sentences, " | "), e.deaths.number(e.deaths.best),
			lastDay(h.When), e.deaths.number(e.deaths.low), e.deaths.number(e.deaths.best), e.deaths.number(e.deaths.high),
			e.value.number(e.value.low), e.value.number(e.value.best), e.value.number(e.value.high), e.unit,
			h.Question, joined(h.Kinds), strconv.Itoa(len(e.outlets)), strconv.Itoa(h.Reports), strconv.Itoa(len(h.Origins)), originNames(h), sides(h), string(h.Relation))
	})
	if err != nil {
		return err
	}
	return t.end()
}

// writeUCDP writes a matter a row in the columns of UCDP's georeferenced events, then
// what UCDP has no column for.
func writeUCDP(tx store.ReadTx, of Choice, w io.Writer) error {
	t, err := newTable(w, "id", "relid", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
		"source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "latitude", "longitude", "geom_wkt", "event_clarity", "date_prec", "date_start", "date_end",
		"deaths_civilians", "best", "high", "low", "value_best", "value_high", "value_low", "unit", "question", "kinds", "n_reports", "n_origins", "disputed")
	if err != nil {
		return err
	}
	err = eachEvent(tx, of, func(e event) error {
		h := e.head
		wkt, where := "", ""
		if h.Geo.Located {
			wkt, where = "POINT ("+coordinate(h.Geo, h.Geo.Lon)+" "+coordinate(h.Geo, h.Geo.Lat)+")", h.Place
		}
		clarity, civilians := "1", ""
		if e.aggregated || days(h.When) != 1 {
			clarity = "2"
		}
		if isCivilian(e.unit) {
			civilians = e.deaths.number(e.deaths.best)
		}
		return t.row(h.Matter, h.Matter, year(h.When), "", nth(e.actors, 0), nth(e.targets, 0), strconv.Itoa(len(e.outlets)), strings.Join(e.urls, "; "),
			strings.Join(e.outlets, "; "), e.first.ISO(), e.headline, originNames(h), ucdpPlace(e.precision), where, h.Place, h.In,
			coordinate(h.Geo, h.Geo.Lat), coordinate(h.Geo, h.Geo.Lon), wkt, clarity, ucdpTime(h.When), dayOf(h.When.From), lastDay(h.When),
			civilians, e.deaths.number(e.deaths.best), e.deaths.number(e.deaths.high), e.deaths.number(e.deaths.low),
			e.value.number(e.value.best), e.value.number(e.value.high), e.value.number(e.value.low), e.unit,
			h.Question, joined(h.Kinds), strconv.Itoa(h.Reports), strconv.Itoa(len(h.Origins)), string(h.Relation))
	})
	if err != nil {
		return err
	}
	return t.end()
}

func joined[S ~string](list []S) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, "; ")
}

func originNames(h store.Head) string {
	var out []string
	for _, o := range h.Origins {
		out = append(out, o.Name)
	}
	return strings.Join(out, "; ")
}

func sides(h store.Head) string {
	var out []stemma.Side
	for _, o := range h.Origins {
		if !slices.Contains(out, o.Side) {
			out = append(out, o.Side)
		}
	}
	slices.Sort(out)
	return joined(out)
}
