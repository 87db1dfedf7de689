-- +goose Up
-- Lists, pages of them and searches: what they begin with is kept, so that a page costs what it shows.

-- Columns by which claims are listed; published_at is the report's.
ALTER TABLE claims ADD COLUMN published_at INTEGER;
ALTER TABLE claims ADD COLUMN stance TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN actor TEXT NOT NULL DEFAULT ''; -- as the record shows them
ALTER TABLE claims ADD COLUMN target TEXT NOT NULL DEFAULT '';
UPDATE claims SET
  published_at = (SELECT reports.published_at FROM reports WHERE reports.seq = claims.report),
  stance = coalesce(json_extract(body, '$.Stance'), ''),
  actor = coalesce(json_extract(body, '$.Actor.Name'), ''),
  target = coalesce(json_extract(body, '$.Target.Name'), '');
DROP INDEX claims_by_place;
DROP INDEX claims_by_enclosing;
DROP INDEX claims_by_speaker;
-- The latest claims about a place, of a speaker, of all.
CREATE INDEX claims_by_place ON claims (place_key, published_at);
CREATE INDEX claims_by_enclosing ON claims (in_key, published_at);
CREATE INDEX claims_by_speaker ON claims (speaker_key, published_at);
CREATE INDEX claims_by_date ON claims (published_at, id);

-- The latest reports of an outlet, of all.
DROP INDEX reports_by_outlet;
DROP INDEX reports_by_date;
CREATE INDEX reports_by_outlet ON reports (outlet_key, published_at) WHERE latest = 1;
CREATE INDEX reports_by_date ON reports (published_at, id) WHERE latest = 1;

-- What matters are listed by. Sets are bits in the order of their constants in package stemma.
ALTER TABLE matters ADD COLUMN moved_at INTEGER NOT NULL DEFAULT -4611686018427387904; -- the youngest report's date; that number when unknown
ALTER TABLE matters ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN origins INTEGER NOT NULL DEFAULT 0; -- how many
ALTER TABLE matters ADD COLUMN kinds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN stances INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN sides INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN question_key TEXT NOT NULL DEFAULT '';
ALTER TABLE matters ADD COLUMN head TEXT NOT NULL DEFAULT ''; -- store.Head as JSON; empty where it was derived before there were heads
-- What moved last, what weighs most.
CREATE INDEX matters_by_move ON matters (moved_at DESC, id);
CREATE INDEX matters_by_weight ON matters (weight DESC, id);

-- What stories are listed by.
ALTER TABLE stories ADD COLUMN from_at INTEGER;
ALTER TABLE stories ADD COLUMN to_at INTEGER;
CREATE INDEX stories_by_end ON stories (to_at, id);

-- One spelling of a name in one role, with how much it stands in. Written with the claims of a report.
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
-- Names that nothing has any more, to be removed.
CREATE INDEX names_gone ON names (role) WHERE claims = 0 AND reports = 0;

-- One speaker in the reports of one outlet. Written with the claims of a report.
CREATE TABLE carried (
  outlet_key  TEXT    NOT NULL,
  speaker     TEXT    NOT NULL,
  speaker_key TEXT    NOT NULL, -- of the body, else of the person
  outlet      TEXT    NOT NULL,
  claims      INTEGER NOT NULL,
  PRIMARY KEY (outlet_key, speaker, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX carried_by_speaker ON carried (speaker_key);

-- How a source fared in all matters. Written with the derived parts of a block.
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

-- The words of the latest versions, by reports.seq. The texts themselves stand in reports.
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2");

INSERT INTO names
SELECT 'place', place_key, in_key, place, in_name, geo, min(iif(geo <> '' AND json_extract(body, '$.Located'), json_extract(body, '$.Place.Geo.lat'), NULL)), min(iif(geo <> '' AND json_extract(body, '$.Located'), json_extract(body, '$.Place.Geo.lon'), NULL)), count(*), count(DISTINCT report)
FROM claims WHERE place_key <> '' GROUP BY place_key, in_key, place, in_name, geo;
INSERT INTO names
SELECT 'actor', key, '', name, '', '', NULL, NULL, count(*), count(DISTINCT report)
FROM (
  SELECT actor_key AS key, actor AS name, report FROM claims WHERE actor_key <> ''
  UNION ALL
  SELECT target_key, target, report FROM claims WHERE target_key <> ''
) GROUP BY key, name;
INSERT INTO carried
SELECT reports.outlet_key, claims.speaker, iif(claims.speaker_key <> '', claims.speaker_key, claims.person_key), reports.outlet, count(*)
FROM claims JOIN reports ON reports.seq = claims.report
WHERE claims.speaker <> '' AND claims.speaker <> 'report' AND reports.outlet_key <> ''
GROUP BY reports.outlet_key, claims.speaker, reports.outlet;
