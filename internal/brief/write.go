package brief

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stemma"
)

// Write prints b for a person: a numbered entry a matter, then the words of the
// cites with their byte offsets.
func Write(w io.Writer, b Brief) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s · %s · %s\n", orAll(b.About), plural(len(b.Entries), "matter"), plural(b.Reports, "report"))
	for i, e := range b.Entries {
		writeEntry(out, i+1, e)
	}
	if b.LeftOut > 0 {
		fmt.Fprintf(out, "\n%d claims are left out: their words do not carry all that would be said.\n", b.LeftOut)
	}
	if len(b.Cites) > 0 {
		fmt.Fprint(out, "\nCites (bytes of the report as received)\n")
	}
	for i, c := range b.Cites {
		writeCite(out, i+1, c)
	}
	return out.Flush()
}

func orAll(about string) string {
	if about == "" {
		return "Everything in the record"
	}
	return about
}

func writeEntry(out *bufio.Writer, n int, e Entry) {
	fmt.Fprintf(out, "\n%d. %s  (%s)\n", n, e.Question, e.Matter)
	for _, c := range e.Clauses {
		var voices []string
		for _, v := range c.Voices {
			voices = append(voices, v.Text+carried(v.Outlets)+" "+marks(v.Cites))
		}
		fmt.Fprintf(out, "   • %s — %s\n", c.Text, strings.Join(voices, "; "))
	}
	fmt.Fprintf(out, "   %s\n", Support(e.Origins, e.Reports))
	for _, d := range e.Disputes {
		line := "   disputed: " + string(d.Relation)
		if d.Explanation != "" {
			line += " — " + d.Explanation
		}
		fmt.Fprintln(out, line)
	}
}

// carried says how many outlets carry a voice, when they are several.
func carried(outlets int) string {
	if outlets < 2 {
		return ""
	}
	return fmt.Sprintf(", carried by %d outlets", outlets)
}

// Support counts origins by side: "2 independent origins (1 monitor, 1 party) in 7
// reports".
func Support(origins []Origin, reports int) string {
	line := plural(len(origins), "independent origin")
	var sides []string
	for _, side := range []stemma.Side{stemma.SideParty, stemma.SideState, stemma.SideMonitor, stemma.SideHumanitarian,
		stemma.SideWitness, stemma.SideNewsroom, stemma.SideUnknown} {
		var names []string
		for _, o := range origins {
			if o.Side == side {
				names = append(names, o.Name)
			}
		}
		if len(names) > 0 {
			sides = append(sides, fmt.Sprintf("%s: %s", side, strings.Join(names, ", ")))
		}
	}
	if len(sides) > 0 {
		line += " (" + strings.Join(sides, "; ") + ")"
	}
	return line + " in " + plural(reports, "report")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func marks(cites []int) string {
	var b strings.Builder
	for _, n := range cites {
		fmt.Fprintf(&b, "[%d]", n)
	}
	return b.String()
}

func writeCite(out *bufio.Writer, n int, c Cite) {
	fmt.Fprintf(out, "%4s %q\n", fmt.Sprintf("[%d]", n), c.Words)
	for _, s := range c.In {
		fmt.Fprintf(out, "       %s %d–%d", s.Report, s.Span.Start, s.Span.End)
		if s.Outlet != "" || s.Published != "" {
			fmt.Fprintf(out, "  %s", strings.TrimSpace(s.Outlet+" "+s.Published))
		}
		fmt.Fprintln(out)
	}
}
