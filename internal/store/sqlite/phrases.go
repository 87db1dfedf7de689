package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"stemma"
)

// Few wordings make up millions of reasons: "67% of the shorter sentence's telling
// words stand in both" is "#% of the shorter sentence's telling words stand in both"
// with 67. A packed value holds the number of the wording and the numbers in it.

// numbersIn parts words into their wording and the numbers that it leaves out. Words
// that cannot be put together again from these are their own wording.
func numbersIn(words string) (wording string, numbers []uint64) {
	if strings.Contains(words, "#") {
		return words, nil
	}
	var b strings.Builder
	for i := 0; i < len(words); {
		end := i
		for end < len(words) && words[end] >= '0' && words[end] <= '9' {
			end++
		}
		if end == i {
			b.WriteByte(words[i])
			i++
			continue
		}
		n, err := strconv.ParseUint(words[i:end], 10, 64)
		if err != nil || strconv.FormatUint(n, 10) != words[i:end] {
			return words, nil // "007"
		}
		b.WriteByte('#')
		numbers = append(numbers, n)
		i = end
	}
	return b.String(), numbers
}

// appendWords adds words to a packed value.
func (t *tx) appendWords(b []byte, words string) ([]byte, error) {
	wording, numbers := numbersIn(words)
	id, err := t.phrase(wording)
	if err != nil {
		return nil, err
	}
	b = binary.AppendUvarint(b, uint64(id))
	b = binary.AppendUvarint(b, uint64(len(numbers)))
	for _, n := range numbers {
		b = binary.AppendUvarint(b, n)
	}
	return b, nil
}

// words reads words from a packed value.
func (t *tx) words(r *packedReader) (string, error) {
	wording, err := t.wording(int64(r.number()))
	if err != nil {
		return "", err
	}
	n := r.number()
	if n == 0 || r.bad {
		return wording, nil
	}
	var b strings.Builder
	for part := range strings.SplitSeq(wording, "#") {
		b.WriteString(part)
		if n > 0 {
			n--
			b.WriteString(strconv.FormatUint(r.number(), 10))
		}
	}
	return b.String(), nil
}

// phrase is the number of a wording.
func (t *tx) phrase(words string) (id int64, err error) {
	if id, ok := t.cache.phrases.get(words); ok {
		return id, nil
	}
	err = t.one(`SELECT id FROM phrases WHERE words = ?`, []any{words}, &id)
	if errors.Is(err, stemma.ErrNotFound) {
		id, err = t.insert(`INSERT INTO phrases (words) VALUES (?)`, words)
	}
	if err != nil {
		return 0, fmt.Errorf("wording %q: %w", words, err)
	}
	t.cache.phrases.set(words, id)
	return id, nil
}

// wording is the wording of a number.
func (t *tx) wording(id int64) (words string, err error) {
	if words, ok := t.cache.wordings.get(id); ok {
		return words, nil
	}
	if err := t.one(`SELECT words FROM phrases WHERE id = ?`, []any{id}, &words); err != nil {
		return "", fmt.Errorf("wording %d: %w", id, err)
	}
	t.cache.wordings.set(id, words)
	return words, nil
}

// packedReader reads a packed value; bad is set when it ends too early.
type packedReader struct {
	left []byte
	bad  bool
}

func (r *packedReader) number() uint64 {
	n, size := binary.Uvarint(r.left)
	if size <= 0 {
		r.bad, r.left = true, nil
		return 0
	}
	r.left = r.left[size:]
	return n
}

// bits reads eight bytes.
func (r *packedReader) bits() uint64 {
	if len(r.left) < 8 {
		r.bad, r.left = true, nil
		return 0
	}
	n := binary.LittleEndian.Uint64(r.left)
	r.left = r.left[8:]
	return n
}

// span reads a start and a length.
func (r *packedReader) span() stemma.Span {
	start := int(r.number())
	return stemma.Span{Start: start, End: start + int(r.number())}
}

func appendSpan(b []byte, s stemma.Span) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, uint64(s.Start)), uint64(s.Len()))
}
