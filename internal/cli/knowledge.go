package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/outlets"
	"stemma/internal/read"
	"stemma/internal/record"
	"stemma/internal/weights"
)

// The user files, in the folder that --own names.
const (
	ownPlaces  = gazetteer.OwnFile
	ownActors  = "actors.tsv"
	ownOutlets = "outlets.tsv"
)

// ownFolder is the folder of the user's files: --own, or stemma.d beside stemma.db.
func (a *app) ownFolder() string {
	if a.own != "" {
		return a.own
	}
	return strings.TrimSuffix(a.db, filepath.Ext(a.db)) + ".d"
}

// openOwn opens a user file; nil when there is none.
func (a *app) openOwn(name string) (*os.File, error) {
	f, err := os.Open(filepath.Join(a.ownFolder(), name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return f, err
}

// ownDigest tells the contents of the user's files from others; empty for none.
func (a *app) ownDigest() (string, error) {
	sum := sha256.New()
	found := false
	for _, name := range []string{ownPlaces, ownActors, ownOutlets} {
		f, err := a.openOwn(name)
		if err != nil {
			return "", err
		}
		if f == nil {
			continue
		}
		found = true
		fmt.Fprintf(sum, "%s\x00", name)
		_, err = io.Copy(sum, f)
		if err := errors.Join(err, f.Close()); err != nil {
			return "", fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	if !found {
		return "", nil
	}
	return hex.EncodeToString(sum.Sum(nil)[:4]), nil
}

// withOwnActors is the list with the user's.
func (a *app) withOwnActors(list *actors.List) (*actors.List, error) {
	f, err := a.openOwn(ownActors)
	if f == nil || err != nil {
		return list, err
	}
	defer f.Close()
	return list.With(f.Name(), f)
}

// actors is the curated list with the user's.
func (a *app) actors() (*actors.List, error) {
	list, err := actors.Load(actors.Embedded())
	if err != nil {
		return nil, err
	}
	return a.withOwnActors(list)
}

// outlets is the curated table with the user's.
func (a *app) outlets() (*outlets.List, error) {
	list := outlets.Curated()
	f, err := a.openOwn(ownOutlets)
	if f == nil || err != nil {
		return list, err
	}
	defer f.Close()
	own, err := outlets.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return list.With(own), nil
}

// withOwnPlaces is the gazetteer with the user's places.
func (a *app) withOwnPlaces(g *gazetteer.Gazetteer) (*gazetteer.Gazetteer, error) {
	own := filepath.Join(a.ownFolder(), ownPlaces)
	if _, err := os.Stat(own); errors.Is(err, fs.ErrNotExist) {
		return g, nil
	}
	return gazetteer.Load(withPlaces{gazetteer.Embedded(), own})
}

// withPlaces is the gazetteer's files with a user's file as one more supplement.
type withPlaces struct {
	fs.FS
	own string
}

const supplement = "supplement"

func (w withPlaces) Open(name string) (fs.File, error) {
	if name == supplement+"/"+ownPlaces {
		return os.Open(w.own)
	}
	return w.FS.Open(name)
}

// ReadDir lists the supplement with the user's file where there is one.
func (w withPlaces) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	if name != supplement {
		return entries, err
	}
	info, statErr := os.Stat(w.own)
	if statErr != nil {
		return entries, err
	}
	return append(entries, fs.FileInfoToDirEntry(info)), nil
}

// knowledge is what reading and recording are handed: models and tables, opened
// once.
type knowledge struct {
	reader  *read.Reader
	outlets *outlets.List
	model   string // model is the version of the language model.
}

func (a *app) knowledge() (*knowledge, error) {
	reader, err := read.Embedded()
	if err != nil {
		return nil, err
	}
	k := &knowledge{reader: reader, model: weights.Version()}
	if k.outlets, err = a.outlets(); err != nil {
		return nil, err
	}
	if reader.Actors, err = a.withOwnActors(reader.Actors); err != nil {
		return nil, err
	}
	if reader.Gazetteer, err = a.withOwnPlaces(reader.Gazetteer); err != nil {
		return nil, err
	}
	reader.Own, err = a.ownDigest()
	return k, err
}

// world is what the record asks of names.
func (k *knowledge) world() record.World {
	return record.World{
		Body:       bodies(k.reader.Actors),
		Within:     within(k.reader.Actors),
		Known:      known(k.reader.Actors, k.reader.Gazetteer),
		Settlement: settlements(k.reader.Gazetteer),
	}
}
