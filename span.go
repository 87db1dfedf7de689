package stemma

import "fmt"

// Span is a half-open byte range [Start, End) of a report's text. Both ends lie
// on rune boundaries. The zero Span means "nowhere": no words carry the value.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of returns the bytes of text that s covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Join is the smallest span that covers both s and t; an empty one is ignored.
func (s Span) Join(t Span) Span {
	if s.Empty() {
		return t
	}
	if t.Empty() {
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// Cite points at words of a report: the evidence for a value.
type Cite struct {
	Report ReportID `json:"report"`
	Span   Span     `json:"span"`
	Words  string   `json:"words"` // Words are exactly the bytes that Span covers.
}

// Reason says why the program decided something: the rule that fired, the words
// it rests on, and the reasons that it builds on.
type Reason struct {
	Rule    string   `json:"rule"`              // Rule is a stable name, for example "time/dateline".
	Says    string   `json:"says,omitempty"`    // Says is one sentence for a person.
	Weight  float64  `json:"weight,omitempty"`  // Weight is 0–1; zero means the rule does not weigh.
	Cites   []Cite   `json:"cites,omitempty"`   // Cites are the words it rests on.
	Because []Reason `json:"because,omitempty"` // Because are the reasons beneath this one.
}

// Rejected is an input, or a part of one, that could not be used. It is counted
// and listed, never lost.
type Rejected struct {
	Input string `json:"input"` // Input names the file, line or URL.
	Stage string `json:"stage"` // Stage is where it failed: open, decode, date, read, store.
	Why   string `json:"why"`
}
