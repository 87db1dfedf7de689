package read

import (
	"fmt"
	"strings"

	"stemma/internal/read/claim"
	"stemma/internal/read/incident"
	"stemma/internal/read/lemma"
	"stemma/internal/read/name"
	"stemma/internal/read/number"
	"stemma/internal/read/parse"
	"stemma/internal/read/quote"
	"stemma/internal/read/tag"
	"stemma/internal/read/token"
	"stemma/internal/read/when"
	"stemma/internal/read/where"
	"stemma/internal/read/who"
	"stemma/internal/weights"
)

// Versions are the versions of all readers and of the data they go by, "token/1 tag/2
// … syntax/5f2c…": what was read under others is stale.
func (r *Reader) Versions() string {
	list := []string{}
	for _, v := range []struct {
		reader  string
		version int
	}{
		{"token", token.Version}, {"tag", tag.Version}, {"parse", parse.Version}, {"lemma", lemma.Version},
		{"name", name.Version}, {"number", number.Version}, {"when", when.Version}, {"where", where.Version},
		{"who", who.Version}, {"quote", quote.Version}, {"claim", claim.Version}, {"incident", incident.Version},
	} {
		list = append(list, fmt.Sprintf("%s/%d", v.reader, v.version))
	}
	list = append(list, "syntax/"+weights.Version())
	if r.Own != "" {
		list = append(list, "own/"+r.Own)
	}
	return strings.Join(list, " ")
}
