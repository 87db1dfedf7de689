package quote

import "strings"

// runOn mends content that the parser has cut short: the words between two stretches
// of it on one side of the cue, and what "and that" or a second "would" adds behind it.
func (f *finder) runOn(dr *draft) {
	if dr.cue.empty() || !speaks(dr.class) && len(dr.content) < 2 {
		return
	}
	dr.content = f.filled(dr)
	n := len(dr.content) - 1
	if n < 0 || dr.content[n].first < dr.cue.first || !speaks(dr.class) {
		return
	}
	r := &dr.content[n]
	s := f.in(r.first)
	if r.last > s.Last || f.sentence[r.first] != f.sentence[dr.cue.first] {
		return
	}
	if f.goesOnBehind(*r) {
		r.last = f.tight(f.upTo(span{r.first, s.Last}, dr.cue.first, dr)).last
	}
}

// afterwards drops from content what stands behind a speaker set between commas and is the
// newsroom's own again: "…, the ministry said, while a barrage hit Velm", "…, officials
// said, in the fifth attack this month".
func (f *finder) afterwards(dr *draft) {
	n := len(dr.content) - 1
	if n < 1 || dr.cue.empty() || !speaks(dr.class) {
		return
	}
	r := dr.content[n]
	if r.first < dr.cue.first || r.first < 1 || f.d.Word(r.first-1) != "," || f.within[r.first] >= 0 || f.sentence[r.first] != f.sentence[dr.cue.first] {
		return
	}
	w, next := f.lower(r.first), min(r.first+2, len(f.d.Tokens)-1)
	if w == "while" || w == "whereas" || w == "in" && f.lower(next-1) == "the" && (ranking[f.lower(next)] || strings.HasSuffix(f.lower(next), "est")) {
		dr.content = dr.content[:n]
	}
}

// ranking are the words with which a newsroom ranks what was told among its like.
var ranking = map[string]bool{"first": true, "second": true, "third": true, "fourth": true, "fifth": true, "sixth": true, "latest": true, "worst": true}

// embrace lets what somebody is told to have said hold the whole of what another is
// told in it to have said: where the inner goes on behind the outer, so does the outer.
func (f *finder) embrace() {
	for n := range f.drafts {
		a := &f.drafts[n]
		last := len(a.content) - 1
		if a.cue.empty() || !speaks(a.class) || f.quoted(a.content) {
			continue
		}
		for m := n + 1; m < len(f.drafts) && f.sentence[f.drafts[m].cue.first] == f.sentence[a.cue.first]; m++ {
			b := &f.drafts[m]
			if b.cue.empty() || !a.content[last].has(b.cue.first) || b.cue == a.cue {
				continue
			}
			if end := b.content[len(b.content)-1]; end.last > a.content[last].last && f.sentence[end.last-1] == f.sentence[a.cue.first] && !(span{a.content[last].first, end.last}).meets(a.phrase) {
				a.content[last].last = end.last
			}
		}
	}
}

// filled is the content of dr with the words between two of its stretches that stand
// in one sentence, on one side of the cue and its speaker.
func (f *finder) filled(dr *draft) []span {
	var all []span
	for _, r := range dr.content {
		n := len(all) - 1
		if n < 0 {
			all = append(all, r)
			continue
		}
		hole := span{all[n].last, r.first}
		if !hole.empty() && f.sentence[all[n].last-1] == f.sentence[r.first] && !hole.meets(dr.phrase) && !hole.meets(dr.source) && !f.othersCue(hole) {
			all[n].last = r.last
			continue
		}
		all = append(all, r)
	}
	return all
}

// othersCue reports whether a verb of saying with a subject of its own stands in r,
// outside quotations.
func (f *finder) othersCue(r span) bool {
	for i := r.first; i < r.last; i++ {
		if f.within[i] < 0 && f.tag(i).UPOS == "VERB" && f.saysOtherwise(i) {
			return true
		}
	}
	return false
}

// outcome are the verbs for what the blows that somebody tells of did.
var outcome = map[string]bool{"kill": true, "wound": true, "injure": true, "cause": true, "destroy": true, "leave": true, "damage": true, "force": true, "displace": true}

// goesOnBehind reports whether what is said goes on behind r: with "and that", or with
// a conjunction and the auxiliary of reported speech that r has too.
func (f *finder) goesOnBehind(r span) bool {
	i := r.last
	for i < len(f.d.Tokens) && f.d.Word(i) == "," {
		i++
	}
	if i+2 >= f.in(r.first).Last || f.within[i] >= 0 {
		return false
	}
	if i == r.last+1 && f.tag(i).XPOS == "VBG" && outcome[f.lemma(i)] && f.within[r.last-1] < 0 {
		return true // "…, killing two"
	}
	switch f.lower(i) {
	case "and", "but", "or":
	default:
		return false
	}
	next := i + 1
	if f.lower(next) == "that" {
		return f.tag(next).UPOS == "SCONJ"
	}
	if f.tag(next).UPOS == "ADV" {
		next++
	}
	if next >= f.in(r.first).Last || f.lower(next) != "would" && f.lower(next) != "had" {
		return false
	}
	for t := r.first; t < r.last; t++ {
		if f.lower(t) == f.lower(next) && f.is(t, "aux") {
			return true
		}
	}
	return false
}
