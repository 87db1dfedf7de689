package cli

import (
	"stemma"
	"stemma/internal/eval"
	"stemma/internal/page"
	"stemma/internal/read/name"
)

// suite is figures that are taken together. A part takes the folder of all benchmarks
// and returns nothing where its own is not there.
type suite struct {
	name  string
	parts []part
}

type part func(data string) ([]eval.Figure, error)

// suites lists every suite with its parts.
func (k *knowledge) suites() []suite {
	read := k.reader.Read
	return []suite{
		{"language", []part{
			eval.Language{Syntax: k.reader.Syntax, Lemmas: k.reader.Lemmas, Known: name.World(k.reader.Gazetteer, k.reader.Actors)}.Figures,
			eval.Sentences,
		}},
		{"reading", []part{
			eval.Times,
			eval.Numbers,
			eval.Units,
			eval.Kind,
			func(data string) ([]eval.Figure, error) { return eval.Displacement(data, read) },
			func(data string) ([]eval.Figure, error) { return eval.Attributions(data, read) },
			func(data string) ([]eval.Figure, error) {
				return eval.Places(data, read, k.reader.Gazetteer, k.reader.Actors)
			},
			func(data string) ([]eval.Figure, error) { return eval.MUC(data, plainReport, read) },
		}},
		{"intake", []part{eval.Articles, eval.Dates, eval.Agencies}},
		{"record", []part{func(data string) ([]eval.Figure, error) { return eval.Record(data, read) }}},
	}
}

// plainReport is a text as an add of its file would take it.
func plainReport(text string) stemma.Report {
	r, _ := page.FromText(text, page.Hints{})
	return r
}
