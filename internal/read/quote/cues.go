package quote

import (
	_ "embed"
	"strings"
	"sync"

	"stemma"
	"stemma/internal/lookup"
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
	verbs    lookup.Table[[]sense]
	forms    lookup.Table[string] // forms are the regular forms of the verbs with what they are forms of.
	nouns    lookup.Table[text.CueClass]
	carried  lookup.Table[text.CueClass] // carried are nouns that attribute as the object of a verb that lends them a subject.
	adjs     lookup.Table[text.CueClass] // adjs are adjectives.
	holders  lookup.Table[text.CueClass] // holders are nouns for who is for or against something.
	hearsay  lookup.Set
	accord   lookup.Table[[][]string] // accord are phrases by their first word.
	outlet   lookup.Set
	writer   lookup.Set // writer are nouns for who writes for an outlet.
	speaker  lookup.Set
	role     lookup.Set // role are nouns for one person by what he does.
	outsider lookup.Set // outsider are those who only know about a body.
	event    lookup.Set
	troops   lookup.Set
	people   lookup.Set
	voice    lookup.Set
	law      lookup.Set
	text     lookup.Set
	seem     lookup.Set
	stir     lookup.Set
	lend     lookup.Set
	plain    lookup.Set
	unsigned lookup.Set // unsigned are nouns in the plural for what nobody signs.
}

// cues reads the embedded lexicon once.
var cues = sync.OnceValue(func() *lexicon {
	l := new(lexicon)
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
		l.nouns.Put(w, text.CueClass(group[1]))
	case "carried":
		l.carried.Put(w, text.CueClass(group[1]))
	case "adjective":
		l.adjs.Put(w, text.CueClass(group[1]))
	case "holder":
		l.holders.Put(w, text.CueClass(group[1]))
	case "hearsay":
		l.hearsay.Put(w, true)
	case "writer":
		l.writer.Put(w, true)
	case "outlet":
		l.outlet.Put(w, true)
	case "event":
		l.event.Put(w, true)
	case "troops":
		l.troops.Put(w, true)
	case "speaker":
		l.speaker.Put(w, true)
	case "outsider":
		l.outsider.Put(w, true)
	case "role":
		l.role.Put(w, true)
	case "people":
		l.people.Put(w, true)
	case "voice":
		l.voice.Put(w, true)
	case "law":
		l.law.Put(w, true)
	case "stir":
		l.stir.Put(w, true)
	case "seem":
		l.seem.Put(w, true)
	case "lend":
		l.lend.Put(w, true)
	case "unsigned":
		l.unsigned.Put(w, true)
	case "plain":
		l.plain.Put(w, true)
	case "text":
		l.text.Put(w, true)
	case "accord":
		words := strings.Split(w, "_")
		l.accord.Put(words[0], append(l.accord.Get(words[0]), words))
	default:
		s := sense{class: text.CueClass(group[0])}
		for _, name := range group[1:] {
			s.frames |= frameNames[name]
		}
		w, s.preposition, _ = strings.Cut(w, "+")
		w, s.particle, _ = strings.Cut(w, "_")
		l.verbs.Put(w, append(l.verbs.Get(w), s))
		for _, form := range inflected(w) {
			l.forms.Put(form, w)
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
