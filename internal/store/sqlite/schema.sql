-- The schema as the migrations build it, for reading; they say what the rows are.
-- Made by: go test ./internal/store/sqlite -run TestSchema -update

CREATE TABLE reports (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused; not shown to anyone
  id           TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  latest       INTEGER NOT NULL CHECK (latest IN (0, 1)), -- 1 for the version that counts
  rank         INTEGER NOT NULL, -- 40 bits of a digest of id: an order that no one can choose
  outlet       TEXT    NOT NULL,
  outlet_key   TEXT    NOT NULL,
  published_at INTEGER,
  claim_count  INTEGER NOT NULL,
  readers      TEXT    NOT NULL, -- versions of the readers, 'claim/3 when/2'
  head         TEXT    NOT NULL, -- the report without text and blocks, JSON
  body         BLOB    NOT NULL, -- blocks and sentences, packed JSON
  text         BLOB    NOT NULL, -- the text as received, packed
  facts        BLOB    NOT NULL, -- what tells its story, as package record writes it
  UNIQUE (id, version)
) STRICT;

CREATE UNIQUE INDEX reports_latest ON reports (id) WHERE latest = 1;

CREATE TABLE report_agencies (
  agency_key TEXT    NOT NULL,
  report     INTEGER NOT NULL REFERENCES reports (seq) ON DELETE CASCADE,
  agency     TEXT    NOT NULL,
  PRIMARY KEY (agency_key, report)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_agencies_by_report ON report_agencies (report);

CREATE TABLE prints (
  key    INTEGER NOT NULL,
  rank   INTEGER NOT NULL,
  report INTEGER NOT NULL, -- reports.seq; rows go with SetKeys
  PRIMARY KEY (key, rank, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_keys (
  key    INTEGER NOT NULL,
  rank   INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (key, rank, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE twins (
  key    INTEGER NOT NULL,
  rank   INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (key, rank, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_keys (
  report INTEGER NOT NULL REFERENCES reports (seq) ON DELETE CASCADE,
  shelf  TEXT    NOT NULL,
  keys   BLOB    NOT NULL, -- 8 bytes each, big endian, ascending
  PRIMARY KEY (report, shelf)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT    NOT NULL UNIQUE,
  report      INTEGER NOT NULL REFERENCES reports (seq) ON DELETE CASCADE,
  start       INTEGER NOT NULL, -- byte at which its span starts
  kind        TEXT    NOT NULL,
  place       TEXT    NOT NULL,
  place_key   TEXT    NOT NULL,
  in_name     TEXT    NOT NULL,
  in_key      TEXT    NOT NULL,
  geo         TEXT    NOT NULL, -- gazetteer id; empty when unresolved
  actor_key   TEXT    NOT NULL,
  target_key  TEXT    NOT NULL,
  speaker     TEXT    NOT NULL, -- body and person as the record shows them
  speaker_key TEXT    NOT NULL, -- of the body
  person_key  TEXT    NOT NULL,
  from_at     INTEGER,
  to_at       INTEGER,
  line        TEXT    NOT NULL, -- words of the sentence that holds it
  blocks      TEXT    NOT NULL, -- blocks.id of those it stands in, JSON
  body        TEXT    NOT NULL
, published_at INTEGER, stance TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL DEFAULT '', target TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX claims_by_report ON claims (report, start);

CREATE TABLE blocks (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE,
  digest BLOB NOT NULL -- of the derived parts as last kept; empty when there are none
, first_known INTEGER NOT NULL DEFAULT (-0x7fffffffffffffff), last_known INTEGER NOT NULL DEFAULT 0x7fffffffffffffff) STRICT;

CREATE TABLE block_claims (
  block        INTEGER NOT NULL REFERENCES blocks (id),
  words        INTEGER NOT NULL, -- digest of the sentence's words: copies share it
  published_at INTEGER NOT NULL, -- the report's; the greatest integer when unknown
  rank         INTEGER NOT NULL, -- the report's
  claim        INTEGER NOT NULL, -- claims.seq; rows go with SetBlocks
  PRIMARY KEY (block, words, published_at, rank, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE pairs (
  a        INTEGER NOT NULL REFERENCES reports (seq) ON DELETE CASCADE,
  b        INTEGER NOT NULL REFERENCES reports (seq) ON DELETE CASCADE,
  reuses   INTEGER NOT NULL, -- how many sentence pairs
  descends INTEGER NOT NULL CHECK (descends IN (0, 1)),
  body     BLOB    NOT NULL, -- packed JSON
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE INDEX pairs_by_b ON pairs (b, a);

CREATE TABLE stories (
  id   TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL -- without its reports
, from_at INTEGER, to_at INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE story_reports (
  report    INTEGER NOT NULL PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
  story     TEXT    NOT NULL,
  component INTEGER NOT NULL -- the same for reports that were clustered together; 0 for one that follows another
, level INTEGER NOT NULL DEFAULT -1) STRICT, WITHOUT ROWID;

CREATE INDEX story_reports_by_component ON story_reports (component) WHERE component <> 0;

CREATE INDEX story_reports_by_story ON story_reports (story);

CREATE TABLE story_places (
  place_key TEXT NOT NULL,
  story     TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  PRIMARY KEY (place_key, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_places_by_story ON story_places (story);

CREATE TABLE matters (
  block   INTEGER NOT NULL REFERENCES blocks (id),
  id      TEXT    NOT NULL,
  slot    TEXT    NOT NULL,
  from_at INTEGER,
  to_at   INTEGER,
  body    TEXT    NOT NULL, moved_at INTEGER NOT NULL DEFAULT -4611686018427387904, weight INTEGER NOT NULL DEFAULT 0, origins INTEGER NOT NULL DEFAULT 0, kinds INTEGER NOT NULL DEFAULT 0, stances INTEGER NOT NULL DEFAULT 0, sides INTEGER NOT NULL DEFAULT 0, question_key TEXT NOT NULL DEFAULT '', head TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (block, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matters_by_id ON matters (id);

CREATE TABLE matter_claims (
  block  INTEGER NOT NULL,
  matter TEXT    NOT NULL,
  claim  INTEGER NOT NULL, -- claims.seq
  PRIMARY KEY (block, matter, claim)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_claims_by_claim ON matter_claims (claim, matter);

CREATE TABLE disputes (
  block  INTEGER NOT NULL REFERENCES blocks (id),
  n      INTEGER NOT NULL, -- its place among the block's
  matter TEXT    NOT NULL,
  body   TEXT    NOT NULL,
  PRIMARY KEY (block, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX disputes_by_matter ON disputes (matter);

CREATE TABLE independences (
  block  INTEGER NOT NULL REFERENCES blocks (id),
  n      INTEGER NOT NULL,
  matter TEXT    NOT NULL,
  body   TEXT    NOT NULL,
  PRIMARY KEY (block, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX independences_by_matter ON independences (matter);

CREATE TABLE tallies (
  block  INTEGER NOT NULL REFERENCES blocks (id),
  n      INTEGER NOT NULL,
  matter TEXT    NOT NULL,
  body   TEXT    NOT NULL,
  PRIMARY KEY (block, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX tallies_by_matter ON tallies (matter);

CREATE TABLE holdings (
  block     INTEGER NOT NULL REFERENCES blocks (id),
  n         INTEGER NOT NULL,
  place_key TEXT    NOT NULL,
  in_key    TEXT    NOT NULL,
  from_at   INTEGER,
  to_at     INTEGER,
  body      TEXT    NOT NULL,
  PRIMARY KEY (block, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX holdings_by_place ON holdings (place_key, from_at);

CREATE INDEX holdings_by_enclosing ON holdings (in_key);

CREATE TABLE rejected (
  input TEXT NOT NULL,
  stage TEXT NOT NULL,
  why   TEXT NOT NULL,
  PRIMARY KEY (input, stage, why)
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (
  n    INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which they were made
  id   TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE archives (
  id      TEXT    PRIMARY KEY NOT NULL, -- name and a digest of how it begins, as package feed makes it
  reached INTEGER NOT NULL  -- bytes of the file, as it lies on the disk: all records before are in
) STRICT, WITHOUT ROWID;

CREATE TABLE phrases (
  id    INTEGER PRIMARY KEY,
  words TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE source_counts (
  role    TEXT    NOT NULL, -- store.SourceRole
  key     TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  reports INTEGER NOT NULL,
  claims  INTEGER NOT NULL,
  PRIMARY KEY (role, key, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_counts (
  place_key TEXT    NOT NULL,
  in_key    TEXT    NOT NULL,
  place     TEXT    NOT NULL,
  in_name   TEXT    NOT NULL,
  claims    INTEGER NOT NULL,
  PRIMARY KEY (place_key, in_key, place, in_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE known (
  report INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
  at     INTEGER NOT NULL -- microseconds since 1970; the greatest integer when nothing tells
, ahead INTEGER) STRICT;

CREATE INDEX claims_by_place ON claims (place_key, published_at);

CREATE INDEX claims_by_enclosing ON claims (in_key, published_at);

CREATE INDEX claims_by_speaker ON claims (speaker_key, published_at);

CREATE INDEX claims_by_date ON claims (published_at, id);

CREATE INDEX reports_by_outlet ON reports (outlet_key, published_at) WHERE latest = 1;

CREATE INDEX reports_by_date ON reports (published_at, id) WHERE latest = 1;

CREATE INDEX stories_by_end ON stories (to_at, id);

CREATE TABLE names (
  role    TEXT    NOT NULL, -- actor, place
  key     TEXT    NOT NULL,
  in_key  TEXT    NOT NULL, -- of the place around a place
  name    TEXT    NOT NULL,
  in_name TEXT    NOT NULL,
  geo     TEXT    NOT NULL, -- gazetteer id of a place
  lat     REAL,
  lon     REAL,
  claims  INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  PRIMARY KEY (role, key, in_key, name, in_name, geo)
) STRICT, WITHOUT ROWID;

CREATE INDEX names_gone ON names (role) WHERE claims = 0 AND reports = 0;

CREATE TABLE carried (
  outlet_key  TEXT    NOT NULL,
  speaker     TEXT    NOT NULL,
  speaker_key TEXT    NOT NULL, -- of the body, else of the person
  outlet      TEXT    NOT NULL,
  claims      INTEGER NOT NULL,
  PRIMARY KEY (outlet_key, speaker, outlet)
) STRICT, WITHOUT ROWID;

CREATE INDEX carried_by_speaker ON carried (speaker_key);

CREATE TABLE fares (
  role                TEXT    NOT NULL, -- outlet, speaker
  key                 TEXT    NOT NULL,
  matters             INTEGER NOT NULL,
  first               INTEGER NOT NULL, -- on how many of them it was the first
  contradicted_others INTEGER NOT NULL, -- on how many of them another excluded what it said before
  contradicted_itself INTEGER NOT NULL,
  superseded_others   INTEGER NOT NULL,
  superseded_itself   INTEGER NOT NULL,
  PRIMARY KEY (role, key)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2");

CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE INDEX matters_by_move ON matters (moved_at DESC, id, slot, from_at, to_at, origins, kinds, stances, sides, question_key);

CREATE INDEX matters_by_weight ON matters (weight DESC, id, slot, from_at, to_at, origins, kinds, stances, sides, question_key);

CREATE INDEX known_ahead ON known (ahead, at) WHERE ahead IS NOT NULL;

CREATE TABLE grounds (
  block       INTEGER PRIMARY KEY REFERENCES blocks (id),
  from_at     INTEGER NOT NULL, -- later claims are about this time or after it
  first_known INTEGER NOT NULL, -- since when the first and the last of the earlier ones were known, as in blocks
  last_known  INTEGER NOT NULL,
  state       BLOB    NOT NULL -- as package record writes it, packed
) STRICT;

CREATE TABLE later_claims (
  block        INTEGER NOT NULL,
  words        INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  rank         INTEGER NOT NULL,
  claim        INTEGER NOT NULL,
  PRIMARY KEY (block, words, published_at, rank, claim)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_by_time ON known (at);

CREATE TABLE weekly_names (
  role    TEXT    NOT NULL, -- actor, place, outlet, agency, speaker
  week    INTEGER NOT NULL, -- known.at in weeks from 1970 on, rounded down
  key     TEXT    NOT NULL,
  in_key  TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  in_name TEXT    NOT NULL,
  geo     TEXT    NOT NULL,
  lat     REAL,
  lon     REAL,
  claims  INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  PRIMARY KEY (role, week, key, in_key, name, in_name, geo)
) STRICT, WITHOUT ROWID;

CREATE INDEX claims_by_geo ON claims (geo, published_at) WHERE geo <> '';

CREATE INDEX claims_by_person ON claims (person_key, published_at) WHERE person_key <> '';

CREATE INDEX claims_by_actor ON claims (actor_key, published_at);

CREATE INDEX claims_by_target ON claims (target_key, published_at) WHERE target_key <> '';

CREATE INDEX claims_by_kind ON claims (kind, published_at);

CREATE INDEX claims_by_stance ON claims (stance, published_at) WHERE stance <> 'asserted';

CREATE INDEX claims_by_time ON claims (from_at, to_at);

CREATE INDEX claims_long ON claims (from_at, to_at) WHERE (from_at IS NULL) <> (to_at IS NULL) OR to_at > from_at + 2678400;

CREATE TABLE block_fares (
  block INTEGER PRIMARY KEY REFERENCES blocks (id),
  fares BLOB    NOT NULL -- packed
) STRICT;

CREATE TABLE matter_places (
  block  INTEGER NOT NULL,
  matter TEXT    NOT NULL,
  key    TEXT    NOT NULL,
  PRIMARY KEY (block, matter, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_places_by_key ON matter_places (key, matter);

CREATE TABLE runs (
  id     INTEGER PRIMARY KEY,
  size   INTEGER NOT NULL, -- how many rows
  leaves INTEGER NOT NULL, -- over how many leaves they are spread
  filter BLOB    NOT NULL  -- tells most keys that no row has
) STRICT;

CREATE TABLE run_leaves (
  id   INTEGER PRIMARY KEY, -- 2^32 times the run's, and the number of the leaf in it
  rows BLOB    NOT NULL     -- 17 bytes each: mixed key, rank, report
) STRICT;

CREATE TABLE story_ties (
  report INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
  ties   BLOB NOT NULL -- 12 bytes each: the other report, and the weight, 0–1, as the bits of a float
) STRICT;
