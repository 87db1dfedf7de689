package page

import (
	"compress/gzip"
	"io"
	"os"
)

// readGzip is the bytes of a compressed file.
func readGzip(path string) ([]byte, error) {
	fh, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer fh.Close()
	z, err := gzip.NewReader(fh)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
