package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Named is a sentence with the tags of its names, IOB with kinds as the file has them.
type Named struct {
	ID    string
	Words []string
	Tags  []string // Tags such as O, B-PER, I-PER.
}

// ReadNames reads a file of one word a line: the word first and the tag last, or, in
// five columns, number, word, tag and what is left.
func ReadNames(r io.Reader) ([]Named, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), 1<<24)
	var all []Named
	var s Named
	end := func() {
		if len(s.Words) > 0 {
			all = append(all, s)
		}
		s = Named{}
	}
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		f := fieldsOf(line)
		switch {
		case len(f) == 0:
			end()
		case len(f) >= 5 && isTag(f[2]):
			s.Words, s.Tags = append(s.Words, f[1]), append(s.Tags, f[2])
		case len(f) >= 2 && isTag(f[len(f)-1]) && !strings.HasPrefix(line, "# "):
			s.Words, s.Tags = append(s.Words, f[0]), append(s.Tags, f[len(f)-1])
		case line[0] == '#':
			if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
				s.ID = id
			}
		case len(f) == 1 && isTag(f[0]): // a word of nothing but spaces
		default:
			return nil, fmt.Errorf("read names, line %d: no tag in %q", n, line)
		}
	}
	end()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	return all, nil
}

func fieldsOf(line string) []string {
	if strings.Contains(line, "\t") {
		f := strings.Split(line, "\t")
		if strings.TrimSpace(f[0]) == "" {
			return nil
		}
		return f
	}
	return strings.Fields(line)
}

func isTag(s string) bool {
	return s == "O" || strings.HasPrefix(s, "B-") || strings.HasPrefix(s, "I-")
}
