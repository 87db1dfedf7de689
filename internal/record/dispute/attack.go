package dispute

import (
	"strings"

	"stemma"
	"stemma/internal/numeral"
	"stemma/internal/record/said"
)

// A town may see several attacks in a day, and what is said of two of them answers no one
// question:
//
//	"rocket fire on the Maadi quarter killed 5"    "an air strike on a market killed 14"
//	"another 12 died"                              counted beside those told before
//	"two of the dead were medics"                  some of those whom another count has
//
// So answers that differ are a dispute only where nothing in their words tells the attacks
// apart.

// attack is what a claim's words tell of the attack that it is about.
type attack struct {
	means   classes // means are what it was made with.
	sites   classes // sites are the kinds of places that it hit.
	added   bool    // added means that a count comes beside what was told before.
	portion bool    // portion means that it counts some of those whom another count has.
	single  bool    // single means that it tells of persons, not how many there were: "his brother".
	another bool    // another means that its report tells of a further attack.
	wide    bool    // wide means that it sums up over several spots.
	risen   bool    // risen means that it goes on from lower counts: "the toll rose to 12".
}

// classes are classes of words, one bit each.
type classes uint32

// apart reports whether two claims tell of two attacks, or count whom the other does not.
func apart(x, y reading, e evidence) bool {
	if e.linked(x.c, y.c) {
		return false // versions of one sentence
	}
	a, b := x.attack.of(x.c), y.attack.of(y.c)
	switch {
	case a.added || b.added, a.single || b.single, (a.portion || b.portion) && !(x.some && y.some), !x.c.When.Overlaps(y.c.When):
		return true
	case x.c.Report == y.c.Report && a.another != b.another:
		return true
	case a.sites&b.sites != 0:
		return false
	case a.sites != 0 && b.sites != 0, a.means != 0 && b.means != 0 && a.means&b.means == 0:
		return true
	case (x.c.Report == y.c.Report || sameOrigin(x, y, e)) && otherDoers(x.c, y.c):
		return true
	}
	return partOfSum(x, y)
}

// otherDoers reports whether two claims each name who did it, and nobody whom both name.
// One voice does not give one attack to two doers.
func otherDoers(x, y *said.Claim) bool {
	a, b := said.Members(said.Armed(x.Actor)), said.Members(said.Armed(y.Actor))
	return len(a) > 0 && len(b) > 0 && !said.Subset(a, b) && !said.Subset(b, a)
}

// partOfSum reports whether one claim is about a named part of the settlement, or one spot,
// and the other about all of it or several spots: in one report the part of a sum, in two
// where it is no greater.
func partOfSum(x, y reading) bool {
	within := func(x, y reading) bool {
		one, counts, less := x.c.Report == y.c.Report, x.hasV && y.hasV, x.value.Low <= y.value.Low
		part := namedPart(x) != "" && namedPart(y) == ""
		return part && (one || less) || counts && less && (y.attack.wide && !x.attack.wide || one && y.attack.risen)
	}
	return within(x, y) || within(y, x)
}

// namedPart is the part of its settlement that a claim's own sentence names, which is more
// than a side of it or its surroundings.
func namedPart(r reading) string {
	if r.spot.Part == "" || r.c.Place.Relation != "" || said.Direction(r.spot.Part) != "" || r.c.Words(stemma.FieldPlace) == "" {
		return ""
	}
	return said.Key(r.spot.Part)
}

// noted is an attack that is read from a claim's words when it is asked for first.
type noted struct {
	attack
	read bool
}

func (n *noted) of(c *said.Claim) attack {
	if !n.read {
		n.attack, n.read = attackOf(c), true
	}
	return n.attack
}

func attackOf(c *said.Claim) attack {
	a := attack{means: meansIn(c.Said), sites: classesIn(c.Said, sites)}
	if a.means == 0 {
		a.means = meansIn(c.Line)
	}
	if a.sites == 0 {
		a.sites = classesIn(c.Line, sites)
	}
	before, figure, after := besideFigure(c)
	a.added = (lastIs(before, adding) || firstIs(after, addingMore)) && !besideDead(c) || c.Kind == stemma.Killed && firstIs(after, addingOthers)
	a.portion = lastIs(before, ofWhom) || beginsOf(after) || said.HasWord(c.Line, "among") && amongThem(c.Line)
	few := c.Quantity.HasValue && c.Quantity.Value <= fewPersons
	a.single = few && figure != "" && !numbered(figure) || said.HasWord(c.Line, seeing...) && said.HasWord(c.Line, bodies...)
	a.another = further(c.Line)
	a.risen = said.HasWord(c.Line, rising...)
	a.wide = said.HasWord(c.Line, severalSpots...)
	return a
}

// fewPersons is how many a text tells one by one.
const fewPersons = 3

// numbered reports whether words have a numeral: "two medics", not "a man and a woman".
func numbered(words string) bool {
	all := numeral.Words(words, 0, len(words))
	for i := range all {
		if n := numeral.Read(all[i:]); n.Words > 0 {
			return true
		}
	}
	return false
}

// further reports whether a sentence tells of a further attack of its report: "another
// strike", "elsewhere", "earlier in the day".
func further(line string) bool {
	words := said.Words(line)
	if len(words) > 0 && said.HasWord(words[0], otherwhere...) {
		return !said.HasWord(line, tollWords...)
	}
	for i, w := range words[:max(0, len(words)-2)] {
		if said.HasWord(w, furtherOne...) && (said.HasWord(words[i+1], attacks...) || said.HasWord(words[i+2], attacks...)) {
			return true
		}
		if w == "earlier" && words[i+1] == "in" && words[i+2] == "the" {
			return true
		}
	}
	return false
}

var (
	otherwhere   = []string{"elsewhere", "earlier", "separately"}
	tollWords    = []string{"toll", "tally", "count", "information", "figure", "put"} // tollWords say that a sentence tells a count again.
	seeing       = []string{"saw", "seen"}
	bodies       = []string{"bodies", "body", "corpses"}
	rising       = []string{"rose", "risen", "rises", "climbed", "raising", "raised", "increased"}
	furtherOne   = []string{"another", "second", "third", "separate"}
	attacks      = []string{"attack", "attacks", "strike", "strikes", "airstrike", "airstrikes", "raid", "raids", "bomb", "bombing", "blast", "explosion", "shell", "shelling", "rocket", "rockets", "missile"}
	severalSpots = []string{"neighborhoods", "neighbourhoods", "districts", "quarters", "towns", "villages", "areas", "parts", "across", "cities", "regions", "provinces", "locations"}
)

// besideDead reports whether a claim counts the wounded in a sentence on the dead: "killed 44
// and wounded 12 more" adds them to the dead.
func besideDead(c *said.Claim) bool {
	return c.Kind != stemma.Killed && said.HasWord(c.Line, "kill-", "dead", "died", "death", "lives", "life", "fatal-", "martyr-")
}

// besideFigure are the words of a claim's sentence before its figure, of it and behind it.
func besideFigure(c *said.Claim) (before []string, figure string, after []string) {
	for _, f := range []stemma.Field{stemma.FieldValue, stemma.FieldQuantity} {
		if s, ok := c.Cites[f]; ok && c.Sentence.Contains(s) {
			from, to := s.Start-c.Sentence.Start, s.End-c.Sentence.Start
			return said.Words(c.Line[:from]), c.Line[from:to], said.Words(c.Line[to:])
		}
	}
	return nil, "", nil
}

var (
	adding       = []string{"another", "further", "additional", "extra"}
	addingMore   = []string{"more", "further", "additional"}
	addingOthers = []string{"other", "others"}
	ofWhom       = []string{"including", "includes", "included", "among", "them"}
)

func lastIs(words, list []string) bool {
	return len(words) > 0 && said.HasWord(words[len(words)-1], list...)
}

// firstIs reports whether the first of words is in a list; "more than" begins a bound.
func firstIs(words, list []string) bool {
	return len(words) > 0 && said.HasWord(words[0], list...) && (len(words) < 2 || words[1] != "than")
}

// beginsOf reports whether words go on with "of the dead", "of those", "of them".
func beginsOf(words []string) bool {
	if len(words) < 2 || words[0] != "of" {
		return false
	}
	if said.HasWord(words[1], "them", "whom", "those", "these") {
		return true
	}
	return len(words) > 2 && words[1] == "the" && said.HasWord(words[2], hurt...)
}

// hurt are the words for those whom an attack killed or wounded.
var hurt = []string{"dead", "killed", "wounded", "injured", "victims", "casualties", "fatalities", "deceased"}

// amongThem reports whether a sentence tells who was "among the dead".
func amongThem(line string) bool {
	_, after, _ := strings.Cut(strings.ToLower(line), "among")
	next := said.Words(after[:min(len(after), 40)])
	if len(next) > 0 && (next[0] == "the" || next[0] == "those") {
		next = next[1:]
	}
	return len(next) > 0 && said.HasWord(next[0], hurt...)
}

// classesIn are the classes of the words of s.
func classesIn(s string, of map[string]classes) classes {
	var out classes
	for _, w := range said.Words(s) {
		out |= of[w]
	}
	return out
}

// meansIn are the means that words name. A vehicle is one where it carries a bomb.
func meansIn(s string) classes {
	out := classesIn(s, means)
	if out&vehicle != 0 && said.HasWord(s, "bomb", "bombs", "bombing", "bombings", "explosives", "laden", "blast", "explosion", "exploded", "blew", "detonated") {
		out |= explosive
	}
	return out &^ vehicle
}

// The classes of means that meansIn tells apart further: those of "suicide" and of "car".
var explosive, vehicle = means["suicide"], means["car"]

// means and sites are words by their class; words of two classes stand in both.
var (
	means = byClass(
		"airstrike airstrikes airstrike air aerial warplane warplanes jet jets aircraft plane planes helicopter helicopters barrel drone drones",
		"shell shells shelled shelling mortar mortars rocket rockets artillery barrage fire",
		"suicide bomber bombers ied booby landmine landmines mine mines",
		"gas chlorine sarin chemical toxic nerve",
		"sniper snipers gunfire fire gunman gunmen shot executed beheaded stabbed hanged",
		"hunger starvation starved malnutrition cold disease cholera",
		"car truck lorry tanker motorcycle motorbike van minibus vehicle ambulance",
	)
	sites = byClass(
		"market markets marketplace souk souq bazaar",
		"hospital hospitals clinic clinics",
		"school schools university college kindergarten",
		"wedding", "funeral", "mosque mosques shrine", "church churches", "bus buses minibus", "convoy convoys", "checkpoint checkpoints",
		"camp camps", "prison prisons jail", "park", "bakery bakeries", "hotel hotels", "bridge bridges", "station", "airport airbase",
		"factory plant mill", "stadium", "restaurant cafe", "embassy consulate", "ferry boat ship",
	)
)

// byClass numbers the words of each list by the list.
func byClass(lists ...string) map[string]classes {
	out := map[string]classes{}
	for i, list := range lists {
		for w := range strings.FieldsSeq(list) {
			out[w] |= 1 << i
		}
	}
	return out
}
