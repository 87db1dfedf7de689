package weights

import "testing"

func TestDigestIsThatOfTheFile(t *testing.T) {
	b, err := Syntax()
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 4<<20 {
		t.Errorf("%d bytes of weights, want at most 4 MiB", len(b))
	}
	if len(Version()) != 16 {
		t.Errorf("version %q", Version())
	}
}
