package eval

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"stemma"
	"stemma/internal/read/token"
	"stemma/internal/read/when"
)

// timex is a time expression of a gold document, in bytes.
type timex struct {
	Start int    `json:"b0"`
	End   int    `json:"b1"`
	Text  string `json:"text"`
	Value string `json:"value"`
}

// timeDocument is a gold document of the history texts.
type timeDocument struct {
	ID      string  `json:"id"`
	Created string  `json:"dct"`
	Text    string  `json:"text"`
	Timexes []timex `json:"timex"`
}

// timeCounts are pooled over documents.
type timeCounts struct{ gold, found, strict, relaxed, value int }

// Times takes reading.time.wikiwars.* from every data/time/*.jsonl whose lines hold a
// text with its time expressions, and reading.time.recognizers from those whose lines
// hold cases.
func Times(data string) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "time", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var c timeCounts
	var cases caseCounts
	for _, path := range paths {
		err := eachLine(path, func(line []byte) error {
			var d timeDocument
			if err := json.Unmarshal(line, &d); err != nil {
				return fmt.Errorf("read %s: %w", path, err)
			}
			if d.Text != "" {
				c.add(d)
				return nil
			}
			return cases.add(line, timeCase)
		})
		if err != nil {
			return nil, err
		}
	}
	var out []Figure
	if c.gold > 0 {
		out = append(out,
			Figure{"reading.time.wikiwars.strict", f1(c.strict, c.found, c.gold)},
			Figure{"reading.time.wikiwars.relaxed", f1(c.relaxed, c.found, c.gold)},
			Figure{"reading.time.wikiwars.value", f1(c.value, c.found, c.gold)})
	}
	if cases.all > 0 {
		out = append(out, Figure{"reading.time.recognizers", cases.share()})
	}
	return out, nil
}

// f1 is the harmonic mean of right/found and right/gold.
func f1(right, found, gold int) float64 {
	if found+gold == 0 {
		return 0
	}
	return 2 * float64(right) / float64(found+gold)
}

// caseCounts counts cases that are right as a whole.
type caseCounts struct{ right, all int }

func (c caseCounts) share() float64 { return float64(c.right) / float64(max(1, c.all)) }

func (c *caseCounts) add(line []byte, right func([]byte) (bool, error)) error {
	ok, err := right(line)
	if err != nil {
		return err
	}
	c.all++
	if ok {
		c.right++
	}
	return nil
}

func (c *timeCounts) add(d timeDocument) {
	found := timexesOf(d)
	c.gold += len(d.Timexes)
	c.found += len(found)
	exact := map[stemma.Span]bool{}
	for _, g := range d.Timexes {
		exact[stemma.Span{Start: g.Start, End: g.End}] = true
	}
	for _, p := range found {
		if exact[stemma.Span{Start: p.Start, End: p.End}] {
			c.strict++
		}
	}
	for _, pair := range pairTimexes(d.Timexes, found) {
		c.relaxed++
		if pair[0].Value == pair[1].Value {
			c.value++
		}
	}
}

// pairTimexes pairs gold and found expressions that overlap, one to one: equal spans
// first, then from left to right.
func pairTimexes(gold, found []timex) [][2]timex {
	var out [][2]timex
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	for _, same := range []bool{true, false} {
		for i, g := range gold {
			for j, p := range found {
				if usedGold[i] || usedFound[j] || p.Start >= g.End || g.Start >= p.End || same && (p.Start != g.Start || p.End != g.End) {
					continue
				}
				usedGold[i], usedFound[j] = true, true
				out = append(out, [2]timex{g, p})
			}
		}
	}
	return out
}

// timexesOf reads a document and writes each expression as its annotation scheme
// does: without prepositions, the ends of a range apart, values as TIMEX2 has them.
func timexesOf(d timeDocument) []timex {
	created, err := time.Parse(time.DateOnly, d.Created)
	published := stemma.When{}
	if err == nil {
		published = stemma.DayOf(created.Year(), created.Month(), created.Day())
	}
	tokens, sentences := token.Split(d.Text, []stemma.Block{{Span: stemma.Span{End: len(d.Text)}, Role: stemma.Body}})
	var out []timex
	add := func(r when.Reading, first, last int, value string) {
		s := stemma.Span{Start: r.Words[first].Start, End: r.Words[last-1].End}
		out = append(out, timex{s.Start, s.End, s.Of(d.Text), value})
	}
	for _, r := range when.Readings(d.Text, tokens, sentences, nil, published) {
		if r.Kind == when.InRange {
			add(r, r.Core, r.Mid, timexValue(r.Point, r.Date(false)))
			add(r, r.EndFirst, r.Last, timexValue(r.To, r.Date(true)))
			continue
		}
		last := r.Last
		if r.Relation != when.In && r.Core == r.First { // "1 May and later"
			last = max(r.First+1, last-2)
		}
		add(r, r.Core, last, readingValue(r))
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return slices.Clip(out)
}

// readingValue is the TIMEX2 value of what is no plain point.
func readingValue(r when.Reading) string {
	switch r.Kind {
	case when.ForLength:
		return lengthValue(r.Length)
	case when.EveryTime:
		return repeatValue(r)
	case when.Vaguely:
		switch r.Refers {
		case "past", "present", "future":
			return strings.ToUpper(r.Refers) + "_REF"
		}
		return "null"
	}
	return timexValue(r.Point, r.Date(false))
}

// lengthValue writes "P2M", "PT3H", "PXD" where the count was vague, "P1DE".
func lengthValue(l when.Length) string {
	letter := map[when.Unit]string{when.Second: "S", when.Minute: "M", when.Hour: "H", when.Night: "D", when.Day: "D", when.Weekend: "WE", when.Week: "W", when.Fortnight: "W",
		when.Month: "M", when.SeasonUnit: "M", when.Quarter: "Q", when.Year: "Y", when.Decade: "DE", when.Century: "CE", when.Millennium: "ML"}[l.Unit]
	n := fmt.Sprintf("%g", l.N)
	if l.Few {
		n = "X"
	}
	if l.Unit == when.Fortnight {
		n = "2"
	}
	if l.Unit <= when.Hour {
		return "PT" + n + letter
	}
	return "P" + n + letter
}

func repeatValue(r when.Reading) string {
	switch {
	case r.Point.Weekday > 0:
		return fmt.Sprintf("XXXX-WXX-%d", r.Point.Weekday)
	case r.Words[r.First].Text == "per":
		return lengthValue(r.Length)
	}
	switch r.Length.Unit {
	case when.Year:
		return "XXXX"
	case when.Month:
		return "XXXX-XX"
	case when.Week:
		return "XXXX-WXX"
	}
	return "XXXX-XX-XX"
}

// timexValue is the TIMEX2 value of a point and its date.
func timexValue(p when.Point, w stemma.When) string {
	if p.Form == when.Stretch || p.Form == when.Nth && p.Unit > when.Day && p.Length.Unit > 0 {
		l := p.Length
		if l.N == 0 {
			l.N = 1
		}
		return lengthValue(l)
	}
	v := dateValue(p, w)
	switch part := timexParts[p.Part]; {
	case p.Clock.Said && v != "null":
		return fmt.Sprintf("%sT%02d:%02d", v, p.Clock.Hour, p.Clock.Minute)
	case p.Clock.Said:
		return fmt.Sprintf("XXXX-XX-XXT%02d:%02d", p.Clock.Hour, p.Clock.Minute)
	case part != "" && v != "null":
		return v + part
	case part != "":
		return "XXXX-XX-XX" + part
	}
	return v
}

var timexParts = map[string]string{"morning": "TMO", "dawn": "TMO", "forenoon": "TMO", "midday": "TMI", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "overnight": "TNI", "daytime": "TDT"}

func dateValue(p when.Point, w stemma.When) string {
	if !w.Known() || w.From.IsZero() {
		if p.Season != "" {
			return "XXXX-" + timexSeasons[p.Season]
		}
		if p.Form == when.Shifted && p.Length.Few && p.Length.Unit >= when.Day {
			return "XXXX-XX"
		}
		return "null"
	}
	y := w.From.Year()
	year := fmt.Sprintf("%04d", y)
	if y <= 0 {
		year = fmt.Sprintf("BC%04d", 1-y)
	}
	switch {
	case p.Century > 0:
		return fmt.Sprintf("%02d", p.Century-1)
	case p.Century < 0:
		return fmt.Sprintf("BC%02d", -p.Century-1)
	case p.Decade > 0:
		return year[:3]
	case p.Decade < 0:
		return fmt.Sprintf("BC%03d", -p.Decade/10)
	case p.Season != "" && w.Precision == stemma.Season:
		return year + "-" + timexSeasons[p.Season]
	case p.Unit == when.Decade && p.Form == when.Relative:
		return year[:3]
	case p.Half > 0:
		return fmt.Sprintf("%s-H%d", year, p.Half)
	case p.Section == "second-half" && w.Precision == stemma.Year:
		return year + "-H2"
	case p.Section == "first-half" && w.Precision == stemma.Year:
		return year + "-H1"
	}
	switch w.Precision {
	case stemma.Year:
		return year
	case stemma.Month:
		return fmt.Sprintf("%s-%02d", year, w.From.Month())
	case stemma.Week:
		y, n := w.From.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, n)
	}
	return fmt.Sprintf("%s-%02d-%02d", year, w.From.Month(), w.From.Day())
}

var timexSeasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
