package read

import "testing"

// The parser hung the verb of saying from what was said: the two change places, or neither
// had a root above it.
func TestToldThatBelowWhatIsTold(t *testing.T) {
	d := parsed("said/VERB/VBD/root/- adding/VERB/VBG/advcl/+3 that/SCONJ/IN/mark/+2 raids/NOUN/NNS/nsubj/+1 killed/VERB/VBD/ccomp/-4 ten/NUM/CD/obj/-1")
	toldThat(d, d.Sentences[0], 1)
	if got, want := arcsOf(d), "root: ccomp:said mark:killed nsubj:killed ccomp:adding obj:killed"; got != want {
		t.Errorf("arcs %s, want %s", got, want)
	}
}
