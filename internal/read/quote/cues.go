package quote

import (
	_ "embed"
	"strings"
	"sync"

	"stemma"
	"stemma/internal/text"
)

//go:embed cues.txt
var cuesFile string

// frame is where a cue's content stands.
type frame uint16

const (
	clause frame = 1 << iota
	infinitive
	object
	named
	whom
	person
	written
	law
	quotation
)

var frameNames = map[string]frame{"clause": clause, "to": infinitive, "obj": object, "as": named, "whom": whom, "person": person, "text": written, "law": law, "quote": quotation}

// sense is one use of a cue verb.
type sense struct {
	class       text.CueClass
	frames      frame
	particle    string // particle that belongs to the verb: "out" of "point out".
	preposition string // preposition behind which the content stands: "for" of "call for".
}

// lexicon holds the words of cues.txt.
type lexicon struct {
	verbs    map[string][]sense
	forms    map[string]string // forms are the regular forms of the verbs with what they are forms of.
	nouns    map[string]text.CueClass
	carried  map[string]text.CueClass // carried are nouns that attribute as the object of a verb that lends them a subject.
	adjs     map[string]text.CueClass // adjs are adjectives.
	holders  map[string]text.CueClass // holders are nouns for who is for or against something.
	hearsay  map[string]bool
	accord   [][]string
	outlet   map[string]bool
	speaker  map[string]bool
	role     map[string]bool // role are nouns for one person by what he does.
	event    map[string]bool
	people   map[string]bool
	voice    map[string]bool
	law      map[string]bool
	text     map[string]bool
	seem     map[string]bool
	stir     map[string]bool
	lend     map[string]bool
	plain    map[string]bool
	unsigned map[string]bool // unsigned are nouns in the plural for what nobody signs.
}

// cues reads the embedded lexicon once.
var cues = sync.OnceValue(func() *lexicon {
	l := &lexicon{verbs: map[string][]sense{}, forms: map[string]string{}, nouns: map[string]text.CueClass{}, carried: map[string]text.CueClass{}, adjs: map[string]text.CueClass{}, holders: map[string]text.CueClass{}}
	for _, set := range []*map[string]bool{&l.hearsay, &l.outlet, &l.speaker, &l.role, &l.event, &l.people, &l.voice, &l.law, &l.text, &l.seem, &l.stir, &l.plain, &l.lend, &l.unsigned} {
		*set = map[string]bool{}
	}
	var group []string
	for line := range strings.Lines(cuesFile) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
		if strings.HasPrefix(line, "[") {
			group = strings.Fields(strings.Trim(line, "[] "))
			continue
		}
		for _, w := range strings.Fields(line) {
			l.add(group, w)
		}
	}
	return l
})

// add puts one word of a group where it belongs.
func (l *lexicon) add(group []string, w string) {
	switch group[0] {
	case "noun":
		l.nouns[w] = text.CueClass(group[1])
	case "carried":
		l.carried[w] = text.CueClass(group[1])
	case "adjective":
		l.adjs[w] = text.CueClass(group[1])
	case "holder":
		l.holders[w] = text.CueClass(group[1])
	case "hearsay":
		l.hearsay[w] = true
	case "outlet":
		l.outlet[w] = true
	case "event":
		l.event[w] = true
	case "speaker":
		l.speaker[w] = true
	case "role":
		l.role[w] = true
	case "people":
		l.people[w] = true
	case "voice":
		l.voice[w] = true
	case "law":
		l.law[w] = true
	case "stir":
		l.stir[w] = true
	case "seem":
		l.seem[w] = true
	case "lend":
		l.lend[w] = true
	case "unsigned":
		l.unsigned[w] = true
	case "plain":
		l.plain[w] = true
	case "text":
		l.text[w] = true
	case "accord":
		l.accord = append(l.accord, strings.Split(w, "_"))
	default:
		s := sense{class: text.CueClass(group[0])}
		for _, name := range group[1:] {
			s.frames |= frameNames[name]
		}
		w, s.preposition, _ = strings.Cut(w, "+")
		w, s.particle, _ = strings.Cut(w, "_")
		l.verbs[w] = append(l.verbs[w], s)
		for _, form := range inflected(w) {
			l.forms[form] = w
		}
	}
}

// inflected is the regular forms of the verb w, with the last letter doubled and not:
// "vow" gives vows, vowed, vowing. They stand in for a lemma that was guessed wrong.
func inflected(w string) []string {
	stem, last := strings.TrimSuffix(w, "e"), w[len(w)-1:]
	all := []string{w + "s", w + "es", stem + "ed", stem + "ing", w + last + "ed", w + last + "ing"}
	if y, ok := strings.CutSuffix(w, "y"); ok {
		all = append(all, y+"ies", y+"ied")
	}
	return all
}

// stanceOf is the stance that a cue of the class gives to what it attributes.
func stanceOf(c text.CueClass) stemma.Stance {
	switch c {
	case text.Claimed:
		return stemma.Disputed
	case text.Deny:
		return stemma.Denied
	case text.Expect:
		return stemma.Expected
	case text.Demand:
		return stemma.CalledFor
	}
	return stemma.Asserted
}
