package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"stemma"
)

// The text of a further version of a report is kept as what it changes of another one:
//
//	patched, version of the other one as uvarint, zstd with the other text as dictionary
//
// The other one is kept whole when the patch is made, so that no two lean on each other.

// dictionaryID marks frames that need the other text.
const dictionaryID = 1

// packText is a report's text as its row holds it: whole, or as a patch of another
// version's text where that is less than half as long.
func (t *tx) packText(r stemma.Report) ([]byte, error) {
	whole := pack([]byte(r.Text))
	if r.Version <= 1 || len(r.Text) < packFrom {
		return whole, nil
	}
	var version int
	var packed []byte
	err := t.one(`
		SELECT version, text
		FROM reports
		WHERE id = ? AND version <> ? AND substr(text, 1, 1) <> ?
		ORDER BY version
		LIMIT 1`, []any{string(r.ID), r.Version, []byte{patched}}, &version, &packed)
	if errors.Is(err, stemma.ErrNotFound) {
		return whole, nil
	}
	if err != nil {
		return nil, err
	}
	other, err := unpack(packed)
	if err != nil {
		return nil, err
	}
	patch, err := patchOf(other, version, []byte(r.Text))
	if err != nil || len(patch) > len(whole)/2 {
		return whole, err
	}
	return patch, nil
}

func patchOf(other []byte, version int, text []byte) ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderDictRaw(dictionaryID, other))
	if err != nil {
		return nil, fmt.Errorf("patch a text: %w", err)
	}
	defer z.Close()
	return z.EncodeAll(text, binary.AppendUvarint([]byte{patched}, uint64(version))), nil
}

// unpackText is the text of a row, with what it takes from another version of id.
func (t *tx) unpackText(id string, packed []byte) ([]byte, error) {
	if len(packed) == 0 || packed[0] != patched {
		return unpack(packed)
	}
	version, n := binary.Uvarint(packed[1:])
	if n <= 0 {
		return nil, fmt.Errorf("%w: a patch that names no version", stemma.ErrCorrupt)
	}
	var below []byte
	if err := t.one(`SELECT text FROM reports WHERE id = ? AND version = ?`, []any{id, version}, &below); err != nil {
		return nil, fmt.Errorf("version %d, of which another is a patch: %w", version, err)
	}
	other, err := t.unpackText(id, below)
	if err != nil {
		return nil, err
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderDictRaw(dictionaryID, other))
	if err != nil {
		return nil, fmt.Errorf("read a patch: %w", err)
	}
	defer z.Close()
	out, err := z.DecodeAll(packed[1+n:], nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", stemma.ErrCorrupt, err)
	}
	return out, nil
}
