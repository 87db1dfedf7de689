// Package invent makes reports of invented events, for tests and benchmarks of the
// record: wires, reprints, rewrites, excerpts, updates with another toll, rival
// accounts, background that everyone repeats. The same seed gives the same reports.
package invent

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"iter"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"

	"stemma"
	"stemma/internal/text"
)

// Corpus is an invented war.
type Corpus struct {
	Seed    uint64
	Reports int // Reports is how many there are; about 20 an event.
	Towns   int // Towns in which events happen, some far more often than others; 300 when 0.
	Events  int // Events are how many are in the news at once; 40 when 0.
	Pace    int // Pace is how many reports there are a day in the mean; about 260 when 0.
}

// Long is a war of n reports. 100,000 are three years of it: 91 a day about four or five
// events, each of which about 20 reports tell within two or three days, nine in ten of them
// with the words of a wire, in one of a thousand towns, of which the first has every
// thirtieth event.
func Long(seed uint64, n int) Corpus {
	return Corpus{Seed: seed, Reports: n, Towns: 1000, Events: 12, Pace: 91}
}

// reportsAnEvent is how many reports an event gets in the mean.
const reportsAnEvent = 20

// Docs are the reports of c as a reader would have read them, in order of
// publication.
func (c Corpus) Docs() iter.Seq[*text.Doc] {
	return func(yield func(*text.Doc) bool) {
		w := newWar(c)
		var events []*event
		for i := range c.Reports {
			for len(events) < cmp.Or(c.Events, 40) {
				events = append(events, w.event())
			}
			k := w.rand.IntN(len(events))
			e := events[k]
			w.clock = w.clock.Add(time.Duration(w.rand.IntN(c.longestPause())) * time.Minute)
			if !yield(w.report(e, i)) {
				return
			}
			if w.rand.IntN(reportsAnEvent) == 0 {
				events[k] = w.event()
			}
		}
	}
}

// longestPause is how many minutes lie between two reports at most, and one more.
func (c Corpus) longestPause() int {
	if c.Pace == 0 {
		return 12
	}
	return 2*24*60/c.Pace + 1
}

// war is what the reports are about and who writes them.
type war struct {
	rand     *rand.Rand
	clock    time.Time
	towns    []string
	zipf     *rand.Zipf
	words    []string
	backdrop []string
	events   int
}

func newWar(c Corpus) *war {
	r := rand.New(rand.NewPCG(c.Seed, 0x57a3))
	towns := cmp.Or(c.Towns, 300)
	w := &war{rand: r, clock: time.Date(2031, time.January, 1, 0, 0, 0, 0, time.UTC)}
	for range towns {
		w.towns = append(w.towns, title(w.nonce()+w.nonce()))
	}
	w.zipf = rand.NewZipf(r, 1.2, 10, uint64(towns-1))
	for range 4000 {
		w.words = append(w.words, w.nonce()+w.nonce())
	}
	for range 60 {
		w.backdrop = append(w.backdrop, title(w.filler(12))+".")
	}
	return w
}

// nonce is a syllable or two.
func (w *war) nonce() string {
	const heads, vowels, tails = "bdfghjklmnprstvz", "aeiou", "lmnrst"
	s := string(heads[w.rand.IntN(len(heads))]) + string(vowels[w.rand.IntN(len(vowels))])
	if w.rand.IntN(2) == 0 {
		s += string(tails[w.rand.IntN(len(tails))])
	}
	return s
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// filler is n words that nobody else is likely to write in this order.
func (w *war) filler(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = w.words[w.rand.IntN(len(w.words))]
	}
	return strings.Join(list, " ")
}

var (
	sides    = []string{"Zarvik Militia", "Polmet Brigades", "Drusan Army", "Kelvor Movement"}
	speakers = []string{"the War Monitor", "the Defence Ministry", "the Red Lamp", "the Governor's Office", "the Army's Bureau"}
	wires    = []string{"Meridian Wire", "Harbour Press", "Continental"}
)

// outlets is how many outlets there are.
const outlets = 80

// line is a sentence with its claims.
type line struct {
	words  string
	claims []draft
}

// draft is a claim by its words; all of them stand in the sentence.
type draft struct {
	kind          stemma.Kind
	change        stemma.Change
	span          string
	actor, target string
	place         string
	value         float64
	unit          string
	speaker       string
}

// event is what happened, and the wire text about it so far.
type event struct {
	number int
	town   string
	day    time.Time
	toll   int
	wire   string
	lines  []line
	told   time.Time
}

func (w *war) event() *event {
	w.events++
	e := &event{
		number: w.events, town: w.towns[w.zipf.Uint64()], toll: 3 + w.rand.IntN(60), wire: wires[w.rand.IntN(len(wires))],
		day: w.clock.Truncate(24 * time.Hour),
	}
	e.lines = w.account(e)
	return e
}

// account is a fresh text about an event.
func (w *war) account(e *event) []line {
	a, b := w.rand.IntN(len(sides)), w.rand.IntN(len(sides)-1)
	if b >= a {
		b++
	}
	who := speakers[w.rand.IntN(len(speakers))]
	lines := []line{
		w.killed(e.town, e.toll, who),
		w.taken(sides[a], sides[b], e.town, speakers[w.rand.IntN(len(speakers))]),
		w.clash(sides[a], sides[b], e.town, who),
		w.fled(e.town, 100*(1+w.rand.IntN(80)), who),
	}
	w.rand.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	for range 2 + w.rand.IntN(5) {
		lines = append(lines, line{words: title(w.filler(8+w.rand.IntN(8))) + "."})
	}
	return append(lines, line{words: w.backdrop[w.rand.IntN(len(w.backdrop))]})
}

func (w *war) killed(town string, n int, who string) line {
	said := fmt.Sprintf("at least %d people were killed near the %s %s in %s", n, w.filler(1), w.filler(1), town)
	return line{title(said) + ", " + who + " said.", []draft{{
		kind: stemma.Killed, span: title(said), target: "people", place: town, value: float64(n), unit: "people", speaker: who,
	}}}
}

func (w *war) taken(a, b, town, who string) line {
	said := fmt.Sprintf("the %s captured %s from the %s after a %s %s", a, town, b, w.filler(1), w.filler(1))
	return line{title(said) + ", according to " + who + ".", []draft{{
		kind: stemma.Control, change: stemma.Capture, span: title(said), actor: a, target: b, place: town, speaker: who,
	}}}
}

func (w *war) clash(a, b, town, who string) line {
	said := fmt.Sprintf("clashes between the %s and the %s went on around the %s of %s", a, b, w.filler(2), town)
	return line{title(who) + " said " + said + ".", []draft{{
		kind: stemma.Clash, span: said, actor: a, target: b, place: town, speaker: who,
	}}}
}

func (w *war) fled(town string, n int, who string) line {
	said := fmt.Sprintf("%d people fled %s towards the %s", n, town, w.filler(2))
	return line{title(who) + " said " + said + ".", []draft{{
		kind: stemma.Displaced, span: said, target: "people", place: town, value: float64(n), unit: "people", speaker: who,
	}}}
}

// rewrites are the changes that a desk makes to a wire.
var rewrites = [][2]string{
	{" captured ", " seized "}, {" went on ", " continued "}, {" were killed ", " died "}, {" fled ", " left "}, {" after a ", " following a "}, {" towards ", " for "},
}

// edited is l as a desk has changed it.
func (w *war) edited(l line) line {
	r := rewrites[w.rand.IntN(len(rewrites))]
	out := line{words: strings.Replace(l.words, r[0], r[1], 1)}
	for _, c := range l.claims {
		c.span = strings.Replace(c.span, r[0], r[1], 1)
		out.claims = append(out.claims, c)
	}
	return out
}

// updated is the text of e with another toll, which the wire sends from now on.
func (w *war) updated(e *event) []line {
	before := strconv.Itoa(e.toll) + " people were"
	e.toll += 1 + w.rand.IntN(9)
	after := strconv.Itoa(e.toll) + " people were"
	var lines []line
	for _, l := range e.lines {
		out := line{words: strings.Replace(l.words, before, after, 1)}
		for _, c := range l.claims {
			if c.kind == stemma.Killed {
				c.span, c.value = strings.Replace(c.span, before, after, 1), float64(e.toll)
			}
			out.claims = append(out.claims, c)
		}
		lines = append(lines, out)
	}
	e.lines = append(lines, line{words: title(w.filler(10)) + "."})
	return e.lines
}

// report is the i-th report, about e.
func (w *war) report(e *event, i int) *text.Doc {
	r := &stemma.Report{
		ID:       stemma.ReportID(fmt.Sprintf("%06d-%d.txt", i, e.number)),
		Version:  1,
		Outlet:   fmt.Sprintf("Outlet %d", w.rand.IntN(outlets)),
		Agencies: []stemma.Credit{{Agency: e.wire, Evidence: "byline"}},
		Language: "en",
	}
	day := w.clock.Truncate(24 * time.Hour)
	r.Published = stemma.Dating{When: stemma.When{From: day, To: day.AddDate(0, 0, 1), Precision: stemma.Day}, Evidence: "input"}
	r.Title = fmt.Sprintf("Fighting in %s", e.town)
	lines := e.lines
	switch k := w.rand.IntN(100); {
	case e.told.IsZero() || k < 30: // the wire itself, or a whole copy
	case k < 65:
		lines = nil
		for _, l := range e.lines {
			lines = append(lines, w.edited(l))
		}
		lines = append(lines, line{words: title(w.filler(9)) + "."})
	case k < 78:
		lines = w.updated(e)
	case k < 88:
		lines = e.lines[:2+w.rand.IntN(len(e.lines)-2)]
	default:
		rival := *e
		rival.toll += w.rand.IntN(30)
		lines, r.Agencies = w.account(&rival), nil
	}
	e.told = w.clock
	return document(r, lines, e.day)
}

// document is a report of lines as a reader would have read it.
func document(r *stemma.Report, lines []line, day time.Time) *text.Doc {
	d := &text.Doc{Report: r}
	var b strings.Builder
	for _, l := range lines {
		s := stemma.Span{Start: b.Len(), End: b.Len() + len(l.words)}
		b.WriteString(l.words)
		b.WriteString(" ")
		first := len(d.Tokens)
		d.Tokens = append(d.Tokens, tokens(l.words, s.Start)...)
		d.Sentences = append(d.Sentences, text.Sentence{Span: s, First: first, Last: len(d.Tokens)})
		for n, c := range l.claims {
			d.Claims = append(d.Claims, c.claim(r.ID, l.words, s, day, n))
			at := strings.Index(l.words, c.place) + s.Start
			if p := (stemma.Span{Start: at, End: at + len(c.place)}); len(d.Places) == 0 || d.Places[len(d.Places)-1].End <= p.Start {
				d.Places = append(d.Places, text.Place{Span: p, Name: c.place, Antecedent: -1})
			}
		}
	}
	r.Text = b.String()
	r.Blocks = []stemma.Block{{Span: stemma.Span{End: len(r.Text)}, Role: stemma.Body}}
	return d
}

// tokens are the words of a sentence that starts at byte at.
func tokens(words string, at int) []text.Token {
	var list []text.Token
	start := -1
	for i, c := range words + " " {
		if letter := c != ' ' && c != ',' && c != '.'; letter && start < 0 {
			start = i
		} else if !letter && start >= 0 {
			list = append(list, text.Token{Span: stemma.Span{Start: at + start, End: at + i}, SpaceAfter: c == ' '})
			start = -1
		}
	}
	return list
}

func (c draft) claim(report stemma.ReportID, words string, s stemma.Span, day time.Time, n int) stemma.Claim {
	at := func(part string) stemma.Span {
		i := strings.Index(words, part)
		return stemma.Span{Start: s.Start + i, End: s.Start + i + len(part)}
	}
	out := stemma.Claim{
		Report: report, Sentence: s, Span: at(c.span), Kind: c.kind, Change: c.change,
		Actor: stemma.Party{Name: c.actor}, Target: stemma.Party{Name: c.target},
		Place:   stemma.Location{Name: c.place},
		When:    stemma.When{From: day, To: day.AddDate(0, 0, 1), Precision: stemma.Day},
		Speaker: stemma.Speaker{Body: c.speaker}, Stance: stemma.Asserted, Cue: "said",
		Cites: map[stemma.Field]stemma.Span{stemma.FieldPlace: at(c.place)},
	}
	if c.unit != "" {
		out.Quantity = stemma.Quantity{Value: c.value, HasValue: true, Bound: stemma.Exact, Unit: c.unit}
		out.Cites[stemma.FieldValue] = at(strconv.Itoa(int(c.value)))
	}
	var b [8]byte
	sum := xxhash.Sum64String(fmt.Sprint(report, out.Span, out.Kind, out.Speaker, n))
	for i := range b {
		b[i] = byte(sum >> (8 * i))
	}
	out.ID = stemma.ClaimID("c" + hex.EncodeToString(b[:]))
	return out
}
