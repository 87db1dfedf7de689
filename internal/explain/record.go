package explain

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"stemma"
)

// DisputeID names a dispute by what it is about: a digest of its matter, how its
// answers differ and what they are.
func DisputeID(d stemma.Dispute) string {
	key := fmt.Sprintf("%s\x00%s", d.Matter, d.Relation)
	for _, a := range d.Answers {
		key += "\x00" + a.Says + "\x00" + a.Speaker
	}
	return digest("d", key)
}

// HoldingID names a holding: a digest of the place, the holder, the time, the status
// and the claims that it rests on.
func HoldingID(h stemma.Holding) string {
	return digest("h", fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%s\x00%s", h.Place, h.In, h.Holder, h.When.ISO(), h.Status, h.Claims))
}

func digest(noun, key string) string {
	sum := sha256.Sum256([]byte(key))
	return noun + hex.EncodeToString(sum[:])[:9]
}

// Wording is sentences of the same words.
type Wording struct {
	Words string
	In    []stemma.SentenceRef
}

// Alike groups sentences by their words, in the order in which each is first met.
func Alike(refs []stemma.SentenceRef) []Wording {
	var out []Wording
	at := map[string]int{}
	for _, r := range refs {
		i, ok := at[r.Words]
		if !ok {
			i = len(out)
			at[r.Words] = i
			out = append(out, Wording{Words: r.Words})
		}
		out[i].In = append(out[i].In, r)
	}
	return out
}

// Stretch writes an interval for a column: "2025-03-05 – 2025-03-12", "since
// 2025-03-12", "until 2025-03-05".
func Stretch(w stemma.When) string {
	switch {
	case !w.Known():
		return "at an unknown time"
	case w.From.IsZero():
		return "until " + stemma.When{From: w.To.AddDate(0, 0, -1), To: w.To, Precision: stemma.Day}.ISO()
	case w.To.IsZero():
		return "since " + stemma.When{From: w.From, To: w.From.AddDate(0, 0, 1), Precision: stemma.Day}.ISO()
	}
	return w.ISO()
}
