-- +goose Up
-- The end of a long history is derived from what it had come to: a block keeps its ground and which of its claims are later.

-- What a block's parts are derived from with its later claims. The holdings that are settled by it stand in a block of their own.
CREATE TABLE grounds (
  block       INTEGER PRIMARY KEY REFERENCES blocks (id),
  from_at     INTEGER NOT NULL, -- later claims are about this time or after it
  first_known INTEGER NOT NULL, -- since when the first and the last of the earlier ones were known, as in blocks
  last_known  INTEGER NOT NULL,
  state       BLOB    NOT NULL -- as package record writes it, packed
) STRICT;

-- The rows of block_claims whose claims are later than the ground of their block.
CREATE TABLE later_claims (
  block        INTEGER NOT NULL,
  words        INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  rank         INTEGER NOT NULL,
  claim        INTEGER NOT NULL,
  PRIMARY KEY (block, words, published_at, rank, claim)
) STRICT, WITHOUT ROWID;
