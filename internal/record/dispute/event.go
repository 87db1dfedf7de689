package dispute

import (
	"regexp"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/matter"
	"stemma/internal/record/said"
)

// readMoment reads when something happened.
func readMoment(r reading) (reading, bool) {
	r.says = r.c.When.ISO()
	r.group = said.Members(r.c.Actor)
	if r.c.Change == stemma.Lose {
		r.group = said.Members(r.c.Target)
	}
	return r, r.says != "" && !r.c.When.From.IsZero() && r.c.Stance != stemma.Denied
}

// judgeMoment finds one event told with two times: past events by the same doer, or
// two versions of one sentence.
func judgeMoment(x, y reading, e evidence) verdict {
	if x.c.When.Overlaps(y.c.When) || x.c.Report == y.c.Report {
		return verdict{}
	}
	switch a, b := x.c.Words(stemma.FieldTime), y.c.Words(stemma.FieldTime); {
	case a != "" && strings.EqualFold(a, b):
		return verdict{} // "this week", printed in two weeks
	case e.linked(x.c, y.c) && x.c.Kind == y.c.Kind && (x.c.Change == y.c.Change):
		return verdict{stemma.Contradiction, "moved-date", "two versions of one sentence put it at different times"}
	case x.c.Retrospective() && y.c.Retrospective() && sharesMember(x, y) && coarse(x.c) && coarse(y.c):
		return verdict{stemma.Contradiction, "two-dates", "the same event is put at two times"}
	}
	return verdict{}
}

// coarse reports whether a time is told by the month or more coarsely.
func coarse(c *said.Claim) bool { return c.When.Precision >= stemma.Month }

// readOnset reads on which day something began.
func readOnset(r reading) (reading, bool) {
	d, ok := said.DaysOf(r.c.When)
	if !ok || r.c.When.From.IsZero() {
		return r, false
	}
	r.level = d.From
	r.says = said.Date(d.From).Format("2006-01-02")
	return r, true
}

// onsetDays is how far two accounts of one beginning may lie apart.
const onsetDays = 10

func judgeOnset(x, y reading, e evidence) verdict {
	if d := y.level - x.level; d > 0 && d <= onsetDays && x.c.Report != y.c.Report {
		return verdict{stemma.Refinement, "onset", "one gives the day, the other rounds it"}
	}
	return verdict{}
}

// oneAttack reports whether a claim tells of a single attack rather than of raids
// or shelling that go on.
func oneAttack(c *said.Claim) bool {
	return said.HasWord(c.Line, "bomb", "bombs", "bombing", "blast-", "explo-", "detonat-", "blew", "attack", "attacker-", "bomber") &&
		!said.HasWord(c.Said, "raids", "shelling", "airstrikes", "artillery", "bombings", "strikes", "bombardment")
}

// readMeans reads the vehicles that carried a bomb.
func readMeans(r reading) (reading, bool) {
	r.group = vehiclesOf(r.c.Said)
	if len(r.group) == 0 { // "blew up the gate with a lorry"
		r.group = vehiclesOf(r.c.Line[r.c.Span.End-r.c.Sentence.Start:])
	}
	r.says = listed(r.group)
	return r, len(r.group) > 0 && oneAttack(r.c)
}

// vehiclesOf are the vehicles that words name.
func vehiclesOf(words string) []string {
	var out []string
	for _, v := range vehicles {
		if said.HasWord(words, v.words...) {
			out = append(out, v.name)
		}
	}
	return out
}

var vehicles = []struct {
	name  string
	words []string
}{
	{"car", []string{"car"}}, {"truck", []string{"truck", "lorry", "tanker"}}, {"motorcycle", []string{"motorcycle", "motorbike", "scooter"}},
	{"bus", []string{"bus", "minibus"}}, {"van", []string{"van", "minivan"}}, {"bicycle", []string{"bicycle"}}, {"boat", []string{"boat"}},
	{"drone", []string{"drone", "drones", "uav"}}, {"vest", []string{"vest", "belt"}},
}

func judgeMeans(x, y reading, e evidence) verdict {
	if !slices.Equal(x.group, y.group) && !sameOrigin(x, y, e) && !said.Subset(x.group, y.group) && !said.Subset(y.group, x.group) {
		return verdict{stemma.Contradiction, "means", "they name different means"}
	}
	if len(x.group) < len(y.group) && said.Subset(x.group, y.group) && !sameOrigin(x, y, e) {
		return verdict{stemma.Contradiction, "means", "the one names another means beside"}
	}
	return verdict{}
}

var (
	several  = regexp.MustCompile(`(?i)\b(two|twin|double|pair of|second|followed by)\b`)
	triple   = regexp.MustCompile(`(?i)\b(three|triple)\b`)
	oneBlast = regexp.MustCompile(`(?i)\b(a|an|the|\w+'s)\s+([\w-]+\s+){0,3}(car|truck|van|bomb|bombing|bomber|blast|explosion)\b`)
)

// readBlasts reads how many bombs there were.
func readBlasts(r reading) (reading, bool) {
	switch {
	case !oneAttack(r.c):
		return r, false
	case triple.MatchString(r.c.Said):
		r.level, r.says = 3, "three"
	case several.MatchString(r.c.Said), several.MatchString(strings.TrimSuffix(r.c.Line, r.c.Said)) && strings.Contains(r.c.Line, "followed by"):
		r.level, r.says = 2, "two"
	case oneBlast.MatchString(r.c.Said) && len(vehiclesIn(r.c)) > 0:
		r.level, r.says = 1, "one"
	default:
		return r, false
	}
	return r, true
}

func vehiclesIn(c *said.Claim) []string {
	r, _ := readMeans(reading{c: c})
	return r.group
}

func judgeLevel(x, y reading, e evidence) verdict {
	if x.level < y.level && x.c.Report != y.c.Report {
		return verdict{stemma.Contradiction, "number", "they give different numbers"}
	}
	return verdict{}
}

// readSuicide reads whether the attacker died; silence is an answer that leaves it
// open.
func readSuicide(r reading) (reading, bool) {
	switch {
	case said.HasWord(r.c.Said, "suicide", "bomber"):
		r.level, r.says = 1, "a bomber who died with it"
	case said.HasWord(r.c.Said, "blew", "exploded", "detonated", "parked"):
		r.says = "it blew up, no bomber named"
	default:
		return r, false
	}
	return r, oneAttack(r.c)
}

func judgeSuicide(x, y reading, e evidence) verdict {
	if x.level < y.level && x.c.Report != y.c.Report {
		return verdict{stemma.Refinement, "bomber", "the one tells of a bomber, the other of none"}
	}
	return verdict{}
}

// readStruck reads what an attack hit.
func readStruck(r reading) (reading, bool) {
	r.says = r.c.Target.Name
	r.group = said.Telling(r.says)
	return r, r.says != "" && said.Armed(r.c.Target).Name == "" && oneAttack(r.c)
}

// readDamage reads what was destroyed, and how much of it.
func readDamage(r reading) (reading, bool) {
	r.says = strings.TrimSpace(r.c.Quantity.Rough + " " + r.c.Target.Name)
	if r.says == "" {
		r.says = r.c.Said
	}
	r.group = said.Telling(r.says)
	return r, r.c.Stance != stemma.Denied && r.c.Stance != stemma.Expected && !r.c.Retrospective()
}

// judgeNamed finds two answers that name different things, by different origins.
func judgeNamed(x, y reading, e evidence) verdict {
	if sameOrigin(x, y, e) || slices.Equal(x.group, y.group) || x.c.Period() != y.c.Period() {
		return verdict{}
	}
	return verdict{stemma.Refinement, "named", "each names what it saw"}
}

// readDoer reads who made an attack, or that nobody claimed it.
func readDoer(r reading) (reading, bool) {
	if r.c.Kind != stemma.Strike {
		r.says = "nobody has claimed it"
		return r, true
	}
	r.group, r.says = said.Members(r.c.Actor), r.c.Actor.Name
	return r, said.Armed(r.c.Actor).Name != "" && oneAttack(r.c)
}

func judgeDoer(x, y reading, e evidence) verdict {
	switch {
	case len(x.group) == 0 && len(y.group) > 0:
		return verdict{stemma.Supersession, "claimed-later", "unclaimed at first, claimed or laid to somebody later"}
	case len(x.group) > 0 && len(y.group) > 0 && !sharesMember(x, y) && !sameOrigin(x, y, e) && !umbrella(x.says) && !umbrella(y.says):
		return verdict{stemma.Contradiction, "doers", "they name different doers"}
	}
	return verdict{}
}

// umbrella reports whether a name stands for many groups: "rebels", "militants".
func umbrella(name string) bool {
	return said.HasWord(name, "rebel-", "militant-", "insurgent-", "opposition", "fighter-", "terrorist-", "gunm-", "jihadi-", "extremist-", "bomber-", "attacker-")
}

var counterAttack = regexp.MustCompile(`(?i)\bcounter-?(offensive|attack|assault)`)

// readAttacker reads by which name the attacker goes.
func readAttacker(r reading) (reading, bool) {
	r.group, r.says = said.Members(r.c.Actor), r.c.Actor.Name
	if counterAttack.MatchString(r.c.Said) {
		r.level = 1
	}
	return r, said.Armed(r.c.Actor).Name != "" && r.c.Stance != stemma.Denied && r.c.Stance != stemma.Expected
}

func judgeAttacker(x, y reading, e evidence) verdict {
	switch {
	case x.level == 1 && y.level == 1 && !sharesMember(x, y) && !sameOrigin(x, y, e):
		return verdict{stemma.Contradiction, "whose-counter-attack", "each gives the counter-attack to another side"}
	case umbrella(x.says) && !umbrella(y.says) && !y.ofState && said.PartyKey(x.c.Target) == said.PartyKey(y.c.Target) && x.c.Target.Name != "":
		return verdict{stemma.Refinement, "named-groups", "the one names the groups, the other only their kind"}
	}
	return verdict{}
}

// readMeeting reads on which day a meeting is held.
func readMeeting(r reading) (reading, bool) {
	r.says = r.c.When.ISO()
	return r, r.says != "" && !r.c.Period() && r.c.Stance != stemma.Denied
}

func judgeMeeting(x, y reading, e evidence) verdict {
	if before(x, y) && x.c.Report != y.c.Report {
		return verdict{stemma.Scope, "sittings", "two days, two sittings"}
	}
	return verdict{}
}

// readMotive reads why somebody acts.
func readMotive(r reading) (reading, bool) {
	r.says = r.c.Said
	return r, matter.Causal(r.c)
}

func judgeMotive(x, y reading, e evidence) verdict {
	if sameOrigin(x, y, e) || e.linked(x.c, y.c) {
		return verdict{}
	}
	return verdict{stemma.Contradiction, "motives", "they give different reasons"}
}

// readIntensity reads how heavy fighting is.
func readIntensity(r reading) (reading, bool) {
	if r.level = weigh(r.c.Said); r.level == 0 {
		r.level = weigh(r.c.Line)
	}
	r.says = map[int]string{1: "heavy", -1: "light"}[r.level]
	return r, r.level != 0 && r.c.Stance != stemma.Denied
}

// weigh is 1 for words of heavy fighting, -1 for light, 0 for neither; light wins,
// since "less intense" has both.
func weigh(words string) int {
	s := " " + strings.Join(said.Words(words), " ")
	has := func(w string) bool { return strings.Contains(s, " "+w) }
	switch {
	case slices.ContainsFunc(light, has):
		return -1
	case slices.ContainsFunc(heavy, has):
		return 1
	}
	return 0
}

// heavy and light are what words of heavy and of light fighting begin with.
var (
	heavy = []string{"heavy", "intens", "fierce", "relentless", "never stop", "non stop", "nonstop", "massive", "on fire", "ongoing on all", "all through the night", "unprecedented", "heaviest"}
	light = []string{"quiet", "calm", "lull", "less intense", "eased", "subsid", "sporadic", "died down", "abated"}
)

func judgeIntensity(x, y reading, e evidence) verdict {
	switch {
	case x.level >= y.level:
		return verdict{}
	case sameOrigin(x, y, e):
		return verdict{stemma.Supersession, "eased", "the same origin at two times"}
	}
	return verdict{stemma.Contradiction, "heavy-or-light", "one has it heavy, the other light"}
}

// readDenial reads whether something is asserted or denied.
func readDenial(r reading) (reading, bool) {
	switch r.c.Stance {
	case stemma.Denied:
		r.level, r.says = -1, "not so: "+r.c.Said
	case stemma.Asserted, "":
		r.level, r.says = 1, r.c.Said
	default:
		return r, false
	}
	return r, true
}

// judgeDenial finds a denial in the report that carries what it denies, or in
// nearly the same words elsewhere.
func judgeDenial(x, y reading, e evidence) verdict {
	if x.level >= y.level || sameOrigin(x, y, e) || said.PartyKey(x.c.Actor) != said.PartyKey(y.c.Actor) {
		return verdict{}
	}
	if alike(x.c.Said, y.c.Said) {
		return verdict{stemma.Contradiction, "denied", "the one denies what the other says"}
	}
	return verdict{}
}

// alike reports whether two statements have at least half of their telling words in
// common.
func alike(a, b string) bool {
	x, y := said.Telling(a), said.Telling(b)
	both := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			both++
		}
	}
	return both >= 2 && 2*both >= min(len(x), len(y))
}

// readSiege reads whether a place is besieged, or may come to be.
func readSiege(r reading) (reading, bool) {
	open := r.c.Stance == stemma.Expected || said.HasWord(leadIn(r.c), feared...) ||
		r.c.Kind == stemma.Assessment && said.HasWord(r.c.Said, "could", "may", "would", "enabl-", "possib-", "threat-")
	r.level, r.says = 1, "besieged"
	if open {
		r.level, r.says = 0, "not yet, a siege is possible"
	}
	return r, r.c.Stance != stemma.Denied && !r.c.Quantity.Known() // How many live under siege is another question.
}

// feared are the words before a siege that is not there yet: "bracing for the
// possibility of a siege".
var feared = []string{"possib-", "potential-", "threat-", "prospect-", "risk-", "danger", "fear-", "brac-", "looming", "imminent", "impending", "avoid-", "prevent-", "enabl-", "able", "prepar-"}

// leadInWords is how many words before a claim can say that it is not there yet.
const leadInWords = 6

// leadIn are the words of its sentence that stand before a claim.
func leadIn(c *said.Claim) string {
	before := strings.Fields(c.Line[:c.Span.Start-c.Sentence.Start])
	return strings.Join(before[max(0, len(before)-leadInWords):], " ")
}

func judgeSiege(x, y reading, e evidence) verdict {
	if x.level < y.level && !sameOrigin(x, y, e) {
		return verdict{stemma.Contradiction, "siege", "one has the siege as laid, the other as possible"}
	}
	return verdict{}
}
