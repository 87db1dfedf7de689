package when

import "stemma"

// enclosed is the stretch of a length whose end is told in the same sentence, so that
// "in those months" can refer to it; unknown where there is none. The length itself
// stays a length.
//
//	took it in March after 10 months      held it for 10 months before its loss in March
//	           └end┘       └length┘                   └length┘ └──── before ────┘ └end┘
func enclosed(xs []Reading) stemma.When {
	for i := range xs {
		x := xs[i]
		if x.Kind != ForLength || x.Length.Few || x.Rule == "age" || x.When.Known() || x.Length.Unit < Day {
			continue
		}
		for j := range xs {
			end := xs[j].When
			if xs[j].Kind != AtPoint || xs[j].Relation != In || end.From.IsZero() || end.To.IsZero() || xs[j].Point.Form == Stretch || !bounds(x, xs[j]) {
				continue
			}
			return span(Move(end.From, x.Length, -1), end.To, min(max(end.Precision, precisionOf[x.Length.Unit]), stemma.Month))
		}
	}
	return stemma.When{}
}

// afterwards is how many words may stand between a date and the "after" of a length.
const afterwards = 3

// bounds reports whether the date is where the length ended.
func bounds(length, date Reading) bool {
	w := length.Words
	if date.Last <= length.First { // "in March after 10 months"
		return w[length.First-1].Text == "after" && length.First-1-date.Last <= afterwards
	}
	for i := length.Last; i < date.First; i++ {
		switch w[i].Text {
		case "before", "until":
			return true
		case ".", ";", "and":
			return false
		}
	}
	return false
}
