package sqlite

import (
	"fmt"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/klauspost/compress/zstd"

	"stemma"
)

// packFrom is the size in bytes from which a value is compressed; shorter ones
// gain nothing.
const packFrom = 256

// The first byte of a packed value says how it is packed.
const (
	plain      = 0
	zipped     = 1
	patched    = 2 // of texts alone
	packedPair = 3 // of pairs alone
)

var (
	zipper   = must(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1)))
	unzipper = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0)))
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options above are constants
	}
	return v
}

func pack(b []byte) []byte {
	if len(b) < packFrom {
		return append([]byte{plain}, b...)
	}
	return zipper.EncodeAll(b, append(make([]byte, 0, len(b)/2), zipped))
}

func unpack(b []byte) ([]byte, error) {
	switch {
	case len(b) == 0:
		return nil, fmt.Errorf("%w: a value without its first byte", stemma.ErrCorrupt)
	case b[0] == plain:
		return b[1:], nil
	}
	out, err := unzipper.DecodeAll(b[1:], nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", stemma.ErrCorrupt, err)
	}
	return out, nil
}

func packJSON(v any) ([]byte, error) {
	b, err := marshal(v)
	if err != nil {
		return nil, err
	}
	return pack(b), nil
}

func unpackJSON(b []byte, v any) error {
	plain, err := unpack(b)
	if err != nil {
		return err
	}
	return unmarshal(plain, v)
}

// written is how a value is written: the same value always as the same bytes, since what
// is derived is compared by them, and without the fields that say nothing.
var written = json.JoinOptions(
	json.Deterministic(true),
	json.OmitZeroStructFields(true),
	json.FormatNilSliceAsNull(true),
	json.FormatNilMapAsNull(true),
	jsontext.AllowInvalidUTF8(true), // they are replaced
)

func marshal(v any) ([]byte, error) { return json.Marshal(v, written) }

// unmarshal reads what marshal has written, and what encoding/json had written before it.
func unmarshal(b []byte, v any) error {
	if err := json.Unmarshal(b, v, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)); err != nil {
		return fmt.Errorf("%w: %w", stemma.ErrCorrupt, err)
	}
	return nil
}

// seconds is t as a column holds it: Unix seconds, NULL for the zero time.
func seconds(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}
