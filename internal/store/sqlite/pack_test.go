package sqlite

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// aClaim has every kind of field: set, zero, a list, a map, a time.
func aClaim() claimBody {
	return claimBody{
		Claim: stemma.Claim{
			ID: "c1", Report: "r1", Sentence: stemma.Span{End: 40}, Span: stemma.Span{Start: 4, End: 20}, Kind: stemma.Killed,
			Place:    stemma.Location{Name: "Old Town <north>", Geo: stemma.Geo{ID: "g1", Lon: 4.5, Precision: "point"}},
			When:     stemma.DayOf(2031, 5, 4),
			Quantity: stemma.Quantity{Value: 12, HasValue: true, Unit: "people"},
			Via:      []string{"Meridian Wire", "Harbour Press"},
			Cites:    map[stemma.Field]stemma.Span{stemma.FieldValue: {Start: 4, End: 6}, stemma.FieldKind: {Start: 7, End: 13}, stemma.FieldCue: {}},
			Reasons:  []stemma.Reason{{Rule: "time/inherited", Says: "of the day told before", Weight: 0.5}},
		},
		Located: true,
	}
}

func TestWrittenIsReadAsItWas(t *testing.T) {
	want := aClaim()
	b, err := marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	before, err := json.Marshal(want) // as records have it that were written before
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"now": b, "before": before} {
		var got claimBody
		if err := unmarshal(b, &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: not what was written\n%s", name, diff)
		}
	}
	if len(b) > len(before)*2/3 || strings.Contains(string(b), "Actor") {
		t.Errorf("writes fields that say nothing: %s", b)
	}
	for range 20 { // a map has no order
		if again, _ := marshal(aClaim()); string(again) != string(b) {
			t.Fatalf("the same claim is written in two ways:\n%s\n%s", b, again)
		}
	}
}

func TestBytesThatAreNoTextAreReplaced(t *testing.T) {
	b, err := marshal(stemma.Party{Name: "Bel\xffTorum"})
	if err != nil {
		t.Fatal(err)
	}
	var got stemma.Party
	if err := unmarshal(b, &got); err != nil || got.Name != "Bel\uFFFDTorum" {
		t.Errorf("got %q, %v", got.Name, err)
	}
}
