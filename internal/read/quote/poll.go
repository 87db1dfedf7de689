package quote

import "stemma/internal/text"

// polls are the nouns for what asks and counts many.
var polls = map[string]bool{"poll": true, "survey": true, "study": true, "ranking": true, "census": true, "average": true}

// polled drafts what a poll says behind the "in" of token i: "in the latest survey, Vey
// led".
func (f *finder) polled(i int) {
	if f.lower(i) != "in" || f.within[i] >= 0 || !f.is(i, "case") {
		return
	}
	x := f.head(i)
	if x <= i || !polls[f.kind(x)] || !f.is(x, "obl") || f.lo[x] != i {
		return
	}
	p := f.predicate(x)
	if p < 0 {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: x, class: text.Show}
	dr.source = f.tight(span{i + 1, max(f.nominal(x, i).last, x+1)})
	for _, r := range f.region(p) {
		dr.content = append(dr.content, cut(r, span{i, dr.source.last})...)
	}
	f.propose(dr)
}
