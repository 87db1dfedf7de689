package api

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path"
	"slices"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"stemma/internal/export"
	"stemma/internal/store"
)

// exportsAtOnce is how many exports are written at once: each reads much of the record.
const exportsAtOnce = 2

type exportInput struct {
	Moment
	Filter
	Format string `path:"format" enum:"jsonl,ndjson,csv,acled,ucdp,parquet,geojson,kml,timemap,jsonld" doc:"ndjson are the claims of jsonl. A format of several files is a zip of them."`
	File   string `query:"file" maxLength:"60" doc:"One file of a format that has several, such as claims.csv."`
}

func (a *API) exportRoutes() {
	room := make(chan struct{}, exportsAtOnce)
	op := huma.Operation{
		Method: http.MethodGet, Path: "/export/{format}", OperationID: "export", Summary: "The record, or the claims and matters that a filter chooses, as files", Tags: []string{"export"},
		Errors: []int{http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusInsufficientStorage},
		Responses: map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{
			"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
		}}},
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *exportInput) (*huma.StreamResponse, error) {
		select {
		case room <- struct{}{}:
		default:
			return nil, huma.Error503ServiceUnavailable("other exports are under way; try again in a while")
		}
		defer func() { <-room }()
		f, name, err := a.export(ctx, in)
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return &huma.StreamResponse{Body: func(ctx huma.Context) {
			defer f.Close()
			r, w := humago.Unwrap(ctx)
			sendFile(w, r, f, name)
		}}, nil
	})
}

// export writes a file beside the answer first: a slow reader must not hold the record
// open. The file has no name any more when it is sent.
func (a *API) export(ctx context.Context, in *exportInput) (f *os.File, name string, err error) {
	at, errTime := in.moment()
	choice, errChoice := in.choice()
	if err := errors.Join(errTime, errChoice); err != nil {
		return nil, "", err
	}
	format, files := export.Format(in.Format), export.Files(export.Format(in.Format))
	if in.Format == "ndjson" {
		format, files = export.JSONL, []string{"claims.jsonl"}
	}
	if in.File != "" {
		if !slices.Contains(files, in.File) {
			return nil, "", badInput{"query.file", "the format has no such file"}
		}
		files = []string{in.File}
	}
	f, err = os.CreateTemp("", "stemma-export-*")
	if err != nil {
		return nil, "", err
	}
	defer func() {
		if err = errors.Join(err, os.Remove(f.Name())); err != nil {
			f.Close()
		}
	}()
	name = files[0]
	err = a.Record.View(ctx, at, func(tx store.ReadTx) error {
		if len(files) == 1 {
			return export.WriteFile(tx, format, files[0], choice, f)
		}
		name = "stemma-" + string(format) + ".zip"
		return zipped(tx, format, files, choice, f)
	})
	return f, name, err
}

// choice is what of the record is exported: claims and matters alike.
func (in Filter) choice() (export.Choice, error) {
	heads, err := in.headFilter()
	claims := in.about()
	claims.From, claims.To, claims.Words = heads.From, heads.To, in.Q
	return export.Choice{Claims: claims, Matters: heads}, err
}

func zipped(tx store.ReadTx, format export.Format, files []string, of export.Choice, w io.Writer) error {
	z := zip.NewWriter(w)
	for _, name := range files {
		// Without a time, so that the same record gives the same bytes.
		part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := export.WriteFile(tx, format, name, of, part); err != nil {
			return err
		}
	}
	return z.Close()
}

// fileTypes are the content types of exported files by their names' ends.
var fileTypes = map[string]string{
	".jsonl": "application/x-ndjson", ".csv": "text/csv; charset=utf-8", ".geojson": "application/geo+json", ".parquet": "application/vnd.apache.parquet",
	".kml": "application/vnd.google-earth.kml+xml", ".json": "application/json", ".jsonld": "application/ld+json", ".zip": "application/zip",
}

// sendTimePerMB is what a reader of a file gets for each megabyte of it, beside sendTime.
const sendTimePerMB = 2 * time.Second

func sendFile(w http.ResponseWriter, r *http.Request, f *os.File, name string) {
	size, err := f.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		Problem(w, http.StatusInternalServerError, "a fault of the server; its log says more")
		return
	}
	if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(6*sendTime + time.Duration(size>>20)*sendTimePerMB)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return
	}
	h := w.Header()
	h.Set("Content-Type", fileTypes[path.Ext(name)])
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	if r.Method != http.MethodHead {
		io.Copy(w, f) // The reader may be gone; there is nobody to tell.
	}
}
