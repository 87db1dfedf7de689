package stemma

import "errors"

// What can be wrong with a store, or with what is asked of it. Errors name the
// file and say more; test them with errors.Is.
var (
	ErrNotFound = errors.New("not found")                                    // nothing has that id
	ErrNewer    = errors.New("written by a newer version of stemma")         // a store that this program is too old for
	ErrForeign  = errors.New("not a stemma database")                        // a file of something else
	ErrCorrupt  = errors.New("damaged")                                      // a store whose pages do not hold together
	ErrLocked   = errors.New("in use by another process")                    // a store that another process would not let go of
	ErrFull     = errors.New("no space left")                                // a disk that cannot hold the update
	ErrReadOnly = errors.New("may not be written")                           // a store without write permission
	ErrTooOld   = errors.New("this build's SQLite can damage its own files") // SQLite before 3.51.3
)
