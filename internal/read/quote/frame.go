package quote

import (
	"slices"
	"strings"

	"stemma/internal/text"
)

// oblique is the oblique of v that the preposition introduces; -1 when there is none.
func (f *finder) oblique(v int, preposition string) int {
	for _, k := range f.children(v) {
		if !f.is(k, "obl", "nmod", "advcl", "obl:agent", "ccomp", "xcomp") || preposition == "on" && f.isTime(k) {
			continue // "reported on Friday": when, and not of what
		}
		for _, c := range f.children(k) {
			if f.is(c, "case", "mark") && f.lower(c) == preposition && c < k && !(preposition == "to" && f.is(c, "mark") && f.tag(k).XPOS == "VB" && !strings.HasSuffix(f.lower(k), "ing")) {
				return k
			}
		}
	}
	return -1
}

// behind is the content of a cue with a preposition: "called for a truce".
func (f *finder) behind(v int, s sense, dr *draft) []span {
	if s.preposition == "" || dr.head < 0 {
		return nil
	}
	if i := min(dr.source.first, dr.phrase.first) - 1; s.class == text.Say && !dr.source.empty() && i >= f.in(v).First && f.within[i] >= 0 && f.within[v] < 0 && f.speech(f.tokens(f.quotes[f.within[i]].Span)) {
		return nil // "“…,” she wrote about the raid"
	}
	o := f.oblique(v, s.preposition)
	if o < 0 {
		if obj := f.child(v, "obj"); obj >= 0 && f.lemma(v) != "tell" {
			o = f.oblique(obj, s.preposition)
		}
	}
	if o < 0 {
		return nil
	}
	if obj := f.after(v, "obj"); obj >= 0 && obj < o && s.preposition != "at" && (s.class == text.Say || s.class == text.Report) && f.takesObject(v) && !(f.somebody(obj) && addressed[f.lemma(v)]) {
		return nil // "reported her presence on the site": the object is what is said
	}
	var content []span
	if obj := f.child(v, "obj"); obj >= 0 && obj < o && (s.class == text.Accuse || s.class == text.Deny || s.preposition == "at" && s.class == text.Say) {
		content = f.region(obj, o)
		switch {
		case s.class == text.Accuse, s.class == text.Deny:
		case f.tag(o).UPOS == "NUM" || f.child(o, "nummod") >= 0:
			return append(content, f.region(o)...) // "put the toll at 57"
		default:
			return nil // "put the tanks at the gate"
		}
	}
	for _, c := range f.children(o) {
		if f.is(c, "case", "mark") && f.lower(c) == s.preposition {
			if c == dr.phrase.last {
				dr.phrase.last++
			}
			return append(content, f.region(o, c)...)
		}
	}
	return append(content, f.region(o)...)
}

// putAt is the content of "put his losses at 40 dead and 100 injured", however the parser
// has hung the figures.
func (f *finder) putAt(v int, s sense, dr *draft) []span {
	if s.preposition != "at" || s.class != text.Say || dr.head < 0 || dr.head > v {
		return nil
	}
	const longest = 10 // words of what is put at a figure
	last := f.in(v).Last
	for i := v + 2; i+1 < min(v+longest, last); i++ {
		if f.lower(i) != "at" {
			continue
		}
		n := i + 1
		for n < last && n < i+4 && f.tag(n).UPOS != "NUM" {
			n++
		}
		if n >= last || f.tag(n).UPOS != "NUM" || f.hasFinite(span{v + 1, n}) {
			return nil
		}
		return []span{f.tight(f.upTo(span{v + 1, last}, v, dr))}
	}
	return nil
}

// takesObject reports whether the cue v can say its object.
func (f *finder) takesObject(v int) bool {
	return slices.ContainsFunc(f.senses(v), func(s sense) bool { return s.frames&object != 0 && s.frames&(written|law) == 0 })
}

// order is the content of "urged them to leave": what they are to do, with who is
// to do it.
func (f *finder) order(v int, s sense, dr *draft) []span {
	if s.frames&whom == 0 || dr.head < 0 {
		return nil
	}
	o := f.after(v, "obj", "iobj")
	if o < 0 && s.particle != "" {
		o = f.oblique(v, s.particle)
	}
	if o < 0 {
		return nil
	}
	x := -1
	for _, k := range append(slices.Clone(f.children(v)), f.children(o)...) {
		if k > o && f.is(k, "xcomp", "ccomp", "advcl", "acl") && f.toInfinitive(k) && (f.is(k, "xcomp", "ccomp") || f.somebody(o)) {
			x = k
			break
		}
	}
	if x < 0 {
		return nil
	}
	content := merge(append(f.region(o, x), f.region(x)...))
	if s.particle != "" {
		dr.phrase.last = max(dr.phrase.last, v+2)
		content[0].first = max(content[0].first, v+2)
	}
	return content
}

// somebody reports whether token i names or stands for people.
func (f *finder) somebody(i int) bool {
	return f.speaks(i) || f.cues.people.Get(f.kind(i)) || f.tag(i).UPOS == "PRON"
}

func (f *finder) toInfinitive(x int) bool {
	m := f.child(x, "mark")
	return m >= 0 && f.lower(m) == "to"
}

// gerundOf is the content of "denied shelling the town", "admitted having sent them".
func (f *finder) gerundOf(v int, s sense, dr *draft) []span {
	if s.class != text.Deny && s.class != text.Acknowledge || dr.head < 0 {
		return nil
	}
	x := f.after(v, "xcomp")
	if x != v+1 || f.tag(x).XPOS != "VBG" {
		return nil
	}
	return f.region(x)
}

// infinitiveOf is the content of "vowed to fight", "denied shelling".
func (f *finder) infinitiveOf(v int, s sense, dr *draft) []span {
	if s.frames&infinitive == 0 || dr.head < 0 {
		return nil
	}
	x := f.after(v, "xcomp", "advcl")
	if x < 0 || !f.toInfinitive(x) && f.tag(x).XPOS != "VBG" || f.is(x, "advcl") && f.tag(x).XPOS == "VBG" && x > v+1 {
		return nil
	}
	if withheld[f.lemma(v)] && x == dr.phrase.last+1 && f.toInfinitive(x) && f.senses(x) != nil && f.hi[x] > x {
		dr.phrase.last = x + 1 // "refused to disclose it"
		return []span{{x + 1, f.hi[x] + 1}}
	}
	return f.region(x)
}

// withheld are the verbs for words that somebody keeps to himself.
var withheld = map[string]bool{"refuse": true}

// namedAs is the content of "called them terrorists", "described it as a crime".
func (f *finder) namedAs(v int, s sense, dr *draft) []span {
	if s.frames&named == 0 || dr.head < 0 {
		return nil
	}
	o := f.after(v, "obj")
	if o < 0 {
		return nil
	}
	if x := f.after(v, "xcomp", "ccomp"); x > v && f.child(x, "mark") < 0 {
		return merge(append(f.region(o, x), f.region(x)...))
	}
	if x := f.oblique(v, "as"); x > v {
		return append(f.region(o, x), f.region(x)...)
	}
	if x := f.oblique(o, "as"); x >= 0 {
		return f.region(o)
	}
	if x := f.oblique(v, "to"); x > o && likening[f.lemma(v)] {
		return merge(append(f.region(o, x), f.region(x)...))
	}
	if likening[f.lemma(v)] {
		return nil
	}
	if r := f.twofold(v, o); !r.empty() && onlyNames[f.lemma(v)] {
		return []span{r}
	}
	if named := f.arguments(v, o); f.lemma(v) != "see" && (f.holdsQuote(named) || f.objects(v) > 1 || f.lemma(v) == "call" && (f.qualifiedBehind(o) || f.namedBehind(o))) {
		return []span{named}
	}
	return nil
}

// onlyNames are the verbs that with two arguments can only say what one is called.
var onlyNames = map[string]bool{"call": true, "label": true, "brand": true, "deem": true, "dub": true, "declare": true, "proclaim": true, "pronounce": true, "term": true, "consider": true}

// twofold is the object o of v with what stands right behind it and is no adverbial:
// "called [the holiday] [a celebration …]"; empty when there is nothing.
func (f *finder) twofold(v, o int) span {
	end := f.hi[o] + 1
	if f.lo[o] > v+1 {
		return span{}
	}
	r := span{f.lo[o], end}
	for grown := true; grown; {
		grown = false
		for _, k := range f.children(v) {
			if f.lo[k] != r.last || k < v || !f.is(k, "obj", "iobj", "xcomp", "ccomp", "parataxis", "dep", "appos", "obl", "advcl") {
				continue
			}
			if f.isTime(k) || f.is(k, "obl", "advcl") && r.last == end || f.is(k, "obl") && f.child(k, "case") < 0 {
				continue
			}
			r.last, grown = f.hi[k]+1, true
		}
	}
	if r.last == end {
		return span{}
	}
	return r
}

// thing is the object or complement of v that is no time; -1 when there is none.
func (f *finder) thing(v int) int {
	for _, k := range f.children(v) {
		if f.is(k, "obj", "xcomp") && !f.isTime(k) {
			return k
		}
	}
	return -1
}

// isTime reports whether token k says when.
func (f *finder) isTime(k int) bool {
	return day[f.lower(k)] || text.Covering(f.d.Times, f.d.Tokens[k].Start) >= 0
}

// rhetorical are the verbs of blows that are words only where a person deals them.
var rhetorical = map[string]bool{
	"attack": true, "defend": true, "assail": true, "target": true, "pound": true, "hammer": true,
	"blast": true, "slam": true, "rip": true, "flay": true,
}

// wordless reports whether the verb v of the class tells of no words with this object
// and subject: somebody told, a thing found in the rubble, a blow.
func (f *finder) wordless(v, object int, class text.CueClass, subject int) bool {
	switch l := f.lemma(v); {
	case class == text.Say:
		return f.person(object) && !topical[l] || rhetorical[l] && !f.voices(subject)
	case class == text.Show && l == "find":
		return !inquiry[f.lemma(subject)]
	default:
		return rhetorical[l] && (!f.voices(subject) || !f.ofWords(object) && !(f.person(subject) && f.tag(object).UPOS == "NOUN" && !f.placeAt(object) && f.actorAt(object) < 0))
	}
}

// ofWords reports whether a blow at token o can be of words: it is a person, or
// something said, thought or laid down.
func (f *finder) ofWords(o int) bool {
	l := f.kind(o)
	_, noun := f.cues.nouns.Find(l)
	return f.person(o) || noun || f.cues.text.Get(l) || f.cues.voice.Get(l) || f.cues.law.Get(l) || f.cues.people.Get(l) || f.cues.speaker.Get(l) || f.tag(o).UPOS == "PRON"
}

// topical are the verbs of saying whose object, a person too, is what is spoken of.
var topical = map[string]bool{"mention": true, "cite": true, "describe": true, "discuss": true, "invoke": true, "reference": true, "depict": true, "identify": true}

// inquiry are the nouns for what finds things out and not up: "the survey found".
var inquiry = map[string]bool{
	"poll": true, "survey": true, "study": true, "report": true, "analysis": true, "audit": true, "review": true, "investigation": true,
	"inquiry": true, "probe": true, "inspector": true, "auditor": true, "researcher": true, "scientist": true, "court": true, "judge": true,
}

// qualifiedBehind reports whether an adjective stands right behind the noun o: "the
// charges unfounded".
func (f *finder) qualifiedBehind(o int) bool {
	k := o + 1
	return k < len(f.d.Tokens) && f.tag(k).UPOS == "ADJ" && f.head(k) == o && f.is(k, "amod")
}

// namedBehind reports whether a second noun stands behind the object o without a
// comma, which the parser takes for its apposition: "the plan a disgrace".
func (f *finder) namedBehind(o int) bool {
	for k := o + 1; k <= f.hi[o] && k < len(f.d.Tokens); k++ {
		if f.is(k, "appos") && f.lo[k] > o && !f.punctuated(f.lo[k]) && !f.punctuated(f.lo[k]-1) {
			return true
		}
	}
	return false
}

// likening are the verbs that take what a thing is called behind "to".
var likening = map[string]bool{"compare": true, "liken": true, "equate": true, "link": true, "tie": true}

// objects is the number of objects behind v.
func (f *finder) objects(v int) int {
	n := 0
	for _, k := range f.children(v) {
		if k > v && f.is(k, "obj", "iobj") {
			n++
		}
	}
	return n
}

// arguments is the words from the object o of v to the last argument behind it.
func (f *finder) arguments(v, o int) span {
	r := span{f.lo[o], f.hi[o] + 1}
	for _, k := range f.children(v) {
		if k > v && f.is(k, "obj", "iobj", "xcomp", "ccomp", "conj", "dep") && !(f.is(k, "conj") && f.verbal(k)) {
			r = span{min(r.first, f.lo[k]), max(r.last, f.hi[k]+1)}
		}
	}
	return r
}

// holdsQuote reports whether quotation marks stand within r.
func (f *finder) holdsQuote(r span) bool {
	for i := r.first; i < r.last; i++ {
		if f.within[i] >= 0 {
			return true
		}
	}
	return false
}

// objectOf is the content of "announced a truce".
func (f *finder) objectOf(v int, s sense, dr *draft) []span {
	if s.frames&object == 0 || s.preposition != "" || dr.head < 0 || f.d.Arcs[v].Rel == "acl" && f.tag(v).XPOS != "VBD" && !f.misread(v) && !(f.tag(v).XPOS == "VBG" && f.isText(f.head(v))) {
		return nil
	}
	o := f.child(v, "obj")
	for _, k := range f.children(v) {
		if o < v && k > v && (f.is(k, "nsubj") && dr.head < v || f.is(k, "xcomp") && f.tag(k).XPOS == "VBG" && s.class == text.Say) {
			o = k // a gerund, or an object that the parser took for a second subject
		}
	}
	if o > v && giving[f.lemma(v)] && f.somebody(o) {
		for _, k := range f.children(v) {
			if k > o && f.is(k, "obj") && f.tag(k).UPOS != "PRON" && f.lo[k] == f.hi[o]+1 && !f.isTime(k) && s.frames&named == 0 {
				o = k // "deny them permits"
				break
			}
		}
	}
	if c := f.after(v, "ccomp"); o < v && c >= 0 && f.child(c, "mark") < 0 {
		o = c // the object's own clause stands over it: "cited remarks he had made"
	}
	if o < v || f.carried(o) || f.is(v, "amod") || f.isTime(o) || f.lemma(o) == "life" {
		return nil // a bomb claims lives
	}
	if s.frames&written != 0 && !f.isText(o) && !f.cues.law.Get(f.kind(o)) || f.wordsOf(v, o) >= 0 {
		return nil
	}
	if f.wordless(v, o, s.class, dr.head) {
		return nil
	}
	r := span{f.lo[o], f.hi[o] + 1}
	for _, k := range f.children(v) {
		if f.lo[k] < r.last {
			continue
		}
		if f.lo[k] == r.last && s.class == text.Show && f.is(k, "advcl", "xcomp") && f.tag(k).XPOS == "VBG" {
			r.last = f.hi[k] + 1 // "shows people running"
			continue
		}
		if f.lo[k] == r.last && f.is(k, "advcl") && f.tag(k).XPOS == "VBG" && f.child(k, "mark") == r.last && slices.Contains([]string{"for", "of", "about"}, f.lower(r.last)) {
			r.last = f.hi[k] + 1 // "claimed responsibility for shelling it"
			continue
		}
		if f.lo[k] > r.last || !f.is(k, "obl", "ccomp") || f.is(k, "obl:agent") || f.preposed(k, "according") || f.cites(k) {
			break
		}
		r.last = f.hi[k] + 1
	}
	return f.outside(f.opened(f.upTo(r, v, dr), v), dr)
}

// giving are the verbs whose first object of two is to whom.
var giving = map[string]bool{"deny": true, "offer": true, "promise": true, "grant": true, "refuse": true, "show": true, "tell": true, "ask": true, "pledge": true, "award": true, "send": true, "give": true}

// opened is r up to the comma that ends the phrase in which v opens its sentence: "In a
// statement announcing [the plan], the union called …".
func (f *finder) opened(r span, v int) span {
	s := f.in(v)
	if f.tag(v).XPOS != "VBG" || f.tag(s.First).UPOS != "ADP" || f.hasWord(span{s.First, v}, ",") || f.hasFinite(span{s.First, v}) {
		return r
	}
	for i := r.first + 1; i+1 < r.last; i++ {
		if f.d.Word(i) != "," || f.within[i] >= 0 {
			continue
		}
		if f.hasFinite(span{r.first, i}) {
			return r
		}
		for k := i + 1; k < s.Last; k++ {
			if f.tag(k).UPOS == "VERB" && (f.finite(k) || f.tag(k).XPOS == "VBN") {
				return span{r.first, i}
			}
		}
	}
	return r
}

// relativeOf is the content of a cue in a relative clause, which stands before it:
// "what the mayor wants", "the rate that he proposed".
func (f *finder) relativeOf(v int, s sense, dr *draft) []span {
	if w := dr.source.first - 1; dr.head >= 0 && w >= 0 && f.lower(w) == "what" && f.relative(w) && dr.source.last == dr.phrase.first {
		content := []span{{w, w + 1}}
		if o := f.after(v, "obj", "xcomp", "ccomp"); o >= 0 && s.frames&named != 0 {
			content = append(content, f.region(o)...)
		}
		return content
	}
	if s.frames&(object|named|infinitive|whom) == 0 && s.preposition == "" || s.class == text.Say || s.class == text.Topic || dr.head < 0 || !f.is(v, "acl:relcl") || f.relative(dr.head) || dr.head > v {
		return nil
	}
	h := f.head(v)
	if h < 0 || h >= dr.source.first || dr.source.first-h > 3 || f.after(v, "obj", "xcomp", "ccomp") >= 0 {
		return nil
	}
	if o := f.child(v, "obj", "obl"); o >= 0 && o < dr.source.first && f.relative(o) {
		return []span{{o, o + 1}}
	}
	if f.relative(h) || f.tag(h).UPOS == "PRON" {
		return []span{{h, h + 1}}
	}
	return []span{f.nominal(h, v)}
}

// isText reports whether token o is something said or written, or a number of such:
// "a series of tweets".
func (f *finder) isText(o int) bool {
	if f.cues.text.Get(f.lemma(o)) {
		return true
	}
	for _, k := range f.children(o) {
		if k > o && f.is(k, "nmod") && f.preposed(k, "of") && f.cues.text.Get(f.lemma(k)) {
			return true
		}
	}
	return false
}

// cites reports whether token k is under a phrase that names a source.
func (f *finder) cites(k int) bool {
	return f.preposed(k, "in") && (f.lemma(k) == "statement" || f.lemma(k) == "interview")
}

// person reports whether token i names or stands for a person.
func (f *finder) person(i int) bool {
	if n := f.actorAt(i); n >= 0 && f.d.Actors[n].Person {
		return true
	}
	switch f.lower(i) {
	case "me", "him", "her", "us", "them", "you", "reporters", "journalists", "people":
		return true
	}
	n := text.Covering(f.d.Names, f.d.Tokens[i].Start)
	return n >= 0 && f.d.Names[n].Kind == text.Person
}
