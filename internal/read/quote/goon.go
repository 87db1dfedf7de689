package quote

import (
	"slices"

	"stemma"
	"stemma/internal/text"
)

// longestSilence is the number of sentences in a row that may go on without a cue
// between two that are attributed to one speaker.
const longestSilence = 2

// longestReport is the same for those who fight, and tell at length what they did.
const longestReport = 4

// goOn drafts the sentences without a cue that stand between two statements of one
// speaker and continue the first by pointing back to what it told: "The strikes
// killed …".
func (f *finder) goOn() {
	said := f.saidIn()
	for s := 1; s < len(said); s++ {
		if said[s] < 0 && said[s-1] >= 0 && f.para[s] == f.para[s-1] && f.ours(s) && f.fights(said[s-1]) {
			f.goOnIn(s, said, "goes on in the voice of one who fights")
		} else if said[s] < 0 && said[s-1] >= 0 && f.para[s] == f.para[s-1] && (f.alsoOf(s) || f.moreOf(s)) {
			f.goOnIn(s, said, "adds to what was told of the same event")
		}
	}
	for s := 1; s+1 < len(said); s++ {
		if said[s] >= 0 || said[s-1] < 0 {
			continue
		}
		end := s
		fights := f.fights(said[s-1])
		for end < len(said) && said[end] < 0 && (end-s < longestSilence && f.goesOn(end) || end-s < longestReport && fights && f.narrates(end)) {
			end++
		}
		if end == s || end >= len(said) || said[end] < 0 || !f.sameSpeaker(said[s-1], said[end]) {
			continue
		}
		for ; s < end; s++ {
			f.goOnIn(s, said, "goes on between two statements of one speaker")
		}
	}
}

// alsoOf reports whether sentence s only adds to an event told before: "The attacks also caused …".
func (f *finder) alsoOf(s int) bool {
	st := f.d.Sentences[s]
	for i := st.First; i < min(st.First+6, st.Last); i++ {
		if f.lower(i) == "also" {
			return f.goesOn(s)
		}
	}
	return false
}

// moreOf reports whether sentence s counts more of those who were told of: "Another five were killed".
func (f *finder) moreOf(s int) bool {
	return f.lower(f.d.Sentences[s].First) == "another" && f.goesOn(s)
}

// goOnIn drafts sentence s as what goes on from the statement of the sentence before it.
func (f *finder) goOnIn(s int, said []int, why string) {
	dr := f.drafts[said[s-1]]
	dr.content = f.trim([]span{{f.d.Sentences[s].First, f.d.Sentences[s].Last}})
	if len(dr.content) == 0 {
		return
	}
	dr.continues, dr.direct, dr.cue, dr.phrase = said[s-1], false, span{}, span{}
	dr.why = why
	said[s] = len(f.drafts)
	f.drafts = append(f.drafts, dr)
}

// ours reports whether sentence s, outside quotations, speaks of "our troops" or "the enemy",
// as only those who fight do.
func (f *finder) ours(s int) bool {
	st := f.d.Sentences[s]
	if f.d.Report.Blocks[st.Block].Role != stemma.Body || !f.hasFinite(span{st.First, st.Last}) {
		return false
	}
	for i := st.First; i+1 < st.Last; i++ {
		if f.within[i] < 0 && (f.lower(i) == "our" || f.lower(i) == "the" && f.lower(i+1) == "enemy") {
			return true
		}
	}
	return false
}

// fights reports whether the speaker of draft n is a body that fights or commands.
func (f *finder) fights(n int) bool {
	dr := f.drafts[n]
	a := -1
	if dr.head >= 0 {
		a = f.actorAt(dr.head)
	}
	if a < 0 && f.desk(max(dr.head, 0)) {
		a = f.headOf(dr.head, dr.source) // "the press service of the ministry"
	}
	if a >= 0 && fighting(f.d.Actors[a].Kind) {
		return true
	}
	if a >= 0 && !f.d.Actors[a].Person && !media[f.lemma(dr.head)] {
		return false
	}
	body := f.speaker(dr).Body // "the statement said", "Venn said"
	return body != "" && slices.ContainsFunc(f.d.Actors, func(m text.Actor) bool { return m.Party.Name == body && !m.Person && fighting(m.Kind) })
}

// fighting reports whether actors of the kind fight or command those who do.
func fighting(kind string) bool {
	return kind == "state force" || kind == "armed group" || kind == "state body"
}

// saidIn is for each sentence the first draft that puts it into a mouth; -1 for none.
func (f *finder) saidIn() []int {
	said := make([]int, len(f.d.Sentences))
	for i := range said {
		said[i] = -1
	}
	for n, dr := range f.drafts {
		if !speaks(dr.class) || dr.head < 0 || !dr.cue.empty() && f.within[dr.cue.first] >= 0 {
			continue
		}
		for _, r := range append([]span{dr.cue}, dr.content...) {
			if r.empty() {
				continue
			}
			for s := f.sentence[r.first]; s <= min(f.sentence[r.last-1], f.sentence[r.first]+farthest); s++ {
				if said[s] < 0 {
					said[s] = n
				}
			}
		}
	}
	return said
}

// goesOn reports whether sentence s can go on from the one before it: it opens with
// an event that is taken for known. Background that a newsroom puts between two
// statements does not.
func (f *finder) goesOn(s int) bool {
	st := f.d.Sentences[s]
	if st.Last-st.First < 4 || f.d.Report.Blocks[st.Block].Role != stemma.Body || !f.hasFinite(span{st.First, st.Last}) {
		return false
	}
	switch f.lower(st.First) {
	case "the", "these", "those", "this":
	case "another":
		return f.tag(st.First+1).UPOS == "NUM" && f.para[s] <= f.para[s-1]+1 // more of those who were told of
	default:
		return false
	}
	for i := st.First + 1; i < min(st.First+4, st.Last); i++ {
		if f.tag(i).UPOS == "NOUN" && !f.is(i, "compound") {
			return f.cues.event.Get(f.lemma(i)) && f.para[s] <= f.para[s-1]+1
		}
	}
	return false
}

// narrates reports whether sentence s of the body tells what forces did or what befell them, as a
// communique goes on.
func (f *finder) narrates(s int) bool {
	st := f.d.Sentences[s]
	if st.Last-st.First < 5 || f.d.Report.Blocks[st.Block].Role != stemma.Body || f.para[s] > f.para[s-1]+1 || !f.hasFinite(span{st.First, st.Last}) {
		return false
	}
	const opening = 6 // tokens
	event := false
	for i := st.First; i < st.Last; i++ {
		if f.child(i, "nsubj") >= 0 && f.saysOtherwise(i) || f.child(i, "nsubj:pass") >= 0 && f.is(i, "root") && f.lemma(i) == "know" {
			return false // "the army did not say when", "they are known to boast"
		}
		event = event || i < st.First+opening && (f.cues.event.Get(f.lemma(i)) || f.cues.troops.Get(f.lemma(i)))
	}
	first, last := text.Within(f.d.Actors, st.Start, st.End)
	return event || f.ours(s) || slices.ContainsFunc(f.d.Actors[first:last], func(a text.Actor) bool { return a.Kind == "state force" || a.Kind == "armed group" })
}

// sameSpeaker reports whether two drafts are said by one named speaker.
func (f *finder) sameSpeaker(a, b int) bool {
	x, y := f.speaker(f.drafts[a]), f.speaker(f.drafts[b])
	return x != (stemma.Speaker{}) && speaksFor(x) == speaksFor(y)
}

// speaksFor is the body of a speaker, else the person.
func speaksFor(sp stemma.Speaker) string {
	if sp.Body != "" {
		return sp.Body
	}
	return sp.Person
}
