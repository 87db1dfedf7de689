package eval

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/internal/read/token"
	"stemma/internal/read/when"
	"stemma/internal/text"
)

// timeValue is one reading of an expression: a value, or the two ends of a range of
// which one may be open. A repetition has its timex as value, since no other is given.
type timeValue struct{ Type, Value, Start, End string }

// timeResult is an expression with its readings, sorted.
type timeResult struct {
	Text   string
	Values []timeValue
}

// recognizerCase is one case of the benchmark, in both of the shapes it comes in.
type recognizerCase struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []struct {
		Text       string
		Resolution *recognizerValues
		Value      *recognizerValues
	}
}

type recognizerValues struct {
	Values []struct {
		Timex, Type, Value, Start, End string
	} `json:"values"`
	Timex            string
	FutureResolution map[string]string
	PastResolution   map[string]string
}

// expected are the results of a case.
func (c recognizerCase) expected() []timeResult {
	var out []timeResult
	for _, r := range c.Results {
		v := r.Resolution
		if v == nil {
			v = r.Value
		}
		if v == nil {
			v = &recognizerValues{}
		}
		x := timeResult{Text: strings.ToLower(r.Text)}
		for _, one := range v.Values {
			t := timeValue{one.Type, one.Value, one.Start, one.End}
			if one.Type == "set" {
				t.Value = one.Timex
			}
			x.Values = append(x.Values, t)
		}
		for _, m := range []map[string]string{v.FutureResolution, v.PastResolution} {
			if m != nil && len(m) == 0 {
				x.Values = append(x.Values, timeValue{Type: "daterange", Value: "not resolved"})
			}
			if t, ok := parserValue(m, v.Timex); ok {
				x.Values = append(x.Values, t)
			}
		}
		x.Values = tidyValues(x.Values)
		out = append(out, x)
	}
	return out
}

// parserValue reads the shape of the single parsers: {"startDate": …, "endDate": …}.
func parserValue(m map[string]string, timex string) (timeValue, bool) {
	for key, v := range m {
		switch key {
		case "date", "time", "dateTime", "duration":
			return timeValue{Type: strings.ToLower(key), Value: v}, true
		case "set":
			return timeValue{Type: "set", Value: timex}, true
		case "startDate", "endDate":
			return timeValue{Type: "daterange", Start: m["startDate"], End: m["endDate"]}, true
		}
	}
	return timeValue{}, false
}

// tidyValues sorts and drops doubles.
func tidyValues(vs []timeValue) []timeValue {
	sort.Slice(vs, func(i, j int) bool { return fmt.Sprint(vs[i]) < fmt.Sprint(vs[j]) })
	return slices.Compact(vs)
}

// timeCase reports whether the expressions found in a case and their readings equal
// the expected ones.
func timeCase(line []byte) (bool, error) {
	var c recognizerCase
	if err := json.Unmarshal(line, &c); err != nil {
		return false, fmt.Errorf("read a time case: %w", err)
	}
	return slices.EqualFunc(c.expected(), c.found(), func(a, b timeResult) bool {
		return a.Text == b.Text && slices.Equal(a.Values, b.Values)
	}), nil
}

// found reads the case and writes what was found as the benchmark does.
func (c recognizerCase) found() []timeResult {
	ref, err := time.Parse("2006-01-02T15:04:05", c.Context.ReferenceDateTime)
	published := stemma.When{}
	if err == nil {
		published = stemma.When{From: ref, To: ref.Add(time.Minute), Precision: stemma.Minute}
	}
	tokens, _ := token.Split(c.Input, []stemma.Block{{Span: stemma.Span{End: len(c.Input)}, Role: stemma.Body}})
	sentences := []text.Sentence{{Span: stemma.Span{End: len(c.Input)}, Last: len(tokens)}}
	var out []timeResult
	for _, r := range when.Readings(c.Input, tokens, sentences, nil, published) {
		w := recognizerWriter{r, ref}
		values := w.values()
		if len(values) == 0 {
			continue
		}
		out = append(out, timeResult{strings.ToLower(w.span().Of(c.Input)), tidyValues(values)})
	}
	return out
}

// recognizerWriter writes one reading with the hours and dates of the benchmark.
type recognizerWriter struct {
	when.Reading
	ref time.Time
}

// span is the reading's words as the benchmark cuts them: without the article of a
// section or of a count of units.
func (w recognizerWriter) span() stemma.Span {
	first := w.First
	word := func(i int) string { return w.Words[i].Text }
	p := w.Point
	switch {
	case w.bareFrom():
		first = w.Core
		if word(first) == "the" {
			first++
		}
	case w.Kind == when.ForLength && (word(first) == "more" || word(first) == "less") && word(first+1) == "than":
	case w.Kind == when.ForLength:
		for first < w.Last-1 && strings.Contains(" more than less at least up to about around nearly almost over under some roughly close only just little ", " "+word(first)+" ") {
			first++
		}
	case w.Relation == when.In && w.Kind == when.AtPoint && word(first) == "the":
		drops := p.Section != "" && p.Form != when.Nth || p.Form == when.Named || p.Form == when.Stretch && p.Length.Unit != when.Decade ||
			p.Form == when.Relative && p.Unit == when.Quarter ||
			p.Form == when.Relative && strings.Contains(" same following coming ", " "+word(first+1)+" ") && p.Unit > when.Day && !strings.Contains(word(first+1), "week")
		if drops || p.Form == when.Calendar && p.HasYear && p.Month == 0 && p.Season == "" && p.Quarter == 0 && p.Half == 0 && p.Decade == 0 && p.Century == 0 {
			first++
			if word(first) == "year" && p.Form == when.Calendar {
				first++
			}
		}
	case p.Form == when.NoDate && p.Part != "" && !p.Clock.Said && first > 1 && word(first) == "the" && word(first-1) == "in":
		first--
	}
	if p.Form == when.NoDate && p.Part != "" && w.Kind == when.AtPoint && w.Relation == when.In && w.Core == w.First {
		for first > 0 && (word(first-1) == "in" || word(first-1) == "at" && p.Part == "midday" || word(first) == "the" && word(first-1) == "during") {
			first--
		}
	}
	if w.Rule == "length from" && word(first) == "for" && strings.Contains(w.words(), " starting ") {
		first++
	}
	if p.Form == when.Shifted && (word(first) == "about" || word(first) == "around") {
		first++
	}
	if p.Form == when.Stretch && first > 1 && word(first-1) == "the" && word(first-2) == "within" {
		first--
	}
	if p.Form == when.Stretch && first > 0 && word(first-1) == "within" {
		first--
	}
	if p.Form == when.Shifted && p.Of != nil && word(first) == "in" {
		first++
	}
	if p.Form == when.Weekday && p.Of != nil && p.Of.Shift >= 0 && first > 0 && word(first-1) == "on" {
		first--
	}
	if p.Late != "" && p.Form == when.NoDate && word(first) == "in" {
		first++
	}
	last := w.Last
	if zone := w.Point.Clock.Zone + w.To.Clock.Zone; zone != "" && last-1 > first && word(last-1) == zone {
		last--
	}
	return stemma.Span{Start: w.Words[first].Start, End: w.Words[last-1].End}
}

// words are the words of the reading between blanks.
func (w recognizerWriter) words() string {
	out := " "
	for _, x := range w.Words[w.First:w.Last] {
		out += x.Text + " "
	}
	return out
}

const (
	recognizerDate     = time.DateOnly
	recognizerDateTime = time.DateTime
	recognizerTime     = time.TimeOnly
)

// values are the readings; none for what the benchmark does not know.
func (w recognizerWriter) values() []timeValue {
	switch w.Kind {
	case when.ForLength:
		return []timeValue{{Type: "duration", Value: seconds(w.Length)}}
	case when.EveryTime:
		return []timeValue{{Type: "set", Value: w.setTimex()}}
	case when.Vaguely:
		if w.Refers == "present" && strings.Contains(" now minute moment present time ", " "+w.Words[w.Last-1].Text+" ") {
			return []timeValue{{Type: "datetime", Value: w.ref.Format(recognizerDateTime)}}
		}
		return nil
	case when.InRange:
		return w.rangeValues()
	}
	if w.Point.Season != "" {
		return []timeValue{{Type: "daterange", Value: "not resolved"}}
	}
	var out []timeValue
	for _, x := range w.intervals(w.Point) {
		out = append(out, w.write(x))
	}
	if len(out) == 0 && w.Point.Form == when.Calendar && w.Point.Day > 28 {
		return []timeValue{{Type: "date", Value: "not resolved"}}
	}
	return out
}

// seconds is a length in seconds.
func seconds(l when.Length) string {
	per := map[when.Unit]float64{when.Second: 1, when.Minute: 60, when.Hour: 3600, when.Night: 86400, when.Day: 86400, when.Weekend: 172800, when.Week: 604800,
		when.Fortnight: 1209600, when.Month: 2592000, when.Quarter: 7776000, when.Year: 31536000, when.Decade: 315360000, when.Century: 3153600000}
	total := 0.0
	for _, part := range append([]when.Length{l}, l.More...) {
		total += part.N * per[part.Unit]
	}
	return strconv.FormatFloat(total, 'f', -1, 64)
}

// setTimex writes what repeats: "P2D", "XXXX-WXX-2", "T06".
func (w recognizerWriter) setTimex() string {
	p := w.Point
	clock := ""
	if p.Clock.Said {
		clock = fmt.Sprintf("T%02d", p.Clock.Hour)
		if p.Clock.Fine != when.Hour {
			clock += fmt.Sprintf(":%02d", p.Clock.Minute)
		}
	} else if p.Part != "" {
		clock = recognizerParts[p.Part].timex
	}
	switch {
	case p.Weekday > 0:
		return fmt.Sprintf("XXXX-WXX-%d%s", p.Weekday, clock)
	case p.Month > 0:
		return fmt.Sprintf("XXXX-%02d", p.Month)
	case p.Season != "":
		return "XXXX-" + timexSeasons[p.Season]
	case clock != "" && w.Length.Unit == when.Day && w.Length.N == 1:
		return clock
	case w.Length.Unit == when.Morning, w.Length.Unit == when.Afternoon, w.Length.Unit == when.Evening, w.Length.Unit == when.Night:
		return recognizerParts[w.Length.Unit.String()].timex
	case w.Length.Unit == when.Weekend && w.Length.N == 1:
		return "P1WE"
	case w.Length.Unit == when.Quarter:
		return fmt.Sprintf("P%gM", 3*w.Length.N)
	}
	return lengthValue(w.Length)
}

// recognizerParts are the hours that the benchmark gives to the parts of a day.
var recognizerParts = map[string]struct {
	timex    string
	from, to int
}{
	"morning": {"TMO", 8, 12}, "afternoon": {"TAF", 12, 16}, "evening": {"TEV", 16, 20}, "night": {"TNI", 20, 24}, "daytime": {"TDT", 8, 18},
	"midday": {"TMEL", 11, 13}, "dawn": {"TDA", 4, 8},
}
