package claim

import (
	"bufio"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/lookup"
)

//go:embed frames.txt
var framesText string

//go:embed nouns.txt
var nounsText string

//go:embed verbs.txt
var verbsText string

// Frames are the tables that the reader works by: which words state which kind of
// claim, which of their arguments fills which field, and the classes of nouns and
// verbs that their conditions name. They never change once read.
type Frames struct {
	byWord  [3]lookup.Table[[]*frame] // byWord are the frames of each lemma, by class.
	nouns   lookup.Table[[]string]    // classes of each lemma
	verbs   lookup.Table[[]string]
	longest int        // longest multi-word noun, in tokens
	behind  lookup.Set // behind are what stands behind a hyphen in nouns of several words: strike of "air-strike"
	ends    lookup.Set // ends are the lemmas that evoke a frame, alone or behind others: strike of "air-strike"
}

// word is a lemma in a grammatical class: v, n or a.
type word struct{ class, lemma string }

// frame is one section of frames.txt.
type frame struct {
	kind   stemma.Kind
	change stemma.Change
	stance stemma.Stance
	fills  []fill
	needs  []condition
	bars   []condition
	count  string // count names the argument whose number is the claim's
	unit   string
	says   string // says names the argument that is the speaker, where the word makes it one
	with   string // with is the particle, object or adverb that the word needs
}

// fill says that an argument fills a field.
type fill struct {
	arg   string
	field stemma.Field
}

// condition asks that an argument is of one of several classes.
type condition struct {
	arg     string
	classes []string
}

// LoadFrames reads the embedded tables. An error is a fault in the tables.
func LoadFrames() (*Frames, error) {
	f := new(Frames)
	if err := parseClasses(&f.nouns, nounsText); err != nil {
		return nil, fmt.Errorf("nouns.txt: %w", err)
	}
	if err := parseClasses(&f.verbs, verbsText); err != nil {
		return nil, fmt.Errorf("verbs.txt: %w", err)
	}
	if err := f.parse(framesText); err != nil {
		return nil, fmt.Errorf("frames.txt: %w", err)
	}
	return f, nil
}

// parseClasses reads lines of a class and its lemmas.
func parseClasses(classes *lookup.Table[[]string], table string) error {
	for line, fields := range tableLines(table) {
		if len(fields) < 2 {
			return fmt.Errorf("line %d: class %q without words", line, fields[0])
		}
		for _, lemma := range fields[1:] {
			classes.Put(lemma, append(classes.Get(lemma), fields[0]))
		}
	}
	return nil
}

// tableLines yields the fields of each line of a table that is neither blank nor a
// comment, by line number.
func tableLines(table string) func(yield func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		s := bufio.NewScanner(strings.NewReader(table))
		for n := 1; s.Scan(); n++ {
			line, _, _ := strings.Cut(s.Text(), "#")
			if fields := strings.Fields(line); len(fields) > 0 && !yield(n, fields) {
				return
			}
		}
	}
}

// parse reads the sections of frames.txt.
func (f *Frames) parse(table string) error {
	var section *frame
	var words []word
	finish := func() {
		for _, w := range words {
			f.add(w, *section)
		}
		words = nil
	}
	for line, fields := range tableLines(table) {
		if len(fields) == 1 {
			finish()
			kind, change, _ := strings.Cut(fields[0], "/")
			if !slices.Contains(kinds, stemma.Kind(kind)) {
				return fmt.Errorf("line %d: unknown kind %q", line, kind)
			}
			section = &frame{kind: stemma.Kind(kind), change: stemma.Change(change), count: "obj"}
			continue
		}
		if section == nil {
			return fmt.Errorf("line %d: %q before any section", line, fields[0])
		}
		listed, err := f.line(section, fields)
		if err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		words = append(words, listed...)
	}
	finish()
	return nil
}

// line reads one line of a section and returns the words that it lists.
func (f *Frames) line(s *frame, fields []string) ([]word, error) {
	key, rest := fields[0], fields[1:]
	switch key {
	case "verbs", "nouns", "adjs":
		var words []word
		for _, lemma := range rest {
			words = append(words, word{key[:1], lemma})
		}
		return words, nil
	case "need", "bar":
		if len(rest) != 2 {
			return nil, fmt.Errorf("%s wants an argument and classes", key)
		}
		c := condition{rest[0], strings.Split(rest[1], "|")}
		for _, class := range c.classes {
			if !f.known(class) && (c.arg != "back" || !slices.Contains(kinds, stemma.Kind(class))) {
				return nil, fmt.Errorf("%s: unknown class %q", key, class)
			}
		}
		if key == "need" {
			s.needs = append(s.needs, c)
		} else {
			s.bars = append(s.bars, c)
		}
	case "count":
		s.count = rest[0]
	case "unit":
		s.unit = rest[0]
	case "says":
		s.says = rest[0]
	case "stance":
		s.stance = stemma.Stance(rest[0])
	default:
		field := stemma.Field(rest[0])
		if field != stemma.FieldActor && field != stemma.FieldTarget && field != stemma.FieldPlace && field != both {
			return nil, fmt.Errorf("%s: unknown field %q", key, field)
		}
		s.fills = append(s.fills, fill{key, field})
	}
	return nil, nil
}

// both is the field of an argument whose members are actor and target of each other.
const both stemma.Field = "both"

// kinds are the kinds that a section may have.
var kinds = []stemma.Kind{
	stemma.Control, stemma.Clash, stemma.Strike, stemma.Killed, stemma.Wounded, stemma.Detained, stemma.Displaced,
	stemma.Strength, stemma.Movement, stemma.Losses, stemma.Destruction, stemma.Share, stemma.Talks, stemma.Agreement,
	stemma.Call, stemma.Accuse, stemma.Condition, stemma.Assessment,
}

// foundClasses are the classes that other readers decide.
var foundClasses = []string{"actor", "place", "person", "number", "percent", "pronoun", "it", "copula", "event", "unknown-thing", "named", "superlative", "nation", "nobody", "slain", "negated", "among", "date"}

// known reports whether a condition may name the class: one of nouns.txt, one that
// other readers decide, or ^lemma for the verb above.
func (f *Frames) known(class string) bool {
	return f.nouns.Any(func(all []string) bool { return slices.Contains(all, class) }) || slices.Contains(foundClasses, class) || strings.HasPrefix(class, "^")
}

// add files a frame under the word that evokes it. "drive+out" is filed under drive
// with the particle out; a noun of several parts under its last part.
func (f *Frames) add(w word, section frame) {
	lemma, with, _ := strings.Cut(w.lemma, "+")
	section.with = with
	if w.class == "n" {
		f.longest = max(f.longest, strings.Count(lemma, "-")+1)
	}
	for rest, more := lemma, true; more; _, rest, more = strings.Cut(rest, "-") {
		f.ends.Put(rest, true)
		if len(rest) < len(lemma) && w.class == "n" {
			f.behind.Put(rest, true)
		}
	}
	all := append(f.evoked(w.class, lemma), &section)
	// A frame that asks for more stands before one that asks for less.
	slices.SortStableFunc(all, func(a, b *frame) int { return asks(b) - asks(a) })
	f.byWord[classOf(w.class)].Put(lemma, all)
}

// classOf is the place of a class among those of words.
func classOf(class string) int {
	switch class {
	case "v":
		return 0
	case "n":
		return 1
	}
	return 2
}

// evoked are the frames of a word.
func (f *Frames) evoked(class, lemma string) []*frame { return f.byWord[classOf(class)].Get(lemma) }

func asks(f *frame) int {
	if f.with != "" {
		return 1
	}
	return 0
}

// noun reports whether lemma belongs to the class of nouns.
func (f *Frames) noun(class, lemma string) bool { return slices.Contains(f.nouns.Get(lemma), class) }

// verb reports whether lemma belongs to the class of verbs.
func (f *Frames) verb(class, lemma string) bool { return slices.Contains(f.verbs.Get(lemma), class) }
