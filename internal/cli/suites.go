package cli

import "stemma/internal/eval"

// suite is figures that are taken together. A part takes the folder of all benchmarks
// and returns nothing where its own is not there.
type suite struct {
	name  string
	parts []func(data string) ([]eval.Figure, error)
}

// suites lists every suite with its parts.
func (a *app) suites() []suite {
	return []suite{
		{"language", []func(string) ([]eval.Figure, error){eval.Sentences}},
		{"reading", []func(string) ([]eval.Figure, error){eval.Kind}},
		{"intake", nil},
		{"record", nil},
	}
}
