package quote

import (
	"slices"

	"stemma/internal/text"
)

// seems drafts how a thing looks to whoever writes: "the truce seems to hold". It
// reports whether v is such a verb.
func (f *finder) seems(v int) bool {
	if !f.cues.seem.Get(f.lemma(v)) {
		return false
	}
	c := f.after(v, "xcomp", "ccomp", "advcl", "obj", "csubj")
	if c < 0 || f.finite(v) && f.head(v) >= 0 && f.within[v] >= 0 {
		return true
	}
	if l := f.lemma(v); f.tag(c).UPOS != "ADJ" && l != "seem" && (l != "appear" || !f.toInfinitive(c) && !f.is(c, "ccomp")) {
		return true
	}
	if f.toInfinitive(c) && slices.ContainsFunc(f.senses(c), func(s sense) bool { return s.frames&clause != 0 && s.particle == "" }) {
		return true // "appeared to suggest": the one behind is the cue
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: -1, class: text.Belief, content: f.region(c)}
	if s := f.child(v, "nsubj"); s >= 0 && s < v && f.lower(s) != "it" && f.lower(s) != "there" {
		dr.content = append([]span{f.nominal(s, v)}, dr.content...)
	}
	f.propose(dr)
	return true
}

// stirred drafts what somebody feels of something, "was angered by the raid". It reports
// whether the participle v tells of that.
func (f *finder) stirred(v int) bool {
	if f.tag(v).XPOS != "VBN" || !f.cues.stir.Get(f.lemma(v)) {
		return false
	}
	s := f.child(v, "nsubj:pass", "nsubj")
	if s < 0 || s > v || !f.somebody(s) || f.child(v, "aux:pass", "cop") < 0 {
		return false
	}
	for _, w := range []string{"by", "at", "about", "over"} {
		o := f.oblique(v, w)
		if o <= v {
			continue
		}
		dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: s, source: f.nominal(s, v), class: text.Belief}
		c := f.child(o, "case", "mark")
		if c == dr.phrase.last {
			dr.phrase.last++
		}
		dr.content = f.region(o, c)
		f.propose(dr)
		return true
	}
	return false
}

// plain drafts what is said to be clear, with nobody to whom it is: "it is clear that
// the truce holds".
func (f *finder) plain(i int) {
	cop, it := f.child(i, "cop"), f.child(i, "expl", "nsubj")
	c := f.after(i, "ccomp", "csubj", "advcl")
	if !f.cues.plain.Get(f.lemma(i)) || cop < 0 || it < 0 || f.lower(it) != "it" || c < 0 {
		return
	}
	m := f.child(c, "mark")
	if m < 0 || f.lower(m) != "that" && f.lower(m) != "whether" && f.lower(m) != "if" {
		return
	}
	f.propose(draft{cue: span{i, i + 1}, phrase: span{min(it, cop), i + 1}, head: -1, class: text.Belief, content: f.region(c)})
}
