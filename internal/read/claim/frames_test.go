package claim

import "testing"

func frames(t testing.TB) *Frames {
	t.Helper()
	f, err := LoadFrames()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFramesRefuseWhatNobodyReads(t *testing.T) {
	for name, table := range map[string]string{
		"a field that no claim has": "clash\nverbs fight\nsubj colour\n",
		"a kind that there is not":  "weather\nverbs rain\nsubj actor\n",
		"an argument without class": "clash\nverbs fight\nneed subj\n",
		"words before a section":    "verbs fight on\n",
		"a class that there is not": "clash\nverbs fight\nneed subj colour\n",
	} {
		f := frames(t)
		if err := f.parse(table); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestFrameWithParticleStandsFirst(t *testing.T) {
	list := frames(t).evoked("v", "push")
	if len(list) < 2 || list[0].with == "" || list[len(list)-1].with == "" && list[0].with == "" {
		t.Errorf("frames of push: %v", list)
	}
}
