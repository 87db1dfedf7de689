-- +goose Up
-- Keys of sentences are digests, so that those of one update go to as many pages as there are: most of prints is kept packed.

-- One run of rows of prints, in the order of what their keys are mixed to. Written at the end of an update, when prints has many rows.
CREATE TABLE runs (
  id     INTEGER PRIMARY KEY,
  size   INTEGER NOT NULL, -- how many rows
  leaves INTEGER NOT NULL, -- over how many leaves they are spread
  filter BLOB    NOT NULL  -- tells most keys that no row has
) STRICT;

-- One part of a run: the rows whose mixed keys begin alike.
CREATE TABLE run_leaves (
  id   INTEGER PRIMARY KEY, -- 2^32 times the run's, and the number of the leaf in it
  rows BLOB    NOT NULL     -- 17 bytes each: mixed key, rank, report
) STRICT;
