package toll

import (
	_ "embed"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/lookup"
	"stemma/internal/text"
)

var (
	//go:embed english.txt
	englishFile string
	//go:embed spanish.txt
	spanishFile string
	//go:embed french.txt
	frenchFile string
	//go:embed portuguese.txt
	portugueseFile string
)

var (
	english = readTongue(englishFile)
	foreign = []*tongue{readTongue(spanishFile), readTongue(frenchFile), readTongue(portugueseFile)}
)

// role is where a harm stands to what it counts.
type role string

const (
	after  role = "after"  // "40 houses destroyed"
	before role = "before" // "destroyed 40 houses"
	self   role = "self"   // "40 evacuees"
	over   role = "over"   // "Houses destroyed: 40"
	told   role = "told"   // "a fatal shooting"
	hint   role = "hint"   // "charged with murder"
)

// harm is a phrase that says what befell somebody.
type harm struct {
	phrase
	kind stemma.Kind
	role role
	hit  bool // hit: shot or stabbed, and dead or not.
}

// personal reports whether the harm is one to persons, who may be told one by one.
func (h harm) personal() bool { return h.kind == stemma.Killed || h.kind == stemma.Wounded }

// phrase is words in a row; one that ends in * is a beginning.
type phrase []string

// tongue is the table of one language. It never changes once read.
type tongue struct {
	common   lookup.Set
	between  lookup.Set
	filler   lookup.Set
	from     lookup.Set
	expected lookup.Set // expected are auxiliaries of what may come.
	joins    lookup.Set
	ones     lookup.Set
	many     lookup.Set
	fresh    lookup.Set
	vague    lookup.Set // vague are words that count without a number.
	bars     lookup.Set
	stops    lookup.Set
	first    lookup.Set // first are the first words of harms to persons.
	numbers  map[string]float64
	times    map[string]float64
	multiple map[string]float64
	units    index[unit]
	harms    index[harm] // harms are those to homes and others.
	hurts    index[harm] // hurts are the harms to persons.
	bounds   []bound
}

type unit struct {
	phrase
	name string
}

type bound struct {
	phrase
	bound stemma.Bound
}

// index files phrases under the first letters of their first word.
type index[T any] struct{ lookup.Table[[]T] }

func (x *index[T]) add(key string, t T) { x.Put(key, append(x.Get(key), t)) }

// key is the first letters of a word, which never lie behind a *.
func key(w string) string { return w[:min(2, len(w))] }

// readTongue reads a table, whose form english.txt explains.
func readTongue(file string) *tongue {
	t := &tongue{

		numbers: map[string]float64{}, times: map[string]float64{}, multiple: map[string]float64{},
	}
	section, name := "", ""
	for line := range strings.Lines(file) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if head, ok := strings.CutPrefix(strings.TrimSpace(line), "["); ok {
			section, name, _ = strings.Cut(strings.TrimSuffix(head, "]"), " ")
			continue
		}
		for _, f := range fields {
			if section == "kind" && f == fields[0] {
				continue
			}
			t.add(section, name, fields[0], f)
		}
	}
	return t
}

// add files one word of a table.
func (t *tongue) add(section, name, head, word string) {
	p := phrase(strings.Split(word, "_"))
	k := key(strings.TrimSuffix(p[0], "*"))
	switch section {
	case "tongue":
		t.common.Put(word, true)
	case "unit":
		t.units.add(k, unit{p, name})
	case "number", "times", "multiple":
		w, v, _ := strings.Cut(word, "=")
		f, err := strconv.ParseFloat(v, 64)
		if err != nil {
			panic("toll: a numeral without a value: " + word)
		}
		map[string]map[string]float64{"number": t.numbers, "times": t.times, "multiple": t.multiple}[section][w] = f
	case "join":
		t.joins.Put(word, true)
	case "one":
		t.ones.Put(word, true)
	case "many":
		t.many.Put(word, true)
	case "vague":
		t.vague.Put(word, true)
	case "fresh":
		t.fresh.Put(word, true)
	case "bar":
		t.bars.Put(word, true)
	case "stop":
		t.stops.Put(word, true)
	case "bound":
		t.bounds = append(t.bounds, bound{p, stemma.Bound(strings.ReplaceAll(name, " ", "-"))})
		for _, w := range p {
			t.filler.Put(w, true)
		}
	case "filler":
		t.filler.Put(word, true)
	case "from":
		t.from.Put(word, true)
	case "between":
		for _, w := range p {
			t.between.Put(w, true)
		}
	case "expected":
		t.expected.Put(word, true)
		t.between.Put(word, true)
	case "kind":
		h := harm{phrase: p, kind: stemma.Kind(name), role: role(head)}
		if name == "hit" {
			h.kind, h.hit = stemma.Wounded, true
		}
		if h.personal() && h.role != hint {
			t.first.Put(p[0], true)
		}
		if h.personal() {
			t.hurts.add(k, h)
			break
		}
		t.harms.add(k, h)
	}
}

func (t *tongue) isBetween(w string) bool { return t.between.Get(w) }

func (t *tongue) isJoin(w string) bool { return t.joins.Get(w) || w == "and" }

// isFiller reports whether a word may stand between a verb and its number.
func (t *tongue) isFiller(w string) bool { return t.filler.Get(w) }

// fewestCommon is how many of its commonest words tell that a sentence is in a language
// that the report is not in.
const fewestCommon = 3

// countsOf are the commonest words of each sentence, and their sum.
func countsOf(d *text.Doc) (each []count, sum count) {
	each = make([]count, len(d.Sentences))
	for i, s := range d.Sentences {
		each[i].add(d, s)
		sum.ours += each[i].ours
		for k, n := range each[i].theirs {
			sum.theirs[k] += n
		}
	}
	return each, sum
}

// mother is the language of the report with the counts.
func (c *count) mother() *tongue {
	if k := c.most(); c.theirs[k] >= fewestCommon && c.theirs[k] > c.ours {
		return foreign[k]
	}
	return english
}

// tongue is the language of a sentence with the counts: that of the report unless the
// commonest words of another one are at least three and outnumber its own two to one.
func (c *count) tongue(mother *tongue) *tongue {
	switch k := c.most(); {
	case c.theirs[k] >= fewestCommon && c.theirs[k] > 2*c.ours:
		return foreign[k]
	case mother != english && c.ours < fewestCommon:
		return mother
	}
	return english
}

// count counts the commonest words of English and of the foreign languages.
type count struct {
	ours   int
	theirs [3]int
}

func (c *count) add(d *text.Doc, s text.Sentence) {
	for i := s.First; i < s.Last; i++ {
		w := d.Word(i)
		if len(w) > 5 {
			continue
		}
		w = strings.ToLower(w)
		if english.common.Get(w) {
			c.ours++
		}
		for k, t := range foreign {
			if t.common.Get(w) {
				c.theirs[k]++
			}
		}
	}
}

// most is the foreign language with the most words.
func (c *count) most() int {
	best := 0
	for k := range c.theirs {
		if c.theirs[k] > c.theirs[best] {
			best = k
		}
	}
	return best
}
