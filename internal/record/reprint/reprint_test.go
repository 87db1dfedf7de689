package reprint_test

import (
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/record/reprint"
)

// textOf is a report whose sentences are given.
func textOf(id string, sentences ...string) reprint.Text {
	t := reprint.Text{Report: stemma.ReportID(id)}
	at := 0
	for _, s := range sentences {
		t.Sentences = append(t.Sentences, stemma.SentenceRef{Report: t.Report, Span: stemma.Span{Start: at, End: at + len(s)}, Words: s})
		at += len(s) + 1
	}
	return t
}

const (
	capture = "Government forces captured the hilltop fortress of Arnaville from Daesh fighters late on Tuesday after three days of house-to-house combat."
	flight  = "The Karst Monitor said more than 10,000 people had fled the remaining districts since midnight, heading to villages in the valley's north and center."
	toll    = "At least 22 market traders died when an overloaded ferry capsized near the Maldin lighthouse, harbour officials said."
)

func TestBetween(t *testing.T) {
	for _, test := range []struct {
		name, a, b string
		want       stemma.ReuseRelation // want is empty for no reuse.
	}{
		{"the same to the letter", capture, capture, stemma.Verbatim},
		{"without the full stop", capture, strings.TrimSuffix(capture, "."), stemma.Verbatim},
		{"another name of one body, another spelling",
			flight, "The Karst Monitor said more than 10,000 people had fled remaining districts since midnight, heading for villages in the valley\\’s north and centre.", stemma.Edited},
		{"a name of one body", capture, strings.Replace(capture, "Daesh", "IS", 1), stemma.Edited},
		{"another number", toll, strings.Replace(toll, "22", "31", 1), stemma.FigureChanged},
		{"another bound", toll, strings.Replace(toll, "At least", "Up to", 1), stemma.FigureChanged},
		{"another day", capture, strings.Replace(capture, "Tuesday", "Monday", 1), stemma.FigureChanged},
		{"another month", "Retaking Arnaville's citadel in March had been a cherished victory for the northern brigades.",
			"Retaking Arnaville's citadel in May had been a cherished victory for the northern brigades.", stemma.FigureChanged},
		{"the other half of a sentence", capture + " Officials hailed it.", "Officials hailed it.", ""},
		{"one formula, two events",
			"A police source in Arnaville said shells hit Maldin district killing 2 people and injuring 9.",
			"A police source in Karst said shells hit Sarn district killing 5 people and injuring 14.", ""},
		{"another matter", capture, flight, ""},
		{"too short", "He agreed.", "He agreed.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := stemma.ReuseRelation("")
			for _, r := range reprint.Between(textOf("a", test.a), textOf("b", test.b)) {
				got = r.Relation
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestBetweenFindsTheHalfOfASplitSentence(t *testing.T) {
	whole := "The port authority said at least 4,000 sailors had left the flooded quays within hours and were taken by truck to temporary shelters."
	first := "The port authority said that on Friday alone at least 8,000 sailors had left the flooded quays through several gates."
	second := "About half were brought to temporary shelters, while others slept aboard."
	got := reprint.Between(textOf("a", whole), textOf("b", first, second))
	if len(got) != 2 {
		t.Fatalf("got %d pairs, want 2", len(got))
	}
}

func TestBetweenWithinOneReport(t *testing.T) {
	got := reprint.Between(textOf("a", capture, flight, capture), textOf("a", capture, flight, capture))
	if len(got) != 1 || got[0].Relation != stemma.Verbatim {
		t.Errorf("got %v, want one verbatim pair", got)
	}
	glued := strings.TrimSuffix(capture, ".") + " " + capture
	if got := reprint.Between(textOf("a", glued), textOf("a", glued)); len(got) != 1 {
		t.Errorf("a sentence that stands twice in a row gives %d pairs, want 1", len(got))
	}
}

func TestBetweenDoesNotDependOnTheOrder(t *testing.T) {
	a, b := textOf("a", capture, flight, toll), textOf("b", toll, strings.Replace(flight, "10,000", "12,000", 1))
	x, y := reprint.Between(a, b), reprint.Between(b, a)
	if !slices.EqualFunc(x, y, func(p, q stemma.Reuse) bool { return p.A == q.A && p.B == q.B && p.Relation == q.Relation }) {
		t.Errorf("got %v one way, %v the other", x, y)
	}
}

func TestFingerprintsMeet(t *testing.T) {
	for _, s := range []string{capture, flight, toll} {
		edited := strings.Replace(strings.Replace(s, "10,000", "12,000", 1), "Tuesday", "Monday", 1)
		if !slices.ContainsFunc(reprint.Fingerprints(s), func(f uint64) bool { return slices.Contains(reprint.Fingerprints(edited), f) }) {
			t.Errorf("no fingerprint in common: %s", s)
		}
	}
	if got := reprint.Fingerprints("He agreed."); got != nil {
		t.Errorf("a sentence that tells nothing has fingerprints %v", got)
	}
}

func TestDescend(t *testing.T) {
	long := []string{capture, flight, toll,
		"Bakers in the upper town queued for flour before dawn as the last mill stopped grinding.",
		"The bridge over the Sarn has been closed to lorries since its eastern pier cracked."}
	day := func(x reprint.Text, s string) reprint.Text {
		x.Published, _ = stemma.ParseISO(s)
		return x
	}
	for _, test := range []struct {
		name   string
		a, b   reprint.Text
		want   stemma.DescentRelation
		source stemma.ReportID
	}{
		{"reprint", day(textOf("b", long...), "2031-05-01"), day(textOf("a", long...), "2031-05-02"), stemma.Reprint, "b"},
		{"excerpt", textOf("a", long[:2]...), textOf("b", long...), stemma.Excerpt, "b"},
		{"update by its counts", textOf("a", capture, strings.Replace(toll, "22", "31", 1), flight), textOf("b", capture, toll, flight), stemma.Update, "b"},
		{"a flash that grew", day(textOf("a", long[:2]...), "2031-05-01"), day(textOf("b", long...), "2031-05-02"), stemma.Update, "a"},
		{"nothing in common", textOf("a", long[0]), textOf("b", long[3]), "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := reprint.Descend(test.a, test.b, reprint.Between(test.a, test.b))
			if ok != (test.want != "") || got.Relation != test.want || got.A != test.source {
				t.Errorf("got %v %q from %q, want %q from %q", ok, got.Relation, got.A, test.want, test.source)
			}
		})
	}
}

func TestTranslation(t *testing.T) {
	in := func(language string, x reprint.Text) reprint.Text {
		x.Language = language
		return x
	}
	english := in("en", textOf("a",
		"At least 413 civilians have died in Karsa and Oldrin since November, 139 of them by rockets fired at the western quarter.",
		"The governor of Marvelin put the number of families who fled at 12,500, with 38 camps open."))
	french := in("fr", textOf("b",
		"Au moins 413 civils sont morts à Karsa et Oldrin depuis novembre, dont 139 par des roquettes tirées sur le quartier ouest.",
		"Le gouverneur de Marvelin évalue à 12 500 les familles en fuite, pour 38 camps ouverts."))
	russian := in("ru", textOf("c",
		"По меньшей мере 413 мирных жителей погибли в Карсе и Олдрине с ноября, 139 из них от ракет по западному кварталу.",
		"Губернатор Марвелина оценил число бежавших семей в 12 500, открыто 38 лагерей."))
	other := in("fr", textOf("d",
		"Au moins 22 civils sont morts à Sarn, dont 14 sur le marché, a annoncé la mairie de Dask.",
		"Le gouverneur évalue à 700 les familles en fuite."))
	for _, test := range []struct {
		name string
		a, b reprint.Text
		want stemma.DescentRelation
	}{
		{"into French", english, french, stemma.Translation},
		{"into another script", english, russian, stemma.Translation},
		{"another event", english, other, ""},
		{"one language", english, in("en", french), ""},
		{"an unknown language", english, in("", french), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _ := reprint.Descend(test.a, test.b, reprint.Between(test.a, test.b))
			if got.Relation != test.want {
				t.Errorf("got %q, want %q", got.Relation, test.want)
			}
		})
	}
	keys := reprint.FigureKeys(english)
	for _, x := range []reprint.Text{french, russian} {
		if !slices.ContainsFunc(reprint.FigureKeys(x), func(k uint64) bool { return slices.Contains(keys, k) }) {
			t.Errorf("no key of figures in common with %s", x.Language)
		}
	}
}

func TestBound(t *testing.T) {
	dates := map[stemma.ReportID]string{"early": "2031-05-01", "late": "2031-05-04"}
	published := func(id stemma.ReportID) stemma.When {
		w, _ := stemma.ParseISO(dates[id])
		return w
	}
	update := func(a, b stemma.ReportID, way string) stemma.Descent {
		return stemma.Descent{A: a, B: b, Relation: stemma.Update, Reasons: []stemma.Reason{{Rule: "descent/direction/" + way}}}
	}
	for _, test := range []struct {
		name     string
		descents []stemma.Descent
		want     string
	}{
		{"between two", []stemma.Descent{update("early", "x", "counts"), update("x", "late", "counts")}, "2031-05-01/2031-05-04"},
		{"before one", []stemma.Descent{update("x", "late", "correction")}, "../2031-05-04"},
		{"after one", []stemma.Descent{update("early", "x", "counts")}, "2031-05-01/.."},
		{"nothing tells the direction", []stemma.Descent{update("early", "x", "unknown")}, ""},
		{"relatives that contradict one another", []stemma.Descent{update("late", "x", "counts"), update("x", "early", "counts")}, ""},
		{"a relative without a date", []stemma.Descent{update("other", "x", "counts")}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, reasons := reprint.Bound("x", test.descents, published)
			if got.ISO() != test.want || (len(reasons) > 0) != (test.want != "") {
				t.Errorf("got %q for %v, want %q", got.ISO(), reasons, test.want)
			}
		})
	}
}

func FuzzBetween(f *testing.F) {
	f.Add(capture, flight)
	f.Add("“IS (Daesh)”", "\\’s 1,000.5 U.S. “")
	f.Add("", "\xff\x00")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := textOf("a", a, b), textOf("b", b, a)
		for _, r := range append(reprint.Between(x, y), reprint.Between(x, x)...) {
			for _, ref := range []stemma.SentenceRef{r.A, r.B} {
				if ref.Words == "" || ref.Span.Len() != len(ref.Words) {
					t.Fatalf("span %v for %q", ref.Span, ref.Words)
				}
			}
		}
		reprint.Fingerprints(a)
		reprint.FigureKeys(x)
		x.Language, y.Language = "en", "ar"
		reprint.Descend(x, y, nil)
	})
}
