package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/text"
)

// Reader reads a report to its claims; read.Reader.Read is one.
type Reader func(*stemma.Report) *text.Doc

// incidentTemplate is one MUC-4 template reduced to the slots that are scored. Nil and
// empty values are unknown and count neither for nor against.
type incidentTemplate struct {
	when     stemma.When
	places   []string // places from the country inwards, folded
	kinds    []string
	bodies   []string // bodies are alternative names of the perpetrator, folded
	killed   float64  // killed and wounded are -1 when unknown
	wounded  float64
	optional bool
}

// mucSlots are the scored slots, in the order in which they are printed.
var mucSlots = []string{"date", "place", "kind", "body", "killed", "wounded"}

// MUC takes the figures of the filled templates of the test parts TST1 and TST2 (MUC-4,
// 1992): per slot F1 over templates that are paired one to one by agreement; optional
// templates that nothing answers are forgiven.
func MUC(data string, published func(text string) stemma.Report, read Reader) ([]Figure, error) {
	gold, err := mucTemplates(filepath.Join(data, "muc", "templates.jsonl"))
	if err != nil || gold == nil {
		return nil, err
	}
	counts := map[string]*slotCount{}
	for _, s := range mucSlots {
		counts[s] = &slotCount{}
	}
	err = eachLine(filepath.Join(data, "muc", "docs.jsonl"), func(line []byte) error {
		var doc struct{ ID, Split, Text string }
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		if !strings.HasPrefix(doc.Split, "tst") {
			return nil
		}
		a := published(doc.Text)
		scoreTemplates(counts, gold[doc.ID], templatesOf(read(&a)))
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []Figure
	for _, s := range mucSlots {
		out = append(out, Figure{"reading.muc." + s, counts[s].f1()})
	}
	return out, nil
}

// slotCount counts right, predicted and gold values.
type slotCount struct{ right, said, gold int }

func (c slotCount) f1() float64 {
	if c.right == 0 {
		return 0
	}
	return 2 * float64(c.right) / float64(c.said+c.gold)
}

// eachLine calls f on every line of a file that is not blank.
func eachLine(name string, f func([]byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open gold: %w", err)
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 64<<20)
	for n := 1; s.Scan(); n++ {
		if len(strings.TrimSpace(s.Text())) == 0 {
			continue
		}
		if err := f(s.Bytes()); err != nil {
			return fmt.Errorf("%s line %d: %w", filepath.Base(name), n, err)
		}
	}
	return s.Err()
}

// mucTemplates reads the gold templates by document; nil when there are none.
func mucTemplates(name string) (map[string][]incidentTemplate, error) {
	if _, err := os.Stat(name); err != nil {
		return nil, nil
	}
	out := map[string][]incidentTemplate{}
	err := eachLine(name, func(line []byte) error {
		var row struct {
			ID    string
			Slots map[string][]string
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		if t, ok := mucTemplate(row.Slots); ok {
			out[row.ID] = append(out[row.ID], t)
		}
		return nil
	})
	return out, err
}

// mucTemplate reduces a filled template; false for the empty one of a document
// without incidents.
func mucTemplate(slots map[string][]string) (incidentTemplate, bool) {
	one := func(name string) string {
		if v := slots[name]; len(v) > 0 && v[0] != "*" && v[0] != "-" {
			return v[0]
		}
		return ""
	}
	number := one("MESSAGE: TEMPLATE")
	if number == "" {
		return incidentTemplate{}, false
	}
	t := incidentTemplate{killed: -1, wounded: -1, optional: strings.Contains(number, "OPTIONAL")}
	t.when = mucDate(one("INCIDENT: DATE"))
	for _, p := range strings.Split(one("INCIDENT: LOCATION"), ":") {
		if p, _, _ = strings.Cut(p, "("); strings.TrimSpace(p) != "" {
			t.places = append(t.places, foldName(p))
		}
	}
	for _, k := range strings.Split(one("INCIDENT: TYPE"), "/") {
		t.kinds = append(t.kinds, strings.ToLower(strings.TrimSpace(k)))
	}
	for _, b := range quoted.FindAllStringSubmatch(strings.Join(slots["PERP: ORGANIZATION ID"], " "), -1) {
		t.bodies = append(t.bodies, foldName(b[1]))
	}
	numbers := map[string]float64{}
	for _, v := range slots["HUM TGT: NUMBER"] {
		n, name, _ := strings.Cut(v, ":")
		if x, err := strconv.ParseFloat(strings.TrimSpace(n), 64); err == nil {
			numbers[strings.TrimSpace(name)] = x
		}
	}
	t.killed = victims(slots["HUM TGT: EFFECT OF INCIDENT"], numbers, "DEATH")
	t.wounded = victims(slots["HUM TGT: EFFECT OF INCIDENT"], numbers, "INJURY")
	return t, true
}

var quoted = regexp.MustCompile(`"([^"]+)"`)

// victims is the number of those who suffered an effect; -1 when it is not told.
func victims(effects []string, numbers map[string]float64, effect string) float64 {
	total := -1.0
	for _, v := range effects {
		e, name, _ := strings.Cut(v, ":")
		if !strings.Contains(e, effect) || strings.Contains(e, "NO ") {
			continue
		}
		n, known := numbers[strings.TrimSpace(name)]
		if !known {
			return -1
		}
		total = max(total, 0) + n
	}
	return total
}

// mucDate reads "16 NOV 89", "08 JAN 90 - 09 JAN 90" and "- 04 MAR 90" (by that day).
func mucDate(s string) stemma.When {
	from, to, ranged := strings.Cut(s, "-")
	day := func(s string) time.Time {
		t, _ := time.Parse("02 Jan 06", strings.TrimSpace(s))
		return t
	}
	if !ranged {
		to = from
	}
	w := stemma.When{From: day(from), To: day(to), Precision: stemma.Day}
	if !w.To.IsZero() {
		w.To = w.To.AddDate(0, 0, 1)
	}
	return w
}

// foldName is a name in lower case without what is not a letter or digit.
func foldName(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), " ")
}

// templatesOf are the incidents that a report's claims tell of: violent claims whose
// kinds, places and times agree.
func templatesOf(d *text.Doc) []incidentTemplate {
	var all []occurrence
	home := homeOf(d)
	for _, c := range d.Claims {
		if x, ok := occurrenceOf(d, c); ok {
			all = joinOccurrence(all, x, c.Kind == stemma.Clash)
		}
	}
	var out []incidentTemplate
	for _, x := range all {
		if x.told < enoughTold {
			continue
		}
		if len(x.places) == 0 {
			x.places = home
		}
		out = append(out, x.incidentTemplate)
	}
	return out
}

// occurrence is a template while claims are gathered in it.
type occurrence struct {
	incidentTemplate
	told int // told counts what its claims tell of it: figures, names, places, days.
}

// enoughTold is how much must be told of an incident that is no mere mention.
const enoughTold = 1

// oldest is how long before its telling an incident may lie; older ones are history.
const oldest = 100 * 24 * time.Hour

// occurrenceOf is what one claim tells of an incident; false for one that tells of none.
func occurrenceOf(d *text.Doc, c stemma.Claim) (occurrence, bool) {
	kind := mucKind(d, c)
	switch {
	case kind == "", c.Stance == stemma.Denied, c.Stance == stemma.CalledFor, c.Stance == stemma.Conditional, c.Stance == stemma.Expected:
		return occurrence{}, false
	}
	t := occurrence{incidentTemplate: incidentTemplate{when: c.When, kinds: []string{kind}, killed: -1, wounded: -1}}
	published := d.Report.Published.When
	if published.Known() && c.When.Known() && !c.When.To.IsZero() && published.From.Sub(c.When.To) > oldest {
		return occurrence{}, false
	}
	if !c.Cites[stemma.FieldTime].Empty() {
		t.told++
	}
	if published.Known() && (!c.When.Known() || c.When.Against != "" && c.Cites[stemma.FieldTime].Empty()) {
		t.when = stemma.When{To: published.To, Precision: stemma.Day} // by the day of its telling
	}
	if !slices.ContainsFunc(c.Reasons, func(r stemma.Reason) bool { return r.Rule == "place/report" }) && c.Place.Name != "" {
		for _, p := range []string{c.Place.In, c.Place.Name} {
			if p != "" {
				t.places = append(t.places, foldName(p))
			}
		}
		t.told++
	}
	if c.Actor.ID != "" {
		t.bodies = []string{foldName(c.Actor.Name), foldName(c.Cites[stemma.FieldActor].Of(d.Text()))}
		t.told++
	} else {
		t.bodies = groupIn(d, c.Sentence)
	}
	if n, known := mucNumber(c); known && c.Kind == stemma.Killed {
		t.killed = n
		t.told++
	} else if known && c.Kind == stemma.Wounded {
		t.wounded = n
		t.told++
	}
	return t, true
}

// groupIn is the armed group that a sentence names, folded, as it is known and as it is
// written; nil when it names none.
func groupIn(d *text.Doc, sentence stemma.Span) []string {
	from, to := text.Within(d.Actors, sentence.Start, sentence.End)
	for _, a := range d.Actors[from:to] {
		if a.Kind == string(actors.ArmedGroup) && a.Party.Name != "" {
			return []string{foldName(a.Party.Name), foldName(a.Of(d.Text()))}
		}
	}
	return nil
}

// homeOf is the country that a report names most often, folded, for an incident of which
// no place is told; nil when it names none.
func homeOf(d *text.Doc) []string {
	count := map[string]int{}
	best := ""
	for _, p := range d.Places {
		if p.Geo.Precision != "country" {
			continue
		}
		if count[p.Name]++; count[p.Name] > count[best] {
			best = p.Name
		}
	}
	if best == "" {
		return nil
	}
	return []string{foldName(best)}
}

// mucNumber is how many the claim says suffered: its value, or one person by name.
func mucNumber(c stemma.Claim) (float64, bool) {
	if c.Quantity.HasValue {
		return c.Quantity.Value, true
	}
	return 1, !c.Quantity.Known() && c.Quantity.Unit == "" && c.Target.Name != ""
}

// mucKind is the MUC type of a violent claim; "" for others.
func mucKind(d *text.Doc, c stemma.Claim) string {
	words := strings.ToLower(c.Sentence.Of(d.Text()))
	switch c.Kind {
	case stemma.Detained:
		if strings.Contains(words, "kidnap") || strings.Contains(words, "abduct") || strings.Contains(words, "hostage") {
			return "kidnapping"
		}
	case stemma.Strike, stemma.Destruction, stemma.Killed, stemma.Wounded:
		if strings.Contains(words, "bomb") || strings.Contains(words, "explo") || strings.Contains(words, "dynamit") {
			return "bombing"
		}
		if strings.Contains(words, "burn") || strings.Contains(words, "set fire") || strings.Contains(words, "arson") {
			return "arson"
		}
		return "attack"
	case stemma.Clash:
		return "attack"
	}
	return ""
}

// joinOccurrence adds t to the incident that it belongs to, or as a new one; what is only
// fighting is none by itself.
func joinOccurrence(out []occurrence, t occurrence, fighting bool) []occurrence {
	for i := range out {
		o := &out[i]
		if !sameKind(o.kinds[0], t.kinds[0]) || o.when.Known() && t.when.Known() && !o.when.Overlaps(t.when) {
			continue
		}
		if len(o.places) > 0 && len(t.places) > 0 && !sharesName(o.places, t.places) {
			continue
		}
		if o.when.From.IsZero() && !t.when.From.IsZero() {
			o.when = t.when
		}
		if o.kinds[0] == "attack" {
			o.kinds = t.kinds
		}
		if len(o.places) < len(t.places) {
			o.places = t.places
		}
		if len(o.bodies) == 0 {
			o.bodies = t.bodies
		}
		if o.killed < 0 {
			o.killed = t.killed
		}
		if o.wounded < 0 {
			o.wounded = t.wounded
		}
		o.told += t.told
		return out
	}
	if fighting {
		return out
	}
	return append(out, t)
}

// sameKind reports whether two claims may be of one incident by their kinds: any violence
// is an attack.
func sameKind(a, b string) bool {
	return a == b || a == "attack" && b == "bombing" || a == "bombing" && b == "attack"
}

// agreements says for each slot whether gold and predicted tell it and agree.
func agreements(g, p incidentTemplate) map[string]bool {
	return map[string]bool{
		"date":    g.when.Known() && g.when.Overlaps(p.when) && len(p.when.ISO()) <= len("2000-01-01/2000-01-31"),
		"place":   len(g.places) > 0 && len(p.places) > 0 && sharesName(g.places, p.places[len(p.places)-1:]),
		"kind":    sharesName(g.kinds, p.kinds),
		"body":    sharesName(g.bodies, p.bodies),
		"killed":  g.killed >= 0 && g.killed == p.killed,
		"wounded": g.wounded >= 0 && g.wounded == p.wounded,
	}
}

// sharesName reports whether a name of one list stands within one of the other.
func sharesName(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x != "" && y != "" && (strings.Contains(" "+x+" ", " "+y+" ") || strings.Contains(" "+y+" ", " "+x+" ")) {
				return true
			}
		}
	}
	return false
}

// tells says which slots a template fills.
func (t incidentTemplate) tells() map[string]bool {
	return map[string]bool{
		"date": t.when.Known(), "place": len(t.places) > 0, "kind": len(t.kinds) > 0 && t.kinds[0] != "",
		"body": len(t.bodies) > 0, "killed": t.killed >= 0, "wounded": t.wounded >= 0,
	}
}

// scoreTemplates pairs templates greedily by most agreements and counts each slot.
func scoreTemplates(counts map[string]*slotCount, gold, pred []incidentTemplate) {
	usedG, usedP := map[int]bool{}, map[int]bool{}
	for {
		bestG, bestP, most := -1, -1, 0
		for i, g := range gold {
			for j, p := range pred {
				if usedG[i] || usedP[j] {
					continue
				}
				n := 0
				for _, ok := range agreements(g, p) {
					if ok {
						n++
					}
				}
				if n > most {
					bestG, bestP, most = i, j, n
				}
			}
		}
		if bestG < 0 {
			break
		}
		usedG[bestG], usedP[bestP] = true, true
		for slot, ok := range agreements(gold[bestG], pred[bestP]) {
			if ok {
				counts[slot].right++
			}
		}
	}
	for i, g := range gold {
		if g.optional && !usedG[i] {
			continue
		}
		for slot, told := range g.tells() {
			if told {
				counts[slot].gold++
			}
		}
	}
	for _, p := range pred {
		for slot, told := range p.tells() {
			if told {
				counts[slot].said++
			}
		}
	}
}
