-- +goose Up
-- The matters of a place are found without its claims.

-- One place of the claims that answer a matter: the place, the one around it, or its gazetteer id. Written with matter_claims.
CREATE TABLE matter_places (
  block  INTEGER NOT NULL,
  matter TEXT    NOT NULL,
  key    TEXT    NOT NULL,
  PRIMARY KEY (block, matter, key)
) STRICT, WITHOUT ROWID;

INSERT INTO matter_places (block, matter, key)
SELECT block, matter, place_key FROM matter_claims JOIN claims ON claims.seq = matter_claims.claim WHERE place_key <> ''
UNION
SELECT block, matter, in_key FROM matter_claims JOIN claims ON claims.seq = matter_claims.claim WHERE in_key <> ''
UNION
SELECT block, matter, geo FROM matter_claims JOIN claims ON claims.seq = matter_claims.claim WHERE geo <> '';

CREATE INDEX matter_places_by_key ON matter_places (key, matter);
