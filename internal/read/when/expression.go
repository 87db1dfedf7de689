package when

// Unit is a unit of the calendar or of the clock.
type Unit uint8

// The units, from short to long, then the parts of a day that are counted.
const (
	NoUnit Unit = iota
	Second
	Minute
	Hour
	Morning
	Afternoon
	Evening
	Night
	Day
	Weekend
	Week
	Fortnight
	Month
	SeasonUnit
	Quarter
	Year
	Decade
	Century
	Millennium
)

var unitNames = [...]string{"", "second", "minute", "hour", "morning", "afternoon", "evening", "night", "day", "weekend",
	"week", "fortnight", "month", "season", "quarter", "year", "decade", "century", "millennium"}

func (u Unit) String() string { return unitNames[u] }

// Kind is what an expression is.
type Kind uint8

// The kinds of expressions.
const (
	AtPoint   Kind = iota // AtPoint is a moment or a period: "on Sunday", "late 2015".
	InRange               // InRange has two ends: "from 3 to 5 May".
	ForLength             // ForLength is a length alone: "10 months".
	EveryTime             // EveryTime is a repetition: "every Friday".
	Vaguely               // Vaguely is "now", "recently", "former", "future".
)

// Relation is how a point bounds what is meant.
type Relation string

// The relations.
const (
	In     Relation = ""
	Since  Relation = "since"
	Before Relation = "before"
	Until  Relation = "until"
	After  Relation = "after"
	By     Relation = "by" // By is the state at that time: "by Saturday".
)

// Length is a count of units: "two and a half years", "a few days".
type Length struct {
	N    float64
	Few  bool // Few reports whether the count was vague; N is a guess.
	Unit Unit
	More []Length // More are further parts: "2 years 1 month".
}

// Days is the length in days; 0 where the count was vague.
func (l Length) Days() float64 {
	if l.Few {
		return 0
	}
	days := l.N * unitDays[l.Unit]
	for _, m := range l.More {
		days += m.N * unitDays[m.Unit]
	}
	return days
}

var unitDays = map[Unit]float64{Second: 1. / 86400, Minute: 1. / 1440, Hour: 1. / 24, Morning: .5, Afternoon: .5, Evening: .5, Night: 1, Day: 1,
	Weekend: 2, Week: 7, Fortnight: 14, Month: 30, SeasonUnit: 91, Quarter: 91, Year: 365, Decade: 3652, Century: 36525, Millennium: 365250}

// Section is how far into a period: early, mid, late, start, end, and the halves
// "first-half", "second-half".
type Section string

// Form is which fields of a Point say the date.
type Form uint8

// The forms of a date.
const (
	NoDate   Form = iota // NoDate is a part of a day or a clock time alone.
	Calendar             // Calendar is any of century, decade, year, season, quarter, half, week, month, day.
	Weekday              // Weekday alone: "Sunday", "last Sunday", "Friday next week".
	DayOnly              // DayOnly is "the 25th".
	Relative             // Relative is a unit counted from now or from the last date: "last week", "that month", "the next day".
	Shifted              // Shifted is a length from somewhere: "two days later", "nine months ago".
	Stretch              // Stretch is several units up to or from now: "the past 24 hours".
	Nth                  // Nth is a unit within a period: "the last week of March".
	Named                // Named is a holiday.
)

// From is where a relative date counts from.
type From uint8

// The starting points.
const (
	FromNow  From = iota // FromNow counts from the publication: "last week".
	FromThen             // FromThen counts from the last date mentioned: "the next day", "that month".
)

// Point is a date in symbols: the fields that were said, unresolved.
type Point struct {
	Form Form

	Century, Decade int  // Century 19 is 1900–1999; Decade 1980 is the 1980s.
	Year            int  // Year, astronomical: 1 BC is 0.
	HasYear         bool // HasYear tells year 0 from none.
	Short           bool // Short reports that the year, decade or century was said with two digits.
	Season          string
	Quarter, Half   int
	Week            int
	Swaps           bool // Swaps reports that day and month, in digits, may be the other way round.
	Month, Day      int
	Weekday         int // Weekday counts from 1 for Monday; 0 none.

	Section Section
	Part    string  // Part of the day.
	Late    Section // Late is early or late within the part: "early Sunday morning".
	Clock   Clock
	Holiday string // Holiday is the rule of a named day.

	Unit     Unit // Unit of Relative, Stretch and Nth.
	Shift    int  // Shift counts units, weekdays, months or seasons from now: -1 last, 0 this, +1 next.
	HasShift bool
	From     From
	Length   Length // Length of Shifted and Stretch.
	Count    int    // Count is which one of Nth; negative from the end.
	Of       *Point // Of is the period of Nth, the date that Shifted counts from, or the year or week a date belongs to.
	Approx   bool
	Those    bool // Those refers to a stretch told before: "in those months".
	Modest   bool // Modest marks a word that is a date only in company: a lone number or year in words.
}

// Clock is a time of day.
type Clock struct {
	Said   bool
	Hour   int
	Minute int
	Second int
	Fine   Unit   // Fine is the unit it was told in.
	Sure   bool   // Sure reports whether am, pm or 24 hours tell which half of the day.
	Zone   string // Zone as written, lower case.
}

// Expression is a time expression as it is written, before it is resolved.
type Expression struct {
	First, Last int // Words [First, Last) carry it, with its relation: "since late November".
	Core        int // Core is the first word without the relation.
	Kind        Kind
	Relation    Relation
	Inclusive   bool // Inclusive reports whether the point itself belongs to it: "from 5 May on".
	Point       Point
	Mid         int // Mid is, for InRange, the word behind the first end; EndFirst the first of the second.
	EndFirst    int
	To          Point // To is the second end of InRange.
	Length      Length
	Every       int    // Every is, for EveryTime, every how many units.
	Refers      string // Refers is past, present or future for Vaguely.
	Rule        string
}
