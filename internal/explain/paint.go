package explain

// ANSI sequences.
const (
	dim   = "\x1b[2m"
	bold  = "\x1b[1m"
	reset = "\x1b[0m"
)

func (p *pen) dim(s string) string  { return p.ansi(dim, s) }
func (p *pen) bold(s string) string { return p.ansi(bold, s) }

func (p *pen) paint(l layer, s string) string { return p.ansi(l.color, s) }

func (p *pen) ansi(code, s string) string {
	if !p.o.Color || s == "" {
		return s
	}
	return code + s + reset
}
