package stemma_test

import (
	"testing"

	"stemma"
)

func TestQuantityInWords(t *testing.T) {
	for _, test := range []struct {
		q    stemma.Quantity
		want string
	}{
		{stemma.Quantity{}, ""},
		{stemma.Quantity{Value: 14, HasValue: true, Bound: stemma.AtLeast, Unit: "people"}, "at least 14 people"},
		{stemma.Quantity{Value: 1, HasValue: true, Bound: stemma.Exact, Unit: "people"}, "1 person"},
		{stemma.Quantity{Value: 1, HasValue: true, Unit: "aid workers"}, "1 aid worker"},
		{stemma.Quantity{Value: 1, HasValue: true, Unit: "percent", Of: "the city"}, "1 percent of the city"},
		{stemma.Quantity{Value: 1.5, HasValue: true, Unit: "families"}, "1.5 families"},
		{stemma.Quantity{Value: 120000, HasValue: true, Bound: stemma.About}, "about 120,000"},
		{stemma.Quantity{Value: 3400, HasValue: true, Bound: stemma.AtMost, Unit: "tents"}, "up to 3400 tents"},
		{stemma.Quantity{Low: 10, High: 12000, HasRange: true, Unit: "people"}, "10–12,000 people"},
		{stemma.Quantity{Rough: "dozens", Unit: "fighters"}, "dozens of fighters"},
		{stemma.Quantity{Rough: "a large number", Unit: "people"}, "a large number of people"},
		{stemma.Quantity{Rough: "many", Unit: "people"}, "many people"},
		{stemma.Quantity{Rough: "hundreds"}, "hundreds"},
	} {
		if got := test.q.String(); got != test.want {
			t.Errorf("%+v is %q, want %q", test.q, got, test.want)
		}
	}
}
